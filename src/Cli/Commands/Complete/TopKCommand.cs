using System.CommandLine;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Writing;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete topk</c>: the best columns (items) for rows (users).</summary>
internal static class TopKCommand
{
    public static Command Create()
    {
        Argument<string> folder = SharedOptions.File("model", "Folder of the model");
        InputOptions input = new();
        Option<int> top = new("--top", "-k") { Description = "Length of the lists", DefaultValueFactory = _ => 10, HelpName = "k" };
        Option<string[]> rows = new("--rows")
        {
            Description = "Row ids (users); all if left out",
            HelpName = "ids",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> exclude = new("--exclude")
        {
            Description = "File with entries that are left out, such as those seen",
            HelpName = "file",
        };
        Option<string?> output = SharedOptions.Out("File for the lists: .csv or .tsv, or with .gz");
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("topk", "Recommend the best columns (items) for rows (users)")
        {
            folder, top, rows, exclude, output, json,
        };

        input.AddTo(command);
        command.SetExamples(
            "complete topk model --exclude ratings.csv --out lists.csv",
            "complete topk model --rows 1 17 --json");
        command.SetWork((parsed, stop) =>
        {
            CompletionModel model = ModelFolder.Read(parsed.GetValue(folder)!);
            int k = parsed.GetValue(top);
            string[] ids = parsed.GetValue(rows) ?? [];
            int[] wanted = FindRows(model, ids.Length == 0 ? ["all"] : ids);
            int[][] seen = ReadSeen(model, parsed.GetValue(exclude), input.Read(parsed));

            if (k < 1)
            {
                throw CliException.BadUsage($"--top: {k} is less than 1");
            }

            IReadOnlyList<(int Column, double Score)>[] lists = new IReadOnlyList<(int, double)>[wanted.Length];
            Parallel.For(0, wanted.Length, new ParallelOptions { CancellationToken = stop }, i =>
                lists[i] = ModelEvaluation.Recommend(model, wanted[i], k, seen.Length == 0 ? [] : seen[wanted[i]]));

            if (parsed.GetValue(output) is { } path)
            {
                RatingWriter.WriteTopLists(path, model.ColumnIds, wanted.Select((row, i) => (model.RowIds[row], lists[i])));
            }

            if (parsed.GetValue(json))
            {
                WriteJson(model, wanted, lists);
            }
            else if (parsed.GetValue(output) is { } file)
            {
                Terminal.WriteLine($"{file}  {SharedOptions.Count(wanted.Length)} lists");
            }
            else
            {
                WriteText(model, wanted, lists);
            }

            return ExitCodes.Done;
        });

        return command;
    }

    /// <summary>Indices of rows by their ids; "all" is every row.</summary>
    public static int[] FindRows(CompletionModel model, string[] ids)
    {
        if (ids is ["all"])
        {
            return [.. Enumerable.Range(0, model.RowIds.Count)];
        }

        return Array.ConvertAll(ids, id => model.RowIds.IndexOf(id) is int row and >= 0
            ? row
            : throw CliException.BadUsage($"--rows: the model has no row '{id}'"));
    }

    /// <summary>Columns that each row has entries in already, ascending.</summary>
    private static int[][] ReadSeen(CompletionModel model, string? path, ReadOptions options)
    {
        if (path is null)
        {
            return [];
        }

        RatingData<double> data = RatingReader.Read<double>(path, options with { WithoutValues = true }).MapTo(model.RowIds, model.ColumnIds);
        HashSet<int>[] seen = [.. Enumerable.Range(0, model.RowIds.Count).Select(_ => new HashSet<int>())];

        for (int p = 0; p < data.Count; p++)
        {
            if (data.Rows[p] >= 0 && data.Columns[p] >= 0)
            {
                seen[data.Rows[p]].Add(data.Columns[p]);
            }
        }

        return Array.ConvertAll(seen, columns => columns.Order().ToArray());
    }

    private static void WriteText(CompletionModel model, int[] rows, IReadOnlyList<(int Column, double Score)>[] lists)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Terminal.WriteLine(Terminal.Bold(model.RowIds[rows[i]]));

            foreach ((int column, double score) in lists[i])
            {
                Terminal.WriteLine($"  {model.ColumnIds[column],-16}{SharedOptions.Number(score)}");
            }
        }
    }

    private static void WriteJson(CompletionModel model, int[] rows, IReadOnlyList<(int Column, double Score)>[] lists) =>
        JsonOutput.Write(writer =>
        {
            writer.WriteStartArray();

            for (int i = 0; i < rows.Length; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("row", model.RowIds[rows[i]]);
                writer.WriteStartArray("columns");

                foreach ((int column, double score) in lists[i])
                {
                    writer.WriteStartObject();
                    writer.WriteString("column", model.ColumnIds[column]);
                    CompletionOutcome.WriteNumber(writer, "score", score);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
}
