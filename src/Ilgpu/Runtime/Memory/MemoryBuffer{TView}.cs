using System.Diagnostics;

namespace ILGPU.Runtime;

/// <summary>A buffer with a typed view.</summary>
/// <typeparam name="TView">View type.</typeparam>
public interface IMemoryBuffer<TView> : IContiguousArrayView
    where TView : struct, IArrayView
{
    /// <summary>Sets bytes.</summary>
    void MemSet(AcceleratorStream stream, byte value, long targetOffsetInBytes, long length);

    /// <summary>Copies bytes to a view.</summary>
    void CopyTo(AcceleratorStream stream, long sourceOffsetInBytes, in ArrayView<byte> targetView);

    /// <summary>Copies bytes from a view.</summary>
    void CopyFrom(AcceleratorStream stream, in ArrayView<byte> sourceView, long targetOffsetInBytes);
}

/// <summary>A buffer with a typed view. It owns the memory behind the view.</summary>
/// <typeparam name="TView">View type.</typeparam>
[DebuggerDisplay("{View}")]
public unsafe class MemoryBuffer<TView> : MemoryBuffer, IMemoryBuffer<TView>
    where TView : struct, IArrayView
{
    /// <summary>Takes over the memory behind a view.</summary>
    /// <param name="accelerator">Owner.</param>
    /// <param name="view">View of all of the memory.</param>
    protected MemoryBuffer(Accelerator accelerator, in TView view)
        : base(accelerator, view.Length, view.ElementSize)
    {
        this.View = view;
        this.Buffer = view.Buffer;
        this.NativePtr = view.Buffer?.NativePtr ?? IntPtr.Zero;
    }

    /// <summary>The view of all elements.</summary>
    public TView View { get; }

    /// <summary>There is at least one element, and the buffer is not disposed.</summary>
    public bool IsValid => this.View.IsValid && !this.IsDisposed;

    /// <inheritdoc/>
    long IContiguousArrayView.Index => 0;

    /// <inheritdoc/>
    long IContiguousArrayView.IndexInBytes => 0;

    /// <inheritdoc/>
    MemoryBuffer IArrayView.Buffer => this.Buffer;

    /// <inheritdoc/>
    internal override MemoryBuffer Storage => this.Buffer;

    /// <summary>The memory behind the view.</summary>
    protected MemoryBuffer Buffer { get; }

    /// <summary>The view of all elements.</summary>
    public static implicit operator TView(MemoryBuffer<TView> buffer) => buffer.ToArrayView();

    /// <summary>The view of all elements.</summary>
    public TView ToArrayView() => this.View;

    /// <inheritdoc/>
    protected internal override void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView) =>
        this.Buffer.MemSet(stream, value, targetView);

    /// <inheritdoc/>
    protected internal override void CopyTo(
        AcceleratorStream stream,
        in ArrayView<byte> sourceView,
        in ArrayView<byte> targetView) => this.Buffer.CopyTo(stream, sourceView, targetView);

    /// <inheritdoc/>
    protected internal override void CopyFrom(
        AcceleratorStream stream,
        in ArrayView<byte> sourceView,
        in ArrayView<byte> targetView) => this.Buffer.CopyFrom(stream, sourceView, targetView);

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        this.NativePtr = IntPtr.Zero;

        // A finalizer leaves the inner buffer to its own one.
        if (disposing)
        {
            this.Buffer?.Dispose();
        }
    }
}

/// <summary>A one-dimensional buffer.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public class MemoryBuffer1D<T, TStride> : MemoryBuffer<ArrayView1D<T, TStride>>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    /// <summary>Takes over the memory behind a view.</summary>
    protected internal MemoryBuffer1D(Accelerator accelerator, in ArrayView1D<T, TStride> view)
        : base(accelerator, view)
    {
    }

    /// <summary>Number of elements.</summary>
    public LongIndex1D Extent => this.View.Extent;

    /// <summary>Number of elements in 32 bits.</summary>
    /// <exception cref="OverflowException">They do not fit.</exception>
    public Index1D IntExtent => this.View.IntExtent;

    /// <summary>All of the memory.</summary>
    public static explicit operator ArrayView<T>(MemoryBuffer1D<T, TStride> buffer) => buffer.AsContiguous();

    /// <summary>All of the memory.</summary>
    public ArrayView<T> AsContiguous() => this.View.AsContiguous();
}

/// <summary>A two-dimensional buffer.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public class MemoryBuffer2D<T, TStride> : MemoryBuffer<ArrayView2D<T, TStride>>
    where T : unmanaged
    where TStride : struct, IStride2D
{
    /// <summary>Takes over the memory behind a view.</summary>
    protected internal MemoryBuffer2D(Accelerator accelerator, in ArrayView2D<T, TStride> view)
        : base(accelerator, view)
    {
    }

    /// <summary>Number of elements per dimension.</summary>
    public LongIndex2D Extent => this.View.Extent;

    /// <summary>Number of elements per dimension in 32 bits.</summary>
    /// <exception cref="OverflowException">They do not fit.</exception>
    public Index2D IntExtent => this.View.IntExtent;

    /// <summary>All of the memory.</summary>
    public static explicit operator ArrayView<T>(MemoryBuffer2D<T, TStride> buffer) => buffer.AsContiguous();

    /// <summary>All of the memory.</summary>
    public ArrayView<T> AsContiguous() => this.View.AsContiguous();
}

/// <summary>A three-dimensional buffer.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public class MemoryBuffer3D<T, TStride> : MemoryBuffer<ArrayView3D<T, TStride>>
    where T : unmanaged
    where TStride : struct, IStride3D
{
    /// <summary>Takes over the memory behind a view.</summary>
    protected internal MemoryBuffer3D(Accelerator accelerator, in ArrayView3D<T, TStride> view)
        : base(accelerator, view)
    {
    }

    /// <summary>Number of elements per dimension.</summary>
    public LongIndex3D Extent => this.View.Extent;

    /// <summary>Number of elements per dimension in 32 bits.</summary>
    /// <exception cref="OverflowException">They do not fit.</exception>
    public Index3D IntExtent => this.View.IntExtent;

    /// <summary>All of the memory.</summary>
    public static explicit operator ArrayView<T>(MemoryBuffer3D<T, TStride> buffer) => buffer.AsContiguous();

    /// <summary>All of the memory.</summary>
    public ArrayView<T> AsContiguous() => this.View.AsContiguous();
}
