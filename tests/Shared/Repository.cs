using Xunit;

namespace IlgpuOptim.Testing;

/// <summary>
/// The sources these tests were built from, where they are at hand: found upwards from the test program, since compilers on build
/// servers write other paths into it, and missing where a bundle of built programs runs.
/// </summary>
internal static class Repository
{
    /// <summary>The folder of IlgpuOptim.sln, or null where the tests run outside of a clone.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The full path of a file or folder of the sources; skips the test where they are not there.</summary>
    public static string PathOf(params string[] parts)
    {
        Assert.SkipWhen(Root is null, "the sources are not here");

        return Path.Combine([Root!, .. parts]);
    }

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IlgpuOptim.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
