using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

public sealed class LaneMaskTests
{
    public static TheoryData<int> Widths => LaneCall.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Bits_FromBits_Any_All_Not(int width)
    {
        LaneCall bits = LaneCall.Of(width, "Bits");
        LaneCall fromBits = LaneCall.Of(width, "FromBits");
        LaneCall any = LaneCall.Of(width, "Any");
        LaneCall all = LaneCall.Of(width, "All");
        LaneCall not = LaneCall.Of(width, "NotMask");
        uint full = (uint)((1UL << width) - 1);

        for (uint pattern = 0; pattern <= full; pattern++)
        {
            int[] mask = LaneValues.Mask(width, pattern);
            Assert.Equal((int)pattern, bits.Invoke(mask));
            Assert.Equal(mask, fromBits.Ints(pattern));
            Assert.Equal(pattern != 0, any.Invoke(mask));
            Assert.Equal(pattern == full, all.Invoke(mask));
            Assert.Equal(LaneValues.Mask(width, ~pattern), not.Ints(mask));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void FirstN_Clamps(int width)
    {
        LaneCall first = LaneCall.Of(width, "FirstN");

        foreach (int n in (int[])[int.MinValue, -1, 0, 1, 2, 3, 5, width - 1, width, width + 1, 1000, int.MaxValue])
        {
            int[] expected = [.. Enumerable.Range(0, width).Select(lane => lane < n ? -1 : 0)];
            Assert.Equal(expected, first.Ints(n));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Constants(int width)
    {
        Assert.Equal(Enumerable.Range(0, width), LaneCall.Of(width, "Iota").Ints());
        Assert.Equal(Enumerable.Range(0, width / 2).Select(i => (long)i), LaneCall.Of(width, "IotaLongLo").Longs());
        Assert.Equal(Enumerable.Range(width / 2, width / 2).Select(i => (long)i), LaneCall.Of(width, "IotaLongHi").Longs());
        Assert.Equal(LaneValues.Mask(width, ~0u), LaneCall.Of(width, "FromBool").Ints(true));
        Assert.Equal(LaneValues.Mask(width, 0), LaneCall.Of(width, "FromBool").Ints(false));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void WidenAndNarrow(int width)
    {
        LaneCall lo = LaneCall.Of(width, "WidenMaskLo");
        LaneCall hi = LaneCall.Of(width, "WidenMaskHi");
        LaneCall narrow = LaneCall.Of(width, "NarrowMask");

        foreach (uint pattern in LaneValues.MaskBits(width))
        {
            int[] mask = LaneValues.Mask(width, pattern);
            long[] wide = [.. mask.Select(lane => (long)lane)];
            Assert.Equal(wide[..(width / 2)], lo.Longs(mask));
            Assert.Equal(wide[(width / 2)..], hi.Longs(mask));
            Assert.Equal(mask, narrow.Ints(wide[..(width / 2)], wide[(width / 2)..]));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Compare32(int width)
    {
        Check<int, int>(width, "ULt32", width, (a, b) => (uint)a < (uint)b ? -1 : 0);
        Check<int, int>(width, "ULe32", width, (a, b) => (uint)a <= (uint)b ? -1 : 0);
        Check<float, int>(width, "NeF32", width, (a, b) => a != b ? -1 : 0);
        Check<float, int>(width, "UnLtF32", width, (a, b) => !(a >= b) ? -1 : 0);
        Check<float, int>(width, "UnLeF32", width, (a, b) => !(a > b) ? -1 : 0);
        Check<float, int>(width, "UnGtF32", width, (a, b) => !(a <= b) ? -1 : 0);
        Check<float, int>(width, "UnGeF32", width, (a, b) => !(a < b) ? -1 : 0);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Compare64(int width)
    {
        Check<long, long>(width, "ULt64", width / 2, (a, b) => (ulong)a < (ulong)b ? -1 : 0);
        Check<long, long>(width, "ULe64", width / 2, (a, b) => (ulong)a <= (ulong)b ? -1 : 0);
        Check<double, long>(width, "NeF64", width / 2, (a, b) => a != b ? -1 : 0);
        Check<double, long>(width, "UnLtF64", width / 2, (a, b) => !(a >= b) ? -1 : 0);
        Check<double, long>(width, "UnLeF64", width / 2, (a, b) => !(a > b) ? -1 : 0);
        Check<double, long>(width, "UnGtF64", width / 2, (a, b) => !(a <= b) ? -1 : 0);
        Check<double, long>(width, "UnGeF64", width / 2, (a, b) => !(a < b) ? -1 : 0);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Shuffle_Extract(int width)
    {
        LaneCall index32 = LaneCall.Of(width, "ShuffleIndex32");
        LaneCall lo64 = LaneCall.Of(width, "ShuffleIndex64Lo");
        LaneCall hi64 = LaneCall.Of(width, "ShuffleIndex64Hi");
        LaneCall extract32 = LaneCall.Of(width, "Extract32");
        LaneCall extract64 = LaneCall.Of(width, "Extract64");
        Random random = new(3);
        int half = width / 2;

        for (int round = 0; round < 50; round++)
        {
            int[] value = [.. Enumerable.Range(0, width).Select(_ => random.Next())];
            long[] wide = [.. value.Select(v => ((long)v << 32) | (uint)~v)];
            int[] lane = [.. Enumerable.Range(0, width).Select(_ => random.Next(width))];
            Assert.Equal(lane.Select(i => value[i]), index32.Ints(value, lane));
            Assert.Equal(lane[..half].Select(i => wide[i]), lo64.Longs(wide[..half], wide[half..], lane));
            Assert.Equal(lane[half..].Select(i => wide[i]), hi64.Longs(wide[..half], wide[half..], lane));
            Assert.Equal(value[lane[0]], extract32.Invoke(value, lane[0]));
            Assert.Equal(wide[lane[0]], extract64.Invoke(wide[..half], wide[half..], lane[0]));
        }
    }

    private static void Check<T, TResult>(int width, string name, int count, Func<T, T, TResult> expected)
        where T : unmanaged
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach ((T[] a, T[] b) in LaneValues.Pairs<T>(count))
        {
            Assert.Equal(a.Zip(b, expected), (TResult[])call.Invoke(a, b));
        }
    }
}
