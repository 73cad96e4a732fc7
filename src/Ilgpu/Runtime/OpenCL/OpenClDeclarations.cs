using System.Globalization;
using System.Text;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>
/// Declarations of the built-in functions that a program calls. PoCL puts the 17,000 lines of Clang's header in front of every program,
/// which takes longer to read than most kernels take to compile. The header's guard keeps it out, and programs get what they need.
/// </summary>
internal static class OpenClDeclarations
{
    /// <summary>Option that keeps the header out.</summary>
    public const string Option = "-D_OPENCL_H_";

    private const int MaxFailures = 3;

    private static readonly string[] Floats = ["float", "double"];
    private static readonly string[] Integers = ["int", "uint", "long", "ulong"];
    private static readonly int[] Widths = [1, 4, 8, 16];

    private static readonly Dictionary<string, Func<IEnumerable<string>>> Known = CreateTable();

    private static int s_failures;

    /// <summary>The driver is one that this helps with, and it did not go wrong so far.</summary>
    public static bool Applies(CLAccelerator accelerator) =>
        Volatile.Read(ref s_failures) < MaxFailures && accelerator.PlatformName.Contains("Portable Computing Language", StringComparison.Ordinal);

    /// <summary>Notes whether a program could be compiled that way; another driver version may know the header by another name.</summary>
    public static void Note(bool works) => Volatile.Write(ref s_failures, works ? 0 : s_failures + 1);

    /// <summary>The program behind the declarations that it needs, which take up no line of it.</summary>
    public static string Complete(string text)
    {
        StringBuilder head = new();
        head.Append("#define DECLARE __attribute__((overloadable))\n#pragma OPENCL EXTENSION all : enable\n");
        HashSet<string> done = [];
        int start = -1;

        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];

            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0 && c == '(' && Known.TryGetValue(text[start..i], out Func<IEnumerable<string>>? declare) && done.Add(text[start..i]))
            {
                foreach (string declaration in declare())
                {
                    head.Append(declaration).Append(";\n");
                }
            }

            start = -1;
        }

        return head.Append("#pragma OPENCL EXTENSION all : disable\n#line 1\n").Append(text).ToString();
    }

    private static Dictionary<string, Func<IEnumerable<string>>> CreateTable()
    {
        Dictionary<string, Func<IEnumerable<string>>> table = [];

        foreach (string name in (string[])["get_global_id", "get_local_id", "get_group_id", "get_num_groups", "get_local_size", "get_global_size"])
        {
            table[name] = () => [$"size_t DECLARE __attribute__((const)) {name}(uint)"];
        }

        foreach (string name in (string[])
            [
                "exp", "exp2", "exp10", "log", "log2", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "cbrt", "erf",
                "expm1", "log1p", "rsqrt", "sqrt", "fabs", "floor", "ceil", "rint", "trunc",
            ])
        {
            table[name] = () => OfTypes(Floats, type => $"{type} DECLARE __attribute__((const)) {name}({type})");
        }

        foreach (string name in (string[])["exp", "exp2", "exp10", "log", "log2", "log10", "sin", "cos", "tan", "rsqrt", "sqrt"])
        {
            table["native_" + name] = () => OfTypes(["float"], type => $"{type} DECLARE __attribute__((const)) native_{name}({type})");
        }

        foreach (string name in (string[])["pow", "atan2", "fmod", "copysign", "fmin", "fmax"])
        {
            table[name] = () => OfTypes(Floats, type => $"{type} DECLARE __attribute__((const)) {name}({type}, {type})");
        }

        table["native_divide"] = () => OfTypes(["float"], type => $"{type} DECLARE __attribute__((const)) native_divide({type}, {type})");
        table["fma"] = () => OfTypes(Floats, type => $"{type} DECLARE __attribute__((const)) fma({type}, {type}, {type})");

        foreach (string name in (string[])["min", "max", "mul_hi"])
        {
            table[name] = () => OfTypes(Integers, type => $"{type} DECLARE __attribute__((const)) {name}({type}, {type})");
        }

        foreach (string name in (string[])["popcount", "clz"])
        {
            table[name] = () => OfTypes(Integers, type => $"{type} DECLARE __attribute__((const)) {name}({type})");
        }

        table["abs"] = () => OfTypes(Integers, type => $"{(type[0] == 'u' ? "" : "u")}{type} DECLARE __attribute__((const)) abs({type})");
        table["barrier"] = () => ["void DECLARE __attribute__((convergent)) barrier(cl_mem_fence_flags)"];
        table["mem_fence"] = () => ["void DECLARE mem_fence(cl_mem_fence_flags)"];
        AddVectorAccesses(table);
        AddAtomics(table);

        return table;
    }

    private static void AddVectorAccesses(Dictionary<string, Func<IEnumerable<string>>> table)
    {
        foreach (int width in Widths.Where(width => width > 1))
        {
            string n = width.ToString(CultureInfo.InvariantCulture);
            table["vload" + n] = () => from type in (string[])[.. Integers, .. Floats]
                                       from space in (string[])["__private", "__global", "__local"]
                                       select $"{type}{n} DECLARE vload{n}(size_t, const {space} {type}*)";
            table["vstore" + n] = () => from type in (string[])[.. Integers, .. Floats]
                                        from space in (string[])["__private", "__global", "__local"]
                                        select $"void DECLARE vstore{n}({type}{n}, size_t, {space} {type}*)";
        }
    }

    private static void AddAtomics(Dictionary<string, Func<IEnumerable<string>>> table)
    {
        foreach (string operation in (string[])["add", "sub", "xchg", "inc", "dec", "cmpxchg", "min", "max", "and", "or", "xor"])
        {
            foreach ((string prefix, string[] types) in ((string, string[])[])[("atomic", ["int", "uint"]), ("atom", ["int", "uint", "long", "ulong"])])
            {
                table[$"{prefix}_{operation}"] = () =>
                    from type in types
                    from space in (string[])["__global", "__local"]
                    let operands = operation switch { "inc" or "dec" => "", "cmpxchg" => $", {type}, {type}", _ => ", " + type }
                    select $"{type} DECLARE {prefix}_{operation}(volatile {space} {type}*{operands})";
            }
        }
    }

    private static IEnumerable<string> OfTypes(string[] types, Func<string, string> declare) =>
        from type in types
        from width in Widths
        select declare(width == 1 ? type : type + width.ToString(CultureInfo.InvariantCulture));
}
