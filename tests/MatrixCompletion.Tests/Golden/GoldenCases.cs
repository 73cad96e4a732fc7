using System.Text.Json;

using IlgpuOptim.Testing;

namespace IlgpuOptim.MatrixCompletion.Tests.Golden;

/// <summary>The recorded cases of matrix completion: one folder each, with case.json.</summary>
internal static class GoldenCases
{
    private static string Root { get; } = System.IO.Path.Combine(GoldenData.Root ?? "", "matrix-completion");

    /// <summary>Names of the folders that match; none if the data are not there.</summary>
    public static IEnumerable<string> Folders(string pattern) => Directory.Exists(Root)
        ? Directory.EnumerateDirectories(Root, pattern)
            .Where(folder => File.Exists(System.IO.Path.Combine(folder, "case.json")))
            .Select(folder => System.IO.Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)
        : [];

    public static string Path(string name, string file) => System.IO.Path.Combine(Root, name, file);

    public static JsonElement Load(string name) => JsonDocument.Parse(File.ReadAllText(Path(name, "case.json"))).RootElement;

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}
