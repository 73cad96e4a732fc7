namespace IlgpuOptim.Engine.Backends.Cpu;

internal static unsafe partial class LanesScalar
{
    internal static double ExpF64(double a) => Math.Exp(a);

    internal static float ExpF32(float a) => (float)ExpF64(a);

    internal static double Exp2F64(double a) => Math.Pow(2, a);

    internal static float Exp2F32(float a) => (float)Exp2F64(a);

    internal static double Exp10F64(double a) => Math.Pow(10, a);

    internal static float Exp10F32(float a) => (float)Exp10F64(a);

    internal static double Expm1F64(double a) => Expm1Core(a);

    internal static float Expm1F32(float a) => (float)Expm1F64(a);

    internal static double LogF64(double a) => Math.Log(a);

    internal static float LogF32(float a) => (float)LogF64(a);

    internal static double Log2F64(double a) => Math.Log2(a);

    internal static float Log2F32(float a) => (float)Log2F64(a);

    internal static double Log10F64(double a) => Math.Log10(a);

    internal static float Log10F32(float a) => (float)Log10F64(a);

    internal static double Log1pF64(double a) => Log1pCore(a);

    internal static float Log1pF32(float a) => (float)Log1pF64(a);

    internal static double SinF64(double a) => Math.Sin(a);

    internal static float SinF32(float a) => (float)SinF64(a);

    internal static double CosF64(double a) => Math.Cos(a);

    internal static float CosF32(float a) => (float)CosF64(a);

    internal static double TanF64(double a) => Math.Tan(a);

    internal static float TanF32(float a) => (float)TanF64(a);

    internal static double AsinF64(double a) => Math.Asin(a);

    internal static float AsinF32(float a) => (float)AsinF64(a);

    internal static double AcosF64(double a) => Math.Acos(a);

    internal static float AcosF32(float a) => (float)AcosF64(a);

    internal static double AtanF64(double a) => Math.Atan(a);

    internal static float AtanF32(float a) => (float)AtanF64(a);

    internal static double SinhF64(double a) => Math.Sinh(a);

    internal static float SinhF32(float a) => (float)SinhF64(a);

    internal static double CoshF64(double a) => Math.Cosh(a);

    internal static float CoshF32(float a) => (float)CoshF64(a);

    internal static double TanhF64(double a) => Math.Tanh(a);

    internal static float TanhF32(float a) => (float)TanhF64(a);

    internal static double CbrtF64(double a) => Math.Cbrt(a);

    internal static float CbrtF32(float a) => (float)CbrtF64(a);

    internal static double RsqrtF64(double a) => 1 / Math.Sqrt(a);

    internal static float RsqrtF32(float a) => (float)RsqrtF64(a);

    internal static double RcpF64(double a) => 1 / a;

    internal static float RcpF32(float a) => (float)RcpF64(a);

    internal static double ErfF64(double a) => ErfCore(a);

    internal static float ErfF32(float a) => (float)ErfF64(a);

    internal static double Atan2F64(double a, double b) => Math.Atan2(a, b);

    internal static float Atan2F32(float a, float b) => (float)Math.Atan2(a, b);

    internal static double PowF64(double a, double b) => Math.Pow(a, b);

    internal static float PowF32(float a, float b) => (float)Math.Pow(a, b);

    private static double Expm1Core(double a)
    {
        double u = Math.Exp(a);
        return u == 1 ? a : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * a / Math.Log(u);
    }

    private static double Log1pCore(double a)
    {
        double u = 1 + a;
        return u == 1 ? a : double.IsInfinity(u) ? u : Math.Log(u) * (a / (u - 1));
    }

    private static double ErfCore(double a)
    {
        double x = Math.Abs(a);
        double result;
        if (double.IsNaN(a))
        {
            return a;
        }

        if (x < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; n < 60; n++)
            {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }

            result = sum * 1.1283791670955126;
        }
        else
        {
            double f = 0;
            for (int k = 80; k > 0; k--)
            {
                f = k / 2.0 / (x + f);
            }

            result = 1 - (x > 27 ? 0 : Math.Exp(-x * x) / (x + f) * 0.56418958354775629);
        }

        return Math.CopySign(result, a);
    }
}
