// Generated from Lanes512.Elementary64.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Elementary functions of doubles, on one half of the lanes.</content>
internal static unsafe partial class Lanes128
{
    [MethodImpl(Inline)]
    internal static Vector128<double> ExpF64(Vector128<double> x) => PerLane(x, &LanesScalar.ExpF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> Exp2F64(Vector128<double> x) => PerLane(x, &LanesScalar.Exp2F64);

    [MethodImpl(Inline)]
    internal static Vector128<double> Exp10F64(Vector128<double> x) => PerLane(x, &LanesScalar.Exp10F64);

    [MethodImpl(Inline)]
    internal static Vector128<double> Expm1F64(Vector128<double> x) => PerLane(x, &LanesScalar.Expm1F64);

    [MethodImpl(Inline)]
    internal static Vector128<double> LogF64(Vector128<double> x) => PerLane(x, &LanesScalar.LogF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> Log2F64(Vector128<double> x) => PerLane(x, &LanesScalar.Log2F64);

    [MethodImpl(Inline)]
    internal static Vector128<double> Log10F64(Vector128<double> x) => PerLane(x, &LanesScalar.Log10F64);

    [MethodImpl(Inline)]
    internal static Vector128<double> Log1pF64(Vector128<double> x) => PerLane(x, &LanesScalar.Log1pF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> SinF64(Vector128<double> x) => PerLane(x, &LanesScalar.SinF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> CosF64(Vector128<double> x) => PerLane(x, &LanesScalar.CosF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> TanF64(Vector128<double> x) => PerLane(x, &LanesScalar.TanF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> AsinF64(Vector128<double> x) => PerLane(x, &LanesScalar.AsinF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> AcosF64(Vector128<double> x) => PerLane(x, &LanesScalar.AcosF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> AtanF64(Vector128<double> x) => PerLane(x, &LanesScalar.AtanF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> SinhF64(Vector128<double> x) => PerLane(x, &LanesScalar.SinhF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> CoshF64(Vector128<double> x) => PerLane(x, &LanesScalar.CoshF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> TanhF64(Vector128<double> x) => PerLane(x, &LanesScalar.TanhF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> CbrtF64(Vector128<double> x) => PerLane(x, &LanesScalar.CbrtF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> RsqrtF64(Vector128<double> x) => PerLane(x, &LanesScalar.RsqrtF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> RcpF64(Vector128<double> x) => PerLane(x, &LanesScalar.RcpF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> ErfF64(Vector128<double> x) => PerLane(x, &LanesScalar.ErfF64);

    [MethodImpl(Inline)]
    internal static Vector128<double> Atan2F64(Vector128<double> y, Vector128<double> x) =>
        PerLane(y, x, &LanesScalar.Atan2F64);

    [MethodImpl(Inline)]
    internal static Vector128<double> PowF64(Vector128<double> x, Vector128<double> y) =>
        PerLane(x, y, &LanesScalar.PowF64);
}
