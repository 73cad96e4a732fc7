using System.Numerics;
using IlgpuOptim.Extensions;

namespace IlgpuOptim.Engine.Conformance.Operators;

/// <summary>Values at which arithmetic goes wrong, for every element type.</summary>
internal static class EdgeValues
{
    private static readonly long[] Integers =
    [
        0, 1, -1, 2, -2, 3, 5, 7, -7, 8, 10, 15, 16, 17, 31, 32, 33, 42, 63, 64, 100, 126, 127, 128, -127, -128, -129, 254, 255, 256,
        1000, 32766, 32767, 32768, -32767, -32768, -32769, 65534, 65535, 65536, 0x7ffffffe, 0x7fffffff, 0x80000000L, -0x80000000L,
        -0x80000001L, 0xfffffffeL, 0xffffffffL, 0x100000000L, 0x5555555555555555L, -0x5555555555555556L, long.MaxValue,
        long.MaxValue - 1, long.MinValue, long.MinValue + 1, 0x0123456789abcdefL, 1L << 52, (1L << 53) + 1, (1L << 62) + 1,
    ];

    private static readonly double[] Reals =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3.5, 0.1, -0.1, 1.0 / 3, 2, 3, 4, 10, 42, 100.75, -100.25, 127, 128, 128.5, -128, -129, 255,
        255.5, 256, 32767, 32768, -32768, -32769, 65504, 65519, 65520, 65535, 65536, 1e-8, 5.9604644775390625e-8, 2.98e-8, 6.1e-5, 1e5,
        8388607.5, 8388608, 16777215, 16777216, 16777217, 2147483520, 2147483647, 2147483648, -2147483648, -2147483649.0, 4294967040,
        4294967295, 4294967296, 9.2233715e18, 9223372036854775808.0, -9223372036854775808.0, 1.8446742974197924e19, 18446744073709551616.0,
        1e20, -1e20, float.Epsilon, -float.Epsilon, 1.1754944e-38, 1.17549421e-38, 1e-40, float.MaxValue, float.MinValue,
        3.4028235677973366e38, 1e39, -1e39, 1e-46, double.Epsilon, double.MaxValue, double.MinValue, 2.2250738585072014e-308, 1e-310,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, Math.PI, Math.E, 9007199254740993.0, 4503599627370495.5,
    ];

    /// <summary>The edge values of a type, each once.</summary>
    public static T[] Of<T>()
        where T : unmanaged
    {
        Array values = typeof(T) switch
        {
            Type type when type == typeof(bool) => new[] { false, true },
            Type type when type == typeof(sbyte) => IntegersAs<sbyte>(),
            Type type when type == typeof(byte) => IntegersAs<byte>(),
            Type type when type == typeof(short) => IntegersAs<short>(),
            Type type when type == typeof(ushort) => IntegersAs<ushort>(),
            Type type when type == typeof(char) => IntegersAs<char>(),
            Type type when type == typeof(int) => IntegersAs<int>(),
            Type type when type == typeof(uint) => IntegersAs<uint>(),
            Type type when type == typeof(long) => IntegersAs<long>(),
            Type type when type == typeof(ulong) => IntegersAs<ulong>(),
            Type type when type == typeof(float) => RealsAs(value => (float)value, BitConverter.SingleToInt32Bits),
            Type type when type == typeof(double) => RealsAs(value => value, BitConverter.DoubleToInt64Bits),
            Type type when type == typeof(Half) => RealsAs(value => (Half)value, BitConverter.HalfToInt16Bits),
            Type type when type == typeof(ILGPU.Half) => RealsAs(value => (ILGPU.Half)value, ILGPU.Interop.FloatAsInt),
            Type type when type == typeof(BFloat16) => RealsAs(value => (BFloat16)value, value => value.RawValue),
            _ => throw new NotSupportedException($"No edge values of {typeof(T)}."),
        };

        return (T[])values;
    }

    /// <summary>All pairs of two sets of values, as two arrays of equal length.</summary>
    public static (TA[] First, TB[] Second) Pairs<TA, TB>(TA[] first, TB[] second)
    {
        TA[] left = new TA[first.Length * second.Length];
        TB[] right = new TB[left.Length];

        for (int i = 0; i < left.Length; ++i)
        {
            left[i] = first[i / second.Length];
            right[i] = second[i % second.Length];
        }

        return (left, right);
    }

    private static T[] IntegersAs<T>()
        where T : INumberBase<T>
    {
        return [.. Integers.Select(T.CreateTruncating).Distinct()];
    }

    private static T[] RealsAs<T, TBits>(Func<double, T> convert, Func<T, TBits> bits)
    {
        return [.. Reals.Select(convert).DistinctBy(bits)];
    }
}
