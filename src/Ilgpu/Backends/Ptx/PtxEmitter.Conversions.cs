using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>Floating-point operations of one instruction, and conversions.</content>
internal sealed partial class PtxEmitter
{
    private void EmitFloat(Value value)
    {
        string type = BitsOrFloat(value.Type);
        string a = this.Reg(value.Operands[0]);
        switch (value.Op)
        {
            case Op.Fma:
                this.Put("fma.rn." + type, this.Target(value), a, this.Any(value.Operands[1]), this.Any(value.Operands[2]));
                break;
            case Op.Sqrt:
                this.Put(IsFast(value) && value.Type == IrType.F32 ? "sqrt.approx.f32" : "sqrt.rn." + type, this.Target(value), a);
                break;
            case Op.Floor:
                this.Put($"cvt.rmi.{type}.{type}", this.Target(value), a);
                break;
            case Op.Ceiling:
                this.Put($"cvt.rpi.{type}.{type}", this.Target(value), a);
                break;
            case Op.Round:
                this.Put($"cvt.rni.{type}.{type}", this.Target(value), a);
                break;
            case Op.Truncate:
                this.Put($"cvt.rzi.{type}.{type}", this.Target(value), a);
                break;
            case Op.CopySign:
                // The sign comes from the first operand of PTX.
                this.Put("copysign." + type, this.Target(value), this.Reg(value.Operands[1]), a);
                break;
            default:
                this.EmitApproximation(value, a);
                break;
        }
    }

    /// <summary>Functions that fast maths leaves to the hardware; all others have been lowered to arithmetic.</summary>
    private void EmitApproximation(Value value, string a)
    {
        string target = this.Target(value);
        switch (value.MathFn)
        {
            // e^x = 2^(x / ln 2), and logarithms from the one to base 2.
            case MathFn.Exp:
                string power = this.Temporary(PtxClass.F32);
                this.Put("mul.rn.f32", power, a, "0f3FB8AA3B");
                this.Put("ex2.approx.f32", target, power);
                break;
            case MathFn.Log or MathFn.Log10:
                string binary = this.Temporary(PtxClass.F32);
                this.Put("lg2.approx.f32", binary, a);
                this.Put("mul.rn.f32", target, binary, value.MathFn == MathFn.Log ? "0f3F317218" : "0f3E9A209B");
                break;
            default:
                string name = value.MathFn switch
                {
                    MathFn.Exp2 => "ex2",
                    MathFn.Log2 => "lg2",
                    MathFn.Sin => "sin",
                    MathFn.Cos => "cos",
                    MathFn.Tanh => "tanh",
                    MathFn.Rsqrt => "rsqrt",
                    MathFn.Rcp => "rcp",
                    _ => throw new InvalidOperationException($"'{value}' has not been lowered."),
                };
                this.Put(name + ".approx.f32", target, a);
                break;
        }
    }

    private void EmitConversion(Value value)
    {
        Value source = value.Operands[0];
        string a = this.Reg(source);
        string target = this.Target(value);
        switch (value.Op)
        {
            case Op.BoolToI32:
                this.Put("selp.b32", target, "1", "0", a);
                break;
            case Op.SExt8:
                this.Put("cvt.s32.s8", target, a);
                break;
            case Op.SExt16:
                this.Put("cvt.s32.s16", target, a);
                break;
            case Op.ZExt8:
                this.Put("and.b32", target, a, "255");
                break;
            case Op.ZExt16:
                this.Put("and.b32", target, a, "65535");
                break;
            case Op.SExt:
                this.Put("cvt.s64.s32", target, a);
                break;
            case Op.ZExt:
                this.Put("cvt.u64.u32", target, a);
                break;
            case Op.Trunc:
                this.Put("cvt.u32.u64", target, a);
                break;
            case Op.SToF:
                this.Put($"cvt.rn.{BitsOrFloat(value.Type)}.{Signed(source.Type)}", target, a);
                break;
            case Op.UToF:
                this.Put($"cvt.rn.{BitsOrFloat(value.Type)}.{Unsigned(source.Type)}", target, a);
                break;
            case Op.FToS or Op.FToU:
                this.EmitFloatToInteger(value, a);
                break;
            case Op.FExt:
                this.Put("cvt.f64.f32", target, a);
                break;
            case Op.FTrunc:
                this.Put("cvt.rn.f32.f64", target, a);
                break;
            case Op.Bitcast or Op.PtrToInt or Op.IntToPtr:
                this.Put("mov." + Bits(value.Type), target, a);
                break;
            default:
                this.EmitSixteenBits(value, target, a);
                break;
        }
    }

    /// <summary>PTX saturates, but a NaN gives 0 only between 32-bit types.</summary>
    private void EmitFloatToInteger(Value value, string a)
    {
        IrType from = value.Operands[0].Type;
        string type = value.Op == Op.FToS ? Signed(value.Type) : Unsigned(value.Type);
        string conversion = $"cvt.rzi.{type}.{BitsOrFloat(from)}";
        if (from == IrType.F32 && value.Type == IrType.I32)
        {
            this.Put(conversion, this.Target(value), a);

            return;
        }

        string converted = this.Temporary(PtxRegisters.ClassOf(value.Type));
        string isNumber = this.Temporary(PtxClass.Pred);
        this.Put(conversion, converted, a);
        this.Put("setp.num." + BitsOrFloat(from), isNumber, a, a);
        this.Put("selp." + Bits(value.Type), this.Target(value), converted, "0", isNumber);
    }

    private void EmitSixteenBits(Value value, string target, string a)
    {
        string half = this.Temporary(PtxClass.B16);
        switch (value.Op)
        {
            case Op.HalfToF32:
                this.Put("cvt.u16.u32", half, a);
                this.Put("cvt.f32.f16", target, half);
                break;
            case Op.F32ToHalf:
                this.Put("cvt.rn.f16.f32", half, a);
                this.Put("cvt.u32.u16", target, half);
                break;
            case Op.BF16ToF32:
                string shifted = this.Temporary(PtxClass.B32);
                this.Put("shl.b32", shifted, a, "16");
                this.Put("mov.b32", target, shifted);
                break;
            case Op.F32ToBF16 when _target.HasSm80:
                this.Put("cvt.rn.bf16.f32", half, a);
                this.Put("cvt.u32.u16", target, half);
                break;
            case Op.F32ToBF16:
                this.EmitRoundToBF16(target, a);
                break;
        }
    }

    /// <summary>Adds half of the last place that stays, or just less where that place is even; a NaN stays one.</summary>
    private void EmitRoundToBF16(string target, string a)
    {
        string bits = this.Temporary(PtxClass.B32);
        string last = this.Temporary(PtxClass.B32);
        string odd = this.Temporary(PtxClass.B32);
        string half = this.Temporary(PtxClass.B32);
        string sum = this.Temporary(PtxClass.B32);
        string rounded = this.Temporary(PtxClass.B32);
        string isNumber = this.Temporary(PtxClass.Pred);
        this.Put("mov.b32", bits, a);
        this.Put("shr.u32", last, bits, "16");
        this.Put("and.b32", odd, last, "1");
        this.Put("add.s32", half, odd, "32767");
        this.Put("add.s32", sum, bits, half);
        this.Put("shr.u32", rounded, sum, "16");
        this.Put("setp.num.f32", isNumber, a, a);
        this.Put("selp.b32", target, rounded, "32767", isNumber);
    }
}
