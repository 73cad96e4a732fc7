using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace CustomKernel;

/// <summary>
/// y = max(x, 0)² and its slope 2 max(x, 0), by one kernel in the memory of torch's tensors. Composed of torch's operators it is two passes
/// there and three back.
/// </summary>
internal static class SquaredRelu
{
    private static readonly ComputeDevice Device = ComputeDevice.Open("cpu");
    private static readonly Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>> Run =
        Device.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>>(Kernel);

    /// <summary>The function, with its gradient.</summary>
    public static Tensor Apply(Tensor x)
    {
        Tensor values = x.detach().contiguous();
        Tensor y = empty_like(values);
        Tensor slope = empty_like(values);
        TorchView.Enter(Device);
        Run((int)x.numel(), TorchView.Alias<float>(values, Device), TorchView.Alias<float>(y, Device), TorchView.Alias<float>(slope, Device));
        TorchView.Leave(Device);

        // What autograd sees is the tangent at the point: x - values is 0, so that the value is y and the derivative the slope.
        return slope.mul(x.sub(values)).add_(y);
    }

    private static void Kernel(Index1D i, ArrayView<float> x, ArrayView<float> y, ArrayView<float> slope)
    {
        float positive = MathF.Max(x[i], 0);
        y[i] = positive * positive;
        slope[i] = 2 * positive;
    }
}
