using System.Reflection.Metadata;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Arithmetic, comparisons and conversions.</summary>
internal sealed partial class Interpreter
{
    private void StepData(Frame frame, ref IlInstruction instruction, int index)
    {
        switch (instruction.Op)
        {
            case ILOpCode.Add or ILOpCode.Sub:
                this.AddSub(instruction.Op == ILOpCode.Sub);
                break;
            case ILOpCode.Mul:
                this.Arithmetic(Op.Mul);
                break;
            case ILOpCode.Div:
                this.Arithmetic(Op.Div);
                break;
            case ILOpCode.Div_un:
                this.Arithmetic(Op.DivU);
                break;
            case ILOpCode.Rem:
                this.Arithmetic(Op.Rem);
                break;
            case ILOpCode.Rem_un:
                this.Arithmetic(Op.RemU);
                break;
            case ILOpCode.And:
                this.Arithmetic(Op.And);
                break;
            case ILOpCode.Or:
                this.Arithmetic(Op.Or);
                break;
            case ILOpCode.Xor:
                this.Arithmetic(Op.Xor);
                break;
            case ILOpCode.Shl:
                this.ShiftBy(Op.Shl);
                break;
            case ILOpCode.Shr:
                this.ShiftBy(Op.Shr);
                break;
            case ILOpCode.Shr_un:
                this.ShiftBy(Op.ShrU);
                break;
            case ILOpCode.Neg or ILOpCode.Not:
                Value operand = this.Scalar(this.Pop());
                this.PushNumber(_emit.Unary(instruction.Op == ILOpCode.Neg ? Op.Neg : Op.Not, _emit.FromI1(operand)));
                break;
            case ILOpCode.Ceq:
                this.PushComparison(Cmp.Eq);
                break;
            case ILOpCode.Cgt:
                this.PushComparison(Cmp.Gt);
                break;
            case ILOpCode.Cgt_un:
                this.PushComparison(Cmp.UnGt);
                break;
            case ILOpCode.Clt:
                this.PushComparison(Cmp.Lt);
                break;
            case ILOpCode.Clt_un:
                this.PushComparison(Cmp.UnLt);
                break;
            case >= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un:
                bool isLength = frame.Method.Code.Instructions[index + 1].Op == ILOpCode.Localloc;
                this.ArithmeticChecked(instruction.Op, isLength ? Diagnostics.ArrayLength : Diagnostics.Checked);
                break;
            case ILOpCode.Ckfinite:
                throw new KernelFault(Diagnostics.Checked);
            case (>= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un) or (>= ILOpCode.Conv_ovf_i1 and <= ILOpCode.Conv_ovf_u8)
                or ILOpCode.Conv_ovf_i or ILOpCode.Conv_ovf_u:
                this.ConvertChecked(instruction.Op);
                break;
            case (>= ILOpCode.Conv_i1 and <= ILOpCode.Conv_u8) or ILOpCode.Conv_r_un or ILOpCode.Conv_u2 or ILOpCode.Conv_u1
                or ILOpCode.Conv_i or ILOpCode.Conv_u:
                this.ConvertTo(instruction.Op);
                break;
            default:
                this.StepMemory(frame, ref instruction, index);
                break;
        }
    }

    private static TypeLayout NumberType(IrType type) => type switch
    {
        IrType.I1 => TypeLayout.Boolean,
        IrType.I32 => TypeLayout.Int32,
        IrType.I64 => TypeLayout.Int64,
        IrType.F32 => TypeLayout.Single,
        _ => TypeLayout.Double,
    };

    private void PushNumber(Value value) => this.Push(new Operand(NumberType(value.Type), value));

    private void AddSub(bool subtract)
    {
        Operand b = this.Pop();
        Operand a = this.Pop();
        Value x = this.Scalar(a);
        Value y = this.Scalar(b);
        if (!x.Type.IsPointer() && !y.Type.IsPointer())
        {
            (x, y) = this.Balance(x, y);
            this.PushNumber(_emit.Binary(subtract ? Op.Sub : Op.Add, x, y));

            return;
        }

        if (x.Type.IsPointer() && y.Type.IsPointer())
        {
            this.PushNumber(_emit.Binary(subtract ? Op.Sub : Op.Add, this.NumberOf(x), this.NumberOf(y)));
        }
        else if (x.Type.IsPointer())
        {
            Value bytes = _emit.ToI64(y);
            this.Push(new Operand(a.Type, this.OffsetBy(x, subtract ? _emit.Unary(Op.Neg, bytes) : bytes)));
        }
        else if (subtract)
        {
            this.PushNumber(_emit.Binary(Op.Sub, _emit.ToI64(x), this.NumberOf(y)));
        }
        else
        {
            this.Push(new Operand(b.Type, this.OffsetBy(y, _emit.ToI64(x))));
        }
    }

    private void Arithmetic(Op op)
    {
        Operand b = this.Pop();
        Operand a = this.Pop();
        Value x = this.Scalar(a);
        Value y = this.Scalar(b);
        if (x.Type == IrType.I1 && y.Type == IrType.I1 && op is Op.And or Op.Or or Op.Xor)
        {
            this.Push(new Operand(TypeLayout.Boolean, _emit.Binary(op, x, y)));

            return;
        }

        (x, y) = this.Balance(this.PlainNumber(x), this.PlainNumber(y));
        this.PushNumber(_emit.Binary(op, x, y));
    }

    private Value PlainNumber(Value value) => value.Type.IsPointer() ? this.NumberOf(value) : value;

    /// <summary>Brings two numbers to one type: int with native int, float with double, bool with int.</summary>
    private (Value A, Value B) Balance(Value a, Value b)
    {
        a = _emit.FromI1(a);
        b = _emit.FromI1(b);
        if (a.Type == b.Type)
        {
            return (a, b);
        }

        return (a.Type, b.Type) switch
        {
            (IrType.I32, IrType.I64) => (_emit.ToI64(a), b),
            (IrType.I64, IrType.I32) => (a, _emit.ToI64(b)),
            (IrType.F32, IrType.F64) => (_emit.Convert(Op.FExt, IrType.F64, a), b),
            (IrType.F64, IrType.F32) => (a, _emit.Convert(Op.FExt, IrType.F64, b)),
            _ => throw new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), $"{a.Type.Name()} and {b.Type.Name()} in one operation"),
        };
    }

    private void ShiftBy(Op op)
    {
        Value count = this.Scalar(this.Pop());
        Value value = _emit.FromI1(this.PlainNumber(this.Scalar(this.Pop())));
        this.PushNumber(_emit.Shift(op, value, count));
    }

    private void PushComparison(Cmp cmp)
    {
        Operand b = this.Pop();
        Operand a = this.Pop();
        this.Push(new Operand(TypeLayout.Boolean, this.CompareOperands(cmp, a, b)));
    }

    private Value CompareOperands(Cmp cmp, Operand a, Operand b)
    {
        // Boxes are objects: 'x is T' and 'x == null' in generic code.
        if (a.Type.Kind is TypeKind.Boxed or TypeKind.Null or TypeKind.Text && b.Type.Kind is TypeKind.Boxed or TypeKind.Null or TypeKind.Text)
        {
            if (a.Type.Kind != TypeKind.Null && b.Type.Kind != TypeKind.Null)
            {
                throw new KernelFault(Diagnostics.Boxing, Names.Of(a.Type.ElementType ?? typeof(string)));
            }

            bool same = a.Type.Kind == b.Type.Kind;

            return _emit.Bool(cmp switch
            {
                Cmp.Eq => same,
                Cmp.Ne or Cmp.UnGt => !same,
                _ => false,
            });
        }

        Value x = this.Scalar(a);
        Value y = this.Scalar(b);
        if (x.Type.IsPointer() && y.Type.IsPointer())
        {
            return _emit.Compare(Unsigned(cmp), x, y);
        }

        if (x.Type == IrType.I1 && y.Type == IrType.I1 && cmp is Cmp.Eq or Cmp.Ne)
        {
            Value different = _emit.Binary(Op.Xor, x, y);

            return cmp == Cmp.Ne ? different : _emit.Not(different);
        }

        (x, y) = this.Balance(this.PlainNumber(x), this.PlainNumber(y));

        return _emit.Compare(cmp, x, y);
    }

    /// <summary>Addresses compare without sign.</summary>
    private static Cmp Unsigned(Cmp cmp) => cmp switch
    {
        Cmp.Lt => Cmp.UnLt,
        Cmp.Le => Cmp.UnLe,
        Cmp.Gt => Cmp.UnGt,
        Cmp.Ge => Cmp.UnGe,
        _ => cmp,
    };

    private void ConvertTo(ILOpCode op)
    {
        Operand operand = this.Pop();
        Value value = this.Scalar(operand);
        if (value.Type.IsPointer())
        {
            if (op is ILOpCode.Conv_u or ILOpCode.Conv_i)
            {
                this.Push(operand);

                return;
            }

            value = this.NumberOf(value);
        }

        value = _emit.FromI1(value);
        bool isFloat = value.Type.IsFloat();
        Value result = op switch
        {
            ILOpCode.Conv_r4 => this.ToFloat(value, IrType.F32),
            ILOpCode.Conv_r8 => this.ToFloat(value, IrType.F64),
            ILOpCode.Conv_r_un => isFloat ? value : _emit.Convert(Op.UToF, IrType.F64, value),
            ILOpCode.Conv_i1 => _emit.Narrow(isFloat ? this.FromFloat(Op.FToS, IrType.I32, value) : _emit.ToI32(value), MemType.I8),
            ILOpCode.Conv_u1 => _emit.Narrow(isFloat ? this.FromFloat(Op.FToS, IrType.I32, value) : _emit.ToI32(value), MemType.U8),
            ILOpCode.Conv_i2 => _emit.Narrow(isFloat ? this.FromFloat(Op.FToS, IrType.I32, value) : _emit.ToI32(value), MemType.I16),
            ILOpCode.Conv_u2 => _emit.Narrow(isFloat ? this.FromFloat(Op.FToS, IrType.I32, value) : _emit.ToI32(value), MemType.U16),
            ILOpCode.Conv_i4 => isFloat ? this.FromFloat(Op.FToS, IrType.I32, value) : _emit.ToI32(value),
            ILOpCode.Conv_u4 => isFloat ? this.FromFloat(Op.FToU, IrType.I32, value) : _emit.ToI32(value),
            ILOpCode.Conv_i8 or ILOpCode.Conv_i => isFloat ? this.FromFloat(Op.FToS, IrType.I64, value) : _emit.ToI64(value),
            _ => isFloat ? this.FromFloat(Op.FToU, IrType.I64, value) : _emit.ToI64(value, unsigned: true),
        };
        this.PushNumber(result);
    }

    private Value FromFloat(Op op, IrType type, Value value) => _emit.Convert(op, type, value);

    private Value ToFloat(Value value, IrType type)
    {
        if (value.Type == type)
        {
            return value;
        }

        if (value.Type.IsFloat())
        {
            return _emit.Convert(type == IrType.F64 ? Op.FExt : Op.FTrunc, type, value);
        }

        return _emit.Convert(Op.SToF, type, value);
    }

    /// <summary>Checked conversions are fine where they cannot overflow: of constants in range, and to wider types.</summary>
    private void ConvertChecked(ILOpCode op)
    {
        bool fromUnsigned = op is >= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un;
        (MemType mem, bool toUnsigned) = op switch
        {
            ILOpCode.Conv_ovf_i1 or ILOpCode.Conv_ovf_i1_un => (MemType.I8, false),
            ILOpCode.Conv_ovf_u1 or ILOpCode.Conv_ovf_u1_un => (MemType.U8, true),
            ILOpCode.Conv_ovf_i2 or ILOpCode.Conv_ovf_i2_un => (MemType.I16, false),
            ILOpCode.Conv_ovf_u2 or ILOpCode.Conv_ovf_u2_un => (MemType.U16, true),
            ILOpCode.Conv_ovf_i4 or ILOpCode.Conv_ovf_i4_un => (MemType.I32, false),
            ILOpCode.Conv_ovf_u4 or ILOpCode.Conv_ovf_u4_un => (MemType.I32, true),
            ILOpCode.Conv_ovf_i8 or ILOpCode.Conv_ovf_i8_un or ILOpCode.Conv_ovf_i or ILOpCode.Conv_ovf_i_un => (MemType.I64, false),
            _ => (MemType.I64, true),
        };
        Value value = _emit.FromI1(this.PlainNumber(this.Scalar(this.Pop())));
        if (value.Type.IsInteger() && value.IsConst)
        {
            Int128 number = Number(value, fromUnsigned);
            if (Fits(number, mem.Size() * 8, toUnsigned))
            {
                this.PushNumber(mem == MemType.I64 ? _emit.I64((long)(ulong)(UInt128)number) : _emit.I32((int)(long)number));

                return;
            }
        }

        if (value.Type == IrType.I32 && mem == MemType.I64 && (fromUnsigned || !toUnsigned))
        {
            this.PushNumber(_emit.ToI64(value, fromUnsigned));

            return;
        }

        throw new KernelFault(Diagnostics.Checked);
    }

    /// <summary>Checked arithmetic on constants, such as the size of a stackalloc, is fine where it does not overflow.</summary>
    private void ArithmeticChecked(ILOpCode op, Diagnostic otherwise)
    {
        Value y = this.Scalar(this.Pop());
        Value x = this.Scalar(this.Pop());
        if (x.Type.IsPointer() || y.Type.IsPointer())
        {
            throw new KernelFault(Diagnostics.Checked);
        }

        (x, y) = this.Balance(x, y);
        if (x.IsConst && y.IsConst && x.Type.IsInteger())
        {
            bool unsigned = op is ILOpCode.Add_ovf_un or ILOpCode.Sub_ovf_un or ILOpCode.Mul_ovf_un;
            Int128 a = Number(x, unsigned);
            Int128 b = Number(y, unsigned);
            Int128 result = op switch
            {
                ILOpCode.Add_ovf or ILOpCode.Add_ovf_un => a + b,
                ILOpCode.Sub_ovf or ILOpCode.Sub_ovf_un => a - b,
                _ => unchecked(a * b),
            };
            if (Fits(result, x.Type.Bits(), unsigned))
            {
                this.PushNumber(_function.Constant(x.Type, (long)(ulong)(UInt128)result));

                return;
            }
        }

        throw new KernelFault(otherwise);
    }

    private static Int128 Number(Value constant, bool unsigned) =>
        !unsigned ? constant.Imm : constant.Type == IrType.I32 ? (uint)constant.Imm : (ulong)constant.Imm;

    private static bool Fits(Int128 number, int bits, bool unsigned)
    {
        Int128 minimum = unsigned ? 0 : -(Int128.One << (bits - 1));
        Int128 maximum = (Int128.One << (unsigned ? bits : bits - 1)) - 1;

        return number >= minimum && number <= maximum;
    }
}
