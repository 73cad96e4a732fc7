using ILGPU.Algorithms.RadixSortOperations;
using ILGPU.Algorithms.ScanReduceOperations;
using ILGPU.Algorithms.Sequencers;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Sorts a view in place.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public delegate void RadixSort<T, TStride>(AcceleratorStream stream, ArrayView1D<T, TStride> view, ArrayView<int> temp)
    where T : unmanaged
    where TStride : struct, IStride1D;

/// <summary>Sorts keys in place and moves values with them.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TKeyStride">Stride of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
/// <typeparam name="TValueStride">Stride of the values.</typeparam>
public delegate void RadixSortPairs<TKey, TKeyStride, TValue, TValueStride>(
    AcceleratorStream stream,
    ArrayView1D<TKey, TKeyStride> keys,
    ArrayView1D<TValue, TValueStride> values,
    ArrayView<int> temp)
    where TKey : unmanaged
    where TKeyStride : struct, IStride1D
    where TValue : unmanaged
    where TValueStride : struct, IStride1D;

/// <summary>Sorts keys in place; the values that move with them come from a sequence.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TKeyStride">Stride of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
/// <typeparam name="TValueStride">Stride of the values.</typeparam>
/// <typeparam name="TSequencer">The sequence.</typeparam>
public delegate void RadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TSequencer>(
    AcceleratorStream stream,
    ArrayView1D<TKey, TKeyStride> keys,
    ArrayView1D<TValue, TValueStride> outputValues,
    TSequencer sequencer,
    ArrayView<int> temp)
    where TKey : unmanaged
    where TKeyStride : struct, IStride1D
    where TValue : unmanaged
    where TValueStride : struct, IStride1D
    where TSequencer : struct, ISequencer<TValue>;

/// <summary>
/// Stable radix sorts, eight bits at a time. Every work-item owns a contiguous part of the input and counters of its
/// own, so that no atomics are needed and the result never depends on timing.
/// </summary>
public static partial class RadixSortExtensions
{
    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;
    private const int MaxGroupSize = 32;

    /// <summary>Elements of type int that a sort needs as temporary memory.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order.</typeparam>
    public static Index1D ComputeRadixSortTempStorageSize<T, TRadixSortOperation>(this Accelerator accelerator, Index1D dataLength)
        where T : unmanaged
        where TRadixSortOperation : struct, IRadixSortOperation<T> =>
        checked((int)(TempViewManager.IntsFor<T>(dataLength.X) + CounterInts(accelerator, dataLength.X)));

    /// <summary>Elements of type int that a sort of pairs needs as temporary memory.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order.</typeparam>
    public static Index1D ComputeRadixSortPairsTempStorageSize<TKey, TValue, TRadixSortOperation>(
        this Accelerator accelerator,
        Index1D dataLength)
        where TKey : unmanaged
        where TValue : unmanaged
        where TRadixSortOperation : struct, IRadixSortOperation<TKey> =>
        checked((int)((2 * TempViewManager.IntsFor<RadixSortPair<TKey, TValue>>(dataLength.X)) + CounterInts(accelerator, dataLength.X)));

    /// <summary>Prepares a sort.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order.</typeparam>
    public static RadixSort<T, TStride> CreateRadixSort<T, TStride, TRadixSortOperation>(this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TRadixSortOperation : struct, IRadixSortOperation<T>
    {
        Pass<T, TStride, Stride1D.Dense> forth = CreatePass<T, TStride, Stride1D.Dense, TRadixSortOperation>(accelerator);
        Pass<T, Stride1D.Dense, TStride> back = CreatePass<T, Stride1D.Dense, TStride, TRadixSortOperation>(accelerator);
        int bits = default(TRadixSortOperation).NumBits;

        return (stream, view, temp) =>
        {
            int length = view.IntLength;

            if (length < 2)
            {
                return;
            }

            TempViewManager memory = new(temp, nameof(temp));
            ArrayView1D<T, Stride1D.Dense> other = memory.Allocate<T>(length);
            SortPlan plan = SortPlan.For(accelerator, length);
            ArrayView<int> counters = memory.Allocate<int>(plan.Counters);
            ArrayView<int> scanTemp = memory.Allocate<int>(accelerator.ComputeScanTempStorageSize<int>(plan.Counters));
            bool inOther = false;

            for (int shift = 0; shift < bits; shift += DigitBits)
            {
                if (inOther)
                {
                    back(stream, other, view, counters, scanTemp, plan, shift);
                }
                else
                {
                    forth(stream, view, other, counters, scanTemp, plan, shift);
                }

                inOther = !inOther;
            }

            if (inOther)
            {
                accelerator.Transform<T, Stride1D.Dense, T, TStride, IdentityTransformer<T>>(stream, other, view, default);
            }
        };
    }

    /// <summary>Prepares a sort of pairs.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TKeyStride">Stride of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <typeparam name="TValueStride">Stride of the values.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order of the keys.</typeparam>
    public static RadixSortPairs<TKey, TKeyStride, TValue, TValueStride> CreateRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TRadixSortOperation>(
        this Accelerator accelerator)
        where TKey : unmanaged
        where TKeyStride : struct, IStride1D
        where TValue : unmanaged
        where TValueStride : struct, IStride1D
        where TRadixSortOperation : struct, IRadixSortOperation<TKey>
    {
        RadixSortPairs<TKey, TKeyStride, TValue, TValueStride, ViewSourceSequencer<TValue, TValueStride>> sort =
            accelerator.CreateRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, ViewSourceSequencer<TValue, TValueStride>, TRadixSortOperation>();

        return (stream, keys, values, temp) => sort(stream, keys, values, new(values), temp);
    }

    /// <summary>Prepares a sort of pairs whose values come from a sequence.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TKeyStride">Stride of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <typeparam name="TValueStride">Stride of the values.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order of the keys.</typeparam>
    public static RadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TSequencer> CreateRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TSequencer, TRadixSortOperation>(
        this Accelerator accelerator)
        where TKey : unmanaged
        where TKeyStride : struct, IStride1D
        where TValue : unmanaged
        where TValueStride : struct, IStride1D
        where TSequencer : struct, ISequencer<TValue>
        where TRadixSortOperation : struct, IRadixSortOperation<TKey>
    {
        RadixSort<RadixSortPair<TKey, TValue>, Stride1D.Dense> sort = accelerator
            .CreateRadixSort<RadixSortPair<TKey, TValue>, Stride1D.Dense, RadixSortPairsOperation<TKey, TValue, TRadixSortOperation>>();
        Action<AcceleratorStream, Index1D, ArrayView1D<TKey, TKeyStride>, TSequencer, ArrayView<RadixSortPair<TKey, TValue>>> zip =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView1D<TKey, TKeyStride>, TSequencer, ArrayView<RadixSortPair<TKey, TValue>>>(ZipKernel);
        Action<AcceleratorStream, Index1D, ArrayView<RadixSortPair<TKey, TValue>>, ArrayView1D<TKey, TKeyStride>, ArrayView1D<TValue, TValueStride>> unzip =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView<RadixSortPair<TKey, TValue>>, ArrayView1D<TKey, TKeyStride>, ArrayView1D<TValue, TValueStride>>(UnzipKernel);

        return (stream, keys, values, sequencer, temp) =>
        {
            LongLaunch.CheckTarget(keys.Length, values.Length);
            int length = keys.IntLength;

            if (length == 0)
            {
                return;
            }

            TempViewManager memory = new(temp, nameof(temp));
            ArrayView<RadixSortPair<TKey, TValue>> pairs = memory.Allocate<RadixSortPair<TKey, TValue>>(length);
            zip(stream, length, keys, sequencer, pairs);
            sort(stream, pairs, memory.TempView);
            unzip(stream, length, pairs, keys, values);
        };
    }

    /// <summary>Prepares sorts with temporary memory of this many elements of type int.</summary>
    public static RadixSortProvider CreateRadixSortProvider(this Accelerator accelerator, Index1D tempStorageSize) =>
        new(accelerator, tempStorageSize);

    /// <summary>Prepares sorts of this many elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order.</typeparam>
    public static RadixSortProvider CreateRadixSortProvider<T, TRadixSortOperation>(this Accelerator accelerator, Index1D dataLength)
        where T : unmanaged
        where TRadixSortOperation : struct, IRadixSortOperation<T> =>
        new(accelerator, accelerator.ComputeRadixSortTempStorageSize<T, TRadixSortOperation>(dataLength));

    /// <summary>Prepares sorts of this many pairs.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order of the keys.</typeparam>
    public static RadixSortProvider CreateRadixSortProvider<TKey, TValue, TRadixSortOperation>(
        this Accelerator accelerator,
        Index1D dataLength)
        where TKey : unmanaged
        where TValue : unmanaged
        where TRadixSortOperation : struct, IRadixSortOperation<TKey> =>
        new(accelerator, accelerator.ComputeRadixSortPairsTempStorageSize<TKey, TValue, TRadixSortOperation>(dataLength));

    private static long CounterInts(Accelerator accelerator, int length)
    {
        SortPlan plan = SortPlan.For(accelerator, length);

        return TempViewManager.IntsFor<int>(plan.Counters)
            + TempViewManager.IntsFor<int>(accelerator.ComputeScanTempStorageSize<int>(plan.Counters).X);
    }

    /// <summary>A key with the value that moves with it.</summary>
    /// <typeparam name="TKey">Type of the key.</typeparam>
    /// <typeparam name="TValue">Type of the value.</typeparam>
    public readonly struct RadixSortPair<TKey, TValue>
        where TKey : unmanaged
        where TValue : unmanaged
    {
        /// <summary>The pair of these.</summary>
        public RadixSortPair(TKey key, TValue value)
        {
            this.Key = key;
            this.Value = value;
        }

        /// <summary>The key.</summary>
        public TKey Key { get; }

        /// <summary>The value.</summary>
        public TValue Value { get; }

        /// <summary>The pair as text.</summary>
        public override string ToString() => $"({this.Key}, {this.Value})";
    }

    /// <summary>The order of pairs by their keys.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <typeparam name="TOperation">The order of the keys.</typeparam>
    public readonly struct RadixSortPairsOperation<TKey, TValue, TOperation> : IRadixSortOperation<RadixSortPair<TKey, TValue>>
        where TKey : unmanaged
        where TValue : unmanaged
        where TOperation : struct, IRadixSortOperation<TKey>
    {
        /// <inheritdoc/>
        public int NumBits => default(TOperation).NumBits;

        /// <inheritdoc/>
        public RadixSortPair<TKey, TValue> DefaultValue => new(default(TOperation).DefaultValue, default);

        /// <inheritdoc/>
        public int ExtractRadixBits(RadixSortPair<TKey, TValue> value, int shift, int bitMask) =>
            default(TOperation).ExtractRadixBits(value.Key, shift, bitMask);
    }

    // How many work-items sort, and how many elements each of them owns.
    private readonly struct SortPlan
    {
        private const int MinPart = 256;
        private const int MaxGroups = 256;

        private SortPlan(int groups, int groupSize, int part)
        {
            this.Groups = groups;
            this.GroupSize = groupSize;
            this.Part = part;
        }

        public int Groups { get; }

        public int GroupSize { get; }

        public int Part { get; }

        public int Counters => Digits * this.Groups * this.GroupSize;

        public KernelConfig Config => new(this.Groups, this.GroupSize);

        public static SortPlan For(Accelerator accelerator, int length)
        {
            int groupSize = Math.Min(MaxGroupSize, accelerator.WarpSize);
            long perGroup = (long)MinPart * groupSize;

            // Counters should be few compared to elements, and groups many compared to cores.
            int limit = Math.Clamp(accelerator.NumMultiprocessors * 32, 64, MaxGroups);
            int groups = (int)Math.Clamp((length + perGroup - 1) / perGroup, 1, limit);
            int items = groups * groupSize;

            return new SortPlan(groups, groupSize, (int)(((long)length + items - 1) / items));
        }
    }
}

/// <summary>Sorts with memory of their own. Sorts of one provider must not run in several streams at a time.</summary>
public sealed class RadixSortProvider : AlgorithmObject
{
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _temp;

    internal RadixSortProvider(Accelerator accelerator, Index1D tempSize)
        : base(accelerator)
    {
        _temp = accelerator.Allocate1D<int>(tempSize.X);
    }

    /// <summary>Prepares a sort.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order.</typeparam>
    public BufferedRadixSort<T, TStride> CreateRadixSort<T, TStride, TRadixSortOperation>()
        where T : unmanaged
        where TStride : struct, IStride1D
        where TRadixSortOperation : struct, IRadixSortOperation<T>
    {
        RadixSort<T, TStride> sort = this.Accelerator.CreateRadixSort<T, TStride, TRadixSortOperation>();

        return (stream, view) => sort(stream, view, _temp.View);
    }

    /// <summary>Prepares a sort of pairs.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TKeyStride">Stride of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <typeparam name="TValueStride">Stride of the values.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order of the keys.</typeparam>
    public BufferedRadixSortPairs<TKey, TKeyStride, TValue, TValueStride> CreateRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TRadixSortOperation>()
        where TKey : unmanaged
        where TKeyStride : struct, IStride1D
        where TValue : unmanaged
        where TValueStride : struct, IStride1D
        where TRadixSortOperation : struct, IRadixSortOperation<TKey>
    {
        RadixSortPairs<TKey, TKeyStride, TValue, TValueStride> sort =
            this.Accelerator.CreateRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TRadixSortOperation>();

        return (stream, keys, values) => sort(stream, keys, values, _temp.View);
    }

    /// <summary>Prepares a sort of pairs whose values come from a sequence.</summary>
    /// <typeparam name="TKey">Type of the keys.</typeparam>
    /// <typeparam name="TKeyStride">Stride of the keys.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <typeparam name="TValueStride">Stride of the values.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    /// <typeparam name="TRadixSortOperation">The order of the keys.</typeparam>
    public BufferedRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TSequencer> CreateRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TSequencer, TRadixSortOperation>()
        where TKey : unmanaged
        where TKeyStride : struct, IStride1D
        where TValue : unmanaged
        where TValueStride : struct, IStride1D
        where TSequencer : struct, ISequencer<TValue>
        where TRadixSortOperation : struct, IRadixSortOperation<TKey>
    {
        RadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TSequencer> sort =
            this.Accelerator.CreateRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TSequencer, TRadixSortOperation>();

        return (stream, keys, values, sequencer) => sort(stream, keys, values, sequencer, _temp.View);
    }

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (disposing)
        {
            _temp.Dispose();
        }
    }
}

/// <summary>Sorts a view in place, with memory of its own.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
public delegate void BufferedRadixSort<T, TStride>(AcceleratorStream stream, ArrayView1D<T, TStride> view)
    where T : unmanaged
    where TStride : struct, IStride1D;

/// <summary>Sorts keys in place and moves values with them, with memory of its own.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TKeyStride">Stride of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
/// <typeparam name="TValueStride">Stride of the values.</typeparam>
public delegate void BufferedRadixSortPairs<TKey, TKeyStride, TValue, TValueStride>(
    AcceleratorStream stream,
    ArrayView1D<TKey, TKeyStride> keys,
    ArrayView1D<TValue, TValueStride> values)
    where TKey : unmanaged
    where TKeyStride : struct, IStride1D
    where TValue : unmanaged
    where TValueStride : struct, IStride1D;

/// <summary>Sorts keys in place, with memory of its own; the values that move with them come from a sequence.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TKeyStride">Stride of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
/// <typeparam name="TValueStride">Stride of the values.</typeparam>
/// <typeparam name="TSequencer">The sequence.</typeparam>
public delegate void BufferedRadixSortPairs<TKey, TKeyStride, TValue, TValueStride, TSequencer>(
    AcceleratorStream stream,
    ArrayView1D<TKey, TKeyStride> keys,
    ArrayView1D<TValue, TValueStride> outputValues,
    TSequencer sequencer)
    where TKey : unmanaged
    where TKeyStride : struct, IStride1D
    where TValue : unmanaged
    where TValueStride : struct, IStride1D
    where TSequencer : struct, ISequencer<TValue>;
