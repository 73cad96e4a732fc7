using System.Diagnostics;
using System.Numerics;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Model;

namespace IlgpuOptim.MatrixCompletion.Methods;

/// <summary>
/// Mean plus damped biases, without factors: c_j = sum(r - mu) / (25 + n_j) over the entries of column j, then
/// b_i = sum(r - mu - c_j) / (10 + n_i) over those of row i. What every other method has to beat.
/// </summary>
public sealed class BiasMethod : ICompletionMethod
{
    private const double ColumnDamping = 25;
    private const double RowDamping = 10;

    /// <inheritdoc/>
    public string Name => "bias";

    /// <inheritdoc/>
    public string Description => "mean and damped biases, no factors: what the others have to beat";

    /// <inheritdoc/>
    public FitResult Fit<T>(
        SparseMatrix<T> train,
        SparseMatrix<T>? validation,
        IdMap rowIds,
        IdMap columnIds,
        FitOptions options,
        Action<FitProgress>? progress,
        CancellationToken stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        double mean = train.Mean();
        double[] columnBiases = new double[train.Columns];
        double[] rowBiases = new double[train.Rows];

        for (int column = 0; column < train.Columns; column++)
        {
            (long from, long to) = (train.ColumnStarts[column], train.ColumnStarts[column + 1]);
            double sum = 0;

            for (long p = from; p < to; p++)
            {
                sum += double.CreateTruncating(train.ColumnValues[p]) - mean;
            }

            columnBiases[column] = sum / (ColumnDamping + (to - from));
        }

        for (int row = 0; row < train.Rows; row++)
        {
            (long from, long to) = (train.RowStarts[row], train.RowStarts[row + 1]);
            double sum = 0;

            for (long p = from; p < to; p++)
            {
                sum += double.CreateTruncating(train.Values[p]) - mean - columnBiases[train.ColumnIndices[p]];
            }

            rowBiases[row] = sum / (RowDamping + (to - from));
        }

        CompletionModel model = new(rowIds, columnIds, 0, [], [])
        {
            GlobalMean = mean,
            RowBiases = rowBiases,
            ColumnBiases = columnBiases,
            Range = options.Range is { } range && double.IsInfinity(range.Maximum) ? null
                : options.Range ?? (double.CreateTruncating(train.Values.Min()), double.CreateTruncating(train.Values.Max())),
        };

        return new FitResult(model, 1, Stopwatch.GetElapsedTime(start).TotalSeconds, "cpu:0");
    }
}
