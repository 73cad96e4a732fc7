using System.Reflection.Emit;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Operations on one value: uniform ones, and lane 0 of strided ones.</content>
internal sealed partial class Emitter
{
    private void EmitValue(Value value, int index)
    {
        switch (value.Op)
        {
            case Op.Load:
                this.EmitLoad(value);
                break;
            case Op.Store:
                this.EmitStore(value);
                break;
            case Op.AtomicRmw or Op.AtomicCas:
                this.EmitAtomic(value);
                break;
            case Op.Barrier or Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.GroupBroadcast:
                this.EmitBarrier(value, index);
                break;
            case Op.WarpShuffle:
                this.EmitShuffle(value);
                break;
            case Op.WarpBroadcast:
                this.EmitWarpBroadcast(value);
                break;
            case Op.WarpPopCount or Op.WarpAll or Op.WarpAny:
                this.EmitVote(value);
                break;
            case Op.MemoryFence:
                _il.Emit(OpCodes.Call, typeof(Thread).GetMethod(nameof(Thread.MemoryBarrier))!);
                break;
            case Op.WarpBarrier:
                // The lanes of a warp run in lock step.
                break;
            case Op.Prefetch:
                if (_plan.IsScalar(value.Operands[0]) && System.Runtime.Intrinsics.X86.Sse.IsSupported)
                {
                    this.PushScalar(value.Operands[0]);
                    _il.Emit(OpCodes.Call, typeof(System.Runtime.Intrinsics.X86.Sse).GetMethod("Prefetch0")!);
                }

                break;
            case Op.Assert:
                this.EmitAssert(value);
                break;
            case Op.Print:
                this.EmitPrint(value);
                break;
            default:
                if (_plan.IsScalar(value))
                {
                    this.EmitScalar(value);
                    this.StoreScalar(value);
                }
                else
                {
                    this.EmitVector(value);
                }

                break;
        }
    }

    /// <summary>(x shl a) | (x shru b) with constants a + b = width: no bit is in both.</summary>
    private static bool IsRotation(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);

        return (a.Op, b.Op) is (Op.Shl, Op.ShrU) or (Op.ShrU, Op.Shl)
            && a.Operands[1].Op == Op.Const
            && b.Operands[1].Op == Op.Const
            && (a.Operands[1].Imm & (value.Type.Bits() - 1)) + (b.Operands[1].Imm & (value.Type.Bits() - 1)) == value.Type.Bits();
    }

    /// <summary>Computes a value of scalar shape and leaves it on the stack.</summary>
    private void EmitScalar(Value value)
    {
        Value[] operands = value.Operands;
        if (value.Op == Op.Select)
        {
            Label other = _il.DefineLabel();
            Label end = _il.DefineLabel();
            this.PushScalar(operands[0]);
            _il.Emit(OpCodes.Brfalse, other);
            this.PushScalar(operands[1]);
            _il.Emit(OpCodes.Br, end);
            _il.MarkLabel(other);
            this.PushScalar(operands[2]);
            _il.MarkLabel(end);

            return;
        }

        foreach (Value operand in operands)
        {
            this.PushScalar(operand);
        }

        bool wide = value.Type == IrType.I64;
        switch (value.Op)
        {
            case Op.Add or Op.PtrAdd:
                _il.Emit(OpCodes.Add);
                break;
            case Op.Sub:
                _il.Emit(OpCodes.Sub);
                break;
            case Op.Mul:
                _il.Emit(OpCodes.Mul);
                break;
            case Op.Div when value.Type.IsFloat():
                _il.Emit(OpCodes.Div);
                break;
            case Op.Rem when value.Type.IsFloat():
                _il.Emit(OpCodes.Rem);
                break;
            case Op.Div or Op.Rem or Op.DivU or Op.RemU:
                this.EmitScalarDivision(value);
                break;
            case Op.Neg:
                _il.Emit(OpCodes.Neg);
                break;
            case Op.Not when value.Type == IrType.I1:
                _il.Emit(OpCodes.Ldc_I4_1);
                _il.Emit(OpCodes.Xor);
                break;
            case Op.Not:
                _il.Emit(OpCodes.Not);
                break;
            case Op.And:
                _il.Emit(OpCodes.And);
                break;
            case Op.Or or Op.Xor when IsRotation(value):
                // The .NET 10 compiler takes the flags of a rotation by a constant for those of a comparison with zero. It does not
                // see a rotation in a sum.
                _il.Emit(OpCodes.Add);
                break;
            case Op.Or:
                _il.Emit(OpCodes.Or);
                break;
            case Op.Xor:
                _il.Emit(OpCodes.Xor);
                break;
            case Op.Shl or Op.Shr or Op.ShrU:
                _il.Emit(OpCodes.Ldc_I4, wide ? 63 : 31);
                _il.Emit(OpCodes.And);
                _il.Emit(value.Op == Op.Shl ? OpCodes.Shl : value.Op == Op.Shr ? OpCodes.Shr : OpCodes.Shr_Un);
                break;
            case Op.Fma or Op.Sqrt or Op.Floor or Op.Ceiling or Op.Round or Op.Truncate or Op.CopySign or Op.Min or Op.Max
                or Op.MinU or Op.MaxU or Op.Abs or Op.MulHi or Op.MulHiU:
                this.CallScalar(value.Op + Suffix(value.Type));
                break;
            case Op.PopCount or Op.LeadingZeros or Op.TrailingZeros:
                this.CallScalar(value.Op + (operands[0].Type == IrType.I64 ? "64" : "32"));
                break;
            case Op.Math:
                this.CallScalar(value.MathFn + Suffix(value.Type));
                break;
            case Op.Compare:
                this.EmitScalarCompare(value.Cmp, operands[0].Type);
                break;
            case Op.BoolToI32:
                break;
            case Op.SExt8:
                _il.Emit(OpCodes.Conv_I1);
                break;
            case Op.ZExt8:
                _il.Emit(OpCodes.Conv_U1);
                break;
            case Op.SExt16:
                _il.Emit(OpCodes.Conv_I2);
                break;
            case Op.ZExt16:
                _il.Emit(OpCodes.Conv_U2);
                break;
            case Op.SExt:
                _il.Emit(OpCodes.Conv_I8);
                break;
            case Op.ZExt:
                _il.Emit(OpCodes.Conv_U8);
                break;
            case Op.Trunc:
                _il.Emit(OpCodes.Conv_I4);
                break;
            case Op.SToF or Op.UToF or Op.FToS or Op.FToU:
                this.CallScalar(ConversionName(value));
                break;
            case Op.FExt:
                _il.Emit(OpCodes.Conv_R8);
                break;
            case Op.FTrunc:
                _il.Emit(OpCodes.Conv_R4);
                break;
            case Op.Bitcast:
                _il.Emit(OpCodes.Call, BitcastMethod(operands[0].Type));
                break;
            case Op.HalfToF32 or Op.F32ToHalf or Op.BF16ToF32 or Op.F32ToBF16:
                this.CallScalar(value.Op.ToString());
                break;
            case Op.PtrToInt or Op.IntToPtr:
                break;
            default:
                throw new InvalidOperationException($"{_function.Name}: {value.Op} reached the CPU back end");
        }
    }

    /// <summary>Suffix of the primitives' names by type.</summary>
    private static string Suffix(IrType type) => type switch
    {
        IrType.I32 => "32",
        IrType.I64 => "64",
        IrType.F32 => "F32",
        _ => "F64",
    };

    /// <summary>Name of a conversion between integers and floats, such as U32ToF64 or F32ToI64.</summary>
    private static string ConversionName(Value value)
    {
        IrType from = value.Operands[0].Type;

        return value.Op switch
        {
            Op.SToF => (from == IrType.I64 ? "I64To" : "I32To") + Suffix(value.Type),
            Op.UToF => (from == IrType.I64 ? "U64To" : "U32To") + Suffix(value.Type),
            Op.FToS => Suffix(from) + (value.Type == IrType.I64 ? "ToI64" : "ToI32"),
            _ => Suffix(from) + (value.Type == IrType.I64 ? "ToU64" : "ToU32"),
        };
    }

    private static System.Reflection.MethodInfo BitcastMethod(IrType from) => from switch
    {
        IrType.I32 => typeof(BitConverter).GetMethod(nameof(BitConverter.Int32BitsToSingle))!,
        IrType.F32 => typeof(BitConverter).GetMethod(nameof(BitConverter.SingleToInt32Bits))!,
        IrType.I64 => typeof(BitConverter).GetMethod(nameof(BitConverter.Int64BitsToDouble))!,
        _ => typeof(BitConverter).GetMethod(nameof(BitConverter.DoubleToInt64Bits))!,
    };

    private void EmitScalarDivision(Value value)
    {
        // Division by a constant other than 0 and -1 can't fault and the JIT turns it into a multiplication.
        if (value.Operands[1] is { Op: Op.Const, Imm: not 0 and not -1 })
        {
            _il.Emit(value.Op switch { Op.Div => OpCodes.Div, Op.Rem => OpCodes.Rem, Op.DivU => OpCodes.Div_Un, _ => OpCodes.Rem_Un });

            return;
        }

        this.CallScalar(value.Op + Suffix(value.Type));
    }

    private void EmitScalarCompare(Cmp cmp, IrType type)
    {
        bool isFloat = type.IsFloat();
        switch (cmp)
        {
            case Cmp.Eq:
                _il.Emit(OpCodes.Ceq);
                break;
            case Cmp.Ne:
                _il.Emit(OpCodes.Ceq);
                this.EmitNot();
                break;
            case Cmp.Lt:
                _il.Emit(OpCodes.Clt);
                break;
            case Cmp.Gt:
                _il.Emit(OpCodes.Cgt);
                break;
            case Cmp.UnLt:
                _il.Emit(OpCodes.Clt_Un);
                break;
            case Cmp.UnGt:
                _il.Emit(OpCodes.Cgt_Un);
                break;

            // a <= b is not (a > b) for integers, not (a unordered-or-greater b) for floats; and so on.
            case Cmp.Le:
                _il.Emit(isFloat ? OpCodes.Cgt_Un : OpCodes.Cgt);
                this.EmitNot();
                break;
            case Cmp.Ge:
                _il.Emit(isFloat ? OpCodes.Clt_Un : OpCodes.Clt);
                this.EmitNot();
                break;
            case Cmp.UnLe:
                _il.Emit(isFloat ? OpCodes.Cgt : OpCodes.Cgt_Un);
                this.EmitNot();
                break;
            case Cmp.UnGe:
                _il.Emit(isFloat ? OpCodes.Clt : OpCodes.Clt_Un);
                this.EmitNot();
                break;
        }
    }

    private void EmitNot()
    {
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Ceq);
    }

    /// <summary>Loads from the address on the stack.</summary>
    private void EmitScalarLoad(MemType mem)
    {
        _il.Emit(OpCodes.Unaligned, (byte)1);
        _il.Emit(mem switch
        {
            MemType.I8 => OpCodes.Ldind_I1,
            MemType.U8 => OpCodes.Ldind_U1,
            MemType.I16 => OpCodes.Ldind_I2,
            MemType.U16 => OpCodes.Ldind_U2,
            MemType.I32 => OpCodes.Ldind_I4,
            MemType.F32 => OpCodes.Ldind_R4,
            MemType.F64 => OpCodes.Ldind_R8,
            _ => OpCodes.Ldind_I8,
        });
    }

    /// <summary>Stores (address, value) on the stack.</summary>
    private void EmitScalarStore(MemType mem)
    {
        _il.Emit(OpCodes.Unaligned, (byte)1);
        _il.Emit(mem switch
        {
            MemType.I8 or MemType.U8 => OpCodes.Stind_I1,
            MemType.I16 or MemType.U16 => OpCodes.Stind_I2,
            MemType.I32 => OpCodes.Stind_I4,
            MemType.F32 => OpCodes.Stind_R4,
            MemType.F64 => OpCodes.Stind_R8,
            _ => OpCodes.Stind_I8,
        });
    }
}
