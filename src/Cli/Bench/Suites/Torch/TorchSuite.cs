using IlgpuOptim.Cli.Train;

using TorchSharp;
using TorchSharp.Native;

namespace IlgpuOptim.Cli.Bench.Suites.Torch;

/// <summary>What training with torch costs: the step of plug-in optimizers beside libtorch's own, and what is around it.</summary>
internal static class TorchSuite
{
    public static BenchSuite Create() => new(
        "torch",
        [
            .. ((Benchmark[])
            [
                new OptimizerStepBenchmark(), new AliasBenchmark(), new ModelBenchmark(), new MatrixProductBenchmark(),
                new OperatorCallBenchmark(),
            ]).Select(benchmark => new NeedsTorch(benchmark)),
        ]);

    /// <summary>Torch's name of a device: CUDA's own, and the CPU for kernels on the CPU, natively or by OpenCL.</summary>
    public static torch.Device DeviceOf(BenchSession session) =>
        torch.device(session.Options.Device.StartsWith("cuda", StringComparison.Ordinal) ? session.Options.Device : "cpu");

    /// <summary>Waits for the device, if it has to be waited for.</summary>
    public static void Wait(torch.Device device)
    {
        if (device.type == DeviceType.CUDA)
        {
            torch.cuda.synchronize(device);
        }
    }

    /// <summary>Lets torch use all cores or one, whichever is faster for some work: its small operators gain nothing from threads.</summary>
    /// <returns>The number of threads from now on.</returns>
    public static int ChooseThreads(BenchSession session, Action work)
    {
        int best = 1;
        double shortest = double.PositiveInfinity;

        foreach (int threads in new[] { 1, session.Team.Size }.Distinct())
        {
            torch.set_num_threads(threads);
            work();
            work();
            double seconds = Statistics.Median([.. Enumerable.Range(0, 7).Select(_ => Sampler.Time(work))]);
            session.Stop.ThrowIfCancellationRequested();

            if (seconds < shortest)
            {
                (best, shortest) = (threads, seconds);
            }
        }

        torch.set_num_threads(best);

        return best;
    }

    /// <summary>Rows of a benchmark, or the reason why there is no libtorch for them.</summary>
    private sealed class NeedsTorch(Benchmark inner) : Benchmark
    {
        public override IReadOnlyList<string> Kernels => inner.Kernels;

        public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
        {
            ProcessTuning.BeforeLoading(session.Team.Size);

            if (!LibTorch.IsAvailable(out string problem))
            {
                return Unsupported(problem);
            }

            if (session.Options.Device.StartsWith("cuda", StringComparison.Ordinal) && !torch.cuda.is_available())
            {
                return Unsupported($"libtorch {LibTorch.Version} in {LibTorch.LibraryFolder} is one for CPUs only");
            }

            // As many threads as the kernels have.
            torch.set_num_threads(session.Team.Size);

            return inner.Run(session, wanted);

            IEnumerable<BenchRow> Unsupported(string reason) =>
                this.Kernels.Where(kernel => wanted(kernel)).Select(kernel => BenchRows.Unsupported(session, kernel, "", reason));
        }
    }
}
