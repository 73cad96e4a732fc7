using System.Globalization;

namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>G_t, a bound on the norm of the stochastic gradient at step t = 1, 2, ...: E‖g_t‖² ≤ G_t².</summary>
public sealed class GradientNorms
{
    private readonly Func<int, double> _at;

    private GradientNorms(Func<int, double> at, double? constant, string text)
    {
        this._at = at;
        this.ConstantValue = constant;
        this.Text = text;
    }

    /// <summary>G = 1 at every step.</summary>
    public static GradientNorms One { get; } = Constant(1);

    /// <summary>The value, if it is the same at every step.</summary>
    public double? ConstantValue { get; }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public string Text { get; }

    /// <summary>G_t of a 1-based step.</summary>
    public double this[int t] => this._at(t);

    /// <summary>The same at every step.</summary>
    public static GradientNorms Constant(double value) =>
        new(_ => value, Check(value, "a gradient norm"), value.ToString(CultureInfo.InvariantCulture));

    /// <summary>scale·t^exponent.</summary>
    public static GradientNorms Power(double scale, double exponent)
    {
        Check(scale, "the scale of gradient norms");

        return new(t => scale * Math.Pow(t, exponent), null, FormattableString.Invariant($"power:{scale}:{exponent}"));
    }

    /// <summary>scale·exp(-rate·t) + floor.</summary>
    public static GradientNorms ExponentialDecay(double scale, double rate, double floor)
    {
        Check(scale, "the scale of gradient norms");
        Check(floor, "the floor of gradient norms");

        return new(
            t => (scale * Math.Exp(-rate * t)) + floor, null, FormattableString.Invariant($"exp:{scale}:{rate}:{floor}"));
    }

    /// <summary>A value for each step, from t = 1 on; the last one goes on.</summary>
    public static GradientNorms FromValues(ReadOnlySpan<double> values)
    {
        double[] copy = values.ToArray();

        if (copy.Length == 0)
        {
            throw new ArgumentException("Gradient norms need at least one value.", nameof(values));
        }

        foreach (double value in copy)
        {
            Check(value, "a gradient norm");
        }

        return new(t => copy[Math.Min(t, copy.Length) - 1], null, "values:" + string.Join(',', copy.Select(
            value => value.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Reads <c>1.5</c>, <c>power:SCALE:EXPONENT</c> or <c>exp:SCALE:RATE:FLOOR</c>.</summary>
    /// <exception cref="ScheduleTextException">The text is none of these.</exception>
    public static GradientNorms Parse(string text)
    {
        string[] words = text.Split(':');
        bool isConstant = words.Length == 1;
        double[] numbers = new double[isConstant ? 1 : words.Length - 1];

        for (int j = 0; j < numbers.Length; j++)
        {
            if (!double.TryParse(words[^(numbers.Length - j)], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[j])
                || !double.IsFinite(numbers[j]))
            {
                throw NotRead(text);
            }
        }

        try
        {
            return (isConstant ? "" : words[0], numbers.Length) switch
            {
                ("", 1) => Constant(numbers[0]),
                ("power", 2) => Power(numbers[0], numbers[1]),
                ("exp", 3) => ExponentialDecay(numbers[0], numbers[1], numbers[2]),
                _ => throw NotRead(text),
            };
        }
        catch (ArgumentException)
        {
            throw NotRead(text);
        }
    }

    private static double Check(double value, string what) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentException($"The value of {what} is 0 or more and finite, not {value}.");

    private static ScheduleTextException NotRead(string text) => new(
        $"gradient norms are a number that is not negative, power:SCALE:EXPONENT or exp:SCALE:RATE:FLOOR, not '{text}'");
}
