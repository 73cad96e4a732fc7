using System.Reflection;
using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <summary>What a kernel is compiled with.</summary>
/// <param name="Target">Architecture and language version.</param>
/// <param name="Math">Freedom with floating-point operations.</param>
/// <param name="Assertions">Assertions are compiled.</param>
/// <param name="Output">Interop.Write is compiled.</param>
/// <param name="Verify">The intermediate code is verified after every stage.</param>
/// <param name="Arrays">Treatment of static arrays.</param>
/// <param name="StaticFields">Treatment of static fields.</param>
internal sealed record PtxKernelOptions(
    PtxTarget Target,
    MathMode Math = MathMode.Default,
    bool Assertions = false,
    bool Output = false,
    bool Verify = false,
    ArrayMode Arrays = ArrayMode.Default,
    StaticFieldMode StaticFields = StaticFieldMode.Default)
{
    /// <summary>Largest group that the code has to run with; 0: the compiler's choice.</summary>
    public int MaxGroupSize { get; init; }
}

/// <summary>The way from a method to PTX.</summary>
internal static class PtxKernelFactory
{
    /// <summary>Value of Accelerator.CurrentType in kernels for CUDA.</summary>
    private const int CudaType = 1;

    /// <summary>Compiles a kernel.</summary>
    /// <param name="method">The kernel method.</param>
    /// <param name="kind">How its work-items come about.</param>
    /// <param name="specialized">Per parameter of the method: the value of a SpecializedValue, else null.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="KernelCompilationException">The kernel uses something that does not exist on devices.</exception>
    public static PtxSource Compile(MethodInfo method, KernelKind kind, object?[] specialized, PtxKernelOptions options)
    {
        Dictionary<int, object>? values = null;
        for (int i = 0; i < specialized.Length; i++)
        {
            if (specialized[i] is { } value)
            {
                (values ??= []).Add(i, value);
            }
        }

        Function function = KernelFrontend.Build(method, kind, new FrontendOptions
        {
            AcceleratorType = CudaType,
            SpecializedValues = values,
            Assertions = options.Assertions,
            IOOperations = options.Output,
            StaticFields = (StaticFieldPolicy)(int)options.StaticFields,
            Arrays = (ArrayPolicy)(int)options.Arrays,
            Math = (FastMath)(int)options.Math,
        });
        Pipeline.Run(function, new PassContext { Verify = options.Verify, WarpSize = PtxGenerator.WarpSize });

        return PtxGenerator.Generate(function, options.Target, options.MaxGroupSize);
    }
}
