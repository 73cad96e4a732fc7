using System.Numerics;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Rules for arithmetic.</summary>
internal sealed partial class Folder
{
    private Value? AddInteger(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (b.Op == Op.Const)
        {
            if (b.Imm == 0)
            {
                return a;
            }

            switch (a.Op)
            {
                case Op.Add when a.Operands[1].Op == Op.Const:
                    return Change(value, Op.Add, a.Operands[0], this.Constant(value.Type, a.Operands[1].Imm + b.Imm));
                case Op.Sub when a.Operands[0].Op == Op.Const:
                    return Change(value, Op.Sub, this.Constant(value.Type, a.Operands[0].Imm + b.Imm), a.Operands[1]);
                case Op.Not when b.Imm == 1:
                    return Change(value, Op.Neg, a.Operands[0]);
            }

            return null;
        }

        if (a.Op == Op.Neg)
        {
            return Change(value, Op.Sub, b, a.Operands[0]);
        }

        if (b.Op == Op.Neg)
        {
            return Change(value, Op.Sub, a, b.Operands[0]);
        }

        if (a.Op == Op.Sub && a.Operands[1] == b)
        {
            return a.Operands[0];
        }

        if (b.Op == Op.Sub && b.Operands[1] == a)
        {
            return b.Operands[0];
        }

        // Constants go outermost: what is left may be common to several sums.
        if (HasAddend(a))
        {
            return Change(value, Op.Add, this.Emit(value, Op.Add, value.Type, a.Operands[0], b), a.Operands[1]);
        }

        return HasAddend(b)
            ? Change(value, Op.Add, this.Emit(value, Op.Add, value.Type, a, b.Operands[0]), b.Operands[1])
            : null;
    }

    private static bool HasAddend(Value value) => value.Op == Op.Add && value.Operands[1].Op == Op.Const;

    private Value? SubInteger(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (a == b)
        {
            return this.Constant(value.Type, 0);
        }

        if (b.Op == Op.Const)
        {
            return Change(value, Op.Add, a, this.Constant(value.Type, -b.Imm));
        }

        if (a.Op == Op.Const)
        {
            if (a.Imm == 0)
            {
                return Change(value, Op.Neg, b);
            }

            if (b.Op == Op.Add && b.Operands[1].Op == Op.Const)
            {
                return Change(value, Op.Sub, this.Constant(value.Type, a.Imm - b.Operands[1].Imm), b.Operands[0]);
            }

            return null;
        }

        if (b.Op == Op.Neg)
        {
            return Change(value, Op.Add, a, b.Operands[0]);
        }

        if (a.Op == Op.Add)
        {
            if (a.Operands[0] == b)
            {
                return a.Operands[1];
            }

            if (a.Operands[1] == b)
            {
                return a.Operands[0];
            }
        }

        if (b.Op == Op.Sub && b.Operands[0] == a)
        {
            return b.Operands[1];
        }

        if (HasAddend(a))
        {
            return Change(value, Op.Add, this.Emit(value, Op.Sub, value.Type, a.Operands[0], b), a.Operands[1]);
        }

        return HasAddend(b)
            ? Change(value, Op.Add, this.Emit(value, Op.Sub, value.Type, a, b.Operands[0]), this.Constant(value.Type, -b.Operands[1].Imm))
            : null;
    }

    private Value? AddFloat(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (b.Op == Op.Const && IsNegativeZero(b))
        {
            return a;
        }

        if (b.IsZero && this.IsFast(value))
        {
            return a;
        }

        // x + (-y) rounds like x - y.
        if (b.Op == Op.Neg)
        {
            return Change(value, Op.Sub, a, b.Operands[0]);
        }

        return a.Op == Op.Neg ? Change(value, Op.Sub, b, a.Operands[0]) : null;
    }

    private Value? SubFloat(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (b.IsZero || (this.IsFast(value) && b.Op == Op.Const && IsNegativeZero(b)))
        {
            return a;
        }

        return b.Op == Op.Neg ? Change(value, Op.Add, a, b.Operands[0]) : null;
    }

    private Value? Mul(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (b.Op != Op.Const)
        {
            return a.Op == Op.Neg && b.Op == Op.Neg ? Change(value, Op.Mul, a.Operands[0], b.Operands[0]) : null;
        }

        if (value.Type.IsFloat())
        {
            return IsOne(b) ? a : null;
        }

        switch (b.Imm)
        {
            case 0:
                return b;
            case 1:
                return a;
            case -1:
                return Change(value, Op.Neg, a);
        }

        switch (a.Op)
        {
            case Op.Mul when a.Operands[1].Op == Op.Const:
                return Change(value, Op.Mul, a.Operands[0], this.Constant(value.Type, a.Operands[1].Imm * b.Imm));
            case Op.Neg:
                return Change(value, Op.Mul, a.Operands[0], this.Constant(value.Type, -b.Imm));
            case Op.Shl when a.Operands[1].Op == Op.Const:
                long scaled = value.Type == IrType.I32 ? (int)b.Imm << (int)a.Operands[1].Imm : b.Imm << (int)a.Operands[1].Imm;
                return Change(value, Op.Mul, a.Operands[0], this.Constant(value.Type, scaled));

            // Offsets of neighbouring elements become one variable part plus constants.
            case Op.Add when a.Operands[1].Op == Op.Const:
                Value product = this.Emit(value, Op.Mul, value.Type, a.Operands[0], b);
                return Change(value, Op.Add, product, this.Constant(value.Type, a.Operands[1].Imm * b.Imm));
            default:
                return null;
        }
    }

    private Value? Div(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (b.Op != Op.Const)
        {
            return null;
        }

        if (value.Type.IsFloat())
        {
            if (IsOne(b))
            {
                return a;
            }

            return TryReciprocal(b, this.IsFast(value), out long reciprocal)
                ? Change(value, Op.Mul, a, this.Constant(value.Type, reciprocal))
                : null;
        }

        if (b.Imm == 1)
        {
            return a;
        }

        if (value.Op == Op.Div)
        {
            return b.Imm == -1 ? Change(value, Op.Neg, a) : null;
        }

        ulong divisor = Unsigned(b);

        return divisor != 0 && BitOperations.IsPow2(divisor)
            ? Change(value, Op.ShrU, a, function.ConstI32(BitOperations.Log2(divisor)))
            : null;
    }

    private Value? Rem(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (b.Op != Op.Const || value.Type.IsFloat())
        {
            return null;
        }

        if (b.Imm == 1 || (value.Op == Op.Rem && b.Imm == -1))
        {
            return this.Constant(value.Type, 0);
        }

        ulong divisor = Unsigned(b);

        return value.Op == Op.RemU && divisor != 0 && BitOperations.IsPow2(divisor)
            ? Change(value, Op.And, a, this.Constant(value.Type, (long)(divisor - 1)))
            : null;
    }

    private Value? Neg(Value value)
    {
        Value a = value.Operands[0];
        if (a.Op == Op.Neg)
        {
            return a.Operands[0];
        }

        if (value.Type.IsFloat())
        {
            return null;
        }

        return a.Op switch
        {
            Op.Sub => Change(value, Op.Sub, a.Operands[1], a.Operands[0]),
            Op.Mul when a.Operands[1].Op == Op.Const =>
                Change(value, Op.Mul, a.Operands[0], this.Constant(value.Type, -a.Operands[1].Imm)),
            Op.Add when a.Operands[1].Op == Op.Const =>
                Change(value, Op.Sub, this.Constant(value.Type, -a.Operands[1].Imm), a.Operands[0]),
            _ => null,
        };
    }

    private static Value? Abs(Value value) => value.Operands[0] switch
    {
        { Op: Op.Abs } inner => inner,
        { Op: Op.Neg } negation => Change(value, Op.Abs, negation.Operands[0]),
        _ => null,
    };

    private static bool IsOne(Value constant) => constant.Type == IrType.F32 ? constant.F32 == 1 : constant.F64 == 1;

    private static bool IsNegativeZero(Value constant) =>
        constant.Type == IrType.F32 ? constant.Imm == int.MinValue : constant.Imm == long.MinValue;

    private static ulong Unsigned(Value constant) => constant.Type == IrType.I32 ? (uint)constant.Imm : (ulong)constant.Imm;

    /// <summary>1 / c where multiplication by it gives the same result as division: powers of two, or any c if fast.</summary>
    private static bool TryReciprocal(Value constant, bool fast, out long bits)
    {
        if (constant.Type == IrType.F32)
        {
            float reciprocal = 1 / constant.F32;
            bits = BitConverter.SingleToInt32Bits(reciprocal);

            return float.IsNormal(reciprocal) && float.IsNormal(constant.F32) && (fast || (constant.Imm & 0x7fffff) == 0);
        }
        else
        {
            double reciprocal = 1 / constant.F64;
            bits = BitConverter.DoubleToInt64Bits(reciprocal);

            return double.IsNormal(reciprocal) && double.IsNormal(constant.F64) && (fast || (constant.Imm & 0xfffffffffffff) == 0);
        }
    }
}
