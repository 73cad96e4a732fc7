using System.Numerics;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>
/// Where a deep factorization starts: X = Left * Inner[^1] ... Inner[0] * Right^T. All forms of the method are this one product with
/// other starts and step sizes: the original has full width and as many factors as its depth; the compressed gradient variant has as
/// many inner factors as its depth and two outer ones more; the spectral variant has as many factors as its depth.
/// </summary>
/// <param name="Width">Width w of the inner factors.</param>
/// <param name="Left">m x w, row-major: the last factor.</param>
/// <param name="Inner">w x w, row-major, the one applied first comes first.</param>
/// <param name="Right">n x w, row-major: the transpose of the first factor.</param>
public sealed record DeepStart(int Width, double[] Left, IReadOnlyList<double[]> Inner, double[] Right)
{
    /// <summary>
    /// The original of depth L: every factor is epsilon times a random orthogonal matrix, or the leading columns of one.
    /// </summary>
    /// <param name="rows">Number of rows m.</param>
    /// <param name="columns">Number of columns n.</param>
    /// <param name="width">Width w; max(m, n) in theory and papers.</param>
    /// <param name="depth">Number of factors L, at least 2.</param>
    /// <param name="epsilon">Scale of every factor.</param>
    /// <param name="seed">Seed.</param>
    public static DeepStart Original(int rows, int columns, int width, int depth, double epsilon, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);
        SeededRandom random = new(seed);

        return new DeepStart(
            width,
            Orthogonal(rows, width, epsilon, random),
            [.. Enumerable.Range(0, depth - 2).Select(_ => Orthogonal(width, width, epsilon, random))],
            Orthogonal(columns, width, epsilon, random));
    }

    /// <summary>
    /// The compressed form, gradient variant: L inner factors epsilon * I of width 2 rank between orthonormal outer factors that span
    /// the directions that the first gradient moves (specification 4.3): with the leading singular vectors U_r, V_r of the observed
    /// entries, the right factor is [V_r, O^T U_r] and the left one [O V_r, U_r] for an isometry O. O is chosen such that its blocks
    /// are random and orthogonal to U_r and V_r; nothing dense is formed.
    /// </summary>
    /// <param name="device">Where the singular vectors are computed.</param>
    /// <param name="data">The observed entries.</param>
    /// <param name="rank">Estimate of the rank from above; 2 rank is at most min(m, n).</param>
    /// <param name="depth">Number of inner factors L.</param>
    /// <param name="epsilon">Scale of the inner factors.</param>
    /// <param name="seed">Seed.</param>
    public static DeepStart Gradient<T>(
        ComputeDevice device, SparseMatrix<T> data, int rank, int depth, double epsilon, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using ObservedEntries<T> entries = new(device, data);
        SparseSpectrum spectrum = SparseSpectrum.Compute(entries, rank, seed);

        return Gradient(data.Rows, data.Columns, spectrum, rank, depth, epsilon, seed);
    }

    internal static DeepStart Gradient(
        int rows, int columns, SparseSpectrum spectrum, int rank, int depth, double epsilon, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(2 * rank, Math.Min(rows, columns), nameof(rank));
        SeededRandom random = new(seed, 1);
        double[][] u = spectrum.Left[..rank];
        double[][] v = spectrum.Right[..rank];
        double[][] left = [.. HostMatrix.RandomOrthonormal(rows, rank, random, u), .. u];
        double[][] right = [.. v, .. HostMatrix.RandomOrthonormal(columns, rank, random, v)];

        return new DeepStart(
            2 * rank,
            HostMatrix.ToRows(left, rows),
            [.. Enumerable.Range(0, depth).Select(_ => Diagonal(Enumerable.Repeat(epsilon, 2 * rank)))],
            HostMatrix.ToRows(right, columns));
    }

    /// <summary>
    /// The spectral variant of depth L: outer factors along the leading singular vectors of the observed entries, all factors with the
    /// same diagonal weights, one per direction.
    /// </summary>
    /// <param name="spectrum">Singular triplets.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="depth">Number of factors L, at least 2.</param>
    /// <param name="weights">Of each direction; epsilon for all is the plain start.</param>
    internal static DeepStart Spectral(SparseSpectrum spectrum, int rows, int columns, int depth, double[] weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 2);

        return new DeepStart(
            weights.Length,
            Weighted(spectrum.Left, rows, weights),
            [.. Enumerable.Range(0, depth - 2).Select(_ => Diagonal(weights))],
            Weighted(spectrum.Right, columns, weights));
    }

    /// <summary>
    /// The weights that gradient flow gives the directions at the end of the start plateau (specification 6.1): while nothing is
    /// fitted yet, a direction of singular value s obeys w' = s w^(L-1), so that w(t)^-(L-2) = epsilon^-(L-2) - (L-2) s t, or
    /// w(t) = epsilon e^(s t) for depth 2. The time is that at which the direction <paramref name="last"/> has reached its target
    /// share^(1/L) of its final size (sigma_i)^(1/L); directions that are there before stay at theirs.
    /// </summary>
    /// <param name="values">Singular values s_i of the observed entries, descending.</param>
    /// <param name="density">Share of observed cells p; sigma_i is about s_i / p.</param>
    /// <param name="depth">Depth L.</param>
    /// <param name="epsilon">Scale of the start.</param>
    /// <param name="last">Index of the weakest direction that is taken for data and not for noise.</param>
    /// <param name="fraction">Target, as a fraction of sigma_i^(1/L).</param>
    internal static double[] FastForward(double[] values, double density, int depth, double epsilon, int last, double fraction = 0.3)
    {
        double[] weights = new double[values.Length];
        double power = depth - 2;
        double Target(int i) => Math.Max(epsilon, fraction * Math.Pow(values[i] / density, 1.0 / depth));
        double end = TimeTo(values[last], Target(last));

        for (int i = 0; i < weights.Length; i++)
        {
            double time = Math.Min(end, values[i] > 0 ? TimeTo(values[i], Target(i)) : end);
            weights[i] = depth == 2
                ? epsilon * Math.Exp(values[i] * time)
                : Math.Pow(Math.Pow(epsilon, -power) - (power * values[i] * time), -1 / power);
        }

        return weights;

        double TimeTo(double s, double target) => depth == 2
            ? Math.Log(target / epsilon) / s
            : (Math.Pow(epsilon, -power) - Math.Pow(target, -power)) / (power * s);
    }

    private static double[] Orthogonal(int rows, int columns, double scale, SeededRandom random)
    {
        // Wide matrices are the transposes of tall ones: rows orthonormal instead of columns.
        double[] values = rows >= columns
            ? HostMatrix.ToRows(HostMatrix.RandomOrthonormal(rows, columns, random), rows)
            : [.. HostMatrix.RandomOrthonormal(columns, rows, random).SelectMany(column => column)];

        return Array.ConvertAll(values, value => scale * value);
    }

    private static double[] Diagonal(IEnumerable<double> weights)
    {
        double[] diagonal = [.. weights];
        double[] matrix = new double[diagonal.Length * diagonal.Length];

        for (int i = 0; i < diagonal.Length; i++)
        {
            matrix[(i * diagonal.Length) + i] = diagonal[i];
        }

        return matrix;
    }

    private static double[] Weighted(double[][] columns, int rows, double[] weights)
    {
        double[] values = HostMatrix.ToRows(columns[..weights.Length], rows);

        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= weights[i % weights.Length];
        }

        return values;
    }
}
