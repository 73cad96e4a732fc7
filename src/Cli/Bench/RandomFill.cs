namespace IlgpuOptim.Cli.Bench;

/// <summary>Reproducible random data; zeros would flatter some hardware.</summary>
internal static unsafe class RandomFill
{
    /// <summary>Uniform floats from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static void Uniform(float* target, long length, float low, float high, ulong seed) =>
        ForParts(length, (start, end) =>
        {
            for (long i = start; i < end; i++)
            {
                target[i] = UniformAt(low, high, seed, i);
            }
        });

    /// <summary>The value that <see cref="Uniform"/> puts at a position.</summary>
    public static float UniformAt(float low, float high, ulong seed, long position) =>
        low + ((high - low) * ((Hash(seed, position) >> 40) * (1.0f / (1 << 24))));

    /// <summary>Random bits.</summary>
    public static void Bits(int* target, long length, ulong seed) =>
        ForParts(length, (start, end) =>
        {
            for (long i = start; i < end; i++)
            {
                target[i] = (int)(Hash(seed, i) >> 32);
            }
        });

    public static void Constant(float* target, long length, float value) =>
        ForParts(length, (start, end) =>
        {
            for (long i = start; i < end; i++)
            {
                target[i] = value;
            }
        });

    private static void ForParts(long length, Action<long, long> fill)
    {
        int parts = Environment.ProcessorCount;

        Parallel.For(0, parts, part => fill(length * part / parts, length * (part + 1) / parts));
    }

    /// <summary>SplitMix64 at a position of its sequence.</summary>
    private static ulong Hash(ulong seed, long position)
    {
        ulong z = (seed * 0xd1342543de82ef95) + ((ulong)position * 0x9e3779b97f4a7c15) + 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;

        return z ^ (z >> 31);
    }
}
