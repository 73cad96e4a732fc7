namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>A natural loop: all blocks that reach a latch without leaving through the header.</summary>
internal sealed class Loop(Block header, int blockCapacity)
{
    public readonly Block Header = header;

    public Loop? Parent;

    public readonly List<Loop> Children = [];

    /// <summary>1 for outermost loops.</summary>
    public int Depth;

    /// <summary>Members by <see cref="Block.Id"/>, those of inner loops included.</summary>
    public readonly BitSet Blocks = new(blockCapacity);

    /// <summary>Blocks with an edge back to the header.</summary>
    public readonly List<Block> Latches = [];

    /// <summary>Edges that leave the loop: the block and the index among its successors.</summary>
    public readonly List<(Block From, int Index)> ExitEdges = [];

    public bool Contains(Block block) => this.Blocks.Contains(block.Id);

    public bool Contains(Loop? other)
    {
        while (other is not null && other != this)
        {
            other = other.Parent;
        }

        return other is not null;
    }

    /// <summary>The only block in front of the loop if it leads nowhere else, or null.</summary>
    public Block? Preheader(ControlFlow flow)
    {
        Block? outside = null;
        foreach (Block predecessor in flow.Predecessors[this.Header.Id])
        {
            if (!this.Contains(predecessor))
            {
                if (outside is not null)
                {
                    return null;
                }

                outside = predecessor;
            }
        }

        return outside is { Terminator.Op: Op.Branch } ? outside : null;
    }

    public override string ToString() => $"loop {this.Header} depth {this.Depth}";
}

/// <summary>Natural loops and their nesting.</summary>
internal sealed class LoopForest
{
    private readonly Loop?[] _innermost;
    private readonly ControlFlow _flow;

    /// <summary>All loops, every loop behind the loops around it.</summary>
    public readonly Loop[] Loops;

    /// <summary>Every cycle is a natural loop; otherwise <see cref="Passes.MakeReducible"/> has work to do.</summary>
    public readonly bool IsReducible;

    private LoopForest(ControlFlow flow, Loop?[] innermost, Loop[] loops, bool isReducible)
    {
        _flow = flow;
        _innermost = innermost;
        this.Loops = loops;
        this.IsReducible = isReducible;
    }

    public static LoopForest Compute(ControlFlow flow, Dominators dominators)
    {
        Block[] order = flow.ReversePostOrder;
        int capacity = flow.Order.Length;
        Loop?[] innermost = new Loop?[capacity];
        List<Loop> loops = [];
        List<Block> work = [];
        bool isReducible = true;

        // Inner headers come later in the order, so the walk from the end meets inner loops first.
        for (int i = order.Length - 1; i >= 0; i--)
        {
            Block header = order[i];
            Loop? loop = null;
            foreach (Block predecessor in flow.Predecessors[header.Id])
            {
                if (flow.Order[predecessor.Id] < i)
                {
                    continue;
                }

                if (!dominators.Dominates(header, predecessor))
                {
                    isReducible = false;
                    continue;
                }

                loop ??= new Loop(header, capacity);
                if (!loop.Latches.Contains(predecessor))
                {
                    loop.Latches.Add(predecessor);
                    work.Add(predecessor);
                }
            }

            if (loop is null)
            {
                continue;
            }

            loops.Add(loop);
            Collect(flow, loop, innermost, work);
        }

        loops.Reverse();
        foreach (Loop loop in loops)
        {
            loop.Depth = loop.Parent is null ? 1 : loop.Parent.Depth + 1;
            loop.Parent?.Children.Add(loop);
        }

        foreach (Block block in order)
        {
            for (Loop? loop = innermost[block.Id]; loop is not null; loop = loop.Parent)
            {
                loop.Blocks.Add(block.Id);
            }
        }

        foreach (Block block in order)
        {
            ReadOnlySpan<Successor> successors = block.Successors;
            for (int i = 0; i < successors.Length; i++)
            {
                for (Loop? loop = innermost[block.Id]; loop is not null && !loop.Contains(successors[i].Block); loop = loop.Parent)
                {
                    loop.ExitEdges.Add((block, i));
                }
            }
        }

        return new LoopForest(flow, innermost, [.. loops], isReducible);
    }

    /// <summary>The smallest loop around a block, or null.</summary>
    public Loop? InnermostOf(Block block) => (uint)block.Id < (uint)_innermost.Length ? _innermost[block.Id] : null;

    public int DepthOf(Block block) => this.InnermostOf(block)?.Depth ?? 0;

    /// <summary>
    /// Reverse post-order in which the blocks of every loop stand together, header first: the order in which a back
    /// end writes blocks down.
    /// </summary>
    public Block[] LinearOrder()
    {
        Block[] order = _flow.ReversePostOrder;
        Block[] result = new Block[order.Length];
        bool[] placed = new bool[_flow.Order.Length];
        int count = 0;
        this.Place(order, 0, null, placed, result, ref count);

        return result;
    }

    /// <summary>
    /// Nothing in a loop comes after a block outside of it except through its header, so pulling the loop's blocks
    /// forward to the header keeps every edge but back edges pointing forward.
    /// </summary>
    private void Place(Block[] order, int start, Loop? loop, bool[] placed, Block[] result, ref int count)
    {
        for (int i = start; i < order.Length; i++)
        {
            Block block = order[i];
            if (placed[block.Id] || (loop is not null && !loop.Contains(block)))
            {
                continue;
            }

            Loop? inner = this.InnermostOf(block);
            if (inner != loop && inner is not null && inner.Header == block)
            {
                this.Place(order, i, inner, placed, result, ref count);
            }
            else
            {
                placed[block.Id] = true;
                result[count++] = block;
            }
        }
    }

    private static void Collect(ControlFlow flow, Loop loop, Loop?[] innermost, List<Block> work)
    {
        innermost[loop.Header.Id] ??= loop;
        while (work.Count > 0)
        {
            Block block = work[^1];
            work.RemoveAt(work.Count - 1);
            Loop? inner = innermost[block.Id];
            if (inner is null)
            {
                innermost[block.Id] = loop;
                work.AddRange(flow.Predecessors[block.Id]);
                continue;
            }

            while (inner.Parent is not null)
            {
                inner = inner.Parent;
            }

            if (inner != loop)
            {
                // A finished inner loop joins as a whole; the walk goes on in front of its header.
                inner.Parent = loop;
                foreach (Block predecessor in flow.Predecessors[inner.Header.Id])
                {
                    if (innermost[predecessor.Id] is not { } other || Outermost(other) != loop)
                    {
                        work.Add(predecessor);
                    }
                }
            }
        }
    }

    private static Loop Outermost(Loop loop)
    {
        while (loop.Parent is not null)
        {
            loop = loop.Parent;
        }

        return loop;
    }
}
