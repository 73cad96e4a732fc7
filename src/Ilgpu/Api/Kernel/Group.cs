using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU;

/// <summary>Position of the current work-item in its group, and operations of the group; only inside kernels.</summary>
public static class Group
{
    /// <summary>Index of the work-item along X.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int IdxX
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GroupIdx, Imm = 0)]
        get => WorkItem.Current.Idx.X;
    }

    /// <summary>Index of the work-item along Y.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int IdxY
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GroupIdx, Imm = 1)]
        get => WorkItem.Current.Idx.Y;
    }

    /// <summary>Index of the work-item along Z.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int IdxZ
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GroupIdx, Imm = 2)]
        get => WorkItem.Current.Idx.Z;
    }

    /// <summary>Index of the work-item.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static Index3D Index => new(IdxX, IdxY, IdxZ);

    /// <summary>Number of work-items along X.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int DimX
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GroupDim, Imm = 0)]
        get => WorkItem.Current.Group.GroupDim.X;
    }

    /// <summary>Number of work-items along Y.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int DimY
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GroupDim, Imm = 1)]
        get => WorkItem.Current.Group.GroupDim.Y;
    }

    /// <summary>Number of work-items along Z.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int DimZ
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GroupDim, Imm = 2)]
        get => WorkItem.Current.Group.GroupDim.Z;
    }

    /// <summary>Number of work-items.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static Index3D Dimension => new(DimX, DimY, DimZ);

    /// <summary>Linear index of the work-item in the group; X runs fastest.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int LinearIndex => IdxX + (DimX * (IdxY + (DimY * IdxZ)));

    /// <summary>The work-item is the first of its group.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static bool IsFirstThread => LinearIndex == 0;

    /// <summary>The work-item is the last of its group.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static bool IsLastThread => LinearIndex == (DimX * DimY * DimZ) - 1;

    /// <summary>Waits for all work-items of the group; what they wrote before is visible behind it.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Op, Op = Op.Barrier)]
    public static void Barrier() => WorkItem.Current.GroupBarrier();

    /// <summary>A barrier that counts the work-items with a true predicate.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Op, Op = Op.BarrierPopCount)]
    public static int BarrierPopCount(bool predicate) => WorkItem.Current.GroupCount(predicate);

    /// <summary>A barrier that tells whether all work-items have a true predicate.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Op, Op = Op.BarrierAnd)]
    public static bool BarrierAnd(bool predicate) => WorkItem.Current.GroupCount(!predicate) == 0;

    /// <summary>A barrier that tells whether any work-item has a true predicate.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Op, Op = Op.BarrierOr)]
    public static bool BarrierOr(bool predicate) => WorkItem.Current.GroupCount(predicate) > 0;

    /// <summary>A barrier that hands the value of one work-item to all.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">Value of this work-item.</param>
    /// <param name="groupIndex">Linear index of the work-item whose value counts; equal in all work-items.</param>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Broadcast, Op = Op.GroupBroadcast)]
    public static T Broadcast<T>(T value, int groupIndex)
        where T : unmanaged => WorkItem.Current.GroupBroadcast(value, groupIndex);
}
