using System.Diagnostics;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Runtime;

namespace ILGPU.Runtime;

/// <summary>A three-dimensional view with strides. X is the first index.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct ArrayView3D<T, TStride> : IArrayView<T, Index3D, LongIndex3D, TStride>
    where T : unmanaged
    where TStride : struct, IStride3D
{
    /// <summary>A view of <paramref name="extent"/> elements of <paramref name="baseView"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the elements are not within the base view.</exception>
    public ArrayView3D(ArrayView<T> baseView, LongIndex3D extent, TStride stride)
    {
        ViewErrors.CheckCapacity(
            Stride3D.ComputeBufferLength(stride, extent),
            Math.Min(extent.X, Math.Min(extent.Y, extent.Z)),
            baseView.Length);
        this.BaseView = baseView;
        this.Extent = extent;
        this.Stride = stride;
    }

    /// <summary>Size of an element in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<T>();

    /// <summary>The view without elements.</summary>
    public static ArrayView3D<T, TStride> Empty => default;

    /// <summary>The memory, without strides.</summary>
    public ArrayView<T> BaseView { get; }

    /// <summary>Number of elements per dimension.</summary>
    public LongIndex3D Extent { get; }

    /// <summary>The strides.</summary>
    public TStride Stride { get; }

    /// <summary>Number of elements per dimension; more than 31 bits are an <see cref="OverflowException"/> on the host.</summary>
    public Index3D IntExtent => this.Extent.ToIntIndex();

    /// <summary>The view covers at least one element.</summary>
    public bool IsValid => this.BaseView.IsValid;

    /// <summary>Number of elements.</summary>
    public long Length => this.Extent.Size;

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
    public ref T this[Index3D index] => ref this.BaseView[this.ComputeLinearIndex(index)];

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the extent.</exception>
    public ref T this[int x, int y, int z] => ref this.BaseView[this.ComputeLinearIndex(new Index3D(x, y, z))];

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the extent.</exception>
    public ref T this[LongIndex3D index] => ref this.BaseView[this.ComputeLinearIndex(index)];

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">On the host or in debug mode: the index is not within the extent.</exception>
    public ref T this[long x, long y, long z] => ref this.BaseView[this.ComputeLinearIndex(new LongIndex3D(x, y, z))];

    /// <summary>A view without elements that has strides.</summary>
    public static ArrayView3D<T, TStride> GetEmpty(TStride stride) => new(ArrayView<T>.Empty, LongIndex3D.Zero, stride);

    /// <summary>Position of an element in <see cref="BaseView"/>.</summary>
    public int ComputeLinearIndex(Index3D index)
    {
        StrideExtensions.CheckIndex3D(
            index.X,
            index.Y,
            index.Z,
            this.Extent.X,
            this.Extent.Y,
            this.Extent.Z);

        return this.Stride.ComputeElementIndex(index);
    }

    /// <summary>Position of an element in <see cref="BaseView"/>.</summary>
    public long ComputeLinearIndex(LongIndex3D index)
    {
        StrideExtensions.CheckIndex3D(
            index.X,
            index.Y,
            index.Z,
            this.Extent.X,
            this.Extent.Y,
            this.Extent.Z);

        return this.Stride.ComputeElementIndex(index);
    }

    /// <summary>The elements of a box.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: it is not within the view.</exception>
    public ArrayView3D<T, TStride> SubView(Index3D index, Index3D extent) =>
        this.SubView(index.ToLongIndex(), extent.ToLongIndex());

    /// <summary>The elements of a box.</summary>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: it is not within the view.</exception>
    public ArrayView3D<T, TStride> SubView(LongIndex3D index, LongIndex3D extent)
    {
        ViewErrors.CheckSubView(index.X, extent.X, this.Extent.X);
        ViewErrors.CheckSubView(index.Y, extent.Y, this.Extent.Y);
        ViewErrors.CheckSubView(index.Z, extent.Z, this.Extent.Z);
        long length = Stride3D.ComputeBufferLength(this.Stride, extent);
        long start = length == 0 ? 0 : this.Stride.ComputeElementIndex(index);

        return new(this.BaseView.SubView(start, length), extent, this.Stride);
    }

    /// <summary>The view of one element.</summary>
    public VariableView<T> VariableView(Index3D index) => new(this.BaseView.SubView(this.ComputeLinearIndex(index), 1));

    /// <summary>The view of one element.</summary>
    public VariableView<T> VariableView(LongIndex3D index) =>
        new(this.BaseView.SubView(this.ComputeLinearIndex(index), 1L));

    /// <summary>All of the memory between the first and the last element.</summary>
    public ArrayView<T> AsContiguous() => this.BaseView;

    /// <summary>The same memory and extent, with X running fastest and no gaps.</summary>
    public ArrayView3D<T, Stride3D.DenseXY> AsDenseXY() =>
        new(this.BaseView, this.Extent, Stride3D.DenseXY.FromExtent(this.Extent));

    /// <summary>The same memory and extent, with Z running fastest and no gaps.</summary>
    public ArrayView3D<T, Stride3D.DenseZY> AsDenseZY() =>
        new(this.BaseView, this.Extent, Stride3D.DenseZY.FromExtent(this.Extent));

    /// <summary>The same memory and extent with other strides.</summary>
    public ArrayView3D<T, Stride3D.General> AsGeneral(Stride3D.General stride) =>
        new(this.BaseView, this.Extent, stride);

    /// <summary>The same view with general strides.</summary>
    public ArrayView3D<T, Stride3D.General> AsGeneral() => new(this.BaseView, this.Extent, this.Stride.AsGeneral());

    /// <summary>The elements in the order of memory.</summary>
    public ArrayView1D<T, Stride1D.General> To1DView() => new(this.BaseView, this.Length, this.Stride.To1DStride());

    /// <summary>The memory as a one-dimensional view; the extent is what fits.</summary>
    /// <typeparam name="TOtherStride">New stride type.</typeparam>
    public ArrayView1D<T, TOtherStride> As1DView<TOtherStride>(TOtherStride stride)
        where TOtherStride : struct, IStride1D =>
        new(this.BaseView, ViewErrors.ExtentForStride(this.BaseView.Length, stride.XStride), stride);

    /// <summary>The memory as a three-dimensional view.</summary>
    /// <typeparam name="TOtherStride">New stride type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">On the host or in debug mode: the extent does not fit.</exception>
    public ArrayView3D<T, TOtherStride> As3DView<TOtherStride>(LongIndex3D extent, TOtherStride stride)
        where TOtherStride : struct, IStride3D => new(this.BaseView, extent, stride);

    /// <summary>The view as text.</summary>
    [NotInsideKernel]
    [Intrinsic(Intrinsic.HostOnly)]
    public override string ToString() => $"ArrayView3D<{typeof(T).Name}> {this.Extent} strides {this.Stride}";
}
