using System.Globalization;

using IlgpuOptim.Cli.Bench.Limits;
using IlgpuOptim.Cli.Bench.Suites.Engine;

namespace IlgpuOptim.Cli.Bench;

/// <summary>A kernel and its limit: the same work on the same buffers.</summary>
internal sealed record Contest
{
    public required string Kernel { get; init; }

    public required string Shape { get; init; }

    /// <summary>Bytes that one run moves at least: every array once per read and once per write.</summary>
    public double Bytes { get; init; }

    /// <summary>Floating-point operations of one run; where given, speed is counted in them.</summary>
    public double Flops { get; init; }

    /// <summary>Runs per sample, for work too short for the clock.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Buffers whose contents <see cref="Reset"/> writes and <see cref="Verify"/> reads on the host.</summary>
    public required BufferSet Buffers { get; init; }

    /// <summary>Runs the kernel once (once more than that in a batch) and waits for it.</summary>
    public required Action RunKernel { get; init; }

    /// <summary>Runs the limit once and waits; null where there is none on this machine.</summary>
    public required Action? RunLimit { get; init; }

    /// <summary>Name of the limit; null where there is none.</summary>
    public required string? LimitName { get; init; }

    /// <summary>The limit computes the same result, which is verified, too. Copies of as many bytes do not.</summary>
    public bool LimitComputes { get; init; } = true;

    /// <summary>Restores inputs and spoils outputs, so that a run that does nothing is found out.</summary>
    public required Action Reset { get; init; }

    /// <summary>Compares the outputs of a run after <see cref="Reset"/> with the reference; null if they are right.</summary>
    public required Func<string?> Verify { get; init; }

    /// <summary>Falsifies one output, to test <see cref="Verify"/>.</summary>
    public required Action Corrupt { get; init; }

    /// <summary>The limit has threads of its own: measured in blocks with pauses between, not in strict turns.</summary>
    public bool InBlocks { get; init; }

    public BenchTarget? Target { get; init; }

    public string? Note { get; init; }
}

/// <summary>Verifies, times and verifies again.</summary>
internal static class ContestRunner
{
    private const int Blocks = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static BenchRow Run(BenchSession session, Contest contest)
    {
        // Whatever moves memory is compared with the driver's copy on CUDA devices.
        if (session.Cuda is { } cuda && contest.Flops == 0)
        {
            contest = contest with
            {
                RunLimit = cuda.Copy(contest.Bytes, contest.Batch),
                LimitName = CudaLimits.CopyName,
                LimitComputes = false,
                InBlocks = false,
            };
        }

        if (Check(session, contest, contest.RunKernel) is { } wrong)
        {
            return BenchRows.Failed(session, contest.Kernel, contest.Shape, "wrong result: " + wrong);
        }

        if (CheckLimit(contest) is { } wrongLimit)
        {
            return BenchRows.Failed(
                session, contest.Kernel, contest.Shape, $"wrong result of the limit ({contest.LimitName}): {wrongLimit}");
        }

        PairedSamples samples = contest.RunLimit is not { } limit
            ? new PairedSamples(Sampler.Alone(contest.RunKernel, session.Plan, session.Stop), [])
            : contest.InBlocks
                ? Sampler.InBlocks(contest.RunKernel, limit, Blocks, Pause, session.Plan, session.Stop)
                : Sampler.Interleave(contest.RunKernel, limit, session.Plan, session.Stop);

        // Again, because by now the .NET JIT has compiled hot code anew.
        if (Check(session, contest, contest.RunKernel) is { } wrongLater)
        {
            return BenchRows.Failed(session, contest.Kernel, contest.Shape, "wrong result after the timing: " + wrongLater);
        }

        return Report(session, contest, samples);
    }

    private static string? Check(BenchSession session, Contest contest, Action run)
    {
        contest.Reset();
        contest.Buffers.Upload();
        run();
        contest.Buffers.Download();

        if (session.Options.Fault == contest.Kernel)
        {
            contest.Corrupt();
        }

        return contest.Verify();
    }

    private static string? CheckLimit(Contest contest)
    {
        if (contest.RunLimit is not { } limit || !contest.LimitComputes)
        {
            return null;
        }

        contest.Reset();
        contest.Buffers.Upload();
        limit();
        contest.Buffers.Download();

        return contest.Verify();
    }

    private static BenchRow Report(BenchSession session, Contest contest, PairedSamples samples)
    {
        double[] seconds = [.. samples.Kernel.Select(sample => sample / contest.Batch)];
        double[] limit = [.. samples.Limit.Select(sample => sample / contest.Batch)];
        double median = Statistics.Median(seconds);
        bool countsFlops = contest.Flops > 0;
        double work = (countsFlops ? contest.Flops : contest.Bytes) / 1e9;
        bool hasLimit = limit.Length > 0;
        string? states = countsFlops || !hasLimit ? null : DescribeStates(limit, work);

        return new BenchRow
        {
            Suite = "",
            Kernel = contest.Kernel,
            Device = session.Options.Device,
            Shape = contest.Shape,
            Status = BenchStatus.Ok,
            Verified = true,
            Samples = seconds.Length,
            MedianSeconds = median,
            P10Seconds = Statistics.Quantile(seconds, 0.1),
            P90Seconds = Statistics.Quantile(seconds, 0.9),
            GigabytesPerSecond = contest.Bytes > 0 ? contest.Bytes / 1e9 / median : null,
            GigaflopsPerSecond = countsFlops ? contest.Flops / 1e9 / median : null,
            LimitName = contest.LimitName,
            LimitValue = hasLimit ? work / Statistics.Median(limit) : null,
            LimitUnit = !hasLimit ? null : countsFlops ? "GFLOP/s" : "GB/s",
            RatioToLimit = hasLimit ? samples.Ratio : null,
            Target = contest.Target,
            Note = string.Join("; ", new[] { contest.Note, states }.Where(note => note is not null)) is { Length: > 0 } note
                ? note
                : null,
        };
    }

    /// <summary>Memory of virtual machines often has two speeds; a median over both means little without saying so.</summary>
    private static string? DescribeStates(double[] limit, double work) =>
        Statistics.FindTwoStates(limit) is not { } states
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"memory was in two states: limit {work / states.Fast:F1} and, in {100 * states.SlowShare:F0} % of the samples, {work / states.Slow:F1} GB/s");
}
