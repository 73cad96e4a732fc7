using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>Vector primitives for 8 lanes; see <see cref="Lanes512"/>.</summary>
/// <content>What depends on the width: instructions whose names or operand shapes differ.</content>
internal static unsafe partial class Lanes256
{
    /// <summary>Number of lanes.</summary>
    internal const int W = 8;

    [MethodImpl(Inline)]
    private static Vector256<int> LaneBit() => Vector256.Create(1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80);

    // Not Vector256.Create(lower, upper): its uninitialised temporary ties the iterations of a loop together.
    [MethodImpl(Inline)]
    private static Vector256<T> Join<T>(Vector128<T> lower, Vector128<T> upper) => lower.ToVector256Unsafe().WithUpper(upper);

    /// <summary>The low 32 bits of 64-bit lanes.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> Trunc(Vector256<long> lo, Vector256<long> hi) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(lo.AsInt32(), Vector256.Create(0, 2, 4, 6, 8, 10, 12, 14), hi.AsInt32())
            : Vector256.Narrow(lo, hi);

    /// <summary>Lane i takes element index[i] of lo followed by hi.</summary>
    [MethodImpl(Inline)]
    private static Vector256<long> Permute64(Vector256<long> lo, Vector256<long> hi, Vector256<long> index)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.PermuteVar4x64x2(lo, index, hi);
        }

        Vector256<long> half = Vector256.Create((long)(W / 2));

        return Vector256.ConditionalSelect(
            Vector256.LessThan(index, half),
            Vector256.Shuffle(lo, index & (half - Vector256<long>.One)),
            Vector256.Shuffle(hi, index & (half - Vector256<long>.One)));
    }

    // ---- narrow elements in memory -----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> LoadI8(byte* p) => ExtendI8(Vector128.CreateScalarUnsafe(*(long*)p).AsSByte());

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadU8(byte* p) => ExtendU8(Vector128.CreateScalarUnsafe(*(long*)p).AsByte());

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadI16(byte* p) => ExtendI16(Vector128.Load((short*)p));

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadU16(byte* p) => ExtendU16(Vector128.Load((ushort*)p));

    [MethodImpl(Inline)]
    internal static void StoreI8(byte* p, Vector256<int> value) => *(long*)p = NarrowI8(value).AsInt64().ToScalar();

    [MethodImpl(Inline)]
    internal static void StoreI16(byte* p, Vector256<int> value) => NarrowI16(value).Store((short*)p);

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadMaskedI8(byte* p, Vector256<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendI8(Avx512BW.VL.MaskLoad((sbyte*)p, NarrowI8(mask), Vector128<sbyte>.Zero))
            : LoadLanesI8(p, mask);

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadMaskedU8(byte* p, Vector256<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendU8(Avx512BW.VL.MaskLoad(p, NarrowI8(mask).AsByte(), Vector128<byte>.Zero))
            : LoadLanesU8(p, mask);

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadMaskedI16(byte* p, Vector256<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendI16(Avx512BW.VL.MaskLoad((short*)p, NarrowI16(mask), Vector128<short>.Zero))
            : LoadLanesI16(p, mask);

    [MethodImpl(Inline)]
    internal static Vector256<int> LoadMaskedU16(byte* p, Vector256<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendU16(Avx512BW.VL.MaskLoad((ushort*)p, NarrowI16(mask).AsUInt16(), Vector128<ushort>.Zero))
            : LoadLanesU16(p, mask);

    [MethodImpl(Inline)]
    internal static void StoreMaskedI8(byte* p, Vector256<int> value, Vector256<int> mask)
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
    internal static void StoreMaskedI16(byte* p, Vector256<int> value, Vector256<int> mask)
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
    private static Vector256<int> ExtendI8(Vector128<sbyte> value) =>
        Avx2.IsSupported ? Avx2.ConvertToVector256Int32(value) : ExtendI16(Vector128.WidenLower(value));

    [MethodImpl(Inline)]
    private static Vector256<int> ExtendU8(Vector128<byte> value) =>
        Avx2.IsSupported ? Avx2.ConvertToVector256Int32(value) : ExtendU16(Vector128.WidenLower(value));

    [MethodImpl(Inline)]
    private static Vector256<int> ExtendI16(Vector128<short> value) =>
        Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(value)
            : Join(Vector128.WidenLower(value), Vector128.WidenUpper(value));

    [MethodImpl(Inline)]
    private static Vector256<int> ExtendU16(Vector128<ushort> value) =>
        Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(value)
            : Join(Vector128.WidenLower(value), Vector128.WidenUpper(value)).AsInt32();

    [MethodImpl(Inline)]
    private static Vector128<sbyte> NarrowI8(Vector256<int> value) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.ConvertToVector128SByte(value)
            : Vector128.Narrow(NarrowI16(value), Vector128<short>.Zero);

    [MethodImpl(Inline)]
    private static Vector128<short> NarrowI16(Vector256<int> value) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.ConvertToVector128Int16(value)
            : Vector128.Narrow(value.GetLower(), value.GetUpper());

    // ---- wide elements under a mask ----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> LoadMasked32(byte* p, Vector256<int> mask)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.MaskLoad((int*)p, mask, Vector256<int>.Zero);
        }

        return Avx2.IsSupported ? Avx2.MaskLoad((int*)p, mask) : LoadLanes32(p, mask);
    }

    [MethodImpl(Inline)]
    internal static void StoreMasked32(byte* p, Vector256<int> value, Vector256<int> mask)
    {
        if (Avx512F.VL.IsSupported)
        {
            Avx512F.VL.MaskStore((int*)p, mask, value);
        }
        else if (Avx2.IsSupported)
        {
            Avx2.MaskStore((int*)p, mask, value);
        }
        else
        {
            StoreLanes32(p, value, mask);
        }
    }

    [MethodImpl(Inline)]
    private static Vector256<long> LoadHalf64(long* p, Vector256<long> mask)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.MaskLoad(p, mask, Vector256<long>.Zero);
        }

        return Avx2.IsSupported ? Avx2.MaskLoad(p, mask) : LoadLanes64(p, mask);
    }

    [MethodImpl(Inline)]
    private static void StoreHalf64(long* p, Vector256<long> value, Vector256<long> mask)
    {
        if (Avx512F.VL.IsSupported)
        {
            Avx512F.VL.MaskStore(p, mask, value);
        }
        else if (Avx2.IsSupported)
        {
            Avx2.MaskStore(p, mask, value);
        }
        else
        {
            StoreLanes64(p, value, mask);
        }
    }

    // ---- gathers -----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> Gather32All(byte* p, Vector256<int> index) =>
        Avx2.IsSupported
            ? Avx2.GatherVector256((int*)p, index, 4)
            : GatherLanes32(p, index, Vector256<int>.AllBitsSet);

    [MethodImpl(Inline)]
    internal static Vector256<int> Gather32(byte* p, Vector256<int> index, Vector256<int> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector256(Vector256<int>.Zero, (int*)p, index, mask, 4)
            : GatherLanes32(p, index, mask);

    [MethodImpl(Inline)]
    internal static Vector256<long> Gather64LoAll(byte* p, Vector256<int> index) =>
        Avx2.IsSupported
            ? Avx2.GatherVector256((long*)p, index.GetLower(), 8)
            : GatherLanes64(p, Vector256.WidenLower(index), Vector256<long>.AllBitsSet);

    [MethodImpl(Inline)]
    internal static Vector256<long> Gather64HiAll(byte* p, Vector256<int> index) =>
        Avx2.IsSupported
            ? Avx2.GatherVector256((long*)p, index.GetUpper(), 8)
            : GatherLanes64(p, Vector256.WidenUpper(index), Vector256<long>.AllBitsSet);

    [MethodImpl(Inline)]
    internal static Vector256<long> Gather64Lo(byte* p, Vector256<int> index, Vector256<int> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector256(Vector256<long>.Zero, (long*)p, index.GetLower(), Vector256.WidenLower(mask), 8)
            : GatherLanes64(p, Vector256.WidenLower(index), Vector256.WidenLower(mask));

    [MethodImpl(Inline)]
    internal static Vector256<long> Gather64Hi(byte* p, Vector256<int> index, Vector256<int> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector256(Vector256<long>.Zero, (long*)p, index.GetUpper(), Vector256.WidenUpper(mask), 8)
            : GatherLanes64(p, Vector256.WidenUpper(index), Vector256.WidenUpper(mask));

    [MethodImpl(Inline)]
    internal static Vector256<int> Gather32PAll(Vector256<long> lo, Vector256<long> hi) =>
        Avx2.IsSupported
            ? Join(Avx2.GatherVector128((int*)null, lo, 1), Avx2.GatherVector128((int*)null, hi, 1))
            : GatherPointers32(lo, hi, Vector256<int>.AllBitsSet);

    [MethodImpl(Inline)]
    internal static Vector256<int> Gather32P(Vector256<long> lo, Vector256<long> hi, Vector256<int> mask) =>
        Avx2.IsSupported
            ? Join(
                Avx2.GatherMaskVector128(Vector128<int>.Zero, (int*)null, lo, mask.GetLower(), 1),
                Avx2.GatherMaskVector128(Vector128<int>.Zero, (int*)null, hi, mask.GetUpper(), 1))
            : GatherPointers32(lo, hi, mask);

    [MethodImpl(Inline)]
    private static Vector256<long> GatherPointers64All(Vector256<long> address) =>
        Avx2.IsSupported
            ? Avx2.GatherVector256((long*)null, address, 1)
            : GatherLanes64(null, address, Vector256<long>.AllBitsSet, 1);

    [MethodImpl(Inline)]
    private static Vector256<long> GatherPointers64(Vector256<long> address, Vector256<long> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector256(Vector256<long>.Zero, (long*)null, address, mask, 1)
            : GatherLanes64(null, address, mask, 1);

    // ---- strided loads -----------------------------------------------------------------------------------------
    /// <summary>Elements 0, 2, 4, ... of 32 bits. The second load ends with the last of them.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride2(byte* p) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.PermuteVar8x32x2(
                Vector256.Load((int*)p),
                Vector256.Create(0, 2, 4, 6, 9, 11, 13, 15),
                Vector256.Load((int*)p + (W - 1)))
            : Gather32All(p, Iota() << 1);

    /// <summary>Elements 0, 3, 6, ...</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride3(byte* p)
    {
        if (!Avx512F.VL.IsSupported)
        {
            return Gather32All(p, Iota() * Vector256.Create(3));
        }

        Vector256<int> first = Avx512F.VL.PermuteVar8x32x2(
            Vector256.Load((int*)p),
            Vector256.Create(0, 3, 6, 9, 12, 15, 0, 0),
            Vector256.Load((int*)p + W));

        return Avx512F.VL.PermuteVar8x32x2(
            first,
            Vector256.Create(0, 1, 2, 3, 4, 5, 12, 15),
            Vector256.Load((int*)p + ((2 * W) - 2)));
    }

    /// <summary>Elements 0, 4, 8, ...</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> LoadStride4(byte* p)
    {
        if (!Avx512F.VL.IsSupported)
        {
            return Gather32All(p, Iota() << 2);
        }

        Vector256<int> lower = Avx512F.VL.PermuteVar8x32x2(
            Vector256.Load((int*)p),
            Vector256.Create(0, 4, 8, 12, 0, 0, 0, 0),
            Vector256.Load((int*)p + W));
        Vector256<int> upper = Avx512F.VL.PermuteVar8x32x2(
            Vector256.Load((int*)p + (2 * W)),
            Vector256.Create(0, 0, 0, 0, 0, 4, 11, 15),
            Vector256.Load((int*)p + ((3 * W) - 3)));

        return Avx2.Blend(lower, upper, 0b1111_0000);
    }

    // ---- arithmetic --------------------------------------------------------------------------------------------
    /// <summary>64-bit products of the low halves of 64-bit lanes.</summary>
    [MethodImpl(Inline)]
    private static Vector256<long> MulLow(Vector256<int> a, Vector256<int> b) =>
        Avx2.IsSupported
            ? Avx2.Multiply(a, b)
            : (((a.AsInt64() << 32) >> 32) * ((b.AsInt64() << 32) >> 32));

    [MethodImpl(Inline)]
    private static Vector256<ulong> MulLow(Vector256<uint> a, Vector256<uint> b)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.Multiply(a, b);
        }

        Vector256<ulong> low = Vector256.Create(0xFFFF_FFFFUL);

        return (a.AsUInt64() & low) * (b.AsUInt64() & low);
    }

    [MethodImpl(Inline)]
    private static Vector256<int> ShiftLeft(Vector256<int> a, Vector256<int> count) =>
        Avx2.IsSupported ? Avx2.ShiftLeftLogicalVariable(a, count.AsUInt32()) : PerLane(a, count, &LanesScalar.Shl32);

    [MethodImpl(Inline)]
    private static Vector256<int> ShiftRight(Vector256<int> a, Vector256<int> count) =>
        Avx2.IsSupported ? Avx2.ShiftRightArithmeticVariable(a, count.AsUInt32()) : PerLane(a, count, &LanesScalar.Shr32);

    [MethodImpl(Inline)]
    private static Vector256<int> ShiftRightU(Vector256<int> a, Vector256<int> count) =>
        Avx2.IsSupported ? Avx2.ShiftRightLogicalVariable(a, count.AsUInt32()) : PerLane(a, count, &LanesScalar.ShrU32);

    [MethodImpl(Inline)]
    private static Vector256<long> ShiftLeft(Vector256<long> a, Vector256<long> count) =>
        Avx2.IsSupported ? Avx2.ShiftLeftLogicalVariable(a, count.AsUInt64()) : PerLane(a, count, &LanesScalar.ShlBy64);

    [MethodImpl(Inline)]
    private static Vector256<long> ShiftRight(Vector256<long> a, Vector256<long> count)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.ShiftRightArithmeticVariable(a, count.AsUInt64());
        }

        // The logical shift moves the sign bit to where its copies belong above it.
        Vector256<long> sign = ShiftRightU(Vector256.Create(long.MinValue), count);

        return (ShiftRightU(a, count) ^ sign) - sign;
    }

    [MethodImpl(Inline)]
    private static Vector256<long> ShiftRightU(Vector256<long> a, Vector256<long> count) =>
        Avx2.IsSupported ? Avx2.ShiftRightLogicalVariable(a, count.AsUInt64()) : PerLane(a, count, &LanesScalar.ShrUBy64);

    // ---- conversions -------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<double> I32ToF64Lo(Vector256<int> a) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(a.GetLower()) : Vector256.ConvertToDouble(Vector256.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector256<double> I32ToF64Hi(Vector256<int> a) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(a.GetUpper()) : Vector256.ConvertToDouble(Vector256.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector256<double> U32ToF64Lo(Vector256<int> a) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.ConvertToVector256Double(a.GetLower().AsUInt32())
            : ExactToF64(Vector256.WidenLower(a.AsUInt32()));

    [MethodImpl(Inline)]
    internal static Vector256<double> U32ToF64Hi(Vector256<int> a) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.ConvertToVector256Double(a.GetUpper().AsUInt32())
            : ExactToF64(Vector256.WidenUpper(a.AsUInt32()));

    /// <summary>Values below 2^52: set as the mantissa of 2^52, which is then taken off.</summary>
    [MethodImpl(Inline)]
    private static Vector256<double> ExactToF64(Vector256<ulong> a)
    {
        Vector256<double> bias = Vector256.Create(4503599627370496.0);

        return (a | bias.AsUInt64()).AsDouble() - bias;
    }

    /// <summary>Towards zero, for values in the range of int; MIN for others.</summary>
    [MethodImpl(Inline)]
    private static Vector256<int> ToI32InRange(Vector256<double> lo, Vector256<double> hi) =>
        Avx.IsSupported
            ? Join(Avx.ConvertToVector128Int32WithTruncation(lo), Avx.ConvertToVector128Int32WithTruncation(hi))
            : Vector256.Narrow(Vector256.ConvertToInt64(lo), Vector256.ConvertToInt64(hi));

    /// <summary>Towards zero, for values in the range of uint; anything for others.</summary>
    [MethodImpl(Inline)]
    private static Vector256<int> ToU32InRange(Vector256<double> lo, Vector256<double> hi) =>
        Avx512F.VL.IsSupported
            ? Join(
                Avx512F.VL.ConvertToVector128UInt32WithTruncation(lo),
                Avx512F.VL.ConvertToVector128UInt32WithTruncation(hi)).AsInt32()
            : Trunc(ExactToInt(lo), ExactToInt(hi));

    /// <summary>Integral part of values in [0, 2^52) as 64-bit integers.</summary>
    [MethodImpl(Inline)]
    private static Vector256<long> ExactToInt(Vector256<double> a) =>
        (Vector256.Truncate(a) + Vector256.Create(4503599627370496.0)).AsInt64();

    /// <summary>One rounding, unlike a conversion through double.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<float> I64ToF32(Vector256<long> lo, Vector256<long> hi) =>
        Avx512DQ.VL.IsSupported
            ? Join(Avx512DQ.VL.ConvertToVector128Single(lo), Avx512DQ.VL.ConvertToVector128Single(hi))
            : I64ToF32PerLane(lo, hi);

    [MethodImpl(Inline)]
    internal static Vector256<float> U64ToF32(Vector256<long> lo, Vector256<long> hi) =>
        Avx512DQ.VL.IsSupported
            ? Join(
                Avx512DQ.VL.ConvertToVector128Single(lo.AsUInt64()), Avx512DQ.VL.ConvertToVector128Single(hi.AsUInt64()))
            : U64ToF32PerLane(lo, hi);
}
