namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>
/// Values that are needed later. Only values of blocks (instructions and block parameters) take part; constants and
/// kernel parameters can be had anywhere.
/// </summary>
internal sealed class Liveness
{
    private readonly ControlFlow _flow;
    private readonly BitSet[] _liveIn;

    private Liveness(ControlFlow flow, BitSet[] liveIn)
    {
        _flow = flow;
        _liveIn = liveIn;
    }

    public static Liveness Compute(ControlFlow flow)
    {
        Function function = flow.Function;
        Block[] order = flow.ReversePostOrder;
        BitSet[] liveIn = new BitSet[flow.Order.Length];
        BitSet[] definitions = new BitSet[flow.Order.Length];
        foreach (Block block in order)
        {
            // Starts with what the block reads before it defines it; such reads never change.
            BitSet uses = new(function.ValueCount);
            BitSet defined = new(function.ValueCount);
            foreach (Value parameter in block.Parameters)
            {
                defined.Add(parameter.Id);
            }

            foreach (Value value in block.Instructions)
            {
                AddUses(value, defined, uses);
                defined.Add(value.Id);
            }

            liveIn[block.Id] = uses;
            definitions[block.Id] = defined;
        }

        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = order.Length - 1; i >= 0; i--)
            {
                Block block = order[i];
                foreach (Successor successor in block.Successors)
                {
                    changed |= liveIn[block.Id].UnionWithout(liveIn[successor.Block.Id], definitions[block.Id]);
                }
            }
        }

        return new Liveness(flow, liveIn);
    }

    /// <summary>
    /// Values of earlier blocks that the block or a later one reads; the block's own parameters are not among them.
    /// The set belongs to the analysis.
    /// </summary>
    public BitSet LiveIn(Block block) => _liveIn[block.Id];

    /// <summary>Values that a successor needs, apart from what the terminator hands over as arguments.</summary>
    public BitSet LiveOut(Block block)
    {
        BitSet live = this.NewSet();
        foreach (Successor successor in block.Successors)
        {
            live.UnionWith(_liveIn[successor.Block.Id]);
        }

        return live;
    }

    /// <summary>
    /// Values read behind instruction number <paramref name="index"/> of the block (its own result included if it is
    /// read); index -1 means the start of the block behind its parameters.
    /// </summary>
    public BitSet LiveAfter(Block block, int index)
    {
        BitSet live = this.LiveOut(block);
        for (int i = block.Instructions.Count - 1; i > index; i--)
        {
            Value value = block.Instructions[i];
            live.Remove(value.Id);
            AddUses(value, null, live);
        }

        return live;
    }

    private BitSet NewSet() => new(_flow.Function.ValueCount);

    private static void AddUses(Value value, BitSet? except, BitSet uses)
    {
        foreach (Value operand in value.Operands)
        {
            AddUse(operand, except, uses);
        }

        if (value.Targets is { } targets)
        {
            foreach (Successor target in targets)
            {
                foreach (Value argument in target.Arguments)
                {
                    AddUse(argument, except, uses);
                }
            }
        }
    }

    private static void AddUse(Value operand, BitSet? except, BitSet uses)
    {
        if (operand.Op is not (Op.Const or Op.Param) && (except is null || !except.Contains(operand.Id)))
        {
            uses.Add(operand.Id);
        }
    }
}
