using System.CommandLine;
using System.Text.Json;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Optimizers.Schedules;

using static IlgpuOptim.Cli.Commands.Schedules.ScheduleArguments;

namespace IlgpuOptim.Cli.Commands.Schedules;

/// <summary><c>schedule show</c>: the learning rate of every step.</summary>
internal static class ScheduleShowCommand
{
    private const int PlotPoints = 400;
    private const int JsonPoints = 101;

    private static readonly (string Key, string Text)[] Notes =
    [
        ("step", "0-based: step 0 is the first update, which the formulas call t = 1. Training uses steps 0 to T-1; entry T is the end value."),
        ("factor", "the schedule itself, relative to the base learning rate"),
        ("learning_rate", "factor times base rate (--lr); a parameter group multiplies it with its own factor"),
        ("sum", "sum of the factors of the T training steps: the training moves as far as so many steps at the base rate"),
    ];

    public static Command Create()
    {
        Argument<string[]> schedules = CreateSchedules("Schedules to show");
        Option<int> steps = CreateSteps();
        Option<double?> rate = CreateRate("Base learning rate; needed where a schedule has absolute rates");
        Option<bool> all = new("--all") { Description = "Every step in the table, not a selection" };
        Option<string?> report = CreateReport();
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("show", "Show schedules as tables and plots") { schedules, steps, rate, all, report, json };

        command.SetExamples(
            "schedule show wsd",
            "schedule show wsd:0.2,warmup=300 cosine --steps 50000 --lr 1e-3",
            "schedule show piecewise:40000=0.525,ramp=1000 --steps 100000",
            "schedule show linear --steps 10 --all --json",
            "schedule show cosine linear --report schedules.html");
        command.SetAction(parsed => Run(
            [.. parsed.GetValue(schedules)!.Select(text => ReadSchedule(text, parsed.GetValue(steps)))],
            parsed.GetValue(rate),
            parsed.GetValue(all),
            parsed.GetValue(json),
            parsed.GetValue(report),
            CommandLineOf(parsed)));

        return command;
    }

    private static int Run(
        IReadOnlyList<ShapedSchedule> schedules, double? rate, bool all, bool json, string? report, string commandLine)
    {
        CheckPositive("--lr", rate);

        ShapedSchedule[] resolved = [.. schedules.Select(schedule => Resolve(schedule, rate))];

        if (report is not null)
        {
            CreatePage(schedules, resolved, rate, commandLine).Write(
                report, writer => WriteJson(writer, schedules, resolved, rate, all));
        }

        if (json)
        {
            JsonOutput.Write(writer => WriteJson(writer, schedules, resolved, rate, all));

            return ExitCodes.Done;
        }

        for (int j = 0; j < schedules.Count; j++)
        {
            if (j > 0)
            {
                Terminal.WriteLine();
            }

            WriteText(schedules[j].Text, resolved[j], rate, all);
        }

        WriteNotes(Notes.Where(note => rate is not null || note.Key != "learning_rate").Select(note => $"{note.Key}: {note.Text}"));

        if (report is not null)
        {
            Terminal.WriteLine($"report: {report}");
        }

        return ExitCodes.Done;
    }

    private static ShapedSchedule Resolve(ShapedSchedule schedule, double? rate)
    {
        if (!schedule.DependsOnBase)
        {
            return schedule;
        }

        return rate is { } number
            ? (ShapedSchedule)Read(() => schedule.AtBase(number))
            : throw CliException.BadUsage(
                $"'{schedule.Text}' has absolute learning rates: its shape depends on the base rate", "say which with --lr RATE");
    }

    private static void WriteText(string text, ShapedSchedule schedule, double? rate, bool all)
    {
        Terminal.WriteLine(Terminal.Bold(text) + $"  {schedule.Horizon} training steps, {schedule.Length} entries");

        foreach (string fact in Facts(schedule))
        {
            Terminal.WriteLine("  " + fact);
        }

        Terminal.WriteLine();

        double max = Math.Max(1, Steps(schedule, all: false).Max(step => schedule[step]));

        foreach (string line in TerminalPlot.Lines(
            part => schedule[(long)Math.Round(part * schedule.Horizon)], max, width: 72, height: 8, Terminal.Unicode))
        {
            Terminal.WriteLine("  " + line);
        }

        Terminal.WriteLine();
        CreateTable(schedule, rate, all).WriteText("  ");
    }

    /// <summary>How the parts come about, with the arithmetic behind them.</summary>
    private static IEnumerable<string> Facts(ShapedSchedule schedule)
    {
        if (schedule.WarmupSteps > 0)
        {
            yield return $"warmup: {Format.Count(schedule.WarmupSteps, "step")} from {Plain(schedule[0])}; 1 is reached at step {schedule.WarmupSteps}";
        }

        if (schedule.CooldownSteps > 0)
        {
            string arithmetic = schedule.CooldownFraction is { } fraction
                ? $" = int({Plain(fraction)} x {schedule.Length} entries)"
                : "";

            yield return $"cooldown: {Format.Count(schedule.CooldownSteps, "step")}{arithmetic}, "
                + $"{(schedule.Shape == CooldownShape.Linear ? "linear" : "1-sqrt")} from {Plain(schedule[schedule.StableEnd])} at step "
                + $"{schedule.StableEnd} to {Plain(schedule[schedule.Horizon])} at step {schedule.Horizon}";
        }

        yield return $"sum of the factors: {Plain(TrainingSum(schedule))}, as much as {Plain(TrainingSum(schedule))} steps at the base rate";
    }

    private static double TrainingSum(ShapedSchedule schedule) => schedule.ToArray().AsSpan(0, schedule.Horizon).ToArray().Sum();

    private static ReportTable CreateTable(ShapedSchedule schedule, double? rate, bool all)
    {
        ReportTable table = rate is null ? new("step", "factor") : new("step", "factor", "learning rate");

        foreach (int step in Steps(schedule, all))
        {
            string[] cells = [Plain(step), Plain(schedule[step])];

            table.Add(rate is { } number ? [.. cells, Plain(number * schedule[step])] : cells);
        }

        return table;
    }

    /// <summary>All steps, or those where something begins or ends and some between.</summary>
    private static IEnumerable<int> Steps(ShapedSchedule schedule, bool all, int spread = 9) => all
        ? Enumerable.Range(0, schedule.Length)
        : Spread(0, schedule.Horizon, spread)
            .Concat([schedule.WarmupSteps, schedule.StableEnd, schedule.Horizon - 1])
            .Concat(schedule.Milestones)
            .Concat(schedule.Milestones.Select(milestone => milestone + schedule.RampSteps))
            .Where(step => step <= schedule.Horizon)
            .Distinct()
            .Order();

    private static HtmlReport CreatePage(
        IReadOnlyList<ShapedSchedule> schedules, IReadOnlyList<ShapedSchedule> resolved, double? rate, string commandLine)
    {
        HtmlReport report = new("Learning-rate schedules", commandLine);
        double scale = rate ?? 1;
        List<ChartSeries> series = [];

        for (int j = 0; j < schedules.Count; j++)
        {
            int[] steps = [.. Steps(resolved[j], all: false, PlotPoints)];

            series.Add(new ChartSeries(
                schedules[j].Text, [.. steps.Select(step => (double)step)], [.. steps.Select(step => scale * resolved[j][step])]));
        }

        report.Chart(new LineChart
        {
            Title = "Learning rate over the training",
            Description = $"Learning rate of {Format.Count(schedules.Count, "schedule")} over {schedules[0].Horizon} training steps"
                + (rate is null ? ", relative to the base rate." : $", base rate {Plain(scale)}."),
            XLabel = "step",
            YLabel = rate is null ? "factor" : "learning rate",
            Series = series,
        });

        for (int j = 0; j < schedules.Count; j++)
        {
            report.Heading(schedules[j].Text).List(Facts(resolved[j])).Table(CreateTable(resolved[j], rate, all: false));
        }

        return report.Heading("What the numbers mean").List(Notes.Select(note => $"{note.Key}: {note.Text}"));
    }

    private static void WriteJson(
        Utf8JsonWriter writer, IReadOnlyList<ShapedSchedule> schedules, IReadOnlyList<ShapedSchedule> resolved, double? rate, bool all)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", Schema);
        WriteNumber(writer, "base_rate", rate);
        writer.WriteStartArray("schedules");

        for (int j = 0; j < schedules.Count; j++)
        {
            ShapedSchedule schedule = resolved[j];

            writer.WriteStartObject();
            writer.WriteString("schedule", schedules[j].Text);
            writer.WriteNumber("steps", schedule.Horizon);
            writer.WriteNumber("entries", schedule.Length);
            writer.WriteNumber("warmup_steps", schedule.WarmupSteps);
            writer.WriteNumber("cooldown_steps", schedule.CooldownSteps);
            writer.WriteNumber("cooldown_starts_after_step", schedule.StableEnd);
            writer.WriteNumber("sum", TrainingSum(schedule));
            writer.WriteStartArray("values");

            foreach (int step in Steps(schedule, all, JsonPoints))
            {
                writer.WriteStartObject();
                writer.WriteNumber("step", step);
                writer.WriteNumber("factor", schedule[step]);
                WriteNumber(writer, "learning_rate", rate * schedule[step]);
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
