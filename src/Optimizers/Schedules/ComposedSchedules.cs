using System.Collections.Immutable;
using System.Globalization;

namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>A schedule of given entries.</summary>
internal sealed class SampledSchedule : Schedule
{
    private readonly double[] _entries;

    public SampledSchedule(ReadOnlySpan<double> entries)
        : base(entries.Length - 1)
    {
        LastIterateBound.CheckEntries(entries);
        this._entries = entries.ToArray();
    }

    public override string Text => "values:" + string.Join(
        ',', this._entries.Take(8).Select(entry => entry.ToString("R", CultureInfo.InvariantCulture)))
        + (this._entries.Length > 8 ? ",..." : "");

    protected internal override double Evaluate(int step) => this._entries[step];
}

/// <summary>One schedule after the other; each part counts its own steps.</summary>
internal sealed class JoinedSchedule : Schedule
{
    private readonly ImmutableArray<(int Start, Schedule Part)> _parts;

    public JoinedSchedule(int horizon, ReadOnlySpan<(int Start, Schedule Part)> parts)
        : base(horizon)
    {
        if (parts.Length == 0 || parts[0].Start != 0)
        {
            throw new ArgumentException("The first part of a joined schedule starts at step 0.", nameof(parts));
        }

        for (int j = 1; j < parts.Length; j++)
        {
            if (parts[j].Start <= parts[j - 1].Start)
            {
                throw new ArgumentException($"The parts of a joined schedule start in order; {parts[j].Start} does not.", nameof(parts));
            }
        }

        this._parts = [.. parts];
    }

    public override string Text => string.Join(
        " then ", this._parts.Select(pair => pair.Start == 0 ? pair.Part.Text : $"{pair.Part.Text} from step {pair.Start}"));

    public override bool DependsOnBase => this._parts.Any(pair => pair.Part.DependsOnBase);

    public override Schedule AtBase(double baseRate) =>
        new JoinedSchedule(this.Horizon, [.. this._parts.Select(pair => (pair.Start, pair.Part.AtBase(baseRate)))]);

    protected internal override double Evaluate(int step)
    {
        int j = this._parts.Length - 1;

        while (this._parts[j].Start > step)
        {
            j--;
        }

        return this._parts[j].Part[step - this._parts[j].Start];
    }
}

/// <summary>The product of two schedules, step by step.</summary>
internal sealed class ProductSchedule : Schedule
{
    private readonly Schedule _left;
    private readonly Schedule _right;

    public ProductSchedule(Schedule left, Schedule right)
        : base(left.Horizon)
    {
        if (left.Horizon != right.Horizon)
        {
            throw new ArgumentException(
                $"Schedules of {left.Horizon} and {right.Horizon} steps cannot be multiplied.", nameof(right));
        }

        this._left = left;
        this._right = right;
    }

    public override string Text => $"{this._left.Text} x {this._right.Text}";

    public override bool DependsOnBase => this._left.DependsOnBase || this._right.DependsOnBase;

    public override Schedule AtBase(double baseRate) =>
        new ProductSchedule(this._left.AtBase(baseRate), this._right.AtBase(baseRate));

    protected internal override double Evaluate(int step) => this._left.Evaluate(step) * this._right.Evaluate(step);
}
