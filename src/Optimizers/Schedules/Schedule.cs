namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>
/// A learning-rate schedule: a pure function of the step. The learning rate of a step is base rate times factor of the parameter
/// group times this schedule.
/// </summary>
/// <remarks>
/// A schedule of horizon T has T+1 entries. Step 0 of a program uses entry 0, which the formulas call η_1; T steps of training use the
/// entries 0 to T-1. The last entry is the value that the schedule ends on, often zero: it is never trained with, and keeps the
/// theory finite (the bound after T steps uses η_1 to η_T, all positive).
/// </remarks>
public abstract class Schedule
{
    /// <summary>The longest horizon: an array of its entries still fits into memory with room to spare.</summary>
    public const int MaxHorizon = 100_000_000;

    /// <summary>A schedule for so many training steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not from 1 to <see cref="MaxHorizon"/>.</exception>
    protected Schedule(int horizon)
    {
        if (horizon is < 1 or > MaxHorizon)
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon), horizon, $"A schedule is for 1 to {MaxHorizon} training steps.");
        }

        this.Horizon = horizon;
    }

    /// <summary>T, the number of training steps.</summary>
    public int Horizon { get; }

    /// <summary>Number of entries, T+1.</summary>
    public int Length => this.Horizon + 1;

    /// <summary>The schedule in the notation of <see cref="ScheduleText"/>, without its horizon.</summary>
    public abstract string Text { get; }

    /// <summary>Entry of a 0-based step, relative to the base learning rate; after the horizon the last entry goes on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    /// <exception cref="InvalidOperationException">The schedule has absolute values: see <see cref="AtBase"/>.</exception>
    public double this[long step]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(step);

            return this.Evaluate((int)Math.Min(step, this.Horizon));
        }
    }

    /// <summary>True if values are absolute learning rates, so that the shape depends on the base learning rate.</summary>
    public virtual bool DependsOnBase => false;

    /// <summary>The shape at a base learning rate: absolute values become relative to it.</summary>
    public virtual Schedule AtBase(double baseRate) => this;

    /// <summary>All T+1 entries.</summary>
    public double[] ToArray()
    {
        double[] entries = new double[this.Length];

        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = this.Evaluate(i);
        }

        return entries;
    }

    /// <summary>The text of the schedule and its horizon.</summary>
    public override string ToString() => $"{this.Text} ({this.Horizon} steps)";

    /// <summary>Entry of a step from 0 to <see cref="Horizon"/>.</summary>
    protected internal abstract double Evaluate(int step);

    /// <summary>Always the base learning rate.</summary>
    public static ShapedSchedule Constant(int horizon) => new(horizon) { Kind = ScheduleKind.Constant };

    /// <summary>Warmup-stable-decay: constant, then a cooldown over a fraction of the T+1 entries (truncated, as in the paper's code).</summary>
    public static ShapedSchedule Wsd(int horizon, double cooldown = 0.2, CooldownShape shape = CooldownShape.Linear) =>
        new ShapedSchedule(horizon) { Kind = ScheduleKind.Wsd }.WithCooldown(cooldown, shape);

    /// <summary>Linear decay from the end of the warmup to the last entry: η_t = (T+1-t)/T without warmup.</summary>
    public static ShapedSchedule Linear(int horizon) => new(horizon) { Kind = ScheduleKind.Linear };

    /// <summary>Half a cosine wave down to <paramref name="final"/>, relative to the base rate.</summary>
    public static ShapedSchedule Cosine(int horizon, double final = 0) =>
        new ShapedSchedule(horizon) { Kind = ScheduleKind.Cosine }.WithFinal(final);

    /// <summary>(i+1)^-power, i counted after the warmup; ½ is the inverse square root.</summary>
    public static ShapedSchedule InversePower(int horizon, double power = 0.5) =>
        new(horizon) { Kind = ScheduleKind.InversePower, Power = ShapedSchedule.CheckPower(power) };

    /// <summary>((T-i)/T)^power, scaled to end on <paramref name="final"/>.</summary>
    public static ShapedSchedule Polynomial(int horizon, double power, double final = 0) =>
        new ShapedSchedule(horizon) { Kind = ScheduleKind.Polynomial, Power = ShapedSchedule.CheckPower(power) }.WithFinal(final);

    /// <summary>Product of the factors whose milestone, a 0-based step, is reached; each drop is a linear ramp of so many steps.</summary>
    public static ShapedSchedule Piecewise(
        int horizon, ReadOnlySpan<int> milestones, ReadOnlySpan<double> factors, int rampSteps = 0) =>
        ShapedSchedule.CreatePiecewise(horizon, milestones, factors, rampSteps);

    /// <summary>A schedule of given entries: all T+1 of them.</summary>
    public static Schedule FromEntries(ReadOnlySpan<double> entries) => new SampledSchedule(entries);

    /// <summary>One schedule after the other: each starts at a step of the whole, the first at 0.</summary>
    public static Schedule Join(int horizon, params ReadOnlySpan<(int Start, Schedule Part)> parts) =>
        new JoinedSchedule(horizon, parts);

    /// <summary>The product of this schedule and another of the same horizon.</summary>
    public Schedule Times(Schedule other) => new ProductSchedule(this, other);
}
