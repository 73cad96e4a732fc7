using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>The samples do what their first lines say.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("HelloKernel")]
    public void Sample_PrintsPass(string name)
    {
        ToolResult result = Tool.RunProcess("dotnet", [Path.Combine(AppContext.BaseDirectory, name + ".dll")]);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.EndsWith(": PASS\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
