using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Changes of the control flow graph that several passes make.</summary>
internal static class Edit
{
    /// <summary>Removes the block parameters in the set, and their arguments on all edges. Nothing else may use them.</summary>
    public static void RemoveParameters(Function function, BitSet dead)
    {
        foreach (Block block in function.Blocks)
        {
            foreach (Successor edge in block.Successors)
            {
                List<Value> parameters = edge.Block.Parameters;
                int kept = 0;
                for (int i = 0; i < parameters.Count; i++)
                {
                    kept += dead.Contains(parameters[i].Id) ? 0 : 1;
                }

                if (kept == parameters.Count)
                {
                    continue;
                }

                Value[] arguments = kept == 0 ? Value.NoOperands : new Value[kept];
                kept = 0;
                for (int i = 0; i < parameters.Count; i++)
                {
                    if (!dead.Contains(parameters[i].Id))
                    {
                        arguments[kept++] = edge.Arguments[i];
                    }
                }

                edge.Arguments = arguments;
            }
        }

        foreach (Block block in function.Blocks)
        {
            int kept = 0;
            List<Value> parameters = block.Parameters;
            for (int i = 0; i < parameters.Count; i++)
            {
                Value parameter = parameters[i];
                if (dead.Contains(parameter.Id))
                {
                    parameter.Block = null;
                    continue;
                }

                parameter.Imm = kept;
                parameters[kept++] = parameter;
            }

            parameters.RemoveRange(kept, parameters.Count - kept);
        }
    }

    /// <summary>Removes blocks that no path from the entry reaches.</summary>
    public static bool RemoveUnreachable(Function function)
    {
        BitSet reached = new(function.BlockCount);
        Block[] work = new Block[function.Blocks.Count];
        int count = 1;
        int total = 1;
        work[0] = function.Entry;
        reached.Add(function.Entry.Id);
        while (count > 0)
        {
            foreach (Successor successor in work[--count].Successors)
            {
                if (reached.Add(successor.Block.Id))
                {
                    work[count++] = successor.Block;
                    total++;
                }
            }
        }

        if (total == function.Blocks.Count)
        {
            return false;
        }

        RetainBlocks(function, reached);

        return true;
    }

    /// <summary>Drops the blocks that are not in the set; nothing that stays may refer to them.</summary>
    public static void RetainBlocks(Function function, BitSet keep)
    {
        List<Block> blocks = function.Blocks;
        int kept = 0;
        for (int i = 0; i < blocks.Count; i++)
        {
            Block block = blocks[i];
            if (keep.Contains(block.Id))
            {
                blocks[kept++] = block;
            }
        }

        blocks.RemoveRange(kept, blocks.Count - kept);
    }

    /// <summary>
    /// Leads edges that enter the same block through a new block in front of it. Arguments on which all edges agree go
    /// into the new block's branch, the others come through its parameters.
    /// </summary>
    public static Block MergeEdges(Function function, List<Successor> edges)
    {
        Block target = edges[0].Block;
        Block block = function.NewBlock();
        int count = target.Parameters.Count;
        Value[] arguments = count == 0 ? Value.NoOperands : new Value[count];
        List<int> differing = [];
        for (int i = 0; i < count; i++)
        {
            arguments[i] = edges[0].Arguments[i];
            bool isSame = true;
            foreach (Successor edge in edges)
            {
                isSame &= edge.Arguments[i] == arguments[i];
            }

            if (!isSame)
            {
                arguments[i] = function.AddBlockParameter(block, target.Parameters[i].Type);
                differing.Add(i);
            }
        }

        AppendBranch(function, block, target, arguments);
        foreach (Successor edge in edges)
        {
            Value[] passed = differing.Count == 0 ? Value.NoOperands : new Value[differing.Count];
            for (int i = 0; i < passed.Length; i++)
            {
                passed[i] = edge.Arguments[differing[i]];
            }

            edge.Block = block;
            edge.Arguments = passed;
        }

        return block;
    }

    public static Value AppendBranch(Function function, Block block, Block target, Value[] arguments)
    {
        Value branch = function.NewValue(Op.Branch, IrType.Void);
        branch.Targets = [new Successor(target, arguments)];
        branch.Block = block;
        block.Instructions.Add(branch);

        return branch;
    }

    /// <summary>Turns a terminator into a plain branch along one of its edges.</summary>
    public static void MakeBranch(Value terminator, Successor target)
    {
        terminator.Op = Op.Branch;
        terminator.Operands = Value.NoOperands;
        terminator.Targets = [target];
    }

    /// <summary>An instruction of the same operation and attributes with the same operands, in no block.</summary>
    public static Value Copy(Function function, Value value)
    {
        Value copy = function.NewValue(value.Op, value.Type);
        copy.Mem = value.Mem;
        copy.Aux = value.Aux;
        copy.Flags = value.Flags;
        copy.Align = value.Align;
        copy.Imm = value.Imm;
        copy.Location = value.Location;
        copy.Operands = value.Operands.Length == 0 ? Value.NoOperands : (Value[])value.Operands.Clone();

        return copy;
    }
}
