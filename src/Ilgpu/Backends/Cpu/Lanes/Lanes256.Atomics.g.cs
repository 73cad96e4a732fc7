// Generated from Lanes512.Atomics.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Atomic operations of the active lanes in ascending order; each yields the old values. Forms "Uniform" are for one
/// address common to all lanes. "shared": the memory belongs to this thread alone.
/// </content>
internal static unsafe partial class Lanes256
{
    /// <summary>Old values of 64-bit integers, both halves.</summary>
    internal struct Pair64
    {
        public Vector256<long> Lo;
        public Vector256<long> Hi;
    }

    /// <summary>Old values of doubles, both halves.</summary>
    internal struct PairF64
    {
        public Vector256<double> Lo;
        public Vector256<double> Hi;
    }

    // ---- 32 bits -------------------------------------------------------------------------------------------------

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicAdd32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicAdd>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicMin32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicMin>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicMax32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicMax>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicMinU32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicMinU>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicMaxU32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicMaxU>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicAnd32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicAnd>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicOr32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicOr>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicXor32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicXor>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicExchange32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask, bool shared) =>
        Rmw<int, AtomicExchange>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtomicAddF32(
        Vector256<long> lo, Vector256<long> hi, Vector256<float> data, Vector256<int> mask, bool shared) =>
        Rmw<float, AtomicAdd>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtomicMinF32(
        Vector256<long> lo, Vector256<long> hi, Vector256<float> data, Vector256<int> mask, bool shared) =>
        Rmw<float, AtomicMin>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtomicMaxF32(
        Vector256<long> lo, Vector256<long> hi, Vector256<float> data, Vector256<int> mask, bool shared) =>
        Rmw<float, AtomicMax>(lo, hi, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtomicExchangeF32(
        Vector256<long> lo, Vector256<long> hi, Vector256<float> data, Vector256<int> mask, bool shared) =>
        Rmw<float, AtomicExchange>(lo, hi, data, mask, shared);

    // ---- 64 bits -------------------------------------------------------------------------------------------------

    [MethodImpl(Inline)]
    internal static Pair64 AtomicAdd64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicAdd>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicMin64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicMin>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicMax64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicMax>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicMinU64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicMinU>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicMaxU64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicMaxU>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicAnd64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicAnd>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicOr64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicOr>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicXor64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicXor>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicExchange64(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        Rmw64<AtomicExchange>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static PairF64 AtomicAddF64(
        Vector256<long> lo, Vector256<long> hi, Vector256<double> dataLo,
        Vector256<double> dataHi, Vector256<int> mask, bool shared) =>
        RmwF64<AtomicAdd>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static PairF64 AtomicMinF64(
        Vector256<long> lo, Vector256<long> hi, Vector256<double> dataLo,
        Vector256<double> dataHi, Vector256<int> mask, bool shared) =>
        RmwF64<AtomicMin>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static PairF64 AtomicMaxF64(
        Vector256<long> lo, Vector256<long> hi, Vector256<double> dataLo,
        Vector256<double> dataHi, Vector256<int> mask, bool shared) =>
        RmwF64<AtomicMax>(lo, hi, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static PairF64 AtomicExchangeF64(
        Vector256<long> lo, Vector256<long> hi, Vector256<double> dataLo,
        Vector256<double> dataHi, Vector256<int> mask, bool shared) =>
        RmwF64<AtomicExchange>(lo, hi, dataLo, dataHi, mask, shared);

    // ---- one address for all lanes -------------------------------------------------------------------------------

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformAdd32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicAdd>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformMin32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicMin>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformMax32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicMax>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformMinU32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicMinU>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformMaxU32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicMaxU>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformAnd32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicAnd>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformOr32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicOr>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformXor32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicXor>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<int> AtomicUniformExchange32(byte* p, Vector256<int> data, Vector256<int> mask, bool shared) =>
        RmwUniform<int, AtomicExchange>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtomicUniformAddF32(byte* p, Vector256<float> data, Vector256<int> mask, bool shared) =>
        RmwUniform<float, AtomicAdd>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtomicUniformMinF32(byte* p, Vector256<float> data, Vector256<int> mask, bool shared) =>
        RmwUniform<float, AtomicMin>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtomicUniformMaxF32(byte* p, Vector256<float> data, Vector256<int> mask, bool shared) =>
        RmwUniform<float, AtomicMax>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtomicUniformExchangeF32(byte* p, Vector256<float> data, Vector256<int> mask, bool shared) =>
        RmwUniform<float, AtomicExchange>(p, data, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformAdd64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicAdd>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformMin64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicMin>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformMax64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicMax>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformMinU64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicMinU>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformMaxU64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicMaxU>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformAnd64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicAnd>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformOr64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicOr>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformXor64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicXor>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static Pair64 AtomicUniformExchange64(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniform64<AtomicExchange>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static PairF64 AtomicUniformAddF64(
        byte* p, Vector256<double> dataLo, Vector256<double> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniformF64<AtomicAdd>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static PairF64 AtomicUniformMinF64(
        byte* p, Vector256<double> dataLo, Vector256<double> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniformF64<AtomicMin>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static PairF64 AtomicUniformMaxF64(
        byte* p, Vector256<double> dataLo, Vector256<double> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniformF64<AtomicMax>(p, dataLo, dataHi, mask, shared);

    [MethodImpl(Inline)]
    internal static PairF64 AtomicUniformExchangeF64(
        byte* p, Vector256<double> dataLo, Vector256<double> dataHi, Vector256<int> mask, bool shared) =>
        RmwUniformF64<AtomicExchange>(p, dataLo, dataHi, mask, shared);

    // ---- compare and exchange ------------------------------------------------------------------------------------

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector256<int> Cas32(
        Vector256<long> lo, Vector256<long> hi, Vector256<int> comparand,
        Vector256<int> data, Vector256<int> mask, bool shared)
    {
        nint* address = stackalloc nint[W];
        StoreAddresses(address, lo, hi);
        Vector256<int> old = default;
        AtomicOps.CasLanes(address, (int*)&comparand, (int*)&data, (int*)&old, Bits(mask), shared);

        return old;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Pair64 Cas64(
        Vector256<long> lo,
        Vector256<long> hi,
        Vector256<long> comparandLo,
        Vector256<long> comparandHi,
        Vector256<long> dataLo,
        Vector256<long> dataHi,
        Vector256<int> mask,
        bool shared)
    {
        nint* address = stackalloc nint[W];
        StoreAddresses(address, lo, hi);
        Pair64 comparand = new() { Lo = comparandLo, Hi = comparandHi };
        Pair64 data = new() { Lo = dataLo, Hi = dataHi };
        Pair64 old = default;
        AtomicOps.CasLanes(address, (long*)&comparand, (long*)&data, (long*)&old, Bits(mask), shared);

        return old;
    }

    // ---- implementations, one call each --------------------------------------------------------------------------

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<T> Rmw<T, TOp>(
        Vector256<long> lo, Vector256<long> hi, Vector256<T> data, Vector256<int> mask, bool shared)
        where T : unmanaged, IEquatable<T>
        where TOp : struct, IAtomicOp<T>
    {
        nint* address = stackalloc nint[W];
        StoreAddresses(address, lo, hi);
        Vector256<T> old = default;
        AtomicOps.RmwLanes<T, TOp>(address, (T*)&data, (T*)&old, Bits(mask), shared);

        return old;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<T> RmwUniform<T, TOp>(byte* p, Vector256<T> data, Vector256<int> mask, bool shared)
        where T : unmanaged, IEquatable<T>
        where TOp : struct, IAtomicOp<T>
    {
        Vector256<T> old = default;
        AtomicOps.RmwUniform<T, TOp>((T*)p, (T*)&data, (T*)&old, Bits(mask), shared);

        return old;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Pair64 Rmw64<TOp>(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo,
        Vector256<long> dataHi, Vector256<int> mask, bool shared)
        where TOp : struct, IAtomicOp<long>
    {
        nint* address = stackalloc nint[W];
        StoreAddresses(address, lo, hi);
        Pair64 data = new() { Lo = dataLo, Hi = dataHi };
        Pair64 old = default;
        AtomicOps.RmwLanes<long, TOp>(address, (long*)&data, (long*)&old, Bits(mask), shared);

        return old;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Pair64 RmwUniform64<TOp>(
        byte* p, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask, bool shared)
        where TOp : struct, IAtomicOp<long>
    {
        Pair64 data = new() { Lo = dataLo, Hi = dataHi };
        Pair64 old = default;
        AtomicOps.RmwUniform<long, TOp>((long*)p, (long*)&data, (long*)&old, Bits(mask), shared);

        return old;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PairF64 RmwF64<TOp>(
        Vector256<long> lo, Vector256<long> hi, Vector256<double> dataLo,
        Vector256<double> dataHi, Vector256<int> mask, bool shared)
        where TOp : struct, IAtomicOp<double>
    {
        nint* address = stackalloc nint[W];
        StoreAddresses(address, lo, hi);
        PairF64 data = new() { Lo = dataLo, Hi = dataHi };
        PairF64 old = default;
        AtomicOps.RmwLanes<double, TOp>(address, (double*)&data, (double*)&old, Bits(mask), shared);

        return old;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PairF64 RmwUniformF64<TOp>(
        byte* p, Vector256<double> dataLo, Vector256<double> dataHi, Vector256<int> mask, bool shared)
        where TOp : struct, IAtomicOp<double>
    {
        PairF64 data = new() { Lo = dataLo, Hi = dataHi };
        PairF64 old = default;
        AtomicOps.RmwUniform<double, TOp>((double*)p, (double*)&data, (double*)&old, Bits(mask), shared);

        return old;
    }
}
