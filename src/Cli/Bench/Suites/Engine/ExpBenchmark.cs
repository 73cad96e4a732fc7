using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>exp of an array that fits into the caches: arithmetic, not memory, is the limit.</summary>
internal sealed unsafe class ExpBenchmark : ContestBenchmark
{
    protected override string Kernel => "exp_f32";

    protected override Contest Prepare(BenchSession session, BufferSet buffers)
    {
        const int length = 1 << 20;
        const int batch = 16;
        MemoryBuffer1D<float, Stride1D.Dense> y = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> x = buffers.Allocate<float>(length);
        float* py = buffers.Floats(y);
        float* px = buffers.Floats(x);

        RandomFill.Uniform(px, length, -80, 80, session.Options.Seed);

        Action<Index1D, ArrayView<float>, ArrayView<float>> kernel = session.Accelerator
            .LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>>(ExpKernel.Run);
        Action<long, long> limit = (start, end) => StreamLimits.Exp(py, px, start, end);
        long chunk = length / session.Team.Size / 4 / 64 * 64;

        return new Contest
        {
            Kernel = this.Kernel,
            Shape = $"{length >> 20} Mi floats, {batch} launches",
            Bytes = 8.0 * length,
            Batch = batch,
            Buffers = buffers,
            RunKernel = () =>
            {
                for (int i = 0; i < batch; i++)
                {
                    kernel(length, y.View, x.View);
                }

                session.Accelerator.Synchronize();
            },
            RunLimit = session.OpenCl?.Exp(y, x, length, batch) ?? (() =>
            {
                for (int i = 0; i < batch; i++)
                {
                    session.Team.For(length, chunk, limit);
                }
            }),
            LimitName = session.OpenCl?.StreamName ?? $"hand-written {StreamLimits.VectorName}, polynomial of degree 6, within 1 ulp",
            Reset = () => RandomFill.Constant(py, length, float.NaN),
            Verify = () => Verification.Compare(
                py, length, i => Math.Exp(px[i]), value => 2 * Verification.Ulp(value), "y"),
            Corrupt = () => py[length / 3] *= 1.001f,
            Target = BenchTarget.Ratio(0.8),
        };
    }
}
