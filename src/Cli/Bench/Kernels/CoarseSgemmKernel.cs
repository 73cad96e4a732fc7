using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Cli.Bench.Kernels;

/// <summary>
/// C = A * B for square row-major matrices on processors behind OpenCL, where a work-item is a thread of its own and not a lane:
/// each computes a block of C of Rows by Columns with all of it in registers. Two kernels copy A in bands of Rows rows and B in
/// panels of Columns columns, in the order of their use. The loops over the block are unrolled completely, and what they compute
/// for neighbouring columns is the same, so that the driver makes vectors of it.
/// </summary>
internal static class CoarseSgemmKernel
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 8;

    /// <summary>Columns of a block.</summary>
    public const int Columns = 16;

    /// <summary>Steps along k between which C is read and written; divides n.</summary>
    public const int Depth = 256;

    /// <summary>One work-item per panel and row of B: panels[panel, k, j] = b[k, panel * Columns + j].</summary>
    public static void PackB(Index2D index, ArrayView<float> b, ArrayView<float> panels, int n)
    {
        long from = ((long)index.Y * n) + (index.X * Columns);
        long to = (((long)index.X * n) + index.Y) * Columns;

        for (int j = 0; j < Columns; j++)
        {
            panels[to + j] = b[from + j];
        }
    }

    /// <summary>One work-item per band and column of A: bands[band, k, i] = a[band * Rows + i, k].</summary>
    public static void PackA(Index2D index, ArrayView<float> a, ArrayView<float> bands, int n)
    {
        long from = ((long)index.Y * Rows * n) + index.X;
        long to = (((long)index.Y * n) + index.X) * Rows;

        for (int i = 0; i < Rows; i++)
        {
            bands[to + i] = a[from + ((long)i * n)];
        }
    }

    /// <summary>One work-item per block of C; X walks down the rows, so that neighbours share a panel.</summary>
    public static void Multiply(Index2D index, ArrayView<float> bands, ArrayView<float> panels, ArrayView<float> c, int n)
    {
        long band = (long)index.X * Rows * n;
        long panel = (long)index.Y * n * Columns;
        long target = band + (index.Y * Columns);

        // Sums of sums: shorter chains of additions round less.
        for (int first = 0; first < n; first += Depth)
        {
            Step(bands, panels, c, band + ((long)first * Rows), panel + ((long)first * Columns), target, n, first > 0);
        }
    }

    private static void Step(
        ArrayView<float> bands, ArrayView<float> panels, ArrayView<float> c, long band, long panel, long target, int n, bool adds)
    {
        float[] sums = new float[Rows * Columns];
        float[] factors = new float[Columns];

        for (int i = 0; i < Rows * Columns; i++)
        {
            sums[i] = 0;
        }

        for (long k = 0; k < Depth; k++)
        {
            for (int j = 0; j < Columns; j++)
            {
                factors[j] = panels[panel + (k * Columns) + j];
            }

            for (int i = 0; i < Rows; i++)
            {
                float x = bands[band + (k * Rows) + i];

                for (int j = 0; j < Columns; j++)
                {
                    sums[(i * Columns) + j] = MathF.FusedMultiplyAdd(x, factors[j], sums[(i * Columns) + j]);
                }
            }
        }

        // Asked once, not per element.
        if (adds)
        {
            for (int i = 0; i < Rows * Columns; i++)
            {
                c[target + ((long)(i / Columns) * n) + (i % Columns)] += sums[i];
            }
        }
        else
        {
            for (int i = 0; i < Rows * Columns; i++)
            {
                c[target + ((long)(i / Columns) * n) + (i % Columns)] = sums[i];
            }
        }
    }
}

/// <summary>
/// C = A * B for square row-major matrices on GPUs: a group of 16 by 16 computes 64 by 64 elements of C, each work-item 4 by 4 of
/// them, from tiles of A and B in shared memory.
/// </summary>
internal static class TiledSgemmKernel
{
    /// <summary>Edge of a group.</summary>
    public const int Group = 16;

    /// <summary>Edge of the block of C of a group.</summary>
    public const int Tile = Group * PerItem;

    private const int PerItem = 4;
    private const int Depth = 16;

    /// <summary>Grid: n / Tile in both directions; group: Group by Group; n is a multiple of Tile.</summary>
    public static void Multiply(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int n)
    {
        ArrayView<float> left = SharedMemory.Allocate<float>(Tile * (Depth + 1));
        ArrayView<float> right = SharedMemory.Allocate<float>(Depth * Tile);
        int x = ILGPU.Group.IdxX;
        int y = ILGPU.Group.IdxY;
        long row = (long)Grid.IdxY * Tile;
        long column = (long)Grid.IdxX * Tile;
        float[] sums = new float[PerItem * PerItem];
        float[] parts = new float[PerItem * PerItem];
        float[] factors = new float[PerItem];

        for (int i = 0; i < PerItem * PerItem; i++)
        {
            sums[i] = 0;
        }

        for (int k = 0; k < n; k += Depth)
        {
            for (int i = 0; i < PerItem * PerItem; i++)
            {
                parts[i] = 0;
            }

            for (int i = 0; i < PerItem; i++)
            {
                left[(((i * Group) + y) * (Depth + 1)) + x] = a[((row + (i * Group) + y) * n) + k + x];
                right[(y * Tile) + (i * Group) + x] = b[((long)(k + y) * n) + column + (i * Group) + x];
            }

            ILGPU.Group.Barrier();

            for (int d = 0; d < Depth; d++)
            {
                for (int j = 0; j < PerItem; j++)
                {
                    factors[j] = right[(d * Tile) + (j * Group) + x];
                }

                for (int i = 0; i < PerItem; i++)
                {
                    float value = left[(((i * Group) + y) * (Depth + 1)) + d];

                    for (int j = 0; j < PerItem; j++)
                    {
                        parts[(i * PerItem) + j] = MathF.FusedMultiplyAdd(value, factors[j], parts[(i * PerItem) + j]);
                    }
                }
            }

            // Sums of sums: shorter chains of additions round less.
            for (int i = 0; i < PerItem * PerItem; i++)
            {
                sums[i] += parts[i];
            }

            ILGPU.Group.Barrier();
        }

        for (int i = 0; i < PerItem; i++)
        {
            for (int j = 0; j < PerItem; j++)
            {
                c[((row + (i * Group) + y) * n) + column + (j * Group) + x] = sums[(i * PerItem) + j];
            }
        }
    }
}
