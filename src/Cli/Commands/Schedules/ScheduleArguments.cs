using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using IlgpuOptim.Optimizers.Schedules;

namespace IlgpuOptim.Cli.Commands.Schedules;

/// <summary>What the verbs of <c>schedule</c> share: options, and reading them with messages that help.</summary>
internal static class ScheduleArguments
{
    /// <summary>Version of the JSON documents; grows when a key changes its meaning.</summary>
    public const int Schema = 1;

    /// <summary>What schedules look like, for descriptions.</summary>
    public const string Notation = "constant, wsd, linear, cosine, sqrt, inverse, poly or piecewise, with parameters as in "
        + "wsd:cooldown=0.2,warmup=300 (docs/schedules.md has all)";

    public static Argument<string[]> CreateSchedules(string what) => new("schedule")
    {
        Description = $"{what}: {Notation}",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<int> CreateSteps() => new("--steps")
    {
        Description = "T, the number of training steps; a schedule has T+1 entries, the last one is its end value",
        DefaultValueFactory = _ => 1000,
        HelpName = "T",
    };

    public static Option<double?> CreateRate(string what) => new("--lr") { Description = what, HelpName = "rate" };

    public static Option<string?> CreateReport() => new("--report")
    {
        Description = "Write a page with plots and tables that stands alone",
        HelpName = "file.html",
    };

    public static ShapedSchedule ReadSchedule(string text, int steps)
    {
        CheckSteps("--steps", steps);

        return Read(() => ScheduleText.Parse(text, steps));
    }

    public static void CheckSteps(string option, int steps)
    {
        if (steps is < 1 or > Schedule.MaxHorizon)
        {
            throw CliException.BadUsage($"{option}: {steps} is not from 1 to {Schedule.MaxHorizon} training steps");
        }
    }

    public static void CheckPositive(string option, double? value)
    {
        if (value is { } number && (!(number > 0) || double.IsInfinity(number)))
        {
            throw CliException.BadUsage($"{option}: {number.ToString(CultureInfo.InvariantCulture)} is not a positive number");
        }
    }

    /// <summary>Runs what reads input of the user; what the library refuses is bad usage.</summary>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ScheduleTextException exception)
        {
            throw CliException.BadUsage(
                exception.Message,
                exception.Typed is { } typed ? Suggestions.Hint(typed, exception.Candidates) : null);
        }
        catch (ArgumentException exception)
        {
            int suffix = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);

            throw CliException.BadUsage(suffix < 0 ? exception.Message : exception.Message[..suffix]);
        }
    }

    /// <summary>A positive number for people: four significant digits, or as many as asked for.</summary>
    public static string Digits(double value, int digits = 4)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return value == 0 ? "0" : "-";
        }

        double size = Math.Abs(value);

        if (size < 1e-4 || size >= 1e7)
        {
            return value.ToString($"0.{new string('0', digits - 1)}e-00", CultureInfo.InvariantCulture);
        }

        int decimals = Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(size)));

        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A number without zeros at its end.</summary>
    public static string Plain(double value) => value.ToString("g6", CultureInfo.InvariantCulture);

    public static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a number, or null where it is not known or not finite.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, string key, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(key, number);
        }
        else
        {
            writer.WriteNull(key);
        }
    }

    public static void WriteNotes(Utf8JsonWriter writer, IReadOnlyList<(string Key, string Text)> notes)
    {
        writer.WriteStartObject("notes");

        foreach ((string key, string text) in notes)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }

    /// <summary>Notes under a table on the terminal, wrapped at 100 columns.</summary>
    public static void WriteNotes(IEnumerable<string> notes)
    {
        Terminal.WriteLine();

        foreach (string note in notes)
        {
            string line = "";

            foreach (string word in note.Split(' '))
            {
                if (line.Length + word.Length > 98)
                {
                    Terminal.WriteLine(Terminal.Dim(line));
                    line = "   ";
                }

                line += (line.Length == 0 ? "" : " ") + word;
            }

            Terminal.WriteLine(Terminal.Dim(line));
        }
    }

    /// <summary>The command as typed, for reports.</summary>
    public static string CommandLineOf(ParseResult parsed) => string.Join(
        ' ', parsed.Tokens.Select(token => token.Value.Contains(' ', StringComparison.Ordinal) ? $"'{token.Value}'" : token.Value)
            .Prepend(CommandLine.ToolName));

    /// <summary>Up to so many steps from first to last, evenly spread, both ends among them.</summary>
    public static int[] Spread(int first, int last, int count)
    {
        if (last - first < count)
        {
            return [.. Enumerable.Range(first, last - first + 1)];
        }

        return [.. Enumerable.Range(0, count).Select(j => first + (int)((long)(last - first) * j / (count - 1))).Distinct()];
    }
}
