namespace ILGPU.Algorithms.Random;

/// <summary>Xorshift with 64 bits of state and a final multiplication, period 2^64 - 1.</summary>
public struct XorShift64Star : IEquatable<XorShift64Star>, IRandomProvider<XorShift64Star>
{
    /// <summary>The source with a state; not all of it may be zero.</summary>
    public XorShift64Star(ulong state)
    {
        this.State = state;
    }

    /// <summary>The state.</summary>
    public ulong State { readonly get; private set; }

    /// <summary>The states are equal.</summary>
    public static bool operator ==(XorShift64Star first, XorShift64Star second) => first.State == second.State;

    /// <summary>The states differ.</summary>
    public static bool operator !=(XorShift64Star first, XorShift64Star second) => !(first == second);

    /// <summary>A source with a state drawn from .NET's generator.</summary>
    public static XorShift64Star Create(System.Random random)
    {
        ArgumentNullException.ThrowIfNull(random);

        return new(RandomSeeds.ULong(random));
    }

    /// <summary>A number with 32 random bits.</summary>
    public uint NextUInt() => (uint)(this.NextULong() >> 32);

    /// <summary>A number with 64 random bits.</summary>
    public ulong NextULong()
    {
        ulong x = this.State;
        x ^= x >> 12;
        x ^= x << 25;
        x ^= x >> 27;
        this.State = x;

        return x * 0x2545F4914F6CDD1Dul;
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
    public XorShift64Star NextProvider() => new(RandomSeeds.NotZero(this.NextULong()));

    /// <inheritdoc/>
    public readonly XorShift64Star CreateProvider(System.Random random) => Create(random);

    /// <inheritdoc/>
    public readonly XorShift64Star CreateProvider<TRandomProvider>(ref TRandomProvider random)
        where TRandomProvider : struct, IRandomProvider<TRandomProvider> => new(RandomSeeds.NotZero((ulong)random.NextLong()));

    /// <inheritdoc/>
    public readonly bool Equals(XorShift64Star other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is XorShift64Star other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.State.GetHashCode();

    /// <summary>The state as text.</summary>
    public override readonly string ToString() => $"{this.State}";
}
