using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute.Products;

/// <summary>
/// Matrix product where a warp is a vector of W lanes and shared memory is cache. A group is one warp; it computes a strip of C,
/// some rows high and Columns * W wide. Per step of <c>depth</c> along k it copies that panel of B into shared memory, in the order
/// of its use and filled up with zeros, and then walks down the strip with a block of Rows by Columns * W accumulators in
/// registers: for each k a few vectors of B, one element of A per row, which is the same for all lanes, and Rows * Columns
/// multiply-adds.
/// </summary>
internal static class LaneProductKernel
{
    /// <summary>Elements of the panel in shared memory.</summary>
    public const int PanelLength = 1 << 15;

    /// <summary>Grid: strips across, strips down, segments of k * batch; group: one warp.</summary>
    /// <param name="task">The product; columns of C are neighbours in memory, unless there is <paramref name="partial"/>.</param>
    /// <param name="partial">
    /// Empty, or room for C of every segment and member of the batch, dense: the sums go there, and
    /// <see cref="PartialSumKernel"/> adds them up.
    /// </param>
    /// <param name="stripRows">Rows of C per group.</param>
    /// <param name="depth">Steps along k per panel; depth * Columns * W fits into the panel.</param>
    /// <param name="segment">Steps along k per group.</param>
    /// <param name="segments">Number of segments of k.</param>
    /// <param name="shape">Block of C in registers; m is at least its number of rows.</param>
    public static void Run<T, TSum, TNumbers>(
        ProductTask<T, TSum> task,
        ArrayView<TSum> partial,
        int stripRows,
        int depth,
        int segment,
        int segments,
        SpecializedValue<BlockShape> shape)
        where T : unmanaged
        where TSum : unmanaged
        where TNumbers : struct, IProductNumbers<T, TSum>
    {
        BlockShape block = shape.Value;
        int width = Warp.WarpSize;
        int lane = Group.IdxX;
        int column = (Grid.IdxX * block.Columns * width) + lane;
        int firstRow = Grid.IdxY * stripRows;
        int endRow = IntrinsicMath.Min(firstRow + stripRows, task.C.Rows);
        int member = Grid.IdxZ / segments;
        int part = Grid.IdxZ - (member * segments);
        int k = task.A.Columns;
        int start = part * segment;
        int end = IntrinsicMath.Min(start + segment, k);
        int n = task.C.Columns;
        bool isFull = (Grid.IdxX + 1) * block.Columns * width <= n;
        long aBase = member * task.AStep;
        long bBase = member * task.BStep;
        long cBase = member * task.CStep;
        long partialBase = (long)Grid.IdxZ * task.C.Rows * n;
        ArrayView<TSum> panel = SharedMemory.Allocate<TSum>(PanelLength);

        // Of a symmetric product, the strip's rows from the diagonal on.
        if (block.Triangle != 0)
        {
            firstRow = IntrinsicMath.Max(firstRow, Grid.IdxX * block.Columns * width);

            if (firstRow >= endRow)
            {
                return;
            }
        }

        for (int first = start; first < end; first += depth)
        {
            int steps = IntrinsicMath.Min(depth, end - first);

            Group.Barrier();
            Pack<T, TSum, TNumbers>(task.B, panel, bBase + (first * task.B.RowStride), column, steps, n, isFull, block);
            Group.Barrier();

            for (int row = firstRow; row < endRow; row += block.Rows)
            {
                // The last block may overlap the one before; rows that are done already are not stored again.
                int top = IntrinsicMath.Max(0, IntrinsicMath.Min(row, endRow - block.Rows));

                Block<T, TSum, TNumbers>(
                    task,
                    partial,
                    panel,
                    aBase + (top * task.A.RowStride) + (first * task.A.ColumnStride),
                    cBase,
                    partialBase,
                    top,
                    column,
                    row - top,
                    steps,
                    first > start,
                    isFull,
                    block);
            }
        }
    }

    private static void Pack<T, TSum, TNumbers>(
        MatrixView<T> b, ArrayView<TSum> panel, long from, int column, int steps, int n, bool isFull, BlockShape block)
        where T : unmanaged
        where TSum : unmanaged
        where TNumbers : struct, IProductNumbers<T, TSum>
    {
        int width = Warp.WarpSize;
        int lane = Group.IdxX;

        if (isFull)
        {
            for (long i = 0; i < steps; i++)
            {
                for (int j = 0; j < block.Columns; j++)
                {
                    long at = block.UnitB != 0 ? column + (j * width) : (column + (j * width)) * b.ColumnStride;

                    panel[(((i * block.Columns) + j) * width) + lane] = TNumbers.Widen(b.Data[from + (i * b.RowStride) + at]);
                }
            }
        }
        else
        {
            for (long i = 0; i < steps; i++)
            {
                for (int j = 0; j < block.Columns; j++)
                {
                    int to = column + (j * width);
                    long at = block.UnitB != 0 ? to : to * b.ColumnStride;

                    panel[(((i * block.Columns) + j) * width) + lane] =
                        to < n ? TNumbers.Widen(b.Data[from + (i * b.RowStride) + at]) : TNumbers.Zero;
                }
            }
        }
    }

    /// <summary>Rows <paramref name="skip"/> and up of one block of C.</summary>
    private static void Block<T, TSum, TNumbers>(
        ProductTask<T, TSum> task,
        ArrayView<TSum> partial,
        ArrayView<TSum> panel,
        long aStart,
        long cBase,
        long partialBase,
        int top,
        int column,
        int skip,
        int steps,
        bool adds,
        bool isFull,
        BlockShape block)
        where T : unmanaged
        where TSum : unmanaged
        where TNumbers : struct, IProductNumbers<T, TSum>
    {
        int width = Warp.WarpSize;
        int lane = Group.IdxX;
        TSum[] sums = new TSum[block.Rows * block.Columns];
        TSum[] factors = new TSum[block.Columns];

        for (int i = 0; i < block.Rows * block.Columns; i++)
        {
            sums[i] = TNumbers.Zero;
        }

        // Indices are 64 bits wide from the start: widening a sum costs an instruction per access.
        for (long i = 0; i < steps; i++)
        {
            for (int j = 0; j < block.Columns; j++)
            {
                factors[j] = panel[(i * block.Columns * width) + (j * width) + lane];
            }

            for (int r = 0; r < block.Rows; r++)
            {
                TSum x = TNumbers.Widen(task.A.Data[aStart + (r * task.A.RowStride) + (i * task.A.ColumnStride)]);

                for (int j = 0; j < block.Columns; j++)
                {
                    sums[(r * block.Columns) + j] = TNumbers.MultiplyAdd(x, factors[j], sums[(r * block.Columns) + j]);
                }
            }
        }

        bool toPartial = partial.Length > 0;
        long rowStep = toPartial ? task.C.Columns : task.C.RowStride;
        long start = (toPartial ? partialBase : cBase) + (top * rowStep);

        // Asked once, not per element.
        if (toPartial)
        {
            for (int r = 0; r < block.Rows; r++)
            {
                for (int j = 0; j < block.Columns; j++)
                {
                    int to = column + (j * width);

                    if (r >= skip && (isFull || to < task.C.Columns))
                    {
                        long at = start + (r * rowStep) + to;
                        TSum sum = sums[(r * block.Columns) + j];

                        partial[at] = adds ? TNumbers.Add(partial[at], sum) : sum;
                    }
                }
            }
        }
        else if (adds || !TNumbers.IsZero(task.Beta))
        {
            TSum scale = adds ? TNumbers.One : task.Beta;

            for (int r = 0; r < block.Rows; r++)
            {
                for (int j = 0; j < block.Columns; j++)
                {
                    int to = column + (j * width);

                    if (r >= skip && (isFull || to < task.C.Columns))
                    {
                        long at = start + (r * rowStep) + to;
                        TSum old = TNumbers.Multiply(scale, TNumbers.Widen(task.C.Data[at]));

                        task.C.Data[at] = TNumbers.Narrow(
                            TNumbers.MultiplyAdd(task.Alpha, sums[(r * block.Columns) + j], old));
                    }
                }
            }
        }
        else
        {
            for (int r = 0; r < block.Rows; r++)
            {
                for (int j = 0; j < block.Columns; j++)
                {
                    int to = column + (j * width);

                    if (r >= skip && (isFull || to < task.C.Columns))
                    {
                        long at = start + (r * rowStep) + to;

                        task.C.Data[at] = TNumbers.Narrow(TNumbers.Multiply(task.Alpha, sums[(r * block.Columns) + j]));
                    }
                }
            }
        }
    }
}
