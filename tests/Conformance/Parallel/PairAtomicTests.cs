using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Extensions;
using Xunit;
using Half = ILGPU.Half;

namespace IlgpuOptim.Engine.Conformance.Parallel;

/// <summary>Atomic sums of pairs of 16-bit floats, in global, shared and local memory.</summary>
public sealed class PairAtomicTests(TargetFixture fixture) : ConformanceTest(fixture)
{
    [Theory]
    [EachTarget]
    public void BFloat16Pairs_AreCountedByAll(string target)
    {
        // Small integers: no order of the sums rounds.
        Results results = this.Check(target, CountBFloat16, Launch.Groups(3, 64), new BFloat16[8], new BFloat16[2]);
        Assert.Equal([24f, 72f, 24f, 72f, 24f, 72f, 24f, 72f], results.Get<BFloat16>(0).Select(value => (float)value));
        Assert.Equal([192f, -192f], results.Get<BFloat16>(1).Select(value => (float)value));
    }

    [Theory]
    [EachTarget]
    public void HalfPairs_AreCountedByAll(string target)
    {
        Results results = this.Check(target, CountHalf, Launch.Groups(3, 64), new Half[8], new Half[2]);
        Assert.Equal([24f, 72f, 24f, 72f, 24f, 72f, 24f, 72f], results.Get<Half>(0).Select(value => (float)value));
        Assert.Equal([192f, -192f], results.Get<Half>(1).Select(value => (float)value));
    }

    [Theory]
    [EachTarget]
    public void Sums_RoundToNearest(string target)
    {
        BFloat16[] values = [.. ((float[])[1, 256, 1, 257, -1, 0.1f, float.NaN, 1, 3e38f, 3e38f, 1e-40f, 1e-40f]).Select(value => (BFloat16)value)];
        this.Check(target, AddOnce, 3, values, new BFloat16[6]);
    }

    private static void CountBFloat16(ArrayView<BFloat16> counts, ArrayView<BFloat16> total)
    {
        ArrayView<BFloat16Pair> shared = SharedMemory.Allocate<BFloat16Pair>(4);
        int i = Group.IdxX % 4;

        if (Group.IdxX < 4)
        {
            shared[i] = default;
        }

        Group.Barrier();
        BFloat16Pair.AtomicAdd(ref shared[i], new BFloat16Pair((BFloat16)0.5f, (BFloat16)1.5f));
        BFloat16Pair.AtomicAdd(ref total.AsPairs()[0], new BFloat16Pair((BFloat16)1f, (BFloat16)(-1f)));
        Group.Barrier();

        if (Group.IdxX < 4)
        {
            BFloat16Pair own = default;
            BFloat16Pair.AtomicAdd(ref own, shared[i]);
            BFloat16Pair.AtomicAdd(ref counts.AsPairs()[i], own);
        }
    }

    private static void CountHalf(ArrayView<Half> counts, ArrayView<Half> total)
    {
        ArrayView<HalfPair> shared = SharedMemory.Allocate<HalfPair>(4);
        int i = Group.IdxX % 4;

        if (Group.IdxX < 4)
        {
            shared[i] = default;
        }

        Group.Barrier();
        HalfPair.AtomicAdd(ref shared[i], new HalfPair((Half)0.5f, (Half)1.5f));
        HalfPair.AtomicAdd(ref total.AsPairs()[0], new HalfPair((Half)1f, (Half)(-1f)));
        Group.Barrier();

        if (Group.IdxX < 4)
        {
            HalfPair.AtomicAdd(ref counts.AsPairs()[i], shared[i]);
        }
    }

    private static void AddOnce(Index1D i, ArrayView<BFloat16> values, ArrayView<BFloat16> old)
    {
        BFloat16Pair before = BFloat16Pair.AtomicAdd(ref values.AsPairs()[2 * i], values.AsPairs()[(2 * i) + 1]);
        old[2 * i] = before.X;
        old[(2 * i) + 1] = before.Y;
    }
}
