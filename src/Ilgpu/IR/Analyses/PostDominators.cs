namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>
/// Post-dominator tree below a virtual exit, which follows every block without successors and one block of every
/// endless loop.
/// </summary>
internal sealed class PostDominators
{
    /// <summary>Immediate post-dominator by <see cref="Block.Id"/>; null where that is the virtual exit.</summary>
    public readonly Block?[] Immediate;

    private readonly int[] _enter;
    private readonly int[] _leave;

    private PostDominators(Block?[] immediate, int[] enter, int[] leave)
    {
        this.Immediate = immediate;
        _enter = enter;
        _leave = leave;
    }

    public static PostDominators Compute(ControlFlow flow)
    {
        // Index 0 is the virtual exit; the others number the blocks in reverse post-order of the reversed graph.
        Block[] blocks = flow.ReversePostOrder;
        int[] number = new int[flow.Order.Length];
        bool[] isExit = new bool[flow.Order.Length];
        Block[] order = Order(flow, number, isExit);
        int count = blocks.Length + 1;
        int[] idom = new int[count];
        Array.Fill(idom, -1);
        idom[0] = 0;
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 1; i < count; i++)
            {
                int best = isExit[order[i].Id] ? 0 : -1;
                foreach (Successor successor in order[i].Successors)
                {
                    int s = number[successor.Block.Id];
                    if (idom[s] >= 0)
                    {
                        best = best < 0 ? s : Dominators.Intersect(idom, best, s);
                    }
                }

                if (idom[i] != best)
                {
                    idom[i] = best;
                    changed = true;
                }
            }
        }

        Block?[] immediate = new Block?[flow.Order.Length];
        TreeNumbering tree = TreeNumbering.Compute(idom);
        int[] enter = new int[flow.Order.Length];
        int[] leave = new int[flow.Order.Length];
        Array.Fill(enter, -1);
        for (int i = 1; i < count; i++)
        {
            int id = order[i].Id;
            immediate[id] = idom[i] == 0 ? null : order[idom[i]];
            enter[id] = tree.Enter[i];
            leave[id] = tree.Leave[i];
        }

        return new PostDominators(immediate, enter, leave);
    }

    /// <summary>Every path from <paramref name="b"/> to an exit goes through <paramref name="a"/>; true for a = b.</summary>
    public bool PostDominates(Block a, Block b)
    {
        int enter = _enter[b.Id];

        return _enter[a.Id] >= 0 && enter >= _enter[a.Id] && enter <= _leave[a.Id];
    }

    private static Block[] Order(ControlFlow flow, int[] number, bool[] isExit)
    {
        Block[] blocks = flow.ReversePostOrder;
        Block[] postOrder = new Block[blocks.Length];
        bool[] seen = new bool[flow.Order.Length];
        Block[] stack = new Block[blocks.Length];
        int[] next = new int[blocks.Length];
        int finished = 0;

        // Exits first; whatever reaches none of them is an endless loop and starts at its last block.
        for (int round = 0; round < 2; round++)
        {
            for (int i = blocks.Length - 1; i >= 0; i--)
            {
                Block root = blocks[i];
                if (seen[root.Id] || (round == 0 && root.Successors.Length > 0))
                {
                    continue;
                }

                int depth = 0;
                stack[0] = root;
                next[0] = 0;
                seen[root.Id] = true;
                isExit[root.Id] = true;
                while (depth >= 0)
                {
                    List<Block> predecessors = flow.Predecessors[stack[depth].Id];
                    if (next[depth] == predecessors.Count)
                    {
                        postOrder[finished++] = stack[depth--];
                        continue;
                    }

                    Block predecessor = predecessors[next[depth]++];
                    if (!seen[predecessor.Id])
                    {
                        seen[predecessor.Id] = true;
                        stack[++depth] = predecessor;
                        next[depth] = 0;
                    }
                }
            }
        }

        Block[] order = new Block[blocks.Length + 1];
        for (int i = 0; i < finished; i++)
        {
            order[finished - i] = postOrder[i];
            number[postOrder[i].Id] = finished - i;
        }

        return order;
    }
}
