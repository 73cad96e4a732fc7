using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EvexCD = System.Runtime.Intrinsics.X86.Avx512CD;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Integer arithmetic. 64-bit operations work on one half of the lanes at a time.</content>
internal static unsafe partial class Lanes512
{
    // ---- products ----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> MulHi32(Vector512<int> a, Vector512<int> b)
    {
        Vector512<long> even = MulLow(a, b);
        Vector512<long> odd = MulLow((a.AsInt64() >>> 32).AsInt32(), (b.AsInt64() >>> 32).AsInt32());

        return MergeHigh(even, odd);
    }

    [MethodImpl(Inline)]
    internal static Vector512<int> MulHiU32(Vector512<int> a, Vector512<int> b)
    {
        Vector512<ulong> even = MulLow(a.AsUInt32(), b.AsUInt32());
        Vector512<ulong> odd = MulLow((a.AsUInt64() >>> 32).AsUInt32(), (b.AsUInt64() >>> 32).AsUInt32());

        return MergeHigh(even.AsInt64(), odd.AsInt64());
    }

    /// <summary>The high halves of the products of even and odd lanes, interleaved.</summary>
    [MethodImpl(Inline)]
    private static Vector512<int> MergeHigh(Vector512<long> even, Vector512<long> odd) =>
        Vector512.ConditionalSelect(Vector512.Create(0xFFFF_FFFFL), even >>> 32, odd).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<long> Mul64(Vector512<long> a, Vector512<long> b) => a * b;

    [MethodImpl(Inline)]
    internal static Vector512<long> MulHiU64(Vector512<long> a, Vector512<long> b)
    {
        // Schoolbook in base 2^32; no partial sum overflows.
        Vector512<ulong> low = Vector512.Create(0xFFFF_FFFFUL);
        Vector512<uint> a0 = a.AsUInt32();
        Vector512<uint> b0 = b.AsUInt32();
        Vector512<uint> a1 = (a.AsUInt64() >>> 32).AsUInt32();
        Vector512<uint> b1 = (b.AsUInt64() >>> 32).AsUInt32();
        Vector512<ulong> middle = MulLow(a1, b0) + (MulLow(a0, b0) >>> 32);
        Vector512<ulong> cross = MulLow(a0, b1) + (middle & low);

        return (MulLow(a1, b1) + (middle >>> 32) + (cross >>> 32)).AsInt64();
    }

    [MethodImpl(Inline)]
    internal static Vector512<long> MulHi64(Vector512<long> a, Vector512<long> b) =>
        MulHiU64(a, b) - ((a >> 63) & b) - ((b >> 63) & a);

    // ---- division ----------------------------------------------------------------------------------------------
    /// <summary>Quotient towards zero; MIN / -1 = MIN. A zero divisor in an active lane is a fault.</summary>
    /// <exception cref="KernelFaultException">An active divisor is zero.</exception>
    [MethodImpl(Inline)]
    internal static Vector512<int> Div32(Vector512<int> a, Vector512<int> b, Vector512<int> mask)
    {
        CheckDivisor(b, mask);

        return Quotient32(a, b);
    }

    [MethodImpl(Inline)]
    internal static Vector512<int> Rem32(Vector512<int> a, Vector512<int> b, Vector512<int> mask)
    {
        CheckDivisor(b, mask);

        return a - (Quotient32(a, b) * b);
    }

    [MethodImpl(Inline)]
    internal static Vector512<int> DivU32(Vector512<int> a, Vector512<int> b, Vector512<int> mask)
    {
        CheckDivisor(b, mask);

        return QuotientU32(a, b);
    }

    [MethodImpl(Inline)]
    internal static Vector512<int> RemU32(Vector512<int> a, Vector512<int> b, Vector512<int> mask)
    {
        CheckDivisor(b, mask);

        return a - (QuotientU32(a, b) * b);
    }

    // A quotient of 32-bit integers differs from the next integer by more than the rounding of a double division.
    // MIN / -1 leaves the range of the conversion, whose answer for that is MIN.
    [MethodImpl(Inline)]
    private static Vector512<int> Quotient32(Vector512<int> a, Vector512<int> b) =>
        ToI32InRange(I32ToF64Lo(a) / I32ToF64Lo(b), I32ToF64Hi(a) / I32ToF64Hi(b));

    [MethodImpl(Inline)]
    private static Vector512<int> QuotientU32(Vector512<int> a, Vector512<int> b) =>
        ToU32InRange(U32ToF64Lo(a) / U32ToF64Lo(b), U32ToF64Hi(a) / U32ToF64Hi(b));

    [MethodImpl(Inline)]
    private static void CheckDivisor(Vector512<int> divisor, Vector512<int> mask)
    {
        Vector512<int> bad = Vector512.Equals(divisor, Vector512<int>.Zero) & mask;

        if (Any(bad))
        {
            LanesScalar.ThrowDivisionByZero(Bits(bad));
        }
    }

    /// <param name="a">Dividends of one half.</param>
    /// <param name="b">Divisors.</param>
    /// <param name="mask">The mask of all lanes.</param>
    /// <param name="laneOffset">First lane of the half: 0 or W/2.</param>
    /// <exception cref="KernelFaultException">An active divisor is zero.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector512<long> Div64(Vector512<long> a, Vector512<long> b, Vector512<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.DivOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector512<long> Rem64(Vector512<long> a, Vector512<long> b, Vector512<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.RemOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector512<long> DivU64(Vector512<long> a, Vector512<long> b, Vector512<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.DivUOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector512<long> RemU64(Vector512<long> a, Vector512<long> b, Vector512<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.RemUOrZero);
    }

    [MethodImpl(Inline)]
    private static void CheckDivisor(Vector512<long> divisor, Vector512<int> mask, int laneOffset)
    {
        Vector512<long> zero = Vector512.Equals(divisor, Vector512<long>.Zero);

        if (zero != Vector512<long>.Zero)
        {
            uint bad = ((uint)zero.ExtractMostSignificantBits() << laneOffset) & Bits(mask);

            if (bad != 0)
            {
                LanesScalar.ThrowDivisionByZero(bad);
            }
        }
    }

    // ---- shifts ------------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> Shl32(Vector512<int> a, Vector512<int> count) =>
        ShiftLeft(a, count & Vector512.Create(31));

    [MethodImpl(Inline)]
    internal static Vector512<int> Shr32(Vector512<int> a, Vector512<int> count) =>
        ShiftRight(a, count & Vector512.Create(31));

    [MethodImpl(Inline)]
    internal static Vector512<int> ShrU32(Vector512<int> a, Vector512<int> count) =>
        ShiftRightU(a, count & Vector512.Create(31));

    [MethodImpl(Inline)]
    internal static Vector512<long> Shl64(Vector512<long> a, Vector512<long> count) =>
        ShiftLeft(a, count & Vector512.Create(63L));

    [MethodImpl(Inline)]
    internal static Vector512<long> Shr64(Vector512<long> a, Vector512<long> count) =>
        ShiftRight(a, count & Vector512.Create(63L));

    [MethodImpl(Inline)]
    internal static Vector512<long> ShrU64(Vector512<long> a, Vector512<long> count) =>
        ShiftRightU(a, count & Vector512.Create(63L));

    // ---- bit counts --------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> PopCount32(Vector512<int> a) =>
        (CountBytes(a) * Vector512.Create(0x01010101)) >>> 24;

    [MethodImpl(Inline)]
    internal static Vector512<long> PopCount64(Vector512<long> a)
    {
        // Bytes to pairs of 32-bit sums; adding the two needs no 64-bit product.
        Vector512<long> words = ((CountBytes(a.AsInt32()) * Vector512.Create(0x01010101)) >>> 24).AsInt64();

        return (words + (words >>> 32)) & Vector512.Create(0x7FL);
    }

    /// <summary>In every byte its number of ones.</summary>
    [MethodImpl(Inline)]
    private static Vector512<int> CountBytes(Vector512<int> a)
    {
        Vector512<int> pairs = a - ((a >>> 1) & Vector512.Create(0x55555555));
        Vector512<int> two = Vector512.Create(0x33333333);
        Vector512<int> nibbles = (pairs & two) + ((pairs >>> 2) & two);

        return (nibbles + (nibbles >>> 4)) & Vector512.Create(0x0F0F0F0F);
    }

    [MethodImpl(Inline)]
    internal static Vector512<int> LeadingZeros32(Vector512<int> a)
    {
        if (EvexCD.IsSupported)
        {
            return EvexCD.LeadingZeroCount(a);
        }

        a |= a >>> 1;
        a |= a >>> 2;
        a |= a >>> 4;
        a |= a >>> 8;
        a |= a >>> 16;

        return PopCount32(~a);
    }

    [MethodImpl(Inline)]
    internal static Vector512<long> LeadingZeros64(Vector512<long> a)
    {
        if (EvexCD.IsSupported)
        {
            return EvexCD.LeadingZeroCount(a);
        }

        a |= a >>> 1;
        a |= a >>> 2;
        a |= a >>> 4;
        a |= a >>> 8;
        a |= a >>> 16;
        a |= a >>> 32;

        return PopCount64(~a);
    }

    // ~a & (a - 1) has ones exactly below the lowest one of a, and everywhere for zero.
    [MethodImpl(Inline)]
    internal static Vector512<int> TrailingZeros32(Vector512<int> a)
    {
        Vector512<int> below = ~a & (a - Vector512<int>.One);

        return EvexCD.IsSupported ? Vector512.Create(32) - EvexCD.LeadingZeroCount(below) : PopCount32(below);
    }

    [MethodImpl(Inline)]
    internal static Vector512<long> TrailingZeros64(Vector512<long> a)
    {
        Vector512<long> below = ~a & (a - Vector512<long>.One);

        return EvexCD.IsSupported ? Vector512.Create(64L) - EvexCD.LeadingZeroCount(below) : PopCount64(below);
    }

    // ---- minimum and maximum -----------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> Min32(Vector512<int> a, Vector512<int> b) => Vector512.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector512<int> Max32(Vector512<int> a, Vector512<int> b) => Vector512.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector512<int> MinU32(Vector512<int> a, Vector512<int> b) =>
        Vector512.Min(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<int> MaxU32(Vector512<int> a, Vector512<int> b) =>
        Vector512.Max(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<long> Min64(Vector512<long> a, Vector512<long> b) => Vector512.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector512<long> Max64(Vector512<long> a, Vector512<long> b) => Vector512.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector512<long> MinU64(Vector512<long> a, Vector512<long> b) =>
        Vector512.Min(a.AsUInt64(), b.AsUInt64()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector512<long> MaxU64(Vector512<long> a, Vector512<long> b) =>
        Vector512.Max(a.AsUInt64(), b.AsUInt64()).AsInt64();

    // ---- extension of the low bits -----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> SExt8(Vector512<int> a) => (a << 24) >> 24;

    [MethodImpl(Inline)]
    internal static Vector512<int> SExt16(Vector512<int> a) => (a << 16) >> 16;

    [MethodImpl(Inline)]
    internal static Vector512<int> ZExt8(Vector512<int> a) => a & Vector512.Create(0xFF);

    [MethodImpl(Inline)]
    internal static Vector512<int> ZExt16(Vector512<int> a) => a & Vector512.Create(0xFFFF);
}
