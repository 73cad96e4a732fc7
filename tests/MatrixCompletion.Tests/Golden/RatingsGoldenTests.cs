using System.Text.Json;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Evaluation;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Golden;

/// <summary>Rating files with gaps in their ids, and with cold users and items in the test part.</summary>
public sealed class RatingsGoldenTests
{
    public static TheoryData<string> Cases() => [.. GoldenCases.Folders("r*")];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Data_AreCountedAndMappedAsRecorded(string name)
    {
        JsonElement recorded = GoldenCases.Load(name);
        (RatingData<double> train, RatingData<double> test) = Read(name, recorded);

        Assert.Equal(recorded.GetProperty("train_ratings").GetInt32(), train.Count);
        Assert.Equal(recorded.GetProperty("test_ratings").GetInt32(), test.Count);
        Assert.Equal(recorded.GetProperty("users_in_train").GetInt32(), train.RowIds.Count);
        Assert.Equal(recorded.GetProperty("items_in_train").GetInt32(), train.ColumnIds.Count);
        Assert.Equal(recorded.GetProperty("users_total").GetInt32(), Union(train.RowIds, test.RowIds));
        Assert.Equal(recorded.GetProperty("items_total").GetInt32(), Union(train.ColumnIds, test.ColumnIds));
        Assert.Equal(Ids(recorded.GetProperty("cold_test_users")), Cold(test.RowIds, train.RowIds));
        Assert.Equal(Ids(recorded.GetProperty("cold_test_items")), Cold(test.ColumnIds, train.ColumnIds));

        // The recorded order holds all items of the set; the ids of the training part are in the same order.
        string[] order = File.ReadAllLines(GoldenCases.Path(name, "item_ids.txt"));
        Assert.Equal(order.Where(id => train.ColumnIds.IndexOf(id) >= 0), All(train.ColumnIds));
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void MeanAndDampedBiases_PredictAsWellAsRecorded(string name)
    {
        JsonElement recorded = GoldenCases.Load(name);
        (RatingData<double> train, RatingData<double> test) = Read(name, recorded);
        SparseMatrix<double> matrix = train.ToMatrix();
        double mean = matrix.Mean();

        Assert.Equal(recorded.GetProperty("global_mean").GetDouble(), mean, 1e-12);

        double[] constant = [.. Enumerable.Repeat(mean, test.Count)];
        Compare(recorded.GetProperty("metrics_global_mean"), test.Values, constant);

        // b_i = sum(r - mu) / (25 + n_i), then b_u = sum(r - mu - b_i) / (10 + n_u), from the two forms of the matrix.
        double[] itemBias = new double[matrix.Columns];
        double[] userBias = new double[matrix.Rows];

        for (int item = 0; item < matrix.Columns; item++)
        {
            for (long p = matrix.ColumnStarts[item]; p < matrix.ColumnStarts[item + 1]; p++)
            {
                itemBias[item] += matrix.ColumnValues[p] - mean;
            }

            itemBias[item] /= 25 + (matrix.ColumnStarts[item + 1] - matrix.ColumnStarts[item]);
        }

        for (int user = 0; user < matrix.Rows; user++)
        {
            for (long p = matrix.RowStarts[user]; p < matrix.RowStarts[user + 1]; p++)
            {
                userBias[user] += matrix.Values[p] - mean - itemBias[matrix.ColumnIndices[p]];
            }

            userBias[user] /= 10 + matrix.RowLength(user);
        }

        RatingData<double> mapped = test.MapTo(train.RowIds, train.ColumnIds);
        double[] baseline = [.. Enumerable.Range(0, test.Count).Select(p => mean
            + (mapped.Rows[p] < 0 ? 0 : userBias[mapped.Rows[p]])
            + (mapped.Columns[p] < 0 ? 0 : itemBias[mapped.Columns[p]]))];

        Compare(recorded.GetProperty("metrics_baseline"), test.Values, baseline);
    }

    private static void Compare(JsonElement recorded, double[] actual, double[] predicted)
    {
        PredictionMetrics raw = PredictionMetrics.Compute<double>(actual, predicted);
        PredictionMetrics clipped = PredictionMetrics.Compute<double>(actual, predicted, 1, 5);

        Assert.Equal(recorded.GetProperty("rmse").GetDouble(), raw.Rmse, 1e-8);
        Assert.Equal(recorded.GetProperty("mae").GetDouble(), raw.Mae, 1e-8);
        Assert.Equal(recorded.GetProperty("rmse_clipped_1_5").GetDouble(), clipped.Rmse, 1e-8);
        Assert.Equal(recorded.GetProperty("mae_clipped_1_5").GetDouble(), clipped.Mae, 1e-8);
    }

    private static (RatingData<double> Train, RatingData<double> Test) Read(string name, JsonElement recorded)
    {
        string format = recorded.GetProperty("format").GetString()!;

        return (RatingReader.Read<double>(GoldenCases.Path(name, "train." + format)),
            RatingReader.Read<double>(GoldenCases.Path(name, "test." + format)));
    }

    private static string[] Ids(JsonElement ids) => [.. ids.EnumerateArray().Select(id => id.ToString())];

    private static IEnumerable<string> All(IdMap ids) => Enumerable.Range(0, ids.Count).Select(i => ids[i]);

    private static int Union(IdMap left, IdMap right) => All(left).Union(All(right)).Count();

    private static string[] Cold(IdMap test, IdMap train) => [.. All(test).Where(id => train.IndexOf(id) < 0)];
}
