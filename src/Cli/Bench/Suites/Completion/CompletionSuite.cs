namespace IlgpuOptim.Cli.Bench.Suites.Completion;

/// <summary>
/// Matrix completion: reading of text, exact recovery of problem P, and passes and sweeps over many entries of unequal rows.
/// </summary>
internal static class CompletionSuite
{
    public static BenchSuite Create() => new("completion", [new ParseBenchmark(), new RecoveryBenchmark(), new PowerLawBenchmark()]);
}
