using System.Reflection.Metadata;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Form of the operand behind an opcode.</summary>
internal enum IlOperand : byte
{
    Invalid,
    None,
    I8,
    U8,
    U16,
    I32,
    I64,
    Branch8,
    Branch32,
    Switch,
}

/// <summary>Facts about IL opcodes (ECMA-335 III).</summary>
internal static class IlOpcodes
{
    /// <summary>Operand forms of the one-byte opcodes by ranges.</summary>
    public static IlOperand OperandOf(ILOpCode op) => (int)op switch
    {
        // ldarg.s, ldarga.s, starg.s, ldloc.s, ldloca.s, stloc.s
        >= 0x0E and <= 0x13 => IlOperand.U8,

        // ldc.i4.s; ldc.i4, ldc.r4; ldc.i8, ldc.r8
        0x1F => IlOperand.I8,
        0x20 or 0x22 => IlOperand.I32,
        0x21 or 0x23 => IlOperand.I64,

        // jmp, call, calli
        >= 0x27 and <= 0x29 => IlOperand.I32,

        // br.s ... blt.un.s; br ... blt.un; switch
        >= 0x2B and <= 0x37 => IlOperand.Branch8,
        >= 0x38 and <= 0x44 => IlOperand.Branch32,
        0x45 => IlOperand.Switch,

        // callvirt ... isinst (cpobj, ldobj, ldstr, newobj, castclass), unbox, field accesses and stobj, box, newarr
        >= 0x6F and <= 0x75 => IlOperand.I32,
        0x79 => IlOperand.I32,
        >= 0x7B and <= 0x81 => IlOperand.I32,
        0x8C or 0x8D or 0x8F => IlOperand.I32,

        // ldelem, stelem, unbox.any, refanyval, mkrefany, ldtoken
        >= 0xA3 and <= 0xA5 => IlOperand.I32,
        0xC2 or 0xC6 or 0xD0 => IlOperand.I32,

        // leave, leave.s
        0xDD => IlOperand.Branch32,
        0xDE => IlOperand.Branch8,

        // everything else that is defined has no operand
        <= 0x26 or 0x2A or (>= 0x46 and <= 0x6E) or 0x76 or 0x7A => IlOperand.None,
        (>= 0x82 and <= 0x8B) or 0x8E or (>= 0x90 and <= 0xA2) => IlOperand.None,
        (>= 0xB3 and <= 0xBA) or 0xC3 or (>= 0xD1 and <= 0xDC) or 0xDF or 0xE0 => IlOperand.None,

        // ldftn, ldvirtftn, ldarg ... stloc, unaligned., initobj, constrained., no., sizeof
        0xFE06 or 0xFE07 or 0xFE15 or 0xFE16 or 0xFE1C => IlOperand.I32,
        >= 0xFE09 and <= 0xFE0E => IlOperand.U16,
        0xFE12 or 0xFE19 => IlOperand.U8,
        >= 0xFE00 and <= 0xFE1E => IlOperand.None,
        _ => IlOperand.Invalid,
    };

    public static bool IsBranch(ILOpCode op) =>
        op is (>= ILOpCode.Br_s and <= ILOpCode.Blt_un) or ILOpCode.Leave or ILOpCode.Leave_s;

    /// <summary>Replaces short forms by the long ones.</summary>
    public static void Expand(ref IlInstruction instruction)
    {
        ILOpCode op = instruction.Op;
        switch (op)
        {
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                instruction.Operand = op - ILOpCode.Ldarg_0;
                instruction.Op = ILOpCode.Ldarg;
                break;
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                instruction.Operand = op - ILOpCode.Ldloc_0;
                instruction.Op = ILOpCode.Ldloc;
                break;
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                instruction.Operand = op - ILOpCode.Stloc_0;
                instruction.Op = ILOpCode.Stloc;
                break;
            case ILOpCode.Ldarg_s:
                instruction.Op = ILOpCode.Ldarg;
                break;
            case ILOpCode.Ldarga_s:
                instruction.Op = ILOpCode.Ldarga;
                break;
            case ILOpCode.Starg_s:
                instruction.Op = ILOpCode.Starg;
                break;
            case ILOpCode.Ldloc_s:
                instruction.Op = ILOpCode.Ldloc;
                break;
            case ILOpCode.Ldloca_s:
                instruction.Op = ILOpCode.Ldloca;
                break;
            case ILOpCode.Stloc_s:
                instruction.Op = ILOpCode.Stloc;
                break;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                instruction.Operand = (int)op - (int)ILOpCode.Ldc_i4_0;
                instruction.Op = ILOpCode.Ldc_i4;
                break;
            case ILOpCode.Ldc_i4_s:
                instruction.Op = ILOpCode.Ldc_i4;
                break;
            case >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s:
                instruction.Op = op + (ILOpCode.Br - ILOpCode.Br_s);
                break;
            case ILOpCode.Leave_s:
                instruction.Op = ILOpCode.Leave;
                break;
            default:
                break;
        }
    }
}
