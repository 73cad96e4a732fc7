using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Expressions of all lanes at once.</content>
internal sealed partial class LaneWriter
{
    private void WriteValue(Value value, int index)
    {
        switch (value.Op)
        {
            case Op.Load:
                this.WriteLoad(value);
                break;
            case Op.Store:
                this.WriteStore(value);
                break;
            case Op.AtomicRmw or Op.AtomicCas:
                this.WriteAtomic(value);
                break;
            case Op.Barrier or Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.GroupBroadcast:
                this.WriteBarrier(value, index);
                break;
            case Op.WarpShuffle:
                this.WriteShuffle(value);
                break;
            case Op.WarpBroadcast:
                this.DefineFromScalar(value, this.Element(value.Operands[0], $"{this.U(value.Operands[1])} & {Number(_lanes - 1)}u"));
                break;
            case Op.WarpPopCount or Op.WarpAll or Op.WarpAny:
                this.DefineFromScalar(value, this.Vote(value));
                break;
            case Op.MemoryFence:
                this.Add("mem_fence(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);");
                break;
            case Op.WarpBarrier:
                // The lanes of a warp run in lock step.
                break;
            case Op.Assert:
                this.WriteAssert(value);
                break;
            case Op.Print:
                this.WritePrint(value);
                break;
            default:
                this.Define(value, _plan.IsScalar(value) ? this.Build(value) : this.BuildVector(value));
                break;
        }
    }

    /// <inheritdoc/>
    protected override string Build(Value value) => value.Op switch
    {
        Op.PtrAdd when value.Type == IrType.PtrLocal => this.Infix(value, "+"),
        Op.PtrAdd => $"({this.U(value.Operands[0])} + {this.S(value.Operands[1])})",
        Op.IntToPtr when value.Type == IrType.PtrLocal => this.U(value.Operands[0]),
        _ => base.Build(value),
    };

    private string BuildVector(Value value)
    {
        Value[] operands = value.Operands;
        string type = this.VectorType(value.Type);
        bool isFloat = value.Type.IsFloat();
        bool isFast = (value.Flags & ValueFlags.Fast) != 0;
        switch (value.Op)
        {
            case Op.Add or Op.PtrAdd:
                return this.VectorInfix(value, "+");
            case Op.Sub:
                return this.VectorInfix(value, "-");
            case Op.Mul:
                return this.VectorInfix(value, "*");
            case Op.Div when isFloat:
                return this.VectorQuotient(value);
            case Op.Div or Op.Rem or Op.DivU or Op.RemU when !isFloat:
                return this.VectorDivision(value);
            case Op.Neg:
                return $"(-{this.V(operands[0])})";
            case Op.And:
                return this.VectorInfix(value, "&");
            case Op.Or:
                return this.VectorInfix(value, "|");
            case Op.Xor:
                return this.VectorInfix(value, "^");
            case Op.Not:
                return $"(~{this.V(operands[0])})";
            case Op.Shl or Op.ShrU:
                return $"({this.V(operands[0])} {(value.Op == Op.Shl ? "<<" : ">>")} {this.VectorShiftCount(value)})";
            case Op.Shr:
                return $"as_{type}({this.SV(operands[0])} >> {this.VectorShiftCount(value)})";
            case Op.MulHi or Op.MulHiU when value.Type == IrType.I32:
                string wide = this.Convert(value.Op == Op.MulHi ? "long" : "ulong");
                string sign = value.Op == Op.MulHi ? "long" : "ulong";

                return $"{this.Convert("uint")}(as_ulong{_lanes}({wide}({(sign == "long" ? this.SV(operands[0]) : this.V(operands[0]))}) * {wide}({(sign == "long" ? this.SV(operands[1]) : this.V(operands[1]))})) >> 32)";
            case Op.MulHi:
                return $"as_{type}(mul_hi({this.SV(operands[0])}, {this.SV(operands[1])}))";
            case Op.MulHiU:
                return this.VectorCall("mul_hi", value);
            case Op.Min or Op.Max when isFloat:
                return this.VectorCall(this.VectorHelper((value.Op == Op.Min ? "min_" : "max_") + Suffix(value.Type)), value);
            case Op.Min or Op.Max:
                return $"as_{type}({(value.Op == Op.Min ? "min" : "max")}({this.SV(operands[0])}, {this.SV(operands[1])}))";
            case Op.MinU or Op.MaxU:
                return this.VectorCall(value.Op == Op.MinU ? "min" : "max", value);
            case Op.Abs:
                return isFloat ? this.VectorCall("fabs", value) : $"abs({this.SV(operands[0])})";
            case Op.PopCount or Op.LeadingZeros or Op.TrailingZeros:
                return this.CountedBits(value);
            case Op.Sqrt when value.Type == IrType.F32 && !_features.CorrectlyRoundedDivideSqrt && _features.Fp64 && !isFast:
                return $"{this.Convert("float")}(sqrt({this.Convert("double")}({this.V(operands[0])})))";
            case Op.Fma or Op.Sqrt or Op.Floor or Op.Ceiling or Op.Round or Op.Truncate or Op.CopySign:
                string name = value.Op switch { Op.Ceiling => "ceil", Op.Round => "rint", Op.Truncate => "trunc", _ => value.Op.ToString().ToLowerInvariant() };

                return this.VectorCall(_helpers.VectorFunction(name, value.Type, _lanes), value);
            case Op.Rem:
                return this.VectorCall(this.VectorHelper("rem_" + Suffix(value.Type)), value);
            case Op.Math:
                return this.VectorCall(_helpers.VectorMath(value.MathFn, value.Type, isFast, _lanes), value);
            case Op.Compare:
                return this.VectorComparison(value);
            case Op.Select:
                string condition = _plan.IsUniform(operands[0]) ? this.U(operands[0]) : this.MaskFor(this.V(operands[0]), value.Type);

                return $"({condition} ? {this.V(operands[1])} : {this.V(operands[2])})";
            default:
                return this.VectorConversion(value);
        }
    }

    private string VectorInfix(Value value, string sign)
    {
        string a = this.W(value.Operands[0]);
        string b = this.W(value.Operands[1]);
        if (_plan.IsUniform(value.Operands[0]) && _plan.IsUniform(value.Operands[1]))
        {
            a = this.V(value.Operands[0]);
        }

        return $"({a} {sign} {b})";
    }

    private string VectorCall(string name, Value value) => $"{name}({string.Join(", ", value.Operands.Select(operand => Strip(this.V(operand))))})";

    private string VectorQuotient(Value value)
    {
        if (value.Type == IrType.F64 || _features.CorrectlyRoundedDivideSqrt || !_features.Fp64 || (value.Flags & ValueFlags.Fast) != 0)
        {
            return this.VectorInfix(value, "/");
        }

        string wide = this.Convert("double");

        return $"{this.Convert("float")}({wide}({this.V(value.Operands[0])}) / {wide}({this.V(value.Operands[1])}))";
    }

    private string VectorDivision(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        bool isSigned = value.Op is Op.Div or Op.Rem;
        string sign = value.Op is Op.Div or Op.DivU ? "/" : "%";
        if (b.Op == Op.Const && b.Imm is not (0 or -1))
        {
            return isSigned ? $"as_{this.VectorType(value.Type)}({this.SV(a)} {sign} {this.S(b)})" : this.VectorInfix(value, sign);
        }

        string name = value.Op switch { Op.Div => "div_i", Op.Rem => "rem_i", Op.DivU => "div_u", _ => "rem_u" };

        return this.VectorCall(this.VectorHelper(name + Number(value.Type.Bits())), value);
    }

    private string VectorShiftCount(Value shift)
    {
        Value count = shift.Operands[1];
        if (count.Op == Op.Const || _plan.IsUniform(count))
        {
            return this.ShiftCount(shift);
        }

        return shift.Type == IrType.I64 ? $"({this.Convert("ulong")}({this.V(count)}) & 63)" : $"({this.V(count)} & 31)";
    }

    private string CountedBits(Value value)
    {
        string operand = this.V(value.Operands[0]);
        string text = value.Op switch
        {
            Op.PopCount => $"popcount({Strip(operand)})",
            Op.LeadingZeros => $"clz({Strip(operand)})",
            _ => $"popcount(~{operand} & ({operand} - 1))",
        };

        return value.Operands[0].Type == IrType.I64 ? $"{this.Convert("uint")}({text})" : text;
    }

    private string VectorComparison(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        Cmp cmp = value.Cmp;
        bool isNegated = a.Type.IsFloat() && cmp >= Cmp.UnLt;
        cmp = isNegated ? cmp.Negate(a.Type) : cmp;
        bool isSigned = a.Type.IsInteger() && cmp is Cmp.Lt or Cmp.Le or Cmp.Gt or Cmp.Ge;
        string sign = cmp switch
        {
            Cmp.Eq => "==",
            Cmp.Ne => "!=",
            Cmp.Lt or Cmp.UnLt => "<",
            Cmp.Le or Cmp.UnLe => "<=",
            Cmp.Gt or Cmp.UnGt => ">",
            _ => ">=",
        };
        bool bothUniform = _plan.IsUniform(a) && _plan.IsUniform(b);
        string left = isSigned ? (bothUniform ? this.SV(a) : this.SW(a)) : bothUniform ? this.V(a) : this.W(a);
        string text = $"({left} {sign} {(isSigned ? this.SW(b) : this.W(b))})";
        text = a.Type.Bits() == 64 ? $"{this.Convert("int")}({Strip(text)})" : text;

        return isNegated ? $"(~{text})" : text;
    }

    private string VectorConversion(Value value)
    {
        Value operand = value.Operands[0];
        string type = this.VectorType(value.Type);
        switch (value.Op)
        {
            case Op.BoolToI32:
                return $"as_{type}(-{this.V(operand)})";
            case Op.SExt8:
                return $"as_{type}(as_int{_lanes}({this.V(operand)} << 24) >> 24)";
            case Op.ZExt8:
                return $"({this.V(operand)} & 0xffu)";
            case Op.SExt16:
                return $"as_{type}(as_int{_lanes}({this.V(operand)} << 16) >> 16)";
            case Op.ZExt16:
                return $"({this.V(operand)} & 0xffffu)";
            case Op.SExt:
                return $"as_{type}({this.Convert("long")}({this.SV(operand)}))";
            case Op.SToF:
                return $"{this.Convert(ElementType(value.Type))}({this.SV(operand)})";
            case Op.ZExt or Op.Trunc or Op.UToF or Op.FExt or Op.FTrunc:
                return $"{this.Convert(ElementType(value.Type))}({Strip(this.V(operand))})";
            case Op.FToS or Op.FToU:
                string to = (value.Op == Op.FToS ? "i" : "u") + Number(value.Type.Bits());

                return this.VectorCall(this.VectorHelper($"{Suffix(operand.Type)}_to_{to}"), value);
            case Op.Bitcast:
                return $"as_{type}({Strip(this.V(operand))})";
            case Op.HalfToF32:
                return this.VectorCall(this.VectorHelper("half_to_f32"), value);
            case Op.F32ToHalf:
                return this.VectorCall(this.VectorHelper("f32_to_half"), value);
            case Op.BF16ToF32:
                return $"as_{type}({this.V(operand)} << 16)";
            case Op.F32ToBF16:
                return this.VectorCall(this.VectorHelper("f32_to_bf16"), value);
            case Op.PtrToInt or Op.IntToPtr:
                return this.V(operand);
            default:
                throw this.Unsupported(value, $"the operation {value.Op}");
        }
    }
}
