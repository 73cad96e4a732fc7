using System.Globalization;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Ptx;
using IlgpuOptim.Ptx.Driver;

namespace IlgpuOptim.Fuzz;

/// <summary>Opens devices by the ids that the tool lists: backend:number.</summary>
internal static class Devices
{
    /// <summary>
    /// A context that has the device; cpu:0/256 is the CPU with vectors of 256 bits, cpu:0/0 without any; cuda:vm/80/3 the CUDA
    /// back end for sm_80 on the PTX machine of the tests, with threads in the random order of seed 3.
    /// </summary>
    public static Context CreateContext(string id)
    {
        if (id.StartsWith("cuda:vm/", StringComparison.Ordinal))
        {
            int[] numbers = [.. id.Split('/').Skip(1).Select(part => int.Parse(part, CultureInfo.InvariantCulture))];

            return Context.Create(builder => builder.VirtualCudaDevices(numbers[0], new PtxOptions { Seed = numbers.ElementAtOrDefault(1) }));
        }

        int slash = id.IndexOf('/', StringComparison.Ordinal);

        if (slash < 0 || !int.TryParse(id.AsSpan(slash + 1), CultureInfo.InvariantCulture, out int bits))
        {
            return Context.CreateDefault();
        }

        int lanes = Math.Max(1, bits / 32);

        return Context.Create(builder => builder.CPU(new CPUDevice(lanes, 1024 / lanes, Environment.ProcessorCount)));
    }

    public static Accelerator? Open(Context context, string id)
    {
        id = id.Split('/')[0];
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
