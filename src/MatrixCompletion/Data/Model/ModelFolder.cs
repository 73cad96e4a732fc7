using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using IlgpuOptim.MatrixCompletion.Data.Arrays;

namespace IlgpuOptim.MatrixCompletion.Data.Model;

/// <summary>
/// A model as a folder: manifest.json, U.npy, V.npy, perhaps bu.npy and bi.npy, rows.txt and columns.txt with one id per line. The
/// manifest holds the SHA-256 of every other file. The folder is written beside its place and moved there whole.
/// </summary>
public static class ModelFolder
{
    /// <summary>Version of the layout, which readers look at.</summary>
    public const int FormatVersion = 1;

    private const string Manifest = "manifest.json";
    private const string FormatName = "ilgpu-optim completion model";
    private const string RowFactorsFile = "U.npy";
    private const string ColumnFactorsFile = "V.npy";
    private const string RowBiasesFile = "bu.npy";
    private const string ColumnBiasesFile = "bi.npy";
    private const string RowIdsFile = "rows.txt";
    private const string ColumnIdsFile = "columns.txt";

    /// <summary>Writes a model; one that was there before is replaced only when the new one is complete.</summary>
    /// <param name="folder">The folder; it must not exist, or hold a model.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The sizes of the model do not fit together.</exception>
    /// <exception cref="IOException">The folder exists and holds no model.</exception>
    public static void Write(string folder, CompletionModel model)
    {
        if (model.Check() is { } wrong)
        {
            throw new ArgumentException(wrong, nameof(model));
        }

        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string suffix = $".{Environment.ProcessId}.{Guid.NewGuid():N}";
        string fresh = target + suffix + ".part";
        string old = target + suffix + ".old";

        if (File.Exists(target) || (Directory.Exists(target)
            && Directory.EnumerateFileSystemEntries(target).Any() && !File.Exists(Path.Combine(target, Manifest))))
        {
            throw new IOException($"{folder} is there already and holds no model; choose another name, or remove it");
        }

        try
        {
            Directory.CreateDirectory(fresh);
            WriteFiles(fresh, model);

            if (Directory.Exists(target))
            {
                Directory.Move(target, old);
            }

            Directory.Move(fresh, target);
        }
        catch
        {
            if (Directory.Exists(old) && !Directory.Exists(target))
            {
                Directory.Move(old, target);
            }

            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }

            throw;
        }

        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="DataFormatException">It is no model, is of a version not known here, or a file is missing or changed.</exception>
    public static CompletionModel Read(string folder)
    {
        string path = Path.Combine(folder, Manifest);

        if (!File.Exists(path))
        {
            throw new DataFormatException(folder, 0, $"this is no model: there is no {Manifest}");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(InputFile.ReadAll(path));

            return ReadFiles(folder, path, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            long line = (exception as JsonException)?.LineNumber + 1 ?? 0;

            throw new DataFormatException(path, line, "the manifest is damaged: " + exception.Message, exception);
        }
    }

    private static void WriteFiles(string folder, CompletionModel model)
    {
        NpyFile.Write(Path.Combine(folder, RowFactorsFile), [model.RowIds.Count, model.Rank], model.RowFactors);
        NpyFile.Write(Path.Combine(folder, ColumnFactorsFile), [model.ColumnIds.Count, model.Rank], model.ColumnFactors);
        WriteIds(Path.Combine(folder, RowIdsFile), model.RowIds);
        WriteIds(Path.Combine(folder, ColumnIdsFile), model.ColumnIds);
        List<string> files = [RowFactorsFile, ColumnFactorsFile, RowIdsFile, ColumnIdsFile];

        if (model.RowBiases is { } rowBiases)
        {
            NpyFile.Write(Path.Combine(folder, RowBiasesFile), [rowBiases.Length], rowBiases);
            files.Add(RowBiasesFile);
        }

        if (model.ColumnBiases is { } columnBiases)
        {
            NpyFile.Write(Path.Combine(folder, ColumnBiasesFile), [columnBiases.Length], columnBiases);
            files.Add(ColumnBiasesFile);
        }

        ArrayBufferWriter<byte> buffer = new();

        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            WriteManifest(json, folder, model, files);
        }

        AtomicFile.Write(Path.Combine(folder, Manifest), stream => stream.Write(buffer.WrittenSpan));
    }

    private static void WriteManifest(Utf8JsonWriter json, string folder, CompletionModel model, List<string> files)
    {
        json.WriteStartObject();
        json.WriteString("format", FormatName);
        json.WriteNumber("version", FormatVersion);
        json.WriteNumber("rows", model.RowIds.Count);
        json.WriteNumber("columns", model.ColumnIds.Count);
        json.WriteNumber("rank", model.Rank);
        json.WriteNumber("global_mean", model.GlobalMean);
        json.WriteString("row_ids", KindOf(model.RowIds));
        json.WriteString("column_ids", KindOf(model.ColumnIds));

        if (model.Range is { } range)
        {
            json.WriteNumber("minimum", range.Minimum);
            json.WriteNumber("maximum", range.Maximum);
        }

        if (model.DataHash is { } hash)
        {
            json.WriteString("data_sha256", hash);
        }

        json.WriteStartObject("options");

        foreach ((string key, string value) in model.Options)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("metrics");

        // JSON has no NaN; what is not known is left out.
        foreach ((string key, double value) in model.Metrics.Where(metric => double.IsFinite(metric.Value)))
        {
            json.WriteNumber(key, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("files");

        foreach (string file in files)
        {
            json.WriteString(file, HashOf(Path.Combine(folder, file)));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static CompletionModel ReadFiles(string folder, string path, JsonElement manifest)
    {
        if (manifest.GetProperty("format").GetString() != FormatName)
        {
            throw new DataFormatException(path, 0, "this is no manifest of a completion model");
        }

        if (manifest.GetProperty("version").GetInt32() is int version and not FormatVersion)
        {
            throw new DataFormatException(path, 0, $"the model is of version {version}; {FormatVersion} is known here");
        }

        JsonElement files = manifest.GetProperty("files");

        foreach (JsonProperty file in files.EnumerateObject())
        {
            string full = Path.Combine(folder, Path.GetFileName(file.Name));

            if (!string.Equals(HashOf(full), file.Value.GetString(), StringComparison.Ordinal))
            {
                throw new DataFormatException(full, 0, "the file is not the one that the manifest was written for");
            }
        }

        int rank = manifest.GetProperty("rank").GetInt32();
        CompletionModel model = new(
            ReadIds(Path.Combine(folder, RowIdsFile), manifest.GetProperty("row_ids").GetString()),
            ReadIds(Path.Combine(folder, ColumnIdsFile), manifest.GetProperty("column_ids").GetString()),
            rank,
            NpyFile.Read<double>(Path.Combine(folder, RowFactorsFile)).Data,
            NpyFile.Read<double>(Path.Combine(folder, ColumnFactorsFile)).Data)
        {
            GlobalMean = manifest.GetProperty("global_mean").GetDouble(),
            RowBiases = files.TryGetProperty(RowBiasesFile, out _) ? NpyFile.Read<double>(Path.Combine(folder, RowBiasesFile)).Data : null,
            ColumnBiases = files.TryGetProperty(ColumnBiasesFile, out _)
                ? NpyFile.Read<double>(Path.Combine(folder, ColumnBiasesFile)).Data
                : null,
            Range = manifest.TryGetProperty("minimum", out JsonElement minimum)
                ? (minimum.GetDouble(), manifest.GetProperty("maximum").GetDouble())
                : null,
            DataHash = manifest.TryGetProperty("data_sha256", out JsonElement hash) ? hash.GetString() : null,
            Options = manifest.GetProperty("options").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString() ?? ""),
            Metrics = manifest.GetProperty("metrics").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetDouble()),
        };

        return model.Check() is { } wrong ? throw new DataFormatException(path, 0, wrong) : model;
    }

    private static string KindOf(IdMap ids) => ids.IsNumeric ? "numbers" : "texts";

    /// <summary>One id per line; texts hold no line ends, because no reader lets them in.</summary>
    private static void WriteIds(string path, IdMap ids) => AtomicFile.Write(path, stream =>
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };

        for (int i = 0; i < ids.Count; i++)
        {
            writer.WriteLine(ids[i]);
        }
    });

    private static IdMap ReadIds(string path, string? kind)
    {
        string[] lines = Encoding.UTF8.GetString(InputFile.ReadAll(path)).Split('\n')[..^1];

        try
        {
            return kind == "texts"
                ? IdMap.FromTexts(lines)
                : IdMap.FromNumbers(Array.ConvertAll(lines, line => long.Parse(line, CultureInfo.InvariantCulture)));
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            throw new DataFormatException(path, 0, exception.Message, exception);
        }
    }

    private static string HashOf(string path)
    {
        using FileStream stream = InputFile.Open(path);

        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
