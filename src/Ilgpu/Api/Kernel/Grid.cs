using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU;

/// <summary>Position of the current group in the grid and of the work-item in the whole launch; only inside kernels.</summary>
public static class Grid
{
    /// <summary>Index of the current group along X.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int IdxX
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GridIdx, Imm = 0)]
        get => WorkItem.Current.Group.GridIdx.X;
    }

    /// <summary>Index of the current group along Y.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int IdxY
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GridIdx, Imm = 1)]
        get => WorkItem.Current.Group.GridIdx.Y;
    }

    /// <summary>Index of the current group along Z.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int IdxZ
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GridIdx, Imm = 2)]
        get => WorkItem.Current.Group.GridIdx.Z;
    }

    /// <summary>Index of the current group.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static Index3D Index => new(IdxX, IdxY, IdxZ);

    /// <summary>Number of groups along X.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int DimX
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GridDim, Imm = 0)]
        get => WorkItem.Current.Group.GridDim.X;
    }

    /// <summary>Number of groups along Y.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int DimY
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GridDim, Imm = 1)]
        get => WorkItem.Current.Group.GridDim.Y;
    }

    /// <summary>Number of groups along Z.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int DimZ
    {
        [Intrinsic(Intrinsic.Op, Op = Op.GridDim, Imm = 2)]
        get => WorkItem.Current.Group.GridDim.Z;
    }

    /// <summary>Number of groups.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static Index3D Dimension => new(DimX, DimY, DimZ);

    /// <summary>Linear index of the current group; X runs fastest.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int LinearIndex => IdxX + (DimX * (IdxY + (DimY * IdxZ)));

    /// <summary>Index of the work-item in the whole launch.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static Index3D GlobalIndex => ComputeGlobalIndex(Index, Group.Index);

    /// <summary>Index of the work-item in the whole launch, in 64 bits.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static LongIndex3D LongGlobalIndex => ComputeLongGlobalIndex(Index, Group.Index);

    /// <summary>Linear index of the work-item in the whole launch, group after group.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int GlobalLinearIndex =>
        (LinearIndex * (Group.DimX * Group.DimY * Group.DimZ)) + Group.LinearIndex;

    /// <summary>Index of a work-item in the whole launch.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static Index1D ComputeGlobalIndex(Index1D gridIdx, Index1D groupIdx) =>
        new((gridIdx.X * Group.DimX) + groupIdx.X);

    /// <summary>Index of a work-item in the whole launch.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static Index2D ComputeGlobalIndex(Index2D gridIdx, Index2D groupIdx) =>
        new((gridIdx.X * Group.DimX) + groupIdx.X, (gridIdx.Y * Group.DimY) + groupIdx.Y);

    /// <summary>Index of a work-item in the whole launch.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static Index3D ComputeGlobalIndex(Index3D gridIdx, Index3D groupIdx) =>
        new(
            (gridIdx.X * Group.DimX) + groupIdx.X,
            (gridIdx.Y * Group.DimY) + groupIdx.Y,
            (gridIdx.Z * Group.DimZ) + groupIdx.Z);

    /// <summary>Index of a work-item in the whole launch, in 64 bits.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static LongIndex1D ComputeLongGlobalIndex(Index1D gridIdx, Index1D groupIdx) =>
        new(((long)gridIdx.X * Group.DimX) + groupIdx.X);

    /// <summary>Index of a work-item in the whole launch, in 64 bits.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static LongIndex2D ComputeLongGlobalIndex(Index2D gridIdx, Index2D groupIdx) =>
        new(((long)gridIdx.X * Group.DimX) + groupIdx.X, ((long)gridIdx.Y * Group.DimY) + groupIdx.Y);

    /// <summary>Index of a work-item in the whole launch, in 64 bits.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static LongIndex3D ComputeLongGlobalIndex(Index3D gridIdx, Index3D groupIdx) =>
        new(
            ((long)gridIdx.X * Group.DimX) + groupIdx.X,
            ((long)gridIdx.Y * Group.DimY) + groupIdx.Y,
            ((long)gridIdx.Z * Group.DimZ) + groupIdx.Z);
}
