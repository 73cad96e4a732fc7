using System.Diagnostics;

namespace IlgpuOptim.Cli.Bench;

/// <summary>How long to measure.</summary>
/// <param name="MinimumSamples">Samples of each variant, at least; fewer only if they took <paramref name="LongEnough"/>.</param>
/// <param name="Duration">Goes on until the timed runs of each variant add up to this.</param>
/// <param name="LongEnough">Stops, whatever the number of samples (but not below five).</param>
internal sealed record SamplingPlan(int MinimumSamples, TimeSpan Duration, TimeSpan LongEnough)
{
    /// <summary>The rule of the report: 20 samples or half a second after warm-up.</summary>
    public static SamplingPlan Quick { get; } = new(20, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.5));

    public static SamplingPlan Full { get; } = new(40, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));

    /// <summary>Few samples of expensive things, such as whole processes.</summary>
    public static SamplingPlan Fixed(int samples) => new(samples, TimeSpan.Zero, TimeSpan.MaxValue);
}

/// <summary>Times of two variants, taken in turns.</summary>
/// <param name="Kernel">Seconds of each sample of the kernel.</param>
/// <param name="Limit">Seconds of each sample of its limit; the same number.</param>
internal sealed record PairedSamples(double[] Kernel, double[] Limit)
{
    /// <summary>
    /// Speed of the kernel over that of the limit: the median over the pairs, because neighbours in time meet the same
    /// machine.
    /// </summary>
    public double Ratio => Statistics.Median([.. this.Kernel.Zip(this.Limit, (kernel, limit) => limit / kernel)]);
}

/// <summary>Takes samples by the wall clock.</summary>
internal static class Sampler
{
    private const int FewestSamples = 5;

    /// <summary>
    /// Runs A, B, A, B, ... . Each timed run follows an untimed run of the same variant: the threads of the other one have
    /// gone to sleep by then, and those of this one are awake, as they are in a stream of launches.
    /// </summary>
    public static PairedSamples Interleave(Action kernel, Action limit, SamplingPlan plan, CancellationToken stop)
    {
        List<double> kernelTimes = [];
        List<double> limitTimes = [];

        WarmUp(kernel, stop);
        WarmUp(limit, stop);

        double spent = 0;

        while (!IsEnough(plan, kernelTimes.Count, spent))
        {
            stop.ThrowIfCancellationRequested();
            kernel();
            kernelTimes.Add(Time(kernel));
            limit();
            limitTimes.Add(Time(limit));
            spent += Math.Max(kernelTimes[^1], limitTimes[^1]);
        }

        return new PairedSamples([.. kernelTimes], [.. limitTimes]);
    }

    /// <summary>
    /// Runs blocks A A A, B B B, ... with pauses: for a limit with a thread pool of its own, which would fight over the
    /// cores in strict turns. Pairs are then neighbours in the order of their blocks.
    /// </summary>
    public static PairedSamples InBlocks(
        Action kernel, Action limit, int blocks, TimeSpan pause, SamplingPlan plan, CancellationToken stop)
    {
        List<double> kernelTimes = [];
        List<double> limitTimes = [];
        SamplingPlan part = new(
            Math.Max(1, (plan.MinimumSamples + blocks - 1) / blocks), plan.Duration / blocks, plan.LongEnough / blocks);

        for (int block = 0; block < blocks; block++)
        {
            double[] first = Block(kernel, part, pause, stop);
            double[] second = Block(limit, part, pause, stop);
            int pairs = Math.Min(first.Length, second.Length);

            kernelTimes.AddRange(first[..pairs]);
            limitTimes.AddRange(second[..pairs]);
        }

        return new PairedSamples([.. kernelTimes], [.. limitTimes]);
    }

    /// <summary>Samples of one thing that has no limit to take turns with.</summary>
    public static double[] Alone(Action work, SamplingPlan plan, CancellationToken stop)
    {
        WarmUp(work, stop);

        return Block(work, plan, TimeSpan.Zero, stop);
    }

    /// <summary>Seconds of one run.</summary>
    public static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double[] Block(Action work, SamplingPlan plan, TimeSpan pause, CancellationToken stop)
    {
        List<double> times = [];
        double spent = 0;

        if (pause > TimeSpan.Zero)
        {
            Thread.Sleep(pause);
        }

        work();
        work();

        while (!IsEnough(plan, times.Count, spent))
        {
            stop.ThrowIfCancellationRequested();
            times.Add(Time(work));
            spent += times[^1];
        }

        return [.. times];
    }

    /// <summary>Three runs, and for short work as many as fill 50 ms: the JIT has then compiled for speed.</summary>
    private static void WarmUp(Action work, CancellationToken stop)
    {
        long start = Stopwatch.GetTimestamp();

        for (int i = 0; i < 3 || (i < 2000 && Stopwatch.GetElapsedTime(start).TotalMilliseconds < 50); i++)
        {
            stop.ThrowIfCancellationRequested();
            work();
        }
    }

    private static bool IsEnough(SamplingPlan plan, int samples, double spent) =>
        (samples >= plan.MinimumSamples && spent >= plan.Duration.TotalSeconds)
        || (samples >= FewestSamples && spent >= plan.LongEnough.TotalSeconds);
}
