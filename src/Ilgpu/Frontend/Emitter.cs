using System.Numerics;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// Emits scalar operations and folds what is constant: integer constants decide about branches (typeof, sizeof, readonly
/// configuration), array lengths and shared memory while the kernel is still being read. All else is left to the passes.
/// </summary>
internal sealed class Emitter(Function function, FastMath fast)
{
    public readonly Builder Builder = new(function);

    public Value I32(int value) => function.ConstI32(value);

    public Value I64(long value) => function.ConstI64(value);

    public Value Bool(bool value) => function.ConstI1(value);

    public Value Zero(IrType type) => function.Constant(type, 0);

    public Value Binary(Op op, Value a, Value b)
    {
        a = SsaVariables.Resolve(a);
        b = SsaVariables.Resolve(b);
        if (a.Type.IsInteger())
        {
            if (a.IsConst && b.IsConst && FoldInteger(op, a, b) is { } folded)
            {
                return function.Constant(a.Type, folded);
            }

            if (Identity(op, a, b) is { } same)
            {
                return same;
            }
        }
        else if (a.Type == IrType.I1 && a.IsConst && b.IsConst)
        {
            return function.Constant(IrType.I1, op switch
            {
                Op.And => a.Imm & b.Imm,
                Op.Or => a.Imm | b.Imm,
                _ => a.Imm ^ b.Imm,
            });
        }

        return this.Mark(this.Builder.Binary(op, a, b));
    }

    public Value Unary(Op op, Value a)
    {
        a = SsaVariables.Resolve(a);
        if (a.IsConst && a.Type is IrType.I32 or IrType.I64 or IrType.I1)
        {
            bool wide = a.Type == IrType.I64;
            switch (op)
            {
                case Op.Neg:
                    return function.Constant(a.Type, unchecked(-a.Imm));
                case Op.Not:
                    return function.Constant(a.Type, a.Type == IrType.I1 ? a.Imm ^ 1 : ~a.Imm);
                case Op.Abs:
                    return function.Constant(a.Type, a.Imm < 0 ? unchecked(-a.Imm) : a.Imm);
                case Op.PopCount:
                    return this.I32(wide ? BitOperations.PopCount((ulong)a.Imm) : BitOperations.PopCount((uint)a.Imm));
                case Op.LeadingZeros:
                    return this.I32(wide ? BitOperations.LeadingZeroCount((ulong)a.Imm) : BitOperations.LeadingZeroCount((uint)a.Imm));
                case Op.TrailingZeros:
                    return this.I32(wide ? BitOperations.TrailingZeroCount(a.Imm) : BitOperations.TrailingZeroCount((int)a.Imm));
                default:
                    break;
            }
        }

        if (op == Op.Not && a.Op == Op.Not)
        {
            return a.Operands[0];
        }

        IrType type = op is Op.PopCount or Op.LeadingZeros or Op.TrailingZeros ? IrType.I32 : a.Type;

        return this.Mark(this.Builder.Emit(op, type, a));
    }

    public Value Ternary(Op op, Value a, Value b, Value c) =>
        this.Mark(this.Builder.Emit(op, a.Type, SsaVariables.Resolve(a), SsaVariables.Resolve(b), SsaVariables.Resolve(c)));

    public Value Math(MathFn function, Value a, Value? b = null) =>
        this.Mark(this.Builder.Math(function, SsaVariables.Resolve(a), b is null ? null : SsaVariables.Resolve(b)));

    public Value Shift(Op op, Value a, Value count)
    {
        a = SsaVariables.Resolve(a);
        count = this.ToI32(count);

        // C# writes 'x << (n & 31)'; the IR's shifts mask by themselves.
        if (count.Op == Op.And && count.Operands[1].IsConstInt(a.Type.Bits() - 1))
        {
            count = count.Operands[0];
        }

        if (count.IsConst)
        {
            int n = (int)count.Imm & (a.Type.Bits() - 1);
            if (n == 0)
            {
                return a;
            }

            if (a.IsConst)
            {
                long bits = op switch
                {
                    Op.Shl => a.Imm << n,
                    Op.Shr => a.Imm >> n,
                    _ => a.Type == IrType.I32 ? (uint)a.Imm >> n : (long)((ulong)a.Imm >> n),
                };

                return function.Constant(a.Type, bits);
            }
        }

        return this.Builder.Emit(op, a.Type, a, count);
    }

    public Value Compare(Cmp cmp, Value a, Value b)
    {
        a = SsaVariables.Resolve(a);
        b = SsaVariables.Resolve(b);
        if (a.IsConst && b.IsConst && (a.Type == b.Type || a.Type.IsPointer()) && !a.Type.IsFloat())
        {
            return this.Bool(FoldCompare(cmp, a, b));
        }

        if (a == b && !a.Type.IsFloat())
        {
            return this.Bool(cmp is Cmp.Eq or Cmp.Le or Cmp.Ge or Cmp.UnLe or Cmp.UnGe);
        }

        // Private memory is never null.
        if (a.Type == IrType.PtrLocal && a.Op == Op.Alloca && b.IsZero)
        {
            return this.Bool(cmp is Cmp.Ne or Cmp.Gt or Cmp.Ge or Cmp.UnGt or Cmp.UnGe);
        }

        // bool tests: 'x ceq 0' of a comparison.
        if (b.IsConst && a.Op == Op.BoolToI32 && cmp is Cmp.Eq or Cmp.Ne && b.Imm is 0 or 1)
        {
            return (cmp == Cmp.Eq) == (b.Imm == 1) ? a.Operands[0] : this.Not(a.Operands[0]);
        }

        if (a.Type.IsPointer() && a.Type != b.Type)
        {
            (a, b) = (this.AdaptNull(a, b.Type), this.AdaptNull(b, a.Type));
        }

        return this.Builder.Compare(cmp, a, b);
    }

    /// <summary>Negation of a truth value.</summary>
    public Value Not(Value a)
    {
        a = SsaVariables.Resolve(a);
        if (a.IsConst)
        {
            return this.Bool(a.Imm == 0);
        }

        if (a.Op == Op.Compare)
        {
            return this.Builder.Compare(a.Cmp.Negate(a.Operands[0].Type), a.Operands[0], a.Operands[1]);
        }

        return a.Op == Op.Not ? a.Operands[0] : this.Builder.Unary(Op.Not, a);
    }

    public Value Select(Value condition, Value a, Value b)
    {
        condition = SsaVariables.Resolve(condition);
        if (condition.IsConst)
        {
            return condition.Imm != 0 ? a : b;
        }

        return this.Builder.Select(condition, SsaVariables.Resolve(a), SsaVariables.Resolve(b));
    }

    /// <summary>A truth value of a number: not zero.</summary>
    public Value ToI1(Value value)
    {
        value = SsaVariables.Resolve(value);

        return value.Type switch
        {
            IrType.I1 => value,
            _ when value.Op == Op.BoolToI32 => value.Operands[0],
            _ => this.Compare(Cmp.Ne, value, this.Zero(value.Type)),
        };
    }

    /// <summary>A number of a truth value: 0 or 1.</summary>
    public Value FromI1(Value value)
    {
        value = SsaVariables.Resolve(value);
        if (value.Type != IrType.I1)
        {
            return value;
        }

        return value.IsConst ? this.I32((int)value.Imm) : this.Builder.Convert(Op.BoolToI32, IrType.I32, value);
    }

    public Value ToI32(Value value)
    {
        value = this.FromI1(value);
        if (value.Type != IrType.I64)
        {
            return value;
        }

        if (value.IsConst)
        {
            return this.I32((int)value.Imm);
        }

        return value.Op is Op.SExt or Op.ZExt ? value.Operands[0] : this.Builder.Convert(Op.Trunc, IrType.I32, value);
    }

    public Value ToI64(Value value, bool unsigned = false)
    {
        value = this.FromI1(value);
        if (value.Type != IrType.I32)
        {
            return value;
        }

        if (value.IsConst)
        {
            return this.I64(unsigned ? (uint)value.Imm : value.Imm);
        }

        return this.Builder.Convert(unsigned ? Op.ZExt : Op.SExt, IrType.I64, value);
    }

    /// <summary>Low bits of an I32, extended as a memory type of 8 or 16 bits says; others stay as they are.</summary>
    public Value Narrow(Value value, MemType mem)
    {
        value = this.FromI1(value);
        Op op = mem switch
        {
            MemType.I8 => Op.SExt8,
            MemType.U8 => Op.ZExt8,
            MemType.I16 => Op.SExt16,
            MemType.U16 => Op.ZExt16,
            _ => Op.Const,
        };
        if (op == Op.Const || Fits(value, mem))
        {
            return value;
        }

        if (value.IsConst)
        {
            return this.I32(op switch
            {
                Op.SExt8 => (sbyte)value.Imm,
                Op.ZExt8 => (byte)value.Imm,
                Op.SExt16 => (short)value.Imm,
                _ => (ushort)value.Imm,
            });
        }

        return this.Builder.Convert(op, IrType.I32, value);
    }

    public Value Convert(Op op, IrType type, Value value)
    {
        value = SsaVariables.Resolve(value);
        if (value.IsConst)
        {
            switch (op)
            {
                case Op.Bitcast:
                    return function.Constant(type, value.Imm);
                case Op.SToF when type == IrType.F32:
                    return function.ConstF32(value.Imm);
                case Op.SToF:
                    return function.ConstF64(value.Imm);
                case Op.FExt:
                    return function.ConstF64(value.F32);
                case Op.FTrunc:
                    return function.ConstF32((float)value.F64);
                default:
                    break;
            }
        }

        return this.Mark(this.Builder.Convert(op, type, value));
    }

    /// <summary>pointer + bytes.</summary>
    public Value PtrAdd(Value pointer, Value bytes)
    {
        bytes = SsaVariables.Resolve(bytes);

        return bytes.IsZero ? pointer : this.Builder.PtrAdd(SsaVariables.Resolve(pointer), bytes);
    }

    /// <summary>index (any integer) * size as a number of bytes.</summary>
    public Value Scale(Value index, int size)
    {
        index = this.ToI64(index);

        return size == 1 ? index : this.Binary(Op.Mul, index, this.I64(size));
    }

    /// <summary>The value is in the range of a narrow memory type for sure.</summary>
    private static bool Fits(Value value, MemType mem)
    {
        switch (value.Op)
        {
            case Op.BoolToI32:
                return true;
            case Op.Load:
                return value.Mem == mem || (value.Mem == MemType.U8 && mem is MemType.I16 or MemType.U16)
                    || (value.Mem == MemType.I8 && mem == MemType.I16);
            case Op.SExt8:
                return mem is MemType.I8 or MemType.I16;
            case Op.ZExt8:
                return mem is MemType.U8 or MemType.I16 or MemType.U16;
            case Op.SExt16:
                return mem == MemType.I16;
            case Op.ZExt16 or Op.F32ToHalf or Op.F32ToBF16:
                return mem == MemType.U16;
            case Op.Param:
                return value.Mem == mem;
            default:
                return false;
        }
    }

    private static long? FoldInteger(Op op, Value a, Value b)
    {
        bool wide = a.Type == IrType.I64;
        long x = a.Imm;
        long y = b.Imm;
        long minimum = wide ? long.MinValue : int.MinValue;
        unchecked
        {
            switch (op)
            {
                case Op.Add:
                    return x + y;
                case Op.Sub:
                    return x - y;
                case Op.Mul:
                    return x * y;
                case Op.And:
                    return x & y;
                case Op.Or:
                    return x | y;
                case Op.Xor:
                    return x ^ y;
                case Op.Min:
                    return System.Math.Min(x, y);
                case Op.Max:
                    return System.Math.Max(x, y);
                case Op.Div when y != 0 && !(x == minimum && y == -1):
                    return x / y;
                case Op.Rem when y != 0 && !(x == minimum && y == -1):
                    return x % y;
                case Op.DivU when y != 0:
                    return wide ? (long)((ulong)x / (ulong)y) : (uint)x / (uint)y;
                case Op.RemU when y != 0:
                    return wide ? (long)((ulong)x % (ulong)y) : (uint)x % (uint)y;
                default:
                    return null;
            }
        }
    }

    private static Value? Identity(Op op, Value a, Value b) => op switch
    {
        Op.Add or Op.Sub or Op.Or or Op.Xor when b.IsZero => a,
        Op.Add or Op.Or or Op.Xor when a.IsZero => b,
        Op.Mul or Op.Div or Op.DivU when b.IsConstInt(1) => a,
        Op.Mul when a.IsConstInt(1) => b,
        Op.And when b.IsConstInt(-1) => a,
        Op.Mul or Op.And when b.IsZero => b,
        Op.Mul or Op.And when a.IsZero => a,
        _ => null,
    };

    private static bool FoldCompare(Cmp cmp, Value a, Value b)
    {
        long x = a.Imm;
        long y = b.Imm;
        (ulong u, ulong v) = a.Type == IrType.I32 ? ((uint)x, (uint)y) : ((ulong)x, (ulong)y);

        return cmp switch
        {
            Cmp.Eq => x == y,
            Cmp.Ne => x != y,
            Cmp.Lt => x < y,
            Cmp.Le => x <= y,
            Cmp.Gt => x > y,
            Cmp.Ge => x >= y,
            Cmp.UnLt => u < v,
            Cmp.UnLe => u <= v,
            Cmp.UnGt => u > v,
            _ => u >= v,
        };
    }

    private Value AdaptNull(Value value, IrType type) => value.IsZero ? function.Null(type) : value;

    /// <summary>Float operations may be inexact where the options say so.</summary>
    private Value Mark(Value value)
    {
        if (fast != FastMath.None && (value.Type == IrType.F32 || (value.Type == IrType.F64 && fast == FastMath.All)))
        {
            value.Flags |= ValueFlags.Fast;
        }

        return value;
    }
}
