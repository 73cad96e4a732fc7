using System.Numerics;
using ILGPU;

namespace IlgpuOptim.Optimizers;

/// <summary>
/// A complex Fourier transform in place, by one work-item: radix 4 with one step of radix 2 where the length asks for it. The forward transform
/// takes values in order and leaves them with the digits of their positions reversed, the inverse one takes them like that. Usable in kernels.
/// </summary>
/// <typeparam name="TReal">Type of the parts.</typeparam>
/// <param name="memory">Real parts, behind them imaginary ones, <paramref name="length"/> * <paramref name="width"/> each.</param>
/// <param name="table">cos(2 pi t / length) for all t, behind them sin.</param>
/// <param name="length">A power of two, at least 4.</param>
/// <param name="width">Work-items whose values lie side by side.</param>
/// <param name="lane">This one.</param>
internal readonly struct Transform<TReal>(ArrayView<TReal> memory, ArrayView<TReal> table, int length, int width, int lane)
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
{
    private readonly ArrayView<TReal> memory = memory;
    private readonly ArrayView<TReal> table = table;
    private readonly int length = length;
    private readonly int width = width;
    private readonly int lane = lane;

    public TReal Re(int i) => this.memory[((long)i * this.width) + this.lane];

    public TReal Im(int i) => this.memory[(((long)i + this.length) * this.width) + this.lane];

    public void Set(int i, TReal re, TReal im)
    {
        this.memory[((long)i * this.width) + this.lane] = re;
        this.memory[(((long)i + this.length) * this.width) + this.lane] = im;
    }

    /// <summary>X[f] = sum of x[t] exp(-2 pi i f t / length).</summary>
    public void Forward()
    {
        int n = this.length;

        for (; n >= 4; n /= 4)
        {
            int quarter = n / 4;
            int stride = this.length / n;

            for (int j = 0; j < quarter; j++)
            {
                TReal c1 = this.table[j * stride];
                TReal s1 = this.table[this.length + (j * stride)];
                TReal c2 = this.table[2 * j * stride];
                TReal s2 = this.table[this.length + (2 * j * stride)];
                TReal c3 = this.table[3 * j * stride];
                TReal s3 = this.table[this.length + (3 * j * stride)];

                for (int k = j; k < this.length; k += n)
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
                    this.SetTurned(k + quarter, br + dr, bi + di, c1, -s1);
                    this.SetTurned(k + (2 * quarter), ar - cr, ai - ci, c2, -s2);
                    this.SetTurned(k + (3 * quarter), br - dr, bi - di, c3, -s3);
                }
            }
        }

        if (n == 2)
        {
            this.Pairs();
        }
    }

    /// <summary>x[t] = sum of X[f] exp(2 pi i f t / length): not divided by the length.</summary>
    public void Inverse()
    {
        int n = 4;

        // The lengths of the forward transform's steps, backwards: 4, 16, ... or, behind a step of radix 2, 8, 32, ...
        if (IntrinsicMath.PopCount((this.length - 1) & 0x55555555) != IntrinsicMath.PopCount((this.length - 1) & 0x2AAAAAAA))
        {
            this.Pairs();
            n = 8;
        }

        for (; n <= this.length; n *= 4)
        {
            int quarter = n / 4;
            int stride = this.length / n;

            for (int j = 0; j < quarter; j++)
            {
                TReal c1 = this.table[j * stride];
                TReal s1 = this.table[this.length + (j * stride)];
                TReal c2 = this.table[2 * j * stride];
                TReal s2 = this.table[this.length + (2 * j * stride)];
                TReal c3 = this.table[3 * j * stride];
                TReal s3 = this.table[this.length + (3 * j * stride)];

                for (int k = j; k < this.length; k += n)
                {
                    TReal r0 = this.Re(k), i0 = this.Im(k);
                    TReal x1 = this.Re(k + quarter), y1 = this.Im(k + quarter);
                    TReal x2 = this.Re(k + (2 * quarter)), y2 = this.Im(k + (2 * quarter));
                    TReal x3 = this.Re(k + (3 * quarter)), y3 = this.Im(k + (3 * quarter));
                    TReal r1 = (x1 * c1) - (y1 * s1), i1 = (x1 * s1) + (y1 * c1);
                    TReal r2 = (x2 * c2) - (y2 * s2), i2 = (x2 * s2) + (y2 * c2);
                    TReal r3 = (x3 * c3) - (y3 * s3), i3 = (x3 * s3) + (y3 * c3);
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
            }
        }
    }

    /// <summary>Sums and differences of neighbours.</summary>
    private void Pairs()
    {
        for (int k = 0; k < this.length; k += 2)
        {
            TReal r0 = this.Re(k), i0 = this.Im(k);
            TReal r1 = this.Re(k + 1), i1 = this.Im(k + 1);
            this.Set(k, r0 + r1, i0 + i1);
            this.Set(k + 1, r0 - r1, i0 - i1);
        }
    }

    private void SetTurned(int i, TReal re, TReal im, TReal cosine, TReal sine) =>
        this.Set(i, (re * cosine) - (im * sine), (re * sine) + (im * cosine));
}
