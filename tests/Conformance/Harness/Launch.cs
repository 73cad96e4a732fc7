using ILGPU;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>How to launch a kernel: the extent of an index kernel, or grid and group of an explicitly grouped one.</summary>
public readonly record struct Launch
{
    private Launch(int dimensions, Index3D extent, KernelConfig config, bool isGrouped, int groupSize)
    {
        Dimensions = dimensions;
        Extent = extent;
        Config = config;
        IsGrouped = isGrouped;
        GroupSize = groupSize;
    }

    /// <summary>Number of dimensions of the kernel's index, 0 for explicitly grouped kernels.</summary>
    public int Dimensions { get; }

    /// <summary>Extent of an index kernel; 1 in dimensions that it has not.</summary>
    public Index3D Extent { get; }

    public KernelConfig Config { get; }

    public bool IsGrouped { get; }

    /// <summary>Group size of an implicitly grouped index kernel, 0 to let the engine choose.</summary>
    public int GroupSize { get; }

    public static implicit operator Launch(int extent)
    {
        return new Launch(1, new Index3D(extent, 1, 1), default, false, 0);
    }

    public static implicit operator Launch(Index1D extent)
    {
        return extent.X;
    }

    public static implicit operator Launch(Index2D extent)
    {
        return new Launch(2, new Index3D(extent.X, extent.Y, 1), default, false, 0);
    }

    public static implicit operator Launch(Index3D extent)
    {
        return new Launch(3, extent, default, false, 0);
    }

    public static implicit operator Launch(KernelConfig config)
    {
        return new Launch(0, default, config, true, 0);
    }

    /// <summary>A one-dimensional grid of one-dimensional groups.</summary>
    public static Launch Groups(int grid, int group)
    {
        return new KernelConfig(new Index1D(grid), new Index1D(group));
    }

    /// <summary>An index kernel with a given group size.</summary>
    public static Launch Implicit(Launch extent, int groupSize)
    {
        return new Launch(extent.Dimensions, extent.Extent, default, false, groupSize);
    }
}
