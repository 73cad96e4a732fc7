using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>Arithmetic, bits, comparison and choice.</content>
internal sealed partial class PtxEmitter
{
    private void EmitArithmetic(Value value)
    {
        IrType type = value.Type;
        Value a = value.Operands[0];
        Value? b = value.Operands.Length > 1 ? value.Operands[1] : null;
        bool isFloat = type.IsFloat();
        switch (value.Op)
        {
            // With a rounding named, nothing may be contracted.
            case Op.Add or Op.Sub:
                string sum = value.Op == Op.Add ? "add" : "sub";
                this.Put(isFloat ? $"{sum}.rn.{BitsOrFloat(type)}" : $"{sum}.{Signed(type)}", this.Target(value), this.Reg(a), this.Any(b!));
                break;
            case Op.Mul when type == IrType.I64 && b!.IsConst && b.Imm == (int)b.Imm && a.Op is Op.SExt:
                this.Put("mul.wide.s32", this.Target(value), this.Reg(a.Operands[0]), Constant(b));
                break;
            case Op.Mul:
                this.Put(isFloat ? $"mul.rn.{BitsOrFloat(type)}" : $"mul.lo.{Signed(type)}", this.Target(value), this.Reg(a), this.Any(b!));
                break;
            case Op.Div when isFloat:
                string division = IsFast(value) && type == IrType.F32 ? "div.approx.f32" : $"div.rn.{BitsOrFloat(type)}";
                this.Put(division, this.Target(value), this.Reg(a), this.Any(b!));
                break;
            case Op.Div or Op.Rem or Op.DivU or Op.RemU:
                this.EmitIntegerDivision(value);
                break;
            case Op.Neg:
                this.Put("neg." + FloatOrSigned(type), this.Target(value), this.Reg(a));
                break;
            case Op.Abs:
                this.Put("abs." + FloatOrSigned(type), this.Target(value), this.Reg(a));
                break;
            case Op.MulHi:
                this.Put("mul.hi." + Signed(type), this.Target(value), this.Reg(a), this.Any(b!));
                break;
            case Op.MulHiU:
                this.Put("mul.hi." + Unsigned(type), this.Target(value), this.Reg(a), this.Any(b!));
                break;
            case Op.Min or Op.Max when isFloat:
                this.PutFloatMinMax(this.Target(value), value.Op == Op.Max, type, this.Reg(a), this.Reg(b!));
                break;
            case Op.Min or Op.Max or Op.MinU or Op.MaxU:
                string choice = value.Op is Op.Min or Op.MinU ? "min." : "max.";
                string sign = value.Op is Op.Min or Op.Max ? Signed(type) : Unsigned(type);
                this.Put(choice + sign, this.Target(value), this.Reg(a), this.Any(b!));
                break;
        }
    }

    /// <summary>PTX orders -0 below +0, as .NET does, but prefers a number to a NaN unless told otherwise.</summary>
    private void PutFloatMinMax(string target, bool max, IrType type, string a, string b)
    {
        string name = max ? "max" : "min";
        if (type == IrType.F32 && _target.HasSm80)
        {
            this.Put(name + ".NaN.f32", target, a, b);

            return;
        }

        string suffix = BitsOrFloat(type);
        PtxClass kind = PtxRegisters.ClassOf(type);
        string chosen = this.Temporary(kind);
        string isNumber = this.Temporary(PtxClass.Pred);
        this.Put($"{name}.{suffix}", chosen, a, b);
        this.Put("setp.num." + suffix, isNumber, a, b);
        this.Put("selp." + suffix, target, chosen, type == IrType.F32 ? "0f7FC00000" : "0d7FF8000000000000", isNumber);
    }

    /// <summary>
    /// What PTX leaves open is defined here: x / 0 and x % 0 are 0, MIN / -1 is MIN. The divisor becomes 1 in these cases,
    /// so that no remainder is left, and the quotient is replaced by x times the divisor.
    /// </summary>
    private void EmitIntegerDivision(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        bool signed = value.Op is Op.Div or Op.Rem;
        bool quotient = value.Op is Op.Div or Op.DivU;
        string type = signed ? Signed(value.Type) : Unsigned(value.Type);
        string operation = (quotient ? "div." : "rem.") + type;
        if (b.IsConst && b.Imm != 0 && (!signed || b.Imm != -1))
        {
            this.Put(operation, this.Target(value), this.Reg(a), Constant(b));

            return;
        }

        PtxClass kind = PtxRegisters.ClassOf(value.Type);
        string special = this.Temporary(PtxClass.Pred);
        string safe = this.Temporary(kind);
        string divisor = this.Reg(b);
        string dividend = this.Reg(a);
        if (signed)
        {
            string next = this.Temporary(kind);
            this.Put("add." + type, next, divisor, "1");
            this.Put("setp.lt." + Unsigned(value.Type), special, next, "2");
        }
        else
        {
            this.Put($"setp.eq.{type}", special, divisor, "0");
        }

        this.Put("selp." + Bits(value.Type), safe, "1", divisor, special);
        if (!quotient)
        {
            this.Put(operation, this.Target(value), dividend, safe);

            return;
        }

        string regular = this.Temporary(kind);
        string product = this.Temporary(kind);
        this.Put(operation, regular, dividend, safe);
        this.Put("mul.lo." + type, product, dividend, divisor);
        this.Put("selp." + Bits(value.Type), this.Target(value), product, regular, special);
    }

    private void EmitBits(Value value)
    {
        IrType type = value.Type;
        Value a = value.Operands[0];
        string suffix = type == IrType.I1 ? "pred" : Bits(type);
        switch (value.Op)
        {
            case Op.And or Op.Or or Op.Xor:
                string name = value.Op == Op.And ? "and." : value.Op == Op.Or ? "or." : "xor.";
                this.Put(name + suffix, this.Target(value), this.Reg(a), this.Any(value.Operands[1]));
                break;
            case Op.Not:
                this.Put("not." + suffix, this.Target(value), this.Reg(a));
                break;
            case Op.Shl:
                this.Put("shl." + suffix, this.Target(value), this.Reg(a), this.ShiftCount(value));
                break;
            case Op.Shr:
                this.Put("shr." + Signed(type), this.Target(value), this.Reg(a), this.ShiftCount(value));
                break;
            case Op.ShrU:
                this.Put("shr." + Unsigned(type), this.Target(value), this.Reg(a), this.ShiftCount(value));
                break;
            case Op.PopCount:
                this.Put("popc." + Bits(a.Type), this.Target(value), this.Reg(a));
                break;
            case Op.LeadingZeros:
                this.Put("clz." + Bits(a.Type), this.Target(value), this.Reg(a));
                break;
            case Op.TrailingZeros:
                string reversed = this.Temporary(PtxRegisters.ClassOf(a.Type));
                this.Put("brev." + Bits(a.Type), reversed, this.Reg(a));
                this.Put("clz." + Bits(a.Type), this.Target(value), reversed);
                break;
        }
    }

    /// <summary>C# takes the count modulo the width, PTX clamps it.</summary>
    private string ShiftCount(Value shift)
    {
        Value count = shift.Operands[1];
        int mask = shift.Type.Bits() - 1;
        if (count.IsConst)
        {
            return Number(count.Imm & mask);
        }

        if (count is { Op: Op.And } && count.Operands[1].IsConst && (count.Operands[1].Imm & ~(long)mask) == 0)
        {
            return this.Reg(count);
        }

        string masked = this.Temporary(PtxClass.B32);
        this.Put("and.b32", masked, this.Reg(count), Number(mask));

        return masked;
    }

    private void EmitCompare(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        Cmp cmp = value.Cmp;
        string name;
        string type;
        if (a.Type.IsFloat())
        {
            type = BitsOrFloat(a.Type);
            name = cmp switch
            {
                Cmp.Eq => "eq",
                Cmp.Ne => "neu",
                Cmp.Lt => "lt",
                Cmp.Le => "le",
                Cmp.Gt => "gt",
                Cmp.Ge => "ge",
                Cmp.UnLt => "ltu",
                Cmp.UnLe => "leu",
                Cmp.UnGt => "gtu",
                _ => "geu",
            };
        }
        else
        {
            bool unsigned = cmp >= Cmp.UnLt || a.Type.IsPointer();
            type = unsigned ? Unsigned(a.Type) : Signed(a.Type);
            name = cmp switch
            {
                Cmp.Eq => "eq",
                Cmp.Ne => "ne",
                Cmp.Lt or Cmp.UnLt => "lt",
                Cmp.Le or Cmp.UnLe => "le",
                Cmp.Gt or Cmp.UnGt => "gt",
                _ => "ge",
            };
        }

        this.Put($"setp.{name}.{type}", this.Target(value), this.Reg(a), this.Any(b));
    }

    private void EmitSelect(Value value)
    {
        (Value condition, Value a, Value b) = (value.Operands[0], value.Operands[1], value.Operands[2]);
        if (value.Type != IrType.I1)
        {
            this.Put("selp." + BitsOrFloat(value.Type), this.Target(value), this.Any(a), this.Any(b), this.Reg(condition));

            return;
        }

        // There is no choice between predicates: c & a | ~c & b.
        string chosen = this.Reg(condition);
        string left = this.Temporary(PtxClass.Pred);
        string right = this.Temporary(PtxClass.Pred);
        this.Put("and.pred", left, chosen, this.Reg(a));
        this.Put("not.pred", right, chosen);
        string other = this.Temporary(PtxClass.Pred);
        this.Put("and.pred", other, right, this.Reg(b));
        this.Put("or.pred", this.Target(value), left, other);
    }
}
