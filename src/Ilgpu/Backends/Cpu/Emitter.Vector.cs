using System.Reflection.Emit;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <content>Operations on all lanes of a warp.</content>
internal sealed partial class Emitter
{
    private void EmitVector(Value value)
    {
        switch (value.Op)
        {
            case Op.Compare:
                this.EmitVectorCompare(value);

                return;
            case Op.PopCount or Op.LeadingZeros or Op.TrailingZeros when value.Operands[0].Type == IrType.I64:
                this.PushPart(value.Operands[0], 0);
                this.Call(value.Op + "64");
                this.PushPart(value.Operands[0], 1);
                this.Call(value.Op + "64");
                this.Call("Trunc");
                this.StorePart(value, 0);

                return;
            case Op.SToF or Op.UToF or Op.FToS or Op.FToU or Op.FExt or Op.FTrunc or Op.SExt or Op.ZExt or Op.Trunc:
                this.EmitVectorConversion(value);

                return;
        }

        for (int part = 0; part < VectorIsa.Parts(value.Type); part++)
        {
            this.EmitVectorPart(value, part);
            this.StorePart(value, part);
        }
    }

    private void EmitVectorPart(Value value, int part)
    {
        Value[] operands = value.Operands;
        Type vector = _isa.VectorType(value.Type);
        Type element = VectorIsa.ElementType(value.Type);
        switch (value.Op)
        {
            case Op.Add or Op.PtrAdd:
                this.Operator(value, part, "op_Addition", vector);
                break;
            case Op.Sub:
                this.Operator(value, part, "op_Subtraction", vector);
                break;
            case Op.Mul when value.Type == IrType.I64:
                this.LanePart(value, part, "Mul64");
                break;
            case Op.Mul:
                this.Operator(value, part, "op_Multiply", vector);
                break;
            case Op.Div when value.Type.IsFloat():
                this.Operator(value, part, "op_Division", vector);
                break;
            case Op.Rem when value.Type.IsFloat():
                this.LanePart(value, part, "Rem" + Suffix(value.Type));
                break;
            case Op.Div or Op.Rem or Op.DivU or Op.RemU:
                this.PushParts(operands, part);
                this.PushMaskOrAll();
                if (value.Type == IrType.I64)
                {
                    _il.Emit(OpCodes.Ldc_I4, part * _isa.Lanes / 2);
                }

                this.Call(value.Op + Suffix(value.Type));
                break;
            case Op.Neg:
                this.Operator(value, part, "op_UnaryNegation", vector);
                break;
            case Op.Not:
                this.Operator(value, part, "op_OnesComplement", vector);
                break;
            case Op.And:
                this.Operator(value, part, "op_BitwiseAnd", vector);
                break;
            case Op.Or:
                this.Operator(value, part, "op_BitwiseOr", vector);
                break;
            case Op.Xor:
                this.Operator(value, part, "op_ExclusiveOr", vector);
                break;
            case Op.Shl or Op.Shr or Op.ShrU:
                this.EmitVectorShift(value, part);
                break;
            case Op.Fma:
                this.PushParts(operands, part);
                _il.Emit(OpCodes.Call, _isa.Overload("FusedMultiplyAdd", vector, vector, vector, vector));
                break;
            case Op.Sqrt:
                this.PushPart(operands[0], part);
                _il.Emit(OpCodes.Call, _isa.Generic("Sqrt", element));
                break;
            case Op.Abs:
                this.PushPart(operands[0], part);
                _il.Emit(OpCodes.Call, _isa.Generic("Abs", element));
                break;
            case Op.Floor or Op.Ceiling or Op.Round or Op.Truncate or Op.CopySign or Op.Min or Op.Max or Op.MinU or Op.MaxU
                or Op.MulHi or Op.MulHiU or Op.PopCount or Op.LeadingZeros or Op.TrailingZeros:
                this.LanePart(value, part, value.Op + Suffix(value.Type));
                break;
            case Op.Math:
                this.LanePart(value, part, value.MathFn + Suffix(value.Type));
                break;
            case Op.Select:
                this.PushVector(operands[0]);
                this.WidenMask(value.Type, part);
                this.PushPart(operands[1], part);
                this.PushPart(operands[2], part);
                _il.Emit(OpCodes.Call, _isa.Generic("ConditionalSelect", element));
                break;
            case Op.BoolToI32:
                // A mask lane is -1.
                this.PushVector(operands[0]);
                _il.Emit(OpCodes.Call, _isa.Operator("op_UnaryNegation", vector));
                break;
            case Op.SExt8 or Op.ZExt8 or Op.SExt16 or Op.ZExt16 or Op.HalfToF32 or Op.F32ToHalf or Op.BF16ToF32 or Op.F32ToBF16:
                this.LanePart(value, part, value.Op.ToString());
                break;
            case Op.Bitcast:
                this.PushPart(operands[0], part);
                this.EmitReinterpret(VectorIsa.ElementType(operands[0].Type), element);
                break;
            case Op.PtrToInt or Op.IntToPtr:
                this.PushPart(operands[0], part);
                break;
            default:
                throw new InvalidOperationException($"{_function.Name}: {value.Op} reached the CPU back end");
        }
    }

    private void PushParts(Value[] operands, int part)
    {
        foreach (Value operand in operands)
        {
            this.PushPart(operand, part);
        }
    }

    private void Operator(Value value, int part, string name, Type vector)
    {
        this.PushParts(value.Operands, part);
        _il.Emit(OpCodes.Call, _isa.Operator(name, vector));
    }

    private void LanePart(Value value, int part, string name)
    {
        this.PushParts(value.Operands, part);
        this.Call(name);
    }

    private void EmitVectorShift(Value value, int part)
    {
        Value count = value.Operands[1];
        bool wide = value.Type == IrType.I64;
        this.PushPart(value.Operands[0], part);
        if (_plan.IsUniform(count))
        {
            string name = value.Op switch { Op.Shl => "ShiftLeft", Op.Shr => "ShiftRightArithmetic", _ => "ShiftRightLogical" };
            Type vector = _isa.VectorType(value.Type);
            this.PushScalar(count);
            _il.Emit(OpCodes.Ldc_I4, wide ? 63 : 31);
            _il.Emit(OpCodes.And);
            _il.Emit(OpCodes.Call, _isa.Overload(name, vector, vector, typeof(int)));

            return;
        }

        if (wide)
        {
            this.PushVector(count);
            this.Call(part == 0 ? "SExtLo" : "SExtHi");
        }
        else
        {
            this.PushVector(count);
        }

        this.Call(value.Op + Suffix(value.Type));
    }

    private void EmitVectorCompare(Value value)
    {
        Value a = value.Operands[0];
        Value b = value.Operands[1];
        IrType type = a.Type;
        if (type == IrType.I1)
        {
            // Equal or different truth values.
            this.PushVector(a);
            this.PushVector(b);
            _il.Emit(OpCodes.Call, _isa.Operator("op_ExclusiveOr", _isa.Int));
            if (value.Cmp == Cmp.Eq)
            {
                _il.Emit(OpCodes.Call, _isa.Operator("op_OnesComplement", _isa.Int));
            }

            this.StorePart(value, 0);

            return;
        }

        int parts = VectorIsa.Parts(type);
        for (int part = 0; part < parts; part++)
        {
            this.PushPart(a, part);
            this.PushPart(b, part);
            this.EmitVectorPredicate(value.Cmp, type);
        }

        if (parts == 2)
        {
            this.Call("NarrowMask");
        }

        this.StorePart(value, 0);
    }

    /// <summary>Compares the two vectors on the stack; leaves an integer mask of their lane width.</summary>
    private void EmitVectorPredicate(Cmp cmp, IrType type)
    {
        bool wide = VectorIsa.Parts(type) == 2;
        Type element = VectorIsa.ElementType(type);
        Type vector = _isa.VectorType(type);
        string? name = cmp switch
        {
            Cmp.Eq => "Equals",
            Cmp.Lt => "LessThan",
            Cmp.Le => "LessThanOrEqual",
            Cmp.Gt => "GreaterThan",
            Cmp.Ge => "GreaterThanOrEqual",
            _ => null,
        };
        if (name is not null)
        {
            _il.Emit(OpCodes.Call, _isa.Generic(name, element));
            this.EmitReinterpret(element, wide ? typeof(long) : typeof(int));
        }
        else if (type.IsFloat())
        {
            this.Call(cmp + Suffix(type));
        }
        else if (cmp == Cmp.Ne)
        {
            _il.Emit(OpCodes.Call, _isa.Generic("Equals", element));
            _il.Emit(OpCodes.Call, _isa.Operator("op_OnesComplement", vector));
        }
        else
        {
            // Unsigned comparisons compare the unsigned reinterpretations.
            Type unsigned = wide ? typeof(ulong) : typeof(uint);
            LocalBuilder second = this.Scratch(vector, 2);
            _il.Emit(OpCodes.Stloc, second);
            this.EmitReinterpret(element, unsigned);
            _il.Emit(OpCodes.Ldloc, second);
            this.EmitReinterpret(element, unsigned);
            string method = cmp switch
            {
                Cmp.UnLt => "LessThan",
                Cmp.UnLe => "LessThanOrEqual",
                Cmp.UnGt => "GreaterThan",
                _ => "GreaterThanOrEqual",
            };
            _il.Emit(OpCodes.Call, _isa.Generic(method, unsigned));
            this.EmitReinterpret(unsigned, element);
        }
    }

    private void EmitVectorConversion(Value value)
    {
        Value source = value.Operands[0];
        int from = VectorIsa.Parts(source.Type);
        int to = VectorIsa.Parts(value.Type);
        string name = value.Op switch
        {
            Op.SExt => "SExt",
            Op.ZExt => "ZExt",
            Op.Trunc => "Trunc",
            Op.FExt => "F32ToF64",
            Op.FTrunc => "F64ToF32",
            _ => ConversionName(value),
        };
        if (from == 1 && to == 2)
        {
            for (int part = 0; part < 2; part++)
            {
                this.PushVector(source);
                this.Call(name + (part == 0 ? "Lo" : "Hi"));
                this.StorePart(value, part);
            }

            return;
        }

        if (from == 2 && to == 2)
        {
            for (int part = 0; part < 2; part++)
            {
                this.PushPart(source, part);
                this.Call(name);
                this.StorePart(value, part);
            }

            return;
        }

        for (int part = 0; part < from; part++)
        {
            this.PushPart(source, part);
        }

        this.Call(name);
        this.StorePart(value, 0);
    }
}
