namespace ILGPU;

/// <summary>Strides in one dimension.</summary>
public static class Stride1D
{
    /// <summary>Position of an element.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeElementIndex<TStride>(this TStride stride, Index1D index)
        where TStride : struct, IStride1D => index.X * stride.XStride;

    /// <summary>Position of an element.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeElementIndex<TStride>(this TStride stride, LongIndex1D index)
        where TStride : struct, IStride1D => index.X * stride.XStride;

    /// <summary>Position of an element; on the host and in debug mode the index is checked.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeElementIndexChecked<TStride>(this TStride stride, Index1D index, Index1D extent)
        where TStride : struct, IStride1D
    {
        StrideExtensions.CheckIndex1D(index.X, extent.X);

        return index.X * stride.XStride;
    }

    /// <summary>Position of an element; on the host and in debug mode the index is checked.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeElementIndexChecked<TStride>(this TStride stride, LongIndex1D index, LongIndex1D extent)
        where TStride : struct, IStride1D
    {
        StrideExtensions.CheckIndex1D(index.X, extent.X);

        return index.X * stride.XStride;
    }

    /// <summary>Number of elements of memory that an extent covers.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static int ComputeBufferLength<TStride>(this TStride stride, Index1D extent)
        where TStride : struct, IStride1D => extent.X < 1 ? 0 : (extent.X - 1) * stride.XStride + 1;

    /// <summary>Number of elements of memory that an extent covers.</summary>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public static long ComputeBufferLength<TStride>(this TStride stride, LongIndex1D extent)
        where TStride : struct, IStride1D => extent.X < 1 ? 0 : (extent.X - 1) * stride.XStride + 1;

    /// <summary>Elements lie side by side.</summary>
    public readonly struct Dense : IStride1D, ICastableStride<Index1D, LongIndex1D, Dense>
    {
        /// <inheritdoc/>
        public int XStride => 1;

        /// <inheritdoc/>
        public Index1D StrideExtent => new(this.XStride);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index1D index) => index.X * this.XStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex1D index) => index.X * this.XStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index1D index, Index1D extent)
        {
            StrideExtensions.CheckIndex1D(index.X, extent.X);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex1D index, LongIndex1D extent)
        {
            StrideExtensions.CheckIndex1D(index.X, extent.X);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index1D ReconstructFromElementIndex(int elementIndex) => new(elementIndex);

        /// <inheritdoc/>
        public LongIndex1D ReconstructFromElementIndex(long elementIndex) => new(elementIndex);

        /// <inheritdoc/>
        public int ComputeBufferLength(Index1D extent) => extent.X;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex1D extent) => extent.X;

        /// <inheritdoc/>
        public (LongIndex1D Extent, Dense Stride) Cast<TContext>(in TContext context, in LongIndex1D extent)
            where TContext : struct, IStrideCastContext => (new(context.ComputeNewExtent(extent.X)), default);

        /// <inheritdoc/>
        public General AsGeneral() => new(new Index1D(this.XStride));

        /// <inheritdoc/>
        public General To1DStride() => this.AsGeneral();

        /// <summary>The stride as text.</summary>
        public override string ToString() => $"{this.XStride}";
    }

    /// <summary>Elements lie at a constant distance.</summary>
    public readonly struct General : IStride1D
    {
        private readonly int _stride;

        /// <summary>The stride with this distance in elements.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The stride is negative.</exception>
        public General(Index1D stride)
        {
            StrideChecks.NotNegative(stride.X);
            _stride = stride.X;
        }

        /// <inheritdoc/>
        public int XStride => _stride;

        /// <inheritdoc/>
        public Index1D StrideExtent => new(this.XStride);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index1D index) => index.X * this.XStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex1D index) => index.X * this.XStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index1D index, Index1D extent)
        {
            StrideExtensions.CheckIndex1D(index.X, extent.X);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex1D index, LongIndex1D extent)
        {
            StrideExtensions.CheckIndex1D(index.X, extent.X);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index1D ReconstructFromElementIndex(int elementIndex) => new(_stride == 0 ? 0 : elementIndex / _stride);

        /// <inheritdoc/>
        public LongIndex1D ReconstructFromElementIndex(long elementIndex) => new(_stride == 0 ? 0 : elementIndex / _stride);

        /// <inheritdoc/>
        public int ComputeBufferLength(Index1D extent) => extent.X < 1 ? 0 : (extent.X - 1) * this.XStride + 1;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex1D extent) => extent.X < 1 ? 0 : (extent.X - 1) * this.XStride + 1;

        /// <inheritdoc/>
        public General AsGeneral() => new(new Index1D(this.XStride));

        /// <inheritdoc/>
        public General To1DStride() => this.AsGeneral();

        /// <summary>The stride as text.</summary>
        public override string ToString() => $"{this.XStride}";
    }

    /// <summary>Every index means element 0.</summary>
    public readonly struct Infinite : IStride1D
    {
        /// <inheritdoc/>
        public int XStride => 0;

        /// <inheritdoc/>
        public Index1D StrideExtent => new(this.XStride);

        /// <inheritdoc/>
        public int ComputeElementIndex(Index1D index) => index.X * this.XStride;

        /// <inheritdoc/>
        public long ComputeElementIndex(LongIndex1D index) => index.X * this.XStride;

        /// <inheritdoc/>
        public int ComputeElementIndexChecked(Index1D index, Index1D extent)
        {
            StrideExtensions.CheckIndex1D(index.X, extent.X);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public long ComputeElementIndexChecked(LongIndex1D index, LongIndex1D extent)
        {
            StrideExtensions.CheckIndex1D(index.X, extent.X);

            return this.ComputeElementIndex(index);
        }

        /// <inheritdoc/>
        public Index1D ReconstructFromElementIndex(int elementIndex) => new(0);

        /// <inheritdoc/>
        public LongIndex1D ReconstructFromElementIndex(long elementIndex) => new(0);

        /// <inheritdoc/>
        public int ComputeBufferLength(Index1D extent) => extent.X < 1 ? 0 : (extent.X - 1) * this.XStride + 1;

        /// <inheritdoc/>
        public long ComputeBufferLength(LongIndex1D extent) => extent.X < 1 ? 0 : (extent.X - 1) * this.XStride + 1;

        /// <inheritdoc/>
        public General AsGeneral() => new(new Index1D(this.XStride));

        /// <inheritdoc/>
        public General To1DStride() => this.AsGeneral();

        /// <summary>The stride as text.</summary>
        public override string ToString() => $"{this.XStride}";
    }
}
