using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>Atomic operations for all types.</summary>
internal static class Atomics
{
    private static readonly string[] Integers = ["int", "long", "uint", "ulong"];

    public static string Generate()
    {
        StringBuilder text = new("""
            using System.Runtime.CompilerServices;
            using IlgpuOptim.Engine.Frontend;
            using IlgpuOptim.Engine.IR;

            namespace ILGPU
            {
                /// <content>The operations per type.</content>
                public static partial class Atomic
                {
            """);

        foreach (string type in Integers)
        {
            bool unsigned = type[0] == 'u';
            text.Append(Rmw("Add", "Adds to a variable.", type, "Add", $"unchecked(Interlocked.Add(ref target, value) - value)"));
            text.Append(Loop("Min", "Stores the smaller value.", type, unsigned ? "MinU" : "Min", "Math.Min(current, value)"));
            text.Append(Loop("Max", "Stores the larger value.", type, unsigned ? "MaxU" : "Max", "Math.Max(current, value)"));
            text.Append(Rmw("And", "Stores the bitwise and.", type, "And", "Interlocked.And(ref target, value)"));
            text.Append(Rmw("Or", "Stores the bitwise or.", type, "Or", "Interlocked.Or(ref target, value)"));
            text.Append(Loop("Xor", "Stores the bitwise exclusive or.", type, "Xor", "current ^ value"));
            text.Append(Rmw("Exchange", "Replaces a variable.", type, "Exchange", "Interlocked.Exchange(ref target, value)"));
            text.Append(Cas(type, "Interlocked.CompareExchange(ref target, value, compare)"));
        }

        foreach (string type in (string[])["float", "double"])
        {
            bool isFloat = type == "float";
            string bits = isFloat ? "int" : "long";
            string toBits = isFloat ? "SingleToInt32Bits" : "DoubleToInt64Bits";
            string fromBits = isFloat ? "Int32BitsToSingle" : "Int64BitsToDouble";
            text.Append(Loop("Add", "Adds to a variable.", type, "Add", "current + value"));
            text.Append(Loop("Min", "Stores the smaller value; NaN wins.", type, "Min", "Math.Min(current, value)"));
            text.Append(Loop("Max", "Stores the larger value; NaN wins.", type, "Max", "Math.Max(current, value)"));
            text.Append(Rmw("Exchange", "Replaces a variable.", type, "Exchange", "Interlocked.Exchange(ref target, value)"));
            text.Append(Cas(
                type,
                $"BitConverter.{fromBits}(Interlocked.CompareExchange(ref Unsafe.As<{type}, {bits}>(ref target), BitConverter.{toBits}(value), BitConverter.{toBits}(compare)))",
                " Bit patterns are compared."));
        }

        text.Append("    }\n}\n\nnamespace ILGPU.AtomicOperations\n{\n");

        foreach ((string type, string name) in (IEnumerable<(string, string)>)
            [("double", "Double"), ("float", "Float"), ("int", "Int32"), ("long", "Int64"), ("uint", "UInt32"), ("ulong", "UInt64")])
        {
            string same = name switch
            {
                "Double" => "BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right)",
                "Float" => "BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right)",
                _ => "left == right",
            };
            text.Append($$"""

                    /// <summary>Compare-exchange of <see cref="{{type}}"/>.</summary>
                    public readonly struct CompareExchange{{name}} : ICompareExchangeOperation<{{type}}>
                    {
                        /// <inheritdoc/>
                        public {{type}} CompareExchange(ref {{type}} target, {{type}} compare, {{type}} value) =>
                            Atomic.CompareExchange(ref target, compare, value);

                        /// <inheritdoc/>
                        public bool IsSame({{type}} left, {{type}} right) => {{same}};
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }

    private static string Rmw(string name, string summary, string type, string op, string expression) => $$"""

                /// <summary>{{summary}}</summary>
                /// <returns>The former value.</returns>
                [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.{{op}})]
                public static {{type}} {{name}}(ref {{type}} target, {{type}} value) =>
                    {{expression}};

        """;

    private static string Cas(string type, string expression, string remark = "") => $$"""

                /// <summary>Replaces a variable when it has the expected value.{{remark}}</summary>
                /// <returns>The former value.</returns>
                [Intrinsic(Intrinsic.AtomicCas)]
                public static {{type}} CompareExchange(ref {{type}} target, {{type}} compare, {{type}} value) =>
                    {{expression}};

        """;

    private static string Loop(string name, string summary, string type, string op, string next)
    {
        string same = type switch
        {
            "float" => "BitConverter.SingleToInt32Bits(seen) == BitConverter.SingleToInt32Bits(current)",
            "double" => "BitConverter.DoubleToInt64Bits(seen) == BitConverter.DoubleToInt64Bits(current)",
            _ => "seen == current",
        };

        return $$"""

                    /// <summary>{{summary}}</summary>
                    /// <returns>The former value.</returns>
                    [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.{{op}})]
                    public static {{type}} {{name}}(ref {{type}} target, {{type}} value)
                    {
                        {{type}} current = Volatile.Read(ref target);

                        while (true)
                        {
                            {{type}} seen = CompareExchange(ref target, current, {{next}});

                            if ({{same}})
                            {
                                return current;
                            }

                            current = seen;
                        }
                    }

            """;
    }
}
