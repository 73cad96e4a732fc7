using IlgpuOptim.Compute;

namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>Random bits by position, the same on all devices.</summary>
internal static class RandomBits
{
    /// <summary>64 bits for an element of a parameter.</summary>
    public static (uint First, uint Second) At(RandomKey key, int parameter, long element)
    {
        Philox words = Philox.Block(new Philox((uint)element, (uint)(element >> 32), (uint)parameter, 0), key.Seed, key.Step);

        return (words.X, words.Y);
    }
}
