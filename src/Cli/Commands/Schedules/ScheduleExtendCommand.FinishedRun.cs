using System.CommandLine;

using IlgpuOptim.Optimizers.Checkpoints;
using IlgpuOptim.Optimizers.Schedules;

using static IlgpuOptim.Cli.Commands.Schedules.ScheduleArguments;

namespace IlgpuOptim.Cli.Commands.Schedules;

/// <content>The run that is extended, from options or from its checkpoint.</content>
internal static partial class ScheduleExtendCommand
{
    private sealed record FinishedRun(int Horizon, double Cooldown, double? Rate, bool IsRoot);

    /// <summary>The run that a checkpoint tells of.</summary>
    private static FinishedRun ReadRun(string path, Option[] others, ParseResult parsed)
    {
        if (others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw CliException.BadUsage($"--checkpoint and {given.Name} exclude each other: the checkpoint knows it");
        }

        TrainingPlan? plan;

        try
        {
            using Checkpoint checkpoint = Checkpoint.Open(path);
            plan = checkpoint.Plan;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadUsage(exception.Message);
        }

        if (plan is null)
        {
            throw CliException.BadUsage(
                $"--checkpoint: '{path}' was saved without the plan of its training", "say it with --from, --cooldown and --lr instead");
        }

        ShapedSchedule schedule = ReadSchedule(plan.Schedule, plan.Horizon);

        return schedule.Shape == CooldownShape.Linear
            && schedule.Kind is ScheduleKind.Wsd or ScheduleKind.InversePower
            && (schedule.Kind == ScheduleKind.Wsd || schedule.Power == 0.5)
                ? new FinishedRun(
                    plan.Horizon,
                    schedule.CooldownFraction ?? (double)schedule.CooldownSteps / schedule.Length,
                    plan.BaseRate,
                    schedule.Kind == ScheduleKind.InversePower)
                : throw CliException.BadUsage(
                    $"--checkpoint: '{path}' was trained with '{plan.Schedule}'; only wsd and sqrt with a linear cooldown can be extended");
    }
}
