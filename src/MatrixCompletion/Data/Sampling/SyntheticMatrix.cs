using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Sampling;

/// <summary>A matrix of known rank, seen in part.</summary>
/// <param name="Observed">The entries that are seen, with noise if there is any.</param>
/// <param name="Left">m x r, by rows: the truth is Left Right^T.</param>
/// <param name="Right">n x r, by rows.</param>
/// <param name="Rank">The rank r.</param>
public sealed record SyntheticMatrix<T>(SparseMatrix<T> Observed, double[] Left, double[] Right, int Rank)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// X = A diag(s) B^T / sqrt(r) with A (m x r) and B (n x r) of independent standard normal numbers, each observed cell with normal
    /// noise on top; exactly <paramref name="count"/> cells are observed, every set of them as likely.
    /// </summary>
    /// <param name="rows">m.</param>
    /// <param name="columns">n.</param>
    /// <param name="rank">r.</param>
    /// <param name="count">Observed cells.</param>
    /// <param name="noise">Standard deviation of the noise; 0 for none.</param>
    /// <param name="condition">s falls geometrically from 1 to 1 / condition; 1 leaves the singular values of chance.</param>
    /// <param name="seed">Seed; A is drawn first, then B, by rows, then the noise; the cells are another stream of the seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or there are fewer cells than are to be observed.</exception>
    public static SyntheticMatrix<T> Create(
        int rows, int columns, int rank, int count, double noise = 0, double condition = 1, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(condition, 1);
        SeededRandom random = new(seed);
        double[] left = Normals(random, (long)rows * rank);
        double[] right = Normals(random, (long)columns * rank);

        for (long i = 0; i < left.Length; i++)
        {
            int k = (int)(i % rank);
            left[i] *= Math.Pow(condition, rank == 1 ? 0 : -(double)k / (rank - 1)) / Math.Sqrt(rank);
        }

        long[] cells = CellSampler.Choose((long)rows * columns, count, seed);
        int[] rowOf = new int[count];
        int[] columnOf = new int[count];
        T[] valueOf = new T[count];

        for (int p = 0; p < count; p++)
        {
            (rowOf[p], columnOf[p]) = ((int)(cells[p] / columns), (int)(cells[p] % columns));
            double value = Dot(left, right, rank, rowOf[p], columnOf[p]);
            valueOf[p] = T.CreateChecked(noise > 0 ? value + (noise * random.NextNormal()) : value);
        }

        return new SyntheticMatrix<T>(SparseMatrix<T>.FromTriplets(rows, columns, rowOf, columnOf, valueOf), left, right, rank);
    }

    /// <summary>
    /// Problem P: 2000 x 2000 of rank 10 without noise, 400,000 cells observed (10 %), the yardstick of exact recovery.
    /// </summary>
    public static SyntheticMatrix<T> ProblemP(ulong seed = 0) => Create(2000, 2000, 10, 400_000, seed: seed);

    /// <summary>The true value of a cell, without noise.</summary>
    public double Truth(int row, int column) => Dot(this.Left, this.Right, this.Rank, row, column);

    private static double Dot(double[] left, double[] right, int rank, int row, int column)
    {
        double sum = 0;

        for (int k = 0; k < rank; k++)
        {
            sum += left[((long)row * rank) + k] * right[((long)column * rank) + k];
        }

        return sum;
    }

    private static double[] Normals(SeededRandom random, long count)
    {
        double[] numbers = new double[count];

        for (long i = 0; i < count; i++)
        {
            numbers[i] = random.NextNormal();
        }

        return numbers;
    }
}
