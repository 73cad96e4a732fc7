using System.Globalization;
using System.Text.Json;
using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Evaluation;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Methods;
using IlgpuOptim.MatrixCompletion.Solvers;
using Xunit;

namespace IlgpuOptim.MatrixCompletion.Solver.Tests;

/// <summary>
/// Recorded models of ratings: mean, damped biases, and alternating least squares on what they leave; errors with rows and columns that
/// were never seen, clipped and not; lists of the best items.
/// </summary>
public class RatingGoldenTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        from device in TestDevices.Names
        from folder in Golden.Find("r")
        select new TheoryDataRow<string, string>(device, folder) { TestDisplayName = $"{Path.GetFileName(folder)} on {device}" };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ErrorsAndTopLists(string device, string folder) => TestDevices.With(device, d => Run(d, folder));

    private static void Run(ComputeDevice device, string folder)
    {
        JsonElement description = Golden.Read(folder);
        string extension = description.GetProperty("format").GetString()!;
        string FileOf(string name) => Directory.EnumerateFiles(folder, name + ".*").Single();
        RatingData<double> train = RatingReader.Read<double>(FileOf("train"));
        RatingData<double> test = RatingReader.Read<double>(FileOf("test")).MapTo(train.RowIds, train.ColumnIds);
        SparseMatrix<double> data = train.ToMatrix();
        CompletionModel baseline = new BiasMethod().Fit(
            data, null, train.RowIds, train.ColumnIds, new FitOptions(), null, TestContext.Current.CancellationToken).Model;
        Golden.Near(description.GetProperty("global_mean").GetDouble(), baseline.GlobalMean, 1e-12, $"mean ({extension})");
        CheckErrors(description.GetProperty("metrics_baseline"), baseline, test, "baseline");

        int rank = description.GetProperty("k").GetInt32();
        double lambda = description.GetProperty("lambda").GetDouble();
        int[] rows = data.ExpandRows();
        double[] residuals = [.. data.Values.Select((value, e) => value - baseline.Predict(rows[e], data.ColumnIndices[e]))];
        using AlsSolver<double> solver = new(device, data.WithValues(residuals), new AlsOptions
        {
            Rank = rank,
            Regularization = new Regularization(lambda, 0, ByCount: true),
        });

        // The stored start has a row per line of item_ids.txt.
        Dense start = Golden.Npy(folder, "init_V.npy");
        string[] ids = File.ReadAllLines(Path.Combine(folder, "item_ids.txt"));
        double[] columns = new double[data.Columns * rank];

        for (int i = 0; i < ids.Length; i++)
        {
            int column = train.ColumnIds.IndexOf(ids[i].Trim());

            for (int c = 0; c < rank && column >= 0; c++)
            {
                columns[(column * rank) + c] = start[i, c];
            }
        }

        solver.StartFrom(columns);

        foreach (double objective in description.GetProperty("objective_after_each_sweep").Doubles())
        {
            solver.Sweep();
            Golden.Near(objective, solver.Objective(), 1e-8, "objective");
        }

        CompletionModel model = baseline with { Rank = rank, RowFactors = solver.RowFactor, ColumnFactors = solver.ColumnFactor };
        CheckErrors(description.GetProperty("metrics_model"), model, test, "model");

        foreach (JsonProperty user in description.GetProperty("topk10_unseen_items_seen_in_train").EnumerateObject())
        {
            int row = train.RowIds.IndexOf(user.Name);
            int[] seen = row < 0 ? [] : data.RowColumns(row).ToArray();
            double[] scores = [.. Enumerable.Range(0, data.Columns).Select(column => model.Predict(row, column))];
            int[] best = TopList.Select<double>(scores, 10, seen);
            JsonElement expected = user.Value;
            Assert.Equal(expected.GetArrayLength(), best.Length);

            for (int i = 0; i < best.Length; i++)
            {
                Assert.Equal(expected[i][0].ToString(), train.ColumnIds[best[i]]);
                Assert.Equal(expected[i][1].GetDouble(), scores[best[i]], 1e-8);
            }
        }
    }

    private static void CheckErrors(JsonElement expected, CompletionModel model, RatingData<double> test, string what)
    {
        foreach (bool clips in (bool[])[false, true])
        {
            CompletionModel used = model with { Range = clips ? (1, 5) : null };
            double[] predicted = [.. Enumerable.Range(0, test.Count).Select(i => used.Predict(test.Rows[i], test.Columns[i]))];
            PredictionMetrics metrics = PredictionMetrics.Compute<double>(test.Values, predicted);
            string suffix = clips ? "_clipped_1_5" : "";

            if (expected.TryGetProperty("rmse" + suffix, out JsonElement rmse))
            {
                Golden.Near(rmse.GetDouble(), metrics.Rmse, 1e-8, $"RMSE of {what}{suffix}");
                Golden.Near(expected.GetProperty("mae" + suffix).GetDouble(), metrics.Mae, 1e-8, $"MAE of {what}{suffix}");
            }
        }
    }
}

/// <summary>A recorded picture, completed.</summary>
public class InpaintingGoldenTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        from device in TestDevices.Names
        from folder in Golden.Find("i").Where(folder => File.Exists(Path.Combine(folder, "mask.pgm")))
        select new TheoryDataRow<string, string>(device, folder) { TestDisplayName = $"{Path.GetFileName(folder)} on {device}" };

    [Theory]
    [MemberData(nameof(Cases))]
    public void PeakSignalToNoise(string device, string folder) => TestDevices.With(device, d =>
    {
        JsonElement description = Golden.Read(folder);
        int size = description.GetProperty("size").GetInt32();
        double[] truth = Pixels(folder, "truth.pgm");
        double[] damaged = Pixels(folder, "damaged.pgm");
        int[] observed = [.. Pixels(folder, "mask.pgm").Select((x, i) => (x, i)).Where(pixel => pixel.x == 255).Select(pixel => pixel.i)];
        Assert.Equal(description.GetProperty("observed").GetInt32(), observed.Length);
        double mean = observed.Average(i => damaged[i]);
        Golden.Near(description.GetProperty("observed_mean").GetDouble(), mean, 1e-12, "mean");
        SparseMatrix<double> data = SparseMatrix<double>.FromTriplets(
            size, size, Array.ConvertAll(observed, i => i / size), Array.ConvertAll(observed, i => i % size), Array.ConvertAll(observed, i => damaged[i]));
        using AlsSolver<double> solver = new(d, data, new AlsOptions
        {
            Rank = description.GetProperty("k").GetInt32(),
            Mean = mean,
            Regularization = new Regularization(description.GetProperty("lambda").GetDouble(), 0, ByCount: false),
        });
        solver.StartFrom(Golden.Npy(folder, "init_V.npy").Values);
        int sweeps = description.GetProperty("sweeps").GetInt32();
        double first = 0;

        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            solver.Sweep();
            first = sweep == 0 ? solver.Objective() : first;
        }

        double[] objectives = description.GetProperty("objective_first_last").Doubles();
        Golden.Near(objectives[0], first, 1e-9, "first objective");
        Golden.Near(objectives[1], solver.Objective(), 1e-6, "last objective");
        Dense estimate = new Dense(size, solver.Components, solver.RowFactor)
            * new Dense(size, solver.Components, solver.ColumnFactor).Transpose();
        double[] completed = Array.ConvertAll(estimate.Values, x => Math.Clamp(Math.Round(x + mean), 0, 255));

        foreach (int i in observed)
        {
            completed[i] = damaged[i];
        }

        Assert.Equal(description.GetProperty("psnr_db_als").GetDouble(), PredictionMetrics.Psnr(truth, completed), 0.01);
    });

    private static double[] Pixels(string folder, string name) =>
    [
        .. File.ReadAllText(Path.Combine(folder, name))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Skip(4)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)),
    ];
}
