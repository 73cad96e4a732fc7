using System.CommandLine;
using System.Globalization;
using System.Text.Json;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Optimizers.Checkpoints;
using IlgpuOptim.Optimizers.Schedules;

using static IlgpuOptim.Cli.Commands.Schedules.ScheduleArguments;

namespace IlgpuOptim.Cli.Commands.Schedules;

/// <summary><c>schedule extend</c>: training on after a run has ended, with its checkpoint and its base rate.</summary>
internal static class ScheduleExtendCommand
{
    /// <summary>The factors that the table's column of the least bound chooses from: multiples of 0.005.</summary>
    private static readonly double[] FineGrid = [.. Enumerable.Range(40, 161).Select(j => j * 0.005)];

    private static readonly (string Key, string Text)[] Notes =
    [
        ("checkpoint", "the end of the stable phase, step int((1-c) T1): continue from the checkpoint saved there, not from the end of the run"),
        ("factor", "what the base rate is multiplied with from the checkpoint on, so that the rate of the first run is the best one for the "
            + "extended schedule (bisection; D and G cancel)"),
        ("of 33", "the nearest of 33 factors from 0.2 to 1, or of 33 cooldowns from 0.1 to 1, as the paper's authors choose"),
        ("limit", "the factor for very long runs, where it depends on c and T2/T1 alone"),
        ("least bound", "the factor, in steps of 0.005, that minimises the bound itself at the first run's rate; it is flat there"),
        ("cooldown", "fraction of T2+1 entries of a longer cooldown at the unchanged rate. 'short by' says how far even a cooldown over "
            + "everything stays below the first run's rate: then lower the rate instead"),
        ("bounds", "for D = G = 1, at the first run's best rate: unchanged rate and cooldown fraction; with the factor of 33; with the cooldown "
            + "of 33; and what linear decay planned for T2 reaches at its own best rate"),
    ];

    public static Command Create()
    {
        Option<int?> from = new("--from") { Description = "T1, training steps of the finished run", HelpName = "T1" };
        Option<string?> checkpoint = new("--checkpoint")
        {
            Description = "Checkpoint of the finished run, which knows T1, c and the base rate",
            HelpName = "file",
        };
        Option<string[]> to = new("--to")
        {
            Description = "T2, training steps in total; several are possible, with commas between",
            HelpName = "T2",
            Required = true,
        };
        Option<double?> cooldown = new("--cooldown")
        {
            Description = "c, the fraction of the finished run's linear cooldown [default: 0.2]",
            HelpName = "c",
        };
        Option<double?> rate = CreateRate("Base learning rate of the finished run, to say the new rate in numbers");
        Option<int> ramp = new("--ramp") { Description = "Steps over which the rate drops to the factor; 0 is at once", HelpName = "steps" };
        Option<bool> root = new("--sqrt") { Description = "The finished run's main part is 1/sqrt(t), not constant" };
        Option<string?> report = CreateReport();
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("extend", "Extend a finished wsd run: lower its rate or lengthen its cooldown")
        {
            from, checkpoint, to, cooldown, rate, ramp, root, report, json,
        };

        command.SetExamples(
            "schedule extend --from 50000 --to 100000 --lr 1e-3 --ramp 1000",
            "schedule extend --from 4000 --to 6000,8000,10000,12000,16000",
            "schedule extend --checkpoint run.safetensors --to 100000",
            "schedule extend --from 4000 --to 8000 --sqrt",
            "schedule extend --from 4000 --to 8000 --json --report extend.html");
        command.SetAction(parsed =>
        {
            FinishedRun run = parsed.GetValue(checkpoint) is { } path
                ? ReadRun(path, [from, cooldown, rate, root], parsed)
                : new FinishedRun(
                    parsed.GetValue(from) ?? throw CliException.BadUsage(
                        "how long was the finished run?", "say it with --from T1, or name its checkpoint with --checkpoint FILE"),
                    parsed.GetValue(cooldown) ?? 0.2,
                    parsed.GetValue(rate),
                    parsed.GetValue(root));

            CheckPositive("--lr", run.Rate);
            CheckSteps("--from", run.Horizon);

            List<Extended> extended =
            [
                .. ParseHorizons(parsed.GetValue(to)!).Select(horizon => Read(() => Extend(run, horizon, parsed.GetValue(ramp)))),
            ];

            return Write(extended, run.Rate, parsed.GetValue(json), parsed.GetValue(report), CommandLineOf(parsed));
        });

        return command;
    }

    /// <summary>All that is said about one extension. Factors are for a constant main part; 1/√ needs only the cooldown.</summary>
    private sealed record Extended(
        RunExtension Run,
        int Ramp,
        ExtensionChoice? Factor,
        ExtensionChoice? FactorOfGrid,
        double? FactorLimit,
        ExtensionChoice? LeastBound,
        ExtensionChoice? LeastBoundOfGrid,
        int CooldownSteps,
        ExtensionChoice Cooldown,
        ExtensionChoice CooldownOfGrid)
    {
        public double Ratio => (double)this.Run.SecondHorizon / this.Run.FirstHorizon;

        /// <summary>True if no cooldown fits: even one over everything has its best rate below the first run's.</summary>
        public bool IsCooldownShort => this.CooldownSteps == this.Run.SecondHorizon && this.Cooldown.OptimalRate < this.Run.FirstRate * (1 - 1e-3);
    }

    private sealed record FinishedRun(int Horizon, double Cooldown, double? Rate, bool IsRoot);

    /// <summary>The run that a checkpoint tells of.</summary>
    private static FinishedRun ReadRun(string path, Option[] others, ParseResult parsed)
    {
        if (others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw CliException.BadUsage($"--checkpoint and {given.Name} exclude each other: the checkpoint knows it");
        }

        TrainingPlan? plan;

        try
        {
            using Checkpoint checkpoint = Checkpoint.Open(path);
            plan = checkpoint.Plan;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadUsage(exception.Message);
        }

        if (plan is null)
        {
            throw CliException.BadUsage(
                $"--checkpoint: '{path}' was saved without the plan of its training", "say it with --from, --cooldown and --lr instead");
        }

        ShapedSchedule schedule = ReadSchedule(plan.Schedule, plan.Horizon);

        return schedule.Shape == CooldownShape.Linear
            && schedule.Kind is ScheduleKind.Wsd or ScheduleKind.InversePower
            && (schedule.Kind == ScheduleKind.Wsd || schedule.Power == 0.5)
                ? new FinishedRun(
                    plan.Horizon,
                    schedule.CooldownFraction ?? (double)schedule.CooldownSteps / schedule.Length,
                    plan.BaseRate,
                    schedule.Kind == ScheduleKind.InversePower)
                : throw CliException.BadUsage(
                    $"--checkpoint: '{path}' was trained with '{plan.Schedule}'; only wsd and sqrt with a linear cooldown can be extended");
    }

    private static Extended Extend(FinishedRun finished, int to, int ramp)
    {
        bool root = finished.IsRoot;
        double cooldown = finished.Cooldown;
        RunExtension run = new(finished.Horizon, to, cooldown, root);
        (int steps, ExtensionChoice solved) = run.SolveCooldown();

        return new Extended(
            run,
            ramp,
            root ? null : run.SolveFactor(ramp),
            root ? null : run.PickFactor(RunExtension.FactorGrid),
            root ? null : RunExtension.FactorLimit(cooldown, (double)to / finished.Horizon),
            root ? null : run.MinimizeFactor(),
            root ? null : run.MinimizeFactor(FineGrid),
            steps,
            solved,
            run.PickCooldown(RunExtension.CooldownGrid));
    }

    private static IEnumerable<int> ParseHorizons(string[] lists)
    {
        foreach (string word in lists.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int horizon))
            {
                throw CliException.BadUsage($"--to: '{word}' is no number of steps");
            }

            CheckSteps("--to", horizon);

            yield return horizon;
        }
    }

    private static int Write(IReadOnlyList<Extended> extended, double? rate, bool json, string? report, string commandLine)
    {
        if (report is not null)
        {
            CreatePage(extended, rate, commandLine).Write(report, writer => WriteJson(writer, extended, rate));
        }

        if (json)
        {
            JsonOutput.Write(writer => WriteJson(writer, extended, rate));

            return ExitCodes.Done;
        }

        Terminal.WriteLine(Heading(extended[0].Run));
        Terminal.WriteLine();
        CreateChoiceTable(extended).WriteText();
        Terminal.WriteLine();
        CreateBoundTable(extended).WriteText();
        Terminal.WriteLine();

        foreach (string line in extended.SelectMany(entry => Advice(entry, rate)))
        {
            Terminal.WriteLine(line);
        }

        WriteNotes(Notes.Select(note => $"{note.Key}: {note.Text}"));

        if (report is not null)
        {
            Terminal.WriteLine($"report: {report}");
        }

        return ExitCodes.Done;
    }

    private static string Heading(RunExtension run) =>
        $"Extending a run of T1 = {run.FirstHorizon} steps with cooldown c = {Plain(run.Cooldown)}, from its checkpoint at step {run.Checkpoint}";

    private static ReportTable CreateChoiceTable(IReadOnlyList<Extended> extended)
    {
        ReportTable table = new(
            "T2", "T2/T1", "factor", "of 33", "limit", "least bound", "cooldown", "of 33", "short by");

        foreach (Extended entry in extended)
        {
            table.Add(
                Plain(entry.Run.SecondHorizon),
                Plain(entry.Ratio),
                Fixed(entry.Factor?.Value, 5),
                Fixed(entry.FactorOfGrid?.Value, 3),
                Fixed(entry.FactorLimit, 5),
                Fixed(entry.LeastBoundOfGrid?.Value, 3),
                Fixed(entry.Cooldown.Value, 4),
                Fixed(entry.CooldownOfGrid.Value, 4),
                entry.IsCooldownShort ? (100 * entry.Cooldown.RelativeGap).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "");
        }

        return table;
    }

    private static ReportTable CreateBoundTable(IReadOnlyList<Extended> extended)
    {
        ReportTable table = new("bounds at T2", "T2/T1", "unchanged", "factor of 33", "cooldown of 33", "linear decay");

        foreach (Extended entry in extended)
        {
            table.Add(
                Plain(entry.Run.SecondHorizon),
                Plain(entry.Ratio),
                Digits(entry.Run.NaiveBound, 5),
                entry.FactorOfGrid is { } factor ? Digits(factor.Bound, 5) : "",
                Digits(entry.CooldownOfGrid.Bound, 5),
                Digits(entry.Run.LinearValue, 5));
        }

        return table;
    }

    /// <summary>What to do, in numbers.</summary>
    private static IEnumerable<string> Advice(Extended entry, double? rate)
    {
        RunExtension run = entry.Run;

        yield return Terminal.Bold($"To {run.SecondHorizon} steps:");

        if (entry.Factor is { } factor)
        {
            string inNumbers = rate is { } number ? $", from {Plain(number)} to {Digits(number * factor.Value)}" : "";

            yield return $"  from step {run.Checkpoint}, multiply the base rate with {Fixed(factor.Value, 3)}{inNumbers}:  "
                + WriteLowered(entry, factor.Value);
        }
        else if (entry.FactorOfGrid is not null)
        {
            yield return "  no factor makes the first run's rate the best one";
        }

        if (entry.IsCooldownShort)
        {
            yield return "  a longer cooldown alone is not enough here";
            yield break;
        }

        int start = run.SecondHorizon - entry.CooldownSteps;
        string main = entry.FactorOfGrid is null ? "sqrt" : "wsd";

        yield return $"  or keep the rate and cool down over {entry.CooldownSteps} steps, from step {start}:  {main}:cooldown_steps={entry.CooldownSteps}";

        // The run has cooled down from the checkpoint on; what lies before it cannot be changed any more.
        if (start < run.Checkpoint)
        {
            int longest = run.SecondHorizon - run.Checkpoint;
            ExtensionChoice choice = run.JudgeCooldown((double)longest / (run.SecondHorizon + 1));

            yield return $"     which needs an earlier checkpoint; from step {run.Checkpoint} on it takes {longest} steps at most, whose best rate is "
                + (100 * choice.RelativeGap).ToString("0.0", CultureInfo.InvariantCulture) + " % off";
        }
    }

    private static string WriteLowered(Extended entry, double factor) =>
        entry.Run.Lowered(Math.Round(factor, 3), entry.Ramp).Text;

    private static string Fixed(double? value, int decimals) =>
        value?.ToString("F" + Plain(decimals), CultureInfo.InvariantCulture) ?? "";

    private static HtmlReport CreatePage(IReadOnlyList<Extended> extended, double? rate, string commandLine)
    {
        HtmlReport report = new("Extending a finished run", commandLine);

        report.Paragraph(Heading(extended[0].Run) + ".").Table(CreateChoiceTable(extended)).Table(CreateBoundTable(extended));

        foreach (Extended entry in extended)
        {
            RunExtension run = entry.Run;
            List<(string Name, Schedule Schedule)> schedules = [("unchanged", run.WithCooldown(run.Cooldown))];

            if (entry.Factor is { } factor)
            {
                schedules.Add(($"rate times {Fixed(factor.Value, 3)}", run.Lowered(factor.Value, entry.Ramp)));
            }

            schedules.Add(($"cooldown over {entry.CooldownSteps} steps", run.WithCooldown(entry.Cooldown.Value)));

            List<ChartSeries> rates = [];
            List<ChartSeries> bounds = [];

            foreach ((string name, Schedule schedule) in schedules)
            {
                double[] entries = schedule.ToArray();
                int[] steps = [.. Spread(0, run.SecondHorizon, 240)
                    .Concat([run.Checkpoint - 1, run.Checkpoint]).Where(step => step >= 0).Distinct().Order()];
                int[] cuts = Spread(1 + (run.FirstHorizon / 10), run.SecondHorizon, 100);

                rates.Add(new ChartSeries(name, [.. steps.Select(step => (double)step)], [.. steps.Select(step => entries[step] * (rate ?? 1))]));
                bounds.Add(new ChartSeries(
                    name,
                    [.. cuts.Select(step => (double)step)],
                    [.. BoundAnalysis.Path(entries, cuts).Select(bound => bound.At(run.FirstRate))]));
            }

            report
                .Heading($"To {run.SecondHorizon} steps")
                .List(Advice(entry, rate).Skip(1))
                .Chart(new LineChart
                {
                    Title = $"Learning rate to {run.SecondHorizon} steps",
                    Description = $"Learning rate of the extended run, unchanged up to the checkpoint at step {run.Checkpoint}.",
                    XLabel = "step",
                    YLabel = rate is null ? "factor" : "learning rate",
                    Series = rates,
                })
                .Chart(new LineChart
                {
                    Title = $"Bound to {run.SecondHorizon} steps",
                    Description = "Bound after every step had the training been cut there, for D = G = 1, at the first run's best rate.",
                    XLabel = "steps",
                    YLabel = "bound",
                    LogY = true,
                    Series = bounds,
                });
        }

        return report.Heading("What the numbers mean").List(Notes.Select(note => $"{note.Key}: {note.Text}"));
    }

    private static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<Extended> extended, double? rate)
    {
        RunExtension first = extended[0].Run;

        writer.WriteStartObject();
        writer.WriteNumber("schema", Schema);
        writer.WriteNumber("first_steps", first.FirstHorizon);
        writer.WriteNumber("cooldown", first.Cooldown);
        writer.WriteNumber("checkpoint_step", first.Checkpoint);
        writer.WriteNumber("first_best_rate", first.FirstRate);
        writer.WriteNumber("first_best_bound", first.FirstValue);
        WriteNumber(writer, "base_rate", rate);
        writer.WriteStartArray("results");

        foreach (Extended entry in extended)
        {
            writer.WriteStartObject();
            writer.WriteNumber("steps", entry.Run.SecondHorizon);
            writer.WriteNumber("ratio", entry.Ratio);
            WriteNumber(writer, "factor", entry.Factor?.Value);
            WriteNumber(writer, "factor_bound", entry.Factor?.Bound);
            WriteNumber(writer, "lowered_rate", rate * entry.Factor?.Value);
            WriteNumber(writer, "factor_of_grid", entry.FactorOfGrid?.Value);
            WriteNumber(writer, "factor_of_grid_bound", entry.FactorOfGrid?.Bound);
            WriteNumber(writer, "factor_limit", entry.FactorLimit);
            WriteNumber(writer, "factor_of_least_bound", entry.LeastBound?.Value);
            WriteNumber(writer, "factor_of_least_bound_of_grid", entry.LeastBoundOfGrid?.Value);
            WriteNumber(writer, "least_bound", entry.LeastBound?.Bound);
            writer.WriteNumber("cooldown_steps", entry.CooldownSteps);
            writer.WriteNumber("cooldown", entry.Cooldown.Value);
            writer.WriteNumber("cooldown_relative_gap", entry.Cooldown.RelativeGap);
            writer.WriteBoolean("cooldown_is_enough", !entry.IsCooldownShort);
            writer.WriteNumber("cooldown_bound", entry.Cooldown.Bound);
            writer.WriteNumber("cooldown_of_grid", entry.CooldownOfGrid.Value);
            writer.WriteNumber("cooldown_of_grid_relative_gap", entry.CooldownOfGrid.RelativeGap);
            writer.WriteNumber("cooldown_of_grid_bound", entry.CooldownOfGrid.Bound);
            writer.WriteNumber("unchanged_bound", entry.Run.NaiveBound);
            writer.WriteNumber("linear_bound", entry.Run.LinearValue);
            writer.WriteString("lowered_schedule", entry.Factor is { } factor ? WriteLowered(entry, factor.Value) : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteNotes(writer, Notes);
        writer.WriteEndObject();
    }
}
