using System.Globalization;

namespace IlgpuOptim.Optimizers.Schedules;

/// <summary>The words of a schedule's text, taken one by one; what is left at the end is unknown.</summary>
internal sealed class ScheduleItems
{
    private readonly List<(string Key, string Value)> _items = [];

    public ScheduleItems(string text)
    {
        this.Text = text;

        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string kind = (colon < 0 ? text : text[..colon]).Trim();

        this.Kind = kind switch { "1/sqrt" => "sqrt", "polynomial" => "poly", _ => kind };

        foreach (string item in colon < 0 ? [] : text[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            int equals = item.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? "" : item[..equals].Trim();

            if (item.Length == 0 || this._items.Any(other => other.Key == key))
            {
                throw new ScheduleTextException(
                    item.Length == 0 ? $"'{text}': nothing stands between two commas" : $"'{text}': '{key}' stands there twice");
            }

            this._items.Add((key, item[(equals + 1)..].Trim()));
        }
    }

    public string Text { get; }

    public string Kind { get; }

    /// <summary>Gives the value that stands without a key the key it means for this kind.</summary>
    public void NameBareValue(string key)
    {
        int index = this._items.FindIndex(item => item.Key.Length == 0);

        if (index < 0)
        {
            return;
        }

        if (this._items.Any(item => item.Key == key))
        {
            throw new ScheduleTextException($"'{this.Text}': '{this._items[index].Value}' and '{key}' say the same thing twice");
        }

        this._items[index] = (key, this._items[index].Value);
    }

    public double? TakeNumber(string key) => this.Take(key) is not { } value
        ? null
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new ScheduleTextException($"'{this.Text}': {key} is a number, not '{value}'");

    public int? TakeCount(string key) => this.Take(key) is not { } value
        ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : throw new ScheduleTextException($"'{this.Text}': {key} is a number of steps, not '{value}'");

    /// <summary>A value that is either relative to the base rate or an absolute learning rate.</summary>
    public RateLevel? TakeLevel(string relativeKey, string absoluteKey)
    {
        double? relative = this.TakeNumber(relativeKey);
        double? absolute = this.TakeNumber(absoluteKey);

        if (relative is not null && absolute is not null)
        {
            throw new ScheduleTextException($"'{this.Text}': {relativeKey} and {absoluteKey} exclude each other");
        }

        return absolute is { } rate ? new RateLevel(rate, IsAbsolute: true) : relative is { } level ? new RateLevel(level) : null;
    }

    public CooldownShape? TakeShape() => this.Take("shape") switch
    {
        null => null,
        "linear" => CooldownShape.Linear,
        "1-sqrt" => CooldownShape.OneMinusSqrt,
        string other => throw new ScheduleTextException(
            $"'{this.Text}': shape is linear or 1-sqrt, not '{other}'", other, ["linear", "1-sqrt"]),
    };

    public (int[] Milestones, double[] Factors) TakeMilestones()
    {
        List<int> milestones = [];
        List<double> factors = [];

        foreach ((string key, _) in this._items.ToArray())
        {
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int milestone))
            {
                milestones.Add(milestone);
                factors.Add(this.TakeNumber(key)!.Value);
            }
        }

        return milestones.Count > 0
            ? (milestones.ToArray(), factors.ToArray())
            : throw new ScheduleTextException($"'{this.Text}': piecewise needs milestones, as in 'piecewise:40000=0.525'");
    }

    public void ThrowIfAnyLeft()
    {
        if (this._items.Count == 0)
        {
            return;
        }

        (string key, string value) = this._items[0];

        throw key.Length == 0
            ? new ScheduleTextException($"'{this.Text}': what is '{value}'? Write key=value")
            : new ScheduleTextException(
                ScheduleText.Keys.Contains(key)
                    ? $"'{this.Text}': {key} means nothing here"
                    : $"'{this.Text}': there is no key '{key}'; there are {string.Join(", ", ScheduleText.Keys)}",
                key,
                ScheduleText.Keys);
    }

    private string? Take(string key)
    {
        int index = this._items.FindIndex(item => item.Key == key);

        if (index < 0)
        {
            return null;
        }

        string value = this._items[index].Value;
        this._items.RemoveAt(index);

        return value;
    }
}
