using System.Collections.Concurrent;
using System.Reflection;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>What the front end does about a call.</summary>
internal enum CallKind : byte
{
    /// <summary>Interprets the IL of <see cref="CallTarget.Body"/> in place.</summary>
    Inline,

    /// <summary>A marked method of the API.</summary>
    Api,

    /// <summary>A method of .NET with a meaning of its own in <see cref="BclIntrinsics"/>.</summary>
    Bcl,

    /// <summary>Constructor, Get, Set or Address of a multi-dimensional array.</summary>
    ArrayMember,
}

/// <summary>A method as the target of a call, with everything a call needs to know about it. Cached.</summary>
internal sealed class CallTarget
{
    private static readonly ConcurrentDictionary<MethodBase, CallTarget> Cache = new();
    private IlMethod? _body;
    private TypeLayout? _return;

    private CallTarget(MethodBase method)
    {
        this.Method = method;
        ParameterInfo[] parameters = method.GetParameters();
        this.ParameterTypes = new Type[parameters.Length];
        for (int i = 0; i < parameters.Length; ++i)
        {
            this.ParameterTypes[i] = parameters[i].ParameterType;
        }

        this.HasThis = !method.IsStatic;
        Type? declaring = method.DeclaringType;
        if (declaring is { IsArray: true })
        {
            this.Kind = CallKind.ArrayMember;
        }
        else if (BclIntrinsics.MayHandle(declaring))
        {
            MethodBase? replacement = BclIntrinsics.Replacement(method, this.ParameterTypes);
            if (replacement is not null)
            {
                this.Implementation = replacement;
            }
            else if (BclIntrinsics.Find(method, this.ParameterTypes) is { } bcl)
            {
                this.Kind = CallKind.Bcl;
                this.Bcl = bcl;
            }
        }
        else if (declaring is not null && !BclIntrinsics.IsSystem(declaring)
            && method.GetCustomAttribute<IntrinsicAttribute>() is { } attribute)
        {
            this.Kind = CallKind.Api;
            this.Api = attribute;
        }

        this.Implementation ??= method;
        this.AssumesNoThrow = MayNotThrow(this.Implementation);
    }

    public MethodBase Method { get; }

    /// <summary>The method whose IL is interpreted: <see cref="Method"/> itself or our replacement of it.</summary>
    public MethodBase Implementation { get; }

    public Type[] ParameterTypes { get; }

    public bool HasThis { get; }

    public int ArgumentCount => this.ParameterTypes.Length + (this.HasThis ? 1 : 0);

    public CallKind Kind { get; }

    public IntrinsicAttribute? Api { get; }

    public BclIntrinsic? Bcl { get; }

    /// <summary>A 'throw' in the method is a path that the program never takes by contract; see <see cref="AssumesNoThrowAttribute"/>.</summary>
    public bool AssumesNoThrow { get; }

    public IlMethod Body => _body ??= IlMethod.Of(this.Implementation);

    public TypeLayout Return => _return ??= this.Method is MethodInfo info ? TypeLayout.Of(info.ReturnType) : TypeLayout.Void;

    public Type[] GenericArguments => this.Method.IsGenericMethod ? this.Method.GetGenericArguments() : [];

    public static CallTarget Of(MethodBase method)
    {
        if (!Cache.TryGetValue(method, out CallTarget? target))
        {
            target = new CallTarget(method);
            if (!method.Module.Assembly.IsCollectible && method is not MethodInfo { IsCollectible: true })
            {
                target = Cache.GetOrAdd(method, target);
            }
        }

        return target;
    }

    public override string ToString() => Names.Of(this.Method);

    private static bool MayNotThrow(MethodBase method) =>
        method.DeclaringType is { } type && !BclIntrinsics.IsSystem(type)
            && (method.IsDefined(typeof(AssumesNoThrowAttribute), inherit: false)
                || type.IsDefined(typeof(AssumesNoThrowAttribute), inherit: false));
}

/// <summary>
/// A method or struct of the API whose argument checks throw on the host. In kernels a path that throws is undefined
/// behaviour: the compiler takes it as never reached. User code is rejected when it throws.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
internal sealed class AssumesNoThrowAttribute : Attribute;
