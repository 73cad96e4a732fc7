using System.Numerics;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// A complex Fourier transform in place, by one work-item: radix 4 with one step of radix 2 where the length asks for it. The forward transform
/// takes values in order and leaves them with the digits of their positions reversed, the inverse one takes them like that. Usable in kernels.
/// </summary>
/// <remarks>
/// The forward transform begins with a step over all values, the inverse one ends with such a step; in between, pieces of <see cref="Piece"/> values
/// are on their own, and small enough for the first cache. Both outer steps know that the second half of the values is zero, or not wanted.
/// </remarks>
/// <typeparam name="TReal">Type of the parts.</typeparam>
/// <param name="memory">Per value the real parts of all work-items, then the imaginary ones: <paramref name="width"/> each.</param>
/// <param name="table">cos(2 pi t / length) for all t, behind them sin.</param>
/// <param name="length">A power of two, at least 16.</param>
/// <param name="width">Work-items whose values lie side by side.</param>
/// <param name="lane">This one.</param>
internal readonly struct Transform<TReal>(ArrayView<TReal> memory, ArrayView<TReal> table, int length, int width, int lane)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    /// <summary>Longest piece that is transformed as a whole.</summary>
    private const int MaxPiece = 256;

    private readonly ArrayView<TReal> memory = memory;
    private readonly ArrayView<TReal> table = table;
    private readonly int length = length;
    private readonly int width = width;
    private readonly int lane = lane;

    /// <summary>A quarter of the values: the outer steps take four, that far apart.</summary>
    public int Quarter => this.length / 4;

    /// <summary>Values that the inner steps treat as a whole.</summary>
    public int Piece => this.Quarter <= MaxPiece ? this.Quarter : this.Quarter / 4;

    public TReal Re(int i) => this.memory[(2L * i * this.width) + this.lane];

    public TReal Im(int i) => this.memory[(2L * i * this.width) + this.width + this.lane];

    public void Set(int i, TReal re, TReal im)
    {
        this.memory[(2L * i * this.width) + this.lane] = re;
        this.memory[(2L * i * this.width) + this.width + this.lane] = im;
    }

    /// <summary>
    /// First step of the forward transform for values k and k + length / 4; those at k + length / 2 and k + 3/4 length are zero.
    /// </summary>
    public void Begin(int k, TReal r0, TReal i0, TReal r1, TReal i1)
    {
        int quarter = this.Quarter;
        this.Set(k, r0 + r1, i0 + i1);
        this.SetTurned(k + quarter, r0 + i1, i0 - r1, this.Cosine(k), -this.Sine(k));
        this.SetTurned(k + (2 * quarter), r0 - r1, i0 - i1, this.Cosine(2 * k), -this.Sine(2 * k));
        this.SetTurned(k + (3 * quarter), r0 - i1, i0 + r1, this.Cosine(3 * k), -this.Sine(3 * k));
    }

    /// <summary>Step of the forward transform over a block of <paramref name="n"/> values.</summary>
    public void ForwardStep(int start, int n)
    {
        int quarter = n / 4;
        int stride = this.length / n;

        for (int j = 0; j < quarter; j++)
        {
            this.ForwardStep(start + j, quarter, j * stride);
        }
    }

    /// <summary>All inner steps of the forward transform for the piece that begins at <paramref name="start"/>.</summary>
    public void ForwardPiece(int start)
    {
        int end = start + this.Piece;
        int n = this.Piece;

        for (; n >= 4; n /= 4)
        {
            int quarter = n / 4;
            int stride = this.length / n;

            for (int j = 0; j < quarter; j++)
            {
                for (int k = start + j; k < end; k += n)
                {
                    this.ForwardStep(k, quarter, j * stride);
                }
            }
        }

        if (n == 2)
        {
            this.Pairs(start, end);
        }
    }

    /// <summary>All inner steps of the inverse transform for the piece that begins at <paramref name="start"/>.</summary>
    public void InversePiece(int start)
    {
        int piece = this.Piece;
        int end = start + piece;
        int n = 4;

        // The lengths of the forward transform's steps, backwards: 4, 16, ... or, behind a step of radix 2, 8, 32, ...
        if ((piece & 0x55555555) == 0)
        {
            this.Pairs(start, end);
            n = 8;
        }

        for (; n <= piece; n *= 4)
        {
            int quarter = n / 4;
            int stride = this.length / n;

            for (int j = 0; j < quarter; j++)
            {
                for (int k = start + j; k < end; k += n)
                {
                    this.InverseStep(k, quarter, j * stride);
                }
            }
        }
    }

    /// <summary>Step of the inverse transform over a block of <paramref name="n"/> values.</summary>
    public void InverseStep(int start, int n)
    {
        int quarter = n / 4;
        int stride = this.length / n;

        for (int j = 0; j < quarter; j++)
        {
            this.InverseStep(start + j, quarter, j * stride);
        }
    }

    /// <summary>
    /// Last step of the inverse transform: values k and k + length / 4 (not divided by the length). Those of the second half are not wanted.
    /// </summary>
    public (TReal R0, TReal I0, TReal R1, TReal I1) End(int k)
    {
        int quarter = this.Quarter;
        TReal r0 = this.Re(k), i0 = this.Im(k);
        (TReal r1, TReal i1) = this.Turned(k + quarter, this.Cosine(k), this.Sine(k));
        (TReal r2, TReal i2) = this.Turned(k + (2 * quarter), this.Cosine(2 * k), this.Sine(2 * k));
        (TReal r3, TReal i3) = this.Turned(k + (3 * quarter), this.Cosine(3 * k), this.Sine(3 * k));

        // Second: x0 - x2 + i (x1 - x3).
        return (r0 + r2 + (r1 + r3), i0 + i2 + (i1 + i3), r0 - r2 + (i3 - i1), i0 - i2 + (r1 - r3));
    }

    private TReal Cosine(int t) => this.table[t];

    private TReal Sine(int t) => this.table[this.length + t];

    // t: angle of the first rotation, in parts of the length.
    private void ForwardStep(int k, int quarter, int t)
    {
        TReal r0 = this.Re(k), i0 = this.Im(k);
        TReal r1 = this.Re(k + quarter), i1 = this.Im(k + quarter);
        TReal r2 = this.Re(k + (2 * quarter)), i2 = this.Im(k + (2 * quarter));
        TReal r3 = this.Re(k + (3 * quarter)), i3 = this.Im(k + (3 * quarter));
        TReal ar = r0 + r2, ai = i0 + i2;
        TReal br = r0 - r2, bi = i0 - i2;
        TReal cr = r1 + r3, ci = i1 + i3;

        // -i (x1 - x3)
        TReal dr = i1 - i3, di = r3 - r1;
        this.Set(k, ar + cr, ai + ci);
        this.SetTurned(k + quarter, br + dr, bi + di, this.Cosine(t), -this.Sine(t));
        this.SetTurned(k + (2 * quarter), ar - cr, ai - ci, this.Cosine(2 * t), -this.Sine(2 * t));
        this.SetTurned(k + (3 * quarter), br - dr, bi - di, this.Cosine(3 * t), -this.Sine(3 * t));
    }

    private void InverseStep(int k, int quarter, int t)
    {
        TReal r0 = this.Re(k), i0 = this.Im(k);
        (TReal r1, TReal i1) = this.Turned(k + quarter, this.Cosine(t), this.Sine(t));
        (TReal r2, TReal i2) = this.Turned(k + (2 * quarter), this.Cosine(2 * t), this.Sine(2 * t));
        (TReal r3, TReal i3) = this.Turned(k + (3 * quarter), this.Cosine(3 * t), this.Sine(3 * t));
        TReal ar = r0 + r2, ai = i0 + i2;
        TReal br = r0 - r2, bi = i0 - i2;
        TReal cr = r1 + r3, ci = i1 + i3;

        // i (x1 - x3)
        TReal dr = i3 - i1, di = r1 - r3;
        this.Set(k, ar + cr, ai + ci);
        this.Set(k + quarter, br + dr, bi + di);
        this.Set(k + (2 * quarter), ar - cr, ai - ci);
        this.Set(k + (3 * quarter), br - dr, bi - di);
    }

    /// <summary>Sums and differences of neighbours.</summary>
    private void Pairs(int start, int end)
    {
        for (int k = start; k < end; k += 2)
        {
            TReal r0 = this.Re(k), i0 = this.Im(k);
            TReal r1 = this.Re(k + 1), i1 = this.Im(k + 1);
            this.Set(k, r0 + r1, i0 + i1);
            this.Set(k + 1, r0 - r1, i0 - i1);
        }
    }

    private (TReal Re, TReal Im) Turned(int i, TReal cosine, TReal sine)
    {
        TReal re = this.Re(i), im = this.Im(i);

        return (TReal.FusedMultiplyAdd(re, cosine, -(im * sine)), TReal.FusedMultiplyAdd(re, sine, im * cosine));
    }

    private void SetTurned(int i, TReal re, TReal im, TReal cosine, TReal sine) =>
        this.Set(i, TReal.FusedMultiplyAdd(re, cosine, -(im * sine)), TReal.FusedMultiplyAdd(re, sine, im * cosine));
}
