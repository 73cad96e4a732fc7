using System.Globalization;
using System.Numerics;

using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>Mean, biases and regularised factors by alternating least squares; regularisation and rank by the validation entries.</summary>
internal sealed record RatingFinalist<T>(StageResult Stage, int Rank, double Lambda, bool ByCount) : IFinalist<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Damping of the biases, in entries.</summary>
    private const double BiasLambda = 4;

    private const int TrialRank = 10;
    private const int TrialEpochs = 12;

    /// <summary>Times the standard deviation: as an error is to its square, so is lambda to the scale of the data.</summary>
    private static readonly double[] PlainLambdas = [3, 6, 12, 20, 35, 60];

    private static readonly double[] CountLambdas = [0.06, 0.1, 0.15, 0.22];

    private static readonly int[] Ranks = [4, 20, 40];

    /// <summary>Chooses and fits.</summary>
    public static RatingFinalist<T> Find(FitTask<T> task)
    {
        double mean = task.Train.Mean();
        double scale = task.Scale(mean);
        int smaller = Math.Min(task.Train.Rows, task.Train.Columns);
        using ObservedEntries<T> entries = task.Upload(mean);
        using ObservedEntries<T>? validation = task.UploadValidation(mean);
        int rank = task.Options.Rank ?? Math.Min(TrialRank, smaller);
        (double lambda, bool byCount) = (task.Options.Lambda ?? scale * 12, task.Options.LambdaByCount ?? false);
        double best = double.PositiveInfinity;

        if (validation is not null && task.Options.Lambda is null)
        {
            foreach (bool counted in task.Options.LambdaByCount is { } given ? (bool[])[given] : [false, true])
            {
                double bestOfKind = double.PositiveInfinity;

                // Errors fall and rise again with lambda: beyond the minimum there is nothing better.
                foreach (double factor in counted ? CountLambdas : PlainLambdas)
                {
                    double error = Try(rank, factor * scale, counted);

                    if (error < best)
                    {
                        (best, lambda, byCount) = (error, factor * scale, counted);
                    }

                    if (error > bestOfKind)
                    {
                        break;
                    }

                    bestOfKind = error;
                }
            }
        }

        if (validation is not null && task.Options.Rank is null)
        {
            int trial = rank;

            foreach (int other in Ranks)
            {
                if (other <= smaller && Try(other, lambda, byCount) is double error && error < best)
                {
                    (best, rank) = (error, other);
                }
                else if (other > trial)
                {
                    break;
                }
            }
        }

        StageResult stage = Fit(task, entries, validation, rank, lambda, byCount, task.Options.Epochs ?? 60, task.Options.Patience ?? 6);

        return new RatingFinalist<T>(stage, rank, lambda, byCount);

        double Try(int k, double weight, bool counted) => task.Loop.IsOver
            ? double.PositiveInfinity
            : Fit(task, entries, validation, k, weight, counted, TrialEpochs, 3).ValidationRmse ?? double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public IFinalist<T> Refit(FitTask<T> task)
    {
        double mean = task.Train.Mean();
        using ObservedEntries<T> entries = task.Upload(mean);
        using ObservedEntries<T>? validation = task.UploadValidation(mean);

        return this with { Stage = Fit(task, entries, validation, this.Rank, this.Lambda, this.ByCount, this.Stage.Epochs, 0) };
    }

    /// <inheritdoc/>
    public FitResult Finish(FitTask<T> task) => task.Finish(
        this.Stage, this.Rank, task.Train.Mean(), 2, task.ValueRange, new Dictionary<string, string>
        {
            ["method"] = "auto",
            ["chosen"] = "least squares with biases",
            ["lambda"] = this.Lambda.ToString("R", CultureInfo.InvariantCulture),
            ["lambda_by_count"] = this.ByCount ? "true" : "false",
            ["biases"] = "true",
        });

    private static StageResult Fit(
        FitTask<T> task,
        ObservedEntries<T> entries,
        ObservedEntries<T>? validation,
        int rank,
        double lambda,
        bool byCount,
        int epochs,
        int patience)
    {
        using AlsSolver<T> solver = new(entries, new AlsOptions
        {
            Rank = rank,
            HasBiases = true,
            Mean = entries.Mean,
            Regularization = new Regularization(lambda, BiasLambda, byCount),
            Seed = task.Options.Seed,
        });

        return task.Loop.Run("least squares with biases", solver, validation, new StageLimits { Epochs = epochs, Patience = patience });
    }
}
