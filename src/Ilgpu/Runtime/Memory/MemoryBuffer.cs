using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <summary>
/// Memory of an accelerator. User code may derive from it to present foreign memory: set <see cref="NativePtr"/> and
/// forward the three operations (on a CPU to the static helpers of <see cref="CPU.CPUMemoryBuffer"/>).
/// </summary>
public abstract unsafe class MemoryBuffer : AcceleratorObject
{
    private IntPtr _nativePtr;

    /// <summary>Describes the memory; the derived class sets <see cref="NativePtr"/>.</summary>
    /// <param name="accelerator">Owner.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="elementSize">Size of an element in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, the element size is not positive, or the product overflows.</exception>
    protected MemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator)
    {
        CheckSize(length, elementSize);
        this.Length = length;
        this.ElementSize = elementSize;
    }

    private protected MemoryBuffer(Accelerator accelerator, long length, int elementSize, bool tracked)
        : base(accelerator, tracked)
    {
        CheckSize(length, elementSize);
        this.Length = length;
        this.ElementSize = elementSize;
    }

    /// <summary>Address or handle of the memory; zero when empty or disposed.</summary>
    public IntPtr NativePtr
    {
        get => _nativePtr;
        protected set
        {
            _nativePtr = value;
            this.HostPointer = this.AcceleratorType == AcceleratorType.CPU ? (byte*)value : null;
        }
    }

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>Size of an element in bytes.</summary>
    public int ElementSize { get; }

    /// <summary>Number of bytes.</summary>
    public long LengthInBytes => this.Length * this.ElementSize;

    /// <summary>Address of the memory when the host can reach it, else null (also when disposed).</summary>
    internal byte* HostPointer { get; private protected set; }

    /// <summary>The object whose memory is meant; kept alive while work on it is queued.</summary>
    internal virtual MemoryBuffer Storage => this;

    /// <summary>The object that keeps foreign memory valid, if there is one.</summary>
    internal virtual object? MemoryOwner => null;

    /// <summary>Sets bytes.</summary>
    /// <param name="stream">Stream in whose order it happens.</param>
    /// <param name="value">Value of every byte.</param>
    /// <param name="targetOffsetInBytes">First byte.</param>
    /// <param name="length">Number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ObjectDisposedException">The buffer has been disposed.</exception>
    public void MemSet(AcceleratorStream stream, byte value, long targetOffsetInBytes, long length)
    {
        ArgumentNullException.ThrowIfNull(stream);
        BufferChecks.Usable(this, stream.Accelerator, "this");

        if (length != 0)
        {
            this.MemSet(stream, value, this.AsRawArrayView(targetOffsetInBytes, length));
        }
    }

    /// <summary>Copies bytes from this buffer to a view of the same accelerator.</summary>
    /// <param name="stream">Stream in whose order it happens.</param>
    /// <param name="sourceOffsetInBytes">First byte.</param>
    /// <param name="targetView">Target; its length counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ObjectDisposedException">A buffer has been disposed.</exception>
    public void CopyTo(AcceleratorStream stream, long sourceOffsetInBytes, in ArrayView<byte> targetView)
    {
        ArgumentNullException.ThrowIfNull(stream);
        BufferChecks.Usable(this, stream.Accelerator, "this");

        if (targetView.Length != 0)
        {
            BufferChecks.Copyable(targetView.BaseBuffer, this.Storage, stream.Accelerator, nameof(targetView));
            this.CopyTo(stream, this.AsRawArrayView(sourceOffsetInBytes, targetView.Length), targetView);
        }
    }

    /// <summary>Copies bytes from a view of the same accelerator to this buffer.</summary>
    /// <param name="stream">Stream in whose order it happens.</param>
    /// <param name="sourceView">Source; its length counts.</param>
    /// <param name="targetOffsetInBytes">First byte in this buffer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    /// <exception cref="ObjectDisposedException">A buffer has been disposed.</exception>
    public void CopyFrom(AcceleratorStream stream, in ArrayView<byte> sourceView, long targetOffsetInBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        BufferChecks.Usable(this, stream.Accelerator, "this");

        if (sourceView.Length != 0)
        {
            BufferChecks.Copyable(sourceView.BaseBuffer, this.Storage, stream.Accelerator, nameof(sourceView));
            this.CopyFrom(stream, sourceView, this.AsRawArrayView(targetOffsetInBytes, sourceView.Length));
        }
    }

    /// <summary>All bytes of the buffer.</summary>
    public ArrayView<byte> AsRawArrayView() => this.AsRawArrayView(0, this.LengthInBytes);

    /// <summary>The bytes from an offset to the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is not within the buffer.</exception>
    public ArrayView<byte> AsRawArrayView(long offsetInBytes) =>
        this.AsRawArrayView(offsetInBytes, this.LengthInBytes - offsetInBytes);

    /// <summary>A range of bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    public ArrayView<byte> AsRawArrayView(long offsetInBytes, long lengthInBytes) =>
        new(this.Storage, offsetInBytes, lengthInBytes);

    /// <summary>A range of elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="offset">First element, counted in <typeparamref name="T"/>.</param>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the buffer.</exception>
    public ArrayView<T> AsArrayView<T>(long offset, long length)
        where T : unmanaged => new(this.Storage, offset, length);

    /// <summary>The memory may be used by this accelerator.</summary>
    internal virtual bool IsReachableFrom(Accelerator accelerator) => ReferenceEquals(this.Accelerator, accelerator);

    /// <summary>Sets the bytes of a view of this buffer.</summary>
    protected internal abstract void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView);

    /// <summary>Copies from a view of this buffer to another view of the same length.</summary>
    protected internal abstract void CopyTo(
        AcceleratorStream stream,
        in ArrayView<byte> sourceView,
        in ArrayView<byte> targetView);

    /// <summary>Copies from another view of the same length to a view of this buffer.</summary>
    protected internal abstract void CopyFrom(
        AcceleratorStream stream,
        in ArrayView<byte> sourceView,
        in ArrayView<byte> targetView);

    private static void CheckSize(long length, int elementSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfLessThan(elementSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, long.MaxValue / elementSize);
    }
}
