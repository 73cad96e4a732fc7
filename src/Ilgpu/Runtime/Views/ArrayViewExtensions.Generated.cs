// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <content>Copies from and to arrays. The first index of an array is X; extents have to match.</content>
public static partial class ArrayViewExtensions
{
    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view, data);

    /// <summary>All elements as an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray1D<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => GetAsArray1D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as an array, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray1D<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream)
        where T : unmanaged
    {
        T[] result = new T[view.Length];
        StridedCopies.ToArray(stream, view, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, T[] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.ToArray(stream, buffer.View, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, T[] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.FromArray(stream, buffer.View, data);

    /// <summary>All elements as an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray1D<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer)
        where T : unmanaged => GetAsArray1D(buffer, StridedCopies.DefaultStream(buffer.View));

    /// <summary>All elements as an array, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray1D<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, AcceleratorStream stream)
        where T : unmanaged
    {
        T[] result = new T[buffer.View.Length];
        StridedCopies.ToArray(stream, buffer.View, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.General> view, T[] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.General> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.General> view, T[] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.General> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view, data);

    /// <summary>All elements as an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray1D<T>(this ArrayView1D<T, Stride1D.General> view)
        where T : unmanaged => GetAsArray1D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as an array, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray1D<T>(this ArrayView1D<T, Stride1D.General> view, AcceleratorStream stream)
        where T : unmanaged
    {
        T[] result = new T[view.Length];
        StridedCopies.ToArray(stream, view, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.General>> buffer, T[] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.General>> buffer, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.ToArray(stream, buffer.View, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.General>> buffer, T[] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.General>> buffer, AcceleratorStream stream, T[] data)
        where T : unmanaged => StridedCopies.FromArray(stream, buffer.View, data);

    /// <summary>All elements as an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray1D<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.General>> buffer)
        where T : unmanaged => GetAsArray1D(buffer, StridedCopies.DefaultStream(buffer.View));

    /// <summary>All elements as an array, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[] GetAsArray1D<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.General>> buffer, AcceleratorStream stream)
        where T : unmanaged
    {
        T[] result = new T[buffer.View.Length];
        StridedCopies.ToArray(stream, buffer.View, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView2D<T, Stride2D.DenseX> view, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView2D<T, Stride2D.DenseX> view, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView2D<T, Stride2D.DenseX> view, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView2D<T, Stride2D.DenseX> view, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this ArrayView2D<T, Stride2D.DenseX> view)
        where T : unmanaged => GetAsArray2D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this ArrayView2D<T, Stride2D.DenseX> view, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,] result = new T[view.Extent.X, view.Extent.Y];
        StridedCopies.ToArray(stream, view, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseX>> buffer, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseX>> buffer, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, buffer.View, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseX>> buffer, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseX>> buffer, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, buffer.View, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseX>> buffer)
        where T : unmanaged => GetAsArray2D(buffer, StridedCopies.DefaultStream(buffer.View));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseX>> buffer, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,] result = new T[buffer.View.Extent.X, buffer.View.Extent.Y];
        StridedCopies.ToArray(stream, buffer.View, result);

        return result;
    }

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer2D<T, Stride2D.DenseX> Allocate2DDenseX<T>(this Accelerator accelerator, T[,] data)
        where T : unmanaged => Allocate2DDenseX(accelerator, accelerator.DefaultStream, data);

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer2D<T, Stride2D.DenseX> Allocate2DDenseX<T>(this Accelerator accelerator, AcceleratorStream stream, T[,] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        MemoryBuffer2D<T, Stride2D.DenseX> buffer = accelerator.Allocate2DDenseX<T>(new LongIndex2D(data.GetLongLength(0), data.GetLongLength(1)));

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

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView2D<T, Stride2D.DenseY> view, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView2D<T, Stride2D.DenseY> view, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView2D<T, Stride2D.DenseY> view, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView2D<T, Stride2D.DenseY> view, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this ArrayView2D<T, Stride2D.DenseY> view)
        where T : unmanaged => GetAsArray2D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this ArrayView2D<T, Stride2D.DenseY> view, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,] result = new T[view.Extent.X, view.Extent.Y];
        StridedCopies.ToArray(stream, view, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseY>> buffer, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseY>> buffer, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, buffer.View, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseY>> buffer, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseY>> buffer, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, buffer.View, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseY>> buffer)
        where T : unmanaged => GetAsArray2D(buffer, StridedCopies.DefaultStream(buffer.View));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.DenseY>> buffer, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,] result = new T[buffer.View.Extent.X, buffer.View.Extent.Y];
        StridedCopies.ToArray(stream, buffer.View, result);

        return result;
    }

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer2D<T, Stride2D.DenseY> Allocate2DDenseY<T>(this Accelerator accelerator, T[,] data)
        where T : unmanaged => Allocate2DDenseY(accelerator, accelerator.DefaultStream, data);

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer2D<T, Stride2D.DenseY> Allocate2DDenseY<T>(this Accelerator accelerator, AcceleratorStream stream, T[,] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        MemoryBuffer2D<T, Stride2D.DenseY> buffer = accelerator.Allocate2DDenseY<T>(new LongIndex2D(data.GetLongLength(0), data.GetLongLength(1)));

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

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView2D<T, Stride2D.General> view, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView2D<T, Stride2D.General> view, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView2D<T, Stride2D.General> view, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView2D<T, Stride2D.General> view, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this ArrayView2D<T, Stride2D.General> view)
        where T : unmanaged => GetAsArray2D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this ArrayView2D<T, Stride2D.General> view, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,] result = new T[view.Extent.X, view.Extent.Y];
        StridedCopies.ToArray(stream, view, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.General>> buffer, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.General>> buffer, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, buffer.View, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.General>> buffer, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.General>> buffer, AcceleratorStream stream, T[,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, buffer.View, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.General>> buffer)
        where T : unmanaged => GetAsArray2D(buffer, StridedCopies.DefaultStream(buffer.View));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,] GetAsArray2D<T>(this MemoryBuffer<ArrayView2D<T, Stride2D.General>> buffer, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,] result = new T[buffer.View.Extent.X, buffer.View.Extent.Y];
        StridedCopies.ToArray(stream, buffer.View, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView3D<T, Stride3D.DenseXY> view, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView3D<T, Stride3D.DenseXY> view, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView3D<T, Stride3D.DenseXY> view, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView3D<T, Stride3D.DenseXY> view, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this ArrayView3D<T, Stride3D.DenseXY> view)
        where T : unmanaged => GetAsArray3D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this ArrayView3D<T, Stride3D.DenseXY> view, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,,] result = new T[view.Extent.X, view.Extent.Y, view.Extent.Z];
        StridedCopies.ToArray(stream, view, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseXY>> buffer, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseXY>> buffer, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, buffer.View, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseXY>> buffer, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseXY>> buffer, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, buffer.View, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseXY>> buffer)
        where T : unmanaged => GetAsArray3D(buffer, StridedCopies.DefaultStream(buffer.View));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseXY>> buffer, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,,] result = new T[buffer.View.Extent.X, buffer.View.Extent.Y, buffer.View.Extent.Z];
        StridedCopies.ToArray(stream, buffer.View, result);

        return result;
    }

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer3D<T, Stride3D.DenseXY> Allocate3DDenseXY<T>(this Accelerator accelerator, T[,,] data)
        where T : unmanaged => Allocate3DDenseXY(accelerator, accelerator.DefaultStream, data);

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer3D<T, Stride3D.DenseXY> Allocate3DDenseXY<T>(this Accelerator accelerator, AcceleratorStream stream, T[,,] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        MemoryBuffer3D<T, Stride3D.DenseXY> buffer = accelerator.Allocate3DDenseXY<T>(new LongIndex3D(data.GetLongLength(0), data.GetLongLength(1), data.GetLongLength(2)));

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

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView3D<T, Stride3D.DenseZY> view, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView3D<T, Stride3D.DenseZY> view, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView3D<T, Stride3D.DenseZY> view, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView3D<T, Stride3D.DenseZY> view, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this ArrayView3D<T, Stride3D.DenseZY> view)
        where T : unmanaged => GetAsArray3D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this ArrayView3D<T, Stride3D.DenseZY> view, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,,] result = new T[view.Extent.X, view.Extent.Y, view.Extent.Z];
        StridedCopies.ToArray(stream, view, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseZY>> buffer, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseZY>> buffer, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, buffer.View, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseZY>> buffer, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseZY>> buffer, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, buffer.View, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseZY>> buffer)
        where T : unmanaged => GetAsArray3D(buffer, StridedCopies.DefaultStream(buffer.View));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.DenseZY>> buffer, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,,] result = new T[buffer.View.Extent.X, buffer.View.Extent.Y, buffer.View.Extent.Z];
        StridedCopies.ToArray(stream, buffer.View, result);

        return result;
    }

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer3D<T, Stride3D.DenseZY> Allocate3DDenseZY<T>(this Accelerator accelerator, T[,,] data)
        where T : unmanaged => Allocate3DDenseZY(accelerator, accelerator.DefaultStream, data);

    /// <summary>Allocates a buffer with the content of an array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static MemoryBuffer3D<T, Stride3D.DenseZY> Allocate3DDenseZY<T>(this Accelerator accelerator, AcceleratorStream stream, T[,,] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        MemoryBuffer3D<T, Stride3D.DenseZY> buffer = accelerator.Allocate3DDenseZY<T>(new LongIndex3D(data.GetLongLength(0), data.GetLongLength(1), data.GetLongLength(2)));

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

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView3D<T, Stride3D.General> view, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this ArrayView3D<T, Stride3D.General> view, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, view, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView3D<T, Stride3D.General> view, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(view), view, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this ArrayView3D<T, Stride3D.General> view, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, view, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this ArrayView3D<T, Stride3D.General> view)
        where T : unmanaged => GetAsArray3D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this ArrayView3D<T, Stride3D.General> view, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,,] result = new T[view.Extent.X, view.Extent.Y, view.Extent.Z];
        StridedCopies.ToArray(stream, view, result);

        return result;
    }

    /// <summary>Copies all elements to an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.General>> buffer, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements to an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.General>> buffer, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.ToArray(stream, buffer.View, data);

    /// <summary>Copies all elements from an array and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.General>> buffer, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(StridedCopies.DefaultStream(buffer.View), buffer.View, data);

    /// <summary>Copies all elements from an array in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    [OverloadResolutionPriority(1)]
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.General>> buffer, AcceleratorStream stream, T[,,] data)
        where T : unmanaged => StridedCopies.FromArray(stream, buffer.View, data);

    /// <summary>All elements as an array, X first.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.General>> buffer)
        where T : unmanaged => GetAsArray3D(buffer, StridedCopies.DefaultStream(buffer.View));

    /// <summary>All elements as an array, X first, in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[,,] GetAsArray3D<T>(this MemoryBuffer<ArrayView3D<T, Stride3D.General>> buffer, AcceleratorStream stream)
        where T : unmanaged
    {
        T[,,] result = new T[buffer.View.Extent.X, buffer.View.Extent.Y, buffer.View.Extent.Z];
        StridedCopies.ToArray(stream, buffer.View, result);

        return result;
    }

    /// <summary>Sets all bytes to zero.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Infinite> view)
        where T : unmanaged => MemSetToZero(view.BaseView);

    /// <summary>Sets all bytes to zero in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Infinite> view, AcceleratorStream stream)
        where T : unmanaged => MemSetToZero(view.BaseView, stream);

    /// <summary>Sets all bytes to a value.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void MemSet<T>(this ArrayView1D<T, Stride1D.Infinite> view, byte value)
        where T : unmanaged => MemSet(view.BaseView, value);

    /// <summary>Sets all bytes to a value in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void MemSet<T>(this ArrayView1D<T, Stride1D.Infinite> view, AcceleratorStream stream, byte value)
        where T : unmanaged => MemSet(view.BaseView, stream, value);

    /// <summary>Copies to a view of the same length.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyTo<T>(this ArrayView1D<T, Stride1D.Infinite> source, ArrayView1D<T, Stride1D.Infinite> target)
        where T : unmanaged => CopyTo(source.BaseView, target.BaseView);

    /// <summary>Copies to a view of the same length in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyTo<T>(this ArrayView1D<T, Stride1D.Infinite> source, AcceleratorStream stream, in ArrayView1D<T, Stride1D.Infinite> target)
        where T : unmanaged => CopyTo(source.BaseView, stream, target.BaseView);

    /// <summary>Copies from a view of the same length.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFrom<T>(this ArrayView1D<T, Stride1D.Infinite> target, in ArrayView1D<T, Stride1D.Infinite> source)
        where T : unmanaged => CopyTo(source.BaseView, target.BaseView);

    /// <summary>Copies from a view of the same length in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFrom<T>(this ArrayView1D<T, Stride1D.Infinite> target, AcceleratorStream stream, in ArrayView1D<T, Stride1D.Infinite> source)
        where T : unmanaged => CopyTo(source.BaseView, stream, target.BaseView);

    /// <summary>Copies all elements to host memory of this length and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Infinite> source, ref T cpuData, long length)
        where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, ref cpuData, length);

    /// <summary>Copies all elements to host memory of this length in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Infinite> source, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, stream, ref cpuData, length);

    /// <summary>Copies all elements from host memory of this length and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Infinite> target, ref T cpuData, long length)
        where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, ref cpuData, length);

    /// <summary>Copies all elements from host memory of this length in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Infinite> target, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, stream, ref cpuData, length);

    /// <summary>Copies all elements to a span in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Infinite> source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, stream, span);

    /// <summary>Copies all elements to a span and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Infinite> source, in Span<T> span)
        where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, span);

    /// <summary>Copies all elements from a span in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Infinite> target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, stream, span);

    /// <summary>Copies all elements from a span and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Infinite> target, in ReadOnlySpan<T> span)
        where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, span);

    /// <summary>Copies to page-locked memory, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Infinite> source, PageLockScope<T> pageLockScope)
        where T : unmanaged => CopyToPageLockedAsync(source.BaseView, pageLockScope);

    /// <summary>Copies to page-locked memory, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Infinite> source, AcceleratorStream stream, PageLockScope<T> pageLockScope)
        where T : unmanaged => CopyToPageLockedAsync(source.BaseView, stream, pageLockScope);

    /// <summary>Copies from page-locked memory, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Infinite> target, PageLockScope<T> pageLockScope)
        where T : unmanaged => CopyFromPageLockedAsync(target.BaseView, pageLockScope);

    /// <summary>Copies from page-locked memory, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Infinite> target, AcceleratorStream stream, PageLockScope<T> pageLockScope)
        where T : unmanaged => CopyFromPageLockedAsync(target.BaseView, stream, pageLockScope);

    /// <summary>Sets all bytes to zero.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => MemSetToZero(view.BaseView);

    /// <summary>Sets all bytes to zero in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream)
        where T : unmanaged => MemSetToZero(view.BaseView, stream);

    /// <summary>Sets all bytes to a value.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void MemSet<T>(this ArrayView1D<T, Stride1D.Dense> view, byte value)
        where T : unmanaged => MemSet(view.BaseView, value);

    /// <summary>Sets all bytes to a value in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static void MemSet<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream, byte value)
        where T : unmanaged => MemSet(view.BaseView, stream, value);

    /// <summary>Copies to a view of the same length.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyTo<T>(this ArrayView1D<T, Stride1D.Dense> source, ArrayView1D<T, Stride1D.Dense> target)
        where T : unmanaged => CopyTo(source.BaseView, target.BaseView);

    /// <summary>Copies to a view of the same length in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyTo<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, in ArrayView1D<T, Stride1D.Dense> target)
        where T : unmanaged => CopyTo(source.BaseView, stream, target.BaseView);

    /// <summary>Copies from a view of the same length.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFrom<T>(this ArrayView1D<T, Stride1D.Dense> target, in ArrayView1D<T, Stride1D.Dense> source)
        where T : unmanaged => CopyTo(source.BaseView, target.BaseView);

    /// <summary>Copies from a view of the same length in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFrom<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, in ArrayView1D<T, Stride1D.Dense> source)
        where T : unmanaged => CopyTo(source.BaseView, stream, target.BaseView);

    /// <summary>Copies all elements to host memory of this length and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> source, ref T cpuData, long length)
        where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, ref cpuData, length);

    /// <summary>Copies all elements to host memory of this length in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, stream, ref cpuData, length);

    /// <summary>Copies all elements from host memory of this length and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> target, ref T cpuData, long length)
        where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, ref cpuData, length);

    /// <summary>Copies all elements from host memory of this length in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, stream, ref cpuData, length);

    /// <summary>Copies all elements to a span in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, stream, span);

    /// <summary>Copies all elements to a span and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> source, in Span<T> span)
        where T : unmanaged => CopyToCPU<T, ArrayView<T>>(source.BaseView, span);

    /// <summary>Copies all elements from a span in the order of a stream and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, stream, span);

    /// <summary>Copies all elements from a span and waits for it.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> target, in ReadOnlySpan<T> span)
        where T : unmanaged => CopyFromCPU<T, ArrayView<T>>(target.BaseView, span);

    /// <summary>Copies to page-locked memory, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Dense> source, PageLockScope<T> pageLockScope)
        where T : unmanaged => CopyToPageLockedAsync(source.BaseView, pageLockScope);

    /// <summary>Copies to page-locked memory, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, PageLockScope<T> pageLockScope)
        where T : unmanaged => CopyToPageLockedAsync(source.BaseView, stream, pageLockScope);

    /// <summary>Copies from page-locked memory, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Dense> target, PageLockScope<T> pageLockScope)
        where T : unmanaged => CopyFromPageLockedAsync(target.BaseView, pageLockScope);

    /// <summary>Copies from page-locked memory, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The lengths differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, PageLockScope<T> pageLockScope)
        where T : unmanaged => CopyFromPageLockedAsync(target.BaseView, stream, pageLockScope);

    /// <summary>Copies to a page-locked array of the same extent, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Dense> source, PageLockedArray1D<T> pageLockedArray)
        where T : unmanaged => CopyToPageLockedAsync(source, StridedCopies.DefaultStream(source), pageLockedArray);

    /// <summary>Copies to a page-locked array of the same extent, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, PageLockedArray1D<T> pageLockedArray)
        where T : unmanaged
    {
        StridedCopies.CheckExtent(source.Extent == pageLockedArray.Extent, source.Extent, pageLockedArray.Extent);
        StridedCopies.ToPageLocked(stream, source.BaseView, source.Length, pageLockedArray);
    }

    /// <summary>Copies from a page-locked array of the same extent, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Dense> target, PageLockedArray1D<T> pageLockedArray)
        where T : unmanaged => CopyFromPageLockedAsync(target, StridedCopies.DefaultStream(target), pageLockedArray);

    /// <summary>Copies from a page-locked array of the same extent, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, PageLockedArray1D<T> pageLockedArray)
        where T : unmanaged
    {
        StridedCopies.CheckExtent(target.Extent == pageLockedArray.Extent, target.Extent, pageLockedArray.Extent);
        StridedCopies.FromPageLocked(stream, target.BaseView, target.Length, pageLockedArray);
    }

    /// <summary>All elements as a page-locked array; waits for the copy.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static PageLockedArray1D<T> GetAsPageLocked1D<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => GetAsPageLocked1D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as a page-locked array, in the order of a stream; waits for the copy.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static PageLockedArray1D<T> GetAsPageLocked1D<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        PageLockedArray1D<T> result = stream.Accelerator.AllocatePageLocked1D<T>(view.Length);
        CopyToPageLockedAsync(view, stream, result);
        stream.Synchronize();

        return result;
    }

    /// <summary>Copies to a page-locked array of the same extent, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView2D<T, Stride2D.DenseY> source, PageLockedArray2D<T> pageLockedArray)
        where T : unmanaged => CopyToPageLockedAsync(source, StridedCopies.DefaultStream(source), pageLockedArray);

    /// <summary>Copies to a page-locked array of the same extent, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView2D<T, Stride2D.DenseY> source, AcceleratorStream stream, PageLockedArray2D<T> pageLockedArray)
        where T : unmanaged
    {
        StridedCopies.CheckExtent(source.Extent == pageLockedArray.Extent, source.Extent, pageLockedArray.Extent);
        StridedCopies.ToPageLocked(stream, source.BaseView, source.Length, pageLockedArray);
    }

    /// <summary>Copies from a page-locked array of the same extent, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView2D<T, Stride2D.DenseY> target, PageLockedArray2D<T> pageLockedArray)
        where T : unmanaged => CopyFromPageLockedAsync(target, StridedCopies.DefaultStream(target), pageLockedArray);

    /// <summary>Copies from a page-locked array of the same extent, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView2D<T, Stride2D.DenseY> target, AcceleratorStream stream, PageLockedArray2D<T> pageLockedArray)
        where T : unmanaged
    {
        StridedCopies.CheckExtent(target.Extent == pageLockedArray.Extent, target.Extent, pageLockedArray.Extent);
        StridedCopies.FromPageLocked(stream, target.BaseView, target.Length, pageLockedArray);
    }

    /// <summary>All elements as a page-locked array; waits for the copy.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static PageLockedArray2D<T> GetAsPageLocked2D<T>(this ArrayView2D<T, Stride2D.DenseY> view)
        where T : unmanaged => GetAsPageLocked2D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as a page-locked array, in the order of a stream; waits for the copy.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static PageLockedArray2D<T> GetAsPageLocked2D<T>(this ArrayView2D<T, Stride2D.DenseY> view, AcceleratorStream stream)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        PageLockedArray2D<T> result = stream.Accelerator.AllocatePageLocked2D<T>(view.Extent);
        CopyToPageLockedAsync(view, stream, result);
        stream.Synchronize();

        return result;
    }

    /// <summary>Copies to a page-locked array of the same extent, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView3D<T, Stride3D.DenseZY> source, PageLockedArray3D<T> pageLockedArray)
        where T : unmanaged => CopyToPageLockedAsync(source, StridedCopies.DefaultStream(source), pageLockedArray);

    /// <summary>Copies to a page-locked array of the same extent, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyToPageLockedAsync<T>(this ArrayView3D<T, Stride3D.DenseZY> source, AcceleratorStream stream, PageLockedArray3D<T> pageLockedArray)
        where T : unmanaged
    {
        StridedCopies.CheckExtent(source.Extent == pageLockedArray.Extent, source.Extent, pageLockedArray.Extent);
        StridedCopies.ToPageLocked(stream, source.BaseView, source.Length, pageLockedArray);
    }

    /// <summary>Copies from a page-locked array of the same extent, asynchronously.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView3D<T, Stride3D.DenseZY> target, PageLockedArray3D<T> pageLockedArray)
        where T : unmanaged => CopyFromPageLockedAsync(target, StridedCopies.DefaultStream(target), pageLockedArray);

    /// <summary>Copies from a page-locked array of the same extent, asynchronously in the order of a stream.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extents differ.</exception>
    public static void CopyFromPageLockedAsync<T>(this ArrayView3D<T, Stride3D.DenseZY> target, AcceleratorStream stream, PageLockedArray3D<T> pageLockedArray)
        where T : unmanaged
    {
        StridedCopies.CheckExtent(target.Extent == pageLockedArray.Extent, target.Extent, pageLockedArray.Extent);
        StridedCopies.FromPageLocked(stream, target.BaseView, target.Length, pageLockedArray);
    }

    /// <summary>All elements as a page-locked array; waits for the copy.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static PageLockedArray3D<T> GetAsPageLocked3D<T>(this ArrayView3D<T, Stride3D.DenseZY> view)
        where T : unmanaged => GetAsPageLocked3D(view, StridedCopies.DefaultStream(view));

    /// <summary>All elements as a page-locked array, in the order of a stream; waits for the copy.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static PageLockedArray3D<T> GetAsPageLocked3D<T>(this ArrayView3D<T, Stride3D.DenseZY> view, AcceleratorStream stream)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        PageLockedArray3D<T> result = stream.Accelerator.AllocatePageLocked3D<T>(view.Extent);
        CopyToPageLockedAsync(view, stream, result);
        stream.Synchronize();

        return result;
    }

    /// <summary>Splits a view into the elements in front of the first multiple of 16 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo16<T>(this ArrayView<T> view)
        where T : unmanaged => AlignTo(view, 16);

    /// <summary>Splits a view into the elements in front of the first multiple of 16 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo16<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AlignTo(view.BaseView, 16);

    /// <summary>The same view, promised to begin at a multiple of 16 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView<T> AsAligned16<T>(this ArrayView<T> view)
        where T : unmanaged => AsAligned(view, 16);

    /// <summary>The same view, promised to begin at a multiple of 16 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.Dense> AsAligned16<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AsAligned(view.BaseView, 16);

    /// <summary>Splits a view into the elements in front of the first multiple of 32 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo32<T>(this ArrayView<T> view)
        where T : unmanaged => AlignTo(view, 32);

    /// <summary>Splits a view into the elements in front of the first multiple of 32 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo32<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AlignTo(view.BaseView, 32);

    /// <summary>The same view, promised to begin at a multiple of 32 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView<T> AsAligned32<T>(this ArrayView<T> view)
        where T : unmanaged => AsAligned(view, 32);

    /// <summary>The same view, promised to begin at a multiple of 32 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.Dense> AsAligned32<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AsAligned(view.BaseView, 32);

    /// <summary>Splits a view into the elements in front of the first multiple of 64 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo64<T>(this ArrayView<T> view)
        where T : unmanaged => AlignTo(view, 64);

    /// <summary>Splits a view into the elements in front of the first multiple of 64 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo64<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AlignTo(view.BaseView, 64);

    /// <summary>The same view, promised to begin at a multiple of 64 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView<T> AsAligned64<T>(this ArrayView<T> view)
        where T : unmanaged => AsAligned(view, 64);

    /// <summary>The same view, promised to begin at a multiple of 64 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.Dense> AsAligned64<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AsAligned(view.BaseView, 64);

    /// <summary>Splits a view into the elements in front of the first multiple of 128 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo128<T>(this ArrayView<T> view)
        where T : unmanaged => AlignTo(view, 128);

    /// <summary>Splits a view into the elements in front of the first multiple of 128 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo128<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AlignTo(view.BaseView, 128);

    /// <summary>The same view, promised to begin at a multiple of 128 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView<T> AsAligned128<T>(this ArrayView<T> view)
        where T : unmanaged => AsAligned(view, 128);

    /// <summary>The same view, promised to begin at a multiple of 128 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.Dense> AsAligned128<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AsAligned(view.BaseView, 128);

    /// <summary>Splits a view into the elements in front of the first multiple of 256 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo256<T>(this ArrayView<T> view)
        where T : unmanaged => AlignTo(view, 256);

    /// <summary>Splits a view into the elements in front of the first multiple of 256 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo256<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AlignTo(view.BaseView, 256);

    /// <summary>The same view, promised to begin at a multiple of 256 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView<T> AsAligned256<T>(this ArrayView<T> view)
        where T : unmanaged => AsAligned(view, 256);

    /// <summary>The same view, promised to begin at a multiple of 256 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.Dense> AsAligned256<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AsAligned(view.BaseView, 256);

    /// <summary>Splits a view into the elements in front of the first multiple of 512 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo512<T>(this ArrayView<T> view)
        where T : unmanaged => AlignTo(view, 512);

    /// <summary>Splits a view into the elements in front of the first multiple of 512 bytes, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo512<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AlignTo(view.BaseView, 512);

    /// <summary>The same view, promised to begin at a multiple of 512 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView<T> AsAligned512<T>(this ArrayView<T> view)
        where T : unmanaged => AsAligned(view, 512);

    /// <summary>The same view, promised to begin at a multiple of 512 bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.Dense> AsAligned512<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => AsAligned(view.BaseView, 512);}
