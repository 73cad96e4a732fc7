using System.CommandLine;

using IlgpuOptim.Cli;
using IlgpuOptim.Cli.Commands;

RootCommand root = CommandLine.CreateRoot(
[
    DevicesCommand.Create(),
    BenchCommand.Create(),
    FirstResultCommand.Create(),
]);

return CommandLine.Run(root, args);
