using ILGPU;

using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>
/// One step of Adam: four streams in, three out, a root and a division per element. Fused multiply-adds are written out,
/// because the compiler never contracts a * b + c by itself.
/// </summary>
internal static class AdamKernel
{
    public static void Step(
        Index1D i,
        ArrayView<float> p,
        ArrayView<float> m,
        ArrayView<float> v,
        [ReadOnlyMemory] ArrayView<float> g,
        AdamConstants constants)
    {
        float gradient = g[i];
        float first = MathF.FusedMultiplyAdd(constants.Beta1, m[i], (1 - constants.Beta1) * gradient);
        float second = MathF.FusedMultiplyAdd(constants.Beta2, v[i], (1 - constants.Beta2) * (gradient * gradient));
        float scale = MathF.Sqrt(second * constants.Correction2) + constants.Epsilon;

        m[i] = first;
        v[i] = second;
        p[i] = MathF.FusedMultiplyAdd(-constants.Rate, first / scale, p[i]);
    }
}

/// <summary>The same kernel under as many names as there are types: each instantiation is compiled afresh.</summary>
internal static class AdamKernel<TTag>
    where TTag : struct
{
    public static void Step(
        Index1D i,
        ArrayView<float> p,
        ArrayView<float> m,
        ArrayView<float> v,
        [ReadOnlyMemory] ArrayView<float> g,
        AdamConstants constants) => AdamKernel.Step(i, p, m, v, g, constants);
}
