using System.CommandLine;
using System.Globalization;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Sampling;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete fit</c>: from entries to a model, with its errors.</summary>
internal static class FitCommand
{
    public static Command Create()
    {
        Argument<string> file = SharedOptions.File("file", "File or folder with the entries");
        InputOptions input = new();
        MethodOptions method = new();
        Option<double> validation = SharedOptions.Share("--validation", "Share held back to decide when to stop", 0.1);
        Option<double> test = SharedOptions.Share("--test", "Share held back to measure with", 0.1);
        Option<string> split = new("--split")
        {
            Description = "Which entries are held back: random, time",
            DefaultValueFactory = _ => "random",
            HelpName = "way",
        };
        Option<string?> output = SharedOptions.Out("Folder for the model");
        Option<string?> report = CompletionReport.CreateOption();
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("fit", "Fit a model to entries, and measure it on entries held back")
        {
            file, validation, test, split, output, report,
        };

        method.AddTo(command);
        input.AddTo(command);
        command.Add(json);
        command.SetExamples(
            "complete fit samples/data/ml-latest-small --seed 1 --json",
            "complete fit ratings.csv --out model --report fit.html",
            "complete fit train.mtx --test 0 --precision float64 --out model");
        command.SetWork((parsed, stop) =>
        {
            bool isTimed = InputOptions.Choose("--split", parsed.GetValue(split)!, ["random", "time"]) == 1;
            RatingData<double> data = RatingReader.Read<double>(parsed.GetValue(file)!, input.Read(parsed, isTimed))
                .MergeDuplicates(input.Duplicates(parsed));
            (double held, double tested) = (parsed.GetValue(validation), parsed.GetValue(test));
            DataSplit parts = isTimed
                ? Splitter.ByTime(data, held, tested)
                : Splitter.Random(data.Count, held, tested, method.Seed(parsed));
            CompletionOutcome outcome = CompletionRun.Fit(
                method.Method(parsed), data, parts, method.Read(parsed), method.IsDouble(parsed), stop);

            if (parsed.GetValue(output) is { } folder)
            {
                ModelFolder.Write(folder, Complete(outcome, data));
            }

            if (parsed.GetValue(report) is { } page)
            {
                CompletionReport.OfFit(outcome, parsed.GetValue(file)!, CompletionReport.CommandLineOf(parsed)).Write(page, writer =>
                {
                    writer.WriteStartObject();
                    outcome.WriteJson(writer);
                    writer.WriteEndObject();
                });
            }

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(writer =>
                {
                    writer.WriteStartObject();
                    outcome.WriteJson(writer);
                    writer.WriteEndObject();
                });
            }
            else
            {
                WriteText(outcome, parsed.GetValue(output));
            }

            return ExitCodes.Done;
        });

        return command;
    }

    /// <summary>The model with what its manifest is to say about its origin.</summary>
    private static CompletionModel Complete(CompletionOutcome outcome, RatingData<double> data)
    {
        Dictionary<string, double> metrics = new(outcome.Result.Model.Metrics)
        {
            ["rmse_train"] = outcome.RmseTrain,
            ["rmse_validation"] = outcome.RmseValidation ?? double.NaN,
            ["rmse_test"] = outcome.Test?.Rmse ?? double.NaN,
            ["mae_test"] = outcome.Test?.Mae ?? double.NaN,
            ["seconds"] = outcome.Result.Seconds,
            ["epochs"] = outcome.Result.Epochs,
        };
        Dictionary<string, string> options = new(outcome.Result.Model.Options)
        {
            ["method"] = outcome.Method,
            ["device"] = outcome.Result.Device,
            ["version"] = CommandLine.Version,
        };

        return outcome.Result.Model with { Metrics = metrics, Options = options, DataHash = CompletionRun.HashOf(data.Source) };
    }

    private static void WriteText(CompletionOutcome outcome, string? folder)
    {
        string Error(double? value) => value is { } error ? error.ToString("F4", CultureInfo.InvariantCulture) : "-";

        Terminal.WriteLine(
            $"{Terminal.Bold(outcome.Method)}  rank {outcome.Result.Model.Rank}, {outcome.Result.Epochs} epochs in "
            + $"{SharedOptions.Number(outcome.Result.Seconds)} s on {outcome.Result.Device}");
        Terminal.WriteLine($"  train       rmse {Error(outcome.RmseTrain)}                 {SharedOptions.Count(outcome.Train)} entries");
        Terminal.WriteLine($"  validation  rmse {Error(outcome.RmseValidation)}                 {SharedOptions.Count(outcome.Validation)} entries");
        Terminal.WriteLine($"  test        rmse {Error(outcome.Test?.Rmse)}  mae {Error(outcome.Test?.Mae)}    {SharedOptions.Count(outcome.Test?.Count ?? 0)} entries");

        if (folder is not null)
        {
            Terminal.WriteLine($"  model       {folder}");
        }
    }
}
