using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

internal static unsafe partial class Lanes512
{
    [MethodImpl(Inline)]
    internal static Vector512<float> ExpF32(Vector512<float> a) => PerLane(a, &LanesScalar.ExpF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> ExpF64(Vector512<double> a) => PerLane(a, &LanesScalar.ExpF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> Exp2F32(Vector512<float> a) => PerLane(a, &LanesScalar.Exp2F32);

    [MethodImpl(Inline)]
    internal static Vector512<double> Exp2F64(Vector512<double> a) => PerLane(a, &LanesScalar.Exp2F64);

    [MethodImpl(Inline)]
    internal static Vector512<float> Exp10F32(Vector512<float> a) => PerLane(a, &LanesScalar.Exp10F32);

    [MethodImpl(Inline)]
    internal static Vector512<double> Exp10F64(Vector512<double> a) => PerLane(a, &LanesScalar.Exp10F64);

    [MethodImpl(Inline)]
    internal static Vector512<float> Expm1F32(Vector512<float> a) => PerLane(a, &LanesScalar.Expm1F32);

    [MethodImpl(Inline)]
    internal static Vector512<double> Expm1F64(Vector512<double> a) => PerLane(a, &LanesScalar.Expm1F64);

    [MethodImpl(Inline)]
    internal static Vector512<float> LogF32(Vector512<float> a) => PerLane(a, &LanesScalar.LogF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> LogF64(Vector512<double> a) => PerLane(a, &LanesScalar.LogF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> Log2F32(Vector512<float> a) => PerLane(a, &LanesScalar.Log2F32);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log2F64(Vector512<double> a) => PerLane(a, &LanesScalar.Log2F64);

    [MethodImpl(Inline)]
    internal static Vector512<float> Log10F32(Vector512<float> a) => PerLane(a, &LanesScalar.Log10F32);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log10F64(Vector512<double> a) => PerLane(a, &LanesScalar.Log10F64);

    [MethodImpl(Inline)]
    internal static Vector512<float> Log1pF32(Vector512<float> a) => PerLane(a, &LanesScalar.Log1pF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> Log1pF64(Vector512<double> a) => PerLane(a, &LanesScalar.Log1pF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> SinF32(Vector512<float> a) => PerLane(a, &LanesScalar.SinF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> SinF64(Vector512<double> a) => PerLane(a, &LanesScalar.SinF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> CosF32(Vector512<float> a) => PerLane(a, &LanesScalar.CosF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> CosF64(Vector512<double> a) => PerLane(a, &LanesScalar.CosF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> TanF32(Vector512<float> a) => PerLane(a, &LanesScalar.TanF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> TanF64(Vector512<double> a) => PerLane(a, &LanesScalar.TanF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> AsinF32(Vector512<float> a) => PerLane(a, &LanesScalar.AsinF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> AsinF64(Vector512<double> a) => PerLane(a, &LanesScalar.AsinF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> AcosF32(Vector512<float> a) => PerLane(a, &LanesScalar.AcosF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> AcosF64(Vector512<double> a) => PerLane(a, &LanesScalar.AcosF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> AtanF32(Vector512<float> a) => PerLane(a, &LanesScalar.AtanF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> AtanF64(Vector512<double> a) => PerLane(a, &LanesScalar.AtanF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> SinhF32(Vector512<float> a) => PerLane(a, &LanesScalar.SinhF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> SinhF64(Vector512<double> a) => PerLane(a, &LanesScalar.SinhF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> CoshF32(Vector512<float> a) => PerLane(a, &LanesScalar.CoshF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> CoshF64(Vector512<double> a) => PerLane(a, &LanesScalar.CoshF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> TanhF32(Vector512<float> a) => PerLane(a, &LanesScalar.TanhF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> TanhF64(Vector512<double> a) => PerLane(a, &LanesScalar.TanhF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> CbrtF32(Vector512<float> a) => PerLane(a, &LanesScalar.CbrtF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> CbrtF64(Vector512<double> a) => PerLane(a, &LanesScalar.CbrtF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> RsqrtF32(Vector512<float> a) => PerLane(a, &LanesScalar.RsqrtF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> RsqrtF64(Vector512<double> a) => PerLane(a, &LanesScalar.RsqrtF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> RcpF32(Vector512<float> a) => PerLane(a, &LanesScalar.RcpF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> RcpF64(Vector512<double> a) => PerLane(a, &LanesScalar.RcpF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> ErfF32(Vector512<float> a) => PerLane(a, &LanesScalar.ErfF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> ErfF64(Vector512<double> a) => PerLane(a, &LanesScalar.ErfF64);

    [MethodImpl(Inline)]
    internal static Vector512<float> Atan2F32(Vector512<float> a, Vector512<float> b) => PerLane(a, b, &LanesScalar.Atan2F32);

    [MethodImpl(Inline)]
    internal static Vector512<double> Atan2F64(Vector512<double> a, Vector512<double> b) => PerLane(a, b, &LanesScalar.Atan2F64);

    [MethodImpl(Inline)]
    internal static Vector512<float> PowF32(Vector512<float> a, Vector512<float> b) => PerLane(a, b, &LanesScalar.PowF32);

    [MethodImpl(Inline)]
    internal static Vector512<double> PowF64(Vector512<double> a, Vector512<double> b) => PerLane(a, b, &LanesScalar.PowF64);
}
