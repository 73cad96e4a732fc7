using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Loop-invariant code motion: pure values whose operands come from outside move in front of the loop; loads do if
/// nothing in the loop may change the memory and the access cannot fault that did not before: it lies in an allocation
/// of known size, or in the header, which runs whenever the loop is entered.
/// </summary>
internal static class Licm
{
    public static bool Run(Function function, PassContext context)
    {
        ControlFlow flow = ControlFlow.Compute(function);
        LoopForest forest = LoopForest.Compute(flow, Dominators.Compute(flow));
        if (forest.Loops.Length == 0)
        {
            return false;
        }

        bool changed = SimplifyLoops.AddPreheaders(function, flow, forest);
        if (changed)
        {
            flow = ControlFlow.Compute(function);
            forest = LoopForest.Compute(flow, Dominators.Compute(flow));
        }

        List<Value> clobbers = [];
        for (int i = forest.Loops.Length - 1; i >= 0; i--)
        {
            Loop loop = forest.Loops[i];
            if (loop.Preheader(flow) is { } preheader)
            {
                changed |= Hoist(function, flow, loop, preheader, clobbers);
                changed |= Reassociate(function, flow, forest, loop, preheader);
            }
        }

        return changed;
    }

    private static bool Reassociate(Function function, ControlFlow flow, LoopForest forest, Loop loop, Block preheader)
    {
        Reassociation reassociation = new(function, loop, preheader);
        bool changed = false;
        for (int i = flow.Order[loop.Header.Id]; i < flow.ReversePostOrder.Length; i++)
        {
            Block block = flow.ReversePostOrder[i];
            if (forest.InnermostOf(block) == loop)
            {
                changed |= reassociation.Run(block);
            }
        }

        return changed;
    }

    private static bool Hoist(Function function, ControlFlow flow, Loop loop, Block preheader, List<Value> clobbers)
    {
        clobbers.Clear();
        Block[] order = flow.ReversePostOrder;
        int first = flow.Order[loop.Header.Id];
        for (int i = first; i < order.Length; i++)
        {
            if (!loop.Contains(order[i]))
            {
                continue;
            }

            foreach (Value value in order[i].Instructions)
            {
                if (AvailableLoads.IsClobber(value))
                {
                    clobbers.Add(value);
                }
            }
        }

        bool changed = false;
        for (int i = first; i < order.Length; i++)
        {
            Block block = order[i];
            if (!loop.Contains(block))
            {
                continue;
            }

            List<Value> instructions = block.Instructions;
            int kept = 0;
            for (int k = 0; k < instructions.Count; k++)
            {
                Value value = instructions[k];
                bool moves = IsInvariant(loop, value)
                    && (value.IsPure() || IsMovableLoad(function, value, block == loop.Header, clobbers));
                if (!moves)
                {
                    instructions[kept++] = value;
                    continue;
                }

                value.Block = preheader;
                preheader.Instructions.Insert(preheader.Instructions.Count - 1, value);
                changed = true;
            }

            instructions.RemoveRange(kept, instructions.Count - kept);
        }

        return changed;
    }

    private static bool IsInvariant(Loop loop, Value value)
    {
        foreach (Value operand in value.Operands)
        {
            if (operand.Block is not null && loop.Contains(operand.Block))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsMovableLoad(Function function, Value value, bool inHeader, List<Value> clobbers)
    {
        if (value.Op != Op.Load
            || (value.Flags & ValueFlags.Volatile) != 0
            || (!inHeader && !Pointers.IsSafe(function, value.Operands[0], value.Mem.Size())))
        {
            return false;
        }

        foreach (Value clobber in clobbers)
        {
            if (AvailableLoads.MayChange(clobber, value.Operands[0], value.Mem))
            {
                return false;
            }
        }

        return true;
    }
}
