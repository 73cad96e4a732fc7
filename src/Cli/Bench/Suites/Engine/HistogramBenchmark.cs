using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>Histogram of random integers: atomics in shared and global memory.</summary>
internal sealed unsafe class HistogramBenchmark : ContestBenchmark
{
    private const int Bins = HistogramKernel.Bins;

    protected override string Kernel => "histogram_i32";

    protected override Contest Prepare(BenchSession session, BufferSet buffers)
    {
        int length = session.Size(64 << 20, 16 << 20);
        Accelerator accelerator = session.Accelerator;
        MemoryBuffer1D<int, Stride1D.Dense> x = buffers.Allocate<int>(length);
        MemoryBuffer1D<int, Stride1D.Dense> bins = buffers.Allocate<int>(Bins);
        MemoryBuffer1D<int, Stride1D.Dense> scratch = buffers.Allocate<int>(4L * Bins * session.Team.Size);
        int* px = buffers.Ints(x);
        int* pb = buffers.Ints(bins);
        int* pw = buffers.Ints(scratch);

        RandomFill.Bits(px, length, session.Options.Seed);
        int[] expected = new int[Bins];

        for (long i = 0; i < length; i++)
        {
            expected[px[i] & (Bins - 1)]++;
        }

        Action<KernelConfig, ArrayView<int>, ArrayView<int>, int> kernel =
            accelerator.LoadStreamKernel<ArrayView<int>, ArrayView<int>, int>(HistogramKernel.Run);
        int blockLength = 1 << 18;
        KernelConfig config = new((length + blockLength - 1) / blockLength, accelerator.WarpSize);
        int threads = session.Team.Size;

        return new Contest
        {
            Kernel = this.Kernel,
            Shape = $"{length >> 20} Mi ints, {Bins} bins",
            Bytes = 4.0 * length,
            Buffers = buffers,
            RunKernel = () =>
            {
                kernel(config, x.View, bins.View, blockLength);
                accelerator.Synchronize();
            },
            RunLimit = session.OpenCl?.Histogram(x, bins, blockLength, length / blockLength)
                ?? (() => CountByHand(session.Team, px, length, pw, pb)),
            LimitName = session.OpenCl is not null ? "hand-written OpenCL C, bins per group" : "hand-written scalar C#, four sets of bins per thread",
            Reset = () => new Span<int>(pb, Bins).Clear(),
            Verify = () => Verification.Compare(new ReadOnlySpan<int>(pb, Bins), expected, "bins"),
            Corrupt = () => pb[Bins / 3]++,
        };
    }

    private static void CountByHand(SpinTeam team, int* x, long length, int* scratch, int* bins)
    {
        const int perThread = 4 * Bins;

        team.Run(member =>
        {
            int* own = scratch + (member * perThread);
            long part = length / team.Size / 4 * 4;
            long start = member * part;

            new Span<int>(own, perThread).Clear();
            StreamLimits.Histogram(x, own, start, member == team.Size - 1 ? length : start + part);
        });

        for (int i = 0; i < perThread * team.Size; i++)
        {
            bins[i % Bins] += scratch[i];
        }
    }
}
