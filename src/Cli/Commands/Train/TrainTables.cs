using System.Globalization;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Cli.Train;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary>Tables over the runs of a comparison.</summary>
internal static class TrainTables
{
    /// <summary>Whether optimizers run more than once: with other rates or seeds.</summary>
    public static bool IsGrid(TrainPlan plan) => plan.Runs.CountBy(static run => (run.Optimizer, run.Rank)).Any(static count => count.Value > 1);

    /// <summary>What the runs have in common.</summary>
    public static string Describe(TrainPlan plan) => FormattableString.Invariant(
        $"{Path.GetFileName(plan.Text)}, {plan.Shape.Layers} layers x {plan.Shape.Width}, {plan.Shape.Heads} heads, {plan.Steps} steps of {plan.Batch} x {plan.Shape.Context} characters, schedule {plan.Schedule}, weight decay {plan.WeightDecay}, clip {plan.Clip}. Losses in nats per character; validation over the whole validation text.");

    /// <summary>A row for each run.</summary>
    public static ReportTable Compare(TrainPlan plan, IReadOnlyList<TrainResult> results)
    {
        ReportTable table = new(
            "run", "base rate", "seed", "train", "validation", "state", "of AdamW", "ms/step", "optimizer ms", "characters/s", "zero copy", "skipped");

        foreach (TrainState state in results.Select(static result => result.State))
        {
            double perStep = 1000.0 / Math.Max(1, state.Step);

            table.Add(
                state.Run.Name,
                Text(state.Run.LearningRate, "g4"),
                state.Run.Seed.ToString(CultureInfo.InvariantCulture),
                Text(state.TrainLoss, "F4"),
                Text(state.FinalValidationLoss, "F4"),
                Format.Bytes(state.OptimizerStateBytes),
                Text((double)state.OptimizerStateBytes / state.AdamWStateBytes, "P0"),
                Text(state.Seconds.Total * perStep, "F1"),
                Text(state.Seconds.Optimizer * perStep, "F2"),
                Text(state.TokensPerSecond(plan), "N0"),
                state.ZeroCopy ? "yes" : "no",
                state.SkippedSteps.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    /// <summary>A row for each optimizer, a column for each base rate: mean and standard deviation of the validation loss over seeds.</summary>
    public static ReportTable Grid(TrainPlan plan, IReadOnlyList<TrainResult> results)
    {
        double[] rates = [.. plan.Runs.Select(static run => run.LearningRate).Distinct().Order()];
        ReportTable table = new(["validation, mean of seeds", .. rates.Select(static rate => Text(rate, "g4")), "best", "at"]);

        foreach (IGrouping<string, TrainState> group in results.Select(static result => result.State).GroupBy(static state => Label(state.Run)))
        {
            double?[] means = [.. rates.Select(rate => Mean(group.Where(state => state.Run.LearningRate == rate)))];
            int best = Array.IndexOf(means, means.Min());

            table.Add([group.Key, .. rates.Select((rate, column) => Cell(means[column], group.Where(state => state.Run.LearningRate == rate))),
                Text(means[best], "F4"), means[best] is null ? "-" : Text(rates[best], "g4")]);
        }

        return table;
    }

    /// <summary>Name of an optimizer with its rank.</summary>
    public static string Label(TrainRun run) => run.Rank is { } rank ? FormattableString.Invariant($"{run.Optimizer} r={rank}") : run.Optimizer;

    /// <summary>Of each optimizer, the runs at the rate with the least mean loss; the first seed of them.</summary>
    public static IReadOnlyList<TrainState> BestRuns(IReadOnlyList<TrainResult> results) =>
    [
        .. results.Select(static result => result.State)
            .GroupBy(static state => Label(state.Run))
            .Select(static group => group
                .GroupBy(static state => state.Run.LearningRate)
                .MinBy(static rate => Mean(rate) ?? double.PositiveInfinity)!
                .First()),
    ];

    /// <summary>Mean validation loss; null if there is none, or one has diverged.</summary>
    private static double? Mean(IEnumerable<TrainState> states)
    {
        double?[] losses = [.. states.Select(static state => state.FinalValidationLoss)];

        return losses.Length == 0 || losses.Contains(null) ? null : losses.Average();
    }

    private static string Cell(double? mean, IEnumerable<TrainState> states)
    {
        TrainState[] all = [.. states];

        return all.Length == 0 ? ""
            : mean is not { } center ? "diverged"
            : all.Length == 1 ? Text(center, "F4")
            : Text(center, "F4") + " ± " + Text(
                Math.Sqrt(all.Sum(state => Math.Pow(state.FinalValidationLoss!.Value - center, 2)) / (all.Length - 1)), "F4");
    }

    private static string Text(double? value, string format) =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "-";
}
