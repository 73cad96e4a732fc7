using ILGPU;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>y += a x, the smallest kernel that does something.</summary>
internal static class SaxpyKernel
{
    public static void Run(Index1D i, ArrayView<float> y, ArrayView<float> x, float a) => y[i] = (a * x[i]) + y[i];
}
