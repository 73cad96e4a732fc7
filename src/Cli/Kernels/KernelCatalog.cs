using System.Reflection;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Engine.Runtime.Cpu;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>A kernel of this program that can be called by name.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">What it does, in a few words.</param>
/// <param name="Method">The kernel method.</param>
internal sealed record NamedKernel(string Name, string Description, MethodInfo Method);

/// <summary>The kernels that have names: instructive ones, and those of the benchmarks under the names that those have.</summary>
internal static class KernelCatalog
{
    private const string Run = nameof(SaxpyKernel.Run);

    public static IReadOnlyList<NamedKernel> List() =>
    [
        Create("saxpy", "y += a x: one contiguous stream in, one in and out", typeof(SaxpyKernel), Run),
        Create("mandelbrot", "escape times: a loop that lanes leave at different times", typeof(MandelbrotKernel), Run),
        Create("reduce_sum", "sums of blocks: shared memory, barriers in a loop", typeof(ReduceSumKernel), Run),
        Create("matmul_tiled", "matrix product by tiles in shared memory", typeof(TiledMatrixProductKernel), Run),
        Create("histogram", "counts of bytes: atomics at varying addresses", typeof(ByteHistogramKernel), Run),
        Create("adam_step", "one step of Adam: struct of constants, seven streams", typeof(AdamKernel), nameof(AdamKernel.Step)),
        Create("triad_f32", "a = b + scale c, streamed past the caches", typeof(TriadKernel), Run),
        Create("exp_f32", "y = exp(x), vectorised", typeof(ExpKernel), Run),
        Create("reduce_sum_f32", "sums of blocks by shuffles, without barriers", typeof(SumKernel), nameof(SumKernel.Blocks)),
        new("transpose_f32", "transposition by shuffles, tile by tile", TransposeKernel.For(CpuInformation.WarpSize).Method),
        Create("histogram_i32", "counts with bins per group in shared memory", typeof(HistogramKernel), Run),
        Create("sgemm", "matrix product with 6 x 4 vectors in registers", typeof(SgemmKernel), Run, typeof(WideSgemmTile)),
        Create("mma_gemm", "matrix product by fragments, which tensor cores multiply", typeof(MmaGemmKernel), Run, typeof(BFloat16), typeof(WideMmaTile)),
        Create("mma_gemm_small", "the same by small blocks, for devices without tensor cores", typeof(MmaGemmKernel), Run, typeof(BFloat16), typeof(SmallMmaTile)),
    ];

    private static NamedKernel Create(string name, string description, Type type, string method, params Type[] arguments)
    {
        MethodInfo found = type.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;

        return new NamedKernel(name, description, arguments.Length == 0 ? found : found.MakeGenericMethod(arguments));
    }
}
