using IlgpuOptim.Extensions;

namespace IlgpuOptim.Compute;

/// <summary>Rounding to fewer bits, up or down at random, so that the expected value is the exact one. Usable in kernels.</summary>
public static class StochasticRounding
{
    /// <summary>
    /// One of the two neighbouring values: the farther a value is from one, the likelier it becomes the other. Values that a
    /// BFloat16 holds stay as they are; infinities and NaN, too.
    /// </summary>
    /// <param name="value">What is rounded.</param>
    /// <param name="random">A random word; its lower 16 bits count.</param>
    public static BFloat16 ToBFloat16(float value, uint random)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);

        // Adding noise to the bits that are cut off carries into the others with the right probability.
        return (bits & 0x7F800000) == 0x7F800000
            ? (BFloat16)value
            : BFloat16.FromRawValue((ushort)((bits + (random & 0xFFFF)) >> 16));
    }
}
