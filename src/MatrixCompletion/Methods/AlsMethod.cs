using System.Globalization;

using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>
/// Alternating least squares with mean and biases: exact row by row (Cholesky) up to width 128, or by three steps of conjugate
/// gradients per row.
/// </summary>
/// <param name="byGradients">By conjugate gradients at any width.</param>
public sealed class AlsMethod(bool byGradients) : SolverMethod
{
    private const int WidestCholesky = 128;
    private const int GradientSteps = 3;

    /// <inheritdoc/>
    public override string Name => byGradients ? "als-cg" : "als";

    /// <inheritdoc/>
    public override string Description => byGradients
        ? "alternating least squares by conjugate gradients, for wide factors"
        : "alternating least squares with biases, exact row by row";

    internal override FitResult Run<T>(FitTask<T> task)
    {
        FitOptions options = task.Options;
        bool hasBiases = options.Biases ?? true;
        double mean = hasBiases ? task.Train.Mean() : 0;
        double scale = task.Scale(mean);
        int rank = options.Rank ?? Math.Min(20, Math.Min(task.Train.Rows, task.Train.Columns));
        bool byCount = options.LambdaByCount ?? false;
        double lambda = options.Lambda ?? scale * (byCount ? 0.15 : 12);
        using ObservedEntries<T> entries = task.Upload(mean);
        using ObservedEntries<T>? validation = task.UploadValidation(mean);
        using AlsSolver<T> solver = new(entries, new AlsOptions
        {
            Rank = rank,
            HasBiases = hasBiases,
            Mean = mean,
            Regularization = new Regularization(lambda, 4, byCount),
            GradientSteps = byGradients || rank > WidestCholesky ? GradientSteps : 0,
            Seed = options.Seed,
        });
        StageResult stage = task.Loop.Run(this.Name, solver, validation, new StageLimits
        {
            Epochs = options.Epochs ?? 30,
            Patience = options.Patience ?? 5,
            Tolerance = FitTask<T>.Floor * scale,
            Checkpoint = task.Checkpoint,
        });

        return task.Finish(stage, rank, mean, 2, hasBiases ? task.ValueRange : null, new Dictionary<string, string>
        {
            ["method"] = this.Name,
            ["lambda"] = lambda.ToString("R", CultureInfo.InvariantCulture),
            ["lambda_by_count"] = byCount ? "true" : "false",
            ["biases"] = hasBiases ? "true" : "false",
        });
    }
}
