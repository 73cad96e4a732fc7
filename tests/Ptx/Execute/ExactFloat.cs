using System.Numerics;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>A binary format: bits of precision, the exponent of its smallest step, and of its largest power of two.</summary>
internal sealed record FloatFormat(int Precision, int SmallestStep, int LargestExponent, int Bits)
{
    public static readonly FloatFormat Half = new(11, -24, 15, 16);
    public static readonly FloatFormat Brain = new(8, -133, 127, 16);
    public static readonly FloatFormat Tensor = new(11, -136, 127, 32);
    public static readonly FloatFormat Single = new(24, -149, 127, 32);
    public static readonly FloatFormat Double = new(53, -1074, 1023, 64);

    public static FloatFormat Of(PtxType type) => type switch
    {
        PtxType.F16 or PtxType.F16x2 => Half,
        PtxType.BF16 or PtxType.BF16x2 => Brain,
        PtxType.F64 => Double,
        _ => Single,
    };
}

/// <summary>Arithmetic on integers of any length: the exact result of an operation, rounded once in any direction.</summary>
internal static class ExactFloat
{
    /// <summary>The finite value mantissa * 2^exponent; Sticky says that the true value is a little farther from zero.</summary>
    private readonly record struct Number(BigInteger Mantissa, int Exponent, bool Sticky = false)
    {
        public static Number From(double value)
        {
            long bits = BitConverter.DoubleToInt64Bits(value);
            int exponent = (int)((bits >> 52) & 0x7FF);
            long mantissa = bits & ((1L << 52) - 1);
            mantissa = exponent == 0 ? mantissa : mantissa | (1L << 52);

            return new Number(bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
        }

        public static Number operator +(Number a, Number b)
        {
            int exponent = Math.Min(a.Exponent, b.Exponent);

            return new Number((a.Mantissa << (a.Exponent - exponent)) + (b.Mantissa << (b.Exponent - exponent)), exponent);
        }

        public static Number operator *(Number a, Number b) => new(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent);

        public static Number operator /(Number a, Number b)
        {
            BigInteger quotient = BigInteger.DivRem(a.Mantissa << 128, b.Mantissa, out BigInteger rest);

            return new Number(quotient, a.Exponent - b.Exponent - 128, !rest.IsZero);
        }

        public static Number Sqrt(Number a)
        {
            int shift = 128 + (a.Exponent & 1);
            BigInteger radicand = a.Mantissa << shift;
            BigInteger root = Root(radicand);

            return new Number(root, (a.Exponent - shift) / 2, root * root != radicand);
        }

        private static BigInteger Root(BigInteger value)
        {
            BigInteger root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);

            while (true)
            {
                BigInteger next = (root + (value / root)) >> 1;

                if (next >= root)
                {
                    return root;
                }

                root = next;
            }
        }
    }

    public static double Add(double a, double b, FloatFormat format, Rounding rounding) =>
        Fma(a, 1, b, a + b, format, rounding);

    public static double Multiply(double a, double b, FloatFormat format, Rounding rounding)
    {
        double host = a * b;

        return !double.IsFinite(a) || !double.IsFinite(b) || a == 0 || b == 0
            ? host
            : Round(Number.From(a) * Number.From(b), format, rounding);
    }

    public static double Fma(double a, double b, double c, FloatFormat format, Rounding rounding) =>
        Fma(a, b, c, (a * b) + c, format, rounding);

    public static double Divide(double a, double b, FloatFormat format, Rounding rounding) =>
        !double.IsFinite(a) || !double.IsFinite(b) || a == 0 || b == 0
            ? a / b
            : Round(Number.From(a) / Number.From(b), format, rounding);

    public static double Sqrt(double a, FloatFormat format, Rounding rounding) =>
        !double.IsFinite(a) || a <= 0 ? Math.Sqrt(a) : Round(Number.Sqrt(Number.From(a)), format, rounding);

    public static double FromInteger(Int128 value, FloatFormat format, Rounding rounding) =>
        value == 0 ? 0 : Round(new Number((BigInteger)value, 0), format, rounding);

    /// <summary>Rounds to a format, and gives its bits; NaN becomes 0x7FFF or 0x7FFFFFFF.</summary>
    public static uint Round(double value, FloatFormat format, Rounding rounding)
    {
        if (format == FloatFormat.Half)
        {
            return double.IsNaN(value) ? 0x7FFFu : BitConverter.HalfToUInt16Bits((System.Half)RoundTo(value, format, rounding));
        }

        uint bits = double.IsNaN(value) ? 0x7FFFFFFF : BitConverter.SingleToUInt32Bits((float)RoundTo(value, format, rounding));

        return format == FloatFormat.Brain ? bits >> 16 : bits;
    }

    /// <summary>The number of a format that a value is rounded to.</summary>
    public static double RoundTo(double value, FloatFormat format, Rounding rounding)
    {
        if (!double.IsFinite(value) || value == 0 || format == FloatFormat.Double)
        {
            return value;
        }

        // Without big integers: cut the mantissa at the format's last bit.
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1023;

        if (exponent == -1023)
        {
            return Round(Number.From(value), format, rounding);
        }

        int step = Math.Max(exponent - format.Precision + 1, format.SmallestStep);
        int shift = step - exponent + 52;

        if (shift <= 0)
        {
            return Overflow(value, value < 0, format, rounding);
        }

        if (shift > 54)
        {
            return Round(Number.From(value), format, rounding);
        }

        ulong mantissa = ((ulong)bits & ((1UL << 52) - 1)) | (1UL << 52);
        ulong kept = mantissa >> shift;
        ulong rest = mantissa & ((1UL << shift) - 1);
        ulong half = 1UL << (shift - 1);
        bool up = rounding switch
        {
            Rounding.Nearest => rest > half || (rest == half && (kept & 1) != 0),
            Rounding.NearestAway => rest >= half,
            Rounding.Down => rest != 0 && value < 0,
            Rounding.Up => rest != 0 && value > 0,
            _ => false,
        };

        double magnitude = Math.ScaleB((double)(kept + (up ? 1UL : 0)), step);

        return Overflow(value < 0 ? -magnitude : magnitude, value < 0, format, rounding);
    }

    private static double Fma(double a, double b, double c, double host, FloatFormat format, Rounding rounding)
    {
        if (!double.IsFinite(a) || !double.IsFinite(b) || !double.IsFinite(c))
        {
            return host;
        }

        Number sum = (Number.From(a) * Number.From(b)) + Number.From(c);

        if (!sum.Mantissa.IsZero)
        {
            return Round(sum, format, rounding);
        }

        // Zeros of one sign keep it; others cancel to +0, or -0 when rounding down.
        bool product = double.IsNegative(a) != double.IsNegative(b);

        return a * b == 0 && c == 0 && product == double.IsNegative(c) ? c : rounding == Rounding.Down ? -0.0 : 0.0;
    }

    private static double Round(Number number, FloatFormat format, Rounding rounding)
    {
        bool negative = number.Mantissa.Sign < 0;
        BigInteger magnitude = BigInteger.Abs(number.Mantissa);
        int top = (int)magnitude.GetBitLength() + number.Exponent;
        int step = Math.Max(top - format.Precision, format.SmallestStep);
        int shift = step - number.Exponent;

        if (shift <= 0)
        {
            magnitude <<= -shift;
        }
        else
        {
            BigInteger rest = magnitude & ((BigInteger.One << shift) - 1);
            int half = rest.CompareTo(BigInteger.One << (shift - 1));
            half = half == 0 && number.Sticky ? 1 : half;
            bool inexact = !rest.IsZero || number.Sticky;
            magnitude >>= shift;
            bool up = rounding switch
            {
                Rounding.Nearest => half > 0 || (half == 0 && !magnitude.IsEven),
                Rounding.NearestAway => half >= 0,
                Rounding.Down => inexact && negative,
                Rounding.Up => inexact && !negative,
                _ => false,
            };
            magnitude += up ? 1 : 0;
        }

        double value = Math.ScaleB((double)magnitude, step);

        return Overflow(negative ? -value : value, negative, format, rounding);
    }

    private static double Overflow(double value, bool negative, FloatFormat format, Rounding rounding)
    {
        double largest = Math.ScaleB(2 - Math.ScaleB(1, 1 - format.Precision), format.LargestExponent);

        if (Math.Abs(value) <= largest)
        {
            return value;
        }

        bool infinite = rounding switch
        {
            Rounding.Zero => false,
            Rounding.Down => negative,
            Rounding.Up => !negative,
            _ => true,
        };
        double magnitude = infinite ? double.PositiveInfinity : largest;

        return negative ? -magnitude : magnitude;
    }
}
