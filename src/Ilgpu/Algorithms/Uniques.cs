using ILGPU.Algorithms.ComparisonOperations;
using ILGPU.Algorithms.ScanReduceOperations;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Removes repetitions of neighbouring elements in place; output[0] becomes the number of elements that are left.</summary>
/// <typeparam name="T">Element type.</typeparam>
public delegate void Unique<T>(AcceleratorStream stream, ArrayView<T> input, ArrayView<long> output, ArrayView<int> temp)
    where T : unmanaged;

/// <summary>Removes repetitions of neighbouring elements.</summary>
public static partial class UniqueExtensions
{
    /// <summary>Elements of type int that the removal needs as temporary memory.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public static LongIndex1D ComputeUniqueTempStorageSize<T>(this Accelerator accelerator, LongIndex1D dataLength)
        where T : unmanaged =>
        TempViewManager.IntsFor<T>(dataLength.X) + TempViewManager.IntsFor<long>(Chunks.For(accelerator, dataLength.X).Groups);

    /// <summary>Prepares a removal.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TComparisonOperation">Tells which elements are equal.</typeparam>
    public static Unique<T> CreateUnique<T, TComparisonOperation>(this Accelerator accelerator)
        where T : unmanaged
        where TComparisonOperation : struct, IComparisonOperation<T>
    {
        Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<long>, long> count =
            accelerator.LoadKernel<ArrayView<T>, ArrayView<long>, long>(CountKernel<T, TComparisonOperation>);
        Action<AcceleratorStream, KernelConfig, ArrayView<long>, ArrayView<long>> prefixes =
            accelerator.LoadKernel<ArrayView<long>, ArrayView<long>>(PrefixKernel);
        Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>, ArrayView<long>, long> compact =
            accelerator.LoadKernel<ArrayView<T>, ArrayView<T>, ArrayView<long>, long>(CompactKernel<T, TComparisonOperation>);
        Action<AcceleratorStream, KernelConfig, ArrayView<T>, ArrayView<T>, ArrayView<long>, long> copy =
            accelerator.LoadKernel<ArrayView<T>, ArrayView<T>, ArrayView<long>, long>(CopyKernel);

        return (stream, input, output, temp) =>
        {
            if (input.Length == 0)
            {
                output.SubView(0L, 1L).MemSetToZero(stream);

                return;
            }

            TempViewManager memory = new(temp, nameof(temp));
            ArrayView<T> compacted = memory.Allocate<T>(input.Length);
            Chunks chunks = Chunks.For(accelerator, input.Length);
            ArrayView<long> counts = memory.Allocate<long>(chunks.Groups);
            count(stream, chunks.Config, input, counts, chunks.Length);
            prefixes(stream, new KernelConfig(1, chunks.GroupSize), counts, output);
            compact(stream, chunks.Config, input, compacted, counts, chunks.Length);
            copy(stream, chunks.Config, compacted, input, output, chunks.Length);
        };
    }

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TComparisonOperation">Tells which elements are equal.</typeparam>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique<T, TComparisonOperation>(this Accelerator accelerator, AcceleratorStream stream, ArrayView<T> input)
        where T : unmanaged
        where TComparisonOperation : struct, IComparisonOperation<T>
    {
        using MemoryBuffer1D<long, Stride1D.Dense> output = accelerator.Allocate1D<long>(1);
        using MemoryBuffer1D<int, Stride1D.Dense> temp =
            accelerator.Allocate1D<int>(accelerator.ComputeUniqueTempStorageSize<T>(input.Length).X);
        accelerator.CreateUnique<T, TComparisonOperation>()(stream, input, output.View, temp.View);
        long result = 0;
        output.View.CopyToCPU(stream, ref result, 1);

        return result;
    }

    // 1 for an element that differs from its left neighbour.
    private static int IsHead<T, TComparisonOperation>(ArrayView<T> input, long index)
        where T : unmanaged
        where TComparisonOperation : struct, IComparisonOperation<T>
    {
        TComparisonOperation comparison = default;

        if (index == 0)
        {
            return 1;
        }

        return comparison.Compare(input[index - 1], input[index]) != 0 ? 1 : 0;
    }

    private static void CountKernel<T, TComparisonOperation>(ArrayView<T> input, ArrayView<long> counts, long chunkLength)
        where T : unmanaged
        where TComparisonOperation : struct, IComparisonOperation<T>
    {
        long first = Grid.IdxX * chunkLength;
        int length = (int)Math.Min(chunkLength, input.Length - first);
        int heads = 0;

        for (int start = 0; start < length; start += Group.DimX)
        {
            if (start + Group.IdxX < length)
            {
                heads += IsHead<T, TComparisonOperation>(input, first + start + Group.IdxX);
            }
        }

        heads = GroupExtensions.AllReduce<int, AddInt32>(heads);

        if (Group.IdxX == 0)
        {
            counts[Grid.IdxX] = heads;
        }
    }

    private static void PrefixKernel(ArrayView<long> counts, ArrayView<long> output)
    {
        long carry = 0;
        int length = (int)counts.Length;

        for (int start = 0; start < length; start += Group.DimX)
        {
            int index = start + Group.IdxX;
            long value = 0;

            if (index < length)
            {
                value = counts[index];
            }

            long inclusive = GroupExtensions.InclusiveScan<long, AddInt64>(value);

            if (index < length)
            {
                counts[index] = carry + inclusive - value;
            }

            carry += Group.Broadcast(inclusive, Group.DimX - 1);
        }

        if (Group.IdxX == 0)
        {
            output[0] = carry;
        }
    }

    private static void CompactKernel<T, TComparisonOperation>(
        ArrayView<T> input,
        ArrayView<T> target,
        ArrayView<long> prefixes,
        long chunkLength)
        where T : unmanaged
        where TComparisonOperation : struct, IComparisonOperation<T>
    {
        long first = Grid.IdxX * chunkLength;
        int length = (int)Math.Min(chunkLength, input.Length - first);
        long position = prefixes[Grid.IdxX];

        for (int start = 0; start < length; start += Group.DimX)
        {
            int index = start + Group.IdxX;
            int head = 0;

            if (index < length)
            {
                head = IsHead<T, TComparisonOperation>(input, first + index);
            }

            int inclusive = GroupExtensions.InclusiveScan<int, AddInt32>(head);

            if (head != 0)
            {
                target[position + inclusive - 1] = input[first + index];
            }

            position += Group.Broadcast(inclusive, Group.DimX - 1);
        }
    }

    private static void CopyKernel<T>(ArrayView<T> source, ArrayView<T> target, ArrayView<long> count, long chunkLength)
        where T : unmanaged
    {
        long first = Grid.IdxX * chunkLength;
        int length = (int)Math.Min(chunkLength, count[0] - first);

        for (int start = 0; start < length; start += Group.DimX)
        {
            if (start + Group.IdxX < length)
            {
                target[first + start + Group.IdxX] = source[first + start + Group.IdxX];
            }
        }
    }
}
