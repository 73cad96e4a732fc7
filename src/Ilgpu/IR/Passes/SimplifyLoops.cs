using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Gives every loop a preheader (a block in front that leads nowhere else) and a single latch.</summary>
internal static class SimplifyLoops
{
    public static bool Run(Function function, PassContext context)
    {
        bool changed = Edit.RemoveUnreachable(function);
        ControlFlow flow = ControlFlow.Compute(function);
        LoopForest forest = LoopForest.Compute(flow, Dominators.Compute(flow));
        changed |= AddPreheaders(function, flow, forest);

        return MergeLatches(function, forest) || changed;
    }

    /// <summary>Adds missing preheaders; <paramref name="flow"/> and <paramref name="forest"/> are stale if the answer is true.</summary>
    public static bool AddPreheaders(Function function, ControlFlow flow, LoopForest forest)
    {
        bool changed = false;
        foreach (Loop loop in forest.Loops)
        {
            if (loop.Preheader(flow) is not null)
            {
                continue;
            }

            Block preheader = Edit.NewForwarder(function, loop.Header);
            foreach (Block predecessor in flow.Predecessors[loop.Header.Id])
            {
                if (!loop.Contains(predecessor))
                {
                    Redirect(predecessor, loop.Header, preheader);
                }
            }

            changed = true;
        }

        return changed;
    }

    private static bool MergeLatches(Function function, LoopForest forest)
    {
        bool changed = false;
        foreach (Loop loop in forest.Loops)
        {
            if (loop.Latches.Count == 1 && loop.Latches[0].Terminator.Op == Op.Branch)
            {
                continue;
            }

            Block latch = Edit.NewForwarder(function, loop.Header);
            foreach (Block predecessor in loop.Latches)
            {
                Redirect(predecessor, loop.Header, latch);
            }

            changed = true;
        }

        return changed;
    }

    private static void Redirect(Block from, Block target, Block replacement)
    {
        foreach (Successor edge in from.Successors)
        {
            if (edge.Block == target)
            {
                edge.Block = replacement;
            }
        }
    }
}
