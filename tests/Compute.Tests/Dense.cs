using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit;

namespace IlgpuOptim.Compute.Tests;

/// <summary>A matrix of doubles on the host with textbook operations: the truth of the tests.</summary>
internal sealed class Dense(int rows, int columns)
{
    private readonly double[] _values = new double[rows * columns];

    public int Rows => rows;

    public int Columns => columns;

    public Dense Transposed => Map(columns, rows, (i, j) => this[j, i]);

    public ref double this[int row, int column] => ref this._values[(row * columns) + column];

    public static Dense operator *(Dense a, Dense b) => Map(a.Rows, b.Columns, (i, j) =>
    {
        double sum = 0;

        for (int k = 0; k < a.Columns; k++)
        {
            sum += a[i, k] * b[k, j];
        }

        return sum;
    });

    public static Dense operator *(double factor, Dense a) => Map(a.Rows, a.Columns, (i, j) => factor * a[i, j]);

    public static Dense operator +(Dense a, Dense b) => Map(a.Rows, a.Columns, (i, j) => a[i, j] + b[i, j]);

    public static Dense operator -(Dense a, Dense b) => Map(a.Rows, a.Columns, (i, j) => a[i, j] - b[i, j]);

    public static Dense Map(int rows, int columns, Func<int, int, double> value)
    {
        Dense result = new(rows, columns);

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                result[i, j] = value(i, j);
            }
        }

        return result;
    }

    /// <summary>Uniform values in -1 to 1 that floats hold exactly.</summary>
    public static Dense Random(Random random, int rows, int columns) =>
        Map(rows, columns, (_, _) => (float)((2 * random.NextDouble()) - 1));

    public static Dense Identity(int n) => Map(n, n, (i, j) => i == j ? 1 : 0);

    public static void AssertClose(Dense expected, Dense actual, double tolerance, string what)
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));

        for (int i = 0; i < expected.Rows; i++)
        {
            for (int j = 0; j < expected.Columns; j++)
            {
                double error = Math.Abs(expected[i, j] - actual[i, j]);

                if (!(error <= tolerance))
                {
                    Assert.Fail(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{what}: element {i}, {j} is {actual[i, j]:R}, expected {expected[i, j]:R}; off by {error:E2}, allowed {tolerance:E2}"));
                }
            }
        }
    }

    /// <summary>Largest absolute element.</summary>
    public double Max() => this._values.Length == 0 ? 0 : this._values.Max(Math.Abs);
}

/// <summary>A matrix on a device, row- or column-major, with a gap behind every row or column.</summary>
internal sealed class DeviceMatrix<T> : IDisposable
    where T : unmanaged
{
    private const double Guard = 12345;
    private readonly Tensor _memory;
    private readonly bool _byColumns;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _step;

    public DeviceMatrix(ComputeDevice device, Dense values, bool byColumns, int gap = 3)
    {
        this._byColumns = byColumns;
        this._rows = values.Rows;
        this._columns = values.Columns;
        this._step = (byColumns ? values.Rows : values.Columns) + gap;
        T[] elements = new T[Math.Max(1, this._step * (byColumns ? values.Columns : values.Rows))];
        Array.Fill(elements, Cast(Guard));

        for (int i = 0; i < values.Rows; i++)
        {
            for (int j = 0; j < values.Columns; j++)
            {
                elements[this.At(i, j)] = Cast(values[i, j]);
            }
        }

        this._memory = Tensor.From<T>(device, elements, elements.Length);
    }

    public MatrixView<T> View => new(
        this._memory.As<T>(), this._rows, this._columns, this._byColumns ? 1 : this._step, this._byColumns ? this._step : 1);

    public Dense Read()
    {
        T[] elements = this._memory.ToArray<T>();
        Dense values = Dense.Map(this._rows, this._columns, (i, j) => double.CreateChecked(AsDouble(elements[this.At(i, j)])));
        HashSet<int> inside = [.. from i in Enumerable.Range(0, this._rows) from j in Enumerable.Range(0, this._columns) select this.At(i, j)];

        Assert.All(
            Enumerable.Range(0, elements.Length).Where(at => !inside.Contains(at)),
            at => Assert.Equal(Guard, AsDouble(elements[at])));

        return values;
    }

    public void Dispose() => this._memory.Dispose();

    private static T Cast(double value)
    {
        if (typeof(T) == typeof(float))
        {
            float single = (float)value;

            return Unsafe.As<float, T>(ref single);
        }

        return Unsafe.As<double, T>(ref value);
    }

    private static double AsDouble(T value) =>
        typeof(T) == typeof(float) ? Unsafe.As<T, float>(ref value) : Unsafe.As<T, double>(ref value);

    private int At(int row, int column) => this._byColumns ? (column * this._step) + row : (row * this._step) + column;
}
