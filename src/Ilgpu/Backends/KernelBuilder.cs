using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends;

/// <summary>What a kernel is compiled with.</summary>
/// <param name="Target">Value of Accelerator.CurrentType in the kernel.</param>
/// <param name="Math">Freedom with floating-point operations.</param>
/// <param name="Assertions">Assertions are compiled.</param>
/// <param name="Output">Interop.Write is compiled.</param>
/// <param name="Verify">The intermediate code is verified after every stage.</param>
/// <param name="Arrays">Treatment of static arrays.</param>
/// <param name="StaticFields">Treatment of static fields.</param>
/// <param name="WarpSize">Lanes of a warp; on the CPU 1 gives scalar code.</param>
internal sealed record KernelOptions(
    AcceleratorType Target,
    MathMode Math,
    bool Assertions,
    bool Output,
    bool Verify,
    ArrayMode Arrays,
    StaticFieldMode StaticFields,
    int WarpSize)
{
    /// <summary>Compute capability times ten that PTX is made for; 0 for other back ends.</summary>
    public int CudaArchitecture { get; init; }

    /// <summary>What an accelerator's context says.</summary>
    public static KernelOptions Of(Accelerator accelerator)
    {
        ContextProperties properties = accelerator.Context.Properties;

        return new KernelOptions(
            accelerator.AcceleratorType,
            properties.MathMode,
            properties.EnableAssertions,
            properties.EnableIOOperations,
            properties.EnableVerifier,
            properties.ArrayMode,
            properties.StaticFieldMode,
            accelerator.WarpSize);
    }
}

/// <summary>The way from a method to the intermediate code that back ends take, the same for all of them.</summary>
internal static class KernelBuilder
{
    /// <summary>Builds and optimises a kernel.</summary>
    /// <param name="method">The kernel method.</param>
    /// <param name="kind">How its work-items come about.</param>
    /// <param name="specialized">Per parameter of the method: the value of a SpecializedValue, else null.</param>
    /// <param name="options">Settings.</param>
    /// <param name="prepare">What a back end does to the code before the passes, or null.</param>
    /// <exception cref="KernelCompilationException">The kernel uses something that does not exist on devices.</exception>
    public static (Function Function, PassContext Context) Build(
        MethodInfo method,
        KernelKind kind,
        object?[] specialized,
        KernelOptions options,
        Action<Function>? prepare = null)
    {
        Function function = KernelFrontend.Build(method, kind, new FrontendOptions
        {
            SpecializedValues = Specialized(specialized),
            AcceleratorType = (int)options.Target,
            CudaArchitecture = options.CudaArchitecture,
            Assertions = options.Assertions,
            IOOperations = options.Output,
            StaticFields = (StaticFieldPolicy)(int)options.StaticFields,
            Arrays = (ArrayPolicy)(int)options.Arrays,
            Math = (FastMath)(int)options.Math,
        });
        prepare?.Invoke(function);
        PassContext context = new() { Verify = options.Verify, WarpSize = options.WarpSize };
        Pipeline.Run(function, context);

        return (function, context);
    }

    /// <summary>The values of specialised parameters by their positions; null if there are none.</summary>
    public static Dictionary<int, object>? Specialized(object?[] values)
    {
        Dictionary<int, object>? specialized = null;

        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                (specialized ??= []).Add(i, value);
            }
        }

        return specialized;
    }
}
