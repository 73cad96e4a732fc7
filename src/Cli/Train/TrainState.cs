using System.Text.Json.Serialization;

namespace IlgpuOptim.Cli.Train;

/// <summary>A validation loss after so many steps.</summary>
internal sealed record ValidationPoint(int Step, double Loss);

/// <summary>Seconds that went into the parts of a step; evaluations and checkpoints do not count.</summary>
internal sealed record TimeSplit(double Total, double Forward, double Backward, double Optimizer)
{
    public static TimeSplit None { get; } = new(0, 0, 0, 0);

    /// <summary>Fetching data, clipping, bookkeeping.</summary>
    [JsonIgnore]
    public double Other => Math.Max(0, this.Total - this.Forward - this.Backward - this.Optimizer);

    public static TimeSplit operator +(TimeSplit left, TimeSplit right) => new(
        left.Total + right.Total,
        left.Forward + right.Forward,
        left.Backward + right.Backward,
        left.Optimizer + right.Optimizer);
}

/// <summary>What is known of a training after some steps, besides weights and optimizer state.</summary>
internal sealed record TrainState
{
    /// <summary>The train loss of a run is the mean over its last steps, as single batches scatter.</summary>
    private const int LossWindow = 20;

    /// <summary>The training.</summary>
    public required TrainRun Run { get; init; }

    /// <summary>Where torch computes.</summary>
    public required string Device { get; init; }

    public required long Parameters { get; init; }

    /// <summary>Steps done.</summary>
    public int Step { get; init; }

    /// <summary>Losses of the steps so far, in nats per character.</summary>
    public IReadOnlyList<float> Losses { get; init; } = [];

    public IReadOnlyList<ValidationPoint> Validation { get; init; } = [];

    /// <summary>Loss over the whole validation text, once the training is over.</summary>
    public double? FinalValidationLoss { get; init; }

    public TimeSplit Seconds { get; init; } = TimeSplit.None;

    public long OptimizerStateBytes { get; init; }

    public bool ZeroCopy { get; init; }

    public long SkippedSteps { get; init; }

    /// <summary>The step whose loss was not finite any more, or null.</summary>
    public int? DivergedAt { get; init; }

    [JsonIgnore]
    public bool IsFinished => this.FinalValidationLoss is not null || this.DivergedAt is not null;

    /// <summary>Mean loss of the last steps.</summary>
    [JsonIgnore]
    public double TrainLoss => this.Losses.Count == 0
        ? double.NaN
        : this.Losses.Skip(this.Losses.Count - LossWindow).Average(static loss => (double)loss);

    /// <summary>What AdamW in float32 keeps for these parameters: two numbers for each.</summary>
    [JsonIgnore]
    public long AdamWStateBytes => 2 * sizeof(float) * this.Parameters;

    /// <summary>Characters trained on per second.</summary>
    public double TokensPerSecond(TrainPlan plan) =>
        this.Seconds.Total > 0 ? this.Step * plan.TokensPerStep / this.Seconds.Total : 0;
}
