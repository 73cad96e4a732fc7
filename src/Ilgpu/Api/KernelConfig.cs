namespace ILGPU;

/// <summary>Dynamic shared memory of a launch, per group.</summary>
public readonly struct SharedMemoryConfig
{
    /// <summary>Requests memory.</summary>
    /// <param name="numElements">Number of elements.</param>
    /// <param name="elementSize">Size of an element in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or the product exceeds 2 GiB.</exception>
    public SharedMemoryConfig(int numElements, int elementSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numElements);
        ArgumentOutOfRangeException.ThrowIfNegative(elementSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)numElements * elementSize, int.MaxValue, nameof(numElements));
        this.NumElements = numElements;
        this.ElementSize = elementSize;
    }

    /// <summary>No dynamic shared memory.</summary>
    public static SharedMemoryConfig Empty => default;

    /// <summary>Number of elements.</summary>
    public int NumElements { get; }

    /// <summary>Size of an element in bytes.</summary>
    public int ElementSize { get; }

    /// <summary>Size in bytes.</summary>
    public int ArraySize => this.NumElements * this.ElementSize;

    /// <summary>Memory was requested.</summary>
    public bool UsesDynamicSharedMemory => this.NumElements > 0;

    /// <summary>Requests memory for elements of a type.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="numElements">Number of elements, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static SharedMemoryConfig RequestDynamic<T>(int numElements)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numElements, 1);

        return new SharedMemoryConfig(numElements, Interop.SizeOf<T>());
    }
}

/// <summary>Launch configuration of an explicitly grouped kernel: number of groups, size of a group, shared memory.</summary>
public readonly struct KernelConfig : IIntrinsicIndex
{
    /// <summary>A one-dimensional launch.</summary>
    public KernelConfig(Index1D gridDim, Index1D groupDim)
        : this(gridDim, groupDim, default)
    {
    }

    /// <summary>A one-dimensional launch with dynamic shared memory.</summary>
    public KernelConfig(Index1D gridDim, Index1D groupDim, SharedMemoryConfig sharedMemoryConfig)
        : this(new Index3D(gridDim.X, 1, 1), new Index3D(groupDim.X, 1, 1), sharedMemoryConfig)
    {
    }

    /// <summary>A two-dimensional launch.</summary>
    public KernelConfig(Index2D gridDim, Index2D groupDim)
        : this(gridDim, groupDim, default)
    {
    }

    /// <summary>A two-dimensional launch with dynamic shared memory.</summary>
    public KernelConfig(Index2D gridDim, Index2D groupDim, SharedMemoryConfig sharedMemoryConfig)
        : this(new Index3D(gridDim.X, gridDim.Y, 1), new Index3D(groupDim.X, groupDim.Y, 1), sharedMemoryConfig)
    {
    }

    /// <summary>A three-dimensional launch.</summary>
    public KernelConfig(Index3D gridDim, Index3D groupDim)
        : this(gridDim, groupDim, default)
    {
    }

    /// <summary>A three-dimensional launch.</summary>
    public KernelConfig(int gridDimX, int gridDimY, int gridDimZ, int groupDimX, int groupDimY, int groupDimZ)
        : this(new Index3D(gridDimX, gridDimY, gridDimZ), new Index3D(groupDimX, groupDimY, groupDimZ), default)
    {
    }

    /// <summary>A three-dimensional launch with dynamic shared memory.</summary>
    public KernelConfig(Index3D gridDim, Index3D groupDim, SharedMemoryConfig sharedMemoryConfig)
    {
        this.GridDim = gridDim;
        this.GroupDim = groupDim;
        this.SharedMemoryConfig = sharedMemoryConfig;
    }

    /// <inheritdoc/>
    public IndexType IndexType => IndexType.KernelConfig;

    /// <summary>Number of groups.</summary>
    public Index3D GridDim { get; }

    /// <summary>Work-items per group.</summary>
    public Index3D GroupDim { get; }

    /// <summary>Dynamic shared memory.</summary>
    public SharedMemoryConfig SharedMemoryConfig { get; }

    /// <summary>Dynamic shared memory was requested.</summary>
    public bool UsesDynamicSharedMemory => this.SharedMemoryConfig.UsesDynamicSharedMemory;

    /// <summary>All dimensions are at least 1.</summary>
    public bool IsValid =>
        Index3D.Min(this.GridDim, Index3D.One) == Index3D.One && Index3D.Min(this.GroupDim, Index3D.One) == Index3D.One;

    /// <summary>Number of work-items.</summary>
    public long Size => this.GridDim.LongSize * this.GroupDim.LongSize;

    /// <summary>Grid and group.</summary>
    public static implicit operator KernelConfig((Index1D GridDim, Index1D GroupDim) dimensions) =>
        new(dimensions.GridDim, dimensions.GroupDim);

    /// <summary>Grid and group.</summary>
    public static implicit operator KernelConfig((Index2D GridDim, Index2D GroupDim) dimensions) =>
        new(dimensions.GridDim, dimensions.GroupDim);

    /// <summary>Grid and group.</summary>
    public static implicit operator KernelConfig((Index3D GridDim, Index3D GroupDim) dimensions) =>
        new(dimensions.GridDim, dimensions.GroupDim);

    /// <summary>Grid and one-dimensional group.</summary>
    public static implicit operator KernelConfig((Index3D GridDim, Index1D GroupDim) dimensions) =>
        new(dimensions.GridDim, new Index3D(dimensions.GroupDim.X, 1, 1));

    /// <summary>Grid and two-dimensional group.</summary>
    public static implicit operator KernelConfig((Index3D GridDim, Index2D GroupDim) dimensions) =>
        new(dimensions.GridDim, new Index3D(dimensions.GroupDim, 1));

    /// <summary>Grid, group and dynamic shared memory.</summary>
    public static implicit operator KernelConfig(
        (Index1D GridDim, Index1D GroupDim, SharedMemoryConfig SharedMemoryConfig) dimensions) =>
        new(dimensions.GridDim, dimensions.GroupDim, dimensions.SharedMemoryConfig);

    /// <summary>Grid, group and dynamic shared memory.</summary>
    public static implicit operator KernelConfig(
        (Index3D GridDim, Index3D GroupDim, SharedMemoryConfig SharedMemoryConfig) dimensions) =>
        new(dimensions.GridDim, dimensions.GroupDim, dimensions.SharedMemoryConfig);

    /// <summary>Grid and group.</summary>
    public static implicit operator (Index3D GridDim, Index3D GroupDim)(KernelConfig config) => config.ToDimensions();

    /// <summary>Grid, group and dynamic shared memory.</summary>
    public static implicit operator (Index3D GridDim, Index3D GroupDim, SharedMemoryConfig SharedMemoryConfig)(
        KernelConfig config) => config.ToValueTuple();

    /// <summary>Grid and group.</summary>
    public (Index3D GridDim, Index3D GroupDim) ToDimensions() => (this.GridDim, this.GroupDim);

    /// <summary>Grid, group and dynamic shared memory.</summary>
    public (Index3D GridDim, Index3D GroupDim, SharedMemoryConfig SharedMemoryConfig) ToValueTuple() =>
        (this.GridDim, this.GroupDim, this.SharedMemoryConfig);

    /// <summary>Takes the configuration apart.</summary>
    public void Deconstruct(out Index3D gridDim, out Index3D groupDim)
    {
        gridDim = this.GridDim;
        groupDim = this.GroupDim;
    }

    /// <summary>Takes the configuration apart.</summary>
    public void Deconstruct(out Index3D gridDim, out Index3D groupDim, out SharedMemoryConfig sharedMemoryConfig)
    {
        this.Deconstruct(out gridDim, out groupDim);
        sharedMemoryConfig = this.SharedMemoryConfig;
    }

    /// <summary>The configuration as text.</summary>
    public override string ToString() => $"grid {this.GridDim}, group {this.GroupDim}, {this.SharedMemoryConfig.ArraySize} bytes";
}
