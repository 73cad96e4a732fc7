using System.Diagnostics;
using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>The factors with the best validation error of a stage, or the last ones if there is no validation.</summary>
internal sealed record StageResult(
    double[] Rows, double[] Columns, double TrainRmse, double? ValidationRmse, int Epochs, double SecondsPerEpoch);

/// <summary>
/// Runs the epochs of a solver. It stops early on the validation error only: a flat loss says nothing, because deep factorizations
/// stand on plateaus at the start and between singular values.
/// </summary>
internal sealed class EpochLoop<T>(CompletionOptions options, IProgress<FitProgress>? progress, CancellationToken cancellation)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<FitProgress> _history = [];

    /// <summary>All epochs so far.</summary>
    public IReadOnlyList<FitProgress> History => this._history;

    /// <summary>Seconds since the start.</summary>
    public double Seconds => this._clock.Elapsed.TotalSeconds;

    /// <summary>Time is up.</summary>
    public bool IsOver => this.Seconds > options.TimeLimit;

    /// <summary>Runs a stage.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="solver">The solver.</param>
    /// <param name="validation">Validation entries, or null.</param>
    /// <param name="epochs">Most epochs.</param>
    /// <param name="scale">Root mean square of the data: what residuals are small against.</param>
    /// <param name="bytesPerEpoch">For the reported speed.</param>
    /// <param name="patience">Epochs without a better validation error after which to stop.</param>
    /// <param name="checkpoint">Where to keep what a later run can go on from, or null.</param>
    /// <param name="isDone">Asked after every epoch with the train error: whether to stop there.</param>
    public StageResult Run(
        string stage,
        CompletionSolver<T> solver,
        ObservedEntries<T>? validation,
        int epochs,
        double scale,
        double bytesPerEpoch,
        int patience,
        FitCheckpoint? checkpoint = null,
        Func<double, bool>? isDone = null)
    {
        double best = double.PositiveInfinity;
        int bestEpoch = 0;
        double[]? bestRows = null;
        double[]? bestColumns = null;
        double train = double.NaN;
        double began = this.Seconds;
        double saved = began;
        int epoch = 0;

        if (checkpoint?.TryRead(stage) is { } state)
        {
            solver.SetState(state.Solver);
            (epoch, bestEpoch, best) = (state.Epoch, state.BestEpoch, state.Best);
            (bestRows, bestColumns) = (state.BestRows, state.BestColumns);
        }

        int first = epoch;

        while (epoch < epochs)
        {
            cancellation.ThrowIfCancellationRequested();
            solver.Epoch();
            epoch++;
            train = solver.TrainRmse();
            double? error = validation is null ? null : solver.Rmse(validation);
            double perEpoch = (this.Seconds - began) / (epoch - first);
            FitProgress now = new(
                stage, epoch, train, error, solver.Components, this.Seconds, 1 / perEpoch, bytesPerEpoch / perEpoch / 1e9);
            this._history.Add(now);
            progress?.Report(now);

            if (!double.IsFinite(train))
            {
                throw new InvalidOperationException(
                    $"{stage} has diverged in epoch {epoch}: choose a smaller step, or more regularisation");
            }

            if (error < best)
            {
                // Improvements in the noise do not keep a stage alive.
                bestEpoch = error < best * (1 - 1e-5) ? epoch : bestEpoch;
                best = error.Value;
                (bestRows, bestColumns) = (solver.RowFactor, solver.ColumnFactor);
            }

            if (checkpoint is not null && this.Seconds - saved > options.CheckpointInterval)
            {
                checkpoint.Write(new CheckpointState(stage, epoch, bestEpoch, best, solver.GetState(), bestRows, bestColumns));
                saved = this.Seconds;
            }

            if (train < options.Tolerance * scale || (validation is not null && epoch - bestEpoch >= patience) || this.IsOver
                || isDone?.Invoke(train) == true)
            {
                break;
            }
        }

        return new StageResult(
            bestRows ?? solver.RowFactor,
            bestColumns ?? solver.ColumnFactor,
            train,
            validation is null ? null : best,
            epoch,
            (this.Seconds - began) / Math.Max(1, epoch - first));
    }
}
