#if !DEBUG_IL
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Extensions;
using IlgpuOptim.Ptx.Driver;
using Xunit;

namespace IlgpuOptim.Engine.Conformance.Host;

/// <summary>What only CUDA accelerators have, on the virtual driver: graphs, foreign memory and streams, peers, large groups.</summary>
public sealed class CudaTests : IDisposable
{
    private const int Length = 1000;

    private readonly Context _context = Context.Create(builder => builder.VirtualCudaDevices(devices: 2).Profiling());
    private readonly CudaAccelerator _accelerator;

    public CudaTests()
    {
        _accelerator = _context.CreateCudaAccelerator(0);
    }

    public void Dispose()
    {
        _context.Dispose();
    }

    [Fact]
    public void Graph_ReplaysItsLaunches()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(Length);
        using CudaStream stream = (CudaStream)_accelerator.CreateStream();
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> add = _accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Add);
        buffer.MemSetToZero(stream);
        stream.Synchronize();
        stream.BeginCapture();
        add(stream, Length, buffer.View, 3);
        add(stream, Length, buffer.View, 4);
        using CudaGraph graph = stream.EndCapture();
        using CudaGraphExec executable = graph.Instantiate();
        stream.Synchronize();

        // Recording runs nothing.
        Assert.All(buffer.GetAsArray1D(stream), value => Assert.Equal(0, value));

        executable.Launch(stream);
        executable.Launch(stream);

        Assert.All(buffer.GetAsArray1D(stream), value => Assert.Equal(14, value));
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => executable.Launch(stream));
        Assert.Throws<InvalidOperationException>(stream.EndCapture);
    }

    [Fact]
    public void ForeignMemory_IsUsedInPlace()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> owner = _accelerator.Allocate1D<int>(Length);
        using MemoryBuffer1D<int, Stride1D.Dense> view = _accelerator.WrapCudaMemory<int>(owner.NativePtr + 40, Length - 10, owner);
        owner.MemSetToZero();
        _accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add)((int)view.Length, view.View, 5);
        _accelerator.Synchronize();
        int[] result = owner.GetAsArray1D();

        Assert.Equal(owner.NativePtr + 40, view.NativePtr);
        Assert.All(result[..10], value => Assert.Equal(0, value));
        Assert.All(result[10..], value => Assert.Equal(5, value));
    }

    [Fact]
    public void ForeignMemory_ThatDoesNotFit_IsRefused()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> owner = _accelerator.Allocate1D<int>(Length);
        using CudaAccelerator other = _context.CreateCudaAccelerator(1);
        nint address = owner.NativePtr;

        Assert.Throws<ArgumentException>(() => _accelerator.WrapCudaMemory<int>(IntPtr.Zero, 1));
        Assert.Throws<ArgumentException>(() => _accelerator.WrapCudaMemory<int>(address + 2, 1));
        Assert.Throws<ArgumentException>(() => _accelerator.WrapCudaMemory<int>(0x40, 1));
        Assert.Throws<ArgumentException>(() => other.WrapCudaMemory<int>(address, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _accelerator.WrapCudaMemory<int>(address, Length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _accelerator.WrapCudaMemory<long>(address + 8, Length / 2));
    }

    [Fact]
    public void ForeignMemory_OfADisposedOwner_IsRefusedAtLaunch()
    {
        MemoryBuffer1D<int, Stride1D.Dense> owner = _accelerator.Allocate1D<int>(Length);
        using MemoryBuffer1D<int, Stride1D.Dense> view = _accelerator.WrapCudaMemory<int>(owner.NativePtr, Length, owner);
        Action<Index1D, ArrayView<int>, int> add = _accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add);
        owner.Dispose();

        Assert.Throws<ObjectDisposedException>(() => add(Length, view.View, 1));
    }

    [Fact]
    public void ForeignStream_IsOrderedByEvents()
    {
        using CudaStream theirs = (CudaStream)_accelerator.CreateStream();
        using CudaStream ours = (CudaStream)_accelerator.CreateStream();
        using CudaStream alias = _accelerator.CreateStream(theirs.StreamPtr, responsible: false);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(Length);
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> add = _accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Add);
        Action<AcceleratorStream, Index1D, ArrayView<int>, int> multiply =
            _accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<int>, int>(Multiply);
        buffer.MemSetToZero(alias);
        add(theirs, Length, buffer.View, 1);
        ours.WaitFor(theirs.StreamPtr);
        multiply(ours, Length, buffer.View, 10);
        ours.LetWait(theirs.StreamPtr);
        add(theirs, Length, buffer.View, 2);

        Assert.All(buffer.GetAsArray1D(theirs), value => Assert.Equal(12, value));
    }

    [Fact]
    public void Peers_CopyAndAccess()
    {
        using CudaAccelerator other = _context.CreateCudaAccelerator(1);
        using MemoryBuffer1D<int, Stride1D.Dense> here = _accelerator.Allocate1D<int>(Length);
        using MemoryBuffer1D<int, Stride1D.Dense> there = other.Allocate1D<int>(Length);
        int[] data = [.. Enumerable.Range(0, Length)];
        here.CopyFromCPU(data);
        here.View.AsContiguous().CopyTo(_accelerator.DefaultStream, there.View.AsContiguous());
        _accelerator.Synchronize();

        Assert.Equal(data, there.GetAsArray1D());

        Action<Index1D, ArrayView<int>, int> add = _accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add);

        Assert.False(_accelerator.HasPeerAccess(other));
        Assert.Throws<ArgumentException>(() => add(Length, there.View, 1));
        Assert.True(_accelerator.EnablePeerAccess(other));

        add(Length, there.View, 1);
        _accelerator.Synchronize();

        Assert.Equal(data.Select(value => value + 1), there.GetAsArray1D());
        Assert.True(_accelerator.DisablePeerAccess(other));
    }

    [Theory]
    [InlineData(1024, 100)]
    [InlineData(128, 20_000)]
    public void SharedMemory_Above48KiB_Works(int group, int count)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(2 * group);
        KernelConfig config = new(2, group, SharedMemoryConfig.RequestDynamic<int>(count));
        _accelerator.LoadStreamKernel<ArrayView<int>>(Reverse)(config, buffer.View);
        _accelerator.Synchronize();

        Assert.Equal(Enumerable.Range(0, 2 * group).Select(i => (group - 1 - (i % group)) + count), buffer.GetAsArray1D());
    }

    [Fact]
    public void StaticSharedMemory_Above48KiB_Works()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(64);
        _accelerator.LoadStreamKernel<ArrayView<int>>(LargeStatic)(new KernelConfig(1, 64, SharedMemoryConfig.RequestDynamic<int>(100)), buffer.View);
        _accelerator.Synchronize();

        Assert.Equal(Enumerable.Range(0, 64).Select(i => (63 - i) + (2 * i) + 100), buffer.GetAsArray1D());
    }

    [Fact]
    public void Extent_BeyondTheGridInY_IsCovered()
    {
        const int Rows = 70_000;
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(2 * Rows);
        _accelerator.LoadAutoGroupedStreamKernel<Index2D, ArrayView<int>>(Rowwise)(new Index2D(2, Rows), buffer.View);
        _accelerator.Synchronize();

        Assert.Equal(Enumerable.Range(0, 2 * Rows).Select(i => i + 1), buffer.GetAsArray1D());
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _accelerator.LoadAutoGroupedStreamKernel<Index3D, ArrayView<int>>(Volume)(new Index3D(1, 1, Rows), buffer.View));
    }

    [Fact]
    public void Assertion_SurfacesOnceAndTheContextLives()
    {
        using Context context = Context.Create(builder => builder.VirtualCudaDevices().Assertions());
        using CudaAccelerator accelerator = context.CreateCudaAccelerator(0);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(Length);
        buffer.MemSetToZero();
        Action<Index1D, ArrayView<int>, int> check = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Check);
        check(Length, buffer.View, 7);
        CudaException failure = Assert.Throws<CudaException>(accelerator.Synchronize);

        Assert.Contains("(7, 0, 0)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no sevens", failure.Message, StringComparison.Ordinal);
        check(Length, buffer.View, -1);
        accelerator.Synchronize();
    }

    [Fact]
    public void Markers_AndOccupancy()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _accelerator.Allocate1D<int>(Length);
        using ProfilingMarker start = _accelerator.AddProfilingMarker();
        _accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>, int>(Add)(Length, buffer.View, 1);
        using ProfilingMarker end = _accelerator.AddProfilingMarker();

        Assert.True(end - start >= TimeSpan.Zero);
        Assert.True(_accelerator.GetFreeMemory() > 0);
    }

    private static void Add(Index1D i, ArrayView<int> data, int value) => data[i] += value;

    private static void Multiply(Index1D i, ArrayView<int> data, int value) => data[i] *= value;

    private static void Rowwise(Index2D i, ArrayView<int> data) => data[(i.Y * 2) + i.X] = (i.Y * 2) + i.X + 1;

    private static void Volume(Index3D i, ArrayView<int> data) => data[i.Z] = i.X + i.Y;

    private static void Check(Index1D i, ArrayView<int> data, int wrong)
    {
        System.Diagnostics.Trace.Assert(i != wrong, "no sevens");
        data[i] = i;
    }

    private static void Reverse(ArrayView<int> output)
    {
        ArrayView<int> shared = SharedMemory.GetDynamic<int>();
        int i = Group.IdxX;

        if (i < shared.Length)
        {
            shared[i] = i;
        }

        Group.Barrier();
        int from = Group.DimX - 1 - i;
        output[Grid.GlobalIndex.X] = (from < shared.Length ? shared[from] : from) + (int)shared.Length;
    }

    private static void LargeStatic(ArrayView<int> output)
    {
        ArrayView<int> first = SharedMemory.Allocate<int>(10_000);
        ArrayView<int> second = SharedMemory.Allocate<int>(5_000);
        ArrayView<int> dynamic = SharedMemory.GetDynamic<int>();
        int i = Group.IdxX;
        first[9_999 - i] = i;
        second[4_900 + i] = 2 * i;
        dynamic[i] = (int)dynamic.Length;
        Group.Barrier();
        output[i] = first[9_999 - (63 - i)] + second[4_900 + i] + dynamic[i];
    }
}
#endif
