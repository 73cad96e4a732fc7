namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>A cell is given more than once, and that is not allowed.</summary>
public sealed class DuplicateEntryException : Exception
{
    private DuplicateEntryException(int row, int column, long surplus, int first, int second)
        : base($"{surplus} duplicate entries; the first is row {row}, column {column} (from 0), given as entry {first} and entry {second}")
    {
        this.Row = row;
        this.Column = column;
        this.Surplus = surplus;
        this.FirstEntry = first;
        this.SecondEntry = second;
    }

    /// <summary>Row of the first cell, by rows, that is given more than once.</summary>
    public int Row { get; }

    /// <summary>Column of that cell.</summary>
    public int Column { get; }

    /// <summary>Number of entries beyond one per cell.</summary>
    public long Surplus { get; }

    /// <summary>Position of the cell's first entry in the input, from 0.</summary>
    public int FirstEntry { get; }

    /// <summary>Position of the cell's second entry in the input, from 0.</summary>
    public int SecondEntry { get; }

    internal static DuplicateEntryException Find(
        int row, int column, long surplus, ReadOnlySpan<int> rowOf, ReadOnlySpan<int> columnOf)
    {
        int first = -1;

        for (int p = 0; p < rowOf.Length; p++)
        {
            if (rowOf[p] != row || columnOf[p] != column)
            {
                continue;
            }

            if (first >= 0)
            {
                return new DuplicateEntryException(row, column, surplus, first, p);
            }

            first = p;
        }

        return new DuplicateEntryException(row, column, surplus, first, first);
    }
}
