using System.Numerics;

using IlgpuOptim.Engine.Backends.Cpu;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

public sealed class LaneConvertTests
{
    public static TheoryData<int> Widths => LaneCall.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Integers(int width)
    {
        CheckLoHi<int, long>(width, "SExt", a => a);
        CheckLoHi<int, long>(width, "ZExt", a => (uint)a);
        CheckNarrow<long, int>(width, "Trunc", a => (int)a);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void IntegerToFloat(int width)
    {
        Check<int, float>(width, "I32ToF32", width, a => a, LanesScalar.I32ToF32);
        Check<int, float>(width, "U32ToF32", width, a => Nearest((uint)a), LanesScalar.U32ToF32);
        CheckLoHi<int, double>(width, "I32ToF64", a => a);
        CheckLoHi<int, double>(width, "U32ToF64", a => (uint)a);
        CheckNarrow<long, float>(width, "I64ToF32", a => Nearest(a), LanesScalar.I64ToF32);
        CheckNarrow<long, float>(width, "U64ToF32", a => Nearest((ulong)a), LanesScalar.U64ToF32);
        Check<long, double>(width, "I64ToF64", width / 2, a => a, LanesScalar.I64ToF64);
        Check<long, double>(width, "U64ToF64", width / 2, a => (ulong)a, LanesScalar.U64ToF64);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void FloatToInteger(int width)
    {
        Check<float, int>(width, "F32ToI32", width, a => (int)Saturate(a, int.MinValue, int.MaxValue), LanesScalar.F32ToI32);
        Check<float, int>(width, "F32ToU32", width, a => (int)(uint)Saturate(a, 0, uint.MaxValue), LanesScalar.F32ToU32);
        CheckLoHi<float, long>(width, "F32ToI64", a => (long)Saturate(a, long.MinValue, long.MaxValue), LanesScalar.F32ToI64);
        CheckLoHi<float, long>(width, "F32ToU64", a => (long)(ulong)Saturate(a, 0, ulong.MaxValue), LanesScalar.F32ToU64);
        CheckNarrow<double, int>(width, "F64ToI32", a => (int)Saturate(a, int.MinValue, int.MaxValue), LanesScalar.F64ToI32);
        CheckNarrow<double, int>(width, "F64ToU32", a => (int)(uint)Saturate(a, 0, uint.MaxValue), LanesScalar.F64ToU32);
        Check<double, long>(width, "F64ToI64", width / 2, a => (long)Saturate(a, long.MinValue, long.MaxValue), LanesScalar.F64ToI64);
        Check<double, long>(width, "F64ToU64", width / 2, a => (long)(ulong)Saturate(a, 0, ulong.MaxValue), LanesScalar.F64ToU64);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void FloatSizes(int width)
    {
        CheckLoHi<float, double>(width, "F32ToF64", a => a);
        CheckNarrow<double, float>(width, "F64ToF32", a => (float)a);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Half_AllValuesBothWays(int width)
    {
        LaneCall toSingle = LaneCall.Of(width, "HalfToF32");
        LaneCall toHalf = LaneCall.Of(width, "F32ToHalf");

        int[] halves = new int[width];
        float[] near = new float[width];
        int[] rounded = new int[width];

        for (int start = 0; start < 65536; start += width)
        {
            for (int lane = 0; lane < width; lane++)
            {
                // What stands above the low 16 bits is ignored.
                halves[lane] = (start + lane) | unchecked((int)0xABCD0000);
            }

            float[] singles = toSingle.Floats(halves);

            for (int lane = 0; lane < width; lane++)
            {
                int wanted = BitConverter.SingleToInt32Bits((float)BitConverter.UInt16BitsToHalf((ushort)halves[lane]));
                Assert.Equal(wanted, BitConverter.SingleToInt32Bits(singles[lane]));
                Assert.Equal(wanted, BitConverter.SingleToInt32Bits(LanesScalar.HalfToF32(halves[lane])));
            }

            // The neighbourhood of every half and of the midpoint to the next.
            foreach (int offset in (int[])[0, 1, -1, 0xFFF, 0x1000, 0x1001])
            {
                for (int lane = 0; lane < width; lane++)
                {
                    near[lane] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(singles[lane]) + offset);
                    rounded[lane] = BitConverter.HalfToUInt16Bits((Half)near[lane]);
                    Assert.Equal(rounded[lane], LanesScalar.F32ToHalf(near[lane]));
                }

                Assert.True(rounded.AsSpan().SequenceEqual(toHalf.Ints(near)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void F32ToHalf_AcrossTheRange(int width)
    {
        LaneCall toHalf = LaneCall.Of(width, "F32ToHalf");
        float[] values = new float[width];

        for (long bits = 0; bits < 1L << 32; bits += 65521L * width)
        {
            for (int lane = 0; lane < width; lane++)
            {
                values[lane] = BitConverter.UInt32BitsToSingle((uint)(bits + (65521L * lane)));
            }

            Assert.Equal(values.Select(value => (int)BitConverter.HalfToUInt16Bits((Half)value)), toHalf.Ints(values));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void BFloat16(int width)
    {
        Check<int, float>(width, "BF16ToF32", width, a => BitConverter.Int32BitsToSingle(a << 16), LanesScalar.BF16ToF32);
        Check<float, int>(
            width,
            "F32ToBF16",
            width,
            a =>
            {
                uint bits = BitConverter.SingleToUInt32Bits(a);

                if (float.IsNaN(a))
                {
                    return (int)((bits >> 16) | 0x40);
                }

                // The upper half, plus one if the lower is above the middle, or at it next to an odd value.
                uint lower = bits & 0xFFFF;
                uint upper = bits >> 16;

                return (int)(lower > 0x8000 || (lower == 0x8000 && (upper & 1) != 0) ? upper + 1 : upper);
            },
            LanesScalar.F32ToBF16);
    }

    /// <summary>The float next to an integer, ties to even, without any conversion of the run time.</summary>
    private static float Nearest(Int128 value)
    {
        UInt128 magnitude = (UInt128)(value < 0 ? -value : value);
        int shift = Math.Max(0, 128 - (int)UInt128.LeadingZeroCount(magnitude) - 24);
        UInt128 kept = magnitude >> shift;
        UInt128 rest = magnitude - (kept << shift);
        UInt128 middle = shift == 0 ? 1 : UInt128.One << (shift - 1);

        if (rest > middle || (rest == middle && (kept & 1) != 0))
        {
            kept++;
        }

        float result = MathF.ScaleB((int)kept, shift);

        return value < 0 ? -result : result;
    }

    private static BigInteger Saturate(double value, BigInteger least, BigInteger greatest) =>
        double.IsNaN(value) ? 0
        : double.IsNegativeInfinity(value) ? least
        : double.IsPositiveInfinity(value) ? greatest
        : BigInteger.Clamp(new BigInteger(value), least, greatest);

    private static void Check<T, TResult>(
        int width, string name, int count, Func<T, TResult> expected, Func<T, TResult>? scalar = null)
        where T : unmanaged
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach (T[] a in LaneValues.Singles<T>(count))
        {
            TResult[] wanted = [.. a.Select(expected)];
            Assert.Equal(wanted, (TResult[])call.Invoke(a));

            if (scalar is not null)
            {
                Assert.Equal(wanted, a.Select(scalar));
            }
        }
    }

    private static void CheckLoHi<T, TResult>(int width, string name, Func<T, TResult> expected, Func<T, TResult>? scalar = null)
        where T : unmanaged
    {
        LaneCall lo = LaneCall.Of(width, name + "Lo");
        LaneCall hi = LaneCall.Of(width, name + "Hi");

        foreach (T[] a in LaneValues.Singles<T>(width))
        {
            TResult[] wanted = [.. a.Select(expected)];
            Assert.Equal(wanted, ((TResult[])lo.Invoke(a)).Concat((TResult[])hi.Invoke(a)));

            if (scalar is not null)
            {
                Assert.Equal(wanted, a.Select(scalar));
            }
        }
    }

    private static void CheckNarrow<T, TResult>(int width, string name, Func<T, TResult> expected, Func<T, TResult>? scalar = null)
        where T : unmanaged
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach (T[] a in LaneValues.Singles<T>(width))
        {
            TResult[] wanted = [.. a.Select(expected)];
            Assert.Equal(wanted, (TResult[])call.Invoke(a[..(width / 2)], a[(width / 2)..]));

            if (scalar is not null)
            {
                Assert.Equal(wanted, a.Select(scalar));
            }
        }
    }
}
