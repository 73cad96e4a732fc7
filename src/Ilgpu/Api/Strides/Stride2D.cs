namespace ILGPU;

/// <summary>Strides in two dimensions. X is the first index: DenseY is the row-major layout of C# arrays.</summary>
public static class Stride2D
{
    /// <summary>Length of the dense dimension of a buffer, in elements.</summary>
    public delegate long GetLeadingDimensionSize(LongIndex2D extent);

    /// <summary>The stride of a buffer with this extent and length of its dense dimension.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public delegate TStride BuildStride<TStride>(LongIndex2D extent, int leadingDimension)
        where TStride : struct, IStride2D;

    /// <summary>Position of an element.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeElementIndex<TStride>(this TStride stride, Index2D index)
        where TStride : struct, IStride2D => index.X * stride.XStride + index.Y * stride.YStride;

    /// <summary>Position of an element; on the host and in debug mode the index is checked.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeElementIndexChecked<TStride>(this TStride stride, Index2D index, Index2D extent)
        where TStride : struct, IStride2D
    {
        StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

        return index.X * stride.XStride + index.Y * stride.YStride;
    }

    /// <summary>Number of elements of memory that an extent covers.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeBufferLength<TStride>(this TStride stride, Index2D extent)
        where TStride : struct, IStride2D =>
        extent.X < 1 || extent.Y < 1
            ? 0
            : (extent.X - 1) * stride.XStride + (extent.Y - 1) * stride.YStride + 1;

    /// <summary>Position of an element.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeElementIndex<TStride>(this TStride stride, LongIndex2D index)
        where TStride : struct, IStride2D => index.X * stride.XStride + index.Y * stride.YStride;

    /// <summary>Position of an element; on the host and in debug mode the index is checked.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeElementIndexChecked<TStride>(this TStride stride, LongIndex2D index, LongIndex2D extent)
        where TStride : struct, IStride2D
    {
        StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

        return index.X * stride.XStride + index.Y * stride.YStride;
    }

    /// <summary>Number of elements of memory that an extent covers.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeBufferLength<TStride>(this TStride stride, LongIndex2D extent)
        where TStride : struct, IStride2D =>
        extent.X < 1 || extent.Y < 1
            ? 0
            : (extent.X - 1) * stride.XStride + (extent.Y - 1) * stride.YStride + 1;

    /// <summary>X runs fastest: (x, y) lies at x + y * YStride.</summary>
    public readonly struct DenseX : IStride2D, ICastableStride<Index2D, LongIndex2D, DenseX>
    {
        /// <summary>The strides with these distances in elements.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
        public DenseX(int yStride)
        {
            StrideChecks.NotNegative(yStride);
            this.YStride = yStride;
        }

        /// <inheritdoc/>
        public int XStride => 1;

        /// <inheritdoc/>
        public int YStride { get; }

        /// <inheritdoc/>
        public Index2D StrideExtent => new(this.XStride, this.YStride);

        /// <summary>The strides of a buffer without gaps.</summary>
        public static DenseX FromExtent(Index2D extent) => new(extent.X);

        /// <summary>The strides of a buffer without gaps. On the host an overflow of 32 bits is an <see cref="OverflowException"/>.</summary>
        public static DenseX FromExtent(LongIndex2D extent)
        {
            IndexTypeExtensions.AssertIntIndex(extent.X);

            return new((int)extent.X);
        }

        /// <summary>Position of an element in a buffer of this extent without gaps.</summary>
        public static int ComputeElementIndex(Index2D index, Index2D extent) => (index.Y * extent.X) + index.X;

        /// <summary>Position of an element in a buffer of this extent without gaps.</summary>
        public static long ComputeElementIndex(LongIndex2D index, LongIndex2D extent) => (index.Y * extent.X) + index.X;

        /// <summary>The index of the element at a position in a buffer of this extent without gaps.</summary>
        public static Index2D ReconstructFromElementIndex(int elementIndex, Index2D extent) =>
            new(elementIndex % extent.X, elementIndex / extent.X);

        /// <summary>The index of the element at a position in a buffer of this extent without gaps.</summary>
        public static LongIndex2D ReconstructFromElementIndex(long elementIndex, LongIndex2D extent) =>
            new(elementIndex % extent.X, elementIndex / extent.X);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index2D index) => index.X * this.XStride + index.Y * this.YStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex2D index) => index.X * this.XStride + index.Y * this.YStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index2D index, Index2D extent)
        {
            StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex2D index, LongIndex2D extent)
        {
            StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index2D ReconstructFromElementIndex(int elementIndex) =>
            this.YStride == 0 ? new(elementIndex, 0) : new(elementIndex % this.YStride, elementIndex / this.YStride);

        /// <inheritdoc/>
        public LongIndex2D ReconstructFromElementIndex(long elementIndex) =>
            this.YStride == 0 ? new(elementIndex, 0) : new(elementIndex % this.YStride, elementIndex / this.YStride);

        /// <inheritdoc/>
        public int ComputeBufferLength(Index2D extent) => extent.Y * this.YStride;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex2D extent) => extent.Y * this.YStride;

        /// <inheritdoc/>
        public (LongIndex2D Extent, DenseX Stride) Cast<TContext>(in TContext context, in LongIndex2D extent)
            where TContext : struct, IStrideCastContext =>
            (new(context.ComputeNewExtent(extent.X), extent.Y), new(context.ComputeNewExtent(this.YStride)));

        /// <inheritdoc/>
        public General AsGeneral() => new(this.StrideExtent);

        /// <inheritdoc/>
        public Stride1D.General To1DStride() => new(new Index1D(1));

        /// <summary>The strides as text.</summary>
        public override string ToString() => $"({this.XStride}, {this.YStride})";
    }

    /// <summary>Y runs fastest, as in C# arrays: (x, y) lies at x * XStride + y.</summary>
    public readonly struct DenseY : IStride2D, ICastableStride<Index2D, LongIndex2D, DenseY>
    {
        /// <summary>The strides with these distances in elements.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
        public DenseY(int xStride)
        {
            StrideChecks.NotNegative(xStride);
            this.XStride = xStride;
        }

        /// <inheritdoc/>
        public int XStride { get; }

        /// <inheritdoc/>
        public int YStride => 1;

        /// <inheritdoc/>
        public Index2D StrideExtent => new(this.XStride, this.YStride);

        /// <summary>The strides of a buffer without gaps.</summary>
        public static DenseY FromExtent(Index2D extent) => new(extent.Y);

        /// <summary>The strides of a buffer without gaps. On the host an overflow of 32 bits is an <see cref="OverflowException"/>.</summary>
        public static DenseY FromExtent(LongIndex2D extent)
        {
            IndexTypeExtensions.AssertIntIndex(extent.Y);

            return new((int)extent.Y);
        }

        /// <summary>Position of an element in a buffer of this extent without gaps.</summary>
        public static int ComputeElementIndex(Index2D index, Index2D extent) => (index.X * extent.Y) + index.Y;

        /// <summary>Position of an element in a buffer of this extent without gaps.</summary>
        public static long ComputeElementIndex(LongIndex2D index, LongIndex2D extent) => (index.X * extent.Y) + index.Y;

        /// <summary>The index of the element at a position in a buffer of this extent without gaps.</summary>
        public static Index2D ReconstructFromElementIndex(int elementIndex, Index2D extent) =>
            new(elementIndex / extent.Y, elementIndex % extent.Y);

        /// <summary>The index of the element at a position in a buffer of this extent without gaps.</summary>
        public static LongIndex2D ReconstructFromElementIndex(long elementIndex, LongIndex2D extent) =>
            new(elementIndex / extent.Y, elementIndex % extent.Y);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index2D index) => index.X * this.XStride + index.Y * this.YStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex2D index) => index.X * this.XStride + index.Y * this.YStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index2D index, Index2D extent)
        {
            StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex2D index, LongIndex2D extent)
        {
            StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index2D ReconstructFromElementIndex(int elementIndex) =>
            this.XStride == 0 ? new(0, elementIndex) : new(elementIndex / this.XStride, elementIndex % this.XStride);

        /// <inheritdoc/>
        public LongIndex2D ReconstructFromElementIndex(long elementIndex) =>
            this.XStride == 0 ? new(0, elementIndex) : new(elementIndex / this.XStride, elementIndex % this.XStride);

        /// <inheritdoc/>
        public int ComputeBufferLength(Index2D extent) => extent.X * this.XStride;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex2D extent) => extent.X * this.XStride;

        /// <inheritdoc/>
        public (LongIndex2D Extent, DenseY Stride) Cast<TContext>(in TContext context, in LongIndex2D extent)
            where TContext : struct, IStrideCastContext =>
            (new(extent.X, context.ComputeNewExtent(extent.Y)), new(context.ComputeNewExtent(this.XStride)));

        /// <inheritdoc/>
        public General AsGeneral() => new(this.StrideExtent);

        /// <inheritdoc/>
        public Stride1D.General To1DStride() => new(new Index1D(1));

        /// <summary>The strides as text.</summary>
        public override string ToString() => $"({this.XStride}, {this.YStride})";
    }

    /// <summary>Any strides: (x, y) lies at x * XStride + y * YStride.</summary>
    public readonly struct General : IStride2D
    {
        /// <summary>The strides with these distances in elements.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
        public General(Index2D stride)
        {
            StrideChecks.NotNegative(stride.X);
            StrideChecks.NotNegative(stride.Y);
            this.StrideExtent = stride;
        }

        /// <inheritdoc/>
        public Index2D StrideExtent { get; }

        /// <inheritdoc/>
        public int XStride => this.StrideExtent.X;

        /// <inheritdoc/>
        public int YStride => this.StrideExtent.Y;

        /// <inheritdoc/>
        public int ComputeElementIndex(Index2D index) => index.X * this.XStride + index.Y * this.YStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex2D index) => index.X * this.XStride + index.Y * this.YStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index2D index, Index2D extent)
        {
            StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex2D index, LongIndex2D extent)
        {
            StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index2D ReconstructFromElementIndex(int elementIndex)
        {
            // The larger stride is the slow dimension.
            if (this.XStride >= this.YStride)
            {
                int x = this.XStride == 0 ? 0 : elementIndex / this.XStride;
                int rest = elementIndex - (x * this.XStride);

                return new(x, this.YStride == 0 ? 0 : rest / this.YStride);
            }
            else
            {
                int y = elementIndex / this.YStride;
                int rest = elementIndex - (y * this.YStride);

                return new(this.XStride == 0 ? 0 : rest / this.XStride, y);
            }
        }

        /// <inheritdoc/>
        public LongIndex2D ReconstructFromElementIndex(long elementIndex)
        {
            // The larger stride is the slow dimension.
            if (this.XStride >= this.YStride)
            {
                long x = this.XStride == 0 ? 0 : elementIndex / this.XStride;
                long rest = elementIndex - (x * this.XStride);

                return new(x, this.YStride == 0 ? 0 : rest / this.YStride);
            }
            else
            {
                long y = elementIndex / this.YStride;
                long rest = elementIndex - (y * this.YStride);

                return new(this.XStride == 0 ? 0 : rest / this.XStride, y);
            }
        }

        /// <inheritdoc/>
        public int ComputeBufferLength(Index2D extent) => extent.X < 1 || extent.Y < 1 ? 0 : ((extent.X - 1) * this.XStride) + ((extent.Y - 1) * this.YStride) + 1;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex2D extent) => extent.X < 1 || extent.Y < 1 ? 0 : ((extent.X - 1) * this.XStride) + ((extent.Y - 1) * this.YStride) + 1;

        /// <inheritdoc/>
        public General AsGeneral() => new(this.StrideExtent);

        /// <inheritdoc/>
        public Stride1D.General To1DStride() => new(new Index1D(Math.Min(this.XStride, this.YStride)));

        /// <summary>The strides as text.</summary>
        public override string ToString() => $"({this.XStride}, {this.YStride})";
    }

    /// <summary>Every index means element 0.</summary>
    public readonly struct Infinite : IStride2D
    {
        /// <inheritdoc/>
        public int XStride => 0;

        /// <inheritdoc/>
        public int YStride => 0;

        /// <inheritdoc/>
        public Index2D StrideExtent => new(this.XStride, this.YStride);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index2D index) => index.X * this.XStride + index.Y * this.YStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex2D index) => index.X * this.XStride + index.Y * this.YStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index2D index, Index2D extent)
        {
            StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex2D index, LongIndex2D extent)
        {
            StrideExtensions.CheckIndex2D(index.X, index.Y, extent.X, extent.Y);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index2D ReconstructFromElementIndex(int elementIndex) =>
            new(0);

        /// <inheritdoc/>
        public LongIndex2D ReconstructFromElementIndex(long elementIndex) =>
            new(0);

        /// <inheritdoc/>
        public int ComputeBufferLength(Index2D extent) => extent.X < 1 || extent.Y < 1 ? 0 : ((extent.X - 1) * this.XStride) + ((extent.Y - 1) * this.YStride) + 1;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex2D extent) => extent.X < 1 || extent.Y < 1 ? 0 : ((extent.X - 1) * this.XStride) + ((extent.Y - 1) * this.YStride) + 1;

        /// <inheritdoc/>
        public General AsGeneral() => new(this.StrideExtent);

        /// <inheritdoc/>
        public Stride1D.General To1DStride() => new(new Index1D(0));

        /// <summary>The strides as text.</summary>
        public override string ToString() => $"({this.XStride}, {this.YStride})";
    }
}
