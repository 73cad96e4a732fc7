using System.CommandLine;

using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Arrays;
using IlgpuOptim.MatrixCompletion.Data.Images;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Data.Writing;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete synth</c>: data whose truth is known.</summary>
internal static class SynthCommand
{
    private static readonly string[] Kinds = ["problem-p", "lowrank", "ratings", "picture"];

    public static Command Create()
    {
        Argument<string> kind = new("kind")
        {
            Description = "problem-p (2000 x 2000, rank 10, 10 %), lowrank, ratings, picture",
            DefaultValueFactory = _ => "problem-p",
        };
        Option<int> rows = Integer("--rows", "Rows (users)", 2000);
        Option<int> columns = Integer("--columns", "Columns (items)", 2000);
        Option<int> rank = Integer("--rank", "Rank of the truth", 10);
        Option<string> observed = new("--observed")
        {
            Description = "Observed entries, as a number or a share of the cells",
            DefaultValueFactory = _ => "0.1",
            HelpName = "amount",
        };
        Option<double> noise = SharedOptions.Share("--noise", "Standard deviation of the noise (lowrank)", 0);
        Option<double> condition = SharedOptions.Share("--condition", "First over last singular value (lowrank)", 1);
        Option<double> exponent = SharedOptions.Share("--exponent", "Exponent of the power law (ratings)", 0.8);
        Option<ulong> seed = SharedOptions.Seed();
        seed.DefaultValueFactory = _ => 0;
        Option<string?> output = SharedOptions.Out("File for the observed entries: .mtx, .csv, .tsv, or with .gz");
        Option<string?> truth = new("--truth")
        {
            Description = "Folder for the true factors U.npy and V.npy",
            HelpName = "folder",
        };
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("synth", "Make data whose truth is known")
        {
            kind, rows, columns, rank, observed, noise, condition, exponent, seed, output, truth, json,
        };

        command.SetExamples(
            "complete synth problem-p --out p.mtx --truth truth",
            "complete synth lowrank --rank 5 --noise 0.1 --out x.mtx",
            "complete synth ratings --observed 400000 --out ratings.csv",
            "complete synth picture --rows 192 --columns 256 --out house.png");
        command.SetWork((parsed, stop) =>
        {
            string path = SharedOptions.Require(parsed.GetValue(output), "--out");
            string name = Kinds[InputOptions.Choose("kind", parsed.GetValue(kind)!, Kinds)];

            if (name == "picture")
            {
                return WritePicture(path, parsed.GetValue(rows), parsed.GetValue(columns), parsed.GetValue(seed), parsed.GetValue(json));
            }

            bool isProblemP = name == "problem-p";
            (int m, int n, int r) = isProblemP
                ? (2000, 2000, 10)
                : (parsed.GetValue(rows), parsed.GetValue(columns), parsed.GetValue(rank));
            int count = isProblemP ? 400_000 : CountOf(parsed.GetValue(observed)!, m, n);
            ulong number = parsed.GetValue(seed);
            SparseMatrix<double> matrix;

            if (isProblemP && new Option[] { rows, columns, rank, observed, noise, condition }.Any(option => parsed.GetResult(option) is { Implicit: false }))
            {
                throw CliException.BadUsage("problem-p has its own sizes", "use 'lowrank' to choose them");
            }

            if (name == "ratings")
            {
                matrix = SyntheticRatings.Create<double>(m, n, count, r, parsed.GetValue(exponent), number);

                if (parsed.GetValue(truth) is not null)
                {
                    throw CliException.BadUsage("--truth: ratings are rounded to half stars; there is no exact truth");
                }
            }
            else
            {
                SyntheticMatrix<double> made = SyntheticMatrix<double>.Create(
                    m, n, r, count, parsed.GetValue(noise), parsed.GetValue(condition), number);
                matrix = made.Observed;

                if (parsed.GetValue(truth) is { } folder)
                {
                    NpyFile.Write(Path.Combine(folder, "U.npy"), [m, r], made.Left);
                    NpyFile.Write(Path.Combine(folder, "V.npy"), [n, r], made.Right);
                }
            }

            stop.ThrowIfCancellationRequested();
            RatingWriter.Write(path, new RatingData<double>(
                matrix.ExpandRows(), matrix.ColumnIndices, matrix.Values, IdMap.Consecutive(m), IdMap.Consecutive(n)));

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("file", path);
                    writer.WriteString("kind", name);
                    writer.WriteNumber("rows", m);
                    writer.WriteNumber("columns", n);
                    writer.WriteNumber("entries", matrix.Count);
                    writer.WriteNumber("rank", r);
                    writer.WriteNumber("seed", number);
                    writer.WriteEndObject();
                });
            }
            else
            {
                Terminal.WriteLine($"{path}  {SharedOptions.Count(m)} x {SharedOptions.Count(n)}, {SharedOptions.Count(matrix.Count)} entries of rank {r}");
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static int WritePicture(string path, int height, int width, ulong seed, bool isJson)
    {
        if (height is < 16 or > 16384 || width is < 16 or > 16384)
        {
            throw CliException.BadUsage($"--rows, --columns: a picture of {width} x {height} pixels; 16 to 16384 can be made");
        }

        PictureFile.Write(path, SyntheticPicture.Create(width, height, seed));

        if (isJson)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("file", path);
                writer.WriteString("kind", "picture");
                writer.WriteNumber("rows", height);
                writer.WriteNumber("columns", width);
                writer.WriteNumber("seed", seed);
                writer.WriteEndObject();
            });
        }
        else
        {
            Terminal.WriteLine($"{path}  {width} x {height} pixels");
        }

        return ExitCodes.Done;
    }

    private static Option<int> Integer(string name, string description, int value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "number",
    };

    /// <summary>"0.1" is a share of the cells, "400000" a number of entries.</summary>
    private static int CountOf(string amount, int rows, int columns)
    {
        if (!double.TryParse(amount, System.Globalization.CultureInfo.InvariantCulture, out double number) || !(number > 0))
        {
            throw CliException.BadUsage($"--observed: '{amount}' is neither a share nor a number of entries");
        }

        double count = Math.Round(number <= 1 ? number * rows * columns : number);

        return count >= 1 && count <= (double)rows * columns && count <= Array.MaxLength
            ? (int)count
            : throw CliException.BadUsage($"--observed: {amount} of {rows} x {columns} cells cannot be observed");
    }
}
