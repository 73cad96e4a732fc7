using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

using Xunit;

namespace IlgpuOptim.Cli.Tests.Bench;

/// <summary>One quick run of the whole suite, shared by the tests that look at it.</summary>
public sealed class QuickRun
{
    public ToolResult Result { get; } = Tool.Run("bench", "--suite", "engine", "--device", "cpu:0", "--quick", "--json");
}

/// <summary>The contract of <c>bench</c>: its JSON, its exit codes, and that a wrong result is never given a speed.</summary>
public sealed class BenchCommandTests(QuickRun quick) : IClassFixture<QuickRun>
{
    private static readonly string[] RowKeys =
    [
        "suite", "kernel", "device", "shape", "samples", "median_seconds", "p10_seconds", "p90_seconds", "gb_per_s",
        "gflop_per_s", "limit_name", "limit_value", "limit_unit", "ratio_to_limit", "target", "target_margin", "verified",
        "status", "reason", "note",
    ];

    private static readonly string[] Required =
    [
        "triad_f32", "adam_step_f32", "reduce_sum_f32", "transpose_f32", "sgemm_1024", "sgemm_2048", "mma_gemm", "exp_f32",
        "histogram_i32", "launch_latency", "launch_enqueue", "jit_adam", "first_result",
    ];

    [Fact]
    public void Json_IsOneDocumentWithAllKeys()
    {
        using JsonDocument document = JsonDocument.Parse(quick.Result.Output);
        JsonElement root = document.RootElement;

        Assert.Equal(["schema", "environment", "results"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1, root.GetProperty("schema").GetInt32());
        Assert.Equal("cpu:0", root.GetProperty("environment").GetProperty("device").GetString());
        Assert.All(
            root.GetProperty("results").EnumerateArray(),
            row => Assert.Equal(RowKeys, row.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public void Json_HasEveryRowVerified()
    {
        using JsonDocument document = JsonDocument.Parse(quick.Result.Output);
        Dictionary<string, JsonElement> rows = document.RootElement.GetProperty("results").EnumerateArray()
            .ToDictionary(row => row.GetProperty("kernel").GetString()!);

        Assert.True(quick.Result.ExitCode == 0, quick.Result.Error);
        Assert.Superset(Required.ToHashSet(), rows.Keys.ToHashSet());

        // The one row that is for GPUs alone says so.
        Assert.True(rows.Remove("sgemm_4096", out JsonElement large));
        Assert.Equal("unsupported", large.GetProperty("status").GetString());
        Assert.Contains("GPUs", large.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.All(rows.Values, row =>
        {
            Assert.Equal("ok", row.GetProperty("status").GetString());
            Assert.True(row.GetProperty("verified").GetBoolean());
            Assert.Equal("engine", row.GetProperty("suite").GetString());
            Assert.Equal(JsonValueKind.Null, row.GetProperty("reason").ValueKind);

            double median = row.GetProperty("median_seconds").GetDouble();

            Assert.True(median > 0);
            Assert.InRange(row.GetProperty("p10_seconds").GetDouble(), 0, median);
            Assert.True(row.GetProperty("p90_seconds").GetDouble() >= median);
            Assert.True(row.GetProperty("limit_value").GetDouble() > 0);
            Assert.True(row.GetProperty("ratio_to_limit").GetDouble() > 0);
        });
        Assert.True(rows["triad_f32"].GetProperty("gb_per_s").GetDouble() > 0);
        Assert.True(rows["sgemm_1024"].GetProperty("gflop_per_s").GetDouble() > 0);
    }

    [Theory]
    [InlineData("triad_f32")]
    [InlineData("adam_step_f32")]
    [InlineData("reduce_sum_f32")]
    [InlineData("transpose_f32")]
    [InlineData("sgemm_1024")]
    [InlineData("mma_gemm")]
    [InlineData("exp_f32")]
    [InlineData("histogram_i32")]
    [InlineData("launch_enqueue")]
    [InlineData("jit_adam")]
    [InlineData("first_result")]
    public void WrongResult_IsAFailedRowWithoutNumbersAndExitCode1(string kernel)
    {
        ToolResult result = Tool.Run("bench", "--quick", "--json", "--filter", kernel, "--inject-fault", kernel);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"error: {kernel}: wrong result", result.Error, StringComparison.Ordinal);

        using JsonDocument document = JsonDocument.Parse(result.Output);
        JsonElement row = document.RootElement.GetProperty("results").EnumerateArray()
            .Single(row => row.GetProperty("kernel").GetString() == kernel);

        Assert.Equal("failed", row.GetProperty("status").GetString());
        Assert.False(row.GetProperty("verified").GetBoolean());
        Assert.StartsWith("wrong result", row.GetProperty("reason").GetString(), StringComparison.Ordinal);

        foreach (string key in new[] { "median_seconds", "gb_per_s", "gflop_per_s", "limit_value", "ratio_to_limit" })
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty(key).ValueKind);
        }
    }

    [Fact]
    public void Table_MarksTheFailedRow()
    {
        ToolResult result = Tool.Run("bench", "--quick", "--filter", "reduce", "--inject-fault", "reduce_sum_f32");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("FAILED", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("GB/s", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_HasALinePerRowAndNoProgressInAPipe()
    {
        ToolResult result = Tool.Run("bench", "--quick", "--filter", "launch");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("launch_latency ", result.Output, StringComparison.Ordinal);
        Assert.Contains("launch_enqueue ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("...", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--suite engin", "engin", "did you mean 'engine'?")]
    [InlineData("--device cpu:7", "cpu:7", "cpu:0")]
    [InlineData("--device tpu:0", "tpu:0", null)]
    [InlineData("--filter traid_f32", "traid_f32", "triad_f32")]
    [InlineData("--seed -1", "-1", null)]
    public void BadUsage_ExitsWith2AndNamesTheValue(string arguments, string value, string? hint)
    {
        ToolResult result = Tool.Run(["bench", .. arguments.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains($"'{value}'", result.Error, StringComparison.Ordinal);
        Assert.Contains(hint ?? "", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupt_WritesTheRowsThatAreFinished()
    {
        Assert.SkipUnless(File.Exists("/bin/kill"), "needs kill(1)");

        ProcessStartInfo start = new("dotnet", [Tool.DllPath, "bench", "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();

        // The full run takes minutes, so this is somewhere in its middle, wherever that is on a busy machine.
        await Task.Delay(5000);
        Tool.RunProcess("/bin/kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.True(process.WaitForExit(60_000));

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("interrupted", await error, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(await output);
        Assert.Equal(JsonValueKind.Array, document.RootElement.GetProperty("results").ValueKind);
    }
}
