using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

using IlgpuOptim.Cli.Bench;
using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Cli.Bench.Suites.Engine;
using IlgpuOptim.Ptx.Driver;

using Xunit;

namespace IlgpuOptim.Cli.Tests.Bench;

/// <summary>Benchmarks of CUDA devices on the PTX machine of the tests: what they verify, and what they say where something is missing.</summary>
public sealed class CudaBenchTests
{
    [Fact]
    public void MatrixProduct_IsVerified()
    {
        BenchRow row = Measure(80, fault: null);

        Assert.True(row.Status == BenchStatus.Ok, row.Reason);
        Assert.True(row.Verified);
        Assert.True(row.GigaflopsPerSecond > 0);

        // Where there is no cuBLAS the row says so and has no ratio.
        Assert.Equal(row.LimitName is null, row.RatioToLimit is null);
        Assert.Equal(row.LimitName is null, row.Note is not null);
    }

    [Fact]
    public void MatrixProduct_ThatIsWrong_HasNoNumbers()
    {
        BenchRow row = Measure(80, fault: "mma_gemm");

        Assert.Equal(BenchStatus.Failed, row.Status);
        Assert.Contains("row 0 of c[0]", row.Reason, StringComparison.Ordinal);
        Assert.Null(row.MedianSeconds);
    }

    [Fact]
    public void MatrixProduct_WithoutMatrixUnits_IsUnsupported()
    {
        BenchRow row = Measure(70, fault: null);

        Assert.Equal(BenchStatus.Unsupported, row.Status);
        Assert.Contains("sm_80", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_AndFills_Run()
    {
        using Context context = Open(80);
        using CudaAccelerator accelerator = context.CreateCudaAccelerator(0);
        using CudaLimits limits = new(accelerator);
        using MemoryBuffer1D<int, Stride1D.Dense> scratch = accelerator.Allocate1D([5]);

        limits.Copy(1000, 3)();
        limits.Copy(5000, 1)();
        limits.Fill(scratch, 2, waits: true)();

        Assert.Equal([0], scratch.GetAsArray1D());
    }

    private static BenchRow Measure(int architecture, string? fault)
    {
        using Context context = Open(architecture);
        using CudaAccelerator accelerator = context.CreateCudaAccelerator(0);
        using BenchSession session = new(new BenchOptions("cuda:0", true, null, 1, fault), accelerator, CancellationToken.None);

        return Assert.Single(new MmaGemmBenchmark(128, 128).Run(session, _ => true));
    }

    private static Context Open(int architecture) => Context.Create(builder => builder.VirtualCudaDevices(architecture));
}
