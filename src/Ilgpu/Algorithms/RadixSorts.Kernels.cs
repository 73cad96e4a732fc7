using ILGPU.Algorithms.RadixSortOperations;
using ILGPU.Algorithms.ScanReduceOperations;
using ILGPU.Algorithms.Sequencers;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <content>One pass of a sort: count the digits, sum them up, move the elements.</content>
public static partial class RadixSortExtensions
{
    private delegate void Pass<T, TStrideIn, TStrideOut>(
        AcceleratorStream stream,
        ArrayView1D<T, TStrideIn> source,
        ArrayView1D<T, TStrideOut> target,
        ArrayView<int> counters,
        ArrayView<int> scanTemp,
        SortPlan plan,
        int shift)
        where T : unmanaged
        where TStrideIn : struct, IStride1D
        where TStrideOut : struct, IStride1D;

    private static Pass<T, TStrideIn, TStrideOut> CreatePass<T, TStrideIn, TStrideOut, TOperation>(Accelerator accelerator)
        where T : unmanaged
        where TStrideIn : struct, IStride1D
        where TStrideOut : struct, IStride1D
        where TOperation : struct, IRadixSortOperation<T>
    {
        Action<AcceleratorStream, KernelConfig, ArrayView1D<T, TStrideIn>, ArrayView<int>, int, int> count =
            accelerator.LoadKernel<ArrayView1D<T, TStrideIn>, ArrayView<int>, int, int>(CountKernel<T, TStrideIn, TOperation>);
        Scan<int, Stride1D.Dense, Stride1D.Dense> scan =
            accelerator.CreateScan<int, Stride1D.Dense, Stride1D.Dense, AddInt32>(ScanKind.Exclusive);
        Action<AcceleratorStream, KernelConfig, ArrayView1D<T, TStrideIn>, ArrayView1D<T, TStrideOut>, ArrayView<int>, int, int> move =
            accelerator.LoadKernel<ArrayView1D<T, TStrideIn>, ArrayView1D<T, TStrideOut>, ArrayView<int>, int, int>(
                MoveKernel<T, TStrideIn, TStrideOut, TOperation>);

        return (stream, source, target, counters, scanTemp, plan, shift) =>
        {
            count(stream, plan.Config, source, counters, plan.Part, shift);
            scan(stream, counters, counters, scanTemp);
            move(stream, plan.Config, source, target, counters, plan.Part, shift);
        };
    }

    // counters[digit][work-item] = number of elements with the digit in the part of the work-item.
    private static void CountKernel<T, TStride, TOperation>(
        ArrayView1D<T, TStride> source,
        ArrayView<int> counters,
        int part,
        int shift)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TOperation : struct, IRadixSortOperation<T>
    {
        TOperation operation = default;
        ArrayView<int> own = SharedMemory.Allocate<int>(Digits * MaxGroupSize);
        int width = Group.DimX;
        int column = Group.IdxX;
        int item = (Grid.IdxX * width) + column;
        int items = Grid.DimX * width;
        int length = (int)source.Length;

        for (int digit = 0; digit < Digits; digit++)
        {
            own[(digit * width) + column] = 0;
        }

        // Only the last groups reach the end of the input; the others need no test per element.
        if ((long)(Grid.IdxX + 1) * width * part <= length)
        {
            int first = item * part;

            for (int i = 0; i < part; i++)
            {
                int digit = operation.ExtractRadixBits(source[new Index1D(first + i)], shift, Digits - 1);
                own[(digit * width) + column]++;
            }
        }
        else
        {
            for (int i = 0; i < part; i++)
            {
                long index = ((long)item * part) + i;

                if (index < length)
                {
                    int digit = operation.ExtractRadixBits(source[new LongIndex1D(index)], shift, Digits - 1);
                    own[(digit * width) + column]++;
                }
            }
        }

        for (int digit = 0; digit < Digits; digit++)
        {
            counters[(digit * items) + item] = own[(digit * width) + column];
        }
    }

    // counters[digit][work-item] = position of the first such element in the target.
    private static void MoveKernel<T, TStrideIn, TStrideOut, TOperation>(
        ArrayView1D<T, TStrideIn> source,
        ArrayView1D<T, TStrideOut> target,
        ArrayView<int> counters,
        int part,
        int shift)
        where T : unmanaged
        where TStrideIn : struct, IStride1D
        where TStrideOut : struct, IStride1D
        where TOperation : struct, IRadixSortOperation<T>
    {
        TOperation operation = default;
        ArrayView<int> own = SharedMemory.Allocate<int>(Digits * MaxGroupSize);
        int width = Group.DimX;
        int column = Group.IdxX;
        int item = (Grid.IdxX * width) + column;
        int items = Grid.DimX * width;
        int length = (int)source.Length;

        for (int digit = 0; digit < Digits; digit++)
        {
            own[(digit * width) + column] = counters[(digit * items) + item];
        }

        if ((long)(Grid.IdxX + 1) * width * part <= length)
        {
            int first = item * part;

            for (int i = 0; i < part; i++)
            {
                T value = source[new Index1D(first + i)];
                int digit = operation.ExtractRadixBits(value, shift, Digits - 1);
                int position = own[(digit * width) + column];
                own[(digit * width) + column] = position + 1;
                target[new Index1D(position)] = value;
            }
        }
        else
        {
            for (int i = 0; i < part; i++)
            {
                long index = ((long)item * part) + i;

                if (index < length)
                {
                    T value = source[new LongIndex1D(index)];
                    int digit = operation.ExtractRadixBits(value, shift, Digits - 1);
                    int position = own[(digit * width) + column];
                    own[(digit * width) + column] = position + 1;
                    target[new Index1D(position)] = value;
                }
            }
        }
    }

    private static void ZipKernel<TKey, TKeyStride, TValue, TSequencer>(
        Index1D index,
        ArrayView1D<TKey, TKeyStride> keys,
        TSequencer sequencer,
        ArrayView<RadixSortPair<TKey, TValue>> pairs)
        where TKey : unmanaged
        where TKeyStride : struct, IStride1D
        where TValue : unmanaged
        where TSequencer : struct, ISequencer<TValue> =>
        pairs[index] = new RadixSortPair<TKey, TValue>(keys[index], sequencer.ComputeSequenceElement(index.ToLongIndex()));

    private static void UnzipKernel<TKey, TKeyStride, TValue, TValueStride>(
        Index1D index,
        ArrayView<RadixSortPair<TKey, TValue>> pairs,
        ArrayView1D<TKey, TKeyStride> keys,
        ArrayView1D<TValue, TValueStride> values)
        where TKey : unmanaged
        where TKeyStride : struct, IStride1D
        where TValue : unmanaged
        where TValueStride : struct, IStride1D
    {
        RadixSortPair<TKey, TValue> pair = pairs[index];
        keys[index] = pair.Key;
        values[index] = pair.Value;
    }
}
