using IlgpuOptim.Cli.Bench;

using Xunit;

namespace IlgpuOptim.Cli.Tests.Bench;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.25, 2)]
    [InlineData(0.9, 4.6)]
    [InlineData(1, 5)]
    public void Quantile_InterpolatesBetweenSortedSamples(double fraction, double expected) =>
        Assert.Equal(expected, Statistics.Quantile([5, 1, 4, 2, 3], fraction), 12);

    [Fact]
    public void Quantile_OfNothing_IsAnError() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistics.Quantile([], 0.5));

    [Fact]
    public void FindTwoStates_FindsTwoSpeedsAndTheirShare()
    {
        double[] samples = [.. Enumerable.Range(0, 40).Select(i => (i % 4 == 0 ? 16.0 : 10.0) + (0.1 * (i % 3)))];

        TwoStates? states = Statistics.FindTwoStates(samples);

        Assert.NotNull(states);
        Assert.Equal(10.1, states.Fast, 1);
        Assert.Equal(16.1, states.Slow, 1);
        Assert.Equal(0.25, states.SlowShare, 2);
    }

    [Fact]
    public void FindTwoStates_OfOneSpeed_FindsNone()
    {
        Random random = new(1);

        Assert.Null(Statistics.FindTwoStates([.. Enumerable.Range(0, 60).Select(_ => 10 + random.NextDouble())]));
        Assert.Null(Statistics.FindTwoStates([.. Enumerable.Range(0, 60).Select(_ => 10 * Math.Exp(random.NextDouble()))]));
        Assert.Null(Statistics.FindTwoStates([1, 2, 3]));
    }

    [Fact]
    public void FindTwoStates_OfOneOutlier_FindsNone() =>
        Assert.Null(Statistics.FindTwoStates([.. Enumerable.Range(0, 40).Select(i => i == 7 ? 100 : 10 + (0.01 * i))]));

    [Fact]
    public void Interleave_TakesTurnsAndPairsNeighbours()
    {
        List<char> order = [];
        PairedSamples samples = Sampler.Interleave(
            () => order.Add('k'), () => order.Add('l'), SamplingPlan.Fixed(20), CancellationToken.None);

        Assert.Equal(20, samples.Kernel.Length);
        Assert.Equal(20, samples.Limit.Length);

        // One untimed and one timed run of each, in turns, at the end of the warm-up.
        Assert.Equal(string.Concat(Enumerable.Repeat("kkll", 20)), string.Concat(order[^80..]));
    }

    [Fact]
    public void Interleave_IsStopped()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => Sampler.Interleave(() => { }, () => { }, SamplingPlan.Quick, stop.Token));
    }

    [Fact]
    public void Ratio_IsTheMedianOverPairs() =>
        Assert.Equal(2, new PairedSamples([1, 10, 3], [2, 10, 9]).Ratio);
}
