using System.Numerics;
using System.Runtime.CompilerServices;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>
/// A method that improves two factors epoch by epoch. What differs between methods is hidden behind that, so that early stopping,
/// progress, checkpoints and models are the same for all.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class CompletionSolver<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers per row of a factor: the width of the factorization, and one for the bias if there are biases.</summary>
    public abstract int Components { get; }

    /// <summary>The factor of the rows, row-major; a bias comes last in its row.</summary>
    public abstract double[] RowFactor { get; }

    /// <summary>The factor of the columns, row-major; a bias comes last in its row.</summary>
    public abstract double[] ColumnFactor { get; }

    /// <summary>
    /// Bytes that an epoch moves at least by the performance model: entries with their indices, and a row of a factor gathered per entry,
    /// for both sides: (8 k + 16) |Omega| for 4-byte numbers.
    /// </summary>
    public virtual double BytesPerEpoch =>
        this.Parts().Entries.Count * (2.0 * Unsafe.SizeOf<T>() * (this.Components + 1) + (2 * sizeof(int)));

    /// <summary>A sweep over all entries, or some steps. Returns when the work is queued.</summary>
    public abstract void Epoch();

    /// <summary>All that the next epochs depend on; exact, whatever the number type.</summary>
    public abstract IReadOnlyList<double[]> GetState();

    /// <summary>Goes on from a state of a solver of the same data and options, bit by bit.</summary>
    public abstract void SetState(IReadOnlyList<double[]> state);

    /// <summary>Sum of squared residuals over the observed entries.</summary>
    public double SquaredResiduals()
    {
        (ObservedEntries<T> entries, Factor<T> rows, Factor<T> columns) = this.Parts();

        return entries.SquaredResiduals(rows, columns);
    }

    /// <summary>Root of the mean squared residual over the observed entries.</summary>
    public double TrainRmse() => Math.Sqrt(this.SquaredResiduals() / this.Parts().Entries.Count);

    /// <summary>Frees the memory on the device.</summary>
    public abstract void Dispose();

    /// <summary>Root of the mean squared residual over other entries, from which the same mean was taken.</summary>
    internal double Rmse(ObservedEntries<T> others)
    {
        (_, Factor<T> rows, Factor<T> columns) = this.Parts();

        return Math.Sqrt(others.SquaredResiduals(rows, columns) / others.Count);
    }

    /// <summary>The entries, and factors whose product is the estimate.</summary>
    private protected abstract (ObservedEntries<T> Entries, Factor<T> Rows, Factor<T> Columns) Parts();
}
