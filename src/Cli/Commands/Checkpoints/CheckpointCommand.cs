using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Compute.Files;
using IlgpuOptim.Optimizers.Checkpoints;

namespace IlgpuOptim.Cli.Commands.Checkpoints;

/// <summary><c>checkpoint</c>: what is in checkpoints and other safetensors files.</summary>
internal static class CheckpointCommand
{
    private const int Schema = 1;
    private const int ShownRows = 40;

    public static Command Create()
    {
        Command command = CommandLine.CreateGroup("checkpoint", "Look into checkpoints and other safetensors files", CreateShow());

        command.SetExamples("checkpoint show run.safetensors", "checkpoint show run.safetensors --json");

        return command;
    }

    private static Command CreateShow()
    {
        Argument<string> path = new("file") { Description = "A checkpoint, or any safetensors file" };
        Option<bool> all = new("--all") { Description = "All tensors and numbers in the table, not the first ones" };
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("show", "Show tensors, numbers and texts of a file, and check that it is whole") { path, all, json };

        command.SetExamples("checkpoint show run.safetensors", "checkpoint show model.safetensors --all", "checkpoint show run.safetensors --json");
        command.SetAction(parsed =>
        {
            using SafetensorsFile file = Open(parsed.GetValue(path)!);
            using Checkpoint? checkpoint = Checkpoint.IsCheckpoint(file) ? Read(() => Checkpoint.Open(file.Path, verify: false)) : null;

            if (parsed.GetValue(json))
            {
                JsonOutput.Write(writer => WriteJson(writer, file, checkpoint));
            }
            else
            {
                WriteText(file, checkpoint, parsed.GetValue(all) ? int.MaxValue : ShownRows);
            }

            return ExitCodes.Done;
        });

        return command;
    }

    /// <summary>Opens a file and compares it with its checksum.</summary>
    private static SafetensorsFile Open(string path) => Read(() => SafetensorsFile.Open(path));

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TensorFileException exception)
        {
            throw CliException.BadUsage(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadUsage("the file cannot be read: " + exception.Message);
        }
    }

    private static void WriteText(SafetensorsFile file, Checkpoint? checkpoint, int rows)
    {
        long bytes = file.Entries.Sum(entry => entry.Bytes);

        Terminal.WriteLine(Terminal.Bold(file.Path) + (checkpoint is null ? "  safetensors file" : "  checkpoint"));
        Terminal.WriteLine($"  {Format.Count(file.Entries.Count, "tensor")}, {Format.Bytes(bytes)}; "
            + (file.HasChecksum ? "checksum is right" : "no checksum, so damage to values would go unseen"));

        if (checkpoint is not null)
        {
            Terminal.WriteLine($"  parameters {Format.Bytes(checkpoint.Parameters.Sum(entry => entry.Bytes))}, "
                + (checkpoint.Algorithm is { } algorithm
                    ? $"state of {algorithm} {Format.Bytes(checkpoint.StateEntries.Sum(entry => entry.Bytes))}"
                    : "no state of an optimizer"));

            if (checkpoint.Plan is { } plan)
            {
                Terminal.WriteLine($"  planned as {plan.Schedule}, {plan.Horizon} steps, base rate {plan.BaseRate.ToString("g6", CultureInfo.InvariantCulture)}");
            }
        }

        foreach ((string key, string text) in checkpoint?.Texts ?? file.Metadata)
        {
            Terminal.WriteLine($"  {OneLine(key)}: {OneLine(text)}");
        }

        Terminal.WriteLine();

        ReportTable tensors = new("tensor", "type", "shape", "bytes");

        foreach (SafetensorsEntry entry in file.Entries.Take(rows))
        {
            tensors.Add(OneLine(entry.Name), entry.Type.Name(), string.Join(" x ", entry.Shape), Format.Bytes(entry.Bytes));
        }

        tensors.WriteText();
        WriteRest(file.Entries.Count - rows);

        if (checkpoint is { Scalars.Count: > 0 })
        {
            ReportTable scalars = new("number", "value");

            foreach ((string name, double value) in checkpoint.Scalars.Take(rows))
            {
                scalars.Add(OneLine(name), value.ToString("R", CultureInfo.InvariantCulture));
            }

            Terminal.WriteLine();
            scalars.WriteText();
            WriteRest(checkpoint.Scalars.Count - rows);
        }
    }

    private static void WriteRest(int count)
    {
        if (count > 0)
        {
            Terminal.WriteLine(Terminal.Dim($"... and {count} more: --all shows them"));
        }
    }

    /// <summary>A name or text of somebody else, safe on a terminal: no control characters, and not too long.</summary>
    private static string OneLine(string text)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? '\ufffd' : c));

        return line.Length <= 100 ? line : line[..97] + "...";
    }

    private static void WriteJson(Utf8JsonWriter writer, SafetensorsFile file, Checkpoint? checkpoint)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", Schema);
        writer.WriteString("path", file.Path);
        writer.WriteBoolean("is_checkpoint", checkpoint is not null);
        writer.WriteBoolean("has_checksum", file.HasChecksum);
        writer.WriteString("algorithm", checkpoint?.Algorithm);

        if (checkpoint?.Plan is { } plan)
        {
            writer.WriteStartObject("plan");
            writer.WriteString("schedule", plan.Schedule);
            writer.WriteNumber("steps", plan.Horizon);
            writer.WriteNumber("base_rate", plan.BaseRate);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("plan");
        }

        writer.WriteStartObject("texts");

        foreach ((string key, string text) in checkpoint?.Texts ?? file.Metadata)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("numbers");

        foreach ((string name, double value) in checkpoint?.Scalars ?? new Dictionary<string, double>())
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumber(name, value);
            }
            else
            {
                writer.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
            }
        }

        writer.WriteEndObject();
        writer.WriteStartArray("tensors");

        foreach (SafetensorsEntry entry in file.Entries)
        {
            writer.WriteStartObject();
            writer.WriteString("name", entry.Name);
            writer.WriteString("type", entry.Type.Name());
            writer.WriteStartArray("shape");

            foreach (long extent in entry.Shape)
            {
                writer.WriteNumberValue(extent);
            }

            writer.WriteEndArray();
            writer.WriteNumber("bytes", entry.Bytes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
