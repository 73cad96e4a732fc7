using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace ILGPU;

/// <summary>Orders the memory accesses of the current work-item.</summary>
public static class MemoryFence
{
    /// <summary>Accesses before it are visible to the group before those behind it.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.MemoryFence, Imm = 0)]
    public static void GroupLevel() => Interlocked.MemoryBarrier();

    /// <summary>Accesses before it are visible to the device before those behind it.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.MemoryFence, Imm = 1)]
    public static void DeviceLevel() => Interlocked.MemoryBarrier();

    /// <summary>Accesses before it are visible to the host and all devices before those behind it.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.MemoryFence, Imm = 2)]
    public static void SystemLevel() => Interlocked.MemoryBarrier();
}
