using System.CommandLine;
using System.Globalization;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Data.Writing;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete split</c>: training, validation and test parts as files.</summary>
internal static class SplitCommand
{
    private static readonly string[] Ways = ["random", "row", "row-latest", "time", "folds"];

    public static Command Create()
    {
        Argument<string> file = SharedOptions.File("file", "File or folder with the entries");
        InputOptions input = new();
        Option<string> by = new("--by")
        {
            Description = "random, row (k of each row), row-latest, time, folds",
            DefaultValueFactory = _ => "random",
            HelpName = "way",
        };
        Option<double> validation = SharedOptions.Share("--validation", "Share of the validation part", 0.1);
        Option<double> test = SharedOptions.Share("--test", "Share of the test part", 0.1);
        Option<int> count = new("--count")
        {
            Description = "Entries of each row that are held out (row), or folds",
            DefaultValueFactory = _ => 5,
            HelpName = "k",
        };
        Option<ulong> seed = SharedOptions.Seed();
        Option<string?> output = SharedOptions.Out("Folder for train.csv, validation.csv and test.csv");
        Option<string> format = new("--format")
        {
            Description = "csv, tsv or mtx, or one of them with .gz",
            DefaultValueFactory = _ => "csv",
            HelpName = "name",
        };
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("split", "Divide entries into training, validation and test files")
        {
            file, by, validation, test, count, seed, output, format, json,
        };

        input.AddTo(command);
        command.SetExamples(
            "complete split ratings.csv --out parts --seed 7",
            "complete split ratings.csv --by time --test 0.2 --out parts",
            "complete split ratings.csv --by folds --count 5 --out folds");
        command.SetWork((parsed, stop) =>
        {
            string folder = SharedOptions.Require(parsed.GetValue(output), "--out");
            string way = Ways[InputOptions.Choose("--by", parsed.GetValue(by)!, Ways)];
            string extension = parsed.GetValue(format)!;
            InputOptions.Choose("--format", extension, ["csv", "tsv", "mtx", "csv.gz", "tsv.gz", "mtx.gz"]);
            bool isTimed = way is "time" or "row-latest";

            RatingData<double> data = RatingReader.Read<double>(parsed.GetValue(file)!, input.Read(parsed, isTimed))
                .MergeDuplicates(input.Duplicates(parsed));

            if (isTimed && data.Times is null)
            {
                throw CliException.BadUsage("times cannot be kept while duplicates are merged", "remove the duplicates first, or split at random");
            }

            (ulong number, int k) = (parsed.GetValue(seed), parsed.GetValue(count));
            (double held, double tested) = (parsed.GetValue(validation), parsed.GetValue(test));
            bool withValidation = held > 0;
            IReadOnlyList<DataSplit> splits = way switch
            {
                "random" => [Splitter.Random(data.Count, held, tested, number)],
                "time" => [Splitter.ByTime(data, held, tested)],
                "folds" => Splitter.Folds(data.Count, k, number, parsed.GetResult(validation) is { Implicit: false } ? held : 0),
                _ => [Splitter.LeaveOut(data, k, number, withValidation, way == "row-latest")],
            };
            List<(string Path, DataSplit Split, string Part, int[] Entries)> files = [];

            for (int fold = 0; fold < splits.Count; fold++)
            {
                string place = splits.Count == 1 ? folder : Path.Combine(folder, "fold" + (fold + 1).ToString(CultureInfo.InvariantCulture));

                foreach ((string part, int[] entries) in
                    ((string, int[])[])[("train", splits[fold].Train), ("validation", splits[fold].Validation), ("test", splits[fold].Test)])
                {
                    if (entries.Length > 0)
                    {
                        files.Add((Path.Combine(place, $"{part}.{extension}"), splits[fold], part, entries));
                    }
                }
            }

            WriteAll(files, data, stop);

            Report(parsed.GetValue(json), data, files);

            return ExitCodes.Done;
        });

        return command;
    }

    /// <summary>Writes all parts or, if that is interrupted or fails, none.</summary>
    private static void WriteAll(
        List<(string Path, DataSplit Split, string Part, int[] Entries)> files, RatingData<double> data, CancellationToken stop)
    {
        int written = 0;

        try
        {
            for (; written < files.Count; written++)
            {
                stop.ThrowIfCancellationRequested();
                RatingWriter.Write(files[written].Path, data.Select(files[written].Entries));
            }
        }
        finally
        {
            for (int f = 0; f < written && written < files.Count; f++)
            {
                File.Delete(files[f].Path);
            }
        }
    }

    private static void Report(
        bool json, RatingData<double> data, List<(string Path, DataSplit Split, string Part, int[] Entries)> files)
    {
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteStartArray();

                foreach ((string path, DataSplit split, string part, int[] entries) in files)
                {
                    (int rows, int columns) = CountCold(data, split.Train, entries);
                    writer.WriteStartObject();
                    writer.WriteString("file", path);
                    writer.WriteString("part", part);
                    writer.WriteNumber("entries", entries.Length);
                    writer.WriteNumber("cold_rows", rows);
                    writer.WriteNumber("cold_columns", columns);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });

            return;
        }

        foreach ((string path, DataSplit split, string part, int[] entries) in files)
        {
            (int rows, int columns) = CountCold(data, split.Train, entries);
            string cold = part == "train" ? "" : $", {SharedOptions.Count(rows)} rows and {SharedOptions.Count(columns)} columns not in train";
            Terminal.WriteLine($"{path}  {SharedOptions.Count(entries.Length)} entries{cold}");
        }
    }

    /// <summary>Rows and columns of a part that training does not see.</summary>
    private static (int Rows, int Columns) CountCold(RatingData<double> data, int[] train, int[] part)
    {
        HashSet<int> rows = [.. part.Select(entry => data.Rows[entry])];
        HashSet<int> columns = [.. part.Select(entry => data.Columns[entry])];
        rows.ExceptWith(train.Select(entry => data.Rows[entry]));
        columns.ExceptWith(train.Select(entry => data.Columns[entry]));

        return (rows.Count, columns.Count);
    }
}
