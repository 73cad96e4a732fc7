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

    /// <summary>Set by a kernel that failed: the linear index of its work-item in the whole launch; -1 else.</summary>
    public long FaultItem;
}

/// <summary>
/// State of one executing thread: where it is in the grid, and scratch memory that grows on demand and is reused
/// between launches.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct CpuThread
{
    /// <summary>Static shared memory followed by the dynamic one of the current group; 64-byte aligned.</summary>
    public byte* Shared;

    /// <summary>Private memory of the lanes of the current warp.</summary>
    public byte* Local;

    /// <summary>Explicit kernels: the group. Implicit kernels: Y and Z of the index, X unused.</summary>
    public int IdxX, IdxY, IdxZ;

    /// <summary>First work-item of the warp at work: index X of an implicit kernel, linear index in the group else.</summary>
    public int CurrentItem;

    /// <summary>Reduction over the group at a barrier: what the warps add, and the sum once all have arrived.</summary>
    public int GroupAccumulator, GroupResult;

    /// <summary>Group broadcast: the value that the owning warp sets, and what all warps read after the barrier.</summary>
    public long GroupBroadcastValue, GroupBroadcastResult;

    /// <summary>Memory behind <see cref="Shared"/>, private memory and values that live across barriers, all warps.</summary>
    public byte* SharedBlock, LocalBlock, SpillBlock;

    public long SharedBytes, LocalBytes, SpillBytes;
}
