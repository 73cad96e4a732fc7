namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns.</summary>
public class Parameter : torch.Tensor
{
    /// <summary>Over the memory of <paramref name="data"/>, without its history.</summary>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(Detached(data, requires_grad))
    {
    }

    internal Parameter(IntPtr handle)
        : base(handle)
    {
    }

    private static IntPtr Detached(torch.Tensor data, bool requires_grad)
    {
        ArgumentNullException.ThrowIfNull(data);
        torch.Tensor detached = data.detach();
        if (requires_grad)
        {
            detached.requires_grad_();
        }

        return detached.DecoupleFromNativeHandle();
    }
}
