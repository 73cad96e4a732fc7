using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Compute;
using IlgpuOptim.Interop.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace CustomKernel;

/// <summary>
/// y = max(x, 0)² and its gradient, each in one kernel over the memory of torch's tensors. Composed of torch's operators it is two passes
/// there and three back, with temporaries.
/// </summary>
internal sealed class SquaredRelu : autograd.SingleTensorFunction<SquaredRelu>
{
    private static readonly ComputeDevice Device = ComputeDevice.Open("cpu");
    private static readonly Action<Index1D, ArrayView<float>, ArrayView<float>> Forward =
        Device.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>>(ForwardKernel);

    private static readonly Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>> Backward =
        Device.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>>(BackwardKernel);

    /// <inheritdoc/>
    public override string Name => nameof(SquaredRelu);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        Tensor x = ((Tensor)vars[0]).contiguous();
        Tensor y = empty_like(x);
        ctx.save_for_backward([x]);
        TorchView.Enter(Device);
        Forward((int)x.numel(), TorchView.Alias<float>(x, Device), TorchView.Alias<float>(y, Device));
        TorchView.Leave(Device);

        return y;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        Tensor x = ctx.get_saved_variables()[0];
        Tensor dy = grad_output.contiguous();
        Tensor dx = empty_like(x);
        TorchView.Enter(Device);
        Backward((int)x.numel(), TorchView.Alias<float>(x, Device), TorchView.Alias<float>(dy, Device), TorchView.Alias<float>(dx, Device));
        TorchView.Leave(Device);

        return [dx];
    }

    private static void ForwardKernel(Index1D i, ArrayView<float> x, ArrayView<float> y)
    {
        float positive = MathF.Max(x[i], 0);
        y[i] = positive * positive;
    }

    private static void BackwardKernel(Index1D i, ArrayView<float> x, ArrayView<float> dy, ArrayView<float> dx) =>
        dx[i] = 2 * MathF.Max(x[i], 0) * dy[i];
}
