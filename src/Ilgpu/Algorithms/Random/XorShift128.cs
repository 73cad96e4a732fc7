namespace ILGPU.Algorithms.Random;

/// <summary>Marsaglia's xorshift with 128 bits of state, period 2^128 - 1.</summary>
public struct XorShift128 : IEquatable<XorShift128>, IRandomProvider<XorShift128>
{
    /// <summary>The source with a state; not all of it may be zero.</summary>
    public XorShift128(uint state0, uint state1, uint state2, uint state3)
    {
        this.State0 = state0;
        this.State1 = state1;
        this.State2 = state2;
        this.State3 = state3;
    }

    /// <summary>Part of the state.</summary>
    public uint State0 { readonly get; private set; }

    /// <summary>Part of the state.</summary>
    public uint State1 { readonly get; private set; }

    /// <summary>Part of the state.</summary>
    public uint State2 { readonly get; private set; }

    /// <summary>Part of the state.</summary>
    public uint State3 { readonly get; private set; }

    /// <summary>The states are equal.</summary>
    public static bool operator ==(XorShift128 first, XorShift128 second) => first.State0 == second.State0 && first.State1 == second.State1 && first.State2 == second.State2 && first.State3 == second.State3;

    /// <summary>The states differ.</summary>
    public static bool operator !=(XorShift128 first, XorShift128 second) => !(first == second);

    /// <summary>A source with a state drawn from .NET's generator.</summary>
    public static XorShift128 Create(System.Random random)
    {
        ArgumentNullException.ThrowIfNull(random);

        return new(RandomSeeds.UInt(random), RandomSeeds.UInt(random), RandomSeeds.UInt(random), RandomSeeds.UInt(random));
    }

    /// <summary>A number with 32 random bits.</summary>
    public uint NextUInt()
    {
        uint t = this.State3;
        uint s = this.State0;
        this.State3 = this.State2;
        this.State2 = this.State1;
        this.State1 = s;
        t ^= t << 11;
        t ^= t >> 8;

        return this.State0 = t ^ s ^ (s >> 19);
    }

    /// <summary>A number with 64 random bits.</summary>
    public ulong NextULong()
    {
        ulong upper = this.NextUInt();

        return (upper << 32) | this.NextUInt();
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
    public XorShift128 NextProvider() => new(
        RandomSeeds.NotZero(this.NextUInt()),
        this.NextUInt(),
        this.NextUInt(),
        this.NextUInt());

    /// <inheritdoc/>
    public readonly XorShift128 CreateProvider(System.Random random) => Create(random);

    /// <inheritdoc/>
    public readonly XorShift128 CreateProvider<TRandomProvider>(ref TRandomProvider random)
        where TRandomProvider : struct, IRandomProvider<TRandomProvider> => new(
            RandomSeeds.NotZero((uint)random.NextLong()),
            (uint)random.NextLong(),
            (uint)random.NextLong(),
            (uint)random.NextLong());

    /// <inheritdoc/>
    public readonly bool Equals(XorShift128 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is XorShift128 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.State0.GetHashCode() ^ (this.State1.GetHashCode() * 5) ^ (this.State2.GetHashCode() * 7) ^ (this.State3.GetHashCode() * 9);

    /// <summary>The state as text.</summary>
    public override readonly string ToString() => $"{this.State0}, {this.State1}, {this.State2}, {this.State3}";
}
