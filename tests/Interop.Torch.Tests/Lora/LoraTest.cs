using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Tests.Lora;

/// <summary>A test of adapters that needs libtorch; skipped, with the reason, where there is none.</summary>
[Collection("torch")]
public abstract class LoraTest : IDisposable
{
    private readonly IDisposable _scope;

    protected LoraTest()
    {
        Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");
        this._scope = NewDisposeScope();
        manual_seed(7);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        this._scope.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The elements in row-major order.</summary>
    protected static double[] Values(Tensor tensor) => tensor.detach().to(float64).cpu().contiguous().data<double>().ToArray();

    /// <summary>The bits, for comparisons without any tolerance.</summary>
    protected static byte[] Bits(Tensor tensor) => tensor.detach().cpu().contiguous().bytes.ToArray();

    /// <summary>The Frobenius norm.</summary>
    protected static double Norm(Tensor tensor) => Math.Sqrt(Values(tensor).Sum(static value => value * value));

    /// <summary>The largest difference of two tensors' elements.</summary>
    protected static double Distance(Tensor left, Tensor right)
    {
        Assert.Equal(left.shape, right.shape);

        return Values(left).Zip(Values(right), static (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Two layers in fields of type Linear, which cannot hold an adapter, one in a field that can, and two in a container.</summary>
    protected sealed class Model : nn.Module<Tensor, Tensor>
    {
        private readonly Linear first;
        private readonly Linear second;
        private readonly nn.Module<Tensor, Tensor> third;
        private readonly Sequential tail;

        public Model(ScalarType? type = null)
            : base(nameof(Model))
        {
            this.first = nn.Linear(6, 10, dtype: type);
            this.second = nn.Linear(10, 8, hasBias: false, dtype: type);
            this.third = nn.Linear(8, 8, dtype: type);
            this.tail = nn.Sequential(("norm", nn.LayerNorm(8, dtype: type)), ("out", nn.Linear(8, 4, dtype: type)));
            this.RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor hidden = this.first.call(input).tanh();

            hidden = this.third.call(this.second.call(hidden).tanh());

            return this.tail.call(hidden.relu()).MoveToOuterDisposeScope();
        }
    }
}
