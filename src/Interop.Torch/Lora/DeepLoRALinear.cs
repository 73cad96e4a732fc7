using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Lora;

/// <summary>
/// Deep LoRA (Yaras, Wang, Balzano and Qu, ICML 2024): the update is a product of three or more factors, each eps times an orthogonal
/// matrix at the start, so that gradient descent learns few singular directions one after the other, whatever rank is allowed.
/// </summary>
/// <remarks>
/// <para>Full form: W_L ... W_1, W_1 width x inputs, W_L outputs x width. Compressed form: U W_L ... W_1 V^T, with U (outputs x rank) and
/// V (inputs x rank) from the first gradient, inner factors rank x rank, and an <see cref="LoraOptions.OuterRate">outer learning rate</see> gamma
/// times the inner one. Neither has a scale alpha / r.</para>
/// <para>The update at the start is eps^L times orthonormal directions: not zero, but beyond the digits of float32 for eps = 1e-3.</para>
/// <para>Not the "DeepLora" of Hugging Face's PEFT, which starts from identities and a zero factor and has one learning rate.</para>
/// </remarks>
public sealed class DeepLoRALinear : LoraAdapter
{
    /// <summary>The full form for a layer.</summary>
    /// <param name="layer">The layer, which the adapter then owns.</param>
    /// <param name="options">Depth, width and eps; the form must be <see cref="LoraForm.Deep"/>.</param>
    /// <param name="generator">Of the CPU; null: torch's own.</param>
    /// <exception cref="ArgumentException">The options are no sensible ones for this layer.</exception>
    public DeepLoRALinear(Linear layer, LoraOptions options, Generator? generator = null)
        : base(layer, options, Full(layer, options, generator))
    {
    }

    /// <summary>The compressed form for a layer.</summary>
    /// <param name="layer">The layer, which the adapter then owns.</param>
    /// <param name="gradient">The gradient of the loss by the layer's weight, on one batch, before training.</param>
    /// <param name="options">Rank, depth, eps; the form must be <see cref="LoraForm.DeepCompressed"/>.</param>
    /// <param name="generator">Of the CPU; null: torch's own.</param>
    /// <exception cref="ArgumentException">The options are no sensible ones for this layer, or the gradient has another shape, or an
    /// infinite element.</exception>
    public DeepLoRALinear(Linear layer, Tensor gradient, LoraOptions options, Generator? generator = null)
        : base(layer, options, Compressed(layer, gradient, options, generator))
    {
    }

    internal DeepLoRALinear(Linear layer, LoraOptions options, IEnumerable<Tensor> factors)
        : base(layer, options, factors)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> InnerFactors => this.IsCompressed ? [.. this.Factors.Skip(1).SkipLast(1)] : this.Factors;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> OuterFactors => this.IsCompressed ? [this.Factors[0], this.Factors[^1]] : [];

    private bool IsCompressed => this.Options.Form == LoraForm.DeepCompressed;

    /// <summary>
    /// The compressed form that starts where a full one does, to follow it in its 2r-dimensional subspaces (theorem 2.1): with an outer rate of 0
    /// the two updates differ by no more than sqrt(min(inputs, outputs)) eps^L for as long as the gradient stays of rank r.
    /// </summary>
    /// <param name="full">A full form that has not been trained, with the default width.</param>
    /// <param name="gradient">The gradient of the loss by the layer's weight at that start.</param>
    /// <param name="rank">Rank of the compressed form, 2r.</param>
    /// <param name="outerRate">Outer learning rate of the compressed form.</param>
    /// <returns>An adapter of the same layer.</returns>
    /// <exception cref="ArgumentException">The full form is none, or narrower than its layer.</exception>
    public static DeepLoRALinear Compress(DeepLoRALinear full, Tensor gradient, int rank, double outerRate = 1e-2)
    {
        LoraChecks.Form(full.Options, LoraForm.Deep, nameof(full));

        LoraOptions options = full.Options with { Form = LoraForm.DeepCompressed, Rank = rank, OuterRate = outerRate };

        LoraChecks.Layer(full.Base, options, "");
        LoraChecks.Gradient(full.Base, gradient);

        if (full.Factors[0].size(0) < Math.Max(full.Base.in_features, full.Base.out_features))
        {
            throw new ArgumentException(
                $"A full form of width {full.Factors[0].size(0)} for a layer {full.Base.out_features} x {full.Base.in_features} has no compressed one: "
                + "it must be as wide as the layer.", nameof(full));
        }

        using IDisposable none = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor isometry = eye(full.Base.in_features, dtype: float64);

        foreach (Parameter factor in full.Factors)
        {
            isometry = factor.detach().to(float64).cpu().div(options.Epsilon).matmul(isometry);
        }

        return new DeepLoRALinear(full.Base, options, Chain(LoraSubspaces.From(gradient, isometry, rank / 2), options));
    }

    /// <summary>The shapes of the factors for a layer.</summary>
    internal static long[][] Shapes(long outputs, long inputs, LoraOptions options)
    {
        bool compressed = options.Form == LoraForm.DeepCompressed;
        long width = compressed ? options.Rank : options.Width > 0 ? options.Width : Math.Max(outputs, inputs);
        int inner = compressed ? options.Depth : options.Depth - 2;

        return [[width, inputs], .. Enumerable.Repeat<long[]>([width, width], inner), [outputs, width]];
    }

    private static Tensor[] Full(Linear layer, LoraOptions options, Generator? generator)
    {
        LoraChecks.Form(options, LoraForm.Deep, nameof(DeepLoRALinear) + " without a gradient");
        LoraChecks.Layer(layer, options, "");

        return [.. Shapes(layer.out_features, layer.in_features, options)
            .Select(shape => LoraSubspaces.Orthogonal(shape[0], shape[1], generator).mul_(options.Epsilon))];
    }

    private static Tensor[] Compressed(Linear layer, Tensor gradient, LoraOptions options, Generator? generator)
    {
        LoraChecks.Form(options, LoraForm.DeepCompressed, nameof(DeepLoRALinear) + " with a gradient");
        LoraChecks.Layer(layer, options, "");
        LoraChecks.Gradient(layer, gradient);

        return Chain(LoraSubspaces.Draw(gradient, options.Rank / 2, generator), options);
    }

    // V^T, eps First, eps I, ..., eps Last, U; First or Last is I, so their product is in any order the same.
    private static Tensor[] Chain(LoraSubspaces spaces, LoraOptions options) =>
    [
        spaces.Right.mT,
        spaces.First.mul(options.Epsilon),
        .. Enumerable.Range(0, options.Depth - 2).Select(_ => eye(options.Rank, dtype: float64).mul_(options.Epsilon)),
        spaces.Last.mul(options.Epsilon),
        spaces.Left,
    ];
}
