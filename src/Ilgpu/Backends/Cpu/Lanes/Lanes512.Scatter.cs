using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Scatters, in ascending lane order, so that the highest lane wins a conflict. Each exists twice: as a call, which is
/// quick to compile, and with the suffix Inline for hot loops, which is twice as fast there (some fifty instructions).
/// Inactive lanes write to a scratch location.
/// </content>
internal static unsafe partial class Lanes512
{
    [MethodImpl(Inline)]
    internal static void Scatter32AllInline(byte* p, Vector512<int> index, Vector512<int> data)
    {
        Vector512<long> start = Vector512.Create((long)p);
        ScatterLanes.Store32(start + (Vector512.WidenLower(index) << 2), start + (Vector512.WidenUpper(index) << 2), data);
    }

    [MethodImpl(Inline)]
    internal static void Scatter32Inline(byte* p, Vector512<int> index, Vector512<int> data, Vector512<int> mask)
    {
        Vector512<long> start = Vector512.Create((long)p);
        Scatter32PInline(start + (Vector512.WidenLower(index) << 2), start + (Vector512.WidenUpper(index) << 2), data, mask);
    }

    [MethodImpl(Inline)]
    internal static void Scatter32PInline(Vector512<long> lo, Vector512<long> hi, Vector512<int> data, Vector512<int> mask)
    {
        long scratch;
        Vector512<long> nowhere = Vector512.Create((long)&scratch);
        lo = Vector512.ConditionalSelect(WidenMaskLo(mask), lo, nowhere);
        hi = Vector512.ConditionalSelect(WidenMaskHi(mask), hi, nowhere);
        ScatterLanes.Store32(lo, hi, data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter32All(byte* p, Vector512<int> index, Vector512<int> data) =>
        Scatter32AllInline(p, index, data);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter32(byte* p, Vector512<int> index, Vector512<int> data, Vector512<int> mask) =>
        Scatter32Inline(p, index, data, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter32P(Vector512<long> lo, Vector512<long> hi, Vector512<int> data, Vector512<int> mask) =>
        Scatter32PInline(lo, hi, data, mask);

    [MethodImpl(Inline)]
    internal static void ScatterI8AllInline(byte* p, Vector512<int> index, Vector512<int> data)
    {
        Vector512<long> start = Vector512.Create((long)p);
        ScatterLanes.Store8(start + Vector512.WidenLower(index), start + Vector512.WidenUpper(index), data);
    }

    [MethodImpl(Inline)]
    internal static void ScatterI8Inline(byte* p, Vector512<int> index, Vector512<int> data, Vector512<int> mask)
    {
        Vector512<long> start = Vector512.Create((long)p);
        ScatterI8PInline(start + Vector512.WidenLower(index), start + Vector512.WidenUpper(index), data, mask);
    }

    [MethodImpl(Inline)]
    internal static void ScatterI8PInline(Vector512<long> lo, Vector512<long> hi, Vector512<int> data, Vector512<int> mask)
    {
        long scratch;
        Vector512<long> nowhere = Vector512.Create((long)&scratch);
        lo = Vector512.ConditionalSelect(WidenMaskLo(mask), lo, nowhere);
        hi = Vector512.ConditionalSelect(WidenMaskHi(mask), hi, nowhere);
        ScatterLanes.Store8(lo, hi, data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI8All(byte* p, Vector512<int> index, Vector512<int> data) =>
        ScatterI8AllInline(p, index, data);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI8(byte* p, Vector512<int> index, Vector512<int> data, Vector512<int> mask) =>
        ScatterI8Inline(p, index, data, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI8P(Vector512<long> lo, Vector512<long> hi, Vector512<int> data, Vector512<int> mask) =>
        ScatterI8PInline(lo, hi, data, mask);

    [MethodImpl(Inline)]
    internal static void ScatterI16AllInline(byte* p, Vector512<int> index, Vector512<int> data)
    {
        Vector512<long> start = Vector512.Create((long)p);
        ScatterLanes.Store16(start + (Vector512.WidenLower(index) << 1), start + (Vector512.WidenUpper(index) << 1), data);
    }

    [MethodImpl(Inline)]
    internal static void ScatterI16Inline(byte* p, Vector512<int> index, Vector512<int> data, Vector512<int> mask)
    {
        Vector512<long> start = Vector512.Create((long)p);
        ScatterI16PInline(start + (Vector512.WidenLower(index) << 1), start + (Vector512.WidenUpper(index) << 1), data, mask);
    }

    [MethodImpl(Inline)]
    internal static void ScatterI16PInline(Vector512<long> lo, Vector512<long> hi, Vector512<int> data, Vector512<int> mask)
    {
        long scratch;
        Vector512<long> nowhere = Vector512.Create((long)&scratch);
        lo = Vector512.ConditionalSelect(WidenMaskLo(mask), lo, nowhere);
        hi = Vector512.ConditionalSelect(WidenMaskHi(mask), hi, nowhere);
        ScatterLanes.Store16(lo, hi, data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI16All(byte* p, Vector512<int> index, Vector512<int> data) =>
        ScatterI16AllInline(p, index, data);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI16(byte* p, Vector512<int> index, Vector512<int> data, Vector512<int> mask) =>
        ScatterI16Inline(p, index, data, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI16P(Vector512<long> lo, Vector512<long> hi, Vector512<int> data, Vector512<int> mask) =>
        ScatterI16PInline(lo, hi, data, mask);

    [MethodImpl(Inline)]
    internal static void Scatter64AllInline(byte* p, Vector512<int> index, Vector512<long> lo, Vector512<long> hi)
    {
        Vector512<long> start = Vector512.Create((long)p);
        ScatterLanes.Store64(start + (Vector512.WidenLower(index) << 3), lo);
        ScatterLanes.Store64(start + (Vector512.WidenUpper(index) << 3), hi);
    }

    [MethodImpl(Inline)]
    internal static void Scatter64Inline(
        byte* p, Vector512<int> index, Vector512<long> lo, Vector512<long> hi, Vector512<int> mask)
    {
        Vector512<long> start = Vector512.Create((long)p);
        Scatter64PInline(
            start + (Vector512.WidenLower(index) << 3), start + (Vector512.WidenUpper(index) << 3), lo, hi, mask);
    }

    [MethodImpl(Inline)]
    internal static void Scatter64PInline(
        Vector512<long> lo, Vector512<long> hi, Vector512<long> dataLo, Vector512<long> dataHi, Vector512<int> mask)
    {
        long scratch;
        Vector512<long> nowhere = Vector512.Create((long)&scratch);
        ScatterLanes.Store64(Vector512.ConditionalSelect(WidenMaskLo(mask), lo, nowhere), dataLo);
        ScatterLanes.Store64(Vector512.ConditionalSelect(WidenMaskHi(mask), hi, nowhere), dataHi);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter64All(byte* p, Vector512<int> index, Vector512<long> lo, Vector512<long> hi) =>
        Scatter64AllInline(p, index, lo, hi);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter64(
        byte* p, Vector512<int> index, Vector512<long> lo, Vector512<long> hi, Vector512<int> mask) =>
        Scatter64Inline(p, index, lo, hi, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter64P(
        Vector512<long> lo, Vector512<long> hi, Vector512<long> dataLo, Vector512<long> dataHi, Vector512<int> mask) =>
        Scatter64PInline(lo, hi, dataLo, dataHi, mask);
}
