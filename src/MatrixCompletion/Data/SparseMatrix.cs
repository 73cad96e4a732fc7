using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>
/// The observed entries of a Rows x Columns matrix, by rows (CSR) and by columns (CSC), each with its own values. Indices ascend
/// strictly within a row and within a column. An entry of value 0 is an observed zero; what is not an entry is not known.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Both forms are plain arrays for kernels to be copied from, not to be changed. Starts are 64-bit; the number of entries is bound
/// by the length of an array, about 2.1 10^9.
/// </remarks>
public sealed partial class SparseMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lazy<ColumnForm> _columns;
    private readonly Lazy<int[]> _columnOrder;

    /// <summary>Wraps arrays that are in CSR form already, checking that they are.</summary>
    /// <param name="rows">Number of rows m.</param>
    /// <param name="columns">Number of columns n.</param>
    /// <param name="rowStarts">m + 1 positions: row i is rowStarts[i] to rowStarts[i + 1].</param>
    /// <param name="columnIndices">Column of each entry, strictly ascending within a row.</param>
    /// <param name="values">Value of each entry, finite.</param>
    /// <exception cref="ArgumentException">The arrays are no CSR form of such a matrix.</exception>
    public SparseMatrix(int rows, int columns, long[] rowStarts, int[] columnIndices, T[] values)
        : this(rows, columns, rowStarts, columnIndices, values, null) => this.Check();

    private SparseMatrix(int rows, int columns, long[] rowStarts, int[] columnIndices, T[] values, ColumnForm? spare)
    {
        this.Rows = rows;
        this.Columns = columns;
        this.RowStarts = rowStarts;
        this.ColumnIndices = columnIndices;
        this.Values = values;
        this._columns = new Lazy<ColumnForm>(() => this.BuildColumns(spare));
        this._columnOrder = new Lazy<int[]>(this.BuildColumnOrder);
    }

    /// <summary>Number of rows m.</summary>
    public int Rows { get; }

    /// <summary>Number of columns n.</summary>
    public int Columns { get; }

    /// <summary>Number of entries |Omega|.</summary>
    public long Count => this.Values.LongLength;

    /// <summary>Share of the cells that are observed.</summary>
    public double Density => this.Count / ((double)this.Rows * this.Columns);

    /// <summary>CSR: m + 1 positions; row i is RowStarts[i] to RowStarts[i + 1].</summary>
    public long[] RowStarts { get; }

    /// <summary>CSR: the column of each entry, ascending within a row.</summary>
    public int[] ColumnIndices { get; }

    /// <summary>CSR: the value of each entry.</summary>
    public T[] Values { get; }

    /// <summary>CSC: n + 1 positions; built with the rest of the form when first asked for.</summary>
    public long[] ColumnStarts => this._columns.Value.Starts;

    /// <summary>CSC: the row of each entry, ascending within a column.</summary>
    public int[] RowIndices => this._columns.Value.RowIndices;

    /// <summary>CSC: the value of each entry.</summary>
    public T[] ColumnValues => this._columns.Value.Values;

    /// <summary>
    /// From CSC to CSR: ColumnValues[p] is Values[ColumnOrder[p]]. Built when first asked for; needed only to bring other values per
    /// entry, such as residuals, from one form to the other.
    /// </summary>
    public int[] ColumnOrder => this._columnOrder.Value;

    /// <summary>The transposed matrix; shares the arrays.</summary>
    public SparseMatrix<T> Transpose() => new(
        this.Columns,
        this.Rows,
        this.ColumnStarts,
        this.RowIndices,
        this.ColumnValues,
        new ColumnForm(this.RowStarts, this.ColumnIndices, this.Values) { IsFilled = true });

    /// <summary>The same entries in another precision.</summary>
    public SparseMatrix<TOther> ConvertTo<TOther>()
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther>
    {
        if (this is SparseMatrix<TOther> same)
        {
            return same;
        }

        return new SparseMatrix<TOther>(
            this.Rows, this.Columns, this.RowStarts, this.ColumnIndices, Array.ConvertAll(this.Values, TOther.CreateChecked));
    }

    /// <summary>The same cells with other values, in CSR order; the index arrays are shared.</summary>
    /// <exception cref="ArgumentException">There are not as many values as entries.</exception>
    public SparseMatrix<T> WithValues(T[] values) => values.Length == this.Values.Length
        ? new SparseMatrix<T>(this.Rows, this.Columns, this.RowStarts, this.ColumnIndices, values, null)
        : throw new ArgumentException($"{values.Length} values for {this.Values.Length} entries", nameof(values));

    /// <summary>Number of entries of row i.</summary>
    public int RowLength(int row) => (int)(this.RowStarts[row + 1] - this.RowStarts[row]);

    /// <summary>The columns of the entries of row i.</summary>
    public ReadOnlySpan<int> RowColumns(int row) => this.ColumnIndices.AsSpan((int)this.RowStarts[row], this.RowLength(row));

    /// <summary>The values of the entries of row i.</summary>
    public ReadOnlySpan<T> RowValues(int row) => this.Values.AsSpan((int)this.RowStarts[row], this.RowLength(row));

    /// <summary>The value of a cell, if it is observed.</summary>
    public bool TryGet(int row, int column, out T value)
    {
        int position = this.RowColumns(row).BinarySearch(column);
        value = position < 0 ? default : this.RowValues(row)[position];

        return position >= 0;
    }

    /// <summary>The mean of the entries, added up in float64.</summary>
    public double Mean()
    {
        double sum = 0;

        foreach (T value in this.Values)
        {
            sum += double.CreateChecked(value);
        }

        return sum / this.Count;
    }

    /// <summary>The row of each entry in CSR order: with <see cref="ColumnIndices"/> and <see cref="Values"/> the sorted triplets (COO).</summary>
    public int[] ExpandRows()
    {
        int[] rows = GC.AllocateUninitializedArray<int>(this.Values.Length);

        for (int row = 0; row < this.Rows; row++)
        {
            rows.AsSpan((int)this.RowStarts[row], this.RowLength(row)).Fill(row);
        }

        return rows;
    }

    private void Check()
    {
        if (this.Rows < 0 || this.Columns < 0 || this.RowStarts.LongLength != this.Rows + 1L
            || this.RowStarts[0] != 0 || this.RowStarts[^1] != this.Count || this.ColumnIndices.LongLength != this.Count)
        {
            throw new ArgumentException(
                $"no CSR form of {this.Rows} x {this.Columns}: {this.RowStarts.Length} row starts, "
                + $"{this.ColumnIndices.Length} column indices, {this.Values.Length} values");
        }

        for (int row = 0; row < this.Rows; row++)
        {
            if (this.RowStarts[row + 1] < this.RowStarts[row] || this.RowStarts[row + 1] > this.Count)
            {
                throw new ArgumentException($"row {row} (from 0) ends before it starts, or beyond the entries");
            }

            int last = -1;

            for (long p = this.RowStarts[row]; p < this.RowStarts[row + 1]; p++)
            {
                int column = this.ColumnIndices[p];

                if (column <= last || column >= this.Columns)
                {
                    throw new ArgumentException(
                        $"row {row} (from 0): column {column} follows {last}; columns must ascend strictly within 0..{this.Columns - 1}");
                }

                if (!T.IsFinite(this.Values[p]))
                {
                    throw new ArgumentException($"row {row}, column {column} (from 0): the value {this.Values[p]} is not finite");
                }

                last = column;
            }
        }
    }
}
