namespace IlgpuOptim.Engine.Backends.Routines;

/// <content>Logarithms, powers, roots and the error function of floats: x = 2^e (1 + f) with 1 + f in [0.75, 1.5).</content>
internal static partial class DeviceMath
{
    public static float Log(float x)
    {
        float e = Exponent(x);
        float f = Fraction(x);

        return Fma(e, Ln2Hi, LogPolynomial(f));
    }

    public static float Log2(float x)
    {
        float e = Exponent(x);
        float f = Fraction(x);
        float p = Fma(f, -0.0653040484f, 0.151208714f);
        p = Fma(p, f, -0.189882785f);
        p = Fma(p, f, 0.208828419f);
        p = Fma(p, f, -0.240161613f);
        p = Fma(p, f, 0.288410157f);
        p = Fma(p, f, -0.360675693f);
        p = Fma(p, f, 0.48089996f);
        p = Fma(p, f, -0.721347511f);

        return e + Fma(f, Log2E, Fma(f, 1.92596303e-08f, f * f * p));
    }

    public static float Log10(float x)
    {
        float e = Exponent(x);
        float f = Fraction(x);
        float p = Fma(f, -0.0194752719f, 0.0453332327f);
        p = Fma(p, f, -0.0571432859f);
        p = Fma(p, f, 0.0628961772f);
        p = Fma(p, f, -0.0723030344f);
        p = Fma(p, f, 0.0868182778f);
        p = Fma(p, f, -0.108573742f);
        p = Fma(p, f, 0.144765347f);
        p = Fma(p, f, -0.217147246f);

        // 1 / ln 10 and log10 2 in two parts each; those of the latter are positive and do not cancel at e = -infinity.
        float low = Fma(f, -1.010305e-08f, f * f * p);
        low = Fma(e, 1.54813318e-08f, low);
        low = Fma(f, 0.434294492f, low);

        return Fma(e, 0.30102998f, low);
    }

    public static float Log1p(float x)
    {
        // 1 + x = u + c exactly; c joins after scaling u to 1 + f.
        float u = x + 1.0f;
        float c = x - (u - 1.0f);
        int k = (Bits(u) - 0x3F400000) & unchecked((int)0xFF800000);
        float power = FromBits(Math.Max((127 << 23) - k, 0));
        float f = FromBits(Bits(u) - k) - 1.0f;
        f = Fma(c, power, f);
        float result = Fma((float)(k >> 23), Ln2Hi, LogPolynomial(f));
        result = u == 0.0f ? float.NegativeInfinity : result;
        result = u == float.PositiveInfinity ? u : result;
        result = u >= 0.0f ? result : float.NaN;

        return MathF.CopySign(result, x);
    }

    /// <summary>ln(1 + f) for f in [-0.25, 0.5].</summary>
    private static float LogPolynomial(float f)
    {
        float p = Fma(f, -0.0453022532f, 0.104953878f);
        p = Fma(p, f, -0.131739974f);
        p = Fma(p, f, 0.144782409f);
        p = Fma(p, f, -0.166464448f);
        p = Fma(p, f, 0.199907839f);
        p = Fma(p, f, -0.250001103f);
        p = Fma(p, f, 0.333334506f);
        p = Fma(p, f, -0.5f);

        return Fma(f * f, p, f);
    }

    /// <summary>The e of x; -infinity for zero and +infinity for infinity.</summary>
    private static float Exponent(float x)
    {
        bool tiny = x < 1.17549435e-38f;
        int bits = Bits(tiny ? x * 8388608.0f : x);
        float e = (float)((bits - 0x3F400000) >> 23) - (tiny ? 23.0f : 0.0f);
        e = x == 0.0f ? float.NegativeInfinity : e;

        return x == float.PositiveInfinity ? x : e;
    }

    /// <summary>The f of x; NaN for NaN and negative numbers, 0 for zero and infinity.</summary>
    private static float Fraction(float x)
    {
        int bits = Bits(x < 1.17549435e-38f ? x * 8388608.0f : x);
        int k = (bits - 0x3F400000) & unchecked((int)0xFF800000);
        float f = FromBits(bits - k) - 1.0f;
        f = x == float.PositiveInfinity || x == 0.0f ? 0.0f : f;

        return x >= 0.0f ? f : float.NaN;
    }

    public static float Rcp(float x) => 1.0f / x;

    public static float Rsqrt(float x) => 1.0f / MathF.Sqrt(x);

    public static float Cbrt(float x)
    {
        float a = MathF.Abs(x);
        bool tiny = a < 1.17549435e-38f;
        float b = tiny ? a * 16777216.0f : a;

        // y next to b^(-1/3): minus a third of the bits, which are a coarse logarithm; good to 3.5 percent.
        float y = FromBits((int)Fma((float)Bits(b), -0.333333343f, 1419915939.0f));

        // (1 - h)^(-1/3) = 1 + h/3 + 2 h^2/9 + 14 h^3/81 + ... leaves 1e-5.
        float h = Fma(-(b * y), y * y, 1.0f);
        float p = Fma(h, 0.172839507f, 0.222222224f);
        p = Fma(p, h, 0.333333343f);
        y = Fma(y * h, p, y);

        // One step of Newton for the root itself.
        float square = y * y;
        float c = b * square;
        float residue = Fma(-(c * c), c, b);
        c = Fma(residue, square * 0.333333343f, c);
        c = tiny ? c * 0.00390625f : c;

        // Zero, infinity and NaN are their own roots.
        return (uint)Bits(a) - 1u < 0x7F7FFFFFu ? MathF.CopySign(c, x) : x;
    }

    public static float Erf(float x)
    {
        float s = x * x;
        float p = Fma(s, -0.000577860337f, 0.00495005026f);
        p = Fma(p, s, -0.0267362073f);
        p = Fma(p, s, 0.112809502f);
        p = Fma(p, s, -0.376124084f);
        p = Fma(p, s, 0.128379136f);
        float near = Fma(x, p, x);

        // 1 - e^-g with a polynomial for g = -ln(erfc a); beyond 4 that is 1 in float.
        float a = MathF.Abs(x);
        a = a > 4.0f ? 4.0f : a;
        float g = Fma(a, -0.000192421066f, 0.00300849485f);
        g = Fma(g, a, -0.0220874995f);
        g = Fma(g, a, 0.103640087f);
        g = Fma(g, a, 0.637517214f);
        g = Fma(g, a, 1.1274749f);
        g = Fma(g, a, 0.000244723778f);
        float t = Fma(g, -Log2E, Shifter);
        float n = t - Shifter;
        float r = Fma(n, -Ln2Hi, -g);
        float e = Fma(r, 0.00831275247f, 0.0418910384f);
        e = Fma(e, r, 0.166671142f);
        e = Fma(e, r, 0.499992251f);
        e = Fma(e, r, 1.0f);
        e = Fma(e, r, 1.0f);
        e = FromBits(Bits(e) + (Bits(t) << 23));
        float far = MathF.CopySign(1.0f - e, x);

        return a >= 0.95f ? far : near;
    }

    public static float Pow(float x, float y)
    {
        // log2 |x| = e + (2 / ln 2) atanh s with s = f / (2 + f), as a sum h + l of two floats.
        float magnitude = MathF.Abs(x);
        float f = Fraction(magnitude);
        float e = Exponent(magnitude);
        float d = f + 2.0f;
        float reciprocal = 1.0f / d;
        float s = f * reciprocal;
        float rest = Fma(-s, d, f);
        rest = Fma(-s, f - (d - 2.0f), rest);
        float z = s * s;

        // The derivative of atanh is 1 / (1 - s^2).
        rest *= reciprocal;
        rest = Fma(rest, z, rest);
        float q = Fma(z, 0.347785264f, 0.411262214f);
        q = Fma(q, z, 0.577090621f);
        q = Fma(q, z, 0.961796641f);
        const float Factor = 2.0f * Log2E;
        float main = s * Factor;
        float l = Fma(s, Factor, -main);
        l = Fma(s, 3.85192606e-08f, l);
        l = Fma(rest, Factor, l);

        // The cubic term is large enough for its roundings to count.
        float cube = s * z;
        rest = Fma(s, z, -cube);
        rest = Fma(s, Fma(s, s, -z), rest);
        l = Fma(rest, q, l);
        l = Fma(cube, q, l);
        float first = e + main;
        l += main - (first - e);
        float h = first + l;
        l -= h - first;

        // y log2 |x| as a sum. Exponents beyond 2^33 overflow or vanish for every x but 1, like 2^33.
        float v = Clamp(y, -8589934592.0f, 8589934592.0f);
        float high = v * h;
        float low = Fma(v, h, -high);
        low = Fma(v, l, low);
        high = Clamp(high, -160.0f, 140.0f);
        float t = high + Shifter;
        float n = t - Shifter;
        float r = Clamp((high - n) + low, -1.0f, 1.0f);
        float result = Scale(Exp2Polynomial(r), t);

        // |x| zero or infinite: 0 or infinity, by the sign of the infinite e * y.
        float product = e * y;
        result = MathF.Abs(e) == float.PositiveInfinity ? (product < 0.0f ? 0.0f : product) : result;

        // x negative: NaN for broken y, unless x is zero or infinite; the sign for odd y.
        bool broken = MathF.Round(y) != y;
        float halved = y * 0.5f;
        bool odd = !broken & (MathF.Round(halved) != halved);
        result = broken & (x < 0.0f) & (magnitude < float.PositiveInfinity) ? float.NaN : result;
        result = odd ? FromBits(Bits(result) ^ (Bits(x) & int.MinValue)) : result;

        // Even for NaN: x^0 = 1 and 1^y = 1.
        return x == 1.0f | y == 0.0f ? 1.0f : result;
    }

    /// <summary>Remainder with the sign of x, exact: long division of the mantissas, up to 39 bits at a time.</summary>
    public static float Rem(float x, float y)
    {
        uint a = (uint)Bits(x) & 0x7FFFFFFFu;
        uint b = (uint)Bits(y) & 0x7FFFFFFFu;
        float result = x;
        if (a >= 0x7F800000u || b > 0x7F800000u || b == 0u)
        {
            result = float.NaN;
        }
        else if (a >= b)
        {
            int ea = Math.Max((int)(a >> 23), 1);
            int eb = Math.Max((int)(b >> 23), 1);
            ulong ma = (a & 0x007FFFFFu) | (a >= 0x00800000u ? 0x00800000u : 0u);
            ulong mb = (b & 0x007FFFFFu) | (b >= 0x00800000u ? 0x00800000u : 0u);
            int left = ea - eb;
            ulong rest = ma % mb;
            while (left > 0)
            {
                int step = Math.Min(left, 39);
                rest = (rest << step) % mb;
                left -= step;
            }

            // rest 2^(eb - 150), exact; by two factors where the scale alone would be subnormal.
            float scaled = eb > 127
                ? (float)rest * FromBits((eb - 23) << 23)
                : (float)rest * FromBits((eb + 27) << 23) * 8.881784197001252e-16f;
            result = MathF.CopySign(scaled, x);
        }

        return result;
    }
}
