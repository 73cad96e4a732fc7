// Generated from Lanes512.Float.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Floating-point operations with one exact or correctly rounded answer.</content>
internal static unsafe partial class Lanes128
{
    /// <summary>As MathF.Min: a NaN operand gives NaN, -0 is less than +0.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<float> MinF32(Vector128<float> a, Vector128<float> b) => Vector128.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector128<float> MaxF32(Vector128<float> a, Vector128<float> b) => Vector128.Max(a, b);

    [MethodImpl(Inline)]
    internal static Vector128<double> MinF64(Vector128<double> a, Vector128<double> b) => Vector128.Min(a, b);

    [MethodImpl(Inline)]
    internal static Vector128<double> MaxF64(Vector128<double> a, Vector128<double> b) => Vector128.Max(a, b);

    /// <summary>Magnitude of the first, sign of the second operand.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<float> CopySignF32(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.Create(-0.0f), b, a);

    [MethodImpl(Inline)]
    internal static Vector128<double> CopySignF64(Vector128<double> a, Vector128<double> b) =>
        Vector128.ConditionalSelect(Vector128.Create(-0.0), b, a);

    /// <summary>To the nearest integral value, ties to even.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<float> RoundF32(Vector128<float> a) => Vector128.Round(a);

    [MethodImpl(Inline)]
    internal static Vector128<double> RoundF64(Vector128<double> a) => Vector128.Round(a);

    [MethodImpl(Inline)]
    internal static Vector128<float> FloorF32(Vector128<float> a) => Vector128.Floor(a);

    [MethodImpl(Inline)]
    internal static Vector128<double> FloorF64(Vector128<double> a) => Vector128.Floor(a);

    [MethodImpl(Inline)]
    internal static Vector128<float> CeilingF32(Vector128<float> a) => Vector128.Ceiling(a);

    [MethodImpl(Inline)]
    internal static Vector128<double> CeilingF64(Vector128<double> a) => Vector128.Ceiling(a);

    [MethodImpl(Inline)]
    internal static Vector128<float> TruncateF32(Vector128<float> a) => Vector128.Truncate(a);

    [MethodImpl(Inline)]
    internal static Vector128<double> TruncateF64(Vector128<double> a) => Vector128.Truncate(a);

    /// <summary>The exact remainder of C# %, with the sign of the dividend.</summary>
    [MethodImpl(Inline)]
    internal static Vector128<float> RemF32(Vector128<float> a, Vector128<float> b) =>
        PerLane(a, b, &LanesScalar.RemF32);

    [MethodImpl(Inline)]
    internal static Vector128<double> RemF64(Vector128<double> a, Vector128<double> b) =>
        PerLane(a, b, &LanesScalar.RemF64);
}
