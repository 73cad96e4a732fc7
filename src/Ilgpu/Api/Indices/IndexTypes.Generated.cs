// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

namespace ILGPU;

/// <summary>1-dimensional 32-bit index or extent.</summary>
public readonly struct Index1D : IIntIndex<Index1D, LongIndex1D>
{
    /// <summary>All components have the value <paramref name="x"/>.</summary>
    /// <param name="x">The component.</param>
    public Index1D(int x)
    {
        this.X = x;
    }

    /// <summary>The index with all components -1.</summary>
    public static Index1D Invalid => new(-1);

    /// <summary>The index with all components 0.</summary>
    public static Index1D Zero => new(0);

    /// <summary>The index with all components 1.</summary>
    public static Index1D One => new(1);

    /// <summary>Component X, the first axis.</summary>
    public int X { get; }

    /// <summary>All components are zero.</summary>
    public bool IsFirst => this.X == 0;

    /// <summary>Product of the components. On the host an overflow is an <see cref="OverflowException"/>.</summary>
    public int Size
    {
        get
        {
            return this.X;
        }
    }

    /// <summary>Product of the components.</summary>
    public long LongSize => (long)this.X;

    /// <inheritdoc/>
    long IIndex.Size => this.LongSize;

    /// <inheritdoc/>
    public IndexType IndexType => IndexType.Index1D;

    /// <summary>Smaller of the values, component by component.</summary>
    public static Index1D Min(Index1D first, Index1D second) =>
        new(Math.Min(first.X, second.X));

    /// <summary>Larger of the values, component by component.</summary>
    public static Index1D Max(Index1D first, Index1D second) =>
        new(Math.Max(first.X, second.X));

    /// <summary>The value limited to [min, max], component by component.</summary>
    public static Index1D Clamp(Index1D value, Index1D min, Index1D max) =>
        Max(Min(value, max), min);

    /// <summary>Sum, component by component.</summary>
    public static Index1D Add(Index1D first, Index1D second) => first + second;

    /// <summary>Difference, component by component.</summary>
    public static Index1D Subtract(Index1D first, Index1D second) => first - second;

    /// <summary>Product, component by component.</summary>
    public static Index1D Multiply(Index1D first, Index1D second) => first * second;

    /// <summary>Quotient, component by component.</summary>
    public static Index1D Divide(Index1D first, Index1D second) => first / second;

    /// <summary>Sum, component by component.</summary>
    public static Index1D operator +(Index1D first, Index1D second) =>
        new(first.X + second.X);

    /// <summary>Difference, component by component.</summary>
    public static Index1D operator -(Index1D first, Index1D second) =>
        new(first.X - second.X);

    /// <summary>Product, component by component.</summary>
    public static Index1D operator *(Index1D first, Index1D second) =>
        new(first.X * second.X);

    /// <summary>Quotient, component by component.</summary>
    public static Index1D operator /(Index1D first, Index1D second) =>
        new(first.X / second.X);

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Index1D first, Index1D second) =>
        first.X == second.X;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Index1D first, Index1D second) => !(first == second);

    /// <summary>The 64-bit index.</summary>
    public static implicit operator LongIndex1D(Index1D index) => index.ToLongIndex();

    /// <summary>The 64-bit index.</summary>
    public LongIndex1D ToLongIndex() => new(this.X);

    /// <summary>The component.</summary>
    public static implicit operator int(Index1D idx) => idx.X;

    /// <summary>The index with this component.</summary>
    public static implicit operator Index1D(int idx) => new(idx);

    /// <summary>The component as an unsigned number.</summary>
    public static explicit operator uint(Index1D idx) => (uint)idx.X;

    /// <inheritdoc/>
    public bool InBounds(Index1D dimension) =>
        this.X >= 0 && this.X < dimension.X;

    /// <inheritdoc/>
    public bool InBoundsInclusive(Index1D dimension) =>
        this.X >= 0 && this.X <= dimension.X;

    /// <inheritdoc/>
    public Index1D Add(Index1D rhs) => this + rhs;

    /// <inheritdoc/>
    public Index1D Subtract(Index1D rhs) => this - rhs;

    /// <inheritdoc/>
    public bool Equals(Index1D other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Index1D other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => this.X;

    /// <summary>The components as text.</summary>
    public override string ToString() => $"{this.X}";
}

/// <summary>2-dimensional 32-bit index or extent.</summary>
public readonly struct Index2D : IIntIndex<Index2D, LongIndex2D>
{
    /// <summary>All components have the value <paramref name="value"/>.</summary>
    /// <param name="value">Value of every component.</param>
    public Index2D(int value)
    {
        this.X = value;
        this.Y = value;
    }

    /// <summary>The index with these components.</summary>
    public Index2D(int x, int y)
    {
        this.X = x;
        this.Y = y;
    }

    /// <summary>The index with all components -1.</summary>
    public static Index2D Invalid => new(-1);

    /// <summary>The index with all components 0.</summary>
    public static Index2D Zero => new(0);

    /// <summary>The index with all components 1.</summary>
    public static Index2D One => new(1);

    /// <summary>Component X, the first axis.</summary>
    public int X { get; }

    /// <summary>Component Y.</summary>
    public int Y { get; }

    /// <summary>All components are zero.</summary>
    public bool IsFirst => this.X == 0 && this.Y == 0;

    /// <summary>Product of the components. On the host an overflow is an <see cref="OverflowException"/>.</summary>
    public int Size
    {
        get
        {
            IndexTypeExtensions.AssertIntIndexRange(this.LongSize);

            return this.X * this.Y;
        }
    }

    /// <summary>Product of the components.</summary>
    public long LongSize => (long)this.X * this.Y;

    /// <inheritdoc/>
    long IIndex.Size => this.LongSize;

    /// <inheritdoc/>
    public IndexType IndexType => IndexType.Index2D;

    /// <summary>Smaller of the values, component by component.</summary>
    public static Index2D Min(Index2D first, Index2D second) =>
        new(Math.Min(first.X, second.X), Math.Min(first.Y, second.Y));

    /// <summary>Larger of the values, component by component.</summary>
    public static Index2D Max(Index2D first, Index2D second) =>
        new(Math.Max(first.X, second.X), Math.Max(first.Y, second.Y));

    /// <summary>The value limited to [min, max], component by component.</summary>
    public static Index2D Clamp(Index2D value, Index2D min, Index2D max) =>
        Max(Min(value, max), min);

    /// <summary>Sum, component by component.</summary>
    public static Index2D Add(Index2D first, Index2D second) => first + second;

    /// <summary>Difference, component by component.</summary>
    public static Index2D Subtract(Index2D first, Index2D second) => first - second;

    /// <summary>Product, component by component.</summary>
    public static Index2D Multiply(Index2D first, Index2D second) => first * second;

    /// <summary>Quotient, component by component.</summary>
    public static Index2D Divide(Index2D first, Index2D second) => first / second;

    /// <summary>Sum, component by component.</summary>
    public static Index2D operator +(Index2D first, Index2D second) =>
        new(first.X + second.X, first.Y + second.Y);

    /// <summary>Difference, component by component.</summary>
    public static Index2D operator -(Index2D first, Index2D second) =>
        new(first.X - second.X, first.Y - second.Y);

    /// <summary>Product, component by component.</summary>
    public static Index2D operator *(Index2D first, Index2D second) =>
        new(first.X * second.X, first.Y * second.Y);

    /// <summary>Quotient, component by component.</summary>
    public static Index2D operator /(Index2D first, Index2D second) =>
        new(first.X / second.X, first.Y / second.Y);

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Index2D first, Index2D second) =>
        first.X == second.X && first.Y == second.Y;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Index2D first, Index2D second) => !(first == second);

    /// <summary>The 64-bit index.</summary>
    public static implicit operator LongIndex2D(Index2D index) => index.ToLongIndex();

    /// <summary>The 64-bit index.</summary>
    public LongIndex2D ToLongIndex() => new(this.X, this.Y);

    /// <summary>The index with the components of a tuple.</summary>
    public static implicit operator Index2D((int, int) values) =>
        new(values.Item1, values.Item2);

    /// <summary>The components as a tuple.</summary>
    public (int, int) ToValueTuple() => (this.X, this.Y);

    /// <summary>Takes the index apart.</summary>
    public void Deconstruct(out int x, out int y)
    {
        x = this.X;
        y = this.Y;
    }

    /// <inheritdoc/>
    public bool InBounds(Index2D dimension) =>
        this.X >= 0 && this.X < dimension.X && this.Y >= 0 && this.Y < dimension.Y;

    /// <inheritdoc/>
    public bool InBoundsInclusive(Index2D dimension) =>
        this.X >= 0 && this.X <= dimension.X && this.Y >= 0 && this.Y <= dimension.Y;

    /// <inheritdoc/>
    public Index2D Add(Index2D rhs) => this + rhs;

    /// <inheritdoc/>
    public Index2D Subtract(Index2D rhs) => this - rhs;

    /// <inheritdoc/>
    public bool Equals(Index2D other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Index2D other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => ((this.X) * 397) ^ this.Y;

    /// <summary>The components as text.</summary>
    public override string ToString() => $"({this.X}, {this.Y})";
}

/// <summary>3-dimensional 32-bit index or extent.</summary>
public readonly struct Index3D : IIntIndex<Index3D, LongIndex3D>
{
    /// <summary>All components have the value <paramref name="value"/>.</summary>
    /// <param name="value">Value of every component.</param>
    public Index3D(int value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
    }

    /// <summary>The index with these components.</summary>
    public Index3D(int x, int y, int z)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
    }

    /// <summary>The index with X and Y of <paramref name="xy"/>.</summary>
    public Index3D(Index2D xy, int z)
        : this(xy.X, xy.Y, z)
    {
    }

    /// <summary>The index with Y and Z taken from X and Y of <paramref name="yz"/>.</summary>
    public Index3D(int x, Index2D yz)
        : this(x, yz.X, yz.Y)
    {
    }

    /// <summary>The first two components.</summary>
    public Index2D XY => new(this.X, this.Y);

    /// <summary>The last two components.</summary>
    public Index2D YZ => new(this.Y, this.Z);

    /// <summary>The index with all components -1.</summary>
    public static Index3D Invalid => new(-1);

    /// <summary>The index with all components 0.</summary>
    public static Index3D Zero => new(0);

    /// <summary>The index with all components 1.</summary>
    public static Index3D One => new(1);

    /// <summary>Component X, the first axis.</summary>
    public int X { get; }

    /// <summary>Component Y.</summary>
    public int Y { get; }

    /// <summary>Component Z.</summary>
    public int Z { get; }

    /// <summary>All components are zero.</summary>
    public bool IsFirst => this.X == 0 && this.Y == 0 && this.Z == 0;

    /// <summary>Product of the components. On the host an overflow is an <see cref="OverflowException"/>.</summary>
    public int Size
    {
        get
        {
            IndexTypeExtensions.AssertIntIndexRange(this.LongSize);

            return this.X * this.Y * this.Z;
        }
    }

    /// <summary>Product of the components.</summary>
    public long LongSize => (long)this.X * this.Y * this.Z;

    /// <inheritdoc/>
    long IIndex.Size => this.LongSize;

    /// <inheritdoc/>
    public IndexType IndexType => IndexType.Index3D;

    /// <summary>Smaller of the values, component by component.</summary>
    public static Index3D Min(Index3D first, Index3D second) =>
        new(Math.Min(first.X, second.X), Math.Min(first.Y, second.Y), Math.Min(first.Z, second.Z));

    /// <summary>Larger of the values, component by component.</summary>
    public static Index3D Max(Index3D first, Index3D second) =>
        new(Math.Max(first.X, second.X), Math.Max(first.Y, second.Y), Math.Max(first.Z, second.Z));

    /// <summary>The value limited to [min, max], component by component.</summary>
    public static Index3D Clamp(Index3D value, Index3D min, Index3D max) =>
        Max(Min(value, max), min);

    /// <summary>Sum, component by component.</summary>
    public static Index3D Add(Index3D first, Index3D second) => first + second;

    /// <summary>Difference, component by component.</summary>
    public static Index3D Subtract(Index3D first, Index3D second) => first - second;

    /// <summary>Product, component by component.</summary>
    public static Index3D Multiply(Index3D first, Index3D second) => first * second;

    /// <summary>Quotient, component by component.</summary>
    public static Index3D Divide(Index3D first, Index3D second) => first / second;

    /// <summary>Sum, component by component.</summary>
    public static Index3D operator +(Index3D first, Index3D second) =>
        new(first.X + second.X, first.Y + second.Y, first.Z + second.Z);

    /// <summary>Difference, component by component.</summary>
    public static Index3D operator -(Index3D first, Index3D second) =>
        new(first.X - second.X, first.Y - second.Y, first.Z - second.Z);

    /// <summary>Product, component by component.</summary>
    public static Index3D operator *(Index3D first, Index3D second) =>
        new(first.X * second.X, first.Y * second.Y, first.Z * second.Z);

    /// <summary>Quotient, component by component.</summary>
    public static Index3D operator /(Index3D first, Index3D second) =>
        new(first.X / second.X, first.Y / second.Y, first.Z / second.Z);

    /// <summary>All components are equal.</summary>
    public static bool operator ==(Index3D first, Index3D second) =>
        first.X == second.X && first.Y == second.Y && first.Z == second.Z;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(Index3D first, Index3D second) => !(first == second);

    /// <summary>The 64-bit index.</summary>
    public static implicit operator LongIndex3D(Index3D index) => index.ToLongIndex();

    /// <summary>The 64-bit index.</summary>
    public LongIndex3D ToLongIndex() => new(this.X, this.Y, this.Z);

    /// <summary>The index with the components of a tuple.</summary>
    public static implicit operator Index3D((int, int, int) values) =>
        new(values.Item1, values.Item2, values.Item3);

    /// <summary>The components as a tuple.</summary>
    public (int, int, int) ToValueTuple() => (this.X, this.Y, this.Z);

    /// <summary>Takes the index apart.</summary>
    public void Deconstruct(out int x, out int y, out int z)
    {
        x = this.X;
        y = this.Y;
        z = this.Z;
    }

    /// <inheritdoc/>
    public bool InBounds(Index3D dimension) =>
        this.X >= 0 && this.X < dimension.X && this.Y >= 0 && this.Y < dimension.Y && this.Z >= 0 && this.Z < dimension.Z;

    /// <inheritdoc/>
    public bool InBoundsInclusive(Index3D dimension) =>
        this.X >= 0 && this.X <= dimension.X && this.Y >= 0 && this.Y <= dimension.Y && this.Z >= 0 && this.Z <= dimension.Z;

    /// <inheritdoc/>
    public Index3D Add(Index3D rhs) => this + rhs;

    /// <inheritdoc/>
    public Index3D Subtract(Index3D rhs) => this - rhs;

    /// <inheritdoc/>
    public bool Equals(Index3D other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Index3D other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => ((((this.X) * 397) ^ this.Y) * 397) ^ this.Z;

    /// <summary>The components as text.</summary>
    public override string ToString() => $"({this.X}, {this.Y}, {this.Z})";
}

/// <summary>1-dimensional 64-bit index or extent.</summary>
public readonly struct LongIndex1D : ILongIndex<LongIndex1D, Index1D>
{
    /// <summary>All components have the value <paramref name="x"/>.</summary>
    /// <param name="x">The component.</param>
    public LongIndex1D(long x)
    {
        this.X = x;
    }

    /// <summary>The index with all components -1.</summary>
    public static LongIndex1D Invalid => new(-1);

    /// <summary>The index with all components 0.</summary>
    public static LongIndex1D Zero => new(0);

    /// <summary>The index with all components 1.</summary>
    public static LongIndex1D One => new(1);

    /// <summary>Component X, the first axis.</summary>
    public long X { get; }

    /// <summary>All components are zero.</summary>
    public bool IsFirst => this.X == 0;

    /// <summary>Product of the components.</summary>
    public long Size => this.X;

    /// <inheritdoc/>
    public IndexType IndexType => IndexType.LongIndex1D;

    /// <summary>Smaller of the values, component by component.</summary>
    public static LongIndex1D Min(LongIndex1D first, LongIndex1D second) =>
        new(Math.Min(first.X, second.X));

    /// <summary>Larger of the values, component by component.</summary>
    public static LongIndex1D Max(LongIndex1D first, LongIndex1D second) =>
        new(Math.Max(first.X, second.X));

    /// <summary>The value limited to [min, max], component by component.</summary>
    public static LongIndex1D Clamp(LongIndex1D value, LongIndex1D min, LongIndex1D max) =>
        Max(Min(value, max), min);

    /// <summary>Sum, component by component.</summary>
    public static LongIndex1D Add(LongIndex1D first, LongIndex1D second) => first + second;

    /// <summary>Difference, component by component.</summary>
    public static LongIndex1D Subtract(LongIndex1D first, LongIndex1D second) => first - second;

    /// <summary>Product, component by component.</summary>
    public static LongIndex1D Multiply(LongIndex1D first, LongIndex1D second) => first * second;

    /// <summary>Quotient, component by component.</summary>
    public static LongIndex1D Divide(LongIndex1D first, LongIndex1D second) => first / second;

    /// <summary>Sum, component by component.</summary>
    public static LongIndex1D operator +(LongIndex1D first, LongIndex1D second) =>
        new(first.X + second.X);

    /// <summary>Difference, component by component.</summary>
    public static LongIndex1D operator -(LongIndex1D first, LongIndex1D second) =>
        new(first.X - second.X);

    /// <summary>Product, component by component.</summary>
    public static LongIndex1D operator *(LongIndex1D first, LongIndex1D second) =>
        new(first.X * second.X);

    /// <summary>Quotient, component by component.</summary>
    public static LongIndex1D operator /(LongIndex1D first, LongIndex1D second) =>
        new(first.X / second.X);

    /// <summary>All components are equal.</summary>
    public static bool operator ==(LongIndex1D first, LongIndex1D second) =>
        first.X == second.X;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(LongIndex1D first, LongIndex1D second) => !(first == second);

    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
    public static explicit operator Index1D(LongIndex1D index) => index.ToIntIndex();

    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
    public Index1D ToIntIndex()
    {
        IndexTypeExtensions.AssertIntIndex(this.X);

        return new((int)this.X);
    }

    /// <summary>The component.</summary>
    public static implicit operator long(LongIndex1D idx) => idx.X;

    /// <summary>The index with this component.</summary>
    public static implicit operator LongIndex1D(long idx) => new(idx);

    /// <summary>The component as an unsigned number.</summary>
    public static explicit operator ulong(LongIndex1D idx) => (ulong)idx.X;

    /// <inheritdoc/>
    public bool InBounds(LongIndex1D dimension) =>
        this.X >= 0 && this.X < dimension.X;

    /// <inheritdoc/>
    public bool InBoundsInclusive(LongIndex1D dimension) =>
        this.X >= 0 && this.X <= dimension.X;

    /// <inheritdoc/>
    public LongIndex1D Add(LongIndex1D rhs) => this + rhs;

    /// <inheritdoc/>
    public LongIndex1D Subtract(LongIndex1D rhs) => this - rhs;

    /// <inheritdoc/>
    public bool Equals(LongIndex1D other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LongIndex1D other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(this.X ^ (this.X >> 32));

    /// <summary>The components as text.</summary>
    public override string ToString() => $"{this.X}";
}

/// <summary>2-dimensional 64-bit index or extent.</summary>
public readonly struct LongIndex2D : ILongIndex<LongIndex2D, Index2D>
{
    /// <summary>All components have the value <paramref name="value"/>.</summary>
    /// <param name="value">Value of every component.</param>
    public LongIndex2D(long value)
    {
        this.X = value;
        this.Y = value;
    }

    /// <summary>The index with these components.</summary>
    public LongIndex2D(long x, long y)
    {
        this.X = x;
        this.Y = y;
    }

    /// <summary>The index with all components -1.</summary>
    public static LongIndex2D Invalid => new(-1);

    /// <summary>The index with all components 0.</summary>
    public static LongIndex2D Zero => new(0);

    /// <summary>The index with all components 1.</summary>
    public static LongIndex2D One => new(1);

    /// <summary>Component X, the first axis.</summary>
    public long X { get; }

    /// <summary>Component Y.</summary>
    public long Y { get; }

    /// <summary>All components are zero.</summary>
    public bool IsFirst => this.X == 0 && this.Y == 0;

    /// <summary>Product of the components.</summary>
    public long Size => this.X * this.Y;

    /// <inheritdoc/>
    public IndexType IndexType => IndexType.LongIndex2D;

    /// <summary>Smaller of the values, component by component.</summary>
    public static LongIndex2D Min(LongIndex2D first, LongIndex2D second) =>
        new(Math.Min(first.X, second.X), Math.Min(first.Y, second.Y));

    /// <summary>Larger of the values, component by component.</summary>
    public static LongIndex2D Max(LongIndex2D first, LongIndex2D second) =>
        new(Math.Max(first.X, second.X), Math.Max(first.Y, second.Y));

    /// <summary>The value limited to [min, max], component by component.</summary>
    public static LongIndex2D Clamp(LongIndex2D value, LongIndex2D min, LongIndex2D max) =>
        Max(Min(value, max), min);

    /// <summary>Sum, component by component.</summary>
    public static LongIndex2D Add(LongIndex2D first, LongIndex2D second) => first + second;

    /// <summary>Difference, component by component.</summary>
    public static LongIndex2D Subtract(LongIndex2D first, LongIndex2D second) => first - second;

    /// <summary>Product, component by component.</summary>
    public static LongIndex2D Multiply(LongIndex2D first, LongIndex2D second) => first * second;

    /// <summary>Quotient, component by component.</summary>
    public static LongIndex2D Divide(LongIndex2D first, LongIndex2D second) => first / second;

    /// <summary>Sum, component by component.</summary>
    public static LongIndex2D operator +(LongIndex2D first, LongIndex2D second) =>
        new(first.X + second.X, first.Y + second.Y);

    /// <summary>Difference, component by component.</summary>
    public static LongIndex2D operator -(LongIndex2D first, LongIndex2D second) =>
        new(first.X - second.X, first.Y - second.Y);

    /// <summary>Product, component by component.</summary>
    public static LongIndex2D operator *(LongIndex2D first, LongIndex2D second) =>
        new(first.X * second.X, first.Y * second.Y);

    /// <summary>Quotient, component by component.</summary>
    public static LongIndex2D operator /(LongIndex2D first, LongIndex2D second) =>
        new(first.X / second.X, first.Y / second.Y);

    /// <summary>All components are equal.</summary>
    public static bool operator ==(LongIndex2D first, LongIndex2D second) =>
        first.X == second.X && first.Y == second.Y;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(LongIndex2D first, LongIndex2D second) => !(first == second);

    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
    public static explicit operator Index2D(LongIndex2D index) => index.ToIntIndex();

    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
    public Index2D ToIntIndex()
    {
        IndexTypeExtensions.AssertIntIndex(this.X);
        IndexTypeExtensions.AssertIntIndex(this.Y);

        return new((int)this.X, (int)this.Y);
    }

    /// <summary>The index with the components of a tuple.</summary>
    public static implicit operator LongIndex2D((long, long) values) =>
        new(values.Item1, values.Item2);

    /// <summary>The components as a tuple.</summary>
    public (long, long) ToValueTuple() => (this.X, this.Y);

    /// <summary>Takes the index apart.</summary>
    public void Deconstruct(out long x, out long y)
    {
        x = this.X;
        y = this.Y;
    }

    /// <inheritdoc/>
    public bool InBounds(LongIndex2D dimension) =>
        this.X >= 0 && this.X < dimension.X && this.Y >= 0 && this.Y < dimension.Y;

    /// <inheritdoc/>
    public bool InBoundsInclusive(LongIndex2D dimension) =>
        this.X >= 0 && this.X <= dimension.X && this.Y >= 0 && this.Y <= dimension.Y;

    /// <inheritdoc/>
    public LongIndex2D Add(LongIndex2D rhs) => this + rhs;

    /// <inheritdoc/>
    public LongIndex2D Subtract(LongIndex2D rhs) => this - rhs;

    /// <inheritdoc/>
    public bool Equals(LongIndex2D other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LongIndex2D other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => (((int)(this.X ^ (this.X >> 32))) * 397) ^ (int)(this.Y ^ (this.Y >> 32));

    /// <summary>The components as text.</summary>
    public override string ToString() => $"({this.X}, {this.Y})";
}

/// <summary>3-dimensional 64-bit index or extent.</summary>
public readonly struct LongIndex3D : ILongIndex<LongIndex3D, Index3D>
{
    /// <summary>All components have the value <paramref name="value"/>.</summary>
    /// <param name="value">Value of every component.</param>
    public LongIndex3D(long value)
    {
        this.X = value;
        this.Y = value;
        this.Z = value;
    }

    /// <summary>The index with these components.</summary>
    public LongIndex3D(long x, long y, long z)
    {
        this.X = x;
        this.Y = y;
        this.Z = z;
    }

    /// <summary>The index with X and Y of <paramref name="xy"/>.</summary>
    public LongIndex3D(LongIndex2D xy, long z)
        : this(xy.X, xy.Y, z)
    {
    }

    /// <summary>The index with Y and Z taken from X and Y of <paramref name="yz"/>.</summary>
    public LongIndex3D(long x, LongIndex2D yz)
        : this(x, yz.X, yz.Y)
    {
    }

    /// <summary>The first two components.</summary>
    public LongIndex2D XY => new(this.X, this.Y);

    /// <summary>The last two components.</summary>
    public LongIndex2D YZ => new(this.Y, this.Z);

    /// <summary>The index with all components -1.</summary>
    public static LongIndex3D Invalid => new(-1);

    /// <summary>The index with all components 0.</summary>
    public static LongIndex3D Zero => new(0);

    /// <summary>The index with all components 1.</summary>
    public static LongIndex3D One => new(1);

    /// <summary>Component X, the first axis.</summary>
    public long X { get; }

    /// <summary>Component Y.</summary>
    public long Y { get; }

    /// <summary>Component Z.</summary>
    public long Z { get; }

    /// <summary>All components are zero.</summary>
    public bool IsFirst => this.X == 0 && this.Y == 0 && this.Z == 0;

    /// <summary>Product of the components.</summary>
    public long Size => this.X * this.Y * this.Z;

    /// <inheritdoc/>
    public IndexType IndexType => IndexType.LongIndex3D;

    /// <summary>Smaller of the values, component by component.</summary>
    public static LongIndex3D Min(LongIndex3D first, LongIndex3D second) =>
        new(Math.Min(first.X, second.X), Math.Min(first.Y, second.Y), Math.Min(first.Z, second.Z));

    /// <summary>Larger of the values, component by component.</summary>
    public static LongIndex3D Max(LongIndex3D first, LongIndex3D second) =>
        new(Math.Max(first.X, second.X), Math.Max(first.Y, second.Y), Math.Max(first.Z, second.Z));

    /// <summary>The value limited to [min, max], component by component.</summary>
    public static LongIndex3D Clamp(LongIndex3D value, LongIndex3D min, LongIndex3D max) =>
        Max(Min(value, max), min);

    /// <summary>Sum, component by component.</summary>
    public static LongIndex3D Add(LongIndex3D first, LongIndex3D second) => first + second;

    /// <summary>Difference, component by component.</summary>
    public static LongIndex3D Subtract(LongIndex3D first, LongIndex3D second) => first - second;

    /// <summary>Product, component by component.</summary>
    public static LongIndex3D Multiply(LongIndex3D first, LongIndex3D second) => first * second;

    /// <summary>Quotient, component by component.</summary>
    public static LongIndex3D Divide(LongIndex3D first, LongIndex3D second) => first / second;

    /// <summary>Sum, component by component.</summary>
    public static LongIndex3D operator +(LongIndex3D first, LongIndex3D second) =>
        new(first.X + second.X, first.Y + second.Y, first.Z + second.Z);

    /// <summary>Difference, component by component.</summary>
    public static LongIndex3D operator -(LongIndex3D first, LongIndex3D second) =>
        new(first.X - second.X, first.Y - second.Y, first.Z - second.Z);

    /// <summary>Product, component by component.</summary>
    public static LongIndex3D operator *(LongIndex3D first, LongIndex3D second) =>
        new(first.X * second.X, first.Y * second.Y, first.Z * second.Z);

    /// <summary>Quotient, component by component.</summary>
    public static LongIndex3D operator /(LongIndex3D first, LongIndex3D second) =>
        new(first.X / second.X, first.Y / second.Y, first.Z / second.Z);

    /// <summary>All components are equal.</summary>
    public static bool operator ==(LongIndex3D first, LongIndex3D second) =>
        first.X == second.X && first.Y == second.Y && first.Z == second.Z;

    /// <summary>Some component differs.</summary>
    public static bool operator !=(LongIndex3D first, LongIndex3D second) => !(first == second);

    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
    public static explicit operator Index3D(LongIndex3D index) => index.ToIntIndex();

    /// <summary>The 32-bit index; components that do not fit are an <see cref="OverflowException"/> on the host.</summary>
    public Index3D ToIntIndex()
    {
        IndexTypeExtensions.AssertIntIndex(this.X);
        IndexTypeExtensions.AssertIntIndex(this.Y);
        IndexTypeExtensions.AssertIntIndex(this.Z);

        return new((int)this.X, (int)this.Y, (int)this.Z);
    }

    /// <summary>The index with the components of a tuple.</summary>
    public static implicit operator LongIndex3D((long, long, long) values) =>
        new(values.Item1, values.Item2, values.Item3);

    /// <summary>The components as a tuple.</summary>
    public (long, long, long) ToValueTuple() => (this.X, this.Y, this.Z);

    /// <summary>Takes the index apart.</summary>
    public void Deconstruct(out long x, out long y, out long z)
    {
        x = this.X;
        y = this.Y;
        z = this.Z;
    }

    /// <inheritdoc/>
    public bool InBounds(LongIndex3D dimension) =>
        this.X >= 0 && this.X < dimension.X && this.Y >= 0 && this.Y < dimension.Y && this.Z >= 0 && this.Z < dimension.Z;

    /// <inheritdoc/>
    public bool InBoundsInclusive(LongIndex3D dimension) =>
        this.X >= 0 && this.X <= dimension.X && this.Y >= 0 && this.Y <= dimension.Y && this.Z >= 0 && this.Z <= dimension.Z;

    /// <inheritdoc/>
    public LongIndex3D Add(LongIndex3D rhs) => this + rhs;

    /// <inheritdoc/>
    public LongIndex3D Subtract(LongIndex3D rhs) => this - rhs;

    /// <inheritdoc/>
    public bool Equals(LongIndex3D other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LongIndex3D other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => (((((int)(this.X ^ (this.X >> 32))) * 397) ^ (int)(this.Y ^ (this.Y >> 32))) * 397) ^ (int)(this.Z ^ (this.Z >> 32));

    /// <summary>The components as text.</summary>
    public override string ToString() => $"({this.X}, {this.Y}, {this.Z})";
}
