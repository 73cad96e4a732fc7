using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>Shared, private and spill memory of one executing thread; grown on demand and kept between launches.</summary>
internal sealed unsafe class CpuScratch
{
    [ThreadStatic]
    private static CpuScratch? t_current;

    // In native memory, because compiled kernels hold its address.
    private readonly CpuThread* _thread = (CpuThread*)NativeMemory.AllocZeroed((nuint)sizeof(CpuThread));

    ~CpuScratch()
    {
        NativeMemory.AlignedFree(_thread->Shared);
        NativeMemory.AlignedFree(_thread->Local);
        NativeMemory.AlignedFree(_thread->Spill);
        NativeMemory.Free(_thread);
    }

    /// <summary>The memory of the calling thread, large enough for a launch.</summary>
    public static CpuThread* For(CpuKernel kernel, in CpuLaunch launch)
    {
        CpuScratch scratch = t_current ??= new CpuScratch();
        CpuThread* thread = scratch._thread;
        Grow(ref thread->Shared, ref thread->SharedBytes, (long)kernel.StaticSharedBytes + launch.DynamicSharedBytes);
        Grow(ref thread->Local, ref thread->LocalBytes, kernel.LocalBytes);
        Grow(ref thread->Spill, ref thread->SpillBytes, kernel.SpillBytes(launch));

        return thread;
    }

    private static void Grow(ref byte* memory, ref long size, long needed)
    {
        if (needed <= size)
        {
            return;
        }

        NativeMemory.AlignedFree(memory);
        memory = null;
        size = 0;
        long rounded = Math.Max(4096, (needed + 63) & -64);
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)rounded, 64);
        size = rounded;
    }
}
