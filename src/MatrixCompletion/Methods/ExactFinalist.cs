using System.Globalization;
using System.Numerics;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Kernels;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>A matrix of low rank, without biases: rank from the deep form, finished by alternating least squares.</summary>
internal sealed record ExactFinalist<T>(StageResult Stage, int Rank, int DeepRank, double Lambda) : IFinalist<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Least squares with almost no penalty: what remains is of the size of rounding errors.</summary>
    private const double TraceOfPenalty = 1e-9;

    /// <summary>Another direction has to lower the validation error by this share.</summary>
    private const double WorthIt = 0.02;

    /// <summary>Finds rank and factors; null if the entries do not support any direction.</summary>
    public static ExactFinalist<T>? Find(FitTask<T> task, int maxRank)
    {
        // Not more directions than a third of what the entries can determine.
        long determined = task.Train.Count / Math.Max(1, task.Train.Rows + task.Train.Columns);
        maxRank = (int)Math.Min(Math.Min(maxRank, Math.Max(1, determined)), Math.Max(1, Math.Min(task.Train.Rows, task.Train.Columns) / 2));
        double scale = task.Scale();
        double lambda = TraceOfPenalty * scale;

        if (scale == 0)
        {
            return null;
        }

        using ObservedEntries<T> entries = task.Upload(0);
        using ObservedEntries<T>? validation = task.UploadValidation(0);
        DeepEstimate estimate = DeepRankFinder<T>.Estimate(entries, validation, task.Loop, maxRank, task.Options.Depth ?? 3, task.Options.Seed);

        if (estimate.Rank == 0)
        {
            return null;
        }

        StageResult stage = Polish(task, entries, validation, estimate.Columns, estimate.Rank, lambda);
        int rank = estimate.Rank;

        // What is still missing are weaker directions, which stand at their saddle for long: they show in the residuals.
        while (rank < maxRank && stage.ValidationRmse > 1e-5 * scale && !task.Loop.IsOver)
        {
            int more = Math.Min(maxRank - rank, Math.Max(1, rank / 4));
            double[] columns = Extend(task, entries, stage, rank, ref more);
            StageResult longer = Polish(task, entries, validation, columns, rank + more, lambda);

            if (!(longer.ValidationRmse < (1 - WorthIt) * stage.ValidationRmse))
            {
                break;
            }

            (stage, rank) = (longer, rank + more);
        }

        return new ExactFinalist<T>(stage, rank, estimate.Rank, lambda);
    }

    /// <inheritdoc/>
    public IFinalist<T> Refit(FitTask<T> task)
    {
        using ObservedEntries<T> entries = task.Upload(0);
        using ObservedEntries<T>? validation = task.UploadValidation(0);

        return this with { Stage = Polish(task, entries, validation, this.Stage.Columns, this.Rank, this.Lambda) };
    }

    /// <inheritdoc/>
    public FitResult Finish(FitTask<T> task) => task.Finish(
        this.Stage, this.Rank, 0, task.Options.Depth ?? 3, null, new Dictionary<string, string>
        {
            ["method"] = "auto",
            ["chosen"] = "rank by the deep form, least squares without biases",
            ["deep_rank"] = this.DeepRank.ToString(CultureInfo.InvariantCulture),
            ["lambda"] = this.Lambda.ToString("R", CultureInfo.InvariantCulture),
        });

    private static StageResult Polish(
        FitTask<T> task, ObservedEntries<T> entries, ObservedEntries<T>? validation, double[] columns, int rank, double lambda)
    {
        using AlsSolver<T> solver = new(
            entries, new AlsOptions { Rank = rank, Regularization = new Regularization(lambda, 0, ByCount: false) });
        solver.StartFrom(columns);

        return task.Loop.Run("least squares", solver, validation, new StageLimits
        {
            Epochs = task.Options.Epochs ?? 60,
            Patience = task.Options.Patience ?? 3,
            Tolerance = FitTask<T>.Floor * task.Scale(),
        });
    }

    /// <summary>The columns of a model and the leading right singular vectors of its residuals, as many as stand before a gap.</summary>
    private static double[] Extend(FitTask<T> task, ObservedEntries<T> entries, StageResult stage, int rank, ref int more)
    {
        LaneShape shape = LaneShape.For(task.Device, rank);
        using Factor<T> rowFactor = new(task.Device, task.Train.Rows, rank, shape);
        using Factor<T> columnFactor = new(task.Device, task.Train.Columns, rank, shape);
        rowFactor.Set(stage.Rows);
        columnFactor.Set(stage.Columns);
        SparseMatrix<T> residuals = task.Train.WithValues(entries.Residuals(rowFactor, columnFactor));
        using ObservedEntries<T> left = new(task.Device, residuals);
        SparseSpectrum spectrum = SparseSpectrum.Compute(left, Math.Max(2, 2 * more), task.Options.Seed);
        more = Math.Min(more, DeepRankFinder<T>.LastClear(spectrum.Values) + 1);
        int n = task.Train.Columns;
        double[] columns = new double[(long)n * (rank + more)];

        for (int j = 0; j < n; j++)
        {
            stage.Columns.AsSpan(j * rank, rank).CopyTo(columns.AsSpan(j * (rank + more)));

            for (int c = 0; c < more; c++)
            {
                columns[(j * (rank + more)) + rank + c] = spectrum.Right[c][j] * Math.Sqrt(spectrum.Values[c] / task.Density);
            }
        }

        return columns;
    }
}
