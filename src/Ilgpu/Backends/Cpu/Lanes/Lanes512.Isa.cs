using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>
/// Vector primitives for 16 lanes, called (and inlined) by emitted code. A varying 32-bit value is one vector, a 64-bit
/// value or pointer two (lanes 0..W/2-1 and the rest). Inactive lanes hold arbitrary values and never fault.
/// Lanes256 and Lanes128 have the same members; all but the files *.Isa.cs are generated from the files of this class.
/// </summary>
/// <content>What depends on the width: instructions whose names or operand shapes differ.</content>
internal static unsafe partial class Lanes512
{
    /// <summary>Number of lanes.</summary>
    internal const int W = 16;

    [MethodImpl(Inline)]
    private static Vector512<int> LaneBit() => Vector512.Create(
        1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x400, 0x800, 0x1000, 0x2000, 0x4000, 0x8000);

    // Not Vector512.Create(lower, upper): its uninitialised temporary ties the iterations of a loop together.
    [MethodImpl(Inline)]
    private static Vector512<T> Join<T>(Vector256<T> lower, Vector256<T> upper) => lower.ToVector512Unsafe().WithUpper(upper);

    [MethodImpl(Inline)]
    private static Vector256<T> Join<T>(Vector128<T> lower, Vector128<T> upper) => lower.ToVector256Unsafe().WithUpper(upper);

    /// <summary>The low 32 bits of 64-bit lanes.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> Trunc(Vector512<long> lo, Vector512<long> hi) =>
        Avx512F.IsSupported
            ? Avx512F.PermuteVar16x32x2(
                lo.AsInt32(), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), hi.AsInt32())
            : Vector512.Narrow(lo, hi);

    /// <summary>Lane i takes element index[i] of lo followed by hi.</summary>
    [MethodImpl(Inline)]
    private static Vector512<long> Permute64(Vector512<long> lo, Vector512<long> hi, Vector512<long> index)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.PermuteVar8x64x2(lo, index, hi);
        }

        Vector512<long> half = Vector512.Create((long)(W / 2));

        return Vector512.ConditionalSelect(
            Vector512.LessThan(index, half),
            Vector512.Shuffle(lo, index & (half - Vector512<long>.One)),
            Vector512.Shuffle(hi, index & (half - Vector512<long>.One)));
    }

    // ---- narrow elements in memory -----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> LoadI8(byte* p) => ExtendI8(Vector128.Load((sbyte*)p));

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadU8(byte* p) => ExtendU8(Vector128.Load(p));

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadI16(byte* p) => ExtendI16(Vector256.Load((short*)p));

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadU16(byte* p) => ExtendU16(Vector256.Load((ushort*)p));

    [MethodImpl(Inline)]
    internal static void StoreI8(byte* p, Vector512<int> value) => NarrowI8(value).Store((sbyte*)p);

    [MethodImpl(Inline)]
    internal static void StoreI16(byte* p, Vector512<int> value) => NarrowI16(value).Store((short*)p);

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadMaskedI8(byte* p, Vector512<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendI8(Avx512BW.VL.MaskLoad((sbyte*)p, NarrowI8(mask), Vector128<sbyte>.Zero))
            : LoadLanesI8(p, mask);

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadMaskedU8(byte* p, Vector512<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendU8(Avx512BW.VL.MaskLoad(p, NarrowI8(mask).AsByte(), Vector128<byte>.Zero))
            : LoadLanesU8(p, mask);

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadMaskedI16(byte* p, Vector512<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendI16(Avx512BW.VL.MaskLoad((short*)p, NarrowI16(mask), Vector256<short>.Zero))
            : LoadLanesI16(p, mask);

    [MethodImpl(Inline)]
    internal static Vector512<int> LoadMaskedU16(byte* p, Vector512<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendU16(Avx512BW.VL.MaskLoad((ushort*)p, NarrowI16(mask).AsUInt16(), Vector256<ushort>.Zero))
            : LoadLanesU16(p, mask);

    [MethodImpl(Inline)]
    internal static void StoreMaskedI8(byte* p, Vector512<int> value, Vector512<int> mask)
    {
        if (Avx512BW.VL.IsSupported)
        {
            Avx512BW.VL.MaskStore((sbyte*)p, NarrowI8(mask), NarrowI8(value));
        }
        else
        {
            StoreLanesI8(p, value, mask);
        }
    }

    [MethodImpl(Inline)]
    internal static void StoreMaskedI16(byte* p, Vector512<int> value, Vector512<int> mask)
    {
        if (Avx512BW.VL.IsSupported)
        {
            Avx512BW.VL.MaskStore((short*)p, NarrowI16(mask), NarrowI16(value));
        }
        else
        {
            StoreLanesI16(p, value, mask);
        }
    }

    [MethodImpl(Inline)]
    private static Vector512<int> ExtendI8(Vector128<sbyte> value)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Int32(value);
        }

        Vector256<short> wide = Join(Vector128.WidenLower(value), Vector128.WidenUpper(value));

        return ExtendI16(wide);
    }

    [MethodImpl(Inline)]
    private static Vector512<int> ExtendU8(Vector128<byte> value)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Int32(value);
        }

        Vector256<ushort> wide = Join(Vector128.WidenLower(value), Vector128.WidenUpper(value));

        return ExtendU16(wide);
    }

    [MethodImpl(Inline)]
    private static Vector512<int> ExtendI16(Vector256<short> value) =>
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(value)
            : Join(Vector256.WidenLower(value), Vector256.WidenUpper(value));

    [MethodImpl(Inline)]
    private static Vector512<int> ExtendU16(Vector256<ushort> value) =>
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(value)
            : Join(Vector256.WidenLower(value), Vector256.WidenUpper(value)).AsInt32();

    [MethodImpl(Inline)]
    private static Vector128<sbyte> NarrowI8(Vector512<int> value)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector128SByte(value);
        }

        Vector256<short> half = NarrowI16(value);

        return Vector128.Narrow(half.GetLower(), half.GetUpper());
    }

    [MethodImpl(Inline)]
    private static Vector256<short> NarrowI16(Vector512<int> value) =>
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector256Int16(value)
            : Vector256.Narrow(value.GetLower(), value.GetUpper());

    // ---- wide elements under a mask ----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> LoadMasked32(byte* p, Vector512<int> mask) =>
        Avx512F.IsSupported
            ? Avx512F.MaskLoad((int*)p, mask, Vector512<int>.Zero)
            : LoadLanes32(p, mask);

    [MethodImpl(Inline)]
    internal static void StoreMasked32(byte* p, Vector512<int> value, Vector512<int> mask)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore((int*)p, mask, value);
        }
        else
        {
            StoreLanes32(p, value, mask);
        }
    }

    [MethodImpl(Inline)]
    private static Vector512<long> LoadHalf64(long* p, Vector512<long> mask) =>
        Avx512F.IsSupported
            ? Avx512F.MaskLoad(p, mask, Vector512<long>.Zero)
            : LoadLanes64(p, mask);

    [MethodImpl(Inline)]
    private static void StoreHalf64(long* p, Vector512<long> value, Vector512<long> mask)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore(p, mask, value);
        }
        else
        {
            StoreLanes64(p, value, mask);
        }
    }

    // ---- gathers -----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> Gather32All(byte* p, Vector512<int> index) =>
        Avx2.IsSupported
            ? Join(
                Avx2.GatherVector256((int*)p, index.GetLower(), 4),
                Avx2.GatherVector256((int*)p, index.GetUpper(), 4))
            : GatherLanes32(p, index, Vector512<int>.AllBitsSet);

    [MethodImpl(Inline)]
    internal static Vector512<int> Gather32(byte* p, Vector512<int> index, Vector512<int> mask) =>
        Avx2.IsSupported
            ? Join(
                Avx2.GatherMaskVector256(Vector256<int>.Zero, (int*)p, index.GetLower(), mask.GetLower(), 4),
                Avx2.GatherMaskVector256(Vector256<int>.Zero, (int*)p, index.GetUpper(), mask.GetUpper(), 4))
            : GatherLanes32(p, index, mask);

    [MethodImpl(Inline)]
    internal static Vector512<long> Gather64LoAll(byte* p, Vector512<int> index) =>
        Avx2.IsSupported
            ? GatherHalf64All(p, index.GetLower())
            : GatherLanes64(p, Vector512.WidenLower(index), Vector512<long>.AllBitsSet);

    [MethodImpl(Inline)]
    internal static Vector512<long> Gather64HiAll(byte* p, Vector512<int> index) =>
        Avx2.IsSupported
            ? GatherHalf64All(p, index.GetUpper())
            : GatherLanes64(p, Vector512.WidenUpper(index), Vector512<long>.AllBitsSet);

    [MethodImpl(Inline)]
    internal static Vector512<long> Gather64Lo(byte* p, Vector512<int> index, Vector512<int> mask) =>
        Avx2.IsSupported
            ? GatherHalf64(p, index.GetLower(), Vector512.WidenLower(mask))
            : GatherLanes64(p, Vector512.WidenLower(index), Vector512.WidenLower(mask));

    [MethodImpl(Inline)]
    internal static Vector512<long> Gather64Hi(byte* p, Vector512<int> index, Vector512<int> mask) =>
        Avx2.IsSupported
            ? GatherHalf64(p, index.GetUpper(), Vector512.WidenUpper(mask))
            : GatherLanes64(p, Vector512.WidenUpper(index), Vector512.WidenUpper(mask));

    [MethodImpl(Inline)]
    private static Vector512<long> GatherHalf64All(byte* p, Vector256<int> index) => Join(
        Avx2.GatherVector256((long*)p, index.GetLower(), 8),
        Avx2.GatherVector256((long*)p, index.GetUpper(), 8));

    [MethodImpl(Inline)]
    private static Vector512<long> GatherHalf64(byte* p, Vector256<int> index, Vector512<long> mask) => Join(
        Avx2.GatherMaskVector256(Vector256<long>.Zero, (long*)p, index.GetLower(), mask.GetLower(), 8),
        Avx2.GatherMaskVector256(Vector256<long>.Zero, (long*)p, index.GetUpper(), mask.GetUpper(), 8));

    [MethodImpl(Inline)]
    internal static Vector512<int> Gather32PAll(Vector512<long> lo, Vector512<long> hi) =>
        Avx2.IsSupported
            ? Join(
                Join(
                    Avx2.GatherVector128((int*)null, lo.GetLower(), 1), Avx2.GatherVector128((int*)null, lo.GetUpper(), 1)),
                Join(
                    Avx2.GatherVector128((int*)null, hi.GetLower(), 1), Avx2.GatherVector128((int*)null, hi.GetUpper(), 1)))
            : GatherPointers32(lo, hi, Vector512<int>.AllBitsSet);

    [MethodImpl(Inline)]
    internal static Vector512<int> Gather32P(Vector512<long> lo, Vector512<long> hi, Vector512<int> mask) =>
        Avx2.IsSupported
            ? Join(
                GatherQuarter32(lo.GetLower(), hi: lo.GetUpper(), mask.GetLower()),
                GatherQuarter32(hi.GetLower(), hi: hi.GetUpper(), mask.GetUpper()))
            : GatherPointers32(lo, hi, mask);

    [MethodImpl(Inline)]
    private static Vector256<int> GatherQuarter32(Vector256<long> lo, Vector256<long> hi, Vector256<int> mask) =>
        Join(
            Avx2.GatherMaskVector128(Vector128<int>.Zero, (int*)null, lo, mask.GetLower(), 1),
            Avx2.GatherMaskVector128(Vector128<int>.Zero, (int*)null, hi, mask.GetUpper(), 1));

    [MethodImpl(Inline)]
    private static Vector512<long> GatherPointers64All(Vector512<long> address) =>
        Avx2.IsSupported
            ? Join(
                Avx2.GatherVector256((long*)null, address.GetLower(), 1),
                Avx2.GatherVector256((long*)null, address.GetUpper(), 1))
            : GatherLanes64(null, address, Vector512<long>.AllBitsSet, 1);

    [MethodImpl(Inline)]
    private static Vector512<long> GatherPointers64(Vector512<long> address, Vector512<long> mask) =>
        Avx2.IsSupported
            ? Join(
                Avx2.GatherMaskVector256(Vector256<long>.Zero, (long*)null, address.GetLower(), mask.GetLower(), 1),
                Avx2.GatherMaskVector256(Vector256<long>.Zero, (long*)null, address.GetUpper(), mask.GetUpper(), 1))
            : GatherLanes64(null, address, mask, 1);

    // ---- strided loads -----------------------------------------------------------------------------------------
    /// <summary>Elements 0, 2, 4, ... of 32 bits. The second load ends with the last of them.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> LoadStride2(byte* p) =>
        Avx512F.IsSupported
            ? Avx512F.PermuteVar16x32x2(
                Vector512.Load((int*)p),
                Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31),
                Vector512.Load((int*)p + (W - 1)))
            : Gather32All(p, Iota() << 1);

    /// <summary>Elements 0, 3, 6, ...</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> LoadStride3(byte* p)
    {
        if (!Avx512F.IsSupported)
        {
            return Gather32All(p, Iota() * Vector512.Create(3));
        }

        Vector512<int> first = Avx512F.PermuteVar16x32x2(
            Vector512.Load((int*)p),
            Vector512.Create(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 0, 0, 0, 0, 0),
            Vector512.Load((int*)p + W));

        return Avx512F.PermuteVar16x32x2(
            first,
            Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 19, 22, 25, 28, 31),
            Vector512.Load((int*)p + ((2 * W) - 2)));
    }

    /// <summary>Elements 0, 4, 8, ...</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> LoadStride4(byte* p)
    {
        if (!Avx512F.IsSupported)
        {
            return Gather32All(p, Iota() << 2);
        }

        Vector512<int> lower = Avx512F.PermuteVar16x32x2(
            Vector512.Load((int*)p),
            Vector512.Create(0, 4, 8, 12, 16, 20, 24, 28, 0, 0, 0, 0, 0, 0, 0, 0),
            Vector512.Load((int*)p + W));
        Vector512<int> upper = Avx512F.PermuteVar16x32x2(
            Vector512.Load((int*)p + (2 * W)),
            Vector512.Create(0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 8, 12, 19, 23, 27, 31),
            Vector512.Load((int*)p + ((3 * W) - 3)));

        return Avx512F.Shuffle4x128(lower, upper, 0b11_10_01_00);
    }

    // ---- arithmetic --------------------------------------------------------------------------------------------
    /// <summary>64-bit products of the low halves of 64-bit lanes.</summary>
    [MethodImpl(Inline)]
    private static Vector512<long> MulLow(Vector512<int> a, Vector512<int> b) =>
        Avx512F.IsSupported
            ? Avx512F.Multiply(a, b)
            : (((a.AsInt64() << 32) >> 32) * ((b.AsInt64() << 32) >> 32));

    [MethodImpl(Inline)]
    private static Vector512<ulong> MulLow(Vector512<uint> a, Vector512<uint> b)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(a, b);
        }

        Vector512<ulong> low = Vector512.Create(0xFFFF_FFFFUL);

        return (a.AsUInt64() & low) * (b.AsUInt64() & low);
    }

    [MethodImpl(Inline)]
    private static Vector512<int> ShiftLeft(Vector512<int> a, Vector512<int> count) =>
        Avx512F.IsSupported
            ? Avx512F.ShiftLeftLogicalVariable(a, count.AsUInt32())
            : PerLane(a, count, &LanesScalar.Shl32);

    [MethodImpl(Inline)]
    private static Vector512<int> ShiftRight(Vector512<int> a, Vector512<int> count) =>
        Avx512F.IsSupported
            ? Avx512F.ShiftRightArithmeticVariable(a, count.AsUInt32())
            : PerLane(a, count, &LanesScalar.Shr32);

    [MethodImpl(Inline)]
    private static Vector512<int> ShiftRightU(Vector512<int> a, Vector512<int> count) =>
        Avx512F.IsSupported
            ? Avx512F.ShiftRightLogicalVariable(a, count.AsUInt32())
            : PerLane(a, count, &LanesScalar.ShrU32);

    [MethodImpl(Inline)]
    private static Vector512<long> ShiftLeft(Vector512<long> a, Vector512<long> count) =>
        Avx512F.IsSupported
            ? Avx512F.ShiftLeftLogicalVariable(a, count.AsUInt64())
            : PerLane(a, count, &LanesScalar.ShlBy64);

    [MethodImpl(Inline)]
    private static Vector512<long> ShiftRight(Vector512<long> a, Vector512<long> count) =>
        Avx512F.IsSupported
            ? Avx512F.ShiftRightArithmeticVariable(a, count.AsUInt64())
            : PerLane(a, count, &LanesScalar.ShrBy64);

    [MethodImpl(Inline)]
    private static Vector512<long> ShiftRightU(Vector512<long> a, Vector512<long> count) =>
        Avx512F.IsSupported
            ? Avx512F.ShiftRightLogicalVariable(a, count.AsUInt64())
            : PerLane(a, count, &LanesScalar.ShrUBy64);

    // ---- conversions -------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<double> I32ToF64Lo(Vector512<int> a) =>
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Double(a.GetLower())
            : Vector512.ConvertToDouble(Vector512.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector512<double> I32ToF64Hi(Vector512<int> a) =>
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Double(a.GetUpper())
            : Vector512.ConvertToDouble(Vector512.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector512<double> U32ToF64Lo(Vector512<int> a) =>
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Double(a.GetLower().AsUInt32())
            : Vector512.ConvertToDouble(Vector512.WidenLower(a.AsUInt32()).AsInt64());

    [MethodImpl(Inline)]
    internal static Vector512<double> U32ToF64Hi(Vector512<int> a) =>
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Double(a.GetUpper().AsUInt32())
            : Vector512.ConvertToDouble(Vector512.WidenUpper(a.AsUInt32()).AsInt64());

    /// <summary>Towards zero, for values in the range of int; anything for others.</summary>
    [MethodImpl(Inline)]
    private static Vector512<int> ToI32InRange(Vector512<double> lo, Vector512<double> hi) =>
        Avx512F.IsSupported
            ? Join(
                Avx512F.ConvertToVector256Int32WithTruncation(lo), Avx512F.ConvertToVector256Int32WithTruncation(hi))
            : Vector512.Narrow(Vector512.ConvertToInt64(lo), Vector512.ConvertToInt64(hi));

    /// <summary>Towards zero, for values in the range of uint; anything for others.</summary>
    [MethodImpl(Inline)]
    private static Vector512<int> ToU32InRange(Vector512<double> lo, Vector512<double> hi) =>
        Avx512F.IsSupported
            ? Join(
                Avx512F.ConvertToVector256UInt32WithTruncation(lo), Avx512F.ConvertToVector256UInt32WithTruncation(hi)).AsInt32()
            : Vector512.Narrow(Vector512.ConvertToInt64(lo), Vector512.ConvertToInt64(hi));

    /// <summary>One rounding, unlike a conversion through double.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<float> I64ToF32(Vector512<long> lo, Vector512<long> hi) =>
        Avx512DQ.IsSupported
            ? Join(Avx512DQ.ConvertToVector256Single(lo), Avx512DQ.ConvertToVector256Single(hi))
            : I64ToF32PerLane(lo, hi);

    [MethodImpl(Inline)]
    internal static Vector512<float> U64ToF32(Vector512<long> lo, Vector512<long> hi) =>
        Avx512DQ.IsSupported
            ? Join(
                Avx512DQ.ConvertToVector256Single(lo.AsUInt64()), Avx512DQ.ConvertToVector256Single(hi.AsUInt64()))
            : U64ToF32PerLane(lo, hi);
}
