using ILGPU;
using ILGPU.Runtime;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>How many work-items a launch has and how they are grouped.</summary>
/// <param name="Extent">Implicit kernels: the extent; explicit ones: grid times group. 1 in unused dimensions.</param>
/// <param name="Grid">Number of groups.</param>
/// <param name="Group">Work-items per group.</param>
/// <param name="DynamicSharedBytes">Dynamic shared memory per group.</param>
internal readonly record struct LaunchDimensions(Index3D Extent, Index3D Grid, Index3D Group, int DynamicSharedBytes)
{
    /// <summary>Kernels in which whole warps work together get groups of whole warps.</summary>
    /// <param name="kernel">Name of the kernel, for the message.</param>
    /// <param name="needsWholeWarps">The kernel is such a kernel.</param>
    /// <param name="warpSize">Lanes of a warp.</param>
    /// <exception cref="ArgumentException">The last warp of a group is not complete.</exception>
    public void CheckWarps(string kernel, bool needsWholeWarps, int warpSize)
    {
        if (needsWholeWarps && this.Group.LongSize % warpSize != 0)
        {
            throw new ArgumentException(
                $"The group {this.Group} of {this.Group.LongSize} work-items is no multiple of the warp's {warpSize}, which the matrix fragments "
                + $"of the kernel '{kernel}' need.");
        }
    }

    /// <summary>The dimensions of an explicitly grouped launch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is less than 1 or more than the device can do.</exception>
    public static LaunchDimensions Explicit(in KernelConfig config, Accelerator accelerator)
    {
        Index3D grid = config.GridDim;
        Index3D group = config.GroupDim;

        if (grid.X < 1 || grid.Y < 1 || grid.Z < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(config),
                grid,
                "Invalid grid dimension(s): every dimension has to be at least 1.");
        }

        if (group.X < 1 || group.Y < 1 || group.Z < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(config),
                group,
                "Invalid group dimension(s): every dimension has to be at least 1.");
        }

        Device device = accelerator.Device;

        if (Exceeds(grid, device.MaxGridSize))
        {
            throw new ArgumentOutOfRangeException(
                nameof(config),
                grid,
                $"The grid {grid} exceeds the maximum {device.MaxGridSize} of '{device.Name}'.");
        }

        if (Exceeds(group, device.MaxGroupSize) || group.LongSize > device.MaxNumThreadsPerGroup)
        {
            throw new ArgumentOutOfRangeException(
                nameof(config),
                group,
                $"The group {group} of {group.LongSize} work-items exceeds the maximum of '{device.Name}': "
                + $"{device.MaxGroupSize}, at most {device.MaxNumThreadsPerGroup} work-items.");
        }

        int dynamicBytes = config.SharedMemoryConfig.ArraySize;

        if (dynamicBytes > device.MaxSharedMemoryPerGroup)
        {
            throw new ArgumentOutOfRangeException(
                nameof(config),
                dynamicBytes,
                $"{dynamicBytes} bytes of dynamic shared memory exceed the maximum {device.MaxSharedMemoryPerGroup} of '{device.Name}'.");
        }

        return new LaunchDimensions(Index3D.Multiply(grid, group), grid, group, dynamicBytes);
    }

    /// <summary>The dimensions of an implicitly grouped launch; only X is split into groups.</summary>
    /// <param name="extent">Number of indices per dimension.</param>
    /// <param name="accelerator">Where it runs.</param>
    /// <param name="customGroupSize">Work-items per group, or 0: the engine decides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is less than 1 or more than the device can do.</exception>
    public static LaunchDimensions Implicit(Index3D extent, Accelerator accelerator, int customGroupSize)
    {
        if (extent.X < 1 || extent.Y < 1 || extent.Z < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(extent),
                extent,
                "Invalid grid dimension(s): every dimension of the extent has to be at least 1.");
        }

        int group = customGroupSize;

        if (group == 0)
        {
            int warp = accelerator.WarpSize;
            int rounded = extent.X > int.MaxValue - warp ? extent.X : (extent.X + warp - 1) / warp * warp;
            group = Math.Min(rounded, accelerator.AutoGroupSize);
        }

        Index3D grid = new(extent.X / group + (extent.X % group == 0 ? 0 : 1), extent.Y, extent.Z);

        if (Exceeds(grid, accelerator.MaxImplicitGridSize))
        {
            throw new ArgumentOutOfRangeException(
                nameof(extent),
                extent,
                $"The extent {extent} needs a grid {grid}, more than the maximum {accelerator.MaxGridSize} of '{accelerator.Name}'.");
        }

        return new LaunchDimensions(extent, grid, new Index3D(group, 1, 1), 0);
    }

    /// <summary>The dimensions that a value of one of the index types or a KernelConfig states.</summary>
    /// <exception cref="ArgumentException">The kernel is grouped in the other way, or has other dimensions.</exception>
    public static LaunchDimensions Create<TDimension>(TDimension dimension, Kernel kernel)
        where TDimension : struct
    {
        KernelKind kind = kernel.Signature.Kind;

        if (typeof(TDimension) == typeof(KernelConfig))
        {
            if (kind == KernelKind.Explicit)
            {
                return Explicit((KernelConfig)(object)dimension, kernel.Accelerator);
            }
        }
        else if (typeof(TDimension) == typeof(Index1D))
        {
            if (kind == KernelKind.Implicit1D)
            {
                return Implicit(new Index3D(((Index1D)(object)dimension).X, 1, 1), kernel.Accelerator, kernel.CustomGroupSize);
            }
        }
        else if (typeof(TDimension) == typeof(Index2D))
        {
            if (kind == KernelKind.Implicit2D)
            {
                return Implicit(new Index3D((Index2D)(object)dimension, 1), kernel.Accelerator, kernel.CustomGroupSize);
            }
        }
        else if (typeof(TDimension) == typeof(Index3D))
        {
            if (kind == KernelKind.Implicit3D)
            {
                return Implicit((Index3D)(object)dimension, kernel.Accelerator, kernel.CustomGroupSize);
            }
        }

        return Converted(dimension, kernel);
    }

    // The forms that reflection launches use: 64-bit extents, and a plain number for one dimension.
    private static LaunchDimensions Converted(object dimension, Kernel kernel) => (dimension, kernel.Signature.Kind) switch
    {
        (LongIndex1D index, KernelKind.Implicit1D) => Create(index.ToIntIndex(), kernel),
        (LongIndex2D index, KernelKind.Implicit2D) => Create(index.ToIntIndex(), kernel),
        (LongIndex3D index, KernelKind.Implicit3D) => Create(index.ToIntIndex(), kernel),
        (int length, KernelKind.Implicit1D) => Create(new Index1D(length), kernel),
        (long length, KernelKind.Implicit1D) => Create(new LongIndex1D(length).ToIntIndex(), kernel),
        _ => throw new ArgumentException(
            $"The kernel '{kernel.Signature.Name}' ({kernel.Signature.Kind}) cannot be launched with a {dimension.GetType().Name}.",
            nameof(dimension)),
    };

    private static bool Exceeds(Index3D value, Index3D limit) =>
        value.X > limit.X || value.Y > limit.Y || value.Z > limit.Z;
}
