using System.Globalization;
using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>What a reader of a report wants to know of entries.</summary>
public sealed record DataSummary
{
    /// <summary>Rows without entries.</summary>
    public required int EmptyRows { get; init; }

    /// <summary>Columns without entries.</summary>
    public required int EmptyColumns { get; init; }

    /// <summary>Entries of the row that has fewest, empty rows included.</summary>
    public required long ShortestRow { get; init; }

    /// <summary>Entries of the row that has most.</summary>
    public required long LongestRow { get; init; }

    /// <summary>Entries of the column that has fewest, empty columns included.</summary>
    public required long ShortestColumn { get; init; }

    /// <summary>Entries of the column that has most.</summary>
    public required long LongestColumn { get; init; }

    /// <summary>Lowest value.</summary>
    public required double Minimum { get; init; }

    /// <summary>Highest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Mean of the values.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of the values, of the population.</summary>
    public required double Deviation { get; init; }

    /// <summary>Looks at a matrix.</summary>
    public static DataSummary Of<T>(SparseMatrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long[] columnLengths = new long[matrix.Columns];
        double mean = matrix.Mean();
        double minimum = double.PositiveInfinity;
        double maximum = double.NegativeInfinity;
        double squares = 0;

        for (int p = 0; p < matrix.Values.Length; p++)
        {
            double value = double.CreateTruncating(matrix.Values[p]);
            columnLengths[matrix.ColumnIndices[p]]++;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
            squares += (value - mean) * (value - mean);
        }

        long[] rowLengths = [.. Enumerable.Range(0, matrix.Rows).Select(row => (long)matrix.RowLength(row))];

        return new DataSummary
        {
            EmptyRows = rowLengths.Count(length => length == 0),
            EmptyColumns = columnLengths.Count(length => length == 0),
            ShortestRow = rowLengths.DefaultIfEmpty().Min(),
            LongestRow = rowLengths.DefaultIfEmpty().Max(),
            ShortestColumn = columnLengths.DefaultIfEmpty().Min(),
            LongestColumn = columnLengths.DefaultIfEmpty().Max(),
            Minimum = minimum,
            Maximum = maximum,
            Mean = mean,
            Deviation = Math.Sqrt(squares / matrix.Count),
        };
    }

    /// <summary>What may go wrong with such data: nothing to learn, rows and columns that cannot be predicted.</summary>
    public IEnumerable<string> Warnings()
    {
        if (this.Minimum == this.Maximum)
        {
            yield return $"all values are {this.Minimum.ToString(CultureInfo.InvariantCulture)}: there is nothing to learn";
        }

        if (this.EmptyRows + this.EmptyColumns > 0)
        {
            yield return $"{this.EmptyRows} rows and {this.EmptyColumns} columns have no entries; only the mean can be predicted for them";
        }
    }
}
