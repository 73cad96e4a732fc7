using System.Globalization;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Arithmetic with .NET's results. Names of programs end with the number of lanes.</content>
internal static partial class LaneLibrary
{
    private static LaneFunction OfNumbers(string name, int lanes, OpenClFeatures features)
    {
        string own = name + "x" + lanes.ToString(CultureInfo.InvariantCulture);
        bool isDouble = name.EndsWith("f64", StringComparison.Ordinal);
        (string type, string bits) = isDouble ? ("double", "long") : ("float", "int");
        string suffix = isDouble ? "" : "f";
        switch (name[..name.IndexOf('_', StringComparison.Ordinal)])
        {
            case "div" or "rem" when name.EndsWith("32", StringComparison.Ordinal) && name[4] != 'f' && features.Fp64:
                return Division(name, own, lanes);
            case "div":
                return LaneByLane(name, own, lanes, ElementOf("u" + name[5..]), ElementOf("u" + name[5..]), 2);
            case "rem":
                string element = name[4] == 'f' ? type : ElementOf("u" + name[5..]);

                return LaneByLane(name, own, lanes, element, element, 2);
            case "min" or "max":
                bool isMin = name[1] == 'i';

                return Fill(own, lanes, $$"""
                    static inline {{type}}$ {{own}}({{type}}$ a, {{type}}$ b)
                    {
                        const {{type}}$ other = a != a ? a : b;
                        const {{type}}$ equal = as_{{type}}$(as_{{bits}}$(a) {{(isMin ? "|" : "&")}} as_{{bits}}$(b));
                        return a {{(isMin ? "<" : ">")}} b ? a : a == b ? equal : other;
                    }
                    """);
            case "rcp":
                return Fill(own, lanes, $"static inline {type}$ {own}({type}$ a) {{ return 1.0{suffix} / a; }}");
            case "rsqrt":
                string root = isDouble ? "sqrt_f64" : "sqrt_f32";

                return Fill(own, lanes, $"static inline {type}$ {own}({type}$ a) {{ return 1.0{suffix} / {root}x$(a); }}", root);
            case "exp":
                return Exponential(own, lanes);
            case "fma":
                return Fill(own, lanes, Fma(own, type, isDouble, lanes));
            case "sqrt":
                return Fill(own, lanes, Sqrt(own, type, isDouble, lanes));
            case "floor" or "ceil" or "trunc" or "rint":
                string built = name[..name.IndexOf('_', StringComparison.Ordinal)];
                string elementwise = "__builtin_elementwise_" + (built == "rint" ? "roundeven" : built);

                return Fill(own, lanes, $$"""
                    static inline {{type}}$ {{own}}({{type}}$ a)
                    {
                    #if defined(__clang__) && __has_builtin({{elementwise}})
                        return {{elementwise}}(a);
                    #else
                        return {{built}}(a);
                    #endif
                    }
                    """);
            case "copysign":
                string signBit = isDouble ? "0x8000000000000000ul" : "0x80000000u";

                return Fill(own, lanes, $"static inline {type}$ {own}({type}$ a, {type}$ b) {{ return as_{type}$((as_u{bits}$(a) & ~{signBit}) | (as_u{bits}$(b) & {signBit})); }}");
            case "half":
                return Fill(own, lanes, $$"""
                    static inline float$ {{own}}(uint$ h)
                    {
                        const uint$ rest = (h & 0x7fffu) << 13;
                        const uint$ tiny = as_uint$(to_float$(h & 0x3ffu) * 0x1p-24f);
                        const uint$ other = rest + (rest < 0x0f800000u ? (uint$)(0x38000000u) : (uint$)(0x70000000u));
                        return as_float$(((h & 0x8000u) << 16) | (rest < 0x00800000u ? tiny : other));
                    }
                    """, "convert_float");
            case "f32" when name == "f32_to_half":
                return Fill(own, lanes, $$"""
                    static inline uint$ {{own}}(float$ a)
                    {
                        const uint$ x = as_uint$(a) & 0x7fffffffu;
                        const uint$ tiny = as_uint$(as_float$(x) + 0.5f) - 0x3f000000u;
                        const uint$ other = (x - 0x38000000u + 0xfffu + ((x >> 13) & 1u)) >> 13;
                        const uint$ finite = x < 0x38800000u ? tiny : other;
                        const uint$ large = x > 0x7f800000u ? 0x7e00u | ((x >> 13) & 0x3ffu) : (uint$)(0x7c00u);
                        return ((as_uint$(a) >> 16) & 0x8000u) | (x >= 0x477ff000u ? large : finite);
                    }
                    """);
            case "f32" when name == "f32_to_bf16":
                return Fill(own, lanes, $$"""
                    static inline uint$ {{own}}(float$ a)
                    {
                        const uint$ x = as_uint$(a);
                        const uint$ top = x >> 16;
                        return (x & 0x7fffffffu) > 0x7f800000u ? top | 0x40u : (x + 0x7fffu + (top & 1u)) >> 16;
                    }
                    """);
            default:
                return ToInteger(name, own, lanes);
        }
    }

    /// <summary>The quotient of two doubles, cut off, is exact for 32-bit numbers, and processors divide doubles in vectors.</summary>
    private static LaneFunction Division(string name, string own, int lanes)
    {
        bool isSigned = name[4] == 'i';
        string operand = isSigned ? "as_int$" : "";
        string result = name[0] == 'd' ? "b == 0u ? (uint$)(0u) : quotient" : "b == 0u ? (uint$)(0u) : a - quotient * b";

        return Fill(own, lanes, $$"""
            static inline uint$ {{own}}(uint$ a, uint$ b)
            {
                const double$ divisor = to_double$({{operand}}(b == 0u ? (uint$)(1u) : b));
                const uint$ quotient = to_uint$(to_long$(to_double$({{operand}}(a)) / divisor));
                return {{result}};
            }
            """, "convert_double", "convert_uint", "convert_long");
    }

    private static LaneFunction LaneByLane(string name, string own, int lanes, string result, string type, int operands)
    {
        string parameters = string.Join(", ", "ab"[..operands].Select(c => $"{type}$ {c}"));
        string stores = string.Concat("ab"[..operands].Select(c => $"    {type} {c}s[$];\n    vstore$({c}, 0, {c}s);\n"));
        string arguments = string.Join(", ", "ab"[..operands].Select(c => $"{c}s[i]"));
        LaneFunction function = Fill(own, lanes, $$"""
            static inline {{result}}$ {{own}}({{parameters}})
            {
            {{stores}}    {{result}} results[$];
                for (int i = 0; i < $; i++)
                {
                    results[i] = {{name}}({{arguments}});
                }
                return vload$(0, results);
            }
            """);

        return function with { ScalarCalls = [name] };
    }

    private static string Fma(string own, string type, bool isDouble, int lanes)
    {
        string fast = lanes != 16 ? "" : isDouble
            ? """

              #elif defined(__AVX512F__)
                  return (double16)(__builtin_ia32_vfmaddpd512_mask(a.lo, b.lo, c.lo, (uchar)-1, 4), __builtin_ia32_vfmaddpd512_mask(a.hi, b.hi, c.hi, (uchar)-1, 4));
              """
            : """

              #elif defined(__AVX512F__)
                  return __builtin_ia32_vfmaddps512_mask(a, b, c, (ushort)-1, 4);
              """;

        return $$"""
            static inline {{type}}$ {{own}}({{type}}$ a, {{type}}$ b, {{type}}$ c)
            {
            #if defined(__clang__) && __has_builtin(__builtin_elementwise_fma)
                return __builtin_elementwise_fma(a, b, c);{{fast}}
            #else
                return fma(a, b, c);
            #endif
            }
            """;
    }

    private static string Sqrt(string own, string type, bool isDouble, int lanes)
    {
        string fast = lanes != 16 ? "" : isDouble
            ? "\n#elif defined(__AVX512F__)\n    return (double16)(__builtin_ia32_sqrtpd512(a.lo, 4), __builtin_ia32_sqrtpd512(a.hi, 4));"
            : "\n#elif defined(__AVX512F__)\n    return __builtin_ia32_sqrtps512(a, 4);";

        return $$"""
            static inline {{type}}$ {{own}}({{type}}$ a)
            {
            #if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
                return __builtin_elementwise_sqrt(a);{{fast}}
            #else
                return sqrt(a);
            #endif
            }
            """;
    }

    /// <summary>
    /// Rounding by adding 1.5 * 2^23, Cody and Waite's reduction, and two factors for the power of two, since one would overflow at both
    /// ends.
    /// </summary>
    private static LaneFunction Exponential(string own, int lanes) => Fill(own, lanes, $$"""
        static inline float$ {{own}}(float$ a)
        {
            const float$ x = a > 89.0f ? (float$)(89.0f) : a < -104.0f ? (float$)(-104.0f) : a;
            const float$ power = (x * 1.44269504f + 12582912.0f) - 12582912.0f;
            const float$ rest = fma_f32x$(power, (float$)(2.12194440e-4f), fma_f32x$(power, (float$)(-0.693359375f), x));
            float$ sum = fma_f32x$((float$)(0.00138144207f), rest, (float$)(0.008368745f));
            sum = fma_f32x$(sum, rest, (float$)(0.041668392f));
            sum = fma_f32x$(sum, rest, (float$)(0.166665204f));
            sum = fma_f32x$(sum, rest, (float$)(0.499999934f));
            sum = fma_f32x$(sum, rest, (float$)(1.0f));
            sum = fma_f32x$(sum, rest, (float$)(1.0f));
            const int$ n = to_int$(a == a ? power : (float$)(0.0f));
            const int$ part = n >> 1;
            return sum * as_float$((part + 127) << 23) * as_float$((n - part + 127) << 23);
        }
        """, "fma_f32", "convert_int");

    /// <summary>Towards zero, to the nearest end of the range, NaN to 0.</summary>
    private static LaneFunction ToInteger(string name, string own, int lanes)
    {
        (string type, string mask, string suffix) = name[1] == '3' ? ("float", "int", "f") : ("double", "long", "");
        bool isSigned = name[7] == 'i';
        bool isLong = name.EndsWith("64", StringComparison.Ordinal);
        string target = isLong ? "long" : "int";
        string result = isSigned ? target : "u" + target;
        int power = (isLong ? 64 : 32) - (isSigned ? 1 : 0);
        string high = string.Create(CultureInfo.InvariantCulture, $"0x1p{power}{suffix}");
        string low = isSigned ? $"-{high}" : $"0.0{suffix}";
        string most = isSigned ? (isLong ? "LONG_MAX" : "INT_MAX") : isLong ? "ULONG_MAX" : "UINT_MAX";
        string least = isSigned ? (isLong ? "LONG_MIN" : "INT_MIN") : "0";
        string[] calls = ["convert_" + result, "convert_" + target];

        return Fill(own, lanes, $$"""
            static inline u{{target}}$ {{own}}({{type}}$ a)
            {
                const {{mask}}$ above = a >= {{high}};
                const {{mask}}$ below = a < {{low}};
                const {{type}}$ inside = above | below | (a != a) ? ({{type}}$)(0) : a;
                const {{result}}$ number = to_{{result}}$(inside);
                return as_u{{target}}$(to_{{target}}$(above) ? ({{result}}$)({{most}}) : to_{{target}}$(below) ? ({{result}}$)({{least}}) : number);
            }
            """, calls);
    }
}
