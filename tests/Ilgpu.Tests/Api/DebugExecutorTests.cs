using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Extensions;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>Kernels executed as the C# methods they are: positions, memory, barriers, exchanges, messages.</summary>
public sealed class DebugExecutorTests : IDisposable
{
    private readonly Context _context = Context.Create(static builder => builder.CPU(new CPUDevice(8, 16, 2)).DebugKernels());
    private readonly CPUAccelerator _accelerator;

    public DebugExecutorTests()
    {
        _accelerator = _context.CreateCPUAccelerator(0);
    }

    private interface IOperation
    {
        static abstract int Apply(int value);
    }

    public void Dispose() => _context.Dispose();

    [Fact]
    public void OnTheHost_KernelMembers_Throw()
    {
        Assert.Throws<InvalidKernelOperationException>(() => Grid.IdxX);
        Assert.Throws<InvalidKernelOperationException>(() => Group.DimX);
        Assert.Throws<InvalidKernelOperationException>(() => Warp.LaneIdx);
        Assert.ThrowsAny<InvalidOperationException>(() => Group.Barrier());
        Assert.ThrowsAny<InvalidOperationException>(() => SharedMemory.Allocate<int>(4));
        Assert.ThrowsAny<InvalidOperationException>(() => LocalMemory.Allocate<int>(4));
        MemoryFence.DeviceLevel();
    }

    [Fact]
    public void Positions_InThreeDimensions()
    {
        int[] result = this.Run(2 * 3 * 4, new KernelConfig(new Index3D(2, 1, 2), new Index3D(1, 3, 2)), Positions);

        for (int i = 0; i < result.Length; i++)
        {
            (int x, int y, int z) = (i % 2, i / 2 % 3, i / 6);
            Assert.Equal((((z / 2 * 2) + x) * 6) + (z % 2 * 3) + y, result[i] % 100);
        }

        Assert.Equal(100, result[0]);
        Assert.Equal(223, result[^1]);
    }

    [Fact]
    public void SharedMemory_AndBarriers()
    {
        int[] result = this.Run(64, (4, 16), static data =>
        {
            ArrayView<int> shared = SharedMemory.Allocate<int>(16);
            ArrayView<int> other = SharedMemory.Allocate<int>(16);
            ref int total = ref SharedMemory.Allocate<int>();
            shared[Group.IdxX] = Group.IdxX;
            other[Group.IdxX] = 100;
            Group.Barrier();

            for (int stride = 8; stride > 0; stride /= 2)
            {
                if (Group.IdxX < stride)
                {
                    shared[Group.IdxX] += shared[Group.IdxX + stride];
                }

                Group.Barrier();
            }

            Atomic.Add(ref total, 1);
            Group.Barrier();
            data[Grid.GlobalIndex.X] = shared[0] + other[15] + (total * 1000);
        });
        Assert.All(result, static value => Assert.Equal(16220, value));
    }

    [Fact]
    public void Group_Exchanges()
    {
        int[] result = this.Run(20, (2, 10), static data =>
        {
            int index = Group.IdxX;
            int count = Group.BarrierPopCount(index % 3 == 0);
            bool all = Group.BarrierAnd(index < 10);
            bool any = Group.BarrierOr(index == 11);
            int sent = Group.Broadcast(index * 7, 5);
            data[Grid.GlobalIndex.X] = count + (all ? 100 : 0) + (any ? 1000 : 0) + (sent * 10000);
        });
        Assert.All(result, static value => Assert.Equal(350104, value));
    }

    [Fact]
    public void Warp_Shuffles()
    {
        int[] down = this.Run(20, (1, 20), static data => data[Group.IdxX] = Warp.ShuffleDown(Group.IdxX, 2));
        Assert.Equal([2, 3, 4, 5, 6, 7, 6, 7, 10, 11, 12, 13, 14, 15, 14, 15, 18, 19, 18, 19], down);
        int[] up = this.Run(8, (1, 8), static data => data[Group.IdxX] = Warp.ShuffleUp(Group.IdxX, 3));
        Assert.Equal([0, 1, 2, 0, 1, 2, 3, 4], up);
        int[] xor = this.Run(8, (1, 8), static data => data[Group.IdxX] = Warp.ShuffleXor(Group.IdxX, 5));
        Assert.Equal([5, 4, 7, 6, 1, 0, 3, 2], xor);
        int[] indexed = this.Run(8, (1, 8), static data => data[Group.IdxX] = Warp.Shuffle(Group.IdxX * 2, 7 - Warp.LaneIdx));
        Assert.Equal([14, 12, 10, 8, 6, 4, 2, 0], indexed);
        int[] narrow = this.Run(8, (1, 8), static data => data[Group.IdxX] = Warp.ShuffleDown(Group.IdxX, 1, 4));
        Assert.Equal([1, 2, 3, 3, 5, 6, 7, 7], narrow);
        int[] broadcast = this.Run(16, (1, 16), static data =>
        {
            (int, double) value = Warp.Broadcast((Group.IdxX, 0.5), 3);
            data[Group.IdxX] = value.Item1 + (value.Item2 == 0.5 ? 100 : 0) + (Warp.WarpIdx * 1000);
        });
        Assert.Equal([.. Enumerable.Repeat(103, 8), .. Enumerable.Repeat(1111, 8)], broadcast);
    }

    [Fact]
    public void Barrier_InGenericAndStaticAbstractCode_IsFound()
    {
        int[] result = this.Run(8, (1, 8), static data => Generic<BarrierOperation>(data));
        Assert.All(result, static value => Assert.Equal(36, value));
    }

    [Fact]
    public void DynamicShared_AndLocalMemory()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(8);
        _accelerator.LoadStreamKernel<ArrayView<int>>(Dynamic)(
            new KernelConfig(1, 8, SharedMemoryConfig.RequestDynamic<int>(8)),
            buffer.View);
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], buffer.GetAsArray1D());
    }

    [Fact]
    public void ExitedWorkItems_DoNotBlockBarriers()
    {
        int[] result = this.Run(8, (1, 8), static data =>
        {
            if (Group.IdxX > 5)
            {
                return;
            }

            Group.Barrier();
            data[Group.IdxX] = Group.BarrierPopCount(true);
        });
        Assert.Equal([6, 6, 6, 6, 6, 6, 0, 0], result);
    }

    [Fact]
    public void Failure_InGroupWithBarriers_EndsTheLaunch()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(8);
        Action<KernelConfig, ArrayView<int>> kernel = _accelerator.LoadStreamKernel<ArrayView<int>>(static data =>
        {
            Group.Barrier();
            data[Group.IdxX + 4] = 1;
            Group.Barrier();
        });

        for (int i = 0; i < 3; i++)
        {
            kernel((1, 8), buffer.View);
            CPUKernelException error = Assert.Throws<CPUKernelException>(() => _accelerator.Synchronize());
            Assert.IsType<IndexOutOfRangeException>(error.InnerException);
            Assert.Equal(new Index3D(4, 0, 0), error.GlobalIndex);
        }
    }

    [Fact]
    public void OutOfRange_NamesKernelIndexAndLength()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(5);
        _accelerator.LaunchAutoGrouped<Index1D, ArrayView1D<int, Stride1D.Dense>>(TooFar, (Index1D)5, buffer.View);
        CPUKernelException error = Assert.Throws<CPUKernelException>(() => _accelerator.Synchronize());
        Assert.Contains(nameof(TooFar), error.Message);
        Assert.Contains("(3, 0, 0)", error.Message);
        Assert.Contains("Index 6", error.Message);
        Assert.Contains("5", error.Message);
    }

    [Fact]
    public void CurrentType_IsCpu() =>
        Assert.All(
            this.Run(2, (1, 2), static data => data[Group.IdxX] = Accelerator.CurrentType == AcceleratorType.CPU ? 1 : 0),
            static value => Assert.Equal(1, value));

    private static void Positions(ArrayView<int> data)
    {
        int expected = (Grid.GlobalIndex.Z * 6) + (Grid.GlobalIndex.Y * 2) + Grid.GlobalIndex.X;
        data[expected] = Grid.GlobalLinearIndex + (Group.IsFirstThread ? 100 : 0) + (Group.IsLastThread ? 200 : 0);
    }

    private static void Generic<TOperation>(ArrayView<int> data)
        where TOperation : IOperation => data[Group.IdxX] = TOperation.Apply(Group.IdxX + 1);

    private static void Dynamic(ArrayView<int> data)
    {
        ArrayView<int> shared = SharedMemory.GetDynamic<int>();
        ArrayView<int> local = LocalMemory.Allocate<int>(3);
        local[1] = Group.IdxX;
        shared[Group.IdxX] = local[1] + local[0] + 1;
        Group.Barrier();
        data[Group.IdxX] = SharedMemory.GetDynamic<int>()[(int)shared.Length - 1 - Group.IdxX];
    }

    private static void TooFar(Index1D index, ArrayView1D<int, Stride1D.Dense> data) => data[index * 2] = 1;

    private int[] Run(int length, KernelConfig config, Action<ArrayView<int>> kernel)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(length);
        buffer.MemSetToZero();
        _accelerator.LoadStreamKernel(kernel)(config, buffer.View);

        return buffer.GetAsArray1D();
    }

    private readonly struct BarrierOperation : IOperation
    {
        public static int Apply(int value)
        {
            ref int sum = ref SharedMemory.Allocate<int>();
            Atomic.Add(ref sum, value);
            Group.Barrier();

            return sum;
        }
    }
}
