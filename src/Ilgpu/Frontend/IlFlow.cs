namespace IlgpuOptim.Engine.Frontend;

/// <summary>Order, dominators and loops of the control flow graph of a method's IL.</summary>
internal static class IlFlow
{
    public static void Analyze(IlBlock[] blocks, out int[] order)
    {
        int[] depth = new int[blocks.Length];
        order = ReversePostOrder(blocks, depth);
        foreach (int b in order)
        {
            foreach (int successor in blocks[b].Successors)
            {
                blocks[successor].Predecessors.Add(b);
            }
        }

        if (FindHeaders(blocks, order))
        {
            // Once more, so that the blocks of a loop stand together in front of what follows the loop.
            FindLoops(blocks, order, depth);
            order = ReversePostOrder(blocks, depth);
            FindHeaders(blocks, order);
        }

        FindDominators(blocks, order);
    }

    /// <summary>Block a dominates block b.</summary>
    public static bool Dominates(IlBlock[] blocks, int a, int b)
    {
        while (blocks[b].Order > blocks[a].Order)
        {
            b = blocks[b].Dominator;
        }

        return a == b;
    }

    /// <summary>Finds the targets of edges that go backwards, and where all edges into a block are known.</summary>
    private static bool FindHeaders(IlBlock[] blocks, int[] order)
    {
        bool any = false;
        foreach (int b in order)
        {
            IlBlock block = blocks[b];
            int last = -1;
            foreach (int predecessor in block.Predecessors)
            {
                last = Math.Max(last, blocks[predecessor].Order);
            }

            block.LoopEnd = last >= block.Order ? last : -1;
            any |= block.LoopEnd >= 0;
        }

        return any;
    }

    /// <summary>Depth-first order; the successor of the smallest loop depth is visited first and so comes last.</summary>
    private static int[] ReversePostOrder(IlBlock[] blocks, int[] depth)
    {
        int[] result = new int[blocks.Length];
        bool[] seen = new bool[blocks.Length];
        Stack<int> stack = new();
        int at = blocks.Length;
        stack.Push(0);
        seen[0] = true;
        while (stack.Count > 0)
        {
            int b = stack.Peek();
            int[] successors = blocks[b].Successors;
            int best = -1;
            foreach (int successor in successors)
            {
                if (!seen[successor] && (best < 0 || depth[successor] < depth[best]))
                {
                    best = successor;
                }
            }

            if (best >= 0)
            {
                seen[best] = true;
                stack.Push(best);
            }
            else
            {
                stack.Pop();
                result[--at] = b;
            }
        }

        result = result[at..];
        for (int i = 0; i < result.Length; ++i)
        {
            blocks[result[i]].Order = i;
        }

        return result;
    }

    private static void FindDominators(IlBlock[] blocks, int[] order)
    {
        blocks[order[0]].Dominator = order[0];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 1; i < order.Length; ++i)
            {
                IlBlock block = blocks[order[i]];
                int dominator = -1;
                foreach (int predecessor in block.Predecessors)
                {
                    if (blocks[predecessor].Dominator >= 0)
                    {
                        dominator = dominator < 0 ? predecessor : Meet(blocks, dominator, predecessor);
                    }
                }

                if (dominator != block.Dominator)
                {
                    block.Dominator = dominator;
                    changed = true;
                }
            }
        }
    }

    private static int Meet(IlBlock[] blocks, int a, int b)
    {
        while (a != b)
        {
            while (blocks[a].Order > blocks[b].Order)
            {
                a = blocks[a].Dominator;
            }

            while (blocks[b].Order > blocks[a].Order)
            {
                b = blocks[b].Dominator;
            }
        }

        return a;
    }

    /// <summary>Marks every block that lies on a cycle: walk back from each edge that goes backwards.</summary>
    private static void FindLoops(IlBlock[] blocks, int[] order, int[] depth)
    {
        Stack<int> work = new();
        foreach (int h in order)
        {
            IlBlock header = blocks[h];
            if (header.LoopEnd < 0)
            {
                continue;
            }

            bool[] inside = new bool[blocks.Length];
            inside[h] = true;
            header.InLoop = true;
            ++depth[h];
            foreach (int predecessor in header.Predecessors)
            {
                if (blocks[predecessor].Order >= header.Order && !inside[predecessor])
                {
                    inside[predecessor] = true;
                    work.Push(predecessor);
                }
            }

            while (work.Count > 0)
            {
                int b = work.Pop();
                IlBlock block = blocks[b];
                block.InLoop = true;
                ++depth[b];
                foreach (int predecessor in block.Predecessors)
                {
                    if (!inside[predecessor] && blocks[predecessor].Order > header.Order)
                    {
                        inside[predecessor] = true;
                        work.Push(predecessor);
                    }
                }
            }
        }
    }
}
