// Generated from Lanes512.Masks.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Masks and comparisons. A mask is all ones in active lanes and zero elsewhere.</content>
internal static unsafe partial class Lanes256
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Bits of a full mask.</summary>
    internal const uint FullBits = (uint)((1UL << W) - 1);

    [MethodImpl(Inline)]
    internal static bool Any(Vector256<int> mask) => mask != Vector256<int>.Zero;

    [MethodImpl(Inline)]
    internal static bool All(Vector256<int> mask) => mask == Vector256<int>.AllBitsSet;

    /// <summary>Bit i is lane i.</summary>
    [MethodImpl(Inline)]
    internal static uint Bits(Vector256<int> mask) => (uint)mask.ExtractMostSignificantBits();

    [MethodImpl(Inline)]
    internal static Vector256<int> FromBits(uint bits)
    {
        Vector256<int> own = LaneBit();

        return ~Vector256.Equals(Vector256.Create((int)bits) & own, Vector256<int>.Zero);
    }

    /// <summary>The first n lanes: none for n &lt;= 0, all for n &gt;= W.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> FirstN(int n) => Vector256.GreaterThan(Vector256.Create(n), Iota());

    [MethodImpl(Inline)]
    internal static Vector256<long> WidenMaskLo(Vector256<int> mask) => Vector256.WidenLower(mask);

    [MethodImpl(Inline)]
    internal static Vector256<long> WidenMaskHi(Vector256<int> mask) => Vector256.WidenUpper(mask);

    [MethodImpl(Inline)]
    internal static Vector256<int> NarrowMask(Vector256<long> lo, Vector256<long> hi) => Trunc(lo, hi);

    [MethodImpl(Inline)]
    internal static Vector256<int> NotMask(Vector256<int> mask) => ~mask;

    [MethodImpl(Inline)]
    internal static Vector256<int> FromBool(bool value) => Vector256.Create(-(value ? 1 : 0));

    [MethodImpl(Inline)]
    internal static unsafe Vector256<int> Iota() => *(Vector256<int>*)LaneNumbers.Int;

    [MethodImpl(Inline)]
    internal static unsafe Vector256<long> IotaLongLo() => *(Vector256<long>*)LaneNumbers.Long;

    [MethodImpl(Inline)]
    internal static unsafe Vector256<long> IotaLongHi() => *(Vector256<long>*)(LaneNumbers.Long + (W / 2 * sizeof(long)));

    // ---- comparisons that the Vector256 API does not name ------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> ULt32(Vector256<int> a, Vector256<int> b) =>
        Vector256.LessThan(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<int> ULe32(Vector256<int> a, Vector256<int> b) =>
        Vector256.LessThanOrEqual(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<long> ULt64(Vector256<long> a, Vector256<long> b) =>
        Vector256.LessThan(a.AsUInt64(), b.AsUInt64()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector256<long> ULe64(Vector256<long> a, Vector256<long> b) =>
        Vector256.LessThanOrEqual(a.AsUInt64(), b.AsUInt64()).AsInt64();

    /// <summary>True also for NaN, as all comparisons below.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> NeF32(Vector256<float> a, Vector256<float> b) => ~Vector256.Equals(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<int> UnLtF32(Vector256<float> a, Vector256<float> b) =>
        ~Vector256.GreaterThanOrEqual(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<int> UnLeF32(Vector256<float> a, Vector256<float> b) =>
        ~Vector256.GreaterThan(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<int> UnGtF32(Vector256<float> a, Vector256<float> b) =>
        ~Vector256.LessThanOrEqual(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<int> UnGeF32(Vector256<float> a, Vector256<float> b) =>
        ~Vector256.LessThan(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<long> NeF64(Vector256<double> a, Vector256<double> b) =>
        ~Vector256.Equals(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector256<long> UnLtF64(Vector256<double> a, Vector256<double> b) =>
        ~Vector256.GreaterThanOrEqual(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector256<long> UnLeF64(Vector256<double> a, Vector256<double> b) =>
        ~Vector256.GreaterThan(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector256<long> UnGtF64(Vector256<double> a, Vector256<double> b) =>
        ~Vector256.LessThanOrEqual(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector256<long> UnGeF64(Vector256<double> a, Vector256<double> b) =>
        ~Vector256.LessThan(a, b).AsInt64();

    // ---- exchange within a warp --------------------------------------------------------------------------------
    /// <summary>Lane i takes lane <paramref name="lane"/>[i], which is in range.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> ShuffleIndex32(Vector256<int> value, Vector256<int> lane) =>
        Vector256.ShuffleNative(value, lane);

    /// <summary>The first half of a shuffle of 64-bit values.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<long> ShuffleIndex64Lo(Vector256<long> lo, Vector256<long> hi, Vector256<int> lane) =>
        Permute64(lo, hi, Vector256.WidenLower(lane));

    [MethodImpl(Inline)]
    internal static Vector256<long> ShuffleIndex64Hi(Vector256<long> lo, Vector256<long> hi, Vector256<int> lane) =>
        Permute64(lo, hi, Vector256.WidenUpper(lane));

    [MethodImpl(Inline)]
    internal static int Extract32(Vector256<int> value, int lane) => ((int*)&value)[lane & (W - 1)];

    [MethodImpl(Inline)]
    internal static long Extract64(Vector256<long> lo, Vector256<long> hi, int lane)
    {
        int within = lane & ((W / 2) - 1);

        return (lane & (W / 2)) == 0 ? ((long*)&lo)[within] : ((long*)&hi)[within];
    }

    // ---- lane by lane, where the machine has no vector form ----------------------------------------------------
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<int> PerLane(Vector256<int> a, delegate*<int, int> function)
    {
        Vector256<int> result = default;

        for (int i = 0; i < W; i++)
        {
            ((int*)&result)[i] = function(((int*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<int> PerLane(Vector256<int> a, Vector256<int> b, delegate*<int, int, int> function)
    {
        Vector256<int> result = default;

        for (int i = 0; i < W; i++)
        {
            ((int*)&result)[i] = function(((int*)&a)[i], ((int*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<long> PerLane(Vector256<long> a, Vector256<long> b, delegate*<long, long, long> function)
    {
        Vector256<long> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((long*)&result)[i] = function(((long*)&a)[i], ((long*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> PerLane(Vector256<float> a, delegate*<float, float> function)
    {
        Vector256<float> result = default;

        for (int i = 0; i < W; i++)
        {
            ((float*)&result)[i] = function(((float*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> PerLane(
        Vector256<float> a, Vector256<float> b, delegate*<float, float, float> function)
    {
        Vector256<float> result = default;

        for (int i = 0; i < W; i++)
        {
            ((float*)&result)[i] = function(((float*)&a)[i], ((float*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> PerLane(Vector256<double> a, delegate*<double, double> function)
    {
        Vector256<double> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((double*)&result)[i] = function(((double*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<double> PerLane(
        Vector256<double> a, Vector256<double> b, delegate*<double, double, double> function)
    {
        Vector256<double> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((double*)&result)[i] = function(((double*)&a)[i], ((double*)&b)[i]);
        }

        return result;
    }
}
