using IlgpuOptim.Engine.Frontend;

namespace IlgpuOptim.Engine.Backends.Routines;

/// <content>Trigonometric functions of doubles. Angles are reduced to a sum of two, since one number would not do.</content>
internal static partial class DeviceMath
{
    /// <summary>Up to here the reduction by three parts of pi / 2 keeps all bits.</summary>
    private const double LargeAngle64 = 1e6;

    // pi / 2 in three parts.
    private const double HalfPi64 = 1.5707963267948966;
    private const double HalfPiMid64 = 6.123233995736766e-17;
    private const double HalfPiLo64 = -1.4973849048591698e-33;

    public static double Sin(double x)
    {
        double r = ReduceAngle(Math.Abs(x), out double rest, out int quadrant);
        double result = (quadrant & 1) != 0 ? CosPolynomial(r, rest) : SinPolynomial(r, rest);
        long sign = (Bits(x) ^ ((long)quadrant << 62)) & long.MinValue;

        return FromBits(Bits(result) ^ sign);
    }

    public static double Cos(double x)
    {
        double r = ReduceAngle(Math.Abs(x), out double rest, out int quadrant);
        double result = (quadrant & 1) != 0 ? SinPolynomial(r, rest) : CosPolynomial(r, rest);
        long sign = ((long)(quadrant + 1) << 62) & long.MinValue;

        return FromBits(Bits(result) ^ sign);
    }

    public static double Tan(double x)
    {
        double r = ReduceAngle(Math.Abs(x), out double rest, out int quadrant);
        double sine = SinPolynomial(r, rest);
        double cosine = CosPolynomial(r, rest);
        bool odd = (quadrant & 1) != 0;
        double result = (odd ? -cosine : sine) / (odd ? sine : cosine);

        return FromBits(Bits(result) ^ (Bits(x) & long.MinValue));
    }

    /// <summary>a = n pi/2 + r + rest with |r| up to pi/4; the low bits of the quadrant are n.</summary>
    private static double ReduceAngle(double a, out double rest, out int quadrant)
    {
        double t = Fma(a, 0.63661977236758138, Shifter64);
        double n = t - Shifter64;
        double exact = Fma(n, -HalfPi64, a);
        double product = n * -HalfPiMid64;
        double r = exact + product;

        // What the two roundings took, and the last part of pi / 2.
        double taken = r - exact;
        rest = (exact - (r - taken)) + (product - taken);
        rest += Fma(n, -HalfPiMid64, -product);
        rest = Fma(n, -HalfPiLo64, rest);
        quadrant = (int)Bits(t);
        if (a > LargeAngle64)
        {
            r = ReduceLargeAngle(Bits(a), out rest, out quadrant);
        }

        return r;
    }

    /// <summary>The reduction of Payne and Hanek: a / (2 pi) modulo 1 by those bits of 1 / (2 pi) that matter.</summary>
    private static double ReduceLargeAngle(long bits, out double rest, out int quadrant)
    {
        // The angle is mantissa 2^(place - 64), the mantissa below 2^53: 192 bits from bit place on give the fraction.
        int place = (int)(bits >> 52) - 1075 + 64;
        ulong mantissa = ((ulong)bits & 0x000FFFFFFFFFFFFFUL) | 0x0010000000000000UL;
        int word = place >> 6;
        int shift = place & 63;
        ulong w0 = TurnWord64(word);
        ulong w1 = TurnWord64(word + 1);
        ulong w2 = TurnWord64(word + 2);
        ulong w3 = TurnWord64(word + 3);
        ulong b0 = (w0 << shift) | ((w1 >> 1) >> (63 - shift));
        ulong b1 = (w1 << shift) | ((w2 >> 1) >> (63 - shift));
        ulong b2 = (w2 << shift) | ((w3 >> 1) >> (63 - shift));

        // mantissa times b0.b1.b2 modulo 2^192, upper two words: a fraction of 2^128.
        ulong p2 = KernelMath.MulHigh(mantissa, b2);
        ulong p1 = KernelMath.MulHigh(mantissa, b1);
        ulong low1 = mantissa * b1;
        ulong turnLow = low1 + p2;
        ulong turnHigh = (mantissa * b0) + p1 + (turnLow < low1 ? 1UL : 0UL);

        // The nearest quarter, and what is left as a signed number.
        ulong q = (turnHigh + (1UL << 61)) >> 62;
        quadrant = (int)q;
        ulong high = turnHigh - (q << 62);
        bool negative = (long)high < 0;
        high = negative ? ~high : high;
        turnLow = negative ? ~turnLow : turnLow;

        // Normalised to one word and a rest, then times 2 pi / 2^128 in two parts.
        int zeros = high == 0UL ? 64 : System.Numerics.BitOperations.LeadingZeroCount(high);
        ulong top = zeros == 64 ? turnLow : (high << zeros) | ((turnLow >> 1) >> (63 - (zeros & 63)));
        ulong bottom = zeros == 64 ? 0UL : turnLow << zeros;
        double scale = FromBits((long)(1023 - 64 - zeros) << 52);
        double h = (double)(top & 0xFFFFFFFFFFFFF800UL);
        double l = (double)(top & 0x7FFUL) + ((double)bottom * 5.4210108624275222e-20);
        h *= scale;
        l *= scale;
        double r = h * 6.283185307179586;
        double lost = Fma(h, 6.283185307179586, -r);
        lost = Fma(h, 2.4492935982947064e-16, lost);
        lost = Fma(l, 6.283185307179586, lost);
        double sum = r + lost;
        rest = lost - (sum - r);
        rest = negative ? -rest : rest;
        double result = negative ? -sum : sum;

        return bits >= 0x7FF0000000000000L ? double.NaN : result;
    }

    /// <summary>1 / (2 pi) in words of 64 bits after one word of zeros.</summary>
    private static ulong TurnWord64(int index)
    {
        ulong word = 0UL;
        word = index == 1 ? 0x28BE60DB9391054AUL : word;
        word = index == 2 ? 0x7F09D5F47D4D3770UL : word;
        word = index == 3 ? 0x36D8A5664F10E410UL : word;
        word = index == 4 ? 0x7F9458EAF7AEF158UL : word;
        word = index == 5 ? 0x6DC91B8E909374B8UL : word;
        word = index == 6 ? 0x01924BBA82746487UL : word;
        word = index == 7 ? 0x3F877AC72C4A69CFUL : word;
        word = index == 8 ? 0xBA208D7D4BAED121UL : word;
        word = index == 9 ? 0x3A671C09AD17DF90UL : word;
        word = index == 10 ? 0x4E64758E60D4CE7DUL : word;
        word = index == 11 ? 0x272117E2EF7E4A0EUL : word;
        word = index == 12 ? 0xC7FE25FFF7816603UL : word;
        word = index == 13 ? 0xFBCBC462D6829B47UL : word;
        word = index == 14 ? 0xDB4D9FB3C9F2C26DUL : word;
        word = index == 15 ? 0xD3D18FD9A797FA8BUL : word;
        word = index == 16 ? 0x5D49EEB1FAF97C5EUL : word;
        word = index == 17 ? 0xCF41CE7DE294A4BAUL : word;
        word = index == 18 ? 0x9AFED7EC47E35742UL : word;
        word = index == 19 ? 0x1580CC11BF1EDAEAUL : word;

        return word;
    }

    /// <summary>sin(r + rest) for |r| up to pi / 4.</summary>
    private static double SinPolynomial(double r, double rest)
    {
        double s = r * r;
        double p = Fma(s, 1.5895520340268206e-10, -2.5050735545837877e-08);
        p = Fma(p, s, 2.75573135435355e-06);
        p = Fma(p, s, -0.00019841269829365572);
        p = Fma(p, s, 0.00833333333332184);
        p = Fma(p, s, -0.1666666666666663);
        double tail = Fma(s, -0.5, 1.0) * rest;

        return r + Fma(r * s, p, tail);
    }

    /// <summary>cos(r + rest) for |r| up to pi / 4.</summary>
    private static double CosPolynomial(double r, double rest)
    {
        double s = r * r;
        double p = Fma(s, 4.779477332387385e-14, -1.1470745597729725e-11);
        p = Fma(p, s, 2.08767569878681e-09);
        p = Fma(p, s, -2.755731922398589e-07);
        p = Fma(p, s, 2.48015873015873e-05);
        p = Fma(p, s, -0.001388888888888889);
        p = Fma(p, s, 0.041666666666666664);
        double half = s * 0.5;
        double w = 1.0 - half;
        double tail = ((1.0 - w) - half) + Fma(s * s, p, -(r * rest));

        return w + tail;
    }

    public static double Asin(double x)
    {
        // Above 1/2: pi/2 - 2 asin(sqrt((1 - |x|) / 2)).
        double a = Math.Abs(x);
        bool big = a > 0.5;
        double z = big ? Fma(a, -0.5, 0.5) : a * a;
        double s = big ? Math.Sqrt(z) : a;
        double near = Fma(s * z, AsinPolynomial(z), s);
        double lost = big ? Fma(-s, s, z) / (s + s) : 0.0;
        double far = HalfPi64 - (2.0 * (s + (Fma(s * z, AsinPolynomial(z), lost) - (0.5 * HalfPiMid64))));

        return Math.CopySign(z == 0.0 ? (big ? HalfPi64 : a) : big ? far : near, x);
    }

    public static double Acos(double x)
    {
        // pi/2 - asin x; above 1/2: 2 asin(sqrt((1 - |x|) / 2)), below -1/2 pi minus that.
        double a = Math.Abs(x);
        bool big = a > 0.5;
        double z = big ? Fma(a, -0.5, 0.5) : x * x;
        double s = big ? Math.Sqrt(z) : x;
        double w = s * z * AsinPolynomial(z);
        double lost = big & z > 0.0 ? Fma(-s, s, z) / (s + s) : 0.0;
        double angle = s + (w + lost);
        double result = HalfPi64 - (s - (HalfPiMid64 - w));
        result = big ? (x < 0.0 ? (2.0 * HalfPi64) - (2.0 * (s + ((w + lost) - HalfPiMid64))) : angle + angle) : result;

        return result;
    }

    /// <summary>(asin s - s) / s^3 as a function of z = s^2 up to 1/4.</summary>
    private static double AsinPolynomial(double z)
    {
        double p = Fma(z, 0.032653893872822595, -0.021038470057293108);
        p = Fma(p, z, 0.02173457166984719);
        p = Fma(p, z, 0.0036955643625877304);
        p = Fma(p, z, 0.010783041220413363);
        p = Fma(p, z, 0.01139842989245941);
        p = Fma(p, z, 0.013980877580771118);
        p = Fma(p, z, 0.01735160742258527);
        p = Fma(p, z, 0.02237221523349949);
        p = Fma(p, z, 0.030381942699422793);
        p = Fma(p, z, 0.044642857174778054);
        p = Fma(p, z, 0.07499999999970634);
        p = Fma(p, z, 0.1666666666666676);

        return p;
    }

    public static double Atan(double x) => Math.CopySign(AtanOfQuotient(Math.Abs(x), 1.0), x);

    public static double Atan2(double y, double x)
    {
        double b = Math.Abs(y);
        double a = Math.Abs(x);

        // Equal magnitudes include 0 / 0 and infinity / infinity, which stand for 0 and 1.
        bool equal = a == b;
        double angle = AtanOfQuotient(equal ? (a == 0.0 ? 0.0 : 1.0) : b, equal ? 1.0 : a);
        angle = Bits(x) < 0L ? (2.0 * HalfPi64) - (angle - (2.0 * HalfPiMid64)) : angle;

        return Math.CopySign(angle, y);
    }

    /// <summary>atan(b / a) for positive numbers that are not both zero or infinite.</summary>
    private static double AtanOfQuotient(double b, double a)
    {
        // With t up to 1, atan t = atan((t - 1) / (t + 1)) + pi/4 where t exceeds tan(pi/8).
        bool swap = b > a;
        double numerator = swap ? a : b;
        double denominator = swap ? b : a;
        double t = numerator / denominator;
        bool big = t > 0.41421356237309503;
        double u = big ? (t - 1.0) / (t + 1.0) : t;
        double z = u * u;
        double p = Fma(z, 0.015194142952963235, -0.03347285054787897);
        p = Fma(p, z, 0.0450345178704639);
        p = Fma(p, z, -0.05218372664972824);
        p = Fma(p, z, 0.05877015552627664);
        p = Fma(p, z, -0.06666225971030819);
        p = Fma(p, z, 0.07692282694252006);
        p = Fma(p, z, -0.09090908141130086);
        p = Fma(p, z, 0.11111111088066546);
        p = Fma(p, z, -0.14285714285385917);
        p = Fma(p, z, 0.1999999999999765);
        p = Fma(p, z, -0.33333333333333326);
        double w = u * z * p;
        double start = big ? 0.5 * HalfPi64 : 0.0;
        double small = big ? 0.5 * HalfPiMid64 : 0.0;
        double near = start + (u + (w + small));

        return swap ? HalfPi64 - ((start - HalfPiMid64) + (u + (w + small))) : near;
    }
}
