using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace IlgpuOptim.MatrixCompletion.Data.Text;

/// <summary>
/// Decimal numbers, whatever the culture: '.' is the decimal point, nothing groups digits. Every result is the float64 or float32
/// nearest to the text.
/// </summary>
internal static unsafe class NumberText
{
    /// <summary>Powers of ten that float64 holds exactly.</summary>
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Bytes behind the end of a text that scans may read, but do not use.</summary>
    public const int Overrun = 8;

    /// <summary>10 to the power of 0 to 8.</summary>
    private static ReadOnlySpan<uint> SmallPowersOfTen => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>
    /// Reads digits, 8 at a time without a branch for each, up to the first byte that is none; false, with the position anywhere in
    /// the digits, if there are none or more than 18.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryScanDigits(ref byte* position, out long number)
    {
        if (!BitConverter.IsLittleEndian)
        {
            return TryScanDigitsOneByOne(ref position, out number);
        }

        ulong digits = Unsafe.ReadUnaligned<ulong>(position) ^ 0x3030_3030_3030_3030;
        int count = BitOperations.TrailingZeroCount(OtherThanDigits(digits)) >> 3;
        position += count;
        number = (long)(count == 0 ? 0 : Combine(digits << ((8 - count) * 8)));

        return count is > 0 and < 8 || (count == 8 && TryScanMoreDigits(ref position, ref number));
    }

    /// <summary>What follows on 8 digits.</summary>
    private static bool TryScanMoreDigits(ref byte* position, ref long number)
    {
        ulong digits = Unsafe.ReadUnaligned<ulong>(position) ^ 0x3030_3030_3030_3030;
        int count = BitOperations.TrailingZeroCount(OtherThanDigits(digits)) >> 3;
        position += count;
        number = (number * SmallPowersOfTen[count]) + (long)(count == 0 ? 0 : Combine(digits << ((8 - count) * 8)));

        // Two more digits fit.
        for (int more = 0; count == 8 && (uint)(*position - '0') <= 9; more++)
        {
            if (more == 2)
            {
                return false;
            }

            number = (number * 10) + (*position++ - '0');
        }

        return true;
    }

    private static bool TryScanDigitsOneByOne(ref byte* position, out long number)
    {
        byte* p = position;
        number = 0;

        for (uint digit; (digit = *p - (uint)'0') <= 9; p++)
        {
            number = (number * 10) + digit;
        }

        bool isPlain = p - position is >= 1 and <= 18;
        position = p;

        return isPlain;
    }

    /// <summary>The highest bit of each byte that is no digit, after '0' has been taken off by exclusive or; the bytes in front of the first one are right.</summary>
    private static ulong OtherThanDigits(ulong digits) => ((digits + 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080;

    /// <summary>The number of 8 digits, the first one in the lowest byte: pairs, then fours, then all.</summary>
    private static ulong Combine(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);

        return (((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + (((digits >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32;
    }

    /// <summary>
    /// Reads digits, a point and an exponent, up to the first byte that belongs to none of them, as most files have them; false, with
    /// the position untouched, for what needs <see cref="TryParse{T}"/>. The text must end with a byte that is in no number.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryScan<T>(ref byte* position, out T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        byte* p = position;

        // One digit, or two with the point between them, as most ratings are.
        uint one = p[0] - (uint)'0';

        if (one <= 9)
        {
            if (p[1] is (byte)'\n' or (byte)'\r' or (byte)',' or (byte)'\t' or (byte)':')
            {
                position = p + 1;
                value = T.CreateTruncating(one);

                return true;
            }

            uint tenth = p[1] == '.' ? p[2] - (uint)'0' : 10;

            if (tenth <= 9 && p[3] is ((byte)'\n' or (byte)'\r' or (byte)',' or (byte)'\t' or (byte)':'))
            {
                position = p + 3;
                value = T.CreateTruncating(((one * 10) + tenth) / 10.0);

                return true;
            }
        }

        bool isNegative = *p == '-';
        p += isNegative ? 1 : 0;

        byte* first = p;
        ulong mantissa = 0;

        for (uint digit; (digit = *p - (uint)'0') <= 9; p++)
        {
            mantissa = (mantissa * 10) + digit;
        }

        long digits = p - first;
        int exponent = 0;

        if (*p == '.')
        {
            byte* point = ++p;

            for (uint digit; (digit = *p - (uint)'0') <= 9; p++)
            {
                mantissa = (mantissa * 10) + digit;
            }

            exponent = (int)Math.Max(point - p, -1000);
            digits += p - point;
        }

        if ((*p | 0x20) == 'e' && !TryScanExponent(ref p, ref exponent))
        {
            value = default;

            return false;
        }

        // Up to 2^53 and 10^22 both are exact, so that their product or quotient is rounded once (Clinger 1990).
        if (digits is < 1 or > 19 || mantissa > 1UL << 53 || exponent is < -22 or > 22)
        {
            value = default;

            return false;
        }

        double magnitude = exponent < 0
            ? mantissa / PowersOfTen[-exponent]
            : exponent > 0 ? mantissa * PowersOfTen[exponent] : mantissa;

        if (typeof(T) == typeof(float) && !IsSafeForSingle(magnitude))
        {
            value = default;

            return false;
        }

        position = p;
        value = T.CreateTruncating(isNegative ? -magnitude : magnitude);

        return true;
    }

    /// <summary>Reads a whole field, of any form .NET knows, including "nan" and "inf"; false if it is not a number.</summary>
    public static bool TryParse<T>(ReadOnlySpan<byte> text, out T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value)
        || TryParseName(text, out value);

    /// <summary>The name of an infinity that .NET does not know.</summary>
    private static bool TryParseName<T>(ReadOnlySpan<byte> text, out T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isNegative = text is [(byte)'-', ..];
        text = text is [(byte)'-' or (byte)'+', .. ReadOnlySpan<byte> rest] ? rest : text;
        bool isInfinity = System.Text.Ascii.EqualsIgnoreCase(text, "inf"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "infinity"u8);
        bool isNan = System.Text.Ascii.EqualsIgnoreCase(text, "nan"u8) || System.Text.Ascii.EqualsIgnoreCase(text, "na"u8);
        value = isInfinity ? isNegative ? T.NegativeInfinity : T.PositiveInfinity : T.NaN;

        return isInfinity || isNan;
    }

    private static bool TryScanExponent(ref byte* p, ref int exponent)
    {
        byte* q = p + 1;
        bool isNegative = *q == '-';
        q += isNegative || *q == '+' ? 1 : 0;
        byte* first = q;
        int shift = 0;

        for (uint digit; (digit = *q - (uint)'0') <= 9 && q - first < 6; q++)
        {
            shift = (shift * 10) + (int)digit;
        }

        exponent += isNegative ? -shift : shift;
        p = q;

        return q > first && q - first < 6;
    }

    /// <summary>
    /// Rounding to float64 first and then to float32 is rounding once, unless the float64 lies in the middle between two float32, or
    /// where float32 is subnormal or overflows.
    /// </summary>
    private static bool IsSafeForSingle(double magnitude) =>
        (BitConverter.DoubleToUInt64Bits(magnitude) & 0x1FFF_FFFF) != 0x1000_0000
        && (magnitude == 0 || magnitude is >= 1.1754943508222875E-38 and < 3.4e38);
}
