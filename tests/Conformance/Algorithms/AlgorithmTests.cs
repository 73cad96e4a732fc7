using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Algorithms.HistogramOperations;
using ILGPU.Algorithms.RadixSortOperations;
using ILGPU.Algorithms.Random;
using ILGPU.Algorithms.ScanReduceOperations;
using ILGPU.Algorithms.Sequencers;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Algorithms;

/// <summary>Reductions, scans, sorting and the like against LINQ.</summary>
public sealed class AlgorithmTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<int> Lengths => [1, 2, 7, 16, 31, 32, 33, 100, 256, 257, 1000, 4096, 10007, 100000];

    [Theory]
    [EachTarget(nameof(Lengths))]
    public void Reduce(string target, int length)
    {
        Accelerator accelerator = Open(target);
        int[] data = Data<int>(length, DataKind.Random);
        float[] floats = [.. data.Select(x => (float)(x & 15))];
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(data);
        using MemoryBuffer1D<float, Stride1D.Dense> floatBuffer = accelerator.Allocate1D(floats);
        using MemoryBuffer1D<int, Stride1D.Dense> output = accelerator.Allocate1D<int>(1);
        AcceleratorStream stream = accelerator.DefaultStream;
        Assert.Equal(data.Aggregate(0, (a, b) => unchecked(a + b)), accelerator.Reduce<int, AddInt32>(stream, buffer.View));
        Assert.Equal(data.Max(), accelerator.Reduce<int, MaxInt32>(stream, buffer.View));
        Assert.Equal(data.Min(), accelerator.Reduce<int, MinInt32>(stream, buffer.View));
        Assert.Equal(floats.Sum(), accelerator.Reduce<float, AddFloat>(stream, floatBuffer.View));
        Assert.Equal(floats.Max(), accelerator.Reduce<float, MaxFloat>(stream, floatBuffer.View));
        accelerator.Reduce<int, AddInt32>(stream, buffer.View, output.View);
        stream.Synchronize();
        Assert.Equal(data.Aggregate(0, (a, b) => unchecked(a + b)), output.GetAsArray1D()[0]);
    }

    [Theory]
    [EachTarget(nameof(Lengths))]
    public void InclusiveAndExclusiveScan(string target, int length)
    {
        Accelerator accelerator = Open(target);
        int[] data = Data<int>(length);
        using MemoryBuffer1D<int, Stride1D.Dense> input = accelerator.Allocate1D(data);
        using MemoryBuffer1D<int, Stride1D.Dense> output = accelerator.Allocate1D<int>(length);
        using MemoryBuffer1D<int, Stride1D.Dense> temp = accelerator.Allocate1D<int>((int)accelerator.ComputeScanTempStorageSize<int>(length).X);
        accelerator.CreateScan<int, Stride1D.Dense, Stride1D.Dense, AddInt32>(ScanKind.Inclusive)(
            accelerator.DefaultStream, input.View, output.View, temp.View);
        accelerator.Synchronize();
        Assert.Equal(Scan(data, inclusive: true), output.GetAsArray1D());
        accelerator.CreateScan<int, Stride1D.Dense, Stride1D.Dense, AddInt32>(ScanKind.Exclusive)(
            accelerator.DefaultStream, input.View, output.View, temp.View);
        accelerator.Synchronize();
        Assert.Equal(Scan(data, inclusive: false), output.GetAsArray1D());
    }

    [Theory]
    [EachTarget(nameof(Lengths))]
    public void RadixSort(string target, int length)
    {
        CheckSort<int, AscendingInt32>(target, Data<int>(length, DataKind.Random), data => data.Order());
        CheckSort<int, DescendingInt32>(target, Data<int>(length, DataKind.Random), data => data.OrderDescending());
        CheckSort<uint, AscendingUInt32>(target, Data<uint>(length, DataKind.Random), data => data.Order());
        CheckSort<long, DescendingInt64>(target, Data<long>(length, DataKind.Random), data => data.OrderDescending());
        CheckSort<float, AscendingFloat>(target, Data<float>(length, DataKind.Random), data => data.Order());
        CheckSort<double, DescendingDouble>(target, Data<double>(length, DataKind.Random), data => data.OrderDescending());
        CheckSort<byte, AscendingUInt8>(target, Data<byte>(length, DataKind.Random), data => data.Order());
        CheckSort<short, AscendingInt16>(target, Data<short>(length, DataKind.Random), data => data.Order());
    }

    [Theory]
    [EachTarget(nameof(Lengths))]
    public void RadixSortPairs(string target, int length)
    {
        Accelerator accelerator = Open(target);
        int[] keys = [.. Data<int>(length, DataKind.Random).Select(x => x & 0xff)];
        int[] values = [.. Enumerable.Range(0, length)];
        using MemoryBuffer1D<int, Stride1D.Dense> keyBuffer = accelerator.Allocate1D(keys);
        using MemoryBuffer1D<int, Stride1D.Dense> valueBuffer = accelerator.Allocate1D(values);
        using MemoryBuffer1D<int, Stride1D.Dense> temp =
            accelerator.Allocate1D<int>(accelerator.ComputeRadixSortPairsTempStorageSize<int, int, AscendingInt32>(length));
        accelerator.CreateRadixSortPairs<int, Stride1D.Dense, int, Stride1D.Dense, AscendingInt32>()(
            accelerator.DefaultStream, keyBuffer.View, valueBuffer.View, temp.View);
        accelerator.Synchronize();

        // A radix sort is stable.
        Assert.Equal(values.OrderBy(i => keys[i]), valueBuffer.GetAsArray1D());
        Assert.Equal(keys.Order(), keyBuffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget(nameof(Lengths))]
    public void SequenceInitializeTransform(string target, int length)
    {
        Accelerator accelerator = Open(target);
        using MemoryBuffer1D<int, Stride1D.Dense> a = accelerator.Allocate1D<int>(length);
        using MemoryBuffer1D<float, Stride1D.Dense> b = accelerator.Allocate1D<float>(length);
        AcceleratorStream stream = accelerator.DefaultStream;
        accelerator.Sequence(stream, a.View, default(Int32Sequencer));
        accelerator.Transform<int, Stride1D.Dense, float, Stride1D.Dense, Halve>(stream, a.View, b.View, default);
        stream.Synchronize();
        Assert.Equal(Enumerable.Range(0, length), a.GetAsArray1D());
        Assert.Equal(Enumerable.Range(0, length).Select(i => i * 0.5f), b.GetAsArray1D());
        accelerator.Initialize(stream, a.View, 42);
        stream.Synchronize();
        Assert.All(a.GetAsArray1D(), x => Assert.Equal(42, x));
    }

    [Theory]
    [EachTarget(nameof(Lengths))]
    public void Histogram(string target, int length)
    {
        Accelerator accelerator = Open(target);
        int[] data = Data<int>(length);
        using MemoryBuffer1D<int, Stride1D.Dense> input = accelerator.Allocate1D(data);
        using MemoryBuffer1D<int, Stride1D.Dense> bins = accelerator.Allocate1D(new int[16]);
        using MemoryBuffer1D<int, Stride1D.Dense> overflow = accelerator.Allocate1D(new int[1]);
        accelerator.Histogram<int, Stride1D.Dense, Modulo16>(accelerator.DefaultStream, input.View, (ArrayView<int>)bins.View, (ArrayView<int>)overflow.View);
        accelerator.Synchronize();
        Assert.Equal(Enumerable.Range(0, 16).Select(bin => data.Count(x => (x & 15) == bin)), bins.GetAsArray1D());
        Assert.Equal(0, overflow.GetAsArray1D()[0]);
    }

    [Theory]
    [EachTarget]
    public void GroupAndWarpReductions(string target)
    {
        Accelerator accelerator = Open(target);
        int size = accelerator.WarpSize * 3;
        int[] data = Data<int>(2 * size);
        Results results = Run(target, GroupKernel, Launch.Groups(2, size), data, new int[2 * size], new int[2 * size], new int[2 * size], new int[2 * size]);

        for (int i = 0; i < 2 * size; ++i)
        {
            int[] group = data[(i / size * size)..((i / size * size) + size)];
            int warpStart = i / accelerator.WarpSize * accelerator.WarpSize;
            int[] warp = data[warpStart..(warpStart + accelerator.WarpSize)];
            Assert.Equal(group.Sum(), results.Get<int>(1)[i]);
            Assert.Equal(group[..((i % size) + 1)].Sum(), results.Get<int>(2)[i]);
            Assert.Equal(group[..(i % size)].Sum(), results.Get<int>(3)[i]);
            Assert.Equal(warp.Max(), results.Get<int>(4)[i]);
        }
    }

    [Theory]
    [EachTarget]
    public void RandomNumbers_AreUniform(string target)
    {
        Accelerator accelerator = Open(target);
        using RNG<XorShift128Plus> rng = RNG.Create<XorShift128Plus>(accelerator, new System.Random(1));
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = accelerator.Allocate1D<float>(100_000);
        rng.FillUniform(accelerator.DefaultStream, buffer.View);
        accelerator.Synchronize();
        float[] values = buffer.GetAsArray1D();
        Assert.All(values, x => Assert.InRange(x, 0f, 1f));
        Assert.InRange(values.Average(), 0.49f, 0.51f);
        Assert.InRange(values.Average(x => (x - 0.5) * (x - 0.5)), 0.081, 0.0855);
        Assert.True(values.Distinct().Count() > 95_000);
    }

    [Theory]
    [EachTarget]
    public void RandomProviders_GiveTheSameInKernels(string target)
    {
        Check(target, RandomKernel, 200, new int[200], new long[200], new double[200], new float[200]);
    }

    private static IEnumerable<int> Scan(int[] data, bool inclusive)
    {
        int sum = 0;

        foreach (int x in data)
        {
            int before = sum;
            sum += x;

            yield return inclusive ? sum : before;
        }
    }

    private static void GroupKernel(ArrayView<int> input, ArrayView<int> all, ArrayView<int> inclusive, ArrayView<int> exclusive, ArrayView<int> warpMax)
    {
        int i = Grid.GlobalIndex.X;
        all[i] = GroupExtensions.AllReduce<int, AddInt32>(input[i]);
        Group.Barrier();
        inclusive[i] = GroupExtensions.InclusiveScan<int, AddInt32>(input[i]);
        Group.Barrier();
        exclusive[i] = GroupExtensions.ExclusiveScan<int, AddInt32>(input[i]);
        Group.Barrier();
        warpMax[i] = WarpExtensions.AllReduce<int, MaxInt32>(input[i]);
    }

    private static void RandomKernel(Index1D index, ArrayView<int> a, ArrayView<long> b, ArrayView<double> c, ArrayView<float> d)
    {
        XorShift128Plus plus = new((ulong)index + 1, 77);
        XorShift128 plain = new((uint)index.X + 1, 2, 3, 4);
        plus.ShiftPeriod(5);
        a[index] = plus.Next() ^ plain.Next();
        b[index] = plus.NextLong() ^ plain.NextLong();
        c[index] = plus.NextDouble() + plain.NextDouble();
        d[index] = plus.NextFloat() + plain.NextFloat();
    }

    private void CheckSort<T, TOperation>(string target, T[] data, Func<T[], IEnumerable<T>> sort)
        where T : unmanaged
        where TOperation : struct, IRadixSortOperation<T>
    {
        Accelerator accelerator = Open(target);
        using MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D(data);
        using MemoryBuffer1D<int, Stride1D.Dense> temp = accelerator.Allocate1D<int>(accelerator.ComputeRadixSortTempStorageSize<T, TOperation>(data.Length));
        accelerator.CreateRadixSort<T, Stride1D.Dense, TOperation>()(accelerator.DefaultStream, buffer.View, temp.View);
        accelerator.Synchronize();
        Assert.Equal(sort(data), buffer.GetAsArray1D());
    }

    private readonly struct Halve : ITransformer<int, float>
    {
        public float Transform(int value)
        {
            return value * 0.5f;
        }
    }

    private readonly struct Modulo16 : IComputeSingleBinOperation<int, Index1D>
    {
        public Index1D ComputeHistogramBin(int value, Index1D numBins)
        {
            return value & 15;
        }
    }
}
