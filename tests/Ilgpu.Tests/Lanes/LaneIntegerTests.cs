using System.Numerics;

using IlgpuOptim.Engine.Backends.Cpu;

using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

public sealed class LaneIntegerTests
{
    public static TheoryData<int> Widths => LaneCall.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Unary32(int width)
    {
        Check<int, int>(width, "PopCount32", width, LanesScalar.PopCount32, a => BitOperations.PopCount((uint)a));
        Check<int, int>(width, "LeadingZeros32", width, LanesScalar.LeadingZeros32, a => BitOperations.LeadingZeroCount((uint)a));
        Check<int, int>(width, "TrailingZeros32", width, LanesScalar.TrailingZeros32, a => a == 0 ? 32 : BitOperations.TrailingZeroCount(a));
        Check<int, int>(width, "SExt8", width, LanesScalar.SExt8, a => (sbyte)a);
        Check<int, int>(width, "SExt16", width, LanesScalar.SExt16, a => (short)a);
        Check<int, int>(width, "ZExt8", width, LanesScalar.ZExt8, a => (byte)a);
        Check<int, int>(width, "ZExt16", width, LanesScalar.ZExt16, a => (ushort)a);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Unary64(int width)
    {
        int half = width / 2;
        Check<long, long>(width, "PopCount64", half, a => LanesScalar.PopCount64(a), a => BitOperations.PopCount((ulong)a));
        Check<long, long>(width, "LeadingZeros64", half, a => LanesScalar.LeadingZeros64(a), a => BitOperations.LeadingZeroCount((ulong)a));
        Check<long, long>(width, "TrailingZeros64", half, a => LanesScalar.TrailingZeros64(a), a => a == 0 ? 64 : BitOperations.TrailingZeroCount(a));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Binary32(int width)
    {
        Check<int>(width, "MulHi32", width, LanesScalar.MulHi32, (a, b) => (int)(((long)a * b) >> 32));
        Check<int>(width, "MulHiU32", width, LanesScalar.MulHiU32, (a, b) => (int)(((ulong)(uint)a * (uint)b) >> 32));
        Check<int>(width, "Shl32", width, LanesScalar.Shl32, (a, b) => a << (b & 31));
        Check<int>(width, "Shr32", width, LanesScalar.Shr32, (a, b) => a >> (b & 31));
        Check<int>(width, "ShrU32", width, LanesScalar.ShrU32, (a, b) => a >>> (b & 31));
        Check<int>(width, "Min32", width, LanesScalar.Min32, Math.Min);
        Check<int>(width, "Max32", width, LanesScalar.Max32, Math.Max);
        Check<int>(width, "MinU32", width, LanesScalar.MinU32, (a, b) => (int)Math.Min((uint)a, (uint)b));
        Check<int>(width, "MaxU32", width, LanesScalar.MaxU32, (a, b) => (int)Math.Max((uint)a, (uint)b));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Binary64(int width)
    {
        int half = width / 2;
        Check<long>(width, "Mul64", half, (a, b) => a * b, (a, b) => a * b);
        Check<long>(width, "MulHi64", half, LanesScalar.MulHi64, (a, b) => (long)(((Int128)a * b) >> 64));
        Check<long>(width, "MulHiU64", half, LanesScalar.MulHiU64, (a, b) => (long)(((UInt128)(ulong)a * (ulong)b) >> 64));
        Check<long>(width, "Shl64", half, (a, b) => LanesScalar.Shl64(a, (int)b), (a, b) => a << (int)(b & 63));
        Check<long>(width, "Shr64", half, (a, b) => LanesScalar.Shr64(a, (int)b), (a, b) => a >> (int)(b & 63));
        Check<long>(width, "ShrU64", half, (a, b) => LanesScalar.ShrU64(a, (int)b), (a, b) => a >>> (int)(b & 63));
        Check<long>(width, "Min64", half, LanesScalar.Min64, Math.Min);
        Check<long>(width, "Max64", half, LanesScalar.Max64, Math.Max);
        Check<long>(width, "MinU64", half, LanesScalar.MinU64, (a, b) => (long)Math.Min((ulong)a, (ulong)b));
        Check<long>(width, "MaxU64", half, LanesScalar.MaxU64, (a, b) => (long)Math.Max((ulong)a, (ulong)b));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Division32(int width)
    {
        CheckDivision(width, "Div32", LanesScalar.Div32, (a, b) => b == -1 ? unchecked(-a) : a / b);
        CheckDivision(width, "Rem32", LanesScalar.Rem32, (a, b) => b == -1 ? 0 : a % b);
        CheckDivision(width, "DivU32", LanesScalar.DivU32, (a, b) => (int)((uint)a / (uint)b));
        CheckDivision(width, "RemU32", LanesScalar.RemU32, (a, b) => (int)((uint)a % (uint)b));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Division64(int width)
    {
        CheckDivision64(width, "Div64", LanesScalar.Div64, (a, b) => b == -1 ? unchecked(-a) : a / b);
        CheckDivision64(width, "Rem64", LanesScalar.Rem64, (a, b) => b == -1 ? 0 : a % b);
        CheckDivision64(width, "DivU64", LanesScalar.DivU64, (a, b) => (long)((ulong)a / (ulong)b));
        CheckDivision64(width, "RemU64", LanesScalar.RemU64, (a, b) => (long)((ulong)a % (ulong)b));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void DivisionByZero_NamesTheFirstActiveLane(int width)
    {
        int[] ones = Enumerable.Repeat(1, width).ToArray();
        int last = width - 1;

        foreach (string name in (string[])["Div32", "Rem32", "DivU32", "RemU32"])
        {
            LaneCall call = LaneCall.Of(width, name);
            int[] divisors = [.. ones];
            divisors[1] = 0;
            divisors[last] = 0;
            KernelFaultException first = Assert.Throws<KernelFaultException>(() => call.Ints(ones, divisors, LaneValues.Mask(width, ~0u)));
            Assert.Equal((1, KernelFaultReason.DivisionByZero), (first.Lane, first.Reason));
            KernelFaultException second = Assert.Throws<KernelFaultException>(() => call.Ints(ones, divisors, LaneValues.Mask(width, ~2u)));
            Assert.Equal(last, second.Lane);
            call.Ints(ones, divisors, LaneValues.Mask(width, ~2u & ~(1u << last)));
        }

        long[] wide = Enumerable.Repeat(1L, width / 2).ToArray();

        foreach (string name in (string[])["Div64", "Rem64", "DivU64", "RemU64"])
        {
            LaneCall call = LaneCall.Of(width, name);
            long[] divisors = [.. wide];
            divisors[1] = 0;
            Assert.Equal(1, Assert.Throws<KernelFaultException>(() => call.Longs(wide, divisors, LaneValues.Mask(width, ~0u), 0)).Lane);
            Assert.Equal(
                (width / 2) + 1,
                Assert.Throws<KernelFaultException>(() => call.Longs(wide, divisors, LaneValues.Mask(width, ~0u), width / 2)).Lane);
            call.Longs(wide, divisors, LaneValues.Mask(width, ~2u), 0);
            call.Longs(wide, divisors, LaneValues.Mask(width, ~(2u << (width / 2))), width / 2);
        }

        Assert.Throws<KernelFaultException>(() => LanesScalar.Div32(1, 0));
        Assert.Throws<KernelFaultException>(() => LanesScalar.RemU64(1, 0));
    }

    private static void CheckDivision(int width, string name, Func<int, int, int> scalar, Func<int, int, int> expected)
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach ((int[] a, int[] b) in LaneValues.Pairs<int>(width))
        {
            // Lanes that would divide by zero are inactive; what they hold afterwards does not matter.
            int[] mask = [.. b.Select(divisor => divisor == 0 ? 0 : -1)];
            int[] result = call.Ints(a, b, mask);

            for (int lane = 0; lane < width; lane++)
            {
                if (b[lane] != 0)
                {
                    Assert.Equal(expected(a[lane], b[lane]), result[lane]);
                    Assert.Equal(expected(a[lane], b[lane]), scalar(a[lane], b[lane]));
                }
            }
        }
    }

    private static void CheckDivision64(int width, string name, Func<long, long, long> scalar, Func<long, long, long> expected)
    {
        LaneCall call = LaneCall.Of(width, name);
        int half = width / 2;

        foreach ((long[] a, long[] b) in LaneValues.Pairs<long>(half))
        {
            int[] mask = [.. b.Concat(b).Select(divisor => divisor == 0 ? 0 : -1)];

            foreach (int offset in (int[])[0, half])
            {
                long[] result = call.Longs(a, b, mask, offset);

                for (int lane = 0; lane < half; lane++)
                {
                    if (b[lane] != 0)
                    {
                        Assert.Equal(expected(a[lane], b[lane]), result[lane]);
                        Assert.Equal(expected(a[lane], b[lane]), scalar(a[lane], b[lane]));
                    }
                }
            }
        }
    }

    private static void Check<T, TResult>(int width, string name, int count, Func<T, TResult> scalar, Func<T, TResult> expected)
        where T : unmanaged
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach (T[] a in LaneValues.Singles<T>(count))
        {
            TResult[] wanted = [.. a.Select(expected)];
            Assert.Equal(wanted, (TResult[])call.Invoke(a));
            Assert.Equal(wanted, a.Select(scalar));
        }
    }

    private static void Check<T>(int width, string name, int count, Func<T, T, T> scalar, Func<T, T, T> expected)
        where T : unmanaged
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach ((T[] a, T[] b) in LaneValues.Pairs<T>(count))
        {
            T[] wanted = [.. a.Zip(b, expected)];
            Assert.Equal(wanted, (T[])call.Invoke(a, b));
            Assert.Equal(wanted, a.Zip(b, scalar));
        }
    }
}
