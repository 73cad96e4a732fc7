using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Masks and comparisons. A mask is all ones in active lanes and zero elsewhere.</content>
internal static unsafe partial class Lanes512
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Bits of a full mask.</summary>
    internal const uint FullBits = (uint)((1UL << W) - 1);

    [MethodImpl(Inline)]
    internal static bool Any(Vector512<int> mask) => mask != Vector512<int>.Zero;

    [MethodImpl(Inline)]
    internal static bool All(Vector512<int> mask) => mask == Vector512<int>.AllBitsSet;

    /// <summary>Bit i is lane i.</summary>
    [MethodImpl(Inline)]
    internal static uint Bits(Vector512<int> mask) => (uint)mask.ExtractMostSignificantBits();

    [MethodImpl(Inline)]
    internal static Vector512<int> FromBits(uint bits)
    {
        Vector512<int> own = LaneBit();

        return ~Vector512.Equals(Vector512.Create((int)bits) & own, Vector512<int>.Zero);
    }

    /// <summary>The first n lanes: none for n &lt;= 0, all for n &gt;= W.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> FirstN(int n) => Vector512.GreaterThan(Vector512.Create(n), Iota());

    [MethodImpl(Inline)]
    internal static Vector512<long> WidenMaskLo(Vector512<int> mask) => Vector512.WidenLower(mask);

    [MethodImpl(Inline)]
    internal static Vector512<long> WidenMaskHi(Vector512<int> mask) => Vector512.WidenUpper(mask);

    [MethodImpl(Inline)]
    internal static Vector512<int> NarrowMask(Vector512<long> lo, Vector512<long> hi) => Trunc(lo, hi);

    [MethodImpl(Inline)]
    internal static Vector512<int> NotMask(Vector512<int> mask) => ~mask;

    [MethodImpl(Inline)]
    internal static Vector512<int> FromBool(bool value) => Vector512.Create(-(value ? 1 : 0));

    [MethodImpl(Inline)]
    internal static unsafe Vector512<int> Iota() => *(Vector512<int>*)LaneNumbers.Int;

    [MethodImpl(Inline)]
    internal static unsafe Vector512<long> IotaLongLo() => *(Vector512<long>*)LaneNumbers.Long;

    [MethodImpl(Inline)]
    internal static unsafe Vector512<long> IotaLongHi() => *(Vector512<long>*)(LaneNumbers.Long + (W / 2 * sizeof(long)));

    // ---- comparisons that the Vector512 API does not name ------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> ULt32(Vector512<int> a, Vector512<int> b) =>
        Vector512.LessThan(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<int> ULe32(Vector512<int> a, Vector512<int> b) =>
        Vector512.LessThanOrEqual(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<long> ULt64(Vector512<long> a, Vector512<long> b) =>
        Vector512.LessThan(a.AsUInt64(), b.AsUInt64()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector512<long> ULe64(Vector512<long> a, Vector512<long> b) =>
        Vector512.LessThanOrEqual(a.AsUInt64(), b.AsUInt64()).AsInt64();

    /// <summary>True also for NaN, as all comparisons below.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> NeF32(Vector512<float> a, Vector512<float> b) => ~Vector512.Equals(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<int> UnLtF32(Vector512<float> a, Vector512<float> b) =>
        ~Vector512.GreaterThanOrEqual(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<int> UnLeF32(Vector512<float> a, Vector512<float> b) =>
        ~Vector512.GreaterThan(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<int> UnGtF32(Vector512<float> a, Vector512<float> b) =>
        ~Vector512.LessThanOrEqual(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<int> UnGeF32(Vector512<float> a, Vector512<float> b) =>
        ~Vector512.LessThan(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<long> NeF64(Vector512<double> a, Vector512<double> b) =>
        ~Vector512.Equals(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector512<long> UnLtF64(Vector512<double> a, Vector512<double> b) =>
        ~Vector512.GreaterThanOrEqual(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector512<long> UnLeF64(Vector512<double> a, Vector512<double> b) =>
        ~Vector512.GreaterThan(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector512<long> UnGtF64(Vector512<double> a, Vector512<double> b) =>
        ~Vector512.LessThanOrEqual(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector512<long> UnGeF64(Vector512<double> a, Vector512<double> b) =>
        ~Vector512.LessThan(a, b).AsInt64();

    // ---- exchange within a warp --------------------------------------------------------------------------------
    /// <summary>Lane i takes lane <paramref name="lane"/>[i], which is in range.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> ShuffleIndex32(Vector512<int> value, Vector512<int> lane) =>
        Vector512.ShuffleNative(value, lane);

    /// <summary>The first half of a shuffle of 64-bit values.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<long> ShuffleIndex64Lo(Vector512<long> lo, Vector512<long> hi, Vector512<int> lane) =>
        Permute64(lo, hi, Vector512.WidenLower(lane));

    [MethodImpl(Inline)]
    internal static Vector512<long> ShuffleIndex64Hi(Vector512<long> lo, Vector512<long> hi, Vector512<int> lane) =>
        Permute64(lo, hi, Vector512.WidenUpper(lane));

    [MethodImpl(Inline)]
    internal static int Extract32(Vector512<int> value, int lane) => ((int*)&value)[lane & (W - 1)];

    [MethodImpl(Inline)]
    internal static long Extract64(Vector512<long> lo, Vector512<long> hi, int lane)
    {
        int within = lane & ((W / 2) - 1);

        return (lane & (W / 2)) == 0 ? ((long*)&lo)[within] : ((long*)&hi)[within];
    }

    // ---- lane by lane, where the machine has no vector form ----------------------------------------------------
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<int> PerLane(Vector512<int> a, delegate*<int, int> function)
    {
        Vector512<int> result = default;

        for (int i = 0; i < W; i++)
        {
            ((int*)&result)[i] = function(((int*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<int> PerLane(Vector512<int> a, Vector512<int> b, delegate*<int, int, int> function)
    {
        Vector512<int> result = default;

        for (int i = 0; i < W; i++)
        {
            ((int*)&result)[i] = function(((int*)&a)[i], ((int*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<long> PerLane(Vector512<long> a, Vector512<long> b, delegate*<long, long, long> function)
    {
        Vector512<long> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((long*)&result)[i] = function(((long*)&a)[i], ((long*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> PerLane(Vector512<float> a, delegate*<float, float> function)
    {
        Vector512<float> result = default;

        for (int i = 0; i < W; i++)
        {
            ((float*)&result)[i] = function(((float*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> PerLane(
        Vector512<float> a, Vector512<float> b, delegate*<float, float, float> function)
    {
        Vector512<float> result = default;

        for (int i = 0; i < W; i++)
        {
            ((float*)&result)[i] = function(((float*)&a)[i], ((float*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> PerLane(Vector512<double> a, delegate*<double, double> function)
    {
        Vector512<double> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((double*)&result)[i] = function(((double*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<double> PerLane(
        Vector512<double> a, Vector512<double> b, delegate*<double, double, double> function)
    {
        Vector512<double> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((double*)&result)[i] = function(((double*)&a)[i], ((double*)&b)[i]);
        }

        return result;
    }
}
