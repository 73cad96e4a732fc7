namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>
/// Functions in OpenCL C that give .NET's results where operators and built-in functions do not. Names end with the types.
/// </summary>
internal static class OpenClLibrary
{
    private static readonly string[] None = [];

    private static readonly Dictionary<string, (string[] Calls, string Text)> Functions = new()
    {
        // ---- integers: division by zero gives 0 (it must not end the process), MIN / -1 is MIN -------------------------
        ["div_i32"] = (None, Division("div_i32", "uint", "int", "/", "-a")),
        ["div_i64"] = (None, Division("div_i64", "ulong", "long", "/", "-a")),
        ["rem_i32"] = (None, Division("rem_i32", "uint", "int", "%", "0")),
        ["rem_i64"] = (None, Division("rem_i64", "ulong", "long", "%", "0")),
        ["div_u32"] = (None, "static uint div_u32(uint a, uint b) { return b == 0 ? 0 : a / b; }"),
        ["div_u64"] = (None, "static ulong div_u64(ulong a, ulong b) { return b == 0 ? 0 : a / b; }"),
        ["rem_u32"] = (None, "static uint rem_u32(uint a, uint b) { return b == 0 ? 0 : a % b; }"),
        ["rem_u64"] = (None, "static ulong rem_u64(ulong a, ulong b) { return b == 0 ? 0 : a % b; }"),
        ["ctz_u32"] = (None, "static uint ctz_u32(uint a) { return popcount(~a & (a - 1)); }"),
        ["ctz_u64"] = (None, "static uint ctz_u64(ulong a) { return (uint)popcount(~a & (a - 1)); }"),

        ["within"] = (None, "static uint within(uint source, uint lane, uint inside) { return ((source ^ lane) & ~inside) == 0 ? source : lane; }"),

        // ---- floats: NaN wins, -0 is less than +0 ------------------------------------------------------------------------
        ["min_f32"] = (None, Extremum("min_f32", "float", "int", "<", "|")),
        ["min_f64"] = (None, Extremum("min_f64", "double", "long", "<", "|")),
        ["max_f32"] = (None, Extremum("max_f32", "float", "int", ">", "&")),
        ["max_f64"] = (None, Extremum("max_f64", "double", "long", ">", "&")),

        // PoCL's rint goes through an integer: for a constant that is NaN or too large, its compiler throws away the code that leads there.
        ["rint_f32"] = (None, "static float rint_f32(float a) { return fabs(a) < 0x1p23f ? rint(a) : a; }"),
        ["rint_f64"] = (None, "static double rint_f64(double a) { return fabs(a) < 0x1p52 ? rint(a) : a; }"),
        ["rem_f32"] = (None, "static float rem_f32(float a, float b) { return fmod(a, b); }"),
        ["rem_f64"] = (None, "static double rem_f64(double a, double b) { return fmod(a, b); }"),
        ["rcp_f32"] = (None, "static float rcp_f32(float a) { return 1.0f / a; }"),
        ["rcp_f64"] = (None, "static double rcp_f64(double a) { return 1.0 / a; }"),
        ["rsqrt_f32"] = (None, "static float rsqrt_f32(float a) { return 1.0f / sqrt(a); }"),
        ["rsqrt_f64"] = (None, "static double rsqrt_f64(double a) { return 1.0 / sqrt(a); }"),

        // ---- floats to integers: towards zero, to the nearest end of the range, NaN to 0 ---------------------------------
        ["f32_to_i32"] = (None, ToSigned("f32_to_i32", "float", "int", "0x1p31f", "INT_MIN", "INT_MAX")),
        ["f32_to_i64"] = (None, ToSigned("f32_to_i64", "float", "long", "0x1p63f", "LONG_MIN", "LONG_MAX")),
        ["f64_to_i32"] = (None, ToSigned("f64_to_i32", "double", "int", "0x1p31", "INT_MIN", "INT_MAX")),
        ["f64_to_i64"] = (None, ToSigned("f64_to_i64", "double", "long", "0x1p63", "LONG_MIN", "LONG_MAX")),
        ["f32_to_u32"] = (None, ToUnsigned("f32_to_u32", "float", "uint", "0x1p32f", "UINT_MAX")),
        ["f32_to_u64"] = (None, ToUnsigned("f32_to_u64", "float", "ulong", "0x1p64f", "ULONG_MAX")),
        ["f64_to_u32"] = (None, ToUnsigned("f64_to_u32", "double", "uint", "0x1p32", "UINT_MAX")),
        ["f64_to_u64"] = (None, ToUnsigned("f64_to_u64", "double", "ulong", "0x1p64", "ULONG_MAX")),

        // ---- 16-bit floats ------------------------------------------------------------------------------------------------
        ["half_to_f32"] = (None,
            """
            static float half_to_f32(uint h)
            {
                uint sign = (h & 0x8000u) << 16;
                uint rest = (h & 0x7fffu) << 13;
                if (rest < 0x00800000u)
                {
                    return as_float(sign | as_uint((float)(h & 0x3ffu) * 0x1p-24f));
                }
                return as_float(sign | (rest + (rest < 0x0f800000u ? 0x38000000u : 0x70000000u)));
            }
            """),
        ["f32_to_half"] = (None,
            """
            static uint f32_to_half(float a)
            {
                uint x = as_uint(a);
                uint sign = (x >> 16) & 0x8000u;
                x &= 0x7fffffffu;
                if (x > 0x7f800000u)
                {
                    return sign | 0x7e00u | ((x >> 13) & 0x3ffu);
                }
                if (x >= 0x477ff000u)
                {
                    return sign | 0x7c00u;
                }
                if (x < 0x38800000u)
                {
                    return sign | (uint)rint(as_float(x) * 0x1p24f);
                }
                return sign | ((x - 0x38000000u + 0xfffu + ((x >> 13) & 1u)) >> 13);
            }
            """),
        ["f32_to_bf16"] = (None,
            """
            static uint f32_to_bf16(float a)
            {
                uint x = as_uint(a);
                return (x & 0x7fffffffu) > 0x7f800000u ? (x >> 16) | 0x40u : (x + 0x7fffu + ((x >> 16) & 1u)) >> 16;
            }
            """),
    };

    /// <summary>The library has a function of this name; otherwise the built-in one is meant.</summary>
    public static bool Has(string name) => Functions.ContainsKey(name);

    /// <summary>The text of a function, and the functions of the library that it calls.</summary>
    public static (string[] Calls, string Text) Get(string name, OpenClFeatures features)
    {
        (string[] calls, string text) = Functions[name];
        if (features.Fp16)
        {
            text = name switch
            {
                "half_to_f32" => "static float half_to_f32(uint h) { return (float)as_half((ushort)h); }",
                "f32_to_half" => "static uint f32_to_half(float a) { return as_ushort((half)a); }",
                _ => text,
            };
        }

        return (calls, text);
    }

    private static string Division(string name, string unsigned, string signed, string sign, string byMinusOne) =>
        $$"""
        static {{unsigned}} {{name}}({{unsigned}} a, {{unsigned}} b)
        {
            return b == 0 ? 0 : b == ({{unsigned}})-1 ? {{byMinusOne}} : ({{unsigned}})(({{signed}})a {{sign}} ({{signed}})b);
        }
        """;

    private static string Extremum(string name, string type, string bits, string sign, string combine) =>
        $$"""
        static {{type}} {{name}}({{type}} a, {{type}} b)
        {
            {{type}} other = a != a ? a : b;
            {{type}} equal = as_{{type}}(as_{{bits}}(a) {{combine}} as_{{bits}}(b));
            return a {{sign}} b ? a : a == b ? equal : other;
        }
        """;

    private static string ToSigned(string name, string from, string to, string limit, string low, string high) =>
        $$"""
        static u{{to}} {{name}}({{from}} a)
        {
            return (u{{to}})(a >= {{limit}} ? {{high}} : a < -{{limit}} ? {{low}} : a == a ? ({{to}})a : 0);
        }
        """;

    private static string ToUnsigned(string name, string from, string to, string limit, string high) =>
        $$"""
        static {{to}} {{name}}({{from}} a)
        {
            return a >= {{limit}} ? {{high}} : a > 0 ? ({{to}})a : 0;
        }
        """;
}
