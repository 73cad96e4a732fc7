using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number as an argument of operators. It knows whether it is whole, real, complex or a truth value.</summary>
public sealed class Scalar : IDisposable
{
    private readonly Complex _value;
    private readonly long _integer;

    private Scalar(torch.ScalarType type, long integer)
    {
        this.Type = type;
        this._integer = integer;
        this._value = integer;
    }

    private Scalar(torch.ScalarType type, Complex value)
    {
        this.Type = type;
        this._value = value;
        this._integer = double.IsFinite(value.Real) ? (long)value.Real : 0;
    }

    /// <summary>The type it was made from, widened to what libtorch holds: Int64, Float64, ComplexFloat64 or Bool.</summary>
    public torch.ScalarType Type { get; }

    internal long Integer => this.Type is torch.ScalarType.Float64 or torch.ScalarType.ComplexFloat64 ? checked((long)this._value.Real) : this._integer;

    internal double Real => this._value.Real;

    internal Complex Complex => this._value;

    internal bool Truth => this._value != Complex.Zero;

    /// <summary>From a whole number.</summary>
    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Int64, value);

    /// <summary>From a whole number.</summary>
    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int64, value);

    /// <summary>From a whole number.</summary>
    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int64, value);

    /// <summary>From a whole number.</summary>
    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int64, value);

    /// <summary>From a whole number.</summary>
    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, value);

    /// <summary>From a real number.</summary>
    public static implicit operator Scalar(Half value) => new(torch.ScalarType.Float64, (double)value);

    /// <summary>From a real number.</summary>
    public static implicit operator Scalar(BFloat16 value) => new(torch.ScalarType.Float64, (double)value);

    /// <summary>From a real number.</summary>
    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float64, value);

    /// <summary>From a real number.</summary>
    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, value);

    /// <summary>From a truth value.</summary>
    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, value ? 1 : 0);

    /// <summary>From a complex number.</summary>
    public static implicit operator Scalar((float real, float imaginary) value) =>
        new(torch.ScalarType.ComplexFloat64, new Complex(value.real, value.imaginary));

    /// <summary>From a complex number.</summary>
    public static implicit operator Scalar(Complex value) => new(torch.ScalarType.ComplexFloat64, value);

    /// <summary>Nothing is held; programs written for TorchSharp may call it.</summary>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => this.Type switch
    {
        torch.ScalarType.Int64 => this._integer.ToString(),
        torch.ScalarType.Float64 => this._value.Real.ToString(),
        torch.ScalarType.Bool => this.Truth.ToString(),
        _ => this._value.ToString(),
    };

    internal Argument AsArgument() => this.Type switch
    {
        torch.ScalarType.Int64 => this._integer,
        torch.ScalarType.Float64 => this._value.Real,
        torch.ScalarType.Bool => this.Truth,
        _ => Argument.Complex(this._value.Real, this._value.Imaginary),
    };
}

/// <summary>Between C#'s numbers and <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this byte value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this sbyte value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this short value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this (float, float) value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this Complex value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this Half value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this BFloat16 value) => value;

    /// <summary>As a scalar, rounded to bfloat16.</summary>
    public static Scalar ToBFloat16Scalar(this float value) => new BFloat16(value);

    /// <summary>As a number of C#.</summary>
    public static Half ToHalf(this Scalar value) => (Half)value.Real;

    /// <summary>As a number of C#.</summary>
    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)value.Real;

    /// <summary>As a number of C#.</summary>
    public static float ToSingle(this Scalar value) => (float)value.Real;

    /// <summary>As a number of C#.</summary>
    public static double ToDouble(this Scalar value) => value.Real;

    /// <summary>As a number of C#.</summary>
    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.Integer);

    /// <summary>As a number of C#.</summary>
    public static byte ToByte(this Scalar value) => checked((byte)value.Integer);

    /// <summary>As a number of C#.</summary>
    public static short ToInt16(this Scalar value) => checked((short)value.Integer);

    /// <summary>As a number of C#.</summary>
    public static int ToInt32(this Scalar value) => checked((int)value.Integer);

    /// <summary>As a number of C#.</summary>
    public static long ToInt64(this Scalar value) => value.Integer;

    /// <summary>Whether it is not zero.</summary>
    public static bool ToBoolean(this Scalar value) => value.Truth;

    /// <summary>As a complex number.</summary>
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) =>
        ((float)value.Complex.Real, (float)value.Complex.Imaginary);

    /// <summary>As a complex number.</summary>
    public static Complex ToComplexFloat64(this Scalar value) => value.Complex;
}
