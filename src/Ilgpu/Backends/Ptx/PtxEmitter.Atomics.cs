using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>Atomic operations.</content>
internal sealed partial class PtxEmitter
{
    private void EmitAtomic(Value value)
    {
        IrType pointer = value.Operands[0].Type;
        if (pointer == IrType.PtrLocal)
        {
            this.EmitPrivateAtomic(value);

            return;
        }

        string space = Space(pointer);
        string place = this.Place(value.Operands[0]);
        if (value.Op == Op.AtomicCas)
        {
            this.PutCompareExchange(value, space, place);

            return;
        }

        bool isFloat = value.Type.IsFloat();
        // In global memory the hardware's sum of floats takes subnormal numbers for zero.
        bool isInexactSum = value.Atomic == AtomicOp.Add && value.Type == IrType.F32 && pointer == IrType.PtrGlobal && !IsFast(value);
        if (isFloat && (value.Atomic is AtomicOp.Min or AtomicOp.Max || isInexactSum))
        {
            this.EmitFloatLoop(value, space, place);

            return;
        }

        string data = this.Reg(value.Operands[1]);
        string name = value.Atomic switch
        {
            AtomicOp.Add => "add." + (isFloat ? BitsOrFloat(value.Type) : Unsigned(value.Type)),
            AtomicOp.Min => "min." + Signed(value.Type),
            AtomicOp.Max => "max." + Signed(value.Type),
            AtomicOp.MinU => "min." + Unsigned(value.Type),
            AtomicOp.MaxU => "max." + Unsigned(value.Type),
            AtomicOp.And => "and." + Bits(value.Type),
            AtomicOp.Or => "or." + Bits(value.Type),
            AtomicOp.Xor => "xor." + Bits(value.Type),
            AtomicOp.AddHalfPair => "add.noftz.f16x2",
            AtomicOp.AddBFloat16Pair => "add.noftz.bf16x2",
            _ => "exch." + Bits(value.Type),
        };

        // Where nobody asks for the old value the memory system need not return it.
        if (_uses[value.Id] == 0 && value.Atomic != AtomicOp.Exchange)
        {
            this.Put($"red.{space}.{name}", place, data);
        }
        else
        {
            this.Put($"atom.{space}.{name}", this.Target(value), place, data);
        }
    }

    /// <summary>Floats are compared by their bits, in integer registers.</summary>
    private void PutCompareExchange(Value value, string space, string place)
    {
        string bits = Bits(value.Type);
        PtxClass kind = value.Type.Bits() == 32 ? PtxClass.B32 : PtxClass.B64;
        if (!value.Type.IsFloat())
        {
            this.Put($"atom.{space}.cas.{bits}", this.Target(value), place, this.Reg(value.Operands[1]), this.Reg(value.Operands[2]));

            return;
        }

        string old = this.Temporary(kind);
        this.Put($"atom.{space}.cas.{bits}", old, place, this.BitsOf(value.Operands[1], kind), this.BitsOf(value.Operands[2], kind));
        this.Put("mov." + bits, this.Target(value), old);
    }

    private string BitsOf(Value value, PtxClass kind)
    {
        string register = this.Temporary(kind);
        this.Put("mov." + Bits(value.Type), register, this.Reg(value));

        return register;
    }

    /// <summary>Compare and exchange until nobody was faster.</summary>
    private void EmitFloatLoop(Value value, string space, string place)
    {
        string bits = Bits(value.Type);
        string type = BitsOrFloat(value.Type);
        PtxClass kind = value.Type.Bits() == 32 ? PtxClass.B32 : PtxClass.B64;
        string known = this.Temporary(kind);
        string number = this.Temporary(PtxRegisters.ClassOf(value.Type));
        string best = this.Temporary(PtxRegisters.ClassOf(value.Type));
        string wanted = this.Temporary(kind);
        string found = this.Temporary(kind);
        string changed = this.Temporary(PtxClass.Pred);
        string data = this.Reg(value.Operands[1]);
        string again = this.NewLabel();
        this.Put($"ld.volatile.{space}.{bits}", found, place);
        this.Label(again);
        this.Put("mov." + bits, known, found);
        this.Put("mov." + bits, number, known);
        if (value.Atomic == AtomicOp.Add)
        {
            this.Put("add.rn." + type, best, number, data);
        }
        else
        {
            this.PutFloatMinMax(best, value.Atomic == AtomicOp.Max, value.Type, number, data);
        }

        this.Put("mov." + bits, wanted, best);
        this.Put($"atom.{space}.cas.{bits}", found, place, known, wanted);
        this.Put($"setp.ne.{Unsigned(value.Type)}", changed, found, known);
        this.PutIf(changed, "bra", again);
        if (_uses[value.Id] > 0)
        {
            this.Put("mov." + type.Replace('f', 'b'), this.Target(value), found);
        }
    }

    /// <summary>Nobody else sees private memory.</summary>
    private void EmitPrivateAtomic(Value value)
    {
        string type = BitsOrFloat(value.Type);
        string place = this.Place(value.Operands[0]);
        string old = this.Target(value);
        string data = this.Reg(value.Operands[^1]);
        this.Put($"ld.local.{type}", old, place);
        string result = this.Temporary(PtxRegisters.ClassOf(value.Type));
        if (value.Op == Op.AtomicCas)
        {
            // The bits are compared: -0 is not 0, and a NaN is itself.
            PtxClass kind = value.Type.Bits() == 32 ? PtxClass.B32 : PtxClass.B64;
            string equal = this.Temporary(PtxClass.Pred);
            string oldBits = this.Temporary(kind);
            this.Put("mov." + Bits(value.Type), oldBits, old);
            this.Put($"setp.eq.{Unsigned(value.Type)}", equal, oldBits, this.BitsOf(value.Operands[1], kind));
            this.Put("selp." + type, result, data, old, equal);
        }
        else if (value.Type.IsFloat() && value.Atomic is AtomicOp.Min or AtomicOp.Max && value.Type.IsFloat())
        {
            this.PutFloatMinMax(result, value.Atomic == AtomicOp.Max, value.Type, old, data);
        }
        else if (value.Atomic == AtomicOp.Exchange)
        {
            result = data;
        }
        else
        {
            string name = value.Atomic switch
            {
                AtomicOp.Add => value.Type.IsFloat() ? "add.rn." + type : "add." + Signed(value.Type),
                AtomicOp.Min => "min." + Signed(value.Type),
                AtomicOp.Max => "max." + Signed(value.Type),
                AtomicOp.MinU => "min." + Unsigned(value.Type),
                AtomicOp.MaxU => "max." + Unsigned(value.Type),
                AtomicOp.And => "and." + Bits(value.Type),
                AtomicOp.Or => "or." + Bits(value.Type),
                _ => "xor." + Bits(value.Type),
            };
            this.Put(name, result, old, data);
        }

        this.Put($"st.local.{type}", place, result);
    }
}
