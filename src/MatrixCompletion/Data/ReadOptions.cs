namespace IlgpuOptim.MatrixCompletion.Data;

/// <summary>How to read a file; what is null is found out from the file.</summary>
public sealed record ReadOptions
{
    /// <summary>Nothing said: everything is found out, times are not read.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>Text: what separates fields: <c>,</c>, <c>;</c>, <c>|</c>, a tab, <c>::</c>, or a space for any run of spaces and tabs.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Text: whether the first line names the columns.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Text: the column with the row ids (users), by name or number from 1.</summary>
    public string? RowColumn { get; init; }

    /// <summary>Text: the column with the column ids (items), by name or number from 1.</summary>
    public string? ColumnColumn { get; init; }

    /// <summary>Text: the column with the values (ratings), by name or number from 1.</summary>
    public string? ValueColumn { get; init; }

    /// <summary>Text: the column with the times, by name or number from 1.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Read the times too; it is an error if there are none.</summary>
    public bool WithTimes { get; init; }

    /// <summary>Only rows and columns are wanted, such as pairs to predict: text may lack values, and all values read as 0.</summary>
    public bool WithoutValues { get; init; }

    /// <summary>Matrix Market: the value that entries of a pattern get; null refuses patterns.</summary>
    public double? PatternValue { get; init; }

    /// <summary>Threads that parse text; 0 for one per processor.</summary>
    public int Threads { get; init; }
}
