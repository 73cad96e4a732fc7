namespace IlgpuOptim.Optimizers;

/// <summary>What the diagonal root-free methods have in common.</summary>
/// <remarks>
/// The second moment v estimates the mean of squared gradients; f v with f = batch size is the curvature that divides the step. Steps have the units of
/// one over a gradient: usable learning rates are not those of Adam, and the loss has to be a mean over the batch.
/// </remarks>
public abstract class RootFreeGroup : ParameterGroup
{
    private protected RootFreeGroup(IEnumerable<Parameter> parameters, double learningRate, double batchSize)
        : base(parameters)
    {
        this.LearningRate = learningRate;
        this.BatchSize = batchSize;
    }

    /// <summary>Samples per step, over whose losses the gradient is a mean. At least 1.</summary>
    public double BatchSize { get; set; }

    /// <summary>Decay of the mean of squared gradients, in [0, 1).</summary>
    public double Beta2 { get; set; } = 0.99;

    /// <summary>Added to f v, not negative.</summary>
    public double Epsilon { get; set; } = 1e-4;

    /// <summary>f = 1 instead of the batch size.</summary>
    public bool UnitScaling { get; init; }

    /// <summary>The second moment starts at 0 instead of 1/f.</summary>
    public bool ZeroInit { get; init; }

    /// <summary>f.</summary>
    internal double Factor => this.UnitScaling ? 1 : this.BatchSize;

    /// <inheritdoc/>
    protected internal override void Visit(Func<string, double, double> visit)
    {
        base.Visit(visit);
        this.BatchSize = visit("batch_size", this.BatchSize);
        this.Beta2 = visit("beta2", this.Beta2);
        this.Epsilon = visit("epsilon", this.Epsilon);
    }

    /// <inheritdoc/>
    protected internal override void Check()
    {
        base.Check();
        Require(this.BatchSize >= 1 && double.IsFinite(this.BatchSize), nameof(this.BatchSize), this.BatchSize, "at least 1");
        Require(this.Beta2 is >= 0 and < 1, nameof(this.Beta2), this.Beta2, "in [0, 1)");
        Require(this.Epsilon >= 0, nameof(this.Epsilon), this.Epsilon, "not negative");
    }
}
