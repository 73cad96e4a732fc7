using System.Text.RegularExpressions;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>Help, version and bad usage.</summary>
public sealed partial class UsageTests
{
    /// <summary>Every command line whose help there is; grown from the help itself, so that no verb is forgotten.</summary>
    public static TheoryData<string> HelpPaths()
    {
        TheoryData<string> paths = [];
        Queue<string> open = new([""]);

        while (open.TryDequeue(out string? path))
        {
            paths.Add(path);

            foreach (string verb in Verbs(Tool.Run([.. Words(path), "--help"]).Output))
            {
                open.Enqueue($"{path} {verb}".Trim());
            }
        }

        return paths;
    }

    [Theory]
    [MemberData(nameof(HelpPaths))]
    public void Help_ExitsWith0AndFitsInto80Columns(string path)
    {
        ToolResult result = Tool.Run([.. Words(path), "--help"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 79));
    }

    [Fact]
    public void HelpPaths_FindTheVerbs() => Assert.Contains("devices", HelpPaths().Select(row => row.Data));

    [Fact]
    public void BareCommand_PrintsHelpWithThreeExamples()
    {
        ToolResult result = Tool.Run();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Tool.Run("--help").Output, result.Output);
        Assert.Equal(3, result.Output.Split('\n').Count(line => line.StartsWith("  ilgpu-optim ", StringComparison.Ordinal)
            && !line.Contains('[', StringComparison.Ordinal)));
    }

    [Fact]
    public void Version_NamesVersionAndCommit()
    {
        ToolResult result = Tool.Run("--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(VersionLine(), result.Output);
    }

    [Theory]
    [InlineData("devices --jsn", "'--jsn'", "'--json'")]
    [InlineData("devics", "'devics'", "'devices'")]
    [InlineData("dev", "'dev'", "'devices'")]
    [InlineData("--versoin", "'--versoin'", "'--version'")]
    public void Typo_ExitsWith2AndSuggests(string commandLine, string typed, string suggestion)
    {
        ToolResult result = Tool.Run(Words(commandLine));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(typed, result.Error, StringComparison.Ordinal);
        Assert.Contains($"did you mean {suggestion}?", result.Error, StringComparison.Ordinal);
        Assert.Contains("--help'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("devices cpu:0")]
    [InlineData("devices --json maybe")]
    [InlineData("@nothing")]
    [InlineData("-")]
    public void BadUsage_ExitsWith2AndSaysNothingOnStdout(string commandLine)
    {
        ToolResult result = Tool.Run(Words(commandLine));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static string[] Words(string commandLine) =>
        commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Verbs(string help) =>
        help.Split('\n')
            .SkipWhile(line => line.Trim() != "Commands:")
            .Skip(1)
            .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Where(line => line[2] != ' ')
            .Select(line => Words(line)[0]);

    [GeneratedRegex(@"^ilgpu-optim \d+\.\d+\.\d+\S* \(commit ([0-9a-f]{7,12}|unknown)\)\r?\n$")]
    private static partial Regex VersionLine();
}
