using System.Reflection;
using System.Reflection.Emit;

namespace IlgpuOptim.Engine.Tests.Frontend;

/// <summary>
/// Makes kernels that call one method each: they read the arguments through pointers and store the result through the
/// last one. The IL lies in an assembly in memory, without symbols.
/// </summary>
internal sealed class CallEmitter
{
    private readonly PersistedAssemblyBuilder _assembly;
    private readonly TypeBuilder _type;
    private readonly List<MethodBase> _targets = [];

    public CallEmitter(string name)
    {
        _assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        _type = _assembly.DefineDynamicModule(name).DefineType("Kernels", TypeAttributes.Public);
    }

    /// <summary>Types of the arguments, the receiver first.</summary>
    public static Type[] ArgumentTypes(MethodBase method)
    {
        List<Type> types = [];
        if (!method.IsStatic && !method.IsConstructor)
        {
            types.Add(method.DeclaringType!);
        }

        foreach (ParameterInfo parameter in method.GetParameters())
        {
            Type type = parameter.ParameterType;
            types.Add(type.IsByRef ? type.GetElementType()! : type);
        }

        return [.. types];
    }

    public static Type ResultType(MethodBase method) =>
        method is MethodInfo info ? (info.ReturnType.IsByRef ? info.ReturnType.GetElementType()! : info.ReturnType) : method.DeclaringType!;

    /// <summary>Adds a kernel whose parameters are pointers to arguments and result; types must be unmanaged.</summary>
    public void AddByPointer(MethodBase target)
    {
        Type[] types = ArgumentTypes(target);
        Type result = ResultType(target);
        ILGenerator il = this.Define(target, [.. types.Select(t => t.MakePointerType()), result.MakePointerType()]);
        il.Emit(OpCodes.Ldarg, (short)types.Length);
        for (int i = 0; i < types.Length; ++i)
        {
            il.Emit(OpCodes.Ldarg, (short)i);
            if (!ByReference(target, i))
            {
                il.Emit(OpCodes.Ldobj, types[i]);
            }
        }

        Call(il, target);
        if (target is MethodInfo { ReturnType.IsByRef: true })
        {
            il.Emit(OpCodes.Ldobj, result);
        }

        il.Emit(OpCodes.Stobj, result);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>Adds a kernel that takes the arguments by value and drops the result.</summary>
    public void AddByValue(MethodBase target)
    {
        Type[] types = ArgumentTypes(target);
        ILGenerator il = this.Define(target, types);
        for (int i = 0; i < types.Length; ++i)
        {
            il.Emit(ByReference(target, i) ? OpCodes.Ldarga : OpCodes.Ldarg, (short)i);
        }

        Call(il, target);
        if (target is not MethodInfo info || info.ReturnType != typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }

        il.Emit(OpCodes.Ret);
    }

    /// <summary>The finished kernels with the methods they call.</summary>
    public List<(MethodInfo Kernel, MethodBase Target)> Finish()
    {
        _type.CreateType();
        using MemoryStream image = new();
        _assembly.Save(image);
        Type type = Assembly.Load(image.ToArray()).GetType("Kernels")!;
        List<(MethodInfo, MethodBase)> result = [];
        for (int i = 0; i < _targets.Count; ++i)
        {
            result.Add((type.GetMethod("Kernel" + i)!, _targets[i]));
        }

        return result;
    }

    private static bool ByReference(MethodBase target, int argument)
    {
        int shift = !target.IsStatic && !target.IsConstructor ? 1 : 0;

        return argument < shift || target.GetParameters()[argument - shift].ParameterType.IsByRef;
    }

    private static void Call(ILGenerator il, MethodBase target)
    {
        if (target is ConstructorInfo constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
        }
        else
        {
            il.Emit(OpCodes.Call, (MethodInfo)target);
        }
    }

    private ILGenerator Define(MethodBase target, Type[] parameters)
    {
        string name = "Kernel" + _targets.Count;
        _targets.Add(target);

        return _type.DefineMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), parameters).GetILGenerator();
    }
}
