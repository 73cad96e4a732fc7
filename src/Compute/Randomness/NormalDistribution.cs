namespace IlgpuOptim.Compute;

/// <summary>
/// Normal random numbers by Box and Muller's transformation, of additions, multiplications and fused multiply-adds alone: these are
/// rounded in the same way everywhere, while square roots, divisions and elementary functions differ between devices.
/// </summary>
public static class NormalDistribution
{
    /// <summary>Two independent values with mean 0 and variance 1.</summary>
    /// <param name="first">A random word; gives the radius.</param>
    /// <param name="second">Another one; gives the angle.</param>
    public static (float X, float Y) FromWords(uint first, uint second)
    {
        // In 2^-33 to 1 - 2^-33: its logarithm is finite, and 0 only by rounding.
        float uniform = MathF.FusedMultiplyAdd(first, 2.3283064e-10f, 1.1641532e-10f);
        float radius = SquareRoot(-2 * Logarithm(uniform));
        (float sine, float cosine) = SineAndCosine(second);

        return (radius * cosine, radius * sine);
    }

    /// <summary>ln x for positive normal x.</summary>
    internal static float Logarithm(float x)
    {
        // x = 2^e * m with m around 1, then ln m = 2 artanh(s) with s = (m - 1) / (m + 1), by its series.
        int bits = BitConverter.SingleToInt32Bits(x);
        int exponent = (bits - 0x3F3504F3) >> 23;
        float m = BitConverter.Int32BitsToSingle(bits - (exponent << 23));
        float s = (m - 1) * Reciprocal(m + 1);
        float s2 = s * s;
        float series = MathF.FusedMultiplyAdd(s2, 0.22222222f, 0.2857143f);

        series = MathF.FusedMultiplyAdd(s2, series, 0.4f);
        series = MathF.FusedMultiplyAdd(s2, series, 0.6666667f);
        series = MathF.FusedMultiplyAdd(s2 * s, series, 2 * s);

        return MathF.FusedMultiplyAdd(exponent, 0.6931472f, series);
    }

    /// <summary>The square root of x >= 0 by Newton's iteration for 1 / sqrt(x).</summary>
    internal static float SquareRoot(float x)
    {
        // 0 and what rounding makes negative have no reciprocal root.
        if (!(x > 1e-30f))
        {
            return 0;
        }

        float y = BitConverter.Int32BitsToSingle(0x5F3759DF - (BitConverter.SingleToInt32Bits(x) >> 1));
        float half = 0.5f * x;

        for (int i = 0; i < 4; i++)
        {
            y *= MathF.FusedMultiplyAdd(-half * y, y, 1.5f);
        }

        float root = x * y;

        return MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(-root, root, x), 0.5f * y, root);
    }

    /// <summary>Sine and cosine of 2 pi * word / 2^32.</summary>
    private static (float Sine, float Cosine) SineAndCosine(uint word)
    {
        // The nearest multiple of a quarter turn, and the rest in -1/8 to 1/8 of a turn, exactly.
        uint quarter = (word + 0x20000000) >> 30;
        float angle = (int)(word - (quarter << 30)) * 1.4629181e-9f;
        float a2 = angle * angle;
        float sine = MathF.FusedMultiplyAdd(a2, 2.7557319e-6f, -1.984127e-4f);
        float cosine = MathF.FusedMultiplyAdd(a2, 2.4801587e-5f, -1.3888889e-3f);

        sine = MathF.FusedMultiplyAdd(a2, sine, 8.333334e-3f);
        sine = MathF.FusedMultiplyAdd(a2, sine, -0.16666667f);
        sine = MathF.FusedMultiplyAdd(a2 * angle, sine, angle);
        cosine = MathF.FusedMultiplyAdd(a2, cosine, 4.1666668e-2f);
        cosine = MathF.FusedMultiplyAdd(a2, cosine, -0.5f);
        cosine = MathF.FusedMultiplyAdd(a2, cosine, 1);

        float s = (quarter & 1) != 0 ? cosine : sine;
        float c = (quarter & 1) != 0 ? sine : cosine;

        return ((quarter & 2) != 0 ? -s : s, ((quarter + 1) & 2) != 0 ? -c : c);
    }

    /// <summary>1 / x for x in 1 to 3, by Newton's iteration.</summary>
    private static float Reciprocal(float x)
    {
        float y = BitConverter.Int32BitsToSingle(0x7EF311C3 - BitConverter.SingleToInt32Bits(x));

        for (int i = 0; i < 4; i++)
        {
            y = MathF.FusedMultiplyAdd(y, MathF.FusedMultiplyAdd(-x, y, 1), y);
        }

        return y;
    }
}
