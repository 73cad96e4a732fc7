using System.Numerics;
using IlgpuOptim.Optimizers.Kernels;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Where the rows of matrices lie for a kernel whose lanes run along the direction in which neighbours are neighbours in memory.
/// </summary>
/// <param name="Slow">Elements between neighbours in the other direction.</param>
/// <param name="Step">Elements between matrices.</param>
internal readonly record struct Lines(long Slow, long Step);

/// <summary>Kernels over the rows of unfolded tensors: what diagonal parts of factors need.</summary>
internal static class RowKernels
{
    /// <summary>y = k x, or y + k x, where k has a value per row. X: fast direction, Y: slow one, Z: matrix.</summary>
    // isRowFast: 1 if the fast direction runs over rows.
    // power: 1, or 2 for the square of k.
    // adds: 1 to add to y.
    public static void Scale<TReal>(
        Index3D i,
        ArrayView<TReal> y,
        ArrayView<TReal> k,
        ArrayView<TReal> x,
        Lines yLines,
        Lines xLines,
        long kStep,
        int isRowFast,
        int power,
        int adds)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int row = isRowFast != 0 ? i.X : i.Y;
        TReal factor = k[(i.Z * kStep) + row];
        factor = power == 2 ? factor * factor : factor;
        TReal value = factor * x[(i.Z * xLines.Step) + (i.Y * xLines.Slow) + i.X];
        long at = (i.Z * yLines.Step) + (i.Y * yLines.Slow) + i.X;
        y[at] = adds != 0 ? y[at] + value : value;
    }

    /// <summary>s[row] = sum of squares of a row whose elements are neighbours. Grid: rows, matrices.</summary>
    public static void SumAlong<TReal>(ArrayView<TReal> s, ArrayView<TReal> x, Lines lines, long sStep, int columns)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        long start = (Grid.IdxY * lines.Step) + (Grid.IdxX * lines.Slow);
        int width = Group.DimX;
        int even = columns - (columns % (2 * width));
        TReal s0 = TReal.Zero, s1 = TReal.Zero;

        for (int i = 0; i < even; i += 2 * width)
        {
            TReal a = x[start + i + Group.IdxX];
            TReal b = x[start + i + width + Group.IdxX];
            s0 = TReal.FusedMultiplyAdd(a, a, s0);
            s1 = TReal.FusedMultiplyAdd(b, b, s1);
        }

        for (int i = even + Group.IdxX; i < columns; i += width)
        {
            TReal a = x[start + i];
            s0 = TReal.FusedMultiplyAdd(a, a, s0);
        }

        TReal sum = InspectKernel.GroupSum(s0 + s1);

        if (Group.IdxX == 0)
        {
            s[(Grid.IdxY * sStep) + Grid.IdxX] = sum;
        }
    }

    /// <summary>The same where neighbouring rows are neighbours in memory. X: row, Y: matrix.</summary>
    public static void SumAcross<TReal>(Index2D i, ArrayView<TReal> s, ArrayView<TReal> x, Lines lines, long sStep, int columns)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        long at = (i.Y * lines.Step) + i.X;
        TReal s0 = TReal.Zero, s1 = TReal.Zero, s2 = TReal.Zero, s3 = TReal.Zero;
        int even = columns - (columns % 4);

        for (int c = 0; c < even; c += 4)
        {
            TReal a = x[at];
            TReal b = x[at + lines.Slow];
            TReal d = x[at + (2 * lines.Slow)];
            TReal e = x[at + (3 * lines.Slow)];
            s0 = TReal.FusedMultiplyAdd(a, a, s0);
            s1 = TReal.FusedMultiplyAdd(b, b, s1);
            s2 = TReal.FusedMultiplyAdd(d, d, s2);
            s3 = TReal.FusedMultiplyAdd(e, e, s3);
            at += 4 * lines.Slow;
        }

        for (int c = even; c < columns; c++)
        {
            TReal a = x[at];
            s0 = TReal.FusedMultiplyAdd(a, a, s0);
            at += lines.Slow;
        }

        s[(i.Y * sStep) + i.X] = (s0 + s1) + (s2 + s3);
    }

    /// <summary>r = a b, value by value. X: value, Y: factor.</summary>
    public static void Multiply<TReal>(Index2D i, ArrayView<TReal> r, ArrayView<TReal> a, ArrayView<TReal> b, long step)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        long at = (i.Y * step) + i.X;
        r[at] = a[at] * b[at];
    }

    /// <summary>The diagonal between the corners of K^T K for a hierarchical K. X: row of it, Y: factor.</summary>
    public static void HierarchicalDiagonal<TReal>(Index2D i, ArrayView<TReal> q, ArrayView<TReal> k, FactorShape shape)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        long start = i.Y * shape.Count;
        long at = start + shape.MiddleStart + i.X;
        TReal sum = k[at] * k[at];

        for (int r = 0; r < shape.FirstCorner; r++)
        {
            TReal b = k[start + ((long)r * shape.Size) + shape.FirstCorner + i.X];
            sum = TReal.FusedMultiplyAdd(b, b, sum);
        }

        for (int r = 0; r < shape.LastCorner; r++)
        {
            TReal d = k[start + shape.LastStart + ((long)r * (shape.Middle + shape.LastCorner)) + i.X];
            sum = TReal.FusedMultiplyAdd(d, d, sum);
        }

        q[at] = sum;
    }
}
