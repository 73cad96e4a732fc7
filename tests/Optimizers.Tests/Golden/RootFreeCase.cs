using System.Text.Json;
using IlgpuOptim.Testing;

namespace IlgpuOptim.Optimizers.Tests.Golden;

/// <summary>A recorded run of the authors' code: hyper-parameters, gradients and what came out.</summary>
public sealed class RootFreeCase
{
    private readonly JsonElement _json;
    private readonly string _folder;

    private RootFreeCase(JsonElement json, string folder)
    {
        this._json = json;
        this._folder = folder;
    }

    /// <summary>The folder of the recorded runs.</summary>
    public static string? Folder
    {
        get
        {
            string? root = Environment.GetEnvironmentVariable("ILGPUOPTIM_GOLDEN_DIR") is { Length: > 0 } given
                ? given
                : Repository.Root is { } sources ? Path.Combine(sources, "tests", "golden") : null;

            return root is null ? null : Path.Combine(root, "rootfree");
        }
    }

    public static IReadOnlyDictionary<string, RootFreeCase> All { get; } = LoadAll();

    public string Name => this._json.GetProperty("name").GetString()!;

    public string Method => this._json.GetProperty("method").GetString()!;

    public int Steps => this._json.GetProperty("steps").GetInt32();

    public int[] SelectedSteps => [.. this._json.GetProperty("selected_steps").EnumerateArray().Select(step => step.GetInt32())];

    public double Motion => this._json.GetProperty("max_param_motion").GetDouble();

    public long[][] Shapes =>
        [.. this._json.GetProperty("param_shapes").EnumerateArray().Select(shape => shape.EnumerateArray().Select(d => d.GetInt64()).ToArray())];

    public bool IsDouble => this.Text("param_dtype") == "float64";

    public bool IsBFloat16 => (this.Text("state_dtype") ?? this.Text("preconditioner_dtype")) == "bfloat16";

    /// <summary>Limit of the error over motion, by the README of the data.</summary>
    public double Tolerance => this.IsBFloat16 ? 0.06
        : this.IsDouble ? 1e-12
        : Math.Max(1e-5, 10 * (this.Optional("err_over_motion_vs_f64_replay") ?? 0));

    /// <summary>Limit of the relative error of factors.</summary>
    public double FactorTolerance => this.IsBFloat16 ? 0.03
        : this.IsDouble ? 1e-12
        : Math.Max(1e-5, 10 * (this.Optional("max_rel_err_K_vs_f64_replay") ?? 0));

    public double Hyper(string name)
    {
        JsonElement value = this._json.GetProperty("hyper").GetProperty(name);

        return value.ValueKind switch
        {
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => value.GetDouble(),
        };
    }

    public string? Text(string name) =>
        this._json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public string[]? Texts(string name) => this.Items(name)?.Select(item => item.GetString()!).ToArray();

    public double[]? Numbers(string name) => this.Items(name)?.Select(item => item.GetDouble()).ToArray();

    public bool Flag(string name) => this._json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    public bool Has(string array) => this._json.GetProperty("files").TryGetProperty(array, out _);

    public NpyArray Array(string name) =>
        NpyArray.Load(Path.Combine(this._folder, this._json.GetProperty("files").GetProperty(name).GetProperty("file").GetString()!));

    private double? Optional(string name) =>
        this._json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private JsonElement[]? Items(string name) =>
        this._json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : null;

    private static Dictionary<string, RootFreeCase> LoadAll()
    {
        if (Folder is not { } folder || !File.Exists(Path.Combine(folder, "cases.json")))
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cases.json")));

        return document.RootElement.GetProperty("cases").Clone().EnumerateArray()
            .Select(json => new RootFreeCase(json, folder)).ToDictionary(found => found.Name);
    }
}
