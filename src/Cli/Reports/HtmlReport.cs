using System.Text;
using System.Text.Json;

namespace IlgpuOptim.Cli.Reports;

/// <summary>A page that stands alone: text, tables, plots, and the JSON document they come from. Light or dark as the reader's system.</summary>
internal sealed class HtmlReport(string title, string commandLine)
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --dim: #5b6570; --paper: #ffffff; --line: #d5dae0;
          --c0: #0b62b8; --c1: #b34700; --c2: #00734f; --c3: #8a2c7c; --c4: #6b5900; --c5: #b0123a; --c6: #00687a; --c7: #4a4a9c; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ed; --dim: #a2abb5; --paper: #14171b; --line: #3a424b;
            --c0: #69b1ff; --c1: #ffa25e; --c2: #4fd1a5; --c3: #e79bd8; --c4: #d9c34d; --c5: #ff8099; --c6: #5fd0e3; --c7: #b3b3ff; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 820px; margin: 2em auto; padding: 0 1em; }
        h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
        code, pre { font: 14px/1.4 ui-monospace, monospace; } pre { overflow-x: auto; border: 1px solid var(--line); padding: .6em; }
        figure { margin: 1em 0; } figcaption, footer { color: var(--dim); font-size: .9em; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .9em; }
        th, td { padding: .25em .7em; border-bottom: 1px solid var(--line); text-align: right; font-weight: normal; font-variant-numeric: tabular-nums; }
        thead th { font-weight: 600; } th:first-child { text-align: left; }
        svg { width: 100%; height: auto; } img { max-width: 100%; image-rendering: pixelated; } svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
        .tick { fill: var(--dim); } .end { text-anchor: end; } .middle { text-anchor: middle; }
        svg .inside { fill: var(--paper); stroke: none; }
        .grid { stroke: var(--line); stroke-width: 1; } .axis { stroke: var(--dim); stroke-width: 1; }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; } .marker { stroke: var(--paper); stroke-width: 1; }
        .s0 { stroke: var(--c0); fill: var(--c0); } .s1 { stroke: var(--c1); fill: var(--c1); } .s2 { stroke: var(--c2); fill: var(--c2); }
        .s3 { stroke: var(--c3); fill: var(--c3); } .s4 { stroke: var(--c4); fill: var(--c4); } .s5 { stroke: var(--c5); fill: var(--c5); }
        .s6 { stroke: var(--c6); fill: var(--c6); } .s7 { stroke: var(--c7); fill: var(--c7); }
        @media print { body { max-width: none; } figure, table { break-inside: avoid; } }
        """;

    private readonly Markup _body = new();
    private int _charts;

    public HtmlReport Heading(string text)
    {
        this._body.Element("h2", text);

        return this;
    }

    public HtmlReport Paragraph(string text)
    {
        this._body.Element("p", text);

        return this;
    }

    public HtmlReport List(IEnumerable<string> items)
    {
        this._body.Open("ul");

        foreach (string item in items)
        {
            this._body.Element("li", item);
        }

        this._body.Close("ul");

        return this;
    }

    public HtmlReport Table(ReportTable table)
    {
        table.WriteHtml(this._body);

        return this;
    }

    /// <summary>A plot with a caption that says what it shows.</summary>
    public HtmlReport Chart(LineChart chart)
    {
        this._body.Open("figure").Raw(chart.ToSvg(FormattableString.Invariant($"chart{++this._charts}")));
        this._body.Element("figcaption", chart.Description).Close("figure");

        return this;
    }

    /// <summary>Bars with a caption that says what they show.</summary>
    public HtmlReport Bars(BarChart chart)
    {
        this._body.Open("figure").Raw(chart.ToSvg(FormattableString.Invariant($"chart{++this._charts}")));
        this._body.Element("figcaption", chart.Description).Close("figure");

        return this;
    }

    /// <summary>Text whose lines and spaces stay.</summary>
    public HtmlReport Preformatted(string text)
    {
        this._body.Element("pre", text);

        return this;
    }

    /// <summary>A picture in the page itself, with a caption.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="png">The file.</param>
    public HtmlReport Picture(string caption, ReadOnlySpan<byte> png)
    {
        this._body.Open("figure");
        this._body.Empty("img", ("src", "data:image/png;base64," + Convert.ToBase64String(png)), ("alt", caption));
        this._body.Element("figcaption", caption).Close("figure");

        return this;
    }

    /// <summary>The whole page, with the JSON document of the same command in it.</summary>
    public string ToHtml(Action<Utf8JsonWriter> writeJson)
    {
        using MemoryStream json = new();

        // The default encoder escapes <, > and &: the document can stand in a script element, and the page is XML.
        using (Utf8JsonWriter writer = new(json, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writeJson(writer);
        }

        Markup page = new();

        page.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en"), ("xmlns", "http://www.w3.org/1999/xhtml")).Open("head");
        page.Empty("meta", ("charset", "utf-8"));
        page.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Element("title", title).Open("style").Raw(Style).Close("style").Close("head");
        page.Open("body").Element("h1", title).Open("p").Text("Made by ").Element("code", commandLine).Close("p");
        page.Raw(this._body.ToString());
        page.Open("footer").Open("p").Text($"{CommandLine.ToolName} {CommandLine.Version}. ");
        page.Open(
            "a",
            ("download", "data.json"),
            ("href", "data:application/json;base64," + Convert.ToBase64String(json.ToArray())));
        page.Text("The numbers of this page as JSON").Close("a").Close("p").Close("footer");
        page.Open("script", ("type", "application/json"), ("id", "data")).Raw(Encoding.UTF8.GetString(json.ToArray())).Close("script");

        return page.Close("body").Close("html").ToString();
    }

    /// <summary>Writes the page to a file.</summary>
    public void Write(string path, Action<Utf8JsonWriter> writeJson)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, this.ToHtml(writeJson));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadUsage($"--report: '{path}' cannot be written: {exception.Message}");
        }
    }
}
