using System.Runtime.CompilerServices;
using IlgpuOptim.ApiGenerator;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>The generated sources are those that the generator writes now.</summary>
public sealed class GeneratedFilesTests
{
    public static TheoryData<string> Paths => [.. GeneratedFiles.All().Select(static file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void File_IsFresh(string path)
    {
        string root = Path.GetFullPath(Path.Combine(Folder(), "..", "..", ".."));
        string expected = GeneratedFiles.All().First(file => file.Path == path).Content;
        Assert.True(
            File.ReadAllText(Path.Combine(root, path)) == expected,
            $"{path} is out of date; run: dotnet run --project eng/ApiGenerator");
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
