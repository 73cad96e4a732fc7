namespace TorchSharp.Native;

/// <summary>
/// libtorch's own AdamW in one kernel for many tensors (torch.optim.AdamW(fused=True) of Python), which TorchSharp does not have: a
/// yardstick for benchmarks. From libtorch 2.0 on CUDA, from 2.4 on the CPU.
/// </summary>
public sealed class FusedAdamW : IDisposable
{
    private static readonly Operator s_update = new("_fused_adamw_");
    private static readonly Operator s_count = new("_foreach_add_", "Scalar");

    private readonly torch.Tensor[] _parameters;
    private readonly torch.Tensor[] _means;
    private readonly torch.Tensor[] _squares;
    private readonly torch.Tensor[] _steps;

    /// <summary>State of zeros for those parameters, which must all be on one device.</summary>
    public FusedAdamW(IEnumerable<Modules.Parameter> parameters)
    {
        using IDisposable none = torch.no_grad();
        this._parameters = [.. parameters];
        this._means = [.. this._parameters.Select(static parameter => torch.zeros_like(parameter).DetachFromDisposeScope())];
        this._squares = [.. this._parameters.Select(static parameter => torch.zeros_like(parameter).DetachFromDisposeScope())];
        this._steps =
        [
            .. this._parameters.Select(
                static parameter => torch.zeros([], torch.ScalarType.Float32, parameter.device).DetachFromDisposeScope()),
        ];
    }

    /// <summary>Whether the loaded libtorch has the operator; on its device it may still refuse.</summary>
    public static bool IsAvailable
    {
        get
        {
            try
            {
                s_update.Find();
                return true;
            }
            catch (System.Runtime.InteropServices.ExternalException)
            {
                return false;
            }
        }
    }

    /// <summary>One step with the gradients that the parameters have now; all must have one.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">This libtorch has no such kernel for the device.</exception>
    public void Step(double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0.01)
    {
        using IDisposable none = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor[] gradients = Array.ConvertAll(this._parameters, static parameter => parameter.grad);
        s_count.CallInPlace(this._steps, 1);
        s_update.CallInPlace(
            this._parameters, gradients, this._means, this._squares, Array.Empty<torch.Tensor>(), this._steps,
            lr, beta1, beta2, weight_decay, eps, false, false);
    }

    /// <summary>Frees the state.</summary>
    public void Dispose()
    {
        foreach (torch.Tensor tensor in (IEnumerable<torch.Tensor>)[.. this._means, .. this._squares, .. this._steps])
        {
            tensor.Dispose();
        }
    }
}
