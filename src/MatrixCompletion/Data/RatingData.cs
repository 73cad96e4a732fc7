using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>
/// Triplets (row, column, value) in the order of their source, with the ids that stand behind rows and columns and, if asked for, the
/// time of each. Rows are users and columns are items where data are ratings.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RatingData<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Wraps arrays; they are kept, not copied.</summary>
    /// <param name="rows">Row of each entry, an index of <paramref name="rowIds"/>.</param>
    /// <param name="columns">Column of each entry, an index of <paramref name="columnIds"/>.</param>
    /// <param name="values">Value of each entry.</param>
    /// <param name="rowIds">Ids of the rows; their number is the number of rows, with or without entries.</param>
    /// <param name="columnIds">Ids of the columns.</param>
    /// <param name="times">Time of each entry, such as unix seconds, or null.</param>
    /// <param name="source">Name of the source for messages, or null.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public RatingData(
        int[] rows, int[] columns, T[] values, IdMap rowIds, IdMap columnIds, long[]? times = null, string? source = null)
    {
        if (rows.Length != values.Length || columns.Length != values.Length || (times?.Length ?? values.Length) != values.Length)
        {
            throw new ArgumentException(
                $"{rows.Length} rows, {columns.Length} columns, {values.Length} values and {times?.Length} times are no triplets");
        }

        this.Rows = rows;
        this.Columns = columns;
        this.Values = values;
        this.RowIds = rowIds;
        this.ColumnIds = columnIds;
        this.Times = times;
        this.Source = source;
    }

    /// <summary>Row of each entry.</summary>
    public int[] Rows { get; }

    /// <summary>Column of each entry.</summary>
    public int[] Columns { get; }

    /// <summary>Value of each entry.</summary>
    public T[] Values { get; }

    /// <summary>Time of each entry, or null.</summary>
    public long[]? Times { get; }

    /// <summary>Ids of the rows (users).</summary>
    public IdMap RowIds { get; }

    /// <summary>Ids of the columns (items).</summary>
    public IdMap ColumnIds { get; }

    /// <summary>Name of the source for messages, or null.</summary>
    public string? Source { get; }

    /// <summary>Number of entries.</summary>
    public int Count => this.Values.Length;

    /// <summary>Where the entries stand in their file, or null.</summary>
    internal LineMap? Lines { get; init; }

    /// <summary>Sorts the triplets into a matrix of RowIds.Count x ColumnIds.Count.</summary>
    /// <exception cref="DataFormatException">A cell is given more than once, and <paramref name="duplicates"/> says Error.</exception>
    /// <exception cref="ArgumentException">An index is out of range, or a value is not finite.</exception>
    public SparseMatrix<T> ToMatrix(DuplicatePolicy duplicates = DuplicatePolicy.Error)
    {
        try
        {
            return SparseMatrix<T>.FromTriplets(
                this.RowIds.Count, this.ColumnIds.Count, this.Rows, this.Columns, this.Values, duplicates);
        }
        catch (DuplicateEntryException exception)
        {
            long line = this.Lines?.LineOf(exception.SecondEntry) ?? 0;
            string earlier = this.Lines is { } lines
                ? $"; it is already on line {lines.LineOf(exception.FirstEntry)}"
                : $" (entries {exception.FirstEntry} and {exception.SecondEntry}, from 0)";

            throw new DataFormatException(
                this.Source,
                line,
                $"duplicate entry for row {this.RowIds[exception.Row]}, column {this.ColumnIds[exception.Column]}{earlier}"
                + (exception.Surplus > 1 ? $" ({exception.Surplus} duplicates in all)" : ""),
                exception);
        }
    }

    /// <summary>One entry per cell, sorted by rows; times are lost if there was anything to merge.</summary>
    /// <exception cref="DataFormatException">A cell is given more than once, and <paramref name="duplicates"/> says Error.</exception>
    public RatingData<T> MergeDuplicates(DuplicatePolicy duplicates)
    {
        SparseMatrix<T> matrix = this.ToMatrix(duplicates);

        return matrix.Count == this.Count
            ? this
            : new RatingData<T>(
                matrix.ExpandRows(), matrix.ColumnIndices, matrix.Values, this.RowIds, this.ColumnIds, null, this.Source);
    }

    /// <summary>Some of the entries, with the same ids.</summary>
    public RatingData<T> Select(ReadOnlySpan<int> entries)
    {
        int[] rows = new int[entries.Length];
        int[] columns = new int[entries.Length];
        T[] values = new T[entries.Length];
        long[]? times = this.Times is null ? null : new long[entries.Length];

        for (int i = 0; i < entries.Length; i++)
        {
            rows[i] = this.Rows[entries[i]];
            columns[i] = this.Columns[entries[i]];
            values[i] = this.Values[entries[i]];

            if (times is not null)
            {
                times[i] = this.Times![entries[i]];
            }
        }

        return new RatingData<T>(rows, columns, values, this.RowIds, this.ColumnIds, times, this.Source);
    }

    /// <summary>
    /// The same entries under the ids of other data, such as those a model was trained on. Entries whose row or column is not there
    /// are cold: they get index -1, and <see cref="ToMatrix"/> refuses them.
    /// </summary>
    public RatingData<T> MapTo(IdMap rowIds, IdMap columnIds)
    {
        int[] rowMap = this.RowIds.MapTo(rowIds);
        int[] columnMap = this.ColumnIds.MapTo(columnIds);

        return new RatingData<T>(
            Array.ConvertAll(this.Rows, row => rowMap[row]),
            Array.ConvertAll(this.Columns, column => columnMap[column]),
            this.Values,
            rowIds,
            columnIds,
            this.Times,
            this.Source)
        {
            Lines = this.Lines,
        };
    }
}
