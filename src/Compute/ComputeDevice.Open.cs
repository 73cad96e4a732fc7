using System.Globalization;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Compute;

/// <content>Choosing a device.</content>
public sealed partial class ComputeDevice
{
    /// <summary>Opens a device.</summary>
    /// <param name="name">
    /// <c>auto</c> for a CUDA device, else an OpenCL GPU, else the CPU; an address such as <c>cpu</c>, <c>cpu:0</c>, <c>opencl:1</c>,
    /// <c>cuda:0</c>; or a part of a device's name.
    /// </param>
    /// <exception cref="ArgumentException">There is no such device; the message lists those that there are.</exception>
    public static ComputeDevice Open(string name = "auto")
    {
        ArgumentNullException.ThrowIfNull(name);
        Context context = Context.Create(builder => builder.CPU().OpenCL().Cuda());

        try
        {
            List<(string Id, Device Device)> devices = List(context);
            (string id, Device device) = Choose(devices, name.Trim());

            return new ComputeDevice(context, device.CreateAccelerator(context), id);
        }
        catch
        {
            context.Dispose();

            throw;
        }
    }

    /// <summary>The devices in the order in which <c>auto</c> prefers them.</summary>
    private static List<(string Id, Device Device)> List(Context context)
    {
        List<(string Id, Device Device)> devices = [];

        foreach (CudaDevice device in context.GetCudaDevices())
        {
            devices.Add((string.Create(CultureInfo.InvariantCulture, $"cuda:{devices.Count}"), device));
        }

        List<(string Id, Device Device)> openCl = [];

        foreach (CLDevice device in context.GetCLDevices())
        {
            openCl.Add((string.Create(CultureInfo.InvariantCulture, $"opencl:{openCl.Count}"), device));
        }

        devices.AddRange(openCl.Where(entry => !IsProcessor(entry.Device)));
        int cpus = 0;

        foreach (CPUDevice device in context.GetCPUDevices())
        {
            devices.Add((string.Create(CultureInfo.InvariantCulture, $"cpu:{cpus++}"), device));
        }

        devices.AddRange(openCl.Where(entry => IsProcessor(entry.Device)));

        return devices;
    }

    private static bool IsProcessor(Device device) => ((CLDevice)device).DeviceType == CLDeviceType.CL_DEVICE_TYPE_CPU;

    private static (string Id, Device Device) Choose(List<(string Id, Device Device)> devices, string name)
    {
        if (name.Length == 0 || name.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            return devices[0];
        }

        string id = name.Contains(':') ? name : name + ":0";

        foreach ((string Id, Device Device) entry in devices)
        {
            if (entry.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        foreach ((string Id, Device Device) entry in devices)
        {
            if (entry.Device.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        throw new ArgumentException(
            $"There is no device '{name}'. Devices: {string.Join(", ", devices.Select(entry => $"{entry.Id} ({entry.Device.Name.Trim()})"))}.",
            nameof(name));
    }
}
