using System.Reflection;
using ILGPU;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <summary>The way from a method to PTX.</summary>
internal static class PtxKernelFactory
{
    /// <summary>Settings for looking at PTX without a device.</summary>
    public static KernelOptions VerifyOptions { get; } = new(
        ILGPU.Runtime.AcceleratorType.Cuda,
        MathMode.Default,
        Assertions: false,
        Output: false,
        Verify: true,
        ArrayMode.Default,
        StaticFieldMode.Default,
        PtxGenerator.WarpSize);

    /// <summary>Compiles a kernel.</summary>
    /// <param name="method">The kernel method.</param>
    /// <param name="kind">How its work-items come about.</param>
    /// <param name="specialized">Per parameter of the method: the value of a SpecializedValue, else null.</param>
    /// <param name="options">Settings.</param>
    /// <param name="target">Architecture and language version.</param>
    /// <param name="maxGroupSize">Largest group that the code has to run with; 0: the compiler's choice.</param>
    /// <param name="minGroups">Groups that a multiprocessor has to hold at a time; 0: the compiler's choice.</param>
    /// <exception cref="KernelCompilationException">The kernel uses something that does not exist on devices.</exception>
    public static PtxSource Compile(
        MethodInfo method, KernelKind kind, object?[] specialized, KernelOptions options, PtxTarget target, int maxGroupSize = 0, int minGroups = 0)
    {
        (Function function, _) = KernelBuilder.Build(method, kind, specialized, options with { CudaArchitecture = target.Sm });

        return PtxGenerator.Generate(function, target, maxGroupSize, minGroups);
    }
}
