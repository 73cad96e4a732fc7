using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

public sealed unsafe class LaneMemoryTests : IDisposable
{
    private readonly GuardedMemory memory = new();

    public LaneMemoryTests() => new Random(11).NextBytes(this.memory.Bytes);

    public static TheoryData<int> Widths => LaneCall.Widths;

    public void Dispose() => this.memory.Dispose();

    [Theory]
    [MemberData(nameof(Widths))]
    public void Load_Narrow(int width)
    {
        this.CheckLoad(width, "LoadI8", 1, p => *(sbyte*)p);
        this.CheckLoad(width, "LoadU8", 1, p => *(byte*)p);
        this.CheckLoad(width, "LoadI16", 2, p => *(short*)p);
        this.CheckLoad(width, "LoadU16", 2, p => *(ushort*)p);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void LoadMasked_TouchesActiveLanesOnly(int width)
    {
        this.CheckMaskedLoad(width, "LoadMaskedI8", 1, p => *(sbyte*)p);
        this.CheckMaskedLoad(width, "LoadMaskedU8", 1, p => *(byte*)p);
        this.CheckMaskedLoad(width, "LoadMaskedI16", 2, p => *(short*)p);
        this.CheckMaskedLoad(width, "LoadMaskedU16", 2, p => *(ushort*)p);
        this.CheckMaskedLoad(width, "LoadMasked32", 4, p => *(int*)p);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void LoadMasked64_TouchesActiveLanesOnly(int width)
    {
        LaneCall lo = LaneCall.Of(width, "LoadMasked64Lo");
        LaneCall hi = LaneCall.Of(width, "LoadMasked64Hi");

        foreach ((nint p, uint bits) in this.Places(width, 8))
        {
            int[] mask = LaneValues.Mask(width, bits);
            long[] wanted = [.. mask.Select((active, lane) => active == 0 ? 0 : ((long*)p)[lane])];
            Assert.Equal(wanted, lo.Longs(p, mask).Concat(hi.Longs(p, mask)));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Store_Narrow(int width)
    {
        this.CheckStore(width, "StoreI8", 1, masked: false);
        this.CheckStore(width, "StoreI16", 2, masked: false);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void StoreMasked_TouchesActiveLanesOnly(int width)
    {
        this.CheckStore(width, "StoreMaskedI8", 1, masked: true);
        this.CheckStore(width, "StoreMaskedI16", 2, masked: true);
        this.CheckStore(width, "StoreMasked32", 4, masked: true);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void StoreMasked64_TouchesActiveLanesOnly(int width)
    {
        LaneCall lo = LaneCall.Of(width, "StoreMasked64Lo");
        LaneCall hi = LaneCall.Of(width, "StoreMasked64Hi");
        long[] value = [.. Enumerable.Range(1, width).Select(i => i * 0x0123_4567_89AB_CDEFL)];

        foreach ((nint p, uint bits) in this.Places(width, 8))
        {
            int[] mask = LaneValues.Mask(width, bits);
            byte[] wanted = this.memory.Bytes.ToArray();
            byte[] before = wanted.ToArray();

            for (int lane = 0; lane < width; lane++)
            {
                if (mask[lane] != 0)
                {
                    BitConverter.TryWriteBytes(wanted.AsSpan((int)((byte*)p - this.memory.Start) + (lane * 8)), value[lane]);
                }
            }

            lo.Invoke(p, value[..(width / 2)], mask);
            hi.Invoke(p, value[(width / 2)..], mask);
            Assert.True(this.memory.Bytes.SequenceEqual(wanted));
            before.CopyTo(this.memory.Bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void StoreNonTemporal_AnyAlignment(int width)
    {
        LaneCall call32 = LaneCall.Of(width, "StoreNonTemporal32");
        LaneCall call64 = LaneCall.Of(width, "StoreNonTemporal64");
        int[] value = [.. Enumerable.Range(1, width).Select(i => i * 0x01234567)];
        long[] wide = [.. Enumerable.Range(1, width / 2).Select(i => i * 0x0123_4567_89AB_CDEFL)];

        for (int offset = 0; offset <= 128; offset++)
        {
            byte* p = this.memory.Start + offset;
            call32.Invoke((nint)p, value);
            Assert.Equal(value, new Span<int>(p, width).ToArray());
            call64.Invoke((nint)p, wide);
            Assert.Equal(wide, new Span<long>(p, width / 2).ToArray());
        }

        call32.Invoke((nint)(this.memory.End - (4 * width)), value);
        Assert.Equal(value, new Span<int>(this.memory.End - (4 * width), width).ToArray());
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void LoadStride_StaysBetweenFirstAndLastElement(int width)
    {
        for (int stride = 2; stride <= 4; stride++)
        {
            LaneCall call = LaneCall.Of(width, "LoadStride" + stride);
            LaneCall masked = LaneCall.Of(width, $"LoadStride{stride}Masked");
            int bytes = ((stride * (width - 1)) + 1) * 4;

            foreach (nint p in (nint[])[(nint)this.memory.Start, (nint)this.memory.Start + 5, (nint)(this.memory.End - bytes)])
            {
                int[] wanted = [.. Enumerable.Range(0, width).Select(lane => ((int*)p)[lane * stride])];
                Assert.Equal(wanted, call.Ints(p));
            }

            foreach ((nint p, uint bits) in this.Places(width, 4 * stride))
            {
                // The last lane's element is all that may be read of it.
                nint shifted = p + (p > (nint)this.memory.Start + 8192 ? 4 * (stride - 1) : 0);
                int[] mask = LaneValues.Mask(width, bits);
                int[] wanted = [.. mask.Select((active, lane) => active == 0 ? 0 : ((int*)shifted)[lane * stride])];
                Assert.Equal(wanted, masked.Ints(shifted, mask));
            }
        }
    }

    private void CheckLoad(int width, string name, int size, Func<nint, int> element)
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach (nint p in (nint[])[(nint)this.memory.Start, (nint)this.memory.Start + 7, (nint)(this.memory.End - (size * width))])
        {
            Assert.Equal(Enumerable.Range(0, width).Select(lane => element(p + (lane * size))), call.Ints(p));
        }
    }

    private void CheckMaskedLoad(int width, string name, int size, Func<nint, int> element)
    {
        LaneCall call = LaneCall.Of(width, name);

        foreach ((nint p, uint bits) in this.Places(width, size))
        {
            int[] mask = LaneValues.Mask(width, bits);
            int[] wanted = [.. mask.Select((active, lane) => active == 0 ? 0 : element(p + (lane * size)))];
            Assert.Equal(wanted, call.Ints(p, mask));
        }
    }

    private void CheckStore(int width, string name, int size, bool masked)
    {
        LaneCall call = LaneCall.Of(width, name);
        int[] value = [.. Enumerable.Range(1, width).Select(i => i * 0x12345679)];

        foreach ((nint p, uint bits) in this.Places(width, size))
        {
            if (!masked && bits != (uint)((1UL << width) - 1))
            {
                continue;
            }

            int[] mask = LaneValues.Mask(width, bits);
            byte[] wanted = this.memory.Bytes.ToArray();
            byte[] before = wanted.ToArray();

            for (int lane = 0; lane < width; lane++)
            {
                if (mask[lane] != 0)
                {
                    BitConverter.GetBytes(value[lane]).AsSpan(0, size).CopyTo(wanted.AsSpan((int)((byte*)p - this.memory.Start) + (lane * size)));
                }
            }

            call.Invoke(masked ? [p, value, mask] : [p, value]);
            Assert.True(this.memory.Bytes.SequenceEqual(wanted));
            before.CopyTo(this.memory.Bytes);
        }
    }

    /// <summary>
    /// Masks at addresses where the first active lane is the first accessible element, or the last active lane the last,
    /// so that the inactive lanes around lie in the guard pages.
    /// </summary>
    private List<(nint Address, uint Bits)> Places(int width, int size)
    {
        List<(nint, uint)> places = [];

        foreach (uint bits in LaneValues.MaskBits(width))
        {
            int first = bits == 0 ? width : System.Numerics.BitOperations.TrailingZeroCount(bits);
            int last = bits == 0 ? -1 : 31 - System.Numerics.BitOperations.LeadingZeroCount(bits);
            places.Add(((nint)(this.memory.Start - (first * size)), bits));
            places.Add(((nint)(this.memory.End - ((last + 1) * size)), bits));
        }

        return places;
    }
}
