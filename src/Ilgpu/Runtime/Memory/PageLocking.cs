using System.Runtime.CompilerServices;
using ILGPU.Runtime.CPU;
using ILGPU.Util;

namespace ILGPU.Runtime;

/// <summary>Host memory that is locked for fast copies as long as the object lives.</summary>
/// <typeparam name="T">Element type.</typeparam>
public abstract class PageLockScope<T> : AcceleratorObject
    where T : unmanaged
{
    private CPUMemoryBuffer? _buffer;

    /// <summary>Describes the locked memory.</summary>
    protected PageLockScope(Accelerator accelerator, long numElements)
        : base(accelerator)
    {
        this.Length = numElements;
    }

    /// <summary>Address of the memory.</summary>
    public IntPtr AddrOfLockedObject { get; protected set; }

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>Number of bytes.</summary>
    public long LengthInBytes => this.Length * Unsafe.SizeOf<T>();

    /// <summary>The memory as a view.</summary>
    internal ArrayView<byte> RawView
    {
        get
        {
            this.VerifyNotDisposed();
            _buffer ??= CPUMemoryBuffer.Create(this.Accelerator, this.AddrOfLockedObject, this.LengthInBytes, 1, owner: this);

            return _buffer.AsRawArrayView();
        }
    }
}

/// <summary>An array in page-locked host memory.</summary>
/// <typeparam name="T">Element type.</typeparam>
public abstract class PageLockedArray<T> : DisposeBase
    where T : unmanaged
{
    /// <summary>Creates an array without memory.</summary>
    protected PageLockedArray()
    {
    }

    /// <summary>The elements.</summary>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public abstract Span<T> Span { get; }

    /// <summary>The elements as a view for the host and for CPU accelerators.</summary>
    public ArrayView<T> ArrayView { get; private set; }

    /// <summary>Number of elements.</summary>
    public long Length => this.ArrayView.Length;

    internal PageLockScope<T> UsableScope
    {
        get
        {
            this.VerifyNotDisposed();

            return this.Scope ?? throw new InvalidOperationException("The page-locked array is empty.");
        }
    }

    /// <summary>The memory.</summary>
    protected MemoryBuffer? MemoryBuffer { get; private set; }

    /// <summary>The lock on the memory.</summary>
    protected PageLockScope<T>? Scope { get; private set; }

    /// <summary>Enumerates the elements.</summary>
    public Span<T>.Enumerator GetEnumerator() => this.Span.GetEnumerator();

    internal void Initialize(Accelerator accelerator, long length, bool uninitialized)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);

        if (length == 0)
        {
            return;
        }

        CPUMemoryBuffer memory = CPUMemoryBuffer.CreatePageLocked(accelerator, length, Unsafe.SizeOf<T>());

        if (!uninitialized)
        {
            CPUMemoryBuffer.CPUMemSet(memory.NativePtr, 0, 0, memory.LengthInBytes);
        }

        this.MemoryBuffer = memory;
        this.Scope = accelerator.CreatePageLockFromPinned<T>(memory.NativePtr, length);
        this.ArrayView = memory.AsArrayView<T>(0, length);
    }

    private protected unsafe Span<T> AsSpan()
    {
        this.VerifyNotDisposed();

        return this.MemoryBuffer is null ? [] : new Span<T>((void*)this.MemoryBuffer.NativePtr, checked((int)this.Length));
    }

    private protected ref T Element(long index)
    {
        this.VerifyNotDisposed();

        return ref this.ArrayView[index];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            this.Scope?.Dispose();
            this.MemoryBuffer?.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>A one-dimensional array in page-locked host memory.</summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed class PageLockedArray1D<T> : PageLockedArray<T>
    where T : unmanaged
{
    internal PageLockedArray1D()
    {
    }

    /// <summary>The array without elements.</summary>
    public static PageLockedArray1D<T> Empty { get; } = new();

    /// <summary>Number of elements.</summary>
    public LongIndex1D Extent => this.Length;

    /// <inheritdoc/>
    public override Span<T> Span => this.AsSpan();

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public ref T this[int index] => ref this.Element(index);

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public ref T this[long index] => ref this.Element(index);

    /// <summary>A copy of the elements.</summary>
    public T[] GetArray() => this.Span.ToArray();
}

/// <summary>A two-dimensional array in page-locked host memory, row-major with X as the first index.</summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed class PageLockedArray2D<T> : PageLockedArray<T>
    where T : unmanaged
{
    internal PageLockedArray2D(LongIndex2D extent)
    {
        this.Extent = extent;
    }

    /// <summary>The array without elements.</summary>
    public static PageLockedArray2D<T> Empty { get; } = new(LongIndex2D.Zero);

    /// <summary>Number of elements per dimension.</summary>
    public LongIndex2D Extent { get; }

    /// <inheritdoc/>
    public override Span<T> Span => this.AsSpan();

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public ref T this[int x, int y] => ref this[(long)x, (long)y];

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public ref T this[long x, long y]
    {
        get
        {
            StrideExtensions.CheckIndex2D(x, y, this.Extent.X, this.Extent.Y);

            return ref this.Element((x * this.Extent.Y) + y);
        }
    }

    /// <summary>A copy of the elements.</summary>
    public T[,] GetArray()
    {
        T[,] result = new T[this.Extent.X, this.Extent.Y];

        if (this.Length > 0)
        {
            this.Span.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref result[0, 0], result.Length));
        }

        return result;
    }
}

/// <summary>A three-dimensional array in page-locked host memory, row-major with X as the first index.</summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed class PageLockedArray3D<T> : PageLockedArray<T>
    where T : unmanaged
{
    internal PageLockedArray3D(LongIndex3D extent)
    {
        this.Extent = extent;
    }

    /// <summary>The array without elements.</summary>
    public static PageLockedArray3D<T> Empty { get; } = new(LongIndex3D.Zero);

    /// <summary>Number of elements per dimension.</summary>
    public LongIndex3D Extent { get; }

    /// <inheritdoc/>
    public override Span<T> Span => this.AsSpan();

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public ref T this[int x, int y, int z] => ref this[(long)x, (long)y, (long)z];

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public ref T this[long x, long y, long z]
    {
        get
        {
            StrideExtensions.CheckIndex3D(x, y, z, this.Extent.X, this.Extent.Y, this.Extent.Z);

            return ref this.Element((((x * this.Extent.Y) + y) * this.Extent.Z) + z);
        }
    }

    /// <summary>A copy of the elements.</summary>
    public T[,,] GetArray()
    {
        T[,,] result = new T[this.Extent.X, this.Extent.Y, this.Extent.Z];

        if (this.Length > 0)
        {
            this.Span.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref result[0, 0, 0], result.Length));
        }

        return result;
    }
}

/// <summary>Makes page-locked arrays. Their elements are zero unless the uninitialized form is used.</summary>
public static class PageLockedArrayExtensions
{
    /// <summary>Allocates a page-locked array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative.</exception>
    public static PageLockedArray1D<T> AllocatePageLocked1D<T>(this Accelerator accelerator, LongIndex1D extent)
        where T : unmanaged => accelerator.AllocatePageLocked1D<T>(extent, uninitialized: false);

    /// <summary>Allocates a page-locked array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="accelerator">Accelerator that copies from and to it.</param>
    /// <param name="extent">Number of elements.</param>
    /// <param name="uninitialized">Leave the content undefined.</param>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative.</exception>
    public static PageLockedArray1D<T> AllocatePageLocked1D<T>(this Accelerator accelerator, LongIndex1D extent, bool uninitialized)
        where T : unmanaged
    {
        PageLockedArray1D<T> array = new();
        array.Initialize(accelerator, extent.X, uninitialized);

        return array;
    }

    /// <summary>Allocates a page-locked array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative.</exception>
    public static PageLockedArray2D<T> AllocatePageLocked2D<T>(this Accelerator accelerator, in LongIndex2D extent)
        where T : unmanaged
    {
        PageLockedArray2D<T> array = new(extent);
        array.Initialize(accelerator, Math.Min(extent.X, extent.Y) < 0 ? -1 : extent.Size, uninitialized: false);

        return array;
    }

    /// <summary>Allocates a page-locked array.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The extent is negative.</exception>
    public static PageLockedArray3D<T> AllocatePageLocked3D<T>(this Accelerator accelerator, in LongIndex3D extent)
        where T : unmanaged
    {
        PageLockedArray3D<T> array = new(extent);
        bool negative = Math.Min(extent.X, Math.Min(extent.Y, extent.Z)) < 0;
        array.Initialize(accelerator, negative ? -1 : extent.Size, uninitialized: false);

        return array;
    }
}
