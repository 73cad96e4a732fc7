using ILGPU;

namespace IlgpuOptim.Compute.Products;

/// <summary>
/// Matrix product for processors behind OpenCL, where a work-item is scalar code of its own: each computes a block of C of Rows by
/// Columns with all of it in registers and without barriers. What it computes for neighbouring columns is the same, so that the
/// driver makes vectors of it.
/// </summary>
internal static class ItemProductKernel
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 4;

    /// <summary>Columns of a block.</summary>
    public const int Columns = 8;

    private const int Depth = 64;

    /// <summary>Grid: blocks across, blocks down, segments of k * batch; group: one work-item.</summary>
    /// <param name="task">The product.</param>
    /// <param name="partial">Empty, or room for the sums of every segment; see <see cref="LaneProductKernel"/>.</param>
    /// <param name="segment">Steps along k per group.</param>
    /// <param name="segments">Number of segments of k.</param>
    public static void Run<T, TSum, TNumbers>(ProductTask<T, TSum> task, ArrayView<TSum> partial, int segment, int segments)
        where T : unmanaged
        where TSum : unmanaged
        where TNumbers : struct, IProductNumbers<T, TSum>
    {
        int m = task.C.Rows;
        int n = task.C.Columns;
        int row = Grid.IdxY * Rows;
        int column = Grid.IdxX * Columns;
        int member = Grid.IdxZ / segments;
        int start = (Grid.IdxZ - (member * segments)) * segment;
        int end = IntrinsicMath.Min(start + segment, task.A.Columns);
        long aBase = member * task.AStep;
        long bBase = member * task.BStep;
        TSum[] sums = new TSum[Rows * Columns];
        TSum[] parts = new TSum[Rows * Columns];
        TSum[] factors = new TSum[Columns];
        long[] rows = new long[Rows];
        long[] columns = new long[Columns];

        // Rows and columns outside of C are computed as copies of the last ones, and not stored.
        for (int i = 0; i < Rows; i++)
        {
            rows[i] = aBase + (IntrinsicMath.Min(row + i, m - 1) * task.A.RowStride);
        }

        for (int j = 0; j < Columns; j++)
        {
            columns[j] = bBase + (IntrinsicMath.Min(column + j, n - 1) * task.B.ColumnStride);
        }

        for (int i = 0; i < Rows * Columns; i++)
        {
            sums[i] = TNumbers.Zero;
        }

        for (int first = start; first < end; first += Depth)
        {
            int last = IntrinsicMath.Min(first + Depth, end);

            for (int i = 0; i < Rows * Columns; i++)
            {
                parts[i] = TNumbers.Zero;
            }

            for (long k = first; k < last; k++)
            {
                for (int j = 0; j < Columns; j++)
                {
                    factors[j] = TNumbers.Widen(task.B.Data[columns[j] + (k * task.B.RowStride)]);
                }

                for (int i = 0; i < Rows; i++)
                {
                    TSum value = TNumbers.Widen(task.A.Data[rows[i] + (k * task.A.ColumnStride)]);

                    for (int j = 0; j < Columns; j++)
                    {
                        parts[(i * Columns) + j] = TNumbers.MultiplyAdd(value, factors[j], parts[(i * Columns) + j]);
                    }
                }
            }

            // Sums of sums: shorter chains of additions round less.
            for (int i = 0; i < Rows * Columns; i++)
            {
                sums[i] = TNumbers.Add(sums[i], parts[i]);
            }
        }

        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                if (row + i < m && column + j < n)
                {
                    ProductStore.Run<T, TSum, TNumbers>(task, partial, member, row + i, column + j, sums[(i * Columns) + j]);
                }
            }
        }
    }
}
