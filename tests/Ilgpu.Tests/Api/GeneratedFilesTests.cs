using IlgpuOptim.ApiGenerator;
using IlgpuOptim.Testing;
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
        string expected = GeneratedFiles.All().First(file => file.Path == path).Content;
        Assert.True(
            File.ReadAllText(Repository.PathOf(path)) == expected,
            $"{path} is out of date; run: dotnet run --project eng/ApiGenerator");
    }
}
