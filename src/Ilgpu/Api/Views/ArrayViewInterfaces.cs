using ILGPU.Runtime;

namespace ILGPU;

/// <summary>A window on the memory of a buffer.</summary>
public interface IArrayView
{
    /// <summary>The buffer; host only.</summary>
    MemoryBuffer Buffer { get; }

    /// <summary>The view covers at least one element.</summary>
    bool IsValid { get; }

    /// <summary>Number of elements.</summary>
    long Length { get; }

    /// <summary>Size of an element in bytes.</summary>
    int ElementSize { get; }

    /// <summary>Number of bytes of the elements.</summary>
    long LengthInBytes { get; }
}

/// <summary>A view of elements of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">Element type.</typeparam>
public interface IArrayView<T> : IArrayView
    where T : unmanaged
{
}

/// <summary>A view that is addressed by an index type.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TIndex">Index type.</typeparam>
public interface IArrayView<T, TIndex> : IArrayView
    where T : unmanaged
    where TIndex : struct, IGenericIndex<TIndex>
{
    /// <summary>Number of elements per dimension.</summary>
    TIndex Extent { get; }

    /// <summary>The element at an index.</summary>
    ref T this[TIndex index] { get; }
}

/// <summary>A view with a stride.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStrideIndex">Index type of the stride.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public interface IStridedArrayView<T, TStrideIndex, TStride> : IArrayView<T>
    where T : unmanaged
    where TStrideIndex : struct, IGenericIndex<TStrideIndex>
    where TStride : struct, IStride<TStrideIndex>
{
    /// <summary>The stride.</summary>
    TStride Stride { get; }
}

/// <summary>A view with a stride that is addressed by 32-bit and 64-bit indices.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TIndex">32-bit index type.</typeparam>
/// <typeparam name="TLongIndex">64-bit index type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public interface IArrayView<T, TIndex, TLongIndex, TStride> :
    IArrayView<T, TLongIndex>,
    IStridedArrayView<T, TIndex, TStride>
    where T : unmanaged
    where TIndex : struct, IIntIndex<TIndex, TLongIndex>
    where TLongIndex : struct, ILongIndex<TLongIndex, TIndex>
    where TStride : struct, IStride<TIndex>
{
    /// <summary>Number of elements; more than 31 bits are an <see cref="OverflowException"/> on the host.</summary>
    int IntLength { get; }

    /// <summary>Number of elements per dimension; more than 31 bits are an <see cref="OverflowException"/> on the host.</summary>
    TIndex IntExtent { get; }

    /// <summary>The element at an index.</summary>
    ref T this[TIndex index] { get; }
}

/// <summary>A view whose elements lie side by side.</summary>
public interface IContiguousArrayView : IArrayView
{
    /// <summary>Position of the first element in the buffer, in elements.</summary>
    long Index { get; }

    /// <summary>Position of the first element in the buffer, in bytes.</summary>
    long IndexInBytes { get; }

    /// <summary>The same memory as bytes.</summary>
    ArrayView<byte> AsRawArrayView();
}

/// <summary>A view of elements of type <typeparamref name="T"/> that lie side by side.</summary>
/// <typeparam name="T">Element type.</typeparam>
public interface IContiguousArrayView<T> : IArrayView<T>, IContiguousArrayView
    where T : unmanaged
{
}
