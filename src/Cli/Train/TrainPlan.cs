using System.Text.Json.Serialization;

namespace IlgpuOptim.Cli.Train;

/// <summary>One training among those of a <see cref="TrainPlan"/>.</summary>
/// <param name="Name">Name of its checkpoint, and in tables.</param>
/// <param name="Optimizer">A name of <see cref="OptimizerCatalog"/>.</param>
/// <param name="Rank">Rank of low-rank optimizers, else null.</param>
/// <param name="LearningRate">Base learning rate; the schedule multiplies it.</param>
/// <param name="Seed">Seed of the start, the data order and dropout.</param>
internal sealed record TrainRun(string Name, string Optimizer, int? Rank, double LearningRate, ulong Seed);

/// <summary>All that the result of trainings depends on. Saved beside checkpoints, so that nothing has to be said twice.</summary>
internal sealed record TrainPlan
{
    /// <summary>Grows when the meaning of saved trainings changes.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The command that it was made by, for reports.</summary>
    public required string Command { get; init; }

    /// <summary>The text, and SHA-256 of its bytes.</summary>
    public required string Text { get; init; }

    public required string TextHash { get; init; }

    public required ModelShape Shape { get; init; }

    public required int Batch { get; init; }

    public required int Steps { get; init; }

    /// <summary>In the notation of <see cref="Optimizers.Schedules.ScheduleText"/>.</summary>
    public required string Schedule { get; init; }

    /// <summary>Of weight matrices; embeddings and norms do not decay.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>Greatest norm of all gradients together; 0: as it is.</summary>
    public required double Clip { get; init; }

    public required int EvaluateEvery { get; init; }

    public required IReadOnlyList<TrainRun> Runs { get; init; }

    [JsonIgnore]
    public long TokensPerStep => (long)this.Batch * this.Shape.Context;
}

/// <summary>Reads and writes plans and states; generated, so that the tool starts fast.</summary>
[JsonSerializable(typeof(TrainPlan))]
[JsonSerializable(typeof(TrainState))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true)]
internal sealed partial class TrainJson : JsonSerializerContext;
