using System.Runtime.CompilerServices;

namespace IlgpuOptim.Ptx.Execute;

/// <summary>What PTX adds to IEEE arithmetic: flushing, saturation, canonical NaNs; and the small formats.</summary>
internal static class Floats
{
    private const uint CanonicalNaN = 0x7FFFFFFF;

    public static float NaN => BitConverter.UInt32BitsToSingle(CanonicalNaN);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Start(float value, Instruction op) => op.Ftz ? Flush(value) : value;

    /// <summary>Results of single precision: NaNs have one form, .ftz and .sat apply.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Finish(float value, Instruction op)
    {
        if (float.IsNaN(value))
        {
            return op.Saturate ? 0 : NaN;
        }

        value = op.Ftz ? Flush(value) : value;

        return op.Saturate ? Saturate(value) : value;
    }

    public static float Flush(float value) => float.IsSubnormal(value) ? MathF.CopySign(0, value) : value;

    public static float Saturate(float value) => value > 0 ? Math.Min(value, 1) : 0;

    public static double StartHalf(uint bits, Instruction op)
    {
        bool brain = op.Type is PtxType.BF16 or PtxType.BF16x2;

        if (op.Ftz && (bits & (brain ? 0x7F80 : 0x7C00)) == 0)
        {
            bits &= 0x8000;
        }

        return brain ? FromBrain(bits) : FromHalf(bits);
    }

    public static uint FinishHalf(double value, Instruction op)
    {
        bool brain = op.Type is PtxType.BF16 or PtxType.BF16x2;

        if (op.Saturate)
        {
            value = value > 0 ? Math.Min(value, 1) : 0;
        }

        if (op.Relu && value <= 0)
        {
            value = 0;
        }

        uint bits = Round(value, brain ? FloatFormat.Brain : FloatFormat.Half);

        return op.Ftz && (bits & (brain ? 0x7F80 : 0x7C00)) == 0 ? bits & 0x8000 : bits;
    }

    public static double FromHalf(uint bits) => (double)BitConverter.UInt16BitsToHalf((ushort)bits);

    public static double FromBrain(uint bits) => BitConverter.UInt32BitsToSingle(bits << 16);

    /// <summary>The nearest number of a small format (to even), as its bits; NaN is 0x7FFF.</summary>
    public static uint Round(double value, FloatFormat format) => ExactFloat.Round(value, format, Rounding.Nearest);

    /// <summary>
    /// a*b + c where a*b is exact in double, rounded to odd: rounding the result again to far fewer bits is then the same
    /// as having rounded once.
    /// </summary>
    public static double FmaToOdd(double a, double b, double c)
    {
        double product = a * b;
        double sum = product + c;

        if (!double.IsFinite(sum))
        {
            return sum;
        }

        // Knuth's exact error of the sum.
        double part = sum - product;
        double error = (product - (sum - part)) + (c - part);
        long bits = BitConverter.DoubleToInt64Bits(sum);

        if (error == 0 || (bits & 1) != 0)
        {
            return sum;
        }

        return BitConverter.Int64BitsToDouble((error > 0) == (sum > 0) ? bits + 1 : bits - 1);
    }
}
