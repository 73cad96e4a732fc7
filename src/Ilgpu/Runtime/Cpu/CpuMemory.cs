using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>Native memory: allocation, copies and fills, large ones by all cores and past the caches.</summary>
internal static unsafe partial class CpuMemory
{
    /// <summary>Alignment of every allocation: a cache line and the widest vector register.</summary>
    public const int Alignment = 64;

    // Allocations of at least this size get huge pages.
    private const long HugeThreshold = 4 << 20;
    private const int HugePage = 2 << 20;

    // Copies and fills of at least this size are spread over the cores, in pieces of the second size.
    private const long ParallelThreshold = 1 << 20;
    private const long Piece = 256 << 10;

    // Larger than this, the target will not stay in the caches anyway.
    private const long NonTemporalThreshold = 8 << 20;

    private const int AdviseHugePages = 14;

    /// <summary>Allocates memory that the garbage collector knows the weight of.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough.</exception>
    public static byte* Allocate(long bytes)
    {
        bool huge = bytes >= HugeThreshold && OperatingSystem.IsLinux();
        byte* memory = (byte*)NativeMemory.AlignedAlloc(checked((nuint)bytes), (nuint)(huge ? HugePage : Alignment));

        if (huge)
        {
            Advise(memory, bytes);
        }

        GC.AddMemoryPressure(bytes);

        return memory;
    }

    /// <summary>Frees what <see cref="Allocate"/> returned.</summary>
    public static void Free(byte* memory, long bytes)
    {
        NativeMemory.AlignedFree(memory);
        GC.RemoveMemoryPressure(bytes);
    }

    /// <summary>Copies bytes at once; the ranges may overlap.</summary>
    public static void Copy(byte* source, byte* target, long bytes)
    {
        bool overlap = source < target + bytes && target < source + bytes;

        if (bytes < ParallelThreshold || overlap)
        {
            Buffer.MemoryCopy(source, target, bytes, bytes);
        }
        else
        {
            CpuTeam.Shared.Run(new MemoryWork(source, target, 0, bytes));
        }
    }

    /// <summary>Sets bytes at once.</summary>
    public static void Fill(byte* target, byte value, long bytes)
    {
        if (bytes < ParallelThreshold)
        {
            FillPiece(target, value, bytes, streaming: false);
        }
        else
        {
            CpuTeam.Shared.Run(new MemoryWork(null, target, value, bytes));
        }
    }

    private static void Advise(byte* memory, long bytes)
    {
        try
        {
            // Only a hint: without huge pages everything works, with more misses of the address cache.
            _ = MAdvise(memory, (nuint)(bytes & -HugePage), AdviseHugePages);
        }
        catch (DllNotFoundException)
        {
        }
        catch (EntryPointNotFoundException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(void* address, nuint length, int advice);

    private static void CopyPiece(byte* source, byte* target, long bytes, bool streaming)
    {
        if (!streaming || !Vector256.IsHardwareAccelerated)
        {
            Buffer.MemoryCopy(source, target, bytes, bytes);

            return;
        }

        long head = Math.Min(-(nint)target & (Alignment - 1), bytes);
        Buffer.MemoryCopy(source, target, head, head);
        long i = head;

        for (; i + 128 <= bytes; i += 128)
        {
            Vector256<byte> a = Vector256.Load(source + i);
            Vector256<byte> b = Vector256.Load(source + i + 32);
            Vector256<byte> c = Vector256.Load(source + i + 64);
            Vector256<byte> d = Vector256.Load(source + i + 96);
            a.StoreAlignedNonTemporal(target + i);
            b.StoreAlignedNonTemporal(target + i + 32);
            c.StoreAlignedNonTemporal(target + i + 64);
            d.StoreAlignedNonTemporal(target + i + 96);
        }

        Buffer.MemoryCopy(source + i, target + i, bytes - i, bytes - i);
        StoreFence();
    }

    private static void FillPiece(byte* target, byte value, long bytes, bool streaming)
    {
        long i = 0;

        if (streaming && Vector256.IsHardwareAccelerated)
        {
            long head = Math.Min(-(nint)target & (Alignment - 1), bytes);
            Unsafe.InitBlockUnaligned(target, value, (uint)head);
            Vector256<byte> vector = Vector256.Create(value);

            for (i = head; i + 64 <= bytes; i += 64)
            {
                vector.StoreAlignedNonTemporal(target + i);
                vector.StoreAlignedNonTemporal(target + i + 32);
            }

            StoreFence();
        }

        // Spans are limited to 2 GiB.
        while (i < bytes)
        {
            int part = (int)Math.Min(bytes - i, 1 << 30);
            new Span<byte>(target + i, part).Fill(value);
            i += part;
        }
    }

    // Non-temporal stores are weakly ordered: the next reader may be another core.
    private static void StoreFence()
    {
        if (Sse.IsSupported)
        {
            Sse.StoreFence();
        }
        else
        {
            Interlocked.MemoryBarrier();
        }
    }

    /// <summary>A large copy (with a source) or fill (without).</summary>
    internal sealed class MemoryWork(byte* source, byte* target, byte value, long bytes) : ITeamWork
    {
        public long Units => (bytes + Piece - 1) / Piece;

        public long Grain => 1;

        public int MaxThreads => int.MaxValue;

        public void Execute(long begin, long end)
        {
            long start = begin * Piece;
            long length = Math.Min(end * Piece, bytes) - start;
            bool streaming = bytes >= NonTemporalThreshold;

            if (source == null)
            {
                FillPiece(target + start, value, length, streaming);
            }
            else
            {
                CopyPiece(source + start, target + start, length, streaming);
            }
        }
    }
}
