using IlgpuOptim.Engine.Runtime.OpenCL;
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

    public static TheoryData<string, int> NarrowParts =>
        [.. from device in (string[])["cpu:0/256", "cpu:0/128", "cpu:0/0"] from part in Enumerable.Range(0, 3) select (device, part)];

    public static TheoryData<int> CudaParts => [.. Enumerable.Range(0, 1000 / PartSize)];

    public static TheoryData<int> OpenClParts => [.. Enumerable.Range(0, 1000 / PartSize)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void RandomKernels_AgreeWithDotNet(int part)
    {
        Check("cpu:0", part);
    }

    /// <summary>The code for machines with narrower vectors, and without any.</summary>
    [Theory]
    [MemberData(nameof(NarrowParts))]
    public void NarrowVectors_AgreeWithDotNet(string id, int part)
    {
        Check(id, part);
    }

    /// <summary>1,000 kernels on the first OpenCL device.</summary>
    [Theory]
    [MemberData(nameof(OpenClParts))]
    public void OpenCl_AgreesWithDotNet(int part)
    {
        Assert.SkipWhen(OpenClProbe.Reason is not null, $"no OpenCL device: {OpenClProbe.Reason}");
        Check("opencl:0", part);
    }

    /// <summary>1,000 kernels through the CUDA back end on the PTX machine, for three architectures and in ten orders of threads.</summary>
    [Theory]
    [MemberData(nameof(CudaParts))]
    public void VirtualCuda_AgreesWithDotNet(int part)
    {
        int architecture = (part % 3) switch
        {
            0 => 80,
            1 => 90,
            _ => 70,
        };
        Check($"cuda:vm/{architecture}/{part}", part);
    }

    private static void Check(string id, int part)
    {
        using Context hostContext = Context.Create(builder => builder.CPU());
        using Accelerator host = hostContext.CreateCPUAccelerator(0);
        using Context context = Devices.CreateContext(id);
        using Accelerator device = Devices.Open(context, id)!;
        Comparer comparer = new(new AcceleratorExecutor(id, device), new OracleExecutor(host, device.WarpSize));
        FuzzRun run = new(comparer, new GeneratorOptions { WarpSize = device.WarpSize });
        Verdict[] failures = [.. run.Run(Seed, part * PartSize, PartSize).Take(5)];

        if (failures.Length > 0)
        {
            Assert.Fail($"at least {failures.Length} of {PartSize} kernels fail; the first, shrunk:\n{FuzzRun.Report(run.Shrink(failures[0]))}");
        }
    }
}
