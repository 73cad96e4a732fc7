using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Work for every element of a grid-stride kernel.</summary>
public interface IGridStrideKernelBody
{
    /// <summary>Called for every element by the work-item that owns it.</summary>
    void Execute(LongIndex1D linearIndex);

    /// <summary>Called once by every work-item at the end.</summary>
    void Finish();
}

/// <summary>Work for every index of a grid-stride loop.</summary>
public interface IGridStrideLoopBody
{
    /// <summary>Called for every index.</summary>
    void Execute(Index1D linearIndex);
}

/// <summary>Loops in which a fixed number of work-items strides over any number of elements.</summary>
public static class GridExtensions
{
    /// <summary>Number of work-items of the launch, along X; only inside kernels.</summary>
    public static Index1D GridStrideLoopStride => new(Grid.DimX * Group.DimX);

    /// <summary>Calls the body for all indices below a length that belong to the work-item; only inside kernels.</summary>
    /// <typeparam name="TLoopBody">Loop body.</typeparam>
    public static void GridStrideLoop<TLoopBody>(Index1D length, ref TLoopBody loopBody)
        where TLoopBody : struct, IGridStrideLoopBody
    {
        for (int index = Grid.GlobalIndex.X; index < length.X; index += GridStrideLoopStride.X)
        {
            loopBody.Execute(new Index1D(index));
        }
    }

    /// <summary>Grid and group that fill the device, but not more than a number of elements needs.</summary>
    public static (Index1D GridDim, Index1D GroupDim) ComputeGridStrideLoopExtent(this Accelerator accelerator, long numDataElements)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        int groupSize = Math.Min(256, accelerator.MaxNumThreadsPerGroup);

        // Several groups per multiprocessor, so that an uneven load spreads.
        long limit = Math.Max(1, accelerator.NumMultiprocessors * (long)Math.Max(16, accelerator.MaxNumThreadsPerMultiprocessor / groupSize));
        long needed = Math.Max(1, (numDataElements + groupSize - 1) / groupSize);

        return (new Index1D((int)Math.Min(limit, needed)), new Index1D(groupSize));
    }

    /// <summary>Grid and group that fill the device, but not more than a number of elements needs.</summary>
    public static (Index1D GridDim, Index1D GroupDim) ComputeGridStrideLoopExtent(this Accelerator accelerator, int numDataElements) =>
        accelerator.ComputeGridStrideLoopExtent((long)numDataElements);

    /// <summary>Grid and group that fill the device, with the number of iterations of a group.</summary>
    public static (Index1D GridDim, Index1D GroupDim) ComputeGridStrideLoopExtent(
        this Accelerator accelerator,
        Index1D numDataElements,
        out int numIterationsPerGroup)
    {
        (Index1D grid, Index1D group) = accelerator.ComputeGridStrideLoopExtent((long)numDataElements.X);
        long perRound = (long)grid.X * group.X;
        numIterationsPerGroup = (int)((numDataElements.X + perRound - 1) / perRound);

        return (grid, group);
    }

    /// <summary>The kernel: every work-item strides over the elements.</summary>
    /// <typeparam name="TBody">Work per element.</typeparam>
    /// <param name="numDataElements">Number of elements.</param>
    /// <param name="body">Work per element.</param>
    public static void GridStrideLoopKernel<TBody>(LongIndex1D numDataElements, TBody body)
        where TBody : struct, IGridStrideKernelBody
    {
        long stride = (long)Grid.DimX * Group.DimX;

        for (long index = Grid.LongGlobalIndex.X; index < numDataElements.X; index += stride)
        {
            body.Execute(new LongIndex1D(index));
        }

        body.Finish();
    }

    /// <summary>Prepares a grid-stride kernel; nothing happens for 0 elements.</summary>
    /// <typeparam name="TBody">Work per element.</typeparam>
    public static Action<AcceleratorStream, LongIndex1D, TBody> LoadGridStrideKernel<TBody>(this Accelerator accelerator)
        where TBody : struct, IGridStrideKernelBody
    {
        Action<AcceleratorStream, KernelConfig, LongIndex1D, TBody> kernel =
            accelerator.LoadKernel<LongIndex1D, TBody>(GridStrideLoopKernel);

        return (stream, length, body) =>
        {
            if (length.X > 0)
            {
                kernel(stream, accelerator.ComputeGridStrideLoopExtent(length.X), length, body);
            }
        };
    }

    /// <summary>Calls the body for every element.</summary>
    /// <typeparam name="TBody">Work per element.</typeparam>
    public static void LaunchGridStride<TBody>(this Accelerator accelerator, LongIndex1D numDataElements, in TBody body)
        where TBody : struct, IGridStrideKernelBody =>
        accelerator.LaunchGridStride(accelerator.DefaultStream, numDataElements, body);

    /// <summary>Calls the body for every element.</summary>
    /// <typeparam name="TBody">Work per element.</typeparam>
    public static void LaunchGridStride<TBody>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        LongIndex1D numDataElements,
        in TBody body)
        where TBody : struct, IGridStrideKernelBody =>
        accelerator.LoadGridStrideKernel<TBody>()(stream, numDataElements, body);
}
