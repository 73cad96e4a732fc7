using ILGPU.Algorithms.ScanReduceOperations;

namespace ILGPU.Algorithms;

/// <summary>
/// Reductions and scans over the work-items of a group in the order of their linear index; only inside explicitly
/// grouped kernels, in flow that the whole group follows. All contain barriers. The order of operations is fixed, so
/// results are the same in every run.
/// </summary>
public static class GroupExtensions
{
    // One value per warp: enough for 1024 work-items with warps of any size.
    private const int MaxWarps = 1024;

    /// <summary>A scan as a type parameter.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public interface IGroupScan<T, TScanOperation>
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        /// <summary>Scans the group.</summary>
        T Scan(T value);

        /// <summary>Scans the group and tells the results of its first and last work-item.</summary>
        T Scan(T value, out ScanBoundaries<T> boundaries);
    }

    /// <summary>Combines the values of all work-items; the result is valid in the first one.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static T Reduce<T, TReduction>(T value)
        where T : unmanaged
        where TReduction : struct, IScanReduceOperation<T> => AllReduce<T, TReduction>(value);

    /// <summary>Combines the values of all work-items; every one gets the result.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static T AllReduce<T, TReduction>(T value)
        where T : unmanaged
        where TReduction : struct, IScanReduceOperation<T>
    {
        TReduction reduction = default;
        T result = WarpExtensions.Reduce<T, TReduction>(value);
        int warps = WarpCount();

        if (warps == 1)
        {
            return Warp.Broadcast(result, 0);
        }

        ArrayView<T> totals = SharedMemory.Allocate<T>(MaxWarps);

        if (Warp.LaneIdx == 0)
        {
            totals[Warp.WarpIdx] = result;
        }

        Group.Barrier();
        result = totals[0];

        for (int warp = 1; warp < warps; warp++)
        {
            result = reduction.Apply(result, totals[warp]);
        }

        // The next call may write the totals again.
        Group.Barrier();

        return result;
    }

    /// <summary>Combines the values of all work-items in front of the own one; the identity in the first one.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public static T ExclusiveScan<T, TScanOperation>(T value)
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        TScanOperation scan = default;
        T inWarp = WarpExtensions.InclusiveScan<T, TScanOperation>(value);
        T before = WarpPrefix<T, TScanOperation>(inWarp);
        T left = Warp.ShuffleUp(inWarp, 1);

        return Warp.LaneIdx == 0 ? before : Warp.WarpIdx == 0 ? left : scan.Apply(before, left);
    }

    /// <summary>Combines the values of all work-items up to the own one.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public static T InclusiveScan<T, TScanOperation>(T value)
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        TScanOperation scan = default;
        T inWarp = WarpExtensions.InclusiveScan<T, TScanOperation>(value);
        T before = WarpPrefix<T, TScanOperation>(inWarp);

        return Warp.WarpIdx == 0 ? inWarp : scan.Apply(before, inWarp);
    }

    /// <summary>As <see cref="ExclusiveScan"/>, with the results of the first and the last work-item.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public static T ExclusiveScanWithBoundaries<T, TScanOperation>(T value, out ScanBoundaries<T> boundaries)
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        T result = ExclusiveScan<T, TScanOperation>(value);
        boundaries = Boundaries(result);

        return result;
    }

    /// <summary>As <see cref="InclusiveScan"/>, with the results of the first and the last work-item.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public static T InclusiveScanWithBoundaries<T, TScanOperation>(T value, out ScanBoundaries<T> boundaries)
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        T result = InclusiveScan<T, TScanOperation>(value);
        boundaries = Boundaries(result);

        return result;
    }

    /// <summary>The value in front of the next tile when a group scans tile after tile exclusively.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    /// <param name="leftBoundary">The value in front of this tile.</param>
    /// <param name="rightBoundary">Result of the last work-item in this tile.</param>
    /// <param name="currentValue">Input of this work-item.</param>
    public static T ExclusiveScanNextIteration<T, TScanOperation>(T leftBoundary, T rightBoundary, T currentValue)
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        TScanOperation scan = default;
        T last = Group.Broadcast(currentValue, (Group.DimX * Group.DimY * Group.DimZ) - 1);

        return scan.Apply(scan.Apply(leftBoundary, rightBoundary), last);
    }

    /// <summary>The value in front of the next tile when a group scans tile after tile inclusively.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    /// <param name="leftBoundary">The value in front of this tile.</param>
    /// <param name="rightBoundary">Result of the last work-item in this tile.</param>
    /// <param name="currentValue">Input of this work-item; not needed.</param>
    public static T InclusiveScanNextIteration<T, TScanOperation>(T leftBoundary, T rightBoundary, T currentValue)
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        TScanOperation scan = default;

        return scan.Apply(leftBoundary, rightBoundary);
    }

    private static int WarpCount() => ((Group.DimX * Group.DimY * Group.DimZ) + Warp.WarpSize - 1) / Warp.WarpSize;

    // The combination of all warps in front of the own one; the identity for the first.
    private static T WarpPrefix<T, TScanOperation>(T inclusiveInWarp)
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        TScanOperation scan = default;
        T before = scan.Identity;

        if (WarpCount() == 1)
        {
            return before;
        }

        ArrayView<T> totals = SharedMemory.Allocate<T>(MaxWarps);

        if (Warp.LaneIdx == WarpExtensions.ActiveLanes() - 1)
        {
            totals[Warp.WarpIdx] = inclusiveInWarp;
        }

        Group.Barrier();

        for (int warp = 0; warp < Warp.WarpIdx; warp++)
        {
            before = warp == 0 ? totals[0] : scan.Apply(before, totals[warp]);
        }

        Group.Barrier();

        return before;
    }

    private static ScanBoundaries<T> Boundaries<T>(T result)
        where T : unmanaged
    {
        T first = Group.Broadcast(result, 0);
        T last = Group.Broadcast(result, (Group.DimX * Group.DimY * Group.DimZ) - 1);

        return new ScanBoundaries<T>(first, last);
    }

    /// <summary>The exclusive scan.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public readonly struct ExclusiveGroupScan<T, TScanOperation> : IGroupScan<T, TScanOperation>
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        /// <inheritdoc/>
        public T Scan(T value) => ExclusiveScan<T, TScanOperation>(value);

        /// <inheritdoc/>
        public T Scan(T value, out ScanBoundaries<T> boundaries) =>
            ExclusiveScanWithBoundaries<T, TScanOperation>(value, out boundaries);
    }

    /// <summary>The inclusive scan.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScanOperation">The operation.</typeparam>
    public readonly struct InclusiveGroupScan<T, TScanOperation> : IGroupScan<T, TScanOperation>
        where T : unmanaged
        where TScanOperation : struct, IScanReduceOperation<T>
    {
        /// <inheritdoc/>
        public T Scan(T value) => InclusiveScan<T, TScanOperation>(value);

        /// <inheritdoc/>
        public T Scan(T value, out ScanBoundaries<T> boundaries) =>
            InclusiveScanWithBoundaries<T, TScanOperation>(value, out boundaries);
    }
}
