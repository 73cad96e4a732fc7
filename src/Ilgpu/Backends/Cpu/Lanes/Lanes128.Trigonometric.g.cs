// Generated from Lanes512.Trigonometric.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Trigonometric functions of floats.</content>
internal static unsafe partial class Lanes128
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
    internal static Vector128<float> SinF32(Vector128<float> x)
    {
        // By |x|, since a sum of opposite signs would lose the sign of -0.
        Vector128<float> r = ReduceAngle(Vector128.Abs(x), out Vector128<int> quadrant);
        Vector128<float> odd = Vector128.Equals(quadrant & Vector128<int>.One, Vector128<int>.One).AsSingle();
        Vector128<float> result = Vector128.ConditionalSelect(odd, CosPolynomial(r), SinPolynomial(r));

        return (result.AsInt32() ^ ((x.AsInt32() ^ (quadrant << 30)) & Vector128.Create(SignBit))).AsSingle();
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> CosF32(Vector128<float> x)
    {
        Vector128<float> r = ReduceAngle(Vector128.Abs(x), out Vector128<int> quadrant);
        Vector128<float> odd = Vector128.Equals(quadrant & Vector128<int>.One, Vector128<int>.One).AsSingle();
        Vector128<float> result = Vector128.ConditionalSelect(odd, SinPolynomial(r), CosPolynomial(r));
        Vector128<int> sign = ((quadrant + Vector128<int>.One) << 30) & Vector128.Create(SignBit);

        return (result.AsInt32() ^ sign).AsSingle();
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> TanF32(Vector128<float> x)
    {
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> t = Vector128.FusedMultiplyAdd(a, Vector128.Create(TwoOverPi), Vector128.Create(Shifter));
        Vector128<float> n = t - Vector128.Create(Shifter);
        Vector128<float> exact = Vector128.FusedMultiplyAdd(n, Vector128.Create(-HalfPiHi), a);
        Vector128<float> product = n * Vector128.Create(-HalfPiMid);
        Vector128<float> r = exact + product;

        // What the two roundings took (an exact sum and an exact product), and the last part of pi / 2.
        Vector128<float> taken = r - exact;
        Vector128<float> lost = (exact - (r - taken)) + (product - taken);
        lost += Vector128.FusedMultiplyAdd(n, Vector128.Create(-HalfPiMid), -product);
        lost = Vector128.FusedMultiplyAdd(n, Vector128.Create(-HalfPiLo), lost);
        Vector128<int> quadrant = t.AsInt32();
        Vector128<float> large = Vector128.GreaterThan(a, Vector128.Create(LargeAngle));

        if (Any(large.AsInt32()))
        {
            ReduceLargeAngles(a, Bits(large.AsInt32()), ref r, ref lost, ref quadrant);
        }

        Vector128<float> s = r * r;
        Vector128<float> p = Vector128.FusedMultiplyAdd(s, Vector128.Create(0.00448153866f), Vector128.Create(-0.00011874106f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.0109955398f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.0212226082f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.0540709794f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.133325711f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.333333522f));
        lost = Vector128.FusedMultiplyAdd(lost, s, lost);
        p = r + Vector128.FusedMultiplyAdd(r * s, p, lost);
        Vector128<float> even = Vector128.Equals(quadrant & Vector128<int>.One, Vector128<int>.Zero).AsSingle();
        Vector128<float> result = Vector128.ConditionalSelect(even, p, Vector128.Create(-1.0f) / p);

        return (result.AsInt32() ^ (x.AsInt32() & Vector128.Create(SignBit))).AsSingle();
    }

    /// <summary>a = n pi/2 + r with |r| up to pi/4; the low bits of the quadrant are n.</summary>
    [MethodImpl(Inline)]
    private static Vector128<float> ReduceAngle(Vector128<float> a, out Vector128<int> quadrant)
    {
        Vector128<float> t = Vector128.FusedMultiplyAdd(a, Vector128.Create(TwoOverPi), Vector128.Create(Shifter));
        Vector128<float> n = t - Vector128.Create(Shifter);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-HalfPiHi), a);
        r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-HalfPiMid), r);
        r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-HalfPiLo), r);
        quadrant = t.AsInt32();
        Vector128<float> large = Vector128.GreaterThan(a, Vector128.Create(LargeAngle));

        if (Any(large.AsInt32()))
        {
            Vector128<float> lost = default;
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
        Vector128<float> a, uint lanes, ref Vector128<float> r, ref Vector128<float> lost, ref Vector128<int> quadrant)
    {
        // Copies, so that only this path has to have them in memory.
        Vector128<float> angles = a;
        Vector128<float> rs = r;
        Vector128<float> losts = lost;
        Vector128<int> quadrants = quadrant;

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
    private static Vector128<float> SinPolynomial(Vector128<float> r)
    {
        Vector128<float> s = r * r;
        Vector128<float> p = Vector128.FusedMultiplyAdd(s, Vector128.Create(-0.000195078828f), Vector128.Create(0.00833210628f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(-0.166666538f));

        return Vector128.FusedMultiplyAdd(r * s, p, r);
    }

    /// <summary>cos r for |r| up to pi / 4.</summary>
    [MethodImpl(Inline)]
    private static Vector128<float> CosPolynomial(Vector128<float> r)
    {
        Vector128<float> s = r * r;
        Vector128<float> p = Vector128.FusedMultiplyAdd(s, Vector128.Create(2.44300845e-05f), Vector128.Create(-0.00138872978f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.0416666456f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(-0.5f));

        return Vector128.FusedMultiplyAdd(p, s, Vector128<float>.One);
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> AsinF32(Vector128<float> x)
    {
        // Above 9/16: pi/2 - 2 asin(sqrt((1 - |x|) / 2)). With 1/2 as the border the root would round more coarsely.
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> big = Vector128.GreaterThan(a, Vector128.Create(0.5625f));
        Vector128<float> folded = Vector128.FusedMultiplyAdd(a, Vector128.Create(-0.5f), Vector128.Create(0.5f));
        Vector128<float> z = Vector128.ConditionalSelect(big, folded, a * a);
        Vector128<float> s = Vector128.ConditionalSelect(big, Vector128.Sqrt(folded), a);
        Vector128<float> p = Vector128.FusedMultiplyAdd(z, Vector128.Create(0.0475621186f), Vector128.Create(0.00668846676f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.0340228491f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.0442313291f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.0750209764f));
        p = Vector128.FusedMultiplyAdd(p, z, Vector128.Create(0.166666314f));
        Vector128<float> near = s + Vector128.FusedMultiplyAdd(s * z, p, big & Vector128.Create(-0.5f * HalfPiRest));
        Vector128<float> far = Vector128.FusedMultiplyAdd(near, Vector128.Create(-2.0f), Vector128.Create(HalfPi));

        return WithSignOf(Vector128.ConditionalSelect(big, far, near), x);
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
