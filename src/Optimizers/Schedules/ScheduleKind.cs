namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>The part of a schedule between warmup and cooldown.</summary>
public enum ScheduleKind
{
    /// <summary>Always 1.</summary>
    Constant,

    /// <summary>Warmup-stable-decay: 1 until the cooldown.</summary>
    Wsd,

    /// <summary>Falls linearly from the end of the warmup on.</summary>
    Linear,

    /// <summary>Half a cosine wave.</summary>
    Cosine,

    /// <summary>(i+1)^-a; a = ½ is the inverse square root.</summary>
    InversePower,

    /// <summary>((T-i)/T)^a.</summary>
    Polynomial,

    /// <summary>Factors from milestones on.</summary>
    Piecewise,
}

/// <summary>How a cooldown of L entries falls from the last main value a to the end value f, at j = 1..L.</summary>
public enum CooldownShape
{
    /// <summary>a - (a-f)·j/L.</summary>
    Linear,

    /// <summary>f + (a-f)·(1-√(j/L)).</summary>
    OneMinusSqrt,
}

/// <summary>A value of a schedule: relative to the base learning rate, or an absolute learning rate.</summary>
public readonly record struct RateLevel(double Value, bool IsAbsolute = false)
{
    /// <summary>The value relative to a base learning rate.</summary>
    public RateLevel RelativeTo(double baseRate) => this.IsAbsolute ? new(this.Value / baseRate) : this;

    /// <summary>A relative value.</summary>
    public static implicit operator RateLevel(double relative) => new(relative);

    /// <summary>A relative value.</summary>
    public static RateLevel FromDouble(double relative) => new(relative);
}
