using Xunit;

namespace IlgpuOptim.Engine.Tests.Lanes;

public sealed unsafe class LaneAtomicTests
{
    private const int Cells = 8;

    public static TheoryData<int> Widths => LaneCall.Widths;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Integers32(int width)
    {
        Check<int>(width, "Add32", (old, data) => old + data);
        Check<int>(width, "Min32", Math.Min);
        Check<int>(width, "Max32", Math.Max);
        Check<int>(width, "MinU32", (old, data) => (int)Math.Min((uint)old, (uint)data));
        Check<int>(width, "MaxU32", (old, data) => (int)Math.Max((uint)old, (uint)data));
        Check<int>(width, "And32", (old, data) => old & data);
        Check<int>(width, "Or32", (old, data) => old | data);
        Check<int>(width, "Xor32", (old, data) => old ^ data);
        Check<int>(width, "Exchange32", (_, data) => data);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Integers64(int width)
    {
        Check<long>(width, "Add64", (old, data) => old + data);
        Check<long>(width, "Min64", Math.Min);
        Check<long>(width, "Max64", Math.Max);
        Check<long>(width, "MinU64", (old, data) => (long)Math.Min((ulong)old, (ulong)data));
        Check<long>(width, "MaxU64", (old, data) => (long)Math.Max((ulong)old, (ulong)data));
        Check<long>(width, "And64", (old, data) => old & data);
        Check<long>(width, "Or64", (old, data) => old | data);
        Check<long>(width, "Xor64", (old, data) => old ^ data);
        Check<long>(width, "Exchange64", (_, data) => data);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Floats(int width)
    {
        Check<float>(width, "AddF32", (old, data) => old + data);
        Check<float>(width, "MinF32", MathF.Min);
        Check<float>(width, "MaxF32", MathF.Max);
        Check<float>(width, "ExchangeF32", (_, data) => data);
        Check<double>(width, "AddF64", (old, data) => old + data);
        Check<double>(width, "MinF64", Math.Min);
        Check<double>(width, "MaxF64", Math.Max);
        Check<double>(width, "ExchangeF64", (_, data) => data);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void CompareAndExchange(int width)
    {
        LaneCall cas32 = LaneCall.Of(width, "Cas32");
        LaneCall cas64 = LaneCall.Of(width, "Cas64");
        Random random = new(width);
        int half = width / 2;
        long* cells = stackalloc long[Cells];
        int* narrow = (int*)cells;

        foreach (uint bits in LaneValues.MaskBits(width))
        {
            foreach (bool shared in (bool[])[false, true])
            {
                int[] mask = LaneValues.Mask(width, bits);
                int[] cell = [.. mask.Select(_ => random.Next(Cells))];
                long[] comparand = [.. mask.Select(_ => (long)random.Next(3))];
                long[] data = [.. mask.Select(_ => (long)random.Next(3))];
                long[] old = new long[width];
                long[] model = [.. Enumerable.Range(0, Cells).Select(_ => (long)random.Next(3))];
                model.CopyTo(new Span<long>(cells, Cells));
                long[] start = [.. model];

                for (int lane = 0; lane < width; lane++)
                {
                    if (mask[lane] != 0)
                    {
                        old[lane] = model[cell[lane]];
                        model[cell[lane]] = old[lane] == comparand[lane] ? data[lane] : old[lane];
                    }
                }

                long[] addresses = [.. cell.Select(c => (long)(cells + c))];
                Assert.Equal(old, cas64.Longs(addresses[..half], addresses[half..], comparand[..half], comparand[half..], data[..half], data[half..], mask, shared));
                Assert.Equal(model, new Span<long>(cells, Cells).ToArray());

                for (int c = 0; c < Cells; c++)
                {
                    narrow[c] = (int)start[c];
                }

                addresses = [.. cell.Select(c => (long)(narrow + c))];
                Assert.Equal(
                    old.Select(value => (int)value),
                    cas32.Ints(addresses[..half], addresses[half..], comparand.Select(v => (int)v).ToArray(), data.Select(v => (int)v).ToArray(), mask, shared));
                Assert.Equal(model.Select(value => (int)value), new Span<int>(narrow, Cells).ToArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Concurrent_SumsAreExactAndOldValuesDistinct(int width)
    {
        const int Rounds = 2000;
        const int Threads = 4;
        LaneCall add = LaneCall.Of(width, "AtomicAdd32");
        LaneCall uniform = LaneCall.Of(width, "AtomicUniformAdd32");
        LaneCall floats = LaneCall.Of(width, "AtomicAddF32");
        int[] cells = GC.AllocateArray<int>(3, pinned: true);
        int* p = (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref cells[0]);
        nint where = (nint)p;
        bool[] seen = new bool[Rounds * Threads * width];
        int[] full = LaneValues.Mask(width, ~0u);
        int[] ones = Enumerable.Repeat(1, width).ToArray();
        float[] units = Enumerable.Repeat(1.0f, width).ToArray();
        Thread[] threads = new Thread[Threads];

        for (int t = 0; t < Threads; t++)
        {
            threads[t] = new Thread(() =>
            {
                long[] first = Enumerable.Repeat((long)where, width / 2).ToArray();
                long[] last = Enumerable.Repeat((long)where + 8, width / 2).ToArray();

                for (int round = 0; round < Rounds; round++)
                {
                    add.Ints(first, first, ones, full, false);
                    floats.Floats(last, last, units, full, false);

                    foreach (int old in uniform.Ints(where + 4, ones, full, false))
                    {
                        Assert.False(Interlocked.Exchange(ref seen[old], true));
                    }
                }
            });
            threads[t].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Equal(Rounds * Threads * width, p[0]);
        Assert.Equal(Rounds * Threads * width, p[1]);
        Assert.Equal(Rounds * Threads * width, ((float*)p)[2]);
        Assert.DoesNotContain(false, seen);

        // Only its address was in use.
        GC.KeepAlive(cells);
    }

    private static void Check<T>(int width, string name, Func<T, T, T> apply)
        where T : unmanaged
    {
        LaneCall lanes = LaneCall.Of(width, "Atomic" + name);
        LaneCall uniform = LaneCall.Of(width, "AtomicUniform" + name);
        Random random = new(width);
        T* cells = stackalloc T[Cells];
        Span<T> memory = new(cells, Cells);

        foreach (uint bits in LaneValues.MaskBits(width))
        {
            foreach (bool shared in (bool[])[false, true])
            {
                int[] mask = LaneValues.Mask(width, bits);
                T[] data = [.. LaneValues.Pairs<T>(width).ElementAt(random.Next(100)).A];
                int[] cell = [.. mask.Select(_ => random.Next(Cells))];
                T[] model = LaneValues.Pairs<T>(Cells).ElementAt(random.Next(200)).B;

                // Every lane at its own cell, or at one of another lane.
                model.CopyTo(memory);
                T[] old = Sequence(model, cell, data, mask, apply, out T[] after);
                long[] addresses = [.. cell.Select(c => (long)(cells + c))];
                int half = width / 2;
                object[] values = sizeof(T) == 8 ? [data[..half], data[half..]] : [data];
                AssertActive(
                    old, (T[])lanes.Invoke([addresses[..half], addresses[half..], .. values, mask, shared]), mask);
                Assert.Equal(after, memory.ToArray());

                // All lanes at one cell.
                model.CopyTo(memory);
                old = Sequence(model, [.. mask.Select(_ => 1)], data, mask, apply, out after);
                AssertActive(old, (T[])uniform.Invoke([(nint)(cells + 1), .. values, mask, shared]), mask);
                Assert.Equal(after, memory.ToArray());
            }
        }
    }

    private static T[] Sequence<T>(T[] start, int[] cell, T[] data, int[] mask, Func<T, T, T> apply, out T[] after)
    {
        after = [.. start];
        T[] old = new T[data.Length];

        for (int lane = 0; lane < data.Length; lane++)
        {
            if (mask[lane] != 0)
            {
                old[lane] = after[cell[lane]];
                after[cell[lane]] = apply(old[lane], data[lane]);
            }
        }

        return old;
    }

    private static void AssertActive<T>(T[] wanted, T[] got, int[] mask)
    {
        for (int lane = 0; lane < mask.Length; lane++)
        {
            if (mask[lane] != 0)
            {
                Assert.Equal(wanted[lane], got[lane]);
            }
        }
    }
}
