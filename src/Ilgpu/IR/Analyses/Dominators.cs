namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>Dominator tree of the reachable blocks (Cooper, Harvey and Kennedy's iteration).</summary>
internal sealed class Dominators
{
    /// <summary>Immediate dominator by <see cref="Block.Id"/>; null for the entry and for unreachable blocks.</summary>
    public readonly Block?[] Immediate;

    /// <summary>Blocks in an order in which every block stands behind its dominators, subtrees contiguous.</summary>
    public readonly Block[] PreOrder;

    private readonly int[] _enter;
    private readonly int[] _leave;

    private Dominators(Block?[] immediate, Block[] preOrder, int[] enter, int[] leave)
    {
        this.Immediate = immediate;
        this.PreOrder = preOrder;
        _enter = enter;
        _leave = leave;
    }

    public static Dominators Compute(ControlFlow flow)
    {
        Block[] order = flow.ReversePostOrder;
        int[] idom = new int[order.Length];
        Array.Fill(idom, -1);
        idom[0] = 0;
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 1; i < order.Length; i++)
            {
                int best = -1;
                foreach (Block predecessor in flow.Predecessors[order[i].Id])
                {
                    int p = flow.Order[predecessor.Id];
                    if (idom[p] >= 0)
                    {
                        best = best < 0 ? p : Intersect(idom, best, p);
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
        for (int i = 1; i < order.Length; i++)
        {
            immediate[order[i].Id] = order[idom[i]];
        }

        TreeNumbering tree = TreeNumbering.Compute(idom);
        int[] enter = new int[flow.Order.Length];
        int[] leave = new int[flow.Order.Length];
        Block[] preOrder = new Block[order.Length];
        Array.Fill(enter, -1);
        for (int i = 0; i < order.Length; i++)
        {
            enter[order[i].Id] = tree.Enter[i];
            leave[order[i].Id] = tree.Leave[i];
            preOrder[tree.Enter[i]] = order[i];
        }

        return new Dominators(immediate, preOrder, enter, leave);
    }

    /// <summary>Every path from the entry to <paramref name="b"/> goes through <paramref name="a"/>; true for a = b.</summary>
    public bool Dominates(Block a, Block b)
    {
        int enter = _enter[b.Id];

        return _enter[a.Id] >= 0 && enter >= _enter[a.Id] && enter <= _leave[a.Id];
    }

    /// <summary>The closest block that dominates both.</summary>
    public Block Common(Block a, Block b)
    {
        while (!this.Dominates(a, b))
        {
            a = this.Immediate[a.Id]!;
        }

        return a;
    }

    internal static int Intersect(int[] idom, int a, int b)
    {
        while (a != b)
        {
            while (a > b)
            {
                a = idom[a];
            }

            while (b > a)
            {
                b = idom[b];
            }
        }

        return a;
    }
}

/// <summary>Preorder numbers of a tree given by parents that have smaller indices (the root is its own parent).</summary>
internal readonly struct TreeNumbering
{
    /// <summary>Preorder number by index.</summary>
    public readonly int[] Enter;

    /// <summary>Largest preorder number in the subtree by index.</summary>
    public readonly int[] Leave;

    private TreeNumbering(int[] enter, int[] leave)
    {
        this.Enter = enter;
        this.Leave = leave;
    }

    public static TreeNumbering Compute(int[] parent)
    {
        // Sizes bottom-up, then every node hands out ranges of numbers to its children top-down.
        int[] size = new int[parent.Length];
        int[] enter = new int[parent.Length];
        int[] leave = new int[parent.Length];
        for (int i = parent.Length - 1; i > 0; i--)
        {
            size[i]++;
            size[parent[i]] += size[i];
        }

        int[] free = new int[parent.Length];
        free[0] = 1;
        leave[0] = parent.Length - 1;
        for (int i = 1; i < parent.Length; i++)
        {
            enter[i] = free[parent[i]];
            free[parent[i]] += size[i];
            leave[i] = enter[i] + size[i] - 1;
            free[i] = enter[i] + 1;
        }

        return new TreeNumbering(enter, leave);
    }
}
