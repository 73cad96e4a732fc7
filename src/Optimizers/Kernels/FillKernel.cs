using IlgpuOptim.Compute;
using IlgpuOptim.Extensions;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>A tensor of one value.</summary>
internal static class FillKernel
{
    /// <summary>Queues the filling of a contiguous tensor of float32, float64 or bfloat16.</summary>
    public static void Fill(Tensor tensor, double value)
    {
        switch (tensor.Type)
        {
            case ElementType.Float64:
                Fill<double>(tensor, value);
                break;
            case ElementType.BFloat16:
                Fill(tensor, (BFloat16)value);
                break;
            default:
                Fill(tensor, (float)value);
                break;
        }
    }

    private static void Fill<T>(Tensor tensor, T value)
        where T : unmanaged
    {
        Loaded<T> kernel = tensor.Device.Kernels(static device => new Loaded<T>(device));
        ArrayView<T> view = tensor.As<T>();

        for (long start = 0; start < view.Length; start += int.MaxValue)
        {
            int count = (int)Math.Min(int.MaxValue, view.Length - start);
            kernel.Set(tensor.Device.Stream, count, view.SubView(start, count), value);
        }
    }

    private static void Set<T>(Index1D i, ArrayView<T> view, T value)
        where T : unmanaged => view[i] = value;

    private sealed class Loaded<T>(ComputeDevice device)
        where T : unmanaged
    {
        public Action<AcceleratorStream, Index1D, ArrayView<T>, T> Set { get; } =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<T>, T>(FillKernel.Set);
    }
}
