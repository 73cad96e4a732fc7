using System.Diagnostics;
using System.Text.Json;

using IlgpuOptim.Compute.Files;

using static TorchSharp.torch;

namespace IlgpuOptim.Cli.Train;

/// <summary>A finished training.</summary>
internal sealed record TrainResult(TrainState State, string? Sample);

/// <summary>
/// Carries out the runs of a plan, one after the other. With a folder, every run has a checkpoint in it from its first step on, and the
/// plan stands beside: whatever kills the process, the same folder continues where it was.
/// </summary>
internal sealed class TrainSession(TrainPlan plan, CharacterText text, Device device)
{
    private const string PlanName = "train.json";

    private readonly Stopwatch _sinceProgress = Stopwatch.StartNew();

    /// <summary>Where checkpoints are, or null.</summary>
    public string? Folder { get; init; }

    /// <summary>Steps between checkpoints.</summary>
    public int CheckpointEvery { get; init; }

    /// <summary>Characters to let each model write in the end.</summary>
    public int SampleLength { get; init; }

    public double Temperature { get; init; } = 1;

    /// <summary>Whether a folder holds a plan.</summary>
    public static bool HasPlan(string folder) => File.Exists(Path.Combine(folder, PlanName));

    /// <summary>The plan of a folder.</summary>
    /// <exception cref="CliException">There is none, or it is damaged.</exception>
    public static TrainPlan ReadPlan(string folder)
    {
        string path = Path.Combine(folder, PlanName);

        try
        {
            TrainPlan plan = JsonSerializer.Deserialize(File.ReadAllText(path), TrainJson.Default.TrainPlan)!;

            return plan.Version == TrainPlan.CurrentVersion
                ? plan
                : throw CliException.BadUsage($"{path} has version {plan.Version}; this tool reads version {TrainPlan.CurrentVersion}");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.BadUsage($"--resume: there is no training in '{folder}' ({PlanName} is missing)", "name the folder that --save wrote");
        }
        catch (JsonException exception)
        {
            throw CliException.BadUsage($"{path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Writes the plan into the folder.</summary>
    public static void WritePlan(string folder, TrainPlan plan) => AtomicFile.Write(
        Path.Combine(folder, PlanName),
        stream => JsonSerializer.Serialize(stream, plan, TrainJson.Default.TrainPlan));

    /// <summary>Trains all runs.</summary>
    /// <param name="finished">Called after each run with all that are finished.</param>
    /// <param name="stop">Stops between two steps; the step so far is saved.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<TrainResult> Run(Action<IReadOnlyList<TrainResult>> finished, CancellationToken stop)
    {
        List<TrainResult> results = [];

        foreach (TrainRun run in plan.Runs)
        {
            results.Add(this.Run(run, results.Count, stop));
            finished(results);
        }

        return results;
    }

    private TrainResult Run(TrainRun run, int index, CancellationToken stop)
    {
        string? path = this.Folder is null ? null : Path.Combine(this.Folder, run.Name + ".safetensors");
        string vocabulary = string.Concat(text.Vocabulary);
        using Trainer trainer = new(plan, run, text, device, File.Exists(path) ? path : null);
        int saved = trainer.IsFinished ? plan.Steps : -1;
        int first = trainer.StepsDone;
        Stopwatch clock = Stopwatch.StartNew();

        trainer.Run(current =>
        {
            int step = current.StepsDone;
            bool isDue = current.IsFinished || stop.IsCancellationRequested || saved < 0 || step - saved >= this.CheckpointEvery;

            if (path is not null && isDue)
            {
                current.Save(path, vocabulary);
                saved = step;
            }

            this.ShowProgress(index, current, (step - first) / clock.Elapsed.TotalSeconds);

            return !stop.IsCancellationRequested;
        });
        Terminal.EndProgress();

        TrainState end = trainer.State;

        if (!end.IsFinished)
        {
            throw new OperationCanceledException(stop);
        }

        return new TrainResult(end, this.SampleLength > 0 && end.DivergedAt is null
            ? TextSampler.Sample(trainer.Model, text.Vocabulary, this.SampleLength, this.Temperature, run.Seed, device)
            : null);
    }

    private void ShowProgress(int index, Trainer trainer, double stepsPerSecond)
    {
        if (!Terminal.ShowsProgress || this._sinceProgress.ElapsedMilliseconds < 100)
        {
            return;
        }

        this._sinceProgress.Restart();

        TrainState state = trainer.State;
        string run = plan.Runs.Count > 1 ? $"[{index + 1}/{plan.Runs.Count}] {state.Run.Name}" : state.Run.Name;
        string tested = state.Validation.Count == 0
            ? ""
            : FormattableString.Invariant($", validation {state.Validation[^1].Loss:F3}");
        TimeSpan rest = TimeSpan.FromSeconds(stepsPerSecond > 0 ? (plan.Steps - state.Step) / stepsPerSecond : 0);
        double share = state.Seconds.Total > 0 ? state.Seconds.Optimizer / state.Seconds.Total : 0;

        Terminal.Progress(FormattableString.Invariant(
            $"{run} {state.Step}/{plan.Steps}  loss {state.TrainLoss:F3}{tested}, {state.TokensPerSecond(plan):F0} chars/s, optimizer {share:P0}, state {Format.Bytes(state.OptimizerStateBytes)}, {rest:h\\:mm\\:ss} left"));
    }
}
