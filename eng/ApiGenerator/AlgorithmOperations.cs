using System.Text;

namespace IlgpuOptim.ApiGenerator;

/// <summary>The small structures that algorithms are parametrised with, per type.</summary>
internal static class AlgorithmOperations
{
    private static readonly (string Type, string Name)[] Wide =
    [
        ("int", "Int32"), ("long", "Int64"), ("uint", "UInt32"), ("ulong", "UInt64"), ("float", "Float"), ("double", "Double"),
    ];

    private static readonly (string Type, string Name)[] All =
    [
        ("sbyte", "Int8"), ("short", "Int16"), ("int", "Int32"), ("long", "Int64"),
        ("byte", "UInt8"), ("ushort", "UInt16"), ("uint", "UInt32"), ("ulong", "UInt64"),
        ("Half", "Half"), ("float", "Float"), ("double", "Double"),
    ];

    public static string GenerateScanReduce()
    {
        StringBuilder text = new("namespace ILGPU.Algorithms.ScanReduceOperations;\n");

        foreach ((string operation, string what) in (IEnumerable<(string, string)>)[("Add", "Sum"), ("Max", "Maximum"), ("Min", "Minimum")])
        {
            foreach ((string type, string name) in Wide)
            {
                bool isFloat = type is "float" or "double";
                string identity = operation switch
                {
                    "Add" => "0",
                    "Max" => isFloat ? $"{type}.NegativeInfinity" : $"{type}.MinValue",
                    _ => isFloat ? $"{type}.PositiveInfinity" : $"{type}.MaxValue",
                };
                string apply = operation == "Add" ? "first + second" : $"IntrinsicMath.{operation}(first, second)";
                text.Append($$"""

                    /// <summary>{{what}} of values of type {{type}}.</summary>
                    public readonly struct {{operation}}{{name}} : IScanReduceOperation<{{type}}>
                    {
                        /// <inheritdoc/>
                        public string CLCommand => "{{operation.ToLowerInvariant()}}";

                        /// <inheritdoc/>
                        public {{type}} Identity => {{identity}};

                        /// <inheritdoc/>
                        public {{type}} Apply({{type}} first, {{type}} second) => {{apply}};

                        /// <inheritdoc/>
                        public void AtomicApply(ref {{type}} target, {{type}} value) => Atomic.{{operation}}(ref target, value);
                    }

                    """);
            }
        }

        return text.ToString();
    }

    public static string GenerateRadixSort()
    {
        StringBuilder text = new("namespace ILGPU.Algorithms.RadixSortOperations;\n");

        foreach (bool descending in (bool[])[false, true])
        {
            foreach ((string type, string name) in All)
            {
                int bits = name.EndsWith("64", StringComparison.Ordinal) || type == "double" ? 64
                    : name.EndsWith("32", StringComparison.Ordinal) || type == "float" ? 32
                    : name.EndsWith("16", StringComparison.Ordinal) || type == "Half" ? 16 : 8;
                bool isFloat = type is "Half" or "float" or "double";
                string unsigned = bits == 64 ? "ulong" : "uint";

                // Bit patterns whose unsigned order is the order of the values.
                string key = type switch
                {
                    "Half" => "RadixKeys.OfHalf(value)",
                    "float" => "RadixKeys.OfFloat(value)",
                    "double" => "RadixKeys.OfDouble(value)",
                    "sbyte" => "(uint)(byte)value ^ 0x80u",
                    "short" => "(uint)(ushort)value ^ 0x8000u",
                    "int" => "(uint)value ^ 0x80000000u",
                    "long" => "(ulong)value ^ 0x8000000000000000ul",
                    _ => $"({unsigned})value",
                };
                string last = descending
                    ? isFloat ? $"{type}.NegativeInfinity" : $"{type}.MinValue"
                    : isFloat ? $"{type}.PositiveInfinity" : $"{type}.MaxValue";
                string extract = descending
                    ? $"(int)(~({key}) >> shift) & bitMask"
                    : $"(int)(({key}) >> shift) & bitMask";
                text.Append($$"""

                    /// <summary>Sorts values of type {{type}} in {{(descending ? "descending" : "ascending")}} order.</summary>
                    public readonly struct {{(descending ? "Descending" : "Ascending")}}{{name}} : IRadixSortOperation<{{type}}>
                    {
                        /// <inheritdoc/>
                        public int NumBits => {{bits}};

                        /// <inheritdoc/>
                        public {{type}} DefaultValue => {{last}};

                        /// <inheritdoc/>
                        public int ExtractRadixBits({{type}} value, int shift, int bitMask) =>
                            {{extract}};
                    }

                    """);
            }
        }

        return text.ToString();
    }

    public static string GenerateSmall()
    {
        StringBuilder text = new("namespace ILGPU.Algorithms.Sequencers\n{\n");

        foreach ((string type, string name) in (IEnumerable<(string, string)>)[.. All, ("Index1D", "Index")])
        {
            string value = type switch
            {
                "long" => "sequenceIndex.X",
                "Index1D" => "new((int)sequenceIndex.X)",
                "Half" => "(Half)(float)sequenceIndex.X",
                _ => $"({type})sequenceIndex.X",
            };
            text.Append($$"""

                    /// <summary>The position as a value of type {{type}}.</summary>
                    public readonly struct {{name}}Sequencer : ISequencer<{{type}}>
                    {
                        /// <inheritdoc/>
                        public {{type}} ComputeSequenceElement(LongIndex1D sequenceIndex) => {{value}};
                    }

                """);
        }

        text.Append("}\n\nnamespace ILGPU.Algorithms.ComparisonOperations\n{\n");

        foreach ((string type, string name) in All)
        {
            text.Append($$"""

                    /// <summary>Order of values of type {{type}}.</summary>
                    public readonly struct Comparison{{name}} : IComparisonOperation<{{type}}>
                    {
                        /// <inheritdoc/>
                        public int Compare({{type}} first, {{type}} second) => first < second ? -1 : first == second ? 0 : 1;
                    }

                """);
        }

        text.Append("}\n\nnamespace ILGPU.Algorithms.HistogramOperations\n{\n");

        foreach ((string type, string name) in Wide)
        {
            bool isFloat = type is "float" or "double";
            string overflow = isFloat
                ? "Atomic.Add(ref target, 1) + 1 >= {T}.MaxValue"
                : "Atomic.Add(ref target, 1) == {T}.MaxValue";
            text.Append($$"""

                    /// <summary>Counts in a bin of type {{type}}.</summary>
                    public readonly struct HistogramIncrement{{name}} : IIncrementOperation<{{type}}>
                    {
                        /// <inheritdoc/>
                        public void Increment(ref {{type}} target, out bool incrementOverflow) =>
                            incrementOverflow = {{overflow.Replace("{T}", type, StringComparison.Ordinal)}};
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }

    public static string GenerateExtensions()
    {
        StringBuilder text = new("""
            using ILGPU.Algorithms.ComparisonOperations;
            using ILGPU.Algorithms.HistogramOperations;
            using ILGPU.Runtime;

            namespace ILGPU.Algorithms;

            /// <content>Short forms per type.</content>
            public static partial class UniqueExtensions
            {

            """);

        foreach ((string type, string name) in All)
        {
            text.Append($$"""

                    /// <summary>Removes repetitions of neighbouring elements, in place; waits for the result.</summary>
                    /// <returns>Number of elements that are left.</returns>
                    public static long Unique(this Accelerator accelerator, AcceleratorStream stream, ArrayView<{{type}}> input) =>
                        accelerator.Unique<{{type}}, Comparison{{name}}>(stream, input);

                """);
        }

        text.Append("""
            }

            /// <content>Short forms per type of the bins.</content>
            public static partial class HistogramExtensions
            {

            """);

        foreach ((string type, string name) in Wide)
        {
            text.Append($$"""

                    /// <summary>Adds the elements of a view to a histogram; every element counts in one bin.</summary>
                    /// <typeparam name="T">Element type.</typeparam>
                    /// <typeparam name="TStride">Stride type.</typeparam>
                    /// <typeparam name="TLocator">Finds the bin of an element.</typeparam>
                    public static void Histogram<T, TStride, TLocator>(
                        this Accelerator accelerator,
                        AcceleratorStream stream,
                        ArrayView1D<T, TStride> view,
                        ArrayView<{{type}}> histogram,
                        ArrayView<int> histogramOverflow)
                        where T : unmanaged
                        where TStride : struct, IStride1D
                        where TLocator : struct, IComputeSingleBinOperation<T, Index1D> =>
                        accelerator.Histogram<T, TStride, {{type}}, HistogramIncrement{{name}}, SingleBinLocator<T, {{type}}, HistogramIncrement{{name}}, TLocator>>(
                            stream,
                            view,
                            histogram,
                            histogramOverflow);

                """);
        }

        return text.Append("}\n").ToString();
    }
}
