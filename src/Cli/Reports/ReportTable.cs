namespace IlgpuOptim.Cli.Reports;

/// <summary>A table for people, on a terminal or in a report. The first column is text, the others are right-aligned.</summary>
internal sealed class ReportTable(params IReadOnlyList<string> head)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with a cell for each column; an empty cell is not known.</summary>
    public ReportTable Add(params string[] cells)
    {
        if (cells.Length != head.Count)
        {
            throw new ArgumentException($"A row of {cells.Length} cells in a table of {head.Count} columns.", nameof(cells));
        }

        this._rows.Add(cells);

        return this;
    }

    /// <summary>The lines of the table, the head first.</summary>
    public IEnumerable<string> Lines()
    {
        List<IReadOnlyList<string>> cells = [head, .. this._rows];
        int[] widths = [.. Enumerable.Range(0, head.Count).Select(column => cells.Max(row => row[column].Length))];

        return cells.Select(row => string.Join("  ", row.Select(
            (cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }

    /// <summary>Writes the table to stdout, its head in bold.</summary>
    public void WriteText(string indent = "")
    {
        bool isHead = true;

        foreach (string line in this.Lines())
        {
            Terminal.WriteLine(indent + (isHead ? Terminal.Bold(line) : line));
            isHead = false;
        }
    }

    /// <summary>The table in Markdown.</summary>
    public string ToMarkdown()
    {
        IEnumerable<IReadOnlyList<string>> lines =
            [head, [.. head.Select(static (_, column) => column == 0 ? "---" : "---:")], .. this._rows];

        return string.Concat(lines.Select(static cells => $"| {string.Join(" | ", cells)} |\n"));
    }

    public void WriteHtml(Markup html)
    {
        html.Open("div", ("class", "scroll")).Open("table").Open("thead").Open("tr");

        foreach (string cell in head)
        {
            html.Element("th", cell, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");

        foreach (string[] row in this._rows)
        {
            html.Open("tr").Element("th", row[0], ("scope", "row"));

            foreach (string cell in row.Skip(1))
            {
                html.Element("td", cell);
            }

            html.Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
    }
}
