using ILGPU.Runtime;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU;

/// <summary>Memory of a work-item; only inside kernels. Lengths are constants.</summary>
public static class LocalMemory
{
    /// <summary>A constant number of elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.LocalAllocate)]
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged => WorkItem.Current.AllocateLocal<T>(extent);

    /// <summary>A constant number of elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static ArrayView1D<T, Stride1D.Dense> Allocate1D<T>(Index1D extent)
        where T : unmanaged => new(Allocate<T>(extent.X), extent, default);

    /// <summary>A one-dimensional view of constant extent and stride.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static ArrayView1D<T, TStride> Allocate1D<T, TStride>(Index1D extent, TStride stride)
        where T : unmanaged
        where TStride : struct, IStride1D =>
        new(Allocate<T>(stride.ComputeBufferLength(extent)), extent, stride);

    /// <summary>A two-dimensional view of constant extent and strides.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static ArrayView2D<T, TStride> Allocate2D<T, TStride>(Index2D extent, TStride stride)
        where T : unmanaged
        where TStride : struct, IStride2D =>
        new(Allocate<T>(stride.ComputeBufferLength(extent)), extent, stride);

    /// <summary>A three-dimensional view of constant extent and strides.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static ArrayView3D<T, TStride> Allocate3D<T, TStride>(Index3D extent, TStride stride)
        where T : unmanaged
        where TStride : struct, IStride3D =>
        new(Allocate<T>(stride.ComputeBufferLength(extent)), extent, stride);
}
