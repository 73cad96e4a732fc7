using System.Text.Json;
using IlgpuOptim.Compute;
using IlgpuOptim.Testing;

namespace IlgpuOptim.Optimizers.Tests.Golden;

/// <summary>A recorded run of the authors' LDAdamW: a folder with meta.json and arrays.</summary>
public sealed class LDAdamCase
{
    private readonly JsonElement _json;
    private readonly string _folder;

    private LDAdamCase(string folder)
    {
        this._folder = folder;
        this._json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "meta.json"))).RootElement;
        this.Parameters = [.. this._json.GetProperty("params").EnumerateArray().Select(json => new LDAdamCaseParameter(json))];
        this.SavedSteps = [.. this._json.GetProperty("saved_steps").EnumerateArray().Select(step => step.GetInt32())];
    }

    public static IReadOnlyDictionary<string, LDAdamCase> All { get; } = LoadAll();

    public string Name => this._json.GetProperty("name").GetString()!;

    public int Steps => this._json.GetProperty("steps").GetInt32();

    public int[] SavedSteps { get; }

    public bool IsBFloat16 => this._json.GetProperty("dtype").GetString() == "bfloat16";

    /// <summary>Gradients are given as factors; their product is rounded to float32.</summary>
    public bool IsFactored => this._json.GetProperty("kind").GetString() == "replay_factored";

    public IReadOnlyList<LDAdamCaseParameter> Parameters { get; }

    public bool Has(string name) => File.Exists(Path.Combine(this._folder, name + ".npy"));

    public NpyArray Array(string name) => NpyArray.Load(Path.Combine(this._folder, name + ".npy"));

    /// <summary>The gradients of a parameter, one per step, summed over micro-batches in float32 or in double.</summary>
    public double[][] Gradients(LDAdamCaseParameter parameter, bool inDouble)
    {
        if (this.IsFactored)
        {
            NpyArray x = this.Array("X");
            NpyArray y = this.Array("Y");

            return [.. Enumerable.Range(0, this.Steps).Select(t => Product(x.Entry(t), y.Entry(t), (int)x.Shape[1], parameter.Shape))];
        }

        NpyArray g = this.Array(parameter.Name + "_g");

        if (g.Shape.Length == parameter.Shape.Length + 1)
        {
            return [.. Enumerable.Range(0, this.Steps).Select(g.Entry)];
        }

        int size = (int)(parameter.Shape[0] * parameter.Shape[^1]);

        return
        [
            .. Enumerable.Range(0, this.Steps).Select(t => Enumerable.Range(0, size)
                .Select(i => Enumerable.Range(0, (int)g.Shape[1]).Aggregate(0.0, (sum, k) => Round(sum + g.Entry(t)[(k * size) + i])))
                .ToArray()),
        ];

        double Round(double value) => inDouble ? value : (float)value;
    }

    private static double[] Product(double[] x, double[] y, int k, long[] shape)
    {
        int m = (int)shape[0];
        int n = (int)shape[1];
        double[] product = new double[m * n];

        for (int i = 0; i < product.Length; i++)
        {
            double sum = 0;

            for (int l = 0; l < k; l++)
            {
                sum += x[(l * m) + (i / n)] * y[(l * n) + (i % n)];
            }

            product[i] = (float)sum;
        }

        return product;
    }

    private static Dictionary<string, LDAdamCase> LoadAll()
    {
        string? root = Environment.GetEnvironmentVariable("ILGPUOPTIM_GOLDEN_DIR") is { Length: > 0 } given
            ? given
            : Repository.Root is { } sources ? Path.Combine(sources, "tests", "golden") : null;
        string folder = Path.Combine(root ?? ".", "ldadam");

        return !Directory.Exists(folder)
            ? []
            : Directory.GetDirectories(folder)
                .Where(found => File.Exists(Path.Combine(found, "meta.json")))
                .Order(StringComparer.Ordinal)
                .Select(found => new LDAdamCase(found))
                .ToDictionary(found => found.Name);
    }
}

/// <summary>A parameter of a recorded run.</summary>
public sealed class LDAdamCaseParameter(JsonElement json)
{
    public string Name => json.GetProperty("name").GetString()!;

    public long[] Shape => [.. json.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];

    public bool IsLowRank => json.GetProperty("lowrank").GetBoolean();

    public bool IsLeft => json.GetProperty("side").GetString() == "left";

    public int Rank => json.GetProperty("rank").GetInt32();

    public bool HasError => this.IsLowRank && json.GetProperty("error_feedback").GetBoolean();

    /// <summary>c = b1 / (1 - b1).</summary>
    public double Lost => this.Number("beta1") / (1 - this.Number("beta1"));

    public double WeightTolerance => json.GetProperty("suggested_w_atol").GetDouble();

    /// <summary>20 times the largest difference between runs in float32 and in double, as for the weights.</summary>
    public double ErrorTolerance => Math.Max(1e-5 * this.Noise("e_max_abs"), 20 * this.Noise("e_f32_vs_f64_max_abs"));

    public double ProjectorTolerance => Math.Max(1e-5, 20 * this.Noise("projector_f32_vs_f64_max_abs"));

    /// <summary>For moments, relative to their largest element: what the noise of the weights is relative to a step.</summary>
    public double MomentTolerance =>
        Math.Max(this.ProjectorTolerance, 20 * this.Noise("w_f32_vs_f64_max_abs") / this.Rate(1));

    public double Rate(int step)
    {
        JsonElement rate = json.GetProperty("lr");

        return rate.ValueKind == JsonValueKind.Array ? rate[step - 1].GetDouble() : rate.GetDouble();
    }

    public LDAdamGroup CreateGroup(Parameter parameter) => new([parameter])
    {
        LearningRate = this.Rate(1),
        WeightDecay = this.Number("weight_decay"),
        Beta1 = this.Number("beta1"),
        Beta2 = this.Number("beta2"),
        Epsilon = this.Number("eps"),
        LowRank = this.IsLowRank,
        Rank = this.IsLowRank ? this.Rank : 1,
        Rho = this.IsLowRank ? this.Number("rho") : 0,
        ErrorFeedback = this.HasError,
        Method = this.IsLowRank && json.GetProperty("proj_method").GetString() == "svd" ? ProjectionMethod.Svd : ProjectionMethod.PowerIteration,
        Side = !this.IsLowRank ? ProjectionSide.Standard : json.GetProperty("proj_type").GetString() switch
        {
            "std" => ProjectionSide.Standard,
            "reverse_std" => ProjectionSide.ReverseStandard,
            "left" => ProjectionSide.Left,
            _ => ProjectionSide.Right,
        },
    };

    private double Number(string name) => json.GetProperty(name).GetDouble();

    private double Noise(string name) =>
        json.TryGetProperty("noise", out JsonElement noise) && noise.TryGetProperty(name, out JsonElement values)
            ? values.EnumerateArray().Max(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0)
            : 0;
}
