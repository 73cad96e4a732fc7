using System.Diagnostics;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <summary>A one-dimensional view with a stride.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct ArrayView1D<T, TStride> : IArrayView<T, Index1D, LongIndex1D, TStride>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    /// <summary>A view of <paramref name="extent"/> elements of <paramref name="baseView"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the elements are not within the base view.</exception>
    public ArrayView1D(ArrayView<T> baseView, LongIndex1D extent, TStride stride)
    {
        ViewErrors.CheckCapacity(Stride1D.ComputeBufferLength(stride, extent), extent.X, baseView.Length);
        this.BaseView = baseView;
        this.Extent = extent;
        this.Stride = stride;
    }

    /// <summary>Size of an element in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<T>();

    /// <summary>The view without elements.</summary>
    public static ArrayView1D<T, TStride> Empty => default;

    /// <summary>The memory, without stride.</summary>
    public ArrayView<T> BaseView { get; }

    /// <summary>Number of elements.</summary>
    public LongIndex1D Extent { get; }

    /// <summary>The stride.</summary>
    public TStride Stride { get; }

    /// <summary>Number of elements; more than 31 bits are an <see cref="OverflowException"/> on the host.</summary>
    public Index1D IntExtent => this.Extent.ToIntIndex();

    /// <summary>The view covers at least one element.</summary>
    public bool IsValid => this.BaseView.IsValid;

    /// <summary>Number of elements.</summary>
    public long Length => this.Extent.X;

    /// <summary>Number of elements; more than 31 bits are an <see cref="OverflowException"/> on the host.</summary>
    public int IntLength
    {
        get
        {
            IndexTypeExtensions.AssertIntIndexRange(this.Length);

            return (int)this.Length;
        }
    }

    /// <summary>Number of bytes of the elements.</summary>
    public long LengthInBytes => this.Length * Interop.SizeOf<T>();

    /// <inheritdoc/>
    int IArrayView.ElementSize => Interop.SizeOf<T>();

    /// <inheritdoc/>
    MemoryBuffer IArrayView.Buffer => this.BaseView.BaseBuffer!;

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the extent.</exception>
    public ref T this[Index1D index] => ref this.BaseView[this.ComputeLinearIndex(index)];

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the extent.</exception>
    public ref T this[LongIndex1D index] => ref this.BaseView[this.ComputeLinearIndex(index)];

    /// <summary>A view without elements that has a stride.</summary>
    public static ArrayView1D<T, TStride> GetEmpty(TStride stride) => new(ArrayView<T>.Empty, LongIndex1D.Zero, stride);

    /// <summary>Position of an element in <see cref="BaseView"/>.</summary>
    public int ComputeLinearIndex(Index1D index)
    {
        StrideExtensions.CheckIndex1D(index.X, this.Extent.X);

        return this.Stride.ComputeElementIndex(index);
    }

    /// <summary>Position of an element in <see cref="BaseView"/>.</summary>
    public long ComputeLinearIndex(LongIndex1D index)
    {
        StrideExtensions.CheckIndex1D(index.X, this.Extent.X);

        return this.Stride.ComputeElementIndex(index);
    }

    /// <summary>The elements of a range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the range is not within the view.</exception>
    public ArrayView1D<T, TStride> SubView(Index1D index, Index1D extent) =>
        this.SubView(index.ToLongIndex(), extent.ToLongIndex());

    /// <summary>The elements of a range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the range is not within the view.</exception>
    public ArrayView1D<T, TStride> SubView(LongIndex1D index, LongIndex1D extent)
    {
        ViewErrors.CheckSubView(index.X, extent.X, this.Extent.X);
        long start = extent.X == 0 ? 0 : this.Stride.ComputeElementIndex(index);

        return new(this.BaseView.SubView(start, Stride1D.ComputeBufferLength(this.Stride, extent)), extent, this.Stride);
    }

    /// <summary>The view of one element.</summary>
    public VariableView<T> VariableView(Index1D index) => new(this.BaseView.SubView(this.ComputeLinearIndex(index), 1));

    /// <summary>The view of one element.</summary>
    public VariableView<T> VariableView(LongIndex1D index) =>
        new(this.BaseView.SubView(this.ComputeLinearIndex(index), 1L));

    /// <summary>All of the memory between the first and the last element.</summary>
    public ArrayView<T> AsContiguous() => this.BaseView;

    /// <summary>All of the memory between the first and the last element as a dense view.</summary>
    public ArrayView1D<T, Stride1D.Dense> AsDense() => this.BaseView;

    /// <summary>The same memory with another stride; the extent is what fits.</summary>
    public ArrayView1D<T, Stride1D.General> AsGeneral(Stride1D.General stride) =>
        new(this.BaseView, ViewErrors.ExtentForStride(this.BaseView.Length, stride.XStride), stride);

    /// <summary>The same view with a general stride.</summary>
    public ArrayView1D<T, Stride1D.General> AsGeneral() => new(this.BaseView, this.Extent, this.Stride.AsGeneral());

    /// <summary>The same view with a general stride.</summary>
    public ArrayView1D<T, Stride1D.General> To1DView() => new(this.BaseView, this.Extent, this.Stride.To1DStride());

    /// <summary>The memory as a two-dimensional view.</summary>
    /// <typeparam name="TOtherStride">New stride type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView2D<T, TOtherStride> As2DView<TOtherStride>(LongIndex2D extent, TOtherStride stride)
        where TOtherStride : struct, IStride2D => new(this.BaseView, extent, stride);

    /// <summary>The memory as a two-dimensional view in which X runs fastest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView2D<T, Stride2D.DenseX> As2DDenseXView(LongIndex2D extent) =>
        new(this.BaseView, extent, Stride2D.DenseX.FromExtent(extent));

    /// <summary>The memory as a two-dimensional view in which Y runs fastest (row-major).</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView2D<T, Stride2D.DenseY> As2DDenseYView(LongIndex2D extent) =>
        new(this.BaseView, extent, Stride2D.DenseY.FromExtent(extent));

    /// <summary>As <see cref="As2DDenseXView"/> with columns that begin at multiples of an alignment in bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView2D<T, Stride2D.DenseX> As2DPitchedXView(LongIndex2D extent, int xAlignmentInBytes) =>
        new(this.BaseView, extent, new((int)StrideExtensions.GetPitchedLeadingDimension<T>(extent.X, xAlignmentInBytes)));

    /// <summary>As <see cref="As2DDenseYView"/> with rows that begin at multiples of an alignment in bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView2D<T, Stride2D.DenseY> As2DPitchedYView(LongIndex2D extent, int yAlignmentInBytes) =>
        new(this.BaseView, extent, new((int)StrideExtensions.GetPitchedLeadingDimension<T>(extent.Y, yAlignmentInBytes)));

    /// <summary>The memory as a three-dimensional view.</summary>
    /// <typeparam name="TOtherStride">New stride type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView3D<T, TOtherStride> As3DView<TOtherStride>(LongIndex3D extent, TOtherStride stride)
        where TOtherStride : struct, IStride3D => new(this.BaseView, extent, stride);

    /// <summary>The memory as a three-dimensional view in which X runs fastest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView3D<T, Stride3D.DenseXY> As3DDenseXYView(LongIndex3D extent) =>
        new(this.BaseView, extent, Stride3D.DenseXY.FromExtent(extent));

    /// <summary>The memory as a three-dimensional view in which Z runs fastest (row-major).</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView3D<T, Stride3D.DenseZY> As3DDenseZYView(LongIndex3D extent) =>
        new(this.BaseView, extent, Stride3D.DenseZY.FromExtent(extent));

    /// <summary>As <see cref="As3DDenseXYView"/> with X rows that begin at multiples of an alignment in bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView3D<T, Stride3D.DenseXY> As3DPitchedXYView(LongIndex3D extent, int xyAlignmentInBytes)
    {
        long pitch = StrideExtensions.GetPitchedLeadingDimension<T>(extent.X, xyAlignmentInBytes);

        return new(this.BaseView, extent, new((int)pitch, (int)(pitch * extent.Y)));
    }

    /// <summary>As <see cref="As3DDenseZYView"/> with Z rows that begin at multiples of an alignment in bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView3D<T, Stride3D.DenseZY> As3DPitchedZYView(LongIndex3D extent, int zyAlignmentInBytes)
    {
        long pitch = StrideExtensions.GetPitchedLeadingDimension<T>(extent.Z, zyAlignmentInBytes);

        return new(this.BaseView, extent, new((int)(pitch * extent.Y), (int)pitch));
    }

    /// <summary>The view as text.</summary>
    [NotInsideKernel]
    [Intrinsic(Intrinsic.HostOnly)]
    public override string ToString() => $"ArrayView1D<{typeof(T).Name}> [{this.Extent}] stride {this.Stride}";
}
