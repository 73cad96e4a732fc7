// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

namespace ILGPU.Algorithms.Sequencers
{
    /// <summary>The position as a value of type sbyte.</summary>
    public readonly struct Int8Sequencer : ISequencer<sbyte>
    {
        /// <inheritdoc/>
        public sbyte ComputeSequenceElement(LongIndex1D sequenceIndex) => (sbyte)sequenceIndex.X;
    }

    /// <summary>The position as a value of type short.</summary>
    public readonly struct Int16Sequencer : ISequencer<short>
    {
        /// <inheritdoc/>
        public short ComputeSequenceElement(LongIndex1D sequenceIndex) => (short)sequenceIndex.X;
    }

    /// <summary>The position as a value of type int.</summary>
    public readonly struct Int32Sequencer : ISequencer<int>
    {
        /// <inheritdoc/>
        public int ComputeSequenceElement(LongIndex1D sequenceIndex) => (int)sequenceIndex.X;
    }

    /// <summary>The position as a value of type long.</summary>
    public readonly struct Int64Sequencer : ISequencer<long>
    {
        /// <inheritdoc/>
        public long ComputeSequenceElement(LongIndex1D sequenceIndex) => sequenceIndex.X;
    }

    /// <summary>The position as a value of type byte.</summary>
    public readonly struct UInt8Sequencer : ISequencer<byte>
    {
        /// <inheritdoc/>
        public byte ComputeSequenceElement(LongIndex1D sequenceIndex) => (byte)sequenceIndex.X;
    }

    /// <summary>The position as a value of type ushort.</summary>
    public readonly struct UInt16Sequencer : ISequencer<ushort>
    {
        /// <inheritdoc/>
        public ushort ComputeSequenceElement(LongIndex1D sequenceIndex) => (ushort)sequenceIndex.X;
    }

    /// <summary>The position as a value of type uint.</summary>
    public readonly struct UInt32Sequencer : ISequencer<uint>
    {
        /// <inheritdoc/>
        public uint ComputeSequenceElement(LongIndex1D sequenceIndex) => (uint)sequenceIndex.X;
    }

    /// <summary>The position as a value of type ulong.</summary>
    public readonly struct UInt64Sequencer : ISequencer<ulong>
    {
        /// <inheritdoc/>
        public ulong ComputeSequenceElement(LongIndex1D sequenceIndex) => (ulong)sequenceIndex.X;
    }

    /// <summary>The position as a value of type Half.</summary>
    public readonly struct HalfSequencer : ISequencer<Half>
    {
        /// <inheritdoc/>
        public Half ComputeSequenceElement(LongIndex1D sequenceIndex) => (Half)(float)sequenceIndex.X;
    }

    /// <summary>The position as a value of type float.</summary>
    public readonly struct FloatSequencer : ISequencer<float>
    {
        /// <inheritdoc/>
        public float ComputeSequenceElement(LongIndex1D sequenceIndex) => (float)sequenceIndex.X;
    }

    /// <summary>The position as a value of type double.</summary>
    public readonly struct DoubleSequencer : ISequencer<double>
    {
        /// <inheritdoc/>
        public double ComputeSequenceElement(LongIndex1D sequenceIndex) => (double)sequenceIndex.X;
    }

    /// <summary>The position as a value of type Index1D.</summary>
    public readonly struct IndexSequencer : ISequencer<Index1D>
    {
        /// <inheritdoc/>
        public Index1D ComputeSequenceElement(LongIndex1D sequenceIndex) => new((int)sequenceIndex.X);
    }
}

namespace ILGPU.Algorithms.ComparisonOperations
{
    /// <summary>Order of values of type sbyte.</summary>
    public readonly struct ComparisonInt8 : IComparisonOperation<sbyte>
    {
        /// <inheritdoc/>
        public int Compare(sbyte first, sbyte second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type short.</summary>
    public readonly struct ComparisonInt16 : IComparisonOperation<short>
    {
        /// <inheritdoc/>
        public int Compare(short first, short second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type int.</summary>
    public readonly struct ComparisonInt32 : IComparisonOperation<int>
    {
        /// <inheritdoc/>
        public int Compare(int first, int second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type long.</summary>
    public readonly struct ComparisonInt64 : IComparisonOperation<long>
    {
        /// <inheritdoc/>
        public int Compare(long first, long second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type byte.</summary>
    public readonly struct ComparisonUInt8 : IComparisonOperation<byte>
    {
        /// <inheritdoc/>
        public int Compare(byte first, byte second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type ushort.</summary>
    public readonly struct ComparisonUInt16 : IComparisonOperation<ushort>
    {
        /// <inheritdoc/>
        public int Compare(ushort first, ushort second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type uint.</summary>
    public readonly struct ComparisonUInt32 : IComparisonOperation<uint>
    {
        /// <inheritdoc/>
        public int Compare(uint first, uint second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type ulong.</summary>
    public readonly struct ComparisonUInt64 : IComparisonOperation<ulong>
    {
        /// <inheritdoc/>
        public int Compare(ulong first, ulong second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type Half.</summary>
    public readonly struct ComparisonHalf : IComparisonOperation<Half>
    {
        /// <inheritdoc/>
        public int Compare(Half first, Half second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type float.</summary>
    public readonly struct ComparisonFloat : IComparisonOperation<float>
    {
        /// <inheritdoc/>
        public int Compare(float first, float second) => first < second ? -1 : first == second ? 0 : 1;
    }

    /// <summary>Order of values of type double.</summary>
    public readonly struct ComparisonDouble : IComparisonOperation<double>
    {
        /// <inheritdoc/>
        public int Compare(double first, double second) => first < second ? -1 : first == second ? 0 : 1;
    }
}

namespace ILGPU.Algorithms.HistogramOperations
{
    /// <summary>Counts in a bin of type int.</summary>
    public readonly struct HistogramIncrementInt32 : IIncrementOperation<int>
    {
        /// <inheritdoc/>
        public void Increment(ref int target, out bool incrementOverflow) =>
            incrementOverflow = Atomic.Add(ref target, 1) == int.MaxValue;
    }

    /// <summary>Counts in a bin of type long.</summary>
    public readonly struct HistogramIncrementInt64 : IIncrementOperation<long>
    {
        /// <inheritdoc/>
        public void Increment(ref long target, out bool incrementOverflow) =>
            incrementOverflow = Atomic.Add(ref target, 1) == long.MaxValue;
    }

    /// <summary>Counts in a bin of type uint.</summary>
    public readonly struct HistogramIncrementUInt32 : IIncrementOperation<uint>
    {
        /// <inheritdoc/>
        public void Increment(ref uint target, out bool incrementOverflow) =>
            incrementOverflow = Atomic.Add(ref target, 1) == uint.MaxValue;
    }

    /// <summary>Counts in a bin of type ulong.</summary>
    public readonly struct HistogramIncrementUInt64 : IIncrementOperation<ulong>
    {
        /// <inheritdoc/>
        public void Increment(ref ulong target, out bool incrementOverflow) =>
            incrementOverflow = Atomic.Add(ref target, 1) == ulong.MaxValue;
    }

    /// <summary>Counts in a bin of type float.</summary>
    public readonly struct HistogramIncrementFloat : IIncrementOperation<float>
    {
        /// <inheritdoc/>
        public void Increment(ref float target, out bool incrementOverflow) =>
            incrementOverflow = Atomic.Add(ref target, 1) + 1 >= float.MaxValue;
    }

    /// <summary>Counts in a bin of type double.</summary>
    public readonly struct HistogramIncrementDouble : IIncrementOperation<double>
    {
        /// <inheritdoc/>
        public void Increment(ref double target, out bool incrementOverflow) =>
            incrementOverflow = Atomic.Add(ref target, 1) + 1 >= double.MaxValue;
    }
}
