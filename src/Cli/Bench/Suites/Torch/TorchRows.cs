namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>Rows of the suite from samples.</summary>
internal static class TorchRows
{
    /// <summary>A verified row with the times of something that has no limit.</summary>
    /// <param name="session">The session.</param>
    /// <param name="kernel">Name of the row.</param>
    /// <param name="shape">Shape in words.</param>
    /// <param name="seconds">Seconds of each sample.</param>
    public static BenchRow Ok(BenchSession session, string kernel, string shape, double[] seconds) => new()
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
    };

    /// <summary>A verified row and the limit that it took turns with.</summary>
    /// <param name="session">The session.</param>
    /// <param name="kernel">Name of the row.</param>
    /// <param name="shape">Shape in words.</param>
    /// <param name="samples">Seconds of both.</param>
    /// <param name="limit">Name of the limit.</param>
    public static BenchRow Against(BenchSession session, string kernel, string shape, PairedSamples samples, string limit) =>
        Ok(session, kernel, shape, samples.Kernel) with
        {
            LimitName = limit,
            LimitValue = Statistics.Median(samples.Limit),
            LimitUnit = "s",
            RatioToLimit = samples.Ratio,
        };
}
