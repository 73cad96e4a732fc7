using ILGPU.Algorithms.HistogramOperations;
using ILGPU.Runtime;

namespace ILGPU.Algorithms;

/// <summary>Adds the elements of a view to a histogram and reports bins that overflow.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
/// <typeparam name="TBinType">Type of a bin.</typeparam>
public delegate void Histogram<T, TStride, TBinType>(
    AcceleratorStream stream,
    ArrayView1D<T, TStride> view,
    ArrayView<TBinType> histogram,
    ArrayView<int> histogramOverflow)
    where T : unmanaged
    where TStride : struct, IStride1D
    where TBinType : unmanaged;

/// <summary>Adds the elements of a view to a histogram.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Stride type.</typeparam>
/// <typeparam name="TBinType">Type of a bin.</typeparam>
public delegate void HistogramUnchecked<T, TStride, TBinType>(
    AcceleratorStream stream,
    ArrayView1D<T, TStride> view,
    ArrayView<TBinType> histogram)
    where T : unmanaged
    where TStride : struct, IStride1D
    where TBinType : unmanaged;

/// <summary>Histograms. Counts are added to what the bins hold; the overflow flag becomes 1 when a bin overflows.</summary>
public static partial class HistogramExtensions
{
    /// <summary>Prepares a histogram.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TBinType">Type of a bin.</typeparam>
    /// <typeparam name="TIncrementor">Counts in a bin.</typeparam>
    /// <typeparam name="TLocator">Finds the bins of an element.</typeparam>
    public static Histogram<T, TStride, TBinType> CreateHistogram<T, TStride, TBinType, TIncrementor, TLocator>(
        this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TBinType : unmanaged
        where TIncrementor : struct, IIncrementOperation<TBinType>
        where TLocator : struct, IComputeMultiBinOperation<T, TBinType, TIncrementor>
    {
        Action<AcceleratorStream, Index1D, ArrayView1D<T, TStride>, ArrayView<TBinType>, ArrayView<int>> kernel =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView1D<T, TStride>, ArrayView<TBinType>, ArrayView<int>>(
                Kernel<T, TStride, TBinType, TIncrementor, TLocator>);

        return (stream, view, histogram, overflow) => LongLaunch.Run(
            view.Length,
            (start, count) => kernel(stream, count, view.SubView(start, count), histogram, overflow));
    }

    /// <summary>Prepares a histogram without a report of overflows.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TBinType">Type of a bin.</typeparam>
    /// <typeparam name="TIncrementor">Counts in a bin.</typeparam>
    /// <typeparam name="TLocator">Finds the bins of an element.</typeparam>
    public static HistogramUnchecked<T, TStride, TBinType> CreateHistogramUnchecked<T, TStride, TBinType, TIncrementor, TLocator>(
        this Accelerator accelerator)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TBinType : unmanaged
        where TIncrementor : struct, IIncrementOperation<TBinType>
        where TLocator : struct, IComputeMultiBinOperation<T, TBinType, TIncrementor>
    {
        Action<AcceleratorStream, Index1D, ArrayView1D<T, TStride>, ArrayView<TBinType>> kernel =
            accelerator.LoadAutoGroupedKernel<Index1D, ArrayView1D<T, TStride>, ArrayView<TBinType>>(
                UncheckedKernel<T, TStride, TBinType, TIncrementor, TLocator>);

        return (stream, view, histogram) => LongLaunch.Run(
            view.Length,
            (start, count) => kernel(stream, count, view.SubView(start, count), histogram));
    }

    /// <summary>Adds the elements of a view to a histogram.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TBinType">Type of a bin.</typeparam>
    /// <typeparam name="TIncrementor">Counts in a bin.</typeparam>
    /// <typeparam name="TLocator">Finds the bins of an element.</typeparam>
    public static void Histogram<T, TStride, TBinType, TIncrementor, TLocator>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        ArrayView<TBinType> histogram,
        ArrayView<int> histogramOverflow)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TBinType : unmanaged
        where TIncrementor : struct, IIncrementOperation<TBinType>
        where TLocator : struct, IComputeMultiBinOperation<T, TBinType, TIncrementor> =>
        accelerator.CreateHistogram<T, TStride, TBinType, TIncrementor, TLocator>()(stream, view, histogram, histogramOverflow);

    /// <summary>Adds the elements of a view to a histogram.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    /// <typeparam name="TBinType">Type of a bin.</typeparam>
    /// <typeparam name="TIncrementor">Counts in a bin.</typeparam>
    /// <typeparam name="TLocator">Finds the bins of an element.</typeparam>
    public static void HistogramUnchecked<T, TStride, TBinType, TIncrementor, TLocator>(
        this Accelerator accelerator,
        AcceleratorStream stream,
        ArrayView1D<T, TStride> view,
        ArrayView<TBinType> histogram)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TBinType : unmanaged
        where TIncrementor : struct, IIncrementOperation<TBinType>
        where TLocator : struct, IComputeMultiBinOperation<T, TBinType, TIncrementor> =>
        accelerator.CreateHistogramUnchecked<T, TStride, TBinType, TIncrementor, TLocator>()(stream, view, histogram);

    private static void Kernel<T, TStride, TBinType, TIncrementor, TLocator>(
        Index1D index,
        ArrayView1D<T, TStride> view,
        ArrayView<TBinType> histogram,
        ArrayView<int> histogramOverflow)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TBinType : unmanaged
        where TIncrementor : struct, IIncrementOperation<TBinType>
        where TLocator : struct, IComputeMultiBinOperation<T, TBinType, TIncrementor>
    {
        TLocator locator = default;
        TIncrementor incrementor = default;
        locator.ComputeHistogramBins(view[index], histogram, incrementor, out bool overflow);

        if (overflow)
        {
            Atomic.Exchange(ref histogramOverflow[0], 1);
        }
    }

    private static void UncheckedKernel<T, TStride, TBinType, TIncrementor, TLocator>(
        Index1D index,
        ArrayView1D<T, TStride> view,
        ArrayView<TBinType> histogram)
        where T : unmanaged
        where TStride : struct, IStride1D
        where TBinType : unmanaged
        where TIncrementor : struct, IIncrementOperation<TBinType>
        where TLocator : struct, IComputeMultiBinOperation<T, TBinType, TIncrementor>
    {
        TLocator locator = default;
        TIncrementor incrementor = default;
        locator.ComputeHistogramBins(view[index], histogram, incrementor, out _);
    }
}
