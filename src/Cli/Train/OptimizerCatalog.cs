using TorchSharp.Modules;

using Plugins = IlgpuOptim.Interop.Torch;

namespace IlgpuOptim.Cli.Train;

/// <summary>An optimizer that <c>train</c> knows by name.</summary>
/// <param name="Name">As typed.</param>
/// <param name="LearningRate">Base rate for the default model, wsd, <see cref="OptimizerCatalog.TunedSteps"/> steps.</param>
/// <param name="HasRank">Whether it takes a rank.</param>
/// <param name="Create">Makes one.</param>
internal sealed record OptimizerEntry(string Name, double LearningRate, bool HasRank, Func<OptimizerRequest, TrainOptimizer> Create);

/// <summary>The optimizers of <c>train</c>.</summary>
internal static class OptimizerCatalog
{
    /// <summary>Steps of the runs that the learning rates are meant for.</summary>
    public const int TunedSteps = 1000;

    private const double SgdMomentum = 0.9;

    public static IReadOnlyList<OptimizerEntry> Entries { get; } =
    [
        new("adamw", 2e-3, false, CreateAdamW),
        new("sgd", 0.1, false, CreateSgd),
        new("ldadam", 6e-3, true, CreateLDAdam),
        new("sirf-shampoo", 4e-3, false, CreateSirfShampoo),
        new("rf-rmsprop", 2e-3, false, CreateRFRmsProp),
        new("rf-adamw", 4e-3, false, CreateRFAdamW),
        new("torch-adamw", 2e-3, false, CreateTorchAdamW),
        new("torch-sgd", 0.1, false, CreateTorchSgd),
    ];

    /// <summary>The optimizer with a name.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static OptimizerEntry Find(string name) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw CliException.BadUsage(
            $"there is no optimizer '{name}'",
            Suggestions.Hint(name, Entries.Select(static entry => entry.Name))
                ?? "there are " + string.Join(", ", Entries.Select(static entry => entry.Name)));

    private static KernelOptimizer CreateAdamW(OptimizerRequest request) => new(new Plugins.AdamW(
        [
            new Plugins.AdamW.ParamGroup(request.Matrices, new() { WeightDecay = request.WeightDecay }),
            new Plugins.AdamW.ParamGroup(request.Others, new() { WeightDecay = 0 }),
        ],
        request.LearningRate));

    private static KernelOptimizer CreateSgd(OptimizerRequest request) => new(new Plugins.Sgd(
        [
            new Plugins.Sgd.ParamGroup(request.Matrices, new() { WeightDecay = request.WeightDecay }),
            new Plugins.Sgd.ParamGroup(request.Others, new() { WeightDecay = 0 }),
        ],
        request.LearningRate,
        new() { Momentum = SgdMomentum }));

    /// <summary>Embeddings, gains and biases have no subspace: AdamW updates them.</summary>
    private static KernelOptimizer CreateLDAdam(OptimizerRequest request) => new(new Plugins.LDAdam(
        [
            new Plugins.LDAdam.ParamGroup(request.Matrices, new() { Rank = request.Rank, WeightDecay = request.WeightDecay }),
            new Plugins.LDAdam.ParamGroup(request.Others, new() { LowRank = false, WeightDecay = 0 }),
        ],
        request.LearningRate));

    /// <summary>
    /// Factors start at one and change by at most Beta2 per step: with the package's 0.01 they would need all of a short training. These are
    /// the numbers of the authors' experiments.
    /// </summary>
    private static KernelOptimizer CreateSirfShampoo(OptimizerRequest request) => new(new Plugins.SirfShampoo(
        [
            new Plugins.SirfShampoo.ParamGroup(request.Matrices, new() { WeightDecay = request.WeightDecay }),
            new Plugins.SirfShampoo.ParamGroup(request.Others, new() { WeightDecay = 0 }),
        ],
        request.Samples,
        request.LearningRate,
        new() { Beta2 = 0.05, Lambda = 1e-4 }));

    private static KernelOptimizer CreateRFRmsProp(OptimizerRequest request) => new(new Plugins.RFRmsProp(
        [
            new Plugins.RFRmsProp.ParamGroup(request.Matrices, new() { WeightDecay = request.WeightDecay }),
            new Plugins.RFRmsProp.ParamGroup(request.Others, new() { WeightDecay = 0 }),
        ],
        request.Samples,
        request.LearningRate));

    /// <summary>The second moment starts at zero, with the bias corrected: from its usual start it would need 900 steps to come down.</summary>
    private static KernelOptimizer CreateRFAdamW(OptimizerRequest request) => new(new Plugins.RFAdamW(
        [
            new Plugins.RFAdamW.ParamGroup(request.Matrices, new() { WeightDecay = request.WeightDecay }),
            new Plugins.RFAdamW.ParamGroup(request.Others, new() { WeightDecay = 0 }),
        ],
        request.Samples,
        request.LearningRate,
        new() { ZeroInit = true, BiasCorrection = true }));

    private static LibTorchOptimizer CreateTorchAdamW(OptimizerRequest request) => new(
        new AdamW(
            [
                new AdamW.ParamGroup(Bare(request.Matrices), request.LearningRate, weight_decay: request.WeightDecay),
                new AdamW.ParamGroup(Bare(request.Others), request.LearningRate, weight_decay: 0),
            ],
            request.LearningRate),
        request.Parameters,
        2);

    private static LibTorchOptimizer CreateTorchSgd(OptimizerRequest request) => new(
        new SGD(
            [
                new SGD.ParamGroup(Bare(request.Matrices), request.LearningRate, SgdMomentum, weight_decay: request.WeightDecay),
                new SGD.ParamGroup(Bare(request.Others), request.LearningRate, SgdMomentum),
            ],
            request.LearningRate,
            SgdMomentum),
        request.Parameters,
        1);

    private static IEnumerable<Parameter> Bare(IEnumerable<(string Name, Parameter Parameter)> parameters) =>
        parameters.Select(static item => item.Parameter);
}
