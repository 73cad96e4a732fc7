using System.Globalization;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Fuzz;

/// <summary>Opens devices by the ids that the tool lists: backend:number.</summary>
internal static class Devices
{
    public static Accelerator? Open(Context context, string id)
    {
        string[] parts = id.Split(':');
        int number = parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
        AcceleratorType? type = parts[0] switch
        {
            "cpu" => AcceleratorType.CPU,
            "cuda" => AcceleratorType.Cuda,
            "opencl" => AcceleratorType.OpenCL,
            _ => null,
        };

        return context.Devices.Where(device => device.AcceleratorType == type).Skip(number).FirstOrDefault()?.CreateAccelerator(context);
    }
}
