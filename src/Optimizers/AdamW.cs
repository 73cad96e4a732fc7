using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>Parameters and hyper-parameters of <see cref="AdamW"/>.</summary>
public sealed class AdamWGroup : ParameterGroup
{
    /// <summary>A group with the usual defaults.</summary>
    /// <param name="parameters">The parameters.</param>
    public AdamWGroup(IEnumerable<Parameter> parameters)
        : base(parameters)
    {
        this.LearningRate = 1e-3;
        this.WeightDecay = 1e-2;
    }

    /// <summary>Decay of the mean of gradients, in [0, 1).</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the root, not negative.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <inheritdoc/>
    protected internal override void Visit(Func<string, double, double> visit)
    {
        base.Visit(visit);
        this.Beta1 = visit("beta1", this.Beta1);
        this.Beta2 = visit("beta2", this.Beta2);
        this.Epsilon = visit("epsilon", this.Epsilon);
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        base.Check();
        Require(this.Beta1 is >= 0 and < 1, nameof(this.Beta1), this.Beta1, "in [0, 1)");
        Require(this.Beta2 is >= 0 and < 1, nameof(this.Beta2), this.Beta2, "in [0, 1)");
        Require(this.Epsilon >= 0, nameof(this.Epsilon), this.Epsilon, "not negative");
    }
}

/// <summary>
/// AdamW with bias correction and decoupled weight decay (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019,
/// algorithm 2), with the conventions of torch.optim.AdamW: the baseline of all comparisons.
/// </summary>
/// <remarks>State: 2 values per element, 8 bytes in float32.</remarks>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Type of the state, rounding, checks; null for the defaults.</param>
public sealed class AdamW(IEnumerable<AdamWGroup> groups, ElementWiseOptions? options = null) : ElementWiseOptimizer(groups, options)
{
    /// <inheritdoc/>
    public override string Algorithm => "adamw";

    private protected override (string? First, string? Second) StateNames(ParameterGroup group) => ("exp_avg", "exp_avg_sq");

    private protected override void Update(ParameterGroup group, UpdateTask task)
    {
        AdamWGroup g = (AdamWGroup)group;

        this.Launch(
            task,
            () => new AdamWRule<float>(g.LearningRate, g.Beta1, g.Beta2, g.Epsilon, g.WeightDecay),
            () => new AdamWRule<double>(g.LearningRate, g.Beta1, g.Beta2, g.Epsilon, g.WeightDecay));
    }
}
