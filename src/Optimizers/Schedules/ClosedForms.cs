namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>The two terms of a bound for D = G = 1: Ω(γ) = T1/γ + γ·T2.</summary>
/// <param name="DistanceTerm">T1.</param>
/// <param name="GradientTerm">T2.</param>
public readonly record struct BoundTerms(double DistanceTerm, double GradientTerm)
{
    /// <summary>γ* = √(T1/T2).</summary>
    public double OptimalRate => Math.Sqrt(this.DistanceTerm / this.GradientTerm);

    /// <summary>Ω* = 2√(T1·T2).</summary>
    public double OptimalValue => 2 * Math.Sqrt(this.DistanceTerm * this.GradientTerm);
}

/// <summary>
/// Bounds without summing over the steps, for D = G = 1 (γ* scales with D/G, Ω* with D·G), and their limits for long trainings,
/// where γ* √T and Ω* √T tend to constants exactly if the schedule ends on zero.
/// </summary>
public static class ClosedForms
{
    /// <summary>Constant: T1 = 1/(2T), T2 = ½(1 + H_{T-1}).</summary>
    public static BoundTerms Constant(int steps) =>
        new(0.5 / Positive(steps), 0.5 * (1 + SpecialFunctions.Harmonic(steps - 1)));

    /// <summary>Linear decay: T1 = 1/(T+1), T2 = 1 - 1/(2T) + H_{T-1}/T.</summary>
    public static BoundTerms Linear(int steps) =>
        new(1.0 / (Positive(steps) + 1.0), 1 - (0.5 / steps) + (SpecialFunctions.Harmonic(steps - 1) / steps));

    /// <summary>
    /// Warmup-stable-decay with a linear cooldown of L entries to zero, T0 = T+1-L:
    /// T1 = 1/(T+T0), T2 = 1 - 1/(2L) + H_{L-1}/L + ½[ψ((T+T0)/2) - ψ((L+1)/2)].
    /// </summary>
    public static BoundTerms Wsd(int steps, int cooldown)
    {
        double stable = StableEnd(steps, cooldown);

        return new(
            1 / (steps + stable),
            1 - (0.5 / cooldown) + (SpecialFunctions.Harmonic(cooldown - 1) / cooldown)
                + (0.5 * (SpecialFunctions.Digamma((steps + stable) / 2) - SpecialFunctions.Digamma((cooldown + 1) / 2.0))));
    }

    /// <summary>
    /// Cosine down to zero: T1 = 1/(T+1); T2 sums over closed tails β = m/2 + ¼ - sin((2m+1)π/2T)/(4 sin(π/2T)), m steps from the end.
    /// </summary>
    /// <remarks>The tails cancel near the end: about 1e-15·T of relative error. The one-pass sum has none of it.</remarks>
    public static BoundTerms Cosine(int steps)
    {
        double half = Math.PI / (2.0 * Positive(steps));
        CompensatedSum sum = default;

        for (int m = 1; m <= steps; m++)
        {
            double entry = (1 - Math.Cos(2 * half * m)) / 2;
            double next = ((m - 1) / 2.0) + 0.25 - (Math.Sin(((2 * m) - 1) * half) / (4 * Math.Sin(half)));

            sum.Add(m == 1 ? entry : entry * entry / next);
        }

        return new(1 / (steps + 1.0), sum.Value / 2);
    }

    /// <summary>T1 of a cosine that ends on f instead of zero: 1/(T(1+f) + 1 - f).</summary>
    public static double CosineDistanceTerm(int steps, double final) => 1 / ((Positive(steps) * (1 + final)) + 1 - final);

    /// <summary>The paper's theorem for wsd, a looser bound on Ω*: it counts the logarithm about twice.</summary>
    /// <remarks>arXiv 2501.18965, for a cooldown of L = T+1-T0 &lt; T entries.</remarks>
    public static double WsdTheorem(int steps, int cooldown)
    {
        double t = steps;
        double t0 = StableEnd(steps, cooldown);
        double harmonic = SpecialFunctions.Harmonic((int)(t + t0) - 2) - SpecialFunctions.Harmonic((int)(t - t0) + 1);
        double bracket = (2.0 / 3)
            + ((t + (2 * t0)) / (3 * (t + t0)))
            + harmonic
            - ((t - t0) * (t0 - 1) / (3 * (t - t0 + 2) * (t + t0)))
            + (1 / ((t - t0) * (t - t0)))
            + (SpecialFunctions.Harmonic((int)(t - t0) - 1) / (t - t0 + 1));

        return Math.Sqrt(4 / (t + t0) * bracket);
    }

    /// <summary>
    /// Limit of wsd with a linear cooldown over the fraction c: T1·T → 1/(2-c), T2 → 1 + artanh(1-c); c = 1 is linear decay.
    /// </summary>
    public static BoundTerms WsdLimit(double cooldown) => new(1 / (2 - Fraction(cooldown)), 1 + Math.Atanh(1 - cooldown));

    /// <summary>Limit of wsd with a 1-√ cooldown over the fraction c: T1·T → 1/(2 - 4c/3), T2 → ½[3 - 3/2·ln 3 + ln((3-2c)/c)].</summary>
    public static BoundTerms OneMinusSqrtLimit(double cooldown) => new(
        1 / (2 - (4 * Fraction(cooldown) / 3)), 0.5 * (3 - (1.5 * Math.Log(3)) + Math.Log((3 - (2 * cooldown)) / cooldown)));

    /// <summary>Limit of the polynomial ((T-i)/T)^a: T1·T → (a+1)/2, T2 → (a+1)/(2a); Ω*√T = (a+1)/√a is least for a = 1.</summary>
    public static BoundTerms PolynomialLimit(double power) => new(
        (ShapedSchedule.CheckPower(power) + 1) / 2, (power + 1) / (2 * power));

    /// <summary>Limit of cosine to zero: T1·T → 1, T2 → ½∫e²/S with e(u) = (1-cos πu)/2, S(u) = u/2 - sin(πu)/2π.</summary>
    public static BoundTerms CosineLimit()
    {
        const int panels = 4096;
        double sum = 0;

        // Simpson's rule; the integrand is smooth, and zero at u = 0.
        for (int j = 1; j <= panels; j++)
        {
            double u = (double)j / panels;
            double entry = (1 - Math.Cos(Math.PI * u)) / 2;
            double tail = (u / 2) - (Math.Sin(Math.PI * u) / (2 * Math.PI));

            sum += entry * entry / tail * (j == panels ? 1 : j % 2 == 1 ? 4 : 2);
        }

        return new(1, sum / (3.0 * panels) / 2);
    }

    private static int StableEnd(int steps, int cooldown) => cooldown >= 1 && cooldown <= Positive(steps)
        ? steps + 1 - cooldown
        : throw new ArgumentOutOfRangeException(nameof(cooldown), cooldown, $"The cooldown takes 1 to {steps} entries.");

    private static int Positive(int steps) => steps >= 1
        ? steps
        : throw new ArgumentOutOfRangeException(nameof(steps), steps, "A training has at least one step.");

    private static double Fraction(double cooldown) => cooldown > 0 && cooldown <= 1
        ? cooldown
        : throw new ArgumentOutOfRangeException(nameof(cooldown), cooldown, "The cooldown is a fraction above 0 and up to 1.");
}
