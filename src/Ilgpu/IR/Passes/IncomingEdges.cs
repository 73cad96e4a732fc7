namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>The edges into every block, with the arguments they carry. Edges of unreachable blocks count, too.</summary>
internal readonly struct IncomingEdges
{
    private readonly int[] _start;
    private readonly Successor[] _edges;
    private readonly Block[] _from;

    public IncomingEdges(Function function)
    {
        int[] start = new int[function.BlockCount + 1];
        int total = 0;
        foreach (Block block in function.Blocks)
        {
            foreach (Successor successor in block.Successors)
            {
                start[successor.Block.Id]++;
                total++;
            }
        }

        int sum = 0;
        for (int i = 0; i < start.Length; i++)
        {
            sum += start[i];
            start[i] = sum;
        }

        // Filled from the end, so that start[i] ends up at the first edge of block i and the order is that of the blocks.
        _edges = new Successor[total];
        _from = new Block[total];
        for (int b = function.Blocks.Count - 1; b >= 0; b--)
        {
            ReadOnlySpan<Successor> successors = function.Blocks[b].Successors;
            for (int s = successors.Length - 1; s >= 0; s--)
            {
                int at = --start[successors[s].Block.Id];
                _edges[at] = successors[s];
                _from[at] = function.Blocks[b];
            }
        }

        _start = start;
    }

    public ReadOnlySpan<Successor> To(Block block) =>
        _edges.AsSpan(_start[block.Id], _start[block.Id + 1] - _start[block.Id]);

    /// <summary>The blocks where the edges of <see cref="To"/> start, in the same order.</summary>
    public ReadOnlySpan<Block> From(Block block) =>
        _from.AsSpan(_start[block.Id], _start[block.Id + 1] - _start[block.Id]);
}
