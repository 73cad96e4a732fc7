using System.Text;

namespace IlgpuOptim.TorchGenerator;

/// <summary>The overload families of the functions that make tensors.</summary>
internal static class FactoryWriter
{
    private const string Options = "ScalarType? dtype = null, Device device = null, bool requires_grad = false";

    private static readonly (string Name, string Value, bool Random, string Summary)[] s_shaped =
    [
        ("zeros", "", false, "Zeros."),
        ("ones", "", false, "Ones."),
        ("empty", "", false, "Whatever is in memory."),
        ("full", "Scalar value", false, "One value everywhere."),
        ("rand", "", true, "Numbers from 0 to 1, evenly distributed."),
        ("randn", "", true, "Normally distributed numbers of mean 0 and variance 1."),
    ];

    private static readonly (string Type, string Options)[] s_elements =
    [
        ("bool", Options),
        ("byte", "Device device = null, bool requires_grad = false"),
        ("sbyte", "Device device = null, bool requires_grad = false"),
        ("short", "Device device = null, bool requires_grad = false"),
        ("int", "Device device = null, bool requires_grad = false"),
        ("long", Options),
        ("float", "Device device = null, bool requires_grad = false"),
        ("double", Options),
        ("Half", "Device device = null, bool requires_grad = false"),
        ("BFloat16", Options),
        ("(float, float)", Options),
        ("System.Numerics.Complex", Options),
    ];

    private static readonly string[] s_dimensions = ["size", "rows, columns", "dim0, dim1, dim2", "dim0, dim1, dim2, dim3"];

    public static string Factories()
    {
        StringBuilder text = new("namespace TorchSharp;\n\npublic static partial class torch\n{\n");
        foreach ((string name, string value, bool random, string summary) in s_shaped)
        {
            Shaped(text, name, value, random, summary);
        }

        foreach ((string type, string options) in s_elements)
        {
            Elements(text, type, options);
        }

        text.Append("    public partial class Tensor\n    {\n");
        foreach ((string name, string summary) in (ReadOnlySpan<(string, string)>)[
            ("zeros", "Zeros"), ("ones", "Ones"), ("empty", "Whatever is in memory")])
        {
            foreach (string list in s_dimensions)
            {
                string parameters = string.Join(", ", list.Split(", ").Select(item => $"long {item}"));
                text.Append($"        /// <summary>{summary}, of this type, on this device.</summary>\n");
                text.Append($"        public Tensor new_{name}({parameters}, {Options}) =>\n");
                text.Append($"            torch.{name}((long[])[{list}], dtype ?? this.dtype, device ?? this.device, requires_grad);\n\n");
            }
        }

        text.Length--;
        return text.Append("    }\n}\n").ToString();
    }

    private static void Shaped(StringBuilder text, string name, string value, bool random, string summary)
    {
        string extra = value.Length > 0 ? ", " + value : "";
        string rest = Options + (random ? ", Generator generator = null" : "") + ", string[] names = null";
        string arguments = (value.Length > 0 ? ", value" : "") + ", dtype, device, requires_grad" + (random ? ", generator" : "") + ", names";

        Method(text, summary, $"{name}(ReadOnlySpan<long> size{extra}, {rest})", $"{name}(size.ToArray(){arguments})");
        foreach (string type in (string[])["long", "int"])
        {
            foreach (string list in s_dimensions)
            {
                string parameters = string.Join(", ", list.Split(", ").Select(item => $"{type} {item}"));
                Method(text, summary, $"{name}({parameters}{extra}, {rest})", $"{name}((long[])[{list}]{arguments})");
            }
        }
    }

    private static void Elements(StringBuilder text, string type, string scalarOptions)
    {
        const string names = ", string[] names = null";
        const string arguments = "dtype, device, requires_grad, names";
        string scalarArguments = scalarOptions == Options ? "dtype, device, requires_grad" : "null, device, requires_grad";
        const string copy = "A copy of the numbers.";

        Method(text, "A tensor without dimensions.", $"tensor({type} scalar, {scalarOptions})", $"FromSpan<{type}>([scalar], [], {scalarArguments})");
        // TorchSharp has that name for this type alone.
        string array = type == "long" ? "dataArray" : "rawArray";
        Method(text, copy, $"tensor({type}[] {array}, {Options}{names})", $"FromSpan<{type}>({array}, [{array}.Length], {arguments})");
        Method(text, copy, $"tensor({type}[] {array}, ReadOnlySpan<long> dimensions, {Options}{names})", $"FromSpan<{type}>({array}, dimensions, {arguments})");
        Method(text, copy, $"tensor(Memory<{type}> rawArray, ReadOnlySpan<long> dimensions, {Options}{names})", $"FromSpan<{type}>(rawArray.Span, dimensions, {arguments})");
        Method(text, copy, $"tensor(IList<{type}> rawArray, {Options}{names})", $"FromSpan<{type}>([.. rawArray], [rawArray.Count], {arguments})");
        Method(text, copy, $"tensor(IList<{type}> rawArray, ReadOnlySpan<long> dimensions, {Options}{names})", $"FromSpan<{type}>([.. rawArray], dimensions, {arguments})");
        Method(text, copy, $"tensor(IList<{type}> rawArray, long rows, long columns, {Options}{names})", $"FromSpan<{type}>([.. rawArray], [rows, columns], {arguments})");
        Method(text, copy, $"tensor(IList<{type}> rawArray, long dim0, long dim1, long dim2, {Options}{names})", $"FromSpan<{type}>([.. rawArray], [dim0, dim1, dim2], {arguments})");
        Method(text, copy, $"tensor(IList<{type}> rawArray, long dim0, long dim1, long dim2, long dim3, {Options}{names})", $"FromSpan<{type}>([.. rawArray], [dim0, dim1, dim2, dim3], {arguments})");
        foreach (string rank in (string[])[",", ",,", ",,,"])
        {
            Method(text, copy, $"tensor({type}[{rank}] rawArray, {Options}{names})", $"FromArray(rawArray, {arguments})");
        }

        Method(text, copy, $"as_tensor({type}[] rawArray, ScalarType? dtype = null, Device device = null)", "tensor(rawArray, dtype, device)");
        Method(text, copy, $"as_tensor(IList<{type}> rawArray, ScalarType? dtype = null, Device device = null)", "tensor(rawArray, dtype, device)");
    }

    private static void Method(StringBuilder text, string summary, string signature, string body) =>
        text.Append($"    /// <summary>{summary}</summary>\n    public static Tensor {signature} =>\n        {body};\n\n");
}
