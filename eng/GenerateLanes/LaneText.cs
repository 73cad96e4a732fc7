using System.Text.RegularExpressions;

namespace IlgpuOptim.Eng;

/// <summary>Turns the source of the 512-bit lane primitives into that of the narrower vectors.</summary>
internal static class LaneText
{
    /// <summary>Widths that are generated.</summary>
    internal static readonly int[] Widths = [256, 128];

    /// <summary>Files that exist per width by hand, because their instructions differ.</summary>
    internal static bool IsByHand(string fileName) => fileName.EndsWith(".Isa.cs", StringComparison.Ordinal);

    /// <summary>Name of the generated file: Lanes512.Masks.cs becomes Lanes256.Masks.g.cs.</summary>
    internal static string FileName(string fileName, int width) =>
        Path.ChangeExtension(fileName.Replace("512", width.ToString(), StringComparison.Ordinal), ".g.cs");

    /// <summary>
    /// Renames the vector type and the class, and points the aliases Evex* (AVX-512 instructions that exist for every
    /// width) at the classes for short vectors.
    /// </summary>
    internal static string Convert(string fileName, string source, int width)
    {
        string text = source
            .Replace("Vector512", "Vector" + width, StringComparison.Ordinal)
            .Replace("Lanes512", "Lanes" + width, StringComparison.Ordinal);
        text = Regex.Replace(text, @"^using (Evex\w*) = (System\.Runtime\.Intrinsics\.X86\.Avx512\w+);$", "using $1 = $2.VL;", RegexOptions.Multiline);

        return $"// Generated from {fileName} by `dotnet run --project eng/GenerateLanes`; change that file, not this one.\n#nullable enable\n{text}";
    }
}
