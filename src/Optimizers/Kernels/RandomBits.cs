namespace IlgpuOptim.Optimizers.Kernels;

/// <summary>Random bits by position, the same on all devices: Philox 4x32-10 (Salmon et al. 2011).</summary>
internal static class RandomBits
{
    private const int Rounds = 10;

    /// <summary>64 bits for an element of a parameter.</summary>
    public static (uint First, uint Second) At(RandomKey key, int parameter, long element)
    {
        uint x = (uint)element;
        uint y = (uint)(element >> 32);
        uint z = (uint)parameter;
        uint w = 0;
        uint first = key.Seed;
        uint second = key.Step;

        for (int i = 0; i < Rounds; i++)
        {
            ulong a = 0xD2511F53ul * x;
            ulong b = 0xCD9E8D57ul * z;
            x = (uint)(b >> 32) ^ y ^ first;
            y = (uint)b;
            z = (uint)(a >> 32) ^ w ^ second;
            w = (uint)a;
            first += 0x9E3779B9;
            second += 0xBB67AE85;
        }

        return (x, y);
    }
}
