using ILGPU;

using IlgpuOptim.Extensions;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>STREAM's triad, a = b + scale * c: one work-item per element, nothing else. Shows what a stream costs.</summary>
internal static class TriadKernel
{
    public static void Run(Index1D i, ArrayView<float> a, [ReadOnlyMemory] ArrayView<float> b, [ReadOnlyMemory] ArrayView<float> c, float scale) =>
        a[i] = MathF.FusedMultiplyAdd(scale, c[i], b[i]);
}
