using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Compute;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace IlgpuOptim.Optimizers.Tests.Harness;

/// <summary>The devices that tests run on, each opened once.</summary>
public static class TestDevices
{
    private static readonly Dictionary<string, ComputeDevice> Open = [];
    private static readonly Lazy<string?> NoOpenCl = new(ProbeOpenCl);

    public static IReadOnlyList<string> Names { get; } = ["cpu:0", "opencl:0"];

    /// <summary>Opens a device, or skips the test with the reason why there is none.</summary>
    public static ComputeDevice Get(string name)
    {
        Assert.SkipWhen(name.StartsWith("opencl", StringComparison.Ordinal) && NoOpenCl.Value is not null, NoOpenCl.Value ?? "");

        lock (Open)
        {
            if (!Open.TryGetValue(name, out ComputeDevice? device))
            {
                device = ComputeDevice.Open(name);
                Open[name] = device;
            }

            return device;
        }
    }

    /// <summary>A CPU with a number of threads.</summary>
    public static (Context Context, ComputeDevice Device) Cpu(int threads)
    {
        int lanes = CPUDevice.Default.WarpSize;
        Context context = Context.Create(builder => builder.CPU(new CPUDevice(lanes, 1024 / lanes, threads)));

        return (context, new ComputeDevice(context.CreateCPUAccelerator(0)));
    }

    private static string? ProbeOpenCl()
    {
        using Context context = Context.Create(builder => builder.OpenCL());

        return context.GetCLDevices().Count > 0 ? null : "no OpenCL device is installed (PoCL: package pocl-opencl-icd)";
    }
}

/// <summary>A theory over devices, and over the cases of a static property, if one is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachDeviceAttribute(string? cases = null) : DataAttribute
{
    public string? Cases { get; } = cases;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        List<ITheoryDataRow> rows = [];
        IEnumerable<string?> names = this.Cases is null
            ? new string?[] { null }
            : (IEnumerable<string?>)testMethod.DeclaringType!.GetProperty(this.Cases)!.GetValue(null)!;

        foreach (string? name in names)
        {
            foreach (string device in TestDevices.Names)
            {
                rows.Add(name is null ? new TheoryDataRow(device) : new TheoryDataRow(device, name));
            }
        }

        return new ValueTask<IReadOnlyCollection<ITheoryDataRow>>(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
