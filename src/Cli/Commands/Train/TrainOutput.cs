using System.Globalization;
using System.Text;
using System.Text.Json;

using IlgpuOptim.Cli.Commands.Schedules;
using IlgpuOptim.Cli.Reports;
using IlgpuOptim.Cli.Train;
using IlgpuOptim.Compute.Files;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary>What <c>train</c> says: tables on stdout, one JSON document, a page, and a table beside the checkpoints.</summary>
internal sealed class TrainOutput(TrainPlan plan, bool json, string? report, string? folder)
{
    /// <summary>The table beside the checkpoints, renewed after every run.</summary>
    public const string TableName = "results.md";

    private bool _failed;

    /// <summary>1 if the loss of a run was not finite any more.</summary>
    public int ExitCode => this._failed ? ExitCodes.Failed : ExitCodes.Done;

    /// <summary>After each run: the table so far.</summary>
    public void AfterRun(IReadOnlyList<TrainResult> results)
    {
        TrainState state = results[^1].State;

        if (state.DivergedAt is { } step)
        {
            this._failed = true;
            Terminal.WriteError(
                $"{state.Run.Name}: the loss of step {step} is not finite",
                FormattableString.Invariant($"a lower base rate than {state.Run.LearningRate} or --clip 1 may help"));
        }

        if (plan.Runs.Count > 1)
        {
            if (folder is not null)
            {
                string text = this.Markdown(results);

                AtomicFile.Write(Path.Combine(folder, TableName), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            }

            if (!json)
            {
                Terminal.WriteLine(FormattableString.Invariant(
                    $"[{results.Count}/{plan.Runs.Count}] {state.Run.Name}  validation {Loss(state.FinalValidationLoss)}, {Duration(state)}"));

                // Grids take hours: what is known so far is worth a look.
                if (TrainTables.IsGrid(plan) && results.Count < plan.Runs.Count)
                {
                    TrainTables.Grid(plan, results).WriteText("  ");
                }
            }
        }
    }

    /// <summary>After the last run.</summary>
    public void Finish(IReadOnlyList<TrainResult> results)
    {
        if (report is not null)
        {
            TrainReport.Create(plan, results, plan.Command)
                .Write(report, writer => this.WriteJson(writer, results));
        }

        if (json)
        {
            JsonOutput.Write(writer => this.WriteJson(writer, results));

            return;
        }

        if (plan.Runs.Count == 1)
        {
            WriteSingle(results[0].State);
        }
        else
        {
            Terminal.WriteLine();
            TrainTables.Compare(plan, results).WriteText();

            if (TrainTables.IsGrid(plan))
            {
                Terminal.WriteLine();
                TrainTables.Grid(plan, results).WriteText();
            }
        }

        foreach (TrainResult result in results.Where(static result => result.Sample is not null))
        {
            Terminal.WriteLine();
            Terminal.WriteLine(Terminal.Bold($"Sample of {result.State.Run.Name}"));
            Terminal.WriteLine(result.Sample!);
        }

        if (report is not null)
        {
            Terminal.WriteLine($"report: {report}");
        }

        if (folder is not null)
        {
            Terminal.WriteLine($"saved: {folder}");
        }
    }

    private void WriteSingle(TrainState state)
    {
        string rank = state.Run.Rank is { } number ? $", rank {number}" : "";

        Terminal.WriteLine(FormattableString.Invariant(
            $"{Terminal.Bold(state.Run.Optimizer)}{rank}, base rate {state.Run.LearningRate}, {plan.Schedule}: {state.Parameters:N0} parameters, {plan.Steps} steps of {plan.Batch} x {plan.Shape.Context} characters, {state.Device}"));
        Terminal.WriteLine();

        ReportTable losses = new("step", "train", "validation");

        foreach (ValidationPoint point in state.Validation)
        {
            losses.Add(
                point.Step.ToString(CultureInfo.InvariantCulture),
                Loss((state with { Losses = [.. state.Losses.Take(point.Step)] }).TrainLoss),
                Loss(point.Loss));
        }

        losses.WriteText("  ");
        Terminal.WriteLine();

        TimeSplit time = state.Seconds;
        string Share(double seconds) => (time.Total > 0 ? seconds / time.Total : 0).ToString("P0", CultureInfo.InvariantCulture);

        Terminal.WriteLine($"  loss             train {Loss(state.TrainLoss)}, validation {Loss(state.FinalValidationLoss)} nats per character");
        Terminal.WriteLine(FormattableString.Invariant(
            $"  time             {time.Total:F1} s, {state.TokensPerSecond(plan):N0} characters/s: forward {Share(time.Forward)}, backward {Share(time.Backward)}, optimizer {Share(time.Optimizer)}, other {Share(time.Other)}"));
        Terminal.WriteLine(FormattableString.Invariant(
            $"  optimizer state  {Format.Bytes(state.OptimizerStateBytes)}, {(double)state.OptimizerStateBytes / state.AdamWStateBytes:P0} of AdamW's {Format.Bytes(state.AdamWStateBytes)}"));
        Terminal.WriteLine($"  zero copy        {(state.ZeroCopy ? "yes" : "no")}, {state.SkippedSteps} steps skipped");
    }

    private string Markdown(IReadOnlyList<TrainResult> results)
    {
        StringBuilder text = new();

        text.Append("# ").Append(plan.Command).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{results.Count} of {plan.Runs.Count} runs are finished. {TrainTables.Describe(plan)}\n\n");

        if (TrainTables.IsGrid(plan))
        {
            text.Append(TrainTables.Grid(plan, results).ToMarkdown()).Append('\n');
        }

        return text.Append(TrainTables.Compare(plan, results).ToMarkdown()).ToString();
    }

    private void WriteJson(Utf8JsonWriter writer, IReadOnlyList<TrainResult> results)
    {
        if (plan.Runs.Count == 1)
        {
            writer.WriteStartObject();
            this.WriteRun(writer, results[0].State);
            writer.WriteEndObject();

            return;
        }

        writer.WriteStartObject();
        writer.WriteStartArray("runs");

        foreach (TrainResult result in results)
        {
            TrainRun run = result.State.Run;

            writer.WriteStartObject();
            this.WriteRun(writer, result.State);
            writer.WriteNumber("rank", (long?)run.Rank);
            writer.WriteNumber("learning_rate", run.LearningRate);
            writer.WriteNumber("seed", run.Seed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteRun(Utf8JsonWriter writer, TrainState state)
    {
        writer.WriteString("optimizer", state.Run.Optimizer);
        writer.WriteString("device", state.Device);
        writer.WriteNumber("steps", state.Step);
        writer.WriteNumber("parameters", state.Parameters);
        ScheduleArguments.WriteNumber(writer, "final_train_loss", state.TrainLoss);
        ScheduleArguments.WriteNumber(writer, "final_validation_loss", state.FinalValidationLoss);
        writer.WriteNumber("optimizer_state_bytes", state.OptimizerStateBytes);
        writer.WriteNumber("adamw_state_bytes", state.AdamWStateBytes);
        writer.WriteNumber("seconds_total", Math.Round(state.Seconds.Total, 6));
        writer.WriteNumber("seconds_optimizer", Math.Round(state.Seconds.Optimizer, 6));
        writer.WriteNumber("tokens_per_second", Math.Round(state.TokensPerSecond(plan), 1));
        writer.WriteBoolean("zero_copy", state.ZeroCopy);
        writer.WriteNumber("skipped_steps", state.SkippedSteps);
    }

    private static string Loss(double? value) =>
        value is { } loss && double.IsFinite(loss) ? loss.ToString("F4", CultureInfo.InvariantCulture) : "-";

    private static string Duration(TrainState state) => FormattableString.Invariant($"{state.Seconds.Total:F1} s");
}
