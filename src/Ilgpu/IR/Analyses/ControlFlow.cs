namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>Reachable blocks, their order and predecessors. A snapshot: passes that change edges compute it anew.</summary>
internal sealed class ControlFlow
{
    private static readonly List<Block> None = [];

    public readonly Function Function;

    /// <summary>Reachable blocks; apart from back edges, every block stands behind its predecessors.</summary>
    public readonly Block[] ReversePostOrder;

    /// <summary>Position in <see cref="ReversePostOrder"/> by <see cref="Block.Id"/>; -1 for unreachable blocks.</summary>
    public readonly int[] Order;

    /// <summary>
    /// Reachable predecessors by <see cref="Block.Id"/>, one entry per edge: a block whose branch names the same
    /// target twice stands here twice.
    /// </summary>
    public readonly List<Block>[] Predecessors;

    private ControlFlow(Function function, Block[] order, int[] positions, List<Block>[] predecessors)
    {
        this.Function = function;
        this.ReversePostOrder = order;
        this.Order = positions;
        this.Predecessors = predecessors;
    }

    public static ControlFlow Compute(Function function)
    {
        int count = function.BlockCount;
        int[] position = new int[count];
        Array.Fill(position, -1);
        Block[] stack = new Block[function.Blocks.Count];
        int[] next = new int[function.Blocks.Count];
        Block[] postOrder = new Block[function.Blocks.Count];
        int finished = 0;
        int depth = 0;
        stack[0] = function.Entry;
        next[0] = function.Entry.Successors.Length;
        position[function.Entry.Id] = 0;
        while (depth >= 0)
        {
            // The last successor first: the order then shows the then-branch in front of the else-branch.
            if (--next[depth] < 0)
            {
                postOrder[finished++] = stack[depth--];
                continue;
            }

            Block successor = stack[depth].Successors[next[depth]].Block;
            if (position[successor.Id] < 0)
            {
                position[successor.Id] = 0;
                stack[++depth] = successor;
                next[depth] = successor.Successors.Length;
            }
        }

        Block[] order = new Block[finished];
        List<Block>[] predecessors = new List<Block>[count];
        Array.Fill(predecessors, None);
        for (int i = 0; i < finished; i++)
        {
            Block block = postOrder[finished - 1 - i];
            order[i] = block;
            position[block.Id] = i;
            predecessors[block.Id] = new List<Block>(2);
        }

        foreach (Block block in order)
        {
            foreach (Successor successor in block.Successors)
            {
                predecessors[successor.Block.Id].Add(block);
            }
        }

        return new ControlFlow(function, order, position, predecessors);
    }

    public bool IsReachable(Block block) => this.Order[block.Id] >= 0;

    public List<Block> PredecessorsOf(Block block) => this.Predecessors[block.Id];
}
