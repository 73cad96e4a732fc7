using System.CommandLine;

using IlgpuOptim.Cli;
using IlgpuOptim.Cli.Commands;
using IlgpuOptim.Cli.Commands.Complete;

RootCommand root = CommandLine.CreateRoot(
[
    DevicesCommand.Create(),
    CompleteCommand.Create(),
    BenchCommand.Create(),
    FirstResultCommand.Create(),
    KernelCommand.Create(),
]);

return CommandLine.Run(root, args);
