using System.Globalization;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Expressions of one number each: arithmetic, comparisons, conversions. Every composed one stands in parentheses.</content>
internal abstract partial class OpenClKernelWriter
{
    /// <summary>The operation of a value that has no side effects, as an expression of its type.</summary>
    protected virtual string Build(Value value)
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
            default:
                throw this.Unsupported(value, $"the operation {value.Op}");
        }
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

    protected string Infix(Value value, string sign) => $"({this.U(value.Operands[0])} {sign} {this.U(value.Operands[1])})";

    protected string Call(string name, Value value) => $"{name}({string.Join(", ", value.Operands.Select(operand => Strip(this.U(operand))))})";

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
                return $"(!{this.U(value.Operands[0])})";
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

    protected string ShiftCount(Value shift)
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
                return this.Call(_helpers.Use(value.Type == IrType.F32 ? "rint_f32" : "rint_f64"), value);
            case Op.Truncate:
                return this.Call("trunc", value);
            case Op.CopySign:
                return this.Call("copysign", value);
            default:
                return this.Call(_helpers.MathFunction(value.MathFn, value.Type, (value.Flags & ValueFlags.Fast) != 0), value);
        }
    }

    /// <summary>A comparison or its opposite.</summary>
    protected string Comparison(Value value, bool negated)
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
                return "(ulong)(long)" + this.S(operand);
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

    protected static string TypeName(IrType type) => type switch
    {
        IrType.I1 => "bool",
        IrType.I32 => "uint",
        IrType.I64 => "ulong",
        IrType.F32 => "float",
        IrType.F64 => "double",
        _ => Space(type) + " uchar*",
    };

    protected static string Space(IrType type) => type switch
    {
        IrType.PtrGlobal => "__global",
        IrType.PtrShared => "__local",
        _ => "__private",
    };

    /// <summary>Without the parentheses around the whole of an expression.</summary>
    protected static string Strip(string text)
    {
        if (text.Length < 2 || text[0] != '(' || text[^1] != ')')
        {
            return text;
        }

        int depth = 0;
        for (int i = 0; i < text.Length - 1; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return text;
            }
        }

        return text[1..^1];
    }

    protected static string Signed(int value) => value switch
    {
        int.MinValue => "(-2147483647 - 1)",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"({value})"),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    protected static string SignedLong(long value) => value switch
    {
        long.MinValue => "(-9223372036854775807l - 1)",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"({value}l)"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}l"),
    };

    protected static string Literal(Value value)
    {
        switch (value.Type)
        {
            case IrType.I1:
                return value.Imm != 0 ? "true" : "false";
            case IrType.I32:
                uint bits = (uint)(int)value.Imm;

                return bits > int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"0x{bits:x}u") : string.Create(CultureInfo.InvariantCulture, $"{bits}u");
            case IrType.I64:
                return value.Imm < 0 ? string.Create(CultureInfo.InvariantCulture, $"0x{value.Imm:x}ul") : string.Create(CultureInfo.InvariantCulture, $"{value.Imm}ul");
            case IrType.F32:
                return float.IsFinite(value.F32)
                    ? Decimal(value.F32.ToString("R", CultureInfo.InvariantCulture), "f")
                    : string.Create(CultureInfo.InvariantCulture, $"as_float(0x{(uint)(int)value.Imm:x8}u)");
            case IrType.F64:
                return double.IsFinite(value.F64)
                    ? Decimal(value.F64.ToString("R", CultureInfo.InvariantCulture), "")
                    : string.Create(CultureInfo.InvariantCulture, $"as_double(0x{value.Imm:x16}ul)");
            default:
                return $"(({TypeName(value.Type)})0)";
        }

        static string Decimal(string digits, string suffix)
        {
            string number = (digits.Contains('.') || digits.Contains('E') ? digits : digits + ".0") + suffix;

            return number[0] == '-' ? $"({number})" : number;
        }
    }

    /// <summary>A type for accesses to memory, which may overlap accesses of other types.</summary>
    protected string MemoryType(MemType mem)
    {
        (string name, string type) = mem switch
        {
            MemType.I8 => ("mem_i8", "char"),
            MemType.U8 => ("mem_u8", "uchar"),
            MemType.I16 => ("mem_i16", "short"),
            MemType.U16 => ("mem_u16", "ushort"),
            MemType.I32 => ("mem_u32", "uint"),
            MemType.F32 => ("mem_f32", "float"),
            MemType.F64 => ("mem_f64", "double"),
            _ => ("mem_u64", "ulong"),
        };
        _helpers.UseMemoryType(name, type);

        return name;
    }

    /// <summary>Any value as 64 bits.</summary>
    protected static string AsBits(IrType type, string text) => type switch
    {
        IrType.F32 => $"(ulong)as_uint({text})",
        IrType.F64 => $"as_ulong({text})",
        IrType.I64 => text,
        _ => "(ulong)" + text,
    };

    protected static string FromBits(IrType type, string bits) => type switch
    {
        IrType.I1 => $"({bits} != 0)",
        IrType.I32 => $"(uint){bits}",
        IrType.F32 => $"as_float((uint){bits})",
        IrType.F64 => $"as_double({bits})",
        IrType.I64 => bits,
        _ => $"({TypeName(type)}){bits}",
    };
}
