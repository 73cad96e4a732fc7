using IlgpuOptim.Fuzz.Execution;
using IlgpuOptim.Fuzz.Generation;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Xunit;

namespace IlgpuOptim.Fuzz.Tests;

/// <summary>2,000 random kernels with a fixed seed against the oracle, in parts so that a failure does not hide the others.</summary>
public sealed class FuzzTests
{
    private const ulong Seed = 20260101;
    private const int PartSize = 100;

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void RandomKernels_AgreeWithDotNet(int part)
    {
        using Context context = Context.Create(builder => builder.CPU());
        using Accelerator host = context.CreateCPUAccelerator(0);
        using Accelerator device = context.CreateCPUAccelerator(0);
        Comparer comparer = new(new AcceleratorExecutor("cpu:0", device), new OracleExecutor(host, device.WarpSize));
        FuzzRun run = new(comparer, new GeneratorOptions { WarpSize = device.WarpSize });
        Verdict[] failures = [.. run.Run(Seed, part * PartSize, PartSize).Take(5)];

        if (failures.Length > 0)
        {
            Assert.Fail($"at least {failures.Length} of {PartSize} kernels fail; the first, shrunk:\n{FuzzRun.Report(run.Shrink(failures[0]))}");
        }
    }
}
