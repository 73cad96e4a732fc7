namespace IlgpuOptim.Cli.Bench.Suites.Completion;

/// <summary>Matrix completion: exact recovery of problem P, and passes and sweeps over many entries of unequal rows.</summary>
internal static class CompletionSuite
{
    public static BenchSuite Create() => new("completion", [new RecoveryBenchmark(), new PowerLawBenchmark()]);
}
