using System.Numerics;

using IlgpuOptim.MatrixCompletion.Data;

namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>A deep estimate and what it says about the rank; Columns is its right factor, n x Rank, row-major.</summary>
internal sealed record DeepEstimate(
    double[] Spectrum, int SpectrumRank, double SpectrumGap, double[] SingularValues, int Rank, double[] Columns);

/// <summary>
/// Finds the rank of a partly observed matrix: the compressed deep form, spectral variant, with more directions than there can be, begun
/// at the end of its start plateau. The directions that data support grow to their size; the others stay where they started, because
/// nothing is left for them to fit.
/// </summary>
internal static class DeepRankFinder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A gap of the spectrum below this is no gap.</summary>
    private const double ClearGap = 1.3;

    /// <summary>Singular values of the estimate below this share of the largest one have not appeared.</summary>
    private const double Visible = 0.02;

    /// <summary>Makes an estimate.</summary>
    /// <param name="entries">Entries to learn from.</param>
    /// <param name="validation">Entries to compare with, or null.</param>
    /// <param name="loop">Runs the epochs.</param>
    /// <param name="width">Directions, more than the rank.</param>
    /// <param name="depth">Depth, at least 3: with depth 2 the bias towards low rank is weak.</param>
    /// <param name="seed">Seed.</param>
    public static DeepEstimate Estimate(
        ObservedEntries<T> entries, ObservedEntries<T>? validation, EpochLoop<T> loop, int width, int depth, ulong seed)
    {
        SparseSpectrum spectrum = SparseSpectrum.Compute(entries, width, seed);
        double density = entries.Count / ((double)entries.Rows * entries.Columns);
        (int gapRank, double gap) = LargestGap(spectrum.Values);
        double[] shown = Array.ConvertAll(spectrum.Values, value => value / density);

        if (!(spectrum.Values[0] > 0))
        {
            return new DeepEstimate(shown, 0, 1, [], 0, []);
        }

        // Without a clear gap only the strongest direction is taken for data; the others have to grow by themselves.
        double epsilon = 1e-3 * Math.Pow(shown[0], 1.0 / depth);
        double[] weights = DeepStart.FastForward(
            spectrum.Values, density, depth, epsilon, LastClear(spectrum.Values));
        double step = StepSize(spectrum.Values[0], density, depth);
        using DeepSolver<T> solver = new(
            entries,
            DeepStart.Spectral(spectrum, entries.Rows, entries.Columns, depth, weights),
            new DeepOptions { Step = step, OuterStep = step, StepsPerEpoch = 25 });
        double first = solver.TrainRmse();
        double last = first;
        int stable = 0;
        int visible = 0;

        // Enough when the estimate explains the most part, or when neither error nor number of directions has changed for long.
        loop.Run("deep", solver, validation, new StageLimits
        {
            Epochs = 60,
            Patience = 12,
            IsDone = train =>
            {
                int now = CountVisible(solver.SingularValues());
                stable = now == visible && train > 0.98 * last ? stable + 1 : 0;
                (visible, last) = (now, train);

                return train < 0.05 * first || stable >= 8;
            },
        });
        int rank = CountVisible(solver.SingularValues());
        (double[] values, _, double[] columns) = HostMatrix.Compact(
            solver.RowFactor, entries.Rows, solver.ColumnFactor, entries.Columns, solver.Width, rank);

        return new DeepEstimate(shown, gapRank, gap, values, rank, columns);
    }

    /// <summary>Where the loss curves most, for the sum of squares: L p sigma_1^(2 - 2/L), and sigma_1 is s_1 / p.</summary>
    public static double StepSize(double largest, double density, int depth) =>
        1 / (depth * density * Math.Pow(largest / density, 2 - (2.0 / depth)));

    /// <summary>Index of the last singular value before a clear gap, or 0: of the directions up to there the start plateau is skipped.</summary>
    public static int LastClear(double[] values)
    {
        (int rank, double gap) = LargestGap(values);

        return gap > ClearGap ? rank - 1 : 0;
    }

    private static (int Rank, double Gap) LargestGap(double[] values)
    {
        (int rank, double gap) = (1, 1);

        for (int i = 0; i + 1 < values.Length; i++)
        {
            double ratio = values[i + 1] > 1e-10 * values[0] ? values[i] / values[i + 1] : double.PositiveInfinity;

            if (ratio > gap)
            {
                (rank, gap) = (i + 1, ratio);
            }

            if (double.IsPositiveInfinity(ratio))
            {
                break;
            }
        }

        return (rank, gap);
    }

    private static int CountVisible(double[] values) => values.Count(value => value > Visible * values[0]);
}
