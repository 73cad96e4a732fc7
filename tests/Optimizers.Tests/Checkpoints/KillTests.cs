using System.Diagnostics;
using System.Globalization;

using IlgpuOptim.Compute.Files;

using Xunit;

namespace IlgpuOptim.Optimizers.Tests.Checkpoints;

/// <summary>A process that writes checkpoints is killed at random moments: the file is always whole, the old one or the new one.</summary>
public sealed class KillTests
{
    private const int Kills = 50;
    private const int Elements = 300_000;

    [Fact]
    public void KilledWriter_LeavesTheOldOrTheNewFile()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("checkpoint.safetensors");
        string program = Path.Combine(AppContext.BaseDirectory, "IlgpuOptim.CheckpointWriter.dll");
        Random random = new(1);
        int interrupted = 0;
        int rounds = 0;

        for (int kill = 0; kill < Kills; kill++)
        {
            ProcessStartInfo start = new("dotnet", [program, path, Elements.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };

            using Process writer = Process.Start(start)!;

            try
            {
                // Once the first file is there, at any moment of writing the next ones.
                Assert.Equal("written", writer.StandardOutput.ReadLine());
                Thread.Sleep(random.Next(40));
                Assert.False(writer.HasExited, writer.HasExited ? writer.StandardError.ReadToEnd() : "");
            }
            finally
            {
                writer.Kill();
                writer.WaitForExit();
            }

            // A temporary file shows that it was caught in the middle.
            interrupted += folder.Names.Length > 1 ? 1 : 0;

            using SafetensorsFile file = SafetensorsFile.Open(path);
            int round = file.Read<int>("round")[0];
            rounds = Math.Max(rounds, round);

            Assert.True(file.HasChecksum);
            Assert.Equal(round.ToString(CultureInfo.InvariantCulture), file.Metadata["round"]);
            Assert.Equal(Elements, file.Read<float>("first").AsSpan().Count((float)round));
            Assert.Equal(Elements, file.Read<float>("second").AsSpan().Count((float)round));

            // What died is cleaned up by the next one: leftovers do not pile up.
            Assert.InRange(folder.Names.Length, 1, 2);
        }

        Assert.True(interrupted > 0, "no kill hit a writer in the middle; the test says nothing");
        Assert.True(rounds > 0, "no writer got beyond its first file; the test says nothing");
    }
}
