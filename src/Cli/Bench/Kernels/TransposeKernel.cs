using ILGPU;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>Number of lanes of a warp, as a constant.</summary>
internal interface IWarpWidth
{
    /// <summary>Lanes; a power of two.</summary>
    static abstract int Lanes { get; }
}

/// <summary>128-bit vectors of floats.</summary>
internal readonly struct WarpOf4 : IWarpWidth
{
    public static int Lanes => 4;
}

/// <summary>256-bit vectors of floats.</summary>
internal readonly struct WarpOf8 : IWarpWidth
{
    public static int Lanes => 8;
}

/// <summary>512-bit vectors of floats.</summary>
internal readonly struct WarpOf16 : IWarpWidth
{
    public static int Lanes => 16;
}

/// <summary>The warps of most GPUs.</summary>
internal readonly struct WarpOf32 : IWarpWidth
{
    public static int Lanes => 32;
}

/// <summary>
/// Transposition of a square row-major matrix. A group, one warp of W lanes, moves tiles of W by W through registers: lane
/// c loads column c, the lanes exchange blocks of 1, 2, 4, ... elements by shuffles, and then lane r holds row r. Both the
/// loads and the stores of the matrix are contiguous. A group moves several tiles one below the other, which lengthens
/// what it writes to a row of the target.
/// </summary>
internal static class TransposeKernel
{
    /// <summary>Tiles per group.</summary>
    public const int Tiles = 4;

    /// <summary>target[c, r] = source[r, c]. Grid: n / W by n / (Tiles * W); group: one warp.</summary>
    public static void Run<TWidth>(ArrayView<float> target, ArrayView<float> source, int n)
        where TWidth : struct, IWarpWidth
    {
        int lane = Group.IdxX;
        long column = (long)Grid.IdxX * TWidth.Lanes;
        float[] values = new float[TWidth.Lanes];

        for (int t = 0; t < Tiles; t++)
        {
            long row = (((long)Grid.IdxY * Tiles) + t) * TWidth.Lanes;

            for (int r = 0; r < TWidth.Lanes; r++)
            {
                values[r] = source[((row + r) * n) + column + lane];
            }

            Exchange<TWidth>(values, lane, 1);
            Exchange<TWidth>(values, lane, 2);
            Exchange<TWidth>(values, lane, 4);
            Exchange<TWidth>(values, lane, 8);
            Exchange<TWidth>(values, lane, 16);

            for (int c = 0; c < TWidth.Lanes; c++)
            {
                target[((column + c) * n) + row + lane] = values[c];
            }
        }
    }

    /// <summary>Transposes the 2 by 2 arrangement of blocks of <paramref name="size"/> by <paramref name="size"/>.</summary>
    private static void Exchange<TWidth>(float[] values, int lane, int size)
        where TWidth : struct, IWarpWidth
    {
        bool isUpper = (lane & size) != 0;

        for (int i = 0; i < TWidth.Lanes; i++)
        {
            if ((i & size) == 0 && size < TWidth.Lanes)
            {
                float low = values[i];
                float high = values[i | size];
                float other = Warp.ShuffleXor(isUpper ? low : high, size);

                values[i] = isUpper ? other : low;
                values[i | size] = isUpper ? high : other;
            }
        }
    }
}
