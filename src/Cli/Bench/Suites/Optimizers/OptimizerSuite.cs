using IlgpuOptim.Optimizers;

namespace IlgpuOptim.Cli.Bench.Suites.Optimizers;

/// <summary>Steps of the optimizers against the limits of the machine and against AdamW.</summary>
internal static class OptimizerSuite
{
    public static BenchSuite Create() => new("optimizers",
    [
        new ElementWiseBenchmark(),
        new ManyTensorsBenchmark(),
        new ShampooBenchmark(512, 1),
        new ShampooBenchmark(512, 10),
        new ShampooBenchmark(1024, 1),
        new ShampooBenchmark(1024, 10),
    ]);
}
