using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Extensions;

/// <summary>
/// The upper half of a binary32: 8 significant bits and the range of <see cref="float"/>. Arithmetic is done in 32 bits and rounded once.
/// </summary>
public readonly partial struct BFloat16 : IEquatable<BFloat16>, IComparable<BFloat16>, IFormattable
{
    private readonly ushort _bits;

    internal BFloat16(ushort bits)
    {
        _bits = bits;
    }

    /// <summary>Smallest positive value, 2^-133.</summary>
    public static BFloat16 Epsilon => new((ushort)0x0001);

    /// <summary>Largest finite value, about 3.39e38.</summary>
    public static BFloat16 MaxValue => new((ushort)0x7F7F);

    /// <summary>Smallest finite value.</summary>
    public static BFloat16 MinValue => new((ushort)0xFF7F);

    /// <summary>Not a number.</summary>
    public static BFloat16 NaN => new((ushort)0xFFC0);

    /// <summary>Positive infinity.</summary>
    public static BFloat16 PositiveInfinity => new((ushort)0x7F80);

    /// <summary>Negative infinity.</summary>
    public static BFloat16 NegativeInfinity => new((ushort)0xFF80);

    /// <summary>0.</summary>
    public static BFloat16 Zero => new((ushort)0x0000);

    /// <summary>1.</summary>
    public static BFloat16 One => new((ushort)0x3F80);

    /// <summary>The bit pattern.</summary>
    public ushort RawValue => _bits;

    /// <summary>The value of a bit pattern.</summary>
    public static BFloat16 FromRawValue(ushort bits) => new(bits);

    /// <summary>The exact value.</summary>
    public static implicit operator float(BFloat16 value) => ToSingle(value._bits);

    /// <summary>The exact value.</summary>
    public static implicit operator double(BFloat16 value) => ToSingle(value._bits);

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(float value) => new(FromSingle(value));

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(double value) => new(FromSingle(SixteenBitFloats.RoundToOdd(value)));

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator sbyte(BFloat16 value) => (sbyte)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(sbyte value) => (BFloat16)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator short(BFloat16 value) => (short)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(short value) => (BFloat16)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator int(BFloat16 value) => (int)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(int value) =>
        (BFloat16)(double)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator long(BFloat16 value) => (long)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(long value) =>
        new(FromSingle(SixteenBitFloats.RoundToOdd(value)));

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator byte(BFloat16 value) => (byte)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(byte value) => (BFloat16)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator ushort(BFloat16 value) => (ushort)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(ushort value) => (BFloat16)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator uint(BFloat16 value) => (uint)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(uint value) =>
        (BFloat16)(double)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator ulong(BFloat16 value) => (ulong)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator BFloat16(ulong value) =>
        new(FromSingle(SixteenBitFloats.RoundToOdd(value)));

    /// <summary>The value with the opposite sign.</summary>
    public static BFloat16 operator -(BFloat16 value) => new((ushort)(value._bits ^ 0x8000));

    /// <summary>Sum, correctly rounded.</summary>
    public static BFloat16 operator +(BFloat16 first, BFloat16 second) => (BFloat16)((float)first + (float)second);

    /// <summary>Difference, correctly rounded.</summary>
    public static BFloat16 operator -(BFloat16 first, BFloat16 second) => (BFloat16)((float)first - (float)second);

    /// <summary>Product, correctly rounded.</summary>
    public static BFloat16 operator *(BFloat16 first, BFloat16 second) => (BFloat16)((float)first * (float)second);

    /// <summary>Quotient, correctly rounded.</summary>
    public static BFloat16 operator /(BFloat16 first, BFloat16 second) => (BFloat16)((float)first / (float)second);

    /// <summary>The values are equal; NaN equals nothing.</summary>
    public static bool operator ==(BFloat16 first, BFloat16 second) => (float)first == (float)second;

    /// <summary>The values differ.</summary>
    public static bool operator !=(BFloat16 first, BFloat16 second) => (float)first != (float)second;

    /// <summary>The first value is less.</summary>
    public static bool operator <(BFloat16 first, BFloat16 second) => (float)first < (float)second;

    /// <summary>The first value is less or equal.</summary>
    public static bool operator <=(BFloat16 first, BFloat16 second) => (float)first <= (float)second;

    /// <summary>The first value is greater.</summary>
    public static bool operator >(BFloat16 first, BFloat16 second) => (float)first > (float)second;

    /// <summary>The first value is greater or equal.</summary>
    public static bool operator >=(BFloat16 first, BFloat16 second) => (float)first >= (float)second;

    /// <summary>Absolute value.</summary>
    public static BFloat16 Abs(BFloat16 value) => new((ushort)(value._bits & 0x7FFF));

    /// <summary>The value is not a number.</summary>
    public static bool IsNaN(BFloat16 value) => (value._bits & 0x7FFF) > 0x7F80;

    /// <summary>The value is zero of either sign.</summary>
    public static bool IsZero(BFloat16 value) => (value._bits & 0x7FFF) == 0;

    /// <summary>The value is positive infinity.</summary>
    public static bool IsPositiveInfinity(BFloat16 value) => value._bits == 0x7F80;

    /// <summary>The value is negative infinity.</summary>
    public static bool IsNegativeInfinity(BFloat16 value) => value._bits == (0x7F80 | 0x8000);

    /// <summary>The value is infinite.</summary>
    public static bool IsInfinity(BFloat16 value) => (value._bits & 0x7FFF) == 0x7F80;

    /// <summary>The value is a number and finite.</summary>
    public static bool IsFinite(BFloat16 value) => (value._bits & 0x7FFF) < 0x7F80;

    /// <summary>The values are equal, or both are NaN.</summary>
    public bool Equals(BFloat16 other) => this == other || (IsNaN(this) && IsNaN(other));

    /// <summary>Order of the values; NaN comes first.</summary>
    public int CompareTo(BFloat16 other) => ((float)this).CompareTo((float)other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsNaN(this) ? 0x7F80 + 1 : IsZero(this) ? 0 : _bits;

    /// <summary>The value as text.</summary>
    public override string ToString() => ((float)this).ToString();

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        ((float)this).ToString(format, formatProvider);

    [Intrinsic(Intrinsic.Op, Op = Op.BF16ToF32)]
    private static float ToSingle(ushort bits) => BitConverter.Int32BitsToSingle(bits << 16);

    [Intrinsic(Intrinsic.Op, Op = Op.F32ToBF16)]
    private static ushort FromSingle(float value) => SixteenBitFloats.ToBFloat16(value);
}
