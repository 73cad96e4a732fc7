using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Roots, powers and the error function of floats.</content>
internal static unsafe partial class Lanes512
{
    [MethodImpl(Inline)]
    internal static Vector512<float> RcpF32(Vector512<float> x) => Vector512<float>.One / x;

    [MethodImpl(Inline)]
    internal static Vector512<float> RsqrtF32(Vector512<float> x) => Vector512<float>.One / Vector512.Sqrt(x);

    [MethodImpl(Inline)]
    internal static Vector512<float> CbrtF32(Vector512<float> x)
    {
        Vector512<float> a = Vector512.Abs(x);
        Vector512<float> tiny = Vector512.LessThan(a, Vector512.Create(1.17549435e-38f));
        Vector512<float> b = Vector512.ConditionalSelect(tiny, a * Vector512.Create(16777216.0f), a);

        // y next to b^(-1/3): minus a third of the bits, which are a coarse logarithm; good to 3.5 percent.
        Vector512<float> guess = Vector512.FusedMultiplyAdd(
            Vector512.ConvertToSingle(b.AsInt32()), Vector512.Create(-0.333333343f), Vector512.Create(1419915939.0f));
        Vector512<float> y = Vector512.ConvertToInt32Native(guess).AsSingle();

        // (1 - h)^(-1/3) = 1 + h/3 + 2 h^2/9 + 14 h^3/81 + ... leaves 1e-5.
        Vector512<float> h = Vector512.FusedMultiplyAdd(-(b * y), y * y, Vector512<float>.One);
        Vector512<float> p = Vector512.FusedMultiplyAdd(
            h, Vector512.Create(0.172839507f), Vector512.Create(0.222222224f));
        p = Vector512.FusedMultiplyAdd(p, h, Vector512.Create(0.333333343f));
        y = Vector512.FusedMultiplyAdd(y * h, p, y);

        // One step of Newton for the root itself.
        Vector512<float> square = y * y;
        Vector512<float> c = b * square;
        Vector512<float> residue = Vector512.FusedMultiplyAdd(-(c * c), c, b);
        c = Vector512.FusedMultiplyAdd(residue, square * Vector512.Create(0.333333343f), c);
        c = Vector512.ConditionalSelect(tiny, c * Vector512.Create(0.00390625f), c);

        // Zero, infinity and NaN are their own roots.
        Vector512<uint> regular = Vector512.LessThan(a.AsUInt32() - Vector512<uint>.One, Vector512.Create(0x7F7FFFFFu));

        return Vector512.ConditionalSelect(regular.AsSingle(), WithSignOf(c, x), x);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> ErfF32(Vector512<float> x)
    {
        Vector512<float> s = x * x;
        Vector512<float> p = Vector512.FusedMultiplyAdd(
            s, Vector512.Create(-0.000577860337f), Vector512.Create(0.00495005026f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.0267362073f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.112809502f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(-0.376124084f));
        p = Vector512.FusedMultiplyAdd(p, s, Vector512.Create(0.128379136f));
        Vector512<float> near = Vector512.FusedMultiplyAdd(x, p, x);

        // 1 - e^-g with a polynomial for g = -ln(erfc a); beyond 4 that is 1 in float.
        Vector512<float> a = Vector512.MinNative(Vector512.Create(4.0f), Vector512.Abs(x));
        Vector512<float> g = Vector512.FusedMultiplyAdd(
            a, Vector512.Create(-0.000192421066f), Vector512.Create(0.00300849485f));
        g = Vector512.FusedMultiplyAdd(g, a, Vector512.Create(-0.0220874995f));
        g = Vector512.FusedMultiplyAdd(g, a, Vector512.Create(0.103640087f));
        g = Vector512.FusedMultiplyAdd(g, a, Vector512.Create(0.637517214f));
        g = Vector512.FusedMultiplyAdd(g, a, Vector512.Create(1.1274749f));
        g = Vector512.FusedMultiplyAdd(g, a, Vector512.Create(0.000244723778f));
        Vector512<float> t = Vector512.FusedMultiplyAdd(g, Vector512.Create(-Log2E), Vector512.Create(Shifter));
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Hi), -g);
        Vector512<float> e = Vector512.FusedMultiplyAdd(
            r, Vector512.Create(0.00831275247f), Vector512.Create(0.0418910384f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.166671142f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512.Create(0.499992251f));
        e = Vector512.FusedMultiplyAdd(e, r, Vector512<float>.One);
        e = Vector512.FusedMultiplyAdd(e, r, Vector512<float>.One);
        e = (e.AsInt32() + (t.AsInt32() << 23)).AsSingle();
        Vector512<float> far = WithSignOf(Vector512<float>.One - e, x);

        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(a, Vector512.Create(0.95f)), far, near);
    }

    [MethodImpl(Inline)]
    internal static Vector512<float> PowF32(Vector512<float> x, Vector512<float> y)
    {
        // log2 |x| = e + (2 / ln 2) atanh s with s = f / (2 + f), as a sum h + l of two floats.
        Vector512<float> f = Decompose(Vector512.Abs(x), out Vector512<float> e);
        Vector512<float> two = Vector512.Create(2.0f);
        Vector512<float> d = f + two;
        Vector512<float> reciprocal = Vector512<float>.One / d;
        Vector512<float> s = f * reciprocal;
        Vector512<float> rest = Vector512.FusedMultiplyAdd(-s, d, f);
        rest = Vector512.FusedMultiplyAdd(-s, f - (d - two), rest);
        Vector512<float> z = s * s;

        // The derivative of atanh is 1 / (1 - s^2).
        rest *= reciprocal;
        rest = Vector512.FusedMultiplyAdd(rest, z, rest);
        Vector512<float> q = Vector512.FusedMultiplyAdd(
            z, Vector512.Create(0.347785264f), Vector512.Create(0.411262214f));
        q = Vector512.FusedMultiplyAdd(q, z, Vector512.Create(0.577090621f));
        q = Vector512.FusedMultiplyAdd(q, z, Vector512.Create(0.961796641f));
        Vector512<float> factor = Vector512.Create(2.0f * Log2E);
        Vector512<float> main = s * factor;
        Vector512<float> l = Vector512.FusedMultiplyAdd(s, factor, -main);
        l = Vector512.FusedMultiplyAdd(s, Vector512.Create(3.85192606e-08f), l);
        l = Vector512.FusedMultiplyAdd(rest, factor, l);

        // The cubic term is large enough for its roundings to count.
        Vector512<float> cube = s * z;
        rest = Vector512.FusedMultiplyAdd(s, z, -cube);
        rest = Vector512.FusedMultiplyAdd(s, Vector512.FusedMultiplyAdd(s, s, -z), rest);
        l = Vector512.FusedMultiplyAdd(rest, q, l);
        l = Vector512.FusedMultiplyAdd(cube, q, l);
        Vector512<float> first = e + main;
        l += main - (first - e);
        Vector512<float> h = first + l;
        l -= h - first;

        // y log2 |x| as a sum. Exponents beyond 2^33 overflow or vanish for every x but 1, like 2^33.
        Vector512<float> limit = Vector512.Create(8589934592.0f);
        Vector512<float> v = Vector512.MinNative(limit, Vector512.MaxNative(-limit, y));
        Vector512<float> high = v * h;
        Vector512<float> low = Vector512.FusedMultiplyAdd(v, h, -high);
        low = Vector512.FusedMultiplyAdd(v, l, low);
        high = Vector512.MinNative(Vector512.Create(140.0f), Vector512.MaxNative(Vector512.Create(-160.0f), high));
        Vector512<float> t = high + Vector512.Create(Shifter);
        Vector512<float> n = t - Vector512.Create(Shifter);
        Vector512<float> r = (high - n) + low;
        r = Vector512.MinNative(Vector512<float>.One, Vector512.MaxNative(Vector512.Create(-1.0f), r));
        Vector512<float> result = ScaleF32(Exp2Polynomial(r), n, t);

        // |x| zero or infinite: 0 or infinity, by the sign of the infinite e * y.
        Vector512<float> infinity = Vector512.Create(float.PositiveInfinity);
        result = Vector512.ConditionalSelect(
            Vector512.Equals(Vector512.Abs(e), infinity), Vector512.MaxNative(Vector512<float>.Zero, e * y), result);

        // x negative: NaN for broken y, unless x is zero or infinite; the sign for odd y.
        Vector512<float> broken = ~Vector512.Equals(Vector512.Round(y), y);
        Vector512<float> half = y * Vector512.Create(0.5f);
        Vector512<float> odd = Vector512.AndNot(~Vector512.Equals(Vector512.Round(half), half), broken);
        Vector512<float> regular = Vector512.LessThan(x, Vector512<float>.Zero)
            & Vector512.LessThan(Vector512.Abs(x), infinity);
        result = Vector512.ConditionalSelect(broken & regular, Vector512.Create(float.NaN), result);
        result = (result.AsInt32() ^ (x & odd).AsInt32() & Vector512.Create(SignBit)).AsSingle();

        // Even for NaN: x^0 = 1 and 1^y = 1.
        Vector512<float> unit = Vector512.Equals(x, Vector512<float>.One) | Vector512.Equals(y, Vector512<float>.Zero);

        return Vector512.ConditionalSelect(unit, Vector512<float>.One, result);
    }
}
