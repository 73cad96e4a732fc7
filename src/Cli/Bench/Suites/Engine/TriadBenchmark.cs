using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>Bandwidth of two streams in and one out, STREAM's count: three arrays.</summary>
internal sealed unsafe class TriadBenchmark : ContestBenchmark
{
    private const float Scale = 0.4f;

    protected override string Kernel => "triad_f32";

    protected override Contest Prepare(BenchSession session, BufferSet buffers)
    {
        int length = session.Size(64 << 20, 16 << 20);
        MemoryBuffer1D<float, Stride1D.Dense> a = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> b = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> c = buffers.Allocate<float>(length);
        float* pa = buffers.Floats(a);
        float* pb = buffers.Floats(b);
        float* pc = buffers.Floats(c);

        RandomFill.Uniform(pb, length, -1, 1, session.Options.Seed);
        RandomFill.Uniform(pc, length, -1, 1, session.Options.Seed + 1);

        Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, float> kernel = session.Accelerator
            .LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, float>(TriadKernel.Run);
        Action<long, long> limit = (start, end) => StreamLimits.Triad(pa, pb, pc, Scale, start, end);

        return new Contest
        {
            Kernel = this.Kernel,
            Shape = $"{length >> 20} Mi floats x 3",
            Bytes = 12.0 * length,
            Buffers = buffers,
            RunKernel = () =>
            {
                kernel(length, a.View, b.View, c.View, Scale);
                session.Accelerator.Synchronize();
            },
            RunLimit = session.OpenCl?.Triad(a, b, c, Scale, length) ?? (() => session.Team.For(length, StreamLimits.Chunk, limit)),
            LimitName = session.OpenCl?.StreamName ?? $"hand-written {StreamLimits.VectorName}, stores around the caches",
            Reset = () => RandomFill.Constant(pa, length, float.NaN),
            Verify = () => Verification.Compare(
                pa, length, i => ((double)Scale * pc[i]) + pb[i], Verification.Ulp, "a"),
            Corrupt = () => pa[length / 3] += 1e-3f,
            Target = BenchTarget.Ratio(0.9),
        };
    }
}
