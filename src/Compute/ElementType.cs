using IlgpuOptim.Extensions;

namespace IlgpuOptim.Compute;

/// <summary>What the elements of a <see cref="Tensor"/> are.</summary>
public enum ElementType
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>The upper half of a binary32: 8 significant bits.</summary>
    BFloat16,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,

    /// <summary>Signed integers of 32 bits.</summary>
    Int32,

    /// <summary>Signed integers of 64 bits.</summary>
    Int64,

    /// <summary>Unsigned integers of 8 bits.</summary>
    UInt8,
}

/// <summary>Sizes and .NET types of <see cref="ElementType"/>.</summary>
public static class ElementTypes
{
    /// <summary>Bytes of an element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Float64 or ElementType.Int64 => 8,
        ElementType.Float32 or ElementType.Int32 => 4,
        ElementType.BFloat16 or ElementType.Float16 => 2,
        ElementType.UInt8 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type."),
    };

    /// <summary>The type is a floating-point type.</summary>
    public static bool IsFloat(this ElementType type) => type is
        ElementType.Float32 or ElementType.Float64 or ElementType.BFloat16 or ElementType.Float16;

    /// <summary>The element type whose values C# code calls <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">float, double, BFloat16, Half (of System or of ILGPU), int, long or byte.</typeparam>
    /// <exception cref="NotSupportedException">No element type is like that.</exception>
    public static ElementType Of<T>()
        where T : unmanaged => typeof(T) == typeof(float) ? ElementType.Float32
        : typeof(T) == typeof(double) ? ElementType.Float64
        : typeof(T) == typeof(BFloat16) ? ElementType.BFloat16
        : typeof(T) == typeof(Half) || typeof(T) == typeof(ILGPU.Half) ? ElementType.Float16
        : typeof(T) == typeof(int) ? ElementType.Int32
        : typeof(T) == typeof(long) ? ElementType.Int64
        : typeof(T) == typeof(byte) ? ElementType.UInt8
        : throw new NotSupportedException(
            $"Tensors have no elements of type {typeof(T).Name}; they have float, double, BFloat16, Half, int, long and byte.");
}
