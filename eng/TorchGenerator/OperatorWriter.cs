using System.Text;
using System.Text.RegularExpressions;

namespace IlgpuOptim.TorchGenerator;

/// <summary>The methods of torch and torch.Tensor that call one operator each.</summary>
internal static class OperatorWriter
{
    private const string Open =
        "using TorchSharp.Native;\n\nnamespace TorchSharp;\n\npublic static partial class torch\n{\n";

    public static string Operators(OperatorTable table)
    {
        StringBuilder text = new("namespace TorchSharp.Native;\n\n/// <summary>The operators in use.</summary>\ninternal static class Operators\n{\n");
        foreach (string op in table.Operators)
        {
            string[] parts = op.Split('.');
            string overload = parts.Length > 1 ? $", \"{parts[1]}\"" : "";
            text.Append($"    public static readonly Operator {Field(op)} = new(\"{parts[0]}\"{overload});\n");
        }

        return text.Append("}\n").ToString();
    }

    public static string Methods(OperatorTable table)
    {
        StringBuilder text = new(Open + "    public partial class Tensor\n    {\n");
        bool first = true;
        foreach (OperatorLine line in table.Lines.Where(static line => line.IsMethod))
        {
            if (line.IsPlain)
            {
                Begin(text, "        ", line.Summary, ref first);
                text.Append($"        public {line.Result} {line.Name}({string.Join(", ", line.Parameters)}) =>\n");
                text.Append($"            {Call(line, "this")};\n");
            }

            if (line.IsInPlace)
            {
                Begin(text, "        ", line.Summary + " In place.", ref first);
                text.Append($"        public Tensor {line.Name}_({string.Join(", ", line.Parameters)}) =>\n");
                text.Append($"            {CallInPlace(line, "this")};\n");
            }
        }

        return text.Append("    }\n}\n").ToString();
    }

    public static string Statics(OperatorTable table)
    {
        StringBuilder text = new(Open);
        bool first = true;
        foreach (OperatorLine line in table.Lines.Where(static line => line.StaticNames is not null).Select(OperatorTable.Static))
        {
            string parameters = string.Join(", ", (string[])["Tensor " + line.StaticNames![0], .. line.Parameters]);
            if (line.IsPlain)
            {
                Begin(text, "    ", line.Summary, ref first);
                text.Append($"    public static {line.Result} {line.Name}({parameters}) =>\n        {Call(line, line.StaticNames[0])};\n");
            }

            if (line.IsInPlace)
            {
                Begin(text, "    ", line.Summary + " In place.", ref first);
                text.Append($"    public static Tensor {line.Name}_({parameters}) =>\n        {CallInPlace(line, line.StaticNames[0])};\n");
            }
        }

        return text.Append("}\n").ToString();
    }

    private static void Begin(StringBuilder text, string indent, string summary, ref bool first)
    {
        if (!first)
        {
            text.Append('\n');
        }

        first = false;
        string safe = summary.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
        text.Append($"{indent}/// <summary>{safe}</summary>\n");
    }

    private static string Call(OperatorLine line, string self)
    {
        string method = line.Result switch
        {
            "Tensor" => "Call",
            "Tensor[]" => "CallList",
            "bool" => "CallBoolean",
            _ => "Call" + line.Result.Split(',').Length,
        };
        return $"Operators.{Field(line.Operator)}.{method}({string.Join(", ", line.Arguments.Select(argument => Argument(argument, self)))})";
    }

    private static string CallInPlace(OperatorLine line, string self) =>
        $"Operators.{Field(line.InPlaceOperator)}.CallInPlace({string.Join(", ", line.Arguments.Select(argument => Argument(argument, self)))})";

    private static string Argument(string argument, string self) => argument switch
    {
        "_" => "Argument.Default",
        _ => Regex.Replace(argument, @"\bself\b", self),
    };

    private static string Field(string op) => op.Replace('.', '_');
}
