using System.Numerics;

namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>Set of small numbers (ids of blocks or values) of fixed capacity.</summary>
internal sealed class BitSet
{
    private readonly ulong[] _words;

    public BitSet(int capacity)
    {
        _words = new ulong[(capacity + 63) >> 6];
    }

    /// <summary>The members as bits, number 0 first.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public bool Contains(int item) => (uint)(item >> 6) < (uint)_words.Length && (_words[item >> 6] >> (item & 63) & 1) != 0;

    /// <summary>Adds the number and says whether it was new.</summary>
    public bool Add(int item)
    {
        ref ulong word = ref _words[item >> 6];
        ulong bit = 1UL << (item & 63);
        bool added = (word & bit) == 0;
        word |= bit;

        return added;
    }

    public void Remove(int item) => _words[item >> 6] &= ~(1UL << (item & 63));

    public void Clear() => Array.Clear(_words);

    public void CopyFrom(BitSet other) => other._words.CopyTo(_words, 0);

    /// <summary>Adds all members of another set of the same capacity and says whether any was new.</summary>
    public bool UnionWith(BitSet other)
    {
        ulong change = 0;
        ulong[] words = _words;
        ulong[] others = other._words;
        for (int i = 0; i < words.Length && i < others.Length; i++)
        {
            ulong added = others[i] & ~words[i];
            words[i] |= added;
            change |= added;
        }

        return change != 0;
    }

    /// <summary>Adds the members of <paramref name="other"/> that are not in <paramref name="except"/>; says whether any was new.</summary>
    public bool UnionWithout(BitSet other, BitSet except)
    {
        ulong change = 0;
        ulong[] words = _words;
        for (int i = 0; i < words.Length; i++)
        {
            ulong added = other._words[i] & ~except._words[i] & ~words[i];
            words[i] |= added;
            change |= added;
        }

        return change != 0;
    }

    /// <summary>The smallest member that is at least <paramref name="from"/>, or -1; the loop over a set.</summary>
    public int Next(int from)
    {
        int index = from >> 6;
        if (index >= _words.Length)
        {
            return -1;
        }

        ulong word = _words[index] & (ulong.MaxValue << (from & 63));
        while (word == 0)
        {
            if (++index >= _words.Length)
            {
                return -1;
            }

            word = _words[index];
        }

        return (index << 6) + BitOperations.TrailingZeroCount(word);
    }
}
