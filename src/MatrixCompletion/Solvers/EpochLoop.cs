using System.Diagnostics;
using System.Numerics;

using IlgpuOptim.MatrixCompletion.Methods;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>The factors with the best validation error of a stage, or the last ones if there is no validation.</summary>
internal sealed record StageResult(double[] Rows, double[] Columns, double TrainRmse, double? ValidationRmse, int Epochs);

/// <summary>What a stage of a fit is bound by.</summary>
internal sealed record StageLimits
{
    /// <summary>Most epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Epochs without a better validation error after which to stop; 0 for never.</summary>
    public int Patience { get; init; }

    /// <summary>Stops when the train error is below this.</summary>
    public double Tolerance { get; init; }

    /// <summary>Asked after every epoch with the train error: whether to stop there.</summary>
    public Func<double, bool>? IsDone { get; init; }

    /// <summary>Where to keep what a later run can go on from, or null.</summary>
    public FitCheckpoint? Checkpoint { get; init; }
}

/// <summary>
/// Runs the epochs of solvers. It stops early on the validation error only: a flat loss says nothing, because deep factorizations
/// stand on plateaus at the start and between singular values.
/// </summary>
internal sealed class EpochLoop<T>(TimeSpan? limit, Action<FitProgress>? progress, CancellationToken stop)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<FitProgress> _history = [];

    /// <summary>All epochs so far.</summary>
    public IReadOnlyList<FitProgress> History => this._history;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => this._clock.Elapsed;

    /// <summary>Time is up.</summary>
    public bool IsOver => this.Elapsed > limit;

    /// <summary>Runs a stage.</summary>
    /// <param name="stage">Its name, for checkpoints.</param>
    /// <param name="solver">The solver.</param>
    /// <param name="validation">Validation entries, or null.</param>
    /// <param name="limits">When to stop.</param>
    public StageResult Run(string stage, CompletionSolver<T> solver, ObservedEntries<T>? validation, StageLimits limits)
    {
        double best = double.PositiveInfinity;
        int bestEpoch = 0;
        double[]? bestRows = null;
        double[]? bestColumns = null;
        double train = double.NaN;
        int epoch = 0;

        if (limits.Checkpoint?.TryRead(stage) is { } state)
        {
            solver.SetState(state.Solver);
            (epoch, bestEpoch, best) = (state.Epoch, state.BestEpoch, state.Best);
            (bestRows, bestColumns) = (state.BestRows, state.BestColumns);
        }

        int first = epoch;
        TimeSpan began = this.Elapsed;
        TimeSpan saved = began;

        while (epoch < limits.Epochs)
        {
            if (stop.IsCancellationRequested)
            {
                Save();
                stop.ThrowIfCancellationRequested();
            }

            solver.Epoch();
            epoch++;
            train = solver.TrainRmse();
            double? error = validation is null ? null : solver.Rmse(validation);
            double bytes = solver.BytesPerEpoch * (epoch - first);
            FitProgress now = new(epoch, train, error, solver.Components, bytes / (this.Elapsed - began).TotalSeconds / 1e9);
            this._history.Add(now);
            progress?.Invoke(now);

            if (!double.IsFinite(train))
            {
                throw new ArgumentException($"{stage} diverged in epoch {epoch}; choose a smaller rate, or a larger lambda");
            }

            if (error < best)
            {
                // An improvement in the noise does not keep a stage alive.
                bestEpoch = error < best * (1 - 1e-5) ? epoch : bestEpoch;
                best = error.Value;
                (bestRows, bestColumns) = (solver.RowFactor, solver.ColumnFactor);
            }

            if (this.Elapsed - saved > SaveInterval)
            {
                Save();
                saved = this.Elapsed;
            }

            if (train <= limits.Tolerance || this.IsOver || limits.IsDone?.Invoke(train) == true
                || (validation is not null && limits.Patience > 0 && epoch - bestEpoch >= limits.Patience))
            {
                break;
            }
        }

        return new StageResult(
            bestRows ?? solver.RowFactor,
            bestColumns ?? solver.ColumnFactor,
            double.IsNaN(train) ? solver.TrainRmse() : train,
            validation is null ? null : best,
            epoch);

        void Save() => limits.Checkpoint?.Write(
            new CheckpointState(stage, epoch, bestEpoch, best, solver.GetState(), bestRows, bestColumns));
    }
}
