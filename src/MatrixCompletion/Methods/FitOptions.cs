namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>What a method is to do; the command line has options of the same names. Null leaves a choice to the method.</summary>
public sealed record FitOptions
{
    /// <summary>Columns of the factors, at least 1; an upper bound for methods that find the rank.</summary>
    public int? Rank { get; init; }

    /// <summary>Weight of the squared factors, at least 0.</summary>
    public double? Lambda { get; init; }

    /// <summary>
    /// True: lambda counts once for every entry of a row or column (ALS-WR, the custom of recommenders); false: once for each row or
    /// column (the custom of exact recovery). The best lambda differs by a factor of about 100.
    /// </summary>
    public bool? LambdaByCount { get; init; }

    /// <summary>Learn a bias for each row and column beside the factors.</summary>
    public bool? Biases { get; init; }

    /// <summary>Factors of a deep method, 2 to 5.</summary>
    public int? Depth { get; init; }

    /// <summary>Start of the compressed deep method: <c>gradient</c> or <c>spectral</c>.</summary>
    public string? Start { get; init; }

    /// <summary>Scale of the initial factors of a deep method, relative to sigma_1^(1/depth).</summary>
    public double? Epsilon { get; init; }

    /// <summary>Rate of the outer factors over that of the inner ones, for the gradient start (below 1).</summary>
    public double? Gamma { get; init; }

    /// <summary>Rate of the outer factors over that of the inner ones, for the spectral start (1 or more).</summary>
    public double? Alpha { get; init; }

    /// <summary>Skip the plateau at the start of a deep method by its closed form.</summary>
    public bool? FastForward { get; init; }

    /// <summary>Step size of gradient methods.</summary>
    public double? Rate { get; init; }

    /// <summary>Sweeps, epochs or steps at most.</summary>
    public int? Epochs { get; init; }

    /// <summary>Stop after so many epochs without a better validation error; 0 for never.</summary>
    public int? Patience { get; init; }

    /// <summary>Stop after so long, with the best there is.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Predictions are limited to this range, without bounds if it is infinite; null leaves it to the method: those for ratings limit to
    /// the training values, those for exact recovery do not.</summary>
    public (double Minimum, double Maximum)? Range { get; init; }

    /// <summary>Where the state is saved now and then, and taken up again if it is there; null for nowhere.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Device to run on: auto, cpu, opencl:0, ...</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Seed of all that is random.</summary>
    public ulong Seed { get; init; } = 1;
}
