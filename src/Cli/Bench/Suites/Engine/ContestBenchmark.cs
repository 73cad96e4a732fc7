using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Cli.Bench.Suites.Engine;

/// <summary>A benchmark of one row: a kernel against its limit on the same buffers.</summary>
internal abstract unsafe class ContestBenchmark : Benchmark
{
    protected abstract string Kernel { get; }

    public override IReadOnlyList<string> Kernels => [this.Kernel];

    public override IEnumerable<BenchRow> Run(BenchSession session, Predicate<string> wanted)
    {
        using BufferSet buffers = new(session.Accelerator);

        yield return ContestRunner.Run(session, this.Prepare(session, buffers));
    }

    /// <summary>Allocates, fills and compiles.</summary>
    protected abstract Contest Prepare(BenchSession session, BufferSet buffers);
}

/// <summary>Buffers of one benchmark, freed together.</summary>
internal sealed unsafe class BufferSet(Accelerator accelerator) : IDisposable
{
    private readonly List<MemoryBuffer> _buffers = [];

    public MemoryBuffer1D<T, Stride1D.Dense> Allocate<T>(long length)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D<T>(length);
        this._buffers.Add(buffer);

        return buffer;
    }

    public void Dispose()
    {
        foreach (MemoryBuffer buffer in this._buffers)
        {
            buffer.Dispose();
        }
    }
}

/// <summary>The hand-written limits work on the memory of the engine's own buffers.</summary>
internal static unsafe class NativeMemoryOfBuffers
{
    public static float* Floats(this MemoryBuffer1D<float, Stride1D.Dense> buffer) => (float*)buffer.NativePtr;

    public static int* Ints(this MemoryBuffer1D<int, Stride1D.Dense> buffer) => (int*)buffer.NativePtr;
}
