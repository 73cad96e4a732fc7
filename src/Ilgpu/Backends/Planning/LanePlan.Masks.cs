using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <content>Divergent control flow: what is visited when, and which blocks have masks of their own.</content>
internal sealed partial class LanePlan
{
    /// <summary>
    /// Partial linearisation: a divergent branch goes to the first of its targets and defers the others; what is
    /// deferred is handed on from block to block until it is next.
    /// </summary>
    private void Linearise()
    {
        for (int i = 0; i < this.Order.Length; i++)
        {
            this.Deferred[i] = [];
        }

        SortedSet<int> pending = [];
        for (int i = 0; i < this.Order.Length; i++)
        {
            Block block = this.Order[i];
            ReadOnlySpan<Successor> successors = block.Successors;
            this.DeferExits(i);
            bool together = !_scalar && this.Uniformity.IsDivergentBranch(block);
            if (successors.Length == 0 || together)
            {
                this.HandOn(i, successors, pending);
                continue;
            }

            for (int s = 0; s < successors.Length; s++)
            {
                this.HandOn(i, successors.Slice(s, 1), pending);
            }

            // A masked loop ends when no lane goes on: then its deferred targets are next.
            if (successors.Length == 1 && this.IsBackEdge(block, successors[0].Block))
            {
                this.HandOn(i, [], pending);
            }
        }
    }

    /// <summary>Lanes that left a loop in earlier rounds wait behind it while the others go on.</summary>
    private void DeferExits(int position)
    {
        Block header = this.Order[position];
        if (!_scalar && this.Uniformity.IsDivergentLoop(header) && _loops.InnermostOf(header) is { } loop && loop.Header == header)
        {
            foreach ((Block from, int index) in loop.ExitEdges)
            {
                this.Deferred[position].Add(this.Position[from.Successors[index].Block.Id]);
            }
        }
    }

    private void HandOn(int from, ReadOnlySpan<Successor> successors, SortedSet<int> pending)
    {
        pending.Clear();
        pending.UnionWith(this.Deferred[from]);
        foreach (Successor successor in successors)
        {
            int to = this.Position[successor.Block.Id];
            if (to > from)
            {
                pending.Add(to);
            }
        }

        if (pending.Count == 0)
        {
            return;
        }

        int next = pending.Min;
        pending.Remove(next);
        this.Deferred[next].UnionWith(pending);
    }

    /// <summary>
    /// A divergent block that is only ever jumped to, by uniform branches under one mask, runs under that mask: the
    /// body of a uniform loop inside a divergent if, for example.
    /// </summary>
    private void FindLeaders()
    {
        if (_scalar)
        {
            return;
        }

        HashSet<int> waitedFor = [];
        foreach (SortedSet<int> deferred in this.Deferred)
        {
            waitedFor.UnionWith(deferred);
        }

        HashSet<Block> own = [];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 0; i < this.Order.Length; i++)
            {
                Block block = this.Order[i];
                if (!this.Uniformity.IsDivergent(block))
                {
                    continue;
                }

                Block? leader = waitedFor.Contains(i) || own.Contains(block) ? block : this.CommonLeader(block);
                if (leader == block)
                {
                    own.Add(block);
                }

                this.Leader[block.Id] = leader;
            }

            // Headers were decided by their entries; a latch under another mask revokes that.
            foreach (Loop loop in _loops.Loops)
            {
                Block? leader = this.Leader[loop.Header.Id];
                foreach (Block latch in loop.Latches)
                {
                    if (leader is not null && this.Leader[latch.Id] != leader && own.Add(loop.Header))
                    {
                        changed = true;
                    }
                }
            }
        }
    }

    /// <summary>The one leader of all forward predecessors, if none of them branches divergently; else the block itself.</summary>
    private Block CommonLeader(Block block)
    {
        Block? common = null;
        foreach (Block from in _flow.Predecessors[block.Id])
        {
            if (this.IsBackEdge(from, block))
            {
                continue;
            }

            Block? leader = this.Leader[from.Id];
            if (leader is null || this.Uniformity.IsDivergentBranch(from) || (common is not null && common != leader))
            {
                return block;
            }

            common = leader;
        }

        return common ?? block;
    }
}
