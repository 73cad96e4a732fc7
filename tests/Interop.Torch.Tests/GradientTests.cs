using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>Gradients of all kinds: moved, infinite, long, in parts, in other orders and types.</summary>
public sealed class GradientTests : TorchTest
{
    /// <summary>Gradients may be dropped and made anew at another place.</summary>
    [Fact]
    public void GradientsMayMove()
    {
        (nn.Module<Tensor, Tensor> first, nn.Module<Tensor, Tensor> second) = Twins();
        using PluginOptimizer expected = new AdamW(first, 1e-2);
        using PluginOptimizer actual = new AdamW(second, 1e-2);
        List<Tensor> occupied = [];

        for (int step = 0; step < 5; step++)
        {
            expected.zero_grad();
            Backward(first, step);

            foreach (TorchParameter parameter in second.parameters())
            {
                if (parameter.grad is { } old)
                {
                    occupied.Add(old);
                }

                parameter.grad = null;
            }

            Backward(second, step);
            expected.step();
            actual.step();
        }

        Assert.Equal(Weights(first), Weights(second));
        Assert.True(actual.Statistics.ZeroCopy);
    }

    /// <summary>Infinite gradients change nothing and are counted.</summary>
    [Fact]
    public void NonFiniteGradientsAreSkipped()
    {
        TorchParameter parameter = new(ones(2));
        using PluginOptimizer optimizer = new AdamW([parameter], 0.1);
        parameter.grad = tensor((float[])[1, float.PositiveInfinity]);
        optimizer.step();
        Assert.Equal([1, 1], Values(parameter));
        Assert.Equal(1, optimizer.Statistics.SkippedSteps);
    }

    /// <summary>The norm of all gradients is bounded as by torch.</summary>
    [Fact]
    public void Clipping()
    {
        (nn.Module<Tensor, Tensor> first, nn.Module<Tensor, Tensor> second) = Twins();
        using optim.Optimizer expected = optim.SGD(first.parameters(), 0.5);
        using PluginOptimizer actual = new Sgd(second, 0.5) { MaxGradientNorm = 0.05 };

        for (int step = 0; step < 5; step++)
        {
            expected.zero_grad();
            actual.zero_grad();
            Backward(first, step);
            Backward(second, step);
            double norm = nn.utils.clip_grad_norm_(first.parameters(), 0.05);
            expected.step();
            actual.step();
            Assert.Equal(norm, actual.Statistics.LastGradientNorm, 1e-5);
        }

        Assert.InRange(Distance(Weights(first), Weights(second)), 0, 1e-6);
    }

    /// <summary>Micro-batches: torch's own sums, and the weighted mean of the optimizer.</summary>
    [Fact]
    public void MicroBatches()
    {
        (nn.Module<Tensor, Tensor> first, nn.Module<Tensor, Tensor> second) = Twins();
        using PluginOptimizer expected = new AdamW(first, 1e-2);
        using PluginOptimizer actual = new AdamW(second, 1e-2);

        for (int step = 0; step < 4; step++)
        {
            expected.zero_grad();

            for (int part = 0; part < 3; part++)
            {
                ((Loss(first, (3 * step) + part)) / 3).backward();
                Backward(second, (3 * step) + part);
                actual.Accumulate(weight: 2);
                Assert.All(second.parameters(), static parameter => Assert.Equal(0, parameter.grad!.abs().max().item<float>()));
            }

            expected.step();
            actual.step();
        }

        Assert.InRange(Distance(Weights(first), Weights(second)), 0, 1e-5);
        Assert.Equal(4, actual.Statistics.Steps);
    }

    /// <summary>A weight in another order of memory (channels last, transposed) is updated in place all the same.</summary>
    [Fact]
    public void OtherOrdersOfMemory()
    {
        Tensor start = randn(4, 3, 2, 2);
        TorchParameter plain = new(start.clone());
        TorchParameter permuted = new(start.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        using PluginOptimizer optimizer = new AdamW([plain, permuted], 1e-2);
        Tensor gradient = randn(4, 3, 2, 2);

        for (int step = 0; step < 3; step++)
        {
            plain.grad = null;
            permuted.grad = null;
            (plain * gradient).sum().backward();
            (permuted * gradient).sum().backward();
            optimizer.step();
        }

        Assert.Equal(Values(plain), Values(permuted));
        Assert.Equal([12, 1, 6, 3], permuted.stride());
    }

    /// <summary>A gradient in another order than its parameter is copied, and that is said.</summary>
    [Fact]
    public void GradientsInAnotherOrderAreCopied()
    {
        TorchParameter parameter = new(zeros(2, 3, float64));
        using PluginOptimizer optimizer = new Sgd([parameter], 1);
        parameter.grad = arange(6, float64).reshape(3, 2).t();
        optimizer.step();
        Assert.Equal([0, -2, -4, -1, -3, -5], Values(parameter));
        Assert.Equal((false, 48), (optimizer.Statistics.ZeroCopy, optimizer.Statistics.CopiedBytes));
    }

    /// <summary>bfloat16 parameters with their own gradients.</summary>
    [Fact]
    public void BFloat16()
    {
        TorchParameter parameter = new(ones([64, 32], bfloat16));
        using PluginOptimizer optimizer = new AdamW([parameter], 0.125, new() { WeightDecay = 0 });
        parameter.grad = ones([64, 32], bfloat16);
        optimizer.step();
        Assert.All(Values(parameter), static value => Assert.InRange(value, 0.87, 0.88));
        Assert.True(optimizer.Statistics.ZeroCopy);
    }
}
