namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>
/// Accesses by an address per lane, and under masks. Lanes that are switched off read and write a place that nobody looks at, which
/// takes no branches; processors with masked instructions use those.
/// </content>
internal static partial class LaneLibrary
{
    private static LaneFunction Access(string kind, string mem, bool isMasked, int lanes)
    {
        (string stored, string element) = mem switch
        {
            "i8" => ("char", "uint"),
            "u8" => ("uchar", "uint"),
            "i16" => ("short", "uint"),
            "u16" => ("ushort", "uint"),
            "i32" => ("uint", "uint"),
            "i64" or "ptr" => ("ulong", "ulong"),
            "f32" => ("float", "float"),
            _ => ("double", "double"),
        };
        string scalar = mem switch { "i32" => "mem_u32", "i64" or "ptr" => "mem_u64", _ => "mem_" + mem };
        string name = $"{kind}_{mem}{(isMasked ? "_masked" : "")}";
        string size = (stored.TrimStart('u') switch { "char" => 1, "short" => 2, "int" or "float" => 4, _ => 8 }).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string fast = !isMasked || lanes != 16 ? "" : size is "4" or "8" ? Masked(kind, stored) : MaskedNarrow(kind, stored);
        (string head, string body, string[] calls) = (kind, isMasked) switch
        {
            ("gather", false) => ($"{element}$ {name}(ulong$ at)", $"    return ({element}$)({Each(i => $"({element})*(const __global {scalar}*)at.s{i}", ", ", lanes)});", None),
            ("gather", true) =>
                ($"{element}$ {name}(ulong$ at, int$ lanes)", $"    ulong nowhere = 0;\n    return gather_{mem}(to_long$(lanes) ? at : (ulong$)((ulong)&nowhere));", ["gather_" + mem, "convert_long"]),
            ("load", _) => ($"{element}$ {name}(ulong at, int$ lanes)", $"    return gather_{mem}_masked(at + LONG_LANE * {size}ul, lanes);", [$"gather_{mem}_masked", "convert_int", "convert_uint"]),
            ("scatter", false) => ($"void {name}(ulong$ at, {element}$ v)", Each(i => $"    *(__global {scalar}*)at.s{i} = ({stored})v.s{i};", "\n", lanes), None),
            ("scatter", true) =>
                ($"void {name}(ulong$ at, {element}$ v, int$ lanes)", $"    ulong nowhere = 0;\n    scatter_{mem}(to_long$(lanes) ? at : (ulong$)((ulong)&nowhere), v);", ["scatter_" + mem, "convert_long"]),
            _ => ($"void {name}(ulong at, {element}$ v, int$ lanes)", $"    scatter_{mem}_masked(at + LONG_LANE * {size}ul, v, lanes);", (string[])[$"scatter_{mem}_masked"]),
        };
        string text = fast.Length == 0 ? body : $"#if defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)\n{fast}\n#else\n{body}\n#endif";
        LaneFunction function = Fill(name, lanes, $"static inline {head}\n{{\n{text}\n}}", calls);

        return function with { MemoryTypes = [(scalar, stored)] };
    }

    private static readonly string[] None = [];

    private static string Each(Func<char, string> text, string separator, int lanes) =>
        string.Join(separator, "0123456789abcdef"[..lanes].Select(text));

    /// <summary>Masked loads and stores of 16 lanes of 8 or 16 bits.</summary>
    private static string MaskedNarrow(string kind, string stored)
    {
        const string Mask = "    const ushort mask = __builtin_ia32_cvtd2mask512(lanes);\n";
        string signed = stored.TrimStart('u');
        string vector = signed + "16";
        bool isByte = signed == "char";

        return kind switch
        {
            "load" => $"{Mask}    const {vector} v = __builtin_ia32_loaddqu{(isByte ? "qi128" : "hi256")}_mask((const __global {vector}*)at, ({vector})(0), mask);\n"
                + (stored[0] == 'u' ? $"    return to_uint16(as_{stored}16(v));" : "    return as_uint16(to_int16(v));"),
            "store" => $"{Mask}    __builtin_ia32_pmovd{(isByte ? "b" : "w")}512mem_mask((__global {vector}*)at, as_int16(v), mask);",
            _ => "",
        };
    }

    /// <summary>Masked instructions for 16 lanes.</summary>
    private static string Masked(string kind, string stored)
    {
        bool isWide = stored is "ulong" or "double";
        bool isFloat = stored is "float" or "double";
        string signed = stored.TrimStart('u');
        const string Mask = "    const ushort mask = __builtin_ia32_cvtd2mask512(lanes);\n";
        string whole = stored switch { "float" => "ups512", "uint" => "dqusi512", "double" => "upd512", _ => "dqudi512" };
        string halves = stored switch { "float" => "div16sf", "uint" => "div16si", "double" => "div8df", _ => "div8di" };
        string half = signed + "8";
        string vector = signed + "16";
        string value = isFloat ? "v" : $"as_{vector}(v)";
        switch (kind)
        {
            case "load" when !isWide:
                return $"{Mask}    return as_{stored}16(__builtin_ia32_load{whole}_mask((const __global {signed}*)at, ({vector})(0), mask));";
            case "load":
                return $"{Mask}    return as_{stored}16(({vector})(__builtin_ia32_load{whole}_mask((const __global {signed}*)at, ({half})(0), (uchar)mask),\n"
                    + $"        __builtin_ia32_load{whole}_mask((const __global {signed}*)at + 8, ({half})(0), (uchar)(mask >> 8))));";
            case "store" when !isWide:
                return $"{Mask}    __builtin_ia32_store{whole}_mask((__global {signed}*)at, {value}, mask);";
            case "store":
                return $"{Mask}    __builtin_ia32_store{whole}_mask((__global {signed}*)at, {value}.lo, (uchar)mask);\n"
                    + $"    __builtin_ia32_store{whole}_mask((__global {signed}*)at + 8, {value}.hi, (uchar)(mask >> 8));";
            case "gather":
                return $"{Mask}    return as_{stored}16(({vector})(__builtin_ia32_gather{halves}(({half})(0), (const __global void*)0, as_long8(at.lo), (uchar)mask, 1),\n"
                    + $"        __builtin_ia32_gather{halves}(({half})(0), (const __global void*)0, as_long8(at.hi), (uchar)(mask >> 8), 1)));";
            default:
                return $"{Mask}    __builtin_ia32_scatter{halves}((__global void*)0, (uchar)mask, as_long8(at.lo), {value}.lo, 1);\n"
                    + $"    __builtin_ia32_scatter{halves}((__global void*)0, (uchar)(mask >> 8), as_long8(at.hi), {value}.hi, 1);";
        }
    }
}
