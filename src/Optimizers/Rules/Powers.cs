using System.Numerics;

namespace IlgpuOptim.Optimizers;

/// <summary>Numbers that depend on the step, calculated on the device because only the device knows which steps were skipped.</summary>
internal static class Powers
{
    /// <summary>1 - b^t for 0 &lt;= b &lt; 1, given log(b), without cancellation for b near 1.</summary>
    /// <param name="logarithm">log(b), at least -745; rounded once from float64.</param>
    /// <param name="t">Exponent, at least 1.</param>
    public static TReal OneMinusPower<TReal>(TReal logarithm, int t)
        where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    {
        TReal x = logarithm * TReal.CreateTruncating(t);
        TReal sum = TReal.One;

        // -expm1(x) = -x * (1 + x/2 * (1 + x/3 * (...))): 19 terms are exact to float64's precision for -x < 1/2.
        for (int n = 19; n > 1; n--)
        {
            sum = TReal.FusedMultiplyAdd(x / TReal.CreateTruncating(n), sum, TReal.One);
        }

        return x > TReal.CreateTruncating(-0.5f) ? -x * sum : TReal.One - TReal.Exp(x);
    }

    /// <summary>log(b) for <see cref="OneMinusPower"/>; b = 0 becomes a number whose exponential is 0.</summary>
    public static double Logarithm(double b) => b > 0 ? Math.Log(b) : -745;
}
