using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using Xunit;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>Allocation, copies, fills and the life of buffers.</summary>
public sealed class BufferTests : CpuTestBase
{
    [Fact]
    public void Allocate_Zero_GivesEmptyBufferWhoseCopiesDoNothing()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(0);
        Assert.Equal(0, buffer.Length);
        Assert.False(buffer.View.IsValid);
        Assert.False(buffer.View.HasData());
        Assert.True(buffer.View.HasNoData());
        buffer.MemSetToZero();
        buffer.CopyFromCPU(Array.Empty<int>());
        buffer.View.CopyToCPU(Array.Empty<int>());
        Assert.Empty(buffer.GetAsArray1D());
    }

    [Fact]
    public void Allocate_Negative_Throws()
    {
        Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.Allocate1D<int>(-1)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.Allocate2DDenseX<int>((-1, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => this.Accelerator.Allocate3DDenseZY<int>((1, -2, 3)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(3_000_001)]
    public void Copy_RoundTrip(int length)
    {
        int[] data = new int[length];

        for (int i = 0; i < length; i++)
        {
            data[i] = i * 7;
        }

        using MemoryBuffer1D<int, Stride1D.Dense> first = this.Accelerator.Allocate1D(data);
        using MemoryBuffer1D<int, Stride1D.Dense> second = this.Accelerator.Allocate1D<int>(length);
        first.CopyTo(second);
        Assert.Equal(data, second.GetAsArray1D());
        second.View.MemSet(1);
        Assert.All(second.GetAsArray1D(), static value => Assert.Equal(0x01010101, value));
        second.CopyFrom(first);
        Assert.Equal(data, second.View.BaseView.GetAsArray());
        Assert.Equal(0, (long)second.NativePtr % 64);
    }

    [Fact]
    public void Copy_AllOverloads_Compile()
    {
        int[] data = [1, 2, 3, 4];
        int[] target = new int[4];
        AcceleratorStream stream = this.Accelerator.DefaultStream;
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(4);
        ArrayView1D<int, Stride1D.Dense> view = buffer.View;
        ArrayView<int> raw = view;
        ReadOnlySpan<int> span = data;
        Span<int> targetSpan = target;
        buffer.CopyFromCPU(data);
        buffer.CopyFromCPU(stream, data);
        view.CopyFromCPU(data);
        view.CopyFromCPU(stream, data);
        view.CopyFromCPU(span);
        view.CopyFromCPU(stream, span);
        view.CopyFromCPU(ref data[0], 4);
        raw.CopyFromCPU(data);
        raw.CopyFromCPU(stream, data);
        raw.CopyFromCPU(span);
        raw.CopyFromCPU(ref data[0], 4);
        buffer.CopyToCPU(target);
        buffer.CopyToCPU(stream, target);
        view.CopyToCPU(target);
        view.CopyToCPU(stream, target);
        view.CopyToCPU(targetSpan);
        raw.CopyToCPU(target);
        raw.CopyToCPU(stream, targetSpan);
        raw.CopyToCPU(ref target[0], 4);
        view.MemSetToZero();
        buffer.MemSetToZero(stream);
        raw.MemSet(stream, 3);
        Assert.Equal(data, target);
        Assert.Equal(16, buffer.GetRawDataLength());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Copy_OtherLength_Throws(int length)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(4);
        using MemoryBuffer1D<int, Stride1D.Dense> other = this.Accelerator.Allocate1D<int>(length);
        int[] data = new int[length];
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyFromCPU(data));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyToCPU(data));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.View.CopyToCPU(ref data[0], length));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyTo(other));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.View.CopyFrom(other.View));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.View.BaseView.CopyTo(this.Accelerator.DefaultStream, other.View.BaseView));
    }

    [Fact]
    public void Copy_ForeignBuffer_Throws()
    {
        using CPUAccelerator stranger = this.Context.CreateCPUAccelerator(0);
        using MemoryBuffer1D<int, Stride1D.Dense> own = this.Accelerator.Allocate1D<int>(4);
        using MemoryBuffer1D<int, Stride1D.Dense> foreign = stranger.Allocate1D<int>(4);
        Assert.Throws<ArgumentException>(() => own.CopyTo(foreign));
        Assert.Throws<ArgumentException>(() => own.CopyFrom(foreign));
        Assert.Throws<ArgumentException>(() => own.CopyFromCPU(stranger.DefaultStream, new int[4]));
        Assert.Throws<ArgumentException>(() => own.View.MemSet(stranger.DefaultStream, 1));
    }

    [Fact]
    public void Disposed_AnyUse_Throws()
    {
        MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(4);
        ArrayView1D<int, Stride1D.Dense> view = buffer.View;
        buffer.Dispose();
        buffer.Dispose();
        Assert.True(buffer.IsDisposed);
        Assert.False(view.HasData());
        Assert.Throws<ObjectDisposedException>(() => buffer.GetAsArray1D());
        Assert.Throws<ObjectDisposedException>(() => view.GetAsArray1D());
        Assert.Throws<ObjectDisposedException>(() => view.MemSetToZero());
        Assert.Throws<ObjectDisposedException>(() => view.CopyFromCPU(new int[4]));
        Assert.Throws<ObjectDisposedException>(() => view[0]);
        Assert.Throws<ObjectDisposedException>(() => view.BaseView.LoadEffectiveAddressAsPtr());
    }

    [Fact]
    public void Disposed_Accelerator_Throws()
    {
        CPUAccelerator accelerator = this.Context.CreateCPUAccelerator(0);
        MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(4);
        AcceleratorStream stream = accelerator.CreateStream();
        accelerator.Dispose();
        accelerator.Dispose();
        Assert.True(buffer.IsDisposed);
        buffer.Dispose();
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(() => accelerator.Allocate1D<int>(1));
        Assert.Throws<ObjectDisposedException>(() => accelerator.DefaultStream);
        Assert.Throws<ObjectDisposedException>(() => accelerator.Synchronize());
        Assert.Throws<ObjectDisposedException>(() => stream.Synchronize());
        Assert.Throws<ObjectDisposedException>(() => buffer.GetAsArray1D());
    }

    [Fact]
    public void HostIndexer_ChecksBounds()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<float>(4);
        buffer.View[2] = 5;
        Assert.Equal(5, buffer.View[2L]);
        IndexOutOfRangeException error = Assert.Throws<IndexOutOfRangeException>(() => buffer.View.BaseView[4] = 1);
        Assert.Contains("4", error.Message);
        Assert.Throws<IndexOutOfRangeException>(() => buffer.View[-1] = 1);
    }

    [Fact]
    public void SubView_Cast_KeepPosition()
    {
        using MemoryBuffer1D<byte, Stride1D.Dense> bytes = this.Accelerator.Allocate1D<byte>(64);
        bytes.MemSetToZero();
        ArrayView<byte> view = bytes.View;
        ArrayView<int> ints = view.SubView(6, 11).Cast<int>();
        Assert.Equal(2, ints.Length);
        ints[1] = -1;
        byte[] result = bytes.GetAsArray1D();
        Assert.Equal(10, Array.IndexOf(result, (byte)255));
        Assert.Equal(13, Array.LastIndexOf(result, (byte)255));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.SubView(60, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.SubView(-1));
        Assert.Equal(0, view.SubView(64).Length);
        Assert.Equal(0, view.SubView(4, 0).Length);
        Assert.Equal(10, ints.Cast<byte>().SubView(4).LoadEffectiveAddressAsPtr() - view.LoadEffectiveAddressAsPtr());
    }

    [Fact]
    public void View_OutsideOfBuffer_Throws()
    {
        using MemoryBuffer raw = this.Accelerator.AllocateRaw(10, 4);
        Assert.Equal(40, raw.LengthInBytes);
        Assert.Equal(5, new ArrayView<long>(raw, 0, 5).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArrayView<long>(raw, 0, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArrayView<long>(raw, 6, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => raw.AsRawArrayView(41));
        Assert.Equal(7, raw.AsArrayView<int>(3, 7).Length);
    }

    [Fact]
    public void AlignTo_SplitsAtAlignedAddress()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = this.Accelerator.Allocate1D<int>(100);
        (ArrayView<int> prefix, ArrayView<int> main) = buffer.View.BaseView.SubView(3).AlignTo(64);
        Assert.Equal(13, prefix.Length);
        Assert.Equal(84, main.Length);
        Assert.Equal(0, main.LoadEffectiveAddressAsPtr() % 64);
        Assert.Equal(84, main.AsAligned(64).Length);
        Assert.Throws<ArgumentException>(() => main.SubView(1).AsAligned(64));
        Assert.Equal(2, buffer.View.BaseView.SubView(3, 2).AlignTo(64).Prefix.Length);
    }

    [Fact]
    public unsafe void ForeignMemory_IsUsedInPlace()
    {
        int[] memory = GC.AllocateArray<int>(16, pinned: true);

        fixed (int* pointer = memory)
        {
            using CPUMemoryBuffer buffer = CPUMemoryBuffer.Create(this.Accelerator, pointer, 16);
            ArrayView<int> view = buffer.AsArrayView<int>(4, 8);
            view.MemSet(255);
            this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>>(static (i, v) => v[i] += i + 1, (Index1D)8, view);
            this.Accelerator.Synchronize();
            Assert.Equal([0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0], memory);
        }
    }

    [Fact]
    public void ArrayAsView_SharesTheArray()
    {
        float[] array = [1, 2, 3];
        ArrayView1D<float, Stride1D.Dense> view = array.AsArrayView();
        view[1] = 7;
        Assert.Equal([1, 7, 3], array);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<float>>(static (i, v) => v[i] *= 2, (Index1D)3, view);
        this.Accelerator.Synchronize();
        Assert.Equal([2, 14, 6], array);
        Assert.Equal(6f, new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }.AsArrayView()[1, 2]);
        Assert.True(new[] { true, false }.AsArrayView()[0]);
        Assert.Equal(0, Array.Empty<int>().AsArrayView().Length);
    }

    [Fact]
    public void DerivedBuffer_OfUserCode_Works()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> memory = this.Accelerator.Allocate1D<int>(8);
        using UserBuffer buffer = new(this.Accelerator, memory.NativePtr, 8);
        ArrayView<int> view = buffer.AsArrayView<int>(0, 8);
        view.CopyFromCPU([1, 2, 3, 4, 5, 6, 7, 8]);
        this.Accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>>(static (i, v) => v[i]++, (Index1D)8, view);
        view.CopyTo(memory.View.BaseView);
        view.SubView(0, 1).MemSetToZero();
        Assert.Equal([0, 3, 4, 5, 6, 7, 8, 9], view.GetAsArray());
    }

    [Fact]
    public void Allocations_InLoop_LeaveNothingBehind()
    {
        for (int i = 0; i < 200; i++)
        {
            this.Accelerator.Allocate1D<int>(1000).Dispose();
        }

        int children = this.Accelerator.NumberChildObjects;
        long before = Environment.WorkingSet;
        List<MemoryBuffer> kept = [];

        for (int i = 0; i < 10_000; i++)
        {
            kept.Add(this.Accelerator.Allocate1D<float>(10_000));

            if (kept.Count == 50)
            {
                // Any order.
                for (int k = 0; k < 50; k++)
                {
                    kept[k * 7 % 50].Dispose();
                }

                kept.Clear();
            }
        }

        Assert.Equal(children, this.Accelerator.NumberChildObjects);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 100L << 20);
    }

    [Fact]
    public void ForgottenBuffers_AreCollected()
    {
        int before = this.Accelerator.NumberChildObjects;
        Forget(this.Accelerator);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.InRange(this.Accelerator.NumberChildObjects, 0, before + 5);

        static void Forget(Accelerator accelerator)
        {
            for (int i = 0; i < 100; i++)
            {
                accelerator.Allocate1D<int>(100).MemSetToZero();
            }
        }
    }

    private sealed class UserBuffer : MemoryBuffer
    {
        public UserBuffer(Accelerator accelerator, IntPtr pointer, long length)
            : base(accelerator, length, sizeof(int))
        {
            this.NativePtr = pointer;
        }

        protected internal override void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView)
        {
            stream.Synchronize();
            CPUMemoryBuffer.CPUMemSet(targetView.LoadEffectiveAddressAsPtr(), value, 0, targetView.Length);
        }

        protected internal override void CopyFrom(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView) =>
            CPUMemoryBuffer.CPUCopyFrom(stream, sourceView, targetView);

        protected internal override void CopyTo(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView) =>
            CPUMemoryBuffer.CPUCopyTo(stream, sourceView, targetView);

        protected override void DisposeAcceleratorObject(bool disposing)
        {
        }
    }
}

file static class BufferTestExtensions
{
    public static int GetRawDataLength<TView>(this TView view)
        where TView : IContiguousArrayView => view.GetRawData().Count;
}
