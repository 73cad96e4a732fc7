using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using ILGPU;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Emission;

/// <summary>
/// Turns kernels into methods of a loaded assembly. The assembly is written to memory and loaded from there, because reflection
/// can only read the IL of methods that came from an image.
/// </summary>
internal static class AssemblyEmitter
{
    private static int counter;

    /// <summary>Emits a batch of kernels into one assembly; the methods come in the order of the kernels.</summary>
    public static MethodInfo[] Emit(IReadOnlyList<FuzzKernel> kernels)
    {
        string name = $"FuzzKernels{Interlocked.Increment(ref counter)}";
        PersistedAssemblyBuilder assembly = new(new AssemblyName(name), typeof(object).Assembly);
        ModuleBuilder module = assembly.DefineDynamicModule(name);

        for (int i = 0; i < kernels.Count; ++i)
        {
            EmitKernel(module, kernels[i], $"Kernel{i}");
        }

        using MemoryStream image = new();
        assembly.Save(image);
        image.Position = 0;

        // The default context, since the engine keeps compiled kernels and their methods alive anyway.
        Assembly loaded = AssemblyLoadContext.Default.LoadFromStream(image);

        return [.. Enumerable.Range(0, kernels.Count).Select(i =>
            loaded.GetType($"Kernel{i}", throwOnError: true)!.GetMethod("Kernel", BindingFlags.Public | BindingFlags.Static)!)];
    }

    private static void EmitKernel(ModuleBuilder module, FuzzKernel kernel, string name)
    {
        EmissionContext context = new(kernel);
        List<TypeBuilder> structs = [];

        foreach (FuzzType type in kernel.Structs)
        {
            structs.Add(DefineStruct(module, context, type, name));
        }

        TypeBuilder owner = module.DefineType(
            name,
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.Class);

        foreach (FuzzFunction function in kernel.Functions)
        {
            context.Methods.Add(function, DefineFunction(owner, structs, context, function));
        }

        MethodBuilder entry = DefineEntry(owner, context, kernel);

        for (int i = 0; i < kernel.Functions.Count; ++i)
        {
            FunctionEmitter.Emit(context, kernel.Functions[i], context.Methods[kernel.Functions[i]], kernel.Bodies[i], isEntry: false);
        }

        FunctionEmitter.Emit(context, kernel.Entry, entry, kernel.Body, isEntry: true);

        foreach (TypeBuilder type in structs)
        {
            type.CreateType();
        }

        owner.CreateType();
    }

    private static TypeBuilder DefineStruct(ModuleBuilder module, EmissionContext context, FuzzType type, string prefix)
    {
        TypeBuilder builder = module.DefineType(
            $"{prefix}_{type.Name}",
            TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout | TypeAttributes.BeforeFieldInit,
            typeof(ValueType));
        FieldBuilder[] fields = [.. type.Fields.Select(field =>
            builder.DefineField(field.Name, context.RuntimeType(field.Type), FieldAttributes.Public))];
        ConstructorBuilder constructor = builder.DefineConstructor(
            MethodAttributes.Public | MethodAttributes.HideBySig,
            CallingConventions.HasThis,
            [.. type.Fields.Select(field => context.RuntimeType(field.Type))]);
        ILGenerator il = constructor.GetILGenerator();

        for (int i = 0; i < fields.Length; ++i)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
            il.Emit(OpCodes.Stfld, fields[i]);
        }

        il.Emit(OpCodes.Ret);
        context.Types.Add(type, builder);
        context.Fields.Add(type, fields);
        context.Constructors.Add(type, constructor);

        return builder;
    }

    private static MethodBuilder DefineFunction(
        TypeBuilder owner,
        List<TypeBuilder> structs,
        EmissionContext context,
        FuzzFunction function)
    {
        Type returnType = context.RuntimeType(function.ReturnType!);
        IEnumerable<Variable> parameters = function.Instance is null ? function.Parameters : function.Parameters.Skip(1);
        Type[] types = [.. parameters.Select(parameter => parameter.Kind == VariableKind.RefParameter
            ? context.RuntimeType(parameter.Type).MakeByRefType()
            : context.RuntimeType(parameter.Type))];

        if (function.Instance is null)
        {
            return Unoptimised(owner.DefineMethod(function.Name, MethodAttributes.Assembly | MethodAttributes.Static, returnType, types));
        }

        TypeBuilder declaring = structs.Single(builder => builder == context.Types[function.Instance]);

        return Unoptimised(declaring.DefineMethod(
            function.Name,
            MethodAttributes.Public | MethodAttributes.HideBySig,
            CallingConventions.HasThis,
            returnType,
            types));
    }

    private static MethodBuilder DefineEntry(TypeBuilder owner, EmissionContext context, FuzzKernel kernel)
    {
        List<Type> parameters = kernel.IsGrouped ? [] : [typeof(Index1D)];
        parameters.AddRange(kernel.Views.Select(ApiMembers.ViewType));
        parameters.AddRange(kernel.Arguments.Select(argument => context.RuntimeType(argument.Variable.Type)));

        return Unoptimised(owner.DefineMethod("Kernel", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [.. parameters]));
    }

    /// <summary>The oracle has to be right: optimised, the compiler of .NET 10 gets some of the kernels wrong.</summary>
    private static MethodBuilder Unoptimised(MethodBuilder method)
    {
        method.SetImplementationFlags(MethodImplAttributes.IL | MethodImplAttributes.NoOptimization);

        return method;
    }
}

/// <summary>Builders of the types and methods of one kernel.</summary>
internal sealed class EmissionContext(FuzzKernel kernel)
{
    public FuzzKernel Kernel { get; } = kernel;

    public Dictionary<FuzzType, TypeBuilder> Types { get; } = [];

    public Dictionary<FuzzType, FieldBuilder[]> Fields { get; } = [];

    public Dictionary<FuzzType, ConstructorBuilder> Constructors { get; } = [];

    public Dictionary<FuzzFunction, MethodBuilder> Methods { get; } = [];

    public Type RuntimeType(FuzzType type)
    {
        if (type.ScalarKind is Scalar scalar)
        {
            return ApiMembers.RuntimeType(scalar);
        }

        return type.Element is null ? this.Types[type] : this.RuntimeType(type.Element).MakeArrayType();
    }
}
