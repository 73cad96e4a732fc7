namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>
/// Part of <see cref="Uniformity"/>: what follows from branches at which lanes part. Every way out of such a branch
/// carries a label; a block where different labels arrive is a join, whose parameters depend on the way taken. If one
/// way stays in a loop and another leaves it, the loop has a divergent exit.
/// </summary>
internal sealed class Divergence
{
    private const int NoLabel = -1;

    /// <summary>Different labels have met.</summary>
    private const int Mixed = -2;

    private readonly ControlFlow _flow;
    private readonly LoopForest _forest;
    private readonly PostDominators _postDominators;
    private readonly bool[] _isDivergent;
    private readonly bool[] _isJoin;
    private readonly HashSet<Loop> _divergentLoops = [];

    /// <summary>By position in reverse post-order.</summary>
    private readonly int[] _labels;

    public Divergence(ControlFlow flow, LoopForest forest, PostDominators postDominators)
    {
        _flow = flow;
        _forest = forest;
        _postDominators = postDominators;
        _isDivergent = new bool[flow.Order.Length];
        _isJoin = new bool[flow.Order.Length];
        _labels = new int[flow.ReversePostOrder.Length];
    }

    public bool HasDivergentLoops => _divergentLoops.Count > 0;

    public bool IsDivergent(Block block) => _isDivergent[block.Id];

    /// <summary>Lanes come to this block on different ways at once.</summary>
    public bool IsJoin(Block block) => _isJoin[block.Id];

    /// <summary>Lanes may leave the loop in different rounds.</summary>
    public bool HasDivergentExit(Loop loop) => _divergentLoops.Contains(loop);

    /// <summary>Notes that the lanes in a block may go different ways at its end.</summary>
    public void AddBranch(Block block)
    {
        List<(Block From, Block To)> ways = [];
        foreach (Successor successor in block.Successors)
        {
            ways.Add((block, successor.Block));
        }

        this.Propagate(ways, _forest.InnermostOf(block), _postDominators.Immediate[block.Id]);
    }

    /// <summary>Follows the ways up to the block where all of them end, and looks at the loops around their start.</summary>
    private void Propagate(List<(Block From, Block To)> ways, Loop? around, Block? end)
    {
        Array.Fill(_labels, NoLabel);
        LoopLabels[] loops = Enclosing(around);
        int first = _labels.Length;
        for (int i = 0; i < ways.Count; i++)
        {
            (Block from, Block to) = ways[i];
            this.Follow(from, to, _flow.Order[to.Id], loops);
            first = Math.Min(first, _flow.Order[to.Id]);
            for (int k = 0; k < i; k++)
            {
                // Two ways to one block differ in their arguments at least.
                _isJoin[to.Id] |= ways[k].To == to;
            }
        }

        for (int i = first; i < _labels.Length; i++)
        {
            Block block = _flow.ReversePostOrder[i];
            if (_labels[i] == NoLabel || block == end)
            {
                continue;
            }

            _isDivergent[block.Id] = true;
            foreach (Successor successor in block.Successors)
            {
                this.Follow(block, successor.Block, _labels[i], loops);
            }
        }

        foreach (LoopLabels labels in loops)
        {
            bool staysAndLeaves = labels.Back != NoLabel && labels.Exit != NoLabel && (labels.Back != labels.Exit || labels.Back == Mixed);
            if (staysAndLeaves && _divergentLoops.Add(labels.Loop))
            {
                this.PropagateExits(labels.Loop);
            }
        }
    }

    /// <summary>Lanes leave the loop at different times: its exits are ways that part, too.</summary>
    private void PropagateExits(Loop loop)
    {
        for (int id = loop.Blocks.Next(0); id >= 0; id = loop.Blocks.Next(id + 1))
        {
            _isDivergent[id] = true;
        }

        List<(Block From, Block To)> ways = [];
        Block? end = null;
        foreach ((Block from, int index) in loop.ExitEdges)
        {
            Block to = from.Successors[index].Block;
            end = ways.Count == 0 ? to : this.CommonPostDominator(end, to);
            ways.Add((from, to));
        }

        this.Propagate(ways, loop.Parent, end);
    }

    private void Follow(Block from, Block to, int label, LoopLabels[] loops)
    {
        foreach (LoopLabels labels in loops)
        {
            if (labels.Loop.Contains(from) && !labels.Loop.Contains(to))
            {
                labels.Exit = Merge(labels.Exit, label);
            }
        }

        int position = _flow.Order[to.Id];
        if (position <= _flow.Order[from.Id])
        {
            // Back to a header. Loops inside of the region have one label throughout.
            foreach (LoopLabels labels in loops)
            {
                if (labels.Loop.Header == to)
                {
                    labels.Back = Merge(labels.Back, label);
                    _isJoin[to.Id] |= labels.Back == Mixed;
                }
            }

            return;
        }

        if (_labels[position] == NoLabel)
        {
            _labels[position] = label;
        }
        else if (_labels[position] != label)
        {
            _labels[position] = position;
            _isJoin[to.Id] = true;
        }
    }

    private static int Merge(int known, int label) => known == NoLabel || known == label ? label : Mixed;

    private Block? CommonPostDominator(Block? a, Block b)
    {
        while (a is not null && !_postDominators.PostDominates(a, b))
        {
            a = _postDominators.Immediate[a.Id];
        }

        return a;
    }

    private static LoopLabels[] Enclosing(Loop? loop)
    {
        LoopLabels[] loops = new LoopLabels[loop?.Depth ?? 0];
        for (int i = 0; loop is not null; loop = loop.Parent)
        {
            loops[i++] = new LoopLabels(loop);
        }

        return loops;
    }

    /// <summary>The labels that arrive at the header and at the exits of a loop.</summary>
    private sealed class LoopLabels(Loop loop)
    {
        public readonly Loop Loop = loop;
        public int Back = NoLabel;
        public int Exit = NoLabel;
    }
}
