namespace IlgpuOptim.Ptx;

/// <summary>Types of registers, variables and instructions.</summary>
internal enum PtxType : byte
{
    None,
    Pred,
    B8,
    B16,
    B32,
    B64,
    U8,
    U16,
    U32,
    U64,
    S8,
    S16,
    S32,
    S64,
    F16,
    F32,
    F64,
    F16x2,
    BF16,
    BF16x2,
    TF32,
}

internal static class PtxTypes
{
    public static PtxType Parse(string modifier) => modifier switch
    {
        ".pred" => PtxType.Pred,
        ".b8" => PtxType.B8,
        ".b16" => PtxType.B16,
        ".b32" => PtxType.B32,
        ".b64" => PtxType.B64,
        ".u8" => PtxType.U8,
        ".u16" => PtxType.U16,
        ".u32" => PtxType.U32,
        ".u64" => PtxType.U64,
        ".s8" => PtxType.S8,
        ".s16" => PtxType.S16,
        ".s32" => PtxType.S32,
        ".s64" => PtxType.S64,
        ".f16" => PtxType.F16,
        ".f32" => PtxType.F32,
        ".f64" => PtxType.F64,
        ".f16x2" => PtxType.F16x2,
        ".bf16" => PtxType.BF16,
        ".bf16x2" => PtxType.BF16x2,
        ".tf32" => PtxType.TF32,
        _ => PtxType.None,
    };

    public static string Text(this PtxType type) => "." + type.ToString().ToLowerInvariant();

    /// <summary>Bytes; 0 for predicates, which have no size.</summary>
    public static int Size(this PtxType type) => type switch
    {
        PtxType.B8 or PtxType.U8 or PtxType.S8 => 1,
        PtxType.B16 or PtxType.U16 or PtxType.S16 or PtxType.F16 or PtxType.BF16 => 2,
        PtxType.B64 or PtxType.U64 or PtxType.S64 or PtxType.F64 => 8,
        PtxType.None or PtxType.Pred => 0,
        _ => 4,
    };

    public static bool IsBits(this PtxType type) => type is >= PtxType.B8 and <= PtxType.B64;

    public static bool IsSigned(this PtxType type) => type is >= PtxType.S8 and <= PtxType.S64;

    public static bool IsUnsigned(this PtxType type) => type is >= PtxType.U8 and <= PtxType.U64;

    public static bool IsInteger(this PtxType type) => type is >= PtxType.U8 and <= PtxType.S64;

    public static bool IsFloat(this PtxType type) => type >= PtxType.F16;

    /// <summary>Types that only instructions have; their operands are bit-size registers.</summary>
    public static bool IsAlternate(this PtxType type) => type >= PtxType.BF16;

    /// <summary>Whether a register of one type is an operand of an instruction of another: sizes equal, kinds agree.</summary>
    public static bool Agrees(PtxType instruction, PtxType register)
    {
        if (instruction == PtxType.Pred || register == PtxType.Pred)
        {
            return instruction == register;
        }

        return instruction.Size() == register.Size() && KindsAgree(instruction, register);
    }

    /// <summary>The relaxed rule of ld, st and cvt: a register may be wider, floating-point registers only for bit-size types.</summary>
    public static bool AgreesWider(PtxType instruction, PtxType register)
    {
        if (Agrees(instruction, register))
        {
            return true;
        }

        if (register == PtxType.Pred || instruction == PtxType.Pred || register.Size() <= instruction.Size())
        {
            return false;
        }

        return register.IsBits() || instruction.IsBits() || (instruction.IsInteger() && register.IsInteger());
    }

    private static bool KindsAgree(PtxType instruction, PtxType register)
    {
        if (instruction.IsBits() || register.IsBits())
        {
            return true;
        }

        return (instruction.IsInteger() && register.IsInteger()) || instruction == register;
    }
}
