using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers.LowRank;

/// <summary>The block of a matrix that a warp holds in registers, a constant of the compiled kernel.</summary>
/// <param name="rows">Rows.</param>
/// <param name="vectors">Vectors across.</param>
/// <param name="hasError">1 if errors are updated, too.</param>
internal readonly struct UpdateBlock(int rows, int vectors, int hasError) : IEquatable<UpdateBlock>
{
    public readonly int Rows = rows;
    public readonly int Vectors = vectors;
    public readonly int HasError = hasError;

    public bool Equals(UpdateBlock other) =>
        this.Rows == other.Rows && this.Vectors == other.Vectors && this.HasError == other.HasError;

    public override bool Equals(object? obj) => obj is UpdateBlock other && this.Equals(other);

    public override int GetHashCode() => HashCode.Combine(this.Rows, this.Vectors, this.HasError);
}

/// <summary>Factors of the last pass: the left ones m x r, dense; what they are depends on the side.</summary>
internal readonly struct UpdateFactors<TReal>(
    ArrayView<TReal> left1, ArrayView<TReal> left2, ArrayView<TReal> left3, ArrayView<TReal> panels, int rank)
    where TReal : unmanaged
{
    public readonly ArrayView<TReal> Left1 = left1;
    public readonly ArrayView<TReal> Left2 = left2;
    public readonly ArrayView<TReal> Left3 = left3;

    /// <summary>The right ones by strips of columns: [strip, k, factor, column].</summary>
    public readonly ArrayView<TReal> Panels = panels;
    public readonly int Rank = rank;
}

/// <summary>
/// Steps 5 and 7 in one pass over the matrix: E = A + L1 R1 + L2 R2 and W = (1 - eta * lambda) W + L3 R3, with products of inner size r. A
/// warp walks through a band of rows; the right factors are packed by strips of columns, so that they are read in order.
/// </summary>
internal static class RankUpdateKernel
{
    /// <summary>Packs the right factors. Index: column of the padded matrix, k.</summary>
    public static void Pack<TReal>(
        Index2D index,
        ArrayView<TReal> panels,
        ArrayView<TReal> right1,
        ArrayView<TReal> right2,
        ArrayView<TReal> right3,
        int columns,
        int stripWidth,
        int rank)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int strip = index.X / stripWidth;
        int column = index.X - (strip * stripWidth);
        long from = ((long)index.Y * columns) + index.X;
        long to = (((((long)strip * rank) + index.Y) * 3) * stripWidth) + column;
        bool isInside = index.X < columns;

        panels[to] = isInside ? right1[from] : TReal.Zero;
        panels[to + stripWidth] = isInside ? right2[from] : TReal.Zero;
        panels[to + (2 * stripWidth)] = isInside ? right3[from] : TReal.Zero;
    }

    /// <summary>Grid: groups of strips, bands of rows; group: one warp.</summary>
    /// <param name="error">A; becomes E. Empty without error feedback.</param>
    /// <param name="weights">W.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="factors">Factors.</param>
    /// <param name="bandRows">Rows per group.</param>
    /// <param name="strips">Strips per group.</param>
    /// <param name="keep">1 - eta * lambda.</param>
    /// <param name="control">Whether to do it.</param>
    /// <param name="parameter">Number of the parameter, for random bits.</param>
    /// <param name="key">Key of stochastic rounding.</param>
    /// <param name="shape">Block in registers.</param>
    public static void Run<TReal, TP, TPStorage>(
        ArrayView<TReal> error,
        ArrayView<TP> weights,
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
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, TReal>
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
                Block<TReal, TP, TPStorage>(
                    error, weights, row, endRow, strip, columns, (strip + 1) * stripWidth <= columns, factors, keep, parameter, key, block);
            }
        }
    }

    private static void Block<TReal, TP, TPStorage>(
        ArrayView<TReal> error,
        ArrayView<TP> weights,
        int row,
        int endRow,
        int strip,
        int columns,
        bool isFull,
        UpdateFactors<TReal> factors,
        TReal keep,
        int parameter,
        RandomKey key,
        UpdateBlock block)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
        where TP : unmanaged
        where TPStorage : struct, IStorage<TP, TReal>
    {
        int width = Group.DimX;
        int stripWidth = block.Vectors * width;
        int column = (strip * stripWidth) + Group.IdxX;
        int rank = factors.Rank;
        long panel = (long)strip * rank * 3 * stripWidth;
        TReal[] errors = new TReal[block.Rows * block.Vectors];
        TReal[] changes = new TReal[block.Rows * block.Vectors];
        TReal[] right = new TReal[3 * block.Vectors];
        long[] starts = new long[block.Rows];

        for (int i = 0; i < block.Rows * block.Vectors; i++)
        {
            errors[i] = TReal.Zero;
            changes[i] = TReal.Zero;
        }

        // Rows behind the band are computed as copies of its last one, and not stored.
        for (int i = 0; i < block.Rows; i++)
        {
            starts[i] = (long)IntrinsicMath.Min(row + i, endRow - 1) * rank;
        }

        for (long k = 0; k < rank; k++)
        {
            for (int j = 0; j < block.Vectors; j++)
            {
                long at = panel + (k * 3 * stripWidth) + (j * width) + Group.IdxX;

                if (block.HasError != 0)
                {
                    right[j] = factors.Panels[at];
                    right[block.Vectors + j] = factors.Panels[at + stripWidth];
                }

                right[(2 * block.Vectors) + j] = factors.Panels[at + (2 * stripWidth)];
            }

            for (int i = 0; i < block.Rows; i++)
            {
                if (block.HasError != 0)
                {
                    TReal left1 = factors.Left1[starts[i] + k];
                    TReal left2 = factors.Left2[starts[i] + k];

                    for (int j = 0; j < block.Vectors; j++)
                    {
                        TReal sum = TReal.FusedMultiplyAdd(left1, right[j], errors[(i * block.Vectors) + j]);

                        errors[(i * block.Vectors) + j] = TReal.FusedMultiplyAdd(left2, right[block.Vectors + j], sum);
                    }
                }

                TReal left3 = factors.Left3[starts[i] + k];

                for (int j = 0; j < block.Vectors; j++)
                {
                    changes[(i * block.Vectors) + j] = TReal.FusedMultiplyAdd(
                        left3, right[(2 * block.Vectors) + j], changes[(i * block.Vectors) + j]);
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

                    if (block.HasError != 0)
                    {
                        error[at] += errors[(i * block.Vectors) + j];
                    }

                    uint random = TPStorage.IsStochastic ? RandomBits.At(key, parameter, at).First : 0;

                    weights[at] = TPStorage.Store(
                        TReal.FusedMultiplyAdd(keep, TPStorage.Load(weights[at]), changes[(i * block.Vectors) + j]), random);
                }
            }
        }
    }
}
