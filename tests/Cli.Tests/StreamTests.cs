using System.Text.RegularExpressions;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>Who sees what: colour, progress and pipes.</summary>
public sealed partial class StreamTests
{
    private const char Escape = '\u001b';

    [Theory]
    [InlineData]
    [InlineData("devices")]
    [InlineData("devices", "--json")]
    [InlineData("devices", "--nonsense")]
    [InlineData("schedule", "show", "wsd")]
    [InlineData("schedule", "bound", "wsd", "cosine", "--json")]
    [InlineData("bench", "--filter", "nonsense")]
    [InlineData("train", "--nonsense")]
    public void Pipe_GetsNoEscapeByte(params string[] arguments)
    {
        ToolResult result = Tool.Run(arguments);

        Assert.DoesNotContain(Escape, result.Output);
        Assert.DoesNotContain(Escape, result.Error);
    }

    [Fact]
    public void Pty_GetsColour() => Assert.Matches(Colour(), RunOnPty("xterm-256color", noColor: ""));

    [Theory]
    [InlineData("xterm-256color", "1")]
    [InlineData("dumb", "")]
    public void Pty_ThatSaysNo_GetsNoColour(string term, string noColor) =>
        Assert.DoesNotMatch(Colour(), RunOnPty(term, noColor));

    [Fact]
    public void BrokenPipe_IsNotAnError()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "needs a shell");

        ToolResult result = Tool.RunProcess("/bin/sh", ["-c", $"dotnet '{Tool.DllPath}' devices | true"]);

        Assert.Empty(result.Error);
    }

    /// <summary>Output of <c>devices</c> on a pseudo terminal made by script(1).</summary>
    private static string RunOnPty(string term, string noColor)
    {
        const string script = "/usr/bin/script";
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(script), "needs script(1) for a pseudo terminal");

        ToolResult result = Tool.RunProcess(
            script,
            ["-qec", $"dotnet '{Tool.DllPath}' devices", "/dev/null"],
            new Dictionary<string, string> { ["TERM"] = term, ["NO_COLOR"] = noColor });

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("cpu:0", result.Output, StringComparison.Ordinal);

        return result.Output;
    }

    /// <summary>Select graphic rendition. .NET itself sends other sequences to a terminal: keypad mode, before any text.</summary>
    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
