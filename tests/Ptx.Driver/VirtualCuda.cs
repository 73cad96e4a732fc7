using ILGPU;
using ILGPU.Runtime.Cuda;

namespace IlgpuOptim.Ptx.Driver;

/// <summary>Puts the PTX machine behind CUDA accelerators.</summary>
public static class VirtualCuda
{
    /// <summary>Adds virtual CUDA devices: the real accelerator, over a driver that runs the emitted PTX in this process.</summary>
    /// <param name="builder">The context's builder.</param>
    /// <param name="architecture">Compute capability times ten.</param>
    /// <param name="options">How strict the machine is; null for its defaults.</param>
    /// <param name="devices">The number of devices.</param>
    public static Context.Builder VirtualCudaDevices(this Context.Builder builder, int architecture = 80, PtxOptions? options = null, int devices = 1) =>
        builder.Cuda(new VirtualCudaDriver(architecture, options ?? new PtxOptions(), devices));
}
