using IlgpuOptim.Optimizers.Kernels;

namespace IlgpuOptim.Optimizers;

/// <summary>Parameters and hyper-parameters of <see cref="Sgd"/>.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="momentum">Decay of the momentum buffer, in [0, 1). With 0 there is no buffer, so it is fixed per group.</param>
public sealed class SgdGroup(IEnumerable<Parameter> parameters, double momentum = 0) : ParameterGroup(parameters)
{
    /// <summary>Decay of the momentum buffer, in [0, 1).</summary>
    public double Momentum { get; private set; } = momentum;

    /// <summary>The gradient enters the buffer with 1 - dampening; the first one enters undamped. In [0, 1].</summary>
    public double Dampening { get; set; }

    /// <summary>Nesterov's momentum: the step looks one gradient ahead.</summary>
    public bool Nesterov { get; set; }

    /// <inheritdoc/>
    protected internal override void Visit(Func<string, double, double> visit)
    {
        base.Visit(visit);
        double momentum = visit("momentum", this.Momentum);
        Require(momentum > 0 == this.Momentum > 0, nameof(this.Momentum), momentum, "0 or not 0 as at the beginning: there is a buffer, or there is none");
        this.Momentum = momentum;
        this.Dampening = visit("dampening", this.Dampening);
        this.Nesterov = visit("nesterov", this.Nesterov ? 1 : 0) != 0;
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        base.Check();
        Require(this.Momentum is >= 0 and < 1, nameof(this.Momentum), this.Momentum, "in [0, 1)");
        Require(this.Dampening is >= 0 and <= 1, nameof(this.Dampening), this.Dampening, "in [0, 1]");
        Require(!this.Nesterov || (this.Momentum > 0 && this.Dampening == 0), nameof(this.Nesterov), 1, "off, or used with momentum and without dampening");
    }
}

/// <summary>
/// Gradient descent with coupled weight decay and heavy-ball or Nesterov momentum, with the conventions of torch.optim.SGD.
/// </summary>
/// <remarks>State: 1 value per element with momentum, else none.</remarks>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Type of the state, rounding, checks; null for the defaults.</param>
public sealed class Sgd(IEnumerable<SgdGroup> groups, ElementWiseOptions? options = null) : ElementWiseOptimizer(groups, options)
{
    /// <inheritdoc/>
    public override string Algorithm => "sgd";

    private protected override (string? First, string? Second) StateNames(ParameterGroup group) =>
        (((SgdGroup)group).Momentum > 0 ? "momentum_buffer" : null, null);

    private protected override void Update(ParameterGroup group, UpdateTask task)
    {
        SgdGroup g = (SgdGroup)group;

        if (g.Momentum > 0)
        {
            this.Launch(
                task,
                () => new MomentumRule<float>(g.LearningRate, g.Momentum, g.Dampening, g.Nesterov, g.WeightDecay),
                () => new MomentumRule<double>(g.LearningRate, g.Momentum, g.Dampening, g.Nesterov, g.WeightDecay));
        }
        else
        {
            this.Launch(
                task,
                () => new SgdRule<float>(g.LearningRate, g.WeightDecay),
                () => new SgdRule<double>(g.LearningRate, g.WeightDecay));
        }
    }
}
