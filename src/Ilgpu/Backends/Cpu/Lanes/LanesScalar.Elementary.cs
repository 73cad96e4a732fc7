using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Elementary functions of one value. Floats run the vector code on one lane, so that a uniform value gives the very
/// bits that a varying one would give.
/// </content>
internal static unsafe partial class LanesScalar
{
    internal static float ExpF32(float x) => Lanes128.ExpF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float Exp2F32(float x) => Lanes128.Exp2F32(Vector128.CreateScalar(x)).ToScalar();

    internal static float Exp10F32(float x) => Lanes128.Exp10F32(Vector128.CreateScalar(x)).ToScalar();

    internal static float Expm1F32(float x) => Lanes128.Expm1F32(Vector128.CreateScalar(x)).ToScalar();

    internal static float LogF32(float x) => Lanes128.LogF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float Log2F32(float x) => Lanes128.Log2F32(Vector128.CreateScalar(x)).ToScalar();

    internal static float Log10F32(float x) => Lanes128.Log10F32(Vector128.CreateScalar(x)).ToScalar();

    internal static float Log1pF32(float x) => Lanes128.Log1pF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float SinF32(float x) => Lanes128.SinF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float CosF32(float x) => Lanes128.CosF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float TanF32(float x) => Lanes128.TanF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float AsinF32(float x) => Lanes128.AsinF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float AcosF32(float x) => Lanes128.AcosF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float AtanF32(float x) => Lanes128.AtanF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float SinhF32(float x) => Lanes128.SinhF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float CoshF32(float x) => Lanes128.CoshF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float TanhF32(float x) => Lanes128.TanhF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float CbrtF32(float x) => Lanes128.CbrtF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float RsqrtF32(float x) => Lanes128.RsqrtF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float RcpF32(float x) => Lanes128.RcpF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float ErfF32(float x) => Lanes128.ErfF32(Vector128.CreateScalar(x)).ToScalar();

    internal static float Atan2F32(float y, float x) =>
        Lanes128.Atan2F32(Vector128.CreateScalar(y), Vector128.CreateScalar(x)).ToScalar();

    internal static float PowF32(float x, float y) =>
        Lanes128.PowF32(Vector128.CreateScalar(x), Vector128.CreateScalar(y)).ToScalar();

    /// <summary>1 / (2 pi) in words of 32 bits after one word of zeros.</summary>
    internal static uint* TurnWords => (uint*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Turns));

    private static ReadOnlySpan<uint> Turns =>
    [
        0x00000000, 0x28BE60DB, 0x9391054A, 0x7F09D5F4, 0x7D4D3770, 0x36D8A566, 0x4F10E410, 0x7F9458EA, 0xF7AEF158, 0x6DC91B8E,
    ];

    // ---- doubles -----------------------------------------------------------------------------------------------
    internal static double ExpF64(double x) => Math.Exp(x);

    internal static double Exp2F64(double x) => Math.Pow(2.0, x);

    internal static double Exp10F64(double x) => Math.Pow(10.0, x);

    internal static double LogF64(double x) => Math.Log(x);

    internal static double Log2F64(double x) => Math.Log2(x);

    internal static double Log10F64(double x) => Math.Log10(x);

    internal static double SinF64(double x) => Math.Sin(x);

    internal static double CosF64(double x) => Math.Cos(x);

    internal static double TanF64(double x) => Math.Tan(x);

    internal static double AsinF64(double x) => Math.Asin(x);

    internal static double AcosF64(double x) => Math.Acos(x);

    internal static double AtanF64(double x) => Math.Atan(x);

    internal static double SinhF64(double x) => Math.Sinh(x);

    internal static double CoshF64(double x) => Math.Cosh(x);

    internal static double TanhF64(double x) => Math.Tanh(x);

    internal static double CbrtF64(double x) => Math.Cbrt(x);

    internal static double RsqrtF64(double x) => 1.0 / Math.Sqrt(x);

    internal static double RcpF64(double x) => 1.0 / x;

    internal static double Atan2F64(double y, double x) => Math.Atan2(y, x);

    internal static double PowF64(double x, double y) => Math.Pow(x, y);

    internal static double Expm1F64(double x)
    {
        if (!(Math.Abs(x) < 40.0))
        {
            return Math.Exp(x) - 1.0;
        }

        // x = n ln 2 + r; 2^n q + (2^n - 1) with the Taylor series q of e^r - 1.
        double n = Math.Round(x * 1.4426950408889634);
        double r = Math.FusedMultiplyAdd(n, -0.69314718055994529, x);
        r = Math.FusedMultiplyAdd(n, -2.3190468138462996e-17, r);
        double q = 0.0;

        for (int k = 15; k > 1; k--)
        {
            q = (q + 1.0) * r / k;
        }

        q = Math.FusedMultiplyAdd(r, q, r);
        double power = BitConverter.Int64BitsToDouble((long)(n + 1023.0) << 52);

        return x == 0.0 ? x : Math.FusedMultiplyAdd(power, q, power - 1.0);
    }

    internal static double Log1pF64(double x)
    {
        double u = 1.0 + x;

        if (!(Math.Abs(x) > 1e-17) || !(u > 0.0) || double.IsPositiveInfinity(u))
        {
            return Math.Abs(x) <= 1e-17 ? x : Math.Log(u);
        }

        return Math.Log(u) + ((x - (u - 1.0)) / u);
    }

    internal static double ErfF64(double x)
    {
        double a = Math.Abs(x);

        if (!(a < 6.0))
        {
            return double.IsNaN(x) ? x : Math.CopySign(1.0, x);
        }

        // e^(-a^2) with the rounding of the square made good.
        double square = a * a;
        double gauss = Math.Exp(-square);
        gauss = Math.FusedMultiplyAdd(-Math.FusedMultiplyAdd(a, a, -square), gauss, gauss);

        if (a < 2.5)
        {
            // 2 / sqrt(pi) e^(-a^2) (a + 2 a^3 / 3 + 4 a^5 / 15 + ...): no cancellation.
            double term = a;
            double sum = 0.0;

            for (int n = 1; term > sum * 1e-18; n++)
            {
                sum += term;
                term *= 2.0 * square / ((2 * n) + 1);
            }

            return x == 0.0 ? x : Math.CopySign(1.1283791670955126 * gauss * sum, x);
        }

        // Continued fraction of the complement, which is below 1e-3 here.
        double fraction = a;

        for (int k = 60; k > 0; k--)
        {
            fraction = a + (0.5 * k / fraction);
        }

        return Math.CopySign(1.0 - (0.56418958354775629 * gauss / fraction), x);
    }
}
