// Generated from Lanes512.Elementary64.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Elementary functions of doubles, on one half of the lanes.</content>
internal static unsafe partial class Lanes256
{
    [MethodImpl(Inline)]
    internal static Vector256<double> ExpF64(Vector256<double> x) => PerLane(x, &LanesScalar.ExpF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> Exp2F64(Vector256<double> x) => PerLane(x, &LanesScalar.Exp2F64);

    [MethodImpl(Inline)]
    internal static Vector256<double> Exp10F64(Vector256<double> x) => PerLane(x, &LanesScalar.Exp10F64);

    [MethodImpl(Inline)]
    internal static Vector256<double> Expm1F64(Vector256<double> x) => PerLane(x, &LanesScalar.Expm1F64);

    [MethodImpl(Inline)]
    internal static Vector256<double> LogF64(Vector256<double> x) => PerLane(x, &LanesScalar.LogF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> Log2F64(Vector256<double> x) => PerLane(x, &LanesScalar.Log2F64);

    [MethodImpl(Inline)]
    internal static Vector256<double> Log10F64(Vector256<double> x) => PerLane(x, &LanesScalar.Log10F64);

    [MethodImpl(Inline)]
    internal static Vector256<double> Log1pF64(Vector256<double> x) => PerLane(x, &LanesScalar.Log1pF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> SinF64(Vector256<double> x) => PerLane(x, &LanesScalar.SinF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> CosF64(Vector256<double> x) => PerLane(x, &LanesScalar.CosF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> TanF64(Vector256<double> x) => PerLane(x, &LanesScalar.TanF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> AsinF64(Vector256<double> x) => PerLane(x, &LanesScalar.AsinF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> AcosF64(Vector256<double> x) => PerLane(x, &LanesScalar.AcosF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> AtanF64(Vector256<double> x) => PerLane(x, &LanesScalar.AtanF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> SinhF64(Vector256<double> x) => PerLane(x, &LanesScalar.SinhF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> CoshF64(Vector256<double> x) => PerLane(x, &LanesScalar.CoshF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> TanhF64(Vector256<double> x) => PerLane(x, &LanesScalar.TanhF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> CbrtF64(Vector256<double> x) => PerLane(x, &LanesScalar.CbrtF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> RsqrtF64(Vector256<double> x) => PerLane(x, &LanesScalar.RsqrtF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> RcpF64(Vector256<double> x) => PerLane(x, &LanesScalar.RcpF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> ErfF64(Vector256<double> x) => PerLane(x, &LanesScalar.ErfF64);

    [MethodImpl(Inline)]
    internal static Vector256<double> Atan2F64(Vector256<double> y, Vector256<double> x) =>
        PerLane(y, x, &LanesScalar.Atan2F64);

    [MethodImpl(Inline)]
    internal static Vector256<double> PowF64(Vector256<double> x, Vector256<double> y) =>
        PerLane(x, y, &LanesScalar.PowF64);
}
