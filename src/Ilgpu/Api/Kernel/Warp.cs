using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU;

/// <summary>
/// Operations of the work-items that run in lock step; only inside kernels. Work-items of a group are dealt to warps in
/// the order of their linear index.
/// </summary>
public static class Warp
{
    /// <summary>Number of lanes of a warp.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int WarpSize
    {
        [Intrinsic(Intrinsic.Op, Op = Op.WarpSize)]
        get => WorkItem.Current.Group.WarpSize;
    }

    /// <summary>Index of the work-item in its warp.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int LaneIdx
    {
        [Intrinsic(Intrinsic.Op, Op = Op.LaneIdx)]
        get => WorkItem.Current.Lane;
    }

    /// <summary>The work-item is the first of its warp.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static bool IsFirstLane => LaneIdx == 0;

    /// <summary>The work-item is in the last lane of its warp.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static bool IsLastLane => LaneIdx == WarpSize - 1;

    /// <summary>Index of the warp in the group.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int WarpIdx => Group.LinearIndex / WarpSize;

    /// <summary>Index of the warp of a work-item.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int ComputeWarpIdx(Index1D groupThreadIdx) => groupThreadIdx.X / WarpSize;

    /// <summary>Index of a work-item in its warp.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static int ComputeWarpThreadIdx(Index1D groupThreadIdx) => groupThreadIdx.X % WarpSize;

    /// <summary>Waits for the work-items of the warp.</summary>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Op, Op = Op.WarpBarrier)]
    public static void Barrier() => WorkItem.Current.WarpBarrier();

    /// <summary>The value of lane <paramref name="sourceLane"/>.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Shuffle, Shuffle = ShuffleKind.Index)]
    public static T Shuffle<T>(T variable, int sourceLane)
        where T : unmanaged => WorkItem.Current.Shuffle(variable, ShuffleKind.Index, sourceLane, 0);

    /// <summary>The value of lane <paramref name="sourceLane"/> of the own sub-warp.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="variable">Value of this lane.</param>
    /// <param name="sourceLane">Lane within the sub-warp.</param>
    /// <param name="width">Lanes per sub-warp, a power of two; a constant.</param>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Shuffle, Shuffle = ShuffleKind.Index)]
    public static T Shuffle<T>(T variable, int sourceLane, int width)
        where T : unmanaged => WorkItem.Current.Shuffle(variable, ShuffleKind.Index, sourceLane, width);

    /// <summary>The value of the lane <paramref name="delta"/> above; the own one when there is none.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Shuffle, Shuffle = ShuffleKind.Down)]
    public static T ShuffleDown<T>(T variable, int delta)
        where T : unmanaged => WorkItem.Current.Shuffle(variable, ShuffleKind.Down, delta, 0);

    /// <summary>The value of the lane <paramref name="delta"/> above in the own sub-warp; the own one when there is none.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="variable">Value of this lane.</param>
    /// <param name="delta">Distance to the lane.</param>
    /// <param name="width">Lanes per sub-warp, a power of two; a constant.</param>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Shuffle, Shuffle = ShuffleKind.Down)]
    public static T ShuffleDown<T>(T variable, int delta, int width)
        where T : unmanaged => WorkItem.Current.Shuffle(variable, ShuffleKind.Down, delta, width);

    /// <summary>The value of the lane <paramref name="delta"/> below; the own one when there is none.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Shuffle, Shuffle = ShuffleKind.Up)]
    public static T ShuffleUp<T>(T variable, int delta)
        where T : unmanaged => WorkItem.Current.Shuffle(variable, ShuffleKind.Up, delta, 0);

    /// <summary>The value of the lane <paramref name="delta"/> below in the own sub-warp; the own one when there is none.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="variable">Value of this lane.</param>
    /// <param name="delta">Distance to the lane.</param>
    /// <param name="width">Lanes per sub-warp, a power of two; a constant.</param>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Shuffle, Shuffle = ShuffleKind.Up)]
    public static T ShuffleUp<T>(T variable, int delta, int width)
        where T : unmanaged => WorkItem.Current.Shuffle(variable, ShuffleKind.Up, delta, width);

    /// <summary>The value of the lane whose index differs in the bits of <paramref name="mask"/>.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Shuffle, Shuffle = ShuffleKind.Xor)]
    public static T ShuffleXor<T>(T variable, int mask)
        where T : unmanaged => WorkItem.Current.Shuffle(variable, ShuffleKind.Xor, mask, 0);

    /// <summary>The value of the lane of the own sub-warp whose index differs in the bits of <paramref name="mask"/>.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="variable">Value of this lane.</param>
    /// <param name="mask">Bits that differ.</param>
    /// <param name="width">Lanes per sub-warp, a power of two; a constant.</param>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Shuffle, Shuffle = ShuffleKind.Xor)]
    public static T ShuffleXor<T>(T variable, int mask, int width)
        where T : unmanaged => WorkItem.Current.Shuffle(variable, ShuffleKind.Xor, mask, width);

    /// <summary>The value of one lane for all lanes.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">Value of this lane.</param>
    /// <param name="sourceLane">The lane whose value counts; equal in all lanes.</param>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.Broadcast, Op = Op.WarpBroadcast)]
    public static T Broadcast<T>(T value, int sourceLane)
        where T : unmanaged => WorkItem.Current.Shuffle(value, ShuffleKind.Index, sourceLane, 0);
}
