// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace ILGPU.Algorithms;

/// <content>Functions per type.</content>
public static partial class XMath
{
    /// <summary>Absolute value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Abs)]
    public static double Abs(double value) => Math.Abs(value);

    /// <summary>Absolute value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Abs)]
    public static float Abs(float value) => Math.Abs(value);

    /// <summary>Absolute value; the minimum stays as it is.</summary>
    public static sbyte Abs(sbyte value) => (sbyte)Abs((int)value);

    /// <summary>Absolute value; the minimum stays as it is.</summary>
    public static short Abs(short value) => (short)Abs((int)value);

    /// <summary>Absolute value; the minimum stays as it is.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Abs)]
    public static int Abs(int value) => value < 0 ? unchecked(-value) : value;

    /// <summary>Absolute value; the minimum stays as it is.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Abs)]
    public static long Abs(long value) => value < 0 ? unchecked(-value) : value;

    /// <summary>Smaller value; NaN wins.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Min)]
    public static double Min(double first, double second) => Math.Min(first, second);

    /// <summary>Smaller value; NaN wins.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Min)]
    public static float Min(float first, float second) => Math.Min(first, second);

    /// <summary>Smaller value.</summary>
    public static sbyte Min(sbyte first, sbyte second) => Math.Min(first, second);

    /// <summary>Smaller value.</summary>
    public static short Min(short first, short second) => Math.Min(first, second);

    /// <summary>Smaller value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Min)]
    public static int Min(int first, int second) => Math.Min(first, second);

    /// <summary>Smaller value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Min)]
    public static long Min(long first, long second) => Math.Min(first, second);

    /// <summary>Smaller value.</summary>
    public static byte Min(byte first, byte second) => Math.Min(first, second);

    /// <summary>Smaller value.</summary>
    public static ushort Min(ushort first, ushort second) => Math.Min(first, second);

    /// <summary>Smaller value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.MinU)]
    public static uint Min(uint first, uint second) => Math.Min(first, second);

    /// <summary>Smaller value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.MinU)]
    public static ulong Min(ulong first, ulong second) => Math.Min(first, second);

    /// <summary>Larger value; NaN wins.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Max)]
    public static double Max(double first, double second) => Math.Max(first, second);

    /// <summary>Larger value; NaN wins.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Max)]
    public static float Max(float first, float second) => Math.Max(first, second);

    /// <summary>Larger value.</summary>
    public static sbyte Max(sbyte first, sbyte second) => Math.Max(first, second);

    /// <summary>Larger value.</summary>
    public static short Max(short first, short second) => Math.Max(first, second);

    /// <summary>Larger value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Max)]
    public static int Max(int first, int second) => Math.Max(first, second);

    /// <summary>Larger value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Max)]
    public static long Max(long first, long second) => Math.Max(first, second);

    /// <summary>Larger value.</summary>
    public static byte Max(byte first, byte second) => Math.Max(first, second);

    /// <summary>Larger value.</summary>
    public static ushort Max(ushort first, ushort second) => Math.Max(first, second);

    /// <summary>Larger value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.MaxU)]
    public static uint Max(uint first, uint second) => Math.Max(first, second);

    /// <summary>Larger value.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.MaxU)]
    public static ulong Max(ulong first, ulong second) => Math.Max(first, second);

    /// <summary>The value limited to [min, max].</summary>
    public static double Clamp(double value, double min, double max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static float Clamp(float value, float min, float max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static sbyte Clamp(sbyte value, sbyte min, sbyte max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static short Clamp(short value, short min, short max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static int Clamp(int value, int min, int max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static long Clamp(long value, long min, long max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static byte Clamp(byte value, byte min, byte max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static ushort Clamp(ushort value, ushort min, ushort max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static uint Clamp(uint value, uint min, uint max) => Max(Min(value, max), min);

    /// <summary>The value limited to [min, max].</summary>
    public static ulong Clamp(ulong value, ulong min, ulong max) => Max(Min(value, max), min);

    /// <summary>Number of ones.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.PopCount)]
    public static int PopCount(int value) => System.Numerics.BitOperations.PopCount((uint)value);

    /// <summary>Number of ones.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.PopCount)]
    public static int PopCount(uint value) => System.Numerics.BitOperations.PopCount(value);

    /// <summary>Number of ones.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.PopCount)]
    public static int PopCount(long value) => System.Numerics.BitOperations.PopCount((ulong)value);

    /// <summary>Number of ones.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.PopCount)]
    public static int PopCount(ulong value) => System.Numerics.BitOperations.PopCount(value);

    /// <summary>Number of zeros above the highest one; the width for zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.LeadingZeros)]
    public static int LeadingZeroCount(int value) => System.Numerics.BitOperations.LeadingZeroCount((uint)value);

    /// <summary>Number of zeros above the highest one; the width for zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.LeadingZeros)]
    public static int LeadingZeroCount(uint value) => System.Numerics.BitOperations.LeadingZeroCount(value);

    /// <summary>Number of zeros above the highest one; the width for zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.LeadingZeros)]
    public static int LeadingZeroCount(long value) => System.Numerics.BitOperations.LeadingZeroCount((ulong)value);

    /// <summary>Number of zeros above the highest one; the width for zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.LeadingZeros)]
    public static int LeadingZeroCount(ulong value) => System.Numerics.BitOperations.LeadingZeroCount(value);

    /// <summary>Number of zeros below the lowest one; the width for zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.TrailingZeros)]
    public static int TrailingZeroCount(int value) => System.Numerics.BitOperations.TrailingZeroCount((uint)value);

    /// <summary>Number of zeros below the lowest one; the width for zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.TrailingZeros)]
    public static int TrailingZeroCount(uint value) => System.Numerics.BitOperations.TrailingZeroCount(value);

    /// <summary>Number of zeros below the lowest one; the width for zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.TrailingZeros)]
    public static int TrailingZeroCount(long value) => System.Numerics.BitOperations.TrailingZeroCount((ulong)value);

    /// <summary>Number of zeros below the lowest one; the width for zero.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.TrailingZeros)]
    public static int TrailingZeroCount(ulong value) => System.Numerics.BitOperations.TrailingZeroCount(value);

    /// <summary>Quotient, rounded towards zero.</summary>
    public static int DivRoundDown(int numerator, int denominator) => numerator / denominator;

    /// <summary>Quotient of numbers that are not negative, rounded up.</summary>
    public static int DivRoundUp(int numerator, int denominator) => (numerator + denominator - 1) / denominator;

    /// <summary>Quotient, rounded towards zero.</summary>
    public static long DivRoundDown(long numerator, long denominator) => numerator / denominator;

    /// <summary>Quotient of numbers that are not negative, rounded up.</summary>
    public static long DivRoundUp(long numerator, long denominator) => (numerator + denominator - 1) / denominator;

    /// <summary>The value is not a number.</summary>
    public static bool IsNaN(double value) => double.IsNaN(value);

    /// <summary>The value is infinite.</summary>
    public static bool IsInfinity(double value) => double.IsInfinity(value);

    /// <summary>The value is a number and finite.</summary>
    public static bool IsFinite(double value) => double.IsFinite(value);

    /// <summary>1 / value.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Rcp)]
    public static double Rcp(double value) => 1 / value;

    /// <summary>Square root.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Sqrt)]
    public static double Sqrt(double value) => Math.Sqrt(value);

    /// <summary>1 / square root.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Rsqrt)]
    public static double Rsqrt(double value) => 1 / Math.Sqrt(value);

    /// <summary>Arc sine in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Asin)]
    public static double Asin(double value) => Math.Asin(value);

    /// <summary>Sine of an angle in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Sin)]
    public static double Sin(double value) => Math.Sin(value);

    /// <summary>Hyperbolic sine.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Sinh)]
    public static double Sinh(double value) => Math.Sinh(value);

    /// <summary>Arc cosine in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Acos)]
    public static double Acos(double value) => Math.Acos(value);

    /// <summary>Cosine of an angle in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Cos)]
    public static double Cos(double value) => Math.Cos(value);

    /// <summary>Hyperbolic cosine.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Cosh)]
    public static double Cosh(double value) => Math.Cosh(value);

    /// <summary>Tangent of an angle in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Tan)]
    public static double Tan(double value) => Math.Tan(value);

    /// <summary>Hyperbolic tangent.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Tanh)]
    public static double Tanh(double value) => Math.Tanh(value);

    /// <summary>Arc tangent in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Atan)]
    public static double Atan(double value) => Math.Atan(value);

    /// <summary>e to the power of the value.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Exp)]
    public static double Exp(double value) => Math.Exp(value);

    /// <summary>2 to the power of the value.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Exp2)]
    public static double Exp2(double value) => double.Exp2(value);

    /// <summary>Largest integral value that is not larger.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Floor)]
    public static double Floor(double value) => Math.Floor(value);

    /// <summary>Smallest integral value that is not smaller.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Ceiling)]
    public static double Ceiling(double value) => Math.Ceiling(value);

    /// <summary>Natural logarithm.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Log)]
    public static double Log(double value) => Math.Log(value);

    /// <summary>Logarithm to the base 2.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Log2)]
    public static double Log2(double value) => Math.Log2(value);

    /// <summary>Logarithm to the base 10.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Log10)]
    public static double Log10(double value) => Math.Log10(value);

    /// <summary>Remainder of left / right with the sign of left.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Rem)]
    public static double Rem(double left, double right) => left % right;

    /// <summary>Angle of the point (right, left) in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Atan2)]
    public static double Atan2(double left, double right) => Math.Atan2(left, right);

    /// <summary>left to the power of right.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Pow)]
    public static double Pow(double left, double right) => Math.Pow(left, right);

    /// <summary>Logarithm to any base; NaN for a base of 1, and of 0 or infinity unless the value is 1.</summary>
    public static double Log(double value, double newBase)
    {
        if (newBase == 1 || (value != 1 && (newBase == 0 || newBase == double.PositiveInfinity)))
        {
            return double.NaN;
        }

        return Log(value) / Log(newBase);
    }

    /// <summary>The value is not a number.</summary>
    public static bool IsNaN(float value) => float.IsNaN(value);

    /// <summary>The value is infinite.</summary>
    public static bool IsInfinity(float value) => float.IsInfinity(value);

    /// <summary>The value is a number and finite.</summary>
    public static bool IsFinite(float value) => float.IsFinite(value);

    /// <summary>1 / value.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Rcp)]
    public static float Rcp(float value) => 1 / value;

    /// <summary>Square root.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Sqrt)]
    public static float Sqrt(float value) => MathF.Sqrt(value);

    /// <summary>1 / square root.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Rsqrt)]
    public static float Rsqrt(float value) => 1 / MathF.Sqrt(value);

    /// <summary>Arc sine in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Asin)]
    public static float Asin(float value) => MathF.Asin(value);

    /// <summary>Sine of an angle in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Sin)]
    public static float Sin(float value) => MathF.Sin(value);

    /// <summary>Hyperbolic sine.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Sinh)]
    public static float Sinh(float value) => MathF.Sinh(value);

    /// <summary>Arc cosine in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Acos)]
    public static float Acos(float value) => MathF.Acos(value);

    /// <summary>Cosine of an angle in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Cos)]
    public static float Cos(float value) => MathF.Cos(value);

    /// <summary>Hyperbolic cosine.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Cosh)]
    public static float Cosh(float value) => MathF.Cosh(value);

    /// <summary>Tangent of an angle in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Tan)]
    public static float Tan(float value) => MathF.Tan(value);

    /// <summary>Hyperbolic tangent.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Tanh)]
    public static float Tanh(float value) => MathF.Tanh(value);

    /// <summary>Arc tangent in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Atan)]
    public static float Atan(float value) => MathF.Atan(value);

    /// <summary>e to the power of the value.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Exp)]
    public static float Exp(float value) => MathF.Exp(value);

    /// <summary>2 to the power of the value.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Exp2)]
    public static float Exp2(float value) => float.Exp2(value);

    /// <summary>Largest integral value that is not larger.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Floor)]
    public static float Floor(float value) => MathF.Floor(value);

    /// <summary>Smallest integral value that is not smaller.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Ceiling)]
    public static float Ceiling(float value) => MathF.Ceiling(value);

    /// <summary>Natural logarithm.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Log)]
    public static float Log(float value) => MathF.Log(value);

    /// <summary>Logarithm to the base 2.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Log2)]
    public static float Log2(float value) => MathF.Log2(value);

    /// <summary>Logarithm to the base 10.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Log10)]
    public static float Log10(float value) => MathF.Log10(value);

    /// <summary>Remainder of left / right with the sign of left.</summary>
    [Intrinsic(Intrinsic.Op, Op = Op.Rem)]
    public static float Rem(float left, float right) => left % right;

    /// <summary>Angle of the point (right, left) in radians.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Atan2)]
    public static float Atan2(float left, float right) => MathF.Atan2(left, right);

    /// <summary>left to the power of right.</summary>
    [Intrinsic(Intrinsic.Math, MathFn = MathFn.Pow)]
    public static float Pow(float left, float right) => MathF.Pow(left, right);

    /// <summary>Logarithm to any base; NaN for a base of 1, and of 0 or infinity unless the value is 1.</summary>
    public static float Log(float value, float newBase)
    {
        if (newBase == 1 || (value != 1 && (newBase == 0 || newBase == float.PositiveInfinity)))
        {
            return float.NaN;
        }

        return Log(value) / Log(newBase);
    }
    }
