using ILGPU.Algorithms.ScanReduceOperations;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Combines all elements of a view into one.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public delegate void Reduction<T, TStride>(AcceleratorStream stream, ArrayView1D<T, TStride> input, ArrayView<T> output)
    where T : unmanaged
    where TStride : struct, IStride1D;

/// <summary>Reductions. The order of operations depends on the length only: the same input gives the same bits.</summary>
public static class ReductionExtensions
{
    /// <summary>Prepares a reduction.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static Reduction<T, TStride> CreateReduction<T, TStride, TReduction>(this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TReduction : struct, IScanReduceOperation<T>
    {
        Action<AcceleratorStream, KernelConfig, ArrayView1D<T, TStride>, ArrayView<T>, long> first =
            accelerator.LoadKernel<ArrayView1D<T, TStride>, ArrayView<T>, long>(ChunkKernels.Reduce<T, TStride, TReduction>);
        Action<AcceleratorStream, KernelConfig, ArrayView1D<T, Stride1D.Dense>, ArrayView<T>, long> second =
            accelerator.LoadKernel<ArrayView1D<T, Stride1D.Dense>, ArrayView<T>, long>(ChunkKernels.Reduce<T, Stride1D.Dense, TReduction>);

        return (stream, input, output) =>
        {
            Chunks chunks = Chunks.For(accelerator, input.Length);

            if (chunks.Groups == 1)
            {
                first(stream, chunks.Config, input, output.SubView(0L, 1L), chunks.Length);

                return;
            }

            ArrayView<T> partial = StreamScratch.Get<T>(stream, chunks.Groups);
            first(stream, chunks.Config, input, partial, chunks.Length);
            second(stream, new KernelConfig(1, chunks.GroupSize), partial, output.SubView(0L, 1L), partial.Length);
        };
    }

    /// <summary>Combines all elements of a view into the first element of another one.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static void Reduce<T, TReduction>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<T> input,
        ArrayView<T> output)
        where T : unmanaged
        where TReduction : struct, IScanReduceOperation<T> =>
        accelerator.Reduce<T, Stride1D.Dense, TReduction>(stream, input, output);

    /// <summary>Combines all elements of a view; waits for the result.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static T Reduce<T, TReduction>(this Accelerator accelerator, AcceleratorStream stream, ArrayView<T> input)
        where T : unmanaged
        where TReduction : struct, IScanReduceOperation<T> =>
        accelerator.Reduce<T, Stride1D.Dense, TReduction>(stream, input);

    /// <summary>Combines all elements of a view; the task ends with the result.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static Task<T> ReduceAsync<T, TReduction>(this Accelerator accelerator, AcceleratorStream stream, ArrayView<T> input)
        where T : unmanaged
        where TReduction : struct, IScanReduceOperation<T> =>
        accelerator.ReduceAsync<T, Stride1D.Dense, TReduction>(stream, input);

    /// <summary>Combines all elements of a view into the first element of another one.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static void Reduce<T, TStride, TReduction>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> input,
        ArrayView<T> output)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TReduction : struct, IScanReduceOperation<T> =>
        accelerator.CreateReduction<T, TStride, TReduction>()(stream, input, output);

    /// <summary>Combines all elements of a view; waits for the result.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static T Reduce<T, TStride, TReduction>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> input)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TReduction : struct, IScanReduceOperation<T>
    {
        using MemoryBuffer1D<T, Stride1D.Dense> output = accelerator.Allocate1D<T>(1);
        accelerator.Reduce<T, TStride, TReduction>(stream, input, output.View);
        T result = default;
        output.View.CopyToCPU(stream, ref result, 1);

        return result;
    }

    /// <summary>Combines all elements of a view; the task ends with the result.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TReduction">The operation.</typeparam>
    public static Task<T> ReduceAsync<T, TStride, TReduction>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> input)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TReduction : struct, IScanReduceOperation<T> =>
        Task.Run(() => accelerator.Reduce<T, TStride, TReduction>(stream, input));
}

/// <summary>Kernels in which every group walks over a chunk, see <see cref="Chunks"/>.</summary>
internal static class ChunkKernels
{
    /// <summary>output[group] = combination of the group's chunk.</summary>
    public static void Reduce<T, TStride, TReduction>(ArrayView1D<T, TStride> input, ArrayView<T> output, long chunkLength)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TReduction : struct, IScanReduceOperation<T>
    {
        TReduction reduction = default;
        ArrayView1D<T, TStride> chunk = Chunk(input, chunkLength);
        int length = (int)chunk.Length;
        int step = Group.DimX;
        int lane = Group.IdxX;

        // Four sums that do not wait for each other.
        T sum0 = reduction.Identity;
        T sum1 = reduction.Identity;
        T sum2 = reduction.Identity;
        T sum3 = reduction.Identity;
        int start = 0;

        for (; start <= length - (4 * step); start += 4 * step)
        {
            int index = start + lane;
            sum0 = reduction.Apply(sum0, chunk[index]);
            sum1 = reduction.Apply(sum1, chunk[index + step]);
            sum2 = reduction.Apply(sum2, chunk[index + (2 * step)]);
            sum3 = reduction.Apply(sum3, chunk[index + (3 * step)]);
        }

        for (; start < length; start += step)
        {
            if (start + lane < length)
            {
                sum0 = reduction.Apply(sum0, chunk[start + lane]);
            }
        }

        T sum = reduction.Apply(reduction.Apply(sum0, sum1), reduction.Apply(sum2, sum3));
        sum = GroupExtensions.AllReduce<T, TReduction>(sum);

        if (lane == 0)
        {
            output[Grid.IdxX] = sum;
        }
    }

    /// <summary>The chunk of the current group.</summary>
    public static ArrayView1D<T, TStride> Chunk<T, TStride>(ArrayView1D<T, TStride> view, long chunkLength)
        where T : unmanaged
        where TStride : struct, IStride1D
    {
        long start = Grid.IdxX * chunkLength;

        return view.SubView(new LongIndex1D(start), new LongIndex1D(Math.Min(chunkLength, view.Length - start)));
    }
}
