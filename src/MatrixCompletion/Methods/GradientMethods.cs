using System.Globalization;

using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>Stochastic gradient descent with mean and biases, deterministic.</summary>
public sealed class StochasticGradientMethod : SolverMethod
{
    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <inheritdoc/>
    public override string Description => "stochastic gradient descent with biases; the same result every time";

    internal override FitResult Run<T>(FitTask<T> task)
    {
        FitOptions options = task.Options;
        double mean = task.Train.Mean();
        double scale = task.Scale(mean);
        int rank = options.Rank ?? Math.Min(20, Math.Min(task.Train.Rows, task.Train.Columns));
        double lambda = options.Lambda ?? 0.05;
        double rate = options.Rate ?? 0.02 / Math.Max(scale, 1e-30);
        using ObservedEntries<T> entries = task.Upload(mean);
        using ObservedEntries<T>? validation = task.UploadValidation(mean);
        using StochasticGradientSolver<T> solver = new(entries, task.Train, rank, rate, lambda, options.Seed);
        StageResult stage = task.Loop.Run(this.Name, solver, validation, new StageLimits
        {
            Epochs = options.Epochs ?? 60,
            Patience = options.Patience ?? 5,
            Checkpoint = task.Checkpoint,
        });

        return task.Finish(stage, rank, mean, 2, task.ValueRange, new Dictionary<string, string>
        {
            ["method"] = this.Name,
            ["lambda"] = lambda.ToString("R", CultureInfo.InvariantCulture),
            ["rate"] = rate.ToString("R", CultureInfo.InvariantCulture),
        });
    }
}

/// <summary>Preconditioned gradient methods of noise-free science: ScaledGD, and over-relaxed low-rank fitting (LMaFit).</summary>
/// <param name="alternates">LMaFit; else ScaledGD.</param>
public sealed class ScaledGradientMethod(bool alternates) : SolverMethod
{
    /// <inheritdoc/>
    public override string Name => alternates ? "lmafit" : "scaledgd";

    /// <inheritdoc/>
    public override string Description => alternates
        ? "over-relaxed low-rank fitting; the rank has to be right"
        : "gradient descent preconditioned by the factors; the rank has to be right";

    internal override FitResult Run<T>(FitTask<T> task)
    {
        FitOptions options = task.Options;
        double mean = options.Biases == true ? task.Train.Mean() : 0;
        int rank = options.Rank
            ?? throw new ArgumentException($"{this.Name} needs a rank; method auto finds one", nameof(task));
        using ObservedEntries<T> entries = task.Upload(mean);
        using ObservedEntries<T>? validation = task.UploadValidation(mean);
        SparseSpectrum spectrum = SparseSpectrum.Compute(entries, rank, options.Seed);
        double rate = options.Rate ?? (alternates ? 1 : 0.5 / task.Density);
        using ScaledGradientSolver<T> solver = new(entries, spectrum, spectrum.Values.Length, alternates, rate);
        StageResult stage = task.Loop.Run(this.Name, solver, validation, new StageLimits
        {
            Epochs = options.Epochs ?? 200,
            Patience = options.Patience ?? 20,
            Tolerance = FitTask<T>.Floor * task.Scale(mean),
            Checkpoint = task.Checkpoint,
        });

        return task.Finish(stage, spectrum.Values.Length, mean, 2, null, new Dictionary<string, string> { ["method"] = this.Name });
    }
}
