using System.Globalization;
using System.Text.Json;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.Testing;
using Xunit;

namespace IlgpuOptim.MatrixCompletion.Solver.Tests;

/// <summary>
/// The recorded cases, a folder with a case.json each, and readers of their files that are not those of the product.
/// </summary>
internal static class Golden
{
    private const string Variable = "ILGPUOPTIM_GOLDEN_DIR";

    private static readonly Dictionary<string, JsonElement> Cases = [];

    /// <summary>Names of the cases whose folders begin like this.</summary>
    public static IEnumerable<string> Find(string prefix)
    {
        string? root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? Path.Combine(named, "matrix-completion")
            : Repository.Root is { } sources ? Path.Combine(sources, "tests", "golden", "matrix-completion") : null;

        return root is null || !Directory.Exists(root)
            ? []
            : Directory.EnumerateDirectories(root, prefix + "*").Where(folder => File.Exists(Path.Combine(folder, "case.json"))).Order();
    }

    /// <summary>The description of a case.</summary>
    public static JsonElement Read(string folder)
    {
        lock (Cases)
        {
            if (!Cases.TryGetValue(folder, out JsonElement description))
            {
                description = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json"))).RootElement;
                Cases.Add(folder, description);
            }

            return description;
        }
    }

    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(x => x.GetDouble())];

    public static int[] Ints(this JsonElement array) => [.. array.EnumerateArray().Select(x => x.GetInt32())];

    /// <summary>A matrix given as a list of rows.</summary>
    public static Dense Matrix(this JsonElement rows) => new(
        rows.GetArrayLength(), rows[0].GetArrayLength(), [.. rows.EnumerateArray().SelectMany(row => row.Doubles())]);

    /// <summary>A float64 matrix of numpy, format 1.0, C order.</summary>
    public static Dense Npy(string folder, string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, name));
        int header = BitConverter.ToUInt16(bytes, 8);
        string text = System.Text.Encoding.ASCII.GetString(bytes, 10, header);
        Assert.Contains("'<f8'", text);
        string shape = text[(text.IndexOf('(') + 1)..text.IndexOf(')')];
        int[] extents = [.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        double[] values = new double[(bytes.Length - 10 - header) / 8];
        Buffer.BlockCopy(bytes, 10 + header, values, 0, 8 * values.Length);

        return new Dense(extents[0], extents.Length > 1 ? extents[1] : 1, values);
    }

    /// <summary>A coordinate file of Matrix Market.</summary>
    public static SparseMatrix<T> Mtx<T>(string folder, string name)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        string[][] lines = [.. File.ReadLines(Path.Combine(folder, name)).Where(line => line[0] != '%').Select(line => line.Split(' '))];

        return SparseMatrix<T>.FromTriplets(
            int.Parse(lines[0][0], CultureInfo.InvariantCulture),
            int.Parse(lines[0][1], CultureInfo.InvariantCulture),
            [.. lines.Skip(1).Select(line => int.Parse(line[0], CultureInfo.InvariantCulture) - 1)],
            [.. lines.Skip(1).Select(line => int.Parse(line[1], CultureInfo.InvariantCulture) - 1)],
            [.. lines.Skip(1).Select(line => T.CreateChecked(double.Parse(line[2], CultureInfo.InvariantCulture)))]);
    }

    /// <summary>Within a relative tolerance of a number.</summary>
    public static void Near(double expected, double actual, double relative, string what) => Assert.True(
        Math.Abs(actual - expected) <= relative * Math.Abs(expected),
        FormattableString.Invariant($"{what}: {actual:R} instead of {expected:R}, off by {Math.Abs(actual / expected - 1):E2}, allowed {relative:E2}"));
}

/// <summary>A dense row-major matrix and the plainest arithmetic on it.</summary>
internal sealed record Dense(int Rows, int Columns, double[] Values)
{
    public double this[int row, int column] => this.Values[(row * this.Columns) + column];

    public Dense Transpose()
    {
        double[] values = new double[this.Values.Length];

        for (int i = 0; i < this.Rows; i++)
        {
            for (int j = 0; j < this.Columns; j++)
            {
                values[(j * this.Rows) + i] = this[i, j];
            }
        }

        return new Dense(this.Columns, this.Rows, values);
    }

    public static Dense operator *(Dense a, Dense b)
    {
        double[] values = new double[a.Rows * b.Columns];

        for (int i = 0; i < a.Rows; i++)
        {
            for (int k = 0; k < a.Columns; k++)
            {
                double x = a[i, k];

                for (int j = 0; j < b.Columns; j++)
                {
                    values[(i * b.Columns) + j] += x * b[k, j];
                }
            }
        }

        return new Dense(a.Rows, b.Columns, values);
    }

    public static Dense operator -(Dense a, Dense b) => new(a.Rows, a.Columns, [.. a.Values.Zip(b.Values, (x, y) => x - y)]);

    public double Norm() => Math.Sqrt(this.Values.Sum(x => x * x));
}
