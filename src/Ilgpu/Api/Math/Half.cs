using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;

namespace ILGPU;

/// <summary>
/// IEEE binary16: 11 significant bits, largest value 65504. Arithmetic is done in 32 bits and rounded once, which is exact.
/// </summary>
public readonly partial struct Half : IEquatable<Half>, IComparable<Half>, IFormattable
{
    private readonly ushort _bits;

    internal Half(ushort bits)
    {
        _bits = bits;
    }

    /// <summary>Smallest positive value, 2^-24.</summary>
    public static Half Epsilon => new((ushort)0x0001);

    /// <summary>Largest finite value, 65504.</summary>
    public static Half MaxValue => new((ushort)0x7BFF);

    /// <summary>Smallest finite value, -65504.</summary>
    public static Half MinValue => new((ushort)0xFBFF);

    /// <summary>Not a number.</summary>
    public static Half NaN => new((ushort)0xFE00);

    /// <summary>Positive infinity.</summary>
    public static Half PositiveInfinity => new((ushort)0x7C00);

    /// <summary>Negative infinity.</summary>
    public static Half NegativeInfinity => new((ushort)0xFC00);

    /// <summary>0.</summary>
    public static Half Zero => new((ushort)0x0000);

    /// <summary>1.</summary>
    public static Half One => new((ushort)0x3C00);

    /// <summary>The bit pattern.</summary>
    internal ushort RawValue => _bits;

    /// <summary>The exact value.</summary>
    public static implicit operator float(Half value) => ToSingle(value._bits);

    /// <summary>The exact value.</summary>
    public static implicit operator double(Half value) => ToSingle(value._bits);

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(float value) => new(FromSingle(value));

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(double value) => new(FromSingle(SixteenBitFloats.RoundToOdd(value)));

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator sbyte(Half value) => (sbyte)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(sbyte value) => (Half)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator short(Half value) => (short)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(short value) => (Half)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator int(Half value) => (int)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(int value) => (Half)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator long(Half value) => (long)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(long value) => (Half)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator byte(Half value) => (byte)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(byte value) => (Half)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator ushort(Half value) => (ushort)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(ushort value) => (Half)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator uint(Half value) => (uint)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(uint value) => (Half)(float)value;

    /// <summary>The value, rounded towards zero; out of range it saturates, NaN becomes 0.</summary>
    public static explicit operator ulong(Half value) => (ulong)(float)value;

    /// <summary>The nearest value, ties to even; too large ones become infinite.</summary>
    public static explicit operator Half(ulong value) => (Half)(float)value;

    /// <summary>The same value as .NET's own type.</summary>
    [Intrinsic(Intrinsic.Bitcast)]
    public static implicit operator System.Half(Half value) => BitConverter.UInt16BitsToHalf(value._bits);

    /// <summary>The same value.</summary>
    [Intrinsic(Intrinsic.Bitcast)]
    public static implicit operator Half(System.Half value) => new(BitConverter.HalfToUInt16Bits(value));

    /// <summary>The value with the opposite sign.</summary>
    public static Half operator -(Half value) => new((ushort)(value._bits ^ 0x8000));

    /// <summary>Sum, correctly rounded.</summary>
    public static Half operator +(Half first, Half second) => (Half)((float)first + (float)second);

    /// <summary>Difference, correctly rounded.</summary>
    public static Half operator -(Half first, Half second) => (Half)((float)first - (float)second);

    /// <summary>Product, correctly rounded.</summary>
    public static Half operator *(Half first, Half second) => (Half)((float)first * (float)second);

    /// <summary>Quotient, correctly rounded.</summary>
    public static Half operator /(Half first, Half second) => (Half)((float)first / (float)second);

    /// <summary>The values are equal; NaN equals nothing.</summary>
    public static bool operator ==(Half first, Half second) => (float)first == (float)second;

    /// <summary>The values differ.</summary>
    public static bool operator !=(Half first, Half second) => (float)first != (float)second;

    /// <summary>The first value is less.</summary>
    public static bool operator <(Half first, Half second) => (float)first < (float)second;

    /// <summary>The first value is less or equal.</summary>
    public static bool operator <=(Half first, Half second) => (float)first <= (float)second;

    /// <summary>The first value is greater.</summary>
    public static bool operator >(Half first, Half second) => (float)first > (float)second;

    /// <summary>The first value is greater or equal.</summary>
    public static bool operator >=(Half first, Half second) => (float)first >= (float)second;

    /// <summary>Absolute value.</summary>
    public static Half Abs(Half value) => new((ushort)(value._bits & 0x7FFF));

    /// <summary>The value is not a number.</summary>
    public static bool IsNaN(Half value) => (value._bits & 0x7FFF) > 0x7C00;

    /// <summary>The value is zero of either sign.</summary>
    public static bool IsZero(Half value) => (value._bits & 0x7FFF) == 0;

    /// <summary>The value is positive infinity.</summary>
    public static bool IsPositiveInfinity(Half value) => value._bits == 0x7C00;

    /// <summary>The value is negative infinity.</summary>
    public static bool IsNegativeInfinity(Half value) => value._bits == (0x7C00 | 0x8000);

    /// <summary>The value is infinite.</summary>
    public static bool IsInfinity(Half value) => (value._bits & 0x7FFF) == 0x7C00;

    /// <summary>The value is a number and finite.</summary>
    public static bool IsFinite(Half value) => (value._bits & 0x7FFF) < 0x7C00;

    /// <summary>The values are equal, or both are NaN.</summary>
    public bool Equals(Half other) => this == other || (IsNaN(this) && IsNaN(other));

    /// <summary>Order of the values; NaN comes first.</summary>
    public int CompareTo(Half other) => ((float)this).CompareTo((float)other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Half other && this.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsNaN(this) ? 0x7C00 + 1 : IsZero(this) ? 0 : _bits;

    /// <summary>The value as text.</summary>
    public override string ToString() => ((float)this).ToString();

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        ((float)this).ToString(format, formatProvider);

    [Intrinsic(Intrinsic.Op, Op = Op.HalfToF32)]
    private static float ToSingle(ushort bits) => (float)BitConverter.UInt16BitsToHalf(bits);

    [Intrinsic(Intrinsic.Op, Op = Op.F32ToHalf)]
    private static ushort FromSingle(float value) => BitConverter.HalfToUInt16Bits((System.Half)value);
}
