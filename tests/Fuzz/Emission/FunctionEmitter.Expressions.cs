using System.Reflection;
using System.Reflection.Emit;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Emission;

/// <content>Expressions: each leaves its value on the evaluation stack.</content>
internal sealed partial class FunctionEmitter
{
    private void EmitValue(Expression expression)
    {
        switch (expression)
        {
            case Constant constant:
                this.EmitConstant(constant.Type, constant.Bits);
                break;
            case VariableReference reference:
                this.EmitLoadVariable(reference.Variable);
                break;
            case IndexValue index:
                this.EmitIndex(index.Kind);
                break;
            case FieldAccess field:
                this.EmitField(field);
                break;
            case ArrayElement element:
                this.EmitArrayAndIndex(element);
                this.EmitLoadElement(element.Type);
                break;
            case ViewElement or ReferenceChoice:
                this.EmitAddress(expression);
                this.EmitLoadIndirect(expression.Type);
                break;
            case Unary unary:
                this.EmitUnary(unary);
                break;
            case Binary binary:
                this.EmitArithmetic(binary.Op, binary.Type, () => this.EmitValue(binary.Left), binary.Right);
                break;
            case Comparison comparison:
                this.EmitComparison(comparison);
                break;
            case ShortCircuit logical:
                this.EmitShortCircuit(logical);
                break;
            case Conditional conditional:
                this.EmitConditional(conditional);
                break;
            case Conversion conversion:
                this.EmitConversion(conversion);
                break;
            case MathCall call:
                this.EmitMath(call);
                break;
            case Call call:
                this.EmitCall(call);
                break;
            case StructLiteral literal:
                foreach (Expression value in literal.Values)
                {
                    this.EmitValue(value);
                }

                this.il.Emit(OpCodes.Newobj, this.context.Constructors[literal.Type]);
                break;
            case Increment increment:
                this.EmitIncrement(increment);
                break;
            case Collective collective:
                this.EmitCollective(collective);
                break;
            default:
                throw new InvalidOperationException($"No IL for {expression.GetType().Name}.");
        }
    }

    private void EmitDefault(FuzzType type)
    {
        if (type.IsStruct)
        {
            LocalBuilder temporary = this.il.DeclareLocal(this.context.RuntimeType(type));
            this.il.Emit(OpCodes.Ldloca, temporary);
            this.il.Emit(OpCodes.Initobj, this.context.RuntimeType(type));
            this.il.Emit(OpCodes.Ldloc, temporary);
        }
        else
        {
            this.EmitConstant(type, 0);
        }
    }

    private void EmitConstant(FuzzType type, long bits)
    {
        if (type.IsStruct)
        {
            this.EmitDefault(type);

            return;
        }

        switch (type.ScalarKind)
        {
            case Scalar.F32:
                this.il.Emit(OpCodes.Ldc_R4, BitConverter.Int32BitsToSingle((int)bits));
                break;
            case Scalar.F64:
                this.il.Emit(OpCodes.Ldc_R8, BitConverter.Int64BitsToDouble(bits));
                break;
            case Scalar.I64 or Scalar.U64 when bits == (int)bits:
                this.il.Emit(OpCodes.Ldc_I4, (int)bits);
                this.il.Emit(OpCodes.Conv_I8);
                break;
            case Scalar.I64 or Scalar.U64:
                this.il.Emit(OpCodes.Ldc_I8, bits);
                break;
            default:
                this.il.Emit(OpCodes.Ldc_I4, (int)bits);
                break;
        }
    }

    private void EmitIndex(IndexKind kind)
    {
        if (kind == IndexKind.Global)
        {
            this.il.Emit(OpCodes.Ldloc, this.globalIndex!);
        }
        else
        {
            this.il.Emit(OpCodes.Call, ApiMembers.IndexProperty(kind));
        }
    }

    private void EmitField(FieldAccess field)
    {
        FieldInfo info = this.context.Fields[field.Target.Type][field.Field];

        // Roslyn loads the field of a local or parameter from the value (ldloc; ldfld) in release builds.
        if (field.Target is VariableReference { Variable.IsReference: false } or StructLiteral or Call or Conditional)
        {
            this.EmitValue(field.Target);
        }
        else
        {
            this.EmitAddress(field.Target);
        }

        this.il.Emit(OpCodes.Ldfld, info);
    }

    private void EmitUnary(Unary unary)
    {
        this.EmitValue(unary.Operand);

        switch (unary.Op)
        {
            case UnaryOp.Negate:
                this.il.Emit(OpCodes.Neg);
                break;
            case UnaryOp.Complement:
                this.il.Emit(OpCodes.Not);
                break;
            default:
                this.il.Emit(OpCodes.Ldc_I4_0);
                this.il.Emit(OpCodes.Ceq);
                break;
        }
    }

    private void EmitArithmetic(BinaryOp op, FuzzType type, Action emitLeft, Expression right)
    {
        emitLeft();
        bool isShift = op is BinaryOp.ShiftLeft or BinaryOp.ShiftRight or BinaryOp.ShiftRightUnsigned;
        int shiftMask = type.Is64 ? 63 : 31;

        if (isShift && right is Constant count)
        {
            // Roslyn masks constant counts itself.
            this.il.Emit(OpCodes.Ldc_I4, (int)count.Bits & shiftMask);
        }
        else
        {
            this.EmitValue(right);
        }

        if (isShift && right is not Constant)
        {
            this.il.Emit(OpCodes.Ldc_I4, shiftMask);
            this.il.Emit(OpCodes.And);
        }
        else if (op is BinaryOp.Divide or BinaryOp.Remainder && type.IsInteger)
        {
            this.EmitDivisorLimit(type, right);
        }

        this.il.Emit(op switch
        {
            BinaryOp.Add => OpCodes.Add,
            BinaryOp.Subtract => OpCodes.Sub,
            BinaryOp.Multiply => OpCodes.Mul,
            BinaryOp.Divide => type.IsUnsigned ? OpCodes.Div_Un : OpCodes.Div,
            BinaryOp.Remainder => type.IsUnsigned ? OpCodes.Rem_Un : OpCodes.Rem,
            BinaryOp.And => OpCodes.And,
            BinaryOp.Or => OpCodes.Or,
            BinaryOp.Xor => OpCodes.Xor,
            BinaryOp.ShiftLeft => OpCodes.Shl,
            BinaryOp.ShiftRight => type.IsUnsigned ? OpCodes.Shr_Un : OpCodes.Shr,
            _ => OpCodes.Shr_Un,
        });
    }

    /// <summary>Makes the divisor on the stack odd and different from -1, since .NET throws for x / 0 and for minimum / -1.</summary>
    private void EmitDivisorLimit(FuzzType type, Expression divisor)
    {
        if (divisor is Constant { Bits: not (0 or -1) })
        {
            return;
        }

        if (!type.IsUnsigned)
        {
            this.EmitConstant(type, ~2L);
            this.il.Emit(OpCodes.And);
        }

        this.EmitConstant(type, 1);
        this.il.Emit(OpCodes.Or);
    }

    private void EmitComparison(Comparison comparison)
    {
        bool isUnsigned = comparison.Left.Type.IsUnsigned;
        bool isFloat = comparison.Left.Type.IsFloat;
        this.EmitValue(comparison.Left);
        this.EmitValue(comparison.Right);

        // For floats a <= b is !(a > b or unordered), hence cgt.un; for unsigned integers .un means unsigned.
        switch (comparison.Op)
        {
            case CompareOp.Equal:
                this.il.Emit(OpCodes.Ceq);
                break;
            case CompareOp.NotEqual:
                this.il.Emit(OpCodes.Ceq);
                this.EmitNot();
                break;
            case CompareOp.Less:
                this.il.Emit(isUnsigned ? OpCodes.Clt_Un : OpCodes.Clt);
                break;
            case CompareOp.Greater:
                this.il.Emit(isUnsigned ? OpCodes.Cgt_Un : OpCodes.Cgt);
                break;
            case CompareOp.LessOrEqual:
                this.il.Emit(isUnsigned || isFloat ? OpCodes.Cgt_Un : OpCodes.Cgt);
                this.EmitNot();
                break;
            default:
                this.il.Emit(isUnsigned || isFloat ? OpCodes.Clt_Un : OpCodes.Clt);
                this.EmitNot();
                break;
        }
    }

    private void EmitNot()
    {
        this.il.Emit(OpCodes.Ldc_I4_0);
        this.il.Emit(OpCodes.Ceq);
    }

    private void EmitShortCircuit(ShortCircuit logical)
    {
        Label shortcut = this.il.DefineLabel();
        Label end = this.il.DefineLabel();
        this.EmitBranch(logical.Left, shortcut, jumpIf: !logical.IsAnd);
        this.EmitValue(logical.Right);
        this.il.Emit(OpCodes.Br, end);
        this.il.MarkLabel(shortcut);
        this.il.Emit(logical.IsAnd ? OpCodes.Ldc_I4_0 : OpCodes.Ldc_I4_1);
        this.il.MarkLabel(end);
    }

    private void EmitConditional(Conditional conditional)
    {
        Label otherwise = this.il.DefineLabel();
        Label end = this.il.DefineLabel();
        this.EmitBranch(conditional.Condition, otherwise, jumpIf: false);
        this.EmitValue(conditional.First);
        this.il.Emit(OpCodes.Br, end);
        this.il.MarkLabel(otherwise);
        this.EmitValue(conditional.Second);
        this.il.MarkLabel(end);
    }

    /// <summary>Jumps when the condition has the given value; release builds fuse the comparison with the branch.</summary>
    private void EmitBranch(Expression condition, Label target, bool jumpIf)
    {
        if (this.debug)
        {
            LocalBuilder flag = this.il.DeclareLocal(typeof(bool));
            this.EmitValue(condition);
            this.il.Emit(OpCodes.Stloc, flag);
            this.il.Emit(OpCodes.Ldloc, flag);
            this.il.Emit(jumpIf ? OpCodes.Brtrue : OpCodes.Brfalse, target);

            return;
        }

        switch (condition)
        {
            case Unary { Op: UnaryOp.Not } negation:
                this.EmitBranch(negation.Operand, target, !jumpIf);
                break;
            case ShortCircuit logical when logical.IsAnd != jumpIf:
                // !(a && b) jumps as soon as one is false; a || b as soon as one is true.
                this.EmitBranch(logical.Left, target, jumpIf);
                this.EmitBranch(logical.Right, target, jumpIf);
                break;
            case ShortCircuit logical:
                Label skip = this.il.DefineLabel();
                this.EmitBranch(logical.Left, skip, !jumpIf);
                this.EmitBranch(logical.Right, target, jumpIf);
                this.il.MarkLabel(skip);
                break;
            case Comparison comparison:
                this.EmitValue(comparison.Left);
                this.EmitValue(comparison.Right);
                this.il.Emit(BranchCode(comparison, jumpIf), target);
                break;
            default:
                this.EmitValue(condition);
                this.il.Emit(jumpIf ? OpCodes.Brtrue : OpCodes.Brfalse, target);
                break;
        }
    }

    private static OpCode BranchCode(Comparison comparison, bool jumpIf)
    {
        bool isUnsigned = comparison.Left.Type.IsUnsigned;

        // Jumping when the comparison does not hold has to include the unordered case of floats.
        bool un = comparison.Left.Type.IsFloat ? !jumpIf : isUnsigned;

        return (comparison.Op, jumpIf) switch
        {
            (CompareOp.Equal, true) or (CompareOp.NotEqual, false) => OpCodes.Beq,
            (CompareOp.Equal, false) or (CompareOp.NotEqual, true) => OpCodes.Bne_Un,
            (CompareOp.Less, true) or (CompareOp.GreaterOrEqual, false) => un ? OpCodes.Blt_Un : OpCodes.Blt,
            (CompareOp.LessOrEqual, true) or (CompareOp.Greater, false) => un ? OpCodes.Ble_Un : OpCodes.Ble,
            (CompareOp.Greater, true) or (CompareOp.LessOrEqual, false) => un ? OpCodes.Bgt_Un : OpCodes.Bgt,
            _ => un ? OpCodes.Bge_Un : OpCodes.Bge,
        };
    }

    private void EmitConversion(Conversion conversion)
    {
        this.EmitValue(conversion.Operand);
        FuzzType from = conversion.Operand.Type;

        switch (conversion.Type.ScalarKind)
        {
            case Scalar.I8:
                this.il.Emit(OpCodes.Conv_I1);
                break;
            case Scalar.U8:
                this.il.Emit(OpCodes.Conv_U1);
                break;
            case Scalar.I16:
                this.il.Emit(OpCodes.Conv_I2);
                break;
            case Scalar.U16:
                this.il.Emit(OpCodes.Conv_U2);
                break;
            case Scalar.I32 when from.IsFloat || from.Is64:
                this.il.Emit(OpCodes.Conv_I4);
                break;
            case Scalar.U32 when from.IsFloat || from.Is64:
                this.il.Emit(OpCodes.Conv_U4);
                break;
            case Scalar.I64:
                this.il.Emit(from.IsUnsigned ? OpCodes.Conv_U8 : OpCodes.Conv_I8);
                break;
            case Scalar.U64:
                this.il.Emit(from.IsFloat || from.IsUnsigned ? OpCodes.Conv_U8 : OpCodes.Conv_I8);
                break;
            case Scalar.F32:
                if (from.ScalarKind is Scalar.U32 or Scalar.U64)
                {
                    this.il.Emit(OpCodes.Conv_R_Un);
                }

                this.il.Emit(OpCodes.Conv_R4);
                break;
            case Scalar.F64:
                if (from.ScalarKind is Scalar.U32 or Scalar.U64)
                {
                    this.il.Emit(OpCodes.Conv_R_Un);
                }

                this.il.Emit(OpCodes.Conv_R8);
                break;
        }
    }

    private void EmitMath(MathCall call)
    {
        FuzzType operand = call.Arguments[0].Type;

        if (call.Op == MathOp.Bits)
        {
            this.EmitBits(call.Arguments[0]);

            return;
        }

        foreach (Expression argument in call.Arguments)
        {
            this.EmitValue(argument);
        }

        this.il.Emit(OpCodes.Call, ApiMembers.Math(call.Op, operand));
    }

    /// <summary>x == x ? bits of x : 0.</summary>
    private void EmitBits(Expression value)
    {
        LocalBuilder temporary = this.il.DeclareLocal(this.context.RuntimeType(value.Type));
        Label isNaN = this.il.DefineLabel();
        Label end = this.il.DefineLabel();
        this.EmitValue(value);
        this.il.Emit(OpCodes.Stloc, temporary);
        this.il.Emit(OpCodes.Ldloc, temporary);
        this.il.Emit(OpCodes.Ldloc, temporary);
        this.il.Emit(OpCodes.Bne_Un, isNaN);
        this.il.Emit(OpCodes.Ldloc, temporary);
        this.il.Emit(OpCodes.Call, ApiMembers.Math(MathOp.Bits, value.Type));
        this.il.Emit(OpCodes.Br, end);
        this.il.MarkLabel(isNaN);
        this.EmitConstant(value.Type == FuzzType.F32 ? FuzzType.I32 : FuzzType.I64, 0);
        this.il.MarkLabel(end);
    }

    private void EmitCall(Call call)
    {
        for (int i = 0; i < call.Arguments.Length; ++i)
        {
            if (call.NeedsAddress(i))
            {
                this.EmitAddress(call.Arguments[i]);
            }
            else
            {
                this.EmitValue(call.Arguments[i]);
            }
        }

        this.il.Emit(OpCodes.Call, this.context.Methods[call.Function]);
    }

    private void EmitIncrement(Increment increment)
    {
        this.EmitLoadVariable(increment.Variable);

        if (!increment.IsPrefix)
        {
            this.il.Emit(OpCodes.Dup);
        }

        this.EmitConstant(increment.Type, 1);
        this.il.Emit(OpCodes.Add);

        if (increment.IsPrefix)
        {
            this.il.Emit(OpCodes.Dup);
        }

        this.EmitStoreVariable(increment.Variable);
    }

    private void EmitCollective(Collective collective)
    {
        Type element = this.context.RuntimeType(collective.Operand.Type);
        this.EmitValue(collective.Operand);

        switch (collective.Op)
        {
            case CollectiveOp.Shuffle:
                // Lane (own + argument) modulo the warp's size: a rotation.
                this.il.Emit(OpCodes.Call, ApiMembers.IndexProperty(IndexKind.Lane));
                this.il.Emit(OpCodes.Ldc_I4, collective.Argument);
                this.il.Emit(OpCodes.Add);
                this.il.Emit(OpCodes.Call, ApiMembers.WarpSize);
                this.il.Emit(OpCodes.Ldc_I4_1);
                this.il.Emit(OpCodes.Sub);
                this.il.Emit(OpCodes.And);
                break;
            case CollectiveOp.WarpBroadcast:
                this.il.Emit(OpCodes.Ldc_I4, collective.Argument);
                this.il.Emit(OpCodes.Call, ApiMembers.WarpSize);
                this.il.Emit(OpCodes.Ldc_I4_1);
                this.il.Emit(OpCodes.Sub);
                this.il.Emit(OpCodes.And);
                break;
            case CollectiveOp.GroupBroadcast:
                this.il.Emit(OpCodes.Ldc_I4, collective.Argument % this.context.Kernel.GroupSize);
                break;
            case CollectiveOp.ShuffleUp or CollectiveOp.ShuffleDown or CollectiveOp.ShuffleXor:
                this.il.Emit(OpCodes.Ldc_I4, collective.Argument);
                break;
        }

        this.il.Emit(OpCodes.Call, ApiMembers.Collective(collective.Op, element));
    }
}
