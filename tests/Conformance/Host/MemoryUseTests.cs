using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Host;

/// <summary>What is measured for the whole process runs while no other test does.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public static class AloneInTheProcess;

/// <summary>Launches and allocations in a loop leave the use of memory as it is.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class MemoryUseTests(TargetFixture fixture) : KernelSuite(fixture)
{
    private const long ManagedSlack = 1 << 20;
    private const long ProcessSlack = 64 << 20;

    [Theory]
    [EachTarget]
    public void Launches_StayFlat(string target)
    {
        Accelerator accelerator = Open(target);
        Action<Index1D, ArrayView<int>, int> kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(new int[64]);

        CheckFlat(() => Launch(5_000), () => Launch(100_000));
        Assert.All(buffer.GetAsArray1D(), static x => Assert.Equal(105_000, x));

        void Launch(int count)
        {
            for (int i = 0; i < count; ++i)
            {
                kernel(64, buffer.View, 1);
            }

            accelerator.Synchronize();
        }
    }

    [Theory]
    [EachTarget]
    public void Allocations_StayFlat(string target)
    {
        Accelerator accelerator = Open(target);
        Action<Index1D, ArrayView<int>, int> kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add);

        // 256 KiB each: kept, they would need 2.5 GiB.
        CheckFlat(() => Allocate(500), () => Allocate(10_000));

        void Allocate(int count)
        {
            for (int i = 0; i < count; ++i)
            {
                using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(65_536);
                kernel(64, buffer.View, i);
            }

            accelerator.Synchronize();
        }
    }

    private static void CheckFlat(Action warmUp, Action work)
    {
        warmUp();
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        long process = Environment.WorkingSet;
        work();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - managed, long.MinValue, ManagedSlack);
        Assert.InRange(Environment.WorkingSet - process, long.MinValue, ProcessSlack);
    }

    private static void Add(Index1D index, ArrayView<int> view, int x) => view[index] += x;
}
