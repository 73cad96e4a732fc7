// Written by eng/ApiGenerator; do not edit. To change it: dotnet run --project eng/ApiGenerator.
#nullable enable

namespace ILGPU.Util;

/// <summary>2 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
public struct DataBlock<T1, T2> : IEquatable<DataBlock<T1, T2>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2)
    {
        this.Item1 = param1;
        this.Item2 = param2;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2)(DataBlock<T1, T2> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2>((T1, T2) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2> left, DataBlock<T1, T2> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2> left, DataBlock<T1, T2> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2) ToValueTuple() => (this.Item1, this.Item2);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>3 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3> : IEquatable<DataBlock<T1, T2, T3>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3)(DataBlock<T1, T2, T3> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3>((T1, T2, T3) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3> left, DataBlock<T1, T2, T3> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3> left, DataBlock<T1, T2, T3> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3) ToValueTuple() => (this.Item1, this.Item2, this.Item3);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>4 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4> : IEquatable<DataBlock<T1, T2, T3, T4>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4)(DataBlock<T1, T2, T3, T4> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4>((T1, T2, T3, T4) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4> left, DataBlock<T1, T2, T3, T4> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4> left, DataBlock<T1, T2, T3, T4> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>5 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5> : IEquatable<DataBlock<T1, T2, T3, T4, T5>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5)(DataBlock<T1, T2, T3, T4, T5> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5>((T1, T2, T3, T4, T5) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5> left, DataBlock<T1, T2, T3, T4, T5> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5> left, DataBlock<T1, T2, T3, T4, T5> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>6 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6)(DataBlock<T1, T2, T3, T4, T5, T6> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6>((T1, T2, T3, T4, T5, T6) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6> left, DataBlock<T1, T2, T3, T4, T5, T6> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6> left, DataBlock<T1, T2, T3, T4, T5, T6> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>7 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7)(DataBlock<T1, T2, T3, T4, T5, T6, T7> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7>((T1, T2, T3, T4, T5, T6, T7) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7> left, DataBlock<T1, T2, T3, T4, T5, T6, T7> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7> left, DataBlock<T1, T2, T3, T4, T5, T6, T7> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>8 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
/// <typeparam name="T8">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7, T8> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
    where T8 : unmanaged, IEquatable<T8>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7, T8 param8)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
        this.Item8 = param8;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7, T8) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
        this.Item8 = valueTuple.Item8;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>Value 8.</summary>
    public T8 Item8 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7, T8)(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7, T8>((T1, T2, T3, T4, T5, T6, T7, T8) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7, T8) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7, this.Item8);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7)
            && this.Item8.Equals(other.Item8);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7, T8> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>9 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
/// <typeparam name="T8">Type of a value.</typeparam>
/// <typeparam name="T9">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
    where T8 : unmanaged, IEquatable<T8>
    where T9 : unmanaged, IEquatable<T9>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7, T8 param8, T9 param9)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
        this.Item8 = param8;
        this.Item9 = param9;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7, T8, T9) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
        this.Item8 = valueTuple.Item8;
        this.Item9 = valueTuple.Item9;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>Value 8.</summary>
    public T8 Item8 { get; set; }

    /// <summary>Value 9.</summary>
    public T9 Item9 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7, T8, T9)(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9>((T1, T2, T3, T4, T5, T6, T7, T8, T9) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7, T8, T9) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7, this.Item8, this.Item9);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7)
            && this.Item8.Equals(other.Item8)
            && this.Item9.Equals(other.Item9);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>10 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
/// <typeparam name="T8">Type of a value.</typeparam>
/// <typeparam name="T9">Type of a value.</typeparam>
/// <typeparam name="T10">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
    where T8 : unmanaged, IEquatable<T8>
    where T9 : unmanaged, IEquatable<T9>
    where T10 : unmanaged, IEquatable<T10>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7, T8 param8, T9 param9, T10 param10)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
        this.Item8 = param8;
        this.Item9 = param9;
        this.Item10 = param10;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
        this.Item8 = valueTuple.Item8;
        this.Item9 = valueTuple.Item9;
        this.Item10 = valueTuple.Item10;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>Value 8.</summary>
    public T8 Item8 { get; set; }

    /// <summary>Value 9.</summary>
    public T9 Item9 { get; set; }

    /// <summary>Value 10.</summary>
    public T10 Item10 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10)(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7, this.Item8, this.Item9, this.Item10);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7)
            && this.Item8.Equals(other.Item8)
            && this.Item9.Equals(other.Item9)
            && this.Item10.Equals(other.Item10);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>11 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
/// <typeparam name="T8">Type of a value.</typeparam>
/// <typeparam name="T9">Type of a value.</typeparam>
/// <typeparam name="T10">Type of a value.</typeparam>
/// <typeparam name="T11">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
    where T8 : unmanaged, IEquatable<T8>
    where T9 : unmanaged, IEquatable<T9>
    where T10 : unmanaged, IEquatable<T10>
    where T11 : unmanaged, IEquatable<T11>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7, T8 param8, T9 param9, T10 param10, T11 param11)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
        this.Item8 = param8;
        this.Item9 = param9;
        this.Item10 = param10;
        this.Item11 = param11;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
        this.Item8 = valueTuple.Item8;
        this.Item9 = valueTuple.Item9;
        this.Item10 = valueTuple.Item10;
        this.Item11 = valueTuple.Item11;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>Value 8.</summary>
    public T8 Item8 { get; set; }

    /// <summary>Value 9.</summary>
    public T9 Item9 { get; set; }

    /// <summary>Value 10.</summary>
    public T10 Item10 { get; set; }

    /// <summary>Value 11.</summary>
    public T11 Item11 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11)(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7, this.Item8, this.Item9, this.Item10, this.Item11);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7)
            && this.Item8.Equals(other.Item8)
            && this.Item9.Equals(other.Item9)
            && this.Item10.Equals(other.Item10)
            && this.Item11.Equals(other.Item11);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>12 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
/// <typeparam name="T8">Type of a value.</typeparam>
/// <typeparam name="T9">Type of a value.</typeparam>
/// <typeparam name="T10">Type of a value.</typeparam>
/// <typeparam name="T11">Type of a value.</typeparam>
/// <typeparam name="T12">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
    where T8 : unmanaged, IEquatable<T8>
    where T9 : unmanaged, IEquatable<T9>
    where T10 : unmanaged, IEquatable<T10>
    where T11 : unmanaged, IEquatable<T11>
    where T12 : unmanaged, IEquatable<T12>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7, T8 param8, T9 param9, T10 param10, T11 param11, T12 param12)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
        this.Item8 = param8;
        this.Item9 = param9;
        this.Item10 = param10;
        this.Item11 = param11;
        this.Item12 = param12;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
        this.Item8 = valueTuple.Item8;
        this.Item9 = valueTuple.Item9;
        this.Item10 = valueTuple.Item10;
        this.Item11 = valueTuple.Item11;
        this.Item12 = valueTuple.Item12;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>Value 8.</summary>
    public T8 Item8 { get; set; }

    /// <summary>Value 9.</summary>
    public T9 Item9 { get; set; }

    /// <summary>Value 10.</summary>
    public T10 Item10 { get; set; }

    /// <summary>Value 11.</summary>
    public T11 Item11 { get; set; }

    /// <summary>Value 12.</summary>
    public T12 Item12 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12)(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7, this.Item8, this.Item9, this.Item10, this.Item11, this.Item12);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7)
            && this.Item8.Equals(other.Item8)
            && this.Item9.Equals(other.Item9)
            && this.Item10.Equals(other.Item10)
            && this.Item11.Equals(other.Item11)
            && this.Item12.Equals(other.Item12);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>13 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
/// <typeparam name="T8">Type of a value.</typeparam>
/// <typeparam name="T9">Type of a value.</typeparam>
/// <typeparam name="T10">Type of a value.</typeparam>
/// <typeparam name="T11">Type of a value.</typeparam>
/// <typeparam name="T12">Type of a value.</typeparam>
/// <typeparam name="T13">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
    where T8 : unmanaged, IEquatable<T8>
    where T9 : unmanaged, IEquatable<T9>
    where T10 : unmanaged, IEquatable<T10>
    where T11 : unmanaged, IEquatable<T11>
    where T12 : unmanaged, IEquatable<T12>
    where T13 : unmanaged, IEquatable<T13>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7, T8 param8, T9 param9, T10 param10, T11 param11, T12 param12, T13 param13)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
        this.Item8 = param8;
        this.Item9 = param9;
        this.Item10 = param10;
        this.Item11 = param11;
        this.Item12 = param12;
        this.Item13 = param13;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
        this.Item8 = valueTuple.Item8;
        this.Item9 = valueTuple.Item9;
        this.Item10 = valueTuple.Item10;
        this.Item11 = valueTuple.Item11;
        this.Item12 = valueTuple.Item12;
        this.Item13 = valueTuple.Item13;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>Value 8.</summary>
    public T8 Item8 { get; set; }

    /// <summary>Value 9.</summary>
    public T9 Item9 { get; set; }

    /// <summary>Value 10.</summary>
    public T10 Item10 { get; set; }

    /// <summary>Value 11.</summary>
    public T11 Item11 { get; set; }

    /// <summary>Value 12.</summary>
    public T12 Item12 { get; set; }

    /// <summary>Value 13.</summary>
    public T13 Item13 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13)(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7, this.Item8, this.Item9, this.Item10, this.Item11, this.Item12, this.Item13);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7)
            && this.Item8.Equals(other.Item8)
            && this.Item9.Equals(other.Item9)
            && this.Item10.Equals(other.Item10)
            && this.Item11.Equals(other.Item11)
            && this.Item12.Equals(other.Item12)
            && this.Item13.Equals(other.Item13);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>14 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
/// <typeparam name="T8">Type of a value.</typeparam>
/// <typeparam name="T9">Type of a value.</typeparam>
/// <typeparam name="T10">Type of a value.</typeparam>
/// <typeparam name="T11">Type of a value.</typeparam>
/// <typeparam name="T12">Type of a value.</typeparam>
/// <typeparam name="T13">Type of a value.</typeparam>
/// <typeparam name="T14">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
    where T8 : unmanaged, IEquatable<T8>
    where T9 : unmanaged, IEquatable<T9>
    where T10 : unmanaged, IEquatable<T10>
    where T11 : unmanaged, IEquatable<T11>
    where T12 : unmanaged, IEquatable<T12>
    where T13 : unmanaged, IEquatable<T13>
    where T14 : unmanaged, IEquatable<T14>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7, T8 param8, T9 param9, T10 param10, T11 param11, T12 param12, T13 param13, T14 param14)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
        this.Item8 = param8;
        this.Item9 = param9;
        this.Item10 = param10;
        this.Item11 = param11;
        this.Item12 = param12;
        this.Item13 = param13;
        this.Item14 = param14;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
        this.Item8 = valueTuple.Item8;
        this.Item9 = valueTuple.Item9;
        this.Item10 = valueTuple.Item10;
        this.Item11 = valueTuple.Item11;
        this.Item12 = valueTuple.Item12;
        this.Item13 = valueTuple.Item13;
        this.Item14 = valueTuple.Item14;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>Value 8.</summary>
    public T8 Item8 { get; set; }

    /// <summary>Value 9.</summary>
    public T9 Item9 { get; set; }

    /// <summary>Value 10.</summary>
    public T10 Item10 { get; set; }

    /// <summary>Value 11.</summary>
    public T11 Item11 { get; set; }

    /// <summary>Value 12.</summary>
    public T12 Item12 { get; set; }

    /// <summary>Value 13.</summary>
    public T13 Item13 { get; set; }

    /// <summary>Value 14.</summary>
    public T14 Item14 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14)(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7, this.Item8, this.Item9, this.Item10, this.Item11, this.Item12, this.Item13, this.Item14);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7)
            && this.Item8.Equals(other.Item8)
            && this.Item9.Equals(other.Item9)
            && this.Item10.Equals(other.Item10)
            && this.Item11.Equals(other.Item11)
            && this.Item12.Equals(other.Item12)
            && this.Item13.Equals(other.Item13)
            && this.Item14.Equals(other.Item14);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}

/// <summary>15 values side by side.</summary>
/// <typeparam name="T1">Type of a value.</typeparam>
/// <typeparam name="T2">Type of a value.</typeparam>
/// <typeparam name="T3">Type of a value.</typeparam>
/// <typeparam name="T4">Type of a value.</typeparam>
/// <typeparam name="T5">Type of a value.</typeparam>
/// <typeparam name="T6">Type of a value.</typeparam>
/// <typeparam name="T7">Type of a value.</typeparam>
/// <typeparam name="T8">Type of a value.</typeparam>
/// <typeparam name="T9">Type of a value.</typeparam>
/// <typeparam name="T10">Type of a value.</typeparam>
/// <typeparam name="T11">Type of a value.</typeparam>
/// <typeparam name="T12">Type of a value.</typeparam>
/// <typeparam name="T13">Type of a value.</typeparam>
/// <typeparam name="T14">Type of a value.</typeparam>
/// <typeparam name="T15">Type of a value.</typeparam>
public struct DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> : IEquatable<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>>
    where T1 : unmanaged, IEquatable<T1>
    where T2 : unmanaged, IEquatable<T2>
    where T3 : unmanaged, IEquatable<T3>
    where T4 : unmanaged, IEquatable<T4>
    where T5 : unmanaged, IEquatable<T5>
    where T6 : unmanaged, IEquatable<T6>
    where T7 : unmanaged, IEquatable<T7>
    where T8 : unmanaged, IEquatable<T8>
    where T9 : unmanaged, IEquatable<T9>
    where T10 : unmanaged, IEquatable<T10>
    where T11 : unmanaged, IEquatable<T11>
    where T12 : unmanaged, IEquatable<T12>
    where T13 : unmanaged, IEquatable<T13>
    where T14 : unmanaged, IEquatable<T14>
    where T15 : unmanaged, IEquatable<T15>
{
    /// <summary>The block of these values.</summary>
    public DataBlock(T1 param1, T2 param2, T3 param3, T4 param4, T5 param5, T6 param6, T7 param7, T8 param8, T9 param9, T10 param10, T11 param11, T12 param12, T13 param13, T14 param14, T15 param15)
    {
        this.Item1 = param1;
        this.Item2 = param2;
        this.Item3 = param3;
        this.Item4 = param4;
        this.Item5 = param5;
        this.Item6 = param6;
        this.Item7 = param7;
        this.Item8 = param8;
        this.Item9 = param9;
        this.Item10 = param10;
        this.Item11 = param11;
        this.Item12 = param12;
        this.Item13 = param13;
        this.Item14 = param14;
        this.Item15 = param15;
    }

    /// <summary>The block of the values of a tuple.</summary>
    public DataBlock((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15) valueTuple)
    {
        this.Item1 = valueTuple.Item1;
        this.Item2 = valueTuple.Item2;
        this.Item3 = valueTuple.Item3;
        this.Item4 = valueTuple.Item4;
        this.Item5 = valueTuple.Item5;
        this.Item6 = valueTuple.Item6;
        this.Item7 = valueTuple.Item7;
        this.Item8 = valueTuple.Item8;
        this.Item9 = valueTuple.Item9;
        this.Item10 = valueTuple.Item10;
        this.Item11 = valueTuple.Item11;
        this.Item12 = valueTuple.Item12;
        this.Item13 = valueTuple.Item13;
        this.Item14 = valueTuple.Item14;
        this.Item15 = valueTuple.Item15;
    }

    /// <summary>Size in bytes.</summary>
    public static int ElementSize => Interop.SizeOf<DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>>();

    /// <summary>Value 1.</summary>
    public T1 Item1 { get; set; }

    /// <summary>Value 2.</summary>
    public T2 Item2 { get; set; }

    /// <summary>Value 3.</summary>
    public T3 Item3 { get; set; }

    /// <summary>Value 4.</summary>
    public T4 Item4 { get; set; }

    /// <summary>Value 5.</summary>
    public T5 Item5 { get; set; }

    /// <summary>Value 6.</summary>
    public T6 Item6 { get; set; }

    /// <summary>Value 7.</summary>
    public T7 Item7 { get; set; }

    /// <summary>Value 8.</summary>
    public T8 Item8 { get; set; }

    /// <summary>Value 9.</summary>
    public T9 Item9 { get; set; }

    /// <summary>Value 10.</summary>
    public T10 Item10 { get; set; }

    /// <summary>Value 11.</summary>
    public T11 Item11 { get; set; }

    /// <summary>Value 12.</summary>
    public T12 Item12 { get; set; }

    /// <summary>Value 13.</summary>
    public T13 Item13 { get; set; }

    /// <summary>Value 14.</summary>
    public T14 Item14 { get; set; }

    /// <summary>Value 15.</summary>
    public T15 Item15 { get; set; }

    /// <summary>The values as a tuple.</summary>
    public static implicit operator (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15)(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> dataBlock) => dataBlock.ToValueTuple();

    /// <summary>The block of the values of a tuple.</summary>
    public static implicit operator DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>((T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15) valueTuple) => new(valueTuple);

    /// <summary>All values are equal.</summary>
    public static bool operator ==(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> left, DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> right) => !left.Equals(right);

    /// <summary>The values as a tuple.</summary>
    public readonly (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15) ToValueTuple() => (this.Item1, this.Item2, this.Item3, this.Item4, this.Item5, this.Item6, this.Item7, this.Item8, this.Item9, this.Item10, this.Item11, this.Item12, this.Item13, this.Item14, this.Item15);

    /// <inheritdoc/>
    public readonly bool Equals(DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> other) =>
        this.Item1.Equals(other.Item1)
            && this.Item2.Equals(other.Item2)
            && this.Item3.Equals(other.Item3)
            && this.Item4.Equals(other.Item4)
            && this.Item5.Equals(other.Item5)
            && this.Item6.Equals(other.Item6)
            && this.Item7.Equals(other.Item7)
            && this.Item8.Equals(other.Item8)
            && this.Item9.Equals(other.Item9)
            && this.Item10.Equals(other.Item10)
            && this.Item11.Equals(other.Item11)
            && this.Item12.Equals(other.Item12)
            && this.Item13.Equals(other.Item13)
            && this.Item14.Equals(other.Item14)
            && this.Item15.Equals(other.Item15);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is DataBlock<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.ToValueTuple().GetHashCode();

    /// <summary>The values as text.</summary>
    public override readonly string ToString() => this.ToValueTuple().ToString();
}
