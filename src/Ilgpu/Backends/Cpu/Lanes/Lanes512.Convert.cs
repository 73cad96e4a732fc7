using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Conversions. Float to integer saturates, NaN gives 0; to float rounds once, to nearest even.</content>
internal static unsafe partial class Lanes512
{
    // ---- integers ----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<long> SExtLo(Vector512<int> a) => Vector512.WidenLower(a);

    [MethodImpl(Inline)]
    internal static Vector512<long> SExtHi(Vector512<int> a) => Vector512.WidenUpper(a);

    [MethodImpl(Inline)]
    internal static Vector512<long> ZExtLo(Vector512<int> a) => Vector512.WidenLower(a.AsUInt32()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector512<long> ZExtHi(Vector512<int> a) => Vector512.WidenUpper(a.AsUInt32()).AsInt64();

    // ---- integer to float --------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<float> I32ToF32(Vector512<int> a) => Vector512.ConvertToSingle(a);

    [MethodImpl(Inline)]
    internal static Vector512<float> U32ToF32(Vector512<int> a) => Vector512.ConvertToSingle(a.AsUInt32());

    [MethodImpl(Inline)]
    internal static Vector512<double> I64ToF64(Vector512<long> a) => Vector512.ConvertToDouble(a);

    [MethodImpl(Inline)]
    internal static Vector512<double> U64ToF64(Vector512<long> a) => Vector512.ConvertToDouble(a.AsUInt64());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> I64ToF32PerLane(Vector512<long> lo, Vector512<long> hi)
    {
        Vector512<float> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((float*)&result)[i] = LanesScalar.I64ToF32(((long*)&lo)[i]);
            ((float*)&result)[i + (W / 2)] = LanesScalar.I64ToF32(((long*)&hi)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<float> U64ToF32PerLane(Vector512<long> lo, Vector512<long> hi)
    {
        Vector512<float> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((float*)&result)[i] = LanesScalar.U64ToF32(((long*)&lo)[i]);
            ((float*)&result)[i + (W / 2)] = LanesScalar.U64ToF32(((long*)&hi)[i]);
        }

        return result;
    }

    // ---- float to integer --------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<int> F32ToI32(Vector512<float> a) => Vector512.ConvertToInt32(a);

    [MethodImpl(Inline)]
    internal static Vector512<int> F32ToU32(Vector512<float> a) => Vector512.ConvertToUInt32(a).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector512<long> F32ToI64Lo(Vector512<float> a) => F64ToI64(Vector512.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector512<long> F32ToI64Hi(Vector512<float> a) => F64ToI64(Vector512.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector512<long> F32ToU64Lo(Vector512<float> a) => F64ToU64(Vector512.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector512<long> F32ToU64Hi(Vector512<float> a) => F64ToU64(Vector512.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector512<int> F64ToI32(Vector512<double> lo, Vector512<double> hi) =>
        ToI32InRange(ClampToI32(lo), ClampToI32(hi));

    [MethodImpl(Inline)]
    internal static Vector512<int> F64ToU32(Vector512<double> lo, Vector512<double> hi) =>
        ToU32InRange(ClampToU32(lo), ClampToU32(hi));

    [MethodImpl(Inline)]
    internal static Vector512<long> F64ToI64(Vector512<double> a) => Vector512.ConvertToInt64(a);

    [MethodImpl(Inline)]
    internal static Vector512<long> F64ToU64(Vector512<double> a) => Vector512.ConvertToUInt64(a).AsInt64();

    [MethodImpl(Inline)]
    private static Vector512<double> ClampToI32(Vector512<double> a)
    {
        Vector512<double> number = Vector512.ConditionalSelect(Vector512.Equals(a, a), a, Vector512<double>.Zero);

        return Vector512.MinNative(
            Vector512.MaxNative(number, Vector512.Create(-2147483648.0)), Vector512.Create(2147483647.0));
    }

    [MethodImpl(Inline)]
    private static Vector512<double> ClampToU32(Vector512<double> a)
    {
        Vector512<double> number = Vector512.ConditionalSelect(
            Vector512.GreaterThan(a, Vector512<double>.Zero), a, Vector512<double>.Zero);

        return Vector512.MinNative(number, Vector512.Create(4294967295.0));
    }

    // ---- between float sizes -----------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector512<double> F32ToF64Lo(Vector512<float> a) => Vector512.WidenLower(a);

    [MethodImpl(Inline)]
    internal static Vector512<double> F32ToF64Hi(Vector512<float> a) => Vector512.WidenUpper(a);

    [MethodImpl(Inline)]
    internal static Vector512<float> F64ToF32(Vector512<double> lo, Vector512<double> hi) => Vector512.Narrow(lo, hi);

    /// <summary>From the IEEE half in the low 16 bits; exact, a NaN becomes quiet and keeps its payload.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<float> HalfToF32(Vector512<int> a)
    {
        // Moving exponent and mantissa to their places gives the value times 2^-112, also for subnormals.
        Vector512<int> magnitude = (a & Vector512.Create(0x7FFF)) << 13;
        Vector512<int> sign = (a << 16) & Vector512.Create(int.MinValue);
        Vector512<int> scaled = (magnitude.AsSingle() * Vector512.Create(5.192296858534828e33f)).AsInt32();

        // Infinity and NaN: full exponent, and the quiet bit if there is a mantissa.
        Vector512<int> infinity = Vector512.Create(0x7C00 << 13);
        Vector512<int> special = Vector512.GreaterThanOrEqual(magnitude, infinity) & Vector512.Create(0x7F800000);
        Vector512<int> quiet = Vector512.GreaterThan(magnitude, infinity) & Vector512.Create(0x00400000);

        return (scaled | sign | special | quiet).AsSingle();
    }

    /// <summary>Nearest even half; overflow is infinity, a NaN becomes quiet and keeps its upper payload.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> F32ToHalf(Vector512<float> a)
    {
        Vector512<int> bits = a.AsInt32();
        Vector512<int> sign = (bits >>> 16) & Vector512.Create(0x8000);
        Vector512<int> magnitude = bits & Vector512.Create(0x7FFFFFFF);

        // Normal results: move the exponent, round by adding just under half a unit plus the bit that decides ties.
        Vector512<int> odd = (magnitude >>> 13) & Vector512<int>.One;
        Vector512<int> normal = (magnitude + odd + Vector512.Create(0xFFF - (112 << 23))) >>> 13;

        // Subnormal results: the adder aligns the mantissa and rounds; 0.5 has the unit 2^-24 in its last place.
        Vector512<float> unit = Vector512.Create(0.5f);
        Vector512<int> subnormal = (magnitude.AsSingle() + unit).AsInt32() - unit.AsInt32();
        Vector512<int> finite = Vector512.ConditionalSelect(
            Vector512.LessThan(magnitude, Vector512.Create(113 << 23)), subnormal, normal);

        // 65520 and more round to infinity.
        Vector512<int> overflow = Vector512.ConditionalSelect(
            Vector512.GreaterThan(magnitude, Vector512.Create(0x477FEFFF)), Vector512.Create(0x7C00), finite);
        Vector512<int> nan = ((magnitude >>> 13) & Vector512.Create(0x3FF)) | Vector512.Create(0x7E00);

        return sign | Vector512.ConditionalSelect(
            Vector512.GreaterThan(magnitude, Vector512.Create(0x7F800000)), nan, overflow);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> BF16ToF32(Vector512<int> a) => (a << 16).AsSingle();

    /// <summary>Nearest even bfloat16 as 16 bits; NaN stays NaN (quiet, upper payload kept).</summary>
    [MethodImpl(Inline)]
    internal static Vector512<int> F32ToBF16(Vector512<float> a)
    {
        Vector512<int> bits = a.AsInt32();
        Vector512<int> odd = (bits >>> 16) & Vector512<int>.One;
        Vector512<int> rounded = bits + odd + Vector512.Create(0x7FFF);
        Vector512<int> nan = bits | Vector512.Create(0x00400000);

        return Vector512.ConditionalSelect(Vector512.Equals(a, a).AsInt32(), rounded, nan) >>> 16;
    }
}
