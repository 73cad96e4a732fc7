// Generated from Lanes512.Integer.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EvexCD = System.Runtime.Intrinsics.X86.Avx512CD.VL;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Integer arithmetic. 64-bit operations work on one half of the lanes at a time.</content>
internal static unsafe partial class Lanes256
{
    // ---- products ----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> MulHi32(Vector256<int> a, Vector256<int> b)
    {
        Vector256<long> even = MulLow(a, b);
        Vector256<long> odd = MulLow((a.AsInt64() >>> 32).AsInt32(), (b.AsInt64() >>> 32).AsInt32());

        return MergeHigh(even, odd);
    }

    [MethodImpl(Inline)]
    internal static Vector256<int> MulHiU32(Vector256<int> a, Vector256<int> b)
    {
        Vector256<ulong> even = MulLow(a.AsUInt32(), b.AsUInt32());
        Vector256<ulong> odd = MulLow((a.AsUInt64() >>> 32).AsUInt32(), (b.AsUInt64() >>> 32).AsUInt32());

        return MergeHigh(even.AsInt64(), odd.AsInt64());
    }

    /// <summary>The high halves of the products of even and odd lanes, interleaved.</summary>
    [MethodImpl(Inline)]
    private static Vector256<int> MergeHigh(Vector256<long> even, Vector256<long> odd) =>
        Vector256.ConditionalSelect(Vector256.Create(0xFFFF_FFFFL), even >>> 32, odd).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<long> Mul64(Vector256<long> a, Vector256<long> b) => a * b;

    [MethodImpl(Inline)]
    internal static Vector256<long> MulHiU64(Vector256<long> a, Vector256<long> b)
    {
        // Schoolbook in base 2^32; no partial sum overflows.
        Vector256<ulong> low = Vector256.Create(0xFFFF_FFFFUL);
        Vector256<uint> a0 = a.AsUInt32();
        Vector256<uint> b0 = b.AsUInt32();
        Vector256<uint> a1 = (a.AsUInt64() >>> 32).AsUInt32();
        Vector256<uint> b1 = (b.AsUInt64() >>> 32).AsUInt32();
        Vector256<ulong> middle = MulLow(a1, b0) + (MulLow(a0, b0) >>> 32);
        Vector256<ulong> cross = MulLow(a0, b1) + (middle & low);

        return (MulLow(a1, b1) + (middle >>> 32) + (cross >>> 32)).AsInt64();
    }

    [MethodImpl(Inline)]
    internal static Vector256<long> MulHi64(Vector256<long> a, Vector256<long> b) =>
        MulHiU64(a, b) - ((a >> 63) & b) - ((b >> 63) & a);

    // ---- division ----------------------------------------------------------------------------------------------
    /// <summary>Quotient towards zero; MIN / -1 = MIN. A zero divisor in an active lane is a fault.</summary>
    /// <exception cref="KernelFaultException">An active divisor is zero.</exception>
    [MethodImpl(Inline)]
    internal static Vector256<int> Div32(Vector256<int> a, Vector256<int> b, Vector256<int> mask)
    {
        CheckDivisor(b, mask);

        return Quotient32(a, b);
    }

    [MethodImpl(Inline)]
    internal static Vector256<int> Rem32(Vector256<int> a, Vector256<int> b, Vector256<int> mask)
    {
        CheckDivisor(b, mask);

        return a - (Quotient32(a, b) * b);
    }

    [MethodImpl(Inline)]
    internal static Vector256<int> DivU32(Vector256<int> a, Vector256<int> b, Vector256<int> mask)
    {
        CheckDivisor(b, mask);

        return QuotientU32(a, b);
    }

    [MethodImpl(Inline)]
    internal static Vector256<int> RemU32(Vector256<int> a, Vector256<int> b, Vector256<int> mask)
    {
        CheckDivisor(b, mask);

        return a - (QuotientU32(a, b) * b);
    }

    // A quotient of 32-bit integers differs from the next integer by more than the rounding of a double division.
    // MIN / -1 leaves the range of the conversion, whose answer for that is MIN.
    [MethodImpl(Inline)]
    private static Vector256<int> Quotient32(Vector256<int> a, Vector256<int> b) =>
        ToI32InRange(I32ToF64Lo(a) / I32ToF64Lo(b), I32ToF64Hi(a) / I32ToF64Hi(b));

    [MethodImpl(Inline)]
    private static Vector256<int> QuotientU32(Vector256<int> a, Vector256<int> b) =>
        ToU32InRange(U32ToF64Lo(a) / U32ToF64Lo(b), U32ToF64Hi(a) / U32ToF64Hi(b));

    [MethodImpl(Inline)]
    private static void CheckDivisor(Vector256<int> divisor, Vector256<int> mask)
    {
        Vector256<int> bad = Vector256.Equals(divisor, Vector256<int>.Zero) & mask;

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
    internal static Vector256<long> Div64(Vector256<long> a, Vector256<long> b, Vector256<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.DivOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector256<long> Rem64(Vector256<long> a, Vector256<long> b, Vector256<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.RemOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector256<long> DivU64(Vector256<long> a, Vector256<long> b, Vector256<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.DivUOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector256<long> RemU64(Vector256<long> a, Vector256<long> b, Vector256<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.RemUOrZero);
    }

    [MethodImpl(Inline)]
    private static void CheckDivisor(Vector256<long> divisor, Vector256<int> mask, int laneOffset)
    {
        Vector256<long> zero = Vector256.Equals(divisor, Vector256<long>.Zero);

        if (zero != Vector256<long>.Zero)
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
    internal static Vector256<int> Shl32(Vector256<int> a, Vector256<int> count) =>
        ShiftLeft(a, count & Vector256.Create(31));

    [MethodImpl(Inline)]
    internal static Vector256<int> Shr32(Vector256<int> a, Vector256<int> count) =>
        ShiftRight(a, count & Vector256.Create(31));

    [MethodImpl(Inline)]
    internal static Vector256<int> ShrU32(Vector256<int> a, Vector256<int> count) =>
        ShiftRightU(a, count & Vector256.Create(31));

    [MethodImpl(Inline)]
    internal static Vector256<long> Shl64(Vector256<long> a, Vector256<long> count) =>
        ShiftLeft(a, count & Vector256.Create(63L));

    [MethodImpl(Inline)]
    internal static Vector256<long> Shr64(Vector256<long> a, Vector256<long> count) =>
        ShiftRight(a, count & Vector256.Create(63L));

    [MethodImpl(Inline)]
    internal static Vector256<long> ShrU64(Vector256<long> a, Vector256<long> count) =>
        ShiftRightU(a, count & Vector256.Create(63L));

    // ---- bit counts --------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> PopCount32(Vector256<int> a) =>
        (CountBytes(a) * Vector256.Create(0x01010101)) >>> 24;

    [MethodImpl(Inline)]
    internal static Vector256<long> PopCount64(Vector256<long> a)
    {
        // Bytes to pairs of 32-bit sums; adding the two needs no 64-bit product.
        Vector256<long> words = ((CountBytes(a.AsInt32()) * Vector256.Create(0x01010101)) >>> 24).AsInt64();

        return (words + (words >>> 32)) & Vector256.Create(0x7FL);
    }

    /// <summary>In every byte its number of ones.</summary>
    [MethodImpl(Inline)]
    private static Vector256<int> CountBytes(Vector256<int> a)
    {
        Vector256<int> pairs = a - ((a >>> 1) & Vector256.Create(0x55555555));
        Vector256<int> two = Vector256.Create(0x33333333);
        Vector256<int> nibbles = (pairs & two) + ((pairs >>> 2) & two);

        return (nibbles + (nibbles >>> 4)) & Vector256.Create(0x0F0F0F0F);
    }

    [MethodImpl(Inline)]
    internal static Vector256<int> LeadingZeros32(Vector256<int> a)
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
    internal static Vector256<long> LeadingZeros64(Vector256<long> a)
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
    internal static Vector256<int> TrailingZeros32(Vector256<int> a)
    {
        Vector256<int> below = ~a & (a - Vector256<int>.One);

        return EvexCD.IsSupported ? Vector256.Create(32) - EvexCD.LeadingZeroCount(below) : PopCount32(below);
    }

    [MethodImpl(Inline)]
    internal static Vector256<long> TrailingZeros64(Vector256<long> a)
    {
        Vector256<long> below = ~a & (a - Vector256<long>.One);

        return EvexCD.IsSupported ? Vector256.Create(64L) - EvexCD.LeadingZeroCount(below) : PopCount64(below);
    }

    // ---- minimum and maximum -----------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> Min32(Vector256<int> a, Vector256<int> b) => Vector256.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector256<int> Max32(Vector256<int> a, Vector256<int> b) => Vector256.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector256<int> MinU32(Vector256<int> a, Vector256<int> b) =>
        Vector256.Min(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<int> MaxU32(Vector256<int> a, Vector256<int> b) =>
        Vector256.Max(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<long> Min64(Vector256<long> a, Vector256<long> b) => Vector256.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector256<long> Max64(Vector256<long> a, Vector256<long> b) => Vector256.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector256<long> MinU64(Vector256<long> a, Vector256<long> b) =>
        Vector256.Min(a.AsUInt64(), b.AsUInt64()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector256<long> MaxU64(Vector256<long> a, Vector256<long> b) =>
        Vector256.Max(a.AsUInt64(), b.AsUInt64()).AsInt64();

    // ---- extension of the low bits -----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> SExt8(Vector256<int> a) => (a << 24) >> 24;

    [MethodImpl(Inline)]
    internal static Vector256<int> SExt16(Vector256<int> a) => (a << 16) >> 16;

    [MethodImpl(Inline)]
    internal static Vector256<int> ZExt8(Vector256<int> a) => a & Vector256.Create(0xFF);

    [MethodImpl(Inline)]
    internal static Vector256<int> ZExt16(Vector256<int> a) => a & Vector256.Create(0xFFFF);
}
