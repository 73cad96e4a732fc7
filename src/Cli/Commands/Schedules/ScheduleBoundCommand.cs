using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Optimizers.Schedules;

using static IlgpuOptim.Cli.Commands.Schedules.ScheduleArguments;

namespace IlgpuOptim.Cli.Commands.Schedules;

/// <summary><c>schedule bound</c>: the bound on the objective gap of the last iterate, and the base rate that is best by it.</summary>
internal static class ScheduleBoundCommand
{
    private const int PathPoints = 120;

    private static readonly (string Key, string Text)[] Notes =
    [
        ("bound", "f(x_T) - f(x*) is at most this on average, for SGD on convex functions (arXiv 2501.18965, Theorem 1) with start at "
            + "distance D from the optimum and gradient norms G. Losses of neural networks follow its shape, not its values."),
        ("best_rate", "gamma* = sqrt(T1/T2), the base learning rate with the least bound T1/gamma + gamma T2; it scales with D/G. D and G "
            + "of a real training are not known, and optimizers other than SGD have others: compare best rates, do not use one as it is."),
        ("best_bound", "Omega* = 2 sqrt(T1 T2), the bound at the best rate; it scales with D G. Half or twice the best rate costs 25 %."),
        ("terms", "distance: how far the start is, D^2/(2 gamma sum of entries); gradient: noise, gamma sum(entry^2 G^2)/(2 sum of entries); "
            + "last iterate: what the last point costs beyond the best one, small for schedules that end in zero"),
        ("standard_bound", "distance and gradient terms only: the bound of the best or average iterate, which does not see the cooldown"),
        ("ratio_to_least", "best bound over the least bound that any schedule of so many steps can have, by an exact formula"),
    ];

    public static Command Create()
    {
        Argument<string[]> schedules = CreateSchedules("Schedules to judge");
        schedules.Arity = ArgumentArity.ZeroOrMore;

        Option<int> steps = CreateSteps();
        Option<double?> rate = CreateRate("Base learning rate to evaluate the bound at, beside the best one");
        Option<double> distance = new("--distance")
        {
            Description = "D, the distance of the start from the optimum",
            DefaultValueFactory = _ => 1,
            HelpName = "D",
        };
        Option<string> gradient = new("--gradient")
        {
            Description = "G, the norms of the gradients: a number, power:SCALE:EXPONENT or exp:SCALE:RATE:FLOOR of the step",
            DefaultValueFactory = _ => "1",
            HelpName = "G",
        };
        Option<int?> at = new("--at") { Description = "Bound after so many steps, had the training been cut there; else T", HelpName = "t" };
        Option<string?> values = new("--values")
        {
            Description = "Instead of schedules: all entries as numbers with commas between, every one used",
            HelpName = "list",
        };
        Option<string?> report = CreateReport();
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("bound", "Bound on the last iterate, and the best base rate")
        {
            schedules, steps, rate, distance, gradient, at, values, report, json,
        };

        command.SetExamples(
            "schedule bound wsd cosine linear sqrt constant --steps 400",
            "schedule bound wsd:0.1 wsd:0.2 wsd:0.4 --steps 50000 --lr 0.003",
            "schedule bound linear --gradient power:1:-0.5 --distance 2",
            "schedule bound wsd cosine --report bound.html --json");
        command.SetAction(parsed =>
        {
            CheckPositive("--lr", parsed.GetValue(rate));
            CheckPositive("--distance", parsed.GetValue(distance));

            BoundSetting setting = new(
                parsed.GetValue(rate), parsed.GetValue(distance), Read(() => GradientNorms.Parse(parsed.GetValue(gradient)!)));
            IReadOnlyList<Judged> judged = parsed.GetValue(values) is { } list
                ? [JudgeValues(list, parsed.GetValue(schedules)!, setting)]
                : Judge(parsed.GetValue(schedules)!, parsed.GetValue(steps), parsed.GetValue(at), setting);

            return Write(judged, setting, parsed.GetValue(json), parsed.GetValue(report), CommandLineOf(parsed));
        });

        return command;
    }

    private sealed record BoundSetting(double? Rate, double Distance, GradientNorms Norms);

    /// <summary>A schedule with its bound, and the entries that it is over.</summary>
    private sealed record Judged(string Text, double[] Entries, LastIterateBound Bound, double? RateOfShape);

    private static List<Judged> Judge(string[] texts, int steps, int? at, BoundSetting setting)
    {
        if (texts.Length == 0)
        {
            throw CliException.BadUsage("which schedule?", "there are " + string.Join(", ", ScheduleText.Kinds));
        }

        List<Judged> judged = [];

        foreach (string text in texts)
        {
            Schedule schedule = ReadSchedule(text, steps);
            double? rateOfShape = null;

            if (schedule.DependsOnBase)
            {
                // The shape depends on the base rate, so its best rate is searched, unless one is given.
                rateOfShape = setting.Rate ?? BoundAnalysis.MinimizeOverBase(schedule, setting.Norms, setting.Distance).Rate;
                schedule = Read(() => schedule.AtBase(rateOfShape.Value));
            }

            int last = at ?? schedule.Horizon;

            if (last < 1 || last > schedule.Length)
            {
                throw CliException.BadUsage($"--at: {last} is not from 1 to {schedule.Length}, the entries of {steps} training steps");
            }

            judged.Add(Compute(text, schedule.ToArray()[..last], setting, rateOfShape));
        }

        return judged;
    }

    private static Judged JudgeValues(string list, string[] texts, BoundSetting setting)
    {
        if (texts.Length > 0)
        {
            throw CliException.BadUsage("--values and schedules exclude each other");
        }

        double[] entries =
        [
            .. list.Split(',').Select((word, index) =>
                double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double entry)
                    ? entry
                    : throw CliException.BadUsage($"--values: entry {index + 1} is '{word}', which is no number")),
        ];

        return Compute("values", entries, setting, null);
    }

    private static Judged Compute(string text, double[] entries, BoundSetting setting, double? rateOfShape)
    {
        LastIterateBound bound = Read(() => LastIterateBound.Compute(entries, setting.Norms, setting.Distance));

        if (bound.GradientTerm == 0)
        {
            throw CliException.BadUsage("--gradient: without gradients there is no best base rate");
        }

        return bound.IsFinite
            ? new Judged(text, entries, bound, rateOfShape)
            : throw CliException.BadUsage($"{text}: {bound.InfiniteReason}", $"leave out the last entry: --at {entries.Length - 1}, or one value less");
    }

    private static int Write(IReadOnlyList<Judged> judged, BoundSetting setting, bool json, string? report, string commandLine)
    {
        if (report is not null)
        {
            CreatePage(judged, setting, commandLine).Write(report, writer => WriteJson(writer, judged, setting));
        }

        if (json)
        {
            JsonOutput.Write(writer => WriteJson(writer, judged, setting));

            return ExitCodes.Done;
        }

        Terminal.WriteLine(Heading(judged, setting));
        Terminal.WriteLine();
        CreateTable(judged, setting).WriteText();

        if (setting.Rate is not null)
        {
            Terminal.WriteLine();
            CreateTermTable(judged, setting).WriteText();
        }

        WriteNotes(NotesFor(judged, setting));

        if (report is not null)
        {
            Terminal.WriteLine($"report: {report}");
        }

        return ExitCodes.Done;
    }

    private static string Heading(IReadOnlyList<Judged> judged, BoundSetting setting) =>
        $"Bound on f(x_T) - f(x*) of SGD after T = {judged[0].Entries.Length} steps, D = {Plain(setting.Distance)}, G = {setting.Norms.Text}";

    private static IEnumerable<string> NotesFor(IReadOnlyList<Judged> judged, BoundSetting setting)
    {
        foreach ((string key, string text) in Notes)
        {
            if (setting.Rate is not null || key != "terms")
            {
                yield return $"{key.Replace('_', ' ')}: {text}";
            }
        }

        if (LeastBound(judged[0], setting) is { } least)
        {
            yield return $"least bound of any schedule of {judged[0].Entries.Length} steps: {Digits(least, 6)}";
        }

        foreach (Judged entry in judged.Where(entry => entry.RateOfShape is not null))
        {
            yield return $"{entry.Text}: has absolute rates, so its shape depends on the base rate; shown for base rate "
                + $"{Digits(entry.RateOfShape!.Value, 6)}{(setting.Rate is null ? ", the best one, found by search" : "")}";
        }
    }

    private static double? LeastBound(Judged judged, BoundSetting setting)
    {
        try
        {
            return BoundAnalysis.Minimize(judged.Entries.Length, setting.Norms, setting.Distance).Value;
        }
        catch (ArgumentException)
        {
            return null; // a gradient norm of zero
        }
    }

    /// <summary>The best rate: of the shape as it is, or of the family if the shape depends on the base rate and none was given.</summary>
    private static double BestRate(Judged judged, BoundSetting setting) =>
        setting.Rate is null && judged.RateOfShape is { } rate ? rate : judged.Bound.OptimalRate;

    private static double BestBound(Judged judged, BoundSetting setting) => judged.Bound.At(BestRate(judged, setting));

    private static ReportTable CreateTable(IReadOnlyList<Judged> judged, BoundSetting setting)
    {
        ReportTable table = new("schedule", "best rate", "best bound", "ratio to least", "standard rate", "standard bound");

        foreach (Judged entry in judged)
        {
            table.Add(
                entry.Text,
                Digits(BestRate(entry, setting), 6),
                Digits(BestBound(entry, setting), 6),
                LeastBound(entry, setting) is { } least ? Digits(BestBound(entry, setting) / least) : "",
                Digits(entry.Bound.StandardOptimalRate, 6),
                Digits(entry.Bound.StandardOptimalValue, 6));
        }

        return table;
    }

    private static ReportTable CreateTermTable(IReadOnlyList<Judged> judged, BoundSetting setting)
    {
        double rate = setting.Rate!.Value;
        ReportTable table = new($"at base rate {Plain(rate)}", "bound", "distance", "gradient", "last iterate", "rate / best", "bound / best");

        foreach (Judged entry in judged)
        {
            (double first, double second, double third) = entry.Bound.TermsAt(rate);

            table.Add(
                entry.Text,
                Digits(entry.Bound.At(rate), 6),
                Digits(first, 6),
                Digits(second, 6),
                Digits(third, 6),
                Digits(rate / entry.Bound.OptimalRate),
                Digits(entry.Bound.At(rate) / entry.Bound.OptimalValue));
        }

        return table;
    }

    private static (int[] Steps, double[] Values) PathOf(Judged judged, BoundSetting setting)
    {
        int[] steps = Spread(1, judged.Entries.Length, PathPoints);
        double rate = setting.Rate ?? BestRate(judged, setting);

        // Where the training is cut after an entry of zero, the bound is infinite: a gap in the plot, null in JSON.
        return (steps, [.. BoundAnalysis.Path(judged.Entries, steps, setting.Norms, setting.Distance).Select(bound => bound.At(rate))]);
    }

    private static HtmlReport CreatePage(IReadOnlyList<Judged> judged, BoundSetting setting, string commandLine)
    {
        HtmlReport report = new("Bounds of learning-rate schedules", commandLine);
        List<ChartSeries> path = [];
        List<ChartSeries> rates = [];
        double[] factors = [.. Enumerable.Range(0, 81).Select(j => Math.Pow(10, (j - 40) / 40.0))];

        foreach (Judged entry in judged)
        {
            (int[] steps, double[] values) = PathOf(entry, setting);
            double best = BestRate(entry, setting);

            // The first steps, where all bounds are large, would take most of the plot.
            int first = Array.FindIndex(steps, step => step >= entry.Entries.Length / 25.0);

            path.Add(new ChartSeries(entry.Text, [.. steps[first..].Select(step => (double)step)], values[first..]));
            rates.Add(new ChartSeries(
                entry.Text, [.. factors.Select(factor => factor * best)], [.. factors.Select(factor => entry.Bound.At(factor * best))]));
        }

        string where = setting.Rate is { } rate ? $"at base rate {Plain(rate)}" : "each at its best base rate";

        return report
            .Paragraph(Heading(judged, setting) + ".")
            .Table(CreateTable(judged, setting))
            .Chart(new LineChart
            {
                Title = "Bound over the training",
                Description = $"Bound after every step had the training been cut there, {where}; schedules with a cooldown drop in it. "
                    + "The first 4 % are left out.",
                XLabel = "steps",
                YLabel = "bound",
                LogY = true,
                Series = path,
            })
            .Chart(new LineChart
            {
                Title = "Bound over the base learning rate",
                Description = $"Bound after {judged[0].Entries.Length} steps over the base learning rate, from a tenth to ten times the best.",
                XLabel = "base learning rate",
                YLabel = "bound",
                LogX = true,
                LogY = true,
                Series = rates,
            })
            .Heading("What the numbers mean")
            .List(NotesFor(judged, setting));
    }

    private static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<Judged> judged, BoundSetting setting)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", Schema);
        writer.WriteNumber("distance", setting.Distance);
        writer.WriteString("gradient", setting.Norms.Text);
        WriteNumber(writer, "base_rate", setting.Rate);
        writer.WriteStartArray("results");

        foreach (Judged entry in judged)
        {
            double? least = LeastBound(entry, setting);

            writer.WriteStartObject();
            writer.WriteString("schedule", entry.Text);
            writer.WriteNumber("steps", entry.Entries.Length);
            writer.WriteNumber("distance_term", entry.Bound.DistanceTerm);
            writer.WriteNumber("gradient_term", entry.Bound.GradientTerm);
            WriteNumber(writer, "best_rate", BestRate(entry, setting));
            WriteNumber(writer, "best_bound", BestBound(entry, setting));
            WriteNumber(writer, "least_bound", least);
            WriteNumber(writer, "ratio_to_least", BestBound(entry, setting) / least);
            WriteNumber(writer, "standard_best_rate", entry.Bound.StandardOptimalRate);
            WriteNumber(writer, "standard_best_bound", entry.Bound.StandardOptimalValue);
            WriteNumber(writer, "rate_of_shape", entry.RateOfShape);

            if (setting.Rate is { } rate)
            {
                (double first, double second, double third) = entry.Bound.TermsAt(rate);

                WriteNumber(writer, "bound", entry.Bound.At(rate));
                WriteNumber(writer, "standard_bound", entry.Bound.StandardAt(rate));
                writer.WriteStartObject("terms");
                WriteNumber(writer, "distance", first);
                WriteNumber(writer, "gradient", second);
                WriteNumber(writer, "last_iterate", third);
                writer.WriteEndObject();
            }

            (int[] steps, double[] values) = PathOf(entry, setting);

            writer.WriteStartArray("path");

            for (int j = 0; j < steps.Length; j++)
            {
                writer.WriteStartObject();
                writer.WriteNumber("step", steps[j]);
                WriteNumber(writer, "bound", values[j]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteNotes(writer, Notes);
        writer.WriteEndObject();
    }
}
