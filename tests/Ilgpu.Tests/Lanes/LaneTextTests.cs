using IlgpuOptim.Eng;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

public sealed class LaneTextTests
{
    [Fact]
    public void GeneratedFiles_AreFresh()
    {
        string lanes = Path.Combine(RepositoryRoot(), "src", "Ilgpu", "Backends", "Cpu", "Lanes");
        List<string> expected = [];

        foreach (string path in Directory.GetFiles(lanes, "Lanes512.*.cs"))
        {
            string name = Path.GetFileName(path);

            if (LaneText.IsByHand(name))
            {
                continue;
            }

            foreach (int width in LaneText.Widths)
            {
                string target = LaneText.FileName(name, width);
                expected.Add(target);
                string text = LaneText.Convert(name, File.ReadAllText(path), width);
                Assert.True(
                    File.Exists(Path.Combine(lanes, target)) && File.ReadAllText(Path.Combine(lanes, target)) == text,
                    $"{target} is stale: run `dotnet run --project eng/GenerateLanes` in the root of the repository.");
            }
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), Directory.GetFiles(lanes, "*.g.cs").Select(path => Path.GetFileName(path)!).Order());
    }

    [Fact]
    public void AllWidths_HaveTheSameMembers()
    {
        string[] expected = Members(16);
        Assert.Equal(expected, Members(8));
        Assert.Equal(expected, Members(4));
    }

    private static string[] Members(int width) =>
    [
        .. LaneCall.ClassOf(width).GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            .Where(method => method.IsAssembly)
            .Select(method => method.ToString()!.Replace("Vector" + (width * 32), "Vector").Replace("Lanes" + (width * 32), "Lanes"))
            .Order(StringComparer.Ordinal),
    ];

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;

        while (folder is not null && !File.Exists(Path.Combine(folder, "IlgpuOptim.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
