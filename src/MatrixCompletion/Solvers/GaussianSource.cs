namespace IlgpuOptim.MatrixCompletion.Solvers;

/// <summary>
/// Normal and uniform numbers of a seed, the same on every machine: SplitMix64 (Steele, Lea, Flood 2014), Box and Muller's transform.
/// The state is one number, so that it can be stored and gone on from.
/// </summary>
internal sealed class GaussianSource(ulong seed)
{
    /// <summary>The state; setting it goes on from there.</summary>
    public ulong State { get; set; } = seed;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        this.State += 0x9E3779B97F4A7C15;
        ulong z = this.State;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;

        return z ^ (z >> 31);
    }

    /// <summary>Uniform in (0, 1).</summary>
    public double NextUniform() => ((this.NextBits() >> 12) + 0.5) / (1UL << 52);

    /// <summary>Uniform in 0..count-1.</summary>
    public int NextIndex(int count) => (int)Math.BigMul(this.NextBits(), (ulong)count, out _);

    /// <summary>Normal with mean 0 and variance 1.</summary>
    public double Next() => Math.Sqrt(-2 * Math.Log(this.NextUniform())) * Math.Cos(2 * Math.PI * this.NextUniform());

    /// <summary>As many normal numbers.</summary>
    public double[] Next(long count)
    {
        double[] values = new double[count];

        for (long i = 0; i < count; i++)
        {
            values[i] = this.Next();
        }

        return values;
    }
}
