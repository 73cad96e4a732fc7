using IlgpuOptim.Engine.Frontend;

namespace ILGPU;

/// <summary>Maps an index to the position of an element in linear memory.</summary>
/// <typeparam name="TIndex">32-bit index type.</typeparam>
public interface IStride<TIndex>
    where TIndex : struct, IGenericIndex<TIndex>
{
    /// <summary>Distance in elements between neighbours, per dimension.</summary>
    TIndex StrideExtent { get; }

    /// <summary>The stride that walks over the elements in the order of memory.</summary>
    Stride1D.General To1DStride();
}

/// <summary>Maps 32-bit and 64-bit indices to the position of an element in linear memory.</summary>
/// <typeparam name="TIndex">32-bit index type.</typeparam>
/// <typeparam name="TLongIndex">64-bit index type.</typeparam>
public interface IStride<TIndex, TLongIndex> : IStride<TIndex>
    where TIndex : struct, IIntIndex<TIndex, TLongIndex>
    where TLongIndex : struct, ILongIndex<TLongIndex, TIndex>
{
    /// <summary>Position of an element.</summary>
    int ComputeElementIndex(TIndex index);

    /// <summary>Position of an element.</summary>
    long ComputeElementIndex(TLongIndex index);

    /// <summary>Position of an element; on the host and in debug mode the index is checked against the extent.</summary>
    int ComputeElementIndexChecked(TIndex index, TIndex extent);

    /// <summary>Position of an element; on the host and in debug mode the index is checked against the extent.</summary>
    long ComputeElementIndexChecked(TLongIndex index, TLongIndex extent);

    /// <summary>The index of the element at a position.</summary>
    TIndex ReconstructFromElementIndex(int elementIndex);

    /// <summary>The index of the element at a position.</summary>
    TLongIndex ReconstructFromElementIndex(long elementIndex);

    /// <summary>Number of elements of memory that an extent covers.</summary>
    int ComputeBufferLength(TIndex extent);

    /// <summary>Number of elements of memory that an extent covers.</summary>
    long ComputeBufferLength(TLongIndex extent);
}

/// <summary>A stride in one dimension.</summary>
public interface IStride1D : IStride<Index1D, LongIndex1D>
{
    /// <summary>Distance between neighbours in elements.</summary>
    int XStride { get; }

    /// <summary>The same stride as a general one.</summary>
    Stride1D.General AsGeneral();
}

/// <summary>Strides in two dimensions.</summary>
public interface IStride2D : IStride<Index2D, LongIndex2D>
{
    /// <summary>Distance between neighbours along X in elements.</summary>
    int XStride { get; }

    /// <summary>Distance between neighbours along Y in elements.</summary>
    int YStride { get; }

    /// <summary>The same strides as general ones.</summary>
    Stride2D.General AsGeneral();
}

/// <summary>Strides in three dimensions.</summary>
public interface IStride3D : IStride<Index3D, LongIndex3D>
{
    /// <summary>Distance between neighbours along X in elements.</summary>
    int XStride { get; }

    /// <summary>Distance between neighbours along Y in elements.</summary>
    int YStride { get; }

    /// <summary>Distance between neighbours along Z in elements.</summary>
    int ZStride { get; }

    /// <summary>The same strides as general ones.</summary>
    Stride3D.General AsGeneral();
}

/// <summary>How extents change when the elements of a view are reinterpreted.</summary>
public interface IStrideCastContext
{
    /// <summary>The extent in new elements.</summary>
    int ComputeNewExtent(int sourceExtent);

    /// <summary>The extent in new elements.</summary>
    long ComputeNewExtent(long sourceExtent);
}

/// <summary>A stride that survives a cast of the element type.</summary>
/// <typeparam name="TIndex">32-bit index type.</typeparam>
/// <typeparam name="TLongIndex">64-bit index type.</typeparam>
/// <typeparam name="TStride">The stride type itself.</typeparam>
public interface ICastableStride<TIndex, TLongIndex, TStride>
    where TIndex : struct, IIntIndex<TIndex, TLongIndex>
    where TLongIndex : struct, ILongIndex<TLongIndex, TIndex>
    where TStride : struct, IStride<TIndex, TLongIndex>, ICastableStride<TIndex, TLongIndex, TStride>
{
    /// <summary>Extent and stride in elements of the new type.</summary>
    /// <typeparam name="TContext">Kind of the cast.</typeparam>
    (TLongIndex Extent, TStride Stride) Cast<TContext>(in TContext context, in TLongIndex extent)
        where TContext : struct, IStrideCastContext;
}

/// <summary>Helpers around strides.</summary>
public static class StrideExtensions
{
    /// <summary>Length of a row in elements that is a multiple of the alignment in bytes.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="leadingDimension">Length of the row in elements.</param>
    /// <param name="alignmentInBytes">A multiple of the element size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The alignment is not a positive multiple of the element size.</exception>
    public static long GetPitchedLeadingDimension<T>(long leadingDimension, int alignmentInBytes)
        where T : unmanaged
    {
        int elementSize = Interop.SizeOf<T>();
        CheckAlignment(alignmentInBytes, elementSize);
        long elements = alignmentInBytes / elementSize;

        return (leadingDimension + elements - 1) / elements * elements;
    }

    /// <summary>The cast of elements of one size to elements of another size.</summary>
    public static ElementSizeCastContext CreateCastContext(int elementSize, int newElementSize) =>
        new(elementSize, newElementSize);

    [Intrinsic(Intrinsic.Nothing)]
    internal static void CheckIndex1D(long x, long extent)
    {
        if ((ulong)x >= (ulong)extent)
        {
            throw IlgpuOptim.Engine.Runtime.ViewErrors.IndexOutOfRange($"{x}", $"{extent}");
        }
    }

    [Intrinsic(Intrinsic.Nothing)]
    internal static void CheckIndex2D(long x, long y, long extentX, long extentY)
    {
        if ((ulong)x >= (ulong)extentX || (ulong)y >= (ulong)extentY)
        {
            throw IlgpuOptim.Engine.Runtime.ViewErrors.IndexOutOfRange($"({x}, {y})", $"({extentX}, {extentY})");
        }
    }

    [Intrinsic(Intrinsic.Nothing)]
    internal static void CheckIndex3D(long x, long y, long z, long extentX, long extentY, long extentZ)
    {
        if ((ulong)x >= (ulong)extentX || (ulong)y >= (ulong)extentY || (ulong)z >= (ulong)extentZ)
        {
            throw IlgpuOptim.Engine.Runtime.ViewErrors.IndexOutOfRange(
                $"({x}, {y}, {z})",
                $"({extentX}, {extentY}, {extentZ})");
        }
    }

    [Intrinsic(Intrinsic.Nothing)]
    private static void CheckAlignment(int alignmentInBytes, int elementSize)
    {
        if (alignmentInBytes < 1 || alignmentInBytes % elementSize != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(alignmentInBytes),
                alignmentInBytes,
                $"The alignment has to be a positive multiple of the element size {elementSize}.");
        }
    }

    /// <summary>The cast of elements of one size to elements of another size.</summary>
    public readonly struct ElementSizeCastContext : IStrideCastContext
    {
        /// <summary>The cast between these sizes in bytes.</summary>
        public ElementSizeCastContext(int elementSize, int newElementSize)
        {
            this.ElementSize = elementSize;
            this.NewElementSize = newElementSize;
        }

        /// <summary>Size of the present elements in bytes.</summary>
        public int ElementSize { get; }

        /// <summary>Size of the new elements in bytes.</summary>
        public int NewElementSize { get; }

        /// <inheritdoc/>
        public int ComputeNewExtent(int sourceExtent) => (int)((long)sourceExtent * this.ElementSize / this.NewElementSize);

        /// <inheritdoc/>
        public long ComputeNewExtent(long sourceExtent) => sourceExtent * this.ElementSize / this.NewElementSize;
    }
}
