namespace IlgpuOptim.Engine.IR;

/// <summary>Operand counts, types and immediate values of every operation, as <see cref="Verifier"/> demands them.</summary>
internal static class TypeRules
{
    /// <summary>Reports a rule that <paramref name="value"/> breaks by calling <paramref name="check"/> with false.</summary>
    public static void Check(Function function, Value value, Action<bool, string> check)
    {
        int count = OperandCount(value);
        check(count < 0 || value.Operands.Length == count, "wrong number of operands");
        Value[] operands = value.Operands;
        IrType type = value.Type;
        IrType first = operands.Length > 0 ? operands[0].Type : IrType.Void;
        IrType second = operands.Length > 1 ? operands[1].Type : IrType.Void;
        switch (value.Op)
        {
            case >= Op.Add and <= Op.Rem or Op.Neg or Op.Min or Op.Max or Op.Abs:
                check(type.IsInteger() || type.IsFloat(), "arithmetic needs a number");
                CheckSame(value, check);
                break;
            case Op.DivU or Op.RemU or Op.MulHi or Op.MulHiU or Op.MinU or Op.MaxU:
                check(type.IsInteger(), "the operation needs integers");
                CheckSame(value, check);
                break;
            case Op.And or Op.Or or Op.Xor or Op.Not:
                check(type.IsInteger() || type == IrType.I1, "a bit operation needs integers or truth values");
                CheckSame(value, check);
                break;
            case Op.Shl or Op.Shr or Op.ShrU:
                check(type.IsInteger() && first == type && second == IrType.I32, "a shift needs an integer and an i32");
                break;
            case Op.PopCount or Op.LeadingZeros or Op.TrailingZeros:
                check(first.IsInteger() && type == IrType.I32, "bit counts map an integer to i32");
                break;
            case >= Op.Fma and <= Op.CopySign:
                check(type.IsFloat(), "the operation needs floats");
                CheckSame(value, check);
                break;
            case Op.Math:
                check(type.IsFloat() && value.Aux <= (byte)MathFn.Pow, "the function needs floats");
                check(operands.Length == (value.MathFn is MathFn.Atan2 or MathFn.Pow ? 2 : 1), "wrong number of operands");
                CheckSame(value, check);
                break;
            case Op.Compare:
                check(type == IrType.I1 && first == second && (first.IsInteger() || first.IsFloat() || first.IsPointer()), "a comparison needs two equal numbers or pointers");
                check(value.Aux <= (byte)Cmp.UnGe, "unknown predicate");
                break;
            case Op.Select:
                check(first == IrType.I1 && second == type && operands[2].Type == type && type != IrType.Void, "a choice needs i1 and two values of its type");
                break;
            case Op.BoolToI32:
                check(first == IrType.I1 && type == IrType.I32, "i1 to i32");
                break;
            case Op.SExt8 or Op.ZExt8 or Op.SExt16 or Op.ZExt16:
                check(first == IrType.I32 && type == IrType.I32, "i32 to i32");
                break;
            case Op.SExt or Op.ZExt:
                check(first == IrType.I32 && type == IrType.I64, "i32 to i64");
                break;
            case Op.Trunc:
                check(first == IrType.I64 && type == IrType.I32, "i64 to i32");
                break;
            case Op.SToF or Op.UToF:
                check(first.IsInteger() && type.IsFloat(), "integer to float");
                break;
            case Op.FToS or Op.FToU:
                check(first.IsFloat() && type.IsInteger(), "float to integer");
                break;
            case Op.FExt:
                check(first == IrType.F32 && type == IrType.F64, "f32 to f64");
                break;
            case Op.FTrunc:
                check(first == IrType.F64 && type == IrType.F32, "f64 to f32");
                break;
            case Op.Bitcast:
                check(
                    (first, type) is (IrType.I32, IrType.F32) or (IrType.F32, IrType.I32) or (IrType.I64, IrType.F64) or (IrType.F64, IrType.I64),
                    "a bit cast keeps the width and changes the kind");
                break;
            case Op.HalfToF32 or Op.BF16ToF32:
                check(first == IrType.I32 && type == IrType.F32, "i32 to f32");
                break;
            case Op.F32ToHalf or Op.F32ToBF16:
                check(first == IrType.F32 && type == IrType.I32, "f32 to i32");
                break;
            case Op.PtrToInt:
                check(first.IsPointer() && type == IrType.I64, "pointer to i64");
                break;
            case Op.IntToPtr:
                check(first == IrType.I64 && type.IsPointer(), "i64 to pointer");
                break;
            case Op.PtrAdd:
                check(type.IsPointer() && first == type && second == IrType.I64, "a pointer and i64 bytes");
                break;
            default:
                CheckOther(function, value, check);
                break;
        }
    }

    private static void CheckOther(Function function, Value value, Action<bool, string> check)
    {
        Value[] operands = value.Operands;
        IrType type = value.Type;
        IrType first = operands.Length > 0 ? operands[0].Type : IrType.Void;
        IrType second = operands.Length > 1 ? operands[1].Type : IrType.Void;
        switch (value.Op)
        {
            case Op.Alloca:
                check(type == IrType.PtrLocal && value.Imm is > 0 and <= int.MaxValue, "an alloca has a size and yields a local pointer");
                break;
            case Op.SharedAlloc:
                check(type == IrType.PtrShared && value.Imm >= 0 && value.Imm < function.SharedAllocations.Count, "unknown shared allocation");
                break;
            case Op.DynamicShared:
                check(type == IrType.PtrShared, "yields a shared pointer");
                break;
            case Op.AssumeAligned:
                check(type.IsPointer() && first == type && value.Imm > 0 && (value.Imm & (value.Imm - 1)) == 0, "a pointer and a power of two");
                break;
            case Op.DynamicSharedSize:
                check(type == IrType.I64, "yields i64");
                break;
            case Op.Load:
                check(first.IsPointer() && IsOfMem(type, value.Mem), "a load needs a pointer and yields the type of its memory");
                CheckAlign(value, check);
                break;
            case Op.Store:
                check(first.IsPointer() && IsOfMem(second, value.Mem) && type == IrType.Void, "a store needs a pointer and a value of its memory type");
                CheckAlign(value, check);
                break;
            case Op.AtomicRmw:
                check(
                    first.IsPointer() && IsAtomic(value.Mem) && second == value.Mem.ValueType() && type == second && value.Aux <= (byte)AtomicOp.AddBFloat16Pair
                    && (value.Aux <= (byte)AtomicOp.Exchange || value.Mem == MemType.I32),
                    "an atomic needs a pointer and a value of its 32 or 64-bit memory type");
                break;
            case Op.AtomicCas:
                check(
                    first.IsPointer() && IsAtomic(value.Mem) && second == value.Mem.ValueType() && operands[2].Type == second && type == second,
                    "an atomic needs a pointer and values of its 32 or 64-bit memory type");
                break;
            case Op.KernelIndex:
                check(
                    type == IrType.I32 && value.Imm >= 0 && value.Imm < (int)function.Kind,
                    "the index has a dimension of an implicitly grouped kernel");
                break;
            case Op.GridIdx or Op.GridDim or Op.GroupIdx or Op.GroupDim:
                check(type == IrType.I32 && value.Imm is >= 0 and <= 2, "the index has dimension 0, 1 or 2");
                break;
            case Op.LaneIdx or Op.WarpSize:
                check(type == IrType.I32, "yields i32");
                break;
            case Op.Barrier or Op.WarpBarrier:
                check(type == IrType.Void, "yields nothing");
                break;
            case Op.MemoryFence:
                check(type == IrType.Void && value.Imm is >= 0 and <= 2, "the level of a fence is 0, 1 or 2");
                break;
            case Op.BarrierPopCount or Op.WarpPopCount:
                check(first == IrType.I1 && type == IrType.I32, "counts i1 to i32");
                break;
            case Op.BarrierAnd or Op.BarrierOr or Op.WarpAll or Op.WarpAny:
                check(first == IrType.I1 && type == IrType.I1, "combines i1");
                break;
            case Op.GroupBroadcast or Op.WarpBroadcast:
                check(first == type && type != IrType.Void && second == IrType.I32, "a value and an i32");
                break;
            case Op.WarpShuffle:
                check(first == type && type != IrType.Void && second == IrType.I32, "a value and an i32");
                check(value.Imm >= 0 && value.Aux <= (byte)ShuffleKind.Xor, "unknown shuffle");
                break;
            case Op.MatrixLoad:
                check(first == IrType.PtrShared && type == IrType.I32 && (value.Imm & 15) is 2 or 4, "a shared pointer, 2 or 4 matrices");
                break;
            case Op.MatrixMultiply:
                CheckMatrixMultiply(value, check);
                break;
            case Op.Part:
                check(
                    operands[0].Op is Op.MatrixLoad or Op.MatrixMultiply && type == first
                    && value.Imm > 0 && value.Imm < (operands[0].Op == Op.MatrixLoad ? operands[0].Imm & 15 : 4),
                    "a part of an operation with several results");
                break;
            case Op.AsyncCopy:
                check(
                    first == IrType.PtrShared && second == IrType.PtrGlobal && type == IrType.Void && value.Imm == 16,
                    "16 bytes from global to shared memory");
                break;
            case Op.AsyncCommit or Op.AsyncWait:
                check(type == IrType.Void && value.Imm >= 0, "yields nothing");
                break;
            case Op.Prefetch:
                check(first.IsPointer() && type == IrType.Void, "a pointer");
                break;
            case Op.Assert:
                check(first == IrType.I1 && type == IrType.Void && IsMessage(function, value), "an assertion needs i1 and a message");
                break;
            case Op.Print:
                check(type == IrType.Void && IsMessage(function, value), "unknown message");
                break;
            case Op.CondBranch:
                check(first == IrType.I1 && type == IrType.Void, "a conditional branch needs i1");
                break;
            case Op.Switch:
                check(first == IrType.I32 && type == IrType.Void, "a switch needs i32");
                break;
            case Op.Return or Op.Branch or Op.Unreachable:
                check(type == IrType.Void, "yields nothing");
                break;
            default:
                check(false, "unknown operation");
                break;
        }
    }

    /// <summary>Number of operands, or -1 where it varies.</summary>
    private static int OperandCount(Value value) => value.Op switch
    {
        Op.Neg or Op.Abs or Op.Not or Op.PopCount or Op.LeadingZeros or Op.TrailingZeros => 1,
        Op.Sqrt or Op.Floor or Op.Ceiling or Op.Round or Op.Truncate => 1,
        >= Op.BoolToI32 and <= Op.IntToPtr => 1,
        Op.Fma or Op.Select or Op.AtomicCas => 3,
        Op.Math or Op.Print or Op.MatrixMultiply => -1,
        >= Op.Add and <= Op.ShrU => 2,
        Op.CopySign or Op.Compare or Op.PtrAdd or Op.Store or Op.AtomicRmw => 2,
        Op.GroupBroadcast or Op.WarpShuffle or Op.WarpBroadcast or Op.AsyncCopy => 2,
        Op.Load or Op.AssumeAligned or Op.MatrixLoad or Op.Part or Op.Prefetch or Op.Assert or Op.CondBranch or Op.Switch => 1,
        Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.WarpPopCount or Op.WarpAll or Op.WarpAny => 1,
        _ => 0,
    };

    private static void CheckMatrixMultiply(Value value, Action<bool, string> check)
    {
        int words = value.Imm == (long)MatrixFormat.Tf32 ? 12 : 6;
        check(value.Type == IrType.F32 && value.Imm is >= 0 and <= (long)MatrixFormat.Tf32, "yields f32 from one of the formats");
        check(value.Operands.Length == words + 4, "wrong number of operands");
        for (int i = 0; i < value.Operands.Length; i++)
        {
            check(value.Operands[i].Type == (i < words ? IrType.I32 : IrType.F32), "a and b are i32, c is f32");
        }
    }

    private static void CheckSame(Value value, Action<bool, string> check)
    {
        foreach (Value operand in value.Operands)
        {
            check(operand.Type == value.Type, "operands and result differ in type");
        }
    }

    /// <summary>Loads and stores of pointers occur in private memory only, for locals that hold views.</summary>
    private static bool IsOfMem(IrType type, MemType mem) =>
        mem == MemType.Ptr ? type.IsPointer() : mem != MemType.None && type == mem.ValueType();

    private static bool IsAtomic(MemType mem) => mem is MemType.I32 or MemType.I64 or MemType.F32 or MemType.F64;

    private static bool IsMessage(Function function, Value value) => value.Imm >= 0 && value.Imm < function.Messages.Count;

    private static void CheckAlign(Value value, Action<bool, string> check) =>
        check(value.Align > 0 && (value.Align & (value.Align - 1)) == 0, "the alignment is not a power of two");
}
