using System.Collections.Concurrent;
using System.Reflection;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// A method with all generic arguments known: its IL, the layouts of its variables, and what the tokens in its IL stand
/// for. Instances are cached, so compiling a second kernel that calls it needs no reflection.
/// </summary>
internal sealed class IlMethod
{
    private static readonly ConcurrentDictionary<MethodBase, IlMethod> Cache = new();
    private readonly object?[] _resolved;
    private readonly Type[]? _typeArguments;
    private readonly Type[]? _methodArguments;

    private IlMethod(MethodBase method)
    {
        this.Method = method;
        this.Code = IlCode.Read(method);
        _resolved = new object?[this.Code.Instructions.Length];
        _typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        _methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;

        ParameterInfo[] parameters = method.GetParameters();
        int first = method.IsStatic ? 0 : 1;
        this.Arguments = new TypeLayout[parameters.Length + first];
        if (first == 1)
        {
            Type declaring = method.DeclaringType!;
            this.Arguments[0] = declaring.IsValueType ? TypeLayout.Of(declaring.MakeByRefType()) : TypeLayout.Of(declaring);
        }

        for (int i = 0; i < parameters.Length; ++i)
        {
            this.Arguments[i + first] = TypeLayout.Of(parameters[i].ParameterType);
        }

        this.Return = method is MethodInfo info ? TypeLayout.Of(info.ReturnType) : TypeLayout.Void;
        this.Locals = new TypeLayout?[this.Code.Locals.Length];
    }

    public MethodBase Method { get; }

    public IlCode Code { get; }

    public TypeLayout[] Arguments { get; }

    public TypeLayout Return { get; }

    private TypeLayout?[] Locals { get; }

    public static IlMethod Of(MethodBase method)
    {
        if (!Cache.TryGetValue(method, out IlMethod? result))
        {
            result = new IlMethod(method);
            if (!method.Module.Assembly.IsCollectible && method is not MethodInfo { IsCollectible: true })
            {
                result = Cache.GetOrAdd(method, result);
            }
        }

        return result;
    }

    /// <summary>Layout of a local variable; only asked for locals that are used, since others may have any type.</summary>
    public TypeLayout Local(int index)
    {
        return this.Locals[index] ??= TypeLayout.Of(this.Code.LocalTypes[index]);
    }

    public Type TypeAt(int instruction)
    {
        if (_resolved[instruction] is Type known)
        {
            return known;
        }

        Type type = this.Method.Module.ResolveType((int)this.Code.Instructions[instruction].Operand, _typeArguments, _methodArguments);
        _resolved[instruction] = type;

        return type;
    }

    public TypeLayout LayoutAt(int instruction)
    {
        if (_resolved[instruction] is TypeLayout known)
        {
            return known;
        }

        TypeLayout layout = TypeLayout.Of(
            this.Method.Module.ResolveType((int)this.Code.Instructions[instruction].Operand, _typeArguments, _methodArguments));
        _resolved[instruction] = layout;

        return layout;
    }

    /// <summary>An instance field with its place in the struct that declares it, or a static field as <see cref="FieldInfo"/>.</summary>
    public object FieldAt(int instruction)
    {
        if (_resolved[instruction] is { } known)
        {
            return known;
        }

        FieldInfo field = this.Method.Module.ResolveField((int)this.Code.Instructions[instruction].Operand, _typeArguments, _methodArguments)!;
        object result = field;
        if (!field.IsStatic)
        {
            Type owner = field.DeclaringType!;
            TypeLayout layout = TypeLayout.Of(owner);
            if (layout.Kind == TypeKind.View)
            {
                // Kernels know a view as address and length; its fields belong to the host.
                throw new KernelFault(Diagnostics.HostOnly, this.ToString());
            }

            result = layout.Kind == TypeKind.Class ? field : layout.Find(field)
                ?? throw new KernelFault(Diagnostics.UnsupportedType, Names.Of(owner));
        }

        _resolved[instruction] = result;

        return result;
    }

    public CallTarget CallAt(int instruction)
    {
        if (_resolved[instruction] is CallTarget known)
        {
            return known;
        }

        MethodBase method = this.Method.Module.ResolveMethod(
            (int)this.Code.Instructions[instruction].Operand, _typeArguments, _methodArguments)!;
        CallTarget target = CallTarget.Of(method);
        _resolved[instruction] = target;

        return target;
    }

    /// <summary>The call of an interface or base method through a constrained type parameter, once resolved.</summary>
    public CallTarget ConstrainedCallAt(int instruction, Type type)
    {
        if (_resolved[instruction] is CallTarget known)
        {
            return known;
        }

        MethodBase method = this.Method.Module.ResolveMethod(
            (int)this.Code.Instructions[instruction].Operand, _typeArguments, _methodArguments)!;
        CallTarget target = CallTarget.Of(VirtualCalls.Resolve(method, type));
        _resolved[instruction] = target;

        return target;
    }

    /// <summary>Type, field or method behind ldtoken or ldftn.</summary>
    public MemberInfo MemberAt(int instruction)
    {
        if (_resolved[instruction] is MemberInfo known)
        {
            return known;
        }

        MemberInfo member = this.Method.Module.ResolveMember(
            (int)this.Code.Instructions[instruction].Operand, _typeArguments, _methodArguments)!;
        _resolved[instruction] = member;

        return member;
    }

    public string TextAt(int instruction) => this.Method.Module.ResolveString((int)this.Code.Instructions[instruction].Operand);

    public override string ToString() => Names.Of(this.Method);
}
