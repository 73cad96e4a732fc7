using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>What a launch costs beside its work: one and all cores, with and without waiting for it.</summary>
internal sealed unsafe class LaunchBenchmark : Benchmark
{
    private const string Latency = "launch_latency";
    private const string Wide = "launch_latency_all_cores";
    private const string Enqueue = "launch_enqueue";

    /// <summary>Launches per sample where they are queued without waiting.</summary>
    private const int Queued = 64;

    /// <summary>Samples of each of the blocks; single launches, because latencies have tails.</summary>
    private const int SamplesPerBlock = 500;

    private const int Blocks = 4;

    private static readonly BenchTarget Target = BenchTarget.Seconds(10e-6);

    public override IReadOnlyList<string> Kernels => [Latency, Wide, Enqueue];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        using BufferSet buffers = new(session.Accelerator);
        Launcher launcher = new(session, buffers, buffers.Allocate<int>(1));

        if (wanted(Latency))
        {
            yield return Measure(session, launcher, Latency, "1 work-item, launch + wait", launcher.LaunchOneAndWait);
        }

        if (wanted(Wide))
        {
            int groups = 4 * session.Team.Size;

            yield return Measure(
                session, launcher, Wide, $"{groups} groups of {Launcher.GroupSize}, launch + wait", launcher.LaunchGroupsAndWait);
        }

        if (wanted(Enqueue))
        {
            yield return MeasureQueueing(session, launcher);
        }
    }

    private static BenchRow Measure(BenchSession session, Launcher launcher, string name, string shape, Action launchAndWait)
    {
        PairedSamples samples = Sampler.InBlocks(
            launchAndWait,
            session.OpenCl?.Count(launcher.Scratch, name == Wide ? 4 * session.Team.Size : 1, name == Wide ? Launcher.GroupSize : 1, 1, waits: true)
                ?? session.Cuda?.Fill(launcher.Scratch, 1, waits: true)
                ?? (() => session.Team.Run(_ => { })),
            Blocks,
            TimeSpan.FromMilliseconds(5),
            SamplingPlan.Fixed(Blocks * SamplesPerBlock),
            session.Stop);

        return launcher.Row(
            name,
            shape,
            samples,
            session.OpenCl is not null ? "the same launch in C"
                : session.Cuda is not null ? CudaLimits.FillName
                : $"fork and join of {session.Team.Size} spinning threads, hand-written");
    }

    private static BenchRow MeasureQueueing(BenchSession session, Launcher launcher)
    {
        PairedSamples sums = Sampler.InBlocks(
            () => launcher.Launch(Queued),
            session.OpenCl?.Count(launcher.Scratch, 1, 1, Queued, waits: false) ?? session.Cuda?.Fill(launcher.Scratch, Queued, waits: false)
                ?? (() => QueueToThreadPool(Queued)),
            Blocks,
            TimeSpan.FromMilliseconds(5),
            SamplingPlan.Fixed(200),
            session.Stop);
        session.Accelerator.Synchronize();

        PairedSamples samples = new(
            [.. sums.Kernel.Select(seconds => seconds / Queued)], [.. sums.Limit.Select(seconds => seconds / Queued)]);

        return launcher.Row(
            Enqueue,
            $"{Queued} launches of 1 work-item, no wait",
            samples,
            session.OpenCl is not null ? "the same launches in C"
                : session.Cuda is not null ? CudaLimits.FillName
                : "queueing a delegate to the .NET thread pool");
    }

    private static void QueueToThreadPool(int count)
    {
        for (int i = 0; i < count; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => { }, null);
        }
    }

    /// <summary>Launches the counting kernel, and knows how often.</summary>
    private sealed class Launcher
    {
        /// <summary>Work-items of a group.</summary>
        public const int GroupSize = 256;

        private readonly BenchSession _session;
        private readonly BufferSet _buffers;
        private readonly MemoryBuffer1D<int, Stride1D.Dense> _counter;
        private readonly Action<Index1D, ArrayView<int>> _kernel;
        private readonly Action<KernelConfig, ArrayView<int>> _groups;
        private readonly KernelConfig _config;
        private int _launches;

        public Launcher(BenchSession session, BufferSet buffers, MemoryBuffer1D<int, Stride1D.Dense> counter)
        {
            this._session = session;
            this._buffers = buffers;
            this.Scratch = buffers.Allocate<int>(1);
            this._counter = counter;
            this._kernel = session.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(CountKernel.Run);
            this._groups = session.Accelerator.LoadStreamKernel<ArrayView<int>>(CountKernel.RunInGroups);
            this._config = new KernelConfig(4 * session.Team.Size, GroupSize);
            buffers.Ints(counter)[0] = 0;
            buffers.Upload();
        }

        /// <summary>Where the limit counts.</summary>
        public MemoryBuffer1D<int, Stride1D.Dense> Scratch { get; }

        public void LaunchOneAndWait()
        {
            this._kernel(1, this._counter.View);
            this._session.Accelerator.Synchronize();
            this._launches++;
        }

        /// <summary>Groups of so many work-items that a core of their own pays.</summary>
        public void LaunchGroupsAndWait()
        {
            this._groups(this._config, this._counter.View);
            this._session.Accelerator.Synchronize();
            this._launches++;
        }

        public void Launch(int count)
        {
            for (int i = 0; i < count; i++)
            {
                this._kernel(1, this._counter.View);
            }

            this._launches += count;
        }

        /// <summary>The row, if the kernel counted as many launches as were made.</summary>
        public BenchRow Row(string name, string shape, PairedSamples samples, string limitName)
        {
            this._buffers.Download();
            int* counter = this._buffers.Ints(this._counter);

            if (this._session.Options.Fault == name)
            {
                counter[0]--;
            }

            if (Verification.Compare([counter[0]], [this._launches], "launches") is { } wrong)
            {
                return BenchRows.Failed(this._session, name, shape, "wrong result: " + wrong);
            }

            return LatencyRow.Create(this._session, name, shape, samples, limitName, Target);
        }
    }
}

/// <summary>Rows whose quantity is a time.</summary>
internal static class LatencyRow
{
    public static BenchRow Create(
        BenchSession session, string kernel, string shape, PairedSamples samples, string limitName, BenchTarget? target)
    {
        double limit = Statistics.Median(samples.Limit);
        double median = Statistics.Median(samples.Kernel);

        return new BenchRow
        {
            Suite = "",
            Kernel = kernel,
            Device = session.Options.Device,
            Shape = shape,
            Status = BenchStatus.Ok,
            Verified = true,
            Samples = samples.Kernel.Length,
            MedianSeconds = median,
            P10Seconds = Statistics.Quantile(samples.Kernel, 0.1),
            P90Seconds = Statistics.Quantile(samples.Kernel, 0.9),
            LimitName = limitName,
            LimitValue = limit,
            LimitUnit = "s",
            RatioToLimit = limit / median,
            Target = target,
        };
    }
}
