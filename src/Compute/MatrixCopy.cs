using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <summary>Copies of matrices between any layouts and floating-point types, such as a transposition in memory.</summary>
public static class MatrixCopy
{
    // Tiles are read and written completely before the next one, so that strided elements are found in the cache.
    private const int TileRows = 16;
    private const int TileWarps = 4;

    /// <summary>target = source.</summary>
    /// <typeparam name="TTarget">Element type of the target: float, double, BFloat16 or ILGPU's Half.</typeparam>
    /// <typeparam name="TSource">Element type of the source: one of the same.</typeparam>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="target">Matrix of the same shape, which does not overlap the source.</param>
    /// <param name="source">Matrix that is copied.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void Run<TTarget, TSource>(ComputeDevice device, MatrixView<TTarget> target, MatrixView<TSource> source)
        where TTarget : unmanaged
        where TSource : unmanaged => RunBatch(device, target, source, 1, (0, 0));

    /// <summary>target = source for several matrices of equal shapes, in one launch.</summary>
    /// <typeparam name="TTarget">Element type of the targets: float, double, BFloat16 or ILGPU's Half.</typeparam>
    /// <typeparam name="TSource">Element type of the sources: one of the same.</typeparam>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="target">First target; no target overlaps a source.</param>
    /// <param name="source">First matrix that is copied.</param>
    /// <param name="count">Number of matrices.</param>
    /// <param name="steps">Elements from a matrix to the next one of its kind.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void RunBatch<TTarget, TSource>(
        ComputeDevice device, MatrixView<TTarget> target, MatrixView<TSource> source, int count, (long Target, long Source) steps)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        if (target.Rows != source.Rows || target.Columns != source.Columns)
        {
            throw new ArgumentException(
                $"A matrix of {source.Rows} x {source.Columns} cannot be copied to one of {target.Rows} x {target.Columns}.", nameof(target));
        }

        if (source.Count == 0 || count == 0)
        {
            return;
        }

        if (target.ColumnStride > target.RowStride)
        {
            target = target.Transposed;
            source = source.Transposed;
        }

        Kernels<TTarget, TSource> kernels = device.Kernels(static d => new Kernels<TTarget, TSource>(d));
        int width = device.Accelerator.WarpSize;

        if (target.ColumnStride == 1 && source.RowStride == 1 && source.ColumnStride != 1 && TileTranspose.Serves(device, source))
        {
            kernels.Transpose(
                device.Stream,
                TileTranspose.Config(device, source.Rows, source.Columns, count),
                target,
                source,
                steps.Target,
                steps.Source,
                new SpecializedValue<TransposeShape>(new TransposeShape(width, 0)));

            return;
        }

        int tileColumns = width * TileWarps;
        Index3D grid = new(
            (source.Columns + tileColumns - 1) / tileColumns, (source.Rows + TileRows - 1) / TileRows, count);

        kernels.Copy(device.Stream, new KernelConfig(grid, new Index3D(width, 1, 1)), target, source, steps.Target, steps.Source);
    }

    /// <summary>Copies what lies below the diagonal of square matrices to above it.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="matrix">First matrix.</param>
    /// <param name="count">Number of matrices.</param>
    /// <param name="step">Elements from a matrix to the next one.</param>
    internal static void Mirror<T>(ComputeDevice device, MatrixView<T> matrix, int count, long step)
        where T : unmanaged
    {
        if (matrix.Count == 0 || count == 0)
        {
            return;
        }

        // A transposed matrix has its lower triangle where the upper one is in memory: then it is that one which is copied.
        bool isUpper = matrix.ColumnStride != 1 && matrix.RowStride == 1;
        MatrixView<T> rows = isUpper ? matrix.Transposed : matrix;
        Kernels<T, T> kernels = device.Kernels(static d => new Kernels<T, T>(d));

        if (rows.ColumnStride == 1 && TileTranspose.Serves(device, rows))
        {
            kernels.Transpose(
                device.Stream,
                TileTranspose.Config(device, rows.Rows, rows.Columns, count),
                rows,
                rows.Transposed,
                step,
                step,
                new SpecializedValue<TransposeShape>(new TransposeShape(device.Accelerator.WarpSize, isUpper ? -1 : 1)));
        }
        else
        {
            kernels.Mirror(device.Stream, new Index3D(matrix.Rows, matrix.Rows, count), matrix, step);
        }
    }

    private static void MirrorKernel<T>(Index3D index, MatrixView<T> c, long step)
        where T : unmanaged
    {
        if (index.X > index.Y)
        {
            long at = index.Z * step;
            c.Data[at + (index.Y * c.RowStride) + (index.X * c.ColumnStride)] = c.Data[at + (index.X * c.RowStride) + (index.Y * c.ColumnStride)];
        }
    }

    private static void Copy<TTarget, TSource>(
        MatrixView<TTarget> target, MatrixView<TSource> source, long targetStep, long sourceStep)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        int width = Group.DimX;
        int column = (Grid.IdxX * width * TileWarps) + Group.IdxX;
        int row = Grid.IdxY * TileRows;
        int endRow = IntrinsicMath.Min(row + TileRows, source.Rows);
        int endColumn = IntrinsicMath.Min(column + (width * TileWarps), source.Columns);
        bool isUnit = target.ColumnStride == 1;
        long to = Grid.IdxZ * targetStep;
        long from = Grid.IdxZ * sourceStep;

        for (int j = column; j < endColumn; j += width)
        {
            for (int i = row; i < endRow; i++)
            {
                TTarget value = Casts.Convert<TTarget, TSource>(source.Data[from + (i * source.RowStride) + (j * source.ColumnStride)]);

                if (isUnit)
                {
                    target.Data[to + (i * target.RowStride) + j] = value;
                }
                else
                {
                    target.Data[to + (i * target.RowStride) + (j * target.ColumnStride)] = value;
                }
            }
        }
    }

    private sealed class Kernels<TTarget, TSource>(ComputeDevice device)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        private Action<AcceleratorStream, Index3D, MatrixView<TTarget>, long>? _mirror;

        public readonly Action<AcceleratorStream, KernelConfig, MatrixView<TTarget>, MatrixView<TSource>, long, long> Copy =
            device.Accelerator.LoadKernel<MatrixView<TTarget>, MatrixView<TSource>, long, long>(MatrixCopy.Copy);

        public readonly Action<
            AcceleratorStream, KernelConfig, MatrixView<TTarget>, MatrixView<TSource>, long, long, SpecializedValue<TransposeShape>> Transpose =
            device.Accelerator.LoadKernel<MatrixView<TTarget>, MatrixView<TSource>, long, long, SpecializedValue<TransposeShape>>(
                TileTranspose.Run);

        public Action<AcceleratorStream, Index3D, MatrixView<TTarget>, long> Mirror => this._mirror ??=
            device.Accelerator.LoadAutoGroupedKernel<Index3D, MatrixView<TTarget>, long>(MirrorKernel);
    }
}
