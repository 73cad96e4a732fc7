using ILGPU;

namespace IlgpuOptim.Compute.Products;

/// <summary>
/// Matrix product for GPUs: a group of 16 by 16 computes 64 by 64 elements of C, each work-item 4 by 4 of them, from tiles of A and
/// B in shared memory. Tiles at the edges are filled up with zeros.
/// </summary>
internal static class TileProductKernel
{
    /// <summary>Edge of a group.</summary>
    public const int Edge = 16;

    /// <summary>Edge of the block of C of a group.</summary>
    public const int Tile = Edge * PerItem;

    private const int PerItem = 4;
    private const int Depth = 16;

    /// <summary>Grid: blocks across, blocks down, segments of k * batch; group: Edge by Edge.</summary>
    /// <param name="task">The product.</param>
    /// <param name="partial">Empty, or room for the sums of every segment; see <see cref="LaneProductKernel"/>.</param>
    /// <param name="segment">Steps along k per group.</param>
    /// <param name="segments">Number of segments of k.</param>
    /// <param name="acrossA">Neighbouring work-items read neighbouring columns of A; else neighbouring rows.</param>
    /// <param name="acrossB">Neighbouring work-items read neighbouring columns of B; else neighbouring rows.</param>
    /// <param name="triangle">Not 0: C is symmetric, and blocks above its diagonal are left out.</param>
    public static void Run<T, TSum, TNumbers>(
        ProductTask<T, TSum> task, ArrayView<TSum> partial, int segment, int segments, int acrossA, int acrossB, int triangle)
        where T : unmanaged
        where TSum : unmanaged
        where TNumbers : struct, IProductNumbers<T, TSum>
    {
        ArrayView<TSum> left = SharedMemory.Allocate<TSum>(Tile * (Depth + 1));
        ArrayView<TSum> right = SharedMemory.Allocate<TSum>(Depth * (Tile + 1));
        int x = Group.IdxX;
        int y = Group.IdxY;
        int m = task.C.Rows;
        int n = task.C.Columns;
        int row = Grid.IdxY * Tile;
        int column = Grid.IdxX * Tile;
        int member = Grid.IdxZ / segments;

        if (triangle != 0 && Grid.IdxX > Grid.IdxY)
        {
            return;
        }

        int start = (Grid.IdxZ - (member * segments)) * segment;
        int end = IntrinsicMath.Min(start + segment, task.A.Columns);
        long aBase = member * task.AStep;
        long bBase = member * task.BStep;
        TSum[] sums = new TSum[PerItem * PerItem];
        TSum[] parts = new TSum[PerItem * PerItem];
        TSum[] factors = new TSum[PerItem];

        for (int i = 0; i < PerItem * PerItem; i++)
        {
            sums[i] = TNumbers.Zero;
        }

        for (int k = start; k < end; k += Depth)
        {
            for (int i = 0; i < PerItem; i++)
            {
                // Whichever way memory runs, neighbouring work-items read neighbours.
                int leftRow = acrossA != 0 ? (i * Edge) + y : (i * Edge) + x;
                int leftColumn = acrossA != 0 ? x : y;
                int rightRow = acrossB != 0 ? y : x;
                int rightColumn = acrossB != 0 ? (i * Edge) + x : (i * Edge) + y;

                left[(leftRow * (Depth + 1)) + leftColumn] = row + leftRow < m && k + leftColumn < end
                    ? TNumbers.Widen(task.A.Data[
                        aBase + ((row + leftRow) * task.A.RowStride) + ((k + leftColumn) * task.A.ColumnStride)])
                    : TNumbers.Zero;
                right[(rightRow * (Tile + 1)) + rightColumn] = column + rightColumn < n && k + rightRow < end
                    ? TNumbers.Widen(task.B.Data[
                        bBase + ((k + rightRow) * task.B.RowStride) + ((column + rightColumn) * task.B.ColumnStride)])
                    : TNumbers.Zero;
            }

            Group.Barrier();

            for (int i = 0; i < PerItem * PerItem; i++)
            {
                parts[i] = TNumbers.Zero;
            }

            for (int d = 0; d < Depth; d++)
            {
                for (int j = 0; j < PerItem; j++)
                {
                    factors[j] = right[(d * (Tile + 1)) + (j * Edge) + x];
                }

                for (int i = 0; i < PerItem; i++)
                {
                    TSum value = left[(((i * Edge) + y) * (Depth + 1)) + d];

                    for (int j = 0; j < PerItem; j++)
                    {
                        parts[(i * PerItem) + j] = TNumbers.MultiplyAdd(value, factors[j], parts[(i * PerItem) + j]);
                    }
                }
            }

            // Sums of sums: shorter chains of additions round less.
            for (int i = 0; i < PerItem * PerItem; i++)
            {
                sums[i] = TNumbers.Add(sums[i], parts[i]);
            }

            Group.Barrier();
        }

        for (int i = 0; i < PerItem; i++)
        {
            for (int j = 0; j < PerItem; j++)
            {
                int toRow = row + (i * Edge) + y;
                int toColumn = column + (j * Edge) + x;

                if (toRow < m && toColumn < n)
                {
                    ProductStore.Run<T, TSum, TNumbers>(task, partial, member, toRow, toColumn, sums[(i * PerItem) + j]);
                }
            }
        }
    }
}

/// <summary>Where an element of C goes.</summary>
internal static class ProductStore
{
    /// <summary>Stores a sum: as it is if there are segments, else as alpha * sum + beta * C.</summary>
    public static void Run<T, TSum, TNumbers>(
        ProductTask<T, TSum> task, ArrayView<TSum> partial, int member, int row, int column, TSum sum)
        where T : unmanaged
        where TSum : unmanaged
        where TNumbers : struct, IProductNumbers<T, TSum>
    {
        if (partial.Length > 0)
        {
            partial[((((long)Grid.IdxZ * task.C.Rows) + row) * task.C.Columns) + column] = sum;

            return;
        }

        long at = (member * task.CStep) + (row * task.C.RowStride) + (column * task.C.ColumnStride);
        TSum value = TNumbers.Multiply(task.Alpha, sum);

        if (!TNumbers.IsZero(task.Beta))
        {
            value = TNumbers.MultiplyAdd(task.Beta, TNumbers.Widen(task.C.Data[at]), value);
        }

        task.C.Data[at] = TNumbers.Narrow(value);
    }
}
