using System.Globalization;
using System.Text.Json;

using IlgpuOptim.Optimizers.Schedules;
using IlgpuOptim.Testing;

using Xunit;

using static IlgpuOptim.Optimizers.Tests.Schedules.GoldenCase;

namespace IlgpuOptim.Optimizers.Tests.Schedules;

/// <summary>Every recorded case of schedules: shapes, bounds, paths, extensions, transfers, gradients and minima.</summary>
public sealed class SchedulesGoldenTests
{
    public static TheoryData<string, string> Shapes() => List("schedules");

    public static TheoryData<string, string> Bounds() => List("bounds");

    public static TheoryData<string, string> Paths() => List("paths");

    public static TheoryData<string, string> Extensions() => List("extension");

    public static TheoryData<string, string> Transfers() => List("transfer");

    public static TheoryData<string, string> Gradients() => List("gradient");

    [Fact]
    public void Cases_AreThere()
    {
        Assert.SkipWhen(GoldenData.Root is null, "the recorded data is not here");
        Assert.NotEmpty(Shapes());
        Assert.NotEmpty(Bounds());
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shapes))]
    public void Shape(string file, string id)
    {
        JsonElement entry = Find(file, id);
        Schedule schedule = CreateSchedule(entry.GetProperty("params"));
        double[] entries = schedule.ToArray();

        Assert.Equal(entry.GetProperty("params").GetProperty("steps").GetInt32(), entries.Length);
        AssertClose(entry.Number("sum"), entries.Sum(), what: "sum");
        AssertClose(entry.Number("sumsq"), entries.Sum(value => value * value), what: "sum of squares");

        if (entry.TryGetProperty("cooldown_steps", out JsonElement cooldown))
        {
            ShapedSchedule shaped = (ShapedSchedule)schedule;

            Assert.Equal(cooldown.GetInt32(), shaped.CooldownSteps);
            Assert.Equal(entry.GetProperty("stable_end_T0").GetInt32(), shaped.StableEnd + 1);
        }

        int[] indices = entry.TryGetProperty("idx", out JsonElement idx)
            ? [.. idx.EnumerateArray().Select(element => element.GetInt32())]
            : [.. Enumerable.Range(0, entries.Length)];
        double[] expected = entry.GetProperty(idx.ValueKind == JsonValueKind.Array ? "eta_at_idx" : "eta").Numbers();

        Assert.Equal(indices.Length, expected.Length);

        for (int j = 0; j < indices.Length; j++)
        {
            // Entries are at most about 1, and those near zero come from differences: the tolerance is absolute.
            Assert.Equal(expected[j], entries[indices[j]], 1e-14);
            Assert.Equal(entries[indices[j]], schedule[indices[j]]);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Bounds))]
    public void Bound(string file, string id)
    {
        JsonElement entry = Find(file, id);
        int steps = entry.GetProperty("T").GetInt32();
        double[] entries = CreateSchedule(entry.GetProperty("params")).ToArray();
        LastIterateBound bound = LastIterateBound.Compute(
            entries.AsSpan(0, steps), CreateNorms(entry.GetProperty("G")), entry.Number("D"));
        double gamma = entry.Number("gamma");
        (double term1, double term2, double term3) = bound.TermsAt(gamma);

        AssertClose(entry.Number("term1"), term1, what: "term 1");
        AssertClose(entry.Number("term2"), term2, what: "term 2");
        AssertClose(entry.Number("term3"), term3, what: "term 3");
        AssertClose(entry.Number("omega"), bound.At(gamma), what: "omega");
        AssertClose(entry.Number("omega"), term1 + term2 + term3, what: "sum of the terms");
        AssertClose(entry.Number("T1"), bound.DistanceTerm, what: "T1");
        AssertClose(entry.Number("T2"), bound.GradientTerm, what: "T2");
        AssertClose(entry.Number("gamma_star"), bound.OptimalRate, what: "gamma*");
        AssertClose(entry.Number("omega_star"), bound.OptimalValue, what: "omega*");

        JsonElement standard = entry.GetProperty("standard");

        AssertClose(standard.Number("omega"), bound.StandardAt(gamma), what: "standard omega");
        AssertClose(standard.Number("gamma_star"), bound.StandardOptimalRate, what: "standard gamma*");
        AssertClose(standard.Number("omega_star"), bound.StandardOptimalValue, what: "standard omega*");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Paths))]
    public void Path(string file, string id)
    {
        JsonElement entry = Find(file, id);
        double[] entries = CreateSchedule(entry.GetProperty("params")).ToArray();
        int[] steps = [.. entry.GetProperty("t").EnumerateArray().Select(element => element.GetInt32())];
        double[] expected = entry.GetProperty("omega").Numbers();
        double gamma = entry.Number("gamma");
        LastIterateBound[] path = BoundAnalysis.Path(
            entries, steps, CreateNorms(entry.GetProperty("G")), entry.Number("D"));

        for (int j = 0; j < steps.Length; j++)
        {
            AssertClose(expected[j], path[j].At(gamma), what: $"omega after {steps[j]} steps");
        }

        if (entry.TryGetProperty("pepit_lower_bound", out JsonElement lower))
        {
            // The worst case over all problems is below the bound, to the accuracy of the solver that found it.
            foreach (JsonProperty point in lower.EnumerateObject())
            {
                int t = int.Parse(point.Name, CultureInfo.InvariantCulture);

                Assert.InRange(point.Value.GetDouble(), 0, path[Array.IndexOf(steps, t)].At(gamma));
            }
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Extensions))]
    public void Extension(string file, string id)
    {
        JsonElement entry = Find(file, id);
        int first = entry.GetProperty("T1").GetInt32();
        int second = entry.GetProperty("T2").GetInt32();
        double cooldown = entry.Number("cooldown_frac");
        RunExtension extension = new(first, second, cooldown);

        Assert.Equal(entry.GetProperty("milestone").GetInt32(), extension.Checkpoint);
        Assert.Equal(entry.GetProperty("cooldown_steps_T2").GetInt32(), extension.CooldownSteps);
        AssertClose(entry.Number("gamma1_star"), extension.FirstRate, what: "gamma1*");
        AssertClose(entry.Number("omega1_star"), extension.FirstValue, what: "omega1*");
        AssertClose(entry.Number("omega_same_gamma_same_cooldown"), extension.NaiveBound, what: "naive");
        AssertClose(entry.Number("omega_star_linear_T2"), extension.LinearValue, what: "linear");

        ExtensionChoice solved = extension.SolveFactor()!.Value;
        AssertClose(entry.Number("rho_match"), solved.Value, what: "rho");
        AssertClose(entry.Number("omega_at_rho_match"), solved.Bound, what: "omega at rho");

        ExtensionChoice picked = extension.PickFactor(RunExtension.FactorGrid);
        AssertClose(entry.Number("rho_grid33_pick"), picked.Value, what: "rho of the grid");
        AssertClose(entry.Number("omega_at_grid_pick"), picked.Bound, what: "omega at rho of the grid");

        // Recorded to 1e-6; the bound is flat there.
        ExtensionChoice least = extension.MinimizeFactor();
        Assert.Equal(entry.Number("rho_argmin_fixed_gamma"), least.Value, 1.5e-6);
        AssertClose(entry.Number("omega_at_rho_argmin"), least.Bound, 1e-11, "omega at the least rho");

        ExtensionChoice longer = extension.PickCooldown(RunExtension.CooldownGrid);
        AssertClose(entry.Number("cooldown_grid33_pick"), longer.Value, what: "c2");
        AssertClose(entry.Number("cooldown_pick_rel_gap"), longer.RelativeGap, 1e-9, "gap of c2");
        AssertClose(entry.Number("omega_at_cooldown_pick"), longer.Bound, what: "omega at c2");

        AssertClose(entry.Number("gamma_star_wsd_T2"), LastIterateBound.Of(Schedule.Wsd(second, cooldown)).OptimalRate, what: "wsd");
        AssertClose(entry.Number("omega_star_wsd_T2"), LastIterateBound.Of(Schedule.Wsd(second, cooldown)).OptimalValue, what: "wsd");
        AssertClose(entry.Number("gamma_star_linear_T2"), LastIterateBound.Of(Schedule.Linear(second)).OptimalRate, what: "linear");

        RunExtension root = new(first, second, cooldown, inverseSqrt: true);
        double[] grid = [.. Enumerable.Range(0, 33).Select(j => 0.1 + (j * (0.6 / 32)))];
        ExtensionChoice rootCooldown = root.PickCooldown(grid);

        AssertClose(entry.Number("sqrt_gamma1_star"), root.FirstRate, what: "gamma1* of 1/sqrt");
        AssertClose(entry.Number("sqrt_cooldown_grid33_pick"), rootCooldown.Value, what: "c2 of 1/sqrt");
        Assert.Equal(entry.Number("sqrt_cooldown_pick_rel_gap"), rootCooldown.RelativeGap, 1e-12);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Transfers))]
    public void Transfer(string file, string id)
    {
        JsonElement entry = Find(file, id);
        int horizon = entry.TryGetProperty("T", out JsonElement t) ? t.GetInt32() : 0;
        JsonElement[] rows = [.. entry.GetProperty("rows").EnumerateArray()];
        Schedule? reference = null;

        foreach (JsonElement row in rows)
        {
            int steps = row.TryGetProperty("T", out JsonElement own) ? own.GetInt32() : horizon;
            Schedule schedule = row.TryGetProperty("schedule", out JsonElement name)
                ? FamilyMember(name.GetString()!, steps)
                : Schedule.Wsd(steps, cooldown: 0).WithCooldownSteps(
                    row.GetProperty("cooldown_steps").GetInt32(),
                    entry.GetProperty("decay_type").GetString() == "sqrt" ? CooldownShape.OneMinusSqrt : CooldownShape.Linear);
            LastIterateBound bound = LastIterateBound.Of(
                schedule, GradientNorms.Constant(entry.Number("G")), entry.Number("D"));

            AssertClose(row.Number("gamma_star"), bound.OptimalRate, what: "gamma*");
            AssertClose(row.Number("omega_star"), bound.OptimalValue, what: "omega*");
            reference ??= schedule;

            if (row.TryGetProperty("ln_gamma1_minus_ln_gammac", out JsonElement logRatio))
            {
                Assert.Equal(logRatio.GetDouble(), Math.Log(RateTransfer.Multiplier(schedule, reference)), 1e-12);
            }

            if (row.TryGetProperty("multiplier_from_wsd_c0.2", out JsonElement multiplier))
            {
                AssertClose(multiplier.GetDouble(), RateTransfer.Multiplier(Schedule.Wsd(steps), schedule), what: "multiplier");
            }
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Gradients))]
    public void GradientOrMinimum(string file, string id)
    {
        JsonElement entry = Find(file, id);
        double distance = entry.Number("D");
        double[] expected = entry.GetProperty("eta").Numbers();

        if (!entry.TryGetProperty("grad", out JsonElement recorded))
        {
            int steps = entry.GetProperty("T").GetInt32();
            GradientNorms norm = GradientNorms.Constant(entry.Number("G"));
            (double[] rates, double value) = BoundAnalysis.Minimize(steps, norm, distance);

            AssertClose(entry.Number("omega"), value, what: "least omega");
            AssertClose(value, LastIterateBound.Compute(rates, norm, distance).At(1), what: "omega of the rates");
            AssertClose(
                entry.Number("omega_star_linear_decay"),
                LastIterateBound.Of(Schedule.Linear(steps), norm, distance).OptimalValue,
                what: "linear decay");

            // Stationary in log η, far closer than the recorded minimum, which an iteration found.
            double[] slope = BoundAnalysis.Gradient(rates, norm, distance);

            Assert.All(slope, (derivative, j) => Assert.InRange(Math.Abs(derivative * rates[j]), 0, 1e-14));

            // So the recorded rates are off by their own residual over the curvature, which is about 1/T in log η, and by rounding to
            // 9 digits.
            double tolerance = 5e-9 + (4 * steps * entry.Number("grad_inf_norm"));

            Assert.All(rates, (rate, j) => AssertClose(expected[j], rate, tolerance, $"rate {j}"));

            return;
        }

        GradientNorms norms = GradientNorms.FromValues(entry.GetProperty("G").Numbers());
        double[] gradient = BoundAnalysis.Gradient(expected, norms, distance);
        double[] expectedGradient = recorded.Numbers();

        AssertClose(entry.Number("omega"), LastIterateBound.Compute(expected, norms, distance).At(1), what: "omega");
        Assert.Equal(expectedGradient.Length, gradient.Length);

        // Differences of terms of order 1: the tolerance is absolute.
        Assert.All(gradient, (value, j) => Assert.Equal(expectedGradient[j], value, 1e-12));
    }

    private static ShapedSchedule FamilyMember(string name, int horizon)
    {
        string[] words = name.Split('_');
        double Number(char letter) => words.FirstOrDefault(word => word.Length > 1 && word[0] == letter && char.IsAsciiDigit(word[1])) is { } word
            ? double.Parse(word.AsSpan(1), CultureInfo.InvariantCulture)
            : 0;

        return words[0] switch
        {
            "wsd" => Schedule.Wsd(horizon, Number('c'), words[1] == "1msqrt" ? CooldownShape.OneMinusSqrt : CooldownShape.Linear),
            "cosine" => Schedule.Cosine(horizon, Number('f')),
            "constant" => Schedule.Constant(horizon),
            "sqrt" => Schedule.InversePower(horizon).WithCooldown(Number('c')),
            "inv" => Schedule.InversePower(horizon, Number('a')).WithCooldown(Number('c')),
            "pback" => Schedule.Polynomial(horizon, Number('a'), Number('f')),
            _ => throw new NotSupportedException($"no schedule {name}"),
        };
    }
}
