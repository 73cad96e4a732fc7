using System.Globalization;

using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>
/// Gradient descent on deep factorizations: the original of full width, for study, or compressed with the start <c>gradient</c> or
/// <c>spectral</c>.
/// </summary>
/// <param name="isCompressed">Compressed; else of full width.</param>
public sealed class DeepMethod(bool isCompressed) : SolverMethod
{
    private const int StepsPerEpoch = 50;

    /// <inheritdoc/>
    public override string Name => isCompressed ? "deep-compressed" : "deep";

    /// <inheritdoc/>
    public override string Description => isCompressed
        ? "compressed deep factorization; an over-estimated rank does no harm"
        : "deep factorization of full width, for study";

    internal override FitResult Run<T>(FitTask<T> task)
    {
        FitOptions options = task.Options;
        int depth = options.Depth ?? 3;
        int smaller = Math.Min(task.Train.Rows, task.Train.Columns);
        bool byGradient = isCompressed && options.Start == "gradient";
        double mean = options.Biases == true ? task.Train.Mean() : 0;

        if (options.Start is not (null or "gradient" or "spectral"))
        {
            throw new ArgumentException($"there is no start '{options.Start}'; choose gradient or spectral", nameof(task));
        }

        using ObservedEntries<T> entries = task.Upload(mean);
        using ObservedEntries<T>? validation = task.UploadValidation(mean);
        int rank = Math.Min(options.Rank ?? 20, byGradient ? smaller / 2 : smaller);
        SparseSpectrum spectrum = SparseSpectrum.Compute(entries, rank, options.Seed);
        double sigma = spectrum.Values[0] / task.Density;

        // Scales are relative to the size that factors have in the end.
        double epsilon = (options.Epsilon ?? 1e-3) * Math.Pow(sigma, 1.0 / depth);
        DeepStart start = !isCompressed
            ? DeepStart.Original(
                task.Train.Rows, task.Train.Columns, Math.Max(task.Train.Rows, task.Train.Columns), depth, epsilon, options.Seed)
            : byGradient ? DeepStart.Gradient(task.Train.Rows, task.Train.Columns, spectrum, rank, depth, epsilon, options.Seed)
            : DeepStart.Spectral(spectrum, task.Train.Rows, task.Train.Columns, depth, Weights());
        double step = (options.Rate ?? 1) * DeepRankFinder<T>.StepSize(spectrum.Values[0], task.Density, depth);
        double outer = !isCompressed ? 1 : byGradient ? options.Gamma ?? 0.01 : options.Alpha ?? 1;

        // Beyond that the outer factors are unstable: their curvature is p sigma_1^2 in the gradient variant.
        outer = byGradient ? Math.Min(outer, 1 / (step * task.Density * sigma * sigma)) : outer;
        using DeepSolver<T> solver = new(
            entries, start, new DeepOptions { Step = step, OuterStep = outer * step, StepsPerEpoch = StepsPerEpoch });
        StageResult stage = task.Loop.Run(this.Name, solver, validation, new StageLimits
        {
            Epochs = options.Epochs ?? 400,
            Patience = options.Patience ?? 40,

            // Directions beyond the rank stand near epsilon and leave slowly: nothing below that is waited for.
            Tolerance = Math.Max(1e-7, FitTask<T>.Floor) * task.Scale(mean),
            Checkpoint = task.Checkpoint,
        });

        return task.Finish(stage, solver.Width, mean, depth, null, new Dictionary<string, string>
        {
            ["method"] = this.Name,
            ["start"] = !isCompressed ? "orthogonal" : byGradient ? "gradient" : "spectral",
            ["depth"] = depth.ToString(CultureInfo.InvariantCulture),
            ["step"] = step.ToString("R", CultureInfo.InvariantCulture),
            ["outer_step"] = (outer * step).ToString("R", CultureInfo.InvariantCulture),
            ["epsilon"] = epsilon.ToString("R", CultureInfo.InvariantCulture),
        });

        double[] Weights() => options.FastForward ?? true
            ? DeepStart.FastForward(spectrum.Values, task.Density, depth, epsilon, DeepRankFinder<T>.LastClear(spectrum.Values))
            : [.. Enumerable.Repeat(epsilon, spectrum.Values.Length)];
    }
}
