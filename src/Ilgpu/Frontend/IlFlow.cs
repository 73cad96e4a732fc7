namespace IlgpuOptim.Engine.Frontend;

/// <summary>Order, dominators and loops of the control flow graph of a method's IL.</summary>
internal static class IlFlow
{
    public static void Analyze(IlBlock[] blocks, out int[] order)
    {
        order = ReversePostOrder(blocks);
        foreach (int b in order)
        {
            foreach (int successor in blocks[b].Successors)
            {
                blocks[successor].Predecessors.Add(b);
            }
        }

        foreach (int b in order)
        {
            IlBlock block = blocks[b];
            foreach (int predecessor in block.Predecessors)
            {
                block.SealAfter = Math.Max(block.SealAfter, blocks[predecessor].Order);
            }

            if (block.SealAfter >= block.Order)
            {
                block.LoopEnd = block.SealAfter;
            }
        }

        FindDominators(blocks, order);
        FindLoops(blocks, order);
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

    private static int[] ReversePostOrder(IlBlock[] blocks)
    {
        int[] result = new int[blocks.Length];
        int[] next = new int[blocks.Length];
        bool[] seen = new bool[blocks.Length];
        Stack<int> stack = new();
        int at = blocks.Length;
        stack.Push(0);
        seen[0] = true;
        while (stack.Count > 0)
        {
            int b = stack.Peek();
            int[] successors = blocks[b].Successors;
            if (next[b] < successors.Length)
            {
                // The last successor first: then the fall-through path comes last in reverse post-order, as in the source.
                int successor = successors[next[b]++];
                if (!seen[successor])
                {
                    seen[successor] = true;
                    stack.Push(successor);
                }
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
    private static void FindLoops(IlBlock[] blocks, int[] order)
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
                IlBlock block = blocks[work.Pop()];
                block.InLoop = true;
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
