namespace IlgpuOptim.Compute;

/// <summary>
/// Philox4x32-10, a counter-based generator: the 128 random bits at a counter depend on nothing but the counter and the key, so that
/// any work-item computes its own, and the same ones on all devices. Usable in kernels and on the host.
/// </summary>
/// <remarks>Salmon, Moraes, Dror, Shaw: Parallel random numbers, as easy as 1, 2, 3 (SC 2011), section 3.3.</remarks>
public readonly struct Philox
{
    private const uint MultiplierX = 0xD2511F53;
    private const uint MultiplierZ = 0xCD9E8D57;
    private const uint KeyStepX = 0x9E3779B9;
    private const uint KeyStepY = 0xBB67AE85;

    /// <summary>First word.</summary>
    public readonly uint X;

    /// <summary>Second word.</summary>
    public readonly uint Y;

    /// <summary>Third word.</summary>
    public readonly uint Z;

    /// <summary>Fourth word.</summary>
    public readonly uint W;

    /// <summary>Four words.</summary>
    public Philox(uint x, uint y, uint z, uint w)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
        this.W = w;
    }

    /// <summary>The random words at a position of the sequence of a seed.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="position">The lower half of the counter.</param>
    /// <param name="stream">The upper half: independent sequences of the same seed.</param>
    public static Philox At(ulong seed, ulong position, ulong stream = 0) =>
        Block(
            new Philox((uint)position, (uint)(position >> 32), (uint)stream, (uint)(stream >> 32)), (uint)seed, (uint)(seed >> 32));

    /// <summary>The generator itself: ten rounds on a counter.</summary>
    /// <param name="counter">128 bits.</param>
    /// <param name="keyX">Lower half of the key.</param>
    /// <param name="keyY">Upper half of the key.</param>
    public static Philox Block(Philox counter, uint keyX, uint keyY)
    {
        uint x = counter.X;
        uint y = counter.Y;
        uint z = counter.Z;
        uint w = counter.W;

        for (int round = 0; round < 10; round++)
        {
            ulong first = (ulong)MultiplierX * x;
            ulong second = (ulong)MultiplierZ * z;

            x = (uint)(second >> 32) ^ y ^ keyX;
            y = (uint)second;
            z = (uint)(first >> 32) ^ w ^ keyY;
            w = (uint)first;
            keyX += KeyStepX;
            keyY += KeyStepY;
        }

        return new Philox(x, y, z, w);
    }

    /// <summary>A multiple of 2^-24 in 0 (included) to 1 (excluded).</summary>
    public static float ToUniform(uint word) => (word >> 8) * 5.9604645e-8f;

    /// <summary>A multiple of 2^-53 in 0 (included) to 1 (excluded), from two words.</summary>
    public static double ToUniform(uint high, uint low) =>
        (((ulong)high << 21) | (low >> 11)) * 1.1102230246251565e-16;
}
