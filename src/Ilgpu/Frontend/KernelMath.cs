using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Elementary functions of the IR that .NET has no method for; on the host they are computed by Math.</summary>
internal static class KernelMath
{
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Log1p)]
    public static float Log1P(float x) => (float)Log1P((double)x);

    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Log1p)]
    public static double Log1P(double x)
    {
        double u = 1 + x;

        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Exp10)]
    public static float Exp10(float x) => MathF.Pow(10, x);

    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Exp10)]
    public static double Exp10(double x) => Math.Pow(10, x);

    /// <summary>High half of the 64-bit product.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.MulHi)]
    public static long MulHigh(long a, long b) => Math.BigMul(a, b, out _);

    [Intrinsic(Intrinsic.Op, Op = Op.MulHiU)]
    public static ulong MulHigh(ulong a, ulong b) => Math.BigMul(a, b, out _);
}
