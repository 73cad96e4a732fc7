// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

using ILGPU.Algorithms.ComparisonOperations;
using ILGPU.Algorithms.HistogramOperations;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <content>Short forms per type.</content>
public static partial class UniqueExtensions
{
    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<sbyte> input) =>
        accelerator.Unique<sbyte, ComparisonInt8>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<short> input) =>
        accelerator.Unique<short, ComparisonInt16>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<int> input) =>
        accelerator.Unique<int, ComparisonInt32>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<long> input) =>
        accelerator.Unique<long, ComparisonInt64>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<byte> input) =>
        accelerator.Unique<byte, ComparisonUInt8>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<ushort> input) =>
        accelerator.Unique<ushort, ComparisonUInt16>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<uint> input) =>
        accelerator.Unique<uint, ComparisonUInt32>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<ulong> input) =>
        accelerator.Unique<ulong, ComparisonUInt64>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<Half> input) =>
        accelerator.Unique<Half, ComparisonHalf>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<float> input) =>
        accelerator.Unique<float, ComparisonFloat>(stream, input);

    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
    /// <returns>Number of elements that are left.</returns>
    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<double> input) =>
        accelerator.Unique<double, ComparisonDouble>(stream, input);
}

/// <content>Short forms per type of the bins.</content>
public static partial class HistogramExtensions
{
    /// <summary>Adds the elements of a view to a histogram; every element counts in one bin.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TLocator">Finds the bin of an element.</typeparam>
    public static void Histogram<T, TStride, TLocator>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        ArrayView<int> histogram,
        ArrayView<int> histogramOverflow)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TLocator : struct, IComputeSingleBinOperation<T, Index1D> =>
        accelerator.Histogram<T, TStride, int, HistogramIncrementInt32, SingleBinLocator<T, int, HistogramIncrementInt32, TLocator>>(
            stream,
            view,
            histogram,
            histogramOverflow);

    /// <summary>Adds the elements of a view to a histogram; every element counts in one bin.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TLocator">Finds the bin of an element.</typeparam>
    public static void Histogram<T, TStride, TLocator>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        ArrayView<long> histogram,
        ArrayView<int> histogramOverflow)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TLocator : struct, IComputeSingleBinOperation<T, Index1D> =>
        accelerator.Histogram<T, TStride, long, HistogramIncrementInt64, SingleBinLocator<T, long, HistogramIncrementInt64, TLocator>>(
            stream,
            view,
            histogram,
            histogramOverflow);

    /// <summary>Adds the elements of a view to a histogram; every element counts in one bin.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TLocator">Finds the bin of an element.</typeparam>
    public static void Histogram<T, TStride, TLocator>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        ArrayView<uint> histogram,
        ArrayView<int> histogramOverflow)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TLocator : struct, IComputeSingleBinOperation<T, Index1D> =>
        accelerator.Histogram<T, TStride, uint, HistogramIncrementUInt32, SingleBinLocator<T, uint, HistogramIncrementUInt32, TLocator>>(
            stream,
            view,
            histogram,
            histogramOverflow);

    /// <summary>Adds the elements of a view to a histogram; every element counts in one bin.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TLocator">Finds the bin of an element.</typeparam>
    public static void Histogram<T, TStride, TLocator>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        ArrayView<ulong> histogram,
        ArrayView<int> histogramOverflow)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TLocator : struct, IComputeSingleBinOperation<T, Index1D> =>
        accelerator.Histogram<T, TStride, ulong, HistogramIncrementUInt64, SingleBinLocator<T, ulong, HistogramIncrementUInt64, TLocator>>(
            stream,
            view,
            histogram,
            histogramOverflow);

    /// <summary>Adds the elements of a view to a histogram; every element counts in one bin.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TLocator">Finds the bin of an element.</typeparam>
    public static void Histogram<T, TStride, TLocator>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        ArrayView<float> histogram,
        ArrayView<int> histogramOverflow)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TLocator : struct, IComputeSingleBinOperation<T, Index1D> =>
        accelerator.Histogram<T, TStride, float, HistogramIncrementFloat, SingleBinLocator<T, float, HistogramIncrementFloat, TLocator>>(
            stream,
            view,
            histogram,
            histogramOverflow);

    /// <summary>Adds the elements of a view to a histogram; every element counts in one bin.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TLocator">Finds the bin of an element.</typeparam>
    public static void Histogram<T, TStride, TLocator>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        ArrayView<double> histogram,
        ArrayView<int> histogramOverflow)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TLocator : struct, IComputeSingleBinOperation<T, Index1D> =>
        accelerator.Histogram<T, TStride, double, HistogramIncrementDouble, SingleBinLocator<T, double, HistogramIncrementDouble, TLocator>>(
            stream,
            view,
            histogram,
            histogramOverflow);
}
