using System.CommandLine;

namespace IlgpuOptim.Cli.Commands.Schedules;

/// <summary><c>schedule</c>: learning-rate schedules, and what the theory of the last iterate says about them.</summary>
internal static class ScheduleCommand
{
    public static Command Create()
    {
        Command command = CommandLine.CreateGroup(
            "schedule",
            "Learning-rate schedules: look, compare, extend a run, transfer a rate",
            ScheduleShowCommand.Create(),
            ScheduleBoundCommand.Create(),
            ScheduleExtendCommand.Create(),
            ScheduleTransferCommand.Create());

        command.SetExamples(
            "schedule show wsd:0.2,warmup=300 --steps 50000 --lr 1e-3",
            "schedule bound wsd cosine linear --steps 50000",
            "schedule extend --from 50000 --to 100000 --lr 1e-3",
            "schedule transfer wsd linear --steps 50000 --lr 1e-3");

        return command;
    }
}
