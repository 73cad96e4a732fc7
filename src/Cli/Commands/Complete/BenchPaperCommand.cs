using System.CommandLine;
using System.Globalization;

using IlgpuOptim.Compute;
using IlgpuOptim.MatrixCompletion;

namespace IlgpuOptim.Cli.Commands.Complete;

/// <summary><c>complete bench-paper</c>: the published synthetic runs of deep matrix completion, beside what is published.</summary>
internal static class BenchPaperCommand
{
    private const string Slow = "original";

    public static Command Create()
    {
        Option<string?> filter = new("--filter") { Description = "Only runs with this in their names", HelpName = "text" };
        Option<string> device = new("--device")
        {
            Description = "Device to run on, as 'devices' lists it, or auto",
            DefaultValueFactory = _ => "auto",
            HelpName = "id",
        };
        Option<ulong> seed = SharedOptions.Seed();
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("bench-paper", "Repeat the published synthetic runs of deep matrix completion") { filter, device, seed, json };

        command.SetExamples(
            "complete bench-paper --filter compressed",
            "complete bench-paper --filter depth --json",
            "complete bench-paper --filter original --device cuda:0");
        command.SetWork((parsed, stop) =>
        {
            string? text = parsed.GetValue(filter);

            // The original form of side 1000 takes long, and runs only when it is meant.
            PaperExperiment[] chosen =
            [
                .. PaperExperiment.All.Where(
                    run => text is null ? run.Name != Slow : run.Name.Contains(text, StringComparison.OrdinalIgnoreCase)),
            ];

            if (chosen.Length == 0)
            {
                throw CliException.BadUsage(
                    $"--filter: no run has '{text}' in its name", "runs: " + string.Join(", ", PaperExperiment.All.Select(run => run.Name)));
            }

            using ComputeDevice opened = ComputeDevice.Open(parsed.GetValue(device)!);
            List<PaperResult> results = [];
            bool isJson = parsed.GetValue(json);

            foreach (PaperExperiment run in chosen)
            {
                PaperResult result = run.Run(
                    opened,
                    parsed.GetValue(seed),
                    (steps, loss) => Terminal.Progress(Invariant($"{run.Name}: {steps} steps, loss {loss:E2}")),
                    stop);
                Terminal.EndProgress();
                results.Add(result);

                if (!isJson)
                {
                    Terminal.WriteLine(Invariant(
                        $"  {run.Name,-20} {result.Steps,7} steps  {result.Seconds,7:F1} s  relative error {result.RelativeError:E1}  recovery {result.RecoveryError:E1}  published: {run.Published}"));
                }
            }

            if (isJson)
            {
                Write(results, opened);
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Write(List<PaperResult> results, ComputeDevice device) => JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("device", device.Id);
        writer.WriteStartArray("runs");

        foreach (PaperResult result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("name", result.Experiment.Name);
            writer.WriteNumber("d", result.Experiment.Size);
            writer.WriteNumber("r", result.Experiment.Rank);
            writer.WriteNumber("p", result.Experiment.Density);
            writer.WriteNumber("depth", result.Experiment.Depth);
            writer.WriteNumber("iterations", result.Steps);
            CompletionOutcome.WriteNumber(writer, "train_loss", result.Loss);
            CompletionOutcome.WriteNumber(writer, "recovery_error", result.RecoveryError);
            CompletionOutcome.WriteNumber(writer, "relative_error", result.RelativeError);
            writer.WriteNumber("seconds", result.Seconds);
            writer.WriteNumber("seconds_per_iteration", result.Seconds / Math.Max(1, result.Steps));
            writer.WriteString("published", result.Experiment.Published);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
