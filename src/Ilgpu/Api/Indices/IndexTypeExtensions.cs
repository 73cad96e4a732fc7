using IlgpuOptim.Engine.Frontend;

namespace ILGPU;

/// <summary>Helpers around index types.</summary>
public static class IndexTypeExtensions
{
    /// <summary>Checks on the host that a 64-bit index fits into 32 bits; inside kernels nothing is checked.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    [Intrinsic(Intrinsic.Nothing)]
    public static void AssertIntIndex(long index)
    {
        if (index != (int)index)
        {
            throw new OverflowException($"The index {index} does not fit into 32 bits.");
        }
    }

    /// <summary>Checks on the host that an extent fits into 31 bits; inside kernels nothing is checked.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    [Intrinsic(Intrinsic.Nothing)]
    public static void AssertIntIndexRange(long range)
    {
        if (range != (int)range)
        {
            throw new OverflowException($"The extent {range} does not fit into 32 bits; use the 64-bit members.");
        }
    }

    /// <summary>Number of elements of an index as a 32-bit number.</summary>
    /// <typeparam name="TIndex">Index type.</typeparam>
    public static int GetIntSize<TIndex>(this TIndex index)
        where TIndex : struct, IIndex
    {
        long size = index.Size;
        AssertIntIndexRange(size);

        return (int)size;
    }

    /// <summary>The .NET type of an index kind; null for <see cref="IndexType.None"/>.</summary>
    public static Type? GetManagedIndexType(this IndexType indexType) => indexType switch
    {
        IndexType.Index1D => typeof(Index1D),
        IndexType.Index2D => typeof(Index2D),
        IndexType.Index3D => typeof(Index3D),
        IndexType.LongIndex1D => typeof(LongIndex1D),
        IndexType.LongIndex2D => typeof(LongIndex2D),
        IndexType.LongIndex3D => typeof(LongIndex3D),
        IndexType.KernelConfig => typeof(KernelConfig),
        _ => null,
    };

    /// <summary>The kind of a .NET type; <see cref="IndexType.None"/> when it is not an index.</summary>
    public static IndexType GetIndexType(this Type indexType)
    {
        for (IndexType type = IndexType.Index1D; type <= IndexType.KernelConfig; type++)
        {
            if (type.GetManagedIndexType() == indexType)
            {
                return type;
            }
        }

        return IndexType.None;
    }

    /// <summary>The type is one of the 64-bit indices.</summary>
    public static bool IsLongIndex(this Type type) =>
        type.GetIndexType() is IndexType.LongIndex1D or IndexType.LongIndex2D or IndexType.LongIndex3D;

    /// <summary>The type is one of the 64-bit indices.</summary>
    /// <typeparam name="TIndex">Index type.</typeparam>
    public static bool IsLongIndex<TIndex>()
        where TIndex : struct, IIndex => typeof(TIndex).IsLongIndex();
}
