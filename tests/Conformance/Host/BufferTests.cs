using IlgpuOptim.Engine.Conformance.Harness;
using ILGPU;
using ILGPU.Runtime;
using Xunit;
using Half = System.Half;

namespace IlgpuOptim.Engine.Conformance.Host;

/// <summary>Allocation, copies, memset, host arrays of one to three dimensions, page-locked memory.</summary>
public sealed class BufferTests(TargetFixture fixture) : KernelSuite(fixture)
{
    public static IEnumerable<int> Lengths => [1, 2, 3, 15, 16, 17, 63, 64, 65, 1000, 4096, 100003];

    public static IEnumerable<Type> ElementTypes =>
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float),
        typeof(double), typeof(ILGPU.Half), typeof(Half), typeof(Extensions.BFloat16), typeof(Index1D), typeof(Index2D), typeof(LongIndex3D),
        typeof((int, double)), typeof(DayOfWeek), typeof(Guid),
    ];

    [Theory]
    [EachTarget(nameof(Lengths))]
    public void RoundTrip(string target, int length)
    {
        int[] data = Data<int>(length, DataKind.Random);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(length);
        buffer.CopyFromCPU(data);
        Assert.Equal(data, buffer.GetAsArray1D());
        Assert.Equal(length, buffer.Length);
        Assert.Equal(4L * length, buffer.LengthInBytes);
        Assert.Equal(length, buffer.IntExtent.X);
        int[] copy = new int[length];
        buffer.View.CopyToCPU(copy);
        Assert.Equal(data, copy);
    }

    [Theory]
    [EachTarget(nameof(ElementTypes))]
    public void RoundTripOfType(string target, Type element)
    {
        typeof(BufferTests)
            .GetMethod(nameof(CheckRoundTrip), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(element)
            .Invoke(this, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [target], null);
    }

    [Theory]
    [EachTarget]
    public void EmptyBuffer(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(0);
        Assert.Equal(0, buffer.Length);
        Assert.False(buffer.View.IsValid);
        Assert.False(buffer.View.HasData());
        Assert.True(buffer.View.HasNoData());
        buffer.MemSetToZero();
        buffer.CopyFromCPU(Array.Empty<int>());
        buffer.CopyToCPU(Array.Empty<int>());
        Assert.Empty(buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void NegativeLength_IsAnError(string target)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Open(target).Allocate1D<int>(-1));
    }

    [Theory]
    [EachTarget]
    public void CopyOfAnotherLength_IsAnError(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(10);
        buffer.MemSetToZero();
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyFromCPU(new int[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyFromCPU(new int[9]));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyToCPU(new int[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.CopyToCPU(new int[9]));
        Assert.Equal(new int[10], buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void CopyBetweenBuffersOfDifferentLength_IsAnError(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> a = Open(target).Allocate1D(new int[10]);
        using MemoryBuffer1D<int, Stride1D.Dense> b = Open(target).Allocate1D(new int[12]);
        Assert.ThrowsAny<ArgumentException>(() => a.View.CopyTo(b.View));
        Assert.ThrowsAny<ArgumentException>(() => a.View.CopyFrom(b.View));
    }

    [Theory]
    [EachTarget]
    public void CopyBetweenBuffers(string target)
    {
        int[] data = Data<int>(1000);
        using MemoryBuffer1D<int, Stride1D.Dense> a = Open(target).Allocate1D(data);
        using MemoryBuffer1D<int, Stride1D.Dense> b = Open(target).Allocate1D<int>(1000);
        using MemoryBuffer1D<int, Stride1D.Dense> c = Open(target).Allocate1D<int>(1000);
        a.View.CopyTo(b.View);
        Assert.Equal(data, b.GetAsArray1D());
        c.View.CopyFrom(b.View);
        Assert.Equal(data, c.GetAsArray1D());
        c.MemSetToZero();
        a.View.SubView(100, 50).CopyTo(c.View.SubView(7, 50));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i is >= 7 and < 57 ? data[i + 93] : 0), c.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void CopyBetweenTargetAndHostAccelerator(string target)
    {
        int[] data = Data<int>(100);
        using MemoryBuffer1D<int, Stride1D.Dense> a = Open(target).Allocate1D(data);
        ArrayView1D<int, Stride1D.Dense> host = new int[100].AsArrayView();
        a.View.CopyTo(host);
        Open(target).Synchronize();
        Assert.Equal(data, host.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void OverlappingCopy(string target)
    {
        int[] data = Data<int>(100);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D(data);
        buffer.View.SubView(0, 60).CopyTo(buffer.View.SubView(20, 60));
        Assert.Equal(data[..20].Concat(data[..60]).Concat(data[80..]), buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void CopiesWithOffsets(string target)
    {
        int[] data = Data<int>(50);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D(new int[50]);
        buffer.View.SubView(10, 20).CopyFromCPU(data[..20]);
        int[] part = new int[5];
        buffer.View.SubView(12, 5).CopyToCPU(part);
        Assert.Equal(data[2..7], part);
        buffer.View.SubView(0, 30).CopyFromCPU(ref data[3], 30);
        Assert.Equal(data[3..33], buffer.View.SubView(0, 30).GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void Spans(string target)
    {
        int[] data = Data<int>(50);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D<int>(30);
        ReadOnlySpan<int> source = data.AsSpan(5, 30);
        buffer.View.BaseView.CopyFromCPU(source);
        int[] result = new int[40];
        Span<int> destination = result.AsSpan(3, 30);
        buffer.View.BaseView.CopyToCPU(destination);
        Assert.Equal(data[5..35], result[3..33]);
        Assert.Equal([0, 0, 0], result[..3]);
    }

    [Theory]
    [EachTarget]
    public void MemSet(string target)
    {
        using MemoryBuffer1D<float, Stride1D.Dense> buffer = Open(target).Allocate1D(new float[17]);
        buffer.MemSet(1);
        Assert.All(buffer.GetAsArray1D(), x => Assert.Equal(0x01010101, BitConverter.SingleToInt32Bits(x)));
        buffer.View.SubView(3, 5).MemSetToZero();
        Assert.Equal(5, buffer.GetAsArray1D().Count(x => x == 0f));
        buffer.View.SubView(4, 2).MemSet(255);
        Assert.Equal(2, buffer.GetAsArray1D().Count(float.IsNaN));
        buffer.MemSetToZero();
        Assert.All(buffer.GetAsArray1D(), x => Assert.Equal(0f, x));
    }

    [Theory]
    [EachTarget]
    public void TwoDimensions(string target)
    {
        int[,] data = new int[7, 11];

        for (int i = 0; i < 77; ++i)
        {
            data[i / 11, i % 11] = i;
        }

        Accelerator accelerator = Open(target);
        using MemoryBuffer2D<int, Stride2D.DenseX> x = accelerator.Allocate2DDenseX(data);
        using MemoryBuffer2D<int, Stride2D.DenseY> y = accelerator.Allocate2DDenseY(data);
        Assert.Equal(data, x.GetAsArray2D());
        Assert.Equal(data, y.GetAsArray2D());
        Assert.Equal(Enumerable.Range(0, 77), y.View.AsContiguous().GetAsArray());
        Assert.Equal(Enumerable.Range(0, 77).Select(i => data[i % 7, i / 7]), x.View.AsContiguous().GetAsArray());
        Assert.Equal(new Index2D(7, 11), x.IntExtent);
        int[,] copy = new int[7, 11];
        x.CopyToCPU(copy);
        Assert.Equal(data, copy);
        data[3, 4] = -1;
        y.CopyFromCPU(data);
        Assert.Equal(data, y.GetAsArray2D());
        Assert.ThrowsAny<ArgumentException>(() => y.CopyFromCPU(new int[11, 7]));
        Assert.ThrowsAny<ArgumentException>(() => x.CopyToCPU(new int[7, 12]));
    }

    [Theory]
    [EachTarget]
    public void TwoDimensions_Pitched(string target)
    {
        int[,] data = new int[5, 6];

        for (int i = 0; i < 30; ++i)
        {
            data[i / 6, i % 6] = i;
        }

        Accelerator accelerator = Open(target);
        using MemoryBuffer2D<int, Stride2D.DenseX> x = accelerator.Allocate2DPitchedX<int>(new LongIndex2D(5, 6), 64);
        using MemoryBuffer2D<int, Stride2D.DenseY> y = accelerator.Allocate2DPitchedY<int>(new LongIndex2D(5, 6), 64);
        Assert.Equal(16, x.View.Stride.YStride);
        Assert.Equal(16, y.View.Stride.XStride);
        x.View.CopyFromCPU(data);
        y.View.CopyFromCPU(data);
        accelerator.LaunchAutoGrouped<Index2D, ArrayView2D<int, Stride2D.DenseX>, ArrayView2D<int, Stride2D.DenseY>>(
            AddKernel,
            new Index2D(5, 6),
            x.View,
            y.View);
        int[,] doubled = x.View.GetAsArray2D();

        for (int i = 0; i < 30; ++i)
        {
            Assert.Equal(2 * i, doubled[i / 6, i % 6]);
        }
    }

    [Theory]
    [EachTarget]
    public void ThreeDimensions(string target)
    {
        int[,,] data = new int[3, 4, 5];

        for (int i = 0; i < 60; ++i)
        {
            data[i / 20, i / 5 % 4, i % 5] = i;
        }

        Accelerator accelerator = Open(target);
        using MemoryBuffer3D<int, Stride3D.DenseXY> x = accelerator.Allocate3DDenseXY(data);
        using MemoryBuffer3D<int, Stride3D.DenseZY> z = accelerator.Allocate3DDenseZY(data);
        Assert.Equal(data, x.GetAsArray3D());
        Assert.Equal(data, z.GetAsArray3D());
        Assert.Equal(Enumerable.Range(0, 60), z.View.AsContiguous().GetAsArray());
        Assert.Equal(data[1, 0, 0], x.View.AsContiguous().GetAsArray()[1]);
    }

    [Theory]
    [EachTarget]
    public void RawViews(string target)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = Open(target).Allocate1D([1, 2, 3, 4]);
        Assert.Equal([2, 0, 0, 0, 3, 0], buffer.AsRawArrayView(4, 6).GetAsArray());
        Assert.Equal([3, 4], buffer.AsArrayView<int>(2, 2).GetAsArray());
        Assert.Equal(16, buffer.AsRawArrayView().Length);
    }

    [Theory]
    [EachTarget]
    public void PageLockedArrays(string target)
    {
        Accelerator accelerator = Open(target);
        using PageLockedArray1D<int> locked = accelerator.AllocatePageLocked1D<int>(100);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(100);

        for (int i = 0; i < 100; ++i)
        {
            locked[i] = i * i;
        }

        buffer.View.CopyFromPageLockedAsync(locked);
        accelerator.LaunchAutoGrouped<Index1D, ArrayView<int>>(NegateKernel, 100, buffer.View);
        buffer.View.CopyToPageLockedAsync(locked);
        accelerator.Synchronize();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => -i * i), locked.Span.ToArray());
        Assert.Equal(locked.GetArray(), buffer.GetAsArray1D());
        Assert.Equal(100, locked.Length);
    }

    [Theory]
    [EachTarget]
    public void PageLockScope_OfPinnedArray(string target)
    {
        Accelerator accelerator = Open(target);
        int[] data = GC.AllocateArray<int>(64, pinned: true);
        data.AsSpan().Fill(9);
        using PageLockScope<int> scope = accelerator.CreatePageLockFromPinned(data);
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(64);
        buffer.View.CopyFromPageLockedAsync(scope);
        accelerator.Synchronize();
        Assert.Equal(data, buffer.GetAsArray1D());
    }

    [Theory]
    [EachTarget]
    public void DisposeInAnyOrderAndTwice(string target)
    {
        Accelerator accelerator = Open(target);
        MemoryBuffer1D<int, Stride1D.Dense>[] buffers = [.. Enumerable.Range(1, 50).Select(i => accelerator.Allocate1D<int>(i * 100))];

        foreach (int i in Enumerable.Range(0, 50).OrderBy(i => Hash(i, 3)))
        {
            buffers[i].Dispose();
            buffers[i].Dispose();
        }
    }

    [Theory]
    [EachTarget]
    public void UseAfterDispose_IsAnError(string target)
    {
        Accelerator accelerator = Open(target);
        MemoryBuffer1D<int, Stride1D.Dense> buffer = accelerator.Allocate1D<int>(10);
        ArrayView1D<int, Stride1D.Dense> view = buffer.View;
        Action<Index1D, ArrayView<int>> kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(NegateKernel);
        buffer.Dispose();
        Assert.ThrowsAny<InvalidOperationException>(() => view.GetAsArray1D());
        Assert.ThrowsAny<InvalidOperationException>(() => buffer.CopyFromCPU(new int[10]));
        Assert.ThrowsAny<InvalidOperationException>(() => kernel(10, view));
    }

    [Theory]
    [EachTarget]
    public void ViewOfAnotherAccelerator_IsAnError(string target)
    {
        Accelerator accelerator = Open(target);
        using Context context = Context.Create(builder => TestTargets.Get(target).Configure(builder));
        using Accelerator other = TestTargets.Get(target).Create(context);
        using MemoryBuffer1D<int, Stride1D.Dense> foreign = other.Allocate1D<int>(10);
        Action<Index1D, ArrayView<int>> kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<int>>(NegateKernel);
        Assert.ThrowsAny<Exception>(() => kernel(10, foreign.View));
    }

    [Theory]
    [EachTarget]
    public void ManyAllocations_StayFlat(string target)
    {
        Accelerator accelerator = Open(target);

        for (int i = 0; i < 200; ++i)
        {
            using MemoryBuffer1D<byte, Stride1D.Dense> buffer = accelerator.Allocate1D<byte>(64 << 20);
            buffer.View.SubView(0, 100).MemSetToZero();
        }

        accelerator.Synchronize();
    }

    [Theory]
    [EachTarget]
    public void HostArraysAsViews(string target)
    {
        _ = target;
        int[] data = [1, 2, 3];
        ArrayView1D<int, Stride1D.Dense> view = data.AsArrayView();
        view[1] = 20;
        Assert.Equal(3, view.Length);
        Assert.Equal(20, view[1]);
    }

    private static void NegateKernel(Index1D index, ArrayView<int> view)
    {
        view[index] = -view[index];
    }

    private static void AddKernel(Index2D index, ArrayView2D<int, Stride2D.DenseX> x, ArrayView2D<int, Stride2D.DenseY> y)
    {
        x[index] += y[index];
    }

    private static void CopyKernel<T>(Index1D index, ArrayView<T> source, ArrayView<T> destination)
        where T : unmanaged
    {
        destination[index] = source[index];
    }

    private void CheckRoundTrip<T>(string target)
        where T : unmanaged
    {
        byte[] bytes = Data<byte>(131 * System.Runtime.CompilerServices.Unsafe.SizeOf<T>(), DataKind.Random);
        T[] data = [.. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(bytes)];
        using MemoryBuffer1D<T, Stride1D.Dense> buffer = Open(target).Allocate1D(data);
        Assert.Equal(bytes, System.Runtime.InteropServices.MemoryMarshal.AsBytes(buffer.GetAsArray1D().AsSpan()).ToArray());

        // A kernel moves elements of any type.
        Results results = Run(target, Method(typeof(BufferTests), nameof(CopyKernel), typeof(T)), data.Length, data, new T[data.Length]);
        Assert.Null(ValueComparer.FindDifference<T>(data, results.Get<T>(1), Tolerance.Exact));
    }
}
