namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>The kernel engine against hand-written code: streams, a reduction, data movement, arithmetic, overheads.</summary>
internal static class EngineSuite
{
    public static BenchSuite Create() => new("engine",
    [
        new TriadBenchmark(),
        new AdamBenchmark(),
        new SumBenchmark(),
        new TransposeBenchmark(),
        new SgemmBenchmark(),
        new MmaGemmBenchmark(4096, 2048),
        new ExpBenchmark(),
        new HistogramBenchmark(),
        new LaunchBenchmark(),
        new CompileBenchmark(),
        new FirstResultBenchmark(),
    ]);
}
