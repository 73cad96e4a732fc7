using System.Runtime.CompilerServices;

using ILGPU;

namespace IlgpuOptim.Compute;

/// <summary>
/// A matrix in the memory of a device: a first element, two extents, and how far apart neighbours are. Any strides are allowed,
/// so that transposing costs nothing. Usable on the host and as an argument of kernels.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
public readonly struct MatrixView<T>
    where T : unmanaged
{
    /// <summary>The elements; element (0, 0) comes first.</summary>
    public readonly ArrayView<T> Data;

    /// <summary>Number of rows.</summary>
    public readonly int Rows;

    /// <summary>Number of columns.</summary>
    public readonly int Columns;

    /// <summary>Elements from a row to the next one.</summary>
    public readonly long RowStride;

    /// <summary>Elements from a column to the next one.</summary>
    public readonly long ColumnStride;

    /// <summary>A dense row-major matrix.</summary>
    /// <param name="data">At least rows * columns elements.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public MatrixView(ArrayView<T> data, int rows, int columns)
        : this(data, rows, columns, columns, 1)
    {
    }

    /// <summary>A matrix with any strides.</summary>
    /// <param name="data">The elements; element (0, 0) comes first.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rowStride">Elements from a row to the next one.</param>
    /// <param name="columnStride">Elements from a column to the next one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MatrixView(ArrayView<T> data, int rows, int columns, long rowStride, long columnStride)
    {
        this.Data = data;
        this.Rows = rows;
        this.Columns = columns;
        this.RowStride = rowStride;
        this.ColumnStride = columnStride;
    }

    /// <summary>The transposed matrix, over the same elements.</summary>
    public MatrixView<T> Transposed => new(this.Data, this.Columns, this.Rows, this.ColumnStride, this.RowStride);

    /// <summary>Rows lie one behind the other without gaps.</summary>
    public bool IsDense => this.ColumnStride == 1 && this.RowStride == this.Columns;

    /// <summary>Number of elements.</summary>
    public long Count => (long)this.Rows * this.Columns;

    /// <summary>An element.</summary>
    public ref T this[int row, int column] => ref this.Data[(row * this.RowStride) + (column * this.ColumnStride)];

    /// <summary>A part of the matrix.</summary>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    public MatrixView<T> Block(int row, int column, int rows, int columns) =>
        new(
            this.Data.SubView((row * this.RowStride) + (column * this.ColumnStride)),
            rows,
            columns,
            this.RowStride,
            this.ColumnStride);
}
