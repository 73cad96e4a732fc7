using System.Diagnostics;
using System.Globalization;

using IlgpuOptim.Engine.Backends.Cpu;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

/// <summary>The lane tests once more in processes that may not use the newer instructions.</summary>
public sealed class LaneIsaTests(ITestOutputHelper output)
{
    private const string HashVariable = "ILGPUOPTIM_LANES_HASH";

    private static readonly string? ParentHash = Environment.GetEnvironmentVariable(HashVariable);

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public async Task AllLaneTests_WithoutInstructions(string variable)
    {
        if (ParentHash is not null)
        {
            return; // This is the child process.
        }

        string assembly = typeof(LaneIsaTests).Assembly.Location;
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };

        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(assembly);
        }

        string results = Path.Combine(Path.GetTempPath(), "lanes-" + Guid.NewGuid().ToString("N"));

        foreach (string argument in (string[])["--filter-namespace", typeof(LaneIsaTests).Namespace!, "--no-progress", "--results-directory", results])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[variable] = "0";
        start.Environment[HashVariable] = Hash().ToString(CultureInfo.InvariantCulture);
        start.Environment["ILGPUOPTIM_LANES_STEP"] = "262147";
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string text = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.WriteLine(text);
        output.WriteLine(await errors);

        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        Assert.Equal(0, child.ExitCode);
    }

    [Fact]
    public void ElementaryFunctions_GiveTheBitsOfTheParentProcess()
    {
        // Of importance in the child processes of this class.
        string hash = Hash().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(ParentHash ?? hash, hash);
    }

    /// <summary>Of results of all elementary functions for values all over the range.</summary>
    private static ulong Hash()
    {
        ulong hash = 0;

        foreach (System.Reflection.MethodInfo method in typeof(LanesScalar).GetMethods(
                     System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
                     .Where(method => LaneElementaryTests.IsElementary(method.Name))
                     .OrderBy(method => method.Name, StringComparer.Ordinal))
        {
            bool two = method.GetParameters().Length == 2;
            Func<float, float>? one = two ? null : method.CreateDelegate<Func<float, float>>();
            Func<float, float, float>? both = two ? method.CreateDelegate<Func<float, float, float>>() : null;

            for (uint bits = 0; bits < 0xFFF0_0000; bits += 1_000_003)
            {
                float value = BitConverter.UInt32BitsToSingle(bits);
                float result = one is not null ? one(value) : both!(value, 1.7f);

                // Whether a NaN is negative is not ours to say.
                hash = ((hash << 7) | (hash >> 57)) ^ (float.IsNaN(result) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(result));
            }
        }

        return hash;
    }
}
