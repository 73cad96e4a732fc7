using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Compute;

/// <summary>Products of a matrix with its own transpose. The result is symmetric to the last bit.</summary>
public static class Syrk
{
    /// <summary>Rows of C that one product computes, up to the diagonal.</summary>
    private const int BlockRows = 256;

    /// <summary>C = alpha * A * A^T + beta * C in about half of the operations of a general product.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="c">Result, n x n; only its lower triangle is read.</param>
    /// <param name="a">Matrix, n x k; does not overlap the result.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="beta">Factor of what stood in C; with 0 it is not read.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Run(ComputeDevice device, MatrixView<float> c, MatrixView<float> a, float alpha = 1, float beta = 0) =>
        RunAny(device, c, a, alpha, beta);

    /// <inheritdoc cref="Run(ComputeDevice, MatrixView{float}, MatrixView{float}, float, float)"/>
    public static void Run(ComputeDevice device, MatrixView<double> c, MatrixView<double> a, double alpha = 1, double beta = 0) =>
        RunAny(device, c, a, alpha, beta);

    private static void RunAny<T>(ComputeDevice device, MatrixView<T> c, MatrixView<T> a, double alpha, double beta)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);

        if (c.Rows != a.Rows || c.Columns != a.Rows)
        {
            throw new ArgumentException(
                $"The product of a matrix of {a.Rows} x {a.Columns} and its transpose does not fit into {c.Rows} x {c.Columns}.");
        }

        for (int row = 0; row < c.Rows; row += BlockRows)
        {
            int rows = Math.Min(BlockRows, c.Rows - row);
            int end = row + rows;

            Gemm.MultiplyAny(
                device,
                c.Block(row, 0, rows, end),
                a.Block(row, 0, rows, a.Columns),
                a.Block(0, 0, end, a.Columns).Transposed,
                alpha,
                beta);
        }

        if (c.Rows > 0)
        {
            device.Kernels(static d => new Kernels<T>(d)).Mirror(device.Stream, new Index2D(c.Rows, c.Rows), c);
        }
    }

    private static void MirrorKernel<T>(Index2D index, MatrixView<T> c)
        where T : unmanaged
    {
        if (index.X > index.Y)
        {
            c[index.Y, index.X] = c[index.X, index.Y];
        }
    }

    private sealed class Kernels<T>(ComputeDevice device)
        where T : unmanaged
    {
        public readonly Action<AcceleratorStream, Index2D, MatrixView<T>> Mirror =
            device.Accelerator.LoadAutoGroupedKernel<Index2D, MatrixView<T>>(MirrorKernel);
    }
}
