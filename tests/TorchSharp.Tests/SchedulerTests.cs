using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace IlgpuOptim.TorchSharp.Tests;

/// <summary>Schedules against closed forms, written here by themselves.</summary>
public sealed class SchedulerTests : TorchTest
{
    private const double Rate = 0.1;
    private const int Steps = 20;

    private static readonly Dictionary<string, (Func<Optimizer, lr_scheduler.LRScheduler> Make, Func<int, double> Expected)> s_schedules = new()
    {
        ["StepLR"] = (o => lr_scheduler.StepLR(o, 4, 0.5), t => Rate * Math.Pow(0.5, t / 4)),
        ["MultiStepLR"] = (o => lr_scheduler.MultiStepLR(o, [3, 3, 10], 0.5), t => Rate * (t < 3 ? 1 : t < 10 ? 0.25 : 0.125)),
        ["ExponentialLR"] = (o => lr_scheduler.ExponentialLR(o, 0.9), t => Rate * Math.Pow(0.9, t)),
        ["LambdaLR"] = (o => lr_scheduler.LambdaLR(o, t => 1.0 / (t + 1)), t => Rate / (t + 1)),
        ["MultiplicativeLR"] = (o => lr_scheduler.MultiplicativeLR(o, t => t % 2 == 0 ? 0.5 : 1), t => Rate * Math.Pow(0.5, t / 2)),
        ["ConstantLR"] = (o => lr_scheduler.ConstantLR(o, 0.25, 6), t => t < 6 ? Rate / 4 : Rate),
        ["LinearLR"] = (o => lr_scheduler.LinearLR(o, 0.2, 1, 8), t => Rate * (0.2 + (0.8 * Math.Min(t, 8) / 8))),
        ["PolynomialLR"] = (o => lr_scheduler.PolynomialLR(o, 10, 2), t => Rate * Math.Pow(1 - (Math.Min(t, 10) / 10.0), 2)),
        ["CosineAnnealingLR"] = (
            o => lr_scheduler.CosineAnnealingLR(o, 8, 0.01), t => 0.01 + ((Rate - 0.01) * (1 + Math.Cos(Math.PI * t / 8)) / 2)),
        ["OneCycleLR"] = (o => lr_scheduler.OneCycleLR(o, 1, Steps + 1, pct_start: 0.5, div_factor: 10, final_div_factor: 100), OneCycle),
        ["CyclicLR"] = (
            o => lr_scheduler.CyclicLR(o, 0.01, 0.1, 2, 4), t => 0.01 + (0.09 * (t % 6 <= 2 ? t % 6 / 2.0 : (6 - (t % 6)) / 4.0))),
        ["CyclicLR, halved"] = (
            o => lr_scheduler.CyclicLR(o, 0.01, 0.1, 3, mode: lr_scheduler.impl.CyclicLR.Mode.Triangular2),
            t => 0.01 + (0.09 * (1 - (Math.Abs(3 - (t % 6)) / 3.0)) / Math.Pow(2, t / 6))),
        ["CyclicLR, with a power"] = (
            o => lr_scheduler.CyclicLR(o, 0.01, 0.1, 3, mode: lr_scheduler.impl.CyclicLR.Mode.ExpRange, gamma: 0.9),
            t => 0.01 + (0.09 * (1 - (Math.Abs(3 - (t % 6)) / 3.0)) * Math.Pow(0.9, t))),
        ["warm-up, then cosine"] = (
            o => lr_scheduler.SequentialLR(o, [lr_scheduler.LinearLR(o, 0.1, 1, 5), lr_scheduler.CosineAnnealingLR(o, 15)], [5]),
            t => t < 5 ? Rate * (0.1 + (0.9 * t / 5)) : Rate * (1 + Math.Cos(Math.PI * (t - 5) / 15)) / 2),
        ["ChainedLR"] = (
            o => lr_scheduler.ChainedLR([lr_scheduler.ConstantLR(o, 0.5, 3), lr_scheduler.ExponentialLR(o, 0.9)]),
            t => Rate * (t < 3 ? 0.5 : 1) * Math.Pow(0.9, t)),
    };

    public static TheoryData<string> Schedules => [.. s_schedules.Keys];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Rates_FollowTheClosedForm(string name)
    {
        (Func<Optimizer, lr_scheduler.LRScheduler> make, Func<int, double> expected) = s_schedules[name];
        using AdamW optimizer = AdamW([nn.Parameter(ones(1))], Rate);
        lr_scheduler.LRScheduler schedule = make(optimizer);
        for (int t = 0; t <= Steps; t++)
        {
            Assert.Equal(expected(t), optimizer.ParamGroups.Single().LearningRate, 1e-12);
            Assert.Equal(expected(t), schedule.get_last_lr().Single(), 1e-12);
            if (t < Steps)
            {
                schedule.step();
            }
        }
    }

    [Fact]
    public void OneCycle_MovesMomentumTheOtherWay()
    {
        using AdamW adam = AdamW([nn.Parameter(ones(1))], Rate);
        lr_scheduler.LRScheduler schedule = lr_scheduler.OneCycleLR(adam, 1, 21, pct_start: 0.5, base_momentum: 0.8, max_momentum: 0.9);
        Assert.Equal(0.9, adam.Betas.Item1, 1e-12);
        for (int t = 0; t < 20; t++)
        {
            schedule.step();
        }

        Assert.Equal(0.9, adam.Betas.Item1, 1e-12);
        schedule.step();
        Assert.Throws<InvalidOperationException>(schedule.step);
        Assert.Throws<ArgumentException>(() => lr_scheduler.OneCycleLR(adam, 1));
    }

    [Fact]
    public void Plateau_WaitsForPatience()
    {
        using SGD optimizer = SGD([nn.Parameter(ones(1))], Rate);
        lr_scheduler.LRScheduler schedule = lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 2);
        double[] losses = [1, 0.9, 0.95, 0.95, 0.95, 0.8, 0.9, 0.9, 0.9];
        double[] expected = [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25];
        for (int t = 0; t < losses.Length; t++)
        {
            schedule.step(losses[t]);
            Assert.Equal(Rate * expected[t], optimizer.ParamGroups.Single().LearningRate, 1e-12);
        }

        Assert.Throws<InvalidOperationException>(schedule.step);
    }

    [Fact]
    public void Place_CanBeJumpedTo()
    {
        using SGD optimizer = SGD([nn.Parameter(ones(1))], Rate);
        lr_scheduler.LRScheduler schedule = lr_scheduler.CosineAnnealingLR(optimizer, 10);
        schedule.step(5);
        Assert.Equal(Rate / 2, optimizer.ParamGroups.Single().LearningRate, 1e-12);
        Assert.Throws<ArgumentException>(() => lr_scheduler.SequentialLR(optimizer, [schedule], [3]));
    }

    // Up in the first half of 21 steps (the top is at 9.5), down in the second.
    private static double OneCycle(int t)
    {
        const double top = (0.5 * (Steps + 1)) - 1;
        return t <= top
            ? 1 + ((0.1 - 1) / 2 * (1 + Math.Cos(Math.PI * t / top)))
            : 0.001 + ((1 - 0.001) / 2 * (1 + Math.Cos(Math.PI * (t - top) / (Steps - top))));
    }
}
