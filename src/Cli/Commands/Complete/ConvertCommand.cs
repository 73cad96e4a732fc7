using System.CommandLine;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Writing;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete convert</c>: from one format of entries to another.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        Argument<string> file = SharedOptions.File("file", "File or folder with the entries");
        InputOptions input = new();
        Option<bool> times = new("--times") { Description = "Keep the times" };
        Option<string?> output = SharedOptions.Out("File to write: .mtx, .csv, .tsv, or with .gz");
        Command command = new("convert", "Convert entries to another format") { file, times, output };

        input.AddTo(command);
        command.SetExamples("complete convert ratings.dat --out ratings.csv", "complete convert ratings.csv --out ratings.mtx.gz");
        command.SetWork((parsed, _) =>
        {
            string path = SharedOptions.Require(parsed.GetValue(output), "--out");
            RatingData<double> data = RatingReader.Read<double>(parsed.GetValue(file)!, input.Read(parsed, parsed.GetValue(times)))
                .MergeDuplicates(input.Duplicates(parsed));

            RatingWriter.Write(path, data);
            Terminal.WriteLine($"{path}  {SharedOptions.Count(data.Count)} entries");

            return ExitCodes.Done;
        });

        return command;
    }
}
