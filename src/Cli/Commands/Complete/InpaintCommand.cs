using System.CommandLine;
using System.Numerics;
using System.Text.Json;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.MatrixCompletion.Data;
using IlgpuOptim.MatrixCompletion.Data.Evaluation;
using IlgpuOptim.MatrixCompletion.Data.Images;
using IlgpuOptim.MatrixCompletion.Data.Model;
using IlgpuOptim.MatrixCompletion.Data.Sampling;
using IlgpuOptim.MatrixCompletion.Methods;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete inpaint</c>: fills the holes of a picture.</summary>
internal static class InpaintCommand
{
    public static Command Create()
    {
        Argument<string> file = SharedOptions.File("picture", "PNG, PGM or PPM");
        Argument<string?> maskFile = new("mask")
        {
            Description = "Picture of the same size: white is known, black is a hole",
            Arity = ArgumentArity.ZeroOrOne,
        };
        MethodOptions method = new();
        Option<double?> missing = new("--missing")
        {
            Description = "Instead of a mask: this share of the pixels is taken away",
            HelpName = "share",
        };
        Option<string?> output = SharedOptions.Out("File for the filled picture: .png, .pgm or .ppm");
        Option<string?> damagedFile = new("--damaged") { Description = "File for the picture with its holes", HelpName = "path" };
        Option<string?> report = CompletionReport.CreateOption();
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("inpaint", "Fill the holes of a picture (scattered ones, not blocks)")
        {
            file, maskFile, missing, output, damagedFile, report,
        };

        method.AddTo(command);
        command.Add(json);
        command.SetExamples(
            "complete inpaint damaged.png mask.png --out filled.png",
            "complete inpaint photo.png --missing 0.6 --out filled.png");
        command.SetWork((parsed, stop) =>
        {
            string path = SharedOptions.Require(parsed.GetValue(output), "--out");
            Picture picture = PictureFile.Read(parsed.GetValue(file)!);
            bool isTrial = parsed.GetValue(missing) is not null;
            bool[] mask = ReadMask(picture, parsed.GetValue(maskFile), parsed.GetValue(missing), method.Seed(parsed));
            Picture damaged = PictureData.Damage(picture, mask);
            FitOptions options = method.Read(parsed) with { Range = (0, picture.Maximum) };
            (Picture filled, List<FitResult> results) = method.IsDouble(parsed)
                ? Fill<double>(damaged, mask, method.Method(parsed), options, stop)
                : Fill<float>(damaged, mask, method.Method(parsed), options, stop);
            Picture neighbours = PictureData.FillFromNeighbours(damaged, mask);

            PictureFile.Write(path, filled);

            if (parsed.GetValue(damagedFile) is { } holes)
            {
                PictureFile.Write(holes, damaged);
            }

            int known = mask.AsSpan().Count(true);
            double? psnr = isTrial ? Psnr(picture, filled) : null;
            double? psnrDamaged = isTrial ? Psnr(picture, damaged) : null;
            double? psnrNeighbours = isTrial ? Psnr(picture, neighbours) : null;

            void WriteJson(Utf8JsonWriter writer)
            {
                writer.WriteStartObject();
                writer.WriteString("file", path);
                writer.WriteNumber("width", picture.Width);
                writer.WriteNumber("height", picture.Height);
                writer.WriteNumber("channels", picture.Channels);
                writer.WriteNumber("known_pixels", known);
                writer.WriteNumber("missing_pixels", mask.Length - known);
                writer.WriteStartArray("ranks");

                foreach (FitResult result in results)
                {
                    writer.WriteNumberValue(result.Model.Rank);
                }

                writer.WriteEndArray();
                CompletionOutcome.WriteNumber(writer, "psnr_db", psnr);
                CompletionOutcome.WriteNumber(writer, "psnr_db_damaged", psnrDamaged);
                CompletionOutcome.WriteNumber(writer, "psnr_db_neighbours", psnrNeighbours);
                writer.WriteEndObject();
            }

            if (parsed.GetValue(report) is { } page)
            {
                ReportTable? table = !isTrial ? null : new ReportTable("picture", "PSNR in dB")
                    .Add("with holes", SharedOptions.Number(psnrDamaged!.Value))
                    .Add("mean of the nearest known pixels", SharedOptions.Number(psnrNeighbours!.Value))
                    .Add("completed", SharedOptions.Number(psnr!.Value));
                List<(string, Picture)> pictures =
                [
                    ($"Before: {SharedOptions.Count(mask.Length - known)} of {SharedOptions.Count(mask.Length)} pixels are missing.", damaged),
                    ("After: completed.", filled),
                    ("For comparison: holes filled with the mean of the nearest known pixels.", neighbours),
                ];

                if (isTrial)
                {
                    pictures.Add(("The truth.", picture));
                }

                CompletionReport.OfPicture(pictures, table, results, CompletionReport.CommandLineOf(parsed)).Write(page, WriteJson);
            }

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(WriteJson);
            }
            else
            {
                string quality = psnr is { } db ? $", {SharedOptions.Number(db)} dB (with holes {SharedOptions.Number(psnrDamaged!.Value)} dB, mean of neighbours {SharedOptions.Number(psnrNeighbours!.Value)} dB)" : "";
                Terminal.WriteLine($"{path}  {SharedOptions.Count(mask.Length - known)} of {SharedOptions.Count(mask.Length)} pixels filled{quality}");
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static bool[] ReadMask(Picture picture, string? file, double? missing, ulong seed)
    {
        if (file is null == missing is null)
        {
            throw CliException.BadUsage("give either a mask or --missing");
        }

        if (missing is { } share)
        {
            return share is > 0 and < 1
                ? CellSampler.Mask(picture.Height, picture.Width, 1 - share, seed)
                : throw CliException.BadUsage($"--missing: {SharedOptions.Number(share)} is not between 0 and 1");
        }

        Picture mask = PictureFile.Read(file!);

        return mask.Width == picture.Width && mask.Height == picture.Height
            ? mask.ToMask()
            : throw CliException.BadUsage($"{file}: the mask is {mask.Width} x {mask.Height}, the picture {picture.Width} x {picture.Height}");
    }

    /// <summary>Fills every colour by itself; known pixels stay as they are.</summary>
    private static (Picture Filled, List<FitResult> Results) Fill<T>(Picture damaged, bool[] mask, ICompletionMethod method, FitOptions options, CancellationToken stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Picture filled = PictureData.Damage(damaged, mask);
        List<FitResult> results = [];
        int colours = damaged.HasAlpha ? damaged.Channels - 1 : damaged.Channels;

        for (int channel = 0; channel < colours; channel++)
        {
            SparseMatrix<T> known = PictureData.ToMatrix<T>(damaged, channel, mask);
            FitResult result = method.Fit(
                known, null, IdMap.Consecutive(damaged.Height, 0), IdMap.Consecutive(damaged.Width, 0), options, null, stop);
            results.Add(result);
            double[] values = damaged.GetChannel(channel);

            for (int p = 0; p < values.Length; p++)
            {
                values[p] = mask[p] ? values[p] : result.Model.Predict(p / damaged.Width, p % damaged.Width);
            }

            filled.SetChannel(channel, values);
        }

        return (filled, results);
    }

    private static double Psnr(Picture truth, Picture picture) => PredictionMetrics.Psnr(
        Array.ConvertAll(truth.Samples, sample => (double)sample),
        Array.ConvertAll(picture.Samples, sample => (double)sample),
        truth.Maximum);
}
