using System.CommandLine;
using System.Globalization;
using System.Numerics;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Methods;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete rank</c>: the validation error of a method over ranks.</summary>
internal static class RankCommand
{
    public static Command Create()
    {
        Argument<string> file = SharedOptions.File("file", "File or folder with the entries");
        InputOptions input = new();
        MethodOptions method = new();
        Option<string> ranks = new("--ranks")
        {
            Description = "Ranks to try",
            DefaultValueFactory = _ => "1,2,4,8,16,32",
            HelpName = "list",
        };
        Option<double> validation = SharedOptions.Share("--validation", "Share held back to compare ranks with", 0.1);
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("rank", "Find the rank that predicts held back entries best") { file, ranks, validation };

        method.AddTo(command);
        input.AddTo(command);
        command.Add(json);
        command.SetExamples("complete rank x.mtx --precision float64", "complete rank ratings.csv --ranks 5,10,20,40 --json");
        command.SetWork((parsed, stop) =>
        {
            int[] tried = ReadRanks(parsed.GetValue(ranks)!);
            RatingData<double> data = RatingReader.Read<double>(parsed.GetValue(file)!, input.Read(parsed))
                .MergeDuplicates(input.Duplicates(parsed));
            DataSplit split = Splitter.Random(data.Count, parsed.GetValue(validation), 0, method.Seed(parsed));

            if (split.Validation.Length == 0)
            {
                throw CliException.BadUsage("--validation: nothing is held back to compare ranks with");
            }

            List<CompletionOutcome> outcomes = [];
            RankReport report = method.IsDouble(parsed)
                ? Examine<double>(data, method.Read(parsed), tried.Max(), stop)
                : Examine<float>(data, method.Read(parsed), tried.Max(), stop);

            foreach (int rank in tried)
            {
                stop.ThrowIfCancellationRequested();
                outcomes.Add(CompletionRun.Fit(
                    method.Method(parsed),
                    data,
                    split,
                    method.Read(parsed) with { Rank = rank },
                    method.IsDouble(parsed),
                    stop));
            }

            Report(parsed.GetValue(json), tried, outcomes, report);

            return ExitCodes.Done;
        });

        return command;
    }

    /// <summary>What the spectrum of the entries and the deep estimate say, whatever the method.</summary>
    private static RankReport Examine<T>(RatingData<double> data, FitOptions options, int maxRank, CancellationToken stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using ComputeDevice device = ComputeDevice.Open(options.Device);

        return RankReport.Create(device, data.ToMatrix().ConvertTo<T>(), maxRank, options.Seed, stop);
    }

    private static int[] ReadRanks(string list) => Array.ConvertAll(
        list.Split(',', StringSplitOptions.TrimEntries),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rank) && rank > 0
            ? rank
            : throw CliException.BadUsage($"--ranks: '{text}' is no rank", "for example --ranks 5,10,20"));

    private static void Report(bool json, int[] ranks, List<CompletionOutcome> outcomes, RankReport report)
    {
        int best = Enumerable.Range(0, ranks.Length).MinBy(i => outcomes[i].RmseValidation);

        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("best_rank", ranks[best]);
                writer.WriteNumber("spectrum_rank", report.SpectrumRank);
                CompletionOutcome.WriteNumber(writer, "spectrum_gap", report.SpectrumGap);
                writer.WriteNumber("deep_rank", report.DeepRank);
                WriteValues("spectrum", report.Spectrum);
                WriteValues("deep_spectrum", report.DeepSpectrum);
                writer.WriteStartArray("curve");

                for (int i = 0; i < ranks.Length; i++)
                {
                    FitResult result = outcomes[i].Result;
                    writer.WriteStartObject();
                    writer.WriteNumber("rank_allowed", ranks[i]);
                    outcomes[i].WriteJson(writer);
                    WriteValues("singular_values", result.SingularValues);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();

                void WriteValues(string key, IReadOnlyList<double> values)
                {
                    writer.WriteStartArray(key);

                    foreach (double value in values)
                    {
                        writer.WriteNumberValue(value);
                    }

                    writer.WriteEndArray();
                }
            });

            return;
        }

        Terminal.WriteLine($"  gap of the spectrum  {report.SpectrumRank} (ratio {SharedOptions.Number(report.SpectrumGap)}; below 1.3 it says little)");
        Terminal.WriteLine($"  deep estimate        {report.DeepRank}");

        for (int i = 0; i < ranks.Length; i++)
        {
            string mark = i == best ? Terminal.Green("  best") : "";
            Terminal.WriteLine($"  rank {ranks[i],4}  train {SharedOptions.Number(outcomes[i].RmseTrain),-8} validation {SharedOptions.Number(outcomes[i].RmseValidation ?? double.NaN),-8}{mark}");
        }
    }
}
