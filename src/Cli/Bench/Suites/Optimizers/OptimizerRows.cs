namespace IlgpuOptim.Cli.Bench.Suites.Optimizers;

/// <summary>Rows of the suite from samples.</summary>
internal static class OptimizerRows
{
    /// <summary>A verified row without a limit.</summary>
    /// <param name="session">The session.</param>
    /// <param name="kernel">Name of the row.</param>
    /// <param name="shape">Shape in words.</param>
    /// <param name="seconds">Seconds per step.</param>
    /// <param name="figures">What belongs to the optimizer.</param>
    public static BenchRow Ok(BenchSession session, string kernel, string shape, double[] seconds, OptimizerFigures figures) => new()
    {
        Suite = "",
        Kernel = kernel,
        Device = session.Options.Device,
        Shape = shape,
        Status = BenchStatus.Ok,
        Verified = true,
        Samples = seconds.Length,
        MedianSeconds = Statistics.Median(seconds),
        P10Seconds = Statistics.Quantile(seconds, 0.1),
        P90Seconds = Statistics.Quantile(seconds, 0.9),
        Figures = figures,
    };

    /// <summary>The largest distance of values from references must not exceed a share of the largest change.</summary>
    public static string? Compare(double[] actual, double[] expected, float[] start, double tolerance)
    {
        double motion = 0;
        double worst = 0;
        int at = 0;

        for (int i = 0; i < actual.Length; i++)
        {
            motion = Math.Max(motion, Math.Abs(expected[i] - start[i]));
            double distance = Math.Abs(actual[i] - expected[i]);

            if (!(distance <= worst))
            {
                worst = distance;
                at = i;
            }
        }

        // Values around 1 have an ulp of 1.2e-7 besides.
        return worst <= (tolerance * motion) + 2.4e-7
            ? null
            : FormattableString.Invariant($"w[{at}] is {actual[at]:R}, expected {expected[at]:R}; the largest change is {motion:G3}");
    }
}
