using IlgpuOptim.Compute;
using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>Parameters and hyper-parameters of <see cref="RootFreeRmsProp"/>.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="learningRate">Learning rate.</param>
/// <param name="batchSize">Samples per step.</param>
/// <param name="momentum">Decay of the momentum buffer, in [0, 1). With 0 there is no buffer, so it is fixed per group.</param>
public sealed class RootFreeRmsPropGroup(IEnumerable<Parameter> parameters, double learningRate, double batchSize, double momentum = 0)
    : RootFreeGroup(parameters, learningRate, batchSize)
{
    /// <summary>Decay of the momentum buffer, in [0, 1).</summary>
    public double Momentum { get; private set; } = momentum;

    /// <inheritdoc/>
    protected internal override void Visit(Func<string, double, double> visit)
    {
        base.Visit(visit);
        double momentum = visit("momentum", this.Momentum);
        Require(momentum > 0 == this.Momentum > 0, nameof(this.Momentum), momentum, "0 or not 0 as at the beginning: there is a buffer, or there is none");
        this.Momentum = momentum;
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        base.Check();
        Require(this.Momentum is >= 0 and < 1, nameof(this.Momentum), this.Momentum, "in [0, 1)");
    }
}

/// <summary>
/// Square-root-free RMSProp (Lin, Dangel, Eschenhagen, Bae, Turner, Makhzani: Can We Remove the Square-Root in Adaptive Gradient Methods?
/// ICML 2024, arXiv 2402.03496): v = a v + (1 - a) g^2; u = g / (f v + eps) + wd w; b = mu b + u; w = w - lr b.
/// </summary>
/// <remarks>State: 1 value per element, 2 with momentum.</remarks>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Type of the state, rounding, checks; null for the defaults.</param>
public sealed class RootFreeRmsProp(IEnumerable<RootFreeRmsPropGroup> groups, ElementWiseOptions? options = null)
    : ElementWiseOptimizer(groups, options)
{
    /// <inheritdoc/>
    public override string Algorithm => "rf_rmsprop";

    private protected override (string? First, string? Second) StateNames(ParameterGroup group) =>
        ("second_moment", ((RootFreeRmsPropGroup)group).Momentum > 0 ? "momentum_buffer" : null);

    private protected override void Initialize(ParameterGroup group, Tensor? first, Tensor? second) =>
        FillSecondMoment((RootFreeGroup)group, first!);

    private protected override void Update(ParameterGroup group, UpdateTask task)
    {
        RootFreeRmsPropGroup g = (RootFreeRmsPropGroup)group;

        if (g.Momentum > 0)
        {
            this.Launch(
                task,
                () => new RootFreeRmsPropMomentumRule<float>(Rule<float>(g), g.Momentum),
                () => new RootFreeRmsPropMomentumRule<double>(Rule<double>(g), g.Momentum));
        }
        else
        {
            this.Launch(task, () => Rule<float>(g), () => Rule<double>(g));
        }
    }

    private static RootFreeRmsPropRule<TReal> Rule<TReal>(RootFreeRmsPropGroup g)
        where TReal : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<TReal> =>
        new(g.LearningRate, g.Beta2, g.Factor, g.Epsilon, g.WeightDecay);
}
