// Generated from Lanes512.Elementary.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

internal static unsafe partial class Lanes256
{
    [MethodImpl(Inline)]
    internal static Vector256<float> ExpF32(Vector256<float> a) => PerLane(a, &LanesScalar.ExpF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> ExpF64(Vector256<double> a) => PerLane(a, &LanesScalar.ExpF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> Exp2F32(Vector256<float> a) => PerLane(a, &LanesScalar.Exp2F32);

    [MethodImpl(Inline)]
    internal static Vector256<double> Exp2F64(Vector256<double> a) => PerLane(a, &LanesScalar.Exp2F64);

    [MethodImpl(Inline)]
    internal static Vector256<float> Exp10F32(Vector256<float> a) => PerLane(a, &LanesScalar.Exp10F32);

    [MethodImpl(Inline)]
    internal static Vector256<double> Exp10F64(Vector256<double> a) => PerLane(a, &LanesScalar.Exp10F64);

    [MethodImpl(Inline)]
    internal static Vector256<float> Expm1F32(Vector256<float> a) => PerLane(a, &LanesScalar.Expm1F32);

    [MethodImpl(Inline)]
    internal static Vector256<double> Expm1F64(Vector256<double> a) => PerLane(a, &LanesScalar.Expm1F64);

    [MethodImpl(Inline)]
    internal static Vector256<float> LogF32(Vector256<float> a) => PerLane(a, &LanesScalar.LogF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> LogF64(Vector256<double> a) => PerLane(a, &LanesScalar.LogF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> Log2F32(Vector256<float> a) => PerLane(a, &LanesScalar.Log2F32);

    [MethodImpl(Inline)]
    internal static Vector256<double> Log2F64(Vector256<double> a) => PerLane(a, &LanesScalar.Log2F64);

    [MethodImpl(Inline)]
    internal static Vector256<float> Log10F32(Vector256<float> a) => PerLane(a, &LanesScalar.Log10F32);

    [MethodImpl(Inline)]
    internal static Vector256<double> Log10F64(Vector256<double> a) => PerLane(a, &LanesScalar.Log10F64);

    [MethodImpl(Inline)]
    internal static Vector256<float> Log1pF32(Vector256<float> a) => PerLane(a, &LanesScalar.Log1pF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> Log1pF64(Vector256<double> a) => PerLane(a, &LanesScalar.Log1pF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> SinF32(Vector256<float> a) => PerLane(a, &LanesScalar.SinF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> SinF64(Vector256<double> a) => PerLane(a, &LanesScalar.SinF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> CosF32(Vector256<float> a) => PerLane(a, &LanesScalar.CosF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> CosF64(Vector256<double> a) => PerLane(a, &LanesScalar.CosF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> TanF32(Vector256<float> a) => PerLane(a, &LanesScalar.TanF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> TanF64(Vector256<double> a) => PerLane(a, &LanesScalar.TanF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> AsinF32(Vector256<float> a) => PerLane(a, &LanesScalar.AsinF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> AsinF64(Vector256<double> a) => PerLane(a, &LanesScalar.AsinF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> AcosF32(Vector256<float> a) => PerLane(a, &LanesScalar.AcosF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> AcosF64(Vector256<double> a) => PerLane(a, &LanesScalar.AcosF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> AtanF32(Vector256<float> a) => PerLane(a, &LanesScalar.AtanF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> AtanF64(Vector256<double> a) => PerLane(a, &LanesScalar.AtanF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> SinhF32(Vector256<float> a) => PerLane(a, &LanesScalar.SinhF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> SinhF64(Vector256<double> a) => PerLane(a, &LanesScalar.SinhF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> CoshF32(Vector256<float> a) => PerLane(a, &LanesScalar.CoshF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> CoshF64(Vector256<double> a) => PerLane(a, &LanesScalar.CoshF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> TanhF32(Vector256<float> a) => PerLane(a, &LanesScalar.TanhF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> TanhF64(Vector256<double> a) => PerLane(a, &LanesScalar.TanhF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> CbrtF32(Vector256<float> a) => PerLane(a, &LanesScalar.CbrtF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> CbrtF64(Vector256<double> a) => PerLane(a, &LanesScalar.CbrtF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> RsqrtF32(Vector256<float> a) => PerLane(a, &LanesScalar.RsqrtF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> RsqrtF64(Vector256<double> a) => PerLane(a, &LanesScalar.RsqrtF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> RcpF32(Vector256<float> a) => PerLane(a, &LanesScalar.RcpF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> RcpF64(Vector256<double> a) => PerLane(a, &LanesScalar.RcpF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> ErfF32(Vector256<float> a) => PerLane(a, &LanesScalar.ErfF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> ErfF64(Vector256<double> a) => PerLane(a, &LanesScalar.ErfF64);

    [MethodImpl(Inline)]
    internal static Vector256<float> Atan2F32(Vector256<float> a, Vector256<float> b) => PerLane(a, b, &LanesScalar.Atan2F32);

    [MethodImpl(Inline)]
    internal static Vector256<double> Atan2F64(Vector256<double> a, Vector256<double> b) => PerLane(a, b, &LanesScalar.Atan2F64);

    [MethodImpl(Inline)]
    internal static Vector256<float> PowF32(Vector256<float> a, Vector256<float> b) => PerLane(a, b, &LanesScalar.PowF32);

    [MethodImpl(Inline)]
    internal static Vector256<double> PowF64(Vector256<double> a, Vector256<double> b) => PerLane(a, b, &LanesScalar.PowF64);
}
