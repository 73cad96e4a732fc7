namespace ILGPU;

/// <summary>Conversions on the way to 16-bit floats that avoid rounding twice; plain code that kernels inline.</summary>
internal static class SixteenBitFloats
{
    /// <summary>
    /// The float next to a double such that rounding it to at most 22 bits gives what rounding the double would give:
    /// truncated, with the lowest bit set when something was cut off ("round to odd").
    /// </summary>
    public static float RoundToOdd(double value)
    {
        float near = (float)value;
        double back = near;

        // Exact, NaN or infinite: nothing was lost. (A finite double beyond the range is infinite in 16 bits, too.)
        if (back == value || float.IsNaN(near) || float.IsInfinity(near))
        {
            return near;
        }

        int bits = BitConverter.SingleToInt32Bits(near);

        if (Math.Abs(back) > Math.Abs(value))
        {
            bits--;
        }

        return BitConverter.Int32BitsToSingle(bits | 1);
    }

    /// <summary>As <see cref="RoundToOdd(double)"/> for an integer.</summary>
    public static float RoundToOdd(long value)
    {
        bool negative = value < 0;
        float magnitude = RoundToOdd(negative ? 0UL - (ulong)value : (ulong)value);

        return negative ? -magnitude : magnitude;
    }

    /// <summary>As <see cref="RoundToOdd(double)"/> for an integer.</summary>
    public static float RoundToOdd(ulong value)
    {
        // More than the 53 bits of a double: fold the lowest ones into one sticky bit, which keeps the result odd.
        if (value >> 53 != 0)
        {
            ulong folded = (value >> 11) | ((value & 0x7FF) != 0 ? 1UL : 0UL);

            return RoundToOdd((double)folded) * 2048f;
        }

        return RoundToOdd((double)value);
    }

    /// <summary>Rounds to the nearest bfloat16, ties to even; NaN stays quiet NaN.</summary>
    public static ushort ToBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);

        if ((bits & 0x7FFF_FFFF) > 0x7F80_0000)
        {
            return (ushort)((bits >> 16) | 0x40);
        }

        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
