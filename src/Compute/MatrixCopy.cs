using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <summary>Copies of matrices between any layouts, such as a transposition in memory.</summary>
public static class MatrixCopy
{
    // Tiles are read and written completely before the next one, so that strided elements are found in the cache.
    private const int TileRows = 16;
    private const int TileWarps = 4;

    /// <summary>target = source.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="target">Matrix of the same shape, which does not overlap the source.</param>
    /// <param name="source">Matrix that is copied.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void Run<T>(ComputeDevice device, MatrixView<T> target, MatrixView<T> source)
        where T : unmanaged
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

        Kernels<T> kernels = device.Kernels(static d => new Kernels<T>(d));
        int width = device.Class == DeviceClass.CpuItems ? 1 : device.Accelerator.WarpSize;
        int tileColumns = width * TileWarps;
        Index3D grid = new(
            (source.Columns + tileColumns - 1) / tileColumns, (source.Rows + TileRows - 1) / TileRows, 1);

        kernels.Copy(device.Stream, new KernelConfig(grid, new Index3D(width, 1, 1)), target, source);
    }

    private static void Copy<T>(MatrixView<T> target, MatrixView<T> source)
        where T : unmanaged
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
                T value = source.Data[(i * source.RowStride) + (j * source.ColumnStride)];

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

    private sealed class Kernels<T>(ComputeDevice device)
        where T : unmanaged
    {
        public readonly Action<AcceleratorStream, KernelConfig, MatrixView<T>, MatrixView<T>> Copy =
            device.Accelerator.LoadKernel<MatrixView<T>, MatrixView<T>>(MatrixCopy.Copy);
    }
}
