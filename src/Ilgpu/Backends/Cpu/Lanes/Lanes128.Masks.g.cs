// Generated from Lanes512.Masks.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Masks and comparisons. A mask is all ones in active lanes and zero elsewhere.</content>
internal static unsafe partial class Lanes128
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Bits of a full mask.</summary>
    internal const uint FullBits = (uint)((1UL << W) - 1);

    [MethodImpl(Inline)]
    internal static bool Any(Vector128<int> mask) => mask != Vector128<int>.Zero;

    [MethodImpl(Inline)]
    internal static bool All(Vector128<int> mask) => mask == Vector128<int>.AllBitsSet;

    /// <summary>Bit i is lane i.</summary>
    [MethodImpl(Inline)]
    internal static uint Bits(Vector128<int> mask) => (uint)mask.ExtractMostSignificantBits();

    [MethodImpl(Inline)]
    internal static Vector128<int> FromBits(uint bits)
    {
        Vector128<int> own = LaneBit();

        return ~Vector128.Equals(Vector128.Create((int)bits) & own, Vector128<int>.Zero);
    }

    /// <summary>The first n lanes: none for n &lt;= 0, all for n &gt;= W.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<int> FirstN(int n) => Vector128.GreaterThan(Vector128.Create(n), Iota());

    [MethodImpl(Inline)]
    internal static Vector128<long> WidenMaskLo(Vector128<int> mask) => Vector128.WidenLower(mask);

    [MethodImpl(Inline)]
    internal static Vector128<long> WidenMaskHi(Vector128<int> mask) => Vector128.WidenUpper(mask);

    [MethodImpl(Inline)]
    internal static Vector128<int> NarrowMask(Vector128<long> lo, Vector128<long> hi) => Trunc(lo, hi);

    [MethodImpl(Inline)]
    internal static Vector128<int> NotMask(Vector128<int> mask) => ~mask;

    [MethodImpl(Inline)]
    internal static Vector128<int> FromBool(bool value) => Vector128.Create(-(value ? 1 : 0));

    [MethodImpl(Inline)]
    internal static unsafe Vector128<int> Iota() => *(Vector128<int>*)LaneNumbers.Int;

    [MethodImpl(Inline)]
    internal static unsafe Vector128<long> IotaLongLo() => *(Vector128<long>*)LaneNumbers.Long;

    [MethodImpl(Inline)]
    internal static unsafe Vector128<long> IotaLongHi() => *(Vector128<long>*)(LaneNumbers.Long + (W / 2 * sizeof(long)));

    // ---- comparisons that the Vector128 API does not name ------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> ULt32(Vector128<int> a, Vector128<int> b) =>
        Vector128.LessThan(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<int> ULe32(Vector128<int> a, Vector128<int> b) =>
        Vector128.LessThanOrEqual(a.AsUInt32(), b.AsUInt32()).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<long> ULt64(Vector128<long> a, Vector128<long> b) =>
        Vector128.LessThan(a.AsUInt64(), b.AsUInt64()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector128<long> ULe64(Vector128<long> a, Vector128<long> b) =>
        Vector128.LessThanOrEqual(a.AsUInt64(), b.AsUInt64()).AsInt64();

    /// <summary>True also for NaN, as all comparisons below.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<int> NeF32(Vector128<float> a, Vector128<float> b) => ~Vector128.Equals(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<int> UnLtF32(Vector128<float> a, Vector128<float> b) =>
        ~Vector128.GreaterThanOrEqual(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<int> UnLeF32(Vector128<float> a, Vector128<float> b) =>
        ~Vector128.GreaterThan(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<int> UnGtF32(Vector128<float> a, Vector128<float> b) =>
        ~Vector128.LessThanOrEqual(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<int> UnGeF32(Vector128<float> a, Vector128<float> b) =>
        ~Vector128.LessThan(a, b).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<long> NeF64(Vector128<double> a, Vector128<double> b) =>
        ~Vector128.Equals(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector128<long> UnLtF64(Vector128<double> a, Vector128<double> b) =>
        ~Vector128.GreaterThanOrEqual(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector128<long> UnLeF64(Vector128<double> a, Vector128<double> b) =>
        ~Vector128.GreaterThan(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector128<long> UnGtF64(Vector128<double> a, Vector128<double> b) =>
        ~Vector128.LessThanOrEqual(a, b).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector128<long> UnGeF64(Vector128<double> a, Vector128<double> b) =>
        ~Vector128.LessThan(a, b).AsInt64();

    // ---- exchange within a warp --------------------------------------------------------------------------------
    /// <summary>Lane i takes lane <paramref name="lane"/>[i], which is in range.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<int> ShuffleIndex32(Vector128<int> value, Vector128<int> lane) =>
        Vector128.ShuffleNative(value, lane);

    /// <summary>The first half of a shuffle of 64-bit values.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<long> ShuffleIndex64Lo(Vector128<long> lo, Vector128<long> hi, Vector128<int> lane) =>
        Permute64(lo, hi, Vector128.WidenLower(lane));

    [MethodImpl(Inline)]
    internal static Vector128<long> ShuffleIndex64Hi(Vector128<long> lo, Vector128<long> hi, Vector128<int> lane) =>
        Permute64(lo, hi, Vector128.WidenUpper(lane));

    [MethodImpl(Inline)]
    internal static int Extract32(Vector128<int> value, int lane) => ((int*)&value)[lane & (W - 1)];

    [MethodImpl(Inline)]
    internal static long Extract64(Vector128<long> lo, Vector128<long> hi, int lane)
    {
        int within = lane & ((W / 2) - 1);

        return (lane & (W / 2)) == 0 ? ((long*)&lo)[within] : ((long*)&hi)[within];
    }

    // ---- lane by lane, where the machine has no vector form ----------------------------------------------------
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> PerLane(Vector128<int> a, delegate*<int, int> function)
    {
        Vector128<int> result = default;

        for (int i = 0; i < W; i++)
        {
            ((int*)&result)[i] = function(((int*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> PerLane(Vector128<int> a, Vector128<int> b, delegate*<int, int, int> function)
    {
        Vector128<int> result = default;

        for (int i = 0; i < W; i++)
        {
            ((int*)&result)[i] = function(((int*)&a)[i], ((int*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<long> PerLane(Vector128<long> a, Vector128<long> b, delegate*<long, long, long> function)
    {
        Vector128<long> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((long*)&result)[i] = function(((long*)&a)[i], ((long*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> PerLane(Vector128<float> a, delegate*<float, float> function)
    {
        Vector128<float> result = default;

        for (int i = 0; i < W; i++)
        {
            ((float*)&result)[i] = function(((float*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> PerLane(
        Vector128<float> a, Vector128<float> b, delegate*<float, float, float> function)
    {
        Vector128<float> result = default;

        for (int i = 0; i < W; i++)
        {
            ((float*)&result)[i] = function(((float*)&a)[i], ((float*)&b)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<double> PerLane(Vector128<double> a, delegate*<double, double> function)
    {
        Vector128<double> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((double*)&result)[i] = function(((double*)&a)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<double> PerLane(
        Vector128<double> a, Vector128<double> b, delegate*<double, double, double> function)
    {
        Vector128<double> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((double*)&result)[i] = function(((double*)&a)[i], ((double*)&b)[i]);
        }

        return result;
    }
}
