// Generated from Lanes512.Trigonometric.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Trigonometric functions of floats.</content>
internal static unsafe partial class Lanes128
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
    internal static Vector128<float> SinF32(Vector128<float> x)
    {
        // By |x|, since a sum of opposite signs would lose the sign of -0.
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> t = Vector128.FusedMultiplyAdd(a, Vector128.Create(0.318309873f), Vector128.Create(Shifter));
        Vector128<float> n = t - Vector128.Create(Shifter);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-PiHi), a);
        r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-PiMid), r);
        r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-PiLo), r);
        Vector128<int> sign = (x.AsInt32() & Vector128.Create(SignBit)) ^ (t.AsInt32() << 31);
        Vector128<float> result = (SinPolynomial(r).AsInt32() ^ sign).AsSingle();

        if (Vector128.GreaterThanAny(a, Vector128.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.SinLarge);
        }

        return result;
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> CosF32(Vector128<float> x)
    {
        // cos x = (-1)^k sin(n pi - |x|) with n = k + 1/2 next to |x| / pi.
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> t = Vector128.FusedMultiplyAdd(a, Vector128.Create(0.318309873f), Vector128.Create(-0.5f)) + Vector128.Create(Shifter);
        Vector128<float> n = (t - Vector128.Create(Shifter)) + Vector128.Create(0.5f);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(PiHi), -a);
        r = Vector128.FusedMultiplyAdd(n, Vector128.Create(PiMid), r);
        r = Vector128.FusedMultiplyAdd(n, Vector128.Create(PiLo), r);
        Vector128<float> result = (SinPolynomial(r).AsInt32() ^ (t.AsInt32() << 31)).AsSingle();

        if (Vector128.GreaterThanAny(a, Vector128.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.CosLarge);
        }

        return result;
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> TanF32(Vector128<float> x)
    {
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> t = Vector128.FusedMultiplyAdd(a, Vector128.Create(0.636619747f), Vector128.Create(Shifter));
        Vector128<float> n = t - Vector128.Create(Shifter);
        Vector128<float> exact = Vector128.FusedMultiplyAdd(n, Vector128.Create(-0.5f * PiHi), a);
        Vector128<float> middle = Vector128.Create(-0.5f * PiMid);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, middle, exact);

        // What rounding took from r. It matters for large r only, and only there is the difference exact.
        Vector128<float> lost = Vector128.FusedMultiplyAdd(n, middle, exact - r);
        lost &= Vector128.GreaterThan(Vector128.Abs(r), Vector128.Create(0.015625f));
        lost = Vector128.FusedMultiplyAdd(n, Vector128.Create(-0.5f * PiLo), lost);
        Vector128<float> s = r * r;
        Vector128<float> p = Vector128.FusedMultiplyAdd(s, Vector128.Create(0.00448153866f), Vector128.Create(-0.00011874106f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.0109955398f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.0212226082f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.0540709794f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.133325711f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.333333522f));
        lost = Vector128.FusedMultiplyAdd(lost, s, lost);
        p = r + Vector128.FusedMultiplyAdd(r * s, p, lost);
        Vector128<float> even = Vector128.Equals(t.AsInt32() & Vector128<int>.One, Vector128<int>.Zero).AsSingle();
        Vector128<float> result = Vector128.ConditionalSelect(even, p, Vector128.Create(-1.0f) / p);
        result = (result.AsInt32() ^ (x.AsInt32() & Vector128.Create(SignBit))).AsSingle();

        if (Vector128.GreaterThanAny(a, Vector128.Create(LargeAngle)))
        {
            result = LargeAngles(x, result, &LanesScalar.TanLarge);
        }

        return result;
    }

    /// <summary>sin r for |r| up to pi / 2.</summary>
    [MethodImpl(Inline)]
    private static Vector128<float> SinPolynomial(Vector128<float> r)
    {
        Vector128<float> s = r * r;
        Vector128<float> p = Vector128.FusedMultiplyAdd(s, Vector128.Create(2.59944727e-06f), Vector128.Create(-0.000198068505f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.00833303109f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(-0.166666582f));

        return Vector128.FusedMultiplyAdd(r * s, p, r);
    }

    /// <summary>Recomputes the lanes whose angle is large; NaN is not, infinity is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> LargeAngles(Vector128<float> x, Vector128<float> result, delegate*<float, float> function)
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
    internal static Vector128<float> AsinF32(Vector128<float> x)
    {
        // Above 1/2: pi/2 - 2 asin(sqrt((1 - |x|) / 2)).
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> big = Vector128.GreaterThan(a, Vector128.Create(0.5f));
        Vector128<float> folded = Vector128.FusedMultiplyAdd(a, Vector128.Create(-0.5f), Vector128.Create(0.5f));
        Vector128<float> z = Vector128.ConditionalSelect(big, folded, a * a);
        Vector128<float> s = Vector128.ConditionalSelect(big, Vector128.Sqrt(folded), a);
        Vector128<float> w = s * (z * AsinPolynomial(z));
        Vector128<float> two = Vector128.Create(-2.0f);
        Vector128<float> far = Vector128.FusedMultiplyAdd(s, two, Vector128.Create(HalfPi))
            + Vector128.FusedMultiplyAdd(w, two, Vector128.Create(HalfPiRest));

        return WithSignOf(Vector128.ConditionalSelect(big, far, s + w), x);
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> AcosF32(Vector128<float> x)
    {
        // pi/2 - asin x; above 1/2: 2 asin(sqrt((1 - |x|) / 2)), below -1/2 pi minus that.
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> big = Vector128.GreaterThan(a, Vector128.Create(0.5f));
        Vector128<float> folded = Vector128.FusedMultiplyAdd(a, Vector128.Create(-0.5f), Vector128.Create(0.5f));
        Vector128<float> z = Vector128.ConditionalSelect(big, folded, x * x);
        Vector128<float> root = Vector128.Sqrt(folded);
        Vector128<float> h = Vector128.ConditionalSelect(big, WithSignOf(root + root, x), -x);
        Vector128<float> negative = Vector128.LessThan(x, Vector128<float>.Zero);
        Vector128<float> start = Vector128.ConditionalSelect(
            big, negative & Vector128.Create(2.0f * HalfPi), Vector128.Create(HalfPi));

        return start + Vector128.FusedMultiplyAdd(h * z, AsinPolynomial(z), h);
    }

    /// <summary>(asin s - s) / s^3 as a function of z = s^2 up to 1/4.</summary>
    [MethodImpl(Inline)]
    private static Vector128<float> AsinPolynomial(Vector128<float> z)
    {
        Vector128<float> p = Vector128.FusedMultiplyAdd(z, Vector128.Create(0.0421583876f), Vector128.Create(0.0241847429f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.0454691537f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.0749530941f));

        return Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.166667521f));
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> AtanF32(Vector128<float> x)
    {
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> big = Vector128.GreaterThanOrEqual(a, Vector128<float>.One);
        Vector128<float> t = Vector128.ConditionalSelect(big, Vector128.Create(-1.0f) / a, a);
        Vector128<float> z = t * t;
        Vector128<float> w = Vector128.FusedMultiplyAdd(t * z, AtanPolynomial(z), big & Vector128.Create(HalfPiRest));

        return WithSignOf((t + (big & Vector128.Create(HalfPi))) + w, x);
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> Atan2F32(Vector128<float> y, Vector128<float> x)
    {
        Vector128<float> b = Vector128.Abs(y);
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> swap = Vector128.GreaterThan(b, a);
        Vector128<float> numerator = Vector128.ConditionalSelect(swap, a, b);
        Vector128<float> denominator = Vector128.ConditionalSelect(swap, b, a);

        // Equal magnitudes include 0 / 0 and infinity / infinity, which stand for 0 and 1.
        Vector128<float> equal = Vector128.AndNot(Vector128<float>.One, Vector128.Equals(a, Vector128<float>.Zero));
        Vector128<float> t = Vector128.ConditionalSelect(Vector128.Equals(a, b), equal, numerator / denominator);
        Vector128<int> left = x.AsInt32() >> 31;
        Vector128<float> start = Vector128.ConditionalSelect(
            swap, Vector128.Create(HalfPi), left.AsSingle() & Vector128.Create(2.0f * HalfPi));
        Vector128<float> rest = Vector128.ConditionalSelect(
            swap, Vector128.Create(HalfPiRest), left.AsSingle() & Vector128.Create(2.0f * HalfPiRest));

        // pi/2 and pi are taken minus the angle, but if both apply, pi/2 plus it.
        t = (t.AsInt32() ^ ((left ^ swap.AsInt32()) & Vector128.Create(SignBit))).AsSingle();
        Vector128<float> z = t * t;
        Vector128<float> w = Vector128.FusedMultiplyAdd(t * z, AtanPolynomial(z), rest);

        return WithSignOf((t + start) + w, y);
    }

    /// <summary>(atan t - t) / t^3 as a function of z = t^2 up to 1.</summary>
    [MethodImpl(Inline)]
    private static Vector128<float> AtanPolynomial(Vector128<float> z)
    {
        Vector128<float> p = Vector128.FusedMultiplyAdd(z, Vector128.Create(-0.0017819131f), Vector128.Create(0.0108657759f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(-0.0310934521f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.0578794032f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(-0.0839925706f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.109508768f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(-0.142640159f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.199985296f));

        return Vector128.FusedMultiplyAdd(p, z, Vector128.Create(-0.333332986f));
    }
}
