using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>Vector primitives for 4 lanes; see <see cref="Lanes512"/>. The only width on ARM and on old x86.</summary>
/// <content>What depends on the width: instructions whose names or operand shapes differ.</content>
internal static unsafe partial class Lanes128
{
    /// <summary>Number of lanes.</summary>
    internal const int W = 4;

    [MethodImpl(Inline)]
    private static Vector128<int> LaneBit() => Vector128.Create(1, 2, 4, 8);

    /// <summary>The low 32 bits of 64-bit lanes.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<int> Trunc(Vector128<long> lo, Vector128<long> hi) =>
        Sse.IsSupported ? Sse.Shuffle(lo.AsSingle(), hi.AsSingle(), 0b10_00_10_00).AsInt32() : Vector128.Narrow(lo, hi);

    /// <summary>Lane i takes element index[i] of lo followed by hi.</summary>
    [MethodImpl(Inline)]
    private static Vector128<long> Permute64(Vector128<long> lo, Vector128<long> hi, Vector128<long> index)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.PermuteVar2x64x2(lo, index, hi);
        }

        Vector128<long> half = Vector128.Create((long)(W / 2));

        return Vector128.ConditionalSelect(
            Vector128.LessThan(index, half),
            Vector128.Shuffle(lo, index & (half - Vector128<long>.One)),
            Vector128.Shuffle(hi, index & (half - Vector128<long>.One)));
    }

    // ---- narrow elements in memory -----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> LoadI8(byte* p) => ExtendI8(Vector128.CreateScalarUnsafe(*(int*)p).AsSByte());

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadU8(byte* p) => ExtendU8(Vector128.CreateScalarUnsafe(*(int*)p).AsByte());

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadI16(byte* p) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(long*)p).AsInt16());

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadU16(byte* p) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(long*)p).AsUInt16()).AsInt32();

    [MethodImpl(Inline)]
    internal static void StoreI8(byte* p, Vector128<int> value) => *(int*)p = NarrowI8(value).AsInt32().ToScalar();

    [MethodImpl(Inline)]
    internal static void StoreI16(byte* p, Vector128<int> value) => *(long*)p = NarrowI16(value).AsInt64().ToScalar();

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadMaskedI8(byte* p, Vector128<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendI8(Avx512BW.VL.MaskLoad((sbyte*)p, NarrowI8(mask), Vector128<sbyte>.Zero))
            : LoadLanesI8(p, mask);

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadMaskedU8(byte* p, Vector128<int> mask) =>
        Avx512BW.VL.IsSupported
            ? ExtendU8(Avx512BW.VL.MaskLoad(p, NarrowI8(mask).AsByte(), Vector128<byte>.Zero))
            : LoadLanesU8(p, mask);

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadMaskedI16(byte* p, Vector128<int> mask) =>
        Avx512BW.VL.IsSupported
            ? Vector128.WidenLower(Avx512BW.VL.MaskLoad((short*)p, NarrowI16(mask), Vector128<short>.Zero))
            : LoadLanesI16(p, mask);

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadMaskedU16(byte* p, Vector128<int> mask) =>
        Avx512BW.VL.IsSupported
            ? Vector128.WidenLower(
                Avx512BW.VL.MaskLoad((ushort*)p, NarrowI16(mask).AsUInt16(), Vector128<ushort>.Zero)).AsInt32()
            : LoadLanesU16(p, mask);

    [MethodImpl(Inline)]
    internal static void StoreMaskedI8(byte* p, Vector128<int> value, Vector128<int> mask)
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
    internal static void StoreMaskedI16(byte* p, Vector128<int> value, Vector128<int> mask)
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
    private static Vector128<int> ExtendI8(Vector128<sbyte> value) =>
        Sse41.IsSupported
            ? Sse41.ConvertToVector128Int32(value)
            : Vector128.WidenLower(Vector128.WidenLower(value));

    [MethodImpl(Inline)]
    private static Vector128<int> ExtendU8(Vector128<byte> value) =>
        Sse41.IsSupported
            ? Sse41.ConvertToVector128Int32(value)
            : Vector128.WidenLower(Vector128.WidenLower(value)).AsInt32();

    // The elements above the fourth are zero, which as a mask means that nothing is touched there.
    [MethodImpl(Inline)]
    private static Vector128<sbyte> NarrowI8(Vector128<int> value) =>
        Vector128.Narrow(NarrowI16(value), Vector128<short>.Zero);

    [MethodImpl(Inline)]
    private static Vector128<short> NarrowI16(Vector128<int> value) => Vector128.Narrow(value, Vector128<int>.Zero);

    // ---- wide elements under a mask ----------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> LoadMasked32(byte* p, Vector128<int> mask)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.MaskLoad((int*)p, mask, Vector128<int>.Zero);
        }

        return Avx2.IsSupported ? Avx2.MaskLoad((int*)p, mask) : LoadLanes32(p, mask);
    }

    [MethodImpl(Inline)]
    internal static void StoreMasked32(byte* p, Vector128<int> value, Vector128<int> mask)
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
    private static Vector128<long> LoadHalf64(long* p, Vector128<long> mask)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.MaskLoad(p, mask, Vector128<long>.Zero);
        }

        return Avx2.IsSupported ? Avx2.MaskLoad(p, mask) : LoadLanes64(p, mask);
    }

    [MethodImpl(Inline)]
    private static void StoreHalf64(long* p, Vector128<long> value, Vector128<long> mask)
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
    internal static Vector128<int> Gather32All(byte* p, Vector128<int> index) => Vector128.Create(
        ((int*)p)[(long)index.ToScalar()],
        ((int*)p)[(long)index.GetElement(1)],
        ((int*)p)[(long)index.GetElement(2)],
        ((int*)p)[(long)index.GetElement(3)]);

    [MethodImpl(Inline)]
    internal static Vector128<int> Gather32(byte* p, Vector128<int> index, Vector128<int> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector128(Vector128<int>.Zero, (int*)p, index, mask, 4)
            : GatherLanes32(p, index, mask);

    [MethodImpl(Inline)]
    internal static Vector128<long> Gather64LoAll(byte* p, Vector128<int> index) =>
        Vector128.Create(((long*)p)[(long)index.ToScalar()], ((long*)p)[(long)index.GetElement(1)]);

    [MethodImpl(Inline)]
    internal static Vector128<long> Gather64HiAll(byte* p, Vector128<int> index) =>
        Vector128.Create(((long*)p)[(long)index.GetElement(2)], ((long*)p)[(long)index.GetElement(3)]);

    [MethodImpl(Inline)]
    internal static Vector128<long> Gather64Lo(byte* p, Vector128<int> index, Vector128<int> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector128(Vector128<long>.Zero, (long*)p, index, Vector128.WidenLower(mask), 8)
            : GatherLanes64(p, Vector128.WidenLower(index), Vector128.WidenLower(mask));

    [MethodImpl(Inline)]
    internal static Vector128<long> Gather64Hi(byte* p, Vector128<int> index, Vector128<int> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector128(
                Vector128<long>.Zero, (long*)p, Vector128.Shuffle(index, Vector128.Create(2, 3, 2, 3)), Vector128.WidenUpper(mask), 8)
            : GatherLanes64(p, Vector128.WidenUpper(index), Vector128.WidenUpper(mask));

    [MethodImpl(Inline)]
    internal static Vector128<int> Gather32PAll(Vector128<long> lo, Vector128<long> hi) => Vector128.Create(
        *(int*)lo.ToScalar(), *(int*)lo.GetElement(1), *(int*)hi.ToScalar(), *(int*)hi.GetElement(1));

    [MethodImpl(Inline)]
    internal static Vector128<int> Gather32P(Vector128<long> lo, Vector128<long> hi, Vector128<int> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector128(Vector128<int>.Zero, (int*)null, lo.ToVector256Unsafe().WithUpper(hi), mask, 1)
            : GatherPointers32(lo, hi, mask);

    [MethodImpl(Inline)]
    private static Vector128<long> GatherPointers64All(Vector128<long> address) =>
        Vector128.Create(*(long*)address.ToScalar(), *(long*)address.GetElement(1));

    [MethodImpl(Inline)]
    private static Vector128<long> GatherPointers64(Vector128<long> address, Vector128<long> mask) =>
        Avx2.IsSupported
            ? Avx2.GatherMaskVector128(Vector128<long>.Zero, (long*)null, address, mask, 1)
            : GatherLanes64(null, address, mask, 1);

    // ---- strided loads -----------------------------------------------------------------------------------------
    /// <summary>Elements 0, 2, 4, 6 of 32 bits.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<int> LoadStride2(byte* p) =>
        Sse.IsSupported
            ? Sse.Shuffle(Vector128.Load((float*)p), Vector128.Load((float*)p + 3), 0b11_01_10_00).AsInt32()
            : Vector128.Create(((int*)p)[0], ((int*)p)[2], ((int*)p)[4], ((int*)p)[6]);

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadStride3(byte* p) =>
        Vector128.Create(((int*)p)[0], ((int*)p)[3], ((int*)p)[6], ((int*)p)[9]);

    [MethodImpl(Inline)]
    internal static Vector128<int> LoadStride4(byte* p) =>
        Vector128.Create(((int*)p)[0], ((int*)p)[4], ((int*)p)[8], ((int*)p)[12]);

    // ---- arithmetic --------------------------------------------------------------------------------------------
    /// <summary>64-bit products of the low halves of 64-bit lanes.</summary>
    [MethodImpl(Inline)]
    private static Vector128<long> MulLow(Vector128<int> a, Vector128<int> b) =>
        Sse41.IsSupported
            ? Sse41.Multiply(a, b)
            : (((a.AsInt64() << 32) >> 32) * ((b.AsInt64() << 32) >> 32));

    [MethodImpl(Inline)]
    private static Vector128<ulong> MulLow(Vector128<uint> a, Vector128<uint> b)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.Multiply(a, b);
        }

        Vector128<ulong> low = Vector128.Create(0xFFFF_FFFFUL);

        return (a.AsUInt64() & low) * (b.AsUInt64() & low);
    }

    [MethodImpl(Inline)]
    private static Vector128<int> ShiftLeft(Vector128<int> a, Vector128<int> count)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ShiftLeftLogicalVariable(a, count.AsUInt32());
        }

        return AdvSimd.IsSupported ? AdvSimd.ShiftLogical(a, count) : PerLane(a, count, &LanesScalar.Shl32);
    }

    [MethodImpl(Inline)]
    private static Vector128<int> ShiftRight(Vector128<int> a, Vector128<int> count)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ShiftRightArithmeticVariable(a, count.AsUInt32());
        }

        return AdvSimd.IsSupported ? AdvSimd.ShiftArithmetic(a, -count) : PerLane(a, count, &LanesScalar.Shr32);
    }

    [MethodImpl(Inline)]
    private static Vector128<int> ShiftRightU(Vector128<int> a, Vector128<int> count)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ShiftRightLogicalVariable(a, count.AsUInt32());
        }

        return AdvSimd.IsSupported
            ? AdvSimd.ShiftLogical(a.AsUInt32(), -count).AsInt32()
            : PerLane(a, count, &LanesScalar.ShrU32);
    }

    [MethodImpl(Inline)]
    private static Vector128<long> ShiftLeft(Vector128<long> a, Vector128<long> count)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ShiftLeftLogicalVariable(a, count.AsUInt64());
        }

        return AdvSimd.IsSupported ? AdvSimd.ShiftLogical(a, count) : PerLane(a, count, &LanesScalar.ShlBy64);
    }

    [MethodImpl(Inline)]
    private static Vector128<long> ShiftRight(Vector128<long> a, Vector128<long> count)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.ShiftRightArithmeticVariable(a, count.AsUInt64());
        }

        // The logical shift moves the sign bit to where its copies belong above it.
        Vector128<long> sign = ShiftRightU(Vector128.Create(long.MinValue), count);

        return (ShiftRightU(a, count) ^ sign) - sign;
    }

    [MethodImpl(Inline)]
    private static Vector128<long> ShiftRightU(Vector128<long> a, Vector128<long> count)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ShiftRightLogicalVariable(a, count.AsUInt64());
        }

        return AdvSimd.IsSupported
            ? AdvSimd.ShiftLogical(a.AsUInt64(), -count).AsInt64()
            : PerLane(a, count, &LanesScalar.ShrUBy64);
    }

    // ---- conversions -------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<double> I32ToF64Lo(Vector128<int> a) =>
        Sse2.IsSupported ? Sse2.ConvertToVector128Double(a) : Vector128.ConvertToDouble(Vector128.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector128<double> I32ToF64Hi(Vector128<int> a) =>
        Sse2.IsSupported
            ? Sse2.ConvertToVector128Double(Vector128.Shuffle(a, Vector128.Create(2, 3, 2, 3)))
            : Vector128.ConvertToDouble(Vector128.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector128<double> U32ToF64Lo(Vector128<int> a) => ExactToF64(Vector128.WidenLower(a.AsUInt32()));

    [MethodImpl(Inline)]
    internal static Vector128<double> U32ToF64Hi(Vector128<int> a) => ExactToF64(Vector128.WidenUpper(a.AsUInt32()));

    /// <summary>Values below 2^52: set as the mantissa of 2^52, which is then taken off.</summary>
    [MethodImpl(Inline)]
    private static Vector128<double> ExactToF64(Vector128<ulong> a)
    {
        Vector128<double> bias = Vector128.Create(4503599627370496.0);

        return (a | bias.AsUInt64()).AsDouble() - bias;
    }

    /// <summary>Towards zero, for values in the range of int; MIN for 2^31.</summary>
    [MethodImpl(Inline)]
    private static Vector128<int> ToI32InRange(Vector128<double> lo, Vector128<double> hi) =>
        Sse2.IsSupported
            ? Sse2.UnpackLow(
                Sse2.ConvertToVector128Int32WithTruncation(lo).AsInt64(),
                Sse2.ConvertToVector128Int32WithTruncation(hi).AsInt64()).AsInt32()
            : Vector128.Narrow(Vector128.ConvertToInt64(lo), Vector128.ConvertToInt64(hi));

    /// <summary>Towards zero, for values in the range of uint; anything for others.</summary>
    [MethodImpl(Inline)]
    private static Vector128<int> ToU32InRange(Vector128<double> lo, Vector128<double> hi) =>
        Trunc(ExactToInt(lo), ExactToInt(hi));

    /// <summary>Integral part of values in [0, 2^52) as 64-bit integers.</summary>
    [MethodImpl(Inline)]
    private static Vector128<long> ExactToInt(Vector128<double> a) =>
        (Vector128.Truncate(a) + Vector128.Create(4503599627370496.0)).AsInt64();

    /// <summary>One rounding, unlike a conversion through double.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<float> I64ToF32(Vector128<long> lo, Vector128<long> hi) =>
        Avx512DQ.VL.IsSupported
            ? Avx512DQ.VL.ConvertToVector128Single(lo.ToVector256Unsafe().WithUpper(hi))
            : I64ToF32PerLane(lo, hi);

    [MethodImpl(Inline)]
    internal static Vector128<float> U64ToF32(Vector128<long> lo, Vector128<long> hi) =>
        Avx512DQ.VL.IsSupported
            ? Avx512DQ.VL.ConvertToVector128Single(lo.ToVector256Unsafe().WithUpper(hi).AsUInt64())
            : U64ToF32PerLane(lo, hi);
}
