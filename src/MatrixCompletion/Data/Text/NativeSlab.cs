using System.Runtime.InteropServices;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>
/// Memory outside of the collected heap that several pieces share, given back to the system with the last of them. It comes in large
/// parts, because allocators keep small ones for themselves when they are freed (glibc: those below 32 MiB).
/// </summary>
internal sealed unsafe class NativeSlab
{
    private const long LargeSize = 64 << 20;

    private void* _memory;
    private readonly long _size;
    private long _used;
    private int _pieces;

    private NativeSlab(long size)
    {
        this._size = size;
        this._memory = NativeMemory.Alloc((nuint)size);
    }

    ~NativeSlab() => NativeMemory.Free(this._memory);

    /// <summary>Takes a piece, aligned to 8 bytes, from a slab or, where it is full or not there yet, from a new one.</summary>
    /// <param name="slab">The slab to take from next time.</param>
    /// <param name="bytes">Size of the piece.</param>
    /// <param name="isSingle">There will be few pieces: the slab is to be no larger than this one.</param>
    public static byte* Take(ref NativeSlab? slab, long bytes, bool isSingle)
    {
        bytes = (bytes + 7) & ~7L;

        if (slab is null || slab._used + bytes > slab._size)
        {
            slab = new NativeSlab(isSingle ? Math.Max(bytes, 8) : Math.Max(bytes, LargeSize));
        }

        byte* piece = (byte*)slab._memory + slab._used;
        slab._used += bytes;
        slab._pieces++;

        return piece;
    }

    /// <summary>Gives a piece back.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref this._pieces) == 0)
        {
            // A worker that is still taking pieces must not take one from here.
            this._used = this._size;
            NativeMemory.Free(this._memory);
            this._memory = null;
            GC.SuppressFinalize(this);
        }
    }
}
