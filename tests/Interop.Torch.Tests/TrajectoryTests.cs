using IlgpuOptim.Optimizers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch.Tests;

/// <summary>The same run with torch's own operators and with the plug-in optimizers.</summary>
public sealed class TrajectoryTests : TorchTest
{
    private const int Steps = 50;

    /// <summary>AdamW against torch.optim.AdamW.</summary>
    [Fact]
    public void AdamW_FollowsTorch() => Follow(
        network => optim.AdamW(network.parameters(), 2e-3, weight_decay: 0.05),
        network => new AdamW(network.named_parameters(), 2e-3, new() { WeightDecay = 0.05 }));

    /// <summary>AdamW without weight decay against torch.optim.Adam.</summary>
    [Fact]
    public void AdamW_FollowsAdam() => Follow(
        network => optim.Adam(network.parameters(), 2e-3, beta1: 0.8, beta2: 0.95, eps: 1e-6),
        network => new AdamW(network, 2e-3, new() { WeightDecay = 0, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-6 }));

    /// <summary>SGD in all its forms against torch.optim.SGD.</summary>
    [Theory]
    [InlineData(0, 0, false, 0)]
    [InlineData(0.9, 0, false, 0.01)]
    [InlineData(0.9, 0.3, false, 0)]
    [InlineData(0.9, 0, true, 0.01)]
    public void Sgd_FollowsTorch(double momentum, double dampening, bool nesterov, double decay) => Follow(
        network => optim.SGD(network.parameters(), 0.05, momentum, dampening, decay, nesterov),
        network => new Sgd(
            network.parameters(), 0.05, new() { Momentum = momentum, Dampening = dampening, Nesterov = nesterov, WeightDecay = decay }));

    /// <summary>The other algorithms make the loss smaller, in place.</summary>
    [Theory]
    [InlineData("ldadam")]
    [InlineData("sirf")]
    [InlineData("rms")]
    [InlineData("rfadamw")]
    public void Others_Learn(string name)
    {
        nn.Module<Tensor, Tensor> network = Network();
        using PluginOptimizer optimizer = name switch
        {
            "ldadam" => new LDAdam(network, 5e-3, new() { Rank = 4, RankPolicy = RankPolicy.Clamp }),
            "sirf" => new SirfShampoo(network, 8, 0.02),
            "rms" => new RFRmsProp(network, 8, 1e-2),
            _ => new RFAdamW(network, 8, 1e-2),
        };
        double first = 0;
        double last = 0;

        for (int step = 0; step < Steps; step++)
        {
            optimizer.zero_grad();
            last = Backward(network, step: 0);
            first = step == 0 ? last : first;
            optimizer.step();
        }

        Assert.True(last < 0.7 * first, $"{first} -> {last}");
        PluginStatistics statistics = optimizer.Statistics;
        Assert.True(statistics.ZeroCopy);
        Assert.Equal((0, 0, Steps), (statistics.CopiedBytes, statistics.SkippedSteps, statistics.Steps));
    }

    private static void Follow(Func<nn.Module<Tensor, Tensor>, optim.Optimizer> torch, Func<nn.Module<Tensor, Tensor>, PluginOptimizer> ours)
    {
        (nn.Module<Tensor, Tensor> reference, nn.Module<Tensor, Tensor> network) = Twins();
        using optim.Optimizer expected = torch(reference);
        using PluginOptimizer actual = ours(network);
        double[] start = Weights(network);

        for (int step = 0; step < Steps; step++)
        {
            expected.zero_grad();
            actual.zero_grad();
            double loss = Backward(reference, step);
            Assert.Equal(loss, Backward(network, step), 1e-4);
            expected.step();
            actual.step();
        }

        // Rounding alone: errors of an operation are 6e-8, and a run of 50 steps makes them larger.
        Assert.InRange(Distance(Weights(reference), Weights(network)), 0, 2e-5);
        Assert.True(Distance(Weights(reference), start) > 1e-2);
        Assert.True(actual.Statistics.ZeroCopy);
    }
}
