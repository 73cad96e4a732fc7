using IlgpuOptim.MatrixCompletion.Data.Evaluation;

using Xunit;

namespace IlgpuOptim.MatrixCompletion.Tests.Data;

/// <summary>Ranking metrics of lists worked out by hand, and top lists against sorting.</summary>
public sealed class RankingTests
{
    [Fact]
    public void Metrics_AreAsWorkedOutByHand()
    {
        RankingMetrics metrics = RankingMetrics.Compute(
            [[7, 1, 2], [4, 5, 6], [1, 2, 3]],
            [new HashSet<int> { 1, 2, 9, 8 }, new HashSet<int> { 0 }, new HashSet<int>()],
            3);

        // First user: hits at places 2 and 3 of three; second: none; third: nothing relevant, so not counted.
        Assert.Equal(2, metrics.Users);
        Assert.Equal(2.0 / 3 / 2, metrics.Precision, 1e-15);
        Assert.Equal(0.5 / 2, metrics.Recall, 1e-15);
        Assert.Equal(0.5, metrics.HitRate, 1e-15);
        Assert.Equal(0.5 / 2, metrics.ReciprocalRank, 1e-15);
        Assert.Equal(((1.0 / 2) + (2.0 / 3)) / 3 / 2, metrics.MeanAveragePrecision, 1e-15);
        double gain = (1 / Math.Log2(3)) + (1 / Math.Log2(4));
        Assert.Equal(gain / (1 + gain) / 2, metrics.Ndcg, 1e-15);
    }

    [Fact]
    public void PerfectLists_HaveNdcgOne()
    {
        RankingMetrics metrics = RankingMetrics.Compute([[3, 4, 5]], [new HashSet<int> { 3, 4 }], 3);

        Assert.Equal(1, metrics.Ndcg, 1e-15);
        Assert.Equal(1, metrics.Recall, 1e-15);
        Assert.Equal(1, metrics.MeanAveragePrecision, 1e-15);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void TopList_IsTheHeadOfTheSortedScores(int k)
    {
        Random random = new(k);
        double[] scores = [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(40))];
        scores[17] = double.NaN;
        int[] excluded = [.. Enumerable.Range(0, 300).Where(_ => random.Next(4) == 0)];
        int[] expected = [.. Enumerable.Range(0, 300).Except(excluded).Where(i => !double.IsNaN(scores[i]))
            .OrderByDescending(i => scores[i]).ThenBy(i => i).Take(k)];

        Assert.Equal(expected, TopList.Select<double>(scores, k, excluded));
    }
}
