using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Turns conditionals whose sides hold a few cheap pure values into straight code with choices:
/// <c>A -> {T, F} -> J</c> and <c>A -> {T -> J, J}</c>.
/// </summary>
internal static class IfConversion
{
    public static bool Run(Function function, PassContext context)
    {
        bool changed = false;
        IncomingEdges incoming = new(function);
        Block[] order = ControlFlow.Compute(function).ReversePostOrder;

        // Inner conditionals come later in the order and are converted first.
        for (int i = order.Length - 1; i >= 0; i--)
        {
            while (order[i].Terminator is { Op: Op.CondBranch } branch && Convert(function, order[i], branch, incoming, context))
            {
                changed = true;
                incoming = new IncomingEdges(function);
            }
        }

        return changed;
    }

    private static bool Convert(Function function, Block block, Value branch, IncomingEdges incoming, PassContext context)
    {
        Successor then = branch.Targets![0];
        Successor otherwise = branch.Targets[1];
        int budget = context.IfConversionBudget;
        Successor? thenEnd = FindEnd(block, then, incoming, ref budget);
        Successor? otherwiseEnd = FindEnd(block, otherwise, incoming, ref budget);
        if (thenEnd is not null && otherwiseEnd is not null && thenEnd.Block == otherwiseEnd.Block)
        {
            // Diamond.
        }
        else if (thenEnd is not null && thenEnd.Block == otherwise.Block)
        {
            otherwiseEnd = null;
        }
        else if (otherwiseEnd is not null && otherwiseEnd.Block == then.Block)
        {
            thenEnd = null;
        }
        else
        {
            return false;
        }

        Block join = (thenEnd ?? otherwiseEnd)!.Block;
        if (join == block || budget < 0)
        {
            return false;
        }

        for (int i = 0; i < join.Parameters.Count; i++)
        {
            budget -= (thenEnd ?? then).Arguments[i] == (otherwiseEnd ?? otherwise).Arguments[i] ? 0 : 1;
        }

        if (budget < 0)
        {
            return false;
        }

        block.Instructions.RemoveAt(block.Instructions.Count - 1);
        Value[] ifTrue = Inline(function, block, then, thenEnd);
        Value[] ifFalse = Inline(function, block, otherwise, otherwiseEnd);
        Value[] arguments = new Value[ifTrue.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = ifTrue[i];
            if (ifTrue[i] != ifFalse[i])
            {
                Value select = function.NewValue(Op.Select, ifTrue[i].Type);
                select.Operands = [branch.Operands[0], ifTrue[i], ifFalse[i]];
                select.Block = block;
                select.Location = branch.Location;
                block.Instructions.Add(select);
                arguments[i] = select;
            }
        }

        block.Instructions.Add(branch);
        Edit.MakeBranch(branch, new Successor(join, arguments));

        return true;
    }

    /// <summary>The edge at the end of a side that may be executed always; null if the side is none.</summary>
    private static Successor? FindEnd(Block block, Successor side, IncomingEdges incoming, ref int budget)
    {
        Block body = side.Block;
        if (body == block || incoming.To(body).Length != 1 || body.Terminator.Op != Op.Branch || body.Parameters.Count > 0)
        {
            return null;
        }

        int left = budget;
        for (int i = 0; i < body.Instructions.Count - 1; i++)
        {
            int cost = Cost(body.Instructions[i]);
            left -= cost;
            if (cost == 0 || left < 0)
            {
                return null;
            }
        }

        budget = left;

        return body.Terminator.Targets![0];
    }

    /// <summary>Rough cost of executing a value for nothing; 0 means never.</summary>
    private static int Cost(Value value)
    {
        if (!value.IsPure() || value.IsIntegerDivision())
        {
            return 0;
        }

        return value.Op switch
        {
            Op.Math or Op.Rem => 0,
            Op.Div or Op.Sqrt => 6,
            Op.MulHi or Op.MulHiU or Op.FToU or Op.UToF => 3,
            _ => 1,
        };
    }

    /// <summary>Moves a side's instructions into the block in front and returns what it hands to the join.</summary>
    private static Value[] Inline(Function function, Block block, Successor side, Successor? end)
    {
        if (end is null)
        {
            return side.Arguments;
        }

        List<Value> body = side.Block.Instructions;
        for (int i = 0; i < body.Count - 1; i++)
        {
            body[i].Block = block;
            block.Instructions.Add(body[i]);
        }

        // What is left of the side is unreachable; it must not keep the values it gave away.
        Value terminator = body[^1];
        terminator.Op = Op.Unreachable;
        terminator.Targets = null;
        body.Clear();
        body.Add(terminator);

        return end.Arguments;
    }
}
