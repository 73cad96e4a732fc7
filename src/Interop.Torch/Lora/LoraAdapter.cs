using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>
/// A linear layer whose weight W (outputs x inputs) is frozen, and beside it a product of factors that is trained:
/// y = x W^T + b + scale x (F_k ... F_0)^T. This class holds what the forms have in common; the forms differ in number, shapes and start of the
/// factors.
/// </summary>
public abstract class LoraAdapter : nn.Module<Tensor, Tensor>
{
    private readonly Linear _base;
    private readonly ParameterList _factors;
    private nn.HookableModule<Func<nn.Module<Tensor, Tensor>, Tensor, Tensor>, Func<nn.Module<Tensor, Tensor>, Tensor, Tensor, Tensor>>.HookRemover? _hook;
    private Tensor? _original;

    /// <summary>For a layer; its weight is frozen by <see cref="LoraAdapters"/>, not here.</summary>
    private protected LoraAdapter(Linear layer, LoraOptions options, IEnumerable<Tensor> factors)
        : base(nameof(LoraAdapter))
    {
        this._base = layer;
        this.Options = options;
        this._factors = new ParameterList([.. factors.Select(factor => Own(factor, layer.weight))]);

        // Not RegisterComponents, which overlooks private fields of base classes.
        this.register_module("base", layer);
        this.register_module("factors", this._factors);
    }

    /// <summary>What it was made with.</summary>
    public LoraOptions Options { get; }

    /// <summary>The frozen layer.</summary>
    public Linear Base => this._base;

    /// <summary>The factors F_0, F_1, ..., from the input to the output.</summary>
    public IReadOnlyList<Parameter> Factors => [.. Enumerable.Range(0, this._factors.Count).Select(i => this._factors[i])];

    /// <summary>The factors that learn at the full rate.</summary>
    public virtual IReadOnlyList<Parameter> InnerFactors => this.Factors;

    /// <summary>The factors that learn at <see cref="LoraOptions.OuterRate"/> times the rate.</summary>
    public virtual IReadOnlyList<Parameter> OuterFactors => [];

    /// <summary>Whether the update has been added to the base weight, and is left out of the forward pass.</summary>
    public bool IsMerged => this._original is not null;

    /// <summary>Number of trained numbers.</summary>
    public long ParameterCount => this.Factors.Sum(static factor => factor.numel());

    /// <summary>Bytes of the trained numbers. An optimizer like Adam keeps twice as much beside them.</summary>
    public long ParameterBytes => this.Factors.Sum(static factor => factor.numel() * factor.element_size());

    /// <summary>The update scale F_k ... F_0, outputs x inputs, differentiable.</summary>
    public Tensor Update()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor product = this._factors[0];

        for (int i = 1; i < this._factors.Count; i++)
        {
            product = this._factors[i].matmul(product);
        }

        return product.mul(this.Options.Scale).MoveToOuterDisposeScope();
    }

    /// <summary>Adds the update to the base weight, of which a copy is kept until <see cref="Unmerge"/>.</summary>
    /// <exception cref="InvalidOperationException">It is merged already.</exception>
    public void Merge()
    {
        if (this.IsMerged)
        {
            throw new InvalidOperationException("The adapter is merged already.");
        }

        using IDisposable none = no_grad();
        using Tensor update = this.Update();

        this._original = this.Base.weight.detach().clone().DetachFromDisposeScope();
        this.Base.weight.add_(update);
    }

    /// <summary>Puts the base weight back, to the bit: from the copy, not by subtracting.</summary>
    /// <exception cref="InvalidOperationException">It is not merged.</exception>
    public void Unmerge()
    {
        if (this._original is null)
        {
            throw new InvalidOperationException("The adapter is not merged.");
        }

        using IDisposable none = no_grad();

        this.Base.weight.copy_(this._original);
        this.ForgetOriginal();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (this._hook is not null)
        {
            return this.Base.call(input);
        }

        using DisposeScope scope = NewDisposeScope();

        return this.Adapt(input, this.Base.call(input)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Makes the base layer itself give the adapted output when it is called. Fields of type <see cref="Linear"/> cannot hold an adapter; with
    /// this they need not.
    /// </summary>
    internal void Hook() => this._hook ??= this.Base.register_forward_hook((_, input, output) => this.Adapt(input, output));

    /// <summary>Takes the adapter off the base layer.</summary>
    internal void Unhook()
    {
        this._hook?.remove();
        this._hook = null;
    }

    /// <summary>Leaves the merged weight as it is.</summary>
    internal void ForgetOriginal()
    {
        this._original?.Dispose();
        this._original = null;
    }

    /// <summary>Frees the factors, but not the base layer.</summary>
    internal void DisposeFactors()
    {
        this.ForgetOriginal();
        this._factors.Dispose();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            this.ForgetOriginal();
        }

        base.Dispose(disposing);
    }

    /// <summary>A random matrix or product in float64, as a factor for a layer.</summary>
    private static Parameter Own(Tensor value, Tensor weight)
    {
        using IDisposable none = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Parameter parameter = new(value.to(weight.dtype, weight.device, copy: true).contiguous());

        parameter.DetachFromDisposeScope();

        return parameter;
    }

    private Tensor Adapt(Tensor input, Tensor output)
    {
        if (this.IsMerged)
        {
            return output;
        }

        using DisposeScope scope = NewDisposeScope();
        int last = this._factors.Count - 1;
        Tensor hidden = nn.functional.linear(input, this._factors[0]);

        // The inner factors are multiplied with each other first: they are small, and the inputs many.
        if (last > 1)
        {
            Tensor inner = this._factors[1];

            for (int i = 2; i < last; i++)
            {
                inner = this._factors[i].matmul(inner);
            }

            hidden = nn.functional.linear(hidden, inner);
        }

        hidden = nn.functional.linear(hidden, this._factors[last]);

        return output.add(hidden, this.Options.Scale).MoveToOuterDisposeScope();
    }
}
