using ILGPU;

namespace IlgpuOptim.Compute.Vendor;

/// <summary>
/// A BLAS library of somebody else. Matrices are row-major with a row length; a factor may be taken transposed. Calls are in
/// order with the device's stream.
/// </summary>
internal interface IVendorBlas : IDisposable
{
    /// <summary>What it is, such as <c>OpenBLAS 0.3.21</c>.</summary>
    string Name { get; }

    /// <summary>c = alpha * op(a) * op(b) + beta * c.</summary>
    void Multiply<T>(in BlasProduct<T> product)
        where T : unmanaged;
}

/// <summary>A product as BLAS libraries take it: row-major matrices, lengths of rows, flags.</summary>
internal readonly record struct BlasProduct<T>(
    int M,
    int N,
    int K,
    ArrayView<T> A,
    int RowA,
    bool TransposeA,
    ArrayView<T> B,
    int RowB,
    bool TransposeB,
    ArrayView<T> C,
    int RowC,
    double Alpha,
    double Beta)
    where T : unmanaged
{
    /// <summary>The product in this form, if the strides of its matrices allow it.</summary>
    public static bool TryFrom(MatrixView<T> c, MatrixView<T> a, MatrixView<T> b, double alpha, double beta, out BlasProduct<T> product)
    {
        product = default;

        if (c.ColumnStride != 1)
        {
            // C^T = B^T A^T
            return c.RowStride == 1 && TryFrom(c.Transposed, b.Transposed, a.Transposed, alpha, beta, out product);
        }

        if (c.Count == 0 || a.Columns == 0 || !TryLayout(a, out int rowA, out bool transposeA) || !TryLayout(b, out int rowB, out bool transposeB)
            || c.RowStride < c.Columns || c.RowStride > int.MaxValue)
        {
            return false;
        }

        product = new BlasProduct<T>(
            c.Rows, c.Columns, a.Columns, a.Data, rowA, transposeA, b.Data, rowB, transposeB, c.Data, (int)c.RowStride, alpha, beta);

        return true;
    }

    private static bool TryLayout(MatrixView<T> matrix, out int row, out bool isTransposed)
    {
        isTransposed = matrix.ColumnStride != 1;
        long step = isTransposed ? matrix.ColumnStride : matrix.RowStride;
        row = (int)Math.Min(step, int.MaxValue);

        return (isTransposed ? matrix.RowStride == 1 : matrix.ColumnStride == 1)
            && step >= (isTransposed ? matrix.Rows : matrix.Columns)
            && step <= int.MaxValue;
    }
}
