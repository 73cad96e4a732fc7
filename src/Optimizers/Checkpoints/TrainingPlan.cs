using IlgpuOptim.Optimizers.Schedules;

namespace IlgpuOptim.Optimizers.Checkpoints;

/// <summary>Schedule, horizon and base learning rate of a training: what extending it later needs to know.</summary>
/// <param name="Schedule">The schedule in the notation of <see cref="ScheduleText"/>.</param>
/// <param name="Horizon">T, the number of training steps planned.</param>
/// <param name="BaseRate">γ, the base learning rate.</param>
public sealed record TrainingPlan(string Schedule, int Horizon, double BaseRate)
{
    /// <summary>The schedule as an object, at the base learning rate.</summary>
    /// <exception cref="ScheduleTextException">The text is no schedule.</exception>
    public Schedule Parse() => ScheduleText.Parse(this.Schedule, this.Horizon).AtBase(this.BaseRate);
}
