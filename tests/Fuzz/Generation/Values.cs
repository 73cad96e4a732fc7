using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Generation;

/// <summary>Random values with many edge cases, as bit patterns of the scalar types.</summary>
internal static class Values
{
    private static readonly float[] SingleEdges =
    [
        0f, -0f, 1f, -1f, 0.5f, 1.5f, 2.5f, -2.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue,
        float.MinValue, float.Epsilon, -float.Epsilon, 1.17549435e-38f, 1e-40f, 16777216f, 16777217f, 2147483648f, -2147483648f,
        4294967296f, 9.2233720368547758e18f, 1.8446744073709552e19f, 0.1f, 3.1415927f, 255f, 256f, 65535.5f, -129f,
    ];

    private static readonly double[] DoubleEdges =
    [
        0d, -0d, 1d, -1d, 0.5d, 1.5d, 2.5d, -3.5d, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue,
        double.MinValue, double.Epsilon, 2.2250738585072014e-308, 1e-310, 9007199254740992d, 2147483647d, 2147483648d, -2147483649d,
        4294967295d, 9223372036854775807d, 18446744073709551615d, 1e300, 0.1d, 1e39, 3.4028235677973366e38, 1.1754943e-38,
    ];

    private static readonly long[] IntegerEdges =
    [
        0, 1, -1, 2, -2, 3, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, 65535, 65536,
        int.MaxValue, int.MinValue, 0xffffffffL, 0x100000000L, long.MaxValue, long.MinValue, 0x5555555555555555L, -1000000007L,
    ];

    public static long Random(FuzzRandom random, FuzzType type)
    {
        switch (type.ScalarKind)
        {
            case Scalar.Bool:
                return random.Below(2);
            case Scalar.F32:
                return BitConverter.SingleToInt32Bits(random.Below(10) switch
                {
                    < 3 => random.Pick(SingleEdges),
                    < 6 => random.Between(-100, 100),
                    < 9 => (float)((random.Next() / (double)ulong.MaxValue) - 0.5) * (1 << random.Between(0, 20)),
                    _ => BitConverter.Int32BitsToSingle((int)random.Next()),
                });
            case Scalar.F64:
                return BitConverter.DoubleToInt64Bits(random.Below(10) switch
                {
                    < 3 => random.Pick(DoubleEdges),
                    < 6 => random.Between(-100, 100),
                    < 9 => ((random.Next() / (double)ulong.MaxValue) - 0.5) * (1L << random.Between(0, 40)),
                    _ => BitConverter.Int64BitsToDouble((long)random.Next()),
                });
            default:
                long value = random.Below(10) switch
                {
                    < 4 => random.Pick(IntegerEdges),
                    < 7 => random.Between(-100, 100),
                    _ => (long)random.Next(),
                };

                return Truncate(type, value);
        }
    }

    /// <summary>The value as the type holds it, extended to 64 bits.</summary>
    public static long Truncate(FuzzType type, long value)
    {
        return type.ScalarKind switch
        {
            Scalar.I8 => (sbyte)value,
            Scalar.U8 => (byte)value,
            Scalar.I16 => (short)value,
            Scalar.U16 => (ushort)value,
            Scalar.I32 => (int)value,
            Scalar.U32 => (uint)value,
            _ => value,
        };
    }
}
