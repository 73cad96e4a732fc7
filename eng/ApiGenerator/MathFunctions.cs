using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>IntrinsicMath and XMath.</summary>
internal static class MathFunctions
{
    private static readonly string[] Small = ["sbyte", "short", "byte", "ushort"];

    private static readonly (string Name, string Summary, string Attribute, string Expression)[] Unary =
    [
        ("Rcp", "1 / value", "Math, MathFn = MathFn.Rcp", "1 / value"),
        ("Sqrt", "Square root", "Op, Op = Op.Sqrt", "{M}.Sqrt(value)"),
        ("Rsqrt", "1 / square root", "Math, MathFn = MathFn.Rsqrt", "1 / {M}.Sqrt(value)"),
        ("Asin", "Arc sine in radians", "Math, MathFn = MathFn.Asin", "{M}.Asin(value)"),
        ("Sin", "Sine of an angle in radians", "Math, MathFn = MathFn.Sin", "{M}.Sin(value)"),
        ("Sinh", "Hyperbolic sine", "Math, MathFn = MathFn.Sinh", "{M}.Sinh(value)"),
        ("Acos", "Arc cosine in radians", "Math, MathFn = MathFn.Acos", "{M}.Acos(value)"),
        ("Cos", "Cosine of an angle in radians", "Math, MathFn = MathFn.Cos", "{M}.Cos(value)"),
        ("Cosh", "Hyperbolic cosine", "Math, MathFn = MathFn.Cosh", "{M}.Cosh(value)"),
        ("Tan", "Tangent of an angle in radians", "Math, MathFn = MathFn.Tan", "{M}.Tan(value)"),
        ("Tanh", "Hyperbolic tangent", "Math, MathFn = MathFn.Tanh", "{M}.Tanh(value)"),
        ("Atan", "Arc tangent in radians", "Math, MathFn = MathFn.Atan", "{M}.Atan(value)"),
        ("Exp", "e to the power of the value", "Math, MathFn = MathFn.Exp", "{M}.Exp(value)"),
        ("Exp2", "2 to the power of the value", "Math, MathFn = MathFn.Exp2", "{T}.Exp2(value)"),
        ("Floor", "Largest integral value that is not larger", "Op, Op = Op.Floor", "{M}.Floor(value)"),
        ("Ceiling", "Smallest integral value that is not smaller", "Op, Op = Op.Ceiling", "{M}.Ceiling(value)"),
        ("Log", "Natural logarithm", "Math, MathFn = MathFn.Log", "{M}.Log(value)"),
        ("Log2", "Logarithm to the base 2", "Math, MathFn = MathFn.Log2", "{M}.Log2(value)"),
        ("Log10", "Logarithm to the base 10", "Math, MathFn = MathFn.Log10", "{M}.Log10(value)"),
    ];

    private static readonly (string Name, string Summary, string Attribute, string Expression)[] Binary =
    [
        ("Rem", "Remainder of left / right with the sign of left", "Op, Op = Op.Rem", "left % right"),
        ("Min", "Smaller value; NaN wins", "Op, Op = Op.Min", "{M}.Min(left, right)"),
        ("Max", "Larger value; NaN wins", "Op, Op = Op.Max", "{M}.Max(left, right)"),
        ("Atan2", "Angle of the point (right, left) in radians", "Math, MathFn = MathFn.Atan2", "{M}.Atan2(left, right)"),
        ("Pow", "left to the power of right", "Math, MathFn = MathFn.Pow", "{M}.Pow(left, right)"),
    ];

    private static readonly (string Name, string Summary)[] Tests =
    [
        ("IsNaN", "The value is not a number"),
        ("IsInfinity", "The value is infinite"),
        ("IsFinite", "The value is a number and finite"),
    ];

    public static string GenerateIntrinsicMath()
    {
        StringBuilder text = new("""
            using IlgpuOptim.Engine.Frontend;
            using IlgpuOptim.Engine.IR;

            namespace ILGPU;

            /// <content>Functions per type.</content>
            public static partial class IntrinsicMath
            {
            """);
        text.Append(Common(isXMath: false));
        text.Append("""

                /// <summary>Elementary functions; in ILGPU these exist only on CPUs, here in every kernel.</summary>
                public static class CPUOnly
                {

            """);

        foreach (string type in (string[])["double", "float", "Half"])
        {
            text.Append(Elementary(type, "        ", intrinsic: true));
        }

        return text.Append("    }\n}\n").ToString();
    }

    public static string GenerateXMath()
    {
        StringBuilder text = new("""
            using ILGPU;
            using IlgpuOptim.Engine.Frontend;
            using IlgpuOptim.Engine.IR;

            namespace ILGPU.Algorithms;

            /// <content>Functions per type.</content>
            public static partial class XMath
            {
            """);
        text.Append(Common(isXMath: true));

        foreach (string type in (string[])["double", "float"])
        {
            text.Append(Elementary(type, "    ", intrinsic: true, skipMinMax: true));
        }

        return text.Append("}\n").ToString();
    }

    // Abs, Min, Max, Clamp and the bit operations, which both classes have.
    private static string Common(bool isXMath)
    {
        StringBuilder text = new();

        foreach (string type in (string[])["double", "float"])
        {
            text.Append(Method(type, "Abs", "Absolute value.", [(type, "value")], "Op, Op = Op.Abs", "Math.Abs(value)"));
        }

        if (!isXMath)
        {
            text.Append(Method("Half", "Abs", "Absolute value.", [("Half", "value")], null, "Half.Abs(value)"));
        }

        foreach (string type in (string[])["sbyte", "short"])
        {
            text.Append(Method(type, "Abs", "Absolute value; the minimum stays as it is.", [(type, "value")], null, $"({type})Abs((int)value)"));
        }

        foreach (string type in (string[])["int", "long"])
        {
            text.Append(Method(type, "Abs", "Absolute value; the minimum stays as it is.", [(type, "value")], "Op, Op = Op.Abs", "value < 0 ? unchecked(-value) : value"));
        }

        foreach (string name in (string[])["Min", "Max"])
        {
            foreach (string type in (string[])["double", "float", "sbyte", "short", "int", "long", "byte", "ushort", "uint", "ulong"])
            {
                string what = (name == "Min" ? "Smaller" : "Larger") + (type is "double" or "float" ? " value; NaN wins." : " value.");
                string? attribute = Small.Contains(type) ? null : $"Op, Op = Op.{name}{(type[0] == 'u' ? "U" : "")}";
                text.Append(Method(type, name, what, [(type, "first"), (type, "second")], attribute, $"Math.{name}(first, second)"));
            }
        }

        foreach (string type in (string[])["double", "float", "sbyte", "short", "int", "long", "byte", "ushort", "uint", "ulong"])
        {
            text.Append(Method(type, "Clamp", "The value limited to [min, max].", [(type, "value"), (type, "min"), (type, "max")], null, "Max(Min(value, max), min)"));
        }

        foreach ((string name, string summary, string op, string bcl) in (IEnumerable<(string, string, string, string)>)
            [
                ("PopCount", "Number of ones.", "PopCount", "PopCount"),
                ("LeadingZeroCount", "Number of zeros above the highest one; the width for zero.", "LeadingZeros", "LeadingZeroCount"),
                ("TrailingZeroCount", "Number of zeros below the lowest one; the width for zero.", "TrailingZeros", "TrailingZeroCount"),
            ])
        {
            foreach (string type in (string[])["int", "uint", "long", "ulong"])
            {
                string unsigned = type.Contains("int", StringComparison.Ordinal) ? "uint" : "ulong";
                string cast = type == unsigned ? "value" : $"({unsigned})value";
                text.Append(Method("int", name, summary, [(type, "value")], $"Op, Op = Op.{op}", $"System.Numerics.BitOperations.{bcl}({cast})"));
            }
        }

        foreach (string type in (string[])["int", "long"])
        {
            text.Append(Method(type, "DivRoundDown", "Quotient, rounded towards zero.", [(type, "numerator"), (type, "denominator")], null, "numerator / denominator"));
            text.Append(Method(type, "DivRoundUp", "Quotient of numbers that are not negative, rounded up.", [(type, "numerator"), (type, "denominator")], null, "(numerator + denominator - 1) / denominator"));
        }

        return text.ToString();
    }

    private static string Elementary(string type, string indent, bool intrinsic, bool skipMinMax = false)
    {
        StringBuilder text = new();
        string math = type == "float" ? "MathF" : "Math";
        bool isHalf = type == "Half";

        foreach ((string name, string summary) in Tests)
        {
            text.Append(Method("bool", name, summary + ".", [(type, "value")], null, $"{type}.{name}(value)", indent));
        }

        foreach ((string name, string summary, string attribute, string expression) in Unary)
        {
            string body = isHalf
                ? $"(Half){name}((float)value)"
                : expression.Replace("{M}", math, StringComparison.Ordinal).Replace("{T}", type, StringComparison.Ordinal);
            text.Append(Method(type, name, summary + ".", [(type, "value")], isHalf || !intrinsic ? null : attribute, body, indent));
        }

        foreach ((string name, string summary, string attribute, string expression) in Binary)
        {
            if (skipMinMax && name is "Min" or "Max" && skipMinMax)
            {
                continue;
            }

            string body = isHalf
                ? $"(Half){name}((float)left, (float)right)"
                : expression.Replace("{M}", math, StringComparison.Ordinal);
            text.Append(Method(type, name, summary + ".", [(type, "left"), (type, "right")], isHalf || !intrinsic ? null : attribute, body, indent));
        }

        if (isHalf)
        {
            text.Append(Method(type, "Log", "Logarithm to any base.", [(type, "left"), (type, "right")], null, "(Half)Log((float)left, (float)right)", indent));
        }
        else
        {
            text.Append($$"""

                /// <summary>Logarithm to any base; NaN for a base of 1, and of 0 or infinity unless the value is 1.</summary>
                public static {{type}} Log({{type}} value, {{type}} newBase)
                {
                    if (newBase == 1 || (value != 1 && (newBase == 0 || newBase == {{type}}.PositiveInfinity)))
                    {
                        return {{type}}.NaN;
                    }

                    return Log(value) / Log(newBase);
                }

                """.Replace("\n", "\n" + indent, StringComparison.Ordinal));
        }

        return text.ToString();
    }

    private static string Method(
        string result,
        string name,
        string summary,
        (string Type, string Name)[] parameters,
        string? attribute,
        string body,
        string indent = "    ")
    {
        StringBuilder text = new("\n");
        text.Append(indent).Append("/// <summary>").Append(summary).Append("</summary>\n");

        if (attribute is not null)
        {
            text.Append(indent).Append("[Intrinsic(Intrinsic.").Append(attribute).Append(")]\n");
        }

        string list = string.Join(", ", parameters.Select(p => $"{p.Type} {p.Name}"));
        text.Append(indent).Append($"public static {result} {name}({list}) => {body};\n");

        return text.ToString();
    }
}
