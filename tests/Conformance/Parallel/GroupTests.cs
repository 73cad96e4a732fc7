using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Extensions;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Parallel;

/// <summary>
/// Groups: barriers, shared memory, broadcasts. Every kernel runs with many group sizes: one work-item, fewer than a warp, no
/// multiple of a warp, several warps.
/// </summary>
internal static class GroupKernels
{
    [Kernel]
    private static void Indices(ArrayView<int> output)
    {
        output[Grid.GlobalLinearIndex] = Group.IdxX + (1000 * Grid.IdxX) + (100000 * Group.DimX) + (Grid.DimX * 10000000)
            + Group.IdxY + Group.IdxZ + Grid.IdxY + Grid.IdxZ + Group.DimY + Grid.DimZ;
    }

    [Kernel]
    private static void GlobalIndices(ArrayView<int> output, ArrayView<long> longs)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = Grid.GlobalLinearIndex + Group.LinearIndex + Grid.LinearIndex + Group.Index.X + Grid.Index.X + Group.Dimension.X + Grid.Dimension.Y
            + (Group.IsFirstThread ? 100000 : 0) + (Group.IsLastThread ? 200000 : 0);
        longs[i] = Grid.LongGlobalIndex.X + Grid.ComputeGlobalIndex(new Index1D(Grid.IdxX), new Index1D(Group.IdxX));
    }

    [Kernel]
    private static void ReverseThroughShared(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(256);
        int i = Grid.GlobalIndex.X;
        shared[Group.IdxX] = input[i];
        Group.Barrier();
        output[i] = shared[Group.DimX - 1 - Group.IdxX];
    }

    [Kernel]
    private static void RotateManyTimes(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(256);
        int i = Grid.GlobalIndex.X;
        int value = input[i];

        for (int round = 0; round < 5; ++round)
        {
            shared[Group.IdxX] = value;
            Group.Barrier();
            value = shared[(Group.IdxX + round) % Group.DimX] + round;
            Group.Barrier();
        }

        output[i] = value;
    }

    [Kernel]
    private static void TreeReduction(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(256);
        int i = Grid.GlobalIndex.X;
        shared[Group.IdxX] = input[i];
        Group.Barrier();

        for (int stride = 128; stride > 0; stride >>= 1)
        {
            if (Group.IdxX < stride && Group.IdxX + stride < Group.DimX)
            {
                shared[Group.IdxX] += shared[Group.IdxX + stride];
            }

            Group.Barrier();
        }

        output[i] = shared[0];
    }

    [Kernel]
    private static void InclusiveScan(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> front = SharedMemory.Allocate<int>(256);
        ArrayView<int> back = SharedMemory.Allocate<int>(256);
        int i = Grid.GlobalIndex.X;
        int k = Group.IdxX;
        front[k] = input[i];
        Group.Barrier();

        for (int stride = 1; stride < Group.DimX; stride *= 2)
        {
            back[k] = k >= stride ? front[k] + front[k - stride] : front[k];
            Group.Barrier();
            (front, back) = (back, front);
        }

        output[i] = front[k];
    }

    [Kernel]
    private static void BarrierInUniformBranch(ArrayView<int> input, ArrayView<int> output, int flag)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(256);
        int i = Grid.GlobalIndex.X;
        int value = input[i];

        if (flag > 2)
        {
            shared[Group.IdxX] = value;
            Group.Barrier();
            value += shared[Group.DimX - 1 - Group.IdxX];
        }

        if (Grid.IdxX == 1)
        {
            Group.Barrier();
            shared[Group.IdxX] = value;
            Group.Barrier();
            value = shared[0];
        }

        output[i] = value;
    }

    [Kernel]
    private static void BarrierInHelper(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        ArrayView<int> shared = SharedMemory.Allocate<int>(256);
        output[i] = Neighbour(shared, input[i], 1) - Neighbour(shared, input[i], 2);
    }

    private static int Neighbour(ArrayView<int> shared, int value, int distance)
    {
        Group.Barrier();
        shared[Group.IdxX] = value;
        Group.Barrier();

        return shared[(Group.IdxX + distance) % Group.DimX];
    }

    [Kernel]
    private static void ValuesLiveAcrossBarriers(ArrayView<int> input, ArrayView<double> output)
    {
        int i = Grid.GlobalIndex.X;
        int a = input[i] * 3;
        long b = (long)a << 20;
        float c = a * 0.5f;
        double d = c * 1.25;
        bool e = a > 5;
        Group.Barrier();
        byte f = (byte)a;
        Group.Barrier();
        output[i] = a + b + c + d + (e ? 1000 : 0) + f;
    }

    [Kernel]
    private static void LocalArrayAcrossBarrier(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        int[] local = new int[4];
        local[i & 3] = input[i];
        Group.Barrier();
        local[(i + 1) & 3] += local[i & 3] * 2;
        Group.Barrier();
        output[i] = local[0] + local[1] + local[2] + local[3];
    }

    [Kernel]
    private static void StructAcrossBarrier(ArrayView<int> input, ArrayView<long> output)
    {
        int i = Grid.GlobalIndex.X;
        (int A, double B, long C) t = (input[i], input[i] * 0.5, 1L << 40);
        Group.Barrier();
        t.A++;
        Group.Barrier();
        output[i] = t.A + (long)(t.B * 2) + t.C;
    }

    [Kernel]
    private static void DivergentBetweenBarriers(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(256);
        int i = Grid.GlobalIndex.X;
        int value = 0;

        for (int k = 0; k < (input[i] & 7); ++k)
        {
            value += k * input[i];
        }

        if (value > 10)
        {
            shared[Group.IdxX] = value;
        }
        else
        {
            shared[Group.IdxX] = -1;
        }

        Group.Barrier();

        if ((Group.IdxX & 1) == 0)
        {
            value += shared[(Group.IdxX * 3) % Group.DimX];
        }

        output[i] = value;
    }

    [Kernel]
    private static void SharedScalar(ArrayView<int> input, ArrayView<int> output)
    {
        ref int shared = ref SharedMemory.Allocate<int>();
        int i = Grid.GlobalIndex.X;

        if (Group.IsFirstThread)
        {
            shared = input[i] + 7;
        }

        Group.Barrier();
        output[i] = shared;
        Group.Barrier();
        Atomic.Add(ref shared, 1);
        Group.Barrier();
        output[i] += shared * 100;
    }

    [Kernel]
    private static void SharedStructs(ArrayView<int> input, ArrayView<double> output)
    {
        ArrayView<(byte A, double B)> shared = SharedMemory.Allocate<(byte, double)>(256);
        int i = Grid.GlobalIndex.X;
        shared[Group.IdxX] = ((byte)input[i], input[i] * 0.5);
        Group.Barrier();
        (byte a, double b) = shared[(Group.IdxX + 1) % Group.DimX];
        output[i] = a + b;
    }

    [Kernel]
    private static void SharedBytes(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<byte> bytes = SharedMemory.Allocate<byte>(256);
        ArrayView<short> shorts = SharedMemory.Allocate<short>(256);
        int i = Grid.GlobalIndex.X;
        bytes[Group.IdxX] = (byte)(input[i] * 5);
        shorts[Group.IdxX] = (short)(input[i] * -300);
        Group.Barrier();
        int k = (Group.IdxX + 2) % Group.DimX;
        output[i] = bytes[k] + shorts[k];
    }

    [Kernel(Group = 64)]
    private static void SharedTwoDimensions(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView2D<int, Stride2D.DenseX> x = SharedMemory.Allocate2DDenseX<int>(new Index2D(16, 16));
        ArrayView2D<int, Stride2D.DenseY> y = SharedMemory.Allocate2DDenseY<int>(new Index2D(16, 16));
        int i = Grid.GlobalIndex.X;
        int k = Group.IdxX;
        x[k % 16, k / 16] = input[i];
        y[k % 16, k / 16] = input[i] * 2;
        Group.Barrier();
        int j = Group.DimX - 1 - k;
        output[i] = x[j % 16, j / 16] - y.BaseView[((j % 16) * 16) + (j / 16)];
    }

    [Kernel(Dynamic = 2048)]
    private static void DynamicShared(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> shared = SharedMemory.GetDynamic<int>();
        ArrayView<byte> bytes = SharedMemory.GetDynamic<byte>();
        int i = Grid.GlobalIndex.X;
        shared[Group.IdxX] = input[i];
        Group.Barrier();
        output[i] = shared[Group.DimX - 1 - Group.IdxX] + shared.IntLength + bytes.IntLength + bytes[Group.IdxX * 4];
    }

    [Kernel(Dynamic = 1024)]
    private static void DynamicAndStaticShared(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> dynamic = SharedMemory.GetDynamic<int>();
        ArrayView<int> fix = SharedMemory.Allocate<int>(256);
        int i = Grid.GlobalIndex.X;
        dynamic[Group.IdxX] = input[i];
        fix[Group.IdxX] = -input[i];
        Group.Barrier();
        output[i] = (dynamic[(Group.IdxX + 1) % Group.DimX] * 1000) + fix[(Group.IdxX + 2) % Group.DimX];
    }

    [Kernel]
    private static void Broadcast(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        int first = Group.Broadcast(input[i], 0);
        long last = Group.Broadcast((long)input[i] << 33, Group.DimX - 1);
        (float, byte) pair = Group.Broadcast((input[i] * 0.5f, (byte)i), Group.DimX / 2);
        output[i] = first + (int)(last >> 32) + (int)(pair.Item1 * 4) + pair.Item2;
    }

    [Kernel]
    private static void BarrierPredicates(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        int count = Group.BarrierPopCount(input[i] > 5);
        bool all = Group.BarrierAnd(input[i] > -19);
        bool any = Group.BarrierOr(input[i] == 7);
        output[i] = (count * 4) + (all ? 1 : 0) + (any ? 2 : 0);
    }

    [Kernel]
    private static void BarrierPredicatesInLoop(ArrayView<int> input, ArrayView<int> output)
    {
        // A loop whose trips the whole group decides together.
        int i = Grid.GlobalIndex.X;
        int value = input[i];
        int rounds = 0;

        while (Group.BarrierOr(value > 0))
        {
            value -= 9;
            ++rounds;
        }

        output[i] = (rounds * 1000) + value;
    }

    [Kernel]
    private static void EarlyReturnWithoutBarrier(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;

        if (input[i] < 0)
        {
            return;
        }

        output[i] = input[i] * 2;
    }

    [Kernel]
    private static void Fences(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = input[i];
        MemoryFence.GroupLevel();
        output[i] += 1;

        if ((i & 1) == 0)
        {
            MemoryFence.DeviceLevel();
            output[i] *= 2;
        }

        MemoryFence.SystemLevel();
        output[i] -= 1;
    }

    [Kernel]
    private static void GridStrideLoop(ArrayView<int> input, ArrayView<int> output)
    {
        int stride = Grid.DimX * Group.DimX / 2;

        if (Grid.GlobalIndex.X < stride)
        {
            for (int i = Grid.GlobalIndex.X; i < input.IntLength; i += stride)
            {
                output[i] = (input[i] * 3) + i;
            }
        }
    }

    [Kernel]
    private static void TiledMatrixProduct(ArrayView<float> input, ArrayView<float> output)
    {
        const int Tile = 4;
        ArrayView<float> a = SharedMemory.Allocate<float>(Tile * Tile);
        ArrayView<float> b = SharedMemory.Allocate<float>(Tile * Tile);
        int k = Group.IdxX;
        int row = k / Tile;
        int column = k % Tile;
        float sum = 0f;

        for (int t = 0; t < 3; ++t)
        {
            for (int i = k; i < Tile * Tile; i += Group.DimX)
            {
                a[i] = input[(i + (t * 7)) % input.IntLength];
                b[i] = input[(i + (t * 11)) % input.IntLength];
            }

            Group.Barrier();

            for (int i = 0; i < Tile; ++i)
            {
                sum += a[((row % Tile) * Tile) + i] * b[(i * Tile) + column];
            }

            Group.Barrier();
        }

        output[Grid.GlobalIndex.X] = sum;
    }
}

/// <summary>Warps: their width is the target's, so that kernels only use <see cref="Warp.WarpSize"/>.</summary>
internal static class WarpKernels
{
    [Kernel]
    private static void Lanes(ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = Warp.LaneIdx + (100 * Warp.WarpIdx) + (10000 * Warp.WarpSize) + (Warp.IsFirstLane ? 1000000 : 0) + (Warp.IsLastLane ? 2000000 : 0)
            + Warp.ComputeWarpIdx(new Index1D(Group.IdxX)) + Warp.ComputeWarpThreadIdx(new Index1D(Group.IdxX));
    }

    [Kernel]
    private static void LanesInSums(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = (((Warp.LaneIdx + 1) - input[i]) * 31) ^ (7 - (Warp.LaneIdx - input[i]));
    }

    [Kernel]
    private static void ShuffleRotation(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = Warp.Shuffle(input[i], (Warp.LaneIdx + 1) % Warp.WarpSize) + (100 * Warp.Shuffle(input[i], Warp.WarpSize - 1 - Warp.LaneIdx));
    }

    [Kernel]
    private static void ShuffleConstantLane(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = Warp.Shuffle(input[i], 0) + (1000 * Warp.Shuffle(input[i], Warp.WarpSize - 1));
    }

    [Kernel]
    private static void ShuffleDown(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = Warp.ShuffleDown(input[i], 1) + (1000 * Warp.ShuffleDown(input[i], Warp.WarpSize / 2));
    }

    [Kernel]
    private static void ShuffleUp(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = Warp.ShuffleUp(input[i], 1) + (1000 * Warp.ShuffleUp(input[i], 3 % Warp.WarpSize));
    }

    [Kernel]
    private static void ShuffleXor(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = Warp.ShuffleXor(input[i], 1) + (1000 * Warp.ShuffleXor(input[i], Warp.WarpSize - 1));
    }

    [Kernel]
    private static void SubWarps(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        int a = Warp.Shuffle(input[i], 1, 2);
        int b = Warp.ShuffleDown(input[i], 1, 4);
        int c = Warp.ShuffleUp(input[i], 2, 4);
        int d = Warp.ShuffleXor(input[i], 1, 2);
        output[i] = a + (100 * b) + (10000 * c) + (1000000 * d);
    }

    [Kernel]
    private static void ShuffleOfWideTypesByConstants(ArrayView<int> input, ArrayView<double> output)
    {
        int i = Grid.GlobalIndex.X;
        double x = input[i] * 0.25;
        double sum = Warp.ShuffleXor(x, 1) + (3 * Warp.ShuffleXor(x, 2)) + (5 * Warp.ShuffleXor(x, Warp.WarpSize / 2));
        sum += (7 * Warp.ShuffleDown(x, 3)) + (11 * Warp.ShuffleUp(x, 1)) + (13 * Warp.Shuffle(x, 2)) + (17 * Warp.Shuffle(x, 1, 4));
        output[i] = sum + (19 * Warp.ShuffleXor((long)input[i] << 33, 1)) + (23 * Warp.ShuffleXor(input[i] * 0.5f, 2));
    }

    [Kernel]
    private static void PrefetchChangesNothing(ArrayView<int> input, ArrayView<double> output)
    {
        int i = Grid.GlobalIndex.X;

        // One line for all lanes, neighbouring elements, and elements that lie anywhere.
        Prefetch.Read(input, 0);
        Prefetch.Read(output, i);
        Prefetch.Read(input, input[i] & 1);
        output[i] = input[i] * 0.5;
    }

    [Kernel]
    private static void ShuffleOfAllTypes(ArrayView<int> input, ArrayView<double> output)
    {
        int i = Grid.GlobalIndex.X;
        int lane = (Warp.LaneIdx + 3) % Warp.WarpSize;
        double sum = Warp.Shuffle((byte)input[i], lane);
        sum += Warp.Shuffle((short)(input[i] * -100), lane);
        sum += Warp.Shuffle((uint)i << 28, lane);
        sum += Warp.Shuffle((long)input[i] << 40, lane);
        sum += Warp.Shuffle(input[i] * 0.25f, lane);
        sum += Warp.Shuffle(input[i] * 0.125, lane);
        sum += Warp.Shuffle(input[i] > 0, lane) ? 1e6 : 0;
        sum += Warp.ShuffleXor((ILGPU.Half)(float)input[i], 1);
        output[i] = sum;
    }

    [Kernel]
    private static void ShuffleOfStructs(ArrayView<int> input, ArrayView<double> output)
    {
        int i = Grid.GlobalIndex.X;
        (int A, double B, (byte C, long D) E) value = (input[i], input[i] * 0.5, ((byte)i, 1L << (i & 31)));
        (int a, double b, (byte c, long d)) = Warp.ShuffleXor(value, 1);
        output[i] = a + b + c + d + Warp.ShuffleDown(value, 2).E.D;
    }

    [Kernel]
    private static void WarpReduction(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        int sum = input[i];

        for (int delta = Warp.WarpSize / 2; delta > 0; delta /= 2)
        {
            sum += Warp.ShuffleXor(sum, delta);
        }

        output[i] = sum;
    }

    [Kernel]
    private static void WarpScan(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        int sum = input[i];

        for (int delta = 1; delta < Warp.WarpSize; delta *= 2)
        {
            int other = Warp.ShuffleUp(sum, delta);

            if (Warp.LaneIdx >= delta)
            {
                sum += other;
            }
        }

        output[i] = sum;
    }

    [Kernel]
    private static void WarpBroadcast(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        output[i] = Warp.Broadcast(input[i], 0) + (int)(1000 * Warp.Broadcast(input[i] * 0.5f, Warp.WarpSize - 1));
        Warp.Barrier();
    }

    [Kernel]
    private static void GroupReductionOverWarps(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> partial = SharedMemory.Allocate<int>(256);
        int i = Grid.GlobalIndex.X;
        int sum = input[i];

        for (int delta = Warp.WarpSize / 2; delta > 0; delta /= 2)
        {
            sum += Warp.ShuffleDown(sum, delta);
        }

        if (Warp.IsFirstLane)
        {
            partial[Warp.WarpIdx] = sum;
        }

        Group.Barrier();
        int total = 0;

        for (int w = 0; w < Group.DimX / Warp.WarpSize; ++w)
        {
            total += partial[w];
        }

        output[i] = total;
    }

    [Kernel]
    private static void ShuffleInUniformLoop(ArrayView<int> input, ArrayView<int> output)
    {
        int i = Grid.GlobalIndex.X;
        int value = input[i];

        for (int k = 0; k < 6; ++k)
        {
            value = Warp.Shuffle(value, (Warp.LaneIdx + k) % Warp.WarpSize) ^ k;

            if (value > 20)
            {
                value -= 13;
            }
        }

        output[i] = value;
    }
}

public sealed class GroupTests(TargetFixture fixture) : KernelSuite(fixture)
{
    private static readonly int[] Sizes = [1, 2, 15, 16, 17, 33, 64, 100, 256];

    /// <summary>All sizes on the first target; a few on the others, since the oracle runs each work-item on a thread of its own.</summary>
    public static IEnumerable<object?[]> GroupCases(string target)
    {
        return from name in Names(typeof(GroupKernels))
               from size in target == TestTargets.All[0].Name ? Sizes : [3, 33, 64]
               select new object?[] { name, size };
    }

    public static IEnumerable<object?[]> WarpCases =>
        from name in Names(typeof(WarpKernels))
        from warps in (int[])[1, 2, 3, 5]
        select new object?[] { name, warps };

    [Theory]
    [EachTarget(nameof(GroupCases))]
    public void Kernel(string target, string name, int size)
    {
        CheckGroups(target, typeof(GroupKernels), name, size);
    }

    [Theory]
    [EachTarget(nameof(WarpCases))]
    public void WarpKernel(string target, string name, int warps)
    {
        Require(target, TargetCapabilities.WarpShuffle);
        Assert.SkipWhen(Open(target).WarpSize < 4, "warps of this target are too small to exchange values");
        CheckGroups(target, typeof(WarpKernels), name, warps * Open(target).WarpSize);
    }

    [Theory]
    [EachTarget]
    public void LargestGroup(string target)
    {
        int size = Math.Min(Open(target).MaxNumThreadsPerGroup, 1024);
        Check(target, LargeGroupKernel, Launch.Groups(2, size), Data<int>(2 * size), new int[2 * size]);
    }

    [Theory]
    [EachTarget]
    public void ThreeDimensionalGroups(string target)
    {
        KernelConfig config = new(new Index3D(2, 3, 2), new Index3D(4, 3, 5));
        Check(target, ThreeDimensionsKernel, config, new int[12 * 60], new int[12 * 60]);
    }

    [Theory]
    [EachTarget]
    public void TwoDimensionalGroups(string target)
    {
        KernelConfig config = new(new Index2D(3, 4), new Index2D(8, 4));
        Check(target, TransposeKernel, config, Data<int>(24 * 16), new int[24 * 16]);
    }

    [Theory]
    [EachTarget]
    public void ManyGroups(string target)
    {
        Check(target, LargeGroupKernel, Launch.Groups(2000, 8), Data<int>(16000), new int[16000]);
    }

    [Theory]
    [EachTarget]
    public void SharedMemory_IsPerGroup(string target)
    {
        Results results = Run(target, CounterKernel, Launch.Groups(100, 33), new int[100]);
        Assert.All(results.Get<int>(0), count => Assert.Equal(33, count));
    }

    private static void LargeGroupKernel(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(1024);
        int i = Grid.GlobalIndex.X;
        shared[Group.IdxX] = input[i] + Group.IdxX;
        Group.Barrier();
        output[i] = shared[(Group.IdxX * 7) % Group.DimX];
    }

    private static void ThreeDimensionsKernel(ArrayView<int> order, ArrayView<int> exchanged)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(60);
        int i = Grid.GlobalLinearIndex;
        Index3D global = Grid.GlobalIndex;
        order[i] = global.X + (100 * global.Y) + (10000 * global.Z) + (Group.LinearIndex * 1000000);
        shared[Group.LinearIndex] = Group.IdxX + (10 * Group.IdxY) + (100 * Group.IdxZ);
        Group.Barrier();
        exchanged[i] = shared[59 - Group.LinearIndex] + (Group.IsFirstThread ? 1000 : 0) + (Group.IsLastThread ? 2000 : 0) + Group.DimY + Group.DimZ;
    }

    private static void TransposeKernel(ArrayView<int> input, ArrayView<int> output)
    {
        ArrayView<int> tile = SharedMemory.Allocate<int>(32);
        int x = Grid.GlobalIndex.X;
        int y = Grid.GlobalIndex.Y;
        tile[(Group.IdxY * 8) + Group.IdxX] = input[(y * 24) + x];
        Group.Barrier();
        output[(y * 24) + x] = tile[((Group.IdxX % 4) * 8) + Group.IdxY + (Group.IdxX / 4 * 4)];
    }

    private static void CounterKernel(ArrayView<int> output)
    {
        ref int counter = ref SharedMemory.Allocate<int>();

        if (Group.IdxX == 0)
        {
            counter = 0;
        }

        Group.Barrier();
        Atomic.Add(ref counter, 1);
        Group.Barrier();
        output[Grid.IdxX] = counter;
    }

    private void CheckGroups(string target, Type kernels, string name, int size)
    {
        System.Reflection.MethodInfo kernel = Method(kernels, name);
        KernelAttribute attribute = (KernelAttribute)kernel.GetCustomAttributes(typeof(KernelAttribute), false)[0];
        const int Grids = 3;
        object[] arguments = [.. kernel.GetParameters().Select((parameter, i) => parameter.ParameterType == typeof(int)
            ? (object)5
            : parameter.ParameterType.GetGenericArguments()[0] == typeof(int)
                ? Data<int>(Grids * size, seed: i)
                : Array.CreateInstance(parameter.ParameterType.GetGenericArguments()[0], Grids * size))];

        if (kernel.GetParameters()[0].ParameterType == typeof(ArrayView<float>))
        {
            arguments[0] = Data<float>(Grids * size);
        }

        KernelConfig config = attribute.Dynamic > 0
            ? new KernelConfig(new Index1D(Grids), new Index1D(size), SharedMemoryConfig.RequestDynamic<byte>(attribute.Dynamic))
            : new KernelConfig(new Index1D(Grids), new Index1D(size));
        Check(target, kernel, config, arguments);
    }
}
