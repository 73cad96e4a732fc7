using System.CommandLine;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Writing;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete predict</c>: predictions of pairs, or of all cells of some rows.</summary>
internal static class PredictCommand
{
    /// <summary>Lines that are written at most for whole rows: some gigabytes of text.</summary>
    private const long MostPredictions = 200_000_000;

    public static Command Create()
    {
        Argument<string> folder = SharedOptions.File("model", "Folder of the model");
        Argument<string?> pairs = new("pairs")
        {
            Description = "File with pairs of row and column id; values are not looked at",
            Arity = ArgumentArity.ZeroOrOne,
        };
        InputOptions input = new();
        Option<string[]> rows = new("--rows")
        {
            Description = "Predict all columns for these row ids (all: every row)",
            HelpName = "ids",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> output = SharedOptions.Out("File for the predictions: .csv or .tsv, or with .gz");
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("predict", "Predict cells with a model") { folder, pairs, rows, output, json };

        input.AddTo(command);
        command.SetExamples("complete predict model pairs.csv --out predictions.csv", "complete predict model --rows 1 2 --out rows.csv");
        command.SetWork((parsed, _) =>
        {
            string path = SharedOptions.Require(parsed.GetValue(output), "--out");
            CompletionModel model = ModelFolder.Read(parsed.GetValue(folder)!);
            string[] wanted = parsed.GetValue(rows) ?? [];

            if (wanted.Length == 0 == parsed.GetValue(pairs) is null)
            {
                throw CliException.BadUsage("give either a file of pairs or --rows");
            }

            (string[] rowIds, string[] columnIds, int[] rowOf, int[] columnOf) = wanted.Length > 0
                ? WholeRows(model, wanted)
                : ReadPairs(model, parsed.GetValue(pairs)!, input.Read(parsed));
            double[] predictions = ModelEvaluation.Predict(model, rowOf, columnOf);
            int cold = Enumerable.Range(0, rowOf.Length).Count(p => rowOf[p] < 0 || columnOf[p] < 0);

            RatingWriter.WritePredictions(path, rowIds, columnIds, predictions);

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("file", path);
                    writer.WriteNumber("predictions", predictions.Length);
                    writer.WriteNumber("cold", cold);
                    writer.WriteEndObject();
                });
            }
            else
            {
                Terminal.WriteLine($"{path}  {SharedOptions.Count(predictions.Length)} predictions, {SharedOptions.Count(cold)} of rows or columns the model does not know");
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static (string[] RowIds, string[] ColumnIds, int[] Rows, int[] Columns) ReadPairs(
        CompletionModel model, string path, ReadOptions options)
    {
        RatingData<double> data = RatingReader.Read<double>(path, options with { WithoutValues = true });
        RatingData<double> mapped = data.MapTo(model.RowIds, model.ColumnIds);

        return (
            Array.ConvertAll(data.Rows, row => data.RowIds[row]),
            Array.ConvertAll(data.Columns, column => data.ColumnIds[column]),
            mapped.Rows,
            mapped.Columns);
    }

    private static (string[] RowIds, string[] ColumnIds, int[] Rows, int[] Columns) WholeRows(CompletionModel model, string[] ids)
    {
        int[] rows = TopKCommand.FindRows(model, ids);
        long count = (long)rows.Length * model.ColumnIds.Count;

        if (count > MostPredictions)
        {
            throw CliException.BadUsage(
                $"--rows: {count} predictions are more than the {MostPredictions} that are written; name fewer rows");
        }

        string[] columnIds = [.. Enumerable.Range(0, model.ColumnIds.Count).Select(column => model.ColumnIds[column])];
        int n = columnIds.Length;

        return (
            [.. rows.SelectMany(row => Enumerable.Repeat(model.RowIds[row], n))],
            [.. rows.SelectMany(_ => columnIds)],
            [.. rows.SelectMany(row => Enumerable.Repeat(row, n))],
            [.. rows.SelectMany(_ => Enumerable.Range(0, n))]);
    }
}
