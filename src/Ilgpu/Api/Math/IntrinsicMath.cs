using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace ILGPU;

/// <summary>Basic functions on all number types, on the host and inside kernels.</summary>
public static partial class IntrinsicMath
{
    /// <summary>The magnitude of <paramref name="x"/> with the sign of <paramref name="y"/>.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.CopySign)]
    public static double CopySign(double x, double y) => Math.CopySign(x, y);

    /// <summary>The magnitude of <paramref name="x"/> with the sign of <paramref name="y"/>.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.CopySign)]
    public static float CopySign(float x, float y) => MathF.CopySign(x, y);

    /// <summary>The halves of a 64-bit integer.</summary>
    public static IntegerParts Decompose(long value) => new((ulong)value);

    /// <summary>The halves of a 64-bit integer.</summary>
    public static IntegerParts Decompose(ulong value) => new(value);

    /// <summary>The 64-bit integer with these halves.</summary>
    public static ulong ComposeULong(IntegerParts parts) => parts.ToULong();

    /// <summary>The 64-bit integer with these halves.</summary>
    public static long ComposeLong(IntegerParts parts) => (long)parts.ToULong();

    /// <summary>The halves of a 64-bit integer.</summary>
    public struct IntegerParts
    {
        /// <summary>The halves of a value.</summary>
        public IntegerParts(ulong value)
            : this((uint)value, (uint)(value >> 32))
        {
        }

        /// <summary>The value with these halves.</summary>
        public IntegerParts(uint lower, uint upper)
        {
            this.Lower = lower;
            this.Upper = upper;
        }

        /// <summary>The low 32 bits.</summary>
        public uint Lower { get; set; }

        /// <summary>The high 32 bits.</summary>
        public uint Upper { get; set; }

        /// <summary>The 64-bit integer.</summary>
        public readonly ulong ToULong() => ((ulong)this.Upper << 32) | this.Lower;
    }

    /// <summary>The bit operations of <see cref="IntrinsicMath"/> under their former name.</summary>
    public static class BitOperations
    {
        /// <summary>Number of ones.</summary>
        public static int PopCount(int value) => IntrinsicMath.PopCount(value);

        /// <summary>Number of ones.</summary>
        public static int PopCount(uint value) => IntrinsicMath.PopCount(value);

        /// <summary>Number of ones.</summary>
        public static int PopCount(long value) => IntrinsicMath.PopCount(value);

        /// <summary>Number of ones.</summary>
        public static int PopCount(ulong value) => IntrinsicMath.PopCount(value);

        /// <summary>Number of zeros above the highest one; the width for zero.</summary>
        public static int LeadingZeroCount(int value) => IntrinsicMath.LeadingZeroCount(value);

        /// <summary>Number of zeros above the highest one; the width for zero.</summary>
        public static int LeadingZeroCount(uint value) => IntrinsicMath.LeadingZeroCount(value);

        /// <summary>Number of zeros above the highest one; the width for zero.</summary>
        public static int LeadingZeroCount(long value) => IntrinsicMath.LeadingZeroCount(value);

        /// <summary>Number of zeros above the highest one; the width for zero.</summary>
        public static int LeadingZeroCount(ulong value) => IntrinsicMath.LeadingZeroCount(value);

        /// <summary>Number of zeros below the lowest one; the width for zero.</summary>
        public static int TrailingZeroCount(int value) => IntrinsicMath.TrailingZeroCount(value);

        /// <summary>Number of zeros below the lowest one; the width for zero.</summary>
        public static int TrailingZeroCount(uint value) => IntrinsicMath.TrailingZeroCount(value);

        /// <summary>Number of zeros below the lowest one; the width for zero.</summary>
        public static int TrailingZeroCount(long value) => IntrinsicMath.TrailingZeroCount(value);

        /// <summary>Number of zeros below the lowest one; the width for zero.</summary>
        public static int TrailingZeroCount(ulong value) => IntrinsicMath.TrailingZeroCount(value);
    }
}
