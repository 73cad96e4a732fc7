using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace ILGPU.Algorithms;

/// <summary>Mathematical functions on the host and inside kernels of every accelerator.</summary>
public static partial class XMath
{
    /// <summary>Base of the natural logarithm.</summary>
    public const float E = 2.7182818284590452354f;

    /// <summary>Base of the natural logarithm.</summary>
    public const double ED = 2.7182818284590452354;

    /// <summary>Logarithm of e to the base 2.</summary>
    public const float Log2E = 1.4426950408889634074f;

    /// <summary>Logarithm of e to the base 2.</summary>
    public const double Log2ED = 1.4426950408889634074;

    /// <summary>1 / log2(e).</summary>
    public const float OneOverLog2E = 0.69314718055994530942f;

    /// <summary>1 / log2(e).</summary>
    public const double OneOverLog2ED = 0.69314718055994530942;

    /// <summary>Logarithm of e to the base 10.</summary>
    public const float Log10E = 0.43429448190325182765f;

    /// <summary>Logarithm of e to the base 10.</summary>
    public const double Log10ED = 0.43429448190325182765;

    /// <summary>Natural logarithm of 2.</summary>
    public const float Ln2 = 0.69314718055994530942f;

    /// <summary>Natural logarithm of 2.</summary>
    public const double Ln2D = 0.69314718055994530942;

    /// <summary>1 / ln(2).</summary>
    public const float OneOverLn2 = 1.4426950408889634074f;

    /// <summary>1 / ln(2).</summary>
    public const double OneOverLn2D = 1.4426950408889634074;

    /// <summary>Natural logarithm of 10.</summary>
    public const float Ln10 = 2.3025850929940456840f;

    /// <summary>Natural logarithm of 10.</summary>
    public const double Ln10D = 2.3025850929940456840;

    /// <summary>1 / ln(10).</summary>
    public const float OneOverLn10 = 0.43429448190325182765f;

    /// <summary>1 / ln(10).</summary>
    public const double OneOverLn10D = 0.43429448190325182765;

    /// <summary>Pi.</summary>
    public const float PI = 3.14159265358979323846f;

    /// <summary>Pi.</summary>
    public const double PID = 3.14159265358979323846;

    /// <summary>Pi / 2.</summary>
    public const float PIHalf = 1.57079632679489661923f;

    /// <summary>Pi / 2.</summary>
    public const double PIHalfD = 1.57079632679489661923;

    /// <summary>Pi / 4.</summary>
    public const float PIFourth = 0.78539816339744830962f;

    /// <summary>Pi / 4.</summary>
    public const double PIFourthD = 0.78539816339744830962;

    /// <summary>1 / pi.</summary>
    public const float OneOverPI = 0.31830988618379067154f;

    /// <summary>2 / pi.</summary>
    public const float TwoOverPI = 0.63661977236758134308f;

    /// <summary>Square root of 2.</summary>
    public const float Sqrt2 = 1.41421356237309504880f;

    /// <summary>1 / square root of 2.</summary>
    public const float OneOverSqrt2 = 0.70710678118654752440f;

    /// <summary>1 / 3.</summary>
    public const float OneThird = 0.33333333333333333333f;

    /// <summary>The halves of a 64-bit integer.</summary>
    public static IntrinsicMath.IntegerParts Decompose(long value) => IntrinsicMath.Decompose(value);

    /// <summary>The halves of a 64-bit integer.</summary>
    public static IntrinsicMath.IntegerParts Decompose(ulong value) => IntrinsicMath.Decompose(value);

    /// <summary>The 64-bit integer with these halves.</summary>
    public static ulong ComposeULong(IntrinsicMath.IntegerParts parts) => IntrinsicMath.ComposeULong(parts);

    /// <summary>The 64-bit integer with these halves.</summary>
    public static long ComposeLong(IntrinsicMath.IntegerParts parts) => IntrinsicMath.ComposeLong(parts);

    /// <summary>Radians of an angle in degrees.</summary>
    public static double DegToRad(double degrees) => degrees * (PID / 180);

    /// <summary>Degrees of an angle in radians.</summary>
    public static double RadToDeg(double radians) => radians * (180 / PID);

    /// <summary>Rounds towards zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Truncate)]
    public static double Truncate(double value) => Math.Truncate(value);

    /// <summary>Rounds to the nearest integral value, ties to even.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Round)]
    public static double RoundToEven(double value) => Math.Round(value);

    /// <summary>Rounds to the nearest integral value, ties away from zero.</summary>
    public static double RoundAwayFromZero(double value)
    {
        // The largest number below 0.5, so that 0.49999... does not become 1.
        return Truncate(value + IntrinsicMath.CopySign(0.49999999999999994, value));
    }

    /// <summary>Rounds to the nearest integral value, ties to even.</summary>
    public static double Round(double value) => RoundToEven(value);

    /// <summary>Rounds to a number of decimal digits, ties to even.</summary>
    public static double Round(double value, int digits) => Round(value, digits, MidpointRounding.ToEven);

    /// <summary>Rounds to an integral value.</summary>
    public static double Round(double value, MidpointRounding mode)
    {
        if (mode == MidpointRounding.AwayFromZero)
        {
            return RoundAwayFromZero(value);
        }

        if (mode == MidpointRounding.ToZero)
        {
            return Truncate(value);
        }

        if (mode == MidpointRounding.ToNegativeInfinity)
        {
            return Floor(value);
        }

        return mode == MidpointRounding.ToPositiveInfinity ? Ceiling(value) : RoundToEven(value);
    }

    /// <summary>Rounds to a number of decimal digits.</summary>
    public static double Round(double value, int digits, MidpointRounding mode)
    {
        // Larger values have no digits behind the point.
        if (!(Abs(value) < 1e16))
        {
            return value;
        }

        double scale = 1;

        for (int i = 0; i < digits; i++)
        {
            scale *= 10;
        }

        return Round(value * scale, mode) / scale;
    }

    /// <summary>-1, 0 or 1; 0 for NaN.</summary>
    public static int Sign(double value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    /// <summary>Sine and cosine of an angle in radians.</summary>
    public static void SinCos(double value, out double sin, out double cos)
    {
        sin = Sin(value);
        cos = Cos(value);
    }

    /// <summary>Remainder of x / y as IEEE 754 defines it: x - y * n with n nearest to x / y, ties to even.</summary>
    public static double IEEERemainder(double x, double y)
    {
        double truncated = Rem(x, y);

        if (IsNaN(truncated) || IsInfinity(y))
        {
            return truncated;
        }

        if (truncated == 0)
        {
            // Zero keeps the sign of the dividend.
            return IntrinsicMath.CopySign(0.0, x);
        }

        double other = truncated - IntrinsicMath.CopySign(Abs(y), truncated);
        double distance = Abs(truncated) - Abs(other);

        if (distance == 0)
        {
            // A tie: the even quotient wins. Of two neighbouring quotients x / y is rounded to the even one.
            double quotient = x / y;

            return Abs(RoundToEven(quotient)) > Abs(quotient) ? other : truncated;
        }

        return distance > 0 ? other : truncated;
    }

    /// <summary>Radians of an angle in degrees.</summary>
    public static float DegToRad(float degrees) => degrees * (PI / 180);

    /// <summary>Degrees of an angle in radians.</summary>
    public static float RadToDeg(float radians) => radians * (180 / PI);

    /// <summary>Rounds towards zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Truncate)]
    public static float Truncate(float value) => MathF.Truncate(value);

    /// <summary>Rounds to the nearest integral value, ties to even.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Round)]
    public static float RoundToEven(float value) => MathF.Round(value);

    /// <summary>Rounds to the nearest integral value, ties away from zero.</summary>
    public static float RoundAwayFromZero(float value)
    {
        // The largest number below 0.5, so that 0.49999... does not become 1.
        return Truncate(value + IntrinsicMath.CopySign(0.49999997f, value));
    }

    /// <summary>Rounds to the nearest integral value, ties to even.</summary>
    public static float Round(float value) => RoundToEven(value);

    /// <summary>Rounds to a number of decimal digits, ties to even.</summary>
    public static float Round(float value, int digits) => Round(value, digits, MidpointRounding.ToEven);

    /// <summary>Rounds to an integral value.</summary>
    public static float Round(float value, MidpointRounding mode)
    {
        if (mode == MidpointRounding.AwayFromZero)
        {
            return RoundAwayFromZero(value);
        }

        if (mode == MidpointRounding.ToZero)
        {
            return Truncate(value);
        }

        if (mode == MidpointRounding.ToNegativeInfinity)
        {
            return Floor(value);
        }

        return mode == MidpointRounding.ToPositiveInfinity ? Ceiling(value) : RoundToEven(value);
    }

    /// <summary>Rounds to a number of decimal digits.</summary>
    public static float Round(float value, int digits, MidpointRounding mode)
    {
        // Larger values have no digits behind the point.
        if (!(Abs(value) < 1e8f))
        {
            return value;
        }

        float scale = 1;

        for (int i = 0; i < digits; i++)
        {
            scale *= 10;
        }

        return Round(value * scale, mode) / scale;
    }

    /// <summary>-1, 0 or 1; 0 for NaN.</summary>
    public static int Sign(float value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    /// <summary>Sine and cosine of an angle in radians.</summary>
    public static void SinCos(float value, out float sin, out float cos)
    {
        sin = Sin(value);
        cos = Cos(value);
    }

    /// <summary>Remainder of x / y as IEEE 754 defines it: x - y * n with n nearest to x / y, ties to even.</summary>
    public static float IEEERemainder(float x, float y)
    {
        float truncated = Rem(x, y);

        if (IsNaN(truncated) || IsInfinity(y))
        {
            return truncated;
        }

        if (truncated == 0)
        {
            // Zero keeps the sign of the dividend.
            return IntrinsicMath.CopySign(0f, x);
        }

        float other = truncated - IntrinsicMath.CopySign(Abs(y), truncated);
        float distance = Abs(truncated) - Abs(other);

        if (distance == 0)
        {
            // A tie: the even quotient wins. Of two neighbouring quotients x / y is rounded to the even one.
            float quotient = x / y;

            return Abs(RoundToEven(quotient)) > Abs(quotient) ? other : truncated;
        }

        return distance > 0 ? other : truncated;
    }
}
