// Generated from Lanes512.Convert.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Conversions. Float to integer saturates, NaN gives 0; to float rounds once, to nearest even.</content>
internal static unsafe partial class Lanes256
{
    // ---- integers ----------------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<long> SExtLo(Vector256<int> a) => Vector256.WidenLower(a);

    [MethodImpl(Inline)]
    internal static Vector256<long> SExtHi(Vector256<int> a) => Vector256.WidenUpper(a);

    [MethodImpl(Inline)]
    internal static Vector256<long> ZExtLo(Vector256<int> a) => Vector256.WidenLower(a.AsUInt32()).AsInt64();

    [MethodImpl(Inline)]
    internal static Vector256<long> ZExtHi(Vector256<int> a) => Vector256.WidenUpper(a.AsUInt32()).AsInt64();

    // ---- integer to float --------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<float> I32ToF32(Vector256<int> a) => Vector256.ConvertToSingle(a);

    [MethodImpl(Inline)]
    internal static Vector256<float> U32ToF32(Vector256<int> a) => Vector256.ConvertToSingle(a.AsUInt32());

    [MethodImpl(Inline)]
    internal static Vector256<double> I64ToF64(Vector256<long> a) => Vector256.ConvertToDouble(a);

    [MethodImpl(Inline)]
    internal static Vector256<double> U64ToF64(Vector256<long> a) => Vector256.ConvertToDouble(a.AsUInt64());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> I64ToF32PerLane(Vector256<long> lo, Vector256<long> hi)
    {
        Vector256<float> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((float*)&result)[i] = LanesScalar.I64ToF32(((long*)&lo)[i]);
            ((float*)&result)[i + (W / 2)] = LanesScalar.I64ToF32(((long*)&hi)[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> U64ToF32PerLane(Vector256<long> lo, Vector256<long> hi)
    {
        Vector256<float> result = default;

        for (int i = 0; i < W / 2; i++)
        {
            ((float*)&result)[i] = LanesScalar.U64ToF32(((long*)&lo)[i]);
            ((float*)&result)[i + (W / 2)] = LanesScalar.U64ToF32(((long*)&hi)[i]);
        }

        return result;
    }

    // ---- float to integer --------------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<int> F32ToI32(Vector256<float> a) => Vector256.ConvertToInt32(a);

    [MethodImpl(Inline)]
    internal static Vector256<int> F32ToU32(Vector256<float> a) => Vector256.ConvertToUInt32(a).AsInt32();

    [MethodImpl(Inline)]
    internal static Vector256<long> F32ToI64Lo(Vector256<float> a) => F64ToI64(Vector256.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector256<long> F32ToI64Hi(Vector256<float> a) => F64ToI64(Vector256.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector256<long> F32ToU64Lo(Vector256<float> a) => F64ToU64(Vector256.WidenLower(a));

    [MethodImpl(Inline)]
    internal static Vector256<long> F32ToU64Hi(Vector256<float> a) => F64ToU64(Vector256.WidenUpper(a));

    [MethodImpl(Inline)]
    internal static Vector256<int> F64ToI32(Vector256<double> lo, Vector256<double> hi) =>
        ToI32InRange(ClampToI32(lo), ClampToI32(hi));

    [MethodImpl(Inline)]
    internal static Vector256<int> F64ToU32(Vector256<double> lo, Vector256<double> hi) =>
        ToU32InRange(ClampToU32(lo), ClampToU32(hi));

    [MethodImpl(Inline)]
    internal static Vector256<long> F64ToI64(Vector256<double> a) => Vector256.ConvertToInt64(a);

    [MethodImpl(Inline)]
    internal static Vector256<long> F64ToU64(Vector256<double> a) => Vector256.ConvertToUInt64(a).AsInt64();

    [MethodImpl(Inline)]
    private static Vector256<double> ClampToI32(Vector256<double> a)
    {
        Vector256<double> number = Vector256.ConditionalSelect(Vector256.Equals(a, a), a, Vector256<double>.Zero);

        return Vector256.MinNative(
            Vector256.MaxNative(number, Vector256.Create(-2147483648.0)), Vector256.Create(2147483647.0));
    }

    [MethodImpl(Inline)]
    private static Vector256<double> ClampToU32(Vector256<double> a)
    {
        Vector256<double> number = Vector256.ConditionalSelect(
            Vector256.GreaterThan(a, Vector256<double>.Zero), a, Vector256<double>.Zero);

        return Vector256.MinNative(number, Vector256.Create(4294967295.0));
    }

    // ---- between float sizes -----------------------------------------------------------------------------------
    [MethodImpl(Inline)]
    internal static Vector256<double> F32ToF64Lo(Vector256<float> a) => Vector256.WidenLower(a);

    [MethodImpl(Inline)]
    internal static Vector256<double> F32ToF64Hi(Vector256<float> a) => Vector256.WidenUpper(a);

    [MethodImpl(Inline)]
    internal static Vector256<float> F64ToF32(Vector256<double> lo, Vector256<double> hi) => Vector256.Narrow(lo, hi);

    /// <summary>From the IEEE half in the low 16 bits; exact, a NaN becomes quiet and keeps its payload.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<float> HalfToF32(Vector256<int> a)
    {
        // Moving exponent and mantissa to their places gives the value times 2^-112, also for subnormals.
        Vector256<int> magnitude = (a & Vector256.Create(0x7FFF)) << 13;
        Vector256<int> sign = (a << 16) & Vector256.Create(int.MinValue);
        Vector256<int> scaled = (magnitude.AsSingle() * Vector256.Create(5.192296858534828e33f)).AsInt32();

        // Infinity and NaN: full exponent, and the quiet bit if there is a mantissa.
        Vector256<int> infinity = Vector256.Create(0x7C00 << 13);
        Vector256<int> special = Vector256.GreaterThanOrEqual(magnitude, infinity) & Vector256.Create(0x7F800000);
        Vector256<int> quiet = Vector256.GreaterThan(magnitude, infinity) & Vector256.Create(0x00400000);

        return (scaled | sign | special | quiet).AsSingle();
    }

    /// <summary>Nearest even half; overflow is infinity, a NaN becomes quiet and keeps its upper payload.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> F32ToHalf(Vector256<float> a)
    {
        Vector256<int> bits = a.AsInt32();
        Vector256<int> sign = (bits >>> 16) & Vector256.Create(0x8000);
        Vector256<int> magnitude = bits & Vector256.Create(0x7FFFFFFF);

        // Normal results: move the exponent, round by adding just under half a unit plus the bit that decides ties.
        Vector256<int> odd = (magnitude >>> 13) & Vector256<int>.One;
        Vector256<int> normal = (magnitude + odd + Vector256.Create(0xFFF - (112 << 23))) >>> 13;

        // Subnormal results: the adder aligns the mantissa and rounds; 0.5 has the unit 2^-24 in its last place.
        Vector256<float> unit = Vector256.Create(0.5f);
        Vector256<int> subnormal = (magnitude.AsSingle() + unit).AsInt32() - unit.AsInt32();
        Vector256<int> finite = Vector256.ConditionalSelect(
            Vector256.LessThan(magnitude, Vector256.Create(113 << 23)), subnormal, normal);

        // 65520 and more round to infinity.
        Vector256<int> overflow = Vector256.ConditionalSelect(
            Vector256.GreaterThan(magnitude, Vector256.Create(0x477FEFFF)), Vector256.Create(0x7C00), finite);
        Vector256<int> nan = ((magnitude >>> 13) & Vector256.Create(0x3FF)) | Vector256.Create(0x7E00);

        return sign | Vector256.ConditionalSelect(
            Vector256.GreaterThan(magnitude, Vector256.Create(0x7F800000)), nan, overflow);
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> BF16ToF32(Vector256<int> a) => (a << 16).AsSingle();

    /// <summary>Nearest even bfloat16 as 16 bits; NaN stays NaN (quiet, upper payload kept).</summary>
    [MethodImpl(Inline)]
    internal static Vector256<int> F32ToBF16(Vector256<float> a)
    {
        Vector256<int> bits = a.AsInt32();
        Vector256<int> odd = (bits >>> 16) & Vector256<int>.One;
        Vector256<int> rounded = bits + odd + Vector256.Create(0x7FFF);
        Vector256<int> nan = bits | Vector256.Create(0x00400000);

        return Vector256.ConditionalSelect(Vector256.Equals(a, a).AsInt32(), rounded, nan) >>> 16;
    }
}
