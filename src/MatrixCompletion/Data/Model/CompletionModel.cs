namespace IlgpuOptim.MatrixCompletion.Data.Model;

/// <summary>
/// A completed matrix in factors: the prediction of cell (i, j) is mu + b_i + c_j + sum over k of U_ik V_jk, limited to the range of
/// the values if one is given.
/// </summary>
/// <param name="RowIds">Ids of the m rows.</param>
/// <param name="ColumnIds">Ids of the n columns.</param>
/// <param name="Rank">Number r of columns of the factors; 0 for a model of biases only.</param>
/// <param name="RowFactors">U: m x r, by rows.</param>
/// <param name="ColumnFactors">V: n x r, by rows.</param>
public sealed record CompletionModel(IdMap RowIds, IdMap ColumnIds, int Rank, double[] RowFactors, double[] ColumnFactors)
{
    /// <summary>mu, what is added to every prediction.</summary>
    public double GlobalMean { get; init; }

    /// <summary>b: what is added for each row, or null.</summary>
    public double[]? RowBiases { get; init; }

    /// <summary>c: what is added for each column, or null.</summary>
    public double[]? ColumnBiases { get; init; }

    /// <summary>Lowest and highest value there can be, or null to leave predictions as they are.</summary>
    public (double Minimum, double Maximum)? Range { get; init; }

    /// <summary>How the model came about: method, options, as text, for people and for the manifest.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>What was measured: rmse_validation, seconds, and the like.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>SHA-256 of the training data, in hexadecimal digits, or null.</summary>
    public string? DataHash { get; init; }

    /// <summary>
    /// The prediction of a cell. An index of -1 stands for a row or column that training did not see: its bias and its factors are 0, so
    /// that what is known of the other side still counts.
    /// </summary>
    public double Predict(int row, int column)
    {
        double value = this.GlobalMean
            + (row >= 0 && this.RowBiases is { } b ? b[row] : 0)
            + (column >= 0 && this.ColumnBiases is { } c ? c[column] : 0);

        if (row >= 0 && column >= 0)
        {
            ReadOnlySpan<double> u = this.RowFactors.AsSpan(row * this.Rank, this.Rank);
            ReadOnlySpan<double> v = this.ColumnFactors.AsSpan(column * this.Rank, this.Rank);

            for (int k = 0; k < u.Length; k++)
            {
                value += u[k] * v[k];
            }
        }

        return this.Range is { } range ? Math.Clamp(value, range.Minimum, range.Maximum) : value;
    }

    /// <summary>Says what is wrong with the sizes, or null.</summary>
    internal string? Check()
    {
        (long m, long n, long r) = (this.RowIds.Count, this.ColumnIds.Count, this.Rank);

        return r < 0 || this.RowFactors.LongLength != m * r || this.ColumnFactors.LongLength != n * r
            ? $"factors of {this.RowFactors.Length} and {this.ColumnFactors.Length} elements do not fit {m} x {n} of rank {r}"
            : this.RowBiases is { } b && b.Length != m ? $"{b.Length} row biases for {m} rows"
            : this.ColumnBiases is { } c && c.Length != n ? $"{c.Length} column biases for {n} columns"
            : null;
    }
}
