using ILGPU;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>y = exp(x) by the function every C# programmer knows; the vector form is the compiler's business.</summary>
internal static class ExpKernel
{
    public static void Run(Index1D i, ArrayView<float> y, ArrayView<float> x) => y[i] = MathF.Exp(x[i]);
}
