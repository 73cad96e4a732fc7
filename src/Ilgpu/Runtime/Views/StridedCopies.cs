using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>Copies between arrays and views with strides. Arrays are row-major with X as their first index.</summary>
internal static unsafe class StridedCopies
{
    // Edge of the square blocks in which a transposing copy walks, so that both sides stay in the cache.
    private const int Block = 32;

    public static AcceleratorStream DefaultStream<TView>(TView view)
        where TView : IArrayView => view.GetAccelerator().DefaultStream;

    public static void CheckExtent<TExtent>(bool equal, TExtent expected, TExtent actual)
    {
        if (!equal)
        {
            throw ArgumentErrors.OutOfRange("data", actual, $"The extent of the view is {expected}, that of the other side {actual}.");
        }
    }

    public static void ToArray<T, TStride>(AcceleratorStream stream, ArrayView1D<T, TStride> view, T[] data)
        where T : unmanaged
        where TStride : struct, IStride1D
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckExtent(view.Length == data.LongLength, view.Length, data.LongLength);
        Run(stream, view.BaseView, data, new(1, 1, view.Length), new(0, 0, view.Stride.XStride), toArray: true);
    }

    public static void FromArray<T, TStride>(AcceleratorStream stream, ArrayView1D<T, TStride> view, T[] data)
        where T : unmanaged
        where TStride : struct, IStride1D
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckExtent(view.Length == data.LongLength, view.Length, data.LongLength);
        Run(stream, view.BaseView, data, new(1, 1, view.Length), new(0, 0, view.Stride.XStride), toArray: false);
    }

    public static void ToArray<T, TStride>(AcceleratorStream stream, ArrayView2D<T, TStride> view, T[,] data)
        where T : unmanaged
        where TStride : struct, IStride2D => Run2D(stream, view, data, toArray: true);

    public static void FromArray<T, TStride>(AcceleratorStream stream, ArrayView2D<T, TStride> view, T[,] data)
        where T : unmanaged
        where TStride : struct, IStride2D => Run2D(stream, view, data, toArray: false);

    public static void ToArray<T, TStride>(AcceleratorStream stream, ArrayView3D<T, TStride> view, T[,,] data)
        where T : unmanaged
        where TStride : struct, IStride3D => Run3D(stream, view, data, toArray: true);

    public static void FromArray<T, TStride>(AcceleratorStream stream, ArrayView3D<T, TStride> view, T[,,] data)
        where T : unmanaged
        where TStride : struct, IStride3D => Run3D(stream, view, data, toArray: false);

    public static void ToPageLocked<T>(AcceleratorStream stream, ArrayView<T> view, long length, PageLockedArray<T> target)
        where T : unmanaged
    {
        if (length > 0)
        {
            ArrayView<T> source = RequireDense(view, length);
            ((IArrayView)source).Buffer.CopyTo(stream, source.ByteOffset, target.UsableScope.RawView);
        }
    }

    public static void FromPageLocked<T>(AcceleratorStream stream, ArrayView<T> view, long length, PageLockedArray<T> source)
        where T : unmanaged
    {
        if (length > 0)
        {
            ArrayView<T> target = RequireDense(view, length);
            ((IArrayView)target).Buffer.CopyFrom(stream, source.UsableScope.RawView, target.ByteOffset);
        }
    }

    private static ArrayView<T> RequireDense<T>(ArrayView<T> view, long length)
        where T : unmanaged =>
        view.Length == length
            ? view
            : throw new ArgumentException("Copies from and to page-locked arrays need views without gaps.", nameof(view));

    private static void Run2D<T, TStride>(AcceleratorStream stream, ArrayView2D<T, TStride> view, T[,] data, bool toArray)
        where T : unmanaged
        where TStride : struct, IStride2D
    {
        ArgumentNullException.ThrowIfNull(data);
        LongIndex2D extent = new(data.GetLongLength(0), data.GetLongLength(1));
        CheckExtent(view.Extent == extent, view.Extent, extent);
        LongIndex3D strides = new(0, view.Stride.XStride, view.Stride.YStride);
        Run(stream, view.BaseView, data, new(1, extent), strides, toArray);
    }

    private static void Run3D<T, TStride>(AcceleratorStream stream, ArrayView3D<T, TStride> view, T[,,] data, bool toArray)
        where T : unmanaged
        where TStride : struct, IStride3D
    {
        ArgumentNullException.ThrowIfNull(data);
        LongIndex3D extent = new(data.GetLongLength(0), data.GetLongLength(1), data.GetLongLength(2));
        CheckExtent(view.Extent == extent, view.Extent, extent);
        Run(stream, view.BaseView, data, extent, view.Stride.StrideExtent, toArray);
    }

    private static void Run<T>(
        AcceleratorStream stream,
        ArrayView<T> view,
        Array data,
        LongIndex3D extent,
        LongIndex3D strides,
        bool toArray)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);

        if (extent.Size == 0)
        {
            return;
        }

        MemoryBuffer buffer = ((IArrayView)view).Buffer;
        BufferChecks.Usable(buffer, stream.Accelerator, nameof(view));

        fixed (byte* array = &MemoryMarshal.GetArrayDataReference(data))
        {
            bool rowMajor = strides.Z == 1
                && (strides.Y == extent.Z || extent.Y == 1)
                && (strides.X == extent.Y * extent.Z || extent.X == 1);

            if (rowMajor)
            {
                long bytes = extent.Size * Unsafe.SizeOf<T>();

                if (toArray)
                {
                    ContiguousCopies.ToHost(stream, buffer, view.ByteOffset, array, bytes);
                }
                else
                {
                    ContiguousCopies.FromHost(stream, buffer, view.ByteOffset, array, bytes);
                }
            }
            else if (buffer.HostPointer != null)
            {
                stream.Synchronize();
                Walk((T*)(buffer.HostPointer + view.ByteOffset), (T*)array, extent, strides, toArray);
                GC.KeepAlive(buffer);
            }
            else
            {
                Staged(stream, view, (T*)array, extent, strides, toArray);
            }
        }
    }

    // Memory that the host cannot reach: the whole view goes through a copy on the host, gaps included.
    private static void Staged<T>(
        AcceleratorStream stream,
        ArrayView<T> view,
        T* array,
        LongIndex3D extent,
        LongIndex3D strides,
        bool toArray)
        where T : unmanaged
    {
        T* staging = (T*)NativeMemory.AlignedAlloc((nuint)view.LengthInBytes, 64);

        try
        {
            MemoryBuffer buffer = ((IArrayView)view).Buffer;
            ContiguousCopies.ToHost(stream, buffer, view.ByteOffset, staging, view.LengthInBytes);
            Walk(staging, array, extent, strides, toArray);

            if (!toArray)
            {
                ContiguousCopies.FromHost(stream, buffer, view.ByteOffset, staging, view.LengthInBytes);
            }
        }
        finally
        {
            NativeMemory.AlignedFree(staging);
        }
    }

    private static void Walk<T>(T* view, T* array, LongIndex3D extent, LongIndex3D strides, bool toArray)
        where T : unmanaged
    {
        for (long x = 0; x < extent.X; x++)
        {
            Plane(view + (x * strides.X), array + (x * extent.Y * extent.Z), extent, strides, toArray);
        }
    }

    private static void Plane<T>(T* view, T* array, LongIndex3D extent, LongIndex3D strides, bool toArray)
        where T : unmanaged
    {
        for (long yBlock = 0; yBlock < extent.Y; yBlock += Block)
        {
            long yEnd = Math.Min(yBlock + Block, extent.Y);

            for (long zBlock = 0; zBlock < extent.Z; zBlock += Block)
            {
                long zEnd = Math.Min(zBlock + Block, extent.Z);

                for (long y = yBlock; y < yEnd; y++)
                {
                    T* outside = view + (y * strides.Y) + (zBlock * strides.Z);
                    T* inside = array + (y * extent.Z) + zBlock;

                    for (long z = zBlock; z < zEnd; z++)
                    {
                        if (toArray)
                        {
                            *inside++ = *outside;
                        }
                        else
                        {
                            *outside = *inside++;
                        }

                        outside += strides.Z;
                    }
                }
            }
        }
    }
}
