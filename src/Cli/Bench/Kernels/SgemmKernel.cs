using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>Size of the block of C that one warp holds in registers.</summary>
internal interface ISgemmTile
{
    /// <summary>Rows of the block.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the block that one lane owns, a warp's width apart.</summary>
    static abstract int Columns { get; }

    /// <summary>Steps along k per panel of B; the panel should fit into the second cache.</summary>
    static abstract int Depth { get; }
}

/// <summary>24 accumulators, for 32 vector registers; a panel of 128 KiB with 16 lanes.</summary>
internal readonly struct WideSgemmTile : ISgemmTile
{
    public static int Rows => 6;

    public static int Columns => 4;

    public static int Depth => 512;
}

/// <summary>12 accumulators, for 16 vector registers; a panel of at most 32 KiB.</summary>
internal readonly struct NarrowSgemmTile : ISgemmTile
{
    public static int Rows => 6;

    public static int Columns => 2;

    public static int Depth => 256;
}

/// <summary>
/// C = A * B for row-major matrices. A group is one warp of W lanes; it computes a strip of C, some rows high and
/// Columns * W wide. Per step of Depth along k it copies that panel of B into shared memory, in the order of its use,
/// and then walks down the strip with a block of Rows by Columns * W accumulators in registers: for each k a few vectors
/// of B, one element of A per row, which is the same for all lanes, and Rows * Columns multiply-adds.
/// </summary>
internal static class SgemmKernel
{
    private const int MaxWarp = 16;

    /// <summary>Grid: strips across, strips down; group: one warp.</summary>
    /// <param name="c">Result, m by n; n is a multiple of Columns * W.</param>
    /// <param name="a">Left factor, m by k.</param>
    /// <param name="b">Right factor, k by n.</param>
    /// <param name="m">Rows of C, at least Rows.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="stripRows">Rows of C per group, at least Rows.</param>
    public static void Run<TTile>(
        ArrayView<float> c, ArrayView<float> a, ArrayView<float> b, int m, int n, int k, int stripRows)
        where TTile : struct, ISgemmTile
    {
        int width = Warp.WarpSize;
        int lane = Group.IdxX;
        int column = (Grid.IdxX * TTile.Columns * width) + lane;
        int firstRow = Grid.IdxY * stripRows;
        int endRow = IntrinsicMath.Min(firstRow + stripRows, m);
        ArrayView<float> panel = SharedMemory.Allocate<float>(TTile.Depth * TTile.Columns * MaxWarp);

        for (int first = 0; first < k; first += TTile.Depth)
        {
            int depth = IntrinsicMath.Min(TTile.Depth, k - first);

            Group.Barrier();

            for (int i = 0; i < depth; i++)
            {
                for (int j = 0; j < TTile.Columns; j++)
                {
                    panel[(((i * TTile.Columns) + j) * width) + lane] = b[((first + i) * n) + column + (j * width)];
                }
            }

            Group.Barrier();

            for (int row = firstRow; row < endRow; row += TTile.Rows)
            {
                // The last block may overlap the one before; rows that are done already are not stored again.
                int top = IntrinsicMath.Min(row, endRow - TTile.Rows);

                Block<TTile>(
                    c, a, panel, ((long)top * n) + column, n, ((long)top * k) + first, k, depth, row - top, first > 0);
            }
        }
    }

    /// <summary>Rows <paramref name="skip"/> and up of one block of C.</summary>
    private static void Block<TTile>(
        ArrayView<float> c,
        ArrayView<float> a,
        ArrayView<float> panel,
        long cStart,
        int n,
        long aStart,
        int k,
        int depth,
        int skip,
        bool adds)
        where TTile : struct, ISgemmTile
    {
        int width = Warp.WarpSize;
        int lane = Group.IdxX;
        float[] sums = new float[TTile.Rows * TTile.Columns];
        float[] factors = new float[TTile.Columns];

        for (int i = 0; i < TTile.Rows * TTile.Columns; i++)
        {
            sums[i] = 0;
        }

        // Indices are 64 bits wide from the start: widening a sum costs an instruction per access.
        for (long i = 0; i < depth; i++)
        {
            for (int j = 0; j < TTile.Columns; j++)
            {
                factors[j] = panel[(i * TTile.Columns * width) + (j * width) + lane];
            }

            for (int r = 0; r < TTile.Rows; r++)
            {
                float x = a[aStart + ((long)r * k) + i];

                for (int j = 0; j < TTile.Columns; j++)
                {
                    sums[(r * TTile.Columns) + j] =
                        MathF.FusedMultiplyAdd(x, factors[j], sums[(r * TTile.Columns) + j]);
                }
            }
        }

        for (int r = 0; r < TTile.Rows; r++)
        {
            if (r >= skip)
            {
                for (int j = 0; j < TTile.Columns; j++)
                {
                    long at = cStart + ((long)r * n) + (j * width);
                    float sum = sums[(r * TTile.Columns) + j];

                    c[at] = adds ? c[at] + sum : sum;
                }
            }
        }
    }
}
