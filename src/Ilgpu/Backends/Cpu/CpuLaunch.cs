using System.Runtime.InteropServices;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>
/// Everything a compiled CPU kernel reads about its launch. One instance per launch, shared by all threads and
/// unmanaged so that emitted code reads it by offset; the memory of one executing thread is in <see cref="CpuThread"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CpuLaunch
{
    /// <summary>The argument block, laid out as <see cref="IR.Function.Parameters"/> says.</summary>
    public byte* Arguments;

    /// <summary>Implicit kernels: the extent in X, Y, Z (1 in unused dimensions). Explicit kernels: grid times group.</summary>
    public int ExtentX, ExtentY, ExtentZ;

    public int GridX, GridY, GridZ;

    public int GroupX, GroupY, GroupZ;

    /// <summary>Bytes of dynamic shared memory per group.</summary>
    public int DynamicSharedBytes;

    /// <summary>Not zero: stores to memory that the kernel does not read may bypass the caches.</summary>
    public int NonTemporal;

    /// <summary>Set by a kernel that failed (division by zero, assertion): the linear index of its work-item; -1 else.</summary>
    public long FaultItem;
}

/// <summary>Scratch memory of one executing thread, grown on demand and reused between launches.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CpuThread
{
    /// <summary>Static shared memory followed by the dynamic one of the current group; 64-byte aligned.</summary>
    public byte* Shared;

    /// <summary>Private memory of the lanes.</summary>
    public byte* Local;

    /// <summary>Values that live across barriers, per warp.</summary>
    public byte* Spill;

    public long SharedBytes, LocalBytes, SpillBytes;
}
