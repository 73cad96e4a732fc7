using TorchSharp;
using TorchSharp.Native;

namespace IlgpuOptim.Interop.Torch.Memory;

/// <summary>
/// The seam: all that TorchSharp's API does not offer and this assembly needs. Built against TorchSharp's own package, this file is to be
/// written anew: addresses by THSTensor_data, the version counter by an in-place operator on an empty view.
/// </summary>
internal static class TorchMemory
{
    /// <summary>Where a tensor lies.</summary>
    public static TensorInfo Describe(torch.Tensor tensor) => TensorMemory.Describe(tensor);

    /// <summary>Where a tensor and its gradient lie, by one native call and without making an object.</summary>
    /// <returns>Whether there is a gradient.</returns>
    public static bool Describe(torch.Tensor tensor, out TensorInfo info, out TensorInfo gradient) =>
        TensorMemory.Describe(tensor, out info, out gradient);

    /// <summary>Tells autograd that the memory of a tensor was written to. Tensors of inference mode have no counter.</summary>
    public static void CountWrite(torch.Tensor tensor, TensorFlags flags)
    {
        if ((flags & TensorFlags.Inference) == 0)
        {
            TensorMemory.BumpVersion(tensor);
        }
    }

    /// <summary>The stream (CUstream) that torch's work on a CUDA device goes to; asked for on the thread of that work.</summary>
    public static IntPtr CurrentStream(int deviceIndex) => TensorMemory.CurrentStream(new torch.Device(DeviceType.CUDA, deviceIndex));
}
