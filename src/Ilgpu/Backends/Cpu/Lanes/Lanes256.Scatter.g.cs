// Generated from Lanes512.Scatter.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>
/// Scatters, in ascending lane order, so that the highest lane wins a conflict. Each exists twice: as a call, which is
/// quick to compile, and with the suffix Inline for hot loops, which is twice as fast there (some fifty instructions).
/// Inactive lanes write to a scratch location.
/// </content>
internal static unsafe partial class Lanes256
{
    [MethodImpl(Inline)]
    internal static void Scatter32AllInline(byte* p, Vector256<int> index, Vector256<int> data)
    {
        Vector256<long> start = Vector256.Create((long)p);
        ScatterLanes.Store32(start + (Vector256.WidenLower(index) << 2), start + (Vector256.WidenUpper(index) << 2), data);
    }

    [MethodImpl(Inline)]
    internal static void Scatter32Inline(byte* p, Vector256<int> index, Vector256<int> data, Vector256<int> mask)
    {
        Vector256<long> start = Vector256.Create((long)p);
        Scatter32PInline(start + (Vector256.WidenLower(index) << 2), start + (Vector256.WidenUpper(index) << 2), data, mask);
    }

    [MethodImpl(Inline)]
    internal static void Scatter32PInline(Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask)
    {
        long scratch;
        Vector256<long> nowhere = Vector256.Create((long)&scratch);
        lo = Vector256.ConditionalSelect(WidenMaskLo(mask), lo, nowhere);
        hi = Vector256.ConditionalSelect(WidenMaskHi(mask), hi, nowhere);
        ScatterLanes.Store32(lo, hi, data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter32All(byte* p, Vector256<int> index, Vector256<int> data) =>
        Scatter32AllInline(p, index, data);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter32(byte* p, Vector256<int> index, Vector256<int> data, Vector256<int> mask) =>
        Scatter32Inline(p, index, data, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter32P(Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask) =>
        Scatter32PInline(lo, hi, data, mask);

    [MethodImpl(Inline)]
    internal static void ScatterI8AllInline(byte* p, Vector256<int> index, Vector256<int> data)
    {
        Vector256<long> start = Vector256.Create((long)p);
        ScatterLanes.Store8(start + Vector256.WidenLower(index), start + Vector256.WidenUpper(index), data);
    }

    [MethodImpl(Inline)]
    internal static void ScatterI8Inline(byte* p, Vector256<int> index, Vector256<int> data, Vector256<int> mask)
    {
        Vector256<long> start = Vector256.Create((long)p);
        ScatterI8PInline(start + Vector256.WidenLower(index), start + Vector256.WidenUpper(index), data, mask);
    }

    [MethodImpl(Inline)]
    internal static void ScatterI8PInline(Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask)
    {
        long scratch;
        Vector256<long> nowhere = Vector256.Create((long)&scratch);
        lo = Vector256.ConditionalSelect(WidenMaskLo(mask), lo, nowhere);
        hi = Vector256.ConditionalSelect(WidenMaskHi(mask), hi, nowhere);
        ScatterLanes.Store8(lo, hi, data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI8All(byte* p, Vector256<int> index, Vector256<int> data) =>
        ScatterI8AllInline(p, index, data);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI8(byte* p, Vector256<int> index, Vector256<int> data, Vector256<int> mask) =>
        ScatterI8Inline(p, index, data, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI8P(Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask) =>
        ScatterI8PInline(lo, hi, data, mask);

    [MethodImpl(Inline)]
    internal static void ScatterI16AllInline(byte* p, Vector256<int> index, Vector256<int> data)
    {
        Vector256<long> start = Vector256.Create((long)p);
        ScatterLanes.Store16(start + (Vector256.WidenLower(index) << 1), start + (Vector256.WidenUpper(index) << 1), data);
    }

    [MethodImpl(Inline)]
    internal static void ScatterI16Inline(byte* p, Vector256<int> index, Vector256<int> data, Vector256<int> mask)
    {
        Vector256<long> start = Vector256.Create((long)p);
        ScatterI16PInline(start + (Vector256.WidenLower(index) << 1), start + (Vector256.WidenUpper(index) << 1), data, mask);
    }

    [MethodImpl(Inline)]
    internal static void ScatterI16PInline(Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask)
    {
        long scratch;
        Vector256<long> nowhere = Vector256.Create((long)&scratch);
        lo = Vector256.ConditionalSelect(WidenMaskLo(mask), lo, nowhere);
        hi = Vector256.ConditionalSelect(WidenMaskHi(mask), hi, nowhere);
        ScatterLanes.Store16(lo, hi, data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI16All(byte* p, Vector256<int> index, Vector256<int> data) =>
        ScatterI16AllInline(p, index, data);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI16(byte* p, Vector256<int> index, Vector256<int> data, Vector256<int> mask) =>
        ScatterI16Inline(p, index, data, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ScatterI16P(Vector256<long> lo, Vector256<long> hi, Vector256<int> data, Vector256<int> mask) =>
        ScatterI16PInline(lo, hi, data, mask);

    [MethodImpl(Inline)]
    internal static void Scatter64AllInline(byte* p, Vector256<int> index, Vector256<long> lo, Vector256<long> hi)
    {
        Vector256<long> start = Vector256.Create((long)p);
        ScatterLanes.Store64(start + (Vector256.WidenLower(index) << 3), lo);
        ScatterLanes.Store64(start + (Vector256.WidenUpper(index) << 3), hi);
    }

    [MethodImpl(Inline)]
    internal static void Scatter64Inline(
        byte* p, Vector256<int> index, Vector256<long> lo, Vector256<long> hi, Vector256<int> mask)
    {
        Vector256<long> start = Vector256.Create((long)p);
        Scatter64PInline(
            start + (Vector256.WidenLower(index) << 3), start + (Vector256.WidenUpper(index) << 3), lo, hi, mask);
    }

    [MethodImpl(Inline)]
    internal static void Scatter64PInline(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask)
    {
        long scratch;
        Vector256<long> nowhere = Vector256.Create((long)&scratch);
        ScatterLanes.Store64(Vector256.ConditionalSelect(WidenMaskLo(mask), lo, nowhere), dataLo);
        ScatterLanes.Store64(Vector256.ConditionalSelect(WidenMaskHi(mask), hi, nowhere), dataHi);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter64All(byte* p, Vector256<int> index, Vector256<long> lo, Vector256<long> hi) =>
        Scatter64AllInline(p, index, lo, hi);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter64(
        byte* p, Vector256<int> index, Vector256<long> lo, Vector256<long> hi, Vector256<int> mask) =>
        Scatter64Inline(p, index, lo, hi, mask);

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Scatter64P(
        Vector256<long> lo, Vector256<long> hi, Vector256<long> dataLo, Vector256<long> dataHi, Vector256<int> mask) =>
        Scatter64PInline(lo, hi, dataLo, dataHi, mask);
}
