using System.Numerics;

using IlgpuOptim.MatrixCompletion.Data.Evaluation;

namespace IlgpuOptim.MatrixCompletion.Data.Model;

/// <summary>Predictions and recommendations of a model, for many cells at once, on all processors.</summary>
public static class ModelEvaluation
{
    /// <summary>Predictions of cells, in the model's indices; -1 stands for a row or column the model does not know.</summary>
    /// <exception cref="ArgumentException">There are not as many rows as columns.</exception>
    public static double[] Predict(CompletionModel model, int[] rows, int[] columns)
    {
        if (rows.Length != columns.Length)
        {
            throw new ArgumentException($"{rows.Length} rows and {columns.Length} columns", nameof(columns));
        }

        double[] predictions = new double[rows.Length];
        Parallel.For(0, (rows.Length + 4095) / 4096, block =>
        {
            int end = Math.Min(rows.Length, (block + 1) * 4096);

            for (int p = block * 4096; p < end; p++)
            {
                predictions[p] = model.Predict(rows[p], columns[p]);
            }
        });

        return predictions;
    }

    /// <summary>How well a model predicts data that have ids of their own; what the model does not know counts as it predicts it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Observed entries.</param>
    /// <returns>The metrics over all entries, those over the entries whose row and column the model knows (null if there are none), and
    /// the number of the others.</returns>
    public static (PredictionMetrics All, PredictionMetrics? Warm, int Cold) Evaluate<T>(CompletionModel model, RatingData<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RatingData<T> mapped = data.MapTo(model.RowIds, model.ColumnIds);
        double[] predicted = Predict(model, mapped.Rows, mapped.Columns);
        double[] actual = Array.ConvertAll(data.Values, double.CreateTruncating);
        int[] warm = [.. Enumerable.Range(0, data.Count).Where(p => mapped.Rows[p] >= 0 && mapped.Columns[p] >= 0)];

        return (
            PredictionMetrics.Compute<double>(actual, predicted),
            warm.Length == 0 ? null : PredictionMetrics.Compute<double>(
                Array.ConvertAll(warm, p => actual[p]), Array.ConvertAll(warm, p => predicted[p])),
            data.Count - warm.Length);
    }

    /// <summary>The k columns that a model predicts highest for a row, best first, of equal ones the lower id first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">Index of the row, or -1 for one that the model does not know.</param>
    /// <param name="k">How many at most.</param>
    /// <param name="excluded">Columns left out, ascending.</param>
    public static IReadOnlyList<(int Column, double Score)> Recommend(
        CompletionModel model, int row, int k, ReadOnlySpan<int> excluded = default)
    {
        double[] scores = new double[model.ColumnIds.Count];
        CompletionModel free = model with { Range = null };

        // Clipping would make ties of the best; it is applied to what is handed out.
        for (int column = 0; column < scores.Length; column++)
        {
            scores[column] = free.Predict(row, column);
        }

        return [.. TopList.Select<double>(scores, k, excluded).Select(column => (column, model.Predict(row, column)))];
    }
}
