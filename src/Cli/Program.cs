using System.CommandLine;

using IlgpuOptim.Cli;
using IlgpuOptim.Cli.Commands;
using IlgpuOptim.Cli.Commands.Checkpoints;
using IlgpuOptim.Cli.Commands.Complete;
using IlgpuOptim.Cli.Commands.Schedules;
using IlgpuOptim.Cli.Commands.Train;

RootCommand root = CommandLine.CreateRoot(
[
    DevicesCommand.Create(),
    TrainCommand.Create(),
    CompleteCommand.Create(),
    BenchCommand.Create(),
    FirstResultCommand.Create(),
    KernelCommand.Create(),
    ScheduleCommand.Create(),
    CheckpointCommand.Create(),
]);

return CommandLine.Run(root, args);
