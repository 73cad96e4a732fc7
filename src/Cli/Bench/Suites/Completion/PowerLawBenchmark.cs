using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Kernels;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.Cli.Bench.Suites.Completion;

/// <summary>
/// The passes of a gradient step and a sweep of least squares over ten million ratings whose rows have lengths of a power law, against
/// gathering the rows of both factors for all entries and doing nothing with them but adding. Bytes are those of the model:
/// (8 k + 16) per entry.
/// </summary>
internal sealed unsafe class PowerLawBenchmark : Benchmark
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
        BenchSession session, string name, string shape, Action run, long count, int k, GatherLimit limit)
    {
        PairedSamples samples = Sampler.InBlocks(
            run, limit.Run, 2, TimeSpan.FromMilliseconds(100), SamplingPlan.Fixed(session.Size(8, 4)), session.Stop);
        double gigabytes = ((8.0 * k) + 16) * count / 1e9;
        double median = Statistics.Median(samples.Kernel);

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
            LimitName = "hand-written gather and add of both factors",
            LimitValue = gigabytes / Statistics.Median(samples.Limit),
            LimitUnit = "GB/s",
            RatioToLimit = samples.Ratio,
            Target = name.StartsWith("fused", StringComparison.Ordinal) ? BenchTarget.Ratio(0.5) : null,
            Note = name.StartsWith("als", StringComparison.Ordinal)
                ? FormattableString.Invariant($"{2.0 * count * ((double)k * k + (3 * k)) / 1e9 / median:F0} GFLOP/s by the model")
                : null,
        };
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

    /// <summary>Reads indices and values, and adds up the gathered rows, for both sides, on all cores.</summary>
    private sealed class GatherLimit : IDisposable
    {
        private const int Chunk = 64;

        /// <summary>Entries ahead of which rows are asked for; the best of 8, 16 and 32.</summary>
        private const int Ahead = 16;

        private readonly BenchSession _session;
        private readonly SparseMatrix<float> _data;
        private readonly float* _rows;
        private readonly float* _columns;
        private readonly float* _sums;
        private readonly int _stride;

        public GatherLimit(BenchSession session, SparseMatrix<float> data, int k)
        {
            this._session = session;
            this._data = data;
            this._stride = (k + 15) / 16 * 16;
            this._rows = Allocate(data.Rows);
            this._columns = Allocate(data.Columns);
            this._sums = Allocate(Math.Max(data.Rows, data.Columns));

            float* Allocate(int rows)
            {
                nuint bytes = (nuint)rows * (nuint)this._stride * sizeof(float);
                float* memory = (float*)NativeMemory.AlignedAlloc(bytes, 64);
                NativeMemory.Clear(memory, bytes);

                return memory;
            }
        }

        public void Run()
        {
            this.Gather(this._data.RowStarts, this._data.ColumnIndices, this._data.Values, this._columns);
            this.Gather(this._data.ColumnStarts, this._data.RowIndices, this._data.ColumnValues, this._rows);
        }

        public void Dispose()
        {
            NativeMemory.AlignedFree(this._rows);
            NativeMemory.AlignedFree(this._columns);
            NativeMemory.AlignedFree(this._sums);
        }

        private void Gather(long[] starts, int[] indices, float[] values, float* other)
        {
            int stride = this._stride;
            float* sums = this._sums;

            this._session.Team.For(starts.Length - 1, Chunk, (first, end) =>
            {
                for (long row = first; row < end && row < starts.Length - 1; row++)
                {
                    Vector512<float> a = Vector512<float>.Zero, b = a, c = a, d = a;

                    for (long e = starts[row]; e < starts[row + 1]; e++)
                    {
                        float* from = other + ((long)indices[e] * stride);
                        float* next = other + ((long)indices[Math.Min(e + Ahead, indices.Length - 1)] * stride);

                        if (Sse.IsSupported)
                        {
                            for (int line = 0; line < stride; line += 16)
                            {
                                Sse.Prefetch0(next + line);
                            }
                        }

                        a += Vector512.LoadAligned(from);
                        b += Vector512.LoadAligned(from + 16);

                        if (stride > 32)
                        {
                            c += Vector512.LoadAligned(from + 32);
                            d += Vector512.LoadAligned(from + 48);
                        }

                        a += Vector512.CreateScalar(values[e]);
                    }

                    a.StoreAligned(sums + (row * stride));
                    (b + c + d).StoreAligned(sums + (row * stride) + 16);
                }
            });
        }
    }
}
