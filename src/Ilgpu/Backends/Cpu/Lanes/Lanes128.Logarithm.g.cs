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
internal static unsafe partial class Lanes128
{
    [MethodImpl(Inline)]
    internal static Vector128<float> LogF32(Vector128<float> x)
    {
        Vector128<float> f = Decompose(x, out Vector128<float> e);

        // ln 2 as a float is good to 28 bits, so it needs no second part.
        return Vector128.FusedMultiplyAdd(e, Vector128.Create(Ln2Hi), LogPolynomial(f));
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> Log2F32(Vector128<float> x)
    {
        Vector128<float> f = Decompose(x, out Vector128<float> e);
        Vector128<float> p = Vector128.FusedMultiplyAdd(f, Vector128.Create(-0.0653040484f), Vector128.Create(0.151208714f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.189882785f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.208828419f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.240161613f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.288410157f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.360675693f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.48089996f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.721347511f));

        Vector128<float> low = Vector128.FusedMultiplyAdd(f, Vector128.Create(1.92596303e-08f), f * f * p);

        return e + Vector128.FusedMultiplyAdd(f, Vector128.Create(Log2E), low);
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> Log10F32(Vector128<float> x)
    {
        Vector128<float> f = Decompose(x, out Vector128<float> e);
        Vector128<float> p = Vector128.FusedMultiplyAdd(f, Vector128.Create(-0.0194752719f), Vector128.Create(0.0453332327f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.0571432859f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.0628961772f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.0723030344f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.0868182778f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.108573742f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.144765347f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.217147246f));

        // 1 / ln 10 and log10 2 in two parts each; those of the latter are positive, since they must not cancel at
        // e = -infinity.
        Vector128<float> low = Vector128.FusedMultiplyAdd(f, Vector128.Create(-1.010305e-08f), f * f * p);
        low = Vector128.FusedMultiplyAdd(e, Vector128.Create(1.54813318e-08f), low);
        low = Vector128.FusedMultiplyAdd(f, Vector128.Create(0.434294492f), low);

        return Vector128.FusedMultiplyAdd(e, Vector128.Create(0.30102998f), low);
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> Log1pF32(Vector128<float> x)
    {
        // 1 + x = u + c exactly; c joins after scaling u to 1 + f.
        Vector128<float> u = x + Vector128<float>.One;
        Vector128<float> c = x - (u - Vector128<float>.One);
        Vector128<int> k = (u.AsInt32() - Vector128.Create(0x3F400000)) & Vector128.Create(unchecked((int)0xFF800000));
        Vector128<float> power = Vector128.Max(Vector128.Create(127 << 23) - k, Vector128<int>.Zero).AsSingle();
        Vector128<float> f = (u.AsInt32() - k).AsSingle() - Vector128<float>.One;
        f = Vector128.FusedMultiplyAdd(c, power, f);
        Vector128<float> e = Vector128.ConvertToSingle(k >> 23);
        Vector128<float> result = Vector128.FusedMultiplyAdd(e, Vector128.Create(Ln2Hi), LogPolynomial(f));

        return WithSignOf(FixLogarithm(result, u), x);
    }

    /// <summary>ln(1 + f) for f in [-0.25, 0.5].</summary>
    [MethodImpl(Inline)]
    private static Vector128<float> LogPolynomial(Vector128<float> f)
    {
        Vector128<float> p = Vector128.FusedMultiplyAdd(f, Vector128.Create(-0.0453022532f), Vector128.Create(0.104953878f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.131739974f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.144782409f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.166464448f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.199907839f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.250001103f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(0.333334506f));
        p = Vector128.FusedMultiplyAdd(p, f, Vector128.Create(-0.5f));

        return Vector128.FusedMultiplyAdd(f * f, p, f);
    }

    /// <summary>
    /// x = 2^e (1 + f). Zero has e = -infinity, infinity e = +infinity (f = 0 for both), NaN and negative numbers have
    /// f = NaN, so that logarithms need no other care for these.
    /// </summary>
    [MethodImpl(Inline)]
    private static Vector128<float> Decompose(Vector128<float> x, out Vector128<float> e)
    {
        if (EvexF.IsSupported)
        {
            // 0b1011: mantissa in [0.75, 1.5), NaN for negative numbers. Its own exponent is 0 or -1.
            Vector128<float> mantissa = EvexF.GetMantissa(x, 0b1011);
            e = EvexF.GetExponent(x) - EvexF.GetExponent(mantissa);

            return mantissa - Vector128<float>.One;
        }

        Vector128<float> tiny = Vector128.LessThan(x, Vector128.Create(1.17549435e-38f));
        Vector128<int> bits = Vector128.ConditionalSelect(tiny, x * Vector128.Create(8388608.0f), x).AsInt32();
        Vector128<int> k = (bits - Vector128.Create(0x3F400000)) & Vector128.Create(unchecked((int)0xFF800000));
        e = Vector128.ConvertToSingle(k >> 23) - (tiny & Vector128.Create(23.0f));
        e = Vector128.ConditionalSelect(
            Vector128.Equals(x, Vector128<float>.Zero), Vector128.Create(float.NegativeInfinity), e);
        e = Vector128.ConditionalSelect(
            Vector128.Equals(x, Vector128.Create(float.PositiveInfinity)), x, e);
        Vector128<float> f = (bits - k).AsSingle() - Vector128<float>.One;

        return Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(x, Vector128<float>.Zero), f, Vector128.Create(float.NaN));
    }

    /// <summary>Replaces a logarithm of u where u is zero, negative, infinite or NaN.</summary>
    [MethodImpl(Inline)]
    private static Vector128<float> FixLogarithm(Vector128<float> value, Vector128<float> u)
    {
        if (EvexF.IsSupported)
        {
            // Answers by class of u, 4 bits each from the lowest: quiet and signalling NaN (quiet), zero (-infinity),
            // one (keep), -infinity (NaN), +infinity (itself), negative (NaN), positive (keep).
            return EvexF.Fixup(value, u, Vector128.Create(0x03530422), 0);
        }

        value = Vector128.ConditionalSelect(
            Vector128.Equals(u, Vector128<float>.Zero), Vector128.Create(float.NegativeInfinity), value);
        value = Vector128.ConditionalSelect(Vector128.Equals(u, Vector128.Create(float.PositiveInfinity)), u, value);

        return Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(u, Vector128<float>.Zero), value, Vector128.Create(float.NaN));
    }
}
