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
public sealed record RankReport(
    IReadOnlyList<double> Spectrum,
    int SpectrumRank,
    double SpectrumGap,
    IReadOnlyList<double> DeepSpectrum,
    int DeepRank)
{
    /// <summary>Looks at the spectrum and at a deep estimate; the third witness is the validation error over ranks.</summary>
    /// <param name="device">Where to compute.</param>
    /// <param name="data">The entries.</param>
    /// <param name="maxRank">Largest rank looked for.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="stop">Asks for an early end.</param>
    public static RankReport Create<T>(
        ComputeDevice device, SparseMatrix<T> data, int maxRank = 40, ulong seed = 1, CancellationToken stop = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        maxRank = Math.Min(maxRank, Math.Max(1, Math.Min(data.Rows, data.Columns) / 2));
        using ObservedEntries<T> entries = new(device, data);
        EpochLoop<T> loop = new(null, null, stop);
        DeepEstimate estimate = DeepRankFinder<T>.Estimate(entries, null, loop, maxRank, 3, seed);

        return new RankReport(
            estimate.Spectrum, estimate.SpectrumRank, estimate.SpectrumGap, estimate.SingularValues, estimate.Rank);
    }
}
