using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data;

/// <content>From triplets in any order: two counting sorts, first by column, then by row, each O(entries + m + n).</content>
public sealed partial class SparseMatrix<T>
{
    /// <summary>Sorts triplets (COO) into both forms.</summary>
    /// <param name="rows">Number of rows m.</param>
    /// <param name="columns">Number of columns n.</param>
    /// <param name="rowOf">Row of each entry, 0..m-1; not changed.</param>
    /// <param name="columnOf">Column of each entry, 0..n-1; not changed.</param>
    /// <param name="valueOf">Value of each entry, finite; not changed.</param>
    /// <param name="duplicates">What becomes of several values for one cell.</param>
    /// <exception cref="ArgumentException">Lengths differ, an index is out of range, or a value is not finite.</exception>
    /// <exception cref="DuplicateEntryException">Cells are given more than once and <paramref name="duplicates"/> says Error.</exception>
    public static SparseMatrix<T> FromTriplets(
        int rows,
        int columns,
        ReadOnlySpan<int> rowOf,
        ReadOnlySpan<int> columnOf,
        ReadOnlySpan<T> valueOf,
        DuplicatePolicy duplicates = DuplicatePolicy.Error)
    {
        long[] rowStarts = new long[rows + 1L];
        long[] columnStarts = new long[columns + 1L];
        bool isSorted = CountEntries(rows, columns, rowOf, columnOf, valueOf, rowStarts, columnStarts);
        int count = valueOf.Length;
        int[] columnIndices = GC.AllocateUninitializedArray<int>(count);
        T[] values = GC.AllocateUninitializedArray<T>(count);

        if (isSorted)
        {
            columnOf.CopyTo(columnIndices);
            valueOf.CopyTo(values);

            return new SparseMatrix<T>(rows, columns, rowStarts, columnIndices, values, (ColumnForm?)null);
        }

        // Sorted by column, in the order of the input within one; the arrays later hold the CSC form.
        ColumnForm byColumn = new(columnStarts, GC.AllocateUninitializedArray<int>(count), GC.AllocateUninitializedArray<T>(count));
        long[] next = columnStarts.AsSpan(0, columns).ToArray();

        for (int p = 0; p < count; p++)
        {
            long to = next[columnOf[p]]++;
            byColumn.RowIndices[to] = rowOf[p];
            byColumn.Values[to] = valueOf[p];
        }

        // Then by row: within one, columns ascend, and duplicates are still in the order of the input.
        next = rowStarts.AsSpan(0, rows).ToArray();

        for (int column = 0; column < columns; column++)
        {
            for (long p = columnStarts[column]; p < columnStarts[column + 1]; p++)
            {
                long to = next[byColumn.RowIndices[p]]++;
                columnIndices[to] = column;
                values[to] = byColumn.Values[p];
            }
        }

        SparseMatrix<T> matrix = new(rows, columns, rowStarts, columnIndices, values, byColumn);
        long surplus = matrix.CountDuplicates(out int duplicateRow, out int duplicateColumn);

        if (surplus == 0)
        {
            return matrix;
        }

        return duplicates == DuplicatePolicy.Error
            ? throw DuplicateEntryException.Find(duplicateRow, duplicateColumn, surplus, rowOf, columnOf)
            : matrix.MergeDuplicates(duplicates, count - (int)surplus);
    }

    /// <summary>Checks the triplets and counts them per row and column, into starts; true if they are in CSR order without duplicates.</summary>
    private static bool CountEntries(
        int rows,
        int columns,
        ReadOnlySpan<int> rowOf,
        ReadOnlySpan<int> columnOf,
        ReadOnlySpan<T> valueOf,
        long[] rowStarts,
        long[] columnStarts)
    {
        if (rowOf.Length != valueOf.Length || columnOf.Length != valueOf.Length)
        {
            throw new ArgumentException($"{rowOf.Length} rows, {columnOf.Length} columns and {valueOf.Length} values are no triplets");
        }

        bool isSorted = true;
        int lastRow = -1;
        int lastColumn = -1;

        for (int p = 0; p < valueOf.Length; p++)
        {
            int row = rowOf[p];
            int column = columnOf[p];

            if ((uint)row >= (uint)rows || (uint)column >= (uint)columns || !T.IsFinite(valueOf[p]))
            {
                throw new ArgumentException(
                    $"entry {p} (from 0) is ({row}, {column}, {valueOf[p]}); needed are 0..{rows - 1}, 0..{columns - 1}, and a finite value");
            }

            isSorted &= row > lastRow || (row == lastRow && column > lastColumn);
            rowStarts[row + 1]++;
            columnStarts[column + 1]++;
            (lastRow, lastColumn) = (row, column);
        }

        AccumulateStarts(rowStarts);
        AccumulateStarts(columnStarts);

        return isSorted;
    }

    private static void AccumulateStarts(long[] counts)
    {
        for (int i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }
    }

    private long CountDuplicates(out int firstRow, out int firstColumn)
    {
        long surplus = 0;
        (firstRow, firstColumn) = (-1, -1);

        for (int row = 0; row < this.Rows; row++)
        {
            for (long p = this.RowStarts[row] + 1; p < this.RowStarts[row + 1]; p++)
            {
                if (this.ColumnIndices[p] == this.ColumnIndices[p - 1])
                {
                    if (surplus++ == 0)
                    {
                        (firstRow, firstColumn) = (row, this.ColumnIndices[p]);
                    }
                }
            }
        }

        return surplus;
    }

    private SparseMatrix<T> MergeDuplicates(DuplicatePolicy policy, int count)
    {
        long[] rowStarts = new long[this.Rows + 1L];
        int[] columnIndices = new int[count];
        T[] values = new T[count];
        int to = 0;

        for (int row = 0; row < this.Rows; row++)
        {
            for (long p = this.RowStarts[row]; p < this.RowStarts[row + 1];)
            {
                int column = this.ColumnIndices[p];
                double sum = 0;
                int times = 0;
                T last = default;

                for (; p < this.RowStarts[row + 1] && this.ColumnIndices[p] == column; p++)
                {
                    last = this.Values[p];
                    sum += double.CreateChecked(last);
                    times++;
                }

                columnIndices[to] = column;
                values[to++] = times == 1 || policy == DuplicatePolicy.Last
                    ? last
                    : T.CreateChecked(policy == DuplicatePolicy.Mean ? sum / times : sum);
            }

            rowStarts[row + 1] = to;
        }

        return new SparseMatrix<T>(this.Rows, this.Columns, rowStarts, columnIndices, values);
    }

    private ColumnForm BuildColumns(ColumnForm? spare)
    {
        if (spare is { IsFilled: true })
        {
            return spare;
        }

        if (spare is null)
        {
            long[] counts = new long[this.Columns + 1L];

            foreach (int column in this.ColumnIndices)
            {
                counts[column + 1]++;
            }

            AccumulateStarts(counts);
            spare = new ColumnForm(
                counts, GC.AllocateUninitializedArray<int>(this.Values.Length), GC.AllocateUninitializedArray<T>(this.Values.Length));
        }

        long[] next = spare.Starts.AsSpan(0, this.Columns).ToArray();

        for (int row = 0; row < this.Rows; row++)
        {
            for (long p = this.RowStarts[row]; p < this.RowStarts[row + 1]; p++)
            {
                long to = next[this.ColumnIndices[p]]++;
                spare.RowIndices[to] = row;
                spare.Values[to] = this.Values[p];
            }
        }

        spare.IsFilled = true;

        return spare;
    }

    private int[] BuildColumnOrder()
    {
        long[] next = this.ColumnStarts.AsSpan(0, this.Columns).ToArray();
        int[] order = GC.AllocateUninitializedArray<int>(this.Values.Length);

        for (int p = 0; p < order.Length; p++)
        {
            order[next[this.ColumnIndices[p]]++] = p;
        }

        return order;
    }

    /// <summary>The CSC form, or room for it.</summary>
    private sealed record ColumnForm(long[] Starts, int[] RowIndices, T[] Values)
    {
        public bool IsFilled { get; set; }
    }
}
