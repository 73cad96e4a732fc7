namespace IlgpuOptim.Testing;

/// <summary>Recorded data that tests compare with: the folder in ILGPUOPTIM_GOLDEN_DIR, by default tests/golden of the sources.</summary>
internal static class GoldenData
{
    /// <summary>The folder that holds one sub-folder per subject, or null if it is not there.</summary>
    public static string? Root { get; } =
        Environment.GetEnvironmentVariable("ILGPUOPTIM_GOLDEN_DIR") is { Length: > 0 } folder ? folder
        : Repository.Root is { } root ? Path.Combine(root, "tests", "golden")
        : null;

    /// <summary>The files of a subject whose names match, in the order of their names; none if the folder is not there.</summary>
    public static IReadOnlyList<string> Files(string subject, string pattern)
    {
        string folder = Path.Combine(Root ?? "", subject);

        return Root is null || !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)];
    }
}
