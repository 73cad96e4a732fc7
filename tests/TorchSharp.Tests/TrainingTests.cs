using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Whole models, written as for TorchSharp, that learn what can be learned.</summary>
public sealed class TrainingTests : TorchTest
{
    [Fact]
    public void Transformer_LearnsARepeatingText()
    {
        const string text = "the quick brown fox jumps over the lazy dog. ";
        char[] alphabet = [.. text.Distinct().Order()];
        long[] data = [.. Enumerable.Repeat(text, 8).SelectMany(line => line).Select(c => (long)Array.IndexOf(alphabet, c))];
        double loss = Train(data, alphabet.Length, out double[] losses);
        // Guessing costs log(27) = 3.3; the next character is known from the ones before.
        Assert.InRange(losses[0], 2.8, 4.5);
        Assert.True(loss < 0.3, $"loss {loss}");
        Train(data, alphabet.Length, out double[] again);
        Assert.Equal(losses, again);
    }

    [Fact]
    public void ConvolutionalNet_TellsStripesApart()
    {
        manual_seed(5);
        using Sequential model = Sequential(
            ("conv1", Conv2d(1, 8, 3, padding: 1)),
            ("norm1", BatchNorm2d(8)),
            ("relu1", ReLU()),
            ("pool1", MaxPool2d(2)),
            ("conv2", Conv2d(8, 16, 3, padding: 1)),
            ("relu2", ReLU()),
            ("pool2", AvgPool2d(2)),
            ("flatten", Flatten()),
            ("drop", Dropout(0.1)),
            ("linear", Linear(16 * 2 * 2, 2)));
        using SGD optimizer = optim.SGD(model.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-4);
        CrossEntropyLoss loss = CrossEntropyLoss();
        for (int step = 0; step < 60; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor images, Tensor classes) = Stripes(32);
            optimizer.zero_grad();
            loss.call(model.call(images), classes).backward();
            optimizer.step();
        }

        model.eval();
        using (no_grad())
        {
            (Tensor images, Tensor classes) = Stripes(200);
            double right = model.call(images).argmax(1).eq(classes).to(float32).mean().item<float>();
            Assert.True(right > 0.97, $"{right:p} right");
        }
    }

    // Upright or lying stripes of 8 x 8 pixels in noise.
    private static (Tensor Images, Tensor Classes) Stripes(int count)
    {
        Tensor classes = randint(2, [(long)count]);
        Tensor stripes = (arange(8) % 2).to(float32).expand(8, 8);
        Tensor images = where((classes == 0).view(-1, 1, 1), stripes, stripes.T);
        return ((images + (randn([count, 8, 8]) * 0.5)).unsqueeze(1), classes);
    }

    private static double Train(long[] data, int vocabulary, out double[] losses)
    {
        const int length = 16, batch = 8;
        manual_seed(1);
        using Transformer model = new(vocabulary, length, width: 32, heads: 4, layers: 2);
        using AdamW optimizer = optim.AdamW(model.parameters(), lr: 3e-3, weight_decay: 0.01);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.SequentialLR(
            optimizer, [optim.lr_scheduler.LinearLR(optimizer, 0.1, 1, 10), optim.lr_scheduler.CosineAnnealingLR(optimizer, 140)], [10]);
        losses = new double[150];
        for (int step = 0; step < losses.Length; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            long[] starts = randint(data.Length - length - 1, [(long)batch]).data<long>().ToArray();
            Tensor x = stack(starts.Select(start => tensor(data[(int)start..((int)start + length)])));
            Tensor y = stack(starts.Select(start => tensor(data[((int)start + 1)..((int)start + length + 1)])));
            optimizer.zero_grad();
            Tensor loss = functional.cross_entropy(model.call(x).view(-1, vocabulary), y.view(-1));
            loss.backward();
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();
            schedule.step();
            losses[step] = loss.item<float>();
        }

        return losses[^10..].Average();
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly LayerNorm norm1;
        private readonly LayerNorm norm2;
        private readonly Linear qkv;
        private readonly Linear proj;
        private readonly Sequential mlp;
        private readonly long heads;

        public Block(long width, long heads)
            : base(nameof(Block))
        {
            this.heads = heads;
            this.norm1 = LayerNorm(width);
            this.norm2 = LayerNorm(width);
            this.qkv = Linear(width, 3 * width);
            this.proj = Linear(width, width);
            this.mlp = Sequential(Linear(width, 4 * width), GELU(), Linear(4 * width, width));
            this.RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            using DisposeScope scope = NewDisposeScope();
            (long b, long t, long c) = (x.shape[0], x.shape[1], x.shape[2]);
            Tensor[] parts = this.qkv.call(this.norm1.call(x)).split(c, dim: 2);
            Tensor Heads(Tensor part) => part.view(b, t, this.heads, c / this.heads).transpose(1, 2);
            Tensor y = functional.scaled_dot_product_attention(Heads(parts[0]), Heads(parts[1]), Heads(parts[2]), is_casual: true);
            x = x + this.proj.call(y.transpose(1, 2).contiguous().view(b, t, c));
            return (x + this.mlp.call(this.norm2.call(x))).MoveToOuterDisposeScope();
        }
    }

    private sealed class Transformer : Module<Tensor, Tensor>
    {
        private readonly Embedding tokens;
        private readonly Embedding positions;
        private readonly ModuleList<Block> blocks;
        private readonly LayerNorm norm;
        private readonly Linear head;

        public Transformer(long vocabulary, long length, long width, long heads, int layers)
            : base(nameof(Transformer))
        {
            this.tokens = Embedding(vocabulary, width);
            this.positions = Embedding(length, width);
            this.blocks = ModuleList<Block>([.. Enumerable.Range(0, layers).Select(_ => new Block(width, heads))]);
            this.norm = LayerNorm(width);
            this.head = Linear(width, vocabulary, hasBias: false);
            this.RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = this.tokens.call(input) + this.positions.call(arange(input.shape[1], device: input.device));
            foreach (Block block in this.blocks)
            {
                x = block.call(x);
            }

            return this.head.call(this.norm.call(x)).MoveToOuterDisposeScope();
        }
    }
}
