// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

namespace ILGPU.Util;

/// <summary>2 components of type Half.</summary>
public struct Half2 : IEquatable<Half2>
{
    /// <summary>All components have this value.</summary>
    public Half2(Half value)
    {
        this.X = value;
        this.Y = value;
    }

    /// <summary>The vector with these components.</summary>
    public Half2(Half x, Half y)
    {
        this.X = x;
        this.Y = y;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Half2(DataBlock<Half, Half> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Half2>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<Half, Half> DataBlock => new(this.X, this.Y);

    /// <summary>Component X.</summary>
    public Half X { get; set; }

    /// <summary>Component Y.</summary>
    public Half Y { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Half2 operator +(Half2 left, Half2 right) =>
        new(left.X + right.X, left.Y + right.Y);

    /// <summary>Difference, component by component.</summary>
    public static Half2 operator -(Half2 left, Half2 right) =>
        new(left.X - right.X, left.Y - right.Y);

    /// <summary>Product, component by component.</summary>
    public static Half2 operator *(Half2 left, Half2 right) =>
        new(left.X * right.X, left.Y * right.Y);

    /// <summary>Quotient, component by component.</summary>
    public static Half2 operator /(Half2 left, Half2 right) =>
        new(left.X / right.X, left.Y / right.Y);

    /// <summary>All components have this value.</summary>
    public static implicit operator Half2(Half value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (Half, Half)(Half2 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<Half, Half>(Half2 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Half2 left, Half2 right) =>
        left.X == right.X && left.Y == right.Y;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Half2 left, Half2 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (Half, Half) ToValueTuple() => (this.X, this.Y);

    /// <inheritdoc/>
    public readonly bool Equals(Half2 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Half2 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>3 components of type Half.</summary>
public struct Half3 : IEquatable<Half3>
{
    /// <summary>All components have this value.</summary>
    public Half3(Half value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
    }

    /// <summary>The vector with these components.</summary>
    public Half3(Half x, Half y, Half z)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Half3(DataBlock<Half, Half, Half> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Half3>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<Half, Half, Half> DataBlock => new(this.X, this.Y, this.Z);

    /// <summary>Component X.</summary>
    public Half X { get; set; }

    /// <summary>Component Y.</summary>
    public Half Y { get; set; }

    /// <summary>Component Z.</summary>
    public Half Z { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Half3 operator +(Half3 left, Half3 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>Difference, component by component.</summary>
    public static Half3 operator -(Half3 left, Half3 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>Product, component by component.</summary>
    public static Half3 operator *(Half3 left, Half3 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z);

    /// <summary>Quotient, component by component.</summary>
    public static Half3 operator /(Half3 left, Half3 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z);

    /// <summary>All components have this value.</summary>
    public static implicit operator Half3(Half value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (Half, Half, Half)(Half3 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<Half, Half, Half>(Half3 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Half3 left, Half3 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Half3 left, Half3 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (Half, Half, Half) ToValueTuple() => (this.X, this.Y, this.Z);

    /// <inheritdoc/>
    public readonly bool Equals(Half3 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Half3 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>4 components of type Half.</summary>
public struct Half4 : IEquatable<Half4>
{
    /// <summary>All components have this value.</summary>
    public Half4(Half value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
        this.W = value;
    }

    /// <summary>The vector with these components.</summary>
    public Half4(Half x, Half y, Half z, Half w)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
        this.W = w;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Half4(DataBlock<Half, Half, Half, Half> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
        this.W = block.Item4;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Half4>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<Half, Half, Half, Half> DataBlock => new(this.X, this.Y, this.Z, this.W);

    /// <summary>Component X.</summary>
    public Half X { get; set; }

    /// <summary>Component Y.</summary>
    public Half Y { get; set; }

    /// <summary>Component Z.</summary>
    public Half Z { get; set; }

    /// <summary>Component W.</summary>
    public Half W { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Half4 operator +(Half4 left, Half4 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    /// <summary>Difference, component by component.</summary>
    public static Half4 operator -(Half4 left, Half4 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z, left.W - right.W);

    /// <summary>Product, component by component.</summary>
    public static Half4 operator *(Half4 left, Half4 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z, left.W * right.W);

    /// <summary>Quotient, component by component.</summary>
    public static Half4 operator /(Half4 left, Half4 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z, left.W / right.W);

    /// <summary>All components have this value.</summary>
    public static implicit operator Half4(Half value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (Half, Half, Half, Half)(Half4 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<Half, Half, Half, Half>(Half4 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Half4 left, Half4 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Half4 left, Half4 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (Half, Half, Half, Half) ToValueTuple() => (this.X, this.Y, this.Z, this.W);

    /// <inheritdoc/>
    public readonly bool Equals(Half4 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Half4 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>2 components of type float.</summary>
public struct Float2 : IEquatable<Float2>
{
    /// <summary>All components have this value.</summary>
    public Float2(float value)
    {
        this.X = value;
        this.Y = value;
    }

    /// <summary>The vector with these components.</summary>
    public Float2(float x, float y)
    {
        this.X = x;
        this.Y = y;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Float2(DataBlock<float, float> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Float2>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<float, float> DataBlock => new(this.X, this.Y);

    /// <summary>Component X.</summary>
    public float X { get; set; }

    /// <summary>Component Y.</summary>
    public float Y { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Float2 operator +(Float2 left, Float2 right) =>
        new(left.X + right.X, left.Y + right.Y);

    /// <summary>Difference, component by component.</summary>
    public static Float2 operator -(Float2 left, Float2 right) =>
        new(left.X - right.X, left.Y - right.Y);

    /// <summary>Product, component by component.</summary>
    public static Float2 operator *(Float2 left, Float2 right) =>
        new(left.X * right.X, left.Y * right.Y);

    /// <summary>Quotient, component by component.</summary>
    public static Float2 operator /(Float2 left, Float2 right) =>
        new(left.X / right.X, left.Y / right.Y);

    /// <summary>All components have this value.</summary>
    public static implicit operator Float2(float value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (float, float)(Float2 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<float, float>(Float2 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Float2 left, Float2 right) =>
        left.X == right.X && left.Y == right.Y;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Float2 left, Float2 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (float, float) ToValueTuple() => (this.X, this.Y);

    /// <inheritdoc/>
    public readonly bool Equals(Float2 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Float2 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>3 components of type float.</summary>
public struct Float3 : IEquatable<Float3>
{
    /// <summary>All components have this value.</summary>
    public Float3(float value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
    }

    /// <summary>The vector with these components.</summary>
    public Float3(float x, float y, float z)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Float3(DataBlock<float, float, float> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Float3>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<float, float, float> DataBlock => new(this.X, this.Y, this.Z);

    /// <summary>Component X.</summary>
    public float X { get; set; }

    /// <summary>Component Y.</summary>
    public float Y { get; set; }

    /// <summary>Component Z.</summary>
    public float Z { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Float3 operator +(Float3 left, Float3 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>Difference, component by component.</summary>
    public static Float3 operator -(Float3 left, Float3 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>Product, component by component.</summary>
    public static Float3 operator *(Float3 left, Float3 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z);

    /// <summary>Quotient, component by component.</summary>
    public static Float3 operator /(Float3 left, Float3 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z);

    /// <summary>All components have this value.</summary>
    public static implicit operator Float3(float value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (float, float, float)(Float3 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<float, float, float>(Float3 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Float3 left, Float3 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Float3 left, Float3 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (float, float, float) ToValueTuple() => (this.X, this.Y, this.Z);

    /// <inheritdoc/>
    public readonly bool Equals(Float3 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Float3 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>4 components of type float.</summary>
public struct Float4 : IEquatable<Float4>
{
    /// <summary>All components have this value.</summary>
    public Float4(float value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
        this.W = value;
    }

    /// <summary>The vector with these components.</summary>
    public Float4(float x, float y, float z, float w)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
        this.W = w;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Float4(DataBlock<float, float, float, float> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
        this.W = block.Item4;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Float4>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<float, float, float, float> DataBlock => new(this.X, this.Y, this.Z, this.W);

    /// <summary>Component X.</summary>
    public float X { get; set; }

    /// <summary>Component Y.</summary>
    public float Y { get; set; }

    /// <summary>Component Z.</summary>
    public float Z { get; set; }

    /// <summary>Component W.</summary>
    public float W { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Float4 operator +(Float4 left, Float4 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    /// <summary>Difference, component by component.</summary>
    public static Float4 operator -(Float4 left, Float4 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z, left.W - right.W);

    /// <summary>Product, component by component.</summary>
    public static Float4 operator *(Float4 left, Float4 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z, left.W * right.W);

    /// <summary>Quotient, component by component.</summary>
    public static Float4 operator /(Float4 left, Float4 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z, left.W / right.W);

    /// <summary>All components have this value.</summary>
    public static implicit operator Float4(float value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (float, float, float, float)(Float4 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<float, float, float, float>(Float4 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Float4 left, Float4 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Float4 left, Float4 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (float, float, float, float) ToValueTuple() => (this.X, this.Y, this.Z, this.W);

    /// <inheritdoc/>
    public readonly bool Equals(Float4 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Float4 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>2 components of type double.</summary>
public struct Double2 : IEquatable<Double2>
{
    /// <summary>All components have this value.</summary>
    public Double2(double value)
    {
        this.X = value;
        this.Y = value;
    }

    /// <summary>The vector with these components.</summary>
    public Double2(double x, double y)
    {
        this.X = x;
        this.Y = y;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Double2(DataBlock<double, double> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Double2>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<double, double> DataBlock => new(this.X, this.Y);

    /// <summary>Component X.</summary>
    public double X { get; set; }

    /// <summary>Component Y.</summary>
    public double Y { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Double2 operator +(Double2 left, Double2 right) =>
        new(left.X + right.X, left.Y + right.Y);

    /// <summary>Difference, component by component.</summary>
    public static Double2 operator -(Double2 left, Double2 right) =>
        new(left.X - right.X, left.Y - right.Y);

    /// <summary>Product, component by component.</summary>
    public static Double2 operator *(Double2 left, Double2 right) =>
        new(left.X * right.X, left.Y * right.Y);

    /// <summary>Quotient, component by component.</summary>
    public static Double2 operator /(Double2 left, Double2 right) =>
        new(left.X / right.X, left.Y / right.Y);

    /// <summary>All components have this value.</summary>
    public static implicit operator Double2(double value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (double, double)(Double2 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<double, double>(Double2 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Double2 left, Double2 right) =>
        left.X == right.X && left.Y == right.Y;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Double2 left, Double2 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (double, double) ToValueTuple() => (this.X, this.Y);

    /// <inheritdoc/>
    public readonly bool Equals(Double2 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Double2 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>3 components of type double.</summary>
public struct Double3 : IEquatable<Double3>
{
    /// <summary>All components have this value.</summary>
    public Double3(double value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
    }

    /// <summary>The vector with these components.</summary>
    public Double3(double x, double y, double z)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Double3(DataBlock<double, double, double> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Double3>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<double, double, double> DataBlock => new(this.X, this.Y, this.Z);

    /// <summary>Component X.</summary>
    public double X { get; set; }

    /// <summary>Component Y.</summary>
    public double Y { get; set; }

    /// <summary>Component Z.</summary>
    public double Z { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Double3 operator +(Double3 left, Double3 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>Difference, component by component.</summary>
    public static Double3 operator -(Double3 left, Double3 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>Product, component by component.</summary>
    public static Double3 operator *(Double3 left, Double3 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z);

    /// <summary>Quotient, component by component.</summary>
    public static Double3 operator /(Double3 left, Double3 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z);

    /// <summary>All components have this value.</summary>
    public static implicit operator Double3(double value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (double, double, double)(Double3 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<double, double, double>(Double3 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Double3 left, Double3 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Double3 left, Double3 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (double, double, double) ToValueTuple() => (this.X, this.Y, this.Z);

    /// <inheritdoc/>
    public readonly bool Equals(Double3 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Double3 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>4 components of type double.</summary>
public struct Double4 : IEquatable<Double4>
{
    /// <summary>All components have this value.</summary>
    public Double4(double value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
        this.W = value;
    }

    /// <summary>The vector with these components.</summary>
    public Double4(double x, double y, double z, double w)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
        this.W = w;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Double4(DataBlock<double, double, double, double> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
        this.W = block.Item4;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Double4>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<double, double, double, double> DataBlock => new(this.X, this.Y, this.Z, this.W);

    /// <summary>Component X.</summary>
    public double X { get; set; }

    /// <summary>Component Y.</summary>
    public double Y { get; set; }

    /// <summary>Component Z.</summary>
    public double Z { get; set; }

    /// <summary>Component W.</summary>
    public double W { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Double4 operator +(Double4 left, Double4 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    /// <summary>Difference, component by component.</summary>
    public static Double4 operator -(Double4 left, Double4 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z, left.W - right.W);

    /// <summary>Product, component by component.</summary>
    public static Double4 operator *(Double4 left, Double4 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z, left.W * right.W);

    /// <summary>Quotient, component by component.</summary>
    public static Double4 operator /(Double4 left, Double4 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z, left.W / right.W);

    /// <summary>All components have this value.</summary>
    public static implicit operator Double4(double value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (double, double, double, double)(Double4 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<double, double, double, double>(Double4 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Double4 left, Double4 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Double4 left, Double4 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (double, double, double, double) ToValueTuple() => (this.X, this.Y, this.Z, this.W);

    /// <inheritdoc/>
    public readonly bool Equals(Double4 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Double4 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>2 components of type short.</summary>
public struct Short2 : IEquatable<Short2>
{
    /// <summary>All components have this value.</summary>
    public Short2(short value)
    {
        this.X = value;
        this.Y = value;
    }

    /// <summary>The vector with these components.</summary>
    public Short2(short x, short y)
    {
        this.X = x;
        this.Y = y;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Short2(DataBlock<short, short> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Short2>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<short, short> DataBlock => new(this.X, this.Y);

    /// <summary>Component X.</summary>
    public short X { get; set; }

    /// <summary>Component Y.</summary>
    public short Y { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Short2 operator +(Short2 left, Short2 right) =>
        new((short)(left.X + right.X), (short)(left.Y + right.Y));

    /// <summary>Difference, component by component.</summary>
    public static Short2 operator -(Short2 left, Short2 right) =>
        new((short)(left.X - right.X), (short)(left.Y - right.Y));

    /// <summary>Product, component by component.</summary>
    public static Short2 operator *(Short2 left, Short2 right) =>
        new((short)(left.X * right.X), (short)(left.Y * right.Y));

    /// <summary>Quotient, component by component.</summary>
    public static Short2 operator /(Short2 left, Short2 right) =>
        new((short)(left.X / right.X), (short)(left.Y / right.Y));

    /// <summary>All components have this value.</summary>
    public static implicit operator Short2(short value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (short, short)(Short2 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<short, short>(Short2 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Short2 left, Short2 right) =>
        left.X == right.X && left.Y == right.Y;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Short2 left, Short2 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (short, short) ToValueTuple() => (this.X, this.Y);

    /// <inheritdoc/>
    public readonly bool Equals(Short2 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Short2 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>3 components of type short.</summary>
public struct Short3 : IEquatable<Short3>
{
    /// <summary>All components have this value.</summary>
    public Short3(short value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
    }

    /// <summary>The vector with these components.</summary>
    public Short3(short x, short y, short z)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Short3(DataBlock<short, short, short> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Short3>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<short, short, short> DataBlock => new(this.X, this.Y, this.Z);

    /// <summary>Component X.</summary>
    public short X { get; set; }

    /// <summary>Component Y.</summary>
    public short Y { get; set; }

    /// <summary>Component Z.</summary>
    public short Z { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Short3 operator +(Short3 left, Short3 right) =>
        new((short)(left.X + right.X), (short)(left.Y + right.Y), (short)(left.Z + right.Z));

    /// <summary>Difference, component by component.</summary>
    public static Short3 operator -(Short3 left, Short3 right) =>
        new((short)(left.X - right.X), (short)(left.Y - right.Y), (short)(left.Z - right.Z));

    /// <summary>Product, component by component.</summary>
    public static Short3 operator *(Short3 left, Short3 right) =>
        new((short)(left.X * right.X), (short)(left.Y * right.Y), (short)(left.Z * right.Z));

    /// <summary>Quotient, component by component.</summary>
    public static Short3 operator /(Short3 left, Short3 right) =>
        new((short)(left.X / right.X), (short)(left.Y / right.Y), (short)(left.Z / right.Z));

    /// <summary>All components have this value.</summary>
    public static implicit operator Short3(short value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (short, short, short)(Short3 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<short, short, short>(Short3 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Short3 left, Short3 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Short3 left, Short3 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (short, short, short) ToValueTuple() => (this.X, this.Y, this.Z);

    /// <inheritdoc/>
    public readonly bool Equals(Short3 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Short3 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>4 components of type short.</summary>
public struct Short4 : IEquatable<Short4>
{
    /// <summary>All components have this value.</summary>
    public Short4(short value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
        this.W = value;
    }

    /// <summary>The vector with these components.</summary>
    public Short4(short x, short y, short z, short w)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
        this.W = w;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Short4(DataBlock<short, short, short, short> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
        this.W = block.Item4;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Short4>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<short, short, short, short> DataBlock => new(this.X, this.Y, this.Z, this.W);

    /// <summary>Component X.</summary>
    public short X { get; set; }

    /// <summary>Component Y.</summary>
    public short Y { get; set; }

    /// <summary>Component Z.</summary>
    public short Z { get; set; }

    /// <summary>Component W.</summary>
    public short W { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Short4 operator +(Short4 left, Short4 right) =>
        new((short)(left.X + right.X), (short)(left.Y + right.Y), (short)(left.Z + right.Z), (short)(left.W + right.W));

    /// <summary>Difference, component by component.</summary>
    public static Short4 operator -(Short4 left, Short4 right) =>
        new((short)(left.X - right.X), (short)(left.Y - right.Y), (short)(left.Z - right.Z), (short)(left.W - right.W));

    /// <summary>Product, component by component.</summary>
    public static Short4 operator *(Short4 left, Short4 right) =>
        new((short)(left.X * right.X), (short)(left.Y * right.Y), (short)(left.Z * right.Z), (short)(left.W * right.W));

    /// <summary>Quotient, component by component.</summary>
    public static Short4 operator /(Short4 left, Short4 right) =>
        new((short)(left.X / right.X), (short)(left.Y / right.Y), (short)(left.Z / right.Z), (short)(left.W / right.W));

    /// <summary>All components have this value.</summary>
    public static implicit operator Short4(short value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (short, short, short, short)(Short4 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<short, short, short, short>(Short4 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Short4 left, Short4 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Short4 left, Short4 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (short, short, short, short) ToValueTuple() => (this.X, this.Y, this.Z, this.W);

    /// <inheritdoc/>
    public readonly bool Equals(Short4 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Short4 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>2 components of type int.</summary>
public struct Int2 : IEquatable<Int2>
{
    /// <summary>All components have this value.</summary>
    public Int2(int value)
    {
        this.X = value;
        this.Y = value;
    }

    /// <summary>The vector with these components.</summary>
    public Int2(int x, int y)
    {
        this.X = x;
        this.Y = y;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Int2(DataBlock<int, int> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Int2>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<int, int> DataBlock => new(this.X, this.Y);

    /// <summary>Component X.</summary>
    public int X { get; set; }

    /// <summary>Component Y.</summary>
    public int Y { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Int2 operator +(Int2 left, Int2 right) =>
        new(left.X + right.X, left.Y + right.Y);

    /// <summary>Difference, component by component.</summary>
    public static Int2 operator -(Int2 left, Int2 right) =>
        new(left.X - right.X, left.Y - right.Y);

    /// <summary>Product, component by component.</summary>
    public static Int2 operator *(Int2 left, Int2 right) =>
        new(left.X * right.X, left.Y * right.Y);

    /// <summary>Quotient, component by component.</summary>
    public static Int2 operator /(Int2 left, Int2 right) =>
        new(left.X / right.X, left.Y / right.Y);

    /// <summary>All components have this value.</summary>
    public static implicit operator Int2(int value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (int, int)(Int2 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<int, int>(Int2 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Int2 left, Int2 right) =>
        left.X == right.X && left.Y == right.Y;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Int2 left, Int2 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (int, int) ToValueTuple() => (this.X, this.Y);

    /// <inheritdoc/>
    public readonly bool Equals(Int2 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Int2 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>3 components of type int.</summary>
public struct Int3 : IEquatable<Int3>
{
    /// <summary>All components have this value.</summary>
    public Int3(int value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
    }

    /// <summary>The vector with these components.</summary>
    public Int3(int x, int y, int z)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Int3(DataBlock<int, int, int> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Int3>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<int, int, int> DataBlock => new(this.X, this.Y, this.Z);

    /// <summary>Component X.</summary>
    public int X { get; set; }

    /// <summary>Component Y.</summary>
    public int Y { get; set; }

    /// <summary>Component Z.</summary>
    public int Z { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Int3 operator +(Int3 left, Int3 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>Difference, component by component.</summary>
    public static Int3 operator -(Int3 left, Int3 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>Product, component by component.</summary>
    public static Int3 operator *(Int3 left, Int3 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z);

    /// <summary>Quotient, component by component.</summary>
    public static Int3 operator /(Int3 left, Int3 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z);

    /// <summary>All components have this value.</summary>
    public static implicit operator Int3(int value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (int, int, int)(Int3 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<int, int, int>(Int3 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Int3 left, Int3 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Int3 left, Int3 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (int, int, int) ToValueTuple() => (this.X, this.Y, this.Z);

    /// <inheritdoc/>
    public readonly bool Equals(Int3 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Int3 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>4 components of type int.</summary>
public struct Int4 : IEquatable<Int4>
{
    /// <summary>All components have this value.</summary>
    public Int4(int value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
        this.W = value;
    }

    /// <summary>The vector with these components.</summary>
    public Int4(int x, int y, int z, int w)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
        this.W = w;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Int4(DataBlock<int, int, int, int> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
        this.W = block.Item4;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Int4>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<int, int, int, int> DataBlock => new(this.X, this.Y, this.Z, this.W);

    /// <summary>Component X.</summary>
    public int X { get; set; }

    /// <summary>Component Y.</summary>
    public int Y { get; set; }

    /// <summary>Component Z.</summary>
    public int Z { get; set; }

    /// <summary>Component W.</summary>
    public int W { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Int4 operator +(Int4 left, Int4 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    /// <summary>Difference, component by component.</summary>
    public static Int4 operator -(Int4 left, Int4 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z, left.W - right.W);

    /// <summary>Product, component by component.</summary>
    public static Int4 operator *(Int4 left, Int4 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z, left.W * right.W);

    /// <summary>Quotient, component by component.</summary>
    public static Int4 operator /(Int4 left, Int4 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z, left.W / right.W);

    /// <summary>All components have this value.</summary>
    public static implicit operator Int4(int value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (int, int, int, int)(Int4 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<int, int, int, int>(Int4 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Int4 left, Int4 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Int4 left, Int4 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (int, int, int, int) ToValueTuple() => (this.X, this.Y, this.Z, this.W);

    /// <inheritdoc/>
    public readonly bool Equals(Int4 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Int4 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>2 components of type long.</summary>
public struct Long2 : IEquatable<Long2>
{
    /// <summary>All components have this value.</summary>
    public Long2(long value)
    {
        this.X = value;
        this.Y = value;
    }

    /// <summary>The vector with these components.</summary>
    public Long2(long x, long y)
    {
        this.X = x;
        this.Y = y;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Long2(DataBlock<long, long> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Long2>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<long, long> DataBlock => new(this.X, this.Y);

    /// <summary>Component X.</summary>
    public long X { get; set; }

    /// <summary>Component Y.</summary>
    public long Y { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Long2 operator +(Long2 left, Long2 right) =>
        new(left.X + right.X, left.Y + right.Y);

    /// <summary>Difference, component by component.</summary>
    public static Long2 operator -(Long2 left, Long2 right) =>
        new(left.X - right.X, left.Y - right.Y);

    /// <summary>Product, component by component.</summary>
    public static Long2 operator *(Long2 left, Long2 right) =>
        new(left.X * right.X, left.Y * right.Y);

    /// <summary>Quotient, component by component.</summary>
    public static Long2 operator /(Long2 left, Long2 right) =>
        new(left.X / right.X, left.Y / right.Y);

    /// <summary>All components have this value.</summary>
    public static implicit operator Long2(long value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (long, long)(Long2 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<long, long>(Long2 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Long2 left, Long2 right) =>
        left.X == right.X && left.Y == right.Y;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Long2 left, Long2 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (long, long) ToValueTuple() => (this.X, this.Y);

    /// <inheritdoc/>
    public readonly bool Equals(Long2 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Long2 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>3 components of type long.</summary>
public struct Long3 : IEquatable<Long3>
{
    /// <summary>All components have this value.</summary>
    public Long3(long value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
    }

    /// <summary>The vector with these components.</summary>
    public Long3(long x, long y, long z)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Long3(DataBlock<long, long, long> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Long3>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<long, long, long> DataBlock => new(this.X, this.Y, this.Z);

    /// <summary>Component X.</summary>
    public long X { get; set; }

    /// <summary>Component Y.</summary>
    public long Y { get; set; }

    /// <summary>Component Z.</summary>
    public long Z { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Long3 operator +(Long3 left, Long3 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    /// <summary>Difference, component by component.</summary>
    public static Long3 operator -(Long3 left, Long3 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    /// <summary>Product, component by component.</summary>
    public static Long3 operator *(Long3 left, Long3 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z);

    /// <summary>Quotient, component by component.</summary>
    public static Long3 operator /(Long3 left, Long3 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z);

    /// <summary>All components have this value.</summary>
    public static implicit operator Long3(long value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (long, long, long)(Long3 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<long, long, long>(Long3 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Long3 left, Long3 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Long3 left, Long3 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (long, long, long) ToValueTuple() => (this.X, this.Y, this.Z);

    /// <inheritdoc/>
    public readonly bool Equals(Long3 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Long3 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>4 components of type long.</summary>
public struct Long4 : IEquatable<Long4>
{
    /// <summary>All components have this value.</summary>
    public Long4(long value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
        this.W = value;
    }

    /// <summary>The vector with these components.</summary>
    public Long4(long x, long y, long z, long w)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
        this.W = w;
    }

    /// <summary>The vector with the components of a block.</summary>
    public Long4(DataBlock<long, long, long, long> block)
    {
        this.X = block.Item1;
        this.Y = block.Item2;
        this.Z = block.Item3;
        this.W = block.Item4;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<Long4>();

    /// <summary>The components as a block.</summary>
    public readonly DataBlock<long, long, long, long> DataBlock => new(this.X, this.Y, this.Z, this.W);

    /// <summary>Component X.</summary>
    public long X { get; set; }

    /// <summary>Component Y.</summary>
    public long Y { get; set; }

    /// <summary>Component Z.</summary>
    public long Z { get; set; }

    /// <summary>Component W.</summary>
    public long W { get; set; }

    /// <summary>Sum, component by component.</summary>
    public static Long4 operator +(Long4 left, Long4 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    /// <summary>Difference, component by component.</summary>
    public static Long4 operator -(Long4 left, Long4 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z, left.W - right.W);

    /// <summary>Product, component by component.</summary>
    public static Long4 operator *(Long4 left, Long4 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z, left.W * right.W);

    /// <summary>Quotient, component by component.</summary>
    public static Long4 operator /(Long4 left, Long4 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z, left.W / right.W);

    /// <summary>All components have this value.</summary>
    public static implicit operator Long4(long value) => new(value);

    /// <summary>The components as a tuple.</summary>
    public static implicit operator (long, long, long, long)(Long4 value) => value.ToValueTuple();

    /// <summary>The components as a block.</summary>
    public static implicit operator DataBlock<long, long, long, long>(Long4 value) => value.DataBlock;

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Long4 left, Long4 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Long4 left, Long4 right) => !(left == right);

    /// <summary>The components as a tuple.</summary>
    public readonly (long, long, long, long) ToValueTuple() => (this.X, this.Y, this.Z, this.W);

    /// <inheritdoc/>
    public readonly bool Equals(Long4 other) => this == other;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Long4 other && this == other;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The components as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}
