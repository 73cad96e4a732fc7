using System.Globalization;
using System.Text;

namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>
/// Schedules as text, for command lines and checkpoints: <c>kind:key=value,key=value</c>, as in <c>wsd:cooldown=0.2,warmup=300</c>.
/// </summary>
/// <remarks>
/// Kinds: constant, wsd, linear, cosine, sqrt, inverse, poly, piecewise. The main value of a kind may stand without its key:
/// <c>wsd:0.2</c> is its cooldown, <c>cosine:0.1</c> its end value, <c>poly:2</c> and <c>inverse:0.25</c> their power. Milestones
/// of piecewise are keys themselves: <c>piecewise:40000=0.525,ramp=1000,cooldown_steps=20000</c>.
/// </remarks>
public static class ScheduleText
{
    /// <summary>The kinds, as written.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["constant", "wsd", "linear", "cosine", "sqrt", "inverse", "poly", "piecewise"];

    /// <summary>The keys, as written.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "cooldown", "cooldown_steps", "shape", "final", "final_lr", "power", "ramp", "warmup", "warmup_start", "warmup_lr",
    ];

    /// <summary>Reads a schedule for so many training steps.</summary>
    /// <exception cref="ScheduleTextException">The text is not a schedule; the message says where and what is possible.</exception>
    public static ShapedSchedule Parse(string text, int horizon)
    {
        ScheduleItems items = new(text);

        try
        {
            ShapedSchedule schedule = Create(items, horizon);

            items.ThrowIfAnyLeft();

            return schedule;
        }
        catch (ArgumentException exception)
        {
            // Without the parameter's name, which means nothing to the author of the text.
            string message = exception.Message;
            int suffix = message.IndexOf(" (Parameter '", StringComparison.Ordinal);

            throw new ScheduleTextException($"'{text}' with {horizon} steps: {(suffix < 0 ? message : message[..suffix])}");
        }
    }

    /// <summary>Writes a schedule so that <see cref="Parse"/> gives it back.</summary>
    public static string Write(ShapedSchedule schedule)
    {
        StringBuilder text = new(NameOf(schedule));
        char separator = ':';

        void Add(string key, IFormattable value)
        {
            text.Append(separator).Append(key).Append('=').Append(value.ToString(null, CultureInfo.InvariantCulture));
            separator = ',';
        }

        for (int j = 0; j < schedule.Milestones.Length; j++)
        {
            Add(schedule.Milestones[j].ToString(CultureInfo.InvariantCulture), schedule.Factors[j]);
        }

        if (schedule.RampSteps > 0)
        {
            Add("ramp", schedule.RampSteps);
        }

        if (schedule.Kind == ScheduleKind.Polynomial || (schedule.Kind == ScheduleKind.InversePower && schedule.Power != 0.5))
        {
            Add("power", schedule.Power);
        }

        if (schedule.Kind != ScheduleKind.Linear && schedule.CooldownSteps > 0)
        {
            if (schedule.CooldownFraction is { } fraction)
            {
                Add("cooldown", fraction);
            }
            else
            {
                Add("cooldown_steps", schedule.CooldownSteps);
            }

            if (schedule.Shape == CooldownShape.OneMinusSqrt)
            {
                text.Append(",shape=1-sqrt");
            }
        }

        if (schedule.HasFinal && schedule.Final.Value != 0)
        {
            Add(schedule.Final.IsAbsolute ? "final_lr" : "final", schedule.Final.Value);
        }

        if (schedule.WarmupSteps > 0)
        {
            Add("warmup", schedule.WarmupSteps);

            if (schedule.WarmupStart != ShapedSchedule.DefaultWarmupStart)
            {
                Add(schedule.WarmupStart.IsAbsolute ? "warmup_lr" : "warmup_start", schedule.WarmupStart.Value);
            }
        }

        return text.ToString();
    }

    internal static string NameOf(ShapedSchedule schedule) => schedule.Kind switch
    {
        ScheduleKind.InversePower => schedule.Power == 0.5 ? "sqrt" : "inverse",
        ScheduleKind.Polynomial => "poly",
        ScheduleKind kind => kind.ToString().ToLowerInvariant(),
    };

    private static ShapedSchedule Create(ScheduleItems items, int horizon)
    {
        ShapedSchedule schedule;

        switch (items.Kind)
        {
            case "constant":
                schedule = Schedule.Constant(horizon);
                break;
            case "wsd":
                items.NameBareValue("cooldown");
                schedule = Schedule.Wsd(horizon, cooldown: 0);
                break;
            case "linear":
                schedule = Schedule.Linear(horizon);
                break;
            case "cosine":
                items.NameBareValue("final");
                schedule = Schedule.Cosine(horizon);
                break;
            case "sqrt":
                items.NameBareValue("cooldown");
                schedule = Schedule.InversePower(horizon);
                break;
            case "inverse":
                items.NameBareValue("power");
                schedule = Schedule.InversePower(horizon, items.TakeNumber("power") ?? 0.5);
                break;
            case "poly":
                items.NameBareValue("power");
                schedule = Schedule.Polynomial(horizon, items.TakeNumber("power") ?? 1);
                break;
            case "piecewise":
                (int[] milestones, double[] factors) = items.TakeMilestones();
                schedule = Schedule.Piecewise(horizon, milestones, factors, items.TakeCount("ramp") ?? 0);
                break;
            default:
                throw new ScheduleTextException(
                    $"there is no schedule '{items.Kind}'; there are {string.Join(", ", Kinds)}", items.Kind, Kinds);
        }

        if (items.TakeCount("warmup") is { } warmup)
        {
            schedule = schedule.WithWarmup(warmup, items.TakeLevel("warmup_start", "warmup_lr"));
        }

        RateLevel? final = items.TakeLevel("final", "final_lr");
        CooldownShape shape = items.TakeShape() ?? CooldownShape.Linear;
        int? steps = items.TakeCount("cooldown_steps");
        double? fraction = items.TakeNumber("cooldown") ?? (items.Kind == "wsd" && steps is null ? 0.2 : null);

        if (steps is not null && fraction is not null)
        {
            throw new ScheduleTextException($"'{items.Text}': cooldown and cooldown_steps exclude each other");
        }

        if (steps is { } count)
        {
            return schedule.WithCooldownSteps(count, shape, final);
        }

        return fraction is { } part ? schedule.WithCooldown(part, shape, final)
            : final is { } end ? WithFinal(items, schedule, end)
            : schedule;
    }

    private static ShapedSchedule WithFinal(ScheduleItems items, ShapedSchedule schedule, RateLevel final)
    {
        schedule = schedule.WithFinal(final);

        return schedule.HasFinal
            ? schedule
            : throw new ScheduleTextException($"'{items.Text}': {items.Kind} reaches no end value without a cooldown");
    }
}

/// <summary>A text is not a schedule.</summary>
/// <param name="message">What is wrong, and what is possible.</param>
/// <param name="typed">The word that is unknown, if one is.</param>
/// <param name="candidates">What the word may be.</param>
public sealed class ScheduleTextException(string message, string? typed = null, IReadOnlyList<string>? candidates = null)
    : FormatException(message)
{
    /// <summary>The unknown word, or null.</summary>
    public string? Typed { get; } = typed;

    /// <summary>What may stand in its place.</summary>
    public IReadOnlyList<string> Candidates { get; } = candidates ?? [];
}
