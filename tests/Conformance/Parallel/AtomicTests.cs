using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.AtomicOperations;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Parallel;

/// <summary>An atomic operation on a type.</summary>
internal interface IAtomic<T>
    where T : unmanaged
{
    static abstract T Apply(ref T target, T value);
}

/// <summary>All atomic operations with all types they exist for.</summary>
internal static class AtomicOperators
{
    public readonly struct AddInt : IAtomic<int> { public static int Apply(ref int t, int v) => Atomic.Add(ref t, v); }
    public readonly struct AddUInt : IAtomic<uint> { public static uint Apply(ref uint t, uint v) => Atomic.Add(ref t, v); }
    public readonly struct AddLong : IAtomic<long> { public static long Apply(ref long t, long v) => Atomic.Add(ref t, v); }
    public readonly struct AddULong : IAtomic<ulong> { public static ulong Apply(ref ulong t, ulong v) => Atomic.Add(ref t, v); }
    public readonly struct AddFloat : IAtomic<float> { public static float Apply(ref float t, float v) => Atomic.Add(ref t, v); }
    public readonly struct AddDouble : IAtomic<double> { public static double Apply(ref double t, double v) => Atomic.Add(ref t, v); }
    public readonly struct MinInt : IAtomic<int> { public static int Apply(ref int t, int v) => Atomic.Min(ref t, v); }
    public readonly struct MinUInt : IAtomic<uint> { public static uint Apply(ref uint t, uint v) => Atomic.Min(ref t, v); }
    public readonly struct MinLong : IAtomic<long> { public static long Apply(ref long t, long v) => Atomic.Min(ref t, v); }
    public readonly struct MinULong : IAtomic<ulong> { public static ulong Apply(ref ulong t, ulong v) => Atomic.Min(ref t, v); }
    public readonly struct MinFloat : IAtomic<float> { public static float Apply(ref float t, float v) => Atomic.Min(ref t, v); }
    public readonly struct MinDouble : IAtomic<double> { public static double Apply(ref double t, double v) => Atomic.Min(ref t, v); }
    public readonly struct MaxInt : IAtomic<int> { public static int Apply(ref int t, int v) => Atomic.Max(ref t, v); }
    public readonly struct MaxUInt : IAtomic<uint> { public static uint Apply(ref uint t, uint v) => Atomic.Max(ref t, v); }
    public readonly struct MaxLong : IAtomic<long> { public static long Apply(ref long t, long v) => Atomic.Max(ref t, v); }
    public readonly struct MaxULong : IAtomic<ulong> { public static ulong Apply(ref ulong t, ulong v) => Atomic.Max(ref t, v); }
    public readonly struct MaxFloat : IAtomic<float> { public static float Apply(ref float t, float v) => Atomic.Max(ref t, v); }
    public readonly struct MaxDouble : IAtomic<double> { public static double Apply(ref double t, double v) => Atomic.Max(ref t, v); }
    public readonly struct AndInt : IAtomic<int> { public static int Apply(ref int t, int v) => Atomic.And(ref t, v); }
    public readonly struct AndUInt : IAtomic<uint> { public static uint Apply(ref uint t, uint v) => Atomic.And(ref t, v); }
    public readonly struct AndLong : IAtomic<long> { public static long Apply(ref long t, long v) => Atomic.And(ref t, v); }
    public readonly struct AndULong : IAtomic<ulong> { public static ulong Apply(ref ulong t, ulong v) => Atomic.And(ref t, v); }
    public readonly struct OrInt : IAtomic<int> { public static int Apply(ref int t, int v) => Atomic.Or(ref t, v); }
    public readonly struct OrUInt : IAtomic<uint> { public static uint Apply(ref uint t, uint v) => Atomic.Or(ref t, v); }
    public readonly struct OrLong : IAtomic<long> { public static long Apply(ref long t, long v) => Atomic.Or(ref t, v); }
    public readonly struct OrULong : IAtomic<ulong> { public static ulong Apply(ref ulong t, ulong v) => Atomic.Or(ref t, v); }
    public readonly struct XorInt : IAtomic<int> { public static int Apply(ref int t, int v) => Atomic.Xor(ref t, v); }
    public readonly struct XorUInt : IAtomic<uint> { public static uint Apply(ref uint t, uint v) => Atomic.Xor(ref t, v); }
    public readonly struct XorLong : IAtomic<long> { public static long Apply(ref long t, long v) => Atomic.Xor(ref t, v); }
    public readonly struct XorULong : IAtomic<ulong> { public static ulong Apply(ref ulong t, ulong v) => Atomic.Xor(ref t, v); }
    public readonly struct ExchangeInt : IAtomic<int> { public static int Apply(ref int t, int v) => Atomic.Exchange(ref t, v); }
    public readonly struct ExchangeUInt : IAtomic<uint> { public static uint Apply(ref uint t, uint v) => Atomic.Exchange(ref t, v); }
    public readonly struct ExchangeLong : IAtomic<long> { public static long Apply(ref long t, long v) => Atomic.Exchange(ref t, v); }
    public readonly struct ExchangeULong : IAtomic<ulong> { public static ulong Apply(ref ulong t, ulong v) => Atomic.Exchange(ref t, v); }
    public readonly struct ExchangeFloat : IAtomic<float> { public static float Apply(ref float t, float v) => Atomic.Exchange(ref t, v); }
    public readonly struct ExchangeDouble : IAtomic<double> { public static double Apply(ref double t, double v) => Atomic.Exchange(ref t, v); }
    public readonly struct CasInt : IAtomic<int> { public static int Apply(ref int t, int v) => Atomic.CompareExchange(ref t, 3, v); }
    public readonly struct CasUInt : IAtomic<uint> { public static uint Apply(ref uint t, uint v) => Atomic.CompareExchange(ref t, 3, v); }
    public readonly struct CasLong : IAtomic<long> { public static long Apply(ref long t, long v) => Atomic.CompareExchange(ref t, 3, v); }
    public readonly struct CasULong : IAtomic<ulong> { public static ulong Apply(ref ulong t, ulong v) => Atomic.CompareExchange(ref t, 3, v); }
    public readonly struct CasFloat : IAtomic<float> { public static float Apply(ref float t, float v) => Atomic.CompareExchange(ref t, 3f, v); }
    public readonly struct CasDouble : IAtomic<double> { public static double Apply(ref double t, double v) => Atomic.CompareExchange(ref t, 3d, v); }
    public readonly struct InterlockedAdd : IAtomic<int> { public static int Apply(ref int t, int v) => Interlocked.Add(ref t, v); }
    public readonly struct InterlockedAddLong : IAtomic<long> { public static long Apply(ref long t, long v) => Interlocked.Add(ref t, v); }
    public readonly struct InterlockedIncrement : IAtomic<int> { public static int Apply(ref int t, int v) => Interlocked.Increment(ref t); }
    public readonly struct InterlockedExchange : IAtomic<int> { public static int Apply(ref int t, int v) => Interlocked.Exchange(ref t, v); }
    public readonly struct InterlockedCompareExchange : IAtomic<int> { public static int Apply(ref int t, int v) => Interlocked.CompareExchange(ref t, v, 3); }
    public readonly struct InterlockedOr : IAtomic<int> { public static int Apply(ref int t, int v) => Interlocked.Or(ref t, v); }
}

/// <summary>Operation of <see cref="Atomic.MakeAtomic"/> that has no atomic instruction.</summary>
internal readonly struct SaturatingAdd : IAtomicOperation<int>
{
    public int Operation(int current, int value)
    {
        return current + value > 5000 ? 5000 : current + value;
    }
}

internal readonly struct MultiplyDouble : IAtomicOperation<double>
{
    public double Operation(double current, double value)
    {
        return current * value;
    }
}

public sealed class AtomicTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<string> Cases => Operators.OperatorTest.Names(typeof(AtomicOperators));

    /// <summary>Names of the operations whose result does not depend on the order of the work-items.</summary>
    public static IEnumerable<string> Commutative => Cases.Where(name =>
        !name.Contains("Exchange", StringComparison.Ordinal)
        && !name.Contains("Cas", StringComparison.Ordinal)
        && !name.Contains("AddFloat", StringComparison.Ordinal)
        && !name.Contains("AddDouble", StringComparison.Ordinal));

    /// <summary>Every work-item its own element: new and old values are defined.</summary>
    [Theory]
    [EachTarget(nameof(Cases))]
    public void OwnElement(string target, string name)
    {
        Dispatch(nameof(CheckOwn), target, name);
    }

    /// <summary>Many work-items on few elements.</summary>
    [Theory]
    [EachTarget(nameof(Commutative))]
    public void Contended(string target, string name)
    {
        Dispatch(nameof(CheckContended), target, name);
    }

    /// <summary>The same in shared memory.</summary>
    [Theory]
    [EachTarget(nameof(Commutative))]
    public void Shared(string target, string name)
    {
        Dispatch(nameof(CheckShared), target, name);
    }

    /// <summary>The same with one element for all: what an engine reduces before the atomic.</summary>
    [Theory]
    [EachTarget(nameof(Commutative))]
    public void Uniform(string target, string name)
    {
        Dispatch(nameof(CheckUniform), target, name);
    }

    [Theory]
    [EachTarget]
    public void FloatSum_OfIntegersIsExact(string target)
    {
        float[] values = [.. Enumerable.Range(0, 5000).Select(i => (float)(i % 7))];
        Results results = Run(target, SumKernel, 5000, values, new float[1], new double[1]);
        Assert.Equal(values.Sum(), results.Get<float>(1)[0]);
        Assert.Equal(values.Sum(x => (double)x), results.Get<double>(2)[0]);
    }

    [Theory]
    [EachTarget]
    public void OldValues_AreUnique(string target)
    {
        Results results = Run(target, TicketKernel, 3000, new int[1], new int[3000]);
        Assert.Equal(3000, results.Get<int>(0)[0]);
        Assert.Equal(Enumerable.Range(0, 3000), results.Get<int>(1).Order());
    }

    [Theory]
    [EachTarget]
    public void Exchange_LosesNoValue(string target)
    {
        Results results = Run(target, ExchangeKernel, 1000, new int[1], new int[1000]);
        Assert.Equal(Enumerable.Range(0, 1001), results.Get<int>(1).Append(results.Get<int>(0)[0]).Order());
    }

    [Theory]
    [EachTarget]
    public void CompareExchangeLoop(string target)
    {
        Results results = Run(target, CasLoopKernel, 2000, new int[4], new double[4], Data<int>(2000));
        int[] data = Data<int>(2000);

        for (int b = 0; b < 4; ++b)
        {
            Assert.Equal(data.Where((_, i) => i % 4 == b).Sum(), results.Get<int>(0)[b]);
            Assert.Equal(data.Where((_, i) => i % 4 == b).Sum(x => x * 0.5), results.Get<double>(1)[b]);
        }
    }

    [Theory]
    [EachTarget]
    public void MakeAtomic(string target)
    {
        Results results = Run(target, MakeAtomicKernel, 1000, new int[2], Enumerable.Repeat(1.0, 2).ToArray());
        Assert.Equal([5000, 5000], results.Get<int>(0));
        Assert.Equal([1024.0, 1024.0], results.Get<double>(1));
    }

    [Theory]
    [EachTarget]
    public void Lock_OfOneWorkItemPerGroup(string target)
    {
        Results results = Run(target, LockKernel, Launch.Groups(50, 32), new int[1], new int[1]);
        Assert.Equal(50 * 3, results.Get<int>(1)[0]);
    }

    [Theory]
    [EachTarget]
    public void Histogram(string target)
    {
        int[] data = [.. Enumerable.Range(0, 10000).Select(i => (int)(Hash(i, 1) % 16))];
        Results results = Run(target, HistogramKernel, Launch.Groups(20, 100), data, new int[16]);
        Assert.Equal(Enumerable.Range(0, 16).Select(bin => data.Count(x => x == bin)), results.Get<int>(1));
    }

    [Theory]
    [EachTarget]
    public void IndexTypes(string target)
    {
        Results results = Run(target, IndexKernel, 100, new Index1D[3]);
        Assert.Equal(4950, (int)results.Get<Index1D>(0)[0]);
        Assert.InRange((int)results.Get<Index1D>(0)[1], 0, 99);
        Assert.Equal(7, (int)results.Get<Index1D>(0)[2]);
    }

    [Theory]
    [EachTarget]
    public void OnTheHost(string target)
    {
        _ = target;
        int x = 5;
        Assert.Equal(5, Atomic.Add(ref x, 3));
        Assert.Equal(8, Atomic.Exchange(ref x, 1));
        Assert.Equal(1, Atomic.CompareExchange(ref x, 1, 9));
        Assert.Equal(9, Atomic.Max(ref x, 12));
        Assert.Equal(12, x);
        double d = 1.5;
        Assert.Equal(1.5, Atomic.Add(ref d, 2));
        Assert.Equal(3.5, Atomic.Min(ref d, -1));
        Assert.Equal(-1, d);
    }

    private static void OwnKernel<TAtomic, T>(Index1D index, ArrayView<T> target, ArrayView<T> values, ArrayView<T> old)
        where TAtomic : struct, IAtomic<T>
        where T : unmanaged
    {
        old[index] = TAtomic.Apply(ref target[index], values[index]);
    }

    private static void ContendedKernel<TAtomic, T>(Index1D index, ArrayView<T> target, ArrayView<T> values)
        where TAtomic : struct, IAtomic<T>
        where T : unmanaged
    {
        // Divergent on purpose: the masked lanes must not take part.
        if (index % 3 != 1)
        {
            TAtomic.Apply(ref target[index * 7 % 5], values[index]);
        }
    }

    private static void UniformKernel<TAtomic, T>(Index1D index, ArrayView<T> target, ArrayView<T> values)
        where TAtomic : struct, IAtomic<T>
        where T : unmanaged
    {
        TAtomic.Apply(ref target[2], values[index]);
    }

    private static void SharedKernel<TAtomic, T>(ArrayView<T> target, ArrayView<T> values)
        where TAtomic : struct, IAtomic<T>
        where T : unmanaged
    {
        ArrayView<T> shared = SharedMemory.Allocate<T>(4);

        if (Group.IdxX < 4)
        {
            shared[Group.IdxX] = target[(Grid.IdxX * 4) + Group.IdxX];
        }

        Group.Barrier();
        TAtomic.Apply(ref shared[Group.IdxX & 3], values[Grid.GlobalIndex.X]);
        Group.Barrier();

        if (Group.IdxX < 4)
        {
            target[(Grid.IdxX * 4) + Group.IdxX] = shared[Group.IdxX];
        }
    }

    private static void SumKernel(Index1D index, ArrayView<float> values, ArrayView<float> sum, ArrayView<double> sumDouble)
    {
        Atomic.Add(ref sum[0], values[index]);
        Atomic.Add(ref sumDouble[0], values[index]);
    }

    private static void TicketKernel(Index1D index, ArrayView<int> counter, ArrayView<int> tickets)
    {
        tickets[index] = Atomic.Add(ref counter[0], 1);
    }

    private static void ExchangeKernel(Index1D index, ArrayView<int> cell, ArrayView<int> old)
    {
        old[index] = Atomic.Exchange(ref cell[0], index + 1);
    }

    private static void CasLoopKernel(Index1D index, ArrayView<int> sums, ArrayView<double> doubles, ArrayView<int> data)
    {
        ref int sum = ref sums[index % 4];
        int current = sum;
        int expected;

        do
        {
            expected = current;
            current = Atomic.CompareExchange(ref sum, expected, expected + data[index]);
        }
        while (current != expected);

        ref double real = ref doubles[index % 4];
        double now = real;
        double wanted;

        do
        {
            wanted = now;
            now = Atomic.CompareExchange(ref real, wanted, wanted + (data[index] * 0.5));
        }
        while (now != wanted);
    }

    private static void MakeAtomicKernel(Index1D index, ArrayView<int> integers, ArrayView<double> reals)
    {
        Atomic.MakeAtomic(ref integers[index & 1], 100, default(SaturatingAdd), default(CompareExchangeInt32));

        if (index < 20)
        {
            Atomic.MakeAtomic(ref reals[index & 1], 2.0, default(MultiplyDouble), default(CompareExchangeDouble));
        }
    }

    private static void LockKernel(ArrayView<int> mutex, ArrayView<int> value)
    {
        if (Group.IsFirstThread)
        {
            while (Atomic.CompareExchange(ref mutex[0], 0, 1) != 0)
            {
            }

            MemoryFence.DeviceLevel();
            value[0] = value[0] + 3;
            MemoryFence.DeviceLevel();
            Atomic.Exchange(ref mutex[0], 0);
        }
    }

    private static void HistogramKernel(ArrayView<int> data, ArrayView<int> bins)
    {
        ArrayView<int> local = SharedMemory.Allocate<int>(16);

        for (int i = Group.IdxX; i < 16; i += Group.DimX)
        {
            local[i] = 0;
        }

        Group.Barrier();

        for (int i = Grid.GlobalIndex.X; i < data.IntLength; i += Grid.DimX * Group.DimX)
        {
            Atomic.Add(ref local[data[i]], 1);
        }

        Group.Barrier();

        for (int i = Group.IdxX; i < 16; i += Group.DimX)
        {
            Atomic.Add(ref bins[i], local[i]);
        }
    }

    private static void IndexKernel(Index1D index, ArrayView<Index1D> cells)
    {
        Atomic.Add(ref cells[0], index);
        Atomic.Exchange(ref cells[1], index);
        Atomic.CompareExchange(ref cells[2], new Index1D(0), new Index1D(7));
    }

    private void Dispatch(string method, string target, string name)
    {
        Type operation = typeof(AtomicOperators).GetNestedType(name)!;
        Type element = operation.GetInterfaces().Single().GetGenericArguments()[0];
        bool is64 = element == typeof(long) || element == typeof(ulong) || element == typeof(double);
        Require(target, is64 ? TargetCapabilities.Int64Atomics : TargetCapabilities.None);
        typeof(AtomicTests)
            .GetMethod(method, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(operation, element)
            .Invoke(this, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [target], null);
    }

    private void CheckOwn<TAtomic, T>(string target)
        where TAtomic : struct, IAtomic<T>
        where T : unmanaged
    {
        (T[] first, T[] second) = Operators.EdgeValues.Pairs(Operators.EdgeValues.Of<T>(), Operators.EdgeValues.Of<T>());
        Check(
            target,
            Method(typeof(AtomicTests), nameof(OwnKernel), typeof(TAtomic), typeof(T)),
            first.Length,
            first,
            second,
            new T[first.Length]);
    }

    private void CheckContended<TAtomic, T>(string target)
        where TAtomic : struct, IAtomic<T>
        where T : unmanaged
    {
        Check(
            target,
            Method(typeof(AtomicTests), nameof(ContendedKernel), typeof(TAtomic), typeof(T)),
            1000,
            Data<T>(5, DataKind.Random, 1),
            Data<T>(1000, DataKind.Random, 2));
    }

    private void CheckUniform<TAtomic, T>(string target)
        where TAtomic : struct, IAtomic<T>
        where T : unmanaged
    {
        Check(
            target,
            Method(typeof(AtomicTests), nameof(UniformKernel), typeof(TAtomic), typeof(T)),
            501,
            Data<T>(5, DataKind.Random, 1),
            Data<T>(501, DataKind.Random, 2));
    }

    private void CheckShared<TAtomic, T>(string target)
        where TAtomic : struct, IAtomic<T>
        where T : unmanaged
    {
        Check(
            target,
            Method(typeof(AtomicTests), nameof(SharedKernel), typeof(TAtomic), typeof(T)),
            Launch.Groups(3, 50),
            Data<T>(12, DataKind.Random, 1),
            Data<T>(150, DataKind.Random, 2));
    }
}
