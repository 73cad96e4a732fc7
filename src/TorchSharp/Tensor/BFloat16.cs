using System.Globalization;

namespace TorchSharp;

/// <summary>The upper 16 bits of a binary32 number: its range with 8 bits of precision.</summary>
public readonly struct BFloat16 : IComparable<BFloat16>, IEquatable<BFloat16>, IComparable, IFormattable
{
    /// <summary>0.</summary>
    public static readonly BFloat16 Zero = FromRawValue(0);

    /// <summary>1.</summary>
    public static readonly BFloat16 One = FromRawValue(0x3F80);

    /// <summary>Not a number.</summary>
    public static readonly BFloat16 NaN = FromRawValue(0x7FC0);

    /// <summary>Infinity.</summary>
    public static readonly BFloat16 PositiveInfinity = FromRawValue(0x7F80);

    /// <summary>Minus infinity.</summary>
    public static readonly BFloat16 NegativeInfinity = FromRawValue(0xFF80);

    /// <summary>The largest finite number.</summary>
    public static readonly BFloat16 MaxValue = FromRawValue(0x7F7F);

    /// <summary>The smallest finite number.</summary>
    public static readonly BFloat16 MinValue = FromRawValue(0xFF7F);

    /// <summary>The smallest positive number.</summary>
    public static readonly BFloat16 SmallestSubnormal = FromRawValue(1);

    /// <summary>The distance from 1 to the next larger number.</summary>
    public static readonly BFloat16 Epsilon = FromRawValue(0x3C00);

    /// <summary>The smallest positive number of full precision.</summary>
    public static readonly BFloat16 MinNormal = FromRawValue(0x0080);

    private readonly ushort _bits;

    /// <summary>The nearest number to <paramref name="f"/>; ties to even.</summary>
    public BFloat16(float f)
    {
        uint bits = BitConverter.SingleToUInt32Bits(f);
        this._bits = float.IsNaN(f) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private BFloat16(ushort bits) => this._bits = bits;

    /// <summary>The number with these bits.</summary>
    public static BFloat16 FromRawValue(ushort rawValue) => new(rawValue);

    /// <summary>The same number with 24 bits of precision.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)this._bits << 16);

    /// <summary>Exact.</summary>
    public static explicit operator float(BFloat16 bf) => bf.ToSingle();

    /// <summary>Exact.</summary>
    public static explicit operator double(BFloat16 bf) => bf.ToSingle();

    /// <summary>Rounds to nearest.</summary>
    public static explicit operator BFloat16(float f) => new(f);

    /// <summary>Rounds to float, then to nearest.</summary>
    public static explicit operator BFloat16(double d) => new((float)d);

    /// <summary>Sum, rounded.</summary>
    public static BFloat16 operator +(BFloat16 a, BFloat16 b) => new(a.ToSingle() + b.ToSingle());

    /// <summary>Difference, rounded.</summary>
    public static BFloat16 operator -(BFloat16 a, BFloat16 b) => new(a.ToSingle() - b.ToSingle());

    /// <summary>Product, rounded.</summary>
    public static BFloat16 operator *(BFloat16 a, BFloat16 b) => new(a.ToSingle() * b.ToSingle());

    /// <summary>Quotient, rounded.</summary>
    public static BFloat16 operator /(BFloat16 a, BFloat16 b) => new(a.ToSingle() / b.ToSingle());

    /// <summary>Remainder, rounded.</summary>
    public static BFloat16 operator %(BFloat16 a, BFloat16 b) => new(a.ToSingle() % b.ToSingle());

    /// <summary>The sign turned.</summary>
    public static BFloat16 operator -(BFloat16 a) => FromRawValue((ushort)(a._bits ^ 0x8000));

    /// <summary>Of values: zeros are equal, NaN equals nothing.</summary>
    public static bool operator ==(BFloat16 a, BFloat16 b) => a.ToSingle() == b.ToSingle();

    /// <summary>Of values.</summary>
    public static bool operator !=(BFloat16 a, BFloat16 b) => a.ToSingle() != b.ToSingle();

    /// <summary>Of values.</summary>
    public static bool operator <(BFloat16 a, BFloat16 b) => a.ToSingle() < b.ToSingle();

    /// <summary>Of values.</summary>
    public static bool operator >(BFloat16 a, BFloat16 b) => a.ToSingle() > b.ToSingle();

    /// <summary>Of values.</summary>
    public static bool operator <=(BFloat16 a, BFloat16 b) => a.ToSingle() <= b.ToSingle();

    /// <summary>Of values.</summary>
    public static bool operator >=(BFloat16 a, BFloat16 b) => a.ToSingle() >= b.ToSingle();

    /// <summary>Whether it is NaN.</summary>
    public static bool IsNaN(BFloat16 bf) => float.IsNaN(bf.ToSingle());

    /// <summary>Whether it is infinite.</summary>
    public static bool IsInfinity(BFloat16 bf) => float.IsInfinity(bf.ToSingle());

    /// <summary>Whether it is plus infinity.</summary>
    public static bool IsPositiveInfinity(BFloat16 bf) => float.IsPositiveInfinity(bf.ToSingle());

    /// <summary>Whether it is minus infinity.</summary>
    public static bool IsNegativeInfinity(BFloat16 bf) => float.IsNegativeInfinity(bf.ToSingle());

    /// <summary>Whether it is neither infinite nor NaN.</summary>
    public static bool IsFinite(BFloat16 bf) => float.IsFinite(bf.ToSingle());

    /// <inheritdoc/>
    public bool Equals(BFloat16 other) => this.ToSingle().Equals(other.ToSingle());

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is BFloat16 other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => this.ToSingle().GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(BFloat16 other) => this.ToSingle().CompareTo(other.ToSingle());

    /// <inheritdoc/>
    public int CompareTo(object obj) => obj switch
    {
        null => 1,
        BFloat16 other => this.CompareTo(other),
        _ => throw new ArgumentException("not a BFloat16", nameof(obj)),
    };

    /// <inheritdoc/>
    public override string ToString() => this.ToSingle().ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string format, IFormatProvider formatProvider) => this.ToSingle().ToString(format, formatProvider);
}
