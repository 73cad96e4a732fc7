namespace IlgpuOptim.Engine.Backends.Routines;

/// <content>Trigonometric functions of floats.</content>
internal static partial class DeviceMath
{
    /// <summary>Up to here the reduction by three parts of pi / 2 keeps all bits.</summary>
    private const float LargeAngle = 131072.0f;

    private const float TwoOverPi = 0.636619747f;

    // pi / 2 in three parts of 24 bits, cut off, so that all are positive.
    private const float HalfPiHi = 1.57079625f;
    private const float HalfPiMid = 7.54978942e-08f;
    private const float HalfPiLo = 5.39030253e-15f;

    // pi / 2 rounded, and what is left.
    private const float HalfPi = 1.57079637f;
    private const float HalfPiRest = -4.37113883e-08f;

    public static float Sin(float x)
    {
        // By |x|, since a sum of opposite signs would lose the sign of -0.
        float a = MathF.Abs(x);
        float r = ReduceAngle(a, out int quadrant);
        float result = (quadrant & 1) != 0 ? CosPolynomial(r) : SinPolynomial(r);

        return FromBits(Bits(result) ^ ((Bits(x) ^ (quadrant << 30)) & int.MinValue));
    }

    public static float Cos(float x)
    {
        float r = ReduceAngle(MathF.Abs(x), out int quadrant);
        float result = (quadrant & 1) != 0 ? SinPolynomial(r) : CosPolynomial(r);

        return FromBits(Bits(result) ^ (((quadrant + 1) << 30) & int.MinValue));
    }

    public static float Tan(float x)
    {
        float a = MathF.Abs(x);
        float t = Fma(a, TwoOverPi, Shifter);
        float n = t - Shifter;
        float exact = Fma(n, -HalfPiHi, a);
        float product = n * -HalfPiMid;
        float r = exact + product;

        // What the two roundings took (an exact sum and an exact product), and the last part of pi / 2.
        float taken = r - exact;
        float lost = (exact - (r - taken)) + (product - taken);
        lost += Fma(n, -HalfPiMid, -product);
        lost = Fma(n, -HalfPiLo, lost);
        int quadrant = Bits(t);
        if (a > LargeAngle)
        {
            double turned = ReduceLargeAngle(Bits(a), out quadrant);
            r = (float)turned;
            lost = (float)(turned - r);
        }

        float s = r * r;
        float p = Fma(s, 0.00448153866f, -0.00011874106f);
        p = Fma(p, s, 0.0109955398f);
        p = Fma(p, s, 0.0212226082f);
        p = Fma(p, s, 0.0540709794f);
        p = Fma(p, s, 0.133325711f);
        p = Fma(p, s, 0.333333522f);
        lost = Fma(lost, s, lost);
        p = r + Fma(r * s, p, lost);
        float result = (quadrant & 1) == 0 ? p : -1.0f / p;

        return FromBits(Bits(result) ^ (Bits(x) & int.MinValue));
    }

    /// <summary>a = n pi/2 + r with |r| up to pi/4; the low bits of the quadrant are n.</summary>
    private static float ReduceAngle(float a, out int quadrant)
    {
        float t = Fma(a, TwoOverPi, Shifter);
        float n = t - Shifter;
        float r = Fma(n, -HalfPiHi, a);
        r = Fma(n, -HalfPiMid, r);
        r = Fma(n, -HalfPiLo, r);
        quadrant = Bits(t);
        if (a > LargeAngle)
        {
            r = (float)ReduceLargeAngle(Bits(a), out quadrant);
        }

        return r;
    }

    /// <summary>The reduction of Payne and Hanek: a / (2 pi) modulo 1 by those bits of 1 / (2 pi) that matter.</summary>
    private static double ReduceLargeAngle(int bits, out int quadrant)
    {
        // The angle is mantissa 2^(place - 55); the 96 bits from bit place on are those of the fraction.
        int place = (bits >> 23) - 118;
        ulong mantissa = (uint)((bits & 0x007FFFFF) | 0x00800000);
        int word = place >> 5;
        ulong first = ((ulong)TurnWord(word) << 32) | TurnWord(word + 1);
        ulong next = ((ulong)TurnWord(word + 2) << 32) | TurnWord(word + 3);
        first = (first << (place & 31)) | ((next >> 32) >> (32 - (place & 31)));
        next = (next << (place & 31)) >> 32;

        // As a fraction of 2^64: the nearest quarter, and what is left times 2 pi.
        ulong turn = (mantissa * first) + ((mantissa * next) >> 32);
        ulong q = (turn + (1UL << 61)) >> 62;
        quadrant = (int)q;

        return bits >= 0x7F800000 ? double.NaN : (long)(turn - (q << 62)) * 3.4061215800304e-19;
    }

    /// <summary>1 / (2 pi) in words of 32 bits after one word of zeros; angles from 2^17 on need word 0 to 7.</summary>
    private static uint TurnWord(int index)
    {
        uint word = 0;
        word = index == 1 ? 0x28BE60DBu : word;
        word = index == 2 ? 0x9391054Au : word;
        word = index == 3 ? 0x7F09D5F4u : word;
        word = index == 4 ? 0x7D4D3770u : word;
        word = index == 5 ? 0x36D8A566u : word;
        word = index == 6 ? 0x4F10E410u : word;
        word = index == 7 ? 0x7F9458EAu : word;

        return word;
    }

    /// <summary>sin r for |r| up to pi / 4.</summary>
    private static float SinPolynomial(float r)
    {
        float s = r * r;
        float p = Fma(s, -0.000195078828f, 0.00833210628f);
        p = Fma(p, s, -0.166666538f);

        return Fma(r * s, p, r);
    }

    /// <summary>cos r for |r| up to pi / 4.</summary>
    private static float CosPolynomial(float r)
    {
        float s = r * r;
        float p = Fma(s, 2.44300845e-05f, -0.00138872978f);
        p = Fma(p, s, 0.0416666456f);
        p = Fma(p, s, -0.5f);

        return Fma(p, s, 1.0f);
    }

    public static float Asin(float x)
    {
        // Above 9/16: pi/2 - 2 asin(sqrt((1 - |x|) / 2)). With 1/2 as the border the root would round more coarsely.
        float a = MathF.Abs(x);
        bool big = a > 0.5625f;
        float folded = Fma(a, -0.5f, 0.5f);
        float z = big ? folded : a * a;
        float s = big ? MathF.Sqrt(folded) : a;
        float p = Fma(z, 0.0475621186f, 0.00668846676f);
        p = Fma(p, z, 0.0340228491f);
        p = Fma(p, z, 0.0442313291f);
        p = Fma(p, z, 0.0750209764f);
        p = Fma(p, z, 0.166666314f);
        float near = s + Fma(s * z, p, big ? -0.5f * HalfPiRest : 0.0f);
        float far = Fma(near, -2.0f, HalfPi);

        return MathF.CopySign(big ? far : near, x);
    }

    public static float Acos(float x)
    {
        // pi/2 - asin x; above 1/2: 2 asin(sqrt((1 - |x|) / 2)), below -1/2 pi minus that.
        float a = MathF.Abs(x);
        bool big = a > 0.5f;
        float folded = Fma(a, -0.5f, 0.5f);
        float z = big ? folded : x * x;
        float root = MathF.Sqrt(folded);
        float h = big ? MathF.CopySign(root + root, x) : -x;
        float start = !big ? HalfPi : x < 0.0f ? 2.0f * HalfPi : 0.0f;
        float p = Fma(z, 0.0421583876f, 0.0241847429f);
        p = Fma(p, z, 0.0454691537f);
        p = Fma(p, z, 0.0749530941f);
        p = Fma(p, z, 0.166667521f);

        return start + Fma(h * z, p, h);
    }

    public static float Atan(float x)
    {
        float a = MathF.Abs(x);
        bool big = a >= 1.0f;
        float t = big ? -1.0f / a : a;
        float z = t * t;
        float w = Fma(t * z, AtanPolynomial(z), big ? HalfPiRest : 0.0f);

        return MathF.CopySign((t + (big ? HalfPi : 0.0f)) + w, x);
    }

    public static float Atan2(float y, float x)
    {
        float b = MathF.Abs(y);
        float a = MathF.Abs(x);
        bool swap = b > a;
        float numerator = swap ? a : b;
        float denominator = swap ? b : a;

        // Equal magnitudes include 0 / 0 and infinity / infinity, which stand for 0 and 1.
        float t = a == b ? (a == 0.0f ? 0.0f : 1.0f) : numerator / denominator;
        bool left = Bits(x) < 0;
        float start = swap ? HalfPi : left ? 2.0f * HalfPi : 0.0f;
        float rest = swap ? HalfPiRest : left ? 2.0f * HalfPiRest : 0.0f;

        // pi/2 and pi are taken minus the angle, but if both apply, pi/2 plus it.
        t = left != swap ? -t : t;
        float z = t * t;
        float w = Fma(t * z, AtanPolynomial(z), rest);

        return MathF.CopySign((t + start) + w, y);
    }

    /// <summary>(atan t - t) / t^3 as a function of z = t^2 up to 1.</summary>
    private static float AtanPolynomial(float z)
    {
        float p = Fma(z, -0.0017819131f, 0.0108657759f);
        p = Fma(p, z, -0.0310934521f);
        p = Fma(p, z, 0.0578794032f);
        p = Fma(p, z, -0.0839925706f);
        p = Fma(p, z, 0.109508768f);
        p = Fma(p, z, -0.142640159f);
        p = Fma(p, z, 0.199985296f);

        return Fma(p, z, -0.333332986f);
    }
}
