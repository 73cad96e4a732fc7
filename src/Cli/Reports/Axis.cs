using System.Globalization;

namespace IlgpuOptim.Cli.Reports;

/// <summary>One axis of a plot: maps values to a range of pixels, and knows where its ticks are.</summary>
internal sealed class Axis
{
    private readonly bool _log;
    private readonly double _min;
    private readonly double _max;
    private readonly double _from;
    private readonly double _to;

    private Axis(bool log, double min, double max, double from, double to)
    {
        this._log = log;
        this._min = min;
        this._max = max;
        this._from = from;
        this._to = to;
        this.Ticks = log ? LogTicks(min, max) : LinearTicks(min, max);
    }

    /// <summary>Values with a tick, rising.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis over values; the range grows to the next ticks, so that the plot has air.</summary>
    /// <param name="values">What is plotted; infinite ones, and on a logarithmic axis those not above zero, do not count.</param>
    /// <param name="log">Logarithmic.</param>
    /// <param name="from">Pixel of the least value.</param>
    /// <param name="to">Pixel of the greatest value.</param>
    /// <param name="grow">True to widen the range to full ticks.</param>
    public static Axis Over(IEnumerable<double> values, bool log, double from, double to, bool grow)
    {
        double[] shown = [.. values.Where(value => double.IsFinite(value) && (!log || value > 0))];
        (double min, double max) = shown.Length == 0 ? (log ? 1 : 0, log ? 10 : 1) : (shown.Min(), shown.Max());

        if (log)
        {
            return max / min < 1.001 ? new Axis(log, min / 2, max * 2, from, to)
                : grow ? new Axis(log, NiceBelow(min), 1 / NiceBelow(1 / max), from, to)
                : new Axis(log, min, max, from, to);
        }

        if (max - min <= Math.Max(Math.Abs(max), Math.Abs(min)) * 1e-12)
        {
            double room = max == 0 ? 1 : Math.Abs(max) / 2;
            (min, max) = (min - room, max + room);
        }

        if (grow)
        {
            double step = NiceStep(max - min);
            (min, max) = (Math.Floor((min / step) + 1e-9) * step, Math.Ceiling((max / step) - 1e-9) * step);
        }

        return new Axis(log, min, max, from, to);
    }

    /// <summary>True if the value has a place on the axis.</summary>
    public bool Shows(double value) => double.IsFinite(value) && (!this._log || value > 0);

    /// <summary>Pixel of a value.</summary>
    public double Place(double value)
    {
        double part = this._log
            ? Math.Log(value / this._min) / Math.Log(this._max / this._min)
            : (value - this._min) / (this._max - this._min);

        return this._from + (part * (this._to - this._from));
    }

    /// <summary>A number as short as it can be: 0.2, 150000, 2M, 1e-5.</summary>
    public static string Label(double value)
    {
        double size = Math.Abs(value);

        return size == 0 ? "0"
            : size >= 1e9 || size < 1e-3 ? value.ToString("0.###e-0", CultureInfo.InvariantCulture)
            : size >= 1e6 ? Short(value / 1e6) + "M"
            : Short(value);
    }

    private static string Short(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static double[] LinearTicks(double min, double max)
    {
        double step = NiceStep(max - min);
        long first = (long)Math.Ceiling((min / step) - 1e-9);
        long last = (long)Math.Floor((max / step) + 1e-9);

        // Multiples of the step in decimal, not sums of it: 0.3, never 0.30000000000000004.
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(j => (double)((decimal)(first + j) * (decimal)step))];
    }

    /// <summary>1, 2 or 5 times a power of ten, about a fifth of the range.</summary>
    private static double NiceStep(double range)
    {
        double raw = range / 5;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double mantissa = raw / power;

        return (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10) * power;
    }

    /// <summary>The greatest of 1, 2 and 5 times a power of ten that is not above a value; their reciprocals are of the same kind.</summary>
    private static double NiceBelow(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9));
        double mantissa = (value / power) + 1e-9;

        return (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1) * power;
    }

    private static double[] LogTicks(double min, double max)
    {
        int first = (int)Math.Floor(Math.Log10(min));
        int last = (int)Math.Ceiling(Math.Log10(max));
        double[] mantissas = last - first <= 3 ? [1, 2, 5] : [1];
        int stride = Math.Max(1, (last - first) / 8);

        return
        [
            .. from decade in Enumerable.Range(first, last - first + 1)
               where (decade - first) % stride == 0
               from mantissa in mantissas
               let value = double.Parse(FormattableString.Invariant($"{mantissa}e{decade}"), CultureInfo.InvariantCulture)
               where value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)
               select value,
        ];
    }
}
