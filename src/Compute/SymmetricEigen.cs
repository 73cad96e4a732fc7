using ILGPU;

using IlgpuOptim.Compute.Factorizations;

namespace IlgpuOptim.Compute;

/// <summary>Eigenvalues and eigenvectors of small symmetric matrices, by the one-sided Jacobi method in double.</summary>
public static class SymmetricEigen
{
    /// <summary>A = V diag(values) V^T with orthonormal columns of V and values in descending order.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="vectors">V, n x n.</param>
    /// <param name="values">n eigenvalues; errors are about 1e-15 times the norm of A.</param>
    /// <param name="matrix">A, n x n, symmetric. It is not changed.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Run(ComputeDevice device, MatrixView<double> vectors, ArrayView<double> values, MatrixView<double> matrix) =>
        Run(device, vectors, values, matrix, isPositive: false);

    /// <summary>As above; without a shift for positive semidefinite matrices, which saves the accuracy of small eigenvalues.</summary>
    internal static void Run(
        ComputeDevice device, MatrixView<double> vectors, ArrayView<double> values, MatrixView<double> matrix, bool isPositive)
    {
        ArgumentNullException.ThrowIfNull(device);
        int n = matrix.Rows;

        if (matrix.Columns != n || vectors.Rows != n || vectors.Columns != n || values.Length < n)
        {
            throw new ArgumentException(
                $"Eigenvectors of a matrix of {n} x {matrix.Columns}: it has to be square, with room for as many vectors "
                + $"(not {vectors.Rows} x {vectors.Columns}) and values (not {values.Length}).");
        }

        if (n == 0)
        {
            return;
        }

        using ScratchScope scratch = device.BeginScratch();
        Jacobi jacobi = Jacobi.On(device);
        MatrixView<double> rows = scratch.TakeMatrix<double>(n, n);
        MatrixView<double> rotations = scratch.TakeMatrix<double>(n, n);
        ArrayView<double> keys = scratch.Take<double>(n);
        ArrayView<int> order = scratch.Take<int>(n);
        ArrayView<double> shift = scratch.Take<double>(1);

        MatrixCopy.Run(device, rows, matrix);

        // Singular values have no sign: adding the norm makes all eigenvalues positive, and moves no eigenvector.
        if (!isPositive)
        {
            Reductions.SumOfSquares(device, rows.Data, shift);
            jacobi.ShiftDiagonal(rows, shift);
        }

        jacobi.Orthogonalize(rows, rotations);
        jacobi.Rank(keys, order, rows);
        jacobi.Gather(vectors.Transposed, rotations, order);
        jacobi.Values(values.SubView(0, n), keys, order, shift, isPositive ? 0 : -1);
    }
}
