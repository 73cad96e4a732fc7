using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <summary>What a compiled form of <see cref="TileTranspose"/> takes as constants.</summary>
/// <param name="lanes">Lanes of a warp.</param>
/// <param name="triangle">1: only elements above the diagonal are written; -1: below it; 0: all.</param>
internal readonly struct TransposeShape(int lanes, int triangle) : IEquatable<TransposeShape>
{
    public readonly int Lanes = lanes;
    public readonly int Triangle = triangle;

    public bool Equals(TransposeShape other) => this.Lanes == other.Lanes && this.Triangle == other.Triangle;

    public override bool Equals(object? obj) => obj is TransposeShape other && this.Equals(other);

    public override int GetHashCode() => HashCode.Combine(this.Lanes, this.Triangle);
}

/// <summary>
/// Transposition in memory. A warp of W lanes moves tiles of W by W through registers: lane r loads a column of the tile, the lanes
/// exchange blocks of 1, 2, 4, ... elements by shuffles, and lane c then holds a column of the target. Loads and stores of the matrices
/// are contiguous, which strided loads are not: those compete for the same few cache lines where rows lie a power of two apart.
/// </summary>
internal static class TileTranspose
{
    /// <summary>Tiles per group, side by side in the target.</summary>
    private const int Tiles = 4;

    private const int MaxLanes = 32;

    /// <summary>Smaller matrices fit into the cache whichever way they are read.</summary>
    private const int SmallestCount = 256;

    /// <summary>Whether the kernel suits a matrix on a device: a vector is a register there, and the lanes' own arrays are none of memory.</summary>
    public static bool Serves<T>(ComputeDevice device, MatrixView<T> matrix)
        where T : unmanaged =>
        device.Class == DeviceClass.CpuLanes && device.Accelerator.WarpSize is >= 4 and <= MaxLanes && matrix.Count >= SmallestCount;

    /// <summary>Grid: groups of tiles across the target, tiles down, matrices; group: one warp.</summary>
    public static KernelConfig Config(ComputeDevice device, int rows, int columns, int count)
    {
        int width = device.Accelerator.WarpSize;
        int across = width * Tiles;

        return new KernelConfig(
            new Index3D((columns + across - 1) / across, (rows + width - 1) / width, count), new Index3D(width, 1, 1));
    }

    /// <summary>target = source, where columns of the target and rows of the source are neighbours in memory.</summary>
    public static void Run<TTarget, TSource>(
        MatrixView<TTarget> target, MatrixView<TSource> source, long targetStep, long sourceStep, SpecializedValue<TransposeShape> shape)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        int lanes = shape.Value.Lanes;
        int triangle = shape.Value.Triangle;
        int lane = Group.IdxX;
        int row = Grid.IdxY * lanes;
        long to = Grid.IdxZ * targetStep;
        long from = Grid.IdxZ * sourceStep;
        TTarget[] values = new TTarget[lanes];

        for (int t = 0; t < Tiles; t++)
        {
            int column = ((Grid.IdxX * Tiles) + t) * lanes;
            bool isWanted = triangle == 0 || (triangle > 0 ? column + lanes > row + 1 : row + lanes > column + 1);

            if (column < source.Columns && isWanted)
            {
                bool isFull = column + lanes <= source.Columns && row + lanes <= source.Rows;

                // Asked once, not per element.
                if (isFull)
                {
                    for (int c = 0; c < lanes; c++)
                    {
                        values[c] = Casts.Convert<TTarget, TSource>(source.Data[from + row + lane + ((column + c) * source.ColumnStride)]);
                    }
                }
                else
                {
                    for (int c = 0; c < lanes; c++)
                    {
                        values[c] = row + lane < source.Rows && column + c < source.Columns
                            ? Casts.Convert<TTarget, TSource>(source.Data[from + row + lane + ((column + c) * source.ColumnStride)])
                            : default;
                    }
                }

                Exchange(values, lanes, lane, 1);
                Exchange(values, lanes, lane, 2);
                Exchange(values, lanes, lane, 4);
                Exchange(values, lanes, lane, 8);
                Exchange(values, lanes, lane, 16);

                if (isFull && (triangle == 0 || column != row))
                {
                    for (int r = 0; r < lanes; r++)
                    {
                        target.Data[to + ((row + r) * target.RowStride) + column + lane] = values[r];
                    }
                }
                else
                {
                    for (int r = 0; r < lanes; r++)
                    {
                        bool isOnSide = triangle == 0 || (triangle > 0 ? column + lane > row + r : column + lane < row + r);

                        if (isOnSide && row + r < target.Rows && column + lane < target.Columns)
                        {
                            target.Data[to + ((row + r) * target.RowStride) + column + lane] = values[r];
                        }
                    }
                }
            }
        }
    }

    /// <summary>Transposes the 2 by 2 arrangement of blocks of <paramref name="size"/> by <paramref name="size"/>.</summary>
    private static void Exchange<T>(T[] values, int lanes, int lane, int size)
        where T : unmanaged
    {
        bool isUpper = (lane & size) != 0;

        for (int i = 0; i < lanes; i++)
        {
            if ((i & size) == 0 && size < lanes)
            {
                T low = values[i];
                T high = values[i | size];
                T other = Warp.ShuffleXor(isUpper ? low : high, size);

                values[i] = isUpper ? other : low;
                values[i | size] = isUpper ? high : other;
            }
        }
    }
}
