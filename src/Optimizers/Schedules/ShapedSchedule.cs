using System.Collections.Immutable;

namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>Warmup, a main part and a cooldown; see <see cref="Schedule"/> for how they are made.</summary>
/// <remarks>
/// With n = T+1 entries, 0-based entry i, W warmup and L cooldown entries: entry i &lt; W is w0 + (i/W)(1-w0), so that 1 is first
/// reached at i = W; the last L entries fall from the last main value to the end value. If W + L = n, L is lowered by one, so that a
/// main entry is left; linear decay is the cooldown over everything after the warmup.
/// </remarks>
public sealed class ShapedSchedule : Schedule
{
    /// <summary>Where a warmup starts if nothing else is said: positive, so that the theory stays finite.</summary>
    public const double DefaultWarmupStart = 1e-10;

    private int _requestedCooldown;

    internal ShapedSchedule(int horizon)
        : base(horizon)
    {
    }

    private ShapedSchedule(ShapedSchedule other)
        : base(other.Horizon)
    {
        this.Kind = other.Kind;
        this.Power = other.Power;
        this.Milestones = other.Milestones;
        this.Factors = other.Factors;
        this.RampSteps = other.RampSteps;
        this.WarmupSteps = other.WarmupSteps;
        this.WarmupStart = other.WarmupStart;
        this.Final = other.Final;
        this.Shape = other.Shape;
        this.CooldownFraction = other.CooldownFraction;
        this._requestedCooldown = other._requestedCooldown;
    }

    /// <summary>The main part.</summary>
    public ScheduleKind Kind { get; internal init; }

    /// <summary>The power a of <see cref="ScheduleKind.InversePower"/> and <see cref="ScheduleKind.Polynomial"/>.</summary>
    public double Power { get; internal init; } = 1;

    /// <summary>The milestones of <see cref="ScheduleKind.Piecewise"/>, 0-based steps.</summary>
    public ImmutableArray<int> Milestones { get; private init; } = [];

    /// <summary>The factor of each milestone.</summary>
    public ImmutableArray<double> Factors { get; private init; } = [];

    /// <summary>Over how many steps a factor comes into force; 0 is at once.</summary>
    public int RampSteps { get; private init; }

    /// <summary>W, the number of entries below 1 at the start.</summary>
    public int WarmupSteps { get; private init; }

    /// <summary>w0, the first entry of the warmup.</summary>
    public RateLevel WarmupStart { get; private init; } = DefaultWarmupStart;

    /// <summary>f, the end value of cosine, polynomial and cooldown.</summary>
    public RateLevel Final { get; private init; } = 0;

    /// <summary>How the cooldown falls.</summary>
    public CooldownShape Shape { get; private init; }

    /// <summary>The fraction of the entries that was asked for as cooldown, or null if its length was.</summary>
    public double? CooldownFraction { get; private init; }

    /// <summary>L, the number of entries of the cooldown.</summary>
    public int CooldownSteps
    {
        get
        {
            int requested = this.Kind == ScheduleKind.Linear ? this.Length - this.WarmupSteps : this._requestedCooldown;

            return requested > 0 && requested + this.WarmupSteps == this.Length ? requested - 1 : requested;
        }
    }

    /// <summary>Step of the last main entry, 0-based: the checkpoint to keep for other cooldowns is the one before this step.</summary>
    public int StableEnd => this.Horizon - this.CooldownSteps;

    /// <inheritdoc/>
    public override string Text => ScheduleText.Write(this);

    /// <inheritdoc/>
    public override bool DependsOnBase => this.Final.IsAbsolute || (this.WarmupSteps > 0 && this.WarmupStart.IsAbsolute);

    /// <summary>The same with a warmup from <paramref name="start"/> (1e-10 of the base rate if not given) over so many steps.</summary>
    /// <exception cref="ArgumentException">Warmup and cooldown do not fit, or the start is not in (0, 1].</exception>
    public ShapedSchedule WithWarmup(int steps, RateLevel? start = null)
    {
        RateLevel from = start ?? DefaultWarmupStart;

        if (steps < 0 || steps >= this.Horizon)
        {
            throw new ArgumentException($"A warmup of {steps} steps does not fit into {this.Horizon} training steps.", nameof(steps));
        }

        if (!(from.Value > 0) || (!from.IsAbsolute && from.Value > 1))
        {
            throw new ArgumentException(
                $"A warmup starts above zero and not above the base rate, not at {from.Value}: zero steps would train nothing.",
                nameof(start));
        }

        return new ShapedSchedule(this) { WarmupSteps = steps, WarmupStart = from }.Checked();
    }

    /// <summary>The same with a cooldown over a fraction of the T+1 entries, truncated: 0.29 of 100 entries are 28.</summary>
    /// <exception cref="ArgumentException">The kind has no cooldown, or the fraction is not from 0 to 1.</exception>
    public ShapedSchedule WithCooldown(double fraction, CooldownShape shape = CooldownShape.Linear, RateLevel? final = null)
    {
        if (!(fraction >= 0 && fraction <= 1))
        {
            throw new ArgumentException($"A cooldown takes a fraction from 0 to 1 of the schedule, not {fraction}.", nameof(fraction));
        }

        return new ShapedSchedule(this.WithCooldownSteps((int)(fraction * this.Length), shape, final)) { CooldownFraction = fraction };
    }

    /// <summary>The same with a cooldown over so many entries, the end value included.</summary>
    /// <exception cref="ArgumentException">The kind has no cooldown, or it does not fit.</exception>
    public ShapedSchedule WithCooldownSteps(int steps, CooldownShape shape = CooldownShape.Linear, RateLevel? final = null)
    {
        if (this.Kind is ScheduleKind.Cosine or ScheduleKind.Polynomial or ScheduleKind.Linear)
        {
            throw new ArgumentException($"A {ScheduleText.NameOf(this)} schedule falls to its end by itself and has no cooldown.", nameof(steps));
        }

        if (steps < 0)
        {
            throw new ArgumentException($"A cooldown of {steps} steps is not possible.", nameof(steps));
        }

        return new ShapedSchedule(this)
        {
            _requestedCooldown = steps,
            CooldownFraction = null,
            Shape = shape,
            Final = final ?? this.Final,
        }.Checked();
    }

    /// <summary>The same with another end value.</summary>
    /// <exception cref="ArgumentException">The end value is negative or above the value it is reached from.</exception>
    public ShapedSchedule WithFinal(RateLevel final) => new ShapedSchedule(this) { Final = final }.Checked();

    /// <inheritdoc/>
    public override Schedule AtBase(double baseRate)
    {
        if (!this.DependsOnBase)
        {
            return this;
        }

        if (!(baseRate > 0) || double.IsInfinity(baseRate))
        {
            throw new ArgumentOutOfRangeException(nameof(baseRate), baseRate, "A base learning rate is positive.");
        }

        return new ShapedSchedule(this)
        {
            Final = this.Final.RelativeTo(baseRate),
            WarmupStart = this.WarmupStart.RelativeTo(baseRate),
        }.Checked();
    }

    /// <inheritdoc/>
    protected internal override double Evaluate(int step)
    {
        if (step < this.WarmupSteps)
        {
            double start = Relative(this.WarmupStart);

            return start + ((double)step / this.WarmupSteps * (1 - start));
        }

        int cooldown = this.CooldownSteps;
        int stableEnd = this.Horizon - cooldown;

        if (step <= stableEnd)
        {
            return this.Main(step);
        }

        double from = this.Main(stableEnd);
        double final = Relative(this.Final);
        double progress = (double)(step - stableEnd) / cooldown;

        return this.Shape == CooldownShape.Linear
            ? from - ((from - final) * progress)
            : final + ((from - final) * (1 - Math.Sqrt(progress)));
    }

    internal static double CheckPower(double power) => power > 0 && double.IsFinite(power)
        ? power
        : throw new ArgumentException($"The power of a schedule is positive, not {power}.", nameof(power));

    internal static ShapedSchedule CreatePiecewise(
        int horizon, ReadOnlySpan<int> milestones, ReadOnlySpan<double> factors, int rampSteps)
    {
        if (milestones.Length != factors.Length)
        {
            throw new ArgumentException(
                $"A piecewise schedule has a factor for each milestone, not {factors.Length} for {milestones.Length}.", nameof(factors));
        }

        for (int j = 0; j < milestones.Length; j++)
        {
            if (milestones[j] < 0 || (j > 0 && milestones[j] <= milestones[j - 1]))
            {
                throw new ArgumentException($"Milestones rise from 0 on; {milestones[j]} is out of order.", nameof(milestones));
            }

            if (!(factors[j] >= 0) || double.IsInfinity(factors[j]))
            {
                throw new ArgumentException($"The factor at step {milestones[j]} is {factors[j]}; it must be 0 or more.", nameof(factors));
            }
        }

        if (rampSteps < 0)
        {
            throw new ArgumentException($"A ramp of {rampSteps} steps is not possible.", nameof(rampSteps));
        }

        return new ShapedSchedule(horizon)
        {
            Kind = ScheduleKind.Piecewise,
            Milestones = [.. milestones],
            Factors = [.. factors],
            RampSteps = rampSteps,
        };
    }

    private double Main(int step)
    {
        int since = step - this.WarmupSteps;
        int last = this.Horizon - this.WarmupSteps;

        switch (this.Kind)
        {
            case ScheduleKind.Cosine:
                double final = Relative(this.Final);
                return final + ((1 - final) * (1 + Math.Cos(Math.PI * since / last)) / 2);

            case ScheduleKind.Polynomial:
                final = Relative(this.Final);
                return final + ((1 - final) * Math.Pow((double)(last - since) / last, this.Power));

            case ScheduleKind.InversePower:
                return this.Power == 0.5 ? 1 / Math.Sqrt(since + 1.0) : Math.Pow(since + 1.0, -this.Power);

            case ScheduleKind.Piecewise:
                return this.ProductOfFactors(step);

            default:
                return 1;
        }
    }

    private double ProductOfFactors(int step)
    {
        double product = 1;

        for (int j = 0; j < this.Milestones.Length && this.Milestones[j] <= step; j++)
        {
            int since = step - this.Milestones[j];

            product *= since >= this.RampSteps
                ? this.Factors[j]
                : 1 + ((this.Factors[j] - 1) * since / this.RampSteps);
        }

        return product;
    }

    /// <summary>This, after a check that the parts fit together.</summary>
    private ShapedSchedule Checked()
    {
        int cooldown = this.CooldownSteps;

        if (this.WarmupSteps + cooldown >= this.Length)
        {
            throw new ArgumentException(
                $"Warmup ({this.WarmupSteps}) and cooldown ({cooldown}) together are longer than the {this.Length} entries of "
                + $"{this.Horizon} training steps; a cooldown over everything after the warmup is a linear schedule.");
        }

        if (!(this.Final.Value >= 0) || double.IsInfinity(this.Final.Value))
        {
            throw new ArgumentException($"The end value of a schedule is 0 or more, not {this.Final.Value}.");
        }

        if (!this.Final.IsAbsolute && this.HasFinal)
        {
            bool fallsFromOne = this.Kind is ScheduleKind.Cosine or ScheduleKind.Polynomial;
            double from = fallsFromOne ? 1 : this.Main(this.StableEnd);

            if (this.Final.Value > from)
            {
                throw new ArgumentException(
                    $"The end value {this.Final.Value} is above {from}, the value the schedule falls from: it would rise.");
            }
        }

        if (!this.WarmupStart.IsAbsolute && this.WarmupStart.Value > 1)
        {
            throw new ArgumentException("The warmup would start above the base learning rate.");
        }

        return this;
    }

    /// <summary>True if the end value is reached at all.</summary>
    internal bool HasFinal => this.Kind is ScheduleKind.Cosine or ScheduleKind.Polynomial || this.CooldownSteps > 0;

    private static double Relative(RateLevel level) => level.IsAbsolute
        ? throw new InvalidOperationException(
            $"The schedule has the absolute learning rate {level.Value}; its shape needs a base learning rate: use AtBase.")
        : level.Value;
}
