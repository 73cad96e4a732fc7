using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>Sum of an array: read bandwidth, and two dependent launches.</summary>
internal sealed unsafe class SumBenchmark : ContestBenchmark
{
    /// <summary>Elements per group: 1 MiB.</summary>
    private const int BlockLength = 1 << 18;

    protected override string Kernel => "reduce_sum_f32";

    protected override Contest Prepare(BenchSession session, BufferSet buffers)
    {
        int length = session.Size(64 << 20, 16 << 20);
        int groups = (length + BlockLength - 1) / BlockLength;
        Accelerator accelerator = session.Accelerator;
        MemoryBuffer1D<float, Stride1D.Dense> x = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> partial = buffers.Allocate<float>(groups);
        MemoryBuffer1D<float, Stride1D.Dense> total = buffers.Allocate<float>(1);
        float* px = buffers.Floats(x);
        float* pp = buffers.Floats(partial);
        float* pt = buffers.Floats(total);

        RandomFill.Uniform(px, length, 0, 1, session.Options.Seed);
        double expected = 0;

        for (long i = 0; i < length; i++)
        {
            expected += px[i];
        }

        Action<KernelConfig, ArrayView<float>, ArrayView<float>, int> blocks =
            accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(SumKernel.Blocks);
        Action<KernelConfig, ArrayView<float>, ArrayView<float>> sum =
            accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>>(SumKernel.Total);
        KernelConfig many = new(groups, accelerator.WarpSize);
        KernelConfig one = new(1, accelerator.WarpSize);
        Action<long, long> limit = (start, end) => pp[start / BlockLength] = StreamLimits.Sum(px, start, end);

        return new Contest
        {
            Kernel = this.Kernel,
            Shape = $"{length >> 20} Mi floats",
            Bytes = 4.0 * length,
            Buffers = buffers,
            RunKernel = () =>
            {
                blocks(many, x.View, partial.View, BlockLength);
                sum(one, partial.View, total.View);
                accelerator.Synchronize();
            },
            RunLimit = session.OpenCl?.Sum(x, partial, total, BlockLength, groups) ?? (() =>
            {
                session.Team.For(length, BlockLength, limit);
                pt[0] = StreamLimits.SumInOrder(pp, groups);
            }),
            LimitName = session.OpenCl?.StreamName ?? $"hand-written {StreamLimits.VectorName}, eight accumulators",
            Reset = () =>
            {
                RandomFill.Constant(pp, groups, float.NaN);
                pt[0] = float.NaN;
            },

            // Each of the accumulators adds some thousand numbers; errors are random and mostly cancel.
            Verify = () => Verification.Compare(pt[0], expected, 2e-6 * expected, "sum"),
            Corrupt = () => pt[0] *= 1.001f,
            Target = BenchTarget.Ratio(0.85),
        };
    }
}
