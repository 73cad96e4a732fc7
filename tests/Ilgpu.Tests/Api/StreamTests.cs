using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Extensions;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>Order, waiting, failures and overlap of streams.</summary>
public sealed class StreamTests : CpuTestBase
{
    [Fact]
    public void Operations_RunInOrder()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> first = this.Accelerator.Allocate1D<int>(100);
        using MemoryBuffer1D<int, Stride1D.Dense> second = this.Accelerator.Allocate1D<int>(100);
        using AcceleratorStream stream = this.Accelerator.CreateStream();
        Action<AcceleratorStream, Index1D, ArrayView<int>> increment =
            this.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>>(static (index, view) => view[index]++);

        for (int round = 0; round < 50; round++)
        {
            first.MemSetToZero(stream);

            for (int i = 0; i < 10; i++)
            {
                increment(stream, 100, first.View);
            }

            first.View.CopyTo(stream, second.View);
            first.MemSet(stream, 255);
            increment(stream, 100, second.View);
            Assert.All(second.GetAsArray1D(stream), static value => Assert.Equal(11, value));
        }
    }

    [Fact]
    public async Task Launch_DoesNotWait()
    {
        // Only a kernel that runs as the method itself can wait for the host.
        using Context context = Context.Create(static builder => builder.Default().DebugKernels());
        using CPUAccelerator accelerator = context.CreateCPUAccelerator(0);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(1);
        using AcceleratorStream stream = accelerator.CreateStream();
        buffer.MemSetToZero();
        Action<AcceleratorStream, Index1D, ArrayView<int>> kernel =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>>(WaitForHost);
        Volatile.Write(ref s_gate, 0);
        kernel(stream, 1, buffer.View);
        Assert.Equal(0, buffer.View[0]);
        Volatile.Write(ref s_gate, 1);
        await stream.SynchronizeAsync();
        Assert.Equal(1, buffer.View[0]);
    }

    [Fact]
    public void Failure_SurfacesOnce_AndLaterLaunchesWork()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(100);
        buffer.MemSetToZero();
        Action<Index1D, ArrayView<int>, int> divide =
            this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Divide);
        divide(100, buffer.View, 42);
        divide(100, buffer.View, 50);
        CPUKernelException error = Assert.Throws<CPUKernelException>(() => this.Accelerator.Synchronize());
        Assert.Contains(nameof(Divide), error.Message);
        Assert.Contains("42", error.Message);
        Assert.Equal(AcceleratorType.CPU, error.AcceleratorType);
        this.Accelerator.Synchronize();
        divide(100, buffer.View, -1);
        Assert.Equal(100, buffer.GetAsArray1D().Length);
        divide(100, buffer.View, 7);
        Assert.ThrowsAny<AcceleratorException>(() => buffer.GetAsArray1D());
        Assert.Equal(100 / 3, buffer.GetAsArray1D()[2]);
    }

    [Fact]
    public void Streams_FromManyThreads()
    {
        Action<AcceleratorStream, Index1D, ArrayView<int>> increment =
            this.Accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>>(static (index, view) => view[index]++);
        Exception? failure = null;
        Thread[] threads = new Thread[6];

        for (int t = 0; t < threads.Length; t++)
        {
            threads[t] = new Thread(() =>
            {
                try
                {
                    using AcceleratorStream stream = this.Accelerator.CreateStream();
                    using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(10);
                    buffer.MemSetToZero(stream);

                    for (int i = 0; i < 2000; i++)
                    {
                        increment(stream, 10, buffer.View);

                        if (i % 100 == 0)
                        {
                            stream.Synchronize();
                        }
                    }

                    Assert.All(buffer.GetAsArray1D(stream), static value => Assert.Equal(2000, value));
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            });
            threads[t].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Null(failure);
    }

    [Fact]
    public void OneStream_FromManyThreads()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(10);
        buffer.MemSetToZero();
        Action<Index1D, ArrayView<int>> increment =
            this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(static (index, view) => view[index]++);
        Parallel.For(0, 4000, _ => increment(10, buffer.View));
        Assert.All(buffer.GetAsArray1D(), static value => Assert.Equal(4000, value));
    }

    [Fact]
    public void Buffers_MayBeDisposedWhileWorkIsQueued()
    {
        Action<Index1D, ArrayView<int>> increment =
            this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(static (index, view) => view[index]++);

        for (int i = 0; i < 200; i++)
        {
            MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(1000);
            increment(1000, buffer.View);
            increment(1000, buffer.View);
            buffer.Dispose();
        }

        this.Accelerator.Synchronize();
    }

    [Fact]
    public void ProfilingMarkers_MeasureTime()
    {
        using Context context = Context.Create(static builder => builder.Default().Profiling().DebugKernels());
        using CPUAccelerator debugging = context.CreateCPUAccelerator(0);
        using ProfilingMarker start = debugging.AddProfilingMarker();
        debugging.LaunchAutoGrouped<Index1D, int>(static (_, milliseconds) => Thread.Sleep(milliseconds), (Index1D)1, 20);
        using ProfilingMarker end = debugging.DefaultStream.AddProfilingMarker();
        Assert.InRange((end - start).TotalMilliseconds, 15, 5000);
        Assert.Equal(end - start, end.MeasureFrom(start));
        using Context plain = Context.CreateDefault();
        using CPUAccelerator accelerator = plain.CreateCPUAccelerator(0);
        Assert.Contains("Profiling", Assert.Throws<NotSupportedException>(() => accelerator.AddProfilingMarker()).Message);
    }

    [Fact]
    public void Sequential_Mode()
    {
        using CPUAccelerator accelerator = this.Context.CreateCPUAccelerator(0, CPUAcceleratorMode.Sequential, ThreadPriority.Normal);
        Assert.True(accelerator.UsesSequentialExecution);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D([1, 2]);
        accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>>(static (index, view) => view[index]++, (Index1D)2, buffer.View);
        Assert.Equal([2, 3], buffer.GetAsArray1D());
    }

    private static int s_gate;

    private static void WaitForHost(Index1D index, ArrayView<int> data)
    {
        while (Volatile.Read(ref s_gate) == 0)
        {
            Thread.Yield();
        }

        data[index] = 1;
    }

    private static void Divide(Index1D index, ArrayView<int> data, int bad)
    {
        int divisor = index.X == bad ? 0 : index.X + 1;
        data[index] = 100 / divisor;
    }
}
