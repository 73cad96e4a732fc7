namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Rules for bits, comparisons and choices.</summary>
internal sealed partial class Folder
{
    private Value? And(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (a == b || b.IsZero)
        {
            return b;
        }

        if (b.Op == Op.Const)
        {
            if (IsAllOnes(b))
            {
                return a;
            }

            if (a.Op == Op.And && a.Operands[1].Op == Op.Const)
            {
                return Change(value, Op.And, a.Operands[0], this.Constant(value.Type, a.Operands[1].Imm & b.Imm));
            }

            // A mask of low ones that covers all bits that may be set.
            if (value.Type == IrType.I32 && (b.Imm & (b.Imm + 1)) == 0 && UnsignedBits(a) <= System.Numerics.BitOperations.PopCount((uint)b.Imm))
            {
                return a;
            }

            return a.Op == Op.BoolToI32 && (b.Imm & 1) == 0 ? this.Constant(value.Type, 0) : null;
        }

        if (IsComplement(a, b))
        {
            return this.Constant(value.Type, 0);
        }

        return this.OfBools(value);
    }

    private Value? Or(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (a == b || b.IsZero)
        {
            return a;
        }

        if (b.Op == Op.Const)
        {
            if (IsAllOnes(b))
            {
                return b;
            }

            if (a.Op == Op.Or && a.Operands[1].Op == Op.Const)
            {
                return Change(value, Op.Or, a.Operands[0], this.Constant(value.Type, a.Operands[1].Imm | b.Imm));
            }

            return a.Op == Op.BoolToI32 && b.Imm == 1 ? b : null;
        }

        if (IsComplement(a, b))
        {
            return this.Constant(value.Type, value.Type == IrType.I1 ? 1 : -1);
        }

        return this.OfBools(value);
    }

    private Value? Xor(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (a == b)
        {
            return this.Constant(value.Type, 0);
        }

        if (b.Op != Op.Const)
        {
            return this.OfBools(value);
        }

        if (b.Imm == 0)
        {
            return a;
        }

        if (IsAllOnes(b))
        {
            return Change(value, Op.Not, a);
        }

        if (a.Op == Op.BoolToI32 && b.Imm == 1)
        {
            return Change(value, Op.BoolToI32, this.Emit(value, Op.Not, IrType.I1, a.Operands[0]));
        }

        return a.Op == Op.Xor && a.Operands[1].Op == Op.Const
            ? Change(value, Op.Xor, a.Operands[0], this.Constant(value.Type, a.Operands[1].Imm ^ b.Imm))
            : null;
    }

    /// <summary>A bit operation of two truth values that were widened is done before widening.</summary>
    private Value? OfBools(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);

        return a.Op == Op.BoolToI32 && b.Op == Op.BoolToI32
            ? Change(value, Op.BoolToI32, this.Emit(value, value.Op, IrType.I1, a.Operands[0], b.Operands[0]))
            : null;
    }

    private static Value? Not(Value value)
    {
        Value a = value.Operands[0];
        switch (a.Op)
        {
            case Op.Not:
                return a.Operands[0];
            case Op.Compare:
                return ChangeCompare(value, a.Cmp.Negate(a.Operands[0].Type), a.Operands[0], a.Operands[1]);
            default:
                return null;
        }
    }

    private Value? Shift(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        int width = value.Type.Bits();
        if (a.IsZero)
        {
            return a;
        }

        if (b.Op != Op.Const)
        {
            // The shift takes the count modulo the width by itself; C# compilers write the mask down.
            return b.Op == Op.And && b.Operands[1].Op == Op.Const && (b.Operands[1].Imm & (width - 1)) == width - 1
                ? Change(value, value.Op, a, b.Operands[0])
                : null;
        }

        int count = (int)b.Imm & (width - 1);
        if (count == 0)
        {
            return a;
        }

        if (count != b.Imm)
        {
            return Change(value, value.Op, a, function.ConstI32(count));
        }

        if (a.Op is not (Op.Shl or Op.Shr or Op.ShrU) || a.Operands[1].Op != Op.Const)
        {
            return null;
        }

        int inner = (int)a.Operands[1].Imm & (width - 1);
        if (a.Op == value.Op)
        {
            if (inner + count < width)
            {
                return Change(value, value.Op, a.Operands[0], function.ConstI32(inner + count));
            }

            return value.Op == Op.Shr
                ? Change(value, Op.Shr, a.Operands[0], function.ConstI32(width - 1))
                : this.Constant(value.Type, 0);
        }

        if (a.Op != Op.Shl || inner != count || value.Type != IrType.I32 || count is not (16 or 24))
        {
            return null;
        }

        return (value.Op, count) switch
        {
            (Op.Shr, 16) => Change(value, Op.SExt16, a.Operands[0]),
            (Op.Shr, _) => Change(value, Op.SExt8, a.Operands[0]),
            (_, 16) => Change(value, Op.ZExt16, a.Operands[0]),
            _ => Change(value, Op.ZExt8, a.Operands[0]),
        };
    }

    private Value? Compare(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        Cmp cmp = value.Cmp;
        IrType type = a.Type;
        if (a.Op == Op.Const && b.Op != Op.Const)
        {
            return ChangeCompare(value, cmp.Swap(), b, a);
        }

        if (a == b)
        {
            return this.CompareEqualOperands(value, type);
        }

        if (type.IsFloat())
        {
            return null;
        }

        return b.Op == Op.Const ? this.CompareWithConstant(value, a, b) : this.CompareIntegers(value, a, b);
    }

    private Value? CompareEqualOperands(Value value, IrType type)
    {
        switch (value.Cmp)
        {
            case Cmp.UnLe or Cmp.UnGe:
                return function.ConstI1(true);
            case Cmp.Lt or Cmp.Gt:
                return function.ConstI1(false);
            case Cmp.UnLt or Cmp.UnGt when !type.IsFloat():
                return function.ConstI1(false);
            case Cmp.Eq or Cmp.Le or Cmp.Ge when !type.IsFloat():
                return function.ConstI1(true);
            case Cmp.Ne when !type.IsFloat():
                return function.ConstI1(false);
            default:
                return null;
        }
    }

    private Value? CompareWithConstant(Value value, Value a, Value b)
    {
        Cmp cmp = value.Cmp;
        IrType type = a.Type;
        bool isEquality = cmp is Cmp.Eq or Cmp.Ne;
        switch (a.Op)
        {
            case Op.BoolToI32:
                return this.Decide(value, a.Operands[0], 1, 0, b);
            case Op.Select when a.Operands[1].Op == Op.Const && a.Operands[2].Op == Op.Const:
                return this.Decide(value, a.Operands[0], a.Operands[1].Imm, a.Operands[2].Imm, b);
            case Op.SExt when b.Imm == (int)b.Imm:
                return ChangeCompare(value, cmp, a.Operands[0], this.Constant(IrType.I32, b.Imm));
            case Op.ZExt when b.Imm == (uint)b.Imm:
                return ChangeCompare(value, Unsigned(cmp), a.Operands[0], this.Constant(IrType.I32, b.Imm));
            case Op.Add when isEquality && a.Operands[1].Op == Op.Const:
                return ChangeCompare(value, cmp, a.Operands[0], this.Constant(type, b.Imm - a.Operands[1].Imm));
            case Op.Sub or Op.Xor when isEquality && b.Imm == 0:
                return ChangeCompare(value, cmp, a.Operands[0], a.Operands[1]);
            case Op.Neg when isEquality && b.Imm == 0:
                return ChangeCompare(value, cmp, a.Operands[0], b);
        }

        if (type.IsPointer())
        {
            return isEquality && b.Imm == 0 && Pointers.Root(a).Op is Op.Alloca or Op.SharedAlloc
                ? function.ConstI1(cmp == Cmp.Ne)
                : null;
        }

        return (cmp, b.Imm) switch
        {
            (Cmp.UnLt, 0) => function.ConstI1(false),
            (Cmp.UnGe, 0) => function.ConstI1(true),
            (Cmp.UnGt, 0) or (Cmp.UnGe, 1) => ChangeCompare(value, Cmp.Ne, a, this.Constant(type, 0)),
            (Cmp.UnLe, 0) or (Cmp.UnLt, 1) => ChangeCompare(value, Cmp.Eq, a, this.Constant(type, 0)),
            _ => null,
        };
    }

    private Value? CompareIntegers(Value value, Value a, Value b)
    {
        if (a.Op == b.Op)
        {
            switch (a.Op)
            {
                case Op.SExt:
                    return ChangeCompare(value, value.Cmp, a.Operands[0], b.Operands[0]);
                case Op.ZExt:
                    return ChangeCompare(value, Unsigned(value.Cmp), a.Operands[0], b.Operands[0]);
            }
        }

        if (value.Cmp is Cmp.Eq or Cmp.Ne && a.Op == Op.BoolToI32 && b.Op == Op.BoolToI32)
        {
            Value xor = this.Emit(value, Op.Xor, IrType.I1, a.Operands[0], b.Operands[0]);

            return value.Cmp == Cmp.Ne ? xor : this.Emit(value, Op.Not, IrType.I1, xor);
        }

        return null;
    }

    /// <summary>Compares a value that is one of two constants, chosen by a condition, with a third.</summary>
    private Value Decide(Value value, Value condition, long whenTrue, long whenFalse, Value constant)
    {
        bool first = ConstantFolding.Compare(value.Cmp, constant.Type, whenTrue, constant.Imm);
        bool second = ConstantFolding.Compare(value.Cmp, constant.Type, whenFalse, constant.Imm);
        if (first == second)
        {
            return function.ConstI1(first);
        }

        return first ? condition : this.Emit(value, Op.Not, IrType.I1, condition);
    }

    private Value? Select(Value value)
    {
        (Value condition, Value a, Value b) = (value.Operands[0], value.Operands[1], value.Operands[2]);
        if (a == b)
        {
            return a;
        }

        if (condition.Op == Op.Const)
        {
            return condition.Imm != 0 ? a : b;
        }

        if (condition.Op == Op.Not)
        {
            return Change(value, Op.Select, condition.Operands[0], b, a);
        }

        if (a.Op == Op.Select && a.Operands[0] == condition)
        {
            return Change(value, Op.Select, condition, a.Operands[1], b);
        }

        if (b.Op == Op.Select && b.Operands[0] == condition)
        {
            return Change(value, Op.Select, condition, a, b.Operands[2]);
        }

        if (value.Type == IrType.I1)
        {
            return this.SelectI1(value, condition, a, b);
        }

        if (value.Type.IsInteger())
        {
            return this.SelectInteger(value, condition, a, b);
        }

        return null;
    }

    private Value? SelectI1(Value value, Value condition, Value a, Value b)
    {
        if (a.Op == Op.Const)
        {
            return a.Imm != 0
                ? Change(value, Op.Or, condition, b)
                : Change(value, Op.And, this.Emit(value, Op.Not, IrType.I1, condition), b);
        }

        if (b.Op == Op.Const)
        {
            return b.Imm == 0
                ? Change(value, Op.And, condition, a)
                : Change(value, Op.Or, this.Emit(value, Op.Not, IrType.I1, condition), a);
        }

        return null;
    }

    private Value? SelectInteger(Value value, Value condition, Value a, Value b)
    {
        if (value.Type == IrType.I32 && AsBool(a) is { } whenTrue && AsBool(b) is { } whenFalse)
        {
            return Change(value, Op.BoolToI32, this.Emit(value, Op.Select, IrType.I1, condition, whenTrue, whenFalse));
        }

        if (condition.Op != Op.Compare)
        {
            return null;
        }

        (Value x, Value y) = (condition.Operands[0], condition.Operands[1]);
        bool straight = x == a && y == b;
        if (straight || (x == b && y == a))
        {
            return condition.Cmp switch
            {
                Cmp.Eq => b,
                Cmp.Ne => a,
                Cmp.Lt or Cmp.Le => Change(value, straight ? Op.Min : Op.Max, x, y),
                Cmp.Gt or Cmp.Ge => Change(value, straight ? Op.Max : Op.Min, x, y),
                Cmp.UnLt or Cmp.UnLe => Change(value, straight ? Op.MinU : Op.MaxU, x, y),
                _ => Change(value, straight ? Op.MaxU : Op.MinU, x, y),
            };
        }

        if (y.IsZero && condition.Cmp is Cmp.Lt or Cmp.Le && b == x && a.Op == Op.Neg && a.Operands[0] == x)
        {
            return Change(value, Op.Abs, x);
        }

        return null;

        Value? AsBool(Value part) => part switch
        {
            { Op: Op.BoolToI32 } => part.Operands[0],
            { Op: Op.Const, Imm: 0 or 1 } => function.ConstI1(part.Imm != 0),
            _ => null,
        };
    }

    private static bool IsAllOnes(Value constant) => constant.Imm == (constant.Type == IrType.I1 ? 1 : -1);

    private static bool IsComplement(Value a, Value b) =>
        (a.Op == Op.Not && a.Operands[0] == b) || (b.Op == Op.Not && b.Operands[0] == a);

    private static Cmp Unsigned(Cmp cmp) => cmp switch
    {
        Cmp.Lt => Cmp.UnLt,
        Cmp.Le => Cmp.UnLe,
        Cmp.Gt => Cmp.UnGt,
        Cmp.Ge => Cmp.UnGe,
        _ => cmp,
    };
}
