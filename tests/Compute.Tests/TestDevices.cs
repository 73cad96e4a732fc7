using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;
using Xunit;

namespace IlgpuOptim.Compute.Tests;

/// <summary>The devices that tests run on; each is opened once per process.</summary>
internal static class TestDevices
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, ComputeDevice> Open = [];

    /// <summary>All cores of the processor, one core of it, and the first OpenCL device.</summary>
    public static TheoryData<string> All => ["cpu:0", "cpu/1", "opencl:0"];

    /// <summary>Runs a test with a device that nobody else uses meanwhile.</summary>
    public static void With(string name, Action<ComputeDevice> test)
    {
        lock (Gate)
        {
            ComputeDevice device = Get(name);
            test(device);
            device.Synchronize();
        }
    }

    private static ComputeDevice Get(string name)
    {
        if (!Open.TryGetValue(name, out ComputeDevice? device))
        {
            device = name switch
            {
                "cpu/1" => OnCpu(CPUDevice.Default.WarpSize, 1),
                "cpu/8" => OnCpu(Math.Min(8, CPUDevice.Default.WarpSize), Environment.ProcessorCount),
                "opencl:0" => OnOpenCl(),
                _ => ComputeDevice.Open(name),
            };
            Open.Add(name, device);
        }

        return device;
    }

    private static ComputeDevice OnCpu(int lanes, int cores)
    {
        Context context = Context.Create(builder => builder.CPU(new CPUDevice(lanes, 1024 / lanes, cores)));

        return new ComputeDevice(context.CreateCPUAccelerator(0));
    }

    private static ComputeDevice OnOpenCl()
    {
        Context context = Context.Create(builder => builder.OpenCL());
        Assert.SkipWhen(context.GetCLDevices().Count == 0, "no OpenCL device");

        return new ComputeDevice(context.CreateCLAccelerator(0));
    }
}
