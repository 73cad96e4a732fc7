using TorchSharp.Modules;

namespace IlgpuOptim.Cli.Train;

/// <summary>An optimizer that <c>train</c> knows by name.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Summary">For help and reports.</param>
/// <param name="LearningRate">Base rate tuned for the default model, wsd, <see cref="OptimizerCatalog.TunedSteps"/> steps.</param>
/// <param name="HasRank">Whether it takes a rank.</param>
/// <param name="Create">Makes one.</param>
internal sealed record OptimizerEntry(
    string Name, string Summary, double LearningRate, bool HasRank, Func<OptimizerRequest, TrainOptimizer> Create);

/// <summary>The optimizers of <c>train</c>.</summary>
internal static class OptimizerCatalog
{
    /// <summary>Steps of the runs that the learning rates are tuned with.</summary>
    public const int TunedSteps = 1000;

    private const double SgdMomentum = 0.9;

    public static IReadOnlyList<OptimizerEntry> Entries { get; } =
    [
        new("adamw", "AdamW, one fused pass", 4e-3, false, CreateTorchAdamW),
        new("sgd", "SGD with momentum 0.9", 0.1, false, CreateTorchSgd),
        new("ldadam", "LDAdam: Adam in low-rank subspaces", 4e-3, true, CreateTorchAdamW),
        new("sirf-shampoo", "inverse-free, root-free Shampoo", 2e-3, false, CreateTorchAdamW),
        new("rf-rmsprop", "root-free RMSProp", 2e-3, false, CreateTorchAdamW),
        new("rf-adamw", "root-free AdamW", 2e-3, false, CreateTorchAdamW),
        new("torch-adamw", "AdamW as libtorch's tensor operations", 4e-3, false, CreateTorchAdamW),
        new("torch-sgd", "SGD as libtorch's tensor operations", 0.1, false, CreateTorchSgd),
    ];

    /// <summary>The optimizer with a name.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static OptimizerEntry Find(string name) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw CliException.BadUsage(
            $"there is no optimizer '{name}'",
            Suggestions.Hint(name, Entries.Select(static entry => entry.Name))
                ?? "there are " + string.Join(", ", Entries.Select(static entry => entry.Name)));

    private static TrainOptimizer CreateTorchAdamW(OptimizerRequest request) => new(
        new AdamW(
            [
                new AdamW.ParamGroup(request.Matrices, request.LearningRate, weight_decay: request.WeightDecay),
                new AdamW.ParamGroup(request.Others, request.LearningRate, weight_decay: 0),
            ],
            request.LearningRate),
        2 * sizeof(float) * request.Elements);

    private static TrainOptimizer CreateTorchSgd(OptimizerRequest request) => new(
        new SGD(
            [
                new SGD.ParamGroup(request.Matrices, request.LearningRate, SgdMomentum, weight_decay: request.WeightDecay),
                new SGD.ParamGroup(request.Others, request.LearningRate, SgdMomentum),
            ],
            request.LearningRate,
            SgdMomentum),
        sizeof(float) * request.Elements);
}
