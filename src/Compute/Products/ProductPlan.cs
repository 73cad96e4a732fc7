using ILGPU;

namespace IlgpuOptim.Compute.Products;

/// <summary>How a product is cut into pieces. What changes sums depends on shapes alone, never on the number of cores.</summary>
/// <param name="Shape">Block in registers of the kernel for lanes.</param>
/// <param name="Grid">Groups.</param>
/// <param name="StripRows">Rows of C per group.</param>
/// <param name="Depth">Steps along k per panel.</param>
/// <param name="Segment">Steps along k per group.</param>
/// <param name="Segments">Number of segments of k.</param>
/// <param name="UsesPartial">Sums go to scratch memory first.</param>
internal readonly record struct ProductPlan(
    BlockShape Shape, Index3D Grid, int StripRows, int Depth, int Segment, int Segments, bool UsesPartial)
{
    /// <summary>Pieces that a product is cut into if its inner dimension has to be split for it.</summary>
    private const int Pieces = 64;

    /// <summary>
    /// Rows of A that are read side by side. If they lie a power of two apart, they compete for the same few lines of the first cache.
    /// </summary>
    private const int MaxRows = 8;

    /// <summary>Most steps along k that are summed in one chain: sums of sums round less.</summary>
    private const int MaxDepth = 512;

    /// <summary>Shortest segment of an inner dimension.</summary>
    private const int MinSegment = 512;

    /// <summary>For vectors of <paramref name="lanes"/> 32-bit elements.</summary>
    /// <param name="task">The product; columns of C or of B should be contiguous.</param>
    /// <param name="batch">Members of the batch.</param>
    /// <param name="lanes">Lanes of a warp.</param>
    /// <param name="cores">Cores that work is spread over.</param>
    /// <param name="isSymmetric">Only what lies on and below the diagonal of C is wanted.</param>
    public static unsafe ProductPlan ForLanes<T, TSum>(in ProductTask<T, TSum> task, int batch, int lanes, int cores, bool isSymmetric)
        where T : unmanaged
        where TSum : unmanaged
    {
        int m = task.M;
        int n = task.N;
        int k = task.K;
        int registersPerVector = sizeof(TSum) > 4 && lanes > 1 ? 2 : 1;
        int accumulators = (lanes >= 16 ? 24 : 12) / registersPerVector;
        (int rows, int columns) = ChooseBlock(m, n, lanes, accumulators, registersPerVector);
        int strips = (n + (columns * lanes) - 1) / (columns * lanes);

        // A panel of B is used once per block of rows: with few of them it should stay in the first cache, otherwise in the second.
        int panelBytes = m <= 8 * rows ? 24 << 10 : 128 << 10;
        int maxDepth = Math.Min(MaxDepth, Math.Min(panelBytes / sizeof(TSum), LaneProductKernel.PanelLength) / (columns * lanes));
        int segments = Segmentation(k, (long)strips * ((m + 255) / 256) * batch);
        int segment = Divide(k, segments);
        int depth = Divide(segment, Divide(segment, maxDepth));

        // Strips of C that share their columns copy the same panels; that is dear if they are low.
        int wanted = Math.Max(1, 8 * cores / Math.Max(1, strips * segments * batch));
        int stripRows = Math.Max(Math.Min(m, 96), Divide(m, wanted));
        stripRows = (stripRows + rows - 1) / rows * rows;

        return new ProductPlan(
            new BlockShape(rows, columns, task.B.ColumnStride == 1 ? 1 : 0, isSymmetric ? 1 : 0),
            new Index3D(strips, Divide(m, stripRows), segments * batch),
            stripRows,
            depth,
            segment,
            segments,
            segments > 1 || task.C.ColumnStride != 1 || (depth < k && typeof(T) != typeof(TSum)));
    }

    /// <summary>For kernels whose groups compute blocks of fixed size.</summary>
    public static ProductPlan ForBlocks<T, TSum>(in ProductTask<T, TSum> task, int batch, int rows, int columns)
        where T : unmanaged
        where TSum : unmanaged
    {
        int across = (task.N + columns - 1) / columns;
        int down = (task.M + rows - 1) / rows;
        int segments = Segmentation(task.K, (long)across * down * batch);
        int segment = Divide(task.K, segments);

        return new ProductPlan(
            default, new Index3D(across, down, segments * batch), rows, segment, segment, segments, segments > 1);
    }

    private static int Segmentation(int k, long groups) =>
        (int)Math.Clamp(Pieces / Math.Max(1, groups), 1, Math.Max(1, k / MinSegment));

    /// <summary>The quotient, rounded up and at least 1.</summary>
    private static int Divide(int length, int parts) => Math.Max(1, (length + parts - 1) / parts);

    /// <summary>
    /// The block with the lowest cost per step along k over all of C: multiply-adds or loads, whichever are more, two per cycle, and
    /// at least eight of them because each waits for the one before it in its accumulator.
    /// </summary>
    private static (int Rows, int Columns) ChooseBlock(int m, int n, int lanes, int accumulators, int registersPerVector)
    {
        (int Rows, int Columns) best = (1, 1);
        long bestCost = long.MaxValue;

        for (int columns = 1; columns <= 4; columns++)
        {
            int maxRows = Math.Min(MaxRows, accumulators / columns);

            if (maxRows == 0)
            {
                break;
            }

            int blocks = (m + maxRows - 1) / maxRows;
            int rows = (m + blocks - 1) / blocks;
            int strips = (n + (columns * lanes) - 1) / (columns * lanes);
            int multiplyAdds = rows * columns * registersPerVector;
            int loads = rows + (columns * registersPerVector);
            long cost = (long)strips * blocks * Math.Max(Math.Max(multiplyAdds, loads), 8);

            // Of those that are nearly equal the wider one: its rows of B and C are longer.
            if (bestCost == long.MaxValue || cost * 20 <= bestCost * 21)
            {
                best = (rows, columns);
                bestCost = Math.Min(cost, bestCost);
            }
        }

        return best;
    }
}
