using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Part of <see cref="PromoteAllocas"/>: a block parameter that is one of a few addresses in private memory (a ref local
/// that is assigned on several ways) becomes the number of the address, and its uses a choice by that number, which
/// <see cref="PointerSelects"/> resolves.
/// </summary>
internal static class PointerParameters
{
    private const int MaxTargets = 4;
    private const int MaxDepth = 4;

    public static bool Run(Function function)
    {
        BitSet? parameters = FindParameters(function);
        if (parameters is null)
        {
            return false;
        }

        IncomingEdges incoming = new(function);
        BitSet indexed = FindIndexed(function);
        List<(Value Alloca, long Offset)> targets = [];
        bool changed = true;
        while (changed)
        {
            // All parameters of the set share one list of targets, so that they can be passed on to each other.
            changed = false;
            targets.Clear();
            foreach (Block block in function.Blocks)
            {
                for (int i = 0; i < block.Parameters.Count; i++)
                {
                    if (parameters.Contains(block.Parameters[i].Id) && !HasKnownSources(incoming.To(block), i, parameters, indexed, targets))
                    {
                        parameters.Remove(block.Parameters[i].Id);
                        changed = true;
                    }
                }
            }
        }

        if (targets.Count is 0 or > MaxTargets)
        {
            return false;
        }

        Replace(function, parameters, targets);

        return true;
    }

    private static BitSet? FindParameters(Function function)
    {
        BitSet? parameters = null;
        foreach (Block block in function.Blocks)
        {
            foreach (Value parameter in block.Parameters)
            {
                if (parameter.Type == IrType.PtrLocal)
                {
                    parameters ??= new BitSet(function.ValueCount);
                    parameters.Add(parameter.Id);
                }
            }
        }

        return parameters;
    }

    /// <summary>Allocas that stay in memory anyway, because they are indexed.</summary>
    private static BitSet FindIndexed(Function function)
    {
        BitSet indexed = new(function.ValueCount);
        foreach (Block block in function.Blocks)
        {
            foreach (Value value in block.Instructions)
            {
                if (value is { Op: Op.PtrAdd, Type: IrType.PtrLocal } && value.Operands[1].Op != Op.Const)
                {
                    indexed.Add(Pointers.Root(value).Id);
                }
            }
        }

        return indexed;
    }

    private static bool HasKnownSources(
        ReadOnlySpan<Successor> edges, int index, BitSet parameters, BitSet indexed, List<(Value Alloca, long Offset)> targets)
    {
        foreach (Successor edge in edges)
        {
            if (!IsKnown(edge.Arguments[index], 0, parameters, indexed, targets, 0))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsKnown(
        Value pointer, long offset, BitSet parameters, BitSet indexed, List<(Value Alloca, long Offset)> targets, int depth)
    {
        Value root = Pointers.Base(pointer, out long more);
        offset += more;
        switch (root.Op)
        {
            case Op.Alloca when !indexed.Contains(root.Id):
                if (!targets.Contains((root, offset)))
                {
                    targets.Add((root, offset));
                }

                return true;
            case Op.BlockParam:
                // An offset would lead to ever new addresses.
                return offset == 0 && parameters.Contains(root.Id);
            case Op.Select when depth < MaxDepth:
                return IsKnown(root.Operands[1], offset, parameters, indexed, targets, depth + 1)
                    && IsKnown(root.Operands[2], offset, parameters, indexed, targets, depth + 1);
            default:
                return false;
        }
    }

    private static void Replace(Function function, BitSet parameters, List<(Value Alloca, long Offset)> targets)
    {
        // The numbers get parameters of their own first; the old ones go when nothing uses them any more.
        Value[] numbers = new Value[function.ValueCount];
        Substitution substitution = new(function);
        Builder builder = new(function);
        foreach (Block block in function.Blocks)
        {
            int count = block.Parameters.Count;
            builder.SetBefore(block, 0);
            for (int i = 0; i < count; i++)
            {
                Value parameter = block.Parameters[i];
                if (parameters.Contains(parameter.Id))
                {
                    Value number = function.AddBlockParameter(block, IrType.I32);
                    numbers[parameter.Id] = number;
                    substitution.Replace(parameter, Choose(builder, number, targets));
                }
            }
        }

        foreach (Block block in function.Blocks)
        {
            builder.SetBefore(block, block.Instructions.Count - 1);
            foreach (Successor edge in block.Successors)
            {
                AddNumbers(builder, edge, parameters, numbers, targets);
            }
        }

        substitution.Apply();
        Edit.RemoveParameters(function, parameters);
    }

    private static void AddNumbers(
        Builder builder, Successor edge, BitSet parameters, Value[] numbers, List<(Value Alloca, long Offset)> targets)
    {
        Value[] arguments = edge.Arguments;
        int old = arguments.Length;
        if (old == edge.Block.Parameters.Count)
        {
            return;
        }

        Array.Resize(ref arguments, edge.Block.Parameters.Count);
        int next = old;
        for (int i = 0; i < old; i++)
        {
            if (parameters.Contains(edge.Block.Parameters[i].Id))
            {
                arguments[next++] = Number(builder, arguments[i], 0, numbers, targets);
            }
        }

        edge.Arguments = arguments;
    }

    /// <summary>The number of an address among the targets.</summary>
    private static Value Number(Builder builder, Value pointer, long offset, Value[] numbers, List<(Value Alloca, long Offset)> targets)
    {
        Value root = Pointers.Base(pointer, out long more);
        offset += more;

        return root.Op switch
        {
            Op.BlockParam => numbers[root.Id],
            Op.Select => builder.Select(
                root.Operands[0],
                Number(builder, root.Operands[1], offset, numbers, targets),
                Number(builder, root.Operands[2], offset, numbers, targets)),
            _ => builder.Function.ConstI32(targets.IndexOf((root, offset))),
        };
    }

    /// <summary>The address with a number.</summary>
    private static Value Choose(Builder builder, Value number, List<(Value Alloca, long Offset)> targets)
    {
        Value? choice = null;
        for (int i = targets.Count - 1; i >= 0; i--)
        {
            (Value alloca, long offset) = targets[i];
            Value address = offset == 0 ? alloca : builder.PtrAdd(alloca, builder.Function.ConstI64(offset));
            choice = choice is null
                ? address
                : builder.Select(builder.Compare(Cmp.Eq, number, builder.Function.ConstI32(i)), address, choice);
        }

        return choice!;
    }
}
