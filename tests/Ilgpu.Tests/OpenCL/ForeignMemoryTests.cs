using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Extensions;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>Memory of the host and of others in OpenCL kernels: used in place, kept alive, refused where it does not fit.</summary>
public sealed unsafe class ForeignMemoryTests : OpenClTestBase
{
    private const int Length = 4096;

    [Fact]
    public void HostMemory_IsUsedInPlace()
    {
        Assert.SkipUnless(this.Accelerator.Device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU), "the device has memory of its own");
        using HostBlock block = new(Length * sizeof(long));
        long* host = (long*)block.Address;
        new Span<long>(host, Length).Fill(7);
        using MemoryBuffer1D<long, Stride1D.Dense> buffer = this.Accelerator.WrapHostMemory<long>(block.Address, Length, block);
        long allocations = this.Accelerator.AllocationCount;

        Action<Index1D, ArrayView<long>> kernel = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<long>>(AddressKernel);
        kernel(Length, buffer.View);
        this.Accelerator.Synchronize();

        // The kernel saw the addresses of the host, and its stores are there without any copy.
        for (int i = 0; i < Length; i++)
        {
            Assert.Equal((long)(host + i) + 7, host[i]);
        }

        Assert.Equal(allocations, this.Accelerator.AllocationCount);
    }

    [Fact]
    public void HostMemory_GoesToAndFro()
    {
        using HostBlock block = new(Length * sizeof(int));
        int* host = (int*)block.Address;
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.WrapHostMemory<int>(block.Address, Length, block);
        Action<Index1D, ArrayView<int>> kernel = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(DoubleKernel);
        int[] expected = new int[Length];

        for (int round = 1; round <= 5; round++)
        {
            for (int i = 0; i < Length; i++)
            {
                host[i] = expected[i] = i * round;
            }

            kernel(Length, buffer.View);
            kernel(Length, buffer.View);
            this.Accelerator.Synchronize();
            Assert.Equal(expected.Select(value => value * 4), new Span<int>(host, Length).ToArray());
        }

        // Also by way of copies and fills, which take the same turns.
        Assert.Equal(new Span<int>(host, Length).ToArray(), buffer.GetAsArray1D());
        buffer.MemSetToZero();
        Assert.Equal(new int[Length], new Span<int>(host, Length).ToArray());
        buffer.View.SubView(10, 3).CopyFromCPU([1, 2, 3]);
        Assert.Equal([0, 1, 2, 3, 0], new Span<int>(host + 9, 5).ToArray());
    }

    [Fact]
    public void HostMemory_KeepsItsOwner()
    {
        (WeakReference owner, ArrayView<int> view) = Wrap(this.Accelerator);
        Collect();
        Assert.True(owner.IsAlive);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>>(DoubleKernel, (Index1D)8, view);
        this.Accelerator.Synchronize();
        Assert.Equal(2, ((int[])owner.Target!)[1]);
        GC.KeepAlive(view);

        static (WeakReference, ArrayView<int>) Wrap(CLAccelerator accelerator)
        {
            int[] memory = GC.AllocateArray<int>(8, pinned: true);
            memory[1] = 1;

            fixed (int* pointer = memory)
            {
                return (new WeakReference(memory), accelerator.WrapHostMemory<int>((IntPtr)pointer, 8, memory).View);
            }
        }
    }

    [Fact]
    public void HostMemory_OfQueuedWork_LivesUntilItIsDone()
    {
        WeakReference owner = LaunchAndForget(this.Accelerator);
        Collect();
        Assert.True(owner.IsAlive);
        this.Accelerator.Synchronize();

        static WeakReference LaunchAndForget(CLAccelerator accelerator)
        {
            int[] memory = GC.AllocateArray<int>(Length, pinned: true);
            ArrayView<int> view = accelerator
                .WrapHostMemory<int>(Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0), Length, memory).View;
            accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(DoubleKernel)(Length, view);

            return new WeakReference(memory);
        }
    }

    [Fact]
    public void HostMemory_IsChecked()
    {
        using HostBlock block = new(64);
        Assert.Throws<ArgumentException>(() => this.Accelerator.WrapHostMemory<int>(IntPtr.Zero, 4));
        Assert.Throws<ArgumentException>(() => this.Accelerator.WrapHostMemory<int>(block.Address + 2, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.WrapHostMemory<int>(block.Address, -1));
        Assert.Equal(0, this.Accelerator.WrapHostMemory<int>(IntPtr.Zero, 0).Length);
    }

    [Fact]
    public void HostMemory_WithoutOwnerOrBuffer_IsAnErrorBeforeTheLaunch()
    {
        CPUMemoryBuffer owner = CPUMemoryBuffer.Create(this.Accelerator, Length, sizeof(int));
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.WrapHostMemory<int>(owner.NativePtr, Length, owner);
        ArrayView1D<int, Stride1D.Dense> view = buffer.View;
        Action<Index1D, ArrayView<int>> kernel = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(DoubleKernel);
        kernel(Length, view);
        this.Accelerator.Synchronize();
        owner.Dispose();
        Assert.Throws<ObjectDisposedException>(() => kernel(Length, view));
        Assert.Throws<ObjectDisposedException>(() => view.MemSetToZero());
        Assert.Throws<ObjectDisposedException>(() => this.Accelerator.WrapHostMemory<int>(16, 1, owner));
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => kernel(Length, view));
    }

    [Fact]
    public void HostViews_AreNoArgumentsOfKernels()
    {
        using CPUMemoryBuffer host = CPUMemoryBuffer.Create(this.Accelerator, Length, sizeof(int));
        Action<Index1D, ArrayView<int>> kernel = this.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(DoubleKernel);
        ArgumentException error = Assert.Throws<ArgumentException>(() => kernel(Length, host.AsArrayView<int>(0, Length)));
        Assert.Contains("WrapHostMemory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClMemory_OfSomebodyElse_IsUsed()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> own = this.Accelerator.Allocate1D(Enumerable.Range(0, Length).ToArray());
        using MemoryBuffer1D<int, Stride1D.Dense> alias = this.Accelerator.WrapClMemory<int>(own.NativePtr, Length / 2, own);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>>(DoubleKernel, (Index1D)alias.IntExtent, alias.View);
        Assert.Equal(Enumerable.Range(0, Length).Select(i => i < Length / 2 ? 2 * i : i), own.GetAsArray1D());
    }

    [Fact]
    public void ClMemory_IsChecked()
    {
        using CLAccelerator other = this.Context.CreateCLAccelerator(0);
        using MemoryBuffer1D<int, Stride1D.Dense> own = this.Accelerator.Allocate1D<int>(10);
        Assert.Throws<ArgumentException>(() => this.Accelerator.WrapClMemory<int>(IntPtr.Zero, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.WrapClMemory<int>(own.NativePtr, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.WrapClMemory<long>(own.NativePtr, 6));
        Assert.Throws<ArgumentException>(() => other.WrapClMemory<int>(own.NativePtr, 1));
    }

    private static void AddressKernel(Index1D index, ArrayView<long> values) =>
        values[index] += (long)Unsafe.AsPointer(ref values[index]);

    private static void DoubleKernel(Index1D index, ArrayView<int> values) => values[index] *= 2;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    /// <summary>Memory with the alignment of a page.</summary>
    private sealed class HostBlock(int bytes) : IDisposable
    {
        public IntPtr Address { get; private set; } = (IntPtr)NativeMemory.AlignedAlloc((nuint)bytes, 4096);

        public void Dispose()
        {
            NativeMemory.AlignedFree((void*)this.Address);
            this.Address = IntPtr.Zero;
        }
    }
}
