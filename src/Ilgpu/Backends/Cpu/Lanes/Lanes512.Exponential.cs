using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EvexF = System.Runtime.Intrinsics.X86.Avx512F;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Exponentials of floats. Common form: x = n ln 2 + r with integral n, f(x) = 2^n p(r). Coefficients come from
/// eng/minimax. All widths and the scalar form run the same operations, so their results agree bit for bit.
/// </content>
internal static unsafe partial class Lanes512
{
    /// <summary>
    /// Adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits of the sum as well.
    /// </summary>
    private const float Shifter = 12582912.0f;

    private const float Log2E = 1.44269502f;

    // ln 2 = Hi + Lo to 48 bits.
    private const float Ln2Hi = 0.693147182f;
    private const float Ln2Lo = -1.90465421e-09f;

    private const int SignBit = int.MinValue;

    [MethodImpl(Inline)]
    internal static Vector512<float> ExpF32(Vector512<float> x)
    {
        // Beyond these bounds the result is 0 or infinity. The native forms hand on a NaN in the second operand.
        x = Vector512.MinNative(Vector512.Create(89.0f), Vector512.MaxNative(Vector512.Create(-104.0f), x));
        Vector512<float> t = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Hi), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Lo), r);

        return ScaleF32(ExpPolynomial(r), n, t);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> Exp2F32(Vector512<float> x)
    {
        x = Vector512.MinNative(Vector512.Create(129.0f), Vector512.MaxNative(Vector512.Create(-151.0f), x));
        Vector512<float> t = x + Vector512.Create(Shifter);
        Vector512<float> n = t - Vector512.Create(Shifter);

        return ScaleF32(Exp2Polynomial(x - n), n, t);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> Exp10F32(Vector512<float> x)
    {
        x = Vector512.MinNative(Vector512.Create(39.0f), Vector512.MaxNative(Vector512.Create(-46.0f), x));
        Vector512<float> t = Vector512.FusedMultiplyAdd(x, Vector512.Create(3.32192802f), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.30103001f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(1.43209888e-08f), r);
        Vector512<float> p = Vector512.FusedMultiplyAdd(r, Vector512.Create(0.206162676f), Vector512.Create(0.54182744f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.17129529f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.03465605f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.65094876f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.30258512f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);

        return ScaleF32(p, n, t);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> Expm1F32(Vector512<float> x)
    {
        // 2^n q + (2^n - 1) with q = e^r - 1. For n = 128 the power would overflow before the result does; 127 with a
        // larger r, for which the polynomial is fitted too, serves as well.
        Vector512<float> a = Vector512.MinNative(Vector512.Create(89.0f), Vector512.MaxNative(Vector512.Create(-18.0f), x));
        Vector512<float> t = Vector512.FusedMultiplyAdd(a, Vector512.Create(Log2E), Vector512.Create(Shifter));
        t = Vector512.MinNative(Vector512.Create(Shifter + 127.0f), t);
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Hi), a);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Lo), r);
        Vector512<float> p = Vector512.FusedMultiplyAdd(r, Vector512.Create(0.000222041854f), Vector512.Create(0.00139095844f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.00832884293f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0416666716f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.166666865f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        Vector512<float> q = Vector512.FusedMultiplyAdd(r * r, p, r);
        Vector512<float> power = ((t.AsInt32() << 23) + Vector512.Create(127 << 23)).AsSingle();
        Vector512<float> result = Vector512.FusedMultiplyAdd(power, q, power - Vector512<float>.One);

        // The sum made +0 of -0; apart from that the signs agree already.
        return WithSignOf(result, x);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> SinhF32(Vector512<float> x)
    {
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> half = HalfExp(a);
        Vector512<float> far = half - (Vector512.Create(0.25f) / half);
        Vector512<float> s = a * a;
        Vector512<float> p = Vector512.FusedMultiplyAdd(s, Vector512.Create(2.78232119e-06f), Vector512.Create(0.000198428868f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.00833331048f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.166666672f));
        Vector512<float> near = Vector512.FusedMultiplyAdd(a * s, p, a);

        return WithSignOf(Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<float>.One), near, far), x);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> CoshF32(Vector512<float> x)
    {
        Vector512<float> half = HalfExp(Vector512.Abs(x));

        return half + (Vector512.Create(0.25f) / half);
    }

    /// <summary>e^a / 2 for positive a, which overflows no earlier than the hyperbolic functions.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> HalfExp(Vector512<float> a)
    {
        a = Vector512.MinNative(Vector512.Create(90.0f), a);
        Vector512<float> t = Vector512.FusedMultiplyAdd(a, Vector512.Create(Log2E), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Hi), a);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Lo), r);

        return ScaleF32(ExpPolynomial(r), n - Vector512<float>.One, t - Vector512<float>.One);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> TanhF32(Vector512<float> x)
    {
        // Far from zero 1 - 2 / (E + 1) with E = e^(2|x|) = 2^n p(r); beyond 10 that is 1 in float.
        Vector512<float> a = Vector512.MinNative(Vector512.Create(10.0f), Vector512.Abs(x));
        Vector512<float> t = Vector512.FusedMultiplyAdd(a, Vector512.Create(2.0f * Log2E), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.5f * Ln2Hi), a);
        Vector512<float> p = Vector512.FusedMultiplyAdd(r, Vector512.Create(0.0884387791f), Vector512.Create(0.267797232f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.666692615f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.33332169f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.99999976f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.0f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        Vector512<float> power = ((t.AsInt32() << 23) + Vector512.Create(127 << 23)).AsSingle();
        Vector512<float> sum = Vector512.FusedMultiplyAdd(p, power, Vector512<float>.One);
        Vector512<float> far = Vector512<float>.One - (Vector512.Create(2.0f) / sum);

        Vector512<float> s = a * a;
        Vector512<float> q = Vector512.FusedMultiplyAdd(s, Vector512.Create(-0.00617754459f), Vector512.Create(0.0210046284f));
        q = Vector512.FusedMultiplyAdd(q, s, Vector512.Create(-0.05383626f));
        q = Vector512.FusedMultiplyAdd(q, s, Vector512.Create(0.13332437f));
        q = Vector512.FusedMultiplyAdd(q, s, Vector512.Create(-0.333333135f));
        q = Vector512.FusedMultiplyAdd(a * s, q, a);
        Vector512<float> near = Vector512.LessThan(a, Vector512.Create(0.55f));

        return WithSignOf(Vector512.ConditionalSelect(near, q, far), x);
    }

    /// <summary>e^r for |r| up to ln 2 / 2.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> ExpPolynomial(Vector512<float> r)
    {
        Vector512<float> p = Vector512.FusedMultiplyAdd(r, Vector512.Create(0.00138185592f), Vector512.Create(0.00836866349f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0416682884f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.166665211f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.49999994f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);

        return Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
    }

    /// <summary>2^r for |r| up to 1/2.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> Exp2Polynomial(Vector512<float> r)
    {
        Vector512<float> p = Vector512.FusedMultiplyAdd(r, Vector512.Create(0.000156820301f), Vector512.Create(0.00134233211f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.00961736403f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0555026159f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.240226552f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.693147242f));

        return Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
    }

    /// <summary>
    /// p 2^n with one rounding, for |n| below 256; <paramref name="shifted"/> is n + <see cref="Shifter"/>, whose low
    /// bits are n.
    /// </summary>
    [MethodImpl(Inline)]
    private static Vector512<float> ScaleF32(Vector512<float> p, Vector512<float> n, Vector512<float> shifted)
    {
        if (EvexF.IsSupported)
        {
            return EvexF.Scale(p, n);
        }

        // Two factors, since 2^n alone may be out of range; only the last product rounds.
        Vector512<int> whole = shifted.AsInt32() - Vector512.Create(Shifter).AsInt32();
        Vector512<int> half = whole >> 1;
        Vector512<int> one = Vector512.Create(127);

        return p * ((half + one) << 23).AsSingle() * ((whole - half + one) << 23).AsSingle();
    }

    /// <summary>Sets the sign bit where that of <paramref name="sign"/> is set.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> WithSignOf(Vector512<float> value, Vector512<float> sign) =>
        (value.AsInt32() | (sign.AsInt32() & Vector512.Create(SignBit))).AsSingle();
}
