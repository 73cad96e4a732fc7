using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>One step of Adam: seven streams, a root and a division per element.</summary>
internal sealed unsafe class AdamBenchmark : ContestBenchmark
{
    private const int Step = 5;

    protected override string Kernel => "adam_step_f32";

    protected override Contest Prepare(BenchSession session, BufferSet buffers)
    {
        int length = session.Size(32 << 20, 16 << 20);
        MemoryBuffer1D<float, Stride1D.Dense> p = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> m = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> v = buffers.Allocate<float>(length);
        MemoryBuffer1D<float, Stride1D.Dense> g = buffers.Allocate<float>(length);
        float* pp = buffers.Floats(p);
        float* pm = buffers.Floats(m);
        float* pv = buffers.Floats(v);
        float* pg = buffers.Floats(g);
        AdamConstants constants = AdamConstants.AtStep(Step);
        Inputs inputs = new(session.Options.Seed);

        RandomFill.Uniform(pg, length, -1, 1, session.Options.Seed);

        Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, AdamConstants> kernel =
            session.Accelerator.LoadAutoGroupedStreamKernel<
                Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, AdamConstants>(
                AdamKernel.Step);
        Action<long, long> limit = (start, end) => StreamLimits.Adam(pp, pm, pv, pg, constants, start, end);

        return new Contest
        {
            Kernel = this.Kernel,
            Shape = $"{length >> 20} Mi parameters (p, m, v, g)",
            Bytes = 28.0 * length,
            Buffers = buffers,
            RunKernel = () =>
            {
                kernel(length, p.View, m.View, v.View, g.View, constants);
                session.Accelerator.Synchronize();
            },
            RunLimit = session.OpenCl?.Adam(p, m, v, g, constants, length)
                ?? (() => session.Team.For(length, StreamLimits.Chunk, limit)),
            LimitName = session.OpenCl?.StreamName ?? $"hand-written {StreamLimits.VectorName}, plain stores",
            Reset = () =>
            {
                RandomFill.Uniform(pp, length, -1, 1, inputs.Parameters);
                RandomFill.Uniform(pm, length, -1, 1, inputs.First);
                RandomFill.Uniform(pv, length, 0, 1, inputs.Second);
            },
            Verify = () => Verify(pp, pm, pv, pg, length, constants, inputs),
            Corrupt = () => pm[length / 3] += 1e-3f,
            Target = BenchTarget.Ratio(0.9),
        };
    }

    /// <summary>One step from the inputs, which the random sequence gives again, in float64.</summary>
    private static string? Verify(
        float* p, float* m, float* v, float* g, long length, AdamConstants constants, Inputs inputs)
    {
        double beta1 = constants.Beta1, beta2 = constants.Beta2;
        double rest1 = 1 - constants.Beta1, rest2 = 1 - constants.Beta2;

        double First(long i) => (beta1 * RandomFill.UniformAt(-1, 1, inputs.First, i)) + (rest1 * g[i]);
        double Second(long i) => (beta2 * RandomFill.UniformAt(0, 1, inputs.Second, i)) + (rest2 * g[i] * g[i]);
        double Parameter(long i) => RandomFill.UniformAt(-1, 1, inputs.Parameters, i) -
            (constants.Rate * First(i) / (Math.Sqrt(Second(i) * constants.Correction2) + constants.Epsilon));

        // Rounding of the sum's terms (at most 1) and of 1 - beta in float32.
        double Tolerance(double value) => 3e-7;

        return Verification.Compare(m, length, First, Tolerance, "m")
            ?? Verification.Compare(v, length, Second, Tolerance, "v")
            ?? Verification.Compare(p, length, Parameter, Tolerance, "p");
    }

    /// <summary>Seeds of what a step changes.</summary>
    private sealed record Inputs(ulong Seed)
    {
        public ulong Parameters => this.Seed + 1;

        public ulong First => this.Seed + 2;

        public ulong Second => this.Seed + 3;
    }
}
