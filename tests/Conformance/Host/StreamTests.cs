using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Host;

/// <summary>Streams, ordering, profiling, contexts and devices.</summary>
public sealed class StreamTests(TargetFixture fixture) : KernelSuite(fixture)
{
    [Theory]
    [EachTarget]
    public void LaunchesOfOneStream_AreOrdered(string target)
    {
        Accelerator accelerator = Open(target);
        Action<Index1D, ArrayView<int>, int> kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Step);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(new int[1000]);

        for (int i = 0; i < 200; ++i)
        {
            kernel(1000, buffer.View, i);
        }

        accelerator.Synchronize();
        int expected = 0;

        for (int i = 0; i < 200; ++i)
        {
            expected = (expected * 3) + i;
        }

        Assert.All(buffer.GetAsArray1D(), x => Assert.Equal(expected, x));
    }

    [Theory]
    [EachTarget]
    public void CopiesAndLaunchesOfOneStream_AreOrdered(string target)
    {
        Accelerator accelerator = Open(target);
        using AcceleratorStream stream = accelerator.CreateStream();
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> kernel = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Step);
        using MemoryBuffer1D<int, Stride1D.Dense> a = accelerator.Allocate1D<int>(50000);
        using MemoryBuffer1D<int, Stride1D.Dense> b = accelerator.Allocate1D<int>(50000);

        for (int i = 0; i < 20; ++i)
        {
            a.MemSetToZero(stream);
            kernel(stream, 50000, a.View, i);
            a.View.CopyTo(stream, b.View);
            kernel(stream, 50000, a.View, 77);
            int[] result = new int[50000];
            b.View.CopyToCPU(stream, result);
            stream.Synchronize();
            Assert.Equal(i, result[0]);
            Assert.Equal(i, result[^1]);
        }
    }

    [Theory]
    [EachTarget]
    public void SeveralStreams(string target)
    {
        Accelerator accelerator = Open(target);
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> kernel = accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Step);
        AcceleratorStream[] streams = [.. Enumerable.Range(0, 6).Select(_ => accelerator.CreateStream())];
        MemoryBuffer1D<int, Stride1D.Dense>[] buffers = [.. Enumerable.Range(0, 6).Select(_ => accelerator.Allocate1D(new int[10000]))];

        for (int i = 0; i < 30; ++i)
        {
            for (int s = 0; s < 6; ++s)
            {
                kernel(streams[s], 10000, buffers[s].View, s + i);
            }
        }

        accelerator.Synchronize();

        for (int s = 0; s < 6; ++s)
        {
            int expected = 0;

            for (int i = 0; i < 30; ++i)
            {
                expected = (expected * 3) + s + i;
            }

            Assert.All(buffers[s].GetAsArray1D(), x => Assert.Equal(expected, x));
            streams[s].Dispose();
            buffers[s].Dispose();
        }
    }

    [Theory]
    [EachTarget]
    public async Task SynchronizeAsync(string target)
    {
        Accelerator accelerator = Open(target);
        using AcceleratorStream stream = accelerator.CreateStream();
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(new int[100]);
        accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Step)(stream, 100, buffer.View, 5);
        await stream.SynchronizeAsync();
        Assert.All(buffer.GetAsArray1D(), x => Assert.Equal(5, x));
    }

    [Theory]
    [EachTarget]
    public void ProfilingMarkers(string target)
    {
        using Context context = Context.Create(builder =>
        {
            TestTargets.Get(target).Configure(builder);
            builder.Profiling();
        });
        using Accelerator accelerator = TestTargets.Get(target).Create(context);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(new int[1000000]);
        Action<Index1D, ArrayView<int>, int> kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Step);
        using ProfilingMarker start = accelerator.AddProfilingMarker();
        kernel(1000000, buffer.View, 1);
        using ProfilingMarker end = accelerator.DefaultStream.AddProfilingMarker();
        accelerator.Synchronize();
        Assert.True(end - start > TimeSpan.Zero);
        Assert.Equal(end - start, end.MeasureFrom(start));
    }

    [Theory]
    [EachTarget]
    public void ProfilingMarkers_NeedTheOption(string target)
    {
        Assert.Throws<NotSupportedException>(() => Open(target).AddProfilingMarker());
    }

    [Theory]
    [EachTarget]
    public void DeviceProperties(string target)
    {
        Accelerator accelerator = Open(target);
        Assert.False(string.IsNullOrEmpty(accelerator.Name));
        Assert.True(accelerator.WarpSize >= 1 && System.Numerics.BitOperations.IsPow2(accelerator.WarpSize));
        Assert.True(accelerator.MaxNumThreadsPerGroup >= 256);
        Assert.True(accelerator.MemorySize > 0);
        Assert.True(accelerator.MaxSharedMemoryPerGroup >= 32 << 10);
        Assert.True(accelerator.NumMultiprocessors >= 1);
        (Index1D grid, Index1D group) = accelerator.MaxNumGroupsExtent;
        Assert.True(grid >= 1 && group >= 1);
        using StringWriter writer = new();
        accelerator.PrintInformation(writer);
        Assert.Contains(accelerator.Name, writer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [EachTarget]
    public void Contexts(string target)
    {
        using Context defaults = Context.CreateDefault();
        Assert.NotEmpty(defaults.Devices);
        using Context built = Context.Create().Default().EnableAlgorithms().Optimize(OptimizationLevel.O2).Math(MathMode.Default).ToContext();
        using Accelerator accelerator = built.GetPreferredDevice(preferCPU: true).CreateAccelerator(built);
        Assert.Equal(AcceleratorType.CPU, accelerator.AcceleratorType);
        ITestTarget description = TestTargets.Get(target);
        Context own = Context.Create(builder => description.Configure(builder));
        Accelerator opened = description.Create(own);
        own.Dispose();
        opened.Dispose();
    }

    [Theory]
    [EachTarget]
    public void OptimizationLevels(string target)
    {
        foreach (OptimizationLevel level in (OptimizationLevel[])[OptimizationLevel.O0, OptimizationLevel.O1, OptimizationLevel.O2])
        {
            using Context context = Context.Create(builder =>
            {
                TestTargets.Get(target).Configure(builder);
                builder.Optimize(level);
            });
            using Accelerator accelerator = TestTargets.Get(target).Create(context);
            using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(new int[100]);
            accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Step)(100, buffer.View, 8);
            accelerator.Synchronize();
            Assert.All(buffer.GetAsArray1D(), x => Assert.Equal(8, x));
        }
    }

    [Theory]
    [EachTarget]
    public void CurrentType_FoldsToTheTarget(string target)
    {
        Results results = Run(target, TypeKernel, 10, new int[10]);
        Assert.All(results.Get<int>(0), x => Assert.Equal((int)Open(target).AcceleratorType, x));
    }

    [Theory]
    [EachTarget]
    public void ManyLaunches_StayFlat(string target)
    {
        Accelerator accelerator = Open(target);
        Action<Index1D, ArrayView<int>, int> kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Step);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D(new int[64]);

        void Launch(int count)
        {
            for (int i = 0; i < count; ++i)
            {
                kernel(64, buffer.View, i);
            }

            accelerator.Synchronize();
        }

        Launch(2000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Launch(100_000);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(after - before, long.MinValue, 4 << 20);
    }

    [Theory]
    [EachTarget]
    public void WriteLine_GoesToTheConsole(string target)
    {
        using Context context = Context.Create(builder =>
        {
            TestTargets.Get(target).Configure(builder);
            builder.IOOperations();
        });
        using Accelerator accelerator = TestTargets.Get(target).Create(context);
        TextWriter old = Console.Out;
        using StringWriter text = new();

        try
        {
            Console.SetOut(TextWriter.Synchronized(text));
            accelerator.LoadAutoGroupedStreamKernel<Index1D, int>(PrintKernel)(3, 42);
            accelerator.Synchronize();
        }
        finally
        {
            Console.SetOut(old);
        }

        for (int i = 0; i < 3; ++i)
        {
            Assert.Contains($"item {i} of 42", text.ToString(), StringComparison.Ordinal);
        }
    }

    private static void Step(Index1D index, ArrayView<int> view, int x)
    {
        view[index] = (view[index] * 3) + x;
    }

    private static void TypeKernel(Index1D index, ArrayView<int> view)
    {
        view[index] = Accelerator.CurrentType == AcceleratorType.CPU ? 0 : Accelerator.CurrentType == AcceleratorType.Cuda ? 1 : 2;
    }

    private static void PrintKernel(Index1D index, int x)
    {
        Interop.WriteLine("item {0} of {1}", index.X, x);
    }
}
