namespace IlgpuOptim.Cli.Bench;

/// <summary>Order statistics of samples.</summary>
internal static class Statistics
{
    /// <summary>The value below which <paramref name="fraction"/> of the samples lie, interpolated.</summary>
    public static double Quantile(IReadOnlyCollection<double> samples, double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfZero(samples.Count);

        double[] sorted = [.. samples.Order()];
        double position = fraction * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);

        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    public static double Median(IReadOnlyCollection<double> samples) => Quantile(samples, 0.5);

    /// <summary>
    /// Finds two states: a split of the sorted samples into two groups that each hold at least a sixth of them, lie at
    /// least 20 % apart, and are each much narrower than the gap between them. Null if the samples are of one kind.
    /// </summary>
    public static TwoStates? FindTwoStates(IReadOnlyCollection<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        int least = Math.Max(3, sorted.Length / 6);
        TwoStates? best = null;
        double bestSpread = double.PositiveInfinity;

        for (int split = least; split <= sorted.Length - least; split++)
        {
            double[] low = sorted[..split];
            double[] high = sorted[split..];
            double gap = Median(high) - Median(low);
            double spread = (Deviation(low) * low.Length + Deviation(high) * high.Length) / sorted.Length;

            if (Median(high) >= 1.2 * Median(low) && gap >= 6 * spread && spread < bestSpread)
            {
                bestSpread = spread;
                best = new TwoStates(Median(low), Median(high), (double)high.Length / sorted.Length);
            }
        }

        return best;
    }

    /// <summary>Mean distance from the median.</summary>
    private static double Deviation(double[] samples)
    {
        double median = Median(samples);

        return samples.Sum(sample => Math.Abs(sample - median)) / samples.Length;
    }
}

/// <summary>Two groups of times.</summary>
/// <param name="Fast">Median of the shorter times.</param>
/// <param name="Slow">Median of the longer times.</param>
/// <param name="SlowShare">Fraction of samples in the slow group.</param>
internal sealed record TwoStates(double Fast, double Slow, double SlowShare);
