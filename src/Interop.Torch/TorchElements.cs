using IlgpuOptim.Compute;
using static TorchSharp.torch;

namespace IlgpuOptim.Interop.Torch;

/// <summary>The element types that torch and the compute layer share.</summary>
public static class TorchElements
{
    /// <summary>What torch calls elements of this type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration.</exception>
    public static ScalarType ToTorch(this ElementType type) => type switch
    {
        ElementType.Float32 => ScalarType.Float32,
        ElementType.Float64 => ScalarType.Float64,
        ElementType.BFloat16 => ScalarType.BFloat16,
        ElementType.Float16 => ScalarType.Float16,
        ElementType.Int32 => ScalarType.Int32,
        ElementType.Int64 => ScalarType.Int64,
        ElementType.UInt8 => ScalarType.Byte,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type."),
    };

    /// <summary>What the compute layer calls elements of this type.</summary>
    /// <exception cref="NotSupportedException">Kernels have no such elements, complex ones for example.</exception>
    public static ElementType ToElementType(this ScalarType type) => type switch
    {
        ScalarType.Float32 => ElementType.Float32,
        ScalarType.Float64 => ElementType.Float64,
        ScalarType.BFloat16 => ElementType.BFloat16,
        ScalarType.Float16 => ElementType.Float16,
        ScalarType.Int32 => ElementType.Int32,
        ScalarType.Int64 => ElementType.Int64,
        ScalarType.Byte => ElementType.UInt8,
        _ => throw new NotSupportedException(
            $"Kernels have no elements of torch's type {type}; they have Float32, Float64, BFloat16, Float16, Int32, Int64 and Byte."),
    };
}
