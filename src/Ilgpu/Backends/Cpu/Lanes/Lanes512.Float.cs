using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Floating-point operations with one exact or correctly rounded answer.</content>
internal static unsafe partial class Lanes512
{
    /// <summary>As MathF.Min: a NaN operand gives NaN, -0 is less than +0.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<float> MinF32(Vector512<float> a, Vector512<float> b) => Vector512.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector512<float> MaxF32(Vector512<float> a, Vector512<float> b) => Vector512.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector512<double> MinF64(Vector512<double> a, Vector512<double> b) => Vector512.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector512<double> MaxF64(Vector512<double> a, Vector512<double> b) => Vector512.Max(a, b);

    /// <summary>Magnitude of the first, sign of the second operand.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<float> CopySignF32(Vector512<float> a, Vector512<float> b) =>
        Vector512.ConditionalSelect(Vector512.Create(-0.0f), b, a);

    [MethodImpl(Inline)]
    internal static Vector512<double> CopySignF64(Vector512<double> a, Vector512<double> b) =>
        Vector512.ConditionalSelect(Vector512.Create(-0.0), b, a);

    /// <summary>To the nearest integral value, ties to even.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<float> RoundF32(Vector512<float> a) => Vector512.Round(a);

    [MethodImpl(Inline)]
    internal static Vector512<double> RoundF64(Vector512<double> a) => Vector512.Round(a);

    [MethodImpl(Inline)]
    internal static Vector512<float> FloorF32(Vector512<float> a) => Vector512.Floor(a);

    [MethodImpl(Inline)]
    internal static Vector512<double> FloorF64(Vector512<double> a) => Vector512.Floor(a);

    [MethodImpl(Inline)]
    internal static Vector512<float> CeilingF32(Vector512<float> a) => Vector512.Ceiling(a);

    [MethodImpl(Inline)]
    internal static Vector512<double> CeilingF64(Vector512<double> a) => Vector512.Ceiling(a);

    [MethodImpl(Inline)]
    internal static Vector512<float> TruncateF32(Vector512<float> a) => Vector512.Truncate(a);

    [MethodImpl(Inline)]
    internal static Vector512<double> TruncateF64(Vector512<double> a) => Vector512.Truncate(a);

    /// <summary>The exact remainder of C# %, with the sign of the dividend.</summary>
    [MethodImpl(Inline)]
    internal static Vector512<float> RemF32(Vector512<float> a, Vector512<float> b) =>
        PerLane(a, b, &LanesScalar.RemF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> RemF64(Vector512<double> a, Vector512<double> b) =>
        PerLane(a, b, &LanesScalar.RemF64);
}
