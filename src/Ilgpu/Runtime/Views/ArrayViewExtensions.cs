using System.Runtime.CompilerServices;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <summary>Operations on views; most of them only on the host.</summary>
public static partial class ArrayViewExtensions
{
    /// <summary>The first byte of a view; only for memory that the host can reach.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="InvalidOperationException">The host cannot reach the memory.</exception>
    [Intrinsic(Intrinsic.HostOnly)]
    public static unsafe ref byte LoadEffectiveAddress<T>(this ArrayView<T> view)
        where T : unmanaged => ref Unsafe.AsRef<byte>((void*)view.LoadEffectiveAddressAsPtr());

    /// <summary>The address of a view; zero when it has no buffer.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ObjectDisposedException">The buffer has been disposed.</exception>
    [Intrinsic(Intrinsic.HostOnly)]
    public static IntPtr LoadEffectiveAddressAsPtr<T>(this ArrayView<T> view)
        where T : unmanaged
    {
        MemoryBuffer? buffer = view.BaseBuffer;

        if (buffer is null)
        {
            return IntPtr.Zero;
        }

        return buffer.IsDisposed ? throw BufferChecks.Disposed(nameof(view)) : buffer.NativePtr + (nint)view.ByteOffset;
    }

    /// <summary>Splits a view into the elements in front of the first aligned address, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="view">The view.</param>
    /// <param name="alignmentInBytes">Power of two; a constant inside kernels.</param>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo<T>(this ArrayView<T> view, int alignmentInBytes)
        where T : unmanaged
    {
        long prefix = AlignmentPrefix(view, alignmentInBytes);

        return (view.SubView(0L, prefix), view.SubView(prefix));
    }

    /// <summary>Splits a view into the elements in front of the first aligned address, and the rest.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="view">The view.</param>
    /// <param name="alignmentInBytes">Power of two; a constant inside kernels.</param>
    public static (ArrayView<T> Prefix, ArrayView<T> Main) AlignTo<T>(
        this ArrayView1D<T, Stride1D.Dense> view,
        int alignmentInBytes)
        where T : unmanaged => AlignTo(view.BaseView, alignmentInBytes);

    /// <summary>The same view, promised to be aligned; the compiler may use wide accesses.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="view">The view.</param>
    /// <param name="alignmentInBytes">Power of two; a constant inside kernels.</param>
    /// <exception cref="ArgumentException">On the host or in debug mode: the view is not aligned.</exception>
    [Intrinsic(Intrinsic.ViewAssumeAligned)]
    public static ArrayView<T> AsAligned<T>(this ArrayView<T> view, int alignmentInBytes)
        where T : unmanaged
    {
        CheckAlignment(alignmentInBytes);

        if ((view.LoadEffectiveAddressAsPtr() & (alignmentInBytes - 1)) != 0)
        {
            throw new ArgumentException($"The view does not begin at a multiple of {alignmentInBytes} bytes.", nameof(view));
        }

        return view;
    }

    /// <summary>The same view, promised to be aligned; the compiler may use wide accesses.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="view">The view.</param>
    /// <param name="alignmentInBytes">Power of two; a constant inside kernels.</param>
    /// <exception cref="ArgumentException">On the host or in debug mode: the view is not aligned.</exception>
    public static ArrayView1D<T, Stride1D.Dense> AsAligned<T>(this ArrayView1D<T, Stride1D.Dense> view, int alignmentInBytes)
        where T : unmanaged => view.BaseView.AsAligned(alignmentInBytes);

    /// <summary>The view of one element.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static VariableView<T> VariableView<T>(this ArrayView<T> view, Index1D element)
        where T : unmanaged => new(view.SubView(element.X, 1));

    /// <summary>The view of one element.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static VariableView<T> VariableView<T>(this ArrayView<T> view, LongIndex1D element)
        where T : unmanaged => new(view.SubView(element.X, 1L));

    /// <summary>The same view with one dimension and a dense stride.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.Dense> AsDense<T>(this ArrayView<T> view)
        where T : unmanaged => new(view, view.Extent, default);

    /// <summary>The elements at a distance; the extent is what fits.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.General> AsGeneral<T>(this ArrayView<T> view, Stride1D.General stride)
        where T : unmanaged => new(view, ViewErrors.ExtentForStride(view.Length, stride.XStride), stride);

    /// <summary>The same view with one dimension and a general stride of 1.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.General> AsGeneral<T>(this ArrayView<T> view)
        where T : unmanaged => new(view, view.Extent, new Stride1D.General(1));

    /// <summary>The view has no elements, or its buffer has been disposed.</summary>
    /// <typeparam name="TView">View type.</typeparam>
    public static bool HasNoData<TView>(this TView view)
        where TView : IArrayView => !view.HasData();

    /// <summary>The view has elements, and its buffer has not been disposed.</summary>
    /// <typeparam name="TView">View type.</typeparam>
    public static bool HasData<TView>(this TView view)
        where TView : IArrayView => view.IsValid && view.Length > 0 && view.Buffer?.IsDisposed != true;

    /// <summary>The accelerator whose memory a view covers.</summary>
    /// <typeparam name="TView">View type.</typeparam>
    /// <exception cref="InvalidOperationException">The view has no buffer.</exception>
    public static Accelerator GetAccelerator<TView>(this TView view)
        where TView : IArrayView =>
        view.Buffer?.Accelerator ?? throw new InvalidOperationException("Unknown parent accelerator: the view has no buffer.");

    /// <summary>The context of the accelerator whose memory a view covers.</summary>
    /// <typeparam name="TView">View type.</typeparam>
    /// <exception cref="InvalidOperationException">The view has no buffer.</exception>
    public static Context GetContext<TView>(this TView view)
        where TView : IArrayView => view.GetAccelerator().Context;

    /// <summary>The settings of the context of the accelerator whose memory a view covers.</summary>
    /// <typeparam name="TView">View type.</typeparam>
    /// <exception cref="InvalidOperationException">The view has no buffer.</exception>
    public static ContextProperties GetContextProperties<TView>(this TView view)
        where TView : IArrayView => view.GetContext().Properties;

    /// <summary>Kind of the accelerator whose memory a view covers.</summary>
    /// <typeparam name="TView">View type.</typeparam>
    /// <exception cref="InvalidOperationException">The view has no buffer.</exception>
    public static AcceleratorType GetAcceleratorType<TView>(this TView view)
        where TView : IArrayView => view.GetAccelerator().AcceleratorType;

    /// <summary>The same memory with X and Y exchanged.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView2D<T, Stride2D.DenseY> AsTransposed<T>(this ArrayView2D<T, Stride2D.DenseX> view)
        where T : unmanaged => new(view.BaseView, new(view.Extent.Y, view.Extent.X), new(view.Stride.YStride));

    /// <summary>The same memory with X and Y exchanged.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView2D<T, Stride2D.DenseX> AsTransposed<T>(this ArrayView2D<T, Stride2D.DenseY> view)
        where T : unmanaged => new(view.BaseView, new(view.Extent.Y, view.Extent.X), new(view.Stride.XStride));

    /// <summary>The same memory with X and Y exchanged.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView2D<T, Stride2D.General> AsTransposed<T>(this ArrayView2D<T, Stride2D.General> view)
        where T : unmanaged =>
        new(view.BaseView, new(view.Extent.Y, view.Extent.X), new(new Index2D(view.Stride.YStride, view.Stride.XStride)));

    /// <summary>The same memory with X and Z exchanged.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView3D<T, Stride3D.DenseZY> AsTransposed<T>(this ArrayView3D<T, Stride3D.DenseXY> view)
        where T : unmanaged =>
        new(view.BaseView, new(view.Extent.Z, view.Extent.Y, view.Extent.X), new(view.Stride.ZStride, view.Stride.YStride));

    /// <summary>The same memory with X and Z exchanged.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView3D<T, Stride3D.DenseXY> AsTransposed<T>(this ArrayView3D<T, Stride3D.DenseZY> view)
        where T : unmanaged =>
        new(view.BaseView, new(view.Extent.Z, view.Extent.Y, view.Extent.X), new(view.Stride.YStride, view.Stride.XStride));

    /// <summary>The same memory with X and Z exchanged.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView3D<T, Stride3D.General> AsTransposed<T>(this ArrayView3D<T, Stride3D.General> view)
        where T : unmanaged =>
        new(
            view.BaseView,
            new(view.Extent.Z, view.Extent.Y, view.Extent.X),
            new(new Index3D(view.Stride.ZStride, view.Stride.YStride, view.Stride.XStride)));

    /// <summary>The same memory as elements of another type; elements that are not filled are left out.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TOther">New element type.</typeparam>
    public static ArrayView1D<TOther, Stride1D.Dense> Cast<T, TOther>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged
        where TOther : unmanaged => view.BaseView.Cast<TOther>();

    /// <summary>The same memory as elements of another type; X is recounted.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TOther">New element type.</typeparam>
    public static ArrayView2D<TOther, Stride2D.DenseX> Cast<T, TOther>(this ArrayView2D<T, Stride2D.DenseX> view)
        where T : unmanaged
        where TOther : unmanaged
    {
        (LongIndex2D extent, Stride2D.DenseX stride) = view.Stride.Cast(Sizes<T, TOther>(), view.Extent);

        return new(view.BaseView.Cast<TOther>(), extent, stride);
    }

    /// <summary>The same memory as elements of another type; Y is recounted.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TOther">New element type.</typeparam>
    public static ArrayView2D<TOther, Stride2D.DenseY> Cast<T, TOther>(this ArrayView2D<T, Stride2D.DenseY> view)
        where T : unmanaged
        where TOther : unmanaged
    {
        (LongIndex2D extent, Stride2D.DenseY stride) = view.Stride.Cast(Sizes<T, TOther>(), view.Extent);

        return new(view.BaseView.Cast<TOther>(), extent, stride);
    }

    /// <summary>The same memory as elements of another type; X is recounted.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TOther">New element type.</typeparam>
    public static ArrayView3D<TOther, Stride3D.DenseXY> Cast<T, TOther>(this ArrayView3D<T, Stride3D.DenseXY> view)
        where T : unmanaged
        where TOther : unmanaged
    {
        (LongIndex3D extent, Stride3D.DenseXY stride) = view.Stride.Cast(Sizes<T, TOther>(), view.Extent);

        return new(view.BaseView.Cast<TOther>(), extent, stride);
    }

    /// <summary>The same memory as elements of another type; Z is recounted.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TOther">New element type.</typeparam>
    public static ArrayView3D<TOther, Stride3D.DenseZY> Cast<T, TOther>(this ArrayView3D<T, Stride3D.DenseZY> view)
        where T : unmanaged
        where TOther : unmanaged
    {
        (LongIndex3D extent, Stride3D.DenseZY stride) = view.Stride.Cast(Sizes<T, TOther>(), view.Extent);

        return new(view.BaseView.Cast<TOther>(), extent, stride);
    }

    /// <summary>The elements of an array as a view for the host and for CPU accelerators; the array is pinned meanwhile.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView<T> AsContiguousArrayView<T>(this T[] array)
        where T : unmanaged => HostArrayBuffer.View<T>(array);

    /// <summary>The elements of an array as a view for the host and for CPU accelerators; the array is pinned meanwhile.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView1D<T, Stride1D.Dense> AsArrayView<T>(this T[] array)
        where T : unmanaged => HostArrayBuffer.View<T>(array);

    /// <summary>The elements of an array as a view for the host and for CPU accelerators; the array is pinned meanwhile.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView2D<T, Stride2D.DenseY> AsArrayView<T>(this T[,] array)
        where T : unmanaged =>
        HostArrayBuffer.View<T>(array).AsDense().As2DDenseYView(new(array.GetLongLength(0), array.GetLongLength(1)));

    /// <summary>The elements of an array as a view for the host and for CPU accelerators; the array is pinned meanwhile.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static ArrayView3D<T, Stride3D.DenseZY> AsArrayView<T>(this T[,,] array)
        where T : unmanaged =>
        HostArrayBuffer.View<T>(array).AsDense().As3DDenseZYView(
            new(array.GetLongLength(0), array.GetLongLength(1), array.GetLongLength(2)));

    [Intrinsic(Intrinsic.ViewAlignmentPrefix)]
    private static long AlignmentPrefix<T>(ArrayView<T> view, int alignmentInBytes)
        where T : unmanaged
    {
        CheckAlignment(alignmentInBytes);
        long bytes = Interop.ComputeAlignmentOffset(view.LoadEffectiveAddressAsPtr(), alignmentInBytes);

        return Math.Min((bytes + Unsafe.SizeOf<T>() - 1) / Unsafe.SizeOf<T>(), view.Length);
    }

    private static StrideExtensions.ElementSizeCastContext Sizes<T, TOther>()
        where T : unmanaged
        where TOther : unmanaged =>
        StrideExtensions.CreateCastContext(Interop.SizeOf<T>(), Interop.SizeOf<TOther>());

    private static void CheckAlignment(int alignmentInBytes)
    {
        if (alignmentInBytes < 1 || (alignmentInBytes & (alignmentInBytes - 1)) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(alignmentInBytes), alignmentInBytes, "The alignment has to be a power of two.");
        }
    }
}
