using Xunit;

namespace IlgpuOptim.Compute.Tests;

/// <summary>Transposition in memory, and the products of a matrix with its own transpose that are mirrored by it.</summary>
public sealed class TransposeTests
{
    public static TheoryData<string> Devices => ["cpu:0", "cpu/8", "cpu/1", "opencl:0"];

    [Theory]
    [MemberData(nameof(Devices))]
    public void RunBatch_TransposedSource_IsTheTransposeAndNothingElse(string name) => TestDevices.With(name, static device =>
    {
        foreach ((int rows, int columns, int count) in new[] { (16, 16, 1), (1, 700, 1), (33, 70, 3), (128, 96, 2), (257, 129, 1), (64, 320, 5) })
        {
            CheckTranspose(device, rows, columns, count);
        }
    });

    private static void CheckTranspose(ComputeDevice device, int rows, int columns, int count)
    {
        int gap = 5;
        float[] values = [.. Enumerable.Range(0, count * ((rows * columns) + gap)).Select(static i => (float)i)];
        using Tensor source = Tensor.From<float>(device, values, values.Length);
        using Tensor target = Tensor.From<float>(device, Enumerable.Repeat(-1f, values.Length).ToArray(), values.Length);
        using Tensor wide = Tensor.From<double>(device, Enumerable.Repeat(-1d, values.Length).ToArray(), values.Length);
        MatrixView<float> from = new MatrixView<float>(source.As<float>(), columns, rows).Transposed;
        int step = (rows * columns) + gap;

        MatrixCopy.RunBatch(device, new MatrixView<float>(target.As<float>(), rows, columns), from, count, (step, step));
        MatrixCopy.RunBatch(device, new MatrixView<double>(wide.As<double>(), rows, columns), from, count, (step, step));
        float[] actual = target.ToArray<float>();
        double[] actualWide = wide.ToArray<double>();

        for (int i = 0; i < actual.Length; i++)
        {
            int at = i % step;
            float expected = at < rows * columns ? ((i - at) + (at % columns * rows) + (at / columns)) : -1;

            Assert.Equal(expected, actual[i]);
            Assert.Equal(expected, actualWide[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Syrk_Batch_EqualsTheSumsAndIsSymmetricToTheLastBit(string name) => TestDevices.With(name, static device =>
    {
        foreach ((int order, int inner, int count) in new[] { (20, 8, 3), (127, 40, 1), (128, 64, 2), (150, 33, 2), (300, 257, 1) })
        {
            CheckSyrk(device, order, inner, count, isTransposed: false);
            CheckSyrk(device, order, inner, count, isTransposed: true);
        }
    });

    private static void CheckSyrk(ComputeDevice device, int order, int inner, int count, bool isTransposed)
    {
        Random random = new(order + inner);
        float[] values = [.. Enumerable.Range(0, count * order * inner).Select(_ => (float)(random.NextDouble() - 0.5))];
        using Tensor a = Tensor.From<float>(device, values, values.Length);
        using Tensor c = Tensor.Allocate(device, ElementType.Float32, count, order, order);
        MatrixView<float> rows = isTransposed
            ? new MatrixView<float>(a.As<float>(), inner, order).Transposed
            : new MatrixView<float>(a.As<float>(), order, inner);

        Syrk.RunAny(device, new MatrixView<float>(c.As<float>(), order, order), rows, rows.Transposed, count, ((long)order * order, (long)order * inner, (long)order * inner));
        float[] actual = c.ToArray<float>();

        double At(int member, int i, int k) => values[(member * order * inner) + (isTransposed ? (k * order) + i : (i * inner) + k)];

        for (int member = 0; member < count; member++)
        {
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j < order; j++)
                {
                    double expected = 0;
                    double size = 0;

                    for (int k = 0; k < inner; k++)
                    {
                        double product = At(member, i, k) * At(member, j, k);
                        expected += product;
                        size += Math.Abs(product);
                    }

                    float value = actual[(((member * order) + i) * order) + j];
                    Assert.True(Math.Abs(value - expected) <= 1e-6 * size, $"[{member}, {i}, {j}]: {value}, expected {expected}");
                    Assert.Equal(value, actual[(((member * order) + j) * order) + i]);
                }
            }
        }
    }
}
