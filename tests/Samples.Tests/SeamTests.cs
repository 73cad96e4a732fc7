using System.Diagnostics;
using System.Text.Json;

using IlgpuOptim.Testing;

using Xunit;

namespace IlgpuOptim.Samples.Tests;

/// <summary>-p:TorchSource=package and -p:IlgpuSource=package exchange our projects for the genuine packages, as MSBuild evaluates it.</summary>
public sealed class SeamTests
{
    [Theory]
    [InlineData("samples/PlugIn", "", "", "IlgpuOptim.Interop.Torch IlgpuOptim.TorchSharp")]
    [InlineData("samples/PlugIn", "-p:TorchSource=package", "TorchSharp-cpu", "IlgpuOptim.Interop.Torch")]
    [InlineData("samples/PlugIn", "-p:TorchSource=package -p:TorchPackage=TorchSharp-cuda-linux", "TorchSharp-cuda-linux", "IlgpuOptim.Interop.Torch")]
    [InlineData("samples/HelloKernel", "-p:IlgpuSource=package", "ILGPU ILGPU.Algorithms", "")]
    [InlineData(
        "src/Interop.Torch", "-p:TorchSource=package", "TorchSharp", "IlgpuOptim.Compute IlgpuOptim.Ilgpu IlgpuOptim.Optimizers")]
    [InlineData(
        "src/Interop.Torch", "-p:TorchSource=package -p:IlgpuSource=package", "ILGPU ILGPU.Algorithms TorchSharp",
        "IlgpuOptim.Compute IlgpuOptim.Optimizers")]
    [InlineData("src/Optimizers", "-p:TorchSource=package", "", "IlgpuOptim.Compute IlgpuOptim.Ilgpu")]
    [InlineData("src/TorchSharp", "-p:TorchSource=package", "", "")]
    public void References(string project, string options, string packages, string projects)
    {
        using JsonDocument evaluated = JsonDocument.Parse(
            Evaluate(project, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-getItem:PackageReference", "-getItem:ProjectReference"]));
        JsonElement items = evaluated.RootElement.GetProperty("Items");

        Assert.Equal(packages, Names(items.GetProperty("PackageReference"), "Identity"));
        Assert.Equal(projects, Names(items.GetProperty("ProjectReference"), "Filename"));
    }

    [Fact]
    public void PackagesHaveVersionsAndBuildsOfTheirOwn()
    {
        using JsonDocument evaluated = JsonDocument.Parse(Evaluate(
            "samples/PlugIn",
            [
                "-p:TorchSource=package", "-getItem:PackageVersion", "-getProperty:DefineConstants", "-getProperty:ArtifactsPath",
                "-getProperty:RestorePackagesWithLockFile",
            ]));
        JsonElement properties = evaluated.RootElement.GetProperty("Properties");
        string[] versions =
        [
            .. evaluated.RootElement.GetProperty("Items").GetProperty("PackageVersion").EnumerateArray()
                .Select(item => $"{item.GetProperty("Identity").GetString()} {item.GetProperty("Version").GetString()}"),
        ];

        Assert.Contains("TorchSharp-cpu 0.105.2", versions);
        Assert.Contains("ILGPU 1.5.3", versions);
        Assert.Contains("TORCHSHARP_PACKAGE", properties.GetProperty("DefineConstants").GetString()!.Split(';'));
        Assert.EndsWith("package", properties.GetProperty("ArtifactsPath").GetString(), StringComparison.Ordinal);
        Assert.Equal("false", properties.GetProperty("RestorePackagesWithLockFile").GetString());
    }

    [Fact]
    public void OtherValuesAreRefused()
    {
        (int exitCode, string output) = Run("samples/PlugIn", ["-t:CheckSeams", "-p:TorchSource=nuget"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("TorchSource is 'project' (default) or 'package', not 'nuget'.", output, StringComparison.Ordinal);
    }

    private static string Names(JsonElement items, string key) => string.Join(
        ' ', items.EnumerateArray().Select(item => item.GetProperty(key).GetString()).Order(StringComparer.Ordinal));

    private static string Evaluate(string project, string[] arguments)
    {
        (int exitCode, string output) = Run(project, arguments);
        Assert.True(exitCode == 0, output);

        return output;
    }

    private static (int ExitCode, string Output) Run(string project, string[] arguments)
    {
        string folder = Repository.PathOf([.. project.Split('/')]);
        ProcessStartInfo start = new("dotnet", ["msbuild", folder, "-nologo", "-nodeReuse:false", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();

            return (process.ExitCode, output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("needs the .NET SDK");

            throw;
        }
    }
}
