using System.CommandLine;
using System.Runtime.InteropServices;

using IlgpuOptim.Cli.Train;
using IlgpuOptim.Compute.Files;

using TorchSharp;

namespace IlgpuOptim.Cli.Commands.Train;

/// <summary><c>train</c>: a character-level transformer, trained by the optimizers of this library as plug-ins of TorchSharp.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        TrainOptions options = new();
        FinetuneOptions finetune = new();
        Command command = new("train", "Train a character-level transformer with an optimizer, or compare some")
        {
            Description = "Train a character-level transformer on a text, with one optimizer or a comparison of some",
        };

        options.AddTo(command);
        finetune.AddTo(command);
        command.SetExamples(
            "train --steps 300 --seed 1 --json",
            "train novel.txt --optimizer ldadam:32 --save run --sample 400",
            "train --resume run",
            "train --compare adamw,ldadam,sirf-shampoo --report out.html",
            "train --compare adamw,ldadam --lr-grid 1e-3,4e-3 --save grid",
            "train --finetune lora,deep-lora --examples 16,64 --seeds 1,2,3");

        // On a thread of its own, so that Ctrl-C is heard.
        command.SetAction((parsed, stop) => Task.Run(() => Guard(() => finetune.IsAsked(parsed)
            ? FinetuneCommand.Run(finetune, options, parsed, stop)
            : Run(options, parsed, stop)), CancellationToken.None));

        return command;
    }

    private static int Run(TrainOptions options, ParseResult parsed, CancellationToken stop)
    {
        (TrainPlan plan, CharacterText text) = options.Read(parsed);

        TorchRuntime.Load(options.LibTorch(parsed), options.Threads(parsed));

        torch.Device device = TorchRuntime.FindDevice(options.Device(parsed));
        string? folder = options.Folder(parsed);

        if (folder is not null && !TrainSession.HasPlan(folder))
        {
            TrainSession.WritePlan(folder, plan);
        }

        TrainSession session = new(plan, text, device)
        {
            Folder = folder,
            CheckpointEvery = options.CheckpointEvery(parsed, plan),
            SampleLength = options.SampleLength(parsed),
            Temperature = options.Temperature(parsed),
        };
        TrainOutput output = new(plan, options.IsJson(parsed), options.Report(parsed), folder);

        try
        {
            output.Finish(session.Run(output.AfterRun, stop));
        }
        catch (OperationCanceledException)
        {
            Terminal.EndProgress();
            Terminal.WriteError("interrupted");

            if (folder is not null)
            {
                Terminal.WriteHint($"to go on: {CommandLine.ToolName} train --resume {folder}");
            }

            return ExitCodes.Failed;
        }

        return output.ExitCode;
    }

    private static int Guard(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (ExternalException exception)
        {
            Terminal.EndProgress();

            throw TorchRuntime.Explain(exception);
        }
        catch (OutOfMemoryException)
        {
            Terminal.EndProgress();

            throw CliException.Failed("out of memory", "a smaller --batch, --context, --width or --layers needs less");
        }
        catch (TensorFileException exception)
        {
            Terminal.EndProgress();

            throw CliException.BadUsage(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Terminal.EndProgress();

            throw CliException.Failed(exception.Message);
        }
    }
}
