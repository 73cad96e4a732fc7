using System.CommandLine;

using IlgpuOptim.Cli;
using IlgpuOptim.Cli.Commands;

RootCommand root = CommandLine.CreateRoot(
[
    DevicesCommand.Create(),
]);

return CommandLine.Run(root, args);
