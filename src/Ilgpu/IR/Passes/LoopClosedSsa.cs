using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Loop-closed form: exit blocks have predecessors in their loop only, and a value defined in a loop is used behind it
/// through a parameter of an exit block. <see cref="CleanUp"/> undoes it, so it comes last.
/// </summary>
internal static class LoopClosedSsa
{
    public static bool Run(Function function, PassContext context)
    {
        ControlFlow flow;
        Dominators dominators;
        LoopForest forest;
        bool changed = Edit.RemoveUnreachable(function);
        bool again;
        do
        {
            flow = ControlFlow.Compute(function);
            dominators = Dominators.Compute(flow);
            forest = LoopForest.Compute(flow, dominators);
            again = false;
            foreach (Loop loop in forest.Loops)
            {
                again |= DedicateExits(function, flow, loop);
            }

            changed |= again;
        }
        while (again);

        // Inner loops first: the parameters they get may in turn leave the loops around them. A value that leaves one
        // loop may also have to be carried through another behind it.
        do
        {
            again = false;
            for (int i = forest.Loops.Length - 1; i >= 0; i--)
            {
                again |= new Closer(function, flow, dominators, forest.Loops[i]).Run();
            }

            changed |= again;
        }
        while (again);

        return changed;
    }

    /// <summary>
    /// Gives one loop exit blocks of its own; the analyses are stale if the answer is true. Exits made since the
    /// analyses are left alone, as loops around this one may share them; the caller asks again with new analyses.
    /// </summary>
    private static bool DedicateExits(Function function, ControlFlow flow, Loop loop)
    {
        bool changed = false;
        List<Successor> edges = [];
        for (int i = 0; i < loop.ExitEdges.Count; i++)
        {
            Block exit = loop.ExitEdges[i].From.Terminator.Targets![loop.ExitEdges[i].Index].Block;
            if (exit.Id >= flow.Order.Length || !IsShared(flow, loop, exit))
            {
                continue;
            }

            edges.Clear();
            foreach ((Block from, int index) in loop.ExitEdges)
            {
                Successor edge = from.Terminator.Targets![index];
                if (edge.Block == exit)
                {
                    edges.Add(edge);
                }
            }

            Edit.MergeEdges(function, edges);
            changed = true;
        }

        return changed;
    }

    private static bool IsShared(ControlFlow flow, Loop loop, Block exit)
    {
        foreach (Block predecessor in flow.Predecessors[exit.Id])
        {
            if (!loop.Contains(predecessor))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Closer(Function function, ControlFlow flow, Dominators dominators, Loop loop)
    {
        /// <summary>Uses outside of the loop: an operand of an instruction, or an argument on one of its edges.</summary>
        private readonly List<(Value User, Successor? Edge, int Index, Value Used)> _uses = [];

        /// <summary>The value at the start of a block outside of the loop, for the value in hand.</summary>
        private readonly Dictionary<int, Value> _atStart = [];

        public bool Run()
        {
            this.FindUses();
            if (_uses.Count == 0)
            {
                return false;
            }

            _uses.Sort(static (a, b) => a.Used.Id.CompareTo(b.Used.Id));
            Value? current = null;
            foreach ((Value user, Successor? edge, int index, Value used) in _uses)
            {
                if (used != current)
                {
                    current = used;
                    _atStart.Clear();
                }

                // Looked up only now: new parameters give edges new arrays of arguments.
                Value replacement = this.ValueAt(user.Block!, used);
                (edge is null ? user.Operands : edge.Arguments)[index] = replacement;
            }

            return true;
        }

        private void FindUses()
        {
            foreach (Block block in flow.ReversePostOrder)
            {
                if (loop.Contains(block))
                {
                    continue;
                }

                foreach (Value value in block.Instructions)
                {
                    this.AddUses(value, null, value.Operands);
                    foreach (Successor edge in value.Targets ?? [])
                    {
                        this.AddUses(value, edge, edge.Arguments);
                    }
                }
            }
        }

        private void AddUses(Value user, Successor? edge, Value[] operands)
        {
            for (int i = 0; i < operands.Length; i++)
            {
                if (operands[i].Block is { } definition && loop.Contains(definition))
                {
                    _uses.Add((user, edge, i, operands[i]));
                }
            }
        }

        private Value ValueAt(Block block, Value value)
        {
            if (loop.Contains(block))
            {
                return value;
            }

            if (_atStart.TryGetValue(block.Id, out Value? known))
            {
                return known;
            }

            List<Block> predecessors = flow.Predecessors[block.Id];
            bool isExit = loop.Contains(predecessors[0]);
            if (!isExit && (predecessors.Count == 1 || dominators.Immediate[block.Id] is { } dominator && this.IsOnlyWay(dominator, block)))
            {
                known = this.ValueAt(predecessors.Count == 1 ? predecessors[0] : dominators.Immediate[block.Id]!, value);
                _atStart[block.Id] = known;

                return known;
            }

            Value parameter = function.AddBlockParameter(block, value.Type);
            _atStart.Add(block.Id, parameter);
            foreach (Block predecessor in Distinct(predecessors))
            {
                Value argument = this.ValueAt(predecessor, value);
                foreach (Successor edge in predecessor.Successors)
                {
                    if (edge.Block == block)
                    {
                        edge.Arguments = [.. edge.Arguments, argument];
                    }
                }
            }

            return parameter;
        }

        /// <summary>The dominator lies behind the loop, too, so the value is the same on all ways from it to the block.</summary>
        private bool IsOnlyWay(Block dominator, Block block) => !loop.Contains(dominator) && dominators.Dominates(loop.Header, dominator);

        private static IEnumerable<Block> Distinct(List<Block> blocks)
        {
            for (int i = 0; i < blocks.Count; i++)
            {
                if (blocks.IndexOf(blocks[i]) == i)
                {
                    yield return blocks[i];
                }
            }
        }
    }
}
