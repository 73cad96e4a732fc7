using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <content>The order of the blocks: loops contiguous, inner ones as one unit.</content>
internal sealed partial class LanePlan
{
    /// <summary>Appends the blocks of a loop (null: the function), inner loops as one unit, in topological order.</summary>
    private void LayOut(Loop? loop, Block header, List<Block> order)
    {
        List<Block> postOrder = [];
        HashSet<Block> seen = [];
        this.Visit(loop, header, header, seen, postOrder);
        for (int i = postOrder.Count - 1; i >= 0; i--)
        {
            Block block = postOrder[i];
            Loop? inner = this.ChildLoopOf(loop, block);
            if (inner is null)
            {
                order.Add(block);
            }
            else
            {
                this.LayOut(inner, inner.Header, order);
            }
        }
    }

    private void Visit(Loop? loop, Block header, Block node, HashSet<Block> seen, List<Block> postOrder)
    {
        if (!seen.Add(node))
        {
            return;
        }

        Loop? inner = this.ChildLoopOf(loop, node);
        if (inner is null)
        {
            // The last successor is visited first, so that the first one (the loop body, the then part) comes next.
            ReadOnlySpan<Successor> successors = node.Successors;
            for (int i = successors.Length - 1; i >= 0; i--)
            {
                this.VisitTarget(loop, header, successors[i].Block, seen, postOrder);
            }
        }
        else
        {
            foreach ((Block from, int index) in inner.ExitEdges)
            {
                this.VisitTarget(loop, header, from.Successors[index].Block, seen, postOrder);
            }
        }

        postOrder.Add(node);
    }

    private void VisitTarget(Loop? loop, Block header, Block target, HashSet<Block> seen, List<Block> postOrder)
    {
        if (target == header || (loop is not null && !loop.Contains(target)))
        {
            return;
        }

        Loop? inner = this.ChildLoopOf(loop, target);
        this.Visit(loop, header, inner is null ? target : inner.Header, seen, postOrder);
    }

    /// <summary>The loop directly inside <paramref name="loop"/> that contains the block, or null.</summary>
    private Loop? ChildLoopOf(Loop? loop, Block block)
    {
        Loop? inner = _loops.InnermostOf(block);
        while (inner is not null && inner != loop && inner.Parent != loop)
        {
            inner = inner.Parent;
        }

        return inner == loop ? null : inner;
    }
}
