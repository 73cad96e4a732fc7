using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Simplifies the control flow graph: decided branches, unreachable blocks, block parameters with one source, jumps
/// through empty blocks and through tests whose outcome an edge decides, chains of blocks.
/// </summary>
internal static class CleanUp
{
    private const int MaxRounds = 16;

    public static bool Run(Function function, PassContext context)
    {
        bool any = false;
        for (int round = 0; round < MaxRounds; round++)
        {
            bool changed = SimplifyTerminators(function);
            changed |= Edit.RemoveUnreachable(function);
            changed |= MergeParameters(function);
            changed |= Threading.Run(function);
            changed |= MergeChains(function);
            if (!changed)
            {
                break;
            }

            any = true;
        }

        return any;
    }

    private static bool SimplifyTerminators(Function function)
    {
        bool changed = false;
        foreach (Block block in function.Blocks)
        {
            Value terminator = block.Terminator;
            changed |= terminator.Op switch
            {
                Op.CondBranch => SimplifyCondBranch(function, block, terminator),
                Op.Switch => SimplifySwitch(function, block, terminator),
                _ => false,
            };
        }

        return changed;
    }

    private static bool SimplifyCondBranch(Function function, Block block, Value branch)
    {
        Value condition = branch.Operands[0];
        Successor[] targets = branch.Targets!;
        if (condition.Op == Op.Const)
        {
            Edit.MakeBranch(branch, targets[condition.Imm != 0 ? 0 : 1]);

            return true;
        }

        if (condition.Op == Op.Not)
        {
            branch.Operands = [condition.Operands[0]];
            branch.Targets = [targets[1], targets[0]];
            SimplifyCondBranch(function, block, branch);

            return true;
        }

        if (targets[0].Block != targets[1].Block)
        {
            return false;
        }

        // Both ways lead to one place: only the arguments are a choice.
        Value[] arguments = targets[0].Arguments;
        block.Instructions.RemoveAt(block.Instructions.Count - 1);
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] != targets[1].Arguments[i])
            {
                Value select = function.NewValue(Op.Select, arguments[i].Type);
                select.Operands = [condition, arguments[i], targets[1].Arguments[i]];
                select.Block = block;
                select.Location = branch.Location;
                block.Instructions.Add(select);
                arguments[i] = select;
            }
        }

        block.Instructions.Add(branch);
        Edit.MakeBranch(branch, targets[0]);

        return true;
    }

    private static bool SimplifySwitch(Function function, Block block, Value branch)
    {
        Value selector = branch.Operands[0];
        Successor[] targets = branch.Targets!;
        if (selector.Op == Op.Const)
        {
            Edit.MakeBranch(branch, targets[(int)Math.Min((ulong)selector.Imm, (ulong)targets.Length - 1)]);

            return true;
        }

        bool changed = false;
        while (targets.Length > 1 && SameEdge(targets[^2], targets[^1]))
        {
            // The last case does what the default does.
            targets = targets[1..];
            Array.Copy(branch.Targets!, targets, targets.Length);
            branch.Targets = targets;
            changed = true;
        }

        if (targets.Length == 1)
        {
            Edit.MakeBranch(branch, targets[0]);

            return true;
        }

        if (targets.Length == 2)
        {
            Value compare = function.NewValue(Op.Compare, IrType.I1);
            compare.Aux = (byte)Cmp.Eq;
            compare.Operands = [selector, function.ConstI32(0)];
            compare.Block = block;
            compare.Location = branch.Location;
            block.Instructions.Insert(block.Instructions.Count - 1, compare);
            branch.Op = Op.CondBranch;
            branch.Operands = [compare];

            return true;
        }

        return changed;
    }

    private static bool SameEdge(Successor a, Successor b) => a.Block == b.Block && a.Arguments.AsSpan().SequenceEqual(b.Arguments);

    /// <summary>Removes block parameters for which all edges bring the same value (or the parameter itself).</summary>
    private static bool MergeParameters(Function function)
    {
        IncomingEdges incoming = new(function);
        Substitution substitution = new(function);
        BitSet dead = new(function.ValueCount);
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Block block in function.Blocks)
            {
                for (int i = 0; i < block.Parameters.Count; i++)
                {
                    Value parameter = block.Parameters[i];
                    if (dead.Contains(parameter.Id) || OnlySource(incoming.To(block), i, parameter, substitution) is not { } source)
                    {
                        continue;
                    }

                    substitution.Replace(parameter, source);
                    dead.Add(parameter.Id);
                    changed = true;
                }
            }
        }

        if (!substitution.Apply())
        {
            return false;
        }

        Edit.RemoveParameters(function, dead);

        return true;
    }

    private static Value? OnlySource(ReadOnlySpan<Successor> edges, int index, Value parameter, Substitution substitution)
    {
        Value? source = null;
        foreach (Successor edge in edges)
        {
            Value argument = substitution.Resolve(edge.Arguments[index]);
            if (argument == parameter || argument == source)
            {
                continue;
            }

            if (source is not null)
            {
                return null;
            }

            source = argument;
        }

        return source;
    }

    /// <summary>Appends a block with a single incoming edge to the block where that edge is the only way on.</summary>
    private static bool MergeChains(Function function)
    {
        int[] edges = new int[function.BlockCount];
        foreach (Block block in function.Blocks)
        {
            foreach (Successor successor in block.Successors)
            {
                edges[successor.Block.Id]++;
            }
        }

        Substitution substitution = new(function);
        BitSet? merged = null;
        foreach (Block block in function.Blocks)
        {
            if (merged is not null && merged.Contains(block.Id))
            {
                continue;
            }

            while (block.Terminator is { Op: Op.Branch } branch)
            {
                Successor edge = branch.Targets![0];
                Block next = edge.Block;
                if (next == block || edges[next.Id] != 1)
                {
                    break;
                }

                block.Instructions.RemoveAt(block.Instructions.Count - 1);
                branch.Block = null;
                for (int i = 0; i < next.Parameters.Count; i++)
                {
                    substitution.Replace(next.Parameters[i], edge.Arguments[i]);
                }

                foreach (Value value in next.Instructions)
                {
                    value.Block = block;
                }

                block.Instructions.AddRange(next.Instructions);
                merged ??= new BitSet(function.BlockCount);
                merged.Add(next.Id);
            }
        }

        if (merged is null)
        {
            return false;
        }

        substitution.Apply();
        BitSet keep = new(function.BlockCount);
        foreach (Block block in function.Blocks)
        {
            if (!merged.Contains(block.Id))
            {
                keep.Add(block.Id);
            }
        }

        Edit.RetainBlocks(function, keep);

        return true;
    }
}
