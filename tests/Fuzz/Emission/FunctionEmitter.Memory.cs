using System.Reflection.Emit;
using ILGPU;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Emission;

/// <content>Addresses, loads and stores.</content>
internal sealed partial class FunctionEmitter
{
    private void EmitAddress(Expression target)
    {
        switch (target)
        {
            case VariableReference { Variable: { Kind: VariableKind.RefParameter } variable }:
                this.il.Emit(OpCodes.Ldarg, this.valueArguments[variable]);
                break;
            case VariableReference { Variable: { Kind: VariableKind.RefLocal } variable }:
                this.il.Emit(OpCodes.Ldloc, this.locals[variable]);
                break;
            case VariableReference { Variable: { Kind: VariableKind.Parameter } variable }:
                this.il.Emit(OpCodes.Ldarga, this.valueArguments[variable]);
                break;
            case VariableReference reference:
                this.il.Emit(OpCodes.Ldloca, this.locals[reference.Variable]);
                break;
            case FieldAccess field:
                this.EmitAddress(field.Target);
                this.il.Emit(OpCodes.Ldflda, this.context.Fields[field.Target.Type][field.Field]);
                break;
            case ArrayElement element:
                this.EmitArrayAndIndex(element);
                this.il.Emit(OpCodes.Ldelema, this.context.RuntimeType(element.Type));
                break;
            case ViewElement element:
                this.EmitViewAddress(element.View, element.Index);
                break;
            case ReferenceChoice choice:
                Label otherwise = this.il.DefineLabel();
                Label end = this.il.DefineLabel();
                this.EmitBranch(choice.Condition, otherwise, jumpIf: false);
                this.EmitAddress(choice.First);
                this.il.Emit(OpCodes.Br, end);
                this.il.MarkLabel(otherwise);
                this.EmitAddress(choice.Second);
                this.il.MarkLabel(end);
                break;
            default:
                // A value: C# makes a temporary to call a method on it or to pass it by reference.
                LocalBuilder temporary = this.il.DeclareLocal(this.context.RuntimeType(target.Type));
                this.EmitValue(target);
                this.il.Emit(OpCodes.Stloc, temporary);
                this.il.Emit(OpCodes.Ldloca, temporary);
                break;
        }
    }

    private void EmitViewAddress(ViewVariable view, Expression? index)
    {
        if (this.sharedArrays.TryGetValue(view, out LocalBuilder? local))
        {
            this.il.Emit(OpCodes.Ldloca, local);
        }
        else
        {
            this.il.Emit(OpCodes.Ldarga, this.viewArguments[view]);
        }

        Type viewType = ApiMembers.ViewType(view);

        if (index is null)
        {
            this.EmitIndex(view.Role == ViewRole.Shared ? IndexKind.Group : IndexKind.Global);
        }
        else
        {
            this.EmitValue(index);
            this.EmitRangeLimit(view, index.Type.Is64);
        }

        if (index is not null && index.Type.Is64 && !view.IsView1D)
        {
            this.il.Emit(OpCodes.Call, ApiMembers.ViewElement(viewType, typeof(long)));
        }
        else if (view.IsView1D)
        {
            if (index is not null && index.Type.Is64)
            {
                this.il.Emit(OpCodes.Conv_I4);
            }

            this.il.Emit(OpCodes.Call, ApiMembers.IntToIndex);
            this.il.Emit(OpCodes.Call, ApiMembers.ViewElement(viewType, typeof(Index1D)));
        }
        else
        {
            this.il.Emit(OpCodes.Call, ApiMembers.ViewElement(viewType, typeof(int)));
        }
    }

    /// <summary>Brings the index on the stack into the range of a view: by a mask, or by a remainder for lengths that are no power of two.</summary>
    private void EmitRangeLimit(ViewVariable view, bool isLong)
    {
        bool isPowerOfTwo = (view.Length & (view.Length - 1)) == 0;
        int limit = isPowerOfTwo ? view.Length - 1 : view.Length;

        if (isLong)
        {
            this.il.Emit(OpCodes.Ldc_I8, (long)limit);
        }
        else
        {
            this.il.Emit(OpCodes.Ldc_I4, limit);
        }

        this.il.Emit(isPowerOfTwo ? OpCodes.And : OpCodes.Rem_Un);
    }

    private void EmitArrayAndIndex(ArrayElement element)
    {
        this.il.Emit(OpCodes.Ldloc, this.locals[element.Array]);
        this.EmitValue(element.Index);
        this.il.Emit(OpCodes.Ldc_I4, element.Array.Type.Length - 1);
        this.il.Emit(OpCodes.And);
    }

    private void EmitNewArray(FuzzType type, LocalBuilder local)
    {
        this.il.Emit(OpCodes.Ldc_I4, type.Length);
        this.il.Emit(OpCodes.Newarr, this.context.RuntimeType(type.Element!));
        this.il.Emit(OpCodes.Stloc, local);
    }

    private void EmitLoadVariable(Variable variable)
    {
        switch (variable.Kind)
        {
            case VariableKind.Local:
                this.il.Emit(OpCodes.Ldloc, this.locals[variable]);
                break;
            case VariableKind.Parameter:
                this.il.Emit(OpCodes.Ldarg, this.valueArguments[variable]);
                break;
            case VariableKind.RefLocal:
                this.il.Emit(OpCodes.Ldloc, this.locals[variable]);
                this.EmitLoadIndirect(variable.Type);
                break;
            default:
                this.il.Emit(OpCodes.Ldarg, this.valueArguments[variable]);
                this.EmitLoadIndirect(variable.Type);
                break;
        }
    }

    private void EmitStoreVariable(Variable variable)
    {
        if (variable.Kind == VariableKind.Parameter)
        {
            this.il.Emit(OpCodes.Starg, this.valueArguments[variable]);
        }
        else
        {
            this.il.Emit(OpCodes.Stloc, this.locals[variable]);
        }
    }

    private void EmitLoadIndirect(FuzzType type)
    {
        switch (type.ScalarKind)
        {
            case Scalar.Bool or Scalar.U8:
                this.il.Emit(OpCodes.Ldind_U1);
                break;
            case Scalar.I8:
                this.il.Emit(OpCodes.Ldind_I1);
                break;
            case Scalar.I16:
                this.il.Emit(OpCodes.Ldind_I2);
                break;
            case Scalar.U16:
                this.il.Emit(OpCodes.Ldind_U2);
                break;
            case Scalar.I32:
                this.il.Emit(OpCodes.Ldind_I4);
                break;
            case Scalar.U32:
                this.il.Emit(OpCodes.Ldind_U4);
                break;
            case Scalar.I64 or Scalar.U64:
                this.il.Emit(OpCodes.Ldind_I8);
                break;
            case Scalar.F32:
                this.il.Emit(OpCodes.Ldind_R4);
                break;
            case Scalar.F64:
                this.il.Emit(OpCodes.Ldind_R8);
                break;
            default:
                this.il.Emit(OpCodes.Ldobj, this.context.RuntimeType(type));
                break;
        }
    }

    private void EmitStoreIndirect(FuzzType type)
    {
        switch (type.ScalarKind)
        {
            case Scalar.Bool or Scalar.U8 or Scalar.I8:
                this.il.Emit(OpCodes.Stind_I1);
                break;
            case Scalar.I16 or Scalar.U16:
                this.il.Emit(OpCodes.Stind_I2);
                break;
            case Scalar.I32 or Scalar.U32:
                this.il.Emit(OpCodes.Stind_I4);
                break;
            case Scalar.I64 or Scalar.U64:
                this.il.Emit(OpCodes.Stind_I8);
                break;
            case Scalar.F32:
                this.il.Emit(OpCodes.Stind_R4);
                break;
            case Scalar.F64:
                this.il.Emit(OpCodes.Stind_R8);
                break;
            default:
                this.il.Emit(OpCodes.Stobj, this.context.RuntimeType(type));
                break;
        }
    }

    private void EmitLoadElement(FuzzType type)
    {
        OpCode? code = type.ScalarKind switch
        {
            Scalar.Bool or Scalar.U8 => OpCodes.Ldelem_U1,
            Scalar.I8 => OpCodes.Ldelem_I1,
            Scalar.I16 => OpCodes.Ldelem_I2,
            Scalar.U16 => OpCodes.Ldelem_U2,
            Scalar.I32 => OpCodes.Ldelem_I4,
            Scalar.U32 => OpCodes.Ldelem_U4,
            Scalar.I64 or Scalar.U64 => OpCodes.Ldelem_I8,
            Scalar.F32 => OpCodes.Ldelem_R4,
            Scalar.F64 => OpCodes.Ldelem_R8,
            _ => null,
        };

        if (code is OpCode simple)
        {
            this.il.Emit(simple);
        }
        else
        {
            this.il.Emit(OpCodes.Ldelem, this.context.RuntimeType(type));
        }
    }

    private void EmitStoreElement(FuzzType type)
    {
        OpCode? code = type.ScalarKind switch
        {
            Scalar.Bool or Scalar.U8 or Scalar.I8 => OpCodes.Stelem_I1,
            Scalar.I16 or Scalar.U16 => OpCodes.Stelem_I2,
            Scalar.I32 or Scalar.U32 => OpCodes.Stelem_I4,
            Scalar.I64 or Scalar.U64 => OpCodes.Stelem_I8,
            Scalar.F32 => OpCodes.Stelem_R4,
            Scalar.F64 => OpCodes.Stelem_R8,
            _ => null,
        };

        if (code is OpCode simple)
        {
            this.il.Emit(simple);
        }
        else
        {
            this.il.Emit(OpCodes.Stelem, this.context.RuntimeType(type));
        }
    }
}
