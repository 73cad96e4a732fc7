using System.Runtime.CompilerServices;

namespace ILGPU.Runtime;

/// <content>Memory. Its content is undefined.</content>
public abstract partial class Accelerator
{
    /// <summary>Allocates elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="length">Number of elements; 0 is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or too large.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged
    {
        CheckExtent(length, nameof(length));
        ArrayView<T> memory = this.AllocateElements<T>(length);

        return new(this, new ArrayView1D<T, Stride1D.Dense>(memory, length, default));
    }

    /// <summary>Allocates elements at a distance.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or too large.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer1D<T, TStride> Allocate1D<T, TStride>(long length, TStride stride)
        where T : unmanaged
        where TStride : struct, IStride1D
    {
        CheckExtent(length, nameof(length));
        ArrayView<T> memory = this.AllocateElements<T>(stride.ComputeBufferLength(new LongIndex1D(length)));

        return new(this, new ArrayView1D<T, TStride>(memory, length, stride));
    }

    /// <summary>Allocates a two-dimensional buffer with any layout.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <param name="extent">Number of elements per dimension.</param>
    /// <param name="getLeadingDimensionSize">Length of the dense dimension.</param>
    /// <param name="buildStride">Strides for that length.</param>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative or too large.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer2D<T, TStride> Allocate2D<T, TStride>(
        in LongIndex2D extent,
        Stride2D.GetLeadingDimensionSize getLeadingDimensionSize,
        Stride2D.BuildStride<TStride> buildStride)
        where T : unmanaged
        where TStride : struct, IStride2D
    {
        ArgumentNullException.ThrowIfNull(getLeadingDimensionSize);
        ArgumentNullException.ThrowIfNull(buildStride);
        CheckExtent(extent.X, nameof(extent));
        CheckExtent(extent.Y, nameof(extent));
        TStride stride = buildStride(extent, checked((int)getLeadingDimensionSize(extent)));
        ArrayView<T> memory = this.AllocateElements<T>(stride.ComputeBufferLength(extent));

        return new(this, new ArrayView2D<T, TStride>(memory, extent, stride));
    }

    /// <summary>Allocates a two-dimensional buffer in which X runs fastest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative or too large.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer2D<T, Stride2D.DenseX> Allocate2DDenseX<T>(in LongIndex2D extent)
        where T : unmanaged => this.Allocate2D<T, Stride2D.DenseX>(extent, static e => e.X, static (_, d) => new(d));

    /// <summary>Allocates a two-dimensional buffer in which Y runs fastest, as in C# arrays.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative or too large.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer2D<T, Stride2D.DenseY> Allocate2DDenseY<T>(in LongIndex2D extent)
        where T : unmanaged => this.Allocate2D<T, Stride2D.DenseY>(extent, static e => e.Y, static (_, d) => new(d));

    /// <summary>As <see cref="Allocate2DDenseX"/> with X rows that begin at multiples of an alignment in bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent or the alignment is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer2D<T, Stride2D.DenseX> Allocate2DPitchedX<T>(in LongIndex2D extent, int xAlignmentInBytes)
        where T : unmanaged =>
        this.Allocate2D<T, Stride2D.DenseX>(
            extent,
            e => StrideExtensions.GetPitchedLeadingDimension<T>(e.X, xAlignmentInBytes),
            static (_, d) => new(d));

    /// <summary>As <see cref="Allocate2DDenseY"/> with Y rows that begin at multiples of an alignment in bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent or the alignment is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer2D<T, Stride2D.DenseY> Allocate2DPitchedY<T>(in LongIndex2D extent, int yAlignmentInBytes)
        where T : unmanaged =>
        this.Allocate2D<T, Stride2D.DenseY>(
            extent,
            e => StrideExtensions.GetPitchedLeadingDimension<T>(e.Y, yAlignmentInBytes),
            static (_, d) => new(d));

    /// <summary>Allocates a three-dimensional buffer with any layout.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <param name="extent">Number of elements per dimension.</param>
    /// <param name="getLeadingDimensionSize">Length of the dense dimension.</param>
    /// <param name="buildStride">Strides for that length.</param>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative or too large.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer3D<T, TStride> Allocate3D<T, TStride>(
        LongIndex3D extent,
        Stride3D.GetLeadingDimensionSize getLeadingDimensionSize,
        Stride3D.BuildStride<TStride> buildStride)
        where T : unmanaged
        where TStride : struct, IStride3D
    {
        ArgumentNullException.ThrowIfNull(getLeadingDimensionSize);
        ArgumentNullException.ThrowIfNull(buildStride);
        CheckExtent(extent.X, nameof(extent));
        CheckExtent(extent.Y, nameof(extent));
        CheckExtent(extent.Z, nameof(extent));
        TStride stride = buildStride(extent, checked((int)getLeadingDimensionSize(extent)));
        ArrayView<T> memory = this.AllocateElements<T>(stride.ComputeBufferLength(extent));

        return new(this, new ArrayView3D<T, TStride>(memory, extent, stride));
    }

    /// <summary>Allocates a three-dimensional buffer in which X runs fastest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative or too large.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer3D<T, Stride3D.DenseXY> Allocate3DDenseXY<T>(LongIndex3D extent)
        where T : unmanaged =>
        this.Allocate3D<T, Stride3D.DenseXY>(extent, static e => e.X, static (e, d) => new(d, checked((int)(d * e.Y))));

    /// <summary>Allocates a three-dimensional buffer in which Z runs fastest, as in C# arrays.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative or too large.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer3D<T, Stride3D.DenseZY> Allocate3DDenseZY<T>(LongIndex3D extent)
        where T : unmanaged =>
        this.Allocate3D<T, Stride3D.DenseZY>(extent, static e => e.Z, static (e, d) => new(checked((int)(d * e.Y)), d));

    /// <summary>As <see cref="Allocate3DDenseXY"/> with X rows that begin at multiples of an alignment in bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent or the alignment is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer3D<T, Stride3D.DenseXY> Allocate3DPitchedXY<T>(LongIndex3D extent, int xyAlignmentInBytes)
        where T : unmanaged =>
        this.Allocate3D<T, Stride3D.DenseXY>(
            extent,
            e => StrideExtensions.GetPitchedLeadingDimension<T>(e.X, xyAlignmentInBytes),
            static (e, d) => new(d, checked((int)(d * e.Y))));

    /// <summary>As <see cref="Allocate3DDenseZY"/> with Z rows that begin at multiples of an alignment in bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent or the alignment is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer3D<T, Stride3D.DenseZY> Allocate3DPitchedZY<T>(LongIndex3D extent, int yzAlignmentInBytes)
        where T : unmanaged =>
        this.Allocate3D<T, Stride3D.DenseZY>(
            extent,
            e => StrideExtensions.GetPitchedLeadingDimension<T>(e.Z, yzAlignmentInBytes),
            static (e, d) => new(checked((int)(d * e.Y)), d));

    /// <summary>Allocates memory without a type.</summary>
    /// <param name="length">Number of elements.</param>
    /// <param name="elementSize">Size of an element in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public MemoryBuffer AllocateRaw(long length, int elementSize)
    {
        this.VerifyNotDisposed();
        CheckExtent(length, nameof(length));
        ArgumentOutOfRangeException.ThrowIfLessThan(elementSize, 1);

        return this.AllocateRawInternal(length, elementSize, tracked: true);
    }

    /// <summary>Allocates memory for an extent with a stride; the buffer is disposed with the accelerator.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TExtent">64-bit index type.</typeparam>
    /// <typeparam name="TStrideIndex">32-bit index type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The accelerator has been disposed.</exception>
    public ArrayView<T> AllocateRaw<T, TExtent, TStrideIndex, TStride>(TExtent extent, TStride stride)
        where T : unmanaged
        where TExtent : struct, ILongIndex<TExtent, TStrideIndex>
        where TStrideIndex : struct, IIntIndex<TStrideIndex, TExtent>
        where TStride : struct, IStride<TStrideIndex, TExtent>
    {
        long length = stride.ComputeBufferLength(extent);
        CheckExtent(length, nameof(extent));

        return new ArrayView<T>(this.AllocateRaw(length, Unsafe.SizeOf<T>()), 0, length);
    }

    /// <summary>Allocates memory.</summary>
    private protected abstract MemoryBuffer AllocateRawInternal(long length, int elementSize, bool tracked);

    private static void CheckExtent(long extent, string name)
    {
        if (extent < 0)
        {
            throw new ArgumentOutOfRangeException(name, extent, "A length must not be negative.");
        }
    }

    private ArrayView<T> AllocateElements<T>(long length)
        where T : unmanaged
    {
        this.VerifyNotDisposed();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, long.MaxValue / Unsafe.SizeOf<T>());

        // Without being known to the accelerator: the typed buffer is, and it owns this one.
        return new ArrayView<T>(this.AllocateRawInternal(length, Unsafe.SizeOf<T>(), tracked: false), 0, length);
    }
}
