using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Trigonometric functions of floats.</content>
internal static unsafe partial class Lanes512
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
    internal static Vector512<float> SinF32(Vector512<float> x)
    {
        // By |x|, since a sum of opposite signs would lose the sign of -0.
        Vector512<float> r = ReduceAngle(Vector512.Abs(x), out Vector512<int> quadrant);
        Vector512<float> odd = Vector512.Equals(quadrant & Vector512<int>.One, Vector512<int>.One).AsSingle();
        Vector512<float> result = Vector512.ConditionalSelect(odd, CosPolynomial(r), SinPolynomial(r));

        return (result.AsInt32() ^ ((x.AsInt32() ^ (quadrant << 30)) & Vector512.Create(SignBit))).AsSingle();
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> CosF32(Vector512<float> x)
    {
        Vector512<float> r = ReduceAngle(Vector512.Abs(x), out Vector512<int> quadrant);
        Vector512<float> odd = Vector512.Equals(quadrant & Vector512<int>.One, Vector512<int>.One).AsSingle();
        Vector512<float> result = Vector512.ConditionalSelect(odd, SinPolynomial(r), CosPolynomial(r));
        Vector512<int> sign = ((quadrant + Vector512<int>.One) << 30) & Vector512.Create(SignBit);

        return (result.AsInt32() ^ sign).AsSingle();
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> TanF32(Vector512<float> x)
    {
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> t = Vector512.FusedMultiplyAdd(a, Vector512.Create(TwoOverPi), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> exact = Vector512.FusedMultiplyAdd(n, Vector512.Create(-HalfPiHi), a);
        Vector512<float> product = n * Vector512.Create(-HalfPiMid);
        Vector512<float> r = exact + product;

        // What the two roundings took (an exact sum and an exact product), and the last part of pi / 2.
        Vector512<float> taken = r - exact;
        Vector512<float> lost = (exact - (r - taken)) + (product - taken);
        lost += Vector512.FusedMultiplyAdd(n, Vector512.Create(-HalfPiMid), -product);
        lost = Vector512.FusedMultiplyAdd(n, Vector512.Create(-HalfPiLo), lost);
        Vector512<int> quadrant = t.AsInt32();
        Vector512<float> large = Vector512.GreaterThan(a, Vector512.Create(LargeAngle));

        if (Any(large.AsInt32()))
        {
            ReduceLargeAngles(a, Bits(large.AsInt32()), ref r, ref lost, ref quadrant);
        }

        Vector512<float> s = r * r;
        Vector512<float> p = Vector512.FusedMultiplyAdd(s, Vector512.Create(0.00448153866f), Vector512.Create(-0.00011874106f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0109955398f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0212226082f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0540709794f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.133325711f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.333333522f));
        lost = Vector512.FusedMultiplyAdd(lost, s, lost);
        p = r + Vector512.FusedMultiplyAdd(r * s, p, lost);
        Vector512<float> even = Vector512.Equals(quadrant & Vector512<int>.One, Vector512<int>.Zero).AsSingle();
        Vector512<float> result = Vector512.ConditionalSelect(even, p, Vector512.Create(-1.0f) / p);

        return (result.AsInt32() ^ (x.AsInt32() & Vector512.Create(SignBit))).AsSingle();
    }

    /// <summary>a = n pi/2 + r with |r| up to pi/4; the low bits of the quadrant are n.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> ReduceAngle(Vector512<float> a, out Vector512<int> quadrant)
    {
        Vector512<float> t = Vector512.FusedMultiplyAdd(a, Vector512.Create(TwoOverPi), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-HalfPiHi), a);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-HalfPiMid), r);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-HalfPiLo), r);
        quadrant = t.AsInt32();
        Vector512<float> large = Vector512.GreaterThan(a, Vector512.Create(LargeAngle));

        if (Any(large.AsInt32()))
        {
            Vector512<float> lost = default;
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
        Vector512<float> a, uint lanes, ref Vector512<float> r, ref Vector512<float> lost, ref Vector512<int> quadrant)
    {
        // Copies, so that only this path has to have them in memory.
        Vector512<float> angles = a;
        Vector512<float> rs = r;
        Vector512<float> losts = lost;
        Vector512<int> quadrants = quadrant;

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
    private static Vector512<float> SinPolynomial(Vector512<float> r)
    {
        Vector512<float> s = r * r;
        Vector512<float> p = Vector512.FusedMultiplyAdd(s, Vector512.Create(-0.000195078828f), Vector512.Create(0.00833210628f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.166666538f));

        return Vector512.FusedMultiplyAdd(r * s, p, r);
    }

    /// <summary>cos r for |r| up to pi / 4.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> CosPolynomial(Vector512<float> r)
    {
        Vector512<float> s = r * r;
        Vector512<float> p = Vector512.FusedMultiplyAdd(s, Vector512.Create(2.44300845e-05f), Vector512.Create(-0.00138872978f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0416666456f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.5f));

        return Vector512.FusedMultiplyAdd(p, s, Vector512<float>.One);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> AsinF32(Vector512<float> x)
    {
        // Above 9/16: pi/2 - 2 asin(sqrt((1 - |x|) / 2)). With 1/2 as the border the root would round more coarsely.
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> big = Vector512.GreaterThan(a, Vector512.Create(0.5625f));
        Vector512<float> folded = Vector512.FusedMultiplyAdd(a, Vector512.Create(-0.5f), Vector512.Create(0.5f));
        Vector512<float> z = Vector512.ConditionalSelect(big, folded, a * a);
        Vector512<float> s = Vector512.ConditionalSelect(big, Vector512.Sqrt(folded), a);
        Vector512<float> p = Vector512.FusedMultiplyAdd(z, Vector512.Create(0.0475621186f), Vector512.Create(0.00668846676f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0340228491f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0442313291f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.0750209764f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.166666314f));
        Vector512<float> near = s + Vector512.FusedMultiplyAdd(s * z, p, big & Vector512.Create(-0.5f * HalfPiRest));
        Vector512<float> far = Vector512.FusedMultiplyAdd(near, Vector512.Create(-2.0f), Vector512.Create(HalfPi));

        return WithSignOf(Vector512.ConditionalSelect(big, far, near), x);
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
