using ILGPU.Runtime;

namespace ILGPU.Algorithms.ScanReduceOperations
{
    /// <summary>An associative and commutative operation of reductions and scans.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    public interface IScanReduceOperation<T>
        where T : struct
    {
        /// <summary>Name of the operation in OpenCL.</summary>
        string CLCommand { get; }

        /// <summary>The neutral value.</summary>
        T Identity { get; }

        /// <summary>The operation.</summary>
        T Apply(T first, T second);

        /// <summary>Applies the operation to a variable in an indivisible way.</summary>
        void AtomicApply(ref T target, T value);
    }

    /// <summary>The results of the first and the last work-item of a group.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    public readonly struct ScanBoundaries<T>
        where T : struct
    {
        /// <summary>The boundaries with these values.</summary>
        public ScanBoundaries(T leftBoundary, T rightBoundary)
        {
            this.LeftBoundary = leftBoundary;
            this.RightBoundary = rightBoundary;
        }

        /// <summary>Result of the first work-item.</summary>
        public T LeftBoundary { get; }

        /// <summary>Result of the last work-item.</summary>
        public T RightBoundary { get; }

        /// <summary>The boundaries as text.</summary>
        public override string ToString() => $"[{this.LeftBoundary}, {this.RightBoundary}]";
    }
}

namespace ILGPU.Algorithms.RadixSortOperations
{
    /// <summary>What a radix sort has to know about its elements.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public interface IRadixSortOperation<T>
        where T : struct
    {
        /// <summary>Number of bits that decide on the order.</summary>
        int NumBits { get; }

        /// <summary>A value that is sorted behind all others.</summary>
        T DefaultValue { get; }

        /// <summary>Some of the deciding bits.</summary>
        /// <param name="value">Element.</param>
        /// <param name="shift">Position of the lowest bit.</param>
        /// <param name="bitMask">Mask of the bits behind the shift.</param>
        int ExtractRadixBits(T value, int shift, int bitMask);
    }

    /// <summary>Bit patterns of floats whose unsigned order is the order of the values, negative zero before zero, NaN at the ends.</summary>
    internal static class RadixKeys
    {
        public static uint OfHalf(Half value)
        {
            uint bits = Interop.FloatAsInt(value);

            return (bits & 0x8000) != 0 ? ~bits & 0xFFFF : bits | 0x8000;
        }

        public static uint OfFloat(float value)
        {
            uint bits = Interop.FloatAsInt(value);

            return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
        }

        public static ulong OfDouble(double value)
        {
            ulong bits = Interop.FloatAsInt(value);

            return (bits & 0x8000_0000_0000_0000) != 0 ? ~bits : bits | 0x8000_0000_0000_0000;
        }
    }
}

namespace ILGPU.Algorithms.Sequencers
{
    /// <summary>Computes the elements of a sequence from their positions.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    public interface ISequencer<T>
        where T : struct
    {
        /// <summary>The element at a position.</summary>
        T ComputeSequenceElement(LongIndex1D sequenceIndex);
    }

    /// <summary>A sequence that is stored in a view.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TStride">Stride type.</typeparam>
    public readonly struct ViewSourceSequencer<T, TStride> : ISequencer<T>
        where T : unmanaged
        where TStride : struct, IStride1D
    {
        /// <summary>The sequence of the elements of a view.</summary>
        public ViewSourceSequencer(ArrayView1D<T, TStride> viewSource)
        {
            this.ViewSource = viewSource;
        }

        /// <summary>The view.</summary>
        public ArrayView1D<T, TStride> ViewSource { get; }

        /// <inheritdoc/>
        public T ComputeSequenceElement(LongIndex1D sequenceIndex) => this.ViewSource[sequenceIndex];
    }
}

namespace ILGPU.Algorithms.ComparisonOperations
{
    /// <summary>Order of values.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    public interface IComparisonOperation<T>
        where T : struct
    {
        /// <summary>Negative, zero or positive as the first value is less, equal or greater.</summary>
        int Compare(T first, T second);
    }
}

namespace ILGPU.Algorithms.HistogramOperations
{
    /// <summary>Counts in a bin.</summary>
    /// <typeparam name="TBinType">Type of the bin.</typeparam>
    public interface IIncrementOperation<TBinType>
        where TBinType : unmanaged
    {
        /// <summary>Adds one in an indivisible way.</summary>
        /// <param name="target">The bin.</param>
        /// <param name="incrementOverflow">The bin cannot hold the count.</param>
        void Increment(ref TBinType target, out bool incrementOverflow);
    }

    /// <summary>Finds the bin of an element.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TIndex">Index type.</typeparam>
    public interface IComputeSingleBinOperation<T, TIndex>
        where T : unmanaged
        where TIndex : struct, IGenericIndex<TIndex>
    {
        /// <summary>The bin of an element.</summary>
        TIndex ComputeHistogramBin(T value, TIndex numBins);
    }

    /// <summary>Counts an element in any number of bins.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <typeparam name="TBinType">Type of a bin.</typeparam>
    /// <typeparam name="TIncrementor">Counts in a bin.</typeparam>
    public interface IComputeMultiBinOperation<T, TBinType, TIncrementor>
        where T : unmanaged
        where TBinType : unmanaged
        where TIncrementor : struct, IIncrementOperation<TBinType>
    {
        /// <summary>Counts an element.</summary>
        void ComputeHistogramBins(
            T value,
            ArrayView<TBinType> histogram,
            in TIncrementor incrementOperation,
            out bool incrementOverflow);
    }

    /// <summary>Counts an element in one bin.</summary>
    internal readonly struct SingleBinLocator<T, TBinType, TIncrementor, TLocator> :
        IComputeMultiBinOperation<T, TBinType, TIncrementor>
        where T : unmanaged
        where TBinType : unmanaged
        where TIncrementor : struct, IIncrementOperation<TBinType>
        where TLocator : struct, IComputeSingleBinOperation<T, Index1D>
    {
        public void ComputeHistogramBins(
            T value,
            ArrayView<TBinType> histogram,
            in TIncrementor incrementOperation,
            out bool incrementOverflow)
        {
            TLocator locator = default;
            Index1D bin = locator.ComputeHistogramBin(value, (int)histogram.Length);
            incrementOperation.Increment(ref histogram[bin], out incrementOverflow);
        }
    }
}
