namespace ILGPU.Algorithms.Random;

/// <summary>Xorshift with 128 bits of state and a final addition, period 2^128 - 1.</summary>
public struct XorShift128Plus : IEquatable<XorShift128Plus>, IRandomProvider<XorShift128Plus>
{
    /// <summary>The source with a state; not all of it may be zero.</summary>
    public XorShift128Plus(ulong state0, ulong state1)
    {
        this.State0 = state0;
        this.State1 = state1;
    }

    /// <summary>Part of the state.</summary>
    public ulong State0 { readonly get; private set; }

    /// <summary>Part of the state.</summary>
    public ulong State1 { readonly get; private set; }

    /// <summary>The states are equal.</summary>
    public static bool operator ==(XorShift128Plus first, XorShift128Plus second) => first.State0 == second.State0 && first.State1 == second.State1;

    /// <summary>The states differ.</summary>
    public static bool operator !=(XorShift128Plus first, XorShift128Plus second) => !(first == second);

    /// <summary>A source with a state drawn from .NET's generator.</summary>
    public static XorShift128Plus Create(System.Random random)
    {
        ArgumentNullException.ThrowIfNull(random);

        return new(RandomSeeds.ULong(random), RandomSeeds.ULong(random));
    }

    /// <summary>A number with 32 random bits.</summary>
    public uint NextUInt() => (uint)(this.NextULong() >> 32);

    /// <summary>A number with 64 random bits.</summary>
    public ulong NextULong()
    {
        ulong t = this.State0;
        ulong s = this.State1;
        this.State0 = s;
        t ^= t << 23;
        t ^= t >> 18;
        t ^= s ^ (s >> 5);
        this.State1 = t;

        return t + s;
    }

    /// <inheritdoc/>
    public int Next() => (int)(this.NextUInt() >> 1);

    /// <inheritdoc/>
    public long NextLong() => (long)(this.NextULong() >> 1);

    /// <inheritdoc/>
    public float NextFloat() => (int)(this.NextUInt() >> 8) * (1f / 16777216f);

    /// <inheritdoc/>
    public double NextDouble() => (long)(this.NextULong() >> 11) * (1.0 / 9007199254740992.0);

    /// <inheritdoc/>
    public void ShiftPeriod(int shift)
    {
        this.State0 = RandomSeeds.Mix(this.State0, shift);
    }

    /// <inheritdoc/>
    public XorShift128Plus NextProvider() => new(RandomSeeds.NotZero(this.NextULong()), this.NextULong());

    /// <inheritdoc/>
    public readonly XorShift128Plus CreateProvider(System.Random random) => Create(random);

    /// <inheritdoc/>
    public readonly XorShift128Plus CreateProvider<TRandomProvider>(ref TRandomProvider random)
        where TRandomProvider : struct, IRandomProvider<TRandomProvider> => new(RandomSeeds.NotZero((ulong)random.NextLong()), (ulong)random.NextLong());

    /// <inheritdoc/>
    public readonly bool Equals(XorShift128Plus other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is XorShift128Plus other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.State0.GetHashCode() ^ (this.State1.GetHashCode() * 5);

    /// <summary>The state as text.</summary>
    public override readonly string ToString() => $"{this.State0}, {this.State1}";
}
