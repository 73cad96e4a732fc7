using System.Runtime.CompilerServices;

using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <content>
/// Scratch memory: a stack of which computations take pieces and give them back in reverse order. It grows when a computation
/// needs more than any did before; from then on the same work allocates nothing.
/// </content>
public sealed partial class ComputeDevice
{
    // Suits every element type, cache lines, and the transactions of GPUs.
    private const long Alignment = 256;

    private readonly List<MemoryBuffer1D<byte, Stride1D.Dense>> _chunks = [];
    private int _chunk;
    private long _used;
    private int _depth;

    /// <summary>Bytes of scratch memory held.</summary>
    public long ScratchBytes => this._chunks.Sum(static chunk => chunk.LengthInBytes);

    /// <summary>
    /// Begins a piece of work; disposing the result gives its scratch memory back. Because all work runs in order on one stream,
    /// that may happen before the kernels have run.
    /// </summary>
    public ScratchScope BeginScratch()
    {
        this._depth++;

        return new ScratchScope(this, this._chunk, this._used);
    }

    /// <summary>Uninitialised memory until the scope in which it is taken ends.</summary>
    internal ArrayView<T> TakeScratch<T>(long length)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);

        if (this._depth == 0)
        {
            throw new InvalidOperationException("Scratch memory is taken within a scope: call BeginScratch first.");
        }

        long bytes = (length * Unsafe.SizeOf<T>() + Alignment - 1) / Alignment * Alignment;

        while (this._chunk < this._chunks.Count && this._used + bytes > this._chunks[this._chunk].LengthInBytes)
        {
            this._chunk++;
            this._used = 0;
        }

        if (this._chunk == this._chunks.Count)
        {
            this._chunks.Add(this.AllocateBytes(Math.Max(bytes, 1 << 16)));
        }

        ArrayView<byte> piece = this._chunks[this._chunk].View.BaseView.SubView(this._used, length * Unsafe.SizeOf<T>());
        this._used += bytes;

        return piece.Cast<T>();
    }

    internal void EndScratch(int chunk, long used)
    {
        this._chunk = chunk;
        this._used = used;
        this._depth--;

        // Several chunks mean that it has grown: one chunk of the whole size serves the next round without gaps.
        if (this._depth == 0 && this._chunks.Count > 1)
        {
            long bytes = this.ScratchBytes;

            this.FreeScratch();
            this._chunks.Add(this.AllocateBytes(bytes));
        }
    }

    private void FreeScratch()
    {
        if (this._chunks.Count > 0)
        {
            this.Stream.Synchronize();
        }

        foreach (MemoryBuffer1D<byte, Stride1D.Dense> chunk in this._chunks)
        {
            chunk.Dispose();
        }

        this._chunks.Clear();
        this._chunk = 0;
        this._used = 0;
    }
}

/// <summary>The scratch memory of one piece of work; made by <see cref="ComputeDevice.BeginScratch"/>.</summary>
public readonly ref struct ScratchScope
{
    private readonly ComputeDevice _device;
    private readonly int _chunk;
    private readonly long _used;

    internal ScratchScope(ComputeDevice device, int chunk, long used)
    {
        this._device = device;
        this._chunk = chunk;
        this._used = used;
    }

    /// <summary>Takes uninitialised memory.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="length">Number of elements.</param>
    public ArrayView<T> Take<T>(long length)
        where T : unmanaged => this._device.TakeScratch<T>(length);

    /// <summary>Takes uninitialised memory for a dense row-major matrix.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public MatrixView<T> TakeMatrix<T>(int rows, int columns)
        where T : unmanaged => new(this._device.TakeScratch<T>((long)rows * columns), rows, columns);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => this._device.EndScratch(this._chunk, this._used);
}
