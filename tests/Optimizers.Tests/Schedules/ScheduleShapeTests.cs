using IlgpuOptim.Optimizers.Schedules;

using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Schedules;

/// <summary>Shapes, their text, and what is refused.</summary>
public sealed class ScheduleShapeTests
{
    [Fact]
    public void Horizon_IsOneLessThanTheEntries()
    {
        Schedule schedule = Schedule.Linear(4);

        Assert.Equal([1, 0.75, 0.5, 0.25, 0], schedule.ToArray());
        Assert.Equal(0, schedule[4]);
        Assert.Equal(0, schedule[long.MaxValue]);
        Assert.Throws<ArgumentOutOfRangeException>(() => schedule[-1]);
    }

    [Fact]
    public void Warmup_ReachesOneAtItsEnd()
    {
        double[] entries = Schedule.Linear(10).WithWarmup(4, 0.2).ToArray();

        Assert.Equal(0.2, entries[0]);
        Assert.Equal(0.4, entries[1], 1e-15);
        Assert.Equal(1, entries[4]);
        Assert.Equal(5.0 / 6, entries[5], 1e-15);
        Assert.Equal(0, entries[10]);
    }

    [Theory]
    [InlineData("cosine:warmup=5")]
    [InlineData("poly:2,warmup=5")]
    [InlineData("sqrt:warmup=5")]
    public void MainPart_StartsAtOneAfterTheWarmup(string text) => Assert.Equal(1, ScheduleText.Parse(text, 20)[5]);

    [Theory]
    [InlineData(99, 0.29, 28)]
    [InlineData(99, 0.57, 56)]
    [InlineData(999, 0.001, 1)]
    [InlineData(400, 1.0, 400)]
    public void Fraction_IsTruncated(int horizon, double fraction, int steps) =>
        Assert.Equal(steps, Schedule.Wsd(horizon, fraction).CooldownSteps);

    [Fact]
    public void Ramp_TakesTheDropOverItsSteps()
    {
        Schedule schedule = Schedule.Piecewise(20, [10], [0.5], rampSteps: 4);

        Assert.Equal([1, 1, 0.875, 0.75, 0.625, 0.5, 0.5], Enumerable.Range(9, 7).Select(step => schedule[step]));
    }

    [Fact]
    public void Join_CountsTheStepsOfItsParts()
    {
        Schedule schedule = Schedule.Join(10, (0, Schedule.Constant(4)), (4, Schedule.Linear(6)));

        Assert.Equal(1, schedule[4]);
        Assert.Equal(0.5, schedule[7]);
        Assert.Equal(0, schedule[10]);
        Assert.Equal(0.25, schedule.Times(schedule)[7]);
    }

    [Fact]
    public void AbsoluteEnd_IsRelativeToTheBase()
    {
        ShapedSchedule schedule = ScheduleText.Parse("cosine:final_lr=1e-4,warmup=3,warmup_lr=1e-5", 10);

        Assert.True(schedule.DependsOnBase);
        Assert.Equal(0.1, schedule.AtBase(1e-3)[10], 1e-15);

        // The slope is that to the base itself: 1 is reached exactly, whatever the base.
        Assert.Equal(0.01, schedule.AtBase(1e-3)[0], 1e-15);
        Assert.Equal(1, schedule.AtBase(1e-3)[3]);
        Assert.Throws<ArgumentException>(() => schedule.AtBase(1e-5));
    }

    [Theory]
    [InlineData("wsd")]
    [InlineData("wsd:0.3,shape=1-sqrt,final=0.1")]
    [InlineData("wsd:cooldown_steps=12,warmup=7")]
    [InlineData("linear:warmup=9,warmup_start=0.01")]
    [InlineData("cosine:final_lr=1E-05")]
    [InlineData("constant")]
    [InlineData("sqrt:0.2")]
    [InlineData("inverse:0.3,cooldown=0.1")]
    [InlineData("poly:2,final=0.05")]
    [InlineData("piecewise:40=0.525,60=0.5,ramp=10,cooldown_steps=20")]
    public void Text_IsReadBack(string text)
    {
        ShapedSchedule schedule = ScheduleText.Parse(text, 100);
        ShapedSchedule again = ScheduleText.Parse(schedule.Text, 100);

        Assert.Equal(schedule.Text, again.Text);
        Assert.Equal(schedule.AtBase(1e-3).ToArray(), again.AtBase(1e-3).ToArray());
    }

    [Theory]
    [InlineData("", "there is no schedule ''")]
    [InlineData("cosin", "there is no schedule 'cosin'")]
    [InlineData("wsd:", "nothing stands between")]
    [InlineData("wsd:x", "cooldown is a number, not 'x'")]
    [InlineData("wsd:1.5", "a fraction from 0 to 1")]
    [InlineData("wsd:-0.1", "a fraction from 0 to 1")]
    [InlineData("wsd:NaN", "cooldown is a number")]
    [InlineData("wsd:0.2,0.3", "stands there twice")]
    [InlineData("wsd:0.2,cooldown=0.3", "say the same thing twice")]
    [InlineData("wsd:0.2,cooldown_steps=3", "exclude each other")]
    [InlineData("wsd:cooldwn=0.2", "there is no key 'cooldwn'")]
    [InlineData("wsd:power=2", "power means nothing here")]
    [InlineData("wsd:1,warmup=10", "linear schedule")]
    [InlineData("wsd:0.95,warmup=10", "longer than the 101 entries")]
    [InlineData("wsd:shape=round", "shape is linear or 1-sqrt")]
    [InlineData("wsd:final=2", "it would rise")]
    [InlineData("sqrt:0.2,final=0.2", "it would rise")]
    [InlineData("cosine:cooldown=0.2", "has no cooldown")]
    [InlineData("constant:final=0.5", "reaches no end value")]
    [InlineData("linear:warmup=100", "does not fit")]
    [InlineData("linear:warmup=5,warmup_start=0", "above zero")]
    [InlineData("linear:warmup=-1", "a number of steps")]
    [InlineData("poly:0", "positive")]
    [InlineData("piecewise", "needs milestones")]
    [InlineData("piecewise:20=0.5,10=0.5", "out of order")]
    [InlineData("piecewise:20=-1", "must be 0 or more")]
    public void BadText_IsRefusedWithReason(string text, string reason) => Assert.Contains(
        reason, Assert.Throws<ScheduleTextException>(() => ScheduleText.Parse(text, 100)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("power:2:-0.5", 1)]
    [InlineData("exp:0:1:0.25", 0.25)]
    public void GradientNorms_AreRead(string text, double atFour) => Assert.Equal(atFour, GradientNorms.Parse(text)[4]);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("power:1")]
    [InlineData("exp:1:2:x")]
    [InlineData("log:1:2")]
    [InlineData("inf")]
    public void BadGradientNorms_AreRefused(string text) => Assert.Throws<ScheduleTextException>(() => GradientNorms.Parse(text));

    [Fact]
    public void BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Constant(0));
        Assert.Throws<ArgumentException>(() => Schedule.FromEntries([1, -1, 0]));
        Assert.Throws<ArgumentException>(() => Schedule.FromEntries([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => LastIterateBound.Compute([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LastIterateBound.Compute([1], distance: 0));
        Assert.Throws<ArgumentException>(() => BoundAnalysis.Gradient([1, 0]));
        Assert.Throws<ArgumentException>(() => new RunExtension(100, 100, 0.2));
        Assert.Throws<ArgumentException>(() => new RunExtension(100, 200, 1));
        Assert.Throws<ArgumentException>(() => SweepFit.Fit([1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => SweepFit.Fit([1, 2, 3], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => SweepFit.Fit([1, 1, 1], [1, 2, 3]));
    }
}
