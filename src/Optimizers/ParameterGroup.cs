namespace IlgpuOptim.Optimizers;

/// <summary>
/// Parameters that share hyper-parameters. Hyper-parameters are read at every step, so that schedules simply set them.
/// </summary>
public abstract class ParameterGroup
{
    /// <summary>Makes a group.</summary>
    /// <param name="parameters">The parameters; each belongs to one group only.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    protected ParameterGroup(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        this.Parameters = [.. parameters];

        if (this.Parameters.Count == 0)
        {
            throw new ArgumentException("A parameter group needs at least one parameter.", nameof(parameters));
        }
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Learning rate: the factor of a step. Not negative; 0 updates the state only.</summary>
    public double LearningRate { get; set; }

    /// <summary>Weight decay, not negative; what it multiplies is the algorithm's affair.</summary>
    public double WeightDecay { get; set; }

    /// <summary>Passes all hyper-parameters to a visitor and keeps what it returns: one method to save, restore and list them.</summary>
    /// <param name="visit">Gets name and value of a hyper-parameter, returns its value from now on. Flags are 0 or 1.</param>
    protected internal virtual void Visit(Func<string, double, double> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        this.LearningRate = visit("learning_rate", this.LearningRate);
        this.WeightDecay = visit("weight_decay", this.WeightDecay);
    }

    /// <summary>Checks the hyper-parameters; called before every step.</summary>
    /// <exception cref="InvalidOperationException">One is out of its range.</exception>
    protected internal virtual void Check()
    {
        Require(this.LearningRate >= 0 && double.IsFinite(this.LearningRate), nameof(this.LearningRate), this.LearningRate, "not negative and finite");
        Require(this.WeightDecay >= 0 && double.IsFinite(this.WeightDecay), nameof(this.WeightDecay), this.WeightDecay, "not negative and finite");
    }

    /// <summary>Raises the error of a hyper-parameter out of range.</summary>
    /// <param name="holds">Whether it is in range.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="range">The range in words.</param>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    protected static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{name} is {value}; it has to be {range}."));
        }
    }
}
