using System.CommandLine;
using System.Text.Json;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Evaluation;
using IlgpuOptim.MatrixCompletion.Data.Model;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete eval</c>: errors of a model, or of a file of predictions, on entries.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        Argument<string> subject = SharedOptions.File("subject", "Folder of a model, or file of predictions");
        Argument<string> file = SharedOptions.File("file", "File with the observed entries");
        InputOptions input = new();
        Option<int> top = new("--top", "-k")
        {
            Description = "Also rank: precision, recall and NDCG of lists of this length",
            DefaultValueFactory = _ => 0,
            HelpName = "k",
        };
        Option<double?> relevant = new("--relevant")
        {
            Description = "For --top: values from here on are relevant (default: all)",
            HelpName = "value",
        };
        Option<string?> exclude = new("--exclude")
        {
            Description = "For --top: file with the training entries, which are left out",
            HelpName = "file",
        };
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("eval", "Measure a model or predictions on observed entries")
        {
            subject, file, top, relevant, exclude, json,
        };

        input.AddTo(command);
        command.SetExamples("complete eval model test.csv", "complete eval predictions.csv test.csv --json", "complete eval model test.csv --top 10 --exclude train.csv");
        command.SetWork((parsed, _) =>
        {
            string path = parsed.GetValue(subject)!;
            RatingData<double> data = RatingReader.Read<double>(parsed.GetValue(file)!, input.Read(parsed)).MergeDuplicates(input.Duplicates(parsed));
            bool isModel = File.Exists(Path.Combine(path, "manifest.json"));
            int k = parsed.GetValue(top);

            if (k > 0 && !isModel)
            {
                throw CliException.BadUsage("--top needs a model, not a file of predictions");
            }

            CompletionModel? model = isModel ? ModelFolder.Read(path) : null;
            (PredictionMetrics all, PredictionMetrics? warm, int cold) = model is null
                ? (Compare(path, data), null, 0)
                : ModelEvaluation.Evaluate(model, data);
            RankingMetrics? ranking = model is not null && k > 0
                ? RankingEvaluation.Evaluate(model, data, ReadSeen(parsed.GetValue(exclude), input.Read(parsed)), k, parsed.GetValue(relevant))
                : null;

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(writer => WriteJson(writer, all, warm, cold, ranking));
            }
            else
            {
                WriteText(all, warm, cold, ranking);
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static RatingData<double>? ReadSeen(string? path, ReadOptions options) =>
        path is null ? null : RatingReader.Read<double>(path, options with { WithoutValues = true });

    /// <summary>Predictions in a file with the same cells, in any order.</summary>
    private static PredictionMetrics Compare(string path, RatingData<double> data)
    {
        RatingData<double> predictions = RatingReader.Read<double>(path);
        SparseMatrix<double> predicted = predictions.ToMatrix();
        RatingData<double> mapped = data.MapTo(predictions.RowIds, predictions.ColumnIds);
        double[] values = new double[data.Count];

        for (int p = 0; p < data.Count; p++)
        {
            if (mapped.Rows[p] < 0 || mapped.Columns[p] < 0 || !predicted.TryGet(mapped.Rows[p], mapped.Columns[p], out values[p]))
            {
                throw new DataFormatException(
                    path, 0, $"there is no prediction for row {data.RowIds[data.Rows[p]]}, column {data.ColumnIds[data.Columns[p]]}");
            }
        }

        return PredictionMetrics.Compute<double>(data.Values, values);
    }

    private static void WriteText(PredictionMetrics all, PredictionMetrics? warm, int cold, RankingMetrics? ranking)
    {
        Terminal.WriteLine($"  rmse {SharedOptions.Number(all.Rmse)}  mae {SharedOptions.Number(all.Mae)}  r2 {SharedOptions.Number(all.R2)}  relative error {all.RelativeFrobenius.ToString("G4", System.Globalization.CultureInfo.InvariantCulture)}  {SharedOptions.Count(all.Count)} entries");

        if (cold > 0)
        {
            string known = warm is null ? "none is known" : $"rmse {SharedOptions.Number(warm.Rmse)} over the {SharedOptions.Count(warm.Count)} others";
            Terminal.WriteLine($"  {SharedOptions.Count(cold)} entries of rows or columns that the model does not know; {known}");
        }

        if (ranking is not null)
        {
            Terminal.WriteLine($"  top {ranking.K}: precision {SharedOptions.Number(ranking.Precision)}  recall {SharedOptions.Number(ranking.Recall)}  ndcg {SharedOptions.Number(ranking.Ndcg)}  hit rate {SharedOptions.Number(ranking.HitRate)}  {SharedOptions.Count(ranking.Users)} rows");
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, PredictionMetrics all, PredictionMetrics? warm, int cold, RankingMetrics? ranking)
    {
        writer.WriteStartObject();
        writer.WriteNumber("entries", all.Count);
        CompletionOutcome.WriteNumber(writer, "rmse", all.Rmse);
        CompletionOutcome.WriteNumber(writer, "mae", all.Mae);
        CompletionOutcome.WriteNumber(writer, "r2", all.R2);
        CompletionOutcome.WriteNumber(writer, "relative_frobenius", all.RelativeFrobenius);
        CompletionOutcome.WriteNumber(writer, "half_mean_square", all.HalfMeanSquare);
        writer.WriteNumber("cold_entries", cold);
        CompletionOutcome.WriteNumber(writer, "rmse_warm", warm?.Rmse);

        if (ranking is not null)
        {
            writer.WriteStartObject("ranking");
            writer.WriteNumber("k", ranking.K);
            writer.WriteNumber("rows", ranking.Users);
            writer.WriteNumber("precision", ranking.Precision);
            writer.WriteNumber("recall", ranking.Recall);
            writer.WriteNumber("ndcg", ranking.Ndcg);
            writer.WriteNumber("mean_average_precision", ranking.MeanAveragePrecision);
            writer.WriteNumber("reciprocal_rank", ranking.ReciprocalRank);
            writer.WriteNumber("hit_rate", ranking.HitRate);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
