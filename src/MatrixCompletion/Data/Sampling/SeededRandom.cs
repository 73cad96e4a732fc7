using System.Numerics;

namespace IlgpuOptim.MatrixCompletion.Data.Sampling;

/// <summary>
/// xoshiro256** of Blackman and Vigna (2018), seeded through SplitMix64 as its authors advise: the same numbers from the same seed on
/// every machine and in every version.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spare = double.NaN;

    /// <summary>Starts the stream of a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Number of an independent stream of the same seed.</param>
    public SeededRandom(ulong seed, ulong stream = 0)
    {
        ulong state = seed + (stream * 0xD1B5_4A32_D192_ED03);
        this._s0 = SplitMix(ref state);
        this._s1 = SplitMix(ref state);
        this._s2 = SplitMix(ref state);
        this._s3 = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(this._s1 * 5, 7) * 9;
        ulong t = this._s1 << 17;

        this._s2 ^= this._s0;
        this._s3 ^= this._s1;
        this._s1 ^= this._s2;
        this._s0 ^= this._s3;
        this._s2 ^= t;
        this._s3 = BitOperations.RotateLeft(this._s3, 45);

        return result;
    }

    /// <summary>A number of [0, 1), a multiple of 2^-53.</summary>
    public double NextUniform() => (this.NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of 0 to <paramref name="bound"/> - 1, each as likely (Lemire 2019).</summary>
    public long NextBelow(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong range = (ulong)bound;
        ulong high = Math.BigMul(this.NextBits(), range, out ulong low);

        if (low < range)
        {
            ulong threshold = (0 - range) % range;

            while (low < threshold)
            {
                high = Math.BigMul(this.NextBits(), range, out low);
            }
        }

        return (long)high;
    }

    /// <summary>A standard normal number (polar method of Marsaglia, which gives two at a time).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(this._spare))
        {
            double spare = this._spare;
            this._spare = double.NaN;

            return spare;
        }

        while (true)
        {
            double x = (2 * this.NextUniform()) - 1;
            double y = (2 * this.NextUniform()) - 1;
            double square = (x * x) + (y * y);

            if (square is > 0 and < 1)
            {
                double scale = Math.Sqrt(-2 * Math.Log(square) / square);
                this._spare = y * scale;

                return x * scale;
            }
        }
    }

    /// <summary>Puts elements into random order (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int k = (int)this.NextBelow(i + 1);
            (items[i], items[k]) = (items[k], items[i]);
        }
    }

    /// <summary>0..count-1 in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];

        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        this.Shuffle<int>(order);

        return order;
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;

        return z ^ (z >> 31);
    }
}
