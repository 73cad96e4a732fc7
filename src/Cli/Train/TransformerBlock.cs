using TorchSharp;
using TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IlgpuOptim.Cli.Train;

/// <summary>Attention and a feed-forward layer, each added to what comes in. Rows are characters, batch by batch.</summary>
internal sealed class TransformerBlock : Module<Tensor, Tensor, Tensor>
{
    /// <summary>The feed-forward layer is so many times as wide as the block.</summary>
    private const int Expansion = 4;

    private readonly LayerNorm _attentionNorm;
    private readonly Linear _attentionInput;
    private readonly Linear _attentionOutput;
    private readonly LayerNorm _forwardNorm;
    private readonly Linear _forwardInput;
    private readonly Linear _forwardOutput;
    private readonly Dropout? _dropout;
    private readonly int _heads;

    public TransformerBlock(ModelShape shape)
        : base(nameof(TransformerBlock))
    {
        this._heads = shape.Heads;
        this._attentionNorm = LayerNorm(shape.Width);
        this._attentionInput = Linear(shape.Width, 3 * shape.Width, hasBias: false);
        this._attentionOutput = Linear(shape.Width, shape.Width, hasBias: false);
        this._forwardNorm = LayerNorm(shape.Width);
        this._forwardInput = Linear(shape.Width, Expansion * shape.Width, hasBias: false);
        this._forwardOutput = Linear(Expansion * shape.Width, shape.Width, hasBias: false);
        this.register_module("attention_norm", this._attentionNorm);
        this.register_module("attention_input", this._attentionInput);
        this.register_module("attention_output", this._attentionOutput);
        this.register_module("forward_norm", this._forwardNorm);
        this.register_module("forward_input", this._forwardInput);
        this.register_module("forward_output", this._forwardOutput);

        if (shape.Dropout > 0)
        {
            this._dropout = Dropout(shape.Dropout);
            this.register_module("dropout", this._dropout);
        }
    }

    /// <summary>From and to batch·length x width; the mask is length x length.</summary>
    public override Tensor forward(Tensor input, Tensor mask)
    {
        Tensor attended = this._attentionOutput.call(this.Attend(this._attentionInput.call(this._attentionNorm.call(input)), mask));
        Tensor x = input + this.Drop(attended);
        Tensor inner = functional.gelu(this._forwardInput.call(this._forwardNorm.call(x)));

        return x + this.Drop(this._forwardOutput.call(inner));
    }

    /// <summary>Softmax(QKᵀ/√d + mask)·V for every head; Q, K and V stand side by side in the columns.</summary>
    private Tensor Attend(Tensor queriesKeysValues, Tensor mask)
    {
        long length = mask.size(0);
        long batch = queriesKeysValues.size(0) / length;
        long size = queriesKeysValues.size(1) / (3 * this._heads);

        // One copy puts heads before characters; the three parts are views of it.
        Tensor[] parts = queriesKeysValues.view(batch, length, 3, this._heads, size)
            .permute(2, 0, 3, 1, 4).reshape(3, batch * this._heads, length, size).unbind(0);
        Tensor scores = baddbmm(mask, parts[0], parts[1].transpose(1, 2), 1, (float)(1 / Math.Sqrt(size)));
        Tensor mixed = this.Drop(scores.softmax(-1)).bmm(parts[2]);

        return mixed.view(batch, this._heads, length, size).transpose(1, 2).reshape(batch * length, this._heads * size);
    }

    private Tensor Drop(Tensor x) => this._dropout?.call(x) ?? x;
}
