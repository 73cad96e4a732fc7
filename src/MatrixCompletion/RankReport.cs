using System.Numerics;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Solvers;

namespace IlgpuOptim.MatrixCompletion;

/// <summary>What is known about the rank of a matrix from some of its entries.</summary>
/// <param name="Spectrum">Leading singular values of the observed entries divided by the density: about those of the matrix, plus noise.</param>
/// <param name="SpectrumRank">Number of values before the largest relative gap of that spectrum.</param>
/// <param name="SpectrumGap">That gap: the ratio of the values around it. Below about 1.3 it says little.</param>
/// <param name="DeepSpectrum">Singular values of the deep estimate; beyond the rank they are nearly zero.</param>
/// <param name="DeepRank">Number of those that are not.</param>
/// <param name="ValidationCurve">Validation errors of regularised least squares by rank, if there was a validation part.</param>
public sealed record RankReport(
    IReadOnlyList<double> Spectrum,
    int SpectrumRank,
    double SpectrumGap,
    IReadOnlyList<double> DeepSpectrum,
    int DeepRank,
    IReadOnlyList<(int Rank, double Rmse)> ValidationCurve)
{
    /// <summary>Looks at the spectrum, at a deep estimate, and, with a validation part, at least squares by rank.</summary>
    /// <param name="device">Where to compute.</param>
    /// <param name="train">Entries to learn from.</param>
    /// <param name="validation">Entries to compare with, or null.</param>
    /// <param name="maxRank">Largest rank looked for.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="stop">Asks for an early end.</param>
    public static RankReport Create<T>(
        ComputeDevice device,
        SparseMatrix<T> train,
        SparseMatrix<T>? validation = null,
        int maxRank = 40,
        ulong seed = 1,
        CancellationToken stop = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        maxRank = Math.Min(maxRank, Math.Max(1, Math.Min(train.Rows, train.Columns) / 2));
        using ObservedEntries<T> entries = new(device, train);
        using ObservedEntries<T>? others = validation is null ? null : new(device, validation);
        EpochLoop<T> loop = new(null, null, stop);
        DeepEstimate estimate = DeepRankFinder<T>.Estimate(entries, others, loop, maxRank, 3, seed);
        List<(int Rank, double Rmse)> curve = [];

        if (others is not null)
        {
            double scale = DeepRankFinder<T>.MeanSquare(train);

            for (int rank = 1; rank <= maxRank; rank = Math.Max(rank + 1, rank * 5 / 4))
            {
                using AlsSolver<T> solver = new(
                    entries, new AlsOptions { Rank = rank, Regularization = new(1e-3 * scale, 0, ByCount: true), Seed = seed });
                StageResult result = loop.Run("rank", solver, others, new StageLimits { Epochs = 15, Patience = 3 });
                curve.Add((rank, result.ValidationRmse ?? double.NaN));
            }
        }

        return new RankReport(
            estimate.Spectrum, estimate.SpectrumRank, estimate.SpectrumGap, estimate.SingularValues, estimate.Rank, curve);
    }
}
