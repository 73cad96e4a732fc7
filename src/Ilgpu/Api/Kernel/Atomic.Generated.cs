// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace ILGPU
{
    /// <content>The operations per type.</content>
    public static partial class Atomic
    {
        /// <summary>Adds to a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Add)]
        public static int Add(ref int target, int value) =>
            unchecked(Interlocked.Add(ref target, value) - value);

        /// <summary>Stores the smaller value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Min)]
        public static int Min(ref int target, int value)
        {
            int current = Volatile.Read(ref target);

            while (true)
            {
                int seen = CompareExchange(ref target, current, Math.Min(current, value));

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the larger value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Max)]
        public static int Max(ref int target, int value)
        {
            int current = Volatile.Read(ref target);

            while (true)
            {
                int seen = CompareExchange(ref target, current, Math.Max(current, value));

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the bitwise and.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.And)]
        public static int And(ref int target, int value) =>
            Interlocked.And(ref target, value);

        /// <summary>Stores the bitwise or.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Or)]
        public static int Or(ref int target, int value) =>
            Interlocked.Or(ref target, value);

        /// <summary>Stores the bitwise exclusive or.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Xor)]
        public static int Xor(ref int target, int value)
        {
            int current = Volatile.Read(ref target);

            while (true)
            {
                int seen = CompareExchange(ref target, current, current ^ value);

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Replaces a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Exchange)]
        public static int Exchange(ref int target, int value) =>
            Interlocked.Exchange(ref target, value);

        /// <summary>Replaces a variable when it has the expected value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicCas)]
        public static int CompareExchange(ref int target, int compare, int value) =>
            Interlocked.CompareExchange(ref target, value, compare);

        /// <summary>Adds to a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Add)]
        public static long Add(ref long target, long value) =>
            unchecked(Interlocked.Add(ref target, value) - value);

        /// <summary>Stores the smaller value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Min)]
        public static long Min(ref long target, long value)
        {
            long current = Volatile.Read(ref target);

            while (true)
            {
                long seen = CompareExchange(ref target, current, Math.Min(current, value));

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the larger value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Max)]
        public static long Max(ref long target, long value)
        {
            long current = Volatile.Read(ref target);

            while (true)
            {
                long seen = CompareExchange(ref target, current, Math.Max(current, value));

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the bitwise and.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.And)]
        public static long And(ref long target, long value) =>
            Interlocked.And(ref target, value);

        /// <summary>Stores the bitwise or.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Or)]
        public static long Or(ref long target, long value) =>
            Interlocked.Or(ref target, value);

        /// <summary>Stores the bitwise exclusive or.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Xor)]
        public static long Xor(ref long target, long value)
        {
            long current = Volatile.Read(ref target);

            while (true)
            {
                long seen = CompareExchange(ref target, current, current ^ value);

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Replaces a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Exchange)]
        public static long Exchange(ref long target, long value) =>
            Interlocked.Exchange(ref target, value);

        /// <summary>Replaces a variable when it has the expected value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicCas)]
        public static long CompareExchange(ref long target, long compare, long value) =>
            Interlocked.CompareExchange(ref target, value, compare);

        /// <summary>Adds to a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Add)]
        public static uint Add(ref uint target, uint value) =>
            unchecked(Interlocked.Add(ref target, value) - value);

        /// <summary>Stores the smaller value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.MinU)]
        public static uint Min(ref uint target, uint value)
        {
            uint current = Volatile.Read(ref target);

            while (true)
            {
                uint seen = CompareExchange(ref target, current, Math.Min(current, value));

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the larger value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.MaxU)]
        public static uint Max(ref uint target, uint value)
        {
            uint current = Volatile.Read(ref target);

            while (true)
            {
                uint seen = CompareExchange(ref target, current, Math.Max(current, value));

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the bitwise and.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.And)]
        public static uint And(ref uint target, uint value) =>
            Interlocked.And(ref target, value);

        /// <summary>Stores the bitwise or.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Or)]
        public static uint Or(ref uint target, uint value) =>
            Interlocked.Or(ref target, value);

        /// <summary>Stores the bitwise exclusive or.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Xor)]
        public static uint Xor(ref uint target, uint value)
        {
            uint current = Volatile.Read(ref target);

            while (true)
            {
                uint seen = CompareExchange(ref target, current, current ^ value);

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Replaces a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Exchange)]
        public static uint Exchange(ref uint target, uint value) =>
            Interlocked.Exchange(ref target, value);

        /// <summary>Replaces a variable when it has the expected value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicCas)]
        public static uint CompareExchange(ref uint target, uint compare, uint value) =>
            Interlocked.CompareExchange(ref target, value, compare);

        /// <summary>Adds to a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Add)]
        public static ulong Add(ref ulong target, ulong value) =>
            unchecked(Interlocked.Add(ref target, value) - value);

        /// <summary>Stores the smaller value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.MinU)]
        public static ulong Min(ref ulong target, ulong value)
        {
            ulong current = Volatile.Read(ref target);

            while (true)
            {
                ulong seen = CompareExchange(ref target, current, Math.Min(current, value));

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the larger value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.MaxU)]
        public static ulong Max(ref ulong target, ulong value)
        {
            ulong current = Volatile.Read(ref target);

            while (true)
            {
                ulong seen = CompareExchange(ref target, current, Math.Max(current, value));

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the bitwise and.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.And)]
        public static ulong And(ref ulong target, ulong value) =>
            Interlocked.And(ref target, value);

        /// <summary>Stores the bitwise or.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Or)]
        public static ulong Or(ref ulong target, ulong value) =>
            Interlocked.Or(ref target, value);

        /// <summary>Stores the bitwise exclusive or.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Xor)]
        public static ulong Xor(ref ulong target, ulong value)
        {
            ulong current = Volatile.Read(ref target);

            while (true)
            {
                ulong seen = CompareExchange(ref target, current, current ^ value);

                if (seen == current)
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Replaces a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Exchange)]
        public static ulong Exchange(ref ulong target, ulong value) =>
            Interlocked.Exchange(ref target, value);

        /// <summary>Replaces a variable when it has the expected value.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicCas)]
        public static ulong CompareExchange(ref ulong target, ulong compare, ulong value) =>
            Interlocked.CompareExchange(ref target, value, compare);

        /// <summary>Adds to a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Add)]
        public static float Add(ref float target, float value)
        {
            float current = Volatile.Read(ref target);

            while (true)
            {
                float seen = CompareExchange(ref target, current, current + value);

                if (BitConverter.SingleToInt32Bits(seen) == BitConverter.SingleToInt32Bits(current))
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the smaller value; NaN wins.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Min)]
        public static float Min(ref float target, float value)
        {
            float current = Volatile.Read(ref target);

            while (true)
            {
                float seen = CompareExchange(ref target, current, Math.Min(current, value));

                if (BitConverter.SingleToInt32Bits(seen) == BitConverter.SingleToInt32Bits(current))
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the larger value; NaN wins.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Max)]
        public static float Max(ref float target, float value)
        {
            float current = Volatile.Read(ref target);

            while (true)
            {
                float seen = CompareExchange(ref target, current, Math.Max(current, value));

                if (BitConverter.SingleToInt32Bits(seen) == BitConverter.SingleToInt32Bits(current))
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Replaces a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Exchange)]
        public static float Exchange(ref float target, float value) =>
            Interlocked.Exchange(ref target, value);

        /// <summary>Replaces a variable when it has the expected value. Bit patterns are compared.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicCas)]
        public static float CompareExchange(ref float target, float compare, float value) =>
            BitConverter.Int32BitsToSingle(Interlocked.CompareExchange(ref Unsafe.As<float, int>(ref target), BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(compare)));

        /// <summary>Adds to a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Add)]
        public static double Add(ref double target, double value)
        {
            double current = Volatile.Read(ref target);

            while (true)
            {
                double seen = CompareExchange(ref target, current, current + value);

                if (BitConverter.DoubleToInt64Bits(seen) == BitConverter.DoubleToInt64Bits(current))
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the smaller value; NaN wins.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Min)]
        public static double Min(ref double target, double value)
        {
            double current = Volatile.Read(ref target);

            while (true)
            {
                double seen = CompareExchange(ref target, current, Math.Min(current, value));

                if (BitConverter.DoubleToInt64Bits(seen) == BitConverter.DoubleToInt64Bits(current))
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Stores the larger value; NaN wins.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Max)]
        public static double Max(ref double target, double value)
        {
            double current = Volatile.Read(ref target);

            while (true)
            {
                double seen = CompareExchange(ref target, current, Math.Max(current, value));

                if (BitConverter.DoubleToInt64Bits(seen) == BitConverter.DoubleToInt64Bits(current))
                {
                    return current;
                }

                current = seen;
            }
        }

        /// <summary>Replaces a variable.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicRmw, Atomic = AtomicOp.Exchange)]
        public static double Exchange(ref double target, double value) =>
            Interlocked.Exchange(ref target, value);

        /// <summary>Replaces a variable when it has the expected value. Bit patterns are compared.</summary>
        /// <returns>The former value.</returns>
        [Intrinsic(Intrinsic.AtomicCas)]
        public static double CompareExchange(ref double target, double compare, double value) =>
            BitConverter.Int64BitsToDouble(Interlocked.CompareExchange(ref Unsafe.As<double, long>(ref target), BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(compare)));
    }
}

namespace ILGPU.AtomicOperations
{
    /// <summary>Compare-exchange of <see cref="double"/>.</summary>
    public readonly struct CompareExchangeDouble : ICompareExchangeOperation<double>
    {
        /// <inheritdoc/>
        public double CompareExchange(ref double target, double compare, double value) =>
            Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc/>
        public bool IsSame(double left, double right) => BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);
    }

    /// <summary>Compare-exchange of <see cref="float"/>.</summary>
    public readonly struct CompareExchangeFloat : ICompareExchangeOperation<float>
    {
        /// <inheritdoc/>
        public float CompareExchange(ref float target, float compare, float value) =>
            Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc/>
        public bool IsSame(float left, float right) => BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right);
    }

    /// <summary>Compare-exchange of <see cref="int"/>.</summary>
    public readonly struct CompareExchangeInt32 : ICompareExchangeOperation<int>
    {
        /// <inheritdoc/>
        public int CompareExchange(ref int target, int compare, int value) =>
            Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc/>
        public bool IsSame(int left, int right) => left == right;
    }

    /// <summary>Compare-exchange of <see cref="long"/>.</summary>
    public readonly struct CompareExchangeInt64 : ICompareExchangeOperation<long>
    {
        /// <inheritdoc/>
        public long CompareExchange(ref long target, long compare, long value) =>
            Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc/>
        public bool IsSame(long left, long right) => left == right;
    }

    /// <summary>Compare-exchange of <see cref="uint"/>.</summary>
    public readonly struct CompareExchangeUInt32 : ICompareExchangeOperation<uint>
    {
        /// <inheritdoc/>
        public uint CompareExchange(ref uint target, uint compare, uint value) =>
            Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc/>
        public bool IsSame(uint left, uint right) => left == right;
    }

    /// <summary>Compare-exchange of <see cref="ulong"/>.</summary>
    public readonly struct CompareExchangeUInt64 : ICompareExchangeOperation<ulong>
    {
        /// <inheritdoc/>
        public ulong CompareExchange(ref ulong target, ulong compare, ulong value) =>
            Atomic.CompareExchange(ref target, compare, value);

        /// <inheritdoc/>
        public bool IsSame(ulong left, ulong right) => left == right;
    }
}
