using System.Numerics;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>Moves between the order of the parameters in memory and the one that products need.</summary>
internal static class LayoutKernels
{
    /// <summary>Weights with their biases as last column. X: column, Y: row of any of the tensors.</summary>
    // joint: Tensors of rows x (columns + 1).
    // apart: The same values: weights, then biases, of tensor after tensor.
    public static void Join<TReal>(Index2D i, ArrayView<TReal> joint, ArrayView<TReal> apart, int rows, int columns)
        where TReal : unmanaged => joint[((long)i.Y * (columns + 1)) + i.X] = apart[Apart(i, rows, columns)];

    /// <summary>The way back.</summary>
    public static void Separate<TReal>(Index2D i, ArrayView<TReal> apart, ArrayView<TReal> joint, int rows, int columns)
        where TReal : unmanaged => apart[Apart(i, rows, columns)] = joint[((long)i.Y * (columns + 1)) + i.X];

    /// <summary>target[p, a, i, b] = source[p, i, a, b]. X: (a, b), Y: i, Z: p of the source.</summary>
    public static void Exchange<TReal>(Index3D index, ArrayView<TReal> target, ArrayView<TReal> source, int first, int second, int inner)
        where TReal : unmanaged
    {
        int a = index.X / inner;
        int b = index.X % inner;
        long start = (long)index.Z * first * second * inner;
        target[start + ((((long)a * first) + index.Y) * inner) + b] = source[start + ((long)index.Y * second * inner) + index.X];
    }

    private static long Apart(Index2D i, int rows, int columns)
    {
        int tensor = i.Y / rows;
        int row = i.Y % rows;
        long start = (long)tensor * rows * (columns + 1);

        return i.X < columns ? start + ((long)row * columns) + i.X : start + ((long)rows * columns) + row;
    }
}
