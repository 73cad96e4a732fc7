namespace IlgpuOptim.Compute;

/// <summary>Products of a matrix with its own transpose. The result is symmetric to the last bit.</summary>
public static class Syrk
{
    /// <summary>Orders below this gain nothing from leaving out half of the products.</summary>
    internal const int SmallestOrder = 128;

    /// <summary>Rows of C that one product of a library computes, up to the diagonal.</summary>
    private const int BlockRows = 256;

    /// <summary>C = alpha * A * A^T + beta * C in about half of the operations of a general product.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="c">Result, n x n; only its lower triangle is read.</param>
    /// <param name="a">Matrix, n x k; does not overlap the result.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="beta">Factor of what stood in C; with 0 it is not read.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Run(ComputeDevice device, MatrixView<float> c, MatrixView<float> a, float alpha = 1, float beta = 0) =>
        RunAny(device, c, a, a.Transposed, 1, (0, 0, 0), alpha, beta);

    /// <inheritdoc cref="Run(ComputeDevice, MatrixView{float}, MatrixView{float}, float, float)"/>
    public static void Run(ComputeDevice device, MatrixView<double> c, MatrixView<double> a, double alpha = 1, double beta = 0) =>
        RunAny(device, c, a, a.Transposed, 1, (0, 0, 0), alpha, beta);

    /// <summary>C = alpha * A * A^T + beta * C for several matrices of equal shapes; T is float or double.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="c">First result, n x n; only its lower triangle is read.</param>
    /// <param name="a">First matrix, n x k.</param>
    /// <param name="transposed">The same transposed, k x n: a view, or a copy whose columns are neighbours.</param>
    /// <param name="count">Number of products.</param>
    /// <param name="steps">Elements from a matrix to the next one of its kind.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="beta">Factor of what stood in C; with 0 it is not read.</param>
    /// <param name="mirrors">Fills the upper triangle of C; else it is undefined if n is <see cref="SmallestOrder"/> or more.</param>
    internal static void RunAny<T>(
        ComputeDevice device,
        MatrixView<T> c,
        MatrixView<T> a,
        MatrixView<T> transposed,
        int count,
        (long C, long A, long Transposed) steps,
        double alpha = 1,
        double beta = 0,
        bool mirrors = true)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);

        if (c.Rows != a.Rows || c.Columns != a.Rows)
        {
            throw new ArgumentException(
                $"The product of a matrix of {a.Rows} x {a.Columns} and its transpose does not fit into {c.Rows} x {c.Columns}.");
        }

        if (c.Rows == 0 || count == 0)
        {
            return;
        }

        bool usesLibrary = count == 1 && c.Rows >= BlockRows && device.ChosenBlas is not null;

        // A product that is computed as a whole has the same sums on both sides, unless C had others there.
        bool isWhole = c.Rows < SmallestOrder && !usesLibrary;

        if (usesLibrary)
        {
            for (int row = 0; row < c.Rows; row += BlockRows)
            {
                int rows = Math.Min(BlockRows, c.Rows - row);
                int end = row + rows;

                Gemm.MultiplyAny(
                    device,
                    c.Block(row, 0, rows, end),
                    a.Block(row, 0, rows, a.Columns),
                    transposed.Block(0, 0, a.Columns, end),
                    alpha,
                    beta);
            }
        }
        else
        {
            Gemm.MultiplyBatchAny(device, c, a, transposed, count, steps, alpha, beta, isSymmetric: !isWhole);
        }

        if (mirrors && (!isWhole || beta != 0))
        {
            MatrixCopy.Mirror(device, c, count, steps.C);
        }
    }
}
