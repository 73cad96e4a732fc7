using System.Globalization;

using IlgpuOptim.Cli.Train;
using IlgpuOptim.Optimizers.Schedules;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary>The runs that options ask for: optimizers x base rates x seeds.</summary>
internal sealed class RunList(string? optimizer, string? compare, int rank, string? rates, string? grid, string? seeds, ulong seed)
{
    private const string DefaultOptimizer = "ldadam";

    /// <summary>The runs; optimizers vary slowest, seeds fastest.</summary>
    /// <exception cref="CliException">A name or number is wrong.</exception>
    public IReadOnlyList<TrainRun> Create(ShapedSchedule schedule, int width)
    {
        if (optimizer is not null && compare is not null)
        {
            throw CliException.BadUsage("--optimizer and --compare exclude each other", "name all optimizers with --compare");
        }

        if (rates is not null && grid is not null)
        {
            throw CliException.BadUsage("--lr and --lr-grid exclude each other");
        }

        Contender[] contenders = [.. Split(compare is null ? "--optimizer" : "--compare", compare ?? optimizer ?? DefaultOptimizer)
            .Select(item => this.Parse(item, width))];
        ulong[] everySeed = seeds is null ? [seed] : [.. Split("--seeds", seeds).Select(ParseSeed)];
        double[]? everyRate = grid is null ? null : [.. Split("--lr-grid", grid).Select(item => ParseRate("--lr-grid", item))];

        CheckDistinct(compare is null ? "--optimizer" : "--compare", contenders.Select(static contender => contender.Label));
        CheckDistinct("--seeds", everySeed);
        CheckDistinct("--lr-grid", everyRate ?? []);

        Dictionary<string, double> own = this.ParseRates(contenders);

        return
        [
            .. from contender in contenders
               from rate in everyRate ?? [own.TryGetValue(contender.Label, out double given) ? given : Tuned(contender.Entry, schedule)]
               from number in everySeed
               select new TrainRun(
                   contender.Label.Replace(":", "-r", StringComparison.Ordinal)
                       + (everyRate is null ? "" : FormattableString.Invariant($"-lr{rate}"))
                       + (everySeed.Length == 1 ? "" : FormattableString.Invariant($"-seed{number}")),
                   contender.Entry.Name,
                   contender.Rank,
                   rate,
                   number),
        ];
    }

    /// <summary>
    /// The base rate tuned with wsd, carried over by the theory of the last iterate: to the shape of another schedule, and to longer
    /// runs, where it falls like 1/√T. For shorter runs it stays, as there the curvature limits it.
    /// </summary>
    private static double Tuned(OptimizerEntry entry, ShapedSchedule schedule)
    {
        if (schedule.DependsOnBase)
        {
            return entry.LearningRate;
        }

        try
        {
            Schedule tuned = Schedule.Wsd(Math.Min(schedule.Horizon, OptimizerCatalog.TunedSteps));
            double rate = entry.LearningRate * RateTransfer.Multiplier(tuned, schedule);

            return double.Parse(rate.ToString("g4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }
        catch (InvalidOperationException)
        {
            // No finite bound, as for schedules that are zero before the end: nothing to carry over.
            return entry.LearningRate;
        }
    }

    private Contender Parse(string text, int width)
    {
        string[] parts = text.Split(':', 2);
        OptimizerEntry entry = OptimizerCatalog.Find(parts[0]);

        if (!entry.HasRank)
        {
            return parts.Length == 1
                ? new Contender(entry, null, entry.Name)
                : throw CliException.BadUsage($"'{text}': {entry.Name} has no rank", $"write {entry.Name}");
        }

        int own = rank;

        if (parts is [_, string number] && !(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out own) && own >= 1))
        {
            throw CliException.BadUsage($"'{text}': '{number}' is not a rank", $"as in {entry.Name}:16");
        }

        return own <= width
            ? new Contender(entry, own, FormattableString.Invariant($"{entry.Name}:{own}"))
            : throw CliException.BadUsage($"rank {own} is more than the width of the model, {width}", $"take --rank {Math.Min(16, width)}, or a wider model");
    }

    /// <summary>Base rates that are given, by label.</summary>
    private Dictionary<string, double> ParseRates(Contender[] contenders)
    {
        Dictionary<string, double> own = [];

        if (rates is null)
        {
            return own;
        }

        foreach (string item in Split("--lr", rates))
        {
            string[] parts = item.Split('=', 2);
            Contender[] meant = parts.Length == 1
                ? contenders
                : [.. contenders.Where(contender => contender.Label == parts[0] || contender.Entry.Name == parts[0])];

            if (meant.Length == 0)
            {
                throw CliException.BadUsage(
                    $"--lr: '{parts[0]}' is none of the optimizers that are trained",
                    Suggestions.Hint(parts[0], contenders.Select(static contender => contender.Entry.Name)));
            }

            foreach (Contender contender in meant)
            {
                own[contender.Label] = ParseRate("--lr", parts[^1]);
            }
        }

        return own;
    }

    private static double ParseRate(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate > 0 && double.IsFinite(rate)
            ? rate
            : throw CliException.BadUsage($"{option}: '{text}' is not a positive number");

    private static ulong ParseSeed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw CliException.BadUsage($"--seeds: '{text}' is not a number from 0 on");

    private static string[] Split(string option, string text)
    {
        string[] items = text.Split(',', StringSplitOptions.TrimEntries);

        return items.Contains("")
            ? throw CliException.BadUsage($"{option}: '{text}' has an empty item", "separate items by single commas")
            : items;
    }

    private static void CheckDistinct<T>(string option, IEnumerable<T> items)
    {
        HashSet<T> seen = [];

        foreach (T item in items)
        {
            if (!seen.Add(item))
            {
                throw CliException.BadUsage(string.Create(CultureInfo.InvariantCulture, $"{option}: '{item}' stands there twice"));
            }
        }
    }

    /// <summary>An optimizer of the comparison; labels differ.</summary>
    private sealed record Contender(OptimizerEntry Entry, int? Rank, string Label);
}
