namespace IlgpuOptim.Engine.Backends.Routines;

/// <content>Logarithms, powers, roots, the error function and the remainder of doubles.</content>
internal static partial class DeviceMath
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    public static double Log(double x)
    {
        // The first part of ln 2 has 40 bits, so that its products are exact.
        double e = Exponent(x);
        double low = LogParts(Fraction(x), e * 7.3710025651677989e-13, out double high);

        return Fma(e, 0.69314718055920821, high - low);
    }

    public static double Log2(double x)
    {
        double f = Fraction(x);
        double low = LogParts(f, 0.0, out double high);

        // ln(1 + f) as a sum of two, times 1 / ln 2.
        double sum = high - low;
        double rest = (high - sum) - low;
        double h = sum * 1.4426950408889634;
        double l = Fma(sum, 1.4426950408889634, -h);
        l = Fma(sum, 2.0355273740931033e-17, l);
        l = Fma(rest, 1.4426950408889634, l);

        return Exponent(x) + (h + l);
    }

    public static double Log10(double x)
    {
        double f = Fraction(x);
        double e = Exponent(x);
        double low = LogParts(f, 0.0, out double high);
        double sum = high - low;
        double rest = (high - sum) - low;
        double h = sum * 0.4342944819032518;
        double l = Fma(sum, 0.4342944819032518, -h);
        l = Fma(rest, 0.4342944819032518, l);

        // log10 2 with 34 bits in its first part, so that its products are exact; both parts are positive.
        l = Fma(e, 5.630334806675098e-11, l);

        return Fma(e, 0.30102999560767785, h + l);
    }

    public static double Log1p(double x)
    {
        // 1 + x = u + c; ln(u + c) = ln u + c / u.
        double u = 1.0 + x;
        double c = u < 9007199254740992.0 ? x - (u - 1.0) : 0.0;
        double result = Log(u) + (u > 0.0 ? c / u : 0.0);

        return Math.Abs(x) < 1e-17 ? x : Math.CopySign(result, x);
    }

    /// <summary>ln(1 + f) = high - low, plus <paramref name="add"/>: f - (h - s (h + R)) with s = f / (2 + f), h = f^2 / 2.</summary>
    private static double LogParts(double f, double add, out double high)
    {
        double s = f / (f + 2.0);
        double z = s * s;
        double p = Fma(z, 0.1537059343568972, 0.15249878895417826);
        p = Fma(p, z, 0.18186371572132282);
        p = Fma(p, z, 0.2222213812285341);
        p = Fma(p, z, 0.2857142939992451);
        p = Fma(p, z, 0.3999999999613586);
        p = Fma(p, z, 0.6666666666667276);
        double h = f * f * 0.5;
        high = f;

        return h - Fma(s, Fma(p, z, h), add);
    }

    /// <summary>The e of x = 2^e (1 + f), 1 + f in [0.75, 1.5); -infinity for zero and +infinity for infinity.</summary>
    private static double Exponent(double x)
    {
        bool tiny = x < SmallestNormal;
        int high = (int)(Bits(tiny ? x * 4503599627370496.0 : x) >> 32);
        double e = (double)((high - 0x3FE80000) >> 20) - (tiny ? 52.0 : 0.0);
        e = x == 0.0 ? double.NegativeInfinity : e;

        return x == double.PositiveInfinity ? x : e;
    }

    /// <summary>The f of x; NaN for NaN and negative numbers, 0 for zero and infinity.</summary>
    private static double Fraction(double x)
    {
        long bits = Bits(x < SmallestNormal ? x * 4503599627370496.0 : x);
        long k = (bits - 0x3FE8000000000000L) & unchecked((long)0xFFF0000000000000UL);
        double f = FromBits(bits - k) - 1.0;
        f = x == double.PositiveInfinity || x == 0.0 ? 0.0 : f;

        return x >= 0.0 ? f : double.NaN;
    }

    public static double Rcp(double x) => 1.0 / x;

    public static double Rsqrt(double x) => 1.0 / Math.Sqrt(x);

    public static double Cbrt(double x)
    {
        double a = Math.Abs(x);
        bool tiny = a < SmallestNormal;
        double b = tiny ? a * 18014398509481984.0 : a;

        // y next to b^(-1/3) from a third of the upper bits; each step of fourth order leaves the third power of the error.
        double y = FromBits(((long)0x553EF0FFu - (long)((uint)(Bits(b) >> 32) / 3u)) << 32);
        for (int i = 0; i < 2; i++)
        {
            double h = Fma(-(b * y), y * y, 1.0);
            double p = Fma(h, 0.1728395061728395, 0.2222222222222222);
            p = Fma(p, h, 0.3333333333333333);
            y = Fma(y * h, p, y);
        }

        // One step of Newton for the root itself.
        double square = y * y;
        double c = b * square;
        double residue = Fma(-(c * c), c, b);
        c = Fma(residue, square * 0.3333333333333333, c);
        c = tiny ? c * 3.814697265625e-06 : c;

        return a > 0.0 & a < double.PositiveInfinity ? Math.CopySign(c, x) : x;
    }

    public static double Erf(double x)
    {
        // e^(-a^2) with the rounding of the square made good.
        double a = Math.Abs(x);
        a = a > 6.0 ? 6.0 : a;
        double square = a * a;
        double gauss = Exp(-square);
        gauss = Fma(-Fma(a, a, -square), gauss, gauss);
        double result;
        if (a < 2.5)
        {
            // 2 / sqrt(pi) e^(-a^2) (a + 2 a^3 / 3 + 4 a^5 / 15 + ...): no cancellation.
            double term = a;
            double sum = 0.0;
            for (int n = 1; term > sum * 1e-18; n++)
            {
                sum += term;
                term *= 2.0 * square / ((2 * n) + 1);
            }

            result = 1.1283791670955126 * gauss * sum;
        }
        else
        {
            // Continued fraction of the complement, which is below 1e-3 here.
            double fraction = a;
            for (int k = 60; k > 0; k--)
            {
                fraction = a + (0.5 * k / fraction);
            }

            result = 1.0 - (0.56418958354775629 * gauss / fraction);
        }

        return Math.CopySign(result, x);
    }

    public static double Pow(double x, double y)
    {
        // s = f / (2 + f) as a sum of two, with log (1 + f) = 2 atanh s.
        double magnitude = Math.Abs(x);
        double f = Fraction(magnitude);
        double e = Exponent(magnitude);
        double d = f + 2.0;
        double s = f / d;
        double rest = Fma(-s, d, f);
        rest = Fma(-s, f - (d - 2.0), rest) / d;

        // atanh s / s = 1 + w, w = z/3 + z^2 p as a sum of two, z = s^2.
        double z = s * s;
        double zRest = Fma(s, s, -z);
        zRest = Fma(s + s, rest, zRest);
        double p = Fma(z, 0.034482758620689655, 0.037037037037037035);
        p = Fma(p, z, 0.04);
        p = Fma(p, z, 0.043478260869565216);
        p = Fma(p, z, 0.047619047619047616);
        p = Fma(p, z, 0.05263157894736842);
        p = Fma(p, z, 0.058823529411764705);
        p = Fma(p, z, 0.06666666666666667);
        p = Fma(p, z, 0.07692307692307693);
        p = Fma(p, z, 0.09090909090909091);
        p = Fma(p, z, 0.1111111111111111);
        p = Fma(p, z, 0.14285714285714285);
        p = Fma(p, z, 0.2);
        double third = z * 0.3333333333333333;
        double w = Fma(z, 0.3333333333333333, -third);
        w = Fma(z, 1.850371707708594e-17, w);
        w = Fma(zRest, 0.3333333333333333, w);
        double more = z * z * p;
        double high = third + more;
        double low = (more - (high - third)) + w;

        // s (1 + w), and that times 2 / ln 2.
        double product = s * high;
        low = Fma(s, high, -product) + Fma(s, low, rest * high);
        high = s + product;
        low = (product - (high - s)) + low + rest;
        double main = high * 2.8853900817779268;
        double l = Fma(high, 2.8853900817779268, -main);
        l = Fma(high, 4.0710547481862066e-17, l);
        l = Fma(low, 2.8853900817779268, l);
        double first = e + main;
        l += main - (first - e);
        double h = first + l;
        l -= h - first;

        // y log2 |x| as a sum. Larger exponents overflow or vanish for every x but 1.
        double v = Clamp(y, -1e20, 1e20);
        double power = v * h;
        double small = Fma(v, h, -power);
        small = Fma(v, l, small);
        power = Clamp(power, -1100.0, 1030.0);
        double t = power + Shifter64;
        double r = power - (t - Shifter64);
        double result = Scale(Exp2Polynomial(r, Clamp(small, -1.0, 1.0)), t);

        // |x| zero or infinite: 0 or infinity, by the sign of the infinite e * y.
        double limit = e * y;
        result = Math.Abs(e) == double.PositiveInfinity ? (limit < 0.0 ? 0.0 : limit) : result;

        // x negative: NaN for broken y, unless x is zero or infinite; the sign for odd y.
        bool broken = Math.Round(y) != y;
        double halved = y * 0.5;
        bool odd = !broken & (Math.Round(halved) != halved);
        result = broken & (x < 0.0) & (magnitude < double.PositiveInfinity) ? double.NaN : result;
        result = odd ? FromBits(Bits(result) ^ (Bits(x) & long.MinValue)) : result;

        // Even for NaN: x^0 = 1 and 1^y = 1.
        return x == 1.0 | y == 0.0 ? 1.0 : result;
    }

    /// <summary>Remainder with the sign of x, exact: long division of the mantissas, up to 11 bits at a time.</summary>
    public static double Rem(double x, double y)
    {
        ulong a = (ulong)Bits(x) & 0x7FFFFFFFFFFFFFFFUL;
        ulong b = (ulong)Bits(y) & 0x7FFFFFFFFFFFFFFFUL;
        double result = x;
        if (a >= 0x7FF0000000000000UL || b > 0x7FF0000000000000UL || b == 0UL)
        {
            result = double.NaN;
        }
        else if (a >= b)
        {
            int ea = Math.Max((int)(a >> 52), 1);
            int eb = Math.Max((int)(b >> 52), 1);
            ulong ma = (a & 0x000FFFFFFFFFFFFFUL) | (a >= 0x0010000000000000UL ? 0x0010000000000000UL : 0UL);
            ulong mb = (b & 0x000FFFFFFFFFFFFFUL) | (b >= 0x0010000000000000UL ? 0x0010000000000000UL : 0UL);
            int left = ea - eb;
            ulong rest = ma % mb;
            while (left > 0)
            {
                int step = Math.Min(left, 11);
                rest = (rest << step) % mb;
                left -= step;
            }

            // rest 2^(eb - 1075), exact; by two factors where the scale alone would be subnormal.
            double scaled = eb > 1023
                ? (double)rest * FromBits((long)(eb - 52) << 52)
                : (double)rest * FromBits((long)(eb + 48) << 52) * 7.888609052210118e-31;
            result = Math.CopySign(scaled, x);
        }

        return result;
    }
}
