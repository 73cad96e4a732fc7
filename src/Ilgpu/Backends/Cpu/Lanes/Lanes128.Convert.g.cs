// Generated from Lanes512.Convert.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Conversions. Float to integer saturates, NaN gives 0; to float rounds once, to nearest even.</content>
internal static unsafe partial class Lanes128
{
    // ---- integers ----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<long> SExtLo(Vector128<int> a) => Vector128.WidenLower(a);

    [MethodImpl(Inline)]
    internal static Vector128<long> SExtHi(Vector128<int> a) => Vector128.WidenUpper(a);

    [MethodImpl(Inline)]
    internal static Vector128<long> ZExtLo(Vector128<int> a) => Vector128.WidenLower(a.AsUInt32()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector128<long> ZExtHi(Vector128<int> a) => Vector128.WidenUpper(a.AsUInt32()).AsInt64();

    // ---- integer to float --------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<float> I32ToF32(Vector128<int> a) => Vector128.ConvertToSingle(a);

    [MethodImpl(Inline)]
    internal static Vector128<float> U32ToF32(Vector128<int> a) => Vector128.ConvertToSingle(a.AsUInt32());

    [MethodImpl(Inline)]
    internal static Vector128<double> I64ToF64(Vector128<long> a) => Vector128.ConvertToDouble(a);

    [MethodImpl(Inline)]
    internal static Vector128<double> U64ToF64(Vector128<long> a) => Vector128.ConvertToDouble(a.AsUInt64());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> I64ToF32PerLane(Vector128<long> lo, Vector128<long> hi)
    {
        Vector128<float> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((float*)&result)[i] = LanesScalar.I64ToF32(((long*)&lo)[i]);
            ((float*)&result)[i + (W / 2)] = LanesScalar.I64ToF32(((long*)&hi)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<float> U64ToF32PerLane(Vector128<long> lo, Vector128<long> hi)
    {
        Vector128<float> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((float*)&result)[i] = LanesScalar.U64ToF32(((long*)&lo)[i]);
            ((float*)&result)[i + (W / 2)] = LanesScalar.U64ToF32(((long*)&hi)[i]);
        }

        return result;
    }

    // ---- float to integer --------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<int> F32ToI32(Vector128<float> a) => Vector128.ConvertToInt32(a);

    [MethodImpl(Inline)]
    internal static Vector128<int> F32ToU32(Vector128<float> a) => Vector128.ConvertToUInt32(a).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector128<long> F32ToI64Lo(Vector128<float> a) => F64ToI64(Vector128.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector128<long> F32ToI64Hi(Vector128<float> a) => F64ToI64(Vector128.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector128<long> F32ToU64Lo(Vector128<float> a) => F64ToU64(Vector128.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector128<long> F32ToU64Hi(Vector128<float> a) => F64ToU64(Vector128.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector128<int> F64ToI32(Vector128<double> lo, Vector128<double> hi) =>
        ToI32InRange(ClampToI32(lo), ClampToI32(hi));

    [MethodImpl(Inline)]
    internal static Vector128<int> F64ToU32(Vector128<double> lo, Vector128<double> hi) =>
        ToU32InRange(ClampToU32(lo), ClampToU32(hi));

    [MethodImpl(Inline)]
    internal static Vector128<long> F64ToI64(Vector128<double> a) => Vector128.ConvertToInt64(a);

    [MethodImpl(Inline)]
    internal static Vector128<long> F64ToU64(Vector128<double> a) => Vector128.ConvertToUInt64(a).AsInt64();

    [MethodImpl(Inline)]
    private static Vector128<double> ClampToI32(Vector128<double> a)
    {
        Vector128<double> number = Vector128.ConditionalSelect(Vector128.Equals(a, a), a, Vector128<double>.Zero);

        return Vector128.MinNative(
            Vector128.MaxNative(number, Vector128.Create(-2147483648.0)), Vector128.Create(2147483647.0));
    }

    [MethodImpl(Inline)]
    private static Vector128<double> ClampToU32(Vector128<double> a)
    {
        Vector128<double> number = Vector128.ConditionalSelect(
            Vector128.GreaterThan(a, Vector128<double>.Zero), a, Vector128<double>.Zero);

        return Vector128.MinNative(number, Vector128.Create(4294967295.0));
    }

    // ---- between float sizes -----------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector128<double> F32ToF64Lo(Vector128<float> a) => Vector128.WidenLower(a);

    [MethodImpl(Inline)]
    internal static Vector128<double> F32ToF64Hi(Vector128<float> a) => Vector128.WidenUpper(a);

    [MethodImpl(Inline)]
    internal static Vector128<float> F64ToF32(Vector128<double> lo, Vector128<double> hi) => Vector128.Narrow(lo, hi);

    /// <summary>From the IEEE half in the low 16 bits; exact, a NaN becomes quiet and keeps its payload.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<float> HalfToF32(Vector128<int> a)
    {
        // Moving exponent and mantissa to their places gives the value times 2^-112, also for subnormals.
        Vector128<int> magnitude = (a & Vector128.Create(0x7FFF)) << 13;
        Vector128<int> sign = (a << 16) & Vector128.Create(int.MinValue);
        Vector128<int> scaled = (magnitude.AsSingle() * Vector128.Create(5.192296858534828e33f)).AsInt32();

        // Infinity and NaN: full exponent, and the quiet bit if there is a mantissa.
        Vector128<int> infinity = Vector128.Create(0x7C00 << 13);
        Vector128<int> special = Vector128.GreaterThanOrEqual(magnitude, infinity) & Vector128.Create(0x7F800000);
        Vector128<int> quiet = Vector128.GreaterThan(magnitude, infinity) & Vector128.Create(0x00400000);

        return (scaled | sign | special | quiet).AsSingle();
    }

    /// <summary>Nearest even half; overflow is infinity, a NaN becomes quiet and keeps its upper payload.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<int> F32ToHalf(Vector128<float> a)
    {
        Vector128<int> bits = a.AsInt32();
        Vector128<int> sign = (bits >>> 16) & Vector128.Create(0x8000);
        Vector128<int> magnitude = bits & Vector128.Create(0x7FFFFFFF);

        // Normal results: move the exponent, round by adding just under half a unit plus the bit that decides ties.
        Vector128<int> odd = (magnitude >>> 13) & Vector128<int>.One;
        Vector128<int> normal = (magnitude + odd + Vector128.Create(0xFFF - (112 << 23))) >>> 13;

        // Subnormal results: the adder aligns the mantissa and rounds; 0.5 has the unit 2^-24 in its last place.
        Vector128<float> unit = Vector128.Create(0.5f);
        Vector128<int> subnormal = (magnitude.AsSingle() + unit).AsInt32() - unit.AsInt32();
        Vector128<int> finite = Vector128.ConditionalSelect(
            Vector128.LessThan(magnitude, Vector128.Create(113 << 23)), subnormal, normal);

        // 65520 and more round to infinity.
        Vector128<int> overflow = Vector128.ConditionalSelect(
            Vector128.GreaterThan(magnitude, Vector128.Create(0x477FEFFF)), Vector128.Create(0x7C00), finite);
        Vector128<int> nan = ((magnitude >>> 13) & Vector128.Create(0x3FF)) | Vector128.Create(0x7E00);

        return sign | Vector128.ConditionalSelect(
            Vector128.GreaterThan(magnitude, Vector128.Create(0x7F800000)), nan, overflow);
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> BF16ToF32(Vector128<int> a) => (a << 16).AsSingle();

    /// <summary>Nearest even bfloat16 as 16 bits; NaN stays NaN (quiet, upper payload kept).</summary>
    [MethodImpl(Inline)]
    internal static Vector128<int> F32ToBF16(Vector128<float> a)
    {
        Vector128<int> bits = a.AsInt32();
        Vector128<int> odd = (bits >>> 16) & Vector128<int>.One;
        Vector128<int> rounded = bits + odd + Vector128.Create(0x7FFF);
        Vector128<int> nan = bits | Vector128.Create(0x00400000);

        return Vector128.ConditionalSelect(Vector128.Equals(a, a).AsInt32(), rounded, nan) >>> 16;
    }
}
