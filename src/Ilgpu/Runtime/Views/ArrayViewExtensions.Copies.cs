using System.Runtime.CompilerServices;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <content>Copies and fills of contiguous views. Forms without a stream use the default stream and wait.</content>
public static partial class ArrayViewExtensions
{
    /// <summary>Sets all bytes to zero.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    public static void MemSetToZero<TView>(this TView view)
        where TView : IContiguousArrayView => view.MemSet(0);

    /// <summary>Sets all bytes to zero in the order of a stream.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    public static void MemSetToZero<TView>(this TView view, AcceleratorStream stream)
        where TView : IContiguousArrayView => view.MemSet(stream, 0);

    /// <summary>Sets all bytes to a value.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    public static void MemSet<TView>(this TView view, byte value)
        where TView : IContiguousArrayView
    {
        if (view.Length > 0)
        {
            AcceleratorStream stream = view.GetAccelerator().DefaultStream;
            view.MemSet(stream, value);
            stream.Synchronize();
        }
    }

    /// <summary>Sets all bytes to a value in the order of a stream.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    public static void MemSet<TView>(this TView view, AcceleratorStream stream, byte value)
        where TView : IContiguousArrayView
    {
        ArgumentNullException.ThrowIfNull(stream);

        if (view.Length > 0)
        {
            view.Buffer.MemSet(stream, value, view.IndexInBytes, view.LengthInBytes);
        }
    }

    /// <summary>Copies to a view of the same length.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyTo<TView>(this TView source, in TView target)
        where TView : IContiguousArrayView
    {
        ContiguousCopies.CheckLengths(source.LengthInBytes, target.LengthInBytes, nameof(target));

        if (source.Length > 0)
        {
            AcceleratorStream stream = source.GetAccelerator().DefaultStream;
            source.CopyTo(stream, target);
            stream.Synchronize();
        }
    }

    /// <summary>Copies to a view of the same length in the order of a stream.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyTo<TView>(this TView source, AcceleratorStream stream, in TView target)
        where TView : IContiguousArrayView
    {
        ArgumentNullException.ThrowIfNull(stream);
        ContiguousCopies.CheckLengths(source.LengthInBytes, target.LengthInBytes, nameof(target));

        if (source.Length > 0)
        {
            source.Buffer.CopyTo(stream, source.IndexInBytes, target.AsRawArrayView());
        }
    }

    /// <summary>Copies from a view of the same length.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFrom<TView>(this TView target, in TView source)
        where TView : IContiguousArrayView => source.CopyTo(target);

    /// <summary>Copies from a view of the same length in the order of a stream.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFrom<TView>(this TView target, AcceleratorStream stream, in TView source)
        where TView : IContiguousArrayView => source.CopyTo(stream, target);

    /// <summary>Copies to host memory without waiting; the memory must stay where it is until the stream has been synchronised.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPUUnsafeAsync<T, TView>(this TView source, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ContiguousCopies.CheckLengths(source.LengthInBytes, length * Unsafe.SizeOf<T>(), nameof(length));

        if (length > 0)
        {
            source.CopyToCPUUnsafeAsync(source.GetAccelerator().DefaultStream, ref cpuData, length);
        }
    }

    /// <summary>Copies to host memory without waiting; the memory must stay where it is until the stream has been synchronised.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPUUnsafeAsync<T, TView>(this TView source, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ContiguousCopies.CheckLengths(source.LengthInBytes, length * Unsafe.SizeOf<T>(), nameof(length));

        if (length > 0)
        {
            CPUMemoryBuffer target = CPUMemoryBuffer.Create(stream.Accelerator, ref cpuData, length);
            source.Buffer.CopyTo(stream, source.IndexInBytes, target.AsRawArrayView());
        }
    }

    /// <summary>Copies from host memory without waiting; the memory must stay where it is until the stream has been synchronised.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPUUnsafeAsync<T, TView>(this TView target, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ContiguousCopies.CheckLengths(target.LengthInBytes, length * Unsafe.SizeOf<T>(), nameof(length));

        if (length > 0)
        {
            target.CopyFromCPUUnsafeAsync(target.GetAccelerator().DefaultStream, ref cpuData, length);
        }
    }

    /// <summary>Copies from host memory without waiting; the memory must stay where it is until the stream has been synchronised.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPUUnsafeAsync<T, TView>(this TView target, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ContiguousCopies.CheckLengths(target.LengthInBytes, length * Unsafe.SizeOf<T>(), nameof(length));

        if (length > 0)
        {
            CPUMemoryBuffer source = CPUMemoryBuffer.Create(stream.Accelerator, ref cpuData, length);
            target.Buffer.CopyFrom(stream, source.AsRawArrayView(), target.IndexInBytes);
        }
    }

    /// <summary>Copies all elements to host memory of this length and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T, TView>(this TView source, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ContiguousCopies.CheckLengths(source.LengthInBytes, length * Unsafe.SizeOf<T>(), nameof(length));

        if (length > 0)
        {
            source.CopyToCPU(source.GetAccelerator().DefaultStream, ref cpuData, length);
        }
    }

    /// <summary>Copies all elements to host memory of this length in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static unsafe void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ContiguousCopies.CheckLengths(source.LengthInBytes, length * Unsafe.SizeOf<T>(), nameof(length));

        if (length > 0)
        {
            fixed (T* target = &cpuData)
            {
                ContiguousCopies.ToHost(stream, source.Buffer, source.IndexInBytes, target, source.LengthInBytes);
            }
        }
    }

    /// <summary>Copies all elements from host memory of this length and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T, TView>(this TView target, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ContiguousCopies.CheckLengths(target.LengthInBytes, length * Unsafe.SizeOf<T>(), nameof(length));

        if (length > 0)
        {
            target.CopyFromCPU(target.GetAccelerator().DefaultStream, ref cpuData, length);
        }
    }

    /// <summary>Copies all elements from host memory of this length in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static unsafe void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ContiguousCopies.CheckLengths(target.LengthInBytes, length * Unsafe.SizeOf<T>(), nameof(length));

        if (length > 0)
        {
            fixed (T* source = &cpuData)
            {
                ContiguousCopies.FromHost(stream, target.Buffer, target.IndexInBytes, source, target.LengthInBytes);
            }
        }
    }

    /// <summary>Copies all elements to a span in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged
        where TView : IContiguousArrayView<T> =>
        source.CopyToCPU(stream, ref System.Runtime.InteropServices.MemoryMarshal.GetReference(span), span.Length);

    /// <summary>Copies all elements from a span in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged
        where TView : IContiguousArrayView<T> =>
        target.CopyFromCPU(stream, ref System.Runtime.InteropServices.MemoryMarshal.GetReference(span), span.Length);

    /// <summary>Copies all elements to a span and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T, TView>(this TView source, in Span<T> span)
        where T : unmanaged
        where TView : IContiguousArrayView<T> =>
        source.CopyToCPU(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(span), span.Length);

    /// <summary>Copies all elements from a span and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T, TView>(this TView target, in ReadOnlySpan<T> span)
        where T : unmanaged
        where TView : IContiguousArrayView<T> =>
        target.CopyFromCPU(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(span), span.Length);

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view.AsDense(), data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView<T> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view.AsDense(), data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view.AsDense(), data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView<T> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view.AsDense(), data);

    /// <summary>Copies to page-locked memory, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToPageLockedAsync<T, TView>(this TView source, AcceleratorStream stream, PageLockScope<T> pageLockScope)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ArgumentNullException.ThrowIfNull(pageLockScope);
        ContiguousCopies.CheckLengths(source.LengthInBytes, pageLockScope.LengthInBytes, nameof(pageLockScope));

        if (source.Length > 0)
        {
            source.Buffer.CopyTo(stream, source.IndexInBytes, pageLockScope.RawView);
        }
    }

    /// <summary>Copies from page-locked memory, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromPageLockedAsync<T, TView>(this TView target, AcceleratorStream stream, PageLockScope<T> pageLockScope)
        where T : unmanaged
        where TView : IContiguousArrayView<T>
    {
        ArgumentNullException.ThrowIfNull(pageLockScope);
        ContiguousCopies.CheckLengths(target.LengthInBytes, pageLockScope.LengthInBytes, nameof(pageLockScope));

        if (target.Length > 0)
        {
            target.Buffer.CopyFrom(stream, pageLockScope.RawView, target.IndexInBytes);
        }
    }

    /// <summary>Copies to page-locked memory, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToPageLockedAsync<T, TView>(this TView source, PageLockScope<T> pageLockScope)
        where T : unmanaged
        where TView : IContiguousArrayView<T> =>
        source.CopyToPageLockedAsync(pageLockScope.Accelerator.DefaultStream, pageLockScope);

    /// <summary>Copies from page-locked memory, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromPageLockedAsync<T, TView>(this TView target, PageLockScope<T> pageLockScope)
        where T : unmanaged
        where TView : IContiguousArrayView<T> =>
        target.CopyFromPageLockedAsync(pageLockScope.Accelerator.DefaultStream, pageLockScope);

    /// <summary>Copies to a page-locked array, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToPageLockedAsync<T, TView>(this TView source, AcceleratorStream stream, PageLockedArray<T> pageLockedArray)
        where T : unmanaged
        where TView : IContiguousArrayView<T> => source.CopyToPageLockedAsync(stream, pageLockedArray.UsableScope);

    /// <summary>Copies from a page-locked array, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromPageLockedAsync<T, TView>(this TView target, AcceleratorStream stream, PageLockedArray<T> pageLockedArray)
        where T : unmanaged
        where TView : IContiguousArrayView<T> => target.CopyFromPageLockedAsync(stream, pageLockedArray.UsableScope);

    /// <summary>Copies to a page-locked array, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToPageLockedAsync<T, TView>(this TView source, PageLockedArray<T> pageLockedArray)
        where T : unmanaged
        where TView : IContiguousArrayView<T> => source.CopyToPageLockedAsync(pageLockedArray.UsableScope);

    /// <summary>Copies from a page-locked array, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromPageLockedAsync<T, TView>(this TView target, PageLockedArray<T> pageLockedArray)
        where T : unmanaged
        where TView : IContiguousArrayView<T> => target.CopyFromPageLockedAsync(pageLockedArray.UsableScope);

    /// <summary>All elements as an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray<T>(this ArrayView<T> view)
        where T : unmanaged => view.AsDense().GetAsArray1D();

    /// <summary>All elements as an array, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray<T>(this ArrayView<T> view, AcceleratorStream stream)
        where T : unmanaged => view.AsDense().GetAsArray1D(stream);

    /// <summary>All elements as a page-locked array; waits for the copy.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static PageLockedArray1D<T> GetAsPageLocked<T>(this ArrayView<T> view)
        where T : unmanaged => view.AsDense().GetAsPageLocked1D();

    /// <summary>All elements as a page-locked array, in the order of a stream; waits for the copy.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static PageLockedArray1D<T> GetAsPageLocked<T>(this ArrayView<T> view, AcceleratorStream stream)
        where T : unmanaged => view.AsDense().GetAsPageLocked1D(stream);

    /// <summary>All bytes as an array.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    public static ArraySegment<byte> GetRawData<TView>(this TView view)
        where TView : IContiguousArrayView => view.GetRawData(0, view.LengthInBytes);

    /// <summary>All bytes as an array, in the order of a stream.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    public static ArraySegment<byte> GetRawData<TView>(this TView view, AcceleratorStream stream)
        where TView : IContiguousArrayView => view.GetRawData(stream, 0, view.LengthInBytes);

    /// <summary>A range of bytes as an array.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the view.</exception>
    public static ArraySegment<byte> GetRawData<TView>(this TView view, long byteOffset, long byteExtent)
        where TView : IContiguousArrayView =>
        byteExtent == 0 ? new ArraySegment<byte>([]) : view.GetRawData(view.GetAccelerator().DefaultStream, byteOffset, byteExtent);

    /// <summary>A range of bytes as an array, in the order of a stream.</summary>
    /// <typeparam name="TView">View or buffer.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the view.</exception>
    public static ArraySegment<byte> GetRawData<TView>(this TView view, AcceleratorStream stream, long byteOffset, long byteExtent)
        where TView : IContiguousArrayView
    {
        ArrayView<byte> bytes = view.AsRawArrayView().SubView(byteOffset, byteExtent);

        return new ArraySegment<byte>(bytes.GetAsArray(stream));
    }

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(this Accelerator accelerator, T[] data)
        where T : unmanaged => accelerator.Allocate1D(accelerator.DefaultStream, data);

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(this Accelerator accelerator, AcceleratorStream stream, T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D<T>(data.LongLength);

        try
        {
            StridedCopies.FromArray(stream, buffer.View, data);
        }
        catch
        {
            buffer.Dispose();

            throw;
        }

        return buffer;
    }
}
