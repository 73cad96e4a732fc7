using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Trigonometric functions of floats.</content>
internal static unsafe partial class Lanes512
{
    /// <summary>Up to here the reduction by three parts of pi keeps all bits.</summary>
    private const float LargeAngle = 131072.0f;

    // pi in three parts of 24 bits, cut off, so that all are positive.
    private const float PiHi = 3.1415925f;
    private const float PiMid = 1.50995788e-07f;
    private const float PiLo = 1.07806051e-14f;

    // pi / 2 rounded, and what is left.
    private const float HalfPi = 1.57079637f;
    private const float HalfPiRest = -4.37113883e-08f;

    [MethodImpl(Inline)]
    internal static Vector512<float> SinF32(Vector512<float> x)
    {
        // By |x|, since a sum of opposite signs would lose the sign of -0.
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> t = Vector512.FusedMultiplyAdd(a, Vector512.Create(0.318309873f), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-PiHi), a);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-PiMid), r);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-PiLo), r);
        Vector512<int> sign = (x.AsInt32() & Vector512.Create(SignBit)) ^ (t.AsInt32() << 31);
        Vector512<float> result = (SinPolynomial(r).AsInt32() ^ sign).AsSingle();

        if (Vector512.GreaterThanAny(a, Vector512.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.SinLarge);
        }

        return result;
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> CosF32(Vector512<float> x)
    {
        // cos x = (-1)^k sin(n pi - |x|) with n = k + 1/2 next to |x| / pi.
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> t = Vector512.FusedMultiplyAdd(a, Vector512.Create(0.318309873f), Vector512.Create(-0.5f)) + Vector512.Create(Shifter);
        Vector512<float> n = (t - Vector512.Create(Shifter)) + Vector512.Create(0.5f);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(PiHi), -a);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(PiMid), r);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(PiLo), r);
        Vector512<float> result = (SinPolynomial(r).AsInt32() ^ (t.AsInt32() << 31)).AsSingle();

        if (Vector512.GreaterThanAny(a, Vector512.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.CosLarge);
        }

        return result;
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> TanF32(Vector512<float> x)
    {
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> t = Vector512.FusedMultiplyAdd(a, Vector512.Create(0.636619747f), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> exact = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.5f * PiHi), a);
        Vector512<float> middle = Vector512.Create(-0.5f * PiMid);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, middle, exact);

        // What rounding took from r. It matters for large r only, and only there is the difference exact.
        Vector512<float> lost = Vector512.FusedMultiplyAdd(n, middle, exact - r);
        lost &= Vector512.GreaterThan(Vector512.Abs(r), Vector512.Create(0.015625f));
        lost = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.5f * PiLo), lost);
        Vector512<float> s = r * r;
        Vector512<float> p = Vector512.FusedMultiplyAdd(s, Vector512.Create(0.00448153866f), Vector512.Create(-0.00011874106f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0109955398f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0212226082f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0540709794f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.133325711f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.333333522f));
        lost = Vector512.FusedMultiplyAdd(lost, s, lost);
        p = r + Vector512.FusedMultiplyAdd(r * s, p, lost);
        Vector512<float> even = Vector512.Equals(t.AsInt32() & Vector512<int>.One, Vector512<int>.Zero).AsSingle();
        Vector512<float> result = Vector512.ConditionalSelect(even, p, Vector512.Create(-1.0f) / p);
        result = (result.AsInt32() ^ (x.AsInt32() & Vector512.Create(SignBit))).AsSingle();

        if (Vector512.GreaterThanAny(a, Vector512.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.TanLarge);
        }

        return result;
    }

    /// <summary>sin r for |r| up to pi / 2.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> SinPolynomial(Vector512<float> r)
    {
        Vector512<float> s = r * r;
        Vector512<float> p = Vector512.FusedMultiplyAdd(s, Vector512.Create(2.59944727e-06f), Vector512.Create(-0.000198068505f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.00833303109f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.166666582f));

        return Vector512.FusedMultiplyAdd(r * s, p, r);
    }

    /// <summary>Recomputes the lanes whose angle is large; NaN is not, infinity is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> LargeAngles(Vector512<float> x, Vector512<float> result, delegate*<float, float> function)
    {
        for (int i = 0; i < W; i++)
        {
            float angle = ((float*)&x)[i];

            if (MathF.Abs(angle) > LargeAngle)
            {
                ((float*)&result)[i] = function(angle);
            }
        }

        return result;
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> AsinF32(Vector512<float> x)
    {
        // Above 1/2: pi/2 - 2 asin(sqrt((1 - |x|) / 2)).
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> big = Vector512.GreaterThan(a, Vector512.Create(0.5f));
        Vector512<float> folded = Vector512.FusedMultiplyAdd(a, Vector512.Create(-0.5f), Vector512.Create(0.5f));
        Vector512<float> z = Vector512.ConditionalSelect(big, folded, a * a);
        Vector512<float> s = Vector512.ConditionalSelect(big, Vector512.Sqrt(folded), a);
        Vector512<float> w = s * (z * AsinPolynomial(z));
        Vector512<float> two = Vector512.Create(-2.0f);
        Vector512<float> far = Vector512.FusedMultiplyAdd(s, two, Vector512.Create(HalfPi))
            + Vector512.FusedMultiplyAdd(w, two, Vector512.Create(HalfPiRest));

        return WithSignOf(Vector512.ConditionalSelect(big, far, s + w), x);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> AcosF32(Vector512<float> x)
    {
        // pi/2 - asin x; above 1/2: 2 asin(sqrt((1 - |x|) / 2)), below -1/2 pi minus that.
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> big = Vector512.GreaterThan(a, Vector512.Create(0.5f));
        Vector512<float> folded = Vector512.FusedMultiplyAdd(a, Vector512.Create(-0.5f), Vector512.Create(0.5f));
        Vector512<float> z = Vector512.ConditionalSelect(big, folded, x * x);
        Vector512<float> root = Vector512.Sqrt(folded);
        Vector512<float> h = Vector512.ConditionalSelect(big, WithSignOf(root + root, x), -x);
        Vector512<float> negative = Vector512.LessThan(x, Vector512<float>.Zero);
        Vector512<float> start = Vector512.ConditionalSelect(
            big, negative & Vector512.Create(2.0f * HalfPi), Vector512.Create(HalfPi));

        return start + Vector512.FusedMultiplyAdd(h * z, AsinPolynomial(z), h);
    }

    /// <summary>(asin s - s) / s^3 as a function of z = s^2 up to 1/4.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> AsinPolynomial(Vector512<float> z)
    {
        Vector512<float> p = Vector512.FusedMultiplyAdd(z, Vector512.Create(0.0421583876f), Vector512.Create(0.0241847429f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0454691537f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0749530941f));

        return Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.166667521f));
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> AtanF32(Vector512<float> x)
    {
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> big = Vector512.GreaterThanOrEqual(a, Vector512<float>.One);
        Vector512<float> t = Vector512.ConditionalSelect(big, Vector512.Create(-1.0f) / a, a);
        Vector512<float> z = t * t;
        Vector512<float> w = Vector512.FusedMultiplyAdd(t * z, AtanPolynomial(z), big & Vector512.Create(HalfPiRest));

        return WithSignOf((t + (big & Vector512.Create(HalfPi))) + w, x);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> Atan2F32(Vector512<float> y, Vector512<float> x)
    {
        Vector512<float> b = Vector512.Abs(y);
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> swap = Vector512.GreaterThan(b, a);
        Vector512<float> numerator = Vector512.ConditionalSelect(swap, a, b);
        Vector512<float> denominator = Vector512.ConditionalSelect(swap, b, a);

        // Equal magnitudes include 0 / 0 and infinity / infinity, which stand for 0 and 1.
        Vector512<float> equal = Vector512.AndNot(Vector512<float>.One, Vector512.Equals(a, Vector512<float>.Zero));
        Vector512<float> t = Vector512.ConditionalSelect(Vector512.Equals(a, b), equal, numerator / denominator);
        Vector512<int> left = x.AsInt32() >> 31;
        Vector512<float> start = Vector512.ConditionalSelect(
            swap, Vector512.Create(HalfPi), left.AsSingle() & Vector512.Create(2.0f * HalfPi));
        Vector512<float> rest = Vector512.ConditionalSelect(
            swap, Vector512.Create(HalfPiRest), left.AsSingle() & Vector512.Create(2.0f * HalfPiRest));

        // pi/2 and pi are taken minus the angle, but if both apply, pi/2 plus it.
        t = (t.AsInt32() ^ ((left ^ swap.AsInt32()) & Vector512.Create(SignBit))).AsSingle();
        Vector512<float> z = t * t;
        Vector512<float> w = Vector512.FusedMultiplyAdd(t * z, AtanPolynomial(z), rest);

        return WithSignOf((t + start) + w, y);
    }

    /// <summary>(atan t - t) / t^3 as a function of z = t^2 up to 1.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> AtanPolynomial(Vector512<float> z)
    {
        Vector512<float> p = Vector512.FusedMultiplyAdd(z, Vector512.Create(-0.0017819131f), Vector512.Create(0.0108657759f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.0310934521f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0578794032f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.0839925706f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.109508768f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.142640159f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.199985296f));

        return Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-0.333332986f));
    }
}
