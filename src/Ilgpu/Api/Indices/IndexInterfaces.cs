using System.Diagnostics.CodeAnalysis;

namespace ILGPU;

/// <summary>Kinds of index types.</summary>
public enum IndexType
{
    /// <summary>Not an index type.</summary>
    None = 0,

    /// <summary><see cref="ILGPU.Index1D"/>.</summary>
    Index1D = 1,

    /// <summary><see cref="ILGPU.Index2D"/>.</summary>
    Index2D = 2,

    /// <summary><see cref="ILGPU.Index3D"/>.</summary>
    Index3D = 3,

    /// <summary><see cref="ILGPU.LongIndex1D"/>.</summary>
    LongIndex1D = 4,

    /// <summary><see cref="ILGPU.LongIndex2D"/>.</summary>
    LongIndex2D = 5,

    /// <summary><see cref="ILGPU.LongIndex3D"/>.</summary>
    LongIndex3D = 6,

    /// <summary><see cref="ILGPU.KernelConfig"/>: grid and group.</summary>
    KernelConfig = 7,
}

/// <summary>Something that counts elements: an index, an extent or a launch dimension.</summary>
public interface IIndex
{
    /// <summary>Number of elements, the product of the components.</summary>
    long Size { get; }
}

/// <summary>An index that the engine knows.</summary>
public interface IIntrinsicIndex : IIndex
{
    /// <summary>Kind of this index.</summary>
    IndexType IndexType { get; }
}

/// <summary>An index with 32-bit components.</summary>
public interface IIntIndex : IIndex
{
    /// <summary>Number of elements, the product of the components.</summary>
    new int Size { get; }
}

/// <summary>Operations that all index types share.</summary>
/// <typeparam name="TIndex">The index type itself.</typeparam>
public interface IGenericIndex<TIndex> : IIndex, IEquatable<TIndex>
    where TIndex : struct, IIndex
{
    /// <summary>Every component is at least 0 and below that of <paramref name="dimension"/>.</summary>
    bool InBounds(TIndex dimension);

    /// <summary>Every component is at least 0 and at most that of <paramref name="dimension"/>.</summary>
    bool InBoundsInclusive(TIndex dimension);

    /// <summary>Sum, component by component.</summary>
    TIndex Add(TIndex rhs);

    /// <summary>Difference, component by component.</summary>
    TIndex Subtract(TIndex rhs);
}

/// <summary>An index with 32-bit components and its 64-bit counterpart.</summary>
/// <typeparam name="TIndex">The index type itself.</typeparam>
/// <typeparam name="TLongIndex">The 64-bit counterpart.</typeparam>
public interface IIntIndex<TIndex, TLongIndex> : IIntIndex, IIntrinsicIndex, IGenericIndex<TIndex>
    where TIndex : struct, IIntIndex<TIndex, TLongIndex>
    where TLongIndex : struct, ILongIndex<TLongIndex, TIndex>
{
    /// <summary>The 64-bit index.</summary>
    TLongIndex ToLongIndex();
}

/// <summary>An index with 64-bit components and its 32-bit counterpart.</summary>
/// <typeparam name="TLongIndex">The index type itself.</typeparam>
/// <typeparam name="TIndex">The 32-bit counterpart.</typeparam>
[SuppressMessage("Design", "CA1005", Justification = "The name and shape are ILGPU's.")]
public interface ILongIndex<TLongIndex, TIndex> : IIntrinsicIndex, IGenericIndex<TLongIndex>
    where TLongIndex : struct, ILongIndex<TLongIndex, TIndex>
    where TIndex : struct, IIntIndex<TIndex, TLongIndex>
{
    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
    TIndex ToIntIndex();
}
