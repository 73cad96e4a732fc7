using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>Transposition of a square matrix: access across rows, exchanged between the lanes of a warp.</summary>
internal sealed unsafe class TransposeBenchmark : ContestBenchmark
{
    protected override string Kernel => "transpose_f32";

    protected override Contest Prepare(BenchSession session, BufferSet buffers)
    {
        const int order = 4096;
        const long length = (long)order * order;
        Accelerator accelerator = session.Accelerator;
        MemoryBuffer1D<float, Stride1D.Dense> target = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> source = buffers.Allocate<float>(length);
        float* pt = buffers.Floats(target);
        float* ps = buffers.Floats(source);

        RandomFill.Uniform(ps, length, -1, 1, session.Options.Seed);

        Action<KernelConfig, ArrayView<float>, ArrayView<float>, int> kernel =
            accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, int>(TransposeKernel.For(accelerator.WarpSize));
        int tiles = order / accelerator.WarpSize;
        KernelConfig config = new(new Index3D(tiles, tiles / TransposeKernel.Tiles, 1), new Index3D(accelerator.WarpSize, 1, 1));
        Action<long, long> limit = (start, end) =>
        {
            for (long band = start; band < end; band++)
            {
                TransposeLimit.Band(pt, ps, order, (int)band * TransposeLimit.BandRows);
            }
        };

        return new Contest
        {
            Kernel = this.Kernel,
            Shape = $"{order}x{order} f32",
            Bytes = 8.0 * length,
            Buffers = buffers,
            RunKernel = () =>
            {
                kernel(config, target.View, source.View, order);
                accelerator.Synchronize();
            },
            RunLimit = session.OpenCl?.Transpose(target, source, order)
                ?? (() => session.Team.For(order / TransposeLimit.BandRows, 1, limit)),
            LimitName = session.OpenCl is null ? TransposeLimit.Name : "hand-written OpenCL C, tiles",
            Reset = () => RandomFill.Constant(pt, length, float.NaN),
            Verify = () => Verification.Compare(
                pt, length, i => ps[(i % order * order) + (i / order)], _ => 0, "target"),
            Corrupt = () => pt[length / 3] += 1e-3f,
            Target = BenchTarget.Ratio(0.6),
        };
    }
}
