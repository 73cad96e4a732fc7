#pragma warning disable CS1718 // x != x is the test for NaN.

namespace IlgpuOptim.Engine.Frontend;

internal static partial class BclReplacements
{
    /// <summary>System.Math.</summary>
    public static class ForMath
    {
        public static double Clamp(double value, double min, double max) => value < min ? min : value > max ? max : value;

        public static float Clamp(float value, float min, float max) => value < min ? min : value > max ? max : value;

        public static int Clamp(int value, int min, int max) => value < min ? min : value > max ? max : value;

        public static uint Clamp(uint value, uint min, uint max) => value < min ? min : value > max ? max : value;

        public static long Clamp(long value, long min, long max) => value < min ? min : value > max ? max : value;

        public static ulong Clamp(ulong value, ulong min, ulong max) => value < min ? min : value > max ? max : value;

        public static short Clamp(short value, short min, short max) => value < min ? min : value > max ? max : value;

        public static ushort Clamp(ushort value, ushort min, ushort max) => value < min ? min : value > max ? max : value;

        public static sbyte Clamp(sbyte value, sbyte min, sbyte max) => value < min ? min : value > max ? max : value;

        public static byte Clamp(byte value, byte min, byte max) => value < min ? min : value > max ? max : value;

        public static nint Clamp(nint value, nint min, nint max) => value < min ? min : value > max ? max : value;

        public static nuint Clamp(nuint value, nuint min, nuint max) => value < min ? min : value > max ? max : value;

        /// <summary>.NET throws for NaN; here its sign is 0.</summary>
        public static int Sign(double value) => value < 0 ? -1 : value > 0 ? 1 : 0;

        public static int Sign(float value) => value < 0 ? -1 : value > 0 ? 1 : 0;

        public static int Sign(int value) => (value >> 31) | (int)((uint)-value >> 31);

        public static int Sign(long value) => (int)(value >> 63) | (int)((ulong)-value >> 63);

        public static int Sign(short value) => value < 0 ? -1 : value > 0 ? 1 : 0;

        public static int Sign(sbyte value) => value < 0 ? -1 : value > 0 ? 1 : 0;

        public static int Sign(nint value) => value < 0 ? -1 : value > 0 ? 1 : 0;

        public static double Round(double value, MidpointRounding mode)
        {
            switch (mode)
            {
                case MidpointRounding.ToEven:
                    return Math.Round(value);
                case MidpointRounding.AwayFromZero:
                    // The largest double below one half: one half itself would round 0.49999999999999994 up.
                    return Math.Truncate(value + Math.CopySign(0.49999999999999994, value));
                case MidpointRounding.ToZero:
                    return Math.Truncate(value);
                case MidpointRounding.ToNegativeInfinity:
                    return Math.Floor(value);
                default:
                    return Math.Ceiling(value);
            }
        }

        public static double Round(double value, int digits) => Round(value, digits, MidpointRounding.ToEven);

        public static double Round(double value, int digits, MidpointRounding mode)
        {
            if (Math.Abs(value) < 1e16)
            {
                double power = PowerOf10(digits);

                return Round(value * power, mode) / power;
            }

            return value;
        }

        public static double Log(double value, double newBase)
        {
            if (newBase == 1)
            {
                return double.NaN;
            }

            if (value != 1 && (newBase == 0 || double.IsPositiveInfinity(newBase)))
            {
                return double.NaN;
            }

            return Math.Log(value) / Math.Log(newBase);
        }

        public static double IEEERemainder(double x, double y)
        {
            double regular = x % y;
            if (regular == 0 && double.IsNegative(x))
            {
                return -0.0;
            }

            double alternative = regular - (Math.Abs(y) * Math.CopySign(1.0, x));
            double a = Math.Abs(alternative);
            double r = Math.Abs(regular);
            if (a == r)
            {
                double quotient = x / y;

                return Math.Abs(Math.Round(quotient)) > Math.Abs(quotient) ? alternative : regular;
            }

            return a < r ? alternative : regular;
        }

        public static double Acosh(double x)
        {
            double t = x - 1;

            // Beyond 1e300 the square would overflow; log(2x) is exact enough there.
            return x > 1e150 ? Math.Log(x) + 0.6931471805599453 : KernelMath.Log1P(t + (Math.Sqrt(t) * Math.Sqrt(t + 2)));
        }

        public static double Asinh(double x)
        {
            double a = Math.Abs(x);
            double s = a * a;
            double r = a > 1e150 ? Math.Log(a) + 0.6931471805599453 : KernelMath.Log1P(a + (s / (1 + Math.Sqrt(s + 1))));

            return Math.CopySign(r, x);
        }

        public static double Atanh(double x) => 0.5 * KernelMath.Log1P(2 * x / (1 - x));

        public static (double Sin, double Cos) SinCos(double x) => (Math.Sin(x), Math.Cos(x));

        public static double MaxMagnitude(double x, double y)
        {
            double a = Math.Abs(x);
            double b = Math.Abs(y);

            return a > b || double.IsNaN(a) ? x : a == b ? (double.IsNegative(x) ? y : x) : y;
        }

        public static double MinMagnitude(double x, double y)
        {
            double a = Math.Abs(x);
            double b = Math.Abs(y);

            return a < b || double.IsNaN(a) ? x : a == b ? (double.IsNegative(x) ? x : y) : y;
        }

        public static double BitIncrement(double x)
        {
            long bits = BitConverter.DoubleToInt64Bits(x);
            if (double.IsNaN(x) || double.IsPositiveInfinity(x))
            {
                return x;
            }

            return bits == long.MinValue ? double.Epsilon : BitConverter.Int64BitsToDouble(bits + (bits < 0 ? -1 : 1));
        }

        public static double BitDecrement(double x)
        {
            long bits = BitConverter.DoubleToInt64Bits(x);
            if (double.IsNaN(x) || double.IsNegativeInfinity(x))
            {
                return x;
            }

            return bits == 0 ? -double.Epsilon : BitConverter.Int64BitsToDouble(bits + (bits < 0 ? 1 : -1));
        }

        public static int ILogB(double x)
        {
            if (double.IsNaN(x) || double.IsInfinity(x))
            {
                return int.MaxValue;
            }

            long bits = BitConverter.DoubleToInt64Bits(x) & long.MaxValue;
            if (bits == 0)
            {
                return int.MinValue;
            }

            int exponent = (int)(bits >> 52);

            return exponent == 0 ? -1011 - System.Numerics.BitOperations.LeadingZeroCount((ulong)bits) : exponent - 1023;
        }

        public static double ScaleB(double x, int n)
        {
            // In three steps, so that results below the normal range are rounded once only.
            double y = x;
            if (n > 1023)
            {
                y *= 8.98846567431158E307;
                n -= 1023;
                if (n > 1023)
                {
                    y *= 8.98846567431158E307;
                    n = Math.Min(n - 1023, 1023);
                }
            }
            else if (n < -1022)
            {
                y *= 2.2250738585072014E-308 * 9007199254740992.0;
                n += 1022 - 53;
                if (n < -1022)
                {
                    y *= 2.2250738585072014E-308 * 9007199254740992.0;
                    n = Math.Max(n + 1022 - 53, -1022);
                }
            }

            return y * BitConverter.Int64BitsToDouble((long)(0x3ff + n) << 52);
        }

        public static long BigMul(int a, int b) => (long)a * b;

        public static ulong BigMul(uint a, uint b) => (ulong)a * b;

        public static long BigMul(long a, long b, out long low)
        {
            low = a * b;

            return KernelMath.MulHigh(a, b);
        }

        public static ulong BigMul(ulong a, ulong b, out ulong low)
        {
            low = a * b;

            return KernelMath.MulHigh(a, b);
        }

        public static int DivRem(int a, int b, out int result)
        {
            int quotient = a / b;
            result = a - (quotient * b);

            return quotient;
        }

        public static long DivRem(long a, long b, out long result)
        {
            long quotient = a / b;
            result = a - (quotient * b);

            return quotient;
        }

        private static double PowerOf10(int digits) => digits switch
        {
            0 => 1,
            1 => 1e1,
            2 => 1e2,
            3 => 1e3,
            4 => 1e4,
            5 => 1e5,
            6 => 1e6,
            7 => 1e7,
            8 => 1e8,
            9 => 1e9,
            10 => 1e10,
            11 => 1e11,
            12 => 1e12,
            13 => 1e13,
            14 => 1e14,
            _ => 1e15,
        };
    }

    /// <summary>System.MathF.</summary>
    public static class ForMathF
    {
        public static int Sign(float value) => value < 0 ? -1 : value > 0 ? 1 : 0;

        public static float Round(float value, MidpointRounding mode)
        {
            switch (mode)
            {
                case MidpointRounding.ToEven:
                    return MathF.Round(value);
                case MidpointRounding.AwayFromZero:
                    // The largest float below one half.
                    return MathF.Truncate(value + MathF.CopySign(0.49999997f, value));
                case MidpointRounding.ToZero:
                    return MathF.Truncate(value);
                case MidpointRounding.ToNegativeInfinity:
                    return MathF.Floor(value);
                default:
                    return MathF.Ceiling(value);
            }
        }

        public static float Round(float value, int digits) => Round(value, digits, MidpointRounding.ToEven);

        public static float Round(float value, int digits, MidpointRounding mode)
        {
            if (MathF.Abs(value) < 1e8f)
            {
                float power = digits switch
                {
                    0 => 1,
                    1 => 1e1f,
                    2 => 1e2f,
                    3 => 1e3f,
                    4 => 1e4f,
                    5 => 1e5f,
                    _ => 1e6f,
                };

                return Round(value * power, mode) / power;
            }

            return value;
        }

        public static float Log(float value, float newBase)
        {
            if (newBase == 1)
            {
                return float.NaN;
            }

            if (value != 1 && (newBase == 0 || float.IsPositiveInfinity(newBase)))
            {
                return float.NaN;
            }

            return MathF.Log(value) / MathF.Log(newBase);
        }

        public static float IEEERemainder(float x, float y)
        {
            float regular = x % y;
            if (regular == 0 && float.IsNegative(x))
            {
                return -0.0f;
            }

            float alternative = regular - (MathF.Abs(y) * MathF.CopySign(1.0f, x));
            float a = MathF.Abs(alternative);
            float r = MathF.Abs(regular);
            if (a == r)
            {
                float quotient = x / y;

                return MathF.Abs(MathF.Round(quotient)) > MathF.Abs(quotient) ? alternative : regular;
            }

            return a < r ? alternative : regular;
        }

        public static float Acosh(float x)
        {
            float t = x - 1;

            return x > 1e18f ? MathF.Log(x) + 0.6931472f : KernelMath.Log1P(t + (MathF.Sqrt(t) * MathF.Sqrt(t + 2)));
        }

        public static float Asinh(float x)
        {
            float a = MathF.Abs(x);
            float s = a * a;
            float r = a > 1e18f ? MathF.Log(a) + 0.6931472f : KernelMath.Log1P(a + (s / (1 + MathF.Sqrt(s + 1))));

            return MathF.CopySign(r, x);
        }

        public static float Atanh(float x) => 0.5f * KernelMath.Log1P(2 * x / (1 - x));

        public static (float Sin, float Cos) SinCos(float x) => (MathF.Sin(x), MathF.Cos(x));

        public static float MaxMagnitude(float x, float y)
        {
            float a = MathF.Abs(x);
            float b = MathF.Abs(y);

            return a > b || float.IsNaN(a) ? x : a == b ? (float.IsNegative(x) ? y : x) : y;
        }

        public static float MinMagnitude(float x, float y)
        {
            float a = MathF.Abs(x);
            float b = MathF.Abs(y);

            return a < b || float.IsNaN(a) ? x : a == b ? (float.IsNegative(x) ? x : y) : y;
        }

        public static float BitIncrement(float x)
        {
            int bits = BitConverter.SingleToInt32Bits(x);
            if (float.IsNaN(x) || float.IsPositiveInfinity(x))
            {
                return x;
            }

            return bits == int.MinValue ? float.Epsilon : BitConverter.Int32BitsToSingle(bits + (bits < 0 ? -1 : 1));
        }

        public static float BitDecrement(float x)
        {
            int bits = BitConverter.SingleToInt32Bits(x);
            if (float.IsNaN(x) || float.IsNegativeInfinity(x))
            {
                return x;
            }

            return bits == 0 ? -float.Epsilon : BitConverter.Int32BitsToSingle(bits + (bits < 0 ? 1 : -1));
        }

        public static int ILogB(float x)
        {
            if (float.IsNaN(x) || float.IsInfinity(x))
            {
                return int.MaxValue;
            }

            int bits = BitConverter.SingleToInt32Bits(x) & int.MaxValue;
            if (bits == 0)
            {
                return int.MinValue;
            }

            int exponent = bits >> 23;

            return exponent == 0 ? -118 - System.Numerics.BitOperations.LeadingZeroCount((uint)bits) : exponent - 127;
        }

        public static float ScaleB(float x, int n) => (float)ForMath.ScaleB(x, Math.Clamp(n, -400, 400));
    }

    /// <summary>System.Single.</summary>
    public static class ForSingle
    {
        public static bool IsNaN(float x) => x != x;

        public static bool IsInfinity(float x) => MathF.Abs(x) == float.PositiveInfinity;

        public static bool IsPositiveInfinity(float x) => x == float.PositiveInfinity;

        public static bool IsNegativeInfinity(float x) => x == float.NegativeInfinity;

        public static bool IsFinite(float x) => (BitConverter.SingleToInt32Bits(x) & 0x7F800000) != 0x7F800000;

        public static bool IsNegative(float x) => BitConverter.SingleToInt32Bits(x) < 0;

        public static bool IsPositive(float x) => BitConverter.SingleToInt32Bits(x) >= 0;

        public static bool IsNormal(float x)
        {
            int bits = BitConverter.SingleToInt32Bits(x) & int.MaxValue;

            return bits >= 0x00800000 && bits < 0x7F800000;
        }

        public static bool IsSubnormal(float x)
        {
            int bits = BitConverter.SingleToInt32Bits(x) & int.MaxValue;

            return bits != 0 && bits < 0x00800000;
        }

        public static float Clamp(float value, float min, float max) => MathF.Min(MathF.Max(value, min), max);

        public static float ClampNative(float value, float min, float max) => value < min ? min : value > max ? max : value;

        public static int Sign(float value) => value < 0 ? -1 : value > 0 ? 1 : 0;

        public static float Lerp(float a, float b, float amount) => MathF.FusedMultiplyAdd(a, 1.0f - amount, b * amount);

        public static float MultiplyAddEstimate(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);
    }

    /// <summary>System.Double.</summary>
    public static class ForDouble
    {
        public static bool IsNaN(double x) => x != x;

        public static bool IsInfinity(double x) => Math.Abs(x) == double.PositiveInfinity;

        public static bool IsPositiveInfinity(double x) => x == double.PositiveInfinity;

        public static bool IsNegativeInfinity(double x) => x == double.NegativeInfinity;

        public static bool IsFinite(double x) => (BitConverter.DoubleToInt64Bits(x) & 0x7FF0000000000000) != 0x7FF0000000000000;

        public static bool IsNegative(double x) => BitConverter.DoubleToInt64Bits(x) < 0;

        public static bool IsPositive(double x) => BitConverter.DoubleToInt64Bits(x) >= 0;

        public static bool IsNormal(double x)
        {
            long bits = BitConverter.DoubleToInt64Bits(x) & long.MaxValue;

            return bits >= 0x0010000000000000 && bits < 0x7FF0000000000000;
        }

        public static bool IsSubnormal(double x)
        {
            long bits = BitConverter.DoubleToInt64Bits(x) & long.MaxValue;

            return bits != 0 && bits < 0x0010000000000000;
        }

        public static double Clamp(double value, double min, double max) => Math.Min(Math.Max(value, min), max);

        public static double ClampNative(double value, double min, double max) => value < min ? min : value > max ? max : value;

        public static int Sign(double value) => value < 0 ? -1 : value > 0 ? 1 : 0;

        public static double Lerp(double a, double b, double amount) => Math.FusedMultiplyAdd(a, 1.0 - amount, b * amount);

        public static double MultiplyAddEstimate(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);
    }

    /// <summary>System.Half, by way of float: its products and sums round correctly to Half.</summary>
    public static class ForHalf
    {
        public static bool IsNaN(Half x) => (BitConverter.HalfToUInt16Bits(x) & 0x7FFF) > 0x7C00;

        public static bool IsInfinity(Half x) => (BitConverter.HalfToUInt16Bits(x) & 0x7FFF) == 0x7C00;

        public static bool IsFinite(Half x) => (BitConverter.HalfToUInt16Bits(x) & 0x7FFF) < 0x7C00;

        public static bool IsNegative(Half x) => (BitConverter.HalfToUInt16Bits(x) & 0x8000) != 0;

        public static bool IsPositiveInfinity(Half x) => BitConverter.HalfToUInt16Bits(x) == 0x7C00;

        public static bool IsNegativeInfinity(Half x) => BitConverter.HalfToUInt16Bits(x) == 0xFC00;

        public static bool op_Equality(Half a, Half b) => (float)a == (float)b;

        public static bool op_Inequality(Half a, Half b) => (float)a != (float)b;

        public static bool op_LessThan(Half a, Half b) => (float)a < (float)b;

        public static bool op_LessThanOrEqual(Half a, Half b) => (float)a <= (float)b;

        public static bool op_GreaterThan(Half a, Half b) => (float)a > (float)b;

        public static bool op_GreaterThanOrEqual(Half a, Half b) => (float)a >= (float)b;

        public static Half op_Addition(Half a, Half b) => (Half)((float)a + (float)b);

        public static Half op_Subtraction(Half a, Half b) => (Half)((float)a - (float)b);

        public static Half op_Multiply(Half a, Half b) => (Half)((float)a * (float)b);

        public static Half op_Division(Half a, Half b) => (Half)((float)a / (float)b);

        public static Half op_Modulus(Half a, Half b) => (Half)((float)a % (float)b);

        public static Half op_UnaryNegation(Half a) => BitConverter.UInt16BitsToHalf((ushort)(BitConverter.HalfToUInt16Bits(a) ^ 0x8000));

        public static Half op_Increment(Half a) => (Half)((float)a + 1);

        public static Half op_Decrement(Half a) => (Half)((float)a - 1);

        public static Half Abs(Half a) => BitConverter.UInt16BitsToHalf((ushort)(BitConverter.HalfToUInt16Bits(a) & 0x7FFF));

        public static Half Min(Half a, Half b) => (Half)MathF.Min((float)a, (float)b);

        public static Half Max(Half a, Half b) => (Half)MathF.Max((float)a, (float)b);

        public static Half Clamp(Half value, Half min, Half max) =>
            (Half)MathF.Min(MathF.Max((float)value, (float)min), (float)max);

        public static int Sign(Half value) => (float)value < 0 ? -1 : (float)value > 0 ? 1 : 0;

        public static Half MultiplyAddEstimate(Half a, Half b, Half c) =>
            (Half)MathF.FusedMultiplyAdd((float)a, (float)b, (float)c);
    }

    /// <summary>System.Numerics.BitOperations.</summary>
    public static class ForBitOperations
    {
        public static uint RotateLeft(uint value, int offset) => (value << offset) | (value >> (32 - offset));

        public static ulong RotateLeft(ulong value, int offset) => (value << offset) | (value >> (64 - offset));

        public static uint RotateRight(uint value, int offset) => (value >> offset) | (value << (32 - offset));

        public static ulong RotateRight(ulong value, int offset) => (value >> offset) | (value << (64 - offset));

        public static int Log2(uint value) => 31 - System.Numerics.BitOperations.LeadingZeroCount(value | 1);

        public static int Log2(ulong value) => 63 - System.Numerics.BitOperations.LeadingZeroCount(value | 1);

        public static bool IsPow2(int value) => (value & (value - 1)) == 0 && value > 0;

        public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value != 0;

        public static bool IsPow2(long value) => (value & (value - 1)) == 0 && value > 0;

        public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value != 0;

        public static uint RoundUpToPowerOf2(uint value)
        {
            --value;
            value |= value >> 1;
            value |= value >> 2;
            value |= value >> 4;
            value |= value >> 8;
            value |= value >> 16;

            return value + 1;
        }

        public static ulong RoundUpToPowerOf2(ulong value)
        {
            --value;
            value |= value >> 1;
            value |= value >> 2;
            value |= value >> 4;
            value |= value >> 8;
            value |= value >> 16;
            value |= value >> 32;

            return value + 1;
        }
    }

    /// <summary>System.SByte: what throws for negative or smallest numbers.</summary>
    public static class ForSByte
    {
        public static sbyte Log2(sbyte value) => (sbyte)System.Numerics.BitOperations.Log2((uint)(byte)value);

        public static sbyte CopySign(sbyte value, sbyte sign) => (sbyte)((sign < 0) == (value < 0) ? value : -value);
    }

    /// <summary>System.Int16: what throws for negative or smallest numbers.</summary>
    public static class ForInt16
    {
        public static short Log2(short value) => (short)System.Numerics.BitOperations.Log2((uint)(ushort)value);

        public static short CopySign(short value, short sign) => (short)((sign < 0) == (value < 0) ? value : -value);
    }

    /// <summary>System.Int32: what throws for negative or smallest numbers.</summary>
    public static class ForInt32
    {
        public static int Log2(int value) => (int)System.Numerics.BitOperations.Log2((uint)(uint)value);

        public static int CopySign(int value, int sign) => ((sign < 0) == (value < 0) ? value : -value);
    }

    /// <summary>System.Int64: what throws for negative or smallest numbers.</summary>
    public static class ForInt64
    {
        public static long Log2(long value) => (long)System.Numerics.BitOperations.Log2((ulong)(ulong)value);

        public static long CopySign(long value, long sign) => ((sign < 0) == (value < 0) ? value : -value);
    }
}
