namespace IlgpuOptim.Engine.IR;

/// <summary>Type of an SSA value. The IR knows scalars and opaque pointers with an address space, nothing else.</summary>
internal enum IrType : byte
{
    /// <summary>No value (stores, barriers, terminators).</summary>
    Void,

    /// <summary>Truth value, the result of comparisons.</summary>
    I1,

    /// <summary>32-bit integer; signedness belongs to the operations.</summary>
    I32,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>IEEE binary32.</summary>
    F32,

    /// <summary>IEEE binary64.</summary>
    F64,

    /// <summary>Address in device memory.</summary>
    PtrGlobal,

    /// <summary>Address in the memory of a work-group.</summary>
    PtrShared,

    /// <summary>Address in the private memory of a work-item.</summary>
    PtrLocal,
}

/// <summary>
/// How a scalar lies in memory. Narrow integers exist only in memory: a load widens them to <see cref="IrType.I32"/>
/// (sign or zero extension as named), a store keeps the low bits. 16-bit floats are loaded as U16 and converted by
/// <see cref="Op.HalfToF32"/> / <see cref="Op.BF16ToF32"/>.
/// </summary>
internal enum MemType : byte
{
    /// <summary>Not a memory operation.</summary>
    None,
    I8,
    U8,
    I16,
    U16,
    I32,
    I64,
    F32,
    F64,

    /// <summary>A pointer; only in the argument block of a kernel.</summary>
    Ptr,
}

/// <summary>Facts about <see cref="IrType"/> and <see cref="MemType"/>.</summary>
internal static class IrTypes
{
    public static bool IsPointer(this IrType type) => type >= IrType.PtrGlobal;

    public static bool IsInteger(this IrType type) => type is IrType.I32 or IrType.I64;

    public static bool IsFloat(this IrType type) => type is IrType.F32 or IrType.F64;

    /// <summary>Width of the value in a register in bits (pointers 64, I1 1).</summary>
    public static int Bits(this IrType type) => type switch
    {
        IrType.Void => 0,
        IrType.I1 => 1,
        IrType.I32 or IrType.F32 => 32,
        _ => 64,
    };

    /// <summary>Size in memory in bytes.</summary>
    public static int Size(this MemType type) => type switch
    {
        MemType.I8 or MemType.U8 => 1,
        MemType.I16 or MemType.U16 => 2,
        MemType.I32 or MemType.F32 => 4,
        MemType.I64 or MemType.F64 or MemType.Ptr => 8,
        _ => 0,
    };

    /// <summary>Type of the SSA value that a load of this memory type yields.</summary>
    public static IrType ValueType(this MemType type) => type switch
    {
        MemType.I8 or MemType.U8 or MemType.I16 or MemType.U16 or MemType.I32 => IrType.I32,
        MemType.I64 => IrType.I64,
        MemType.F32 => IrType.F32,
        MemType.F64 => IrType.F64,
        MemType.Ptr => IrType.PtrGlobal,
        _ => IrType.Void,
    };

    /// <summary>Short name used by the printer and parser.</summary>
    public static string Name(this IrType type) => type switch
    {
        IrType.Void => "void",
        IrType.I1 => "i1",
        IrType.I32 => "i32",
        IrType.I64 => "i64",
        IrType.F32 => "f32",
        IrType.F64 => "f64",
        IrType.PtrGlobal => "gptr",
        IrType.PtrShared => "sptr",
        IrType.PtrLocal => "lptr",
        _ => "?",
    };

    /// <summary>Short name used by the printer and parser.</summary>
    public static string Name(this MemType type) => type switch
    {
        MemType.None => "none",
        MemType.I8 => "i8",
        MemType.U8 => "u8",
        MemType.I16 => "i16",
        MemType.U16 => "u16",
        MemType.I32 => "i32",
        MemType.I64 => "i64",
        MemType.F32 => "f32",
        MemType.F64 => "f64",
        MemType.Ptr => "ptr",
        _ => "?",
    };
}
