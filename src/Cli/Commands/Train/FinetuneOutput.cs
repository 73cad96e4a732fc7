using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;

using IlgpuOptim.Cli.Commands.Schedules;
using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Cli.Train;
using IlgpuOptim.Cli.Train.Finetune;
using IlgpuOptim.Compute.Files;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary>What the model as it is makes of a task, and how much text there is of it.</summary>
internal sealed record FinetuneBaseline(string Task, double TestLoss, double TestAccuracy, int Pool, int Tune, int Test);

/// <summary>What <c>train --finetune</c> says: tables, one JSON document, a page, a table beside the results.</summary>
internal sealed class FinetuneOutput(
    ParseResult parsed, FinetunePlan plan, TrainPlan trained, TrainState state, IReadOnlyList<FinetuneCell> cells, IReadOnlyList<FinetuneBaseline> baselines)
{
    private readonly IReadOnlyList<FinetuneSummary> _summaries = [.. cells.Select(FinetuneSummary.Of)];
    private readonly IReadOnlyList<FinetunePair> _pairs = FinetunePair.Of(cells);

    public void Write(bool json, string? report, string? folder)
    {
        if (folder is not null)
        {
            AtomicFile.Write(Path.Combine(folder, TrainOutput.TableName), stream => stream.Write(Encoding.UTF8.GetBytes(this.Markdown())));
        }

        if (report is not null)
        {
            this.Page().Write(report, this.WriteJson);
        }

        if (json)
        {
            JsonOutput.Write(this.WriteJson);

            return;
        }

        Terminal.WriteLine(this.Describe());
        Terminal.WriteLine();
        this.Table().WriteText("  ");

        if (this._pairs.Count > 0)
        {
            Terminal.WriteLine();
            this.PairTable().WriteText("  ");
        }

        Terminal.WriteLine();
        this.RankTable().WriteText("  ");

        if (report is not null)
        {
            Terminal.WriteLine($"report: {report}");
        }

        if (folder is not null)
        {
            Terminal.WriteLine($"saved: {folder}");
        }
    }

    private string Describe() => FormattableString.Invariant(
        $"A model of {trained.Shape.Layers} layers x {trained.Shape.Width} ({state.Parameters:N0} parameters, validation {state.FinalValidationLoss:F4}) learns another language in {plan.Steps} steps of {plan.Batch} pieces of {trained.Shape.Context} characters. Losses in nats per character, mean ± standard deviation over seeds, after the last step; the test has {baselines[0].Test} pieces that no training has seen.");

    private ReportTable Table()
    {
        ReportTable table = new(
            "task", "examples", "method", "rank", "parameters", "rate", "seeds", "train loss", "test loss", "test accuracy", "learned rank", "update/weight", "s/run");

        foreach (FinetuneBaseline baseline in baselines)
        {
            table.Add(baseline.Task, "0", "(as trained)", "", "", "", "", "", Number(baseline.TestLoss), Percent(baseline.TestAccuracy), "", "", "");

            foreach (FinetuneSummary summary in this._summaries.Where(summary => summary.Cell.Task == baseline.Task))
            {
                FinetuneCell cell = summary.Cell;

                table.Add(
                    cell.Task,
                    Text(cell.Examples),
                    cell.Method,
                    Text(cell.Rank),
                    summary.Parameters.ToString("N0", CultureInfo.InvariantCulture),
                    cell.Rate.ToString("g3", CultureInfo.InvariantCulture),
                    Text(cell.Results.Count) + (summary.Diverged > 0 ? $" ({summary.Diverged} diverged)" : ""),
                    Number(summary.TrainLoss),
                    Number(summary.TestLoss),
                    $"{Percent(summary.TestAccuracy.Mean)} ± {100 * summary.TestAccuracy.Deviation:F1}",
                    FormattableString.Invariant($"{summary.LearnedRank.Mean:F1} ± {summary.LearnedRank.Deviation:F1}"),
                    summary.RelativeNorm.Mean.ToString("F3", CultureInfo.InvariantCulture),
                    summary.SecondsPerRun.ToString("F1", CultureInfo.InvariantCulture));
            }
        }

        return table;
    }

    private ReportTable PairTable()
    {
        ReportTable table = new("task", "examples", "difference of test losses", "mean", "seeds better");

        foreach (FinetunePair pair in this._pairs)
        {
            table.Add(
                pair.First.Task, Text(pair.First.Examples), $"{pair.First.Method} less {pair.Second.Method}", Number(pair.Difference), $"{pair.Wins} of {pair.Pairs}");
        }

        return table;
    }

    // Mean over seeds, layer by layer.
    private ReportTable RankTable()
    {
        ReportTable table = new("layer", "task", "examples", "method", "learned rank", "update/weight", "singular values of the update, as parts of the first");

        foreach (FinetuneCell cell in cells)
        {
            foreach (IGrouping<string, LearnedLayer> layer in cell.Results.SelectMany(static result => result.Layers).GroupBy(static layer => layer.Layer))
            {
                table.Add(
                    layer.Key,
                    cell.Task,
                    Text(cell.Examples),
                    cell.Method,
                    layer.Average(static item => item.Rank).ToString("F1", CultureInfo.InvariantCulture),
                    layer.Average(static item => item.RelativeNorm).ToString("F3", CultureInfo.InvariantCulture),
                    string.Join(" ", MeanSpectrum(layer).Select(static value => value.ToString("F3", CultureInfo.InvariantCulture))));
            }
        }

        return table;
    }

    private static IEnumerable<double> MeanSpectrum(IEnumerable<LearnedLayer> layers)
    {
        LearnedLayer[] all = [.. layers];

        return Enumerable.Range(0, all[0].SingularValues.Count)
            .Select(i => all.Average(layer => layer.SingularValues[0] > 0 ? layer.SingularValues[i] / layer.SingularValues[0] : 0));
    }

    private string Markdown()
    {
        StringBuilder text = new();

        text.Append("# ").Append(ScheduleArguments.CommandLineOf(parsed)).Append("\n\n").Append(this.Describe()).Append("\n\n");
        text.Append(this.Table().ToMarkdown()).Append('\n');

        if (this._pairs.Count > 0)
        {
            text.Append(this.PairTable().ToMarkdown()).Append('\n');
        }

        if (this.Tuning() is { } tuning)
        {
            text.Append("Loss on the text for tuning, by rate:\n\n").Append(tuning.ToMarkdown()).Append('\n');
        }

        return text.Append(this.RankTable().ToMarkdown()).ToString();
    }

    private ReportTable? Tuning()
    {
        if (cells.All(static cell => cell.Tuning.Count == 0))
        {
            return null;
        }

        ReportTable table = new("task", "examples", "method", "losses by rate", "chosen");

        foreach (FinetuneCell cell in cells)
        {
            table.Add(
                cell.Task,
                Text(cell.Examples),
                cell.Method,
                string.Join(", ", cell.Tuning.Select(static item => FormattableString.Invariant($"{item.Rate:g3}: {item.Loss:F4}"))),
                cell.Rate.ToString("g3", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private HtmlReport Page()
    {
        HtmlReport page = new("Fine-tuning with few examples", ScheduleArguments.CommandLineOf(parsed));

        page.Paragraph(this.Describe()).Heading("Test").Table(this.Table());

        if (this._pairs.Count > 0)
        {
            page.Paragraph("The same seeds have the same examples in the same order:").Table(this.PairTable());
        }

        foreach (IGrouping<(string Task, int Examples), FinetuneCell> group in cells.GroupBy(static cell => (cell.Task, cell.Examples)))
        {
            page.Heading($"{group.Key.Task}, {group.Key.Examples} examples").Chart(Curve(group)).Chart(Spectrum(group));
        }

        if (this.Tuning() is { } tuning)
        {
            page.Heading("Learning rates").Table(tuning);
        }

        return page.Heading("Layers").Table(this.RankTable());
    }

    private static LineChart Curve(IEnumerable<FinetuneCell> group) => new()
    {
        Title = "Loss on text that is not learned from",
        Description = "Mean over seeds, nats per character, on some pieces of the text for tuning: where it rises, the examples are learned by heart.",
        XLabel = "step",
        YLabel = "loss",
        FromZero = false,
        Series =
        [
            .. group.Select(static cell => (cell, Curves: cell.Results.Where(static result => !result.Diverged).Select(static result => result.Curve).ToArray()))
                .Where(static item => item.Curves.Length > 0)
                .Select(static item => new ChartSeries(
                    item.cell.Method,
                    [.. item.Curves[0].Select(static point => (double)point.Step)],
                    [.. item.Curves[0].Select((_, i) => item.Curves.Average(curve => curve[i].Loss))])),
        ],
    };

    private static LineChart Spectrum(IEnumerable<FinetuneCell> group) => new()
    {
        Title = "Singular values of the updates",
        Description = "Mean over layers and seeds, as parts of each update's largest.",
        XLabel = "number",
        YLabel = "singular value",
        Series =
        [
            .. group.Where(static cell => cell.Results.Any(static result => result.Layers.Count > 0)).Select(static cell =>
            {
                double[] values = [.. MeanSpectrum(cell.Results.SelectMany(static result => result.Layers))];

                return new ChartSeries(cell.Method, [.. values.Select(static (_, i) => i + 1.0)], values);
            }),
        ],
    };

    private void WriteJson(Utf8JsonWriter writer)
    {
        void Spread(string key, Spread spread)
        {
            writer.WriteStartObject(key);
            ScheduleArguments.WriteNumber(writer, "mean", spread.Mean);
            ScheduleArguments.WriteNumber(writer, "standard_deviation", spread.Deviation);
            writer.WriteEndObject();
        }

        writer.WriteStartObject();
        writer.WriteStartObject("model");
        writer.WriteNumber("layers", trained.Shape.Layers);
        writer.WriteNumber("width", trained.Shape.Width);
        writer.WriteNumber("context", trained.Shape.Context);
        writer.WriteNumber("parameters", state.Parameters);
        ScheduleArguments.WriteNumber(writer, "validation_loss", state.FinalValidationLoss);
        writer.WriteString("sha256", plan.Model);
        writer.WriteEndObject();
        writer.WriteString("layers", plan.Layers);
        writer.WriteNumber("depth", plan.Depth);
        writer.WriteNumber("outer_rate", plan.OuterRate);
        writer.WriteNumber("steps", plan.Steps);
        writer.WriteNumber("batch", plan.Batch);
        writer.WriteStartArray("tasks");

        foreach (FinetuneBaseline baseline in baselines)
        {
            writer.WriteStartObject();
            writer.WriteString("task", baseline.Task);
            writer.WriteNumber("test_loss_untrained", baseline.TestLoss);
            writer.WriteNumber("test_accuracy_untrained", baseline.TestAccuracy);
            writer.WriteNumber("pool_pieces", baseline.Pool);
            writer.WriteNumber("tune_pieces", baseline.Tune);
            writer.WriteNumber("test_pieces", baseline.Test);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("cells");

        foreach (FinetuneSummary summary in this._summaries)
        {
            FinetuneCell cell = summary.Cell;

            writer.WriteStartObject();
            writer.WriteString("task", cell.Task);
            writer.WriteNumber("examples", cell.Examples);
            writer.WriteString("method", cell.Method);
            writer.WriteNumber("rank", cell.Rank);
            writer.WriteNumber("parameters", summary.Parameters);
            writer.WriteNumber("rate", cell.Rate);
            writer.WriteStartArray("tuning");

            foreach ((double rate, double loss) in cell.Tuning)
            {
                writer.WriteStartObject();
                writer.WriteNumber("rate", rate);
                ScheduleArguments.WriteNumber(writer, "loss", loss);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("diverged", summary.Diverged);
            Spread("train_loss", summary.TrainLoss);
            Spread("test_loss", summary.TestLoss);
            Spread("test_accuracy", summary.TestAccuracy);
            Spread("learned_rank", summary.LearnedRank);
            Spread("update_per_weight", summary.RelativeNorm);
            writer.WriteNumber("seconds_per_run", Math.Round(summary.SecondsPerRun, 3));
            writer.WritePropertyName("runs");
            JsonSerializer.Serialize(writer, cell.Results, FinetuneJson.Default.IReadOnlyListFinetuneResult);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("pairs");

        foreach (FinetunePair pair in this._pairs)
        {
            writer.WriteStartObject();
            writer.WriteString("task", pair.First.Task);
            writer.WriteNumber("examples", pair.First.Examples);
            writer.WriteNumber("rank", pair.First.Rank);
            writer.WriteString("method", pair.First.Method);
            writer.WriteString("less", pair.Second.Method);
            Spread("test_loss_difference", pair.Difference);
            writer.WriteNumber("wins", pair.Wins);
            writer.WriteNumber("pairs", pair.Pairs);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("F4", CultureInfo.InvariantCulture) : "-";

    private static string Number(Spread spread) => $"{Number(spread.Mean)} ± {Number(spread.Deviation)}";

    private static string Percent(double value) => (100 * value).ToString("F1", CultureInfo.InvariantCulture) + " %";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
