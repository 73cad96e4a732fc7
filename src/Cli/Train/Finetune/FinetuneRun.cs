using System.Text.Json.Serialization;

using IlgpuOptim.Interop.Torch.Lora;

namespace IlgpuOptim.Cli.Train.Finetune;

/// <summary>One fine-tuning: all that its result depends on, besides the model.</summary>
/// <param name="Method">A name of <see cref="FinetuneMethods"/>.</param>
/// <param name="Task">A name of <see cref="FinetuneTask"/>.</param>
/// <param name="Examples">Pieces of text to learn from.</param>
/// <param name="Rank">The most that the rank of an update can be.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="Seed">Seed of the choice and order of examples, and of the adapters' start.</param>
internal sealed record FinetuneRun(string Method, string Task, int Examples, int Rank, double Rate, ulong Seed);

/// <summary>What an adapter of one layer has learned.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Rank">Singular values of the update of at least 1 % of the largest.</param>
/// <param name="RelativeNorm">The largest, as a part of the weight's largest.</param>
/// <param name="SingularValues">All, descending.</param>
internal sealed record LearnedLayer(string Layer, int Rank, double RelativeNorm, IReadOnlyList<double> SingularValues);

/// <summary>Loss along the way.</summary>
/// <param name="Step">After so many steps.</param>
/// <param name="Loss">On some pieces that are not learned from, in nats per character.</param>
internal sealed record FinetunePoint(int Step, double Loss);

/// <summary>The result of one fine-tuning. Losses are in nats per character, after the last step.</summary>
internal sealed record FinetuneResult
{
    public required FinetuneRun Run { get; init; }

    /// <summary>Whether the loss became infinite or undefined; the other numbers are then of no use.</summary>
    public bool Diverged { get; init; }

    public double TrainLoss { get; init; }

    public double TuneLoss { get; init; }

    /// <summary>Not computed while rates are tuned.</summary>
    public double? TestLoss { get; init; }

    /// <summary>Share of characters of the test that the model thinks the likeliest.</summary>
    public double? TestAccuracy { get; init; }

    public double Seconds { get; init; }

    public long Parameters { get; init; }

    public IReadOnlyList<FinetunePoint> Curve { get; init; } = [];

    public IReadOnlyList<LearnedLayer> Layers { get; init; } = [];
}

/// <summary>What belongs to the study as a whole: a folder continues only what has the same.</summary>
internal sealed record FinetunePlan
{
    /// <summary>SHA-256 of the pre-trained weights.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of the text.</summary>
    public required string Text { get; init; }

    public required string Layers { get; init; }

    public required int Depth { get; init; }

    public required double OuterRate { get; init; }

    public required int Steps { get; init; }

    public required int Batch { get; init; }
}

/// <summary>A study as it is saved: the plan, and all results so far.</summary>
internal sealed record FinetuneRecord(FinetunePlan Plan, IReadOnlyList<FinetuneResult> Results);

/// <summary>The methods that are compared.</summary>
internal static class FinetuneMethods
{
    public const string Lora = "lora";
    public const string DeepLora = "deep-lora";

    /// <summary>Steps and examples per step that the rates were tuned with, and those of the model that is trained where none is given.</summary>
    public const int TunedSteps = 200;
    public const int TunedBatch = 8;
    public const int BaseSteps = 2000;
    public const int BaseBatch = 16;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> All { get; } = [Lora, DeepLora];

    /// <summary>The rates that --tune chooses from: as many for each method, by factors of about three.</summary>
    public static IReadOnlyList<double> Grid(string method) => method == Lora ? [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2] : [1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1];

    /// <summary>The rate without --tune: the one that --tune chooses for 64 examples.</summary>
    public static double TunedRate(string method) => method == Lora ? 3e-3 : 1e-1;

    /// <summary>The adapters of a run.</summary>
    public static LoraOptions Options(FinetuneRun run, FinetunePlan plan) => new()
    {
        Form = run.Method == Lora ? LoraForm.Lora : LoraForm.DeepCompressed,
        Rank = run.Rank,
        Depth = plan.Depth,
        OuterRate = plan.OuterRate,
        Seed = (long)run.Seed,
    };
}

/// <summary>Reads and writes studies.</summary>
[JsonSerializable(typeof(FinetuneRecord))]
[JsonSerializable(typeof(IReadOnlyList<FinetuneResult>))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
internal sealed partial class FinetuneJson : JsonSerializerContext;
