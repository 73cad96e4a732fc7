using System.Globalization;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Expressions: arithmetic, conversions, loads. Every composed one stands in parentheses.</content>
internal sealed partial class OpenClWriter
{
    /// <summary>The operation of a value that has no side effects, as an expression of its type.</summary>
    private string Build(Value value)
    {
        switch (value.Op)
        {
            case >= Op.Add and <= Op.Abs:
                return this.Arithmetic(value);
            case >= Op.And and <= Op.TrailingZeros:
                return this.Bits(value);
            case >= Op.Fma and <= Op.Math:
                return this.Floating(value);
            case Op.Compare:
                return this.Comparison(value, false);
            case Op.Select:
                return $"({this.U(value.Operands[0])} ? {this.U(value.Operands[1])} : {this.U(value.Operands[2])})";
            case >= Op.BoolToI32 and <= Op.IntToPtr:
                return this.Conversion(value);
            case Op.PtrAdd:
                return $"({this.U(value.Operands[0])} + {this.Wide(value.Operands[1])})";
            case Op.Load:
                return this.Load(value);
            default:
                throw this.Unsupported(value, $"the operation {value.Op}");
        }
    }

    private string Load(Value load)
    {
        string source = this.Deref(load.Operands[0], load.Mem, (load.Flags & ValueFlags.Volatile) != 0);

        return load.Mem switch
        {
            MemType.I8 or MemType.U8 or MemType.I16 or MemType.U16 => "(uint)" + source,
            MemType.Ptr => $"(({TypeName(load.Type)}){source})",
            _ => source[0] == '*' ? $"({source})" : source,
        };
    }

    private string Arithmetic(Value value)
    {
        Value[] operands = value.Operands;
        bool isFloat = value.Type.IsFloat();
        string type = TypeName(value.Type);
        switch (value.Op)
        {
            case Op.Add:
                return this.Infix(value, "+");
            case Op.Sub:
                return this.Infix(value, "-");
            case Op.Mul:
                return this.Infix(value, "*");
            case Op.Div when isFloat:
                return this.FloatDivision(value);
            case Op.Rem when isFloat:
                return this.Call(_helpers.Use(value.Type == IrType.F32 ? "rem_f32" : "rem_f64"), value);
            case Op.Div or Op.Rem or Op.DivU or Op.RemU:
                return this.IntegerDivision(value);
            case Op.Neg:
                return $"(-{this.U(operands[0])})";
            case Op.MulHi:
                return $"({type})mul_hi({this.S(operands[0])}, {this.S(operands[1])})";
            case Op.MulHiU:
                return $"mul_hi({this.U(operands[0])}, {this.U(operands[1])})";
            case Op.Min or Op.Max when isFloat:
                return this.Call(_helpers.Use((value.Op == Op.Min ? "min_" : "max_") + (value.Type == IrType.F32 ? "f32" : "f64")), value);
            case Op.Min or Op.Max:
                return $"({type}){(value.Op == Op.Min ? "min" : "max")}({this.S(operands[0])}, {this.S(operands[1])})";
            case Op.MinU:
                return this.Call("min", value);
            case Op.MaxU:
                return this.Call("max", value);
            default:
                return isFloat ? this.Call("fabs", value) : $"({type})abs({this.S(operands[0])})";
        }
    }

    private string Infix(Value value, string sign) => $"({this.U(value.Operands[0])} {sign} {this.U(value.Operands[1])})";

    private string Call(string name, Value value) => $"{name}({string.Join(", ", value.Operands.Select(operand => Strip(this.U(operand))))})";

    private string FloatDivision(Value value)
    {
        if (value.Type == IrType.F64 || _features.CorrectlyRoundedDivideSqrt)
        {
            return this.Infix(value, "/");
        }

        if ((value.Flags & ValueFlags.Fast) != 0)
        {
            return this.Call("native_divide", value);
        }

        // Rounding the double quotient once more gives the correctly rounded float: a double has more than twice the digits.
        return _features.Fp64
            ? $"(float)((double){this.U(value.Operands[0])} / (double){this.U(value.Operands[1])})"
            : this.Infix(value, "/");
    }

    private string IntegerDivision(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        bool isSigned = value.Op is Op.Div or Op.Rem;
        string sign = value.Op is Op.Div or Op.DivU ? "/" : "%";
        if (b.Op == Op.Const && b.Imm is not (0 or -1))
        {
            return isSigned ? $"({TypeName(value.Type)})({this.S(a)} {sign} {this.S(b)})" : this.Infix(value, sign);
        }

        string name = value.Op switch
        {
            Op.Div => "div_i",
            Op.Rem => "rem_i",
            Op.DivU => "div_u",
            _ => "rem_u",
        };

        return this.Call(_helpers.Use(name + value.Type.Bits().ToString(CultureInfo.InvariantCulture)), value);
    }

    private string Bits(Value value)
    {
        string type = TypeName(value.Type);
        switch (value.Op)
        {
            case Op.And:
                return this.Infix(value, "&");
            case Op.Or:
                return this.Infix(value, "|");
            case Op.Xor:
                return this.Infix(value, "^");
            case Op.Not when value.Type == IrType.I1:
                return value.Operands[0] is { Op: Op.Compare } compare && _isInlined[compare.Id]
                    ? this.Comparison(compare, true)
                    : $"(!{this.U(value.Operands[0])})";
            case Op.Not:
                return $"(~{this.U(value.Operands[0])})";
            case Op.Shl or Op.ShrU:
                return $"({this.U(value.Operands[0])} {(value.Op == Op.Shl ? "<<" : ">>")} {this.ShiftCount(value)})";
            case Op.Shr:
                return $"({type})({this.S(value.Operands[0])} >> {this.ShiftCount(value)})";
            case Op.PopCount:
                return "(uint)" + this.Call("popcount", value);
            case Op.LeadingZeros:
                return "(uint)" + this.Call("clz", value);
            default:
                return this.Call(_helpers.Use(value.Operands[0].Type == IrType.I32 ? "ctz_u32" : "ctz_u64"), value);
        }
    }

    private string ShiftCount(Value shift)
    {
        int mask = shift.Type.Bits() - 1;
        Value count = shift.Operands[1];

        return count.Op == Op.Const
            ? ((int)count.Imm & mask).ToString(CultureInfo.InvariantCulture)
            : $"({this.U(count)} & {mask.ToString(CultureInfo.InvariantCulture)}u)";
    }

    private string Floating(Value value)
    {
        switch (value.Op)
        {
            case Op.Fma:
                return this.Call("fma", value);
            case Op.Sqrt:
                return value.Type == IrType.F32 && !_features.CorrectlyRoundedDivideSqrt && _features.Fp64 && (value.Flags & ValueFlags.Fast) == 0
                    ? $"(float)sqrt((double){this.U(value.Operands[0])})"
                    : this.Call("sqrt", value);
            case Op.Floor:
                return this.Call("floor", value);
            case Op.Ceiling:
                return this.Call("ceil", value);
            case Op.Round:
                return this.Call("rint", value);
            case Op.Truncate:
                return this.Call("trunc", value);
            case Op.CopySign:
                return this.Call("copysign", value);
            default:
                return this.Call(_helpers.MathFunction(value.MathFn, value.Type, (value.Flags & ValueFlags.Fast) != 0), value);
        }
    }

    /// <summary>A comparison or its opposite.</summary>
    private string Comparison(Value value, bool negated)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        Cmp cmp = negated ? value.Cmp.Negate(a.Type) : value.Cmp;
        if (a.Type.IsFloat() && cmp >= Cmp.UnLt)
        {
            return $"(!({this.U(a)} {Sign(cmp.Negate(a.Type))} {this.U(b)}))";
        }

        bool isSigned = a.Type.IsInteger() && cmp is Cmp.Lt or Cmp.Le or Cmp.Gt or Cmp.Ge;

        return isSigned ? $"({this.S(a)} {Sign(cmp)} {this.S(b)})" : $"({this.U(a)} {Sign(cmp)} {this.U(b)})";

        static string Sign(Cmp cmp) => cmp switch
        {
            Cmp.Eq => "==",
            Cmp.Ne => "!=",
            Cmp.Lt or Cmp.UnLt => "<",
            Cmp.Le or Cmp.UnLe => "<=",
            Cmp.Gt or Cmp.UnGt => ">",
            _ => ">=",
        };
    }

    private string Conversion(Value value)
    {
        Value operand = value.Operands[0];
        string type = TypeName(value.Type);
        switch (value.Op)
        {
            case Op.SExt8:
                return "(uint)(char)" + this.U(operand);
            case Op.ZExt8:
                return $"({this.U(operand)} & 0xffu)";
            case Op.SExt16:
                return "(uint)(short)" + this.U(operand);
            case Op.ZExt16:
                return $"({this.U(operand)} & 0xffffu)";
            case Op.SExt:
                return "(ulong)" + this.Extended(value, _isAddress[value.Id]);
            case Op.SToF:
                return $"({type}){this.S(operand)}";
            case Op.FToS or Op.FToU:
                string from = operand.Type == IrType.F32 ? "f32" : "f64";
                string to = (value.Op == Op.FToS ? "i" : "u") + value.Type.Bits().ToString(CultureInfo.InvariantCulture);

                return this.Call(_helpers.Use($"{from}_to_{to}"), value);
            case Op.Bitcast:
                return $"as_{type}({Strip(this.U(operand))})";
            case Op.HalfToF32:
                return this.Call(_helpers.Use("half_to_f32"), value);
            case Op.F32ToHalf:
                return this.Call(_helpers.Use("f32_to_half"), value);
            case Op.BF16ToF32:
                return $"as_float({this.U(operand)} << 16)";
            case Op.F32ToBF16:
                return this.Call(_helpers.Use("f32_to_bf16"), value);
            case Op.IntToPtr:
                return $"(({type}){this.U(operand)})";
            default:
                // To bool, to a wider or narrower number: C's conversion of unsigned integers and of floats is the IR's.
                return $"({type}){this.U(operand)}";
        }
    }
}
