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
        where TSource : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);

        if (target.Rows != source.Rows || target.Columns != source.Columns)
        {
            throw new ArgumentException(
                $"A matrix of {source.Rows} x {source.Columns} cannot be copied to one of {target.Rows} x {target.Columns}.", nameof(target));
        }

        if (source.Count == 0)
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
        int tileColumns = width * TileWarps;
        Index3D grid = new(
            (source.Columns + tileColumns - 1) / tileColumns, (source.Rows + TileRows - 1) / TileRows, 1);

        kernels.Copy(device.Stream, new KernelConfig(grid, new Index3D(width, 1, 1)), target, source);
    }

    private static void Copy<TTarget, TSource>(MatrixView<TTarget> target, MatrixView<TSource> source)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        int width = Group.DimX;
        int column = (Grid.IdxX * width * TileWarps) + Group.IdxX;
        int row = Grid.IdxY * TileRows;
        int endRow = IntrinsicMath.Min(row + TileRows, source.Rows);
        int endColumn = IntrinsicMath.Min(column + (width * TileWarps), source.Columns);
        bool isUnit = target.ColumnStride == 1;

        for (int j = column; j < endColumn; j += width)
        {
            for (int i = row; i < endRow; i++)
            {
                TTarget value = Casts.Convert<TTarget, TSource>(source.Data[(i * source.RowStride) + (j * source.ColumnStride)]);

                if (isUnit)
                {
                    target.Data[(i * target.RowStride) + j] = value;
                }
                else
                {
                    target.Data[(i * target.RowStride) + (j * target.ColumnStride)] = value;
                }
            }
        }
    }

    private sealed class Kernels<TTarget, TSource>(ComputeDevice device)
        where TTarget : unmanaged
        where TSource : unmanaged
    {
        public readonly Action<AcceleratorStream, KernelConfig, MatrixView<TTarget>, MatrixView<TSource>> Copy =
            device.Accelerator.LoadKernel<MatrixView<TTarget>, MatrixView<TSource>>(MatrixCopy.Copy);
    }
}
