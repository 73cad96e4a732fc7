using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EvexF = System.Runtime.Intrinsics.X86.Avx512F;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Logarithms and powers of floats. Common form: x = 2^e (1 + f) with 1 + f in [0.75, 1.5), log x = e ln 2 + p(f);
/// that interval keeps e = 0 around one, where nothing may cancel.
/// </content>
internal static unsafe partial class Lanes512
{
    [MethodImpl(Inline)]
    internal static Vector512<float> LogF32(Vector512<float> x)
    {
        Vector512<float> f = Decompose(x, out Vector512<float> e);

        // ln 2 as a float is good to 28 bits, so it needs no second part.
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2Hi), LogPolynomial(f));
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> Log2F32(Vector512<float> x)
    {
        Vector512<float> f = Decompose(x, out Vector512<float> e);
        Vector512<float> p = Vector512.FusedMultiplyAdd(f, Vector512.Create(-0.0653040484f), Vector512.Create(0.151208714f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.189882785f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.208828419f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.240161613f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.288410157f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.360675693f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.48089996f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.721347511f));

        Vector512<float> low = Vector512.FusedMultiplyAdd(f, Vector512.Create(1.92596303e-08f), f * f * p);

        return e + Vector512.FusedMultiplyAdd(f, Vector512.Create(Log2E), low);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> Log10F32(Vector512<float> x)
    {
        Vector512<float> f = Decompose(x, out Vector512<float> e);
        Vector512<float> p = Vector512.FusedMultiplyAdd(f, Vector512.Create(-0.0194752719f), Vector512.Create(0.0453332327f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.0571432859f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.0628961772f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.0723030344f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.0868182778f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.108573742f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.144765347f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.217147246f));

        // 1 / ln 10 and log10 2 in two parts each; those of the latter are positive, since they must not cancel at
        // e = -infinity.
        Vector512<float> low = Vector512.FusedMultiplyAdd(f, Vector512.Create(-1.010305e-08f), f * f * p);
        low = Vector512.FusedMultiplyAdd(e, Vector512.Create(1.54813318e-08f), low);
        low = Vector512.FusedMultiplyAdd(f, Vector512.Create(0.434294492f), low);

        return Vector512.FusedMultiplyAdd(e, Vector512.Create(0.30102998f), low);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> Log1pF32(Vector512<float> x)
    {
        // 1 + x = u + c exactly; c joins after scaling u to 1 + f.
        Vector512<float> u = x + Vector512<float>.One;
        Vector512<float> c = x - (u - Vector512<float>.One);
        Vector512<int> k = (u.AsInt32() - Vector512.Create(0x3F400000)) & Vector512.Create(unchecked((int)0xFF800000));
        Vector512<float> power = Vector512.Max(Vector512.Create(127 << 23) - k, Vector512<int>.Zero).AsSingle();
        Vector512<float> f = (u.AsInt32() - k).AsSingle() - Vector512<float>.One;
        f = Vector512.FusedMultiplyAdd(c, power, f);
        Vector512<float> e = Vector512.ConvertToSingle(k >> 23);
        Vector512<float> result = Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2Hi), LogPolynomial(f));

        return WithSignOf(FixLogarithm(result, u), x);
    }

    /// <summary>ln(1 + f) for f in [-0.25, 0.5].</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> LogPolynomial(Vector512<float> f)
    {
        Vector512<float> p = Vector512.FusedMultiplyAdd(f, Vector512.Create(-0.0453022532f), Vector512.Create(0.104953878f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.131739974f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.144782409f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.166464448f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.199907839f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.250001103f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.333334506f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.5f));

        return Vector512.FusedMultiplyAdd(f * f, p, f);
    }

    /// <summary>
    /// x = 2^e (1 + f). Zero has e = -infinity, infinity e = +infinity (f = 0 for both), NaN and negative numbers have
    /// f = NaN, so that logarithms need no other care for these.
    /// </summary>
    [MethodImpl(Inline)]
    private static Vector512<float> Decompose(Vector512<float> x, out Vector512<float> e)
    {
        if (EvexF.IsSupported)
        {
            // 0b1011: mantissa in [0.75, 1.5), NaN for negative numbers. Its own exponent is 0 or -1.
            Vector512<float> mantissa = EvexF.GetMantissa(x, 0b1011);
            e = EvexF.GetExponent(x) - EvexF.GetExponent(mantissa);

            return mantissa - Vector512<float>.One;
        }

        Vector512<float> tiny = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
        Vector512<int> bits = Vector512.ConditionalSelect(tiny, x * Vector512.Create(8388608.0f), x).AsInt32();
        Vector512<int> k = (bits - Vector512.Create(0x3F400000)) & Vector512.Create(unchecked((int)0xFF800000));
        e = Vector512.ConvertToSingle(k >> 23) - (tiny & Vector512.Create(23.0f));
        e = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), e);
        e = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512.Create(float.PositiveInfinity)), x, e);
        Vector512<float> f = (bits - k).AsSingle() - Vector512<float>.One;

        return Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero), f, Vector512.Create(float.NaN));
    }

    /// <summary>Replaces a logarithm of u where u is zero, negative, infinite or NaN.</summary>
    [MethodImpl(Inline)]
    private static Vector512<float> FixLogarithm(Vector512<float> value, Vector512<float> u)
    {
        if (EvexF.IsSupported)
        {
            // Answers by class of u, 4 bits each from the lowest: quiet and signalling NaN (quiet), zero (-infinity),
            // one (keep), -infinity (NaN), +infinity (itself), negative (NaN), positive (keep).
            return EvexF.Fixup(value, u, Vector512.Create(0x03530422), 0);
        }

        value = Vector512.ConditionalSelect(
            Vector512.Equals(u, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), value);
        value = Vector512.ConditionalSelect(Vector512.Equals(u, Vector512.Create(float.PositiveInfinity)), u, value);

        return Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(u, Vector512<float>.Zero), value, Vector512.Create(float.NaN));
    }
}
