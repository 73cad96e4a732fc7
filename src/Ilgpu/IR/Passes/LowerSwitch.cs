namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>Turns switches into comparisons: short ones case by case, long ones by halving the range.</summary>
internal static class LowerSwitch
{
    private const int MaxLinear = 4;

    public static bool Run(Function function, PassContext context)
    {
        bool changed = false;
        for (int i = 0; i < function.Blocks.Count; i++)
        {
            Block block = function.Blocks[i];
            if (block.HasTerminator && block.Terminator.Op == Op.Switch)
            {
                Value terminator = block.Terminator;
                block.Instructions.RemoveAt(block.Instructions.Count - 1);
                Builder builder = new(function) { Location = terminator.Location };
                builder.SetEnd(block);
                Lower(builder, terminator);
                changed = true;
            }
        }

        return changed;
    }

    private static void Lower(Builder builder, Value terminator)
    {
        Value selector = terminator.Operands[0];
        Successor[] targets = terminator.Targets!;
        int cases = targets.Length - 1;
        if (cases <= MaxLinear)
        {
            for (int i = 0; i < cases; i++)
            {
                Value matches = builder.Compare(Cmp.Eq, selector, builder.Function.ConstI32(i));
                Block next = builder.Function.NewBlock();
                builder.CondBranch(matches, targets[i], new Successor(next));
                builder.SetEnd(next);
            }

            builder.Branch(targets[cases]);

            return;
        }

        Value inRange = builder.Compare(Cmp.UnLt, selector, builder.Function.ConstI32(cases));
        Block first = builder.Function.NewBlock();
        builder.CondBranch(inRange, new Successor(first), targets[cases]);
        builder.SetEnd(first);
        Halve(builder, selector, targets, 0, cases);
    }

    /// <summary>Continues in the builder's block, where the selector is known to be in [low, high).</summary>
    private static void Halve(Builder builder, Value selector, Successor[] targets, int low, int high)
    {
        if (high - low == 1)
        {
            builder.Branch(targets[low]);

            return;
        }

        int middle = (low + high) / 2;
        Value isLow = builder.Compare(Cmp.Lt, selector, builder.Function.ConstI32(middle));
        Block lower = builder.Function.NewBlock();
        Block upper = builder.Function.NewBlock();
        builder.CondBranch(isLow, new Successor(lower), new Successor(upper));
        builder.SetEnd(lower);
        Halve(builder, selector, targets, low, middle);
        builder.SetEnd(upper);
        Halve(builder, selector, targets, middle, high);
    }
}
