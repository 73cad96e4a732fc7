using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Algorithms.HistogramOperations;
using ILGPU.Algorithms.RadixSortOperations;
using ILGPU.Algorithms.Random;
using ILGPU.Algorithms.ScanReduceOperations;
using ILGPU.Algorithms.Sequencers;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>The algorithms against plain loops.</summary>
public sealed class AlgorithmTests : CpuTestBase
{
    private AcceleratorStream Stream => this.Accelerator.DefaultStream;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1000)]
    [InlineData(16384)]
    [InlineData(16385)]
    [InlineData(1_000_003)]
    public void Reduce_EqualsLoop(int length)
    {
        int[] data = Numbers(length);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D(data);
        ArrayView<int> view = buffer.View;
        Assert.Equal(data.Sum(), this.Accelerator.Reduce<int, AddInt32>(this.Stream, view));
        Assert.Equal(length == 0 ? int.MinValue : data.Max(), this.Accelerator.Reduce<int, MaxInt32>(this.Stream, view));
        Assert.Equal(length == 0 ? int.MaxValue : data.Min(), this.Accelerator.Reduce<int, MinInt32>(this.Stream, view));
        ArrayView1D<int, Stride1D.General> third = view.AsGeneral(new Stride1D.General(3));
        Assert.Equal(
            data.Where(static (_, i) => i % 3 == 0).Sum(),
            this.Accelerator.Reduce<int, Stride1D.General, AddInt32>(this.Stream, third));
    }

    [Fact]
    public void Reduce_Floats_IsExactEnoughAndRepeatable()
    {
        float[] data = [.. Numbers(300_000).Select(static v => v / 1000f)];
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = this.Accelerator.Allocate1D(data);
        float first = this.Accelerator.Reduce<float, AddFloat>(this.Stream, buffer.View);
        Assert.Equal(data.Sum(static v => (double)v), first, Math.Abs(first) * 1e-5 + 0.01);

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(first, this.Accelerator.Reduce<float, AddFloat>(this.Stream, buffer.View));
        }

        Assert.Equal(data.Max(), this.Accelerator.Reduce<float, MaxFloat>(this.Stream, buffer.View));
    }

    [Fact]
    public async Task ReduceAsync_GivesTheResult()
    {
        using MemoryBuffer1D<double, Stride1D.Dense> buffer = this.Accelerator.Allocate1D([1.5, 2.5, -1.0]);
        Assert.Equal(3.0, await this.Accelerator.ReduceAsync<double, AddDouble>(this.Stream, buffer.View));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(16384)]
    [InlineData(200_001)]
    public void Scan_EqualsLoop(int length)
    {
        int[] data = Numbers(length);
        using MemoryBuffer1D<int, Stride1D.Dense> input = this.Accelerator.Allocate1D(data);
        using MemoryBuffer1D<int, Stride1D.Dense> output = this.Accelerator.Allocate1D<int>(length);
        using MemoryBuffer1D<int, Stride1D.Dense> temp =
            this.Accelerator.Allocate1D<int>(this.Accelerator.ComputeScanTempStorageSize<int>(length));
        int[] inclusive = new int[length];
        int[] exclusive = new int[length];
        int sum = 0;

        for (int i = 0; i < length; i++)
        {
            exclusive[i] = sum;
            sum += data[i];
            inclusive[i] = sum;
        }

        Scan<int, Stride1D.Dense, Stride1D.Dense> scan =
            this.Accelerator.CreateScan<int, Stride1D.Dense, Stride1D.Dense, AddInt32>(ScanKind.Inclusive);
        scan(this.Stream, input.View, output.View, temp.View);
        Assert.Equal(inclusive, output.GetAsArray1D());
        using ScanProvider provider = this.Accelerator.CreateScanProvider<int>(length);
        BufferedScan<int, Stride1D.Dense, Stride1D.Dense> buffered =
            provider.CreateScan<int, Stride1D.Dense, Stride1D.Dense, AddInt32>(ScanKind.Exclusive);
        buffered(this.Stream, input.View, output.View);
        Assert.Equal(exclusive, output.GetAsArray1D());
        buffered(this.Stream, input.View, input.View);
        Assert.Equal(exclusive, input.GetAsArray1D());
        Assert.Throws<ArgumentOutOfRangeException>(() => scan(this.Stream, input.View, output.View, default));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(70_001)]
    public void RadixSort_Sorts(int length)
    {
        Check<int, AscendingInt32>(Numbers(length), static v => [.. v.Order()]);
        Check<int, DescendingInt32>(Numbers(length), static v => [.. v.OrderDescending()]);
        Check<float, AscendingFloat>([.. Numbers(length).Select(static v => v * 0.01f)], static v => [.. v.Order()]);
        Check<double, DescendingDouble>([.. Numbers(length).Select(static v => v * 1e100)], static v => [.. v.OrderDescending()]);
        Check<byte, AscendingUInt8>([.. Numbers(length).Select(static v => (byte)v)], static v => [.. v.Order()]);
        Check<long, AscendingInt64>([.. Numbers(length).Select(static v => v * 4_000_000_007L)], static v => [.. v.Order()]);
        Check<ushort, DescendingUInt16>([.. Numbers(length).Select(static v => (ushort)v)], static v => [.. v.OrderDescending()]);
        Check<ILGPU.Half, AscendingHalf>([.. Numbers(length).Select(static v => (ILGPU.Half)(v % 1000))], static v => [.. v.Order()]);

        void Check<T, TOperation>(T[] data, Func<T[], T[]> expected)
            where T : unmanaged
            where TOperation : struct, IRadixSortOperation<T>
        {
            using MemoryBuffer1D<T, Stride1D.Dense> buffer = this.Accelerator.Allocate1D(data);
            using RadixSortProvider provider = this.Accelerator.CreateRadixSortProvider<T, TOperation>(data.Length);
            provider.CreateRadixSort<T, Stride1D.Dense, TOperation>()(this.Stream, buffer.View);
            Assert.Equal(expected(data), buffer.GetAsArray1D());
        }
    }

    [Fact]
    public void RadixSortPairs_IsStable()
    {
        int[] keys = [.. Numbers(10_000).Select(static v => v % 50)];
        int[] order = [.. Enumerable.Range(0, keys.Length).OrderBy(i => keys[i])];
        using MemoryBuffer1D<int, Stride1D.Dense> keyBuffer = this.Accelerator.Allocate1D(keys);
        using MemoryBuffer1D<int, Stride1D.Dense> values = this.Accelerator.Allocate1D<int>(keys.Length);
        int size = this.Accelerator.ComputeRadixSortPairsTempStorageSize<int, int, AscendingInt32>(keys.Length);
        using MemoryBuffer1D<int, Stride1D.Dense> temp = this.Accelerator.Allocate1D<int>(size);
        this.Accelerator.CreateRadixSortPairs<int, Stride1D.Dense, int, Stride1D.Dense, Int32Sequencer, AscendingInt32>()(
            this.Stream, keyBuffer.View, values.View, default, temp.View);
        Assert.Equal(keys.Order(), keyBuffer.GetAsArray1D());
        Assert.Equal(order, values.GetAsArray1D());
        using RadixSortProvider provider = this.Accelerator.CreateRadixSortProvider<int, int, AscendingInt32>(keys.Length);
        provider.CreateRadixSortPairs<int, Stride1D.Dense, int, Stride1D.Dense, AscendingInt32>()(this.Stream, values.View, keyBuffer.View);
        Assert.Equal(keys, keyBuffer.GetAsArray1D());
    }

    [Fact]
    public void ElementWise_Algorithms()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<float>(1000);
        this.Accelerator.Initialize(this.Stream, buffer.View.BaseView, 3f);
        Assert.All(buffer.GetAsArray1D(), static v => Assert.Equal(3f, v));
        this.Accelerator.CreateInitializer<float, Stride1D.Dense>()(this.Stream, buffer.View, 4f);
        Assert.All(buffer.GetAsArray1D(), static v => Assert.Equal(4f, v));
        using MemoryBuffer1D<int, Stride1D.Dense> sequence = this.Accelerator.Allocate1D<int>(20);
        this.Accelerator.Sequence(this.Stream, sequence.View.BaseView, default(Int32Sequencer));
        Assert.Equal(Enumerable.Range(0, 20), sequence.GetAsArray1D());
        this.Accelerator.RepeatedSequence(this.Stream, sequence.View.BaseView, 3, default(Int32Sequencer));
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => i % 3), sequence.GetAsArray1D());
        this.Accelerator.BatchedSequence(this.Stream, sequence.View.BaseView, 4, default(Int32Sequencer));
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => i / 4), sequence.GetAsArray1D());
        this.Accelerator.RepeatedBatchedSequence(this.Stream, sequence.View.BaseView, 2, 3, default(Int32Sequencer));
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => i / 3 % 2), sequence.GetAsArray1D());
        using MemoryBuffer1D<int, Stride1D.Dense> transformed = this.Accelerator.Allocate1D<int>(20);
        this.Accelerator.Transform(this.Stream, sequence.View.BaseView, transformed.View.BaseView, new AddConstant(5));
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => (i / 3 % 2) + 5), transformed.GetAsArray1D());
        using MemoryBuffer1D<Index1D, Stride1D.Dense> order =
            this.Accelerator.Allocate1D([.. Enumerable.Range(0, 20).Select(static i => new Index1D(19 - i))]);
        this.Accelerator.Sequence(this.Stream, sequence.View.BaseView, default(Int32Sequencer));
        this.Accelerator.Reorder<int>(this.Stream, sequence.View, transformed.View, order.View);
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => 19 - i), transformed.GetAsArray1D());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(50_000)]
    public void Unique_RemovesNeighbours(int length)
    {
        int[] data = [.. Numbers(length).Select(static v => v & 1)];
        List<int> expected = [];

        foreach (int value in data)
        {
            if (expected.Count == 0 || expected[^1] != value)
            {
                expected.Add(value);
            }
        }

        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D(data);
        long count = this.Accelerator.Unique(this.Stream, buffer.View.BaseView);
        Assert.Equal(expected.Count, count);
        Assert.Equal(expected, buffer.View.BaseView.SubView(0L, count).GetAsArray());
    }

    [Fact]
    public void Histogram_Counts()
    {
        int[] data = Numbers(100_000);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D(data);
        using MemoryBuffer1D<int, Stride1D.Dense> histogram = this.Accelerator.Allocate1D<int>(10);
        using MemoryBuffer1D<int, Stride1D.Dense> overflow = this.Accelerator.Allocate1D<int>(1);
        histogram.MemSetToZero();
        overflow.MemSetToZero();
        this.Accelerator.Histogram<int, Stride1D.Dense, LastDigit>(this.Stream, buffer.View, histogram.View, overflow.View);
        Assert.Equal(Enumerable.Range(0, 10).Select(d => data.Count(v => (v & int.MaxValue) % 10 == d)), histogram.GetAsArray1D());
        Assert.Equal(0, overflow.GetAsArray1D()[0]);
        histogram.CopyFromCPU(Enumerable.Repeat(int.MaxValue, 10).ToArray());
        this.Accelerator.Histogram<int, Stride1D.Dense, LastDigit>(this.Stream, buffer.View, histogram.View, overflow.View);
        Assert.Equal(1, overflow.GetAsArray1D()[0]);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(256)]
    public void GroupExtensions_EqualLoops(int groupSize)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> output = this.Accelerator.Allocate1D<int>(groupSize * 6);
        this.Accelerator.LoadStreamKernel<ArrayView<int>>(GroupKernel)((1, groupSize), output.View);
        int[] result = output.GetAsArray1D();
        int sum = 0;
        int total = Enumerable.Range(1, groupSize).Sum(static i => i * i);

        for (int i = 0; i < groupSize; i++)
        {
            int value = (i + 1) * (i + 1);
            Assert.Equal(total, result[i * 6]);
            Assert.Equal(groupSize * groupSize, result[(i * 6) + 1]);
            Assert.Equal(sum, result[(i * 6) + 2]);
            sum += value;
            Assert.Equal(sum, result[(i * 6) + 3]);
            Assert.Equal(1, result[(i * 6) + 4]);
            Assert.Equal(total, result[(i * 6) + 5]);
        }
    }

    [Fact]
    public void GridStride_VisitsAllElements()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> output = this.Accelerator.Allocate1D<int>(100_003);
        output.MemSetToZero();
        this.Accelerator.LaunchGridStride(output.Length, new CountBody(output.View));
        this.Accelerator.LaunchGridStride(0, new CountBody(output.View));
        Assert.All(output.GetAsArray1D(), static v => Assert.Equal(1, v));
    }

    [Fact]
    public void Random_IsUniformAndRepeatable()
    {
        Check<XorShift32>();
        Check<XorShift64Star>();
        Check<XorShift128>();
        Check<XorShift128Plus>();

        void Check<TProvider>()
            where TProvider : unmanaged, IRandomProvider<TProvider>
        {
            float[] first = Draw();
            Assert.Equal(first, Draw());
            Assert.InRange(first.Average(), 0.495, 0.505);
            Assert.InRange(first.Min(), 0f, 0.001f);
            Assert.InRange(first.Max(), 0.999f, 0.99999999f);
            double variance = first.Select(static v => (v - 0.5) * (v - 0.5)).Average();
            Assert.InRange(variance, 0.0825, 0.0842);
            Assert.True(first.Distinct().Count() > 90_000);

            float[] Draw()
            {
                using RNG<TProvider> rng = RNG.Create<TProvider>(this.Accelerator, new System.Random(7), 64);
                using MemoryBuffer1D<float, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<float>(100_000);
                rng.FillUniform(buffer.View.BaseView);

                return buffer.GetAsArray1D();
            }
        }
    }

    [Fact]
    public void RngView_DrawsPerWorkItem()
    {
        using RNG<XorShift128Plus> rng = RNG.Create<XorShift128Plus>(this.Accelerator, new System.Random(1));
        using MemoryBuffer1D<double, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<double>(64);
        this.Accelerator.LoadStreamKernel<RNGView<XorShift128Plus>, ArrayView<double>>(
            static (random, data) => data[Grid.GlobalLinearIndex] = random.NextDouble() + random.NextInt32Test())((2, 32), rng.GetViewViaThreads(64), buffer.View);
        double[] values = buffer.GetAsArray1D();
        Assert.Equal(64, values.Distinct().Count());
    }

    private static int[] Numbers(int count)
    {
        System.Random random = new(count);
        int[] result = new int[count];

        for (int i = 0; i < count; i++)
        {
            result[i] = random.Next(-100_000, 100_000);
        }

        return result;
    }

    private static void GroupKernel(ArrayView<int> output)
    {
        int index = Group.IdxX;
        int value = (index + 1) * (index + 1);
        output[index * 6] = GroupExtensions.AllReduce<int, AddInt32>(value);
        output[(index * 6) + 1] = GroupExtensions.AllReduce<int, MaxInt32>(value);
        output[(index * 6) + 2] = GroupExtensions.ExclusiveScan<int, AddInt32>(value);
        output[(index * 6) + 3] = GroupExtensions.InclusiveScanWithBoundaries<int, AddInt32>(value, out ScanBoundaries<int> boundaries);
        output[(index * 6) + 4] = boundaries.LeftBoundary;
        output[(index * 6) + 5] = boundaries.RightBoundary;
    }

    private readonly struct AddConstant(int constant) : ITransformer<int, int>
    {
        private readonly int _constant = constant;

        public int Transform(int value) => value + _constant;
    }

    private readonly struct LastDigit : IComputeSingleBinOperation<int, Index1D>
    {
        public Index1D ComputeHistogramBin(int value, Index1D numBins) => (value & int.MaxValue) % numBins.X;
    }

    private readonly struct CountBody(ArrayView<int> output) : IGridStrideKernelBody
    {
        private readonly ArrayView<int> _output = output;

        public void Execute(LongIndex1D linearIndex) => Atomic.Add(ref _output[linearIndex], 1);

        public void Finish()
        {
        }
    }
}

file static class RngTestExtensions
{
    public static int NextInt32Test(this RNGView<XorShift128Plus> random) => random.Next() * 0;
}
