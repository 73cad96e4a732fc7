using System.Numerics;
using System.Runtime.CompilerServices;

namespace IlgpuOptim.Engine.Tests.Frontend.Kernels;

/// <summary>Arithmetic, conversions and .NET functions.</summary>
internal static unsafe class ArithmeticKernels
{
    public static void Integers(int i, int* a, long* l, float* f, double* d)
    {
        int x = a[i];
        int y = i - 7;
        a[i + 16] = unchecked((x * y) + (x - y) - (x & y) + (x | y) - (x ^ y) + ~x - -y);
        a[i + 32] = unchecked((x << y) + (x >> y) + (x >>> y) + (int)((uint)x >> 3));
        if (y != 0)
        {
            a[i + 48] = unchecked((x / y) + (x % y) + (int)((uint)x / (uint)y) + (int)((uint)x % (uint)y));
        }

        long u = l[i];
        long v = y;
        l[i + 16] = unchecked((u * v) + (u - v) - (u & v) + (u << y) + (u >> y) + (u >>> y) + (long)((ulong)u >> 7));
        if (v != 0)
        {
            l[i + 32] = unchecked((u / v) + (u % v) + (long)((ulong)u / (ulong)v) + (long)((ulong)u % (ulong)v));
        }
    }

    public static void Unsigned(int i, int* a, long* l, float* f, double* d)
    {
        uint x = (uint)a[i];
        uint y = (uint)(i * 77777777);
        a[i + 16] = (x < y ? 1 : 0) + (x > y ? 2 : 0) + (x <= 5u ? 4 : 0) + (x >= y ? 8 : 0);
        ulong u = (ulong)l[i];
        l[i + 16] = (u < y ? 1 : 0) + (u > x ? 2 : 0) + (long)((double)u * 1e-10) + (long)Math.Min(u, x) + (long)Math.Max(u, y);
        f[i + 16] = x;
        f[i + 32] = u;
        d[i + 16] = x;
        d[i + 32] = u;
    }

    public static void SmallIntegers(int i, int* a, long* l, float* f, double* d)
    {
        sbyte s = (sbyte)a[i];
        byte b = (byte)(a[i] * 3);
        short h = (short)(a[i] * 1000);
        ushort u = (ushort)(a[i] * 1000);
        char c = (char)(a[i] + 70);
        s += 100;
        b <<= 1;
        --h;
        u >>= 2;
        ++c;
        a[i + 16] = s + (b * 1000) + h + u + c;
        sbyte* bytes = (sbyte*)(a + 32);
        bytes[i] = (sbyte)(s * 2);
        short* shorts = (short*)(l + 32);
        shorts[i] = (short)(h * 2);
        ((ushort*)(l + 48))[i] = u;
        a[i + 48] = bytes[i] + shorts[i] + ((byte*)bytes)[i];
    }

    public static void Conversions(int i, int* a, long* l, float* f, double* d)
    {
        float x = f[i] * 1000;
        double y = d[i] * 1e12;
        a[i + 16] = (int)x + (byte)x + (sbyte)x + (short)x + (ushort)x + (int)(uint)x + (int)y;
        l[i + 16] = (long)x + (long)y + (long)(ulong)y + (uint)y;
        f[i + 16] = (float)y + a[i] + l[i] + (float)(uint)a[i] + (float)(ulong)l[i];
        d[i + 16] = x + a[i] + l[i] + (uint)a[i] + (ulong)l[i];
        nint n = a[i];
        nuint m = (nuint)(uint)a[i];
        l[i + 32] = (long)(n * 3) + (long)(m >> 1) + (int)n;
    }

    public static void FloatSpecials(int i, int* a, long* l, float* f, double* d)
    {
        float x = i switch
        {
            0 => float.NaN,
            1 => float.PositiveInfinity,
            2 => float.NegativeInfinity,
            3 => -0f,
            4 => 0f,
            5 => float.MaxValue,
            6 => float.Epsilon,
            _ => f[i],
        };
        a[i + 16] = (int)x;
        l[i + 16] = (long)(x * 1e15f) + (long)(ulong)x + (uint)x;
        a[i + 32] = (x < 5 ? 1 : 0) + (x > 5 ? 2 : 0) + (x <= 5 ? 4 : 0) + (x >= 5 ? 8 : 0) + (x == x ? 16 : 0) + (x != x ? 32 : 0)
            + (5f > x ? 64 : 0) + (5f < x ? 128 : 0) + (!(x < 5) ? 256 : 0) + (!(x >= 5) ? 512 : 0)
            + (float.IsNaN(x) ? 1024 : 0) + (float.IsInfinity(x) ? 2048 : 0) + (float.IsFinite(x) ? 4096 : 0)
            + (float.IsNegative(x) ? 8192 : 0) + (float.IsSubnormal(x) ? 16384 : 0) + (float.IsNormal(x) ? 32768 : 0);
        if (x > 5)
        {
            a[i + 48] = 1;
        }
        else if (!(x <= 2))
        {
            a[i + 48] = 2;
        }

        f[i + 16] = MathF.Min(x, 1) + MathF.Max(x, 1);
        f[i + 32] = MathF.Min(x, f[40] - f[40]);
        f[i + 48] = x % 3;
        double y = x;
        d[i + 16] = Math.Max(y, 0.0);
        d[i + 32] = (double.IsNaN(y) ? 1 : 0) + (double.IsNegative(y) ? 2 : 0) + (double.IsFinite(y) ? 4 : 0) + (double.IsInfinity(y) ? 8 : 0);
    }

    public static void MathFunctions(int i, int* a, long* l, float* f, double* d)
    {
        float x = f[i];
        f[i + 16] = MathF.Sqrt(MathF.Abs(x)) + MathF.Floor(x * 10) + MathF.Ceiling(x * 10) + MathF.Truncate(x * 10) + MathF.Round(x * 10)
            + MathF.CopySign(2, x) + MathF.FusedMultiplyAdd(x, x, x) + MathF.Sign(x);
        d[i + 16] = Math.Sqrt(Math.Abs(d[i])) + Math.Floor(d[i] * 10) + Math.Round(d[i] * 8, MidpointRounding.AwayFromZero)
            + Math.Round(d[i], 3) + Math.Clamp(d[i], -0.2, 0.2) + Math.Round(d[i] * 100, MidpointRounding.ToNegativeInfinity);
        a[i + 16] = Math.Abs(a[i]) + Math.Min(a[i], i) + Math.Max(a[i], 3) + Math.Clamp(a[i], 1, 5) + Math.Sign(a[i]) + Math.Sign(l[i]);
        a[i + 32] = BitOperations.PopCount((uint)a[i]) + BitOperations.LeadingZeroCount((uint)a[i]) + BitOperations.TrailingZeroCount(a[i])
            + BitOperations.Log2((uint)a[i]) + (int)BitOperations.RotateLeft((uint)a[i], 5) + BitOperations.PopCount((ulong)l[i])
            + BitOperations.LeadingZeroCount((ulong)l[i]) + (BitOperations.IsPow2(a[i]) ? 1000 : 0) + (int)BitOperations.RoundUpToPowerOf2((uint)i);
        l[i + 16] = Math.BigMul(a[i], a[i]) + Math.Abs(l[i]) + Math.BigMul(l[i], l[i], out long low) + low;
        a[i + 48] = Math.DivRem(a[i], i + 1, out int rest) + (rest * 1000);
        f[i + 32] = MathF.IEEERemainder(x * 10, 3) + MathF.MaxMagnitude(x, -0.4f) + MathF.MinMagnitude(x, 0.3f) + MathF.ScaleB(x, i - 8);
        f[i + 48] = MathF.BitIncrement(x) - MathF.BitDecrement(x) + MathF.ILogB(x) + MathF.Round(x, 2);
        d[i + 32] = Math.ScaleB(d[i], -1070) + Math.ILogB(d[i]) + Math.IEEERemainder(d[i] * 10, 3);
    }

    /// <summary>Compared with a tolerance: the machine computes in double.</summary>
    public static void Elementary_Approximate(int i, int* a, long* l, float* f, double* d)
    {
        double x = d[i];
        double p = Math.Abs(x) + 0.1;
        d[i + 16] = Math.Exp(x) + Math.Log(p) + Math.Log2(p) + Math.Log10(p) + Math.Sin(x) + Math.Cos(x) + Math.Tan(x) + Math.Atan(x)
            + Math.Asin(x * 0.5) + Math.Acos(x * 0.5) + Math.Atan2(x, p) + Math.Sinh(x) + Math.Cosh(x) + Math.Tanh(x) + Math.Cbrt(x)
            + Math.Pow(p, x) + Math.Log(p, 3) + double.Exp2(x) + Math.Asinh(x) + Math.Acosh(p + 1) + Math.Atanh(x * 0.5);
        (double s, double c) = Math.SinCos(x);
        d[i + 32] = s * c;
        float y = f[i];
        float q = MathF.Abs(y) + 0.1f;
        f[i + 16] = MathF.Exp(y) + MathF.Log(q) + MathF.Log2(q) + MathF.Log10(q) + MathF.Sin(y) + MathF.Cos(y) + MathF.Tan(y)
            + MathF.Atan(y) + MathF.Atan2(y, q) + MathF.Tanh(y) + MathF.Cbrt(y) + MathF.Pow(q, y) + MathF.Log(q, 3) + float.Exp2(y);
        f[i + 32] = MathF.ReciprocalSqrtEstimate(q) > 0 ? 1 : 0;
    }

    public static void Bits(int i, int* a, long* l, float* f, double* d)
    {
        a[i + 16] = BitConverter.SingleToInt32Bits(f[i]) ^ (int)BitConverter.SingleToUInt32Bits(f[i + 1]);
        f[i + 16] = BitConverter.Int32BitsToSingle((a[i] & 0x7FFFFF) | 0x3F800000) + BitConverter.UInt32BitsToSingle(0x40000000u | (uint)i);
        l[i + 16] = BitConverter.DoubleToInt64Bits(d[i]) ^ (long)BitConverter.DoubleToUInt64Bits(d[i + 1]);
        d[i + 16] = BitConverter.Int64BitsToDouble((l[i] & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        a[i + 32] = BitConverter.HalfToInt16Bits((Half)f[i]) + BitConverter.HalfToUInt16Bits(Half.One);
        f[i + 32] = (float)BitConverter.UInt16BitsToHalf((ushort)(a[i] & 0x7BFF));
        a[i + 48] = Unsafe.BitCast<float, int>(f[i]) + Unsafe.As<float, int>(ref f[i + 1]);
        float y = f[i];
        a[i + 48] += Unsafe.As<float, int>(ref y);
        Unsafe.As<float, uint>(ref y) ^= 0x80000000;
        f[i + 48] = y;
    }

    public static void Halves(int i, int* a, long* l, float* f, double* d)
    {
        Half x = (Half)f[i];
        Half y = (Half)(i * 0.25f);
        Half z = (x * y) + (x / (y + Half.One)) - (Half)2;
        f[i + 16] = (float)z;
        a[i + 16] = (x < y ? 1 : 0) + (x == y ? 2 : 0) + (x >= y ? 4 : 0) + (Half.IsNaN(z) ? 8 : 0) + (-x > y ? 16 : 0);
        d[i + 16] = (double)Half.Abs(x) + (double)Half.Max(x, y);
        a[i + 32] = (int)(x * (Half)10);
        d[i + 32] = (double)(Half)d[i];
        f[i + 32] = (float)(Half)a[i];
    }
}
