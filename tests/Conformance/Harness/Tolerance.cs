namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>How far results may be from the oracle: bit for bit, or some units in the last place.</summary>
public readonly record struct Tolerance(int Ulp)
{
    /// <summary>Equal bits; all NaN are equal.</summary>
    public static Tolerance Exact { get; } = new(0);

    /// <summary>Elementary functions of float against those of .NET: 2 of ours and 1 of theirs.</summary>
    public static Tolerance Function { get; } = new(3);

    public bool Accepts(float expected, float actual)
    {
        if (BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual) || (float.IsNaN(expected) && float.IsNaN(actual)))
        {
            return true;
        }

        return Ulp > 0
            && !float.IsNaN(expected)
            && !float.IsNaN(actual)
            && Math.Abs(Order(BitConverter.SingleToInt32Bits(expected)) - Order(BitConverter.SingleToInt32Bits(actual))) <= Ulp;
    }

    public bool Accepts(double expected, double actual)
    {
        if (BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual) || (double.IsNaN(expected) && double.IsNaN(actual)))
        {
            return true;
        }

        return Ulp > 0
            && !double.IsNaN(expected)
            && !double.IsNaN(actual)
            && Int128.Abs((Int128)Order(BitConverter.DoubleToInt64Bits(expected)) - Order(BitConverter.DoubleToInt64Bits(actual))) <= Ulp;
    }

    // Floats in their order as integers: negative ones count down from zero.
    private static long Order(int bits)
    {
        return bits < 0 ? -(long)(bits & int.MaxValue) : bits;
    }

    private static long Order(long bits)
    {
        return bits < 0 ? -(bits & long.MaxValue) : bits;
    }
}
