namespace IlgpuOptim.Engine.Backends.Routines;

/// <content>Exponentials and hyperbolic functions of doubles, as those of floats.</content>
internal static partial class DeviceMath
{
    /// <summary>1.5 * 2^52, see <see cref="Shifter"/>.</summary>
    private const double Shifter64 = 6755399441055744.0;

    private const double Ln2Hi64 = 0.69314718055994529;
    private const double Ln2Lo64 = 2.3190468138462996e-17;

    public static double Exp(double x)
    {
        // Beyond these bounds the result is 0 or infinity.
        x = Clamp(x, -746.0, 710.0);
        double t = Fma(x, 1.4426950408889634, Shifter64);
        double n = t - Shifter64;
        double r = Fma(n, -Ln2Hi64, x);
        r = Fma(n, -Ln2Lo64, r);

        return Scale(ExpPolynomial(r), t);
    }

    public static double Exp2(double x)
    {
        x = Clamp(x, -1076.0, 1025.0);
        double t = x + Shifter64;

        return Scale(Exp2Polynomial(x - (t - Shifter64), 0.0), t);
    }

    public static double Exp10(double x)
    {
        // x = n log10 2 + r; r ln 10 as a sum of two.
        x = Clamp(x, -325.0, 309.0);
        double t = Fma(x, 3.3219280948873622, Shifter64);
        double n = t - Shifter64;
        double r = Fma(n, -0.3010299956639812, x);
        double lost = n * 2.8037281277851704e-18;
        double h = r * 2.302585092994046;
        double l = Fma(r, 2.302585092994046, -h);
        l = Fma(r, -2.1707562233822494e-16, l);
        l = Fma(lost, 2.302585092994046, l);
        double p = ExpPolynomial(h);

        return Scale(Fma(p, l, p), t);
    }

    public static double Expm1(double x)
    {
        // 2^n q + (2^n - 1) with q = e^r - 1; for n = 1024 the power would overflow, halves do not.
        double a = Clamp(x, -40.0, 710.0);
        double t = Fma(a, 1.4426950408889634, Shifter64);
        double n = t - Shifter64;
        double r = Fma(n, -Ln2Hi64, a);
        r = Fma(n, -Ln2Lo64, r);
        double p = Fma(r, 1.1470745597729725e-11, 1.6059043836821613e-10);
        p = Fma(p, r, 2.08767569878681e-09);
        p = Fma(p, r, 2.505210838544172e-08);
        p = Fma(p, r, 2.755731922398589e-07);
        p = Fma(p, r, 2.7557319223985893e-06);
        p = Fma(p, r, 2.48015873015873e-05);
        p = Fma(p, r, 0.0001984126984126984);
        p = Fma(p, r, 0.001388888888888889);
        p = Fma(p, r, 0.008333333333333333);
        p = Fma(p, r, 0.041666666666666664);
        p = Fma(p, r, 0.16666666666666666);
        p = Fma(p, r, 0.5);
        double q = Fma(r * r, p, r);
        double half = FromBits((Bits(t - 1.0) << 52) + (1023L << 52));
        double result = Fma(half, q, half - 0.5);

        return Math.CopySign(result + result, x);
    }

    public static double Sinh(double x)
    {
        double a = Math.Abs(x);
        double half = HalfExp(a);
        double far = half - (0.25 / half);
        double s = a * a;
        double p = Fma(s, 6.47305748642501e-15, 7.50333633005392e-13);
        p = Fma(p, s, 1.6061338314316697e-10);
        p = Fma(p, s, 2.505208941766072e-08);
        p = Fma(p, s, 2.755731931007734e-06);
        p = Fma(p, s, 0.00019841269841061173);
        p = Fma(p, s, 0.008333333333333573);
        p = Fma(p, s, 0.16666666666666666);
        double near = Fma(a * s, p, a);

        return Math.CopySign(a < 1.0 ? near : far, x);
    }

    public static double Cosh(double x)
    {
        double half = HalfExp(Math.Abs(x));

        return half + (0.25 / half);
    }

    public static double Tanh(double x)
    {
        // Far from zero 1 - 2 / (E + 1) with E = e^(2|x|); beyond 20 that is 1.
        double a = Math.Abs(x);
        a = a > 20.0 ? 20.0 : a;
        double far = 1.0 - (2.0 / (Exp(a + a) + 1.0));
        double s = a * a;
        double p = Fma(s, -1.6447755769681227e-05, 7.82623630273899e-05);
        p = Fma(p, s, -0.00022978261230554133);
        p = Fma(p, s, 0.0005870077186965946);
        p = Fma(p, s, -0.0014551906401028326);
        p = Fma(p, s, 0.0035920374698565414);
        p = Fma(p, s, -0.00886322731094172);
        p = Fma(p, s, 0.0218694880797843);
        p = Fma(p, s, -0.05396825395428644);
        p = Fma(p, s, 0.1333333333331455);
        p = Fma(p, s, -0.3333333333333328);
        double near = Fma(a * s, p, a);

        return Math.CopySign(a < 0.55 ? near : far, x);
    }

    /// <summary>e^a / 2 for positive a, which overflows no earlier than the hyperbolic functions.</summary>
    private static double HalfExp(double a)
    {
        a = a > 711.0 ? 711.0 : a;
        double t = Fma(a, 1.4426950408889634, Shifter64);
        double n = t - Shifter64;
        double r = Fma(n, -Ln2Hi64, a);
        r = Fma(n, -Ln2Lo64, r);

        return Scale(ExpPolynomial(r), t - 1.0);
    }

    /// <summary>e^r for |r| up to ln 2 / 2.</summary>
    private static double ExpPolynomial(double r)
    {
        double p = Fma(r, 2.499363393033991e-08, 2.762933078047961e-07);
        p = Fma(p, r, 2.755760430681385e-06);
        p = Fma(p, r, 2.4801495832933246e-05);
        p = Fma(p, r, 0.00019841269490366125);
        p = Fma(p, r, 0.0013888888940920233);
        p = Fma(p, r, 0.008333333333499398);
        p = Fma(p, r, 0.041666666666539724);
        p = Fma(p, r, 0.1666666666666641);
        p = Fma(p, r, 0.500000000000001);
        p = Fma(p, r, 1.0);
        p = Fma(p, r, 1.0);

        return p;
    }

    /// <summary>2^(r + rest) for |r| up to 1/2 and a tiny rest.</summary>
    private static double Exp2Polynomial(double r, double rest)
    {
        double h = r * Ln2Hi64;
        double l = Fma(r, Ln2Hi64, -h);
        l = Fma(r, Ln2Lo64, l);
        l = Fma(rest, Ln2Hi64, l);
        double p = ExpPolynomial(h);

        return Fma(p, l, p);
    }

    /// <summary>p 2^n with one rounding, where <paramref name="shifted"/> is n + <see cref="Shifter64"/>.</summary>
    private static double Scale(double p, double shifted)
    {
        long whole = Bits(shifted) - Bits(Shifter64);
        long half = whole >> 1;

        return p * FromBits((half + 1023L) << 52) * FromBits((whole - half + 1023L) << 52);
    }

    private static double Clamp(double x, double low, double high) => x < low ? low : x > high ? high : x;

    private static double Fma(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);

    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);

    private static double FromBits(long bits) => BitConverter.Int64BitsToDouble(bits);
}
