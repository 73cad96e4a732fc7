using ILGPU;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Runtime.Cuda;
using IlgpuOptim.Engine.Runtime.OpenCL;

namespace IlgpuOptim.Cli;

/// <summary>A device, or a back end that offers none; what is not known is null.</summary>
/// <param name="Id">Address for <c>--device</c>, such as <c>cpu:0</c>; the bare back end where there is no device.</param>
/// <param name="Backend">One of <c>cpu</c>, <c>opencl</c>, <c>cuda</c>.</param>
/// <param name="Name">Name as the device reports it.</param>
/// <param name="SimdBits">Width of the vectors that kernels run on; 0 if scalar.</param>
/// <param name="WarpSize">Work-items that run in step: the lanes of a vector of 32-bit elements.</param>
/// <param name="Cores">Cores (CPU) this process may use, or compute units.</param>
/// <param name="MemoryBytes">Memory this process may use.</param>
/// <param name="Reason">Why it is not usable, or null if it is.</param>
internal sealed record DeviceEntry(
    string Id,
    string Backend,
    string Name,
    int? SimdBits,
    int? WarpSize,
    int? Cores,
    long? MemoryBytes,
    string? Reason)
{
    public bool Usable => this.Reason is null;
}

/// <summary>The devices of this machine, as the kernel engine sees them.</summary>
internal static class DeviceCatalog
{
    public static IReadOnlyList<DeviceEntry> List()
    {
        using Context context = Context.CreateDefault();
        List<DeviceEntry> entries = [];

        foreach (CPUDevice device in context.GetCPUDevices())
        {
            entries.Add(Describe(device, entries.Count, context.Properties.DebugKernels));
        }

        entries.AddRange(ListOpenCl());
        entries.AddRange(ListCuda());

        return entries;
    }

    private static IEnumerable<DeviceEntry> ListOpenCl()
    {
        int count = 0;

        foreach (CLDevice device in OpenClProbe.Devices)
        {
            yield return new DeviceEntry(
                $"opencl:{count++}",
                "opencl",
                Compact(device.Name),
                null,
                device.WarpSize,
                device.NumMultiprocessors,
                device.MemorySize > 0 ? device.MemorySize : null,
                null);
        }

        // What drivers offer and the engine cannot use has no number.
        foreach (OpenClReject reject in OpenClProbe.Rejects)
        {
            yield return new DeviceEntry("opencl", "opencl", Compact(reject.Name), null, null, null, null, reject.Reason);
        }

        if (count == 0 && OpenClProbe.Rejects.IsEmpty)
        {
            yield return new DeviceEntry("opencl", "opencl", "OpenCL", null, null, null, null, OpenClProbe.Reason);
        }
    }

    private static IEnumerable<DeviceEntry> ListCuda()
    {
        CudaProbe probe = CudaProbe.Machine;
        int count = 0;

        foreach (CudaDevice device in probe.Devices)
        {
            yield return new DeviceEntry(
                $"cuda:{count++}", "cuda", Compact(device.Name), null, device.WarpSize, device.NumMultiprocessors, device.MemorySize, null);
        }

        if (count == 0)
        {
            yield return new DeviceEntry("cuda", "cuda", "CUDA", null, null, null, null, probe.Reason);
        }
    }

    private static string Compact(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static DeviceEntry Describe(CPUDevice device, int index, bool runsMethods)
    {
        // One lane is scalar code, and so is a kernel that runs as the C# method it is (ILGPUOPTIM_DEBUG_KERNELS).
        int simdBits = runsMethods || device.WarpSize == 1 ? 0 : device.WarpSize * 32;

        return new DeviceEntry(
            $"cpu:{index}",
            "cpu",
            Compact(device.Name),
            simdBits,
            device.WarpSize,
            device.NumMultiprocessors,
            device.MemorySize > 0 ? device.MemorySize : null,
            null);
    }
}
