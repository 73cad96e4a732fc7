using TorchSharp;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

// Seeds, shared devices and native handle counts belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>A test that needs libtorch; skipped, with the reason, where there is none.</summary>
public abstract class TorchTest
{
    protected TorchTest()
    {
        Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");
        manual_seed(1);
    }

    /// <summary>The elements in row-major order.</summary>
    protected static double[] Values(Tensor tensor) => tensor.detach().to(float64).contiguous().data<double>().ToArray();

    /// <summary>A small network with matrices, vectors and one 4-dimensional weight.</summary>
    protected static nn.Module<Tensor, Tensor> Network() => nn.Sequential(
        ("conv", nn.Conv2d(1, 4, 3, padding: 1)),
        ("gelu", nn.GELU()),
        ("flat", nn.Flatten()),
        ("hidden", nn.Linear(64, 24)),
        ("norm", nn.LayerNorm(24)),
        ("tanh", nn.Tanh()),
        ("head", nn.Linear(24, 3)));

    /// <summary>A batch and its loss.</summary>
    protected static Tensor Loss(nn.Module<Tensor, Tensor> network, int step)
    {
        using Generator generator = new((ulong)step + 17);
        Tensor input = randn([8, 1, 4, 4], generator: generator);
        Tensor target = randn([8, 3], generator: generator);

        return nn.functional.mse_loss(network.call(input), target);
    }

    /// <summary>Gradients of a batch.</summary>
    protected static double Backward(nn.Module<Tensor, Tensor> network, int step)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor loss = Loss(network, step);
        loss.backward();

        return loss.item<float>();
    }

    /// <summary>Two networks with the same weights.</summary>
    protected static (nn.Module<Tensor, Tensor> First, nn.Module<Tensor, Tensor> Second) Twins()
    {
        nn.Module<Tensor, Tensor> first = Network();
        nn.Module<Tensor, Tensor> second = Network();
        second.load_state_dict(first.state_dict());

        return (first, second);
    }

    /// <summary>All weights of a network, one after the other.</summary>
    protected static double[] Weights(nn.Module network) => [.. network.parameters().SelectMany(Values)];

    /// <summary>The largest difference.</summary>
    protected static double Distance(double[] left, double[] right) => left.Zip(right, static (a, b) => Math.Abs(a - b)).Max();
}
