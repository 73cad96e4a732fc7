using System.Diagnostics;
using System.Runtime.CompilerServices;
using ILGPU.Runtime;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU;

/// <summary>
/// Consecutive elements in the memory of an accelerator. Kernels receive it as address and length; on the host the
/// elements are reachable when the accelerator is a CPU.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct ArrayView<T> :
    IArrayView<T, Index1D, LongIndex1D, Stride1D.Dense>,
    IContiguousArrayView<T>
    where T : unmanaged
{
    // The position is kept in bytes so that a cast of a sub-view never loses a part of an element.
    private readonly MemoryBuffer? _buffer;
    private readonly long _offset;
    private readonly long _length;

    /// <summary>A view of <paramref name="length"/> elements of a buffer.</summary>
    /// <param name="source">The buffer.</param>
    /// <param name="index">Position of the first element, in elements of <typeparamref name="T"/>.</param>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The elements do not lie within the buffer.</exception>
    [Intrinsic(Intrinsic.HostOnly)]
    public ArrayView(MemoryBuffer source, long index, long length)
    {
        ArgumentNullException.ThrowIfNull(source);
        long capacity = source.LengthInBytes / Unsafe.SizeOf<T>();

        if (index < 0 || index > capacity)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The buffer holds {capacity} elements.");
        }

        if (length < 0 || length > capacity - index)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length),
                length,
                $"The buffer holds {capacity - index} elements behind position {index}.");
        }

        _buffer = source;
        _offset = index * Unsafe.SizeOf<T>();
        _length = length;
    }

    // Trusted: the caller has checked the range.
    internal ArrayView(MemoryBuffer? buffer, long offsetInBytes, long length, bool trusted)
    {
        Debug.Assert(trusted, "Only for ranges that have been checked.");
        _buffer = buffer;
        _offset = offsetInBytes;
        _length = length;
    }

    /// <summary>Size of an element in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<T>();

    /// <summary>The view without elements.</summary>
    public static ArrayView<T> Empty
    {
        [Intrinsic(Intrinsic.ViewEmpty)]
        get => default;
    }

    /// <summary>The view covers at least one element.</summary>
    public bool IsValid
    {
        [Intrinsic(Intrinsic.ViewIsValid)]
        get => _length > 0;
    }

    /// <summary>Number of elements.</summary>
    public long Length
    {
        [Intrinsic(Intrinsic.ViewLength)]
        get => _length;
    }

    /// <summary>Number of elements; more than 31 bits are an <see cref="OverflowException"/> on the host.</summary>
    public int IntLength
    {
        get
        {
            IndexTypeExtensions.AssertIntIndexRange(this.Length);

            return (int)this.Length;
        }
    }

    /// <summary>Number of elements.</summary>
    public LongIndex1D Extent => new(this.Length);

    /// <summary>Number of elements; more than 31 bits are an <see cref="OverflowException"/> on the host.</summary>
    public Index1D IntExtent => new(this.IntLength);

    /// <summary>The elements lie side by side.</summary>
    public Stride1D.Dense Stride => default;

    /// <summary>Number of bytes.</summary>
    public long LengthInBytes => this.Length * Interop.SizeOf<T>();

    /// <inheritdoc/>
    int IArrayView.ElementSize => Interop.SizeOf<T>();

    /// <inheritdoc/>
    MemoryBuffer IArrayView.Buffer => _buffer!;

    /// <inheritdoc/>
    long IContiguousArrayView.Index => _offset / Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    long IContiguousArrayView.IndexInBytes => _offset;

    /// <summary>The buffer; null for an empty view that was never attached to one.</summary>
    internal MemoryBuffer? BaseBuffer => _buffer;

    /// <summary>Position of the first element in the buffer in bytes.</summary>
    internal long ByteOffset => _offset;

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the view.</exception>
    public ref T this[Index1D index]
    {
        [Intrinsic(Intrinsic.ViewElement)]
        get => ref this.Element(index.X);
    }

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the view.</exception>
    public ref T this[LongIndex1D index]
    {
        [Intrinsic(Intrinsic.ViewElement)]
        get => ref this.Element(index.X);
    }

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the view.</exception>
    public ref T this[int index]
    {
        [Intrinsic(Intrinsic.ViewElement)]
        get => ref this.Element(index);
    }

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the view.</exception>
    public ref T this[long index]
    {
        [Intrinsic(Intrinsic.ViewElement)]
        get => ref this.Element(index);
    }

    /// <summary>The same view with one dimension and a dense stride.</summary>
    public static implicit operator ArrayView1D<T, Stride1D.Dense>(ArrayView<T> view) =>
        new(view, view.Length, default);

    /// <summary>The elements of a one-dimensional dense view.</summary>
    public static implicit operator ArrayView<T>(ArrayView1D<T, Stride1D.Dense> view) => view.BaseView;

    /// <summary>The elements from an index to the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the range is not within the view.</exception>
    [Intrinsic(Intrinsic.ViewSubView)]
    public ArrayView<T> SubView(long index) => this.SubView(index, _length - index);

    /// <summary>The elements of a range.</summary>
    /// <param name="index">First element.</param>
    /// <param name="subViewLength">Number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the range is not within the view.</exception>
    [Intrinsic(Intrinsic.ViewSubView)]
    public ArrayView<T> SubView(int index, int subViewLength) => this.SubView((long)index, (long)subViewLength);

    /// <summary>The elements of a range.</summary>
    /// <param name="index">First element.</param>
    /// <param name="subViewLength">Number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the range is not within the view.</exception>
    [Intrinsic(Intrinsic.ViewSubView)]
    public ArrayView<T> SubView(long index, long subViewLength)
    {
        if (index < 0 || index > _length || subViewLength < 0 || subViewLength > _length - index)
        {
            throw ViewErrors.SubViewOutOfRange(index, subViewLength, _length);
        }

        return new ArrayView<T>(_buffer, _offset + (index * Unsafe.SizeOf<T>()), subViewLength, trusted: true);
    }

    /// <summary>The same memory as elements of another type; bytes that do not fill an element are left out.</summary>
    /// <typeparam name="TOther">New element type.</typeparam>
    [Intrinsic(Intrinsic.ViewCast)]
    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged =>
        new(_buffer, _offset, _length * Unsafe.SizeOf<T>() / Unsafe.SizeOf<TOther>(), trusted: true);

    /// <inheritdoc/>
    ArrayView<byte> IContiguousArrayView.AsRawArrayView() => this.Cast<byte>();

    /// <summary>Position and length as text.</summary>
    [NotInsideKernel]
    [Intrinsic(Intrinsic.HostOnly)]
    public override string ToString() =>
        $"ArrayView<{typeof(T).Name}> [{_offset / Unsafe.SizeOf<T>()}, {_length}]";

    private unsafe ref T Element(long index)
    {
        if ((ulong)index >= (ulong)_length)
        {
            throw ViewErrors.IndexOutOfRange(typeof(T), index, _length, _buffer);
        }

        byte* pointer = _buffer!.HostPointer;

        if (pointer == null)
        {
            throw ViewErrors.NotReachableFromHost(_buffer);
        }

        return ref Unsafe.AsRef<T>(pointer + _offset + (index * Unsafe.SizeOf<T>()));
    }
}
