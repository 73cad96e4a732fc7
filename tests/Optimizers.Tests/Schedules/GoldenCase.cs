using System.Text.Json;

using IlgpuOptim.Optimizers.Schedules;
using IlgpuOptim.Testing;

using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Schedules;

/// <summary>The recorded cases of schedules: each has an id, and parameters in the notation of its README.</summary>
internal static class GoldenCase
{
    private static readonly Dictionary<string, JsonDocument> Documents = [];

    /// <summary>File name and id of every case in the files of one kind, as <c>sched_bounds*.json</c>.</summary>
    public static TheoryData<string, string> List(string kind)
    {
        TheoryData<string, string> cases = [];

        foreach (string path in GoldenData.Files("schedules", $"sched_{kind}*.json"))
        {
            foreach (JsonElement entry in Load(path).GetProperty("cases").EnumerateArray())
            {
                cases.Add(Path.GetFileName(path), entry.GetProperty("id").GetString()!);
            }
        }

        return cases;
    }

    public static JsonElement Find(string file, string id) =>
        Load(Path.Combine(GoldenData.Root!, "schedules", file)).GetProperty("cases").EnumerateArray()
            .Single(entry => entry.GetProperty("id").GetString() == id);

    /// <summary>The schedule of <c>params</c>: <c>steps</c> there is the number of entries, one more than the horizon.</summary>
    public static Schedule CreateSchedule(JsonElement parameters)
    {
        int horizon = parameters.GetProperty("steps").GetInt32() - 1;
        double alpha = parameters.NumberOr("alpha", 0.5);
        ShapedSchedule schedule = parameters.GetProperty("kind").GetString() switch
        {
            "constant" => Schedule.Constant(horizon),
            "wsd" => Schedule.Wsd(horizon, cooldown: 0),
            "cosine" => Schedule.Cosine(horizon),
            "sqrt" => Schedule.InversePower(horizon),
            "poly_inv" => Schedule.InversePower(horizon, alpha),
            "poly_back" => Schedule.Polynomial(horizon, alpha),
            "piecewise" => Schedule.Piecewise(
                horizon,
                [.. parameters.GetProperty("milestones").EnumerateArray().Select(element => element.GetInt32())],
                parameters.GetProperty("factors").Numbers()),
            string kind => throw new NotSupportedException($"no schedule of kind {kind}"),
            null => throw new NotSupportedException("no kind"),
        };

        if (parameters.TryGetProperty("warmup_steps", out JsonElement warmup) && warmup.GetInt32() > 0)
        {
            schedule = schedule.WithWarmup(warmup.GetInt32(), parameters.NumberOr("warmup_lr", 1e-10));
        }

        bool isAbsolute = parameters.TryGetProperty("final_lr_absolute", out JsonElement flag) && flag.GetBoolean();
        RateLevel final = new(parameters.NumberOr("final_lr", 0), isAbsolute);
        CooldownShape shape = parameters.TryGetProperty("decay_type", out JsonElement type) && type.GetString() == "sqrt"
            ? CooldownShape.OneMinusSqrt
            : CooldownShape.Linear;

        schedule = parameters.TryGetProperty("cooldown_steps", out JsonElement steps)
                ? schedule.WithCooldownSteps(steps.GetInt32(), shape, final)
            : parameters.TryGetProperty("cooldown_len", out JsonElement fraction)
                ? schedule.WithCooldown(fraction.GetDouble(), shape, final)
            : schedule.WithFinal(final);

        return schedule.AtBase(parameters.NumberOr("base_lr", 1));
    }

    public static GradientNorms CreateNorms(JsonElement norms) => norms.GetProperty("kind").GetString() switch
    {
        "const" => GradientNorms.Constant(norms.GetProperty("value").GetDouble()),
        "power" => GradientNorms.Power(norms.GetProperty("scale").GetDouble(), norms.GetProperty("exponent").GetDouble()),
        "exp_floor" => GradientNorms.ExponentialDecay(
            norms.GetProperty("scale").GetDouble(), norms.GetProperty("rate").GetDouble(), norms.GetProperty("floor").GetDouble()),
        "array" => GradientNorms.FromValues(norms.GetProperty("values").Numbers()),
        string kind => throw new NotSupportedException($"no gradient norms of kind {kind}"),
        null => throw new NotSupportedException("no kind"),
    };

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetDouble())];

    public static double Number(this JsonElement entry, string key) => entry.GetProperty(key).GetDouble();

    public static double NumberOr(this JsonElement entry, string key, double missing) =>
        entry.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : missing;

    /// <summary>Fails unless the two agree to a relative tolerance, by default that of the README.</summary>
    public static void AssertClose(double expected, double actual, double tolerance = 1e-12, string what = "")
    {
        double gap = Math.Abs(actual - expected);

        Assert.True(
            gap <= tolerance * Math.Abs(expected),
            $"{what}: expected {expected:R}, got {actual:R}, relative gap {gap / Math.Abs(expected):e2}, tolerance {tolerance:e0}");
    }

    private static JsonElement Load(string path)
    {
        lock (Documents)
        {
            if (!Documents.TryGetValue(path, out JsonDocument? document))
            {
                document = JsonDocument.Parse(File.ReadAllBytes(path));
                Documents.Add(path, document);
            }

            return document.RootElement;
        }
    }
}
