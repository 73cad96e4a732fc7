using IlgpuOptim.Compute;
using IlgpuOptim.Ptx;
using IlgpuOptim.Ptx.Driver;
using ILGPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using Xunit;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>Devices of tests.</summary>
internal static class Devices
{
    private static readonly Lazy<bool> HasOpenCl = new(static () =>
    {
        using Context context = Context.Create(static builder => builder.OpenCL());

        foreach (CLDevice device in context.GetCLDevices())
        {
            if (device.DeviceType == CLDeviceType.CL_DEVICE_TYPE_CPU)
            {
                return true;
            }
        }

        return false;
    });

    /// <summary>Opens a device, or skips the test with the reason why there is none.</summary>
    public static ComputeDevice Open(string name)
    {
        Assert.SkipWhen(name == "opencl" && !HasOpenCl.Value, "no OpenCL processor is installed (PoCL: package pocl-opencl-icd)");

        return ComputeDevice.Open(name);
    }
}

/// <summary>A CUDA device without a GPU: memory of its own, kernels run by the PTX machine of the tests.</summary>
internal sealed class VirtualGpu : IDisposable
{
    private readonly Context _context = Context.Create(static builder => VirtualCuda.VirtualCudaDevices(builder, 80, new PtxOptions { Seed = 1 }));
    private readonly CudaAccelerator _accelerator;

    public VirtualGpu()
    {
        this._accelerator = this._context.CreateCudaAccelerator(0);
        this.Device = new ComputeDevice(this._accelerator);
    }

    public ComputeDevice Device { get; }

    public void Dispose()
    {
        this.Device.Dispose();
        this._accelerator.Dispose();
        this._context.Dispose();
    }
}
