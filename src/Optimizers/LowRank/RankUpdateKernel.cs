using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers.LowRank;

/// <summary>The block of a matrix that a warp holds in registers, a constant of the compiled kernel.</summary>
/// <param name="rows">Rows.</param>
/// <param name="vectors">Vectors across.</param>
internal readonly struct UpdateBlock(int rows, int vectors) : IEquatable<UpdateBlock>
{
    public readonly int Rows = rows;
    public readonly int Vectors = vectors;

    public bool Equals(UpdateBlock other) => this.Rows == other.Rows && this.Vectors == other.Vectors;

    public override bool Equals(object? obj) => obj is UpdateBlock other && this.Equals(other);

    public override int GetHashCode() => HashCode.Combine(this.Rows, this.Vectors);
}

/// <summary>One or two products of inner size r that are added to a matrix.</summary>
/// <param name="left1">First left factor, m x r, dense.</param>
/// <param name="left2">Second left factor; empty if there is none.</param>
/// <param name="panels">The right factors by strips of columns: [strip, factor, k, column].</param>
/// <param name="rank">r.</param>
internal readonly struct UpdateFactors<TReal>(ArrayView<TReal> left1, ArrayView<TReal> left2, ArrayView<TReal> panels, int rank)
    where TReal : unmanaged
{
    public readonly ArrayView<TReal> Left1 = left1;
    public readonly ArrayView<TReal> Left2 = left2;
    public readonly ArrayView<TReal> Panels = panels;
    public readonly int Rank = rank;
}

/// <summary>
/// Steps 5 and 7, the last pass over the matrix: E = A + L1 R1 + L2 R2 and W = (1 - eta * lambda) W + L3 R3. A warp walks through a band of rows;
/// the right factors are packed by strips of columns, so that they are read in order.
/// </summary>
internal static class RankUpdateKernel
{
    /// <summary>Packs one right factor. Index: column of the padded matrix, k.</summary>
    /// <param name="index">Column, k.</param>
    /// <param name="panels">Panels of all strips.</param>
    /// <param name="right">The factor, r x n, dense.</param>
    /// <param name="columns">n.</param>
    /// <param name="stripWidth">Columns of a strip.</param>
    /// <param name="rank">r.</param>
    /// <param name="factor">Number of the factor.</param>
    /// <param name="count">Number of factors.</param>
    public static void Pack<TReal>(
        Index2D index, ArrayView<TReal> panels, ArrayView<TReal> right, int columns, int stripWidth, int rank, int factor, int count)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int strip = index.X / stripWidth;
        int column = index.X - (strip * stripWidth);
        long line = ((((long)strip * count) + factor) * rank) + index.Y;

        panels[(line * stripWidth) + column] = index.X < columns ? right[((long)index.Y * columns) + index.X] : TReal.Zero;
    }

    /// <summary>target = keep * target + left * right. Grid: groups of strips, bands of rows; group: one warp.</summary>
    /// <param name="target">E or W, dense.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="factors">Factors.</param>
    /// <param name="bandRows">Rows per group.</param>
    /// <param name="strips">Strips per group.</param>
    /// <param name="keep">Factor of what is there.</param>
    /// <param name="control">Whether to do it.</param>
    /// <param name="parameter">Number of the parameter, for random bits.</param>
    /// <param name="key">Key of stochastic rounding.</param>
    /// <param name="shape">Block in registers.</param>
    public static void Run<TReal, T, TStorage>(
        ArrayView<T> target,
        int rows,
        int columns,
        UpdateFactors<TReal> factors,
        int bandRows,
        int strips,
        TReal keep,
        ArrayView<StepControl<TReal>> control,
        int parameter,
        RandomKey key,
        SpecializedValue<UpdateBlock> shape)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
    {
        if (control[0].Skip != 0)
        {
            return;
        }

        UpdateBlock block = shape.Value;
        int stripWidth = block.Vectors * Group.DimX;
        int firstRow = Grid.IdxY * bandRows;
        int endRow = IntrinsicMath.Min(firstRow + bandRows, rows);
        int firstStrip = Grid.IdxX * strips;
        int endStrip = IntrinsicMath.Min(firstStrip + strips, (columns + stripWidth - 1) / stripWidth);

        for (int strip = firstStrip; strip < endStrip; strip++)
        {
            for (int row = firstRow; row < endRow; row += block.Rows)
            {
                Block<TReal, T, TStorage>(target, row, endRow, strip, columns, factors, keep, parameter, key, block);
            }
        }
    }

    private static void Block<TReal, T, TStorage>(
        ArrayView<T> target,
        int row,
        int endRow,
        int strip,
        int columns,
        UpdateFactors<TReal> factors,
        TReal keep,
        int parameter,
        RandomKey key,
        UpdateBlock block)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where T : unmanaged
        where TStorage : struct, IStorage<T, TReal>
    {
        int width = Group.DimX;
        int stripWidth = block.Vectors * width;
        int column = (strip * stripWidth) + Group.IdxX;
        bool isFull = (strip + 1) * stripWidth <= columns;
        int count = factors.Left2.Length > 0 ? 2 : 1;
        long panel = ((long)strip * count * factors.Rank * stripWidth) + Group.IdxX;
        TReal[] sums = new TReal[block.Rows * block.Vectors];
        TReal[] right = new TReal[block.Vectors];
        long[] starts = new long[block.Rows];

        for (int i = 0; i < block.Rows * block.Vectors; i++)
        {
            sums[i] = TReal.Zero;
        }

        // Rows behind the band are computed as copies of its last one, and not stored.
        for (int i = 0; i < block.Rows; i++)
        {
            starts[i] = (long)IntrinsicMath.Min(row + i, endRow - 1) * factors.Rank;
        }

        for (int factor = 0; factor < count; factor++)
        {
            ArrayView<TReal> left = factor == 0 ? factors.Left1 : factors.Left2;

            for (long k = 0; k < factors.Rank; k++)
            {
                for (int j = 0; j < block.Vectors; j++)
                {
                    right[j] = factors.Panels[panel + (j * width)];
                }

                panel += stripWidth;

                for (int i = 0; i < block.Rows; i++)
                {
                    TReal value = left[starts[i] + k];

                    for (int j = 0; j < block.Vectors; j++)
                    {
                        sums[(i * block.Vectors) + j] = TReal.FusedMultiplyAdd(value, right[j], sums[(i * block.Vectors) + j]);
                    }
                }
            }
        }

        for (int i = 0; i < block.Rows; i++)
        {
            for (int j = 0; j < block.Vectors; j++)
            {
                int to = column + (j * width);

                if (row + i < endRow && (isFull || to < columns))
                {
                    long at = ((long)(row + i) * columns) + to;
                    uint random = TStorage.IsStochastic ? RandomBits.At(key, parameter, at).First : 0;

                    target[at] = TStorage.Store(
                        TReal.FusedMultiplyAdd(keep, TStorage.Load(target[at]), sums[(i * block.Vectors) + j]), random);
                }
            }
        }
    }
}
