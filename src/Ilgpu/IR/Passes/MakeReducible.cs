using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Makes every cycle a natural loop. A cycle with several entries (C# goto into a loop) gets one new header that all
/// ways into the entries go through; a number handed to it says where to go on.
/// </summary>
internal static class MakeReducible
{
    public static bool Run(Function function, PassContext context)
    {
        bool changed = false;
        while (true)
        {
            ControlFlow flow = ControlFlow.Compute(function);
            if (LoopForest.Compute(flow, Dominators.Compute(flow)).IsReducible)
            {
                return changed;
            }

            BitSet region = new(function.BlockCount);
            foreach (Block block in flow.ReversePostOrder)
            {
                region.Add(block.Id);
            }

            List<Block> entries = new Finder(flow).Find(region)
                ?? throw new InvalidOperationException("an irreducible graph without a cycle of several entries");
            Dispatch(function, flow, entries);
            changed = true;
        }
    }

    private static void Dispatch(Function function, ControlFlow flow, List<Block> entries)
    {
        Block dispatcher = function.NewBlock();
        Value selector = function.AddBlockParameter(dispatcher, IrType.I32);
        Successor[] targets = new Successor[entries.Count];
        List<Value> padding = [selector];
        int[] firstParameter = new int[entries.Count];
        for (int i = 0; i < entries.Count; i++)
        {
            firstParameter[i] = padding.Count;
            Value[] arguments = new Value[entries[i].Parameters.Count];
            for (int k = 0; k < arguments.Length; k++)
            {
                arguments[k] = function.AddBlockParameter(dispatcher, entries[i].Parameters[k].Type);
                padding.Add(function.Constant(arguments[k].Type, 0));
            }

            targets[i] = new Successor(entries[i], arguments);
        }

        foreach (Block block in flow.ReversePostOrder)
        {
            foreach (Successor edge in block.Successors)
            {
                int entry = entries.IndexOf(edge.Block);
                if (entry < 0)
                {
                    continue;
                }

                Value[] arguments = [.. padding];
                arguments[0] = function.ConstI32(entry);
                edge.Arguments.CopyTo(arguments, firstParameter[entry]);
                edge.Block = dispatcher;
                edge.Arguments = arguments;
            }
        }

        Value terminator = function.NewValue(Op.Switch, IrType.Void);
        terminator.Operands = [selector];
        terminator.Targets = targets;
        terminator.Block = dispatcher;
        dispatcher.Instructions.Add(terminator);
    }

    /// <summary>Tarjan's strongly connected components, within cycles again without their header.</summary>
    private sealed class Finder(ControlFlow flow)
    {
        private readonly int[] _index = new int[flow.Order.Length];
        private readonly int[] _low = new int[flow.Order.Length];
        private readonly bool[] _onStack = new bool[flow.Order.Length];
        private readonly List<Block> _stack = [];
        private int _next = 1;

        /// <summary>The entries of an outermost cycle with more than one; null if there is none in the region.</summary>
        public List<Block>? Find(BitSet region)
        {
            List<List<Block>> components = [];
            for (int id = region.Next(0); id >= 0; id = region.Next(id + 1))
            {
                _index[id] = 0;
            }

            foreach (Block block in flow.ReversePostOrder)
            {
                if (region.Contains(block.Id) && _index[block.Id] == 0)
                {
                    this.Connect(block, region, components);
                }
            }

            foreach (List<Block> component in components)
            {
                BitSet members = new(flow.Order.Length);
                foreach (Block block in component)
                {
                    members.Add(block.Id);
                }

                List<Block> entries = [];
                foreach (Block block in component)
                {
                    foreach (Block predecessor in flow.Predecessors[block.Id])
                    {
                        if (!members.Contains(predecessor.Id) && !entries.Contains(block))
                        {
                            entries.Add(block);
                        }
                    }
                }

                if (entries.Count > 1)
                {
                    entries.Sort((a, b) => flow.Order[a.Id].CompareTo(flow.Order[b.Id]));

                    return entries;
                }

                members.Remove(entries[0].Id);
                if (this.Find(members) is { } inner)
                {
                    return inner;
                }
            }

            return null;
        }

        private void Connect(Block block, BitSet region, List<List<Block>> components)
        {
            _index[block.Id] = _low[block.Id] = _next++;
            _stack.Add(block);
            _onStack[block.Id] = true;
            foreach (Successor edge in block.Successors)
            {
                Block successor = edge.Block;
                if (!region.Contains(successor.Id))
                {
                    continue;
                }

                if (_index[successor.Id] == 0)
                {
                    this.Connect(successor, region, components);
                    _low[block.Id] = Math.Min(_low[block.Id], _low[successor.Id]);
                }
                else if (_onStack[successor.Id])
                {
                    _low[block.Id] = Math.Min(_low[block.Id], _index[successor.Id]);
                }
            }

            if (_low[block.Id] != _index[block.Id])
            {
                return;
            }

            List<Block> component = [];
            Block member;
            do
            {
                member = _stack[^1];
                _stack.RemoveAt(_stack.Count - 1);
                _onStack[member.Id] = false;
                component.Add(member);
            }
            while (member != block);

            if (component.Count > 1)
            {
                components.Add(component);
            }
        }
    }
}
