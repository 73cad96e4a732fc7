using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>The shortest way from a context to a result.</summary>
public sealed class VerticalTests
{
    [Fact]
    public void AutoGroupedKernel_WritesAllElements()
    {
        using Context context = Context.CreateDefault();
        using Accelerator accelerator = context.CreateCPUAccelerator(0);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(1000);
        Action<Index1D, ArrayView<int>, int> kernel =
            accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(AddIndex);
        kernel((int)buffer.Length, buffer.View, 7);
        accelerator.Synchronize();
        Assert.Equal(Enumerable.Range(7, 1000), buffer.GetAsArray1D());
    }

    [Fact]
    public void GroupedKernel_WithBarrier_Reverses()
    {
        using Context context = Context.CreateDefault();
        using Accelerator accelerator = context.GetPreferredDevice(preferCPU: true).CreateAccelerator(context);
        int[] data = [.. Enumerable.Range(0, 96)];
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(data);
        Action<KernelConfig, ArrayView1D<int, Stride1D.Dense>> kernel =
            accelerator.LoadStreamKernel<ArrayView1D<int, Stride1D.Dense>>(ReverseInGroups);
        kernel((3, 32), buffer.View);
        int[] result = buffer.GetAsArray1D();

        for (int i = 0; i < result.Length; i++)
        {
            Assert.Equal((i / 32 * 32) + 31 - (i % 32), result[i]);
        }
    }

    private static void AddIndex(Index1D index, ArrayView<int> data, int offset) => data[index] = index + offset;

    private static void ReverseInGroups(ArrayView1D<int, Stride1D.Dense> data)
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(32);
        int global = Grid.GlobalIndex.X;
        shared[Group.IdxX] = data[global];
        Group.Barrier();
        data[global] = shared[Group.DimX - 1 - Group.IdxX];
    }
}
