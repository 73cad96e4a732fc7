using System.Globalization;

using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Cli.Train;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary>The page of <c>train --report</c>: loss curves, memory, and where the time goes.</summary>
internal static class TrainReport
{
    /// <summary>Points of a curve of train losses, each the mean of a stretch of steps.</summary>
    private const int CurvePoints = 100;

    public static HtmlReport Create(TrainPlan plan, IReadOnlyList<TrainResult> results, string commandLine)
    {
        bool isGrid = TrainTables.IsGrid(plan);
        IReadOnlyList<TrainState> shown = isGrid ? TrainTables.BestRuns(results) : [.. results.Select(static result => result.State)];
        HtmlReport page = new(plan.Runs.Count == 1 ? "A training" : "Optimizers compared", commandLine);

        page.Paragraph(TrainTables.Describe(plan));

        if (isGrid)
        {
            page.Heading("Validation loss by base rate").Table(TrainTables.Grid(plan, results));
            page.Paragraph("The plots show each optimizer at its best base rate, with the first seed.");
        }

        page.Heading("Losses").Chart(ValidationChart(shown)).Chart(TrainChart(shown));
        page.Heading("Memory").Bars(new BarChart
        {
            Title = "Optimizer state",
            Description = "Bytes that optimizers keep between steps, beside parameters and gradients. AdamW's: two numbers per parameter.",
            Unit = "MiB",
            Parts = ["state"],
            Rows =
            [
                .. shown.Select(static state => new BarRow(TrainTables.Label(state.Run), [state.OptimizerStateBytes / 1048576.0])),
                new BarRow("(AdamW, float32)", [shown[0].AdamWStateBytes / 1048576.0]),
            ],
        });
        page.Heading("Time").Bars(new BarChart
        {
            Title = "Time of a step",
            Description = "Milliseconds of a step by its parts, on " + shown[0].Device + "; evaluations and checkpoints do not count.",
            Unit = "ms",
            Parts = ["forward", "backward", "optimizer", "other"],
            Rows = [.. shown.Select(static state => new BarRow(TrainTables.Label(state.Run), Parts(state)))],
        });
        page.Heading("All runs").Table(TrainTables.Compare(plan, results));

        foreach (TrainResult result in results.Where(static result => result.Sample is not null))
        {
            page.Heading("Sample of " + result.State.Run.Name).Preformatted(result.Sample!);
        }

        return page;
    }

    private static LineChart ValidationChart(IReadOnlyList<TrainState> shown) => new()
    {
        Title = "Validation loss",
        Description = "Loss on text held back, nats per character; the last point is over all of it, those before over a part.",
        XLabel = "step",
        YLabel = "validation loss",
        FromZero = false,
        Series = [.. shown.Select(static state => new ChartSeries(
            TrainTables.Label(state.Run),
            [.. state.Validation.Select(static point => (double)point.Step)],
            [.. state.Validation.Select(static point => point.Loss)]))],
    };

    private static LineChart TrainChart(IReadOnlyList<TrainState> shown) => new()
    {
        Title = "Training loss",
        Description = string.Create(CultureInfo.InvariantCulture, $"Loss of the batches, nats per character; each point is the mean of a stretch of steps, {CurvePoints} in all."),
        XLabel = "step",
        YLabel = "training loss",
        FromZero = false,
        Series = [.. shown.Select(Smooth)],
    };

    private static ChartSeries Smooth(TrainState state)
    {
        int stretch = Math.Max(1, state.Losses.Count / CurvePoints);
        float[][] parts = [.. state.Losses.Chunk(stretch)];

        return new ChartSeries(
            TrainTables.Label(state.Run),
            [.. parts.Index().Select(part => (double)(part.Index * stretch) + part.Item.Length)],
            [.. parts.Select(static part => part.Average(static loss => (double)loss))]);
    }

    private static double[] Parts(TrainState state)
    {
        double perStep = 1000.0 / Math.Max(1, state.Step);

        return [.. new[] { state.Seconds.Forward, state.Seconds.Backward, state.Seconds.Optimizer, state.Seconds.Other }.Select(seconds => seconds * perStep)];
    }
}
