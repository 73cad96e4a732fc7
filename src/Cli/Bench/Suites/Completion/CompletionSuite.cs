namespace IlgpuOptim.Cli.Bench.Suites.Completion;

/// <summary>Matrix completion: reading entries.</summary>
internal static class CompletionSuite
{
    public static BenchSuite Create() => new("completion", [new ParseBenchmark()]);
}
