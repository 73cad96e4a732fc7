using System.Numerics;
using ILGPU;

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

        for (int i = 0; i < length; i++)
        {
            transform.Set(i, i < size ? scale * sequences[(p * step) + i] : TReal.Zero, TReal.Zero);
        }

        transform.Forward();
    }

    /// <summary>
    /// y = first d elements of every column of x, convolved (or correlated) with the tensor's sequence; with two passes, once more the other way round.
    /// Grid: <see cref="Groups"/>, tensors.
    /// </summary>
    // correlates: 1: the first pass correlates.
    // passes: 1 or 2.
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
        int passes)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int p = Grid.IdxY;
        ArrayView<TReal> spectrum = spectra.SubView(2L * p * length);
        Transform<TReal> transform = Own(work, table, length);
        int width = Group.DimX;

        for (int tile = Grid.IdxX; tile * 2 * width < columns; tile += Grid.DimX)
        {
            int first = (tile * 2 * width) + Group.IdxX;
            LoadColumns(transform, x, p * xLines.Step, xLines.Slow, first, columns, size, length);

            for (int pass = 0; pass < passes; pass++)
            {
                for (int i = size; i < length; i++)
                {
                    transform.Set(i, TReal.Zero, TReal.Zero);
                }

                transform.Forward();
                Weigh(transform, spectrum, length, pass == 0 ? correlates : 1 - correlates);
                transform.Inverse();
            }

            StoreColumns(transform, y, p * yLines.Step, yLines.Slow, first, columns, size);
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
        int width = Group.DimX;
        ArrayView<TReal> own = power.SubView((((long)p * Grid.DimX) + Grid.IdxX) * length * width);
        Transform<TReal> transform = Own(work, table, length);

        for (int i = 0; i < length; i++)
        {
            own[(i * width) + Group.IdxX] = TReal.Zero;
        }

        for (int tile = Grid.IdxX; tile * 2 * width < columns; tile += Grid.DimX)
        {
            LoadColumns(transform, x, p * lines.Step, lines.Slow, (tile * 2 * width) + Group.IdxX, columns, size, length);

            for (int i = size; i < length; i++)
            {
                transform.Set(i, TReal.Zero, TReal.Zero);
            }

            transform.Forward();

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

        for (int i = 0; i < length; i++)
        {
            transform.Set(i, scale * own[i], TReal.Zero);
        }

        transform.Inverse();

        for (int k = 0; k < size; k++)
        {
            TReal weight = TReal.CreateTruncating(k == 0 ? 1 : 2) / TReal.CreateTruncating(size - k);
            s[(p * step) + k] = weight * transform.Re(k);
        }
    }

    private static Transform<TReal> Own<TReal>(ArrayView<TReal> work, ArrayView<TReal> table, int length)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        long group = ((long)Grid.IdxY * Grid.DimX) + Grid.IdxX;

        return new Transform<TReal>(work.SubView(group * 2 * length * Group.DimX), table, length, Group.DimX, Group.IdxX);
    }

    private static void LoadColumns<TReal>(
        Transform<TReal> transform, ArrayView<TReal> x, long start, long slow, int first, int columns, int size, int length)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int second = first + Group.DimX;

        for (int i = 0; i < size; i++)
        {
            long at = start + (i * slow);
            TReal re = first < columns ? x[at + first] : TReal.Zero;
            TReal im = second < columns ? x[at + second] : TReal.Zero;
            transform.Set(i, re, im);
        }
    }

    private static void StoreColumns<TReal>(
        Transform<TReal> transform, ArrayView<TReal> y, long start, long slow, int first, int columns, int size)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        int second = first + Group.DimX;

        for (int i = 0; i < size; i++)
        {
            long at = start + (i * slow);

            if (first < columns)
            {
                y[at + first] = transform.Re(i);
            }

            if (second < columns)
            {
                y[at + second] = transform.Im(i);
            }
        }
    }

    private static void Weigh<TReal>(Transform<TReal> transform, ArrayView<TReal> spectrum, int length, int conjugates)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal sign = conjugates != 0 ? -TReal.One : TReal.One;

        for (int i = 0; i < length; i++)
        {
            TReal a = spectrum[i];
            TReal b = sign * spectrum[length + i];
            TReal re = transform.Re(i);
            TReal im = transform.Im(i);
            transform.Set(i, TReal.FusedMultiplyAdd(re, a, -(im * b)), TReal.FusedMultiplyAdd(re, b, im * a));
        }
    }
}
