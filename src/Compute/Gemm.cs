using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute.Products;

namespace IlgpuOptim.Compute;

/// <summary>
/// Matrix products C = alpha * A * B + beta * C. Transposed factors are views (<see cref="MatrixView{T}.Transposed"/>), and any strides
/// are allowed. On one device the same call gives the same bits every time, however many threads take part.
/// </summary>
public static class Gemm
{
    /// <summary>C = alpha * A * B + beta * C, summed in float.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="c">Result, m x n; overlaps neither factor.</param>
    /// <param name="a">Left factor, m x k.</param>
    /// <param name="b">Right factor, k x n.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="beta">Factor of what stood in C; with 0 it is not read.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Multiply(
        ComputeDevice device, MatrixView<float> c, MatrixView<float> a, MatrixView<float> b, float alpha = 1, float beta = 0) =>
        ProductRunner<float, float, SingleNumbers>.Run(device, new(c, a, b, alpha, beta, 0, 0, 0), 1);

    /// <summary>C = alpha * A * B + beta * C in double.</summary>
    /// <inheritdoc cref="Multiply(ComputeDevice, MatrixView{float}, MatrixView{float}, MatrixView{float}, float, float)"/>
    public static void Multiply(
        ComputeDevice device, MatrixView<double> c, MatrixView<double> a, MatrixView<double> b, double alpha = 1, double beta = 0) =>
        ProductRunner<double, double, DoubleNumbers>.Run(device, new(c, a, b, alpha, beta, 0, 0, 0), 1);

    /// <summary>C = alpha * A * B + beta * C of floats, summed in double and rounded once.</summary>
    /// <inheritdoc cref="Multiply(ComputeDevice, MatrixView{float}, MatrixView{float}, MatrixView{float}, float, float)"/>
    public static void MultiplyWide(
        ComputeDevice device, MatrixView<float> c, MatrixView<float> a, MatrixView<float> b, double alpha = 1, double beta = 0) =>
        ProductRunner<float, double, WideSumNumbers>.Run(device, new(c, a, b, alpha, beta, 0, 0, 0), 1);

    /// <summary>C = alpha * A * B + beta * C for several matrices of equal shapes, in one launch.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="c">First result, m x n.</param>
    /// <param name="a">First left factor, m x k.</param>
    /// <param name="b">First right factor, k x n.</param>
    /// <param name="count">Number of products.</param>
    /// <param name="steps">Elements from a matrix to the next one of its kind; 0 uses the same factor again.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="beta">Factor of what stood in C; with 0 it is not read.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void MultiplyBatch(
        ComputeDevice device,
        MatrixView<float> c,
        MatrixView<float> a,
        MatrixView<float> b,
        int count,
        (long C, long A, long B) steps,
        float alpha = 1,
        float beta = 0) =>
        ProductRunner<float, float, SingleNumbers>.Run(device, new(c, a, b, alpha, beta, steps.C, steps.A, steps.B), count);

    /// <inheritdoc cref="MultiplyBatch(ComputeDevice, MatrixView{float}, MatrixView{float}, MatrixView{float}, int, ValueTuple{long, long, long}, float, float)"/>
    public static void MultiplyBatch(
        ComputeDevice device,
        MatrixView<double> c,
        MatrixView<double> a,
        MatrixView<double> b,
        int count,
        (long C, long A, long B) steps,
        double alpha = 1,
        double beta = 0) =>
        ProductRunner<double, double, DoubleNumbers>.Run(device, new(c, a, b, alpha, beta, steps.C, steps.A, steps.B), count);

    /// <summary>C = alpha * A * B + beta * C for generic code; T is float or double.</summary>
    internal static void MultiplyAny<T>(
        ComputeDevice device, MatrixView<T> c, MatrixView<T> a, MatrixView<T> b, double alpha = 1, double beta = 0)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Multiply(device, As<T, float>(c), As<T, float>(a), As<T, float>(b), (float)alpha, (float)beta);
        }
        else
        {
            Multiply(device, As<T, double>(c), As<T, double>(a), As<T, double>(b), alpha, beta);
        }
    }

    /// <summary>Products of a batch for generic code; T is float or double.</summary>
    /// <remarks>Of a symmetric C only the lower triangle is defined behind the call.</remarks>
    internal static void MultiplyBatchAny<T>(
        ComputeDevice device,
        MatrixView<T> c,
        MatrixView<T> a,
        MatrixView<T> b,
        int count,
        (long C, long A, long B) steps,
        double alpha = 1,
        double beta = 0,
        bool isSymmetric = false)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            ProductRunner<float, float, SingleNumbers>.Run(
                device,
                new(As<T, float>(c), As<T, float>(a), As<T, float>(b), (float)alpha, (float)beta, steps.C, steps.A, steps.B),
                count,
                isSymmetric);
        }
        else
        {
            ProductRunner<double, double, DoubleNumbers>.Run(
                device,
                new(As<T, double>(c), As<T, double>(a), As<T, double>(b), alpha, beta, steps.C, steps.A, steps.B),
                count,
                isSymmetric);
        }
    }

    private static MatrixView<TTo> As<TFrom, TTo>(MatrixView<TFrom> view)
        where TFrom : unmanaged
        where TTo : unmanaged => new(view.Data.Cast<TTo>(), view.Rows, view.Columns, view.RowStride, view.ColumnStride);
}
