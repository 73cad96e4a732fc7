using ILGPU.Algorithms.ScanReduceOperations;

namespace ILGPU.Algorithms;

/// <summary>Reductions and scans over the lanes of a warp; only inside kernels, in flow that all lanes follow.</summary>
public static class WarpExtensions
{
    /// <summary>Combines the values of all lanes; the result is valid in the first lane.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static T Reduce<T, TReduction>(T value)
        where T : unmanaged
        where TReduction : struct, IScanReduceOperation<T>
    {
        TReduction reduction = default;
        int lanes = ActiveLanes();

        for (int offset = Warp.WarpSize / 2; offset > 0; offset /= 2)
        {
            T other = Warp.ShuffleDown(value, offset);

            // In the last warp of a group some lanes may not exist.
            if (Warp.LaneIdx + offset < lanes)
            {
                value = reduction.Apply(value, other);
            }
        }

        return value;
    }

    /// <summary>Combines the values of all lanes; every lane gets the result.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static T AllReduce<T, TReduction>(T value)
        where T : unmanaged
        where TReduction : struct, IScanReduceOperation<T> => Warp.Broadcast(Reduce<T, TReduction>(value), 0);

    /// <summary>Combines the values of all lanes in front of the own one; the identity in the first lane.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScan">The operation.</typeparam>
    public static T ExclusiveScan<T, TScan>(T value)
        where T : unmanaged
        where TScan : struct, IScanReduceOperation<T>
    {
        TScan scan = default;
        T inclusive = InclusiveScan<T, TScan>(value);
        T before = Warp.ShuffleUp(inclusive, 1);

        return Warp.LaneIdx == 0 ? scan.Identity : before;
    }

    /// <summary>Combines the values of all lanes up to the own one.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <typeparam name="TScan">The operation.</typeparam>
    public static T InclusiveScan<T, TScan>(T value)
        where T : unmanaged
        where TScan : struct, IScanReduceOperation<T>
    {
        TScan scan = default;

        for (int offset = 1; offset < Warp.WarpSize; offset *= 2)
        {
            T other = Warp.ShuffleUp(value, offset);

            if (Warp.LaneIdx >= offset)
            {
                value = scan.Apply(other, value);
            }
        }

        return value;
    }

    /// <summary>Number of lanes of the own warp that belong to the group.</summary>
    internal static int ActiveLanes()
    {
        int size = Group.DimX * Group.DimY * Group.DimZ;

        return Math.Min(Warp.WarpSize, size - (Warp.WarpIdx * Warp.WarpSize));
    }
}
