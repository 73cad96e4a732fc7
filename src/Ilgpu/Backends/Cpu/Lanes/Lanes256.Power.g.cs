// Generated from Lanes512.Power.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Roots, powers and the error function of floats.</content>
internal static unsafe partial class Lanes256
{
    [MethodImpl(Inline)]
    internal static Vector256<float> RcpF32(Vector256<float> x) => Vector256<float>.One / x;

    [MethodImpl(Inline)]
    internal static Vector256<float> RsqrtF32(Vector256<float> x) => Vector256<float>.One / Vector256.Sqrt(x);

    [MethodImpl(Inline)]
    internal static Vector256<float> CbrtF32(Vector256<float> x)
    {
        Vector256<float> a = Vector256.Abs(x);
        Vector256<float> tiny = Vector256.LessThan(a, Vector256.Create(1.17549435e-38f));
        Vector256<float> b = Vector256.ConditionalSelect(tiny, a * Vector256.Create(16777216.0f), a);

        // y next to b^(-1/3): minus a third of the bits, which are a coarse logarithm; good to 3.5 percent.
        Vector256<float> guess = Vector256.FusedMultiplyAdd(
            Vector256.ConvertToSingle(b.AsInt32()), Vector256.Create(-0.333333343f), Vector256.Create(1419915939.0f));
        Vector256<float> y = Vector256.ConvertToInt32Native(guess).AsSingle();

        // (1 - h)^(-1/3) = 1 + h/3 + 2 h^2/9 + 14 h^3/81 + ... leaves 1e-5.
        Vector256<float> h = Vector256.FusedMultiplyAdd(-(b * y), y * y, Vector256<float>.One);
        Vector256<float> p = Vector256.FusedMultiplyAdd(
            h, Vector256.Create(0.172839507f), Vector256.Create(0.222222224f));
        p = Vector256.FusedMultiplyAdd(p, h, Vector256.Create(0.333333343f));
        y = Vector256.FusedMultiplyAdd(y * h, p, y);

        // One step of Newton for the root itself.
        Vector256<float> square = y * y;
        Vector256<float> c = b * square;
        Vector256<float> residue = Vector256.FusedMultiplyAdd(-(c * c), c, b);
        c = Vector256.FusedMultiplyAdd(residue, square * Vector256.Create(0.333333343f), c);
        c = Vector256.ConditionalSelect(tiny, c * Vector256.Create(0.00390625f), c);

        // Zero, infinity and NaN are their own roots.
        Vector256<uint> regular = Vector256.LessThan(a.AsUInt32() - Vector256<uint>.One, Vector256.Create(0x7F7FFFFFu));

        return Vector256.ConditionalSelect(regular.AsSingle(), WithSignOf(c, x), x);
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> ErfF32(Vector256<float> x)
    {
        Vector256<float> s = x * x;
        Vector256<float> p = Vector256.FusedMultiplyAdd(
            s, Vector256.Create(-0.000577860337f), Vector256.Create(0.00495005026f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(-0.0267362073f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.112809502f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(-0.376124084f));
        p = Vector256.FusedMultiplyAdd(p, s, Vector256.Create(0.128379136f));
        Vector256<float> near = Vector256.FusedMultiplyAdd(x, p, x);

        // 1 - e^-g with a polynomial for g = -ln(erfc a); beyond 4 that is 1 in float.
        Vector256<float> a = Vector256.MinNative(Vector256.Create(4.0f), Vector256.Abs(x));
        Vector256<float> g = Vector256.FusedMultiplyAdd(
            a, Vector256.Create(-0.000192421066f), Vector256.Create(0.00300849485f));
        g = Vector256.FusedMultiplyAdd(g, a, Vector256.Create(-0.0220874995f));
        g = Vector256.FusedMultiplyAdd(g, a, Vector256.Create(0.103640087f));
        g = Vector256.FusedMultiplyAdd(g, a, Vector256.Create(0.637517214f));
        g = Vector256.FusedMultiplyAdd(g, a, Vector256.Create(1.1274749f));
        g = Vector256.FusedMultiplyAdd(g, a, Vector256.Create(0.000244723778f));
        Vector256<float> t = Vector256.FusedMultiplyAdd(g, Vector256.Create(-Log2E), Vector256.Create(Shifter));
        Vector256<float> n = t - Vector256.Create(Shifter);
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Hi), -g);
        Vector256<float> e = Vector256.FusedMultiplyAdd(
            r, Vector256.Create(0.00831275247f), Vector256.Create(0.0418910384f));
        e = Vector256.FusedMultiplyAdd(e, r, Vector256.Create(0.166671142f));
        e = Vector256.FusedMultiplyAdd(e, r, Vector256.Create(0.499992251f));
        e = Vector256.FusedMultiplyAdd(e, r, Vector256<float>.One);
        e = Vector256.FusedMultiplyAdd(e, r, Vector256<float>.One);
        e = (e.AsInt32() + (t.AsInt32() << 23)).AsSingle();
        Vector256<float> far = WithSignOf(Vector256<float>.One - e, x);

        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(a, Vector256.Create(0.95f)), far, near);
    }

    [MethodImpl(Inline)]
    internal static Vector256<float> PowF32(Vector256<float> x, Vector256<float> y)
    {
        // log2 |x| = e + (2 / ln 2) atanh s with s = f / (2 + f), as a sum h + l of two floats.
        Vector256<float> f = Decompose(Vector256.Abs(x), out Vector256<float> e);
        Vector256<float> two = Vector256.Create(2.0f);
        Vector256<float> d = f + two;
        Vector256<float> reciprocal = Vector256<float>.One / d;
        Vector256<float> s = f * reciprocal;
        Vector256<float> rest = Vector256.FusedMultiplyAdd(-s, d, f);
        rest = Vector256.FusedMultiplyAdd(-s, f - (d - two), rest);
        Vector256<float> z = s * s;

        // The derivative of atanh is 1 / (1 - s^2).
        rest *= reciprocal;
        rest = Vector256.FusedMultiplyAdd(rest, z, rest);
        Vector256<float> q = Vector256.FusedMultiplyAdd(
            z, Vector256.Create(0.347785264f), Vector256.Create(0.411262214f));
        q = Vector256.FusedMultiplyAdd(q, z, Vector256.Create(0.577090621f));
        q = Vector256.FusedMultiplyAdd(q, z, Vector256.Create(0.961796641f));
        Vector256<float> factor = Vector256.Create(2.0f * Log2E);
        Vector256<float> main = s * factor;
        Vector256<float> l = Vector256.FusedMultiplyAdd(s, factor, -main);
        l = Vector256.FusedMultiplyAdd(s, Vector256.Create(3.85192606e-08f), l);
        l = Vector256.FusedMultiplyAdd(rest, factor, l);

        // The cubic term is large enough for its roundings to count.
        Vector256<float> cube = s * z;
        rest = Vector256.FusedMultiplyAdd(s, z, -cube);
        rest = Vector256.FusedMultiplyAdd(s, Vector256.FusedMultiplyAdd(s, s, -z), rest);
        l = Vector256.FusedMultiplyAdd(rest, q, l);
        l = Vector256.FusedMultiplyAdd(cube, q, l);
        Vector256<float> first = e + main;
        l += main - (first - e);
        Vector256<float> h = first + l;
        l -= h - first;

        // y log2 |x| as a sum. Exponents beyond 2^33 overflow or vanish for every x but 1, like 2^33.
        Vector256<float> limit = Vector256.Create(8589934592.0f);
        Vector256<float> v = Vector256.MinNative(limit, Vector256.MaxNative(-limit, y));
        Vector256<float> high = v * h;
        Vector256<float> low = Vector256.FusedMultiplyAdd(v, h, -high);
        low = Vector256.FusedMultiplyAdd(v, l, low);
        high = Vector256.MinNative(Vector256.Create(140.0f), Vector256.MaxNative(Vector256.Create(-160.0f), high));
        Vector256<float> t = high + Vector256.Create(Shifter);
        Vector256<float> n = t - Vector256.Create(Shifter);
        Vector256<float> r = (high - n) + low;
        r = Vector256.MinNative(Vector256<float>.One, Vector256.MaxNative(Vector256.Create(-1.0f), r));
        Vector256<float> result = ScaleF32(Exp2Polynomial(r), n, t);

        // |x| zero or infinite: 0 or infinity, by the sign of the infinite e * y.
        Vector256<float> infinity = Vector256.Create(float.PositiveInfinity);
        result = Vector256.ConditionalSelect(
            Vector256.Equals(Vector256.Abs(e), infinity), Vector256.MaxNative(Vector256<float>.Zero, e * y), result);

        // x negative: NaN for broken y, unless x is zero or infinite; the sign for odd y.
        Vector256<float> broken = ~Vector256.Equals(Vector256.Round(y), y);
        Vector256<float> half = y * Vector256.Create(0.5f);
        Vector256<float> odd = Vector256.AndNot(~Vector256.Equals(Vector256.Round(half), half), broken);
        Vector256<float> regular = Vector256.LessThan(x, Vector256<float>.Zero)
            & Vector256.LessThan(Vector256.Abs(x), infinity);
        result = Vector256.ConditionalSelect(broken & regular, Vector256.Create(float.NaN), result);
        result = (result.AsInt32() ^ (x & odd).AsInt32() & Vector256.Create(SignBit)).AsSingle();

        // Even for NaN: x^0 = 1 and 1^y = 1.
        Vector256<float> unit = Vector256.Equals(x, Vector256<float>.One) | Vector256.Equals(y, Vector256<float>.Zero);

        return Vector256.ConditionalSelect(unit, Vector256<float>.One, result);
    }
}
