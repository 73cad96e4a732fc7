using ILGPU.Algorithms.Sequencers;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Fills a view with a sequence.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
/// <typeparam name="TSequencer">The sequence.</typeparam>
public delegate void Sequencer<T, TStride, TSequencer>(AcceleratorStream stream, ArrayView1D<T, TStride> view, TSequencer sequencer)
    where T : unmanaged
    where TStride : struct, IStride1D
    where TSequencer : struct, ISequencer<T>;

/// <summary>Fills a view with a sequence that begins again and again.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
/// <typeparam name="TSequencer">The sequence.</typeparam>
public delegate void RepeatedSequencer<T, TStride, TSequencer>(
    AcceleratorStream stream,
    ArrayView1D<T, TStride> view,
    LongIndex1D sequenceLength,
    TSequencer sequencer)
    where T : unmanaged
    where TStride : struct, IStride1D
    where TSequencer : struct, ISequencer<T>;

/// <summary>Fills a view with a sequence of which every element is repeated.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
/// <typeparam name="TSequencer">The sequence.</typeparam>
public delegate void BatchedSequencer<T, TStride, TSequencer>(
    AcceleratorStream stream,
    ArrayView1D<T, TStride> view,
    LongIndex1D sequenceBatchLength,
    TSequencer sequencer)
    where T : unmanaged
    where TStride : struct, IStride1D
    where TSequencer : struct, ISequencer<T>;

/// <summary>Fills a view with a sequence that begins again and again and of which every element is repeated.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
/// <typeparam name="TSequencer">The sequence.</typeparam>
public delegate void RepeatedBatchedSequencer<T, TStride, TSequencer>(
    AcceleratorStream stream,
    ArrayView1D<T, TStride> view,
    LongIndex1D sequenceLength,
    LongIndex1D sequenceBatchLength,
    TSequencer sequencer)
    where T : unmanaged
    where TStride : struct, IStride1D
    where TSequencer : struct, ISequencer<T>;

/// <summary>
/// Fills views with sequences: element i is that at position (i / batch length) modulo the sequence length.
/// </summary>
public static class SequenceExtensions
{
    /// <summary>Prepares a sequence.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    public static Sequencer<T, TStride, TSequencer> CreateSequencer<T, TStride, TSequencer>(this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T>
    {
        RepeatedBatchedSequencer<T, TStride, TSequencer> general = accelerator.CreateRepeatedBatchedSequencer<T, TStride, TSequencer>();

        return (stream, view, sequencer) => general(stream, view, Math.Max(1, view.Length), 1, sequencer);
    }

    /// <summary>Prepares a sequence whose elements are repeated.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    public static BatchedSequencer<T, TStride, TSequencer> CreateBatchedSequencer<T, TStride, TSequencer>(this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T>
    {
        RepeatedBatchedSequencer<T, TStride, TSequencer> general = accelerator.CreateRepeatedBatchedSequencer<T, TStride, TSequencer>();

        return (stream, view, batchLength, sequencer) => general(stream, view, Math.Max(1, view.Length), batchLength, sequencer);
    }

    /// <summary>Prepares a repeated sequence.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    public static RepeatedSequencer<T, TStride, TSequencer> CreateRepeatedSequencer<T, TStride, TSequencer>(this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T>
    {
        RepeatedBatchedSequencer<T, TStride, TSequencer> general = accelerator.CreateRepeatedBatchedSequencer<T, TStride, TSequencer>();

        return (stream, view, length, sequencer) => general(stream, view, length, 1, sequencer);
    }

    /// <summary>Prepares a repeated sequence whose elements are repeated.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    public static RepeatedBatchedSequencer<T, TStride, TSequencer> CreateRepeatedBatchedSequencer<T, TStride, TSequencer>(
        this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T> =>
        (stream, view, length, batchLength, sequencer) => Run(accelerator, stream, view, length, batchLength, sequencer);

    /// <summary>Fills a view with a sequence.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    public static void Sequence<T, TSequencer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<T> view,
        TSequencer sequencer)
        where T : unmanaged
        where TSequencer : struct, ISequencer<T> =>
        Run(accelerator, stream, view.AsDense(), Math.Max(1, view.Length), 1, sequencer);

    /// <summary>Fills a view with a repeated sequence.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    public static void RepeatedSequence<T, TSequencer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<T> view,
        LongIndex1D sequenceLength,
        TSequencer sequencer)
        where T : unmanaged
        where TSequencer : struct, ISequencer<T> =>
        Run(accelerator, stream, view.AsDense(), sequenceLength, 1, sequencer);

    /// <summary>Fills a view with a sequence whose elements are repeated.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    public static void BatchedSequence<T, TSequencer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<T> view,
        LongIndex1D sequenceBatchLength,
        TSequencer sequencer)
        where T : unmanaged
        where TSequencer : struct, ISequencer<T> =>
        Run(accelerator, stream, view.AsDense(), Math.Max(1, view.Length), sequenceBatchLength, sequencer);

    /// <summary>Fills a view with a repeated sequence whose elements are repeated.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">A length is less than 1.</exception>
    public static void RepeatedBatchedSequence<T, TSequencer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView<T> view,
        LongIndex1D sequenceLength,
        LongIndex1D sequenceBatchLength,
        TSequencer sequencer)
        where T : unmanaged
        where TSequencer : struct, ISequencer<T> =>
        Run(accelerator, stream, view.AsDense(), sequenceLength, sequenceBatchLength, sequencer);

    /// <summary>Fills a view with a sequence.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    public static void Sequence<T, TStride, TSequencer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        TSequencer sequencer)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T> => Run(accelerator, stream, view, Math.Max(1, view.Length), 1, sequencer);

    /// <summary>Fills a view with a repeated sequence.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    public static void RepeatedSequence<T, TStride, TSequencer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        LongIndex1D sequenceLength,
        TSequencer sequencer)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T> => Run(accelerator, stream, view, sequenceLength, 1, sequencer);

    /// <summary>Fills a view with a sequence whose elements are repeated.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    public static void BatchedSequence<T, TStride, TSequencer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        LongIndex1D sequenceBatchLength,
        TSequencer sequencer)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T> =>
        Run(accelerator, stream, view, Math.Max(1, view.Length), sequenceBatchLength, sequencer);

    /// <summary>Fills a view with a repeated sequence whose elements are repeated.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TSequencer">The sequence.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">A length is less than 1.</exception>
    public static void RepeatedBatchedSequence<T, TStride, TSequencer>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        LongIndex1D sequenceLength,
        LongIndex1D sequenceBatchLength,
        TSequencer sequencer)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T> =>
        Run(accelerator, stream, view, sequenceLength, sequenceBatchLength, sequencer);

    private static void Run<T, TStride, TSequencer>(
        Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        LongIndex1D sequenceLength,
        LongIndex1D sequenceBatchLength,
        TSequencer sequencer)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceLength.X, 1, nameof(sequenceLength));
        ArgumentOutOfRangeException.ThrowIfLessThan(sequenceBatchLength.X, 1, nameof(sequenceBatchLength));
        bool plain = sequenceBatchLength.X == 1 && sequenceLength.X >= view.Length;

        LongLaunch.Run(view.Length, (start, count) =>
        {
            ArrayView1D<T, TStride> part = view.SubView(start, count);

            if (plain)
            {
                accelerator.LaunchAutoGrouped(PlainKernel, stream, new Index1D(count), part, new LongIndex1D(start), sequencer);
            }
            else
            {
                accelerator.LaunchAutoGrouped(
                    RepeatedKernel,
                    stream,
                    new Index1D(count),
                    part,
                    new LongIndex1D(start),
                    sequenceLength,
                    sequenceBatchLength,
                    sequencer);
            }
        });
    }

    private static void PlainKernel<T, TStride, TSequencer>(
        Index1D index,
        ArrayView1D<T, TStride> view,
        LongIndex1D start,
        TSequencer sequencer)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T> => view[index] = sequencer.ComputeSequenceElement(start + index.X);

    private static void RepeatedKernel<T, TStride, TSequencer>(
        Index1D index,
        ArrayView1D<T, TStride> view,
        LongIndex1D start,
        LongIndex1D sequenceLength,
        LongIndex1D sequenceBatchLength,
        TSequencer sequencer)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TSequencer : struct, ISequencer<T> =>
        view[index] = sequencer.ComputeSequenceElement((start + index.X) / sequenceBatchLength % sequenceLength);
}
