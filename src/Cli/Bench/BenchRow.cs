namespace IlgpuOptim.Cli.Bench;

/// <summary>How a row of the report came out.</summary>
internal enum BenchStatus
{
    /// <summary>Measured, and the result was right.</summary>
    Ok,

    /// <summary>Wrong result, or an error: no number is printed, and the tool exits with 1.</summary>
    Failed,

    /// <summary>The device or the machine cannot do it.</summary>
    Unsupported,
}

/// <summary>What a goal is set for.</summary>
internal enum TargetKind
{
    /// <summary>The ratio to the limit must be at least the value.</summary>
    RatioAtLeast,

    /// <summary>The median must be at most the value, in seconds.</summary>
    SecondsAtMost,
}

/// <summary>A goal of the project, reported beside what was reached.</summary>
internal sealed record BenchTarget(TargetKind Kind, double Value)
{
    public static BenchTarget Ratio(double value) => new(TargetKind.RatioAtLeast, value);

    public static BenchTarget Seconds(double value) => new(TargetKind.SecondsAtMost, value);
}

/// <summary>What rows of optimizers say besides.</summary>
/// <param name="Optimizer">Name of the algorithm.</param>
/// <param name="Structure">Structure of factors, rank, or null.</param>
/// <param name="StateBytes">Bytes of state, as allocated.</param>
/// <param name="AdamWStateBytes">Bytes of AdamW's state for the same parameters.</param>
/// <param name="RatioToAdamWStep">Time of a step over that of AdamW in the same run.</param>
internal sealed record OptimizerFigures(
    string Optimizer, string? Structure, long StateBytes, long AdamWStateBytes, double? RatioToAdamWStep);

/// <summary>One row: a kernel on a device, its times, and the limit it was measured against. Unknown values are null.</summary>
internal sealed record BenchRow
{
    public required string Suite { get; init; }

    public required string Kernel { get; init; }

    /// <summary>Address of the device, such as <c>cpu:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>What was worked on, such as <c>4096x4096 f32</c>.</summary>
    public required string Shape { get; init; }

    public required BenchStatus Status { get; init; }

    /// <summary>Why it failed or is unsupported; null for a good row.</summary>
    public string? Reason { get; init; }

    /// <summary>The result was compared with a float64 reference, before and after the timing.</summary>
    public bool Verified { get; init; }

    public int Samples { get; init; }

    public double? MedianSeconds { get; init; }

    public double? P10Seconds { get; init; }

    public double? P90Seconds { get; init; }

    /// <summary>10^9 bytes per second, every array counted once per read and once per write.</summary>
    public double? GigabytesPerSecond { get; init; }

    public double? GigaflopsPerSecond { get; init; }

    /// <summary>What the limit is, such as <c>hand-written Vector512</c>; null if there is none.</summary>
    public string? LimitName { get; init; }

    public double? LimitValue { get; init; }

    /// <summary><c>GB/s</c>, <c>GFLOP/s</c>, <c>G elements/s</c> or <c>s</c>.</summary>
    public string? LimitUnit { get; init; }

    /// <summary>Speed over the speed of the limit: 1 is as fast, more is faster.</summary>
    public double? RatioToLimit { get; init; }

    public BenchTarget? Target { get; init; }

    /// <summary>For rows of optimizers only.</summary>
    public OptimizerFigures? Figures { get; init; }

    /// <summary>What a reader should know: two memory states, a pause between blocks.</summary>
    public string? Note { get; init; }

    /// <summary>By how much the target is beaten, relative to it; negative if it is missed; null if not measured.</summary>
    public double? TargetMargin => this.Target switch
    {
        { Kind: TargetKind.RatioAtLeast } target when this.RatioToLimit is { } ratio => (ratio / target.Value) - 1,
        { Kind: TargetKind.SecondsAtMost } target when this.MedianSeconds is { } seconds => (target.Value / seconds) - 1,
        _ => null,
    };
}
