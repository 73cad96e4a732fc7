using System.Diagnostics;
using System.Globalization;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Methods;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.Cli.Bench.Suites.Completion;

/// <summary>
/// Problem P (2000 x 2000, rank 10, 10 % observed, no noise): time to a relative error of at most 1e-6 over all cells, upload included.
/// </summary>
internal sealed class RecoveryBenchmark : Benchmark
{
    private const string Als = "problem_p_als";
    private const string Auto = "problem_p_auto";
    private const string AutoTwice = "problem_p_auto_rank_20";
    private const string AutoFourfold = "problem_p_auto_rank_40";
    private const string Deep = "problem_p_deep_rank_20";
    private const double MaxError = 1e-6;
    private const int Samples = 5;

    private readonly Lazy<SyntheticMatrix<double>> _problem = new(() => SyntheticMatrix<double>.ProblemP());

    public override IReadOnlyList<string> Kernels => [Als, Auto, AutoTwice, AutoFourfold, Deep];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        foreach ((string name, double target, Func<CompletionModel> fit) in (IEnumerable<(string, double, Func<CompletionModel>)>)
            [
                (Als, 0.35, () => this.FitAls(session)),
                (Auto, 4, () => this.Fit(session, "auto", null)),
                (AutoTwice, 4, () => this.Fit(session, "auto", 20)),
                (AutoFourfold, 4, () => this.Fit(session, "auto", 40)),
                (Deep, 4, () => this.Fit(session, "deep-compressed", 20)),
            ])
        {
            if (wanted(name))
            {
                yield return this.Measure(session, name, target, fit);
            }
        }
    }

    private BenchRow Measure(BenchSession session, string name, double target, Func<CompletionModel> fit)
    {
        double error = 0;
        int rank = 0;
        double cpu = 0;
        double[] seconds = new double[Samples];

        // The first one compiles kernels, and is not counted.
        for (int i = -1; i < Samples; i++)
        {
            session.Stop.ThrowIfCancellationRequested();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Stopwatch clock = Stopwatch.StartNew();
            CompletionModel model = fit();

            if (i >= 0)
            {
                seconds[i] = clock.Elapsed.TotalSeconds;
            }

            cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            (error, rank) = (Math.Max(error, this.ErrorOf(model)), model.Rank);
        }

        return error > MaxError
            ? BenchRows.Failed(session, name, "problem P", string.Create(CultureInfo.InvariantCulture, $"relative error {error:E2}"))
            : new BenchRow
            {
                Suite = "",
                Kernel = name,
                Device = session.Options.Device,
                Shape = "2000 x 2000, rank 10, 400,000 entries",
                Status = BenchStatus.Ok,
                Verified = true,
                Samples = seconds.Length,
                MedianSeconds = Statistics.Median(seconds),
                P10Seconds = Statistics.Quantile(seconds, 0.1),
                P90Seconds = Statistics.Quantile(seconds, 0.9),
                Target = BenchTarget.Seconds(target),
                Note = string.Create(
                    CultureInfo.InvariantCulture, $"rank {rank}, relative error {error:E1}, {cpu:F2} s of all cores together"),
            };
    }

    private CompletionModel FitAls(BenchSession session)
    {
        using ComputeDevice device = new(session.Accelerator);
        using AlsSolver<double> solver = new(device, this._problem.Value.Observed, new AlsOptions
        {
            Rank = 10,
            Regularization = new Regularization(1e-6, 0, ByCount: false),
        });

        for (int sweep = 0; sweep < 12; sweep++)
        {
            solver.Sweep();
        }

        return Model(10, solver.RowFactor, solver.ColumnFactor);
    }

    private CompletionModel Fit(BenchSession session, string method, int? rank) => CompletionMethods.Find(method)!.Fit(
        this._problem.Value.Observed,
        null,
        IdMap.Consecutive(2000),
        IdMap.Consecutive(2000),
        new FitOptions { Rank = rank, Device = session.Options.Device, Biases = false },
        null,
        session.Stop).Model;

    private static CompletionModel Model(int rank, double[] rows, double[] columns) =>
        new(IdMap.Consecutive(2000), IdMap.Consecutive(2000), rank, rows, columns);

    /// <summary>Relative distance from the truth over all cells.</summary>
    private double ErrorOf(CompletionModel model)
    {
        SyntheticMatrix<double> problem = this._problem.Value;
        double[] errors = new double[2000];
        double[] norms = new double[2000];
        Parallel.For(0, 2000, i =>
        {
            for (int j = 0; j < 2000; j++)
            {
                double truth = problem.Truth(i, j);
                errors[i] += Math.Pow(model.Predict(i, j) - truth, 2);
                norms[i] += truth * truth;
            }
        });

        return Math.Sqrt(errors.Sum() / norms.Sum());
    }
}
