using System.Reflection;

using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Engine.Runtime.Cpu;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>A kernel of this program that can be called by name.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">What it does, in a few words; or what it is.</param>
/// <param name="Method">The kernel method.</param>
internal sealed record NamedKernel(string Name, string Description, MethodInfo Method)
{
    /// <summary>Per parameter of the method: the value of a SpecializedValue, else null.</summary>
    public object?[] Values { get; init; } = new object?[Method.GetParameters().Length];
}

/// <summary>
/// The kernels that have names: instructive ones, those of the benchmarks under the names that those have, and
/// all of the product's.
/// </summary>
internal static class KernelCatalog
{
    private const string Run = nameof(SaxpyKernel.Run);

    /// <summary>The default CPU device of this process.</summary>
    public static KernelProfile Cpu { get; } = new(AcceleratorType.CPU, CpuInformation.WarpSize, 1024, IsProcessor: true);

    /// <summary>NVIDIA's GPUs.</summary>
    public static KernelProfile Cuda { get; } = new(AcceleratorType.Cuda, 32, 1024);

    /// <summary>All kernels, as they are on a kind of device.</summary>
    public static IReadOnlyList<NamedKernel> List(KernelProfile profile) => [.. Named(profile), .. ProductKernels.List(profile)];

    /// <summary>A kernel by its name, or null.</summary>
    public static NamedKernel? Find(string name, KernelProfile profile)
    {
        NamedKernel? Match(IEnumerable<NamedKernel> kernels) => kernels.FirstOrDefault(kernel => kernel.Name == name);

        // The names of the product's kernels have a point; the others are there at once.
        return Match(Named(profile)) ?? (name.Contains('.') ? Match(ProductKernels.List(profile)) : null);
    }

    /// <summary>The instructive kernels and those of the benchmarks.</summary>
    public static IEnumerable<NamedKernel> Named(KernelProfile profile)
    {
        yield return Create("saxpy", "y += a x: one contiguous stream in, one in and out", typeof(SaxpyKernel), Run);
        yield return Create("mandelbrot", "escape times: a loop that lanes leave at different times", typeof(MandelbrotKernel), Run);
        yield return Create("reduce_sum", "sums of blocks: shared memory, barriers in a loop", typeof(ReduceSumKernel), Run);
        yield return Create("matmul_tiled", "matrix product by tiles in shared memory", typeof(TiledMatrixProductKernel), Run);
        yield return Create("histogram", "counts of bytes: atomics at varying addresses", typeof(ByteHistogramKernel), Run);
        yield return Create("adam_step", "one step of Adam: struct of constants, seven streams", typeof(AdamKernel), nameof(AdamKernel.Step));
        yield return Create("triad_f32", "a = b + scale c, streamed past the caches", typeof(TriadKernel), Run);
        yield return Create("exp_f32", "y = exp(x), vectorised", typeof(ExpKernel), Run);
        yield return Create("reduce_sum_f32", "sums of blocks by shuffles, without barriers", typeof(SumKernel), nameof(SumKernel.Blocks));
        yield return Create("reduce_sum_total_f32", "the sum of the sums of blocks", typeof(SumKernel), nameof(SumKernel.Total));

        // It moves tiles as large as a warp; there is no form for warps of 64.
        if (profile.WarpSize <= 32)
        {
            yield return new("transpose_f32", "transposition by shuffles, tile by tile", TransposeKernel.For(profile.WarpSize).Method);
        }

        yield return Create("histogram_i32", "counts with bins per group in shared memory", typeof(HistogramKernel), Run);

        // Tiles for matrix units; where there are none, a lane would hold more than it has registers.
        if (profile.Kind != AcceleratorType.OpenCL)
        {
            yield return Create(
                "mma_gemm", "matrix product by fragments, which tensor cores multiply", typeof(MmaGemmKernel), Run, typeof(BFloat16), typeof(WideMmaTile));
        }

        yield return Create(
            "mma_gemm_small", "the same by small blocks, for devices without tensor cores", typeof(MmaGemmKernel), Run, typeof(BFloat16), typeof(SmallMmaTile));
    }

    private static NamedKernel Create(string name, string description, Type type, string method, params Type[] arguments)
    {
        MethodInfo found = type.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;

        return new NamedKernel(name, description, arguments.Length == 0 ? found : found.MakeGenericMethod(arguments));
    }
}
