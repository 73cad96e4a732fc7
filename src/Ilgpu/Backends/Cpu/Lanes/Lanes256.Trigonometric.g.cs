// Generated from Lanes512.Trigonometric.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Trigonometric functions of floats.</content>
internal static unsafe partial class Lanes256
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
    internal static Vector256<float> SinF32(Vector256<float> x)
    {
        // By |x|, since a sum of opposite signs would lose the sign of -0.
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> t = Vector256.FusedMultiplyAdd(a, Vector256.Create(0.318309873f), Vector256.Create(Shifter));
        Vector256<float> n = t - Vector256.Create(Shifter);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-PiHi), a);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-PiMid), r);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-PiLo), r);
        Vector256<int> sign = (x.AsInt32() & Vector256.Create(SignBit)) ^ (t.AsInt32() << 31);
        Vector256<float> result = (SinPolynomial(r).AsInt32() ^ sign).AsSingle();

        if (Vector256.GreaterThanAny(a, Vector256.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.SinLarge);
        }

        return result;
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> CosF32(Vector256<float> x)
    {
        // cos x = (-1)^k sin(n pi - |x|) with n = k + 1/2 next to |x| / pi.
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> t = Vector256.FusedMultiplyAdd(a, Vector256.Create(0.318309873f), Vector256.Create(-0.5f)) + Vector256.Create(Shifter);
        Vector256<float> n = (t - Vector256.Create(Shifter)) + Vector256.Create(0.5f);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(PiHi), -a);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(PiMid), r);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(PiLo), r);
        Vector256<float> result = (SinPolynomial(r).AsInt32() ^ (t.AsInt32() << 31)).AsSingle();

        if (Vector256.GreaterThanAny(a, Vector256.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.CosLarge);
        }

        return result;
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> TanF32(Vector256<float> x)
    {
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> t = Vector256.FusedMultiplyAdd(a, Vector256.Create(0.636619747f), Vector256.Create(Shifter));
        Vector256<float> n = t - Vector256.Create(Shifter);
        Vector256<float> exact = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.5f * PiHi), a);
        Vector256<float> middle = Vector256.Create(-0.5f * PiMid);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, middle, exact);

        // What rounding took from r. It matters for large r only, and only there is the difference exact.
        Vector256<float> lost = Vector256.FusedMultiplyAdd(n, middle, exact - r);
        lost &= Vector256.GreaterThan(Vector256.Abs(r), Vector256.Create(0.015625f));
        lost = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.5f * PiLo), lost);
        Vector256<float> s = r * r;
        Vector256<float> p = Vector256.FusedMultiplyAdd(s, Vector256.Create(0.00448153866f), Vector256.Create(-0.00011874106f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.0109955398f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.0212226082f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.0540709794f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.133325711f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.333333522f));
        lost = Vector256.FusedMultiplyAdd(lost, s, lost);
        p = r + Vector256.FusedMultiplyAdd(r * s, p, lost);
        Vector256<float> even = Vector256.Equals(t.AsInt32() & Vector256<int>.One, Vector256<int>.Zero).AsSingle();
        Vector256<float> result = Vector256.ConditionalSelect(even, p, Vector256.Create(-1.0f) / p);
        result = (result.AsInt32() ^ (x.AsInt32() & Vector256.Create(SignBit))).AsSingle();

        if (Vector256.GreaterThanAny(a, Vector256.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.TanLarge);
        }

        return result;
    }

    /// <summary>sin r for |r| up to pi / 2.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> SinPolynomial(Vector256<float> r)
    {
        Vector256<float> s = r * r;
        Vector256<float> p = Vector256.FusedMultiplyAdd(s, Vector256.Create(2.59944727e-06f), Vector256.Create(-0.000198068505f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.00833303109f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(-0.166666582f));

        return Vector256.FusedMultiplyAdd(r * s, p, r);
    }

    /// <summary>Recomputes the lanes whose angle is large; NaN is not, infinity is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> LargeAngles(Vector256<float> x, Vector256<float> result, delegate*<float, float> function)
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
    internal static Vector256<float> AsinF32(Vector256<float> x)
    {
        // Above 1/2: pi/2 - 2 asin(sqrt((1 - |x|) / 2)).
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> big = Vector256.GreaterThan(a, Vector256.Create(0.5f));
        Vector256<float> folded = Vector256.FusedMultiplyAdd(a, Vector256.Create(-0.5f), Vector256.Create(0.5f));
        Vector256<float> z = Vector256.ConditionalSelect(big, folded, a * a);
        Vector256<float> s = Vector256.ConditionalSelect(big, Vector256.Sqrt(folded), a);
        Vector256<float> w = s * (z * AsinPolynomial(z));
        Vector256<float> two = Vector256.Create(-2.0f);
        Vector256<float> far = Vector256.FusedMultiplyAdd(s, two, Vector256.Create(HalfPi))
            + Vector256.FusedMultiplyAdd(w, two, Vector256.Create(HalfPiRest));

        return WithSignOf(Vector256.ConditionalSelect(big, far, s + w), x);
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> AcosF32(Vector256<float> x)
    {
        // pi/2 - asin x; above 1/2: 2 asin(sqrt((1 - |x|) / 2)), below -1/2 pi minus that.
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> big = Vector256.GreaterThan(a, Vector256.Create(0.5f));
        Vector256<float> folded = Vector256.FusedMultiplyAdd(a, Vector256.Create(-0.5f), Vector256.Create(0.5f));
        Vector256<float> z = Vector256.ConditionalSelect(big, folded, x * x);
        Vector256<float> root = Vector256.Sqrt(folded);
        Vector256<float> h = Vector256.ConditionalSelect(big, WithSignOf(root + root, x), -x);
        Vector256<float> negative = Vector256.LessThan(x, Vector256<float>.Zero);
        Vector256<float> start = Vector256.ConditionalSelect(
            big, negative & Vector256.Create(2.0f * HalfPi), Vector256.Create(HalfPi));

        return start + Vector256.FusedMultiplyAdd(h * z, AsinPolynomial(z), h);
    }

    /// <summary>(asin s - s) / s^3 as a function of z = s^2 up to 1/4.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> AsinPolynomial(Vector256<float> z)
    {
        Vector256<float> p = Vector256.FusedMultiplyAdd(z, Vector256.Create(0.0421583876f), Vector256.Create(0.0241847429f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.0454691537f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.0749530941f));

        return Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.166667521f));
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> AtanF32(Vector256<float> x)
    {
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> big = Vector256.GreaterThanOrEqual(a, Vector256<float>.One);
        Vector256<float> t = Vector256.ConditionalSelect(big, Vector256.Create(-1.0f) / a, a);
        Vector256<float> z = t * t;
        Vector256<float> w = Vector256.FusedMultiplyAdd(t * z, AtanPolynomial(z), big & Vector256.Create(HalfPiRest));

        return WithSignOf((t + (big & Vector256.Create(HalfPi))) + w, x);
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> Atan2F32(Vector256<float> y, Vector256<float> x)
    {
        Vector256<float> b = Vector256.Abs(y);
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> swap = Vector256.GreaterThan(b, a);
        Vector256<float> numerator = Vector256.ConditionalSelect(swap, a, b);
        Vector256<float> denominator = Vector256.ConditionalSelect(swap, b, a);

        // Equal magnitudes include 0 / 0 and infinity / infinity, which stand for 0 and 1.
        Vector256<float> equal = Vector256.AndNot(Vector256<float>.One, Vector256.Equals(a, Vector256<float>.Zero));
        Vector256<float> t = Vector256.ConditionalSelect(Vector256.Equals(a, b), equal, numerator / denominator);
        Vector256<int> left = x.AsInt32() >> 31;
        Vector256<float> start = Vector256.ConditionalSelect(
            swap, Vector256.Create(HalfPi), left.AsSingle() & Vector256.Create(2.0f * HalfPi));
        Vector256<float> rest = Vector256.ConditionalSelect(
            swap, Vector256.Create(HalfPiRest), left.AsSingle() & Vector256.Create(2.0f * HalfPiRest));

        // pi/2 and pi are taken minus the angle, but if both apply, pi/2 plus it.
        t = (t.AsInt32() ^ ((left ^ swap.AsInt32()) & Vector256.Create(SignBit))).AsSingle();
        Vector256<float> z = t * t;
        Vector256<float> w = Vector256.FusedMultiplyAdd(t * z, AtanPolynomial(z), rest);

        return WithSignOf((t + start) + w, y);
    }

    /// <summary>(atan t - t) / t^3 as a function of z = t^2 up to 1.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> AtanPolynomial(Vector256<float> z)
    {
        Vector256<float> p = Vector256.FusedMultiplyAdd(z, Vector256.Create(-0.0017819131f), Vector256.Create(0.0108657759f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-0.0310934521f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.0578794032f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-0.0839925706f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.109508768f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-0.142640159f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.199985296f));

        return Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-0.333332986f));
    }
}
