namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>Harmonic numbers and the digamma function.</summary>
internal static class SpecialFunctions
{
    private const double EulerMascheroni = 0.57721566490153286060651209008240243;

    /// <summary>H_n = 1 + 1/2 + ... + 1/n; H_0 = 0.</summary>
    public static double Harmonic(int n) => n == 0 ? 0 : Digamma(n + 1.0) + EulerMascheroni;

    /// <summary>ψ(x), the derivative of ln Γ, for x &gt; 0: the recurrence up to 12, then the asymptotic series.</summary>
    public static double Digamma(double x)
    {
        double shift = 0;

        for (; x < 12; x++)
        {
            shift -= 1 / x;
        }

        double r = 1 / (x * x);

        // ln x - 1/(2x) - Σ B_2k / (2k x^2k)
        double series = r * ((1.0 / 12) - (r * ((1.0 / 120) - (r * ((1.0 / 252) - (r * ((1.0 / 240)
            - (r * ((1.0 / 132) - (r * (691.0 / 32760)))))))))));

        return Math.Log(x) - (0.5 / x) - series + shift;
    }
}
