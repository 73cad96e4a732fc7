using ILGPU;
using ILGPU.Runtime;

using IlgpuOptim.Compute.Factorizations;

namespace IlgpuOptim.Compute;

/// <summary>
/// Orthonormal columns that span the same nested spaces as those of a tall matrix: the Q factor of its QR decomposition without
/// pivoting, with a positive diagonal of R.
/// </summary>
/// <remarks>
/// Cholesky QR, twice, with Gram matrices and everything else in double: products do nearly all of the work. Matrices with columns
/// that depend on others up to 1e-6 of their length go through a two-pass Gram-Schmidt process in double instead; the device decides that by itself.
/// Columns that are dependent up to rounding, or zero, are replaced by unit vectors made orthogonal to the others: the zero matrix gives
/// the first unit vectors.
/// </remarks>
public static class TallQr
{
    /// <summary>Elements up to which one launch of the Gram-Schmidt kernel is better than a dozen launches.</summary>
    private const int SmallCount = 2048;

    /// <summary>q = the Q factor of x, rounded once from double.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="q">Result, p x r; may be x.</param>
    /// <param name="x">Matrix, p x r, not wider than high.</param>
    /// <exception cref="ArgumentException">The shapes differ, or the matrix is wider than high.</exception>
    public static void Run(ComputeDevice device, MatrixView<float> q, MatrixView<float> x) => Run(device, q, x, QrMethod.Auto);

    /// <summary>q = the Q factor of x.</summary>
    /// <inheritdoc cref="Run(ComputeDevice, MatrixView{float}, MatrixView{float})"/>
    public static void Run(ComputeDevice device, MatrixView<double> q, MatrixView<double> x) => Run(device, q, x, QrMethod.Auto);

    internal static void Run<T>(ComputeDevice device, MatrixView<T> q, MatrixView<T> x, QrMethod method)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);

        if (q.Rows != x.Rows || q.Columns != x.Columns || x.Columns > x.Rows)
        {
            throw new ArgumentException(
                $"The Q factor of a matrix of {x.Rows} x {x.Columns} is as large as it and not wider than high; there is room for "
                + $"{q.Rows} x {q.Columns}.");
        }

        if (x.Count == 0)
        {
            return;
        }

        using ScratchScope scratch = device.BeginScratch();
        MatrixView<double> vectors = scratch.TakeMatrix<double>(x.Columns, x.Rows);
        MatrixView<double> other = scratch.TakeMatrix<double>(x.Columns, x.Rows);

        MatrixCopy.Run(device, vectors, x.Transposed);
        Orthonormalize(device, vectors, other, method);
        MatrixCopy.Run(device, q.Transposed, vectors);
    }

    /// <summary>Orthonormalises the rows of a dense matrix in place.</summary>
    /// <param name="device">Device of the matrices.</param>
    /// <param name="vectors">r x p, dense.</param>
    /// <param name="other">Room for as many elements.</param>
    /// <param name="method">How.</param>
    internal static void Orthonormalize(
        ComputeDevice device, MatrixView<double> vectors, MatrixView<double> other, QrMethod method = QrMethod.Auto)
    {
        int r = vectors.Rows;
        int p = vectors.Columns;
        Kernels kernels = device.Kernels(static d => new Kernels(d));
        KernelConfig group = new(1, kernels.Items);

        if (method == QrMethod.GramSchmidt || (method == QrMethod.Auto && vectors.Count <= SmallCount))
        {
            kernels.GramSchmidt(device.Stream, group, vectors.Data, ArrayView<int>.Empty, r, p);

            return;
        }

        using ScratchScope scratch = device.BeginScratch();
        MatrixView<double> gram = scratch.TakeMatrix<double>(r, r);
        MatrixView<double> inverse = scratch.TakeMatrix<double>(r, r);
        ArrayView<double> squares = scratch.Take<double>(r);
        ArrayView<int> failed = scratch.Take<int>(1);
        MatrixView<double> original = scratch.TakeMatrix<double>(r, p);

        vectors.Data.SubView(0, vectors.Count).CopyTo(device.Stream, original.Data);
        Pass(other, vectors, 1);
        Pass(vectors, other, 0);
        kernels.Restore(device.Stream, new Index1D(checked((int)vectors.Count)), vectors.Data, original.Data, failed);
        kernels.GramSchmidt(device.Stream, group, vectors.Data, failed, r, p);

        // to = R^-T from, where R^T R is the Gram matrix of the rows.
        void Pass(MatrixView<double> to, MatrixView<double> from, int isFirst)
        {
            Gemm.Multiply(device, gram, from, from.Transposed);
            kernels.Cholesky(device.Stream, group, gram.Data, inverse.Data, squares, failed, r, isFirst);
            Gemm.Multiply(device, to, inverse.Transposed, from);
        }
    }

    private static void RestoreKernel(Index1D index, ArrayView<double> vectors, ArrayView<double> original, ArrayView<int> failed)
    {
        if (failed[0] != 0)
        {
            vectors[index] = original[index];
        }
    }

    private sealed class Kernels(ComputeDevice device)
    {
        public readonly int Items = GroupSum.Items(device);

        public readonly Action<AcceleratorStream, KernelConfig, ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<int>, int, int>
            Cholesky = device.Accelerator
                .LoadKernel<ArrayView<double>, ArrayView<double>, ArrayView<double>, ArrayView<int>, int, int>(CholeskyKernel.Run);

        public readonly Action<AcceleratorStream, KernelConfig, ArrayView<double>, ArrayView<int>, int, int> GramSchmidt =
            device.Accelerator.LoadKernel<ArrayView<double>, ArrayView<int>, int, int>(GramSchmidtKernel.Run);

        public readonly Action<AcceleratorStream, Index1D, ArrayView<double>, ArrayView<double>, ArrayView<int>> Restore =
            device.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<double>, ArrayView<double>, ArrayView<int>>(RestoreKernel);
    }
}

/// <summary>How <see cref="TallQr"/> orthonormalises.</summary>
internal enum QrMethod
{
    /// <summary>Whichever suits.</summary>
    Auto,

    /// <summary>Cholesky QR, and Gram-Schmidt where it fails.</summary>
    Cholesky,

    /// <summary>Gram-Schmidt.</summary>
    GramSchmidt,
}
