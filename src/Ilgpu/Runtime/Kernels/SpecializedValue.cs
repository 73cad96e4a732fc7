using IlgpuOptim.Engine.Frontend;

namespace ILGPU.Runtime;

/// <summary>Makes <see cref="SpecializedValue{T}"/>s.</summary>
public static class SpecializedValue
{
    /// <summary>Marks a kernel argument as a constant of the compiled kernel.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    public static SpecializedValue<T> New<T>(T value)
        where T : unmanaged, IEquatable<T> => new(value);
}

/// <summary>A kernel argument that is a constant of the compiled kernel; every distinct value is compiled once.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public struct SpecializedValue<T> : IEquatable<SpecializedValue<T>>
    where T : unmanaged, IEquatable<T>
{
    private T _value;

    /// <summary>Wraps a value.</summary>
    public SpecializedValue(T value)
    {
        _value = value;
    }

    /// <summary>The value.</summary>
    public T Value
    {
        [Intrinsic(Intrinsic.Specialized)]
        readonly get => _value;
        set => _value = value;
    }

    /// <summary>The value.</summary>
    [Intrinsic(Intrinsic.Specialized)]
    public static implicit operator T(SpecializedValue<T> value) => value.Value;

    /// <summary>The values are equal.</summary>
    public static bool operator ==(SpecializedValue<T> first, SpecializedValue<T> second) => first.Equals(second);

    /// <summary>The values differ.</summary>
    public static bool operator !=(SpecializedValue<T> first, SpecializedValue<T> second) => !first.Equals(second);

    /// <inheritdoc/>
    public readonly bool Equals(SpecializedValue<T> other) => this.Value.Equals(other.Value);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is SpecializedValue<T> other && this.Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => this.Value.GetHashCode();

    /// <summary>The value as text.</summary>
    public override readonly string ToString() => this.Value.ToString() ?? string.Empty;
}
