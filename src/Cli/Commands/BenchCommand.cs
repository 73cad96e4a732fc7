using System.CommandLine;

using IlgpuOptim.Cli.Bench;
using IlgpuOptim.Cli.Bench.Suites.Completion;
using IlgpuOptim.Cli.Bench.Suites.Engine;
using IlgpuOptim.Cli.Bench.Suites.Optimizers;
using IlgpuOptim.Cli.Bench.Suites.Torch;

namespace IlgpuOptim.Cli.Commands;

/// <summary><c>bench</c>: how fast kernels are, beside the limits of the machine.</summary>
internal static class BenchCommand
{
    private static readonly Func<BenchSuite>[] Suites =
        [EngineSuite.Create, OptimizerSuite.Create, CompletionSuite.Create, TorchSuite.Create];

    public static Command Create()
    {
        Option<string> suite = new("--suite")
        {
            Description = "Suite to run: engine, optimizers, completion, torch",
            DefaultValueFactory = _ => "engine",
            HelpName = "name",
        };
        Option<string> device = new("--device")
        {
            Description = "Device to run on, as 'devices' lists it, or auto",
            DefaultValueFactory = _ => "auto",
            HelpName = "id",
        };
        Option<string?> filter = new("--filter")
        {
            Description = "Only kernels with this in their names",
            HelpName = "text",
        };
        Option<bool> quick = new("--quick") { Description = "Smaller arrays, fewer samples: under a minute" };
        Option<ulong> seed = new("--seed")
        {
            Description = "Seed of the random data",
            DefaultValueFactory = _ => 1,
            HelpName = "number",
        };
        Option<string?> fault = new("--inject-fault")
        {
            Description = "Falsify the result of a kernel, to test the verification",
            Hidden = true,
        };
        Option<bool> json = JsonOutput.CreateOption();
        Command command = new("bench", "Measure kernels against the limits of the machine")
        {
            suite, device, filter, quick, seed, json, fault,
        };

        command.SetExamples("bench --quick", "bench --suite engine --device cpu:0 --json", "bench --filter sgemm");

        // On a thread of its own: Ctrl-C is listened to only once the action has returned its task.
        command.SetAction((parsed, stop) => Task.Run(
            () => Run(
                FindSuite(parsed.GetValue(suite)!),
                FindDevice(parsed.GetValue(device)!),
                new BenchOptions(
                    "", parsed.GetValue(quick), parsed.GetValue(filter), parsed.GetValue(seed), parsed.GetValue(fault)),
                parsed.GetValue(json),
                stop),
            CancellationToken.None));

        return command;
    }

    private static int Run(BenchSuite suite, DeviceEntry device, BenchOptions options, bool json, CancellationToken stop)
    {
        options = options with { Device = device.Id };
        CheckNames(suite, options);

        BenchEnvironment environment = new(options, device);
        List<BenchRow> rows = [];
        bool interrupted = false;

        using (BenchSession session = new(options, stop))
        {
            try
            {
                rows.AddRange(suite.Run(session));
            }
            catch (OperationCanceledException)
            {
                Terminal.EndProgress();
                interrupted = true;
            }

            environment.Finish(session.BlasIfLoaded);
        }

        if (json)
        {
            JsonOutput.Write(writer => BenchReport.WriteJson(writer, environment, rows));
        }
        else
        {
            BenchReport.WriteTable(environment, rows);
        }

        return Conclude(environment, rows, interrupted);
    }

    /// <summary>Says on stderr what is not as it should be.</summary>
    private static int Conclude(BenchEnvironment environment, List<BenchRow> rows, bool interrupted)
    {
        if (environment.IsDisturbed)
        {
            Terminal.WriteWarning($"other processes kept {environment.OtherCores:F2} cores busy: the numbers suffered");
        }

        BenchRow[] failed = [.. rows.Where(row => row.Status == BenchStatus.Failed)];

        foreach (BenchRow row in failed)
        {
            Terminal.WriteError($"{row.Kernel}: {row.Reason}");
        }

        if (interrupted)
        {
            Terminal.WriteError("interrupted; the rows above are complete");
        }

        return failed.Length > 0 || interrupted ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static BenchSuite FindSuite(string name)
    {
        BenchSuite[] suites = [.. Suites.Select(create => create())];

        return Array.Find(suites, suite => suite.Name == name) ?? throw CliException.BadUsage(
            $"--suite: there is no suite '{name}'",
            Suggestions.Hint(name, suites.Select(suite => suite.Name))
                ?? "suites: " + string.Join(", ", suites.Select(suite => suite.Name)));
    }

    private static DeviceEntry FindDevice(string id)
    {
        IReadOnlyList<DeviceEntry> devices = DeviceCatalog.List();
        DeviceEntry? device = id == "auto"
            ? devices.FirstOrDefault(entry => entry.Usable)
            : devices.FirstOrDefault(entry => entry.Id == id)
                ?? devices.FirstOrDefault(entry => entry.Backend == id.Split(':')[0] && (id == entry.Backend || !entry.Usable));

        if (device is null)
        {
            throw CliException.BadUsage(
                $"--device: there is no device '{id}'", Suggestions.Hint(id, devices.Select(entry => entry.Id))
                    ?? $"see '{CommandLine.ToolName} devices'");
        }

        return device.Usable
            ? device
            : throw CliException.BadUsage(
                $"--device: '{id}' is not usable: {device.Reason}", $"see '{CommandLine.ToolName} devices'");
    }

    /// <summary>A name that matches nothing is a typing error, not an empty success.</summary>
    private static void CheckNames(BenchSuite suite, BenchOptions options)
    {
        string[] kernels = [.. suite.Benchmarks.SelectMany(benchmark => benchmark.Kernels)];

        if (options.Filter is { } filter && !kernels.Any(name => name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            throw CliException.BadUsage(
                $"--filter: no kernel of suite '{suite.Name}' has '{filter}' in its name",
                Suggestions.Hint(filter, kernels) ?? "kernels: " + string.Join(", ", kernels));
        }

        if (options.Fault is { } fault && !kernels.Contains(fault))
        {
            throw CliException.BadUsage($"--inject-fault: there is no kernel '{fault}'", Suggestions.Hint(fault, kernels));
        }
    }
}
