using System.Text.Json;

using IlgpuOptim.Compute.Files;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary><c>checkpoint show</c>, and <c>schedule extend</c> from a checkpoint.</summary>
public sealed class CheckpointCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ilgpu-optim-");

    public void Dispose() => this._folder.Delete(recursive: true);

    [Fact]
    public void Show_TellsWhatIsInACheckpoint()
    {
        ToolResult text = Tool.Run("checkpoint", "show", this.Write("wsd:cooldown=0.2"));
        ToolResult json = Tool.Run("checkpoint", "show", this.Write("wsd:cooldown=0.2"), "--json");

        Assert.True(text.ExitCode == 0, text.Error);
        Assert.Contains("state of adamw", text.Output, StringComparison.Ordinal);
        Assert.Contains("checksum is right", text.Output, StringComparison.Ordinal);
        Assert.Contains("4 x 3", text.Output, StringComparison.Ordinal);

        // Names of others must not reach the terminal as they are.
        Assert.DoesNotContain('\u001b', text.Output);

        using JsonDocument document = JsonDocument.Parse(json.Output);
        JsonElement root = document.RootElement;

        Assert.True(root.GetProperty("is_checkpoint").GetBoolean());
        Assert.Equal("adamw", root.GetProperty("algorithm").GetString());
        Assert.Equal(4000, root.GetProperty("plan").GetProperty("steps").GetInt32());
        Assert.Equal(3, root.GetProperty("numbers").GetProperty("calls").GetDouble());
        Assert.Equal("a\u001b[31mname", root.GetProperty("tensors")[0].GetProperty("name").GetString());
        Assert.Equal(48, root.GetProperty("tensors")[0].GetProperty("bytes").GetInt64());
        Assert.Equal("Ünï", root.GetProperty("texts").GetProperty("dataset").GetString());
    }

    [Fact]
    public void Show_OfOtherSafetensorsFiles_ListsTheirTensors()
    {
        string path = Path.Combine(this._folder.FullName, "model");
        SafetensorsWriter.Write(path, Enumerable.Range(0, 50).Select(i => SafetensorsSource.From<float>($"t{i}", new float[i], i)));

        ToolResult some = Tool.Run("checkpoint", "show", path);
        ToolResult all = Tool.Run("checkpoint", "show", path, "--all");

        Assert.Contains("10 more", some.Output, StringComparison.Ordinal);
        Assert.Contains("t49", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_OfADamagedFile_ExitsWith2AndSaysWhat()
    {
        string path = this.Write("wsd");
        byte[] bytes = File.ReadAllBytes(path);

        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        ToolResult damaged = Tool.Run("checkpoint", "show", path, "--json");
        ToolResult missing = Tool.Run("checkpoint", "show", path + "x");

        Assert.Equal(2, damaged.ExitCode);
        Assert.Empty(damaged.Output);
        Assert.Contains("the checksum is", damaged.Error, StringComparison.Ordinal);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("cannot be read", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Extend_FromACheckpoint_IsAsFromItsNumbers()
    {
        ToolResult expected = Tool.Run("schedule", "extend", "--from", "4000", "--to", "8000", "--lr", "0.001", "--json");
        ToolResult result = Tool.Run("schedule", "extend", "--checkpoint", this.Write("wsd:cooldown=0.2,warmup=30"), "--to", "8000", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(expected.Output, result.Output);
    }

    [Theory]
    [InlineData("cosine", new[] { "--to", "8000" }, "only wsd and sqrt")]
    [InlineData("wsd", new[] { "--to", "8000", "--from", "4000" }, "--checkpoint and --from exclude each other")]
    [InlineData("wsd", new[] { "--to", "8000", "--sqrt" }, "--checkpoint and --sqrt exclude each other")]
    [InlineData(null, new[] { "--to", "8000" }, "without the plan")]
    public void Extend_FromACheckpointThatDoesNotFit_ExitsWith2(string? schedule, string[] options, string message)
    {
        ToolResult result = Tool.Run(["schedule", "extend", "--checkpoint", this.Write(schedule), .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Extend_WithoutARun_AsksForIt()
    {
        ToolResult result = Tool.Run("schedule", "extend", "--to", "8000");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--checkpoint", result.Error, StringComparison.Ordinal);
    }

    /// <summary>A checkpoint, written as a file format only.</summary>
    private string Write(string? schedule)
    {
        string path = Path.Combine(this._folder.FullName, "run.safetensors");
        Dictionary<string, string> metadata = new()
        {
            ["ilgpu_optim.checkpoint"] = "1",
            ["ilgpu_optim.algorithm"] = "adamw",
            ["ilgpu_optim.scalars"] = """{"calls":3,"group0/learning_rate":0.001}""",
            ["dataset"] = "Ünï",
        };

        if (schedule is not null)
        {
            metadata["ilgpu_optim.schedule"] = schedule;
            metadata["ilgpu_optim.steps"] = "4000";
            metadata["ilgpu_optim.base_rate"] = "0.001";
        }

        SafetensorsWriter.Write(
            path,
            [
                SafetensorsSource.From<float>("a\u001b[31mname", new float[12], 4, 3),
                SafetensorsSource.From<float>("optimizer/a/exp_avg", new float[12], 4, 3),
            ],
            metadata);

        return path;
    }
}
