using System.Numerics;

using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Kernels;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>The observed entries on a device, by rows and by columns, with a mean taken off.</summary>
internal sealed class ObservedEntries<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MaxSegment = 2048;

    private readonly Tensor _rowCount;
    private readonly Tensor _columnCount;
    private readonly Tensor _weights;
    private readonly Lazy<(Tensor Row, Tensor Column)> _starts;

    /// <param name="device">Where.</param>
    /// <param name="data">The entries.</param>
    /// <param name="mean">Taken off every value.</param>
    public ObservedEntries(ComputeDevice device, SparseMatrix<T> data, double mean = 0)
    {
        this.Device = device;
        this.Kernels = EntryKernels<T>.Of(device);
        this.Rows = data.Rows;
        this.Columns = data.Columns;
        this.Count = data.Count;
        this.Mean = mean;
        this.ByRow = new SparseSide<T>(device, data.RowStarts, data.ColumnIndices, Centred(data.Values, mean), MaxSegment);
        this.ByColumn = new SparseSide<T>(device, data.ColumnStarts, data.RowIndices, Centred(data.ColumnValues, mean), MaxSegment);
        this._rowCount = Tensor.From<int>(device, Lengths(data.RowStarts), Math.Max(1, data.Rows));
        this._columnCount = Tensor.From<int>(device, Lengths(data.ColumnStarts), Math.Max(1, data.Columns));
        this._weights = Tensor.Allocate(
            device, ElementTypes.Of<T>(), Math.Max(1, Math.Max(this.ByRow.Segments, this.ByColumn.Segments)));
        this._starts = new(() => (
            Tensor.From<long>(device, data.RowStarts, data.RowStarts.Length),
            Tensor.From<long>(device, data.ColumnStarts, data.ColumnStarts.Length)));
    }

    public ComputeDevice Device { get; }

    public EntryKernels<T> Kernels { get; }

    public int Rows { get; }

    public int Columns { get; }

    public long Count { get; }

    /// <summary>What was taken off every value.</summary>
    public double Mean { get; }

    public SparseSide<T> ByRow { get; }

    public SparseSide<T> ByColumn { get; }

    /// <summary>Entries per row.</summary>
    public ArrayView<int> RowCount => this._rowCount.As<int>();

    /// <summary>Entries per column.</summary>
    public ArrayView<int> ColumnCount => this._columnCount.As<int>();

    /// <summary>Position of the first entry of each row.</summary>
    public ArrayView<long> RowStarts => this._starts.Value.Row.As<long>();

    /// <summary>Position of the first entry of each column.</summary>
    public ArrayView<long> ColumnStarts => this._starts.Value.Column.As<long>();

    /// <summary>Room for the squares of a pass.</summary>
    public ArrayView<T> Weights => this._weights.As<T>();

    /// <summary>Sum of squared residuals of U V^T.</summary>
    public double SquaredResiduals(Factor<T> rows, Factor<T> columns)
    {
        this.Kernels.Pass<ResidualNorm>(this.ByRow, rows.Data, columns.Data, rows.Data, this.Weights, rows.Shape);

        return this.SumWeights(this.ByRow);
    }

    /// <summary>Value less estimate of every entry, in CSR order.</summary>
    public T[] Residuals(Factor<T> rows, Factor<T> columns)
    {
        using Tensor residuals = Tensor.Allocate(this.Device, ElementTypes.Of<T>(), Math.Max(1, this.Count));
        this.Kernels.Pass<ResidualEntries>(this.ByRow, rows.Data, columns.Data, rows.Data, residuals.As<T>(), rows.Shape);

        return Array.ConvertAll(residuals.ToArray<T>().AsSpan(0, (int)this.Count).ToArray(), x => -x);
    }

    /// <summary>The squares that the last pass over a side left, added up in order in float64.</summary>
    public double SumWeights(SparseSide<T> side)
    {
        T[] squares = new T[side.Segments];

        if (squares.Length > 0)
        {
            this.Weights.SubView(0, side.Segments).CopyToCPU(this.Device.Stream, squares.AsSpan());
            this.Device.Synchronize();
        }

        double sum = 0;

        foreach (T square in squares)
        {
            sum += double.CreateChecked(square);
        }

        return sum;
    }

    public void Dispose()
    {
        this.ByRow.Dispose();
        this.ByColumn.Dispose();
        this._rowCount.Dispose();
        this._columnCount.Dispose();
        this._weights.Dispose();

        if (this._starts.IsValueCreated)
        {
            this._starts.Value.Row.Dispose();
            this._starts.Value.Column.Dispose();
        }
    }

    private static T[] Centred(T[] values, double mean) =>
        mean == 0 ? values : Array.ConvertAll(values, value => T.CreateChecked(double.CreateChecked(value) - mean));

    private static int[] Lengths(long[] starts)
    {
        int[] lengths = new int[Math.Max(1, starts.Length - 1)];

        for (int i = 0; i + 1 < starts.Length; i++)
        {
            lengths[i] = (int)(starts[i + 1] - starts[i]);
        }

        return lengths;
    }
}
