using IlgpuOptim.MatrixCompletion.Data.Evaluation;

namespace IlgpuOptim.MatrixCompletion.Data.Model;

/// <summary>How well the lists that a model recommends hold what rows (users) turned out to like.</summary>
public static class RankingEvaluation
{
    /// <summary>Recommends k columns to every row that has relevant entries, and compares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Entries that were held back; those of rows or columns that the model does not know are left out.</param>
    /// <param name="seen">Entries whose columns are not recommended, such as the training entries, or null.</param>
    /// <param name="k">Length of the lists.</param>
    /// <param name="threshold">Entries of at least this value are relevant; null for all.</param>
    public static RankingMetrics Evaluate(
        CompletionModel model, RatingData<double> data, RatingData<double>? seen, int k, double? threshold = null)
    {
        RatingData<double> mapped = data.MapTo(model.RowIds, model.ColumnIds);
        HashSet<int>[] relevant = Group(model, mapped, p => threshold is not { } least || mapped.Values[p] >= least);
        HashSet<int>[]? taken = seen is null ? null : Group(model, seen.MapTo(model.RowIds, model.ColumnIds), _ => true);
        IReadOnlyList<int>[] lists = new IReadOnlyList<int>[relevant.Length];

        Parallel.For(0, relevant.Length, row =>
        {
            int[] excluded = taken is null ? [] : [.. taken[row].Order()];
            lists[row] = relevant[row].Count == 0
                ? []
                : [.. ModelEvaluation.Recommend(model, row, k, excluded).Select(entry => entry.Column)];
        });

        return RankingMetrics.Compute(lists, relevant, k);
    }

    private static HashSet<int>[] Group(CompletionModel model, RatingData<double> mapped, Predicate<int> wanted)
    {
        HashSet<int>[] groups = [.. Enumerable.Range(0, model.RowIds.Count).Select(_ => new HashSet<int>())];

        for (int p = 0; p < mapped.Count; p++)
        {
            if (mapped.Rows[p] >= 0 && mapped.Columns[p] >= 0 && wanted(p))
            {
                groups[mapped.Rows[p]].Add(mapped.Columns[p]);
            }
        }

        return groups;
    }
}
