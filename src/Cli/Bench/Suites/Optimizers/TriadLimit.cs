using System.Runtime.InteropServices;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Cli.Bench.Kernels;
using IlgpuOptim.Cli.Bench.Limits;

namespace IlgpuOptim.Cli.Bench.Suites.Optimizers;

/// <summary>The rate of a triad over arrays beyond the caches: hand-written on the CPU, the engine's kernel elsewhere.</summary>
internal sealed unsafe class TriadLimit : IDisposable
{
    private const int Length = 16 << 20;

    private readonly BenchSession _session;
    private readonly Action _run;
    private readonly float* _memory;

    public TriadLimit(BenchSession session)
    {
        this._session = session;

        if (session.Accelerator.AcceleratorType == AcceleratorType.CPU)
        {
            float* memory = (float*)NativeMemory.AlignedAlloc((nuint)3 * Length * sizeof(float), 64);
            RandomFill.Uniform(memory, 3L * Length, -1, 1, session.Options.Seed);
            this._memory = memory;
            this._run = () => session.Team.For(
                Length, StreamLimits.Chunk, (start, end) => StreamLimits.Triad(memory, memory + Length, memory + (2L * Length), 0.4f, start, end));
            this.Name = $"triad of the same run, hand-written {StreamLimits.VectorName}";
        }
        else
        {
            MemoryBuffer1D<float, Stride1D.Dense> a = session.Accelerator.Allocate1D<float>(Length);
            MemoryBuffer1D<float, Stride1D.Dense> b = session.Accelerator.Allocate1D<float>(Length);
            MemoryBuffer1D<float, Stride1D.Dense> c = session.Accelerator.Allocate1D<float>(Length);
            Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, float> kernel = session.Accelerator
                .LoadAutoGroupedStreamKernel<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>, float>(
                    TriadKernel.Run);
            this._run = () =>
            {
                kernel(Length, a.View, b.View, c.View, 0.4f);
                session.Accelerator.Synchronize();
            };
            this.Name = "triad of the same run, as a kernel";
        }
    }

    public string Name { get; }

    /// <summary>Bytes of a run by STREAM's count.</summary>
    public double Bytes => 12.0 * Length;

    public void Run() => this._run();

    public void Dispose() => NativeMemory.AlignedFree(this._memory);
}
