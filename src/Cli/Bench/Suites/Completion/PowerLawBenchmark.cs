using System.Diagnostics;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Kernels;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.Cli.Bench.Suites.Completion;

/// <summary>
/// The passes of a gradient step and a sweep of least squares over ten million ratings whose rows have lengths of a power law, against
/// the longer of two limits: gathering the rows of both factors for all entries and doing nothing with them but adding, and the
/// multiply-adds of the model in registers. Bytes are those of the model, (8 k + 16) per entry, and so are operations: of a sweep
/// 2 (k^2 + 3 k) per entry, where each of the two symmetric Gram matrices counts half, and k^3 / 3 + 2 k^2 per row and column.
/// </summary>
internal sealed class PowerLawBenchmark : Benchmark
{
    private const int Users = 70_000;
    private const int Items = 10_700;

    private static readonly int[] Widths = [20, 50];

    public override IReadOnlyList<string> Kernels => [.. Widths.SelectMany(k => (string[])[$"fused_step_k{k}", $"als_sweep_k{k}"])];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        int count = session.Size(10_000_000, 1_000_000);
        SparseMatrix<float> data = SyntheticRatings.Create<float>(Users, Items, count);
        using ComputeDevice device = new(session.Accelerator);
        using ObservedEntries<float> entries = new(device, data, data.Mean());
        string shape = $"{Users:N0} x {Items:N0}, {data.Count:N0} entries";

        foreach (int k in Widths)
        {
            using GatherLimit limit = new(session, data, k);

            if (wanted($"fused_step_k{k}"))
            {
                yield return FusedStep(session, entries, data, k, shape, limit);
            }

            if (wanted($"als_sweep_k{k}"))
            {
                yield return Sweep(session, entries, k, shape, limit);
            }
        }
    }

    private static BenchRow FusedStep(
        BenchSession session, ObservedEntries<float> entries, SparseMatrix<float> data, int k, string shape, GatherLimit limit)
    {
        LaneShape lanes = LaneShape.For(entries.Device, k);
        using Factor<float> u = new(entries.Device, entries.Rows, k, lanes);
        using Factor<float> v = new(entries.Device, entries.Columns, k, lanes);
        using Factor<float> rowSum = new(entries.Device, entries.Rows, k, lanes);
        using Factor<float> columnSum = new(entries.Device, entries.Columns, k, lanes);
        SeededRandom random = new(session.Options.Seed);
        double[] left = HostMatrix.Normals((long)entries.Rows * k, random);
        double[] right = HostMatrix.Normals((long)entries.Columns * k, random);
        u.Set(left);
        v.Set(right);

        void Step()
        {
            entries.Kernels.Pass<FusedResidual>(entries.ByRow, u.Data, v.Data, rowSum.Data, entries.Weights, lanes);
            entries.Kernels.Pass<FusedResidual>(entries.ByColumn, v.Data, u.Data, columnSum.Data, entries.Weights, lanes);
            entries.Device.Synchronize();
        }

        Step();

        if (CheckRows(data, entries.Mean, left, right, rowSum.Get(), k) is { } wrong)
        {
            return BenchRows.Failed(session, $"fused_step_k{k}", shape, wrong);
        }

        return Report(session, $"fused_step_k{k}", shape, Step, entries.Count, k, limit);
    }

    private static BenchRow Sweep(BenchSession session, ObservedEntries<float> entries, int k, string shape, GatherLimit limit)
    {
        using AlsSolver<float> solver = new(
            entries, new AlsOptions { Rank = k, Mean = entries.Mean, Regularization = new Regularization(5, 0, ByCount: false) });
        double before = double.PositiveInfinity;

        // A sweep lowers the objective or it is none.
        for (int i = 0; i < 2; i++)
        {
            solver.Sweep();
            double objective = solver.Objective();

            if (!(objective < before))
            {
                return BenchRows.Failed(session, $"als_sweep_k{k}", shape, $"the objective rose from {before} to {objective}");
            }

            before = objective;
        }

        return Report(
            session,
            $"als_sweep_k{k}",
            shape,
            () =>
            {
                solver.Sweep();
                entries.Device.Synchronize();
            },
            entries.Count,
            k,
            limit);
    }

    private static BenchRow Report(
        BenchSession session, string name, string shape, Action run, long count, int k, GatherLimit gather)
    {
        MultiplyAddLimit arithmetic = new(session);
        bool isSweep = name.StartsWith("als", StringComparison.Ordinal);
        double gigabytes = ((8.0 * k) + 16) * count / 1e9;
        double operations = isSweep
            ? (2.0 * count * (((double)k * k) + (3 * k))) + ((Users + Items) * ((k * (double)k * k / 3) + (2.0 * k * k)))
            : 8.0 * k * count;
        double gatherSeconds = Best(gather.Run);
        double arithmeticSeconds = Best(() => arithmetic.Run(operations));
        bool isBoundByArithmetic = arithmeticSeconds > gatherSeconds;
        PairedSamples samples = Sampler.InBlocks(
            run,
            isBoundByArithmetic ? () => arithmetic.Run(operations) : gather.Run,
            2,
            TimeSpan.FromMilliseconds(100),
            SamplingPlan.Fixed(session.Size(8, 4)),
            session.Stop);
        double median = Statistics.Median(samples.Kernel);
        double limit = Statistics.Median(samples.Limit);
        double other = limit * (isBoundByArithmetic ? gatherSeconds / arithmeticSeconds : arithmeticSeconds / gatherSeconds);

        return new BenchRow
        {
            Suite = "",
            Kernel = name,
            Device = session.Options.Device,
            Shape = shape,
            Status = BenchStatus.Ok,
            Verified = true,
            Samples = samples.Kernel.Length,
            MedianSeconds = median,
            P10Seconds = Statistics.Quantile(samples.Kernel, 0.1),
            P90Seconds = Statistics.Quantile(samples.Kernel, 0.9),
            GigabytesPerSecond = gigabytes / median,
            LimitName = isBoundByArithmetic ? "the model's multiply-adds in registers" : "hand-written gather and add of both factors",
            LimitValue = gigabytes / limit,
            LimitUnit = "GB/s",
            RatioToLimit = samples.Ratio,
            Target = BenchTarget.Ratio(0.5),
            Note = FormattableString.Invariant(
                $"{operations / 1e9 / median:F0} GFLOP/s; {other / median:F2} of the {(isBoundByArithmetic ? "gather" : "arithmetic")} limit, which is the shorter one"),
        };
    }

    /// <summary>Seconds of the fastest of a few runs.</summary>
    private static double Best(Action run)
    {
        double best = double.PositiveInfinity;

        for (int i = 0; i < 5; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>Some rows in float64.</summary>
    private static string? CheckRows(SparseMatrix<float> data, double mean, double[] left, double[] right, double[] sums, int k)
    {
        for (int i = 0; i < data.Rows; i += 997)
        {
            double[] expected = new double[k];
            double scale = 1e-6;

            for (int e = 0; e < data.RowLength(i); e++)
            {
                int j = data.RowColumns(i)[e];
                double residual = mean - data.RowValues(i)[e];

                for (int c = 0; c < k; c++)
                {
                    residual += left[(i * k) + c] * right[(j * k) + c];
                }

                for (int c = 0; c < k; c++)
                {
                    expected[c] += residual * right[(j * k) + c];
                    scale += Math.Abs(residual * right[(j * k) + c]);
                }
            }

            for (int c = 0; c < k; c++)
            {
                if (!(Math.Abs(expected[c] - sums[(i * k) + c]) <= 1e-5 * scale))
                {
                    return $"row {i}, component {c}: {sums[(i * k) + c]} instead of {expected[c]}";
                }
            }
        }

        return null;
    }
}
