using System.Runtime.InteropServices;

using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

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

/// <summary>Buffers of one benchmark, freed together. What the host cannot reach has a copy there.</summary>
internal sealed unsafe class BufferSet(Accelerator accelerator) : IDisposable
{
    private readonly Dictionary<MemoryBuffer, nint> _buffers = [];

    private bool IsOnHost => accelerator.AcceleratorType == AcceleratorType.CPU;

    public MemoryBuffer1D<T, Stride1D.Dense> Allocate<T>(long length)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D<T>(length);
        this._buffers.Add(
            buffer, this.IsOnHost ? buffer.NativePtr : (nint)NativeMemory.AlignedAlloc((nuint)buffer.LengthInBytes, 64));

        return buffer;
    }

    /// <summary>The elements on the host.</summary>
    public float* Floats(MemoryBuffer1D<float, Stride1D.Dense> buffer) => (float*)this._buffers[buffer];

    /// <summary>Address of the elements on the host.</summary>
    public nint Host(MemoryBuffer buffer) => this._buffers[buffer];

    /// <summary>The elements on the host.</summary>
    public int* Ints(MemoryBuffer1D<int, Stride1D.Dense> buffer) => (int*)this._buffers[buffer];

    /// <summary>Brings the contents from the host to the device.</summary>
    public void Upload()
    {
        foreach ((MemoryBuffer buffer, nint host) in this.Copies())
        {
            using CPUMemoryBuffer memory = CPUMemoryBuffer.Create(accelerator, host, buffer.LengthInBytes, 1);
            buffer.CopyFrom(accelerator.DefaultStream, memory.AsRawArrayView(), 0);
            accelerator.Synchronize();
        }
    }

    /// <summary>Brings the contents from the device to the host.</summary>
    public void Download()
    {
        foreach ((MemoryBuffer buffer, nint host) in this.Copies())
        {
            using CPUMemoryBuffer memory = CPUMemoryBuffer.Create(accelerator, host, buffer.LengthInBytes, 1);
            buffer.CopyTo(accelerator.DefaultStream, 0, memory.AsRawArrayView());
            accelerator.Synchronize();
        }
    }

    public void Dispose()
    {
        foreach ((MemoryBuffer buffer, nint host) in this.Copies())
        {
            NativeMemory.AlignedFree((void*)host);
        }

        foreach (MemoryBuffer buffer in this._buffers.Keys)
        {
            buffer.Dispose();
        }
    }

    private IEnumerable<KeyValuePair<MemoryBuffer, nint>> Copies() => this.IsOnHost ? [] : this._buffers;
}
