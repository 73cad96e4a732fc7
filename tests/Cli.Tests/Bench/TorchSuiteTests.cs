using System.Text.Json;

using TorchSharp.Native;

using Xunit;

namespace IlgpuOptim.Cli.Tests.Bench;

/// <summary>The torch suite: every row is verified or says why it is not there, and wrong results are found out.</summary>
public sealed class TorchSuiteTests
{
    private static readonly string[] PlugIns =
    [
        "step_adamw", "step_ldadam_r16", "step_ldadam_r32", "step_sirf_dense_t1", "step_sirf_dense_t10", "step_sirf_diagonal",
        "step_rf_adamw", "step_rf_rmsprop",
    ];

    private static readonly string[] Others =
    [
        "step_torch_adamw", "alias_describe", "alias_view", "model_gradient", "train_step_adamw", "train_step_ldadam_r16",
        "product_768x384x128", "operator_in_place", "operator_new_tensor", "operator_recorded", "operator_backward",
    ];

    [Fact]
    public void Json_HasEveryRowVerified()
    {
        Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");
        ToolResult result = Tool.Run("bench", "--suite", "torch", "--device", "cpu:0", "--quick", "--json");
        Assert.True(result.ExitCode == 0, result.Error);

        using JsonDocument document = JsonDocument.Parse(result.Output);
        Dictionary<string, JsonElement> rows = document.RootElement.GetProperty("results").EnumerateArray()
            .ToDictionary(row => row.GetProperty("kernel").GetString()!);
        Assert.Superset(PlugIns.Concat(Others).ToHashSet(), rows.Keys.ToHashSet());

        // The one row that depends on the version of libtorch.
        Assert.True(rows.Remove("step_torch_adamw_fused", out JsonElement fused));
        Assert.Contains(fused.GetProperty("status").GetString(), (string[])["ok", "unsupported"]);

        foreach (JsonElement row in rows.Values)
        {
            Assert.Equal("ok", row.GetProperty("status").GetString());
            Assert.True(row.GetProperty("verified").GetBoolean());
            Assert.Equal("torch", row.GetProperty("suite").GetString());
            Assert.True(row.GetProperty("median_seconds").GetDouble() > 0);
        }

        foreach (string name in PlugIns)
        {
            Assert.StartsWith("libtorch's AdamW", rows[name].GetProperty("limit_name").GetString(), StringComparison.Ordinal);
            Assert.True(rows[name].GetProperty("limit_value").GetDouble() > 0);
            Assert.True(rows[name].GetProperty("ratio_to_limit").GetDouble() > 0);
            Assert.Equal("nothing is copied between torch and kernels", rows[name].GetProperty("note").GetString());
            Assert.Equal(rows["step_adamw"].GetProperty("state_bytes").GetInt64(), rows[name].GetProperty("adamw_state_bytes").GetInt64());
        }

        Assert.Equal("ratio >= 4", rows["step_adamw"].GetProperty("target").GetString());
        Assert.Equal("ratio >= 1", rows["step_ldadam_r16"].GetProperty("target").GetString());

        // Two numbers of four bytes per parameter: embeddings of 65 characters and 64 positions, four blocks of twelve squares of the width and two
        // norms, and a norm.
        const long Parameters = ((65 + 64) * 128) + (4 * ((12 * 128 * 128) + (4 * 128))) + (2 * 128);
        Assert.Equal(8 * Parameters, rows["step_torch_adamw"].GetProperty("state_bytes").GetInt64());
    }

    [Theory]
    [InlineData("step_torch_adamw")]
    [InlineData("step_adamw")]
    [InlineData("step_ldadam_r16")]
    [InlineData("alias_view")]
    [InlineData("model_gradient")]
    [InlineData("product_768x384x128")]
    [InlineData("operator_in_place")]
    public void WrongResultsAreFoundOut(string kernel)
    {
        Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");
        ToolResult result = Tool.Run(
            "bench", "--suite", "torch", "--device", "cpu:0", "--quick", "--json", "--filter", kernel, "--inject-fault", kernel);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"error: {kernel}: wrong result", result.Error, StringComparison.Ordinal);
    }
}
