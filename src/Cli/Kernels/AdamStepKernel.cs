using ILGPU;

namespace IlgpuOptim.Cli.Kernels;

/// <summary>What one step of Adam needs besides its streams; the same for all elements.</summary>
internal readonly struct AdamStepConstants(float rate, float beta1, float beta2, float epsilon, int step)
{
    public readonly float Rate = rate / (1 - MathF.Pow(beta1, step));
    public readonly float Beta1 = beta1;
    public readonly float Beta2 = beta2;
    public readonly float Epsilon = epsilon;

    /// <summary>1 / (1 - beta2^step).</summary>
    public readonly float Correction2 = 1 / (1 - MathF.Pow(beta2, step));
}

/// <summary>One step of Adam: a struct of constants, four streams in, three out.</summary>
internal static class AdamStepKernel
{
    public static void Run(
        Index1D i, ArrayView<float> p, ArrayView<float> m, ArrayView<float> v, ArrayView<float> g, AdamStepConstants constants)
    {
        float gradient = g[i];
        float first = MathF.FusedMultiplyAdd(constants.Beta1, m[i], (1 - constants.Beta1) * gradient);
        float second = MathF.FusedMultiplyAdd(constants.Beta2, v[i], (1 - constants.Beta2) * (gradient * gradient));

        m[i] = first;
        v[i] = second;
        p[i] -= constants.Rate * first / (MathF.Sqrt(second * constants.Correction2) + constants.Epsilon);
    }
}
