namespace IlgpuOptim.Optimizers;

/// <summary>How numbers are rounded to bfloat16.</summary>
public enum Rounding
{
    /// <summary>To nearest, ties to even. Changes below half a unit of the last place vanish.</summary>
    Nearest,

    /// <summary>Up or down with probabilities that keep the mean; reproducible from seed, step and position.</summary>
    Stochastic,
}

/// <summary>What all optimizers have in common.</summary>
public record OptimizerOptions
{
    /// <summary>
    /// Look at all gradients before a step, and leave parameters and state as they are if one is infinite or NaN. Costs one more
    /// pass over the gradients.
    /// </summary>
    public bool SkipNonFinite { get; init; } = true;

    /// <summary>Rounding of bfloat16 parameters.</summary>
    public Rounding ParameterRounding { get; init; } = Rounding.Stochastic;

    /// <summary>Seed of stochastic rounding.</summary>
    public uint Seed { get; init; }
}

/// <summary>What happened so far; see <see cref="Optimizer.ReadStatus"/>.</summary>
/// <param name="Applied">Steps carried out.</param>
/// <param name="Skipped">Steps skipped because a gradient was not finite.</param>
/// <param name="LastSkipped">Whether the last step was skipped.</param>
/// <param name="LastGradientNorm">
/// Norm of all gradients of the last step, unscaled and before clipping; 0 if neither clipping nor the check for non-finite gradients is on.
/// </param>
public sealed record StepStatus(long Applied, long Skipped, bool LastSkipped, double LastGradientNorm);
