using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Elementary functions of doubles, on one half of the lanes.</content>
internal static unsafe partial class Lanes512
{
    [MethodImpl(Inline)]
    internal static Vector512<double> ExpF64(Vector512<double> x) => PerLane(x, &LanesScalar.ExpF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Exp2F64(Vector512<double> x) => PerLane(x, &LanesScalar.Exp2F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Exp10F64(Vector512<double> x) => PerLane(x, &LanesScalar.Exp10F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Expm1F64(Vector512<double> x) => PerLane(x, &LanesScalar.Expm1F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> LogF64(Vector512<double> x) => PerLane(x, &LanesScalar.LogF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log2F64(Vector512<double> x) => PerLane(x, &LanesScalar.Log2F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log10F64(Vector512<double> x) => PerLane(x, &LanesScalar.Log10F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log1pF64(Vector512<double> x) => PerLane(x, &LanesScalar.Log1pF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> SinF64(Vector512<double> x) => PerLane(x, &LanesScalar.SinF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> CosF64(Vector512<double> x) => PerLane(x, &LanesScalar.CosF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> TanF64(Vector512<double> x) => PerLane(x, &LanesScalar.TanF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> AsinF64(Vector512<double> x) => PerLane(x, &LanesScalar.AsinF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> AcosF64(Vector512<double> x) => PerLane(x, &LanesScalar.AcosF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> AtanF64(Vector512<double> x) => PerLane(x, &LanesScalar.AtanF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> SinhF64(Vector512<double> x) => PerLane(x, &LanesScalar.SinhF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> CoshF64(Vector512<double> x) => PerLane(x, &LanesScalar.CoshF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> TanhF64(Vector512<double> x) => PerLane(x, &LanesScalar.TanhF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> CbrtF64(Vector512<double> x) => PerLane(x, &LanesScalar.CbrtF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> RsqrtF64(Vector512<double> x) => PerLane(x, &LanesScalar.RsqrtF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> RcpF64(Vector512<double> x) => PerLane(x, &LanesScalar.RcpF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> ErfF64(Vector512<double> x) => PerLane(x, &LanesScalar.ErfF64);

    [MethodImpl(Inline)]
    internal static Vector512<double> Atan2F64(Vector512<double> y, Vector512<double> x) =>
        PerLane(y, x, &LanesScalar.Atan2F64);

    [MethodImpl(Inline)]
    internal static Vector512<double> PowF64(Vector512<double> x, Vector512<double> y) =>
        PerLane(x, y, &LanesScalar.PowF64);
}
