// Generated from Lanes512.Integer.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EvexCD = System.Runtime.Intrinsics.X86.Avx512CD.VL;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Integer arithmetic. 64-bit operations work on one half of the lanes at a time.</content>
internal static unsafe partial class Lanes128
{
    // ---- products ----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> MulHi32(Vector128<int> a, Vector128<int> b)
    {
        Vector128<long> even = MulLow(a, b);
        Vector128<long> odd = MulLow((a.AsInt64() >>> 32).AsInt32(), (b.AsInt64() >>> 32).AsInt32());

        return MergeHigh(even, odd);
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> MulHiU32(Vector128<int> a, Vector128<int> b)
    {
        Vector128<ulong> even = MulLow(a.AsUInt32(), b.AsUInt32());
        Vector128<ulong> odd = MulLow((a.AsUInt64() >>> 32).AsUInt32(), (b.AsUInt64() >>> 32).AsUInt32());

        return MergeHigh(even.AsInt64(), odd.AsInt64());
    }

    /// <summary>The high halves of the products of even and odd lanes, interleaved.</summary>
    [MethodImpl(Inline)]
    private static Vector128<int> MergeHigh(Vector128<long> even, Vector128<long> odd) =>
        Vector128.ConditionalSelect(Vector128.Create(0xFFFF_FFFFL), even >>> 32, odd).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<long> Mul64(Vector128<long> a, Vector128<long> b) => a * b;

    [MethodImpl(Inline)]
    internal static Vector128<long> MulHiU64(Vector128<long> a, Vector128<long> b)
    {
        // Schoolbook in base 2^32; no partial sum overflows.
        Vector128<ulong> low = Vector128.Create(0xFFFF_FFFFUL);
        Vector128<uint> a0 = a.AsUInt32();
        Vector128<uint> b0 = b.AsUInt32();
        Vector128<uint> a1 = (a.AsUInt64() >>> 32).AsUInt32();
        Vector128<uint> b1 = (b.AsUInt64() >>> 32).AsUInt32();
        Vector128<ulong> middle = MulLow(a1, b0) + (MulLow(a0, b0) >>> 32);
        Vector128<ulong> cross = MulLow(a0, b1) + (middle & low);

        return (MulLow(a1, b1) + (middle >>> 32) + (cross >>> 32)).AsInt64();
    }

    [MethodImpl(Inline)]
    internal static Vector128<long> MulHi64(Vector128<long> a, Vector128<long> b) =>
        MulHiU64(a, b) - ((a >> 63) & b) - ((b >> 63) & a);

    // ---- division ----------------------------------------------------------------------------------------------
    /// <summary>Quotient towards zero; MIN / -1 = MIN. A zero divisor in an active lane is a fault.</summary>
    /// <exception cref="KernelFaultException">An active divisor is zero.</exception>
    [MethodImpl(Inline)]
    internal static Vector128<int> Div32(Vector128<int> a, Vector128<int> b, Vector128<int> mask)
    {
        CheckDivisor(b, mask);

        return Quotient32(a, b);
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> Rem32(Vector128<int> a, Vector128<int> b, Vector128<int> mask)
    {
        CheckDivisor(b, mask);

        return a - (Quotient32(a, b) * b);
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> DivU32(Vector128<int> a, Vector128<int> b, Vector128<int> mask)
    {
        CheckDivisor(b, mask);

        return QuotientU32(a, b);
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> RemU32(Vector128<int> a, Vector128<int> b, Vector128<int> mask)
    {
        CheckDivisor(b, mask);

        return a - (QuotientU32(a, b) * b);
    }

    // A quotient of 32-bit integers differs from the next integer by more than the rounding of a double division.
    // MIN / -1 leaves the range of the conversion, whose answer for that is MIN.
    [MethodImpl(Inline)]
    private static Vector128<int> Quotient32(Vector128<int> a, Vector128<int> b) =>
        ToI32InRange(I32ToF64Lo(a) / I32ToF64Lo(b), I32ToF64Hi(a) / I32ToF64Hi(b));

    [MethodImpl(Inline)]
    private static Vector128<int> QuotientU32(Vector128<int> a, Vector128<int> b) =>
        ToU32InRange(U32ToF64Lo(a) / U32ToF64Lo(b), U32ToF64Hi(a) / U32ToF64Hi(b));

    [MethodImpl(Inline)]
    private static void CheckDivisor(Vector128<int> divisor, Vector128<int> mask)
    {
        Vector128<int> bad = Vector128.Equals(divisor, Vector128<int>.Zero) & mask;

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
    internal static Vector128<long> Div64(Vector128<long> a, Vector128<long> b, Vector128<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.DivOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector128<long> Rem64(Vector128<long> a, Vector128<long> b, Vector128<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.RemOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector128<long> DivU64(Vector128<long> a, Vector128<long> b, Vector128<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.DivUOrZero);
    }

    /// <inheritdoc cref="Div64"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector128<long> RemU64(Vector128<long> a, Vector128<long> b, Vector128<int> mask, int laneOffset)
    {
        CheckDivisor(b, mask, laneOffset);

        return PerLane(a, b, &LanesScalar.RemUOrZero);
    }

    [MethodImpl(Inline)]
    private static void CheckDivisor(Vector128<long> divisor, Vector128<int> mask, int laneOffset)
    {
        Vector128<long> zero = Vector128.Equals(divisor, Vector128<long>.Zero);

        if (zero != Vector128<long>.Zero)
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
    internal static Vector128<int> Shl32(Vector128<int> a, Vector128<int> count) =>
        ShiftLeft(a, count & Vector128.Create(31));

    [MethodImpl(Inline)]
    internal static Vector128<int> Shr32(Vector128<int> a, Vector128<int> count) =>
        ShiftRight(a, count & Vector128.Create(31));

    [MethodImpl(Inline)]
    internal static Vector128<int> ShrU32(Vector128<int> a, Vector128<int> count) =>
        ShiftRightU(a, count & Vector128.Create(31));

    [MethodImpl(Inline)]
    internal static Vector128<long> Shl64(Vector128<long> a, Vector128<long> count) =>
        ShiftLeft(a, count & Vector128.Create(63L));

    [MethodImpl(Inline)]
    internal static Vector128<long> Shr64(Vector128<long> a, Vector128<long> count) =>
        ShiftRight(a, count & Vector128.Create(63L));

    [MethodImpl(Inline)]
    internal static Vector128<long> ShrU64(Vector128<long> a, Vector128<long> count) =>
        ShiftRightU(a, count & Vector128.Create(63L));

    // ---- bit counts --------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> PopCount32(Vector128<int> a) =>
        (CountBytes(a) * Vector128.Create(0x01010101)) >>> 24;

    [MethodImpl(Inline)]
    internal static Vector128<long> PopCount64(Vector128<long> a)
    {
        // Bytes to pairs of 32-bit sums; adding the two needs no 64-bit product.
        Vector128<long> words = ((CountBytes(a.AsInt32()) * Vector128.Create(0x01010101)) >>> 24).AsInt64();

        return (words + (words >>> 32)) & Vector128.Create(0x7FL);
    }

    /// <summary>In every byte its number of ones.</summary>
    [MethodImpl(Inline)]
    private static Vector128<int> CountBytes(Vector128<int> a)
    {
        Vector128<int> pairs = a - ((a >>> 1) & Vector128.Create(0x55555555));
        Vector128<int> two = Vector128.Create(0x33333333);
        Vector128<int> nibbles = (pairs & two) + ((pairs >>> 2) & two);

        return (nibbles + (nibbles >>> 4)) & Vector128.Create(0x0F0F0F0F);
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> LeadingZeros32(Vector128<int> a)
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
    internal static Vector128<long> LeadingZeros64(Vector128<long> a)
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
    internal static Vector128<int> TrailingZeros32(Vector128<int> a)
    {
        Vector128<int> below = ~a & (a - Vector128<int>.One);

        return EvexCD.IsSupported ? Vector128.Create(32) - EvexCD.LeadingZeroCount(below) : PopCount32(below);
    }

    [MethodImpl(Inline)]
    internal static Vector128<long> TrailingZeros64(Vector128<long> a)
    {
        Vector128<long> below = ~a & (a - Vector128<long>.One);

        return EvexCD.IsSupported ? Vector128.Create(64L) - EvexCD.LeadingZeroCount(below) : PopCount64(below);
    }

    // ---- minimum and maximum -----------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> Min32(Vector128<int> a, Vector128<int> b) => Vector128.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector128<int> Max32(Vector128<int> a, Vector128<int> b) => Vector128.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector128<int> MinU32(Vector128<int> a, Vector128<int> b) =>
        Vector128.Min(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<int> MaxU32(Vector128<int> a, Vector128<int> b) =>
        Vector128.Max(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<long> Min64(Vector128<long> a, Vector128<long> b) => Vector128.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector128<long> Max64(Vector128<long> a, Vector128<long> b) => Vector128.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector128<long> MinU64(Vector128<long> a, Vector128<long> b) =>
        Vector128.Min(a.AsUInt64(), b.AsUInt64()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector128<long> MaxU64(Vector128<long> a, Vector128<long> b) =>
        Vector128.Max(a.AsUInt64(), b.AsUInt64()).AsInt64();

    // ---- extension of the low bits -----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> SExt8(Vector128<int> a) => (a << 24) >> 24;

    [MethodImpl(Inline)]
    internal static Vector128<int> SExt16(Vector128<int> a) => (a << 16) >> 16;

    [MethodImpl(Inline)]
    internal static Vector128<int> ZExt8(Vector128<int> a) => a & Vector128.Create(0xFF);

    [MethodImpl(Inline)]
    internal static Vector128<int> ZExt16(Vector128<int> a) => a & Vector128.Create(0xFFFF);
}
