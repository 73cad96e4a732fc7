using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

public sealed unsafe class LaneGatherTests : IDisposable
{
    private readonly GuardedMemory memory = new();
    private readonly Random random = new(5);

    public LaneGatherTests() => this.random.NextBytes(this.memory.Bytes);

    public static TheoryData<int> Widths => LaneCall.Widths;

    public void Dispose() => this.memory.Dispose();

    [Theory]
    [MemberData(nameof(Widths))]
    public void Gather(int width)
    {
        this.CheckGather(width, "Gather32", 4, p => *(int*)p);
        this.CheckGather(width, "GatherI8", 1, p => *(sbyte*)p);
        this.CheckGather(width, "GatherU8", 1, p => *(byte*)p);
        this.CheckGather(width, "GatherI16", 2, p => *(short*)p);
        this.CheckGather(width, "GatherU16", 2, p => *(ushort*)p);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Gather64(int width)
    {
        int half = width / 2;

        foreach ((nint p, int[] index, int[] mask, long[] addresses) in this.Accesses(width, 8))
        {
            long[] wanted = [.. addresses.Select((address, lane) => mask[lane] == 0 ? 0 : *(long*)address)];
            Assert.Equal(
                wanted,
                LaneCall.Of(width, "Gather64Lo").Longs(p, index, mask).Concat(LaneCall.Of(width, "Gather64Hi").Longs(p, index, mask)));
            Assert.Equal(
                wanted,
                LaneCall.Of(width, "Gather64PLo").Longs(addresses[..half], mask)
                    .Concat(LaneCall.Of(width, "Gather64PHi").Longs(addresses[half..], mask)));

            if (!mask.Contains(0))
            {
                Assert.Equal(
                    wanted,
                    LaneCall.Of(width, "Gather64LoAll").Longs(p, index).Concat(LaneCall.Of(width, "Gather64HiAll").Longs(p, index)));
                Assert.Equal(
                    wanted,
                    LaneCall.Of(width, "Gather64PLoAll").Longs(addresses[..half])
                        .Concat(LaneCall.Of(width, "Gather64PHiAll").Longs(addresses[half..])));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Scatter(int width)
    {
        foreach (string form in (string[])["", "Inline"])
        {
            this.CheckScatter(width, "Scatter32", form, 4);
            this.CheckScatter(width, "ScatterI8", form, 1);
            this.CheckScatter(width, "ScatterI16", form, 2);
            this.CheckScatter(width, "Scatter64", form, 8);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void GatherU8_LargestIndex(int width)
    {
        // The index of the last element of an array of 2^31 - 1 bytes, and the most negative one.
        int[] index = [.. Enumerable.Range(0, width).Select(lane => lane % 2 == 0 ? int.MaxValue : int.MinValue)];
        byte* middle = this.memory.Start + 100;

        for (int offset = 0; offset < 4; offset++)
        {
            foreach (int lane in (int[])[0, 1])
            {
                int[] mask = LaneValues.Mask(width, 1u << lane);
                nint p = (nint)(middle + offset) - index[lane];
                Assert.Equal(middle[offset], LaneCall.Of(width, "GatherU8").Ints(p, index, mask)[lane]);
            }
        }
    }

    private void CheckGather(int width, string name, int size, Func<nint, int> element)
    {
        LaneCall masked = LaneCall.Of(width, name);
        LaneCall all = LaneCall.Of(width, name + "All");
        LaneCall pointers = LaneCall.Of(width, name + "P");
        LaneCall pointersAll = LaneCall.Of(width, name + "PAll");
        int half = width / 2;

        foreach ((nint p, int[] index, int[] mask, long[] addresses) in this.Accesses(width, size))
        {
            int[] wanted = [.. addresses.Select((address, lane) => mask[lane] == 0 ? 0 : element((nint)address))];
            Assert.Equal(wanted, masked.Ints(p, index, mask));
            Assert.Equal(wanted, pointers.Ints(addresses[..half], addresses[half..], mask));

            if (!mask.Contains(0))
            {
                Assert.Equal(wanted, all.Ints(p, index));
                Assert.Equal(wanted, pointersAll.Ints(addresses[..half], addresses[half..]));
            }
        }
    }

    private void CheckScatter(int width, string name, string form, int size)
    {
        LaneCall masked = LaneCall.Of(width, name + form);
        LaneCall all = LaneCall.Of(width, name + "All" + form);
        LaneCall pointers = LaneCall.Of(width, name + "P" + form);
        int half = width / 2;
        byte[] before = this.memory.Bytes.ToArray();

        foreach ((nint p, int[] index, int[] mask, long[] addresses) in this.Accesses(width, size))
        {
            long[] data = [.. mask.Select(_ => this.random.NextInt64())];
            byte[] wanted = [.. before];

            for (int lane = 0; lane < width; lane++)
            {
                if (mask[lane] != 0)
                {
                    BitConverter.GetBytes(data[lane]).AsSpan(0, size).CopyTo(wanted.AsSpan((int)((byte*)addresses[lane] - this.memory.Start)));
                }
            }

            object[] values = size == 8 ? [data[..half], data[half..]] : [data.Select(value => (int)value).ToArray()];
            masked.Invoke([p, index, .. values, mask]);
            this.CheckAndRestore(wanted, before);
            pointers.Invoke([addresses[..half], addresses[half..], .. values, mask]);
            this.CheckAndRestore(wanted, before);

            if (!mask.Contains(0))
            {
                all.Invoke([p, index, .. values]);
                this.CheckAndRestore(wanted, before);
            }
        }
    }

    private void CheckAndRestore(byte[] wanted, byte[] before)
    {
        Assert.True(this.memory.Bytes.SequenceEqual(wanted));
        before.CopyTo(this.memory.Bytes);
    }

    /// <summary>
    /// Random accesses of active lanes, many of them at the very ends of the memory; inactive lanes point into the guard
    /// pages or nowhere. Indices repeat, so that scatters conflict. Addresses are odd at times, elements never aligned on
    /// purpose.
    /// </summary>
    private List<(nint P, int[] Index, int[] Mask, long[] Addresses)> Accesses(int width, int size)
    {
        List<(nint, int[], int[], long[])> accesses = [];

        foreach (uint bits in LaneValues.MaskBits(width))
        {
            for (int round = 0; round < 4; round++)
            {
                // The base: start, end, in between, and off any alignment.
                nint p = round switch
                {
                    0 => (nint)this.memory.Start,
                    1 => (nint)this.memory.End,
                    2 => (nint)this.memory.Start + 4096,
                    _ => (nint)this.memory.Start + 4096 + 3,
                };
                int least = (int)((this.memory.Start - (byte*)p) / size);
                int greatest = (int)((this.memory.End - (byte*)p) / size) - 1;
                int[] mask = LaneValues.Mask(width, bits);
                int[] index = new int[width];
                long[] addresses = new long[width];

                for (int lane = 0; lane < width; lane++)
                {
                    index[lane] = this.random.Next(4) switch
                    {
                        0 => least,
                        1 => greatest,
                        2 => least + this.random.Next(4),
                        _ => this.random.Next(least, greatest + 1),
                    };

                    if (mask[lane] == 0)
                    {
                        index[lane] = this.random.Next(3) switch { 0 => least - 1, 1 => greatest + 1, _ => this.random.Next(int.MinValue, int.MaxValue) };
                    }

                    addresses[lane] = p + ((long)index[lane] * size);
                }

                accesses.Add((p, index, mask, addresses));
            }
        }

        return accesses;
    }
}
