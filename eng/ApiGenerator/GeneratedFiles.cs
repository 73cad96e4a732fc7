using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>All generated files, by their path below the root of the repository.</summary>
public static class GeneratedFiles
{
    private const string Header =
        "// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.\n#nullable enable\n";

    /// <summary>Path and content of every generated file.</summary>
    public static IEnumerable<(string Path, string Content)> All()
    {
        yield return ("src/Ilgpu/Api/Indices/IndexTypes.Generated.cs", Finish(IndexTypes.Generate()));
        yield return ("src/Ilgpu/Api/Kernel/Interop.Generated.cs", Finish(InteropWriters.Generate()));
        yield return ("src/Ilgpu/Api/Kernel/Atomic.Generated.cs", Finish(Atomics.Generate()));
        yield return ("src/Ilgpu/Api/Math/IntrinsicMath.Generated.cs", Finish(MathFunctions.GenerateIntrinsicMath()));
        yield return ("src/Ilgpu/Api/Math/XMath.Generated.cs", Finish(MathFunctions.GenerateXMath()));
        yield return ("src/Ilgpu/Api/Util/DataBlock.Generated.cs", Finish(VectorTypes.GenerateDataBlocks()));
        yield return ("src/Ilgpu/Api/Util/VectorTypes.Generated.cs", Finish(VectorTypes.GenerateVectors()));
        yield return ("src/Ilgpu/Algorithms/Operations/ScanReduceOperations.Generated.cs", Finish(AlgorithmOperations.GenerateScanReduce()));
        yield return ("src/Ilgpu/Algorithms/Operations/RadixSortOperations.Generated.cs", Finish(AlgorithmOperations.GenerateRadixSort()));
        yield return ("src/Ilgpu/Algorithms/Operations/Operations.Generated.cs", Finish(AlgorithmOperations.GenerateSmall()));
        yield return ("src/Ilgpu/Algorithms/Extensions.Generated.cs", Finish(AlgorithmOperations.GenerateExtensions()));
        yield return ("src/Ilgpu/Runtime/Views/ArrayViewExtensions.Generated.cs", Finish(ViewExtensions.Generate()));
        yield return ("src/Ilgpu/Runtime/Kernels/KernelLoaders.Generated.cs", Finish(Loaders.GenerateLoaders()));
        yield return ("src/Ilgpu/Runtime/Kernels/Launchers.Generated.cs", Finish(Loaders.GenerateLaunchers()));
        yield return ("src/Ilgpu/Runtime/Accelerator.Launch.Generated.cs", Finish(Loaders.GenerateLaunch()));
    }

    /// <summary>Text of <paramref name="count"/> items made by <paramref name="item"/> for 1..count.</summary>
    public static string Join(int count, string separator, Func<int, string> item) =>
        string.Join(separator, Enumerable.Range(1, count).Select(item));

    private static string Finish(string body)
    {
        StringBuilder text = new(Header);
        text.Append('\n');
        string previous = "x";

        foreach (string raw in body.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            string line = raw.TrimEnd();

            // One blank line at most, and none behind an opening or in front of a closing brace.
            if (line.Length == 0 && (previous.Length == 0 || previous.EndsWith('{')))
            {
                continue;
            }

            if (line.Trim() == "}" && previous.Length == 0)
            {
                text.Length--;
            }

            text.Append(line).Append('\n');
            previous = line;
        }

        return text.ToString();
    }
}
