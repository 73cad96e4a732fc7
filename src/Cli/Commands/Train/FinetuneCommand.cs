using System.CommandLine;
using System.Security.Cryptography;

using IlgpuOptim.Cli.Commands.Schedules;
using IlgpuOptim.Cli.Train;
using IlgpuOptim.Cli.Train.Finetune;
using IlgpuOptim.Compute.Files;

using TorchSharp;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary><c>train --finetune</c>: adapters beside a pre-trained model learn another language from few examples.</summary>
internal static class FinetuneCommand
{
    private const string StudyName = "finetune.json";
    private const string BaseFolder = "base";

    /// <summary>The optimizer and steps of a model that is trained here because none was named.</summary>
    private const string BaseOptimizer = "torch-adamw";

    public static int Run(FinetuneOptions finetune, TrainOptions options, ParseResult parsed, CancellationToken stop)
    {
        FinetuneShared shared = options.Shared(parsed);
        FinetuneGrid grid = finetune.Grid(parsed, shared);

        _ = finetune.Plan(parsed, shared, "", "");
        TorchRuntime.Load(options.LibTorch(parsed), options.Threads(parsed));

        torch.Device device = TorchRuntime.FindDevice(options.Device(parsed));

        try
        {
            string checkpoint = finetune.From(parsed) ?? Pretrain(shared, ScheduleArguments.CommandLineOf(parsed), device, stop);
            (TrainPlan trained, TrainState state, _) = TrainCheckpoint.ReadState(checkpoint);
            CharacterText text = CharacterText.Read(shared.Text, trained.Shape.Context);

            if (text.Hash != trained.TextHash)
            {
                throw CliException.BadUsage(
                    $"{checkpoint} was trained on another text than {shared.Text}", "name the text that it was trained on: its last tenth is what it has never seen");
            }

            using CharacterModel model = new(trained.Shape);

            TrainCheckpoint.Restore(checkpoint, model, null);
            model.to(device);

            FinetunePlan plan = finetune.Plan(parsed, shared, Hash(model), text.Hash);
            Finetuner tuner = new(model, plan);
            FinetuneStudy study = new(tuner, plan, shared.Folder is null ? null : Path.Combine(shared.Folder, StudyName));
            Dictionary<string, FinetuneData> data = grid.Tasks.ToDictionary(
                static name => name, name => new FinetuneData(FinetuneTask.Find(name), text, trained.Shape.Context, device));

            Check(grid, data.Values.First());

            IReadOnlyList<FinetuneCell> cells = study.Run(grid, name => data[name], ShowProgress, stop);

            Terminal.EndProgress();

            FinetuneOutput output = new(parsed, plan, trained, state, cells, [.. grid.Tasks.Select(name => Untrained(tuner, data[name]))]);

            output.Write(options.IsJson(parsed), options.Report(parsed), shared.Folder);

            foreach (FinetuneData item in data.Values)
            {
                item.Dispose();
            }

            return cells.SelectMany(static cell => cell.Results).Any(static result => result.Diverged) ? ExitCodes.Failed : ExitCodes.Done;
        }
        catch (OperationCanceledException)
        {
            Terminal.EndProgress();
            Terminal.WriteError("interrupted");

            if (shared.Folder is not null)
            {
                Terminal.WriteHint("the same command goes on where it was");
            }

            return ExitCodes.Failed;
        }
    }

    private static FinetuneBaseline Untrained(Finetuner tuner, FinetuneData data)
    {
        (double loss, double accuracy) = tuner.Evaluate(data);

        return new FinetuneBaseline(data.Task.Name, loss, accuracy, data.PoolSize, data.TuneSize, data.TestSize);
    }

    private static void Check(FinetuneGrid grid, FinetuneData data)
    {
        if (grid.Examples.Max() > data.PoolSize)
        {
            throw CliException.BadUsage(
                $"--examples: there are {data.PoolSize} pieces of text to draw examples from, not {grid.Examples.Max()}", "take a longer text, or fewer examples");
        }
    }

    /// <summary>Trains a model by the options' shape, in the folder if there is one: then only once.</summary>
    private static string Pretrain(FinetuneShared shared, string command, torch.Device device, CancellationToken stop)
    {
        CharacterText text = CharacterText.Read(shared.Text, shared.Shape.Context);
        string folder = shared.Folder is null ? Directory.CreateTempSubdirectory("ilgpu-optim").FullName : Path.Combine(shared.Folder, BaseFolder);
        TrainRun run = new(BaseOptimizer, BaseOptimizer, null, OptimizerCatalog.Find(BaseOptimizer).LearningRate, shared.Seed);
        TrainPlan plan = new()
        {
            Command = command,
            Text = Path.GetFullPath(shared.Text),
            TextHash = text.Hash,
            Shape = shared.Shape with { Vocabulary = text.Vocabulary.Count },
            Batch = FinetuneMethods.BaseBatch,
            Steps = FinetuneMethods.BaseSteps,
            Schedule = "wsd",
            WeightDecay = 0.01,
            Clip = 1,
            EvaluateEvery = FinetuneMethods.BaseSteps / 10,
            Runs = [run],
        };

        if (plan.Shape.Width % plan.Shape.Heads != 0)
        {
            throw CliException.BadUsage($"--heads: {plan.Shape.Heads} heads cannot share a width of {plan.Shape.Width} evenly", "take another width");
        }

        Directory.CreateDirectory(folder);

        if (!TrainSession.HasPlan(folder))
        {
            TrainSession.WritePlan(folder, plan);
        }
        else if (TrainSession.ReadPlan(folder) is var old && (old.Shape != plan.Shape || old.TextHash != plan.TextHash || old.Runs[0] != run))
        {
            throw CliException.BadUsage($"the model in '{folder}' is another one: it has {old.Shape}", "give the same options, or another --save");
        }

        _ = new TrainSession(plan, text, device) { Folder = folder, CheckpointEvery = 100 }.Run(static _ => { }, stop);

        return Path.Combine(folder, run.Name + ".safetensors");
    }

    private static void ShowProgress(int done, int all, FinetuneRun run) => Terminal.Progress(FormattableString.Invariant(
        $"[{done + 1}/{all}] {run.Task}, {run.Examples} examples, {run.Method} of rank {run.Rank}, rate {run.Rate}, seed {run.Seed}"));

    private static string Hash(CharacterModel model)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach ((_, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
        {
            using torch.Tensor host = parameter.detach().cpu();

            hash.AppendData(host.bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
