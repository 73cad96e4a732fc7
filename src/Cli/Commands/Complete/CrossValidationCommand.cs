using System.CommandLine;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete cv</c>: errors by k-fold cross-validation.</summary>
internal static class CrossValidationCommand
{
    public static Command Create()
    {
        Argument<string> file = SharedOptions.File("file", "File or folder with the entries");
        InputOptions input = new();
        MethodOptions method = new();
        Option<int> folds = new("--folds") { Description = "Number of folds", DefaultValueFactory = _ => 5, HelpName = "k" };
        Option<double> validation = SharedOptions.Share("--validation", "Share of each fold held back to decide when to stop", 0.1);
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("cv", "Measure a method by k-fold cross-validation") { file, folds, validation };

        method.AddTo(command);
        input.AddTo(command);
        command.Add(json);
        command.SetExamples("complete cv samples/data/ml-latest-small", "complete cv ratings.csv --folds 10 --json");
        command.SetWork((parsed, stop) =>
        {
            RatingData<double> data = RatingReader.Read<double>(parsed.GetValue(file)!, input.Read(parsed))
                .MergeDuplicates(input.Duplicates(parsed));
            IReadOnlyList<DataSplit> splits = Splitter.Folds(
                data.Count, parsed.GetValue(folds), method.Seed(parsed), parsed.GetValue(validation));
            List<CompletionOutcome> outcomes = [];

            foreach (DataSplit split in splits)
            {
                stop.ThrowIfCancellationRequested();
                outcomes.Add(CompletionRun.Fit(
                    method.Method(parsed), data, split, method.Read(parsed), method.IsDouble(parsed), stop));
            }

            Report(parsed.GetValue(json), outcomes);

            return ExitCodes.Done;
        });

        return command;
    }

    private static void Report(bool json, List<CompletionOutcome> outcomes)
    {
        double[] errors = [.. outcomes.Select(outcome => outcome.Test!.Rmse)];
        double mean = errors.Average();

        // Of the sample: the folds stand for all the folds there could be.
        double deviation = Math.Sqrt(errors.Sum(error => (error - mean) * (error - mean)) / (errors.Length - 1));

        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("rmse_mean", mean);
                writer.WriteNumber("rmse_standard_deviation", deviation);
                writer.WriteNumber("mae_mean", outcomes.Average(outcome => outcome.Test!.Mae));
                writer.WriteStartArray("folds");

                foreach (CompletionOutcome outcome in outcomes)
                {
                    writer.WriteStartObject();
                    outcome.WriteJson(writer);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });

            return;
        }

        for (int fold = 0; fold < outcomes.Count; fold++)
        {
            Terminal.WriteLine($"  fold {fold + 1}  rmse {SharedOptions.Number(errors[fold])}  mae {SharedOptions.Number(outcomes[fold].Test!.Mae)}  {SharedOptions.Number(outcomes[fold].Result.Seconds)} s");
        }

        Terminal.WriteLine(Terminal.Bold($"{outcomes[0].Method}  rmse {SharedOptions.Number(mean)} +- {SharedOptions.Number(deviation)}") + " (standard deviation over the folds)");
    }
}
