using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EvexF = System.Runtime.Intrinsics.X86.Avx512F;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Elementary functions of doubles, on one half of the lanes. The frequent ones are vectorised like those of floats,
/// the others call the C library lane by lane.
/// </content>
internal static unsafe partial class Lanes512
{
    /// <summary>1.5 * 2^52, see <see cref="Shifter"/>.</summary>
    private const double Shifter64 = 6755399441055744.0;

    [MethodImpl(Inline)]
    internal static Vector512<double> ExpF64(Vector512<double> x)
    {
        // Beyond these bounds the result is 0 or infinity.
        x = Vector512.MinNative(Vector512.Create(710.0), Vector512.MaxNative(Vector512.Create(-746.0), x));
        Vector512<double> t = Vector512.FusedMultiplyAdd(
            x, Vector512.Create(1.4426950408889634), Vector512.Create(Shifter64));
        Vector512<double> n = t - Vector512.Create(Shifter64);
        Vector512<double> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.69314718055994529), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-2.3190468138462996e-17), r);

        return ScaleF64(ExpPolynomial(r), n, t);
    }

    [MethodImpl(Inline)]
    internal static Vector512<double> TanhF64(Vector512<double> x)
    {
        // Far from zero 1 - 2 / (E + 1) with E = e^(2|x|); beyond 20 that is 1.
        Vector512<double> a = Vector512.MinNative(Vector512.Create(20.0), Vector512.Abs(x));
        Vector512<double> far = ExpF64(a + a);
        far = Vector512<double>.One - (Vector512.Create(2.0) / (far + Vector512<double>.One));
        Vector512<double> s = a * a;
        Vector512<double> p = Vector512.FusedMultiplyAdd(
            s, Vector512.Create(-1.6447755769681227e-05), Vector512.Create(7.8262363027389905e-05));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.00022978261230554133));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0005870077186965946));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.0014551906401028326));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0035920374698565414));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.0088632273109417199));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.0218694880797843));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.053968253954286442));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.13333333333314551));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.33333333333333282));
        Vector512<double> near = Vector512.FusedMultiplyAdd(a * s, p, a);
        Vector512<double> result = Vector512.ConditionalSelect(
            Vector512.LessThan(a, Vector512.Create(0.55)), near, far);

        return (result.AsInt64() | (x.AsInt64() & Vector512.Create(long.MinValue))).AsDouble();
    }

    [MethodImpl(Inline)]
    internal static Vector512<double> LogF64(Vector512<double> x)
    {
        // ln(1 + f) = f - h + s (h + R) with s = f / (2 + f), h = f^2 / 2, R = (2 atanh s - 2 s) / s.
        Vector512<double> f = Decompose(x, out Vector512<double> e);
        Vector512<double> s = f / (f + Vector512.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> p = Vector512.FusedMultiplyAdd(
            z, Vector512.Create(0.15370593435689719), Vector512.Create(0.15249878895417826));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.18186371572132282));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.2222213812285341));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.28571429399924508));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.3999999999613586));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(0.66666666666672758));
        Vector512<double> h = f * f * Vector512.Create(0.5);

        // The first part of ln 2 has 40 bits, so that its products are exact.
        Vector512<double> low = e * Vector512.Create(7.3710025651677989e-13);
        low = Vector512.FusedMultiplyAdd(s, Vector512.FusedMultiplyAdd(p, z, h), low);

        return Vector512.FusedMultiplyAdd(e, Vector512.Create(0.69314718055920821), f - (h - low));
    }

    [MethodImpl(Inline)]
    internal static Vector512<double> RcpF64(Vector512<double> x) => Vector512<double>.One / x;

    [MethodImpl(Inline)]
    internal static Vector512<double> RsqrtF64(Vector512<double> x) => Vector512<double>.One / Vector512.Sqrt(x);

    /// <summary>e^r for |r| up to ln 2 / 2.</summary>
    [MethodImpl(Inline)]
    private static Vector512<double> ExpPolynomial(Vector512<double> r)
    {
        Vector512<double> p = Vector512.FusedMultiplyAdd(
            r, Vector512.Create(2.4993633930339909e-08), Vector512.Create(2.762933078047961e-07));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.7557604306813848e-06));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.4801495832933246e-05));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.00019841269490366125));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0013888888940920233));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.0083333333334993983));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.041666666666539724));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.1666666666666641));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.500000000000001));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);

        return Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
    }

    /// <summary>p 2^n with one rounding; the low bits of <paramref name="shifted"/> are n.</summary>
    [MethodImpl(Inline)]
    private static Vector512<double> ScaleF64(Vector512<double> p, Vector512<double> n, Vector512<double> shifted)
    {
        if (EvexF.IsSupported)
        {
            return EvexF.Scale(p, n);
        }

        // As for floats; n + 4096 is positive, so that halving needs no arithmetic shift of 64 bits.
        Vector512<long> whole = shifted.AsInt64() - Vector512.Create(Shifter64).AsInt64();
        Vector512<long> half = ((whole + Vector512.Create(4096L)) >>> 1) - Vector512.Create(2048L);
        Vector512<long> one = Vector512.Create(1023L);

        return p * ((half + one) << 52).AsDouble() * ((whole - half + one) << 52).AsDouble();
    }

    /// <summary>x = 2^e (1 + f) with 1 + f in [0.75, 1.5); zero, infinity and NaN as for floats.</summary>
    [MethodImpl(Inline)]
    private static Vector512<double> Decompose(Vector512<double> x, out Vector512<double> e)
    {
        if (EvexF.IsSupported)
        {
            Vector512<double> mantissa = EvexF.GetMantissa(x, 0b1011);
            e = EvexF.GetExponent(x) - EvexF.GetExponent(mantissa);

            return mantissa - Vector512<double>.One;
        }

        Vector512<double> tiny = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
        Vector512<long> bits = Vector512.ConditionalSelect(tiny, x * Vector512.Create(4503599627370496.0), x).AsInt64();

        // The biased exponent of x / 0.75, as an integer below 2^52 under the exponent of 2^52.
        Vector512<long> k = (bits + Vector512.Create(0x0008_0000_0000_0000)) & Vector512.Create(0x7FF0_0000_0000_0000);
        Vector512<double> bias = Vector512.Create(4503599627370496.0);
        e = ((k >>> 52) | bias.AsInt64()).AsDouble() - (bias + Vector512.Create(1023.0));
        e -= tiny & Vector512.Create(52.0);
        e = Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<double>.Zero), Vector512.Create(double.NegativeInfinity), e);
        e = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(double.PositiveInfinity)), x, e);
        Vector512<double> f = (bits - k + Vector512.Create(0x3FF0_0000_0000_0000)).AsDouble() - Vector512<double>.One;

        // Zero and infinity have no mantissa to speak of.
        f = Vector512.ConditionalSelect(
            Vector512.Equals(Vector512.Abs(e), Vector512.Create(double.PositiveInfinity)), Vector512<double>.Zero, f);

        return Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(x, Vector512<double>.Zero), f, Vector512.Create(double.NaN));
    }

    // ---- lane by lane ------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<double> Exp2F64(Vector512<double> x) => PerLane(x, &LanesScalar.Exp2F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Exp10F64(Vector512<double> x) => PerLane(x, &LanesScalar.Exp10F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Expm1F64(Vector512<double> x) => PerLane(x, &LanesScalar.Expm1F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log2F64(Vector512<double> x) => PerLane(x, &LanesScalar.Log2F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log10F64(Vector512<double> x) => PerLane(x, &LanesScalar.Log10F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log1pF64(Vector512<double> x) => PerLane(x, &LanesScalar.Log1pF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> SinF64(Vector512<double> x) => PerLane(x, &LanesScalar.SinF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> CosF64(Vector512<double> x) => PerLane(x, &LanesScalar.CosF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> TanF64(Vector512<double> x) => PerLane(x, &LanesScalar.TanF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> AsinF64(Vector512<double> x) => PerLane(x, &LanesScalar.AsinF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> AcosF64(Vector512<double> x) => PerLane(x, &LanesScalar.AcosF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> AtanF64(Vector512<double> x) => PerLane(x, &LanesScalar.AtanF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> SinhF64(Vector512<double> x) => PerLane(x, &LanesScalar.SinhF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> CoshF64(Vector512<double> x) => PerLane(x, &LanesScalar.CoshF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> CbrtF64(Vector512<double> x) => PerLane(x, &LanesScalar.CbrtF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> ErfF64(Vector512<double> x) => PerLane(x, &LanesScalar.ErfF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Atan2F64(Vector512<double> y, Vector512<double> x) =>
        PerLane(y, x, &LanesScalar.Atan2F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> PowF64(Vector512<double> x, Vector512<double> y) =>
        PerLane(x, y, &LanesScalar.PowF64);
}
