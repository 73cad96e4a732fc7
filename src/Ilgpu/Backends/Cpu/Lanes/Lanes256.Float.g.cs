// Generated from Lanes512.Float.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Floating-point operations with one exact or correctly rounded answer.</content>
internal static unsafe partial class Lanes256
{
    /// <summary>As MathF.Min: a NaN operand gives NaN, -0 is less than +0.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<float> MinF32(Vector256<float> a, Vector256<float> b) => Vector256.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector256<float> MaxF32(Vector256<float> a, Vector256<float> b) => Vector256.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector256<double> MinF64(Vector256<double> a, Vector256<double> b) => Vector256.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector256<double> MaxF64(Vector256<double> a, Vector256<double> b) => Vector256.Max(a, b);

    /// <summary>Magnitude of the first, sign of the second operand.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<float> CopySignF32(Vector256<float> a, Vector256<float> b) =>
        Vector256.ConditionalSelect(Vector256.Create(-0.0f), b, a);

    [MethodImpl(Inline)]
    internal static Vector256<double> CopySignF64(Vector256<double> a, Vector256<double> b) =>
        Vector256.ConditionalSelect(Vector256.Create(-0.0), b, a);

    /// <summary>To the nearest integral value, ties to even.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<float> RoundF32(Vector256<float> a) => Vector256.Round(a);

    [MethodImpl(Inline)]
    internal static Vector256<double> RoundF64(Vector256<double> a) => Vector256.Round(a);

    [MethodImpl(Inline)]
    internal static Vector256<float> FloorF32(Vector256<float> a) => Vector256.Floor(a);

    [MethodImpl(Inline)]
    internal static Vector256<double> FloorF64(Vector256<double> a) => Vector256.Floor(a);

    [MethodImpl(Inline)]
    internal static Vector256<float> CeilingF32(Vector256<float> a) => Vector256.Ceiling(a);

    [MethodImpl(Inline)]
    internal static Vector256<double> CeilingF64(Vector256<double> a) => Vector256.Ceiling(a);

    [MethodImpl(Inline)]
    internal static Vector256<float> TruncateF32(Vector256<float> a) => Vector256.Truncate(a);

    [MethodImpl(Inline)]
    internal static Vector256<double> TruncateF64(Vector256<double> a) => Vector256.Truncate(a);

    /// <summary>The exact remainder of C# %, with the sign of the dividend.</summary>
    [MethodImpl(Inline)]
    internal static Vector256<float> RemF32(Vector256<float> a, Vector256<float> b) =>
        PerLane(a, b, &LanesScalar.RemF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> RemF64(Vector256<double> a, Vector256<double> b) =>
        PerLane(a, b, &LanesScalar.RemF64);
}
