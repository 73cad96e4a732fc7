using System.Globalization;
using System.Text.Json;

namespace IlgpuOptim.Cli.Bench;

/// <summary>Writes rows as JSON or as a table.</summary>
internal static class BenchReport
{
    /// <summary>Version of the JSON document; grows when a key changes its meaning.</summary>
    public const int Schema = 1;

    public static void WriteJson(Utf8JsonWriter writer, BenchEnvironment environment, IReadOnlyList<BenchRow> rows)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", Schema);
        writer.WritePropertyName("environment");
        environment.WriteJson(writer);
        writer.WriteStartArray("results");

        foreach (BenchRow row in rows)
        {
            WriteRow(writer, row);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteTable(BenchEnvironment environment, IReadOnlyList<BenchRow> rows)
    {
        string[] head = ["kernel", "shape", "median", "speed", "limit", "ratio", "target", ""];
        List<string[]> cells = [head];
        cells.AddRange(rows.Select(Cells));

        int[] widths = [.. Enumerable.Range(0, head.Length).Select(column => cells.Max(line => line[column].Length))];

        foreach (string line in environment.Lines())
        {
            Terminal.WriteLine(Terminal.Dim(line));
        }

        Terminal.WriteLine();

        for (int i = 0; i < cells.Count; i++)
        {
            string line = string.Join(
                "  ",
                cells[i].Select((cell, column) =>
                    column is >= 2 and <= 5 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();

            Terminal.WriteLine(i == 0 ? Terminal.Bold(line) : line);
        }

        WriteFootnotes(rows);
    }

    private static void WriteFootnotes(IReadOnlyList<BenchRow> rows)
    {
        Terminal.WriteLine();

        foreach (BenchRow row in rows.Where(row => row.Status != BenchStatus.Ok))
        {
            Terminal.WriteLine($"{row.Kernel}: {StatusName(row.Status)}: {row.Reason}");
        }

        foreach (IGrouping<string, BenchRow> limit in rows
            .Where(row => row.LimitName is not null)
            .GroupBy(row => row.LimitName!))
        {
            Terminal.WriteLine($"limit of {string.Join(", ", limit.Select(row => row.Kernel))}: {limit.Key}");
        }

        foreach (BenchRow row in rows.Where(row => row.Note is not null))
        {
            Terminal.WriteLine($"{row.Kernel}: {row.Note}");
        }
    }

    private static void WriteRow(Utf8JsonWriter writer, BenchRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("suite", row.Suite);
        writer.WriteString("kernel", row.Kernel);
        writer.WriteString("device", row.Device);
        writer.WriteString("shape", row.Shape);
        writer.WriteNumber("samples", row.Samples);
        WriteDouble(writer, "median_seconds", row.MedianSeconds);
        WriteDouble(writer, "p10_seconds", row.P10Seconds);
        WriteDouble(writer, "p90_seconds", row.P90Seconds);
        WriteDouble(writer, "gb_per_s", row.GigabytesPerSecond);
        WriteDouble(writer, "gflop_per_s", row.GigaflopsPerSecond);
        writer.WriteString("limit_name", row.LimitName);
        WriteDouble(writer, "limit_value", row.LimitValue);
        writer.WriteString("limit_unit", row.LimitUnit);
        WriteDouble(writer, "ratio_to_limit", row.RatioToLimit);
        writer.WriteString("target", row.Target is null ? null : Describe(row.Target));
        WriteDouble(writer, "target_margin", row.TargetMargin);
        writer.WriteBoolean("verified", row.Verified);
        writer.WriteString("status", StatusName(row.Status));
        writer.WriteString("reason", row.Reason);
        writer.WriteString("note", row.Note);

        if (row.Figures is { } figures)
        {
            writer.WriteString("optimizer", figures.Optimizer);
            writer.WriteString("structure", figures.Structure);
            writer.WriteNumber("state_bytes", figures.StateBytes);
            writer.WriteNumber("adamw_state_bytes", figures.AdamWStateBytes);
            WriteDouble(writer, "ratio_to_adamw_step", figures.RatioToAdamWStep);
        }

        writer.WriteEndObject();
    }

    private static void WriteDouble(Utf8JsonWriter writer, string key, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            // Six digits are more than the measurement has.
            writer.WritePropertyName(key);
            writer.WriteRawValue(known.ToString("G6", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNull(key);
        }
    }

    private static string[] Cells(BenchRow row) =>
        row.Status == BenchStatus.Ok
            ?
            [
                row.Kernel,
                row.Shape,
                Duration(row.MedianSeconds),
                Speed(row),
                row.LimitValue is not { } limit ? "-" : row.LimitUnit == "s" ? Duration(limit) : Number(limit, row.LimitUnit!),
                row.RatioToLimit is { } ratio ? ratio.ToString("F2", CultureInfo.InvariantCulture) : "-",
                row.Target is null ? "" : Describe(row.Target),
                Outcome(row),
            ]
            : [row.Kernel, row.Shape, "-", "-", "-", "-", "", StatusName(row.Status).ToUpperInvariant()];

    /// <summary>By how much the target is met or missed: percent, or a factor where that says more.</summary>
    private static string Outcome(BenchRow row) => row.TargetMargin switch
    {
        null => "",
        >= 1 and { } margin => string.Create(CultureInfo.InvariantCulture, $"met, {margin + 1:F1} times better"),
        >= 0 and { } margin => string.Create(CultureInfo.InvariantCulture, $"met, {100 * margin:F0} % over"),
        { } margin => string.Create(CultureInfo.InvariantCulture, $"MISSED by {-100 * margin:F0} %"),
    };

    private static string Speed(BenchRow row) =>
        row.GigaflopsPerSecond is { } flops ? Number(flops, "GFLOP/s")
        : row.GigabytesPerSecond is { } bytes ? Number(bytes, "GB/s")
        : "-";

    private static string Number(double value, string unit) =>
        value.ToString("F1", CultureInfo.InvariantCulture) + " " + unit;

    private static string Describe(BenchTarget target) => target.Kind == TargetKind.RatioAtLeast
        ? string.Create(CultureInfo.InvariantCulture, $"ratio >= {target.Value:0.##}")
        : $"<= {Duration(target.Value)}";

    private static string Duration(double? seconds)
    {
        (double value, string unit) = seconds switch
        {
            null => (double.NaN, ""),
            < 1e-6 => (seconds.Value * 1e9, "ns"),
            < 1e-3 => (seconds.Value * 1e6, "us"),
            < 1 => (seconds.Value * 1e3, "ms"),
            _ => (seconds.Value, "s"),
        };

        return double.IsNaN(value) ? "-" : value.ToString("G3", CultureInfo.InvariantCulture) + " " + unit;
    }

    private static string StatusName(BenchStatus status) => status switch
    {
        BenchStatus.Ok => "ok",
        BenchStatus.Failed => "failed",
        _ => "unsupported",
    };
}
