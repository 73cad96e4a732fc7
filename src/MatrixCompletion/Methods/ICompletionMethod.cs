using System.Numerics;

using IlgpuOptim.MatrixCompletion.Data;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>A way to complete a matrix.</summary>
public interface ICompletionMethod
{
    /// <summary>Name, as typed after <c>--method</c>.</summary>
    string Name { get; }

    /// <summary>What it is, in one line.</summary>
    string Description { get; }

    /// <summary>Fits a model to observed entries.</summary>
    /// <param name="train">Entries to learn from.</param>
    /// <param name="validation">Entries that decide when to stop, of the same size, or null.</param>
    /// <param name="rowIds">Ids of the rows, for the model.</param>
    /// <param name="columnIds">Ids of the columns, for the model.</param>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told after each epoch; may be null.</param>
    /// <param name="stop">Asks for an early end, which comes as an OperationCanceledException after the last checkpoint.</param>
    /// <typeparam name="T">Precision of the computation: float or double.</typeparam>
    /// <exception cref="ArgumentException">An option has a value that the method cannot work with.</exception>
    FitResult Fit<T>(
        SparseMatrix<T> train,
        SparseMatrix<T>? validation,
        IdMap rowIds,
        IdMap columnIds,
        FitOptions options,
        Action<FitProgress>? progress,
        CancellationToken stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
