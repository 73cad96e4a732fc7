namespace IlgpuOptim.Engine.Tests.Lanes;

/// <summary>Distance of floats in units in the last place of the exact result.</summary>
internal static class Ulp
{
    /// <summary>
    /// |got - exact| in units of the float next to exact; infinite for a wrong NaN, infinity or sign of zero.
    /// </summary>
    public static double Error(float got, double exact)
    {
        float wanted = (float)exact;

        if (float.IsNaN(got) || float.IsNaN(wanted))
        {
            return float.IsNaN(got) && float.IsNaN(wanted) ? 0 : double.PositiveInfinity;
        }

        if (float.IsInfinity(got) || float.IsInfinity(wanted))
        {
            // Just at the limit either may be right within one unit.
            bool close = got == wanted || (Math.Abs(exact) > 3.402823e38 && Math.Abs(exact) < 3.402824e38 && Math.Abs(got) > 3.402823e38f);

            return close ? 0 : double.PositiveInfinity;
        }

        if (got == 0 && exact == 0)
        {
            return float.IsNegative(got) == double.IsNegative(exact) ? 0 : double.PositiveInfinity;
        }

        double magnitude = Math.Abs(exact);
        double unit = magnitude < 1.1754943508222875e-38 ? 1.401298464324817e-45 : Math.ScaleB(1, Math.ILogB(magnitude) - 23);

        return Math.Abs(got - exact) / unit;
    }
}
