// Generated from Lanes512.Power.cs by `dotnet run --project eng/GenerateLanes`; change that file, not this one.
#nullable enable
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Roots, powers and the error function of floats.</content>
internal static unsafe partial class Lanes128
{
    [MethodImpl(Inline)]
    internal static Vector128<float> RcpF32(Vector128<float> x) => Vector128<float>.One / x;

    [MethodImpl(Inline)]
    internal static Vector128<float> RsqrtF32(Vector128<float> x) => Vector128<float>.One / Vector128.Sqrt(x);

    [MethodImpl(Inline)]
    internal static Vector128<float> CbrtF32(Vector128<float> x)
    {
        Vector128<float> a = Vector128.Abs(x);
        Vector128<float> tiny = Vector128.LessThan(a, Vector128.Create(1.17549435e-38f));
        Vector128<float> b = Vector128.ConditionalSelect(tiny, a * Vector128.Create(16777216.0f), a);

        // y next to b^(-1/3): minus a third of the bits, which are a coarse logarithm; good to 3.5 percent.
        Vector128<float> guess = Vector128.FusedMultiplyAdd(
            Vector128.ConvertToSingle(b.AsInt32()), Vector128.Create(-0.333333343f), Vector128.Create(1419915939.0f));
        Vector128<float> y = Vector128.ConvertToInt32Native(guess).AsSingle();

        // (1 - h)^(-1/3) = 1 + h/3 + 2 h^2/9 + 14 h^3/81 + ... leaves 1e-5.
        Vector128<float> h = Vector128.FusedMultiplyAdd(-(b * y), y * y, Vector128<float>.One);
        Vector128<float> p = Vector128.FusedMultiplyAdd(
            h, Vector128.Create(0.172839507f), Vector128.Create(0.222222224f));
        p = Vector128.FusedMultiplyAdd(p, h, Vector128.Create(0.333333343f));
        y = Vector128.FusedMultiplyAdd(y * h, p, y);

        // One step of Newton for the root itself.
        Vector128<float> square = y * y;
        Vector128<float> c = b * square;
        Vector128<float> residue = Vector128.FusedMultiplyAdd(-(c * c), c, b);
        c = Vector128.FusedMultiplyAdd(residue, square * Vector128.Create(0.333333343f), c);
        c = Vector128.ConditionalSelect(tiny, c * Vector128.Create(0.00390625f), c);

        // Zero, infinity and NaN are their own roots.
        Vector128<uint> regular = Vector128.LessThan(a.AsUInt32() - Vector128<uint>.One, Vector128.Create(0x7F7FFFFFu));

        return Vector128.ConditionalSelect(regular.AsSingle(), WithSignOf(c, x), x);
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> ErfF32(Vector128<float> x)
    {
        Vector128<float> s = x * x;
        Vector128<float> p = Vector128.FusedMultiplyAdd(
            s, Vector128.Create(-0.000577860337f), Vector128.Create(0.00495005026f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(-0.0267362073f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.112809502f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(-0.376124084f));
        p = Vector128.FusedMultiplyAdd(p, s, Vector128.Create(0.128379136f));
        Vector128<float> near = Vector128.FusedMultiplyAdd(x, p, x);

        // 1 - e^-g with a polynomial for g = -ln(erfc a); beyond 4 that is 1 in float.
        Vector128<float> a = Vector128.MinNative(Vector128.Create(4.0f), Vector128.Abs(x));
        Vector128<float> g = Vector128.FusedMultiplyAdd(
            a, Vector128.Create(-0.000192421066f), Vector128.Create(0.00300849485f));
        g = Vector128.FusedMultiplyAdd(g, a, Vector128.Create(-0.0220874995f));
        g = Vector128.FusedMultiplyAdd(g, a, Vector128.Create(0.103640087f));
        g = Vector128.FusedMultiplyAdd(g, a, Vector128.Create(0.637517214f));
        g = Vector128.FusedMultiplyAdd(g, a, Vector128.Create(1.1274749f));
        g = Vector128.FusedMultiplyAdd(g, a, Vector128.Create(0.000244723778f));
        Vector128<float> t = Vector128.FusedMultiplyAdd(g, Vector128.Create(-Log2E), Vector128.Create(Shifter));
        Vector128<float> n = t - Vector128.Create(Shifter);
        Vector128<float> r = Vector128.FusedMultiplyAdd(n, Vector128.Create(-Ln2Hi), -g);
        Vector128<float> e = Vector128.FusedMultiplyAdd(
            r, Vector128.Create(0.00831275247f), Vector128.Create(0.0418910384f));
        e = Vector128.FusedMultiplyAdd(e, r, Vector128.Create(0.166671142f));
        e = Vector128.FusedMultiplyAdd(e, r, Vector128.Create(0.499992251f));
        e = Vector128.FusedMultiplyAdd(e, r, Vector128<float>.One);
        e = Vector128.FusedMultiplyAdd(e, r, Vector128<float>.One);
        e = (e.AsInt32() + (t.AsInt32() << 23)).AsSingle();
        Vector128<float> far = WithSignOf(Vector128<float>.One - e, x);

        return Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(a, Vector128.Create(0.95f)), far, near);
    }

    [MethodImpl(Inline)]
    internal static Vector128<float> PowF32(Vector128<float> x, Vector128<float> y)
    {
        // log2 |x| = e + (2 / ln 2) atanh s with s = f / (2 + f), as a sum h + l of two floats.
        Vector128<float> f = Decompose(Vector128.Abs(x), out Vector128<float> e);
        Vector128<float> two = Vector128.Create(2.0f);
        Vector128<float> d = f + two;
        Vector128<float> reciprocal = Vector128<float>.One / d;
        Vector128<float> s = f * reciprocal;
        Vector128<float> rest = Vector128.FusedMultiplyAdd(-s, d, f);
        rest = Vector128.FusedMultiplyAdd(-s, f - (d - two), rest);
        Vector128<float> z = s * s;

        // The derivative of atanh is 1 / (1 - s^2).
        rest *= reciprocal;
        rest = Vector128.FusedMultiplyAdd(rest, z, rest);
        Vector128<float> q = Vector128.FusedMultiplyAdd(
            z, Vector128.Create(0.347785264f), Vector128.Create(0.411262214f));
        q = Vector128.FusedMultiplyAdd(q, z, Vector128.Create(0.577090621f));
        q = Vector128.FusedMultiplyAdd(q, z, Vector128.Create(0.961796641f));
        Vector128<float> factor = Vector128.Create(2.0f * Log2E);
        Vector128<float> main = s * factor;
        Vector128<float> l = Vector128.FusedMultiplyAdd(s, factor, -main);
        l = Vector128.FusedMultiplyAdd(s, Vector128.Create(3.85192606e-08f), l);
        l = Vector128.FusedMultiplyAdd(rest, factor, l);

        // The cubic term is large enough for its roundings to count.
        Vector128<float> cube = s * z;
        rest = Vector128.FusedMultiplyAdd(s, z, -cube);
        rest = Vector128.FusedMultiplyAdd(s, Vector128.FusedMultiplyAdd(s, s, -z), rest);
        l = Vector128.FusedMultiplyAdd(rest, q, l);
        l = Vector128.FusedMultiplyAdd(cube, q, l);
        Vector128<float> first = e + main;
        l += main - (first - e);
        Vector128<float> h = first + l;
        l -= h - first;

        // y log2 |x| as a sum. Exponents beyond 2^33 overflow or vanish for every x but 1, like 2^33.
        Vector128<float> limit = Vector128.Create(8589934592.0f);
        Vector128<float> v = Vector128.MinNative(limit, Vector128.MaxNative(-limit, y));
        Vector128<float> high = v * h;
        Vector128<float> low = Vector128.FusedMultiplyAdd(v, h, -high);
        low = Vector128.FusedMultiplyAdd(v, l, low);
        high = Vector128.MinNative(Vector128.Create(140.0f), Vector128.MaxNative(Vector128.Create(-160.0f), high));
        Vector128<float> t = high + Vector128.Create(Shifter);
        Vector128<float> n = t - Vector128.Create(Shifter);
        Vector128<float> r = (high - n) + low;
        r = Vector128.MinNative(Vector128<float>.One, Vector128.MaxNative(Vector128.Create(-1.0f), r));
        Vector128<float> result = ScaleF32(Exp2Polynomial(r), n, t);

        // |x| zero or infinite: 0 or infinity, by the sign of the infinite e * y.
        Vector128<float> infinity = Vector128.Create(float.PositiveInfinity);
        result = Vector128.ConditionalSelect(
            Vector128.Equals(Vector128.Abs(e), infinity), Vector128.MaxNative(Vector128<float>.Zero, e * y), result);

        // x negative: NaN for broken y, unless x is zero or infinite; the sign for odd y.
        Vector128<float> broken = ~Vector128.Equals(Vector128.Round(y), y);
        Vector128<float> half = y * Vector128.Create(0.5f);
        Vector128<float> odd = Vector128.AndNot(~Vector128.Equals(Vector128.Round(half), half), broken);
        Vector128<float> regular = Vector128.LessThan(x, Vector128<float>.Zero)
            & Vector128.LessThan(Vector128.Abs(x), infinity);
        result = Vector128.ConditionalSelect(broken & regular, Vector128.Create(float.NaN), result);
        result = (result.AsInt32() ^ (x & odd).AsInt32() & Vector128.Create(SignBit)).AsSingle();

        // Even for NaN: x^0 = 1 and 1^y = 1.
        Vector128<float> unit = Vector128.Equals(x, Vector128<float>.One) | Vector128.Equals(y, Vector128<float>.Zero);

        return Vector128.ConditionalSelect(unit, Vector128<float>.One, result);
    }
}
