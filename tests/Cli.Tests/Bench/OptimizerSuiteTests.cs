using System.Text.Json;

using Xunit;

namespace IlgpuOptim.Cli.Tests.Bench;

/// <summary>The suite of the optimizers: rows are verified, carry their keys, and wrong results are found out.</summary>
public sealed class OptimizerSuiteTests
{
    [Fact]
    public void RowsCarryWhatBelongsToOptimizers()
    {
        ToolResult result = Tool.Run(
            "bench", "--suite", "optimizers", "--device", "cpu:0", "--quick", "--json", "--filter", "512_t10");
        Assert.Equal(0, result.ExitCode);

        using JsonDocument document = JsonDocument.Parse(result.Output);
        JsonElement[] rows = [.. document.RootElement.GetProperty("results").EnumerateArray()];
        Assert.Equal(6, rows.Length);

        foreach (JsonElement row in rows)
        {
            Assert.True(row.GetProperty("verified").GetBoolean());
            Assert.Equal("sirf_shampoo", row.GetProperty("optimizer").GetString());
            Assert.NotEmpty(row.GetProperty("structure").GetString()!);
            Assert.True(row.GetProperty("median_seconds").GetDouble() > 0);
            Assert.True(row.GetProperty("gb_per_s").GetDouble() > 0);
            Assert.True(row.GetProperty("ratio_to_adamw_step").GetDouble() > 0);
            Assert.Equal(8 * 512 * 512, row.GetProperty("adamw_state_bytes").GetInt64());
        }

        Assert.Equal(4 * 512 * 512 * 5, rows[0].GetProperty("state_bytes").GetInt64());
    }

    [Theory]
    [InlineData("rf_rmsprop_16m")]
    [InlineData("sirf_block30_512_t1")]
    [InlineData("adamw_400_tensors")]
    public void WrongResultsAreFoundOut(string kernel)
    {
        ToolResult result = Tool.Run(
            "bench", "--suite", "optimizers", "--device", "cpu:0", "--quick", "--json", "--filter", kernel, "--inject-fault", kernel);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("wrong result", result.Error, StringComparison.Ordinal);
    }
}
