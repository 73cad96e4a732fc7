namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>A value chosen so that a base learning rate is right, and how well it is.</summary>
/// <param name="Value">The value, a factor or a fraction.</param>
/// <param name="OptimalRate">γ* of the schedule with this value.</param>
/// <param name="RelativeGap">|γ*/γ1* - 1|.</param>
/// <param name="Bound">Ω of the schedule at γ1*, the rate of the first run.</param>
public readonly record struct ExtensionChoice(double Value, double OptimalRate, double RelativeGap, double Bound);

/// <summary>
/// Training on after a wsd run has ended: from its checkpoint at the end of the stable phase, to a longer horizon, with the base
/// learning rate of the first run. As the optimal rate falls like 1/√T, that rate is now too high; either it is lowered by a factor ρ
/// from the checkpoint on, or the cooldown is made longer, so that the first run's rate is the optimal one of the longer schedule.
/// </summary>
/// <remarks>
/// arXiv 2501.18965, section on extending runs. Only ratios of γ* count, so D and G drop out. T1, T2 are horizons; the checkpoint is at
/// step m = int((1-c)·T1), the new cooldown takes L = int(c·(T2+1)) entries.
/// </remarks>
public sealed class RunExtension
{
    /// <summary>The factors the authors choose from: 33 values from 0.2 to 1.</summary>
    public static IReadOnlyList<double> FactorGrid { get; } = Grid(0.2, 1, 33);

    /// <summary>The cooldown fractions the authors choose from: 33 values from 0.1 to 1.</summary>
    public static IReadOnlyList<double> CooldownGrid { get; } = Grid(0.1, 1, 33);

    private readonly ScheduleKind _main;

    /// <summary>An extension of a run of T1 steps to T2 steps.</summary>
    /// <param name="firstHorizon">T1.</param>
    /// <param name="secondHorizon">T2, above T1.</param>
    /// <param name="cooldown">c, the fraction of the first run's cooldown.</param>
    /// <param name="inverseSqrt">True if the main part of the run is 1/√t, false if it is constant (wsd).</param>
    /// <exception cref="ArgumentException">The horizons or the cooldown are not possible.</exception>
    public RunExtension(int firstHorizon, int secondHorizon, double cooldown, bool inverseSqrt = false)
    {
        if (!(cooldown > 0 && cooldown < 1))
        {
            throw new ArgumentException(
                $"The cooldown of a run that is extended is a fraction between 0 and 1, not {cooldown}: without a stable phase before "
                + "the cooldown there is no checkpoint to go on from.", nameof(cooldown));
        }

        if (secondHorizon <= firstHorizon)
        {
            throw new ArgumentException(
                $"A run of {firstHorizon} steps is extended to more than these, not to {secondHorizon}.", nameof(secondHorizon));
        }

        this._main = inverseSqrt ? ScheduleKind.InversePower : ScheduleKind.Wsd;
        this.FirstHorizon = firstHorizon;
        this.SecondHorizon = secondHorizon;
        this.Cooldown = cooldown;

        LastIterateBound first = LastIterateBound.Of(this.WithCooldown(firstHorizon, cooldown));
        this.FirstRate = first.OptimalRate;
        this.FirstValue = first.OptimalValue;
    }

    /// <summary>T1.</summary>
    public int FirstHorizon { get; }

    /// <summary>T2.</summary>
    public int SecondHorizon { get; }

    /// <summary>c.</summary>
    public double Cooldown { get; }

    /// <summary>m = int((1-c)·T1): the step of the checkpoint to go on from, the end of the stable phase.</summary>
    public int Checkpoint => (int)((1 - this.Cooldown) * this.FirstHorizon);

    /// <summary>L = int(c·(T2+1)), the entries of the cooldown of the longer run.</summary>
    public int CooldownSteps => (int)(this.Cooldown * (this.SecondHorizon + 1));

    /// <summary>γ1* of the first run, for D = G = 1: the rate of both runs.</summary>
    public double FirstRate { get; }

    /// <summary>Ω* of the first run, for D = G = 1.</summary>
    public double FirstValue { get; }

    /// <summary>The schedule of the longer run with the rate lowered by a factor from the checkpoint on, over a ramp of so many steps.</summary>
    public ShapedSchedule Lowered(double factor, int rampSteps = 0) =>
        Schedule.Piecewise(this.SecondHorizon, [this.Checkpoint], [factor], rampSteps).WithCooldownSteps(this.CooldownSteps);

    /// <summary>The schedule of the longer run with its cooldown over another fraction.</summary>
    public ShapedSchedule WithCooldown(double cooldown) => this.WithCooldown(this.SecondHorizon, cooldown);

    /// <summary>The longer run as if nothing had to be changed: same rate, same fraction of cooldown.</summary>
    public double NaiveBound => this.Judge(this.Cooldown, this.WithCooldown(this.Cooldown)).Bound;

    /// <summary>Ω* of linear decay over the longer horizon, what one could have reached by planning for it.</summary>
    public double LinearValue => LastIterateBound.Of(Schedule.Linear(this.SecondHorizon)).OptimalValue;

    /// <summary>What a factor gives.</summary>
    public ExtensionChoice JudgeFactor(double factor, int rampSteps = 0) => this.Judge(factor, this.Lowered(factor, rampSteps));

    /// <summary>What a cooldown fraction gives.</summary>
    public ExtensionChoice JudgeCooldown(double cooldown) => this.Judge(cooldown, this.WithCooldown(cooldown));

    /// <summary>ρ with γ*(lowered by ρ) = γ1*, by bisection, or null if no factor has it.</summary>
    public ExtensionChoice? SolveFactor(int rampSteps = 0)
    {
        double Gap(double factor) => LastIterateBound.Of(this.Lowered(factor, rampSteps)).OptimalRate - this.FirstRate;

        // γ* rises as ρ falls from 1, and falls again at very small ρ: the larger of the two roots is meant.
        const double shrink = 0.8;
        double above = 1;

        for (double factor = shrink; factor > 1e-6; factor *= shrink)
        {
            if (Gap(factor) >= 0)
            {
                return this.JudgeFactor(ScalarSearch.Root(Gap, factor, above), rampSteps);
            }

            above = factor;
        }

        return null;
    }

    /// <summary>The factor of a grid whose γ* is nearest to γ1*, as the authors choose.</summary>
    public ExtensionChoice PickFactor(IReadOnlyList<double> grid) => grid.Select(factor => this.JudgeFactor(factor)).MinBy(choice => choice.RelativeGap);

    /// <summary>The factor that minimises the bound itself at the rate γ1*, to 1e-7.</summary>
    public ExtensionChoice MinimizeFactor() => this.JudgeFactor(ScalarSearch.Minimum(
        factor => this.JudgeFactor(factor).Bound, 0.02, 1, tolerance: 1e-7, points: 25));

    /// <summary>The factor of a grid that minimises the bound at the rate γ1*.</summary>
    public ExtensionChoice MinimizeFactor(IReadOnlyList<double> grid) => grid.Select(factor => this.JudgeFactor(factor)).MinBy(choice => choice.Bound);

    /// <summary>
    /// The cooldown, in entries of the longer run, whose γ* is nearest to γ1*, and its fraction of the T2+1 entries. If even a
    /// cooldown over everything falls short of γ1*, that is returned, and the gap says so.
    /// </summary>
    public (int Steps, ExtensionChoice Choice) SolveCooldown()
    {
        ExtensionChoice At(int steps) => this.Judge(
            (double)steps / (this.SecondHorizon + 1), this.Main(this.SecondHorizon).WithCooldownSteps(steps));

        int low = Math.Max(1, this.CooldownSteps);
        int high = this.SecondHorizon;

        if (At(high).OptimalRate <= this.FirstRate)
        {
            return (high, At(high));
        }

        // γ* rises with the length of the cooldown.
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);

            (low, high) = At(middle).OptimalRate < this.FirstRate ? (middle, high) : (low, middle);
        }

        return At(low).RelativeGap <= At(high).RelativeGap ? (low, At(low)) : (high, At(high));
    }

    /// <summary>The fraction of a grid whose γ* is nearest to γ1*, as the authors choose.</summary>
    public ExtensionChoice PickCooldown(IReadOnlyList<double> grid) => grid.Select(this.JudgeCooldown).MinBy(choice => choice.RelativeGap);

    /// <summary>ρ for very long runs: it depends on c and the ratio T2/T1 alone.</summary>
    /// <remarks>
    /// With r = T2/T1, u1 = 1-(1-c)/r, S1 = ρ(u1-c/2), S = S1+(1-c)/r:
    /// r·S·[2ρ + ρ ln((u1-c/2)/(c/2)) + ln(S/S1)] = (2-c)(1+artanh(1-c)).
    /// </remarks>
    public static double FactorLimit(double cooldown, double ratio)
    {
        if (!(cooldown > 0 && cooldown < 1) || !(ratio > 1))
        {
            throw new ArgumentException($"The limit is for a cooldown between 0 and 1 and a ratio above 1, not {cooldown} and {ratio}.");
        }

        BoundTerms first = ClosedForms.WsdLimit(cooldown);
        double target = first.GradientTerm / first.DistanceTerm;
        double stable = (1 - cooldown) / ratio;
        double lowered = 1 - stable - (cooldown / 2);

        double Gap(double factor)
        {
            double sum = (factor * lowered) + stable;
            double gradient = (2 * factor) + (factor * Math.Log(lowered / (cooldown / 2))) + Math.Log(sum / (factor * lowered));

            return target - (ratio * sum * gradient);
        }

        double factor = 1;

        while (factor > 1e-9 && Gap(factor) < 0)
        {
            factor *= 0.95;
        }

        return ScalarSearch.Root(Gap, factor, factor / 0.95);
    }

    /// <summary>How much longer a very long run can get by a longer cooldown alone: (2-c)(1+artanh(1-c)).</summary>
    public static double CooldownRatioLimit(double cooldown)
    {
        BoundTerms first = ClosedForms.WsdLimit(cooldown);

        return first.GradientTerm / first.DistanceTerm;
    }

    private static double[] Grid(double from, double to, int count)
    {
        double[] grid = new double[count];
        double step = (to - from) / (count - 1);

        for (int j = 0; j < count; j++)
        {
            grid[j] = j == count - 1 ? to : from + (j * step);
        }

        return grid;
    }

    private ShapedSchedule Main(int horizon) => this._main == ScheduleKind.Wsd
        ? Schedule.Wsd(horizon, cooldown: 0)
        : Schedule.InversePower(horizon);

    private ShapedSchedule WithCooldown(int horizon, double cooldown) => this.Main(horizon).WithCooldown(cooldown);

    private ExtensionChoice Judge(double value, ShapedSchedule schedule)
    {
        LastIterateBound bound = LastIterateBound.Of(schedule);
        double rate = bound.OptimalRate;

        return new(value, rate, Math.Abs((rate / this.FirstRate) - 1), bound.At(this.FirstRate));
    }
}
