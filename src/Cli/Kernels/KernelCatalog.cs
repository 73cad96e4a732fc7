using System.Reflection;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>A kernel of this program that can be called by name.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">What it does, in a few words.</param>
/// <param name="Method">The kernel method.</param>
internal sealed record NamedKernel(string Name, string Description, MethodInfo Method);

/// <summary>The kernels that have names.</summary>
internal static class KernelCatalog
{
    private const string Run = nameof(SaxpyKernel.Run);

    public static IReadOnlyList<NamedKernel> List() =>
    [
        Create("saxpy", "y += a x: one contiguous stream in, one in and out", typeof(SaxpyKernel), Run),
        Create("adam_step", "one step of Adam: struct of constants, seven streams", typeof(AdamStepKernel), Run),
        Create("mandelbrot", "escape times: a loop that lanes leave at different times", typeof(MandelbrotKernel), Run),
        Create("reduce_sum", "sums of blocks: shared memory, barriers in a loop", typeof(ReduceSumKernel), Run),
        Create("matmul_tiled", "matrix product by tiles in shared memory", typeof(TiledMatrixProductKernel), Run),
        Create("histogram", "counts of bytes: gathers of bytes, atomics", typeof(HistogramKernel), Run),
    ];

    private static NamedKernel Create(string name, string description, Type type, string method) =>
        new(name, description, type.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!);
}
