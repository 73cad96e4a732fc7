using System.Runtime.CompilerServices;
using IlgpuOptim.Compute;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using TorchSharp;
using TorchSharp.Native;

namespace IlgpuOptim.Interop.Torch.Memory;

/// <summary>Which device computes on the tensors of a torch device. The defaults are opened once per process and shared.</summary>
internal static class TorchDevices
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<(DeviceType Kind, int Index), ComputeDevice> Opened = [];
    private static readonly ConditionalWeakTable<ComputeDevice, Lock> Gates = [];

    /// <summary>The device in whose memory a tensor is.</summary>
    /// <exception cref="NotSupportedException">Kernels do not run there.</exception>
    public static ComputeDevice DefaultFor(in TensorInfo info, string what)
    {
        if (info.DeviceType is not (DeviceType.CPU or DeviceType.CUDA))
        {
            throw new NotSupportedException($"{what} is on {Name(info)}; kernels run on CPU and CUDA tensors. Move it there by .to().");
        }

        (DeviceType Kind, int Index) key = (info.DeviceType, Math.Max(0, info.DeviceIndex));

        lock (Gate)
        {
            if (!Opened.TryGetValue(key, out ComputeDevice? device))
            {
                device = ComputeDevice.Open(key.Kind == DeviceType.CPU ? "cpu" : FormattableString.Invariant($"cuda:{key.Index}"));
                Opened[key] = device;
            }

            return device;
        }
    }

    /// <summary>A device is used by one thread at a time; optimizers of several threads may share one.</summary>
    public static Lock GateOf(ComputeDevice device) => Gates.GetOrCreateValue(device);

    /// <summary>Whether kernels of an accelerator work on the memory of a tensor as it is.</summary>
    public static bool Shares(in TensorInfo info, Accelerator accelerator) => info.DeviceType switch
    {
        DeviceType.CPU => accelerator switch
        {
            CPUAccelerator => true,
            CLAccelerator cl => ((CLDevice)cl.Device).DeviceType == CLDeviceType.CL_DEVICE_TYPE_CPU,
            _ => false,
        },
        DeviceType.CUDA => accelerator is CudaAccelerator cuda && cuda.DeviceId == info.DeviceIndex,
        _ => false,
    };

    /// <summary>A tensor's device as torch writes it.</summary>
    public static string Name(in TensorInfo info) =>
        info.DeviceType == DeviceType.CPU ? "cpu" : FormattableString.Invariant($"{info.DeviceType.ToString().ToLowerInvariant()}:{info.DeviceIndex}");
}
