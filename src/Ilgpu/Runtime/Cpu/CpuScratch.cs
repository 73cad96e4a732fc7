using System.Runtime.InteropServices;
using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>State and memory of one executing thread, kept between launches.</summary>
internal sealed unsafe class CpuScratch
{
    [ThreadStatic]
    private static CpuScratch? t_current;

    // In native memory, because compiled kernels hold its address.
    private readonly CpuThread* _thread = (CpuThread*)NativeMemory.AllocZeroed((nuint)sizeof(CpuThread));

    ~CpuScratch()
    {
        CpuKernel.Release(_thread);
        NativeMemory.Free(_thread);
    }

    /// <summary>The state of the calling thread; kernels grow its memory as they need it.</summary>
    public static CpuThread* Current => (t_current ??= new CpuScratch())._thread;
}
