using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Optimizers.Schedules;

using static IlgpuOptim.Cli.Commands.Schedules.ScheduleArguments;

namespace IlgpuOptim.Cli.Commands.Schedules;

/// <summary><c>schedule transfer</c>: the base rate of another schedule or horizon from a tuned one.</summary>
internal static class ScheduleTransferCommand
{
    private static readonly (string Key, string Text)[] Notes =
    [
        ("multiplier", "best rate of the row's schedule over best rate of the tuned one, each by the bound of the last iterate; the unknown "
            + "D and G cancel, so it serves for other optimizers than SGD too"),
        ("rate", "tuned rate times multiplier"),
        ("bound", "least bound of the schedule, for D = G = 1: lower is better"),
    ];

    public static Command Create()
    {
        Argument<string[]> schedules = CreateSchedules("The tuned schedule, then those to transfer to");
        Option<int> steps = CreateSteps();
        Option<int?> toSteps = new("--to-steps") { Description = "Training steps of the schedules to transfer to; else T", HelpName = "T2" };
        Option<double?> rate = CreateRate("Tuned base learning rate of the first schedule");
        Option<string?> sweep = new("--sweep")
        {
            Description = "Instead of --lr: final losses by rate, as in 5e-4=2.97,1e-3=2.96,2e-3=2.98, fitted with A/lr + B lr + C",
            HelpName = "list",
        };
        Option<string?> report = CreateReport();
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("transfer", "Transfer a tuned base rate to other schedules and horizons")
        {
            schedules, steps, toSteps, rate, sweep, report, json,
        };

        command.SetExamples(
            "schedule transfer wsd:0.2 linear cosine --steps 50000 --lr 1e-3",
            "schedule transfer wsd --steps 50000 --to-steps 200000 --lr 1e-3",
            "schedule transfer wsd linear --sweep 5e-4=2.97,1e-3=2.96,2e-3=3");
        command.SetAction(parsed =>
        {
            CheckPositive("--lr", parsed.GetValue(rate));

            if (parsed.GetValue(rate) is not null && parsed.GetValue(sweep) is not null)
            {
                throw CliException.BadUsage("--lr and --sweep exclude each other");
            }

            (SweepFit Fit, List<(double Rate, double Loss)> Points)? fit = parsed.GetValue(sweep) is { } list ? ReadSweep(list) : null;
            List<Row> rows = Transfer(
                parsed.GetValue(schedules)!, parsed.GetValue(steps), parsed.GetValue(toSteps), fit?.Fit.BestRate ?? parsed.GetValue(rate));

            return Write(rows, fit, parsed.GetValue(json), parsed.GetValue(report), CommandLineOf(parsed));
        });

        return command;
    }

    private sealed record Row(ShapedSchedule Schedule, LastIterateBound Bound, double Multiplier, double? Rate);

    private static List<Row> Transfer(string[] texts, int steps, int? toSteps, double? rate)
    {
        ShapedSchedule tuned = Relative(ReadSchedule(texts[0], steps));
        LastIterateBound from = LastIterateBound.Of(tuned);
        List<ShapedSchedule> targets = [.. texts.Skip(1).Select(text => Relative(ReadSchedule(text, toSteps ?? steps)))];

        // Another horizon alone is a target as well.
        if (targets.Count == 0)
        {
            targets.Add(toSteps is { } horizon
                ? ReadSchedule(texts[0], horizon)
                : throw CliException.BadUsage(
                    "where to transfer the rate?", "name other schedules after the tuned one, or another horizon with --to-steps T2"));
        }

        return
        [
            new Row(tuned, from, 1, rate),
            .. targets.Select(target =>
            {
                LastIterateBound bound = LastIterateBound.Of(target);
                double multiplier = bound.OptimalRate / from.OptimalRate;

                return new Row(target, bound, multiplier, rate * multiplier);
            }),
        ];
    }

    private static ShapedSchedule Relative(ShapedSchedule schedule) => schedule.DependsOnBase
        ? throw CliException.BadUsage(
            $"'{schedule.Text}' has absolute learning rates: its best rate does not scale, so nothing can be transferred",
            "use final= and warmup_start=, which are relative to the base rate")
        : schedule;

    private static (SweepFit Fit, List<(double Rate, double Loss)> Points) ReadSweep(string list)
    {
        List<(double Rate, double Loss)> points = [];

        foreach (string item in list.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] words = item.Split('=');

            points.Add(words.Length == 2
                && double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double rate)
                && double.TryParse(words[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double loss)
                    ? (rate, loss)
                    : throw CliException.BadUsage($"--sweep: '{item}' is not rate=loss"));
        }

        return (Read(() => SweepFit.Fit([.. points.Select(point => point.Rate)], [.. points.Select(point => point.Loss)])), points);
    }

    private static int Write(
        List<Row> rows, (SweepFit Fit, List<(double Rate, double Loss)> Points)? sweep, bool json, string? report, string commandLine)
    {
        if (report is not null)
        {
            CreatePage(rows, sweep, commandLine).Write(report, writer => WriteJson(writer, rows, sweep));
        }

        if (json)
        {
            JsonOutput.Write(writer => WriteJson(writer, rows, sweep));

            return ExitCodes.Done;
        }

        if (sweep is { } fitted)
        {
            Terminal.WriteLine(Explain(fitted.Fit));
            Terminal.WriteLine();
        }

        CreateTable(rows).WriteText();
        WriteNotes(Notes.Where(note => note.Key != "rate" || rows[0].Rate is not null).Select(note => $"{note.Key}: {note.Text}"));

        if (report is not null)
        {
            Terminal.WriteLine($"report: {report}");
        }

        return ExitCodes.Done;
    }

    private static string Explain(SweepFit fit) =>
        $"Sweep: loss = {Digits(fit.A)}/lr + {Digits(fit.B)} lr + {Digits(fit.C, 5)}; least at lr = sqrt(A/B) = {Digits(fit.BestRate)}, "
        + $"loss {Digits(fit.BestLoss, 5)}";

    private static ReportTable CreateTable(List<Row> rows)
    {
        ReportTable table = rows[0].Rate is null
            ? new("schedule", "steps", "multiplier", "bound")
            : new("schedule", "steps", "multiplier", "rate", "bound");

        foreach (Row row in rows)
        {
            string[] cells = [row.Schedule.Text, Plain(row.Schedule.Horizon), Digits(row.Multiplier, 5)];

            table.Add(row.Rate is { } rate
                ? [.. cells, Digits(rate), Digits(row.Bound.OptimalValue)]
                : [.. cells, Digits(row.Bound.OptimalValue)]);
        }

        return table;
    }

    private static HtmlReport CreatePage(
        List<Row> rows, (SweepFit Fit, List<(double Rate, double Loss)> Points)? sweep, string commandLine)
    {
        HtmlReport report = new("Transfer of a base learning rate", commandLine);

        report.Table(CreateTable(rows));

        if (sweep is { } fitted)
        {
            double[] rates = [.. fitted.Points.Select(point => point.Rate).Order()];
            double[] grid = [.. Enumerable.Range(0, 101).Select(j => rates[0] * Math.Pow(rates[^1] / rates[0], j / 100.0))];

            report.Paragraph(Explain(fitted.Fit) + ".").Chart(new LineChart
            {
                Title = "Sweep over the base learning rate",
                Description = "Final losses of the sweep and the curve A/lr + B lr + C through them.",
                XLabel = "base learning rate",
                YLabel = "loss",
                LogX = true,
                LogY = true,
                Series =
                [
                    new ChartSeries("fit", grid, [.. grid.Select(fitted.Fit.At)]),
                    new ChartSeries(
                        "sweep",
                        [.. fitted.Points.OrderBy(point => point.Rate).Select(point => point.Rate)],
                        [.. fitted.Points.OrderBy(point => point.Rate).Select(point => point.Loss)]),
                ],
            });
        }

        double reference = rows[0].Bound.OptimalRate;
        double[] multipliers = [.. Enumerable.Range(0, 81).Select(j => Math.Pow(10, (j - 40) / 30.0))];

        return report
            .Chart(new LineChart
            {
                Title = "Bound over the base learning rate",
                Description = "Bound of each schedule over the base learning rate, "
                    + (rows[0].Rate is null ? "in multiples of the tuned one." : $"where the tuned one is {Digits(rows[0].Rate!.Value)}."),
                XLabel = rows[0].Rate is null ? "rate / tuned rate" : "base learning rate",
                YLabel = "bound (D = G = 1)",
                LogX = true,
                LogY = true,
                Series =
                [
                    .. rows.Select(row => new ChartSeries(
                        row.Schedule.ToString(),
                        [.. multipliers.Select(multiplier => multiplier * (rows[0].Rate ?? 1))],
                        [.. multipliers.Select(multiplier => row.Bound.At(multiplier * reference))])),
                ],
            })
            .Heading("What the numbers mean")
            .List(Notes.Select(note => $"{note.Key}: {note.Text}"));
    }

    private static void WriteJson(
        Utf8JsonWriter writer, List<Row> rows, (SweepFit Fit, List<(double Rate, double Loss)> Points)? sweep)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", Schema);

        if (sweep is { } fitted)
        {
            writer.WriteStartObject("sweep");
            writer.WriteNumber("a", fitted.Fit.A);
            writer.WriteNumber("b", fitted.Fit.B);
            writer.WriteNumber("c", fitted.Fit.C);
            writer.WriteNumber("best_rate", fitted.Fit.BestRate);
            writer.WriteNumber("best_loss", fitted.Fit.BestLoss);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("results");

        foreach (Row row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("schedule", row.Schedule.Text);
            writer.WriteNumber("steps", row.Schedule.Horizon);
            writer.WriteNumber("multiplier", row.Multiplier);
            WriteNumber(writer, "rate", row.Rate);
            writer.WriteNumber("best_rate", row.Bound.OptimalRate);
            writer.WriteNumber("best_bound", row.Bound.OptimalValue);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteNotes(writer, Notes);
        writer.WriteEndObject();
    }
}
