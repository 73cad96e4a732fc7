using System.Globalization;

namespace IlgpuOptim.Cli.Reports;

/// <summary>A bar; its parts stand one behind the other.</summary>
internal sealed record BarRow(string Name, IReadOnlyList<double> Values);

/// <summary>Horizontal bars from zero on, as SVG. Parts differ by patterns of the legend's order and by their labels, not by colour alone.</summary>
internal sealed class BarChart
{
    private const double Width = 760;
    private const double Left = 150;
    private const double Right = 80;
    private const double RowHeight = 26;
    private const double BarHeight = 16;
    private const double Top = 8;
    private const double LegendLine = 20;

    /// <summary>Parts narrower than this get no letter.</summary>
    private const double LetterWidth = 14;

    public required string Title { get; init; }

    /// <summary>What one sees, for those who do not see it.</summary>
    public required string Description { get; init; }

    public required string Unit { get; init; }

    /// <summary>Names of the parts of each bar.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    public required IReadOnlyList<BarRow> Rows { get; init; }

    /// <summary>The chart; <paramref name="id"/> is unique on its page.</summary>
    public string ToSvg(string id)
    {
        double max = Math.Max(this.Rows.Max(static row => row.Values.Sum()), double.Epsilon);
        double legendTop = Top + (RowHeight * this.Rows.Count) + 16;
        double height = legendTop + (this.Parts.Count > 1 ? LegendLine : 0);
        Markup svg = new();

        svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", FormattableString.Invariant($"0 0 {Width} {height}")),
            ("role", "img"),
            ("aria-labelledby", $"{id}-title {id}-description"));
        svg.Element("title", this.Title, ("id", id + "-title"));
        svg.Element("desc", this.Description, ("id", id + "-description"));

        for (int row = 0; row < this.Rows.Count; row++)
        {
            this.DrawRow(svg, this.Rows[row], Top + (RowHeight * row), (Width - Left - Right) / max);
        }

        for (int part = 0; part < this.Parts.Count && this.Parts.Count > 1; part++)
        {
            double x = Left + (part * 140);

            svg.Empty("rect", ("class", ClassOf(part)), ("x", x), ("y", legendTop), ("width", 12.0), ("height", 12.0));
            svg.Element("text", $"{Letter(part)}: {this.Parts[part]}", ("class", "tick"), ("x", x + 18), ("y", legendTop + 11));
        }

        return svg.Close("svg").ToString();
    }

    private void DrawRow(Markup svg, BarRow row, double top, double scale)
    {
        double x = Left;

        svg.Element("text", row.Name, ("class", "tick end"), ("x", Left - 8), ("y", top + 13));

        for (int part = 0; part < row.Values.Count; part++)
        {
            double width = Math.Max(0, row.Values[part] * scale);

            svg.Empty("rect", ("class", ClassOf(part)), ("x", x), ("y", top), ("width", width), ("height", BarHeight));

            if (this.Parts.Count > 1 && width >= LetterWidth)
            {
                svg.Element("text", Letter(part), ("class", "middle inside"), ("x", x + (width / 2)), ("y", top + 12));
            }

            x += width;
        }

        string sum = row.Values.Sum().ToString("0.##", CultureInfo.InvariantCulture);

        svg.Element("text", $"{sum} {this.Unit}", ("class", "tick"), ("x", x + 6), ("y", top + 13));
    }

    private static string Letter(int part) => ((char)('A' + part)).ToString();

    private static string ClassOf(int part) => FormattableString.Invariant($"s{part % 8}");
}
