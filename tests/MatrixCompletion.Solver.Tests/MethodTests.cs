using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Methods;
using Xunit;

namespace IlgpuOptim.MatrixCompletion.Solver.Tests;

/// <summary>The methods as users call them.</summary>
public class MethodTests
{
    private static readonly SyntheticMatrix<double> Exact = SyntheticMatrix<double>.Create(300, 260, 5, 300 * 260 / 4, seed: 11);

    public static TheoryData<string> All => [.. CompletionMethods.All.Select(method => method.Name)];

    /// <summary>Methods of which every bit of a run can be gone on from.</summary>
    public static TheoryData<string> Resumable => ["als", "als-cg", "sgd", "lmafit", "scaledgd", "deep-compressed", "deep"];

    [Theory]
    [InlineData("auto", null, 1e-6)]
    [InlineData("auto", 10, 1e-6)]
    [InlineData("auto", 20, 1e-6)]
    [InlineData("lmafit", 5, 1e-6)]
    [InlineData("scaledgd", 5, 1e-6)]
    [InlineData("deep-compressed", 15, 1e-6)]
    public void RecoversAMatrixOfLowRank(string method, int? rank, double tolerance)
    {
        FitResult result = Fit(method, Exact.Observed, new FitOptions { Rank = rank, Device = "cpu:0" });

        Assert.InRange(ErrorOf(result.Model), 0, tolerance);

        if (method == "auto")
        {
            Assert.Equal(5, result.Model.Rank);
        }
    }

    /// <summary>Weak directions are found in the residuals, although they would stand at a saddle for long.</summary>
    [Fact]
    public void AutoFindsWeakDirections()
    {
        SeededRandom random = new(4);
        double[] sizes = [20, 15, 10, 1, 0.6];
        double[][] left = HostMatrixColumns(300, random);
        double[][] right = HostMatrixColumns(200, random);
        int[] cells = [.. Enumerable.Range(0, 300 * 200).Where(_ => random.NextUniform() < 0.35)];
        double Truth(int cell) => Enumerable.Range(0, 5).Sum(c => sizes[c] * left[c][cell / 200] * right[c][cell % 200]);
        SparseMatrix<double> data = SparseMatrix<double>.FromTriplets(
            300, 200, Array.ConvertAll(cells, c => c / 200), Array.ConvertAll(cells, c => c % 200), Array.ConvertAll(cells, Truth));

        CompletionModel model = Fit("auto", data, new FitOptions { Device = "cpu:0" }).Model;

        Assert.Equal(5, model.Rank);
        double error = Enumerable.Range(0, 300 * 200).Max(cell => Math.Abs(model.Predict(cell / 200, cell % 200) - Truth(cell)));
        Assert.InRange(error, 0, 1e-5);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TheSameRunGivesTheSameBits(string method)
    {
        SparseMatrix<float> data = SyntheticRatings.Create<float>(60, 50, 900, seed: 3);
        FitOptions options = new() { Rank = 4, Epochs = 4, Device = "cpu:0" };
        CompletionModel first = Fit(method, data, options).Model;
        CompletionModel second = Fit(method, data, options).Model;

        Assert.Equal(first.RowFactors, second.RowFactors);
        Assert.Equal(first.ColumnFactors, second.ColumnFactors);
        Assert.Equal(first.ColumnBiases, second.ColumnBiases);
        Assert.All(first.RowFactors, value => Assert.True(double.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Resumable))]
    public void AResumedRunGivesTheBitsOfAnUninterruptedOne(string method)
    {
        SparseMatrix<float> data = SyntheticRatings.Create<float>(60, 50, 900, seed: 3);
        string path = Path.Combine(Path.GetTempPath(), $"checkpoint-{Guid.NewGuid():N}");
        FitOptions options = new() { Rank = 4, Epochs = 8, Device = "cpu:0" };
        CompletionModel whole = Fit(method, data, options).Model;

        try
        {
            using CancellationTokenSource stop = new();
            Assert.Throws<OperationCanceledException>(() => CompletionMethods.Find(method)!.Fit(
                data, null, IdMap.Consecutive(60), IdMap.Consecutive(50), options with { Checkpoint = path },
                progress => StopAt(progress, stop), stop.Token));
            Assert.True(File.Exists(path));

            // Another run's checkpoint is refused, a damaged one too; neither is lost.
            Assert.Throws<DataFormatException>(() => Fit(method, data, options with { Checkpoint = path, Seed = 99 }));
            byte[] bytes = File.ReadAllBytes(path);
            bytes[^40] ^= 1;
            File.WriteAllBytes(path + ".bad", bytes);
            Assert.Throws<DataFormatException>(() => Fit(method, data, options with { Checkpoint = path + ".bad" }));

            List<int> epochs = [];
            CompletionModel resumed = CompletionMethods.Find(method)!.Fit(
                data, null, IdMap.Consecutive(60), IdMap.Consecutive(50), options with { Checkpoint = path },
                progress => epochs.Add(progress.Epoch), TestContext.Current.CancellationToken).Model;

            Assert.Equal([4, 5, 6, 7, 8], epochs);
            Assert.Equal(whole.RowFactors, resumed.RowFactors);
            Assert.Equal(whole.ColumnFactors, resumed.ColumnFactors);
            Assert.False(File.Exists(path));
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".bad");
        }

        static void StopAt(FitProgress progress, CancellationTokenSource stop)
        {
            if (progress.Epoch == 3)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void EarlyStoppingKeepsTheModelOfTheBestValidationError()
    {
        (SparseMatrix<float> train, SparseMatrix<float> validation) = SplitRatings();
        List<double> errors = [];
        FitResult result = CompletionMethods.Find("als")!.Fit(
            train, validation, IdMap.Consecutive(200), IdMap.Consecutive(150),
            new FitOptions { Rank = 20, Lambda = 0.01, Patience = 4, Epochs = 50, Device = "cpu:0" },
            progress => errors.Add(progress.RmseValidation!.Value), TestContext.Current.CancellationToken);

        Assert.True(errors.Count < 50);
        Assert.Equal(errors.Min(), result.Model.Metrics["rmse_validation"]);
        CompletionModel free = result.Model with { Range = null };
        int[] rows = validation.ExpandRows();
        double mean = Enumerable.Range(0, rows.Length)
            .Average(e => Math.Pow(free.Predict(rows[e], validation.ColumnIndices[e]) - validation.Values[e], 2));
        Assert.Equal(errors.Min(), Math.Sqrt(mean), 1e-4);
    }

    [Fact]
    public void RankReportSeesTheRank() => TestDevices.With("cpu:0", device =>
    {
        RankReport report = RankReport.Create(device, Exact.Observed, maxRank: 20);

        Assert.Equal(5, report.SpectrumRank);
        Assert.Equal(5, report.DeepRank);
        Assert.True(report.DeepSpectrum[5] < 0.02 * report.DeepSpectrum[0]);
    });

    [Theory]
    [InlineData(0, 3, null, "rank 0")]
    [InlineData(999, 3, null, "rank 999")]
    [InlineData(2, 7, null, "depth 7")]
    [InlineData(2, 3, -1.0, "lambda -1")]
    public void NonsenseIsRefused(int rank, int depth, double? lambda, string message)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => Fit("als", Exact.Observed, new FitOptions { Rank = rank, Depth = depth, Lambda = lambda, Device = "cpu:0" }));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static FitResult Fit<T>(string method, SparseMatrix<T> data, FitOptions options)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => CompletionMethods.Find(method)!.Fit(
            data, null, IdMap.Consecutive(data.Rows), IdMap.Consecutive(data.Columns), options, null, TestContext.Current.CancellationToken);

    private static double ErrorOf(CompletionModel model)
    {
        double error = 0;
        double norm = 0;

        for (int i = 0; i < 300; i++)
        {
            for (int j = 0; j < 260; j++)
            {
                double truth = Exact.Truth(i, j);
                error += Math.Pow(model.Predict(i, j) - truth, 2);
                norm += truth * truth;
            }
        }

        return Math.Sqrt(error / norm);
    }

    private static double[][] HostMatrixColumns(int rows, SeededRandom random) =>
        Solvers.HostMatrix.RandomOrthonormal(rows, 5, random);

    private static (SparseMatrix<float> Train, SparseMatrix<float> Validation) SplitRatings()
    {
        SparseMatrix<float> data = SyntheticRatings.Create<float>(200, 150, 6000, seed: 8);
        int[] rows = data.ExpandRows();
        DataSplit split = Splitter.Random(rows.Length, 0.2, 0, 1);

        return (Take(split.Train), Take(split.Validation));

        SparseMatrix<float> Take(int[] entries) => SparseMatrix<float>.FromTriplets(
            200, 150, Array.ConvertAll(entries, e => rows[e]), Array.ConvertAll(entries, e => data.ColumnIndices[e]),
            Array.ConvertAll(entries, e => data.Values[e]));
    }
}
