namespace ILGPU.Algorithms.Random;

/// <summary>States of random sources; a state of xorshift must not be zero.</summary>
internal static class RandomSeeds
{
    public static uint UInt(System.Random random) => NotZero((uint)random.NextInt64(1L << 32));

    public static ulong ULong(System.Random random)
    {
        ulong upper = (ulong)random.NextInt64(1L << 32);

        return NotZero((upper << 32) | (ulong)random.NextInt64(1L << 32));
    }

    public static uint NotZero(uint state) => state == 0 ? 0x6C07_8965u : state;

    public static ulong NotZero(ulong state) => state == 0 ? 0x9E37_79B9_7F4A_7C15ul : state;

    /// <summary>Spreads a small number over a state.</summary>
    public static uint Mix(uint state, int shift)
    {
        uint x = state + ((uint)shift * 0x9E37_79B9u);
        x = (x ^ (x >> 16)) * 0x85EB_CA6Bu;
        x = (x ^ (x >> 13)) * 0xC2B2_AE35u;

        return NotZero(x ^ (x >> 16));
    }

    /// <summary>Spreads a small number over a state.</summary>
    public static ulong Mix(ulong state, int shift)
    {
        ulong x = state + ((ulong)(uint)shift * 0x9E37_79B9_7F4A_7C15ul);
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9ul;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EBul;

        return NotZero(x ^ (x >> 31));
    }
}
