using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>Parameters and hyper-parameters of <see cref="RootFreeAdamW"/>.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="learningRate">Learning rate.</param>
/// <param name="batchSize">Samples per step.</param>
public sealed class RootFreeAdamWGroup(IEnumerable<Parameter> parameters, double learningRate, double batchSize)
    : RootFreeGroup(parameters, learningRate, batchSize)
{
    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>
    /// Divides both means by 1 - beta^t. Meant for <see cref="RootFreeGroup.ZeroInit"/>: with the start at 1/f it makes the first steps short.
    /// </summary>
    public bool BiasCorrection { get; set; }

    /// <inheritdoc/>
    protected internal override void Visit(Func<string, double, double> visit)
    {
        base.Visit(visit);
        this.Beta1 = visit("beta1", this.Beta1);
        this.BiasCorrection = visit("bias_correction", this.BiasCorrection ? 1 : 0) != 0;
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        base.Check();
        Require(this.Beta1 is >= 0 and < 1, nameof(this.Beta1), this.Beta1, "in [0, 1)");
    }
}

/// <summary>
/// Square-root-free AdamW (Lin et al., ICML 2024, arXiv 2402.03496): w = w (1 - lr wd); m = b1 m + (1 - b1) g;
/// v = b2 v + (1 - b2) g^2; w = w - (lr / c1) m / (f v / c2 + eps).
/// </summary>
/// <remarks>State: 2 values per element.</remarks>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Type of the state, rounding, checks; null for the defaults.</param>
public sealed class RootFreeAdamW(IEnumerable<RootFreeAdamWGroup> groups, ElementWiseOptions? options = null)
    : ElementWiseOptimizer(groups, options)
{
    /// <inheritdoc/>
    public override string Algorithm => "rf_adamw";

    private protected override (string? First, string? Second) StateNames(ParameterGroup group) => ("first_moment", "second_moment");

    private protected override void Initialize(ParameterGroup group, Tensor? first, Tensor? second) =>
        FillSecondMoment((RootFreeGroup)group, second!);

    private protected override void Update(ParameterGroup group, UpdateTask task)
    {
        RootFreeAdamWGroup g = (RootFreeAdamWGroup)group;

        this.Launch(
            task,
            () => new RootFreeAdamWRule<float>(
                g.LearningRate, g.Beta1, g.Beta2, g.Factor, g.Epsilon, g.WeightDecay, g.BiasCorrection),
            () => new RootFreeAdamWRule<double>(
                g.LearningRate, g.Beta1, g.Beta2, g.Factor, g.Epsilon, g.WeightDecay, g.BiasCorrection));
    }
}
