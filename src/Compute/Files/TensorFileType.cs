using IlgpuOptim.Extensions;

namespace IlgpuOptim.Compute.Files;

/// <summary>Element types of a safetensors file.</summary>
public enum TensorFileType
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned integers of 8 bits.</summary>
    U8,

    /// <summary>Signed integers of 8 bits.</summary>
    I8,

    /// <summary>Floating point with 5 exponent and 2 mantissa bits.</summary>
    F8E5M2,

    /// <summary>Floating point with 4 exponent and 3 mantissa bits.</summary>
    F8E4M3,

    /// <summary>Signed integers of 16 bits.</summary>
    I16,

    /// <summary>Unsigned integers of 16 bits.</summary>
    U16,

    /// <summary>IEEE 754 binary16.</summary>
    F16,

    /// <summary>The upper half of a binary32.</summary>
    BF16,

    /// <summary>Signed integers of 32 bits.</summary>
    I32,

    /// <summary>Unsigned integers of 32 bits.</summary>
    U32,

    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>IEEE 754 binary64.</summary>
    F64,

    /// <summary>Signed integers of 64 bits.</summary>
    I64,

    /// <summary>Unsigned integers of 64 bits.</summary>
    U64,
}

/// <summary>Names, sizes and .NET types of <see cref="TensorFileType"/>.</summary>
public static class TensorFileTypes
{
    private static readonly string[] Names =
    [
        "BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "F64", "I64", "U64",
    ];

    /// <summary>The name in a file's header, such as <c>F32</c>.</summary>
    public static string Name(this TensorFileType type) => Names[(int)type];

    /// <summary>Bytes of an element.</summary>
    public static int Size(this TensorFileType type) => type switch
    {
        >= TensorFileType.F64 => 8,
        >= TensorFileType.I32 => 4,
        >= TensorFileType.I16 => 2,
        _ => 1,
    };

    /// <summary>The type with a name, or null if there is none.</summary>
    public static TensorFileType? Parse(string name) => Array.IndexOf(Names, name) is >= 0 and int index ? (TensorFileType)index : null;

    /// <summary>All names, for messages.</summary>
    internal static string AllNames => string.Join(", ", Names);

    /// <summary>The type in a file of the elements of a tensor.</summary>
    public static TensorFileType ToFileType(this ElementType type) => type switch
    {
        ElementType.Float32 => TensorFileType.F32,
        ElementType.Float64 => TensorFileType.F64,
        ElementType.BFloat16 => TensorFileType.BF16,
        ElementType.Float16 => TensorFileType.F16,
        ElementType.Int32 => TensorFileType.I32,
        ElementType.Int64 => TensorFileType.I64,
        ElementType.UInt8 => TensorFileType.U8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type."),
    };

    /// <summary>The element type of a tensor that holds such elements, or null if tensors have no such elements.</summary>
    public static ElementType? ToElementType(this TensorFileType type) => type switch
    {
        TensorFileType.F32 => ElementType.Float32,
        TensorFileType.F64 => ElementType.Float64,
        TensorFileType.BF16 => ElementType.BFloat16,
        TensorFileType.F16 => ElementType.Float16,
        TensorFileType.I32 => ElementType.Int32,
        TensorFileType.I64 => ElementType.Int64,
        TensorFileType.U8 => ElementType.UInt8,
        _ => null,
    };

    /// <summary>The type in a file of values that C# calls <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">A number, <see cref="bool"/>, Half or BFloat16.</typeparam>
    /// <exception cref="NotSupportedException">No type of the file is like that.</exception>
    public static TensorFileType Of<T>()
        where T : unmanaged => typeof(T) == typeof(float) ? TensorFileType.F32
        : typeof(T) == typeof(double) ? TensorFileType.F64
        : typeof(T) == typeof(BFloat16) ? TensorFileType.BF16
        : typeof(T) == typeof(Half) || typeof(T) == typeof(ILGPU.Half) ? TensorFileType.F16
        : typeof(T) == typeof(long) ? TensorFileType.I64
        : typeof(T) == typeof(int) ? TensorFileType.I32
        : typeof(T) == typeof(short) ? TensorFileType.I16
        : typeof(T) == typeof(sbyte) ? TensorFileType.I8
        : typeof(T) == typeof(ulong) ? TensorFileType.U64
        : typeof(T) == typeof(uint) ? TensorFileType.U32
        : typeof(T) == typeof(ushort) ? TensorFileType.U16
        : typeof(T) == typeof(byte) ? TensorFileType.U8
        : typeof(T) == typeof(bool) ? TensorFileType.Bool
        : throw new NotSupportedException($"Files have no elements of type {typeof(T).Name}.");
}
