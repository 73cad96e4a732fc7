// Generated from Lanes512.Gather.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Gathers. Index forms address element index[i] of the array at a scalar base, pointer forms (suffix P) take one address
/// per lane. Inactive lanes touch no memory and give zero.
/// </content>
internal static unsafe partial class Lanes128
{
    // Narrow elements are read through the aligned 32-bit word that holds them: it cannot cross a page, so it is
    // readable whenever the element is. 16-bit elements at odd addresses may straddle words and go lane by lane.
    [MethodImpl(Inline)]
    internal static Vector128<int> GatherU8All(byte* p, Vector128<int> index)
    {
        Vector128<int> place = PlaceI8(p, index);

        return ZExt8(WordShift(Gather32All(Aligned(p), WordI8(index, place)), place, 3));
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherI8All(byte* p, Vector128<int> index)
    {
        Vector128<int> place = PlaceI8(p, index);

        return SExt8(WordShift(Gather32All(Aligned(p), WordI8(index, place)), place, 3));
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherU8(byte* p, Vector128<int> index, Vector128<int> mask)
    {
        Vector128<int> place = PlaceI8(p, index);

        return ZExt8(WordShift(Gather32(Aligned(p), WordI8(index, place), mask), place, 3));
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherI8(byte* p, Vector128<int> index, Vector128<int> mask)
    {
        Vector128<int> place = PlaceI8(p, index);

        return SExt8(WordShift(Gather32(Aligned(p), WordI8(index, place), mask), place, 3));
    }

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherU16All(byte* p, Vector128<int> index) => ZExt16(GatherWord16All(p, index));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherI16All(byte* p, Vector128<int> index) => SExt16(GatherWord16All(p, index));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherU16(byte* p, Vector128<int> index, Vector128<int> mask) =>
        ZExt16(GatherWord16(p, index, mask));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherI16(byte* p, Vector128<int> index, Vector128<int> mask) =>
        SExt16(GatherWord16(p, index, mask));

    [MethodImpl(Inline)]
    private static Vector128<int> GatherWord16All(byte* p, Vector128<int> index)
    {
        if (((nuint)p & 1) != 0)
        {
            return GatherLanes16(p, index, Vector128<int>.AllBitsSet);
        }

        Vector128<int> place = PlaceI16(p, index);

        return WordShift(Gather32All(Aligned(p), WordI16(index, place)), place, 4);
    }

    [MethodImpl(Inline)]
    private static Vector128<int> GatherWord16(byte* p, Vector128<int> index, Vector128<int> mask)
    {
        if (((nuint)p & 1) != 0)
        {
            return GatherLanes16(p, index, mask);
        }

        Vector128<int> place = PlaceI16(p, index);

        return WordShift(Gather32(Aligned(p), WordI16(index, place), mask), place, 4);
    }

    [MethodImpl(Inline)]
    private static byte* Aligned(byte* p) => (byte*)((nuint)p & ~(nuint)3);

    /// <summary>Position of the byte in the word of its group of four, not yet reduced to 0..3.</summary>
    [MethodImpl(Inline)]
    private static Vector128<int> PlaceI8(byte* p, Vector128<int> index) =>
        (index & Vector128.Create(3)) + Vector128.Create((int)((nuint)p & 3));

    // index + (p & 3) could overflow, so the carry is taken apart.
    [MethodImpl(Inline)]
    private static Vector128<int> WordI8(Vector128<int> index, Vector128<int> place) => (index >> 2) + (place >>> 2);

    [MethodImpl(Inline)]
    private static Vector128<int> PlaceI16(byte* p, Vector128<int> index) =>
        (index & Vector128<int>.One) + Vector128.Create((int)(((nuint)p >> 1) & 1));

    [MethodImpl(Inline)]
    private static Vector128<int> WordI16(Vector128<int> index, Vector128<int> place) => (index >> 1) + (place >>> 1);

    /// <summary>Moves the element to the low bits: place modulo the elements per word, times the element's bits.</summary>
    [MethodImpl(Inline)]
    private static Vector128<int> WordShift(Vector128<int> word, Vector128<int> place, int logBits) =>
        ShiftRightU(word, (place << logBits) & Vector128.Create(31));

    // ---- pointer forms -----------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> GatherU8PAll(Vector128<long> lo, Vector128<long> hi) =>
        ZExt8(WordShift(Gather32PAll(Aligned(lo), Aligned(hi)), Trunc(lo, hi), 3));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherI8PAll(Vector128<long> lo, Vector128<long> hi) =>
        SExt8(WordShift(Gather32PAll(Aligned(lo), Aligned(hi)), Trunc(lo, hi), 3));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherU8P(Vector128<long> lo, Vector128<long> hi, Vector128<int> mask) =>
        ZExt8(WordShift(Gather32P(Aligned(lo), Aligned(hi), mask), Trunc(lo, hi), 3));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherI8P(Vector128<long> lo, Vector128<long> hi, Vector128<int> mask) =>
        SExt8(WordShift(Gather32P(Aligned(lo), Aligned(hi), mask), Trunc(lo, hi), 3));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherU16PAll(Vector128<long> lo, Vector128<long> hi) =>
        ZExt16(GatherPointers16(lo, hi, Vector128<int>.AllBitsSet));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherI16PAll(Vector128<long> lo, Vector128<long> hi) =>
        SExt16(GatherPointers16(lo, hi, Vector128<int>.AllBitsSet));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherU16P(Vector128<long> lo, Vector128<long> hi, Vector128<int> mask) =>
        ZExt16(GatherPointers16(lo, hi, mask));

    [MethodImpl(Inline)]
    internal static Vector128<int> GatherI16P(Vector128<long> lo, Vector128<long> hi, Vector128<int> mask) =>
        SExt16(GatherPointers16(lo, hi, mask));

    [MethodImpl(Inline)]
    private static Vector128<int> GatherPointers16(Vector128<long> lo, Vector128<long> hi, Vector128<int> mask)
    {
        Vector128<int> low = Trunc(lo, hi);

        if (Any(low & mask & Vector128<int>.One))
        {
            return GatherPointerLanes16(lo, hi, mask);
        }

        return ShiftRightU(Gather32P(Aligned(lo), Aligned(hi), mask), (low & Vector128.Create(2)) << 3);
    }

    [MethodImpl(Inline)]
    private static Vector128<long> Aligned(Vector128<long> address) => address & Vector128.Create(~3L);

    [MethodImpl(Inline)]
    internal static Vector128<long> Gather64PLoAll(Vector128<long> lo) => GatherPointers64All(lo);

    [MethodImpl(Inline)]
    internal static Vector128<long> Gather64PHiAll(Vector128<long> hi) => GatherPointers64All(hi);

    /// <summary>The mask is that of all lanes.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<long> Gather64PLo(Vector128<long> lo, Vector128<int> mask) =>
        GatherPointers64(lo, WidenMaskLo(mask));

    [MethodImpl(Inline)]
    internal static Vector128<long> Gather64PHi(Vector128<long> hi, Vector128<int> mask) =>
        GatherPointers64(hi, WidenMaskHi(mask));

    [MethodImpl(Inline)]
    private static void StoreAddresses(nint* address, Vector128<long> lo, Vector128<long> hi)
    {
        lo.Store((long*)address);
        hi.Store((long*)address + (W / 2));
    }

    // ---- gathers lane by lane ----------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> GatherLanes32(byte* p, Vector128<int> index, Vector128<int> mask)
    {
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = ((int*)p)[(long)((int*)&index)[lane]];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> GatherLanes16(byte* p, Vector128<int> index, Vector128<int> mask)
    {
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = ((ushort*)p)[(long)((int*)&index)[lane]];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<long> GatherLanes64(byte* p, Vector128<long> index, Vector128<long> mask, int scale = 8)
    {
        Vector128<long> result = default;

        for (uint bits = (uint)mask.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((long*)&result)[lane] = *(long*)(p + (((long*)&index)[lane] * scale));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> GatherPointers32(Vector128<long> lo, Vector128<long> hi, Vector128<int> mask)
    {
        nint* address = stackalloc nint[W];
        StoreAddresses(address, lo, hi);
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = *(int*)address[lane];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> GatherPointerLanes16(Vector128<long> lo, Vector128<long> hi, Vector128<int> mask)
    {
        nint* address = stackalloc nint[W];
        StoreAddresses(address, lo, hi);
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = *(ushort*)address[lane];
        }

        return result;
    }
}
