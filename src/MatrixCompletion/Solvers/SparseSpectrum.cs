using System.Numerics;

using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Kernels;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>Leading singular triplets of the observed entries with zeros elsewhere, P = Omega o X: what starts are made of.</summary>
/// <param name="Values">Singular values, descending.</param>
/// <param name="Left">Left singular vectors, columns of length m.</param>
/// <param name="Right">Right singular vectors, columns of length n.</param>
internal sealed record SparseSpectrum(double[] Values, double[][] Left, double[][] Right)
{
    private const int Oversampling = 8;

    /// <summary>
    /// Randomized subspace iteration (Halko, Martinsson, Tropp 2011): products and bases on the device.
    /// Nothing of size m x n is formed.
    /// </summary>
    /// <param name="entries">The entries.</param>
    /// <param name="count">Number of triplets, at most min(m, n).</param>
    /// <param name="seed">Seed of the start.</param>
    /// <param name="iterations">Passes over the entries and back.</param>
    public static SparseSpectrum Compute<T>(ObservedEntries<T> entries, int count, ulong seed, int iterations = 8)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Math.Min(count + Oversampling, Math.Min(entries.Rows, entries.Columns));
        SeededRandom random = new(seed);
        LaneShape shape = LaneShape.For(entries.Device, width);
        using Factor<T> rows = new(entries.Device, entries.Rows, width, shape);
        using Factor<T> columns = new(entries.Device, entries.Columns, width, shape);
        columns.Set(HostMatrix.Normals((long)entries.Columns * width, random));

        for (int i = 0; i < iterations; i++)
        {
            entries.Kernels.Pass<SparseProduct>(entries.ByRow, rows.Data, columns.Data, rows.Data, entries.Weights, shape);
            Dense<T>.Orthonormalize(entries.Device, rows.Matrix);
            entries.Kernels.Pass<SparseProduct>(entries.ByColumn, columns.Data, rows.Data, columns.Data, entries.Weights, shape);

            if (i + 1 < iterations)
            {
                Dense<T>.Orthonormalize(entries.Device, columns.Matrix);
            }
        }

        double[][] left = HostMatrix.ToColumns(rows.Get(), entries.Rows, width);
        double[][] right = HostMatrix.ToColumns(columns.Get(), entries.Columns, width);
        double[] triangle = HostMatrix.Orthonormalize(right, random);

        // P ~ left (right R)^T = left R^T right^T; with R = A S B^T it is (left B) S (right A)^T.
        double[][] a = HostMatrix.ToColumns(triangle, width, width);
        (double[] values, double[][] b) = HostMatrix.SingularValues(a);
        count = Math.Min(count, width);

        return new SparseSpectrum(values[..count], HostMatrix.Combine(left, b, count), HostMatrix.Combine(right, a, count));
    }
}
