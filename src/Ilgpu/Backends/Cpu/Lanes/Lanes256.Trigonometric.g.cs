// Generated from Lanes512.Trigonometric.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Trigonometric functions of floats.</content>
internal static unsafe partial class Lanes256
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

    [MethodImpl(Inline)]
    internal static Vector256<float> SinF32(Vector256<float> x)
    {
        // By |x|, since a sum of opposite signs would lose the sign of -0.
        Vector256<float> r = ReduceAngle(Vector256.Abs(x), out Vector256<int> quadrant);
        Vector256<float> odd = Vector256.Equals(quadrant & Vector256<int>.One, Vector256<int>.One).AsSingle();
        Vector256<float> result = Vector256.ConditionalSelect(odd, CosPolynomial(r), SinPolynomial(r));

        return (result.AsInt32() ^ ((x.AsInt32() ^ (quadrant << 30)) & Vector256.Create(SignBit))).AsSingle();
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> CosF32(Vector256<float> x)
    {
        Vector256<float> r = ReduceAngle(Vector256.Abs(x), out Vector256<int> quadrant);
        Vector256<float> odd = Vector256.Equals(quadrant & Vector256<int>.One, Vector256<int>.One).AsSingle();
        Vector256<float> result = Vector256.ConditionalSelect(odd, SinPolynomial(r), CosPolynomial(r));
        Vector256<int> sign = ((quadrant + Vector256<int>.One) << 30) & Vector256.Create(SignBit);

        return (result.AsInt32() ^ sign).AsSingle();
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> TanF32(Vector256<float> x)
    {
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> t = Vector256.FusedMultiplyAdd(a, Vector256.Create(TwoOverPi), Vector256.Create(Shifter));
        Vector256<float> n = t - Vector256.Create(Shifter);
        Vector256<float> exact = Vector256.FusedMultiplyAdd(n, Vector256.Create(-HalfPiHi), a);
        Vector256<float> product = n * Vector256.Create(-HalfPiMid);
        Vector256<float> r = exact + product;

        // What the two roundings took (an exact sum and an exact product), and the last part of pi / 2.
        Vector256<float> taken = r - exact;
        Vector256<float> lost = (exact - (r - taken)) + (product - taken);
        lost += Vector256.FusedMultiplyAdd(n, Vector256.Create(-HalfPiMid), -product);
        lost = Vector256.FusedMultiplyAdd(n, Vector256.Create(-HalfPiLo), lost);
        Vector256<int> quadrant = t.AsInt32();
        Vector256<float> large = Vector256.GreaterThan(a, Vector256.Create(LargeAngle));

        if (Any(large.AsInt32()))
        {
            ReduceLargeAngles(a, Bits(large.AsInt32()), ref r, ref lost, ref quadrant);
        }

        Vector256<float> s = r * r;
        Vector256<float> p = Vector256.FusedMultiplyAdd(s, Vector256.Create(0.00448153866f), Vector256.Create(-0.00011874106f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.0109955398f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.0212226082f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.0540709794f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.133325711f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.333333522f));
        lost = Vector256.FusedMultiplyAdd(lost, s, lost);
        p = r + Vector256.FusedMultiplyAdd(r * s, p, lost);
        Vector256<float> even = Vector256.Equals(quadrant & Vector256<int>.One, Vector256<int>.Zero).AsSingle();
        Vector256<float> result = Vector256.ConditionalSelect(even, p, Vector256.Create(-1.0f) / p);

        return (result.AsInt32() ^ (x.AsInt32() & Vector256.Create(SignBit))).AsSingle();
    }

    /// <summary>a = n pi/2 + r with |r| up to pi/4; the low bits of the quadrant are n.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> ReduceAngle(Vector256<float> a, out Vector256<int> quadrant)
    {
        Vector256<float> t = Vector256.FusedMultiplyAdd(a, Vector256.Create(TwoOverPi), Vector256.Create(Shifter));
        Vector256<float> n = t - Vector256.Create(Shifter);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-HalfPiHi), a);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-HalfPiMid), r);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-HalfPiLo), r);
        quadrant = t.AsInt32();
        Vector256<float> large = Vector256.GreaterThan(a, Vector256.Create(LargeAngle));

        if (Any(large.AsInt32()))
        {
            Vector256<float> lost = default;
            ReduceLargeAngles(a, Bits(large.AsInt32()), ref r, ref lost, ref quadrant);
        }

        return r;
    }

    /// <summary>
    /// Replaces the results of the reduction in the given lanes, whose angles are large, one after the other: the
    /// reduction of Payne and Hanek, a / (2 pi) modulo 1 by those bits of 1 / (2 pi) that matter. The loop stands in
    /// line, although it hardly ever runs, since a call would keep all vectors of the caller out of registers; lane by
    /// lane, since scalar code compiles in a third of the time.
    /// </summary>
    [MethodImpl(Inline)]
    private static void ReduceLargeAngles(
        Vector256<float> a, uint lanes, ref Vector256<float> r, ref Vector256<float> lost, ref Vector256<int> quadrant)
    {
        // Copies, so that only this path has to have them in memory.
        Vector256<float> angles = a;
        Vector256<float> rs = r;
        Vector256<float> losts = lost;
        Vector256<int> quadrants = quadrant;

        for (; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);

            // The angle is mantissa 2^(place - 55); the 96 bits from bit place on are those of the fraction.
            int bits = ((int*)&angles)[lane];
            int place = (bits >> 23) - 118;
            ulong mantissa = (uint)((bits & 0x007FFFFF) | 0x00800000);
            uint* words = LanesScalar.TurnWords + (place >> 5);
            ulong first = ((ulong)words[0] << 32) | words[1];
            ulong next = ((ulong)words[2] << 32) | words[3];
            first = (first << (place & 31)) | ((next >> 32) >> (32 - (place & 31)));
            next = (next << (place & 31)) >> 32;

            // As a fraction of 2^64: the nearest quarter, and what is left times 2 pi.
            ulong turn = (mantissa * first) + ((mantissa * next) >> 32);
            ulong q = (turn + (1UL << 61)) >> 62;
            double exact = (long)(turn - (q << 62)) * 3.4061215800304e-19;
            float rounded = bits == 0x7F800000 ? float.NaN : (float)exact;
            ((float*)&rs)[lane] = rounded;
            ((float*)&losts)[lane] = (float)(exact - rounded);
            ((int*)&quadrants)[lane] = (int)q;
        }

        r = rs;
        lost = losts;
        quadrant = quadrants;
    }

    /// <summary>sin r for |r| up to pi / 4.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> SinPolynomial(Vector256<float> r)
    {
        Vector256<float> s = r * r;
        Vector256<float> p = Vector256.FusedMultiplyAdd(s, Vector256.Create(-0.000195078828f), Vector256.Create(0.00833210628f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(-0.166666538f));

        return Vector256.FusedMultiplyAdd(r * s, p, r);
    }

    /// <summary>cos r for |r| up to pi / 4.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> CosPolynomial(Vector256<float> r)
    {
        Vector256<float> s = r * r;
        Vector256<float> p = Vector256.FusedMultiplyAdd(s, Vector256.Create(2.44300845e-05f), Vector256.Create(-0.00138872978f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.0416666456f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(-0.5f));

        return Vector256.FusedMultiplyAdd(p, s, Vector256<float>.One);
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> AsinF32(Vector256<float> x)
    {
        // Above 9/16: pi/2 - 2 asin(sqrt((1 - |x|) / 2)). With 1/2 as the border the root would round more coarsely.
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> big = Vector256.GreaterThan(a, Vector256.Create(0.5625f));
        Vector256<float> folded = Vector256.FusedMultiplyAdd(a, Vector256.Create(-0.5f), Vector256.Create(0.5f));
        Vector256<float> z = Vector256.ConditionalSelect(big, folded, a * a);
        Vector256<float> s = Vector256.ConditionalSelect(big, Vector256.Sqrt(folded), a);
        Vector256<float> p = Vector256.FusedMultiplyAdd(z, Vector256.Create(0.0475621186f), Vector256.Create(0.00668846676f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.0340228491f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.0442313291f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.0750209764f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(0.166666314f));
        Vector256<float> near = s + Vector256.FusedMultiplyAdd(s * z, p, big & Vector256.Create(-0.5f * HalfPiRest));
        Vector256<float> far = Vector256.FusedMultiplyAdd(near, Vector256.Create(-2.0f), Vector256.Create(HalfPi));

        return WithSignOf(Vector256.ConditionalSelect(big, far, near), x);
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
