namespace IlgpuOptim.Fuzz.Generation;

/// <summary>SplitMix64: the same seed gives the same kernels on every version of .NET.</summary>
internal sealed class FuzzRandom(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        ulong z = this.state += 0x9e3779b97f4a7c15UL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;

        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, bound).</summary>
    public int Below(int bound)
    {
        return (int)(this.Next() % (ulong)bound);
    }

    /// <summary>A number in [from, to].</summary>
    public int Between(int from, int to)
    {
        return from + this.Below(to - from + 1);
    }

    public bool Chance(int percent)
    {
        return this.Below(100) < percent;
    }

    public T Pick<T>(IReadOnlyList<T> items)
    {
        return items[this.Below(items.Count)];
    }

    /// <summary>Index of a weight, chosen in proportion to it; zero weights are never chosen.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        int sum = 0;

        foreach (int weight in weights)
        {
            sum += weight;
        }

        int rest = this.Below(sum);

        for (int i = 0; i < weights.Length; ++i)
        {
            rest -= weights[i];

            if (rest < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }
}
