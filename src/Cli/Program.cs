using System.CommandLine;

using IlgpuOptim.Cli;
using IlgpuOptim.Cli.Commands;

RootCommand root = CommandLine.CreateRoot(
[
    DevicesCommand.Create(),
    BenchCommand.Create(),
    FirstResultCommand.Create(),
    KernelCommand.Create(),
]);

return CommandLine.Run(root, args);
