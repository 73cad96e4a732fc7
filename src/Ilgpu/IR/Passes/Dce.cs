using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Dead code elimination: only what side effects, branches and live values need stays. Block parameters and their
/// arguments take part; a store to private memory is live only if some part of that memory is read.
/// </summary>
internal static class Dce
{
    public static bool Run(Function function, PassContext context) => new Marker(function).Run();

    private sealed class Marker(Function function)
    {
        private readonly BitSet _live = new(function.ValueCount);
        private readonly List<Value> _work = [];
        private readonly IncomingEdges _incoming = new(function);

        /// <summary>Stores by the id of the alloca that they go to.</summary>
        private readonly Dictionary<int, List<Value>> _stores = [];

        public bool Run()
        {
            foreach (Block block in function.Blocks)
            {
                foreach (Value value in block.Instructions)
                {
                    if (value.Op == Op.Store && (value.Flags & ValueFlags.Volatile) == 0 && Pointers.AllocaOf(value.Operands[0]) is { } alloca)
                    {
                        if (!_stores.TryGetValue(alloca.Id, out List<Value>? stores))
                        {
                            _stores.Add(alloca.Id, stores = []);
                        }

                        stores.Add(value);
                    }
                    else if (value.HasSideEffects())
                    {
                        this.Mark(value);
                    }
                }
            }

            while (_work.Count > 0)
            {
                Value value = _work[^1];
                _work.RemoveAt(_work.Count - 1);
                this.MarkInputs(value);
            }

            return this.Sweep();
        }

        private void Mark(Value value)
        {
            if (value.Block is not null && _live.Add(value.Id))
            {
                _work.Add(value);
            }
        }

        private void MarkInputs(Value value)
        {
            foreach (Value operand in value.Operands)
            {
                this.Mark(operand);
            }

            if (value.Op == Op.BlockParam)
            {
                foreach (Successor edge in _incoming.To(value.Block!))
                {
                    this.Mark(edge.Arguments[(int)value.Imm]);
                }
            }
            else if (value.Op == Op.Alloca && _stores.Remove(value.Id, out List<Value>? stores))
            {
                foreach (Value store in stores)
                {
                    this.Mark(store);
                }
            }
        }

        private bool Sweep()
        {
            bool changed = false;
            BitSet? deadParameters = null;
            foreach (Block block in function.Blocks)
            {
                foreach (Value parameter in block.Parameters)
                {
                    if (!_live.Contains(parameter.Id))
                    {
                        deadParameters ??= new BitSet(function.ValueCount);
                        deadParameters.Add(parameter.Id);
                    }
                }

                List<Value> instructions = block.Instructions;
                int kept = 0;
                for (int i = 0; i < instructions.Count; i++)
                {
                    Value value = instructions[i];
                    if (_live.Contains(value.Id))
                    {
                        instructions[kept++] = value;
                    }
                    else
                    {
                        value.Block = null;
                    }
                }

                changed |= kept < instructions.Count;
                instructions.RemoveRange(kept, instructions.Count - kept);
            }

            if (deadParameters is not null)
            {
                Edit.RemoveParameters(function, deadParameters);
                changed = true;
            }

            return changed;
        }
    }
}
