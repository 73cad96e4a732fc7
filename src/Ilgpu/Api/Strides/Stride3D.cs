namespace ILGPU;

/// <summary>Strides in three dimensions. X is the first index: DenseZY is the row-major layout of C# arrays.</summary>
public static class Stride3D
{
    /// <summary>Length of the dense dimension of a buffer, in elements.</summary>
    public delegate long GetLeadingDimensionSize(LongIndex3D extent);

    /// <summary>The stride of a buffer with this extent and length of its dense dimension.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public delegate TStride BuildStride<TStride>(LongIndex3D extent, int leadingDimension)
        where TStride : struct, IStride3D;

    /// <summary>Position of an element.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeElementIndex<TStride>(this TStride stride, Index3D index)
        where TStride : struct, IStride3D => index.X * stride.XStride + index.Y * stride.YStride + index.Z * stride.ZStride;

    /// <summary>Position of an element; on the host and in debug mode the index is checked.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeElementIndexChecked<TStride>(this TStride stride, Index3D index, Index3D extent)
        where TStride : struct, IStride3D
    {
        StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

        return index.X * stride.XStride + index.Y * stride.YStride + index.Z * stride.ZStride;
    }

    /// <summary>Number of elements of memory that an extent covers.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeBufferLength<TStride>(this TStride stride, Index3D extent)
        where TStride : struct, IStride3D =>
        extent.X < 1 || extent.Y < 1 || extent.Z < 1
            ? 0
            : (extent.X - 1) * stride.XStride + (extent.Y - 1) * stride.YStride + (extent.Z - 1) * stride.ZStride + 1;

    /// <summary>Position of an element.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeElementIndex<TStride>(this TStride stride, LongIndex3D index)
        where TStride : struct, IStride3D => index.X * stride.XStride + index.Y * stride.YStride + index.Z * stride.ZStride;

    /// <summary>Position of an element; on the host and in debug mode the index is checked.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeElementIndexChecked<TStride>(this TStride stride, LongIndex3D index, LongIndex3D extent)
        where TStride : struct, IStride3D
    {
        StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

        return index.X * stride.XStride + index.Y * stride.YStride + index.Z * stride.ZStride;
    }

    /// <summary>Number of elements of memory that an extent covers.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeBufferLength<TStride>(this TStride stride, LongIndex3D extent)
        where TStride : struct, IStride3D =>
        extent.X < 1 || extent.Y < 1 || extent.Z < 1
            ? 0
            : (extent.X - 1) * stride.XStride + (extent.Y - 1) * stride.YStride + (extent.Z - 1) * stride.ZStride + 1;

    /// <summary>X runs fastest, Z slowest: (x, y, z) lies at x + y * YStride + z * ZStride.</summary>
    public readonly struct DenseXY : IStride3D, ICastableStride<Index3D, LongIndex3D, DenseXY>
    {
        /// <summary>The strides with these distances in elements.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
        public DenseXY(int yStride, int zStride)
        {
            StrideChecks.NotNegative(yStride);
            StrideChecks.NotNegative(zStride);
            this.YStride = yStride;
            this.ZStride = zStride;
        }

        /// <inheritdoc/>
        public int XStride => 1;

        /// <inheritdoc/>
        public int YStride { get; }

        /// <inheritdoc/>
        public int ZStride { get; }

        /// <inheritdoc/>
        public Index3D StrideExtent => new(this.XStride, this.YStride, this.ZStride);

        /// <summary>The strides of a buffer without gaps.</summary>
        public static DenseXY FromExtent(Index3D extent)
        {
            IndexTypeExtensions.AssertIntIndex(extent.X);
            IndexTypeExtensions.AssertIntIndex((long)extent.X * extent.Y);

            return new(extent.X, (int)((long)extent.X * extent.Y));
        }

        /// <summary>The strides of a buffer without gaps. On the host an overflow of 32 bits is an <see cref="OverflowException"/>.</summary>
        public static DenseXY FromExtent(LongIndex3D extent)
        {
            IndexTypeExtensions.AssertIntIndex(extent.X);
            IndexTypeExtensions.AssertIntIndex(extent.X * extent.Y);

            return new((int)extent.X, (int)(extent.X * extent.Y));
        }

        /// <summary>Position of an element in a buffer of this extent without gaps.</summary>
        public static int ComputeElementIndex(Index3D index, Index3D extent) => (((index.Z * extent.Y) + index.Y) * extent.X) + index.X;

        /// <summary>Position of an element in a buffer of this extent without gaps.</summary>
        public static long ComputeElementIndex(LongIndex3D index, LongIndex3D extent) => (((index.Z * extent.Y) + index.Y) * extent.X) + index.X;

        /// <summary>The index of the element at a position in a buffer of this extent without gaps.</summary>
        public static Index3D ReconstructFromElementIndex(int elementIndex, Index3D extent) =>
            new(elementIndex % extent.X, elementIndex / extent.X % extent.Y, elementIndex / extent.X / extent.Y);

        /// <summary>The index of the element at a position in a buffer of this extent without gaps.</summary>
        public static LongIndex3D ReconstructFromElementIndex(long elementIndex, LongIndex3D extent) =>
            new(elementIndex % extent.X, elementIndex / extent.X % extent.Y, elementIndex / extent.X / extent.Y);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index3D index) => index.X * this.XStride + index.Y * this.YStride + index.Z * this.ZStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex3D index) => index.X * this.XStride + index.Y * this.YStride + index.Z * this.ZStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index3D index, Index3D extent)
        {
            StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex3D index, LongIndex3D extent)
        {
            StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index3D ReconstructFromElementIndex(int elementIndex)
        {
            int z = this.ZStride == 0 ? 0 : elementIndex / this.ZStride;
            int rest = elementIndex - (z * this.ZStride);
            int y = this.YStride == 0 ? 0 : rest / this.YStride;

            return new(rest - (y * this.YStride), y, z);
        }

        /// <inheritdoc/>
        public LongIndex3D ReconstructFromElementIndex(long elementIndex)
        {
            long z = this.ZStride == 0 ? 0 : elementIndex / this.ZStride;
            long rest = elementIndex - (z * this.ZStride);
            long y = this.YStride == 0 ? 0 : rest / this.YStride;

            return new(rest - (y * this.YStride), y, z);
        }

        /// <inheritdoc/>
        public int ComputeBufferLength(Index3D extent) => extent.Z * this.ZStride;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex3D extent) => extent.Z * this.ZStride;

        /// <inheritdoc/>
        public (LongIndex3D Extent, DenseXY Stride) Cast<TContext>(in TContext context, in LongIndex3D extent)
            where TContext : struct, IStrideCastContext =>
            (new(context.ComputeNewExtent(extent.X), extent.Y, extent.Z),
                new(context.ComputeNewExtent(this.YStride), context.ComputeNewExtent(this.ZStride)));

        /// <inheritdoc/>
        public General AsGeneral() => new(this.StrideExtent);

        /// <inheritdoc/>
        public Stride1D.General To1DStride() => new(new Index1D(1));

        /// <summary>The strides as text.</summary>
        public override string ToString() => $"({this.XStride}, {this.YStride}, {this.ZStride})";
    }

    /// <summary>Z runs fastest, X slowest, as in C# arrays: (x, y, z) lies at x * XStride + y * YStride + z.</summary>
    public readonly struct DenseZY : IStride3D, ICastableStride<Index3D, LongIndex3D, DenseZY>
    {
        /// <summary>The strides with these distances in elements.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
        public DenseZY(int xStride, int yStride)
        {
            StrideChecks.NotNegative(xStride);
            StrideChecks.NotNegative(yStride);
            this.XStride = xStride;
            this.YStride = yStride;
        }

        /// <inheritdoc/>
        public int XStride { get; }

        /// <inheritdoc/>
        public int YStride { get; }

        /// <inheritdoc/>
        public int ZStride => 1;

        /// <inheritdoc/>
        public Index3D StrideExtent => new(this.XStride, this.YStride, this.ZStride);

        /// <summary>The strides of a buffer without gaps.</summary>
        public static DenseZY FromExtent(Index3D extent)
        {
            IndexTypeExtensions.AssertIntIndex((long)extent.Z * extent.Y);
            IndexTypeExtensions.AssertIntIndex(extent.Z);

            return new((int)((long)extent.Z * extent.Y), extent.Z);
        }

        /// <summary>The strides of a buffer without gaps. On the host an overflow of 32 bits is an <see cref="OverflowException"/>.</summary>
        public static DenseZY FromExtent(LongIndex3D extent)
        {
            IndexTypeExtensions.AssertIntIndex(extent.Z * extent.Y);
            IndexTypeExtensions.AssertIntIndex(extent.Z);

            return new((int)(extent.Z * extent.Y), (int)extent.Z);
        }

        /// <summary>Position of an element in a buffer of this extent without gaps.</summary>
        public static int ComputeElementIndex(Index3D index, Index3D extent) => (((index.X * extent.Y) + index.Y) * extent.Z) + index.Z;

        /// <summary>Position of an element in a buffer of this extent without gaps.</summary>
        public static long ComputeElementIndex(LongIndex3D index, LongIndex3D extent) => (((index.X * extent.Y) + index.Y) * extent.Z) + index.Z;

        /// <summary>The index of the element at a position in a buffer of this extent without gaps.</summary>
        public static Index3D ReconstructFromElementIndex(int elementIndex, Index3D extent) =>
            new(elementIndex / extent.Z / extent.Y, elementIndex / extent.Z % extent.Y, elementIndex % extent.Z);

        /// <summary>The index of the element at a position in a buffer of this extent without gaps.</summary>
        public static LongIndex3D ReconstructFromElementIndex(long elementIndex, LongIndex3D extent) =>
            new(elementIndex / extent.Z / extent.Y, elementIndex / extent.Z % extent.Y, elementIndex % extent.Z);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index3D index) => index.X * this.XStride + index.Y * this.YStride + index.Z * this.ZStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex3D index) => index.X * this.XStride + index.Y * this.YStride + index.Z * this.ZStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index3D index, Index3D extent)
        {
            StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex3D index, LongIndex3D extent)
        {
            StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index3D ReconstructFromElementIndex(int elementIndex)
        {
            int x = this.XStride == 0 ? 0 : elementIndex / this.XStride;
            int rest = elementIndex - (x * this.XStride);
            int y = this.YStride == 0 ? 0 : rest / this.YStride;

            return new(x, y, rest - (y * this.YStride));
        }

        /// <inheritdoc/>
        public LongIndex3D ReconstructFromElementIndex(long elementIndex)
        {
            long x = this.XStride == 0 ? 0 : elementIndex / this.XStride;
            long rest = elementIndex - (x * this.XStride);
            long y = this.YStride == 0 ? 0 : rest / this.YStride;

            return new(x, y, rest - (y * this.YStride));
        }

        /// <inheritdoc/>
        public int ComputeBufferLength(Index3D extent) => extent.X * this.XStride;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex3D extent) => extent.X * this.XStride;

        /// <inheritdoc/>
        public (LongIndex3D Extent, DenseZY Stride) Cast<TContext>(in TContext context, in LongIndex3D extent)
            where TContext : struct, IStrideCastContext =>
            (new(extent.X, extent.Y, context.ComputeNewExtent(extent.Z)),
                new(context.ComputeNewExtent(this.XStride), context.ComputeNewExtent(this.YStride)));

        /// <inheritdoc/>
        public General AsGeneral() => new(this.StrideExtent);

        /// <inheritdoc/>
        public Stride1D.General To1DStride() => new(new Index1D(1));

        /// <summary>The strides as text.</summary>
        public override string ToString() => $"({this.XStride}, {this.YStride}, {this.ZStride})";
    }

    /// <summary>Any strides: (x, y, z) lies at x * XStride + y * YStride + z * ZStride.</summary>
    public readonly struct General : IStride3D
    {
        /// <summary>The strides with these distances in elements.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
        public General(Index3D stride)
        {
            StrideChecks.NotNegative(stride.X);
            StrideChecks.NotNegative(stride.Y);
            StrideChecks.NotNegative(stride.Z);
            this.StrideExtent = stride;
        }

        /// <inheritdoc/>
        public Index3D StrideExtent { get; }

        /// <inheritdoc/>
        public int XStride => this.StrideExtent.X;

        /// <inheritdoc/>
        public int YStride => this.StrideExtent.Y;

        /// <inheritdoc/>
        public int ZStride => this.StrideExtent.Z;

        /// <inheritdoc/>
        public int ComputeElementIndex(Index3D index) => index.X * this.XStride + index.Y * this.YStride + index.Z * this.ZStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex3D index) => index.X * this.XStride + index.Y * this.YStride + index.Z * this.ZStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index3D index, Index3D extent)
        {
            StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex3D index, LongIndex3D extent)
        {
            StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index3D ReconstructFromElementIndex(int elementIndex)
        {
            // X slow, Z fast as in C# arrays, or the other way round.
            if (this.XStride >= this.ZStride)
            {
                int x = this.XStride == 0 ? 0 : elementIndex / this.XStride;
                int rest = elementIndex - (x * this.XStride);
                int y = this.YStride == 0 ? 0 : rest / this.YStride;
                rest -= y * this.YStride;

                return new(x, y, this.ZStride == 0 ? 0 : rest / this.ZStride);
            }
            else
            {
                int z = elementIndex / this.ZStride;
                int rest = elementIndex - (z * this.ZStride);
                int y = this.YStride == 0 ? 0 : rest / this.YStride;
                rest -= y * this.YStride;

                return new(this.XStride == 0 ? 0 : rest / this.XStride, y, z);
            }
        }

        /// <inheritdoc/>
        public LongIndex3D ReconstructFromElementIndex(long elementIndex)
        {
            // X slow, Z fast as in C# arrays, or the other way round.
            if (this.XStride >= this.ZStride)
            {
                long x = this.XStride == 0 ? 0 : elementIndex / this.XStride;
                long rest = elementIndex - (x * this.XStride);
                long y = this.YStride == 0 ? 0 : rest / this.YStride;
                rest -= y * this.YStride;

                return new(x, y, this.ZStride == 0 ? 0 : rest / this.ZStride);
            }
            else
            {
                long z = elementIndex / this.ZStride;
                long rest = elementIndex - (z * this.ZStride);
                long y = this.YStride == 0 ? 0 : rest / this.YStride;
                rest -= y * this.YStride;

                return new(this.XStride == 0 ? 0 : rest / this.XStride, y, z);
            }
        }

        /// <inheritdoc/>
        public int ComputeBufferLength(Index3D extent) => extent.X < 1 || extent.Y < 1 || extent.Z < 1
                ? 0
                : ((extent.X - 1) * this.XStride) + ((extent.Y - 1) * this.YStride) + ((extent.Z - 1) * this.ZStride) + 1;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex3D extent) => extent.X < 1 || extent.Y < 1 || extent.Z < 1
                ? 0
                : ((extent.X - 1) * this.XStride) + ((extent.Y - 1) * this.YStride) + ((extent.Z - 1) * this.ZStride) + 1;

        /// <inheritdoc/>
        public General AsGeneral() => new(this.StrideExtent);

        /// <inheritdoc/>
        public Stride1D.General To1DStride() => new(new Index1D(Math.Min(this.XStride, Math.Min(this.YStride, this.ZStride))));

        /// <summary>The strides as text.</summary>
        public override string ToString() => $"({this.XStride}, {this.YStride}, {this.ZStride})";
    }

    /// <summary>Every index means element 0.</summary>
    public readonly struct Infinite : IStride3D
    {
        /// <inheritdoc/>
        public int XStride => 0;

        /// <inheritdoc/>
        public int YStride => 0;

        /// <inheritdoc/>
        public int ZStride => 0;

        /// <inheritdoc/>
        public Index3D StrideExtent => new(this.XStride, this.YStride, this.ZStride);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index3D index) => index.X * this.XStride + index.Y * this.YStride + index.Z * this.ZStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex3D index) => index.X * this.XStride + index.Y * this.YStride + index.Z * this.ZStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index3D index, Index3D extent)
        {
            StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex3D index, LongIndex3D extent)
        {
            StrideExtensions.CheckIndex3D(index.X, index.Y, index.Z, extent.X, extent.Y, extent.Z);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index3D ReconstructFromElementIndex(int elementIndex) =>
            new(0);

        /// <inheritdoc/>
        public LongIndex3D ReconstructFromElementIndex(long elementIndex) =>
            new(0);

        /// <inheritdoc/>
        public int ComputeBufferLength(Index3D extent) => extent.X < 1 || extent.Y < 1 || extent.Z < 1
                ? 0
                : ((extent.X - 1) * this.XStride) + ((extent.Y - 1) * this.YStride) + ((extent.Z - 1) * this.ZStride) + 1;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex3D extent) => extent.X < 1 || extent.Y < 1 || extent.Z < 1
                ? 0
                : ((extent.X - 1) * this.XStride) + ((extent.Y - 1) * this.YStride) + ((extent.Z - 1) * this.ZStride) + 1;

        /// <inheritdoc/>
        public General AsGeneral() => new(this.StrideExtent);

        /// <inheritdoc/>
        public Stride1D.General To1DStride() => new(new Index1D(0));

        /// <summary>The strides as text.</summary>
        public override string ToString() => $"({this.XStride}, {this.YStride}, {this.ZStride})";
    }
}
