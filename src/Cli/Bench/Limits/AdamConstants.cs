namespace IlgpuOptim.Cli.Bench.Limits;

/// <summary>What one step of Adam multiplies with.</summary>
/// <param name="Beta1">Decay of the first moment.</param>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="Rate">Learning rate over the bias correction of the first moment, 1 - beta1^t.</param>
/// <param name="Correction2">1 / (1 - beta2^t).</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
internal readonly record struct AdamConstants(float Beta1, float Beta2, float Rate, float Correction2, float Epsilon)
{
    /// <summary>The customary values at step <paramref name="step"/>, from 1.</summary>
    public static AdamConstants AtStep(int step) => new(
        0.9f,
        0.999f,
        (float)(1e-3 / (1 - Math.Pow(0.9, step))),
        (float)(1 / (1 - Math.Pow(0.999, step))),
        1e-8f);
}
