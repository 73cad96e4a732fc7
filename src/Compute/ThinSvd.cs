using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute.Factorizations;

namespace IlgpuOptim.Compute;

/// <summary>The first left singular vectors of a matrix, in the order of descending singular values.</summary>
/// <remarks>
/// Everything is done in double. If the shorter side is small, or nearly as many vectors are wanted, the one-sided Jacobi
/// method is used on the matrix, or on the triangular factor of its longer side; otherwise subspace iteration on
/// the Gram matrix of the shorter side with Chebyshev polynomials and a final small eigenproblem. Vectors of singular values that
/// are zero complete the others by unit vectors: the zero matrix gives the first unit vectors. Signs are arbitrary, but always the same.
/// </remarks>
public static class ThinSvd
{
    /// <summary>Shorter side up to which the Jacobi method is used.</summary>
    private const int JacobiOrder = 128;

    /// <summary>u = the first left singular vectors of a.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="u">Result, p x r with r at most p.</param>
    /// <param name="a">Matrix, p x q.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void LeftVectors(ComputeDevice device, MatrixView<float> u, MatrixView<float> a) =>
        Run(device, u, ArrayView<double>.Empty, a);

    /// <inheritdoc cref="LeftVectors(ComputeDevice, MatrixView{float}, MatrixView{float})"/>
    public static void LeftVectors(ComputeDevice device, MatrixView<double> u, MatrixView<double> a) =>
        Run(device, u, ArrayView<double>.Empty, a);

    /// <summary>u = the first left singular vectors of a, values = their singular values.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="u">Result, p x r with r at most p.</param>
    /// <param name="values">Singular values; at most as many as there are vectors and as a has rows and columns.</param>
    /// <param name="a">Matrix, p x q.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void LeftVectors(ComputeDevice device, MatrixView<double> u, ArrayView<double> values, MatrixView<double> a) =>
        Run(device, u, values, a);

    internal static void Run<T>(ComputeDevice device, MatrixView<T> u, ArrayView<double> values, MatrixView<T> a)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);
        int p = a.Rows;
        int q = a.Columns;
        int r = u.Columns;

        if (u.Rows != p || r > p || values.Length > Math.Min(r, q))
        {
            throw new ArgumentException(
                $"Left singular vectors of a matrix of {p} x {q} are columns of {p} elements, at most {p}; there is room for {u.Rows} x {r} "
                + $"and {values.Length} singular values.");
        }

        if (r == 0)
        {
            return;
        }

        using ScratchScope scratch = device.BeginScratch();

        // Vectors are rows here; those beyond the number of columns of a have no singular value.
        MatrixView<double> vectors = scratch.TakeMatrix<double>(r, p);
        int n = Math.Min(p, q);
        int block = SubspaceIteration.BlockSize(n, r);

        if (r > q)
        {
            vectors.Data.MemSetToZero(device.Stream);
        }

        if (q > 0 && (n <= JacobiOrder || block > n / 2))
        {
            ByJacobi(device, vectors.Block(0, 0, Math.Min(r, q), p), values, a, scratch);
        }
        else if (q > 0)
        {
            SubspaceIteration.Run(device, vectors, values, a);
        }

        // Completes what has no singular value; and where vectors came out of products, takes their lengths and errors away.
        TallQr.Orthonormalize(device, vectors, scratch.TakeMatrix<double>(r, p));
        MatrixCopy.Run(device, u.Transposed, vectors);
    }

    private static void ByJacobi<T>(
        ComputeDevice device, MatrixView<double> vectors, ArrayView<double> values, MatrixView<T> a, ScratchScope scratch)
        where T : unmanaged
    {
        Jacobi jacobi = Jacobi.On(device);
        bool isTall = a.Rows > a.Columns;
        MatrixView<T> wide = isTall ? a.Transposed : a;
        int n = wide.Rows;
        MatrixView<double> rows = scratch.TakeMatrix<double>(n, wide.Columns);
        ArrayView<double> keys = scratch.Take<double>(n);
        ArrayView<int> order = scratch.Take<int>(n);
        MatrixView<double> basis = default;

        MatrixCopy.Run(device, rows, wide);

        // The triangular factor L of rows = L basis has the same singular values. Its rows are shorter, and the method takes fewer
        // sweeps if they differ much.
        if (wide.Columns > 2 * n || n > 32)
        {
            basis = scratch.TakeMatrix<double>(n, wide.Columns);
            rows.Data.CopyTo(device.Stream, basis.Data);
            TallQr.Orthonormalize(device, basis, scratch.TakeMatrix<double>(n, wide.Columns));
            MatrixView<double> factor = scratch.TakeMatrix<double>(n, n);
            Gemm.Multiply(device, factor, rows, basis.Transposed);
            rows = factor;
        }

        MatrixView<double> rotations = isTall ? default : scratch.TakeMatrix<double>(n, n);
        jacobi.Orthogonalize(rows, rotations);
        jacobi.Rank(keys, order, rows);

        if (values.Length > 0)
        {
            jacobi.Values(values, keys, order, values, 0);
        }

        if (!isTall)
        {
            jacobi.Gather(vectors, rotations, order);
        }
        else if (basis.Rows == 0)
        {
            jacobi.Gather(vectors, rows, order);
        }
        else
        {
            MatrixView<double> first = scratch.TakeMatrix<double>(vectors.Rows, n);
            jacobi.Gather(first, rows, order);
            Gemm.Multiply(device, vectors, first, basis);
        }
    }
}
