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

            Merge(function, loop, flow.Predecessors[loop.Header.Id], inside: false);
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

            Merge(function, loop, loop.Latches, inside: true);
            changed = true;
        }

        return changed;
    }

    /// <summary>Leads the edges into the header, from inside or from outside of the loop, through one block.</summary>
    private static void Merge(Function function, Loop loop, List<Block> predecessors, bool inside)
    {
        List<Successor> edges = [];
        foreach (Block predecessor in predecessors)
        {
            foreach (Successor edge in predecessor.Successors)
            {
                if (edge.Block == loop.Header && loop.Contains(predecessor) == inside && !edges.Contains(edge))
                {
                    edges.Add(edge);
                }
            }
        }

        Edit.MergeEdges(function, edges);
    }
}
