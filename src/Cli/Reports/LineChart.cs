using System.Globalization;
using System.Text;

namespace IlgpuOptim.Cli.Reports;

/// <summary>A curve.</summary>
internal sealed record ChartSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>Curves over one variable, as SVG. Curves differ by dashes and markers, not by colour alone.</summary>
internal sealed class LineChart
{
    private const double Width = 760;
    private const double PlotHeight = 300;
    private const double Left = 74;
    private const double Right = 18;
    private const double Top = 16;
    private const double LegendLine = 20;

    private static readonly string[] Dashes = ["none", "7 4", "2 3", "10 3 2 3", "4 2", "14 4", "1 4", "8 3 2 3 2 3"];

    public required string Title { get; init; }

    /// <summary>What one sees, for those who do not see it.</summary>
    public required string Description { get; init; }

    public required string XLabel { get; init; }

    public required string YLabel { get; init; }

    public bool LogX { get; init; }

    public bool LogY { get; init; }

    /// <summary>Whether a linear y axis begins at zero.</summary>
    public bool FromZero { get; init; } = true;

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>The chart; <paramref name="id"/> is unique on its page.</summary>
    public string ToSvg(string id)
    {
        double bottom = Top + PlotHeight;
        double legendTop = bottom + 52;
        double height = legendTop + (LegendLine * this.Series.Count) + 4;
        Axis x = Axis.Over(this.Series.SelectMany(series => series.X), this.LogX, Left, Width - Right, grow: false);
        IEnumerable<double> floor = this.LogY || !this.FromZero ? [] : [0];
        Axis y = Axis.Over(this.Series.SelectMany(series => series.Y).Concat(floor), this.LogY, bottom, Top, grow: true);
        Markup svg = new();

        svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", FormattableString.Invariant($"0 0 {Width} {height}")),
            ("role", "img"),
            ("aria-labelledby", $"{id}-title {id}-description"));
        svg.Element("title", this.Title, ("id", id + "-title"));
        svg.Element("desc", this.Description, ("id", id + "-description"));

        this.DrawAxes(svg, x, y, bottom);

        for (int j = 0; j < this.Series.Count; j++)
        {
            DrawSeries(svg, this.Series[j], j, x, y);
            DrawLegend(svg, this.Series[j].Name, j, legendTop + (LegendLine * j));
        }

        return svg.Close("svg").ToString();
    }

    private void DrawAxes(Markup svg, Axis x, Axis y, double bottom)
    {
        foreach (double tick in y.Ticks)
        {
            double place = y.Place(tick);

            svg.Empty("line", ("class", "grid"), ("x1", Left), ("x2", Width - Right), ("y1", place), ("y2", place));
            svg.Element("text", Axis.Label(tick), ("class", "tick end"), ("x", Left - 8), ("y", place + 4));
        }

        foreach (double tick in x.Ticks)
        {
            double place = x.Place(tick);

            svg.Empty("line", ("class", "axis"), ("x1", place), ("x2", place), ("y1", bottom), ("y2", bottom + 5));
            svg.Element("text", Axis.Label(tick), ("class", "tick middle"), ("x", place), ("y", bottom + 19));
        }

        svg.Empty("line", ("class", "axis"), ("x1", Left), ("x2", Width - Right), ("y1", bottom), ("y2", bottom));
        svg.Element("text", this.XLabel, ("class", "label middle"), ("x", (Left + Width - Right) / 2), ("y", bottom + 38));

        double middle = Top + (PlotHeight / 2);

        svg.Element(
            "text",
            this.YLabel,
            ("class", "label middle"),
            ("x", 14.0),
            ("y", middle),
            ("transform", FormattableString.Invariant($"rotate(-90 14 {middle})")));
    }

    private static void DrawSeries(Markup svg, ChartSeries series, int index, Axis x, Axis y)
    {
        StringBuilder path = new();
        bool isOpen = false;
        List<(double X, double Y)> places = [];

        for (int j = 0; j < series.X.Count; j++)
        {
            // A value without a place, as zero on a logarithmic axis, interrupts the curve.
            if (!x.Shows(series.X[j]) || !y.Shows(series.Y[j]))
            {
                isOpen = false;
                continue;
            }

            places.Add((x.Place(series.X[j]), y.Place(series.Y[j])));
            path.Append(isOpen ? 'L' : 'M').Append(Pixel(places[^1].X)).Append(' ').Append(Pixel(places[^1].Y));
            isOpen = true;
        }

        svg.Open("g", ("class", ClassOf(index)));
        svg.Empty("path", ("class", "curve"), ("d", path.ToString()), ("stroke-dasharray", Dashes[index % Dashes.Length]));

        // About eight markers per curve, at other places on each, so that crossing curves stay apart.
        double stride = places.Count / 8.0;

        for (double at = stride * (0.3 + (0.15 * (index % 4))); at < places.Count && stride > 0; at += Math.Max(1, stride))
        {
            DrawMarker(svg, index, places[(int)at]);
        }

        svg.Close("g");
    }

    private static void DrawLegend(Markup svg, string name, int index, double y)
    {
        svg.Open("g", ("class", ClassOf(index)));
        svg.Empty(
            "line",
            ("class", "curve"), ("x1", Left), ("x2", Left + 36), ("y1", y), ("y2", y),
            ("stroke-dasharray", Dashes[index % Dashes.Length]));
        DrawMarker(svg, index, (Left + 18, y));
        svg.Close("g");
        svg.Element("text", name, ("class", "tick"), ("x", Left + 46), ("y", y + 4));
    }

    private static void DrawMarker(Markup svg, int index, (double X, double Y) place)
    {
        (double x, double y) = place;
        string shape = (index % 4) switch
        {
            0 => $"M{Pixel(x - 4)} {Pixel(y)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
            1 => $"M{Pixel(x - 4)} {Pixel(y - 4)}h8v8h-8z",
            2 => $"M{Pixel(x)} {Pixel(y - 5)}l5 9h-10z",
            _ => $"M{Pixel(x)} {Pixel(y - 5)}l5 5l-5 5l-5 -5z",
        };

        svg.Empty("path", ("class", "marker"), ("d", shape));
    }

    private static string ClassOf(int index) => FormattableString.Invariant($"s{index % 8}");

    private static string Pixel(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
