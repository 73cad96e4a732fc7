using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>A kernel method, how its work-items come about, and its parameters.</summary>
internal sealed class KernelSignature
{
    private KernelSignature(MethodInfo method, KernelKind kind, ParameterPlan[] parameters, int arguments, int specialized)
    {
        this.Method = method;
        this.Kind = kind;
        this.Parameters = parameters;
        this.ArgumentBytes = arguments;
        this.SpecializedBytes = specialized;
        this.Name = method.DeclaringType is Type type ? $"{type.Name}.{method.Name}" : method.Name;
    }

    public MethodInfo Method { get; }

    public KernelKind Kind { get; }

    /// <summary>Name of the method with its class.</summary>
    public string Name { get; }

    /// <summary>The parameters without the index of an implicit kernel.</summary>
    public ParameterPlan[] Parameters { get; }

    /// <summary>Size of the argument block.</summary>
    public int ArgumentBytes { get; }

    /// <summary>Size of the specialised values; 0: the kernel has one variant.</summary>
    public int SpecializedBytes { get; }

    /// <summary>Describes a method that is loaded as a kernel.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isImplicit">The first parameter is the index of the work-item.</param>
    /// <exception cref="NotSupportedException">The method cannot be a kernel.</exception>
    public static KernelSignature Create(MethodInfo method, bool isImplicit)
    {
        ArgumentNullException.ThrowIfNull(method);
        CheckMethod(method);
        ParameterInfo[] parameters = method.GetParameters();
        KernelKind kind = isImplicit ? ImplicitKind(method, parameters) : KernelKind.Explicit;
        int first = isImplicit ? 1 : 0;
        ParameterPlan[] plans = new ParameterPlan[parameters.Length - first];
        ArgumentLayout arguments = new(comparesBytes: false);
        ArgumentLayout specialized = new(comparesBytes: true);

        for (int i = 0; i < plans.Length; i++)
        {
            ParameterInfo parameter = parameters[i + first];

            if (parameter.ParameterType.IsByRef)
            {
                throw new NotSupportedException(
                    $"The parameter '{parameter.Name}' of the kernel '{method.Name}' is passed by reference; kernels take values.");
            }

            plans[i] = ParameterPlan.Create(parameter.Name ?? $"arg{i}", parameter.ParameterType, arguments, specialized);
        }

        return new KernelSignature(method, kind, plans, arguments.Bytes, specialized.Bytes);
    }

    private static void CheckMethod(MethodInfo method)
    {
        // A lambda that captures nothing is an instance method of a class without fields.
        bool isLambda = !method.IsStatic
            && method.DeclaringType is Type type
            && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length == 0;

        if (!method.IsStatic && !isLambda)
        {
            throw new NotSupportedException(
                $"The kernel '{method.Name}' is an instance method or a lambda that captures variables: "
                + "Only static methods and non-capturing lambdas are supported at the moment.");
        }

        if (method.ReturnType != typeof(void))
        {
            throw new NotSupportedException($"The kernel '{method.Name}' returns a value; kernels return void.");
        }

        if (method.ContainsGenericParameters)
        {
            throw new NotSupportedException($"The kernel '{method.Name}' is generic; state its type arguments.");
        }
    }

    private static KernelKind ImplicitKind(MethodInfo method, ParameterInfo[] parameters)
    {
        Type? index = parameters.Length > 0 ? parameters[0].ParameterType : null;

        if (index == typeof(Index1D))
        {
            return KernelKind.Implicit1D;
        }

        if (index == typeof(Index2D))
        {
            return KernelKind.Implicit2D;
        }

        if (index == typeof(Index3D))
        {
            return KernelKind.Implicit3D;
        }

        string found = index is null ? "no parameter" : $"a first parameter of type {index.Name}";

        throw new NotSupportedException(
            $"The implicitly grouped kernel '{method.Name}' has {found}; it has to be Index1D, Index2D or Index3D"
            + (index?.IsLongIndex() == true ? " (64-bit indices cannot be the index of a kernel)." : "."));
    }
}
