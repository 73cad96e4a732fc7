using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Part of <see cref="CleanUp"/>: leads edges past blocks that do nothing, and past blocks that only test something the
/// edge has decided (the constants that short-circuit conditions leave behind).
/// </summary>
internal static class Threading
{
    /// <summary>Longest block, terminator not counted, whose test is evaluated for an edge.</summary>
    private const int MaxTestLength = 4;

    public static bool Run(Function function)
    {
        BitSet? escaping = null;
        bool[]? isHeader = null;
        bool changed = false;
        foreach (Block block in function.Blocks)
        {
            if (!block.HasTerminator || block.Terminator.Targets is not { } targets)
            {
                continue;
            }

            for (int i = 0; i < targets.Length; i++)
            {
                // The bound stops at cycles of empty blocks.
                for (int steps = 0; steps < 8; steps++)
                {
                    Block middle = targets[i].Block;
                    if (middle == block || !IsCandidate(middle))
                    {
                        break;
                    }

                    escaping ??= FindEscaping(function);
                    isHeader ??= FindHeaders(function);
                    if (Follow(function, targets[i], escaping, isHeader) is not { } next)
                    {
                        break;
                    }

                    targets[i] = next;
                    changed = true;
                }
            }
        }

        return changed;
    }

    private static bool IsCandidate(Block block)
    {
        int length = block.Instructions.Count - 1;

        return block.Terminator.Op switch
        {
            Op.Branch => length == 0,
            Op.CondBranch or Op.Switch => length <= MaxTestLength && block.Parameters.Count > 0,
            _ => false,
        };
    }

    /// <summary>The edge that does what <paramref name="edge"/> and the block behind it do, or null.</summary>
    private static Successor? Follow(Function function, Successor edge, BitSet escaping, bool[] isHeader)
    {
        Block middle = edge.Block;
        foreach (Value parameter in middle.Parameters)
        {
            if (escaping.Contains(parameter.Id))
            {
                return null;
            }
        }

        if (middle.Terminator.Op == Op.Branch)
        {
            Successor onward = middle.Terminator.Targets![0];

            return onward.Block == middle ? null : Forward(edge, onward, default, null);
        }

        // Entering a loop behind its test would rotate it.
        if (isHeader[middle.Id])
        {
            return null;
        }

        Value[] results = new Value[middle.Instructions.Count - 1];
        for (int i = 0; i < results.Length; i++)
        {
            Value value = middle.Instructions[i];
            if (escaping.Contains(value.Id) || !TryEvaluate(function, value, edge, middle, results, i, out results[i]))
            {
                return null;
            }
        }

        Value decision = Lookup(middle.Terminator.Operands[0], edge, middle, results);
        if (decision.Op != Op.Const)
        {
            return null;
        }

        Successor[] targets = middle.Terminator.Targets!;
        int taken = middle.Terminator.Op == Op.CondBranch
            ? (decision.Imm != 0 ? 0 : 1)
            : (int)Math.Min((ulong)decision.Imm, (ulong)targets.Length - 1);

        return Forward(edge, targets[taken], results, middle);
    }

    private static bool TryEvaluate(Function function, Value value, Successor edge, Block middle, Value[] results, int known, out Value result)
    {
        result = value;
        Value[] operands = value.Operands;
        if (operands.Length is 0 or > 3)
        {
            return false;
        }

        long a = 0;
        long b = 0;
        long c = 0;
        for (int i = 0; i < operands.Length; i++)
        {
            Value operand = Lookup(operands[i], edge, middle, results.AsSpan(0, known));
            if (operand.Op != Op.Const)
            {
                return false;
            }

            (a, b, c) = i switch
            {
                0 => (operand.Imm, b, c),
                1 => (a, operand.Imm, c),
                _ => (a, b, operand.Imm),
            };
        }

        if (!ConstantFolding.TryEvaluate(value, a, b, c, out long bits))
        {
            return false;
        }

        result = function.Constant(value.Type, bits);

        return true;
    }

    private static Successor Forward(Successor edge, Successor onward, ReadOnlySpan<Value> results, Block? middle)
    {
        if (onward.Arguments.Length == 0)
        {
            return new Successor(onward.Block, Value.NoOperands);
        }

        Value[] arguments = new Value[onward.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Lookup(onward.Arguments[i], edge, middle ?? edge.Block, results);
        }

        return new Successor(onward.Block, arguments);
    }

    /// <summary>What a value of the middle block is when the block is entered through the edge.</summary>
    private static Value Lookup(Value value, Successor edge, Block middle, ReadOnlySpan<Value> results)
    {
        if (value.Block != middle)
        {
            return value;
        }

        if (value.Op == Op.BlockParam)
        {
            return edge.Arguments[(int)value.Imm];
        }

        for (int i = 0; i < results.Length; i++)
        {
            if (middle.Instructions[i] == value)
            {
                return results[i];
            }
        }

        return value;
    }

    /// <summary>Values that are used in other blocks than their own; these blocks cannot be bypassed.</summary>
    private static BitSet FindEscaping(Function function)
    {
        BitSet escaping = new(function.ValueCount);
        foreach (Block block in function.Blocks)
        {
            foreach (Value value in block.Instructions)
            {
                AddForeign(value.Operands, block, escaping);
                foreach (Successor successor in value.Targets ?? [])
                {
                    AddForeign(successor.Arguments, block, escaping);
                }
            }
        }

        return escaping;
    }

    private static void AddForeign(Value[] operands, Block block, BitSet escaping)
    {
        foreach (Value operand in operands)
        {
            if (operand.Block is not null && operand.Block != block)
            {
                escaping.Add(operand.Id);
            }
        }
    }

    private static bool[] FindHeaders(Function function)
    {
        ControlFlow flow = ControlFlow.Compute(function);
        bool[] isHeader = new bool[function.BlockCount];
        foreach (Block block in flow.ReversePostOrder)
        {
            foreach (Successor successor in block.Successors)
            {
                isHeader[successor.Block.Id] |= flow.Order[successor.Block.Id] <= flow.Order[block.Id];
            }
        }

        return isHeader;
    }
}
