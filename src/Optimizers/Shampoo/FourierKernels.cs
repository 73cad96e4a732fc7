using System.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// Convolutions and correlations of many columns with one sequence per tensor, by fast Fourier transforms. A work-item transforms two real columns as one
/// complex sequence in scratch memory of its own; the lanes of a group lie side by side there, so that every access is one vector. Groups are
/// few and work through the columns, which keeps the scratch memory in the cache.
/// </summary>
/// <remarks>Spectra stay in the order in which the transform leaves them: the inverse one reads that order.</remarks>
internal static class FourierKernels
{
    /// <summary>Groups per tensor, on all devices: sums are cut into the same pieces on every run.</summary>
    public const int Groups = 16;

    /// <summary>spectrum[p] = transform of the d values of sequence p, divided by the length. One item per tensor.</summary>
    public static void Spectrum<TReal>(
        Index1D p, ArrayView<TReal> spectra, ArrayView<TReal> sequences, ArrayView<TReal> table, long step, int size, int length)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        Transform<TReal> transform = new(spectra.SubView(2L * p * length), table, length, 1, 0);
        TReal scale = TReal.One / TReal.CreateTruncating(length);
        int quarter = transform.Quarter;

        for (int k = 0; k < quarter; k++)
        {
            TReal second = k + quarter < size ? scale * sequences[(p * step) + k + quarter] : TReal.Zero;
            transform.Begin(k, k < size ? scale * sequences[(p * step) + k] : TReal.Zero, TReal.Zero, second, TReal.Zero);
        }

        Forward(transform);
    }

    /// <summary>
    /// y = first d elements of every column of x, convolved (or correlated) with the tensor's sequence; with two passes, once more the other way round.
    /// Grid: <see cref="Groups"/>, tensors.
    /// </summary>
    // correlates: 1: the first pass correlates.
    // passes: 1 or 2; a constant, without which the form with both needs more scalar registers than AMD's GPUs have.
    public static void Convolve<TReal>(
        ArrayView<TReal> y,
        ArrayView<TReal> x,
        ArrayView<TReal> spectra,
        ArrayView<TReal> work,
        ArrayView<TReal> table,
        Lines yLines,
        Lines xLines,
        int size,
        int columns,
        int length,
        int correlates,
        SpecializedValue<int> passes)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int p = Grid.IdxY;
        ArrayView<TReal> spectrum = spectra.SubView(2L * p * length);
        Transform<TReal> transform = Own(work, table, length);
        int width = Warp.WarpSize;

        for (int tile = Grid.IdxX; tile * 2 * width < columns; tile += Grid.DimX)
        {
            int first = (tile * 2 * width) + Group.IdxX;
            int quarter = transform.Quarter;
            Begin(transform, x, p * xLines.Step, xLines.Slow, first, columns, size);
            Multiply(transform, spectrum, length, correlates);

            // The end of one pass and the beginning of the next, without a way through memory.
            for (int k = 0; k < quarter && passes.Value > 1; k++)
            {
                (TReal r0, TReal i0, TReal r1, TReal i1) = transform.End(k);
                bool isFirst = k < size;
                bool isSecond = k + quarter < size;
                transform.Begin(
                    k, isFirst ? r0 : TReal.Zero, isFirst ? i0 : TReal.Zero, isSecond ? r1 : TReal.Zero, isSecond ? i1 : TReal.Zero);
            }

            if (passes.Value > 1)
            {
                Multiply(transform, spectrum, length, 1 - correlates);
            }

            End(transform, y, p * yLines.Step, yLines.Slow, first, columns, size);
        }
    }

    /// <summary>
    /// power[p, group, f, lane] = squared magnitudes of the transforms of the group's columns. Grid: <see cref="Groups"/>, tensors.
    /// </summary>
    public static void Power<TReal>(
        ArrayView<TReal> x,
        ArrayView<TReal> power,
        ArrayView<TReal> work,
        ArrayView<TReal> table,
        Lines lines,
        int size,
        int columns,
        int length)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int p = Grid.IdxY;
        int width = Warp.WarpSize;
        ArrayView<TReal> own = power.SubView((((long)p * Grid.DimX) + Grid.IdxX) * length * width);
        Transform<TReal> transform = Own(work, table, length);

        for (int i = 0; i < length; i++)
        {
            own[(i * width) + Group.IdxX] = TReal.Zero;
        }

        for (int tile = Grid.IdxX; tile * 2 * width < columns; tile += Grid.DimX)
        {
            Begin(transform, x, p * lines.Step, lines.Slow, (tile * 2 * width) + Group.IdxX, columns, size);
            Forward(transform);

            for (int i = 0; i < length; i++)
            {
                TReal re = transform.Re(i);
                TReal im = transform.Im(i);
                int at = (i * width) + Group.IdxX;
                own[at] = TReal.FusedMultiplyAdd(re, re, TReal.FusedMultiplyAdd(im, im, own[at]));
            }
        }
    }

    /// <summary>total[p, f] = sum over groups and lanes. X: f, Y: tensor.</summary>
    public static void SumPower<TReal>(Index2D i, ArrayView<TReal> power, ArrayView<TReal> totals, int length, int width)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal sum = TReal.Zero;

        for (int g = 0; g < Groups; g++)
        {
            long at = (((((long)i.Y * Groups) + g) * length) + i.X) * width;

            for (int lane = 0; lane < width; lane++)
            {
                sum += power[at + lane];
            }
        }

        totals[((long)i.Y * 2 * length) + i.X] = sum;
    }

    /// <summary>
    /// s[p, k] = (1 for k = 0, else 2) / (d - k) times the sum of products k apart, from the total power. One item per tensor.
    /// </summary>
    public static void Correlation<TReal>(
        Index1D p, ArrayView<TReal> s, ArrayView<TReal> totals, ArrayView<TReal> table, long step, int size, int length)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        ArrayView<TReal> own = totals.SubView(2L * p * length);
        Transform<TReal> transform = new(own, table, length, 1, 0);
        TReal scale = TReal.One / TReal.CreateTruncating(length);

        // From the end: values take twice the place of their real parts.
        for (int i = length - 1; i >= 0; i--)
        {
            transform.Set(i, scale * own[i], TReal.Zero);
        }

        int quarter = transform.Quarter;
        int piece = transform.Piece;

        for (int start = 0; start < length; start += quarter)
        {
            for (int part = start; part < start + quarter; part += piece)
            {
                transform.InversePiece(part);
            }

            if (piece < quarter)
            {
                transform.InverseStep(start, quarter);
            }
        }

        for (int k = 0; k < quarter; k++)
        {
            (TReal first, _, TReal second, _) = transform.End(k);
            StoreDiagonal(s, p * step, k, first, size);
            StoreDiagonal(s, p * step, k + quarter, second, size);
        }
    }

    /// <summary>Sum over the k-th diagonal as its mean, doubled beside the main one because it stands for both mirror entries.</summary>
    private static void StoreDiagonal<TReal>(ArrayView<TReal> s, long start, int k, TReal sum, int size)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        if (k < size)
        {
            s[start + k] = TReal.CreateTruncating(k == 0 ? 1 : 2) / TReal.CreateTruncating(size - k) * sum;
        }
    }

    private static Transform<TReal> Own<TReal>(ArrayView<TReal> work, ArrayView<TReal> table, int length)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        long group = ((long)Grid.IdxY * Grid.DimX) + Grid.IdxX;

        return new Transform<TReal>(work.SubView(group * 2 * length * Warp.WarpSize), table, length, Warp.WarpSize, Group.IdxX);
    }

    /// <summary>The first step of the forward transform, from two columns of x per work-item.</summary>
    private static void Begin<TReal>(
        Transform<TReal> transform, ArrayView<TReal> x, long start, long slow, int first, int columns, int size)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int second = first + Warp.WarpSize;
        int quarter = transform.Quarter;

        for (int k = 0; k < quarter; k++)
        {
            long at = start + (k * slow);
            long below = at + (quarter * slow);
            bool isFirst = k < size;
            bool isSecond = k + quarter < size;

            transform.Begin(
                k,
                isFirst && first < columns ? x[at + first] : TReal.Zero,
                isFirst && second < columns ? x[at + second] : TReal.Zero,
                isSecond && first < columns ? x[below + first] : TReal.Zero,
                isSecond && second < columns ? x[below + second] : TReal.Zero);
        }
    }

    /// <summary>The other steps of the forward transform.</summary>
    private static void Forward<TReal>(Transform<TReal> transform)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int quarter = transform.Quarter;
        int piece = transform.Piece;

        for (int start = 0; start < 4 * quarter; start += quarter)
        {
            if (piece < quarter)
            {
                transform.ForwardStep(start, quarter);
            }

            for (int part = start; part < start + quarter; part += piece)
            {
                transform.ForwardPiece(part);
            }
        }
    }

    /// <summary>The other steps of the forward transform, the product with a spectrum, and the inverse transform up to its last step.</summary>
    private static void Multiply<TReal>(Transform<TReal> transform, ArrayView<TReal> spectrum, int length, int conjugates)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int quarter = transform.Quarter;
        int piece = transform.Piece;

        for (int start = 0; start < length; start += quarter)
        {
            if (piece < quarter)
            {
                transform.ForwardStep(start, quarter);
            }

            for (int part = start; part < start + quarter; part += piece)
            {
                transform.ForwardPiece(part);
                Weigh(transform, spectrum, part, part + piece, conjugates);
                transform.InversePiece(part);
            }

            if (piece < quarter)
            {
                transform.InverseStep(start, quarter);
            }
        }
    }

    /// <summary>The last step of the inverse transform, into two columns of y per work-item.</summary>
    private static void End<TReal>(
        Transform<TReal> transform, ArrayView<TReal> y, long start, long slow, int first, int columns, int size)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int second = first + Warp.WarpSize;
        int quarter = transform.Quarter;

        for (int k = 0; k < quarter; k++)
        {
            long at = start + (k * slow);
            long below = at + (quarter * slow);
            (TReal r0, TReal i0, TReal r1, TReal i1) = transform.End(k);

            if (k < size && first < columns)
            {
                y[at + first] = r0;
            }

            if (k < size && second < columns)
            {
                y[at + second] = i0;
            }

            if (k + quarter < size && first < columns)
            {
                y[below + first] = r1;
            }

            if (k + quarter < size && second < columns)
            {
                y[below + second] = i1;
            }
        }
    }

    private static void Weigh<TReal>(
        Transform<TReal> transform, ArrayView<TReal> spectrum, int start, int end, int conjugates)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal sign = conjugates != 0 ? -TReal.One : TReal.One;

        for (int i = start; i < end; i++)
        {
            TReal a = spectrum[2L * i];
            TReal b = sign * spectrum[(2L * i) + 1];
            TReal re = transform.Re(i);
            TReal im = transform.Im(i);
            transform.Set(i, TReal.FusedMultiplyAdd(re, a, -(im * b)), TReal.FusedMultiplyAdd(re, b, im * a));
        }
    }
}
