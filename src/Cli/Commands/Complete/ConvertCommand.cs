using System.CommandLine;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Writing;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete convert</c>: entries from one format to another, or a model into files for other programs.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        Argument<string> file = SharedOptions.File("file", "File or folder with the entries, or folder of a model");
        InputOptions input = new();
        Option<bool> times = new("--times") { Description = "Keep the times" };
        Option<string?> output = SharedOptions.Out("File: .mtx, .csv, .tsv, or with .gz; a model: .safetensors, .mtx");
        Command command = new("convert", "Convert entries to another format, or export a model") { file, times, output };

        input.AddTo(command);
        command.SetExamples("complete convert ratings.dat --out ratings.csv", "complete convert model --out model.safetensors");
        command.SetWork((parsed, _) =>
        {
            string path = SharedOptions.Require(parsed.GetValue(output), "--out");
            string source = parsed.GetValue(file)!;

            if (File.Exists(Path.Combine(source, "manifest.json")))
            {
                Export(ModelFolder.Read(source), path);

                return ExitCodes.Done;
            }

            RatingData<double> data = RatingReader.Read<double>(source, input.Read(parsed, parsed.GetValue(times)))
                .MergeDuplicates(input.Duplicates(parsed));

            RatingWriter.Write(path, data);
            Terminal.WriteLine($"{path}  {SharedOptions.Count(data.Count)} entries");

            return ExitCodes.Done;
        });

        return command;
    }

    private static void Export(CompletionModel model, string path)
    {
        IReadOnlyList<string> files;

        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".safetensors":
                ModelExport.WriteSafetensors(path, model);
                files = [path];
                break;
            case ".mtx":
                files = ModelExport.WriteMatrixMarket(path, model);
                break;
            default:
                throw CliException.BadUsage($"--out: a model cannot be written as '{path}'", "models are written as .safetensors or .mtx");
        }

        foreach (string file in files)
        {
            Terminal.WriteLine(file);
        }
    }
}
