using ILGPU;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>Counts bytes by their value with atomics on memory that all work-items share.</summary>
internal static class ByteHistogramKernel
{
    /// <summary>bins[v] += number of elements of value v.</summary>
    public static void Run(Index1D i, ArrayView<byte> x, ArrayView<int> bins) => Atomic.Add(ref bins[(int)x[i]], 1);
}
