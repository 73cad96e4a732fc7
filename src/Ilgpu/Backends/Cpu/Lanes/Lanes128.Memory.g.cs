// Generated from Lanes512.Memory.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Contiguous memory, and access lane by lane where the machine has no vector form.</content>
internal static unsafe partial class Lanes128
{
    /// <summary>Lanes 0..W/2-1 of 64-bit elements; <paramref name="p"/> is the address of lane 0.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<long> LoadMasked64Lo(byte* p, Vector128<int> mask) =>
        LoadHalf64((long*)p, WidenMaskLo(mask));

    /// <summary>Lanes W/2..W-1 of 64-bit elements; <paramref name="p"/> is the address of lane 0.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<long> LoadMasked64Hi(byte* p, Vector128<int> mask) =>
        LoadHalf64((long*)p + (W / 2), WidenMaskHi(mask));

    [MethodImpl(Inline)]
    internal static void StoreMasked64Lo(byte* p, Vector128<long> lo, Vector128<int> mask) =>
        StoreHalf64((long*)p, lo, WidenMaskLo(mask));

    [MethodImpl(Inline)]
    internal static void StoreMasked64Hi(byte* p, Vector128<long> hi, Vector128<int> mask) =>
        StoreHalf64((long*)p + (W / 2), hi, WidenMaskHi(mask));

    /// <summary>Bypasses the caches where <paramref name="p"/> is aligned to a vector.</summary>
    [MethodImpl(Inline)]
    internal static void StoreNonTemporal32(byte* p, Vector128<int> value)
    {
        if (((nuint)p & (nuint)((W * 4) - 1)) == 0)
        {
            value.StoreAlignedNonTemporal((int*)p);
        }
        else
        {
            value.Store((int*)p);
        }
    }

    /// <summary>One half of 64-bit elements; <paramref name="p"/> is the address of that half.</summary>
    [MethodImpl(Inline)]
    internal static void StoreNonTemporal64(byte* p, Vector128<long> value) => StoreNonTemporal32(p, value.AsInt32());

    // ---- lane by lane ------------------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> LoadLanes32(byte* p, Vector128<int> mask)
    {
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = ((int*)p)[lane];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> LoadLanesI8(byte* p, Vector128<int> mask)
    {
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = ((sbyte*)p)[lane];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> LoadLanesU8(byte* p, Vector128<int> mask)
    {
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = p[lane];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> LoadLanesI16(byte* p, Vector128<int> mask)
    {
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = ((short*)p)[lane];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<int> LoadLanesU16(byte* p, Vector128<int> mask)
    {
        Vector128<int> result = default;

        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)&result)[lane] = ((ushort*)p)[lane];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<long> LoadLanes64(long* p, Vector128<long> mask)
    {
        Vector128<long> result = default;

        for (uint bits = (uint)mask.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((long*)&result)[lane] = p[lane];
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes32(byte* p, Vector128<int> value, Vector128<int> mask)
    {
        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((int*)p)[lane] = ((int*)&value)[lane];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanesI8(byte* p, Vector128<int> value, Vector128<int> mask)
    {
        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            p[lane] = (byte)((int*)&value)[lane];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanesI16(byte* p, Vector128<int> value, Vector128<int> mask)
    {
        for (uint bits = Bits(mask); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            ((short*)p)[lane] = (short)((int*)&value)[lane];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes64(long* p, Vector128<long> value, Vector128<long> mask)
    {
        for (uint bits = (uint)mask.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            int lane = BitOperations.TrailingZeroCount(bits);
            p[lane] = ((long*)&value)[lane];
        }
    }
}
