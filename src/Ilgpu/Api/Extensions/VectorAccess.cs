using ILGPU;

namespace IlgpuOptim.Extensions;

/// <summary>Several neighbouring elements in one access, on the host and inside kernels.</summary>
public static class VectorAccess
{
    /// <summary>Reads neighbouring elements as one value, such as four floats as a Float4.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TVector">Type of the value; its size is a multiple of that of the elements.</typeparam>
    /// <param name="view">The view. With <see cref="ILGPU.Runtime.ArrayViewExtensions.AsAligned{T}(ArrayView{T}, int)"/> and an
    /// index that is a multiple of the number of elements, devices use one wide access.</param>
    /// <param name="index">First element.</param>
    public static TVector LoadVector<T, TVector>(this ArrayView<T> view, int index)
        where T : unmanaged
        where TVector : unmanaged =>
        view.SubView(index, Interop.SizeOf<TVector>() / Interop.SizeOf<T>()).Cast<TVector>()[0];

    /// <summary>Writes neighbouring elements as one value.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TVector">Type of the value; its size is a multiple of that of the elements.</typeparam>
    /// <param name="view">The view.</param>
    /// <param name="index">First element.</param>
    /// <param name="value">The value.</param>
    public static void StoreVector<T, TVector>(this ArrayView<T> view, int index, TVector value)
        where T : unmanaged
        where TVector : unmanaged =>
        view.SubView(index, Interop.SizeOf<TVector>() / Interop.SizeOf<T>()).Cast<TVector>()[0] = value;
}
