namespace IlgpuOptim.Cli.Bench;

/// <summary>Measures one or more rows of a suite.</summary>
internal abstract class Benchmark
{
    /// <summary>Names of the rows, as in the report; <c>--filter</c> looks at them.</summary>
    public abstract IReadOnlyList<string> Kernels { get; }

    /// <summary>Measures the rows whose names are wanted.</summary>
    public abstract IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted);
}

/// <summary>A list of benchmarks under one name.</summary>
internal sealed record BenchSuite(string Name, IReadOnlyList<Benchmark> Benchmarks)
{
    /// <summary>Runs what the options select; an error in one benchmark is a failed row, not the end.</summary>
    public IEnumerable<BenchRow> Run(BenchSession session)
    {
        string? filter = session.Options.Filter;
        bool Wanted(string kernel) => filter is null || kernel.Contains(filter, StringComparison.OrdinalIgnoreCase);

        foreach (Benchmark benchmark in this.Benchmarks)
        {
            string[] kernels = [.. benchmark.Kernels.Where(Wanted)];

            if (kernels.Length == 0)
            {
                continue;
            }

            Terminal.Progress($"{this.Name}: {string.Join(", ", kernels)} ...");

            foreach (BenchRow row in this.RunGuarded(benchmark, session, kernels))
            {
                yield return row with { Suite = this.Name };
            }
        }

        Terminal.EndProgress();
    }

    private List<BenchRow> RunGuarded(Benchmark benchmark, BenchSession session, string[] kernels)
    {
        List<BenchRow> rows = [];

        try
        {
            rows.AddRange(benchmark.Run(session, kernels.Contains));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            string reason = $"{exception.GetType().Name}: {exception.Message}";

            rows.AddRange(kernels
                .Where(kernel => rows.TrueForAll(row => row.Kernel != kernel))
                .Select(kernel => BenchRows.Failed(session, kernel, "", reason)));
        }

        return rows;
    }
}

/// <summary>Rows without numbers.</summary>
internal static class BenchRows
{
    public static BenchRow Failed(BenchSession session, string kernel, string shape, string reason) =>
        Empty(session, kernel, shape, BenchStatus.Failed, reason);

    public static BenchRow Unsupported(BenchSession session, string kernel, string shape, string reason) =>
        Empty(session, kernel, shape, BenchStatus.Unsupported, reason);

    private static BenchRow Empty(
        BenchSession session, string kernel, string shape, BenchStatus status, string reason) => new()
        {
            Suite = "",
            Kernel = kernel,
            Device = session.Options.Device,
            Shape = shape,
            Status = status,
            Reason = reason,
        };
}
