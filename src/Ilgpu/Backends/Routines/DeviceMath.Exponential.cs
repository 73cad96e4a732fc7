namespace IlgpuOptim.Engine.Backends.Routines;

/// <summary>
/// Elementary functions in plain C#, for devices that have none of a known accuracy: <see cref="MathLowering"/> compiles
/// these methods with the engine's own front end and inlines them where a kernel calls a function. The algorithms for floats
/// are those of the CPU's lanes (Backends/Cpu/Lanes); polynomials come from eng/minimax.
/// </summary>
internal static partial class DeviceMath
{
    /// <summary>Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits of the sum as well.</summary>
    private const float Shifter = 12582912.0f;

    private const float Log2E = 1.44269502f;

    // ln 2 = Hi + Lo to 48 bits.
    private const float Ln2Hi = 0.693147182f;
    private const float Ln2Lo = -1.90465421e-09f;

    public static float Exp(float x)
    {
        // Beyond these bounds the result is 0 or infinity.
        x = Clamp(x, -104.0f, 89.0f);
        float t = Fma(x, Log2E, Shifter);
        float n = t - Shifter;
        float r = Fma(n, -Ln2Hi, x);
        r = Fma(n, -Ln2Lo, r);

        return Scale(ExpPolynomial(r), t);
    }

    public static float Exp2(float x)
    {
        x = Clamp(x, -151.0f, 129.0f);
        float t = x + Shifter;
        float n = t - Shifter;

        return Scale(Exp2Polynomial(x - n), t);
    }

    public static float Exp10(float x)
    {
        x = Clamp(x, -46.0f, 39.0f);
        float t = Fma(x, 3.32192802f, Shifter);
        float n = t - Shifter;
        float r = Fma(n, -0.30103001f, x);
        r = Fma(n, 1.43209888e-08f, r);
        float p = Fma(r, 0.206162676f, 0.54182744f);
        p = Fma(p, r, 1.17129529f);
        p = Fma(p, r, 2.03465605f);
        p = Fma(p, r, 2.65094876f);
        p = Fma(p, r, 2.30258512f);
        p = Fma(p, r, 1.0f);

        return Scale(p, t);
    }

    public static float Expm1(float x)
    {
        // 2^n q + (2^n - 1) with q = e^r - 1; 127 serves for n = 128, whose power would overflow.
        float a = Clamp(x, -18.0f, 89.0f);
        float t = Fma(a, Log2E, Shifter);
        t = t > Shifter + 127.0f ? Shifter + 127.0f : t;
        float n = t - Shifter;
        float r = Fma(n, -Ln2Hi, a);
        r = Fma(n, -Ln2Lo, r);
        float p = Fma(r, 0.000222041854f, 0.00139095844f);
        p = Fma(p, r, 0.00832884293f);
        p = Fma(p, r, 0.0416666716f);
        p = Fma(p, r, 0.166666865f);
        p = Fma(p, r, 0.5f);
        float q = Fma(r * r, p, r);
        float power = FromBits((Bits(t) << 23) + (127 << 23));

        return MathF.CopySign(Fma(power, q, power - 1.0f), x);
    }

    public static float Sinh(float x)
    {
        float a = MathF.Abs(x);
        float half = HalfExp(a);
        float far = half - (0.25f / half);
        float s = a * a;
        float p = Fma(s, 2.78232119e-06f, 0.000198428868f);
        p = Fma(p, s, 0.00833331048f);
        p = Fma(p, s, 0.166666672f);
        float near = Fma(a * s, p, a);

        return MathF.CopySign(a < 1.0f ? near : far, x);
    }

    public static float Cosh(float x)
    {
        float half = HalfExp(MathF.Abs(x));

        return half + (0.25f / half);
    }

    public static float Tanh(float x)
    {
        // Far from zero 1 - 2 / (E + 1) with E = e^(2|x|) = 2^n p(r); beyond 10 that is 1 in float.
        float a = MathF.Abs(x);
        a = a > 10.0f ? 10.0f : a;
        float t = Fma(a, 2.0f * Log2E, Shifter);
        float n = t - Shifter;
        float r = Fma(n, -0.5f * Ln2Hi, a);
        float p = Fma(r, 0.0884387791f, 0.267797232f);
        p = Fma(p, r, 0.666692615f);
        p = Fma(p, r, 1.33332169f);
        p = Fma(p, r, 1.99999976f);
        p = Fma(p, r, 2.0f);
        p = Fma(p, r, 1.0f);
        float power = FromBits((Bits(t) << 23) + (127 << 23));
        float far = 1.0f - (2.0f / Fma(p, power, 1.0f));
        float s = a * a;
        float q = Fma(s, -0.00617754459f, 0.0210046284f);
        q = Fma(q, s, -0.05383626f);
        q = Fma(q, s, 0.13332437f);
        q = Fma(q, s, -0.333333135f);
        q = Fma(a * s, q, a);

        return MathF.CopySign(a < 0.55f ? q : far, x);
    }

    /// <summary>e^a / 2 for positive a, which overflows no earlier than the hyperbolic functions.</summary>
    private static float HalfExp(float a)
    {
        a = a > 90.0f ? 90.0f : a;
        float t = Fma(a, Log2E, Shifter);
        float n = t - Shifter;
        float r = Fma(n, -Ln2Hi, a);
        r = Fma(n, -Ln2Lo, r);

        return Scale(ExpPolynomial(r), t - 1.0f);
    }

    /// <summary>e^r for |r| up to ln 2 / 2.</summary>
    private static float ExpPolynomial(float r)
    {
        float p = Fma(r, 0.00138185592f, 0.00836866349f);
        p = Fma(p, r, 0.0416682884f);
        p = Fma(p, r, 0.166665211f);
        p = Fma(p, r, 0.49999994f);
        p = Fma(p, r, 1.0f);

        return Fma(p, r, 1.0f);
    }

    /// <summary>2^r for |r| up to 1/2.</summary>
    private static float Exp2Polynomial(float r)
    {
        float p = Fma(r, 0.000156820301f, 0.00134233211f);
        p = Fma(p, r, 0.00961736403f);
        p = Fma(p, r, 0.0555026159f);
        p = Fma(p, r, 0.240226552f);
        p = Fma(p, r, 0.693147242f);

        return Fma(p, r, 1.0f);
    }

    /// <summary>p 2^n with one rounding, for |n| below 256, where <paramref name="shifted"/> is n + <see cref="Shifter"/>.</summary>
    private static float Scale(float p, float shifted)
    {
        // Two factors, since 2^n alone may be out of range; only the last product rounds.
        int whole = Bits(shifted) - Bits(Shifter);
        int half = whole >> 1;

        return p * FromBits((half + 127) << 23) * FromBits((whole - half + 127) << 23);
    }

    private static float Clamp(float x, float low, float high) => x < low ? low : x > high ? high : x;

    private static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    private static int Bits(float x) => BitConverter.SingleToInt32Bits(x);

    private static float FromBits(int bits) => BitConverter.Int32BitsToSingle(bits);
}
