// Generated from Lanes512.Logarithm.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EvexF = System.Runtime.Intrinsics.X86.Avx512F.VL;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Logarithms and powers of floats. Common form: x = 2^e (1 + f) with 1 + f in [0.75, 1.5), log x = e ln 2 + p(f);
/// that interval keeps e = 0 around one, where nothing may cancel.
/// </content>
internal static unsafe partial class Lanes256
{
    [MethodImpl(Inline)]
    internal static Vector256<float> LogF32(Vector256<float> x)
    {
        Vector256<float> f = Decompose(x, out Vector256<float> e);

        // ln 2 as a float is good to 28 bits, so it needs no second part.
        return Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2Hi), LogPolynomial(f));
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> Log2F32(Vector256<float> x)
    {
        Vector256<float> f = Decompose(x, out Vector256<float> e);
        Vector256<float> p = Vector256.FusedMultiplyAdd(f, Vector256.Create(-0.0653040484f), Vector256.Create(0.151208714f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.189882785f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.208828419f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.240161613f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.288410157f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.360675693f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.48089996f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.721347511f));

        Vector256<float> low = Vector256.FusedMultiplyAdd(f, Vector256.Create(1.92596303e-08f), f * f * p);

        return e + Vector256.FusedMultiplyAdd(f, Vector256.Create(Log2E), low);
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> Log10F32(Vector256<float> x)
    {
        Vector256<float> f = Decompose(x, out Vector256<float> e);
        Vector256<float> p = Vector256.FusedMultiplyAdd(f, Vector256.Create(-0.0194752719f), Vector256.Create(0.0453332327f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.0571432859f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.0628961772f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.0723030344f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.0868182778f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.108573742f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.144765347f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.217147246f));

        // 1 / ln 10 and log10 2 in two parts each; those of the latter are positive, since they must not cancel at
        // e = -infinity.
        Vector256<float> low = Vector256.FusedMultiplyAdd(f, Vector256.Create(-1.010305e-08f), f * f * p);
        low = Vector256.FusedMultiplyAdd(e, Vector256.Create(1.54813318e-08f), low);
        low = Vector256.FusedMultiplyAdd(f, Vector256.Create(0.434294492f), low);

        return Vector256.FusedMultiplyAdd(e, Vector256.Create(0.30102998f), low);
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> Log1pF32(Vector256<float> x)
    {
        // 1 + x = u + c exactly; c joins after scaling u to 1 + f.
        Vector256<float> u = x + Vector256<float>.One;
        Vector256<float> c = x - (u - Vector256<float>.One);
        Vector256<int> k = (u.AsInt32() - Vector256.Create(0x3F400000)) & Vector256.Create(unchecked((int)0xFF800000));
        Vector256<float> power = Vector256.Max(Vector256.Create(127 << 23) - k, Vector256<int>.Zero).AsSingle();
        Vector256<float> f = (u.AsInt32() - k).AsSingle() - Vector256<float>.One;
        f = Vector256.FusedMultiplyAdd(c, power, f);
        Vector256<float> e = Vector256.ConvertToSingle(k >> 23);
        Vector256<float> result = Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2Hi), LogPolynomial(f));

        return WithSignOf(FixLogarithm(result, u), x);
    }

    /// <summary>ln(1 + f) for f in [-0.25, 0.5].</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> LogPolynomial(Vector256<float> f)
    {
        Vector256<float> p = Vector256.FusedMultiplyAdd(f, Vector256.Create(-0.0453022532f), Vector256.Create(0.104953878f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.131739974f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.144782409f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.166464448f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.199907839f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.250001103f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(0.333334506f));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(-0.5f));

        return Vector256.FusedMultiplyAdd(f * f, p, f);
    }

    /// <summary>
    /// x = 2^e (1 + f). Zero has e = -infinity, infinity e = +infinity (f = 0 for both), NaN and negative numbers have
    /// f = NaN, so that logarithms need no other care for these.
    /// </summary>
    [MethodImpl(Inline)]
    private static Vector256<float> Decompose(Vector256<float> x, out Vector256<float> e)
    {
        if (EvexF.IsSupported)
        {
            // 0b1011: mantissa in [0.75, 1.5), NaN for negative numbers. Its own exponent is 0 or -1.
            Vector256<float> mantissa = EvexF.GetMantissa(x, 0b1011);
            e = EvexF.GetExponent(x) - EvexF.GetExponent(mantissa);

            return mantissa - Vector256<float>.One;
        }

        Vector256<float> tiny = Vector256.LessThan(x, Vector256.Create(1.17549435e-38f));
        Vector256<int> bits = Vector256.ConditionalSelect(tiny, x * Vector256.Create(8388608.0f), x).AsInt32();
        Vector256<int> k = (bits - Vector256.Create(0x3F400000)) & Vector256.Create(unchecked((int)0xFF800000));
        e = Vector256.ConvertToSingle(k >> 23) - (tiny & Vector256.Create(23.0f));
        e = Vector256.ConditionalSelect(
            Vector256.Equals(x, Vector256<float>.Zero), Vector256.Create(float.NegativeInfinity), e);
        e = Vector256.ConditionalSelect(
            Vector256.Equals(x, Vector256.Create(float.PositiveInfinity)), x, e);
        Vector256<float> f = (bits - k).AsSingle() - Vector256<float>.One;

        return Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero), f, Vector256.Create(float.NaN));
    }

    /// <summary>Replaces a logarithm of u where u is zero, negative, infinite or NaN.</summary>
    [MethodImpl(Inline)]
    private static Vector256<float> FixLogarithm(Vector256<float> value, Vector256<float> u)
    {
        if (EvexF.IsSupported)
        {
            // Answers by class of u, 4 bits each from the lowest: quiet and signalling NaN (quiet), zero (-infinity),
            // one (keep), -infinity (NaN), +infinity (itself), negative (NaN), positive (keep).
            return EvexF.Fixup(value, u, Vector256.Create(0x03530422), 0);
        }

        value = Vector256.ConditionalSelect(
            Vector256.Equals(u, Vector256<float>.Zero), Vector256.Create(float.NegativeInfinity), value);
        value = Vector256.ConditionalSelect(Vector256.Equals(u, Vector256.Create(float.PositiveInfinity)), u, value);

        return Vector256.ConditionalSelect(
            Vector256.GreaterThanOrEqual(u, Vector256<float>.Zero), value, Vector256.Create(float.NaN));
    }
}
