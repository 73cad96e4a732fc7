using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

using IlgpuOptim.MatrixCompletion.Data;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete info</c>: what a file of entries holds.</summary>
internal static class InfoCommand
{
    public static Command Create()
    {
        Argument<string> file = SharedOptions.File("file", "File or folder with the entries");
        InputOptions input = new();
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("info", "Show size, density and statistics of entries") { file, json };

        input.AddTo(command);
        command.SetExamples("complete info samples/data/ml-latest-small", "complete info ratings.csv --json");
        command.SetWork((parsed, _) =>
        {
            string path = parsed.GetValue(file)!;
            long start = Stopwatch.GetTimestamp();
            RatingData<double> data = RatingReader.Read<double>(path, input.Read(parsed));
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            SparseMatrix<double> matrix = data.ToMatrix(input.Duplicates(parsed));
            DataSummary summary = DataSummary.Of(matrix);
            string source = data.Source ?? path;
            double rate = new FileInfo(source).Length / 1e6 / seconds;

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(writer => WriteJson(writer, source, data, matrix, summary, seconds, rate));
            }
            else
            {
                WriteText(source, data, matrix, summary, seconds, rate);
            }

            foreach (string warning in summary.Warnings())
            {
                Terminal.WriteWarning(warning);
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static void WriteText(
        string source, RatingData<double> data, SparseMatrix<double> matrix, DataSummary summary, double seconds, double rate)
    {
        Terminal.WriteLine(Terminal.Bold(source));
        Terminal.WriteLine($"  rows      {SharedOptions.Count(matrix.Rows)} ({Ids(data.RowIds)}), {SharedOptions.Count(summary.EmptyRows)} without entries");
        Terminal.WriteLine($"  columns   {SharedOptions.Count(matrix.Columns)} ({Ids(data.ColumnIds)}), {SharedOptions.Count(summary.EmptyColumns)} without entries");
        Terminal.WriteLine($"  entries   {SharedOptions.Count(matrix.Count)} ({SharedOptions.Number(100 * matrix.Density)} % of the cells)");
        Terminal.WriteLine($"  per row   {summary.ShortestRow} to {SharedOptions.Count(summary.LongestRow)}; per column {summary.ShortestColumn} to {SharedOptions.Count(summary.LongestColumn)}");
        Terminal.WriteLine($"  values    {SharedOptions.Number(summary.Minimum)} to {SharedOptions.Number(summary.Maximum)}, mean {SharedOptions.Number(summary.Mean)}, deviation {SharedOptions.Number(summary.Deviation)}");
        Terminal.WriteLine(Terminal.Dim($"  read in {SharedOptions.Number(seconds)} s, {SharedOptions.Number(Math.Round(rate))} MB/s"));
    }

    private static string Ids(IdMap ids) => ids.Count == 0 ? "none"
        : ids.IsNumeric ? $"ids {ids[0]} to {ids[ids.Count - 1]}"
        : $"ids '{ids[0]}' to '{ids[ids.Count - 1]}'";

    private static void WriteJson(
        Utf8JsonWriter writer,
        string source,
        RatingData<double> data,
        SparseMatrix<double> matrix,
        DataSummary summary,
        double seconds,
        double rate)
    {
        writer.WriteStartObject();
        writer.WriteString("file", source);
        writer.WriteNumber("rows", matrix.Rows);
        writer.WriteNumber("columns", matrix.Columns);
        writer.WriteNumber("entries", matrix.Count);
        writer.WriteNumber("density", matrix.Density);
        writer.WriteBoolean("numeric_row_ids", data.RowIds.IsNumeric);
        writer.WriteBoolean("numeric_column_ids", data.ColumnIds.IsNumeric);
        writer.WriteNumber("empty_rows", summary.EmptyRows);
        writer.WriteNumber("empty_columns", summary.EmptyColumns);
        writer.WriteNumber("shortest_row", summary.ShortestRow);
        writer.WriteNumber("longest_row", summary.LongestRow);
        writer.WriteNumber("shortest_column", summary.ShortestColumn);
        writer.WriteNumber("longest_column", summary.LongestColumn);
        writer.WriteNumber("minimum", summary.Minimum);
        writer.WriteNumber("maximum", summary.Maximum);
        writer.WriteNumber("mean", summary.Mean);
        writer.WriteNumber("standard_deviation", summary.Deviation);
        writer.WriteNumber("read_seconds", seconds);
        writer.WriteNumber("read_mb_per_s", rate);
        writer.WriteStartArray("warnings");

        foreach (string warning in summary.Warnings())
        {
            writer.WriteStringValue(warning);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
