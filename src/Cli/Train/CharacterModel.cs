using TorchSharp;
using TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IlgpuOptim.Cli.Train;

/// <summary>The sizes of a <see cref="CharacterModel"/>.</summary>
/// <param name="Vocabulary">Different characters.</param>
/// <param name="Layers">Blocks of attention and feed-forward layers.</param>
/// <param name="Width">Numbers per character.</param>
/// <param name="Heads">Attention heads; they share the width.</param>
/// <param name="Context">Characters that it looks back.</param>
/// <param name="Dropout">Share of the activations that training sets to zero.</param>
internal sealed record ModelShape(int Vocabulary, int Layers, int Width, int Heads, int Context, double Dropout);

/// <summary>
/// A decoder-only transformer over characters: pre-normalised blocks without biases, learned positions, and one matrix for the
/// embedding and the output, as in GPT-2.
/// </summary>
internal sealed class CharacterModel : Module<Tensor, Tensor>
{
    private readonly Embedding _token;
    private readonly Embedding _position;
    private readonly Dropout? _dropout;
    private readonly TransformerBlock[] _blocks;
    private readonly LayerNorm _norm;
    private Tensor? _mask;

    /// <summary>A model whose weights follow from torch's random state; seed it before.</summary>
    public CharacterModel(ModelShape shape)
        : base(nameof(CharacterModel))
    {
        this.Shape = shape;
        this._token = Embedding(shape.Vocabulary, shape.Width);
        this._position = Embedding(shape.Context, shape.Width);
        this._blocks = [.. Enumerable.Range(0, shape.Layers).Select(_ => new TransformerBlock(shape))];
        this._norm = LayerNorm(shape.Width);
        this.register_module("token", this._token);
        this.register_module("position", this._position);

        for (int layer = 0; layer < this._blocks.Length; layer++)
        {
            this.register_module(FormattableString.Invariant($"block{layer}"), this._blocks[layer]);
        }

        this.register_module("norm", this._norm);

        if (shape.Dropout > 0)
        {
            this._dropout = Dropout(shape.Dropout);
            this.register_module("dropout", this._dropout);
        }

        this.Initialize();
    }

    /// <summary>Its sizes.</summary>
    public ModelShape Shape { get; }

    /// <summary>Whether a parameter is a weight matrix inside a block, what matrix optimizers are made for.</summary>
    public static bool IsBlockMatrix(string name, Tensor parameter) =>
        parameter.dim() == 2 && name.StartsWith("block", StringComparison.Ordinal);

    /// <summary>Number of its parameters.</summary>
    public long CountParameters() => this.parameters().Sum(static parameter => parameter.numel());

    /// <summary>From characters (batch x length) to the scores of those that follow (batch·length x vocabulary).</summary>
    public override Tensor forward(Tensor input)
    {
        long length = input.size(1);
        Tensor mask = this.MaskFor(length, input.device);
        Tensor x = this._token.call(input).add_(this._position.weight!.narrow(0, 0, length)).view(-1, this.Shape.Width);

        x = this._dropout?.call(x) ?? x;

        foreach (TransformerBlock block in this._blocks)
        {
            x = block.call(x, mask);
        }

        return functional.linear(this._norm.call(x), this._token.weight!);
    }

    /// <summary>Mean cross entropy of the characters that follow, in nats.</summary>
    public Tensor Loss(Tensor inputs, Tensor targets) => functional.cross_entropy(this.call(inputs), targets.reshape(-1));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            this._mask?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Normal weights of deviation 0.02; what adds to the residual stream is scaled down with the depth.</summary>
    private void Initialize()
    {
        using IDisposable none = no_grad();

        foreach ((string name, Parameter parameter) in this.named_parameters())
        {
            if (parameter.dim() == 2)
            {
                bool isOutput = name.EndsWith("output.weight", StringComparison.Ordinal);

                init.normal_(parameter, 0, isOutput ? 0.02 / Math.Sqrt(2 * this.Shape.Layers) : 0.02);
            }
        }
    }

    /// <summary>What is added to attention scores: nothing for characters before, minus infinity for those behind.</summary>
    private Tensor MaskFor(long length, Device device)
    {
        if (this._mask is null || this._mask.size(0) != length || this._mask.device_type != device.type)
        {
            this._mask?.Dispose();
            this._mask = full(length, length, float.NegativeInfinity, device: device).triu(1).DetachFromDisposeScope();
        }

        return this._mask;
    }
}
