using ILGPU.Runtime;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime.Cpu;

namespace ILGPU;

/// <summary>Memory of a group; only inside explicitly grouped kernels. Lengths are constants. Its content is undefined.</summary>
public static class SharedMemory
{
    /// <summary>One variable.</summary>
    /// <typeparam name="T">Type of the variable.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.SharedAllocate)]
    public static ref T Allocate<T>()
        where T : unmanaged => ref WorkItem.Current.AllocateShared<T>(1)[0];

    /// <summary>A constant number of elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.SharedAllocate)]
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged => WorkItem.Current.AllocateShared<T>(extent);

    /// <summary>The memory whose size the launch configuration states; every call yields the same memory.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    [Intrinsic(Intrinsic.SharedDynamic)]
    public static ArrayView<T> GetDynamic<T>()
        where T : unmanaged => WorkItem.Current.Group.DynamicShared<T>();

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

    /// <summary>A two-dimensional view of constant extent in which X runs fastest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static ArrayView2D<T, Stride2D.DenseX> Allocate2DDenseX<T>(in Index2D extent)
        where T : unmanaged =>
        Allocate2D<T, Stride2D.DenseX>(extent, Stride2D.DenseX.FromExtent(extent));

    /// <summary>A two-dimensional view of constant extent in which Y runs fastest (row-major).</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static ArrayView2D<T, Stride2D.DenseY> Allocate2DDenseY<T>(in Index2D extent)
        where T : unmanaged =>
        Allocate2D<T, Stride2D.DenseY>(extent, Stride2D.DenseY.FromExtent(extent));

    /// <summary>A three-dimensional view of constant extent in which X runs fastest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static ArrayView3D<T, Stride3D.DenseXY> Allocate3DDenseXY<T>(in Index3D extent)
        where T : unmanaged =>
        Allocate3D<T, Stride3D.DenseXY>(extent, Stride3D.DenseXY.FromExtent(extent));

    /// <summary>A three-dimensional view of constant extent in which Z runs fastest (row-major).</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">Called on the host.</exception>
    public static ArrayView3D<T, Stride3D.DenseZY> Allocate3DDenseZY<T>(in Index3D extent)
        where T : unmanaged =>
        Allocate3D<T, Stride3D.DenseZY>(extent, Stride3D.DenseZY.FromExtent(extent));
}
