using System.Globalization;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>A function on vectors in OpenCL C.</summary>
/// <param name="Name">Its name in programs.</param>
/// <param name="Text">Its text.</param>
internal sealed record LaneFunction(string Name, string Text)
{
    /// <summary>Functions of this library that it calls.</summary>
    public string[] Calls { get; init; } = [];

    /// <summary>Functions on one number that it calls.</summary>
    public string[] ScalarCalls { get; init; } = [];

    /// <summary>Types of accesses to memory.</summary>
    public (string Name, string Type)[] MemoryTypes { get; init; } = [];
}

/// <summary>
/// Functions on all lanes of a warp: .NET's results where operators and built-in functions give others, accesses to memory, and what
/// lanes have in common. Compilers of the LLVM family get the built-in functions that they have for vectors.
/// </summary>
internal static partial class LaneLibrary
{
    private static readonly string[] Arithmetic =
    [
        "div_i32", "div_i64", "rem_i32", "rem_i64", "div_u32", "div_u64", "rem_u32", "rem_u64",
        "min_f32", "min_f64", "max_f32", "max_f64", "rem_f32", "rem_f64", "rcp_f32", "rcp_f64", "rsqrt_f32", "rsqrt_f64", "exp_f32",
        "fma_f32", "fma_f64", "sqrt_f32", "sqrt_f64", "floor_f32", "floor_f64", "ceil_f32", "ceil_f64", "rint_f32", "rint_f64", "trunc_f32",
        "trunc_f64", "copysign_f32", "copysign_f64", "half_to_f32", "f32_to_half", "f32_to_bf16",
        "f32_to_i32", "f32_to_i64", "f64_to_i32", "f64_to_i64", "f32_to_u32", "f32_to_u64", "f64_to_u32", "f64_to_u64",
    ];

    /// <summary>The library has an arithmetic function of this name; otherwise the built-in one is meant.</summary>
    public static bool Has(string name) => Array.IndexOf(Arithmetic, name) >= 0;

    /// <summary>A function for vectors of a number of lanes.</summary>
    public static LaneFunction Get(string name, int lanes, OpenClFeatures features)
    {
        if (Has(name))
        {
            return OfNumbers(name, lanes, features);
        }

        string[] parts = name.Split('_');

        return parts[0] switch
        {
            "convert" => Conversion(parts[1], lanes),
            "gather" or "scatter" or "load" or "store" => Access(parts[0], parts[1], parts.Length > 2, lanes),
            "element" => Fill("element_" + parts[1], lanes, $"static inline {ElementOf(parts[1])} element_{parts[1]}({ElementOf(parts[1])}$ v, uint lane) {{ return (({ElementOf(parts[1])}*)&v)[lane]; }}"),
            "shuffle" => Shuffle(parts[1], lanes),
            _ => OfLanes(name, lanes),
        };
    }

    private static string ElementOf(string suffix) => suffix switch
    {
        "i32" => "int",
        "u32" => "uint",
        "u64" or "i64" => "ulong",
        "f32" => "float",
        _ => "double",
    };

    /// <summary>A function whose text names the number of lanes by a dollar sign.</summary>
    private static LaneFunction Fill(string name, int lanes, string text, params string[] calls) =>
        new(name, text.Replace("$", lanes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)) { Calls = calls };

    private static LaneFunction Conversion(string type, int lanes) => Fill("convert_" + type, lanes, $"""
        #ifdef __clang__
        #define to_{type}$(v) __builtin_convertvector(v, {type}$)
        #else
        #define to_{type}$(v) convert_{type}$(v)
        #endif
        """);

    /// <summary>What the lanes of a mask have in common.</summary>
    private static LaneFunction OfLanes(string name, int lanes) => name switch
    {
        "any_lane" => Fill(name, lanes, """
            static inline bool any_lane(int$ lanes)
            {
            #ifdef __clang__
                return __builtin_reduce_or(lanes) != 0;
            #else
                return any(lanes);
            #endif
            }
            """),
        "count_lanes" => Fill(name, lanes, """
            static inline uint count_lanes(int$ lanes)
            {
            #ifdef __clang__
                return __builtin_reduce_add(as_uint$(lanes) & 1u);
            #else
                uint count = 0;
                for (int i = 0; i < $; i++)
                {
                    count -= (uint)((int*)&lanes)[i];
                }
                return count;
            #endif
            }
            """),
        "first_lane" => Fill(name, lanes, """
            static inline uint first_lane(int$ lanes)
            {
                uint lane = 0;
                while (lane < $ - 1 && ((int*)&lanes)[lane] == 0)
                {
                    lane++;
                }
                return lane;
            }
            """),
        "last_lane" => Fill(name, lanes, """
            static inline uint last_lane(int$ lanes)
            {
                uint lane = $ - 1;
                while (lane > 0 && ((int*)&lanes)[lane] == 0)
                {
                    lane--;
                }
                return lane;
            }
            """),
        "within" => Fill(name, lanes, "static inline uint$ within(uint$ source, uint inside) { return ((source ^ LANE) & ~inside) == 0u ? source : LANE; }"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such function"),
    };

    private static LaneFunction Shuffle(string bits, int lanes)
    {
        string element = ElementOf(bits);
        string fast = bits == "u32" && lanes == 16
            ? "#ifdef __AVX512F__\n    return as_uint16(__builtin_ia32_permvarsi512(as_int16(v), as_int16(source)));\n#else\n"
            : "";

        return Fill("shuffle_" + bits, lanes, $$"""
            static inline {{element}}$ shuffle_{{bits}}({{element}}$ v, uint$ source)
            {
            {{fast}}    {{element}} from[$];
                uint index[$];
                {{element}} to[$];
                vstore$(v, 0, from);
                vstore$(source, 0, index);
                for (int i = 0; i < $; i++)
                {
                    to[i] = from[index[i] & ($ - 1)];
                }
                return vload$(0, to);
            {{(fast.Length > 0 ? "#endif\n" : "")}}}
            """);
    }
}
