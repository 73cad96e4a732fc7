using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

using TorchSharp.Native;

using Xunit;

namespace IlgpuOptim.Samples.Tests;

/// <summary>The samples do what their first lines say.</summary>
public sealed partial class SampleTests
{
    public SampleTests() => Assert.SkipUnless(LibTorch.IsAvailable(out string? problem), problem ?? "");

    [Fact]
    public void PlugIn_TrainsWithoutCopies()
    {
        string output = Run("PlugIn");

        Assert.EndsWith("LDAdam: PASS\n", output, StringComparison.Ordinal);
        Assert.Contains("zero copies: True", output, StringComparison.Ordinal);

        // 130 x 128 x 128 weights in rank 16 need less than AdamW's two numbers per weight.
        Match state = StateBytes().Match(output);
        Assert.True(Number(state.Groups[1]) < Number(state.Groups[2]), output);
    }

    [Fact]
    public void ImageClassifier_IsFineTuned()
    {
        string output = Run("ImageClassifier");

        Assert.EndsWith("fine-tuned to 90 % and more: PASS\n", output, StringComparison.Ordinal);
        Assert.Contains("fine-tuned by SirfShampoo: 9", output, StringComparison.Ordinal);
        Assert.Contains("fine-tuned by LDAdam: 9", output, StringComparison.Ordinal);
    }

    [Fact]
    public void CustomKernel_WorksInPlaceAndInTraining()
    {
        string output = Run("CustomKernel");

        Assert.EndsWith("custom kernel: PASS\n", output, StringComparison.Ordinal);
        Assert.Contains("squared in place: True", output, StringComparison.Ordinal);
        Assert.Contains("values and gradients as by torch's operators: True", output, StringComparison.Ordinal);
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"state (\d+) bytes \(AdamW: (\d+)\)")]
    private static partial Regex StateBytes();

    private static string Run(string name)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, name + ".dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n");
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);

        return output;
    }
}
