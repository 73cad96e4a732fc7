using System.Runtime.CompilerServices;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>What the vector form takes from the runtime's vector classes, on one value.</content>
internal static partial class LanesScalar
{
    /// <summary>Absolute value; the smallest integer stays as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Abs32(int value) => value < 0 ? -value : value;

    /// <summary>Absolute value; the smallest integer stays as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Abs64(long value) => value < 0 ? -value : value;

    /// <summary>Clears the sign, of a NaN as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float AbsF32(float value) => MathF.Abs(value);

    /// <summary>Clears the sign, of a NaN as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double AbsF64(double value) => Math.Abs(value);

    /// <summary>Square root, correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SqrtF32(float value) => MathF.Sqrt(value);

    /// <summary>Square root, correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double SqrtF64(double value) => Math.Sqrt(value);

    /// <summary>a * b + c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float FmaF32(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);

    /// <summary>a * b + c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double FmaF64(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);
}
