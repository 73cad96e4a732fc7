using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Data.Writing;

namespace IlgpuOptim.Cli.Bench.Suites.Completion;

/// <summary>
/// Text with ratings, as MovieLens writes it and as Matrix Market, from the page cache into arrays. The limit is reading the same
/// bytes and counting their lines, on one thread. Speed is bytes of text.
/// </summary>
internal sealed class ParseBenchmark : Benchmark
{
    private const string Csv = "parse_csv";
    private const string MatrixMarket = "parse_mtx";
    private const double TargetBytesPerSecond = 300e6;

    public override IReadOnlyList<string> Kernels => [Csv, MatrixMarket];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        int count = session.Size(10_000_000, 500_000);
        SparseMatrix<float> ratings = SyntheticRatings.Create<float>(70_000, 10_700, count, seed: session.Options.Seed);
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-bench").FullName;
        List<BenchRow> rows = [];

        try
        {
            foreach (string kernel in this.Kernels.Where(kernel => wanted(kernel)))
            {
                session.Stop.ThrowIfCancellationRequested();
                rows.Add(Measure(session, kernel, ratings, Path.Combine(folder, kernel == Csv ? "ratings.csv" : "ratings.mtx")));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return rows;
    }

    private static BenchRow Measure(BenchSession session, string kernel, SparseMatrix<float> ratings, string path)
    {
        long[]? times = kernel == Csv ? new long[ratings.Count] : null;
        times?.AsSpan().Fill(978_300_760);
        RatingWriter.Write(path, new RatingData<float>(
            ratings.ExpandRows(),
            ratings.ColumnIndices,
            ratings.Values,
            IdMap.Consecutive(ratings.Rows),
            IdMap.Consecutive(ratings.Columns),
            times));

        long bytes = new FileInfo(path).Length;
        string shape = $"{ratings.Count / 1e6:0.#} M entries, {bytes / 1e6:0} MB";

        if (Verify(session, kernel, ratings, RatingReader.Read<float>(path)) is { } wrong)
        {
            return BenchRows.Failed(session, kernel, shape, "wrong result: " + wrong);
        }

        byte[] buffer = new byte[1 << 20];
        long lines = 0;
        PairedSamples samples = Sampler.Interleave(
            () => RatingReader.Read<float>(path), () => lines = CountLines(path, buffer), session.Plan, session.Stop);

        if (lines < ratings.Count || Verify(session, kernel, ratings, RatingReader.Read<float>(path)) is not null)
        {
            return BenchRows.Failed(session, kernel, shape, "wrong result after the timing");
        }

        double median = Statistics.Median(samples.Kernel);

        return new BenchRow
        {
            Suite = "",
            Kernel = kernel,
            Device = session.Options.Device,
            Shape = shape,
            Status = BenchStatus.Ok,
            Verified = true,
            Samples = samples.Kernel.Length,
            MedianSeconds = median,
            P10Seconds = Statistics.Quantile(samples.Kernel, 0.1),
            P90Seconds = Statistics.Quantile(samples.Kernel, 0.9),
            GigabytesPerSecond = bytes / 1e9 / median,
            LimitName = "reading the bytes and counting lines, one thread",
            LimitValue = bytes / 1e9 / Statistics.Median(samples.Limit),
            LimitUnit = "GB/s",
            RatioToLimit = samples.Ratio,
            Target = BenchTarget.Seconds(bytes / TargetBytesPerSecond),
        };
    }

    private static string? Verify(BenchSession session, string kernel, SparseMatrix<float> expected, RatingData<float> data)
    {
        if (session.Options.Fault == kernel)
        {
            data.Values[data.Count / 3] += 0.5f;
        }

        // The text is in the order of the matrix, whose empty rows and columns have no ids in it.
        int[] rows = expected.ExpandRows();

        for (int p = 0; p < Math.Min(data.Count, rows.Length); p++)
        {
            if (data.Values[p] != expected.Values[p]
                || data.RowIds.NumberOf(data.Rows[p]) != rows[p] + 1
                || data.ColumnIds.NumberOf(data.Columns[p]) != expected.ColumnIndices[p] + 1)
            {
                return $"entry {p} is not the one that was written";
            }
        }

        return data.Count == rows.Length ? null : $"{data.Count} entries, {rows.Length} were written";
    }

    private static long CountLines(string path, byte[] buffer)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        long lines = 0;

        for (int length; (length = file.Read(buffer)) > 0;)
        {
            lines += buffer.AsSpan(0, length).Count((byte)'\n');
        }

        return lines;
    }
}
