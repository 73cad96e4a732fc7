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

    /// <summary>Puts a new block with a plain branch into an edge. The edge's arguments move to the new branch.</summary>
    public static Block SplitEdge(Function function, Successor edge)
    {
        Block middle = function.NewBlock();
        AppendBranch(function, middle, edge.Block, edge.Arguments);
        edge.Block = middle;
        edge.Arguments = Value.NoOperands;

        return middle;
    }

    /// <summary>
    /// A new block in front of <paramref name="target"/> with the same parameters, to which the caller redirects edges.
    /// </summary>
    public static Block NewForwarder(Function function, Block target)
    {
        Block block = function.NewBlock();
        Value[] arguments = target.Parameters.Count == 0 ? Value.NoOperands : new Value[target.Parameters.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = function.AddBlockParameter(block, target.Parameters[i].Type);
        }

        AppendBranch(function, block, target, arguments);

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
