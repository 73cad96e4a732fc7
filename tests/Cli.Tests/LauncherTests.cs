using System.Text.Json;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>The <c>./ilgpu-optim</c> script of the checkout: it builds what it needs, and keeps stdout for the tool.</summary>
public sealed class LauncherTests
{
    [Fact]
    public void Launcher_WorksThroughASymlinkFromAnyFolder()
    {
        string launcher = Launcher();
        string folder = Directory.CreateTempSubdirectory("ilgpu-optim-").FullName;

        try
        {
            string link = Path.Combine(folder, "tool with space");
            File.CreateSymbolicLink(link, launcher);

            ToolResult result = Tool.RunProcess(link, ["devices", "--json"], workingDirectory: folder);

            Assert.True(result.ExitCode == 0, result.Error);
            using JsonDocument document = JsonDocument.Parse(result.Output);
            Assert.Equal("cpu:0", document.RootElement[0].GetProperty("id").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Launcher_PassesArgumentsAndExitCodeOn()
    {
        ToolResult result = Tool.RunProcess(Launcher(), ["no such verb", ""]);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains("'no such verb'", result.Error, StringComparison.Ordinal);
    }

    private static string Launcher()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "the launcher is a bash script");
        Assert.SkipWhen(Tool.RepositoryRoot is null, "the tests are not below a checkout");

        return Path.Combine(Tool.RepositoryRoot!, "ilgpu-optim");
    }
}
