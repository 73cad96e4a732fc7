using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// Address spaces of pointers that met the null constant first: once a block parameter has got its true space, everything
/// computed from it follows.
/// </summary>
internal static class PointerTypes
{
    public static string Space(IrType type) => type switch
    {
        IrType.PtrShared => "shared",
        IrType.PtrLocal => "local",
        _ => "global",
    };

    public static void Propagate(Function function)
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Block block in function.Blocks)
            {
                foreach (Value value in block.Instructions)
                {
                    changed |= Visit(function, value);
                }

                foreach (Successor edge in block.Successors)
                {
                    changed |= Visit(function, edge);
                }
            }
        }
    }

    private static bool Visit(Function function, Value value)
    {
        switch (value.Op)
        {
            case Op.PtrAdd:
                return Set(value, value.Operands[0].Type);
            case Op.Select when value.Type.IsPointer():
                return Meet(function, value.Operands, 1) | Set(value, value.Operands[1].Type);
            case Op.Compare when value.Operands[0].Type.IsPointer():
                return Meet(function, value.Operands, 0);
            default:
                return false;
        }
    }

    private static bool Visit(Function function, Successor edge)
    {
        bool changed = false;
        for (int i = 0; i < edge.Arguments.Length; ++i)
        {
            Value parameter = edge.Block.Parameters[i];
            Value argument = edge.Arguments[i];
            if (argument.Type == parameter.Type)
            {
                continue;
            }

            if (argument.IsZero)
            {
                edge.Arguments[i] = function.Null(parameter.Type);
            }
            else if (argument.Op == Op.BlockParam && argument.Type == IrType.PtrGlobal)
            {
                argument.Type = parameter.Type;
            }
            else if (parameter.Type == IrType.PtrGlobal)
            {
                parameter.Type = argument.Type;
            }
            else
            {
                throw new KernelFault(Diagnostics.SpaceMix, Space(parameter.Type), Space(argument.Type));
            }

            changed = true;
        }

        return changed;
    }

    private static bool Meet(Function function, Value[] operands, int first)
    {
        Value a = operands[first];
        Value b = operands[first + 1];
        if (a.Type == b.Type)
        {
            return false;
        }

        if (a.IsZero)
        {
            operands[first] = function.Null(b.Type);
        }
        else if (b.IsZero)
        {
            operands[first + 1] = function.Null(a.Type);
        }
        else
        {
            throw new KernelFault(Diagnostics.SpaceMix, Space(a.Type), Space(b.Type));
        }

        return true;
    }

    private static bool Set(Value value, IrType type)
    {
        if (value.Type == type)
        {
            return false;
        }

        value.Type = type;

        return true;
    }
}
