namespace ILGPU.Algorithms.Random;

/// <summary>Marsaglia's xorshift with 32 bits of state: small and fast, period 2^32 - 1.</summary>
public struct XorShift32 : IEquatable<XorShift32>, IRandomProvider<XorShift32>
{
    /// <summary>The source with a state; not all of it may be zero.</summary>
    public XorShift32(uint state)
    {
        this.State = state;
    }

    /// <summary>The state.</summary>
    public uint State { readonly get; private set; }

    /// <summary>The states are equal.</summary>
    public static bool operator ==(XorShift32 first, XorShift32 second) => first.State == second.State;

    /// <summary>The states differ.</summary>
    public static bool operator !=(XorShift32 first, XorShift32 second) => !(first == second);

    /// <summary>A source with a state drawn from .NET's generator.</summary>
    public static XorShift32 Create(System.Random random)
    {
        ArgumentNullException.ThrowIfNull(random);

        return new(RandomSeeds.UInt(random));
    }

    /// <summary>A number with 32 random bits; never zero.</summary>
    public uint NextUInt()
    {
        uint x = this.State;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;

        return this.State = x;
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
        this.State = RandomSeeds.Mix(this.State, shift);
    }

    /// <inheritdoc/>
    public XorShift32 NextProvider() => new(RandomSeeds.NotZero(this.NextUInt() * 0x9E3779B9u));

    /// <inheritdoc/>
    public readonly XorShift32 CreateProvider(System.Random random) => Create(random);

    /// <inheritdoc/>
    public readonly XorShift32 CreateProvider<TRandomProvider>(ref TRandomProvider random)
        where TRandomProvider : struct, IRandomProvider<TRandomProvider> => new(RandomSeeds.NotZero((uint)random.NextLong()));

    /// <inheritdoc/>
    public readonly bool Equals(XorShift32 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is XorShift32 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.State.GetHashCode();

    /// <summary>The state as text.</summary>
    public override readonly string ToString() => $"{this.State}";
}
