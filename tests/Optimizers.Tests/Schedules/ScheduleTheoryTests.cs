using IlgpuOptim.Optimizers.Schedules;

using Xunit;

using static IlgpuOptim.Optimizers.Tests.Schedules.GoldenCase;

namespace IlgpuOptim.Optimizers.Tests.Schedules;

/// <summary>Identities and limits of the theory, against formulas written another way.</summary>
public sealed class ScheduleTheoryTests
{
    public static TheoryData<string> Texts() =>
    [
        "wsd", "wsd:0.05", "wsd:0.5,shape=1-sqrt", "linear", "linear:warmup=20", "cosine", "cosine:0.1", "sqrt", "sqrt:0.3", "constant",
        "inverse:0.25", "poly:2,final=0.05", "poly:0.5,warmup=9", "piecewise:120=0.5,200=0.3,ramp=10,cooldown_steps=50",
        "wsd:cooldown=0.3,warmup=30,warmup_start=0.01",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Bound_IsThatOfTheTheoremsTripleSum(string text)
    {
        double[] entries = ScheduleText.Parse(text, 300).ToArray()[..300];
        GradientNorms norms = GradientNorms.ExponentialDecay(1.5, 0.02, 0.4);

        (decimal term1, decimal term2, decimal term3) = Theorem(entries, norms, 0.7m, 2.5m);
        (double bound1, double bound2, double bound3) = LastIterateBound.Compute(entries, norms, 2.5).TermsAt(0.7);

        AssertClose((double)term1, bound1, what: "term 1");
        AssertClose((double)term2, bound2, what: "term 2");
        AssertClose((double)term3, bound3, what: "term 3");
        AssertClose((double)(term1 + term2 + term3), LastIterateBound.Compute(entries, norms, 2.5).At(0.7), what: "omega");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void OptimalRate_MinimisesTheBound_AndTwiceTheRateCostsAQuarter(string text)
    {
        LastIterateBound bound = LastIterateBound.Of(ScheduleText.Parse(text, 300));
        double best = bound.OptimalRate;

        AssertClose(bound.OptimalValue, bound.At(best), what: "Ω(γ*) = Ω*");
        AssertClose(1.25 * bound.OptimalValue, bound.At(2 * best), what: "2γ*");
        AssertClose(1.25 * bound.OptimalValue, bound.At(best / 2), what: "γ*/2");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void OptimalRate_ScalesWithDistanceOverNorm(string text)
    {
        Schedule schedule = ScheduleText.Parse(text, 300);
        LastIterateBound unit = LastIterateBound.Of(schedule);
        LastIterateBound scaled = LastIterateBound.Of(schedule, GradientNorms.Constant(0.3), 7);

        AssertClose(unit.OptimalRate * 7 / 0.3, scaled.OptimalRate, what: "γ*");
        AssertClose(unit.OptimalValue * 7 * 0.3, scaled.OptimalValue, what: "Ω*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(400)]
    public void ClosedForms_AreTheSums(int steps)
    {
        AssertTerms(ClosedForms.Constant(steps), Schedule.Constant(steps));
        AssertTerms(ClosedForms.Linear(steps), Schedule.Linear(steps));
        AssertTerms(ClosedForms.Cosine(steps), Schedule.Cosine(steps));
        AssertClose(
            LastIterateBound.Of(Schedule.Cosine(steps, 0.1)).DistanceTerm, ClosedForms.CosineDistanceTerm(steps, 0.1), 1e-13, "cosine");

        for (int cooldown = 1; cooldown <= steps; cooldown += 1 + (steps / 9))
        {
            AssertTerms(ClosedForms.Wsd(steps, cooldown), Schedule.Wsd(steps, 0).WithCooldownSteps(cooldown));
        }
    }

    [Fact]
    public void Wsd_OverEverythingIsLinear_AndOfOneEntryIsConstant()
    {
        Assert.Equal(Schedule.Linear(57).ToArray(), Schedule.Wsd(57, 1).ToArray());
        Assert.Equal(
            LastIterateBound.Of(Schedule.Constant(57)).OptimalValue,
            LastIterateBound.Of(Schedule.Wsd(57, 0).WithCooldownSteps(1)).OptimalValue);
        Assert.Equal(ClosedForms.Linear(57), ClosedForms.Wsd(57, 57) with { GradientTerm = ClosedForms.Linear(57).GradientTerm });
        AssertClose(ClosedForms.Linear(57).GradientTerm, ClosedForms.Wsd(57, 57).GradientTerm, 1e-14);
    }

    // The constants of section 3 of the specification, for D = G = 1.
    [Theory]
    [InlineData("wsd", 0.1, 0.46140, 2.28138)]
    [InlineData("wsd", 0.2, 0.51451, 2.15953)]
    [InlineData("wsd", 0.4, 0.60756, 2.05739)]
    [InlineData("wsd", 0.6, 0.70833, 2.01682)]
    [InlineData("wsd", 0.8, 0.83239, 2.00228)]
    [InlineData("wsd", 1.0, 1.00000, 2.00000)]
    [InlineData("sqrt", 1.0, 1.48956, 2.01401)]
    [InlineData("sqrt", 0.5, 0.74011, 2.02671)]
    [InlineData("sqrt", 0.2, 0.54274, 2.12595)]
    [InlineData("cosine", 0, 0.97080, 2.06017)]
    [InlineData("poly", 2, 1.41421, 2.12132)]
    public void Limits_AreThoseOfTheSpecification(string kind, double parameter, double rate, double value)
    {
        const int steps = 200_000;
        (BoundTerms limit, Schedule schedule) = kind switch
        {
            "wsd" => (ClosedForms.WsdLimit(parameter), (Schedule)Schedule.Wsd(steps, parameter)),
            "sqrt" => (ClosedForms.OneMinusSqrtLimit(parameter), Schedule.Wsd(steps, parameter, CooldownShape.OneMinusSqrt)),
            "cosine" => (ClosedForms.CosineLimit(), Schedule.Cosine(steps)),
            _ => (ClosedForms.PolynomialLimit(parameter), Schedule.Polynomial(steps, parameter)),
        };

        Assert.Equal(rate, limit.OptimalRate, 5.001e-6);
        Assert.Equal(value, limit.OptimalValue, 5.001e-6);

        // A long schedule is near its limit: ln T / T is 6e-5, and slower for the steep start of 1-√.
        LastIterateBound bound = LastIterateBound.Of(schedule);

        AssertClose(limit.OptimalRate, bound.OptimalRate * Math.Sqrt(steps), 5e-4);
        AssertClose(limit.OptimalValue, bound.OptimalValue * Math.Sqrt(steps), 5e-4);
    }

    // T = 400, D = G = 1.
    [Theory]
    [InlineData("linear", 0.0495631, 0.1006299)]
    [InlineData("wsd:1,shape=1-sqrt", 0.0737971, 0.1012426)]
    [InlineData("cosine", 0.0482419, 0.1033859)]
    [InlineData("wsd:0.2", 0.0253737, 0.1093230)]
    [InlineData("sqrt", 0.2120856, 0.1222643)]
    [InlineData("constant", 0.0181759, 0.1375448)]
    public void ReferenceValues(string text, double rate, double value)
    {
        LastIterateBound bound = LastIterateBound.Of(ScheduleText.Parse(text, 400));

        Assert.Equal(rate, bound.OptimalRate, 5.001e-8);
        Assert.Equal(value, bound.OptimalValue, 5.001e-8);
    }

    [Fact]
    public void Theorem_OfThePaperIsLooser()
    {
        const int steps = 10_000_000;
        double theorem = ClosedForms.WsdTheorem(steps, steps / 5) * Math.Sqrt(steps);

        // With T0/T = 0.8: 4/1.8·[2/3 + 2.6/5.4 + ln 9 - 0.16/1.08], against 2.160 of the bound itself.
        Assert.Equal(Math.Sqrt(4 / 1.8 * ((2.0 / 3) + (2.6 / 5.4) + Math.Log(9) - (0.16 / 1.08))), theorem, 1e-5);
        Assert.All(
            new[] { 50, 400, 4000 },
            t => Assert.InRange(ClosedForms.Wsd(t, t / 5).OptimalValue, 0, ClosedForms.WsdTheorem(t, t / 5)));
    }

    [Fact]
    public void Path_EndsInTheBound_AndDropsInTheCooldown()
    {
        double[] entries = Schedule.Wsd(400).ToArray();
        double gamma = LastIterateBound.Of(Schedule.Wsd(400)).OptimalRate;
        double[] path = [.. BoundAnalysis.Path(entries.AsSpan(0, 400)).Select(bound => bound.At(gamma))];
        int stable = Schedule.Wsd(400).StableEnd;

        Assert.Equal(LastIterateBound.Compute(entries.AsSpan(0, 400)).At(gamma), path[399]);

        // In the 80 steps of cooldown the bound falls by more than twice as much as in the 80 before.
        double before = path[stable - 80] - path[stable];
        double cooldown = path[stable] - path[399];

        Assert.True(cooldown > 2 * before, $"before {before}, in the cooldown {cooldown}");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Gradient_IsThatOfDifferences(string text)
    {
        double[] entries = [.. ScheduleText.Parse(text, 240).ToArray().Where((_, i) => i % 6 == 0).Take(40).Select(entry => 0.2 * (entry + 0.01))];
        GradientNorms norms = GradientNorms.Power(1.2, -0.3);
        double[] gradient = BoundAnalysis.Gradient(entries, norms, 1.5);

        for (int j = 0; j < entries.Length; j++)
        {
            double step = 1e-5 * entries[j];
            double[] up = [.. entries];
            double[] down = [.. entries];

            up[j] += step;
            down[j] -= step;

            double slope = (LastIterateBound.Compute(up, norms, 1.5).At(1) - LastIterateBound.Compute(down, norms, 1.5).At(1)) / (2 * step);

            Assert.Equal(slope, gradient[j], 1e-5 * (1 + Math.Abs(slope)));
        }
    }

    [Fact]
    public void Minimum_OfTwoSteps_JumpsByOnePlusRootTwo()
    {
        (double[] rates, _) = BoundAnalysis.Minimize(2);

        AssertClose(1 + Math.Sqrt(2), rates[1] / rates[0], 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Minimum_IsBelowAllAndStationary(int steps)
    {
        GradientNorms norms = GradientNorms.ExponentialDecay(1, 0.01, 0.5);
        (double[] rates, double value) = BoundAnalysis.Minimize(steps, norms, 3);

        AssertClose(value, LastIterateBound.Compute(rates, norms, 3).At(1));
        Assert.All(BoundAnalysis.Gradient(rates, norms, 3), (slope, j) => Assert.InRange(Math.Abs(slope * rates[j]), 0, 1e-12));

        foreach (ITheoryDataRow row in Texts())
        {
            if (steps >= 100 && (string)row.GetData()[0]! is { } text && !text.StartsWith("piecewise", StringComparison.Ordinal))
            {
                Assert.True(value < LastIterateBound.Of(ScheduleText.Parse(text, steps), norms, 3).OptimalValue, text);
            }
        }
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.2)]
    public void AbsoluteValues_AreMinimisedOverTheBase(double final)
    {
        Schedule schedule = ScheduleText.Parse($"cosine:final_lr={final}", 200);
        (double rate, double value) = BoundAnalysis.MinimizeOverBase(schedule);

        // A fine scan around finds nothing better; the optimum for the shape at this base is another.
        for (double factor = 0.5; factor < 2; factor *= 1.01)
        {
            if (rate * factor > final)
            {
                Assert.True(LastIterateBound.Of(schedule.AtBase(rate * factor)).At(rate * factor) >= value * (1 - 1e-12));
            }
        }

        Assert.NotEqual(rate, LastIterateBound.Of(schedule.AtBase(rate)).OptimalRate, 1e-4 * rate);
        Assert.Throws<InvalidOperationException>(() => schedule[0]);
    }

    [Fact]
    public void LastEntryZero_IsInfiniteAndSaysWhy()
    {
        LastIterateBound bound = LastIterateBound.Compute(Schedule.Wsd(100).ToArray());

        Assert.False(bound.IsFinite);
        Assert.Equal(double.PositiveInfinity, bound.At(0.1));
        Assert.Contains("T = 100", bound.InfiniteReason, StringComparison.Ordinal);
        Assert.Contains("η_101 is zero", Assert.Throws<InvalidOperationException>(() => bound.OptimalRate).Message, StringComparison.Ordinal);
        Assert.True(LastIterateBound.Of(Schedule.Wsd(100)).IsFinite);
        Assert.False(LastIterateBound.Compute([1, 0, 0]).IsFinite);
        Assert.False(LastIterateBound.Compute([0]).IsFinite);
        Assert.True(LastIterateBound.Compute([0, 0, 1]).IsFinite);
        Assert.False(LastIterateBound.Compute([1, 0], GradientNorms.Constant(0)).IsFinite);
    }

    [Fact]
    public void AMillionSteps_KeepTheirDigits()
    {
        BoundTerms closed = ClosedForms.Linear(1_000_000);
        LastIterateBound bound = LastIterateBound.Of(Schedule.Linear(1_000_000));

        AssertClose(closed.DistanceTerm, bound.DistanceTerm, 1e-14);
        AssertClose(closed.GradientTerm, bound.GradientTerm, 1e-14);
    }

    [Fact]
    public void Extension_TendsToItsLimit()
    {
        // The column "rho large-T limit" of section 4.
        Assert.Equal(
            [0.63521, 0.53155, 0.47139, 0.42995, 0.37428],
            new[] { 1.5, 2, 2.5, 3, 4 }.Select(ratio => Math.Round(RunExtension.FactorLimit(0.2, ratio), 5)));
        Assert.Equal(RunExtension.FactorLimit(0.2, 2), new RunExtension(100_000, 200_000, 0.2).SolveFactor()!.Value.Value, 1e-4);
        Assert.Equal(1.8 * (1 + (0.5 * Math.Log(9))), RunExtension.CooldownRatioLimit(0.2), 1e-14);
    }

    [Fact]
    public void Extension_SolvesTheCooldownToOneEntry()
    {
        RunExtension extension = new(4000, 8000, 0.2);
        (int steps, ExtensionChoice choice) = extension.SolveCooldown();

        Assert.InRange(choice.RelativeGap, 0, 1e-3);
        Assert.True(choice.RelativeGap <= extension.PickCooldown(RunExtension.CooldownGrid).RelativeGap);
        Assert.Equal((double)steps / 8001, choice.Value);

        // Four times as long is too long for a cooldown alone; the gap of 2.7 % is that of section 4.
        Assert.Equal(0.027, new RunExtension(4000, 16000, 0.2).SolveCooldown().Choice.RelativeGap, 5e-4);
    }

    [Fact]
    public void Transfer_HasTheLimitOfTheSpecification()
    {
        Assert.Equal(1.9436, RateTransfer.WsdToLinearLimit(0.2), 5.001e-5);
        Assert.Equal(
            [0.774, 0.665, 0.498, 0.345, 0.183],
            new[] { 0.1, 0.2, 0.4, 0.6, 0.8 }.Select(c => Math.Round(
                Math.Log(RateTransfer.Multiplier(Schedule.Wsd(50_000, c), Schedule.Linear(50_000))), 3)));
    }

    // Section 6: final losses of the sweep over 1e-4, 5e-4, 1e-3, 2e-3, 3e-3, and the best rate fitted to them.
    [Theory]
    [InlineData(7.4e-4, 3.0659, 2.9849, 2.9825, 2.9954, 3.0176)]
    [InlineData(8.6e-4, 3.0646, 2.9728, 2.9660, 2.9742, 2.9941)]
    [InlineData(1.05e-3, 3.0729, 2.9659, 2.9548, 2.9579, 2.9743)]
    [InlineData(1.43e-3, 3.1087, 2.9743, 2.9550, 2.9523, 2.9656)]
    [InlineData(1.68e-3, 3.1347, 2.9812, 2.9605, 2.9535, 2.9654)]
    public void Sweep_IsFittedAsInTheSpecification(double expected, params double[] losses)
    {
        SweepFit fit = SweepFit.Fit([1e-4, 5e-4, 1e-3, 2e-3, 3e-3], losses);

        Assert.Equal(expected, fit.BestRate, 0.005 * Math.Pow(10, Math.Ceiling(Math.Log10(expected))));
        AssertClose(fit.BestLoss, fit.At(fit.BestRate), 1e-14);
    }

    /// <summary>The three terms of the theorem as they stand in the paper, in decimal arithmetic of 28 digits.</summary>
    private static (decimal Term1, decimal Term2, decimal Term3) Theorem(
        double[] entries, GradientNorms norms, decimal gamma, decimal distance)
    {
        int steps = entries.Length;
        decimal[] eta = [0, .. entries.Select(entry => (decimal)entry)];
        decimal[] square = [0, .. Enumerable.Range(1, steps).Select(t => eta[t] * eta[t] * (decimal)norms[t] * (decimal)norms[t])];
        decimal Sum(decimal[] values, int from) => values.Skip(from).Sum();

        decimal sum = Sum(eta, 1);
        decimal term3 = 0;

        for (int k = 1; k < steps; k++)
        {
            term3 += eta[k] / Sum(eta, k + 1) * (Sum(square, k) / Sum(eta, k));
        }

        return (distance * distance / (2 * gamma * sum), gamma * Sum(square, 1) / (2 * sum), gamma / 2 * term3);
    }

    private static void AssertTerms(BoundTerms closed, Schedule schedule)
    {
        LastIterateBound bound = LastIterateBound.Of(schedule);

        AssertClose(bound.DistanceTerm, closed.DistanceTerm, 1e-13, "T1 of " + schedule.Text);
        AssertClose(bound.GradientTerm, closed.GradientTerm, schedule.Text == "cosine" ? 1e-12 : 1e-13, "T2 of " + schedule.Text);
    }
}
