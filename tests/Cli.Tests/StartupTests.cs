using System.Diagnostics;

using Xunit;

namespace IlgpuOptim.Cli.Tests;

/// <summary>How long it takes until the tool answers. Reported, not judged: a loaded machine proves nothing.</summary>
public sealed class StartupTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("schedule show wsd")]
    [InlineData("train --help")]
    public void Startup_IsReported(string commandLine)
    {
        double[] milliseconds = new double[5];

        for (int run = 0; run < milliseconds.Length; run++)
        {
            Stopwatch clock = Stopwatch.StartNew();

            Assert.Equal(0, Tool.Run(commandLine.Split(' ')).ExitCode);
            milliseconds[run] = clock.Elapsed.TotalMilliseconds;
        }

        output.WriteLine(FormattableString.Invariant(
            $"{commandLine}: {milliseconds.Min():F0} ms at best, {milliseconds.Order().ElementAt(2):F0} ms in the median of five"));
    }
}
