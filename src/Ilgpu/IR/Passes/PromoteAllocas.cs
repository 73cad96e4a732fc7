using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Turns private memory into SSA values: every slot of an alloca (<see cref="AllocaSlots"/>) becomes a variable, with
/// block parameters where definitions meet and the variable is still needed. Memory that was never written is zero.
/// </summary>
internal static class PromoteAllocas
{
    public static bool Run(Function function, PassContext context)
    {
        bool changed = Edit.RemoveUnreachable(function);
        changed |= PointerParameters.Run(function);
        ControlFlow flow = ControlFlow.Compute(function);
        if (PointerSelects.Run(function, flow))
        {
            // The choices left without use would count as uses of the memory.
            Dce.Run(function, context);
            changed = true;
        }

        if (AllocaSlots.Find(function, flow) is not { } slots)
        {
            return changed;
        }

        new Promoter(function, flow, slots).Run();

        return true;
    }

    private sealed class Promoter(Function function, ControlFlow flow, AllocaSlots slots)
    {
        private readonly Substitution _substitution = new(function);
        private readonly Dominators _dominators = Dominators.Compute(flow);

        /// <summary>New parameters by block id.</summary>
        private readonly List<(int Slot, Value Parameter)>?[] _parameters = new List<(int, Value)>?[function.BlockCount];
        private readonly Value[] _current = new Value[slots.Slots.Count];
        private readonly List<(int Slot, Value Previous)> _undo = [];
        private readonly List<Value> _output = [];
        private Block _block = null!;

        public void Run()
        {
            this.PlaceParameters();
            for (int i = 0; i < _current.Length; i++)
            {
                _current[i] = function.Constant(slots.Slots[i].Type, 0);
            }

            Block[] order = _dominators.PreOrder;
            Block[] open = new Block[order.Length];
            int[] marks = new int[order.Length];
            int depth = 0;
            foreach (Block block in order)
            {
                while (depth > 0 && !_dominators.Dominates(open[depth - 1], block))
                {
                    this.Undo(marks[--depth]);
                }

                open[depth] = block;
                marks[depth++] = _undo.Count;
                this.Rename(block);
            }

            _substitution.Apply();
        }

        private void PlaceParameters()
        {
            List<Block>?[] frontiers = this.ComputeFrontiers();
            int[] defined = new int[function.BlockCount];
            int[] needed = new int[function.BlockCount];
            int[] placed = new int[function.BlockCount];
            (List<List<Block>> definitions, List<List<Block>> uses) = this.FindDefinitionsAndUses();
            List<Block> work = [];
            for (int slot = 0; slot < _current.Length; slot++)
            {
                int stamp = slot + 1;
                if (uses[slot].Count == 0)
                {
                    continue;
                }

                foreach (Block block in definitions[slot])
                {
                    defined[block.Id] = stamp;
                }

                // Blocks at whose start the variable is needed.
                work.Clear();
                foreach (Block block in uses[slot])
                {
                    needed[block.Id] = stamp;
                    work.Add(block);
                }

                while (work.Count > 0)
                {
                    Block block = Pop(work);
                    foreach (Block predecessor in flow.Predecessors[block.Id])
                    {
                        if (defined[predecessor.Id] != stamp && needed[predecessor.Id] != stamp)
                        {
                            needed[predecessor.Id] = stamp;
                            work.Add(predecessor);
                        }
                    }
                }

                work.AddRange(definitions[slot]);
                while (work.Count > 0)
                {
                    foreach (Block join in frontiers[Pop(work).Id] ?? [])
                    {
                        if (placed[join.Id] == stamp || needed[join.Id] != stamp)
                        {
                            continue;
                        }

                        placed[join.Id] = stamp;
                        work.Add(join);
                        (_parameters[join.Id] ??= []).Add((slot, function.AddBlockParameter(join, slots.Slots[slot].Type)));
                    }
                }
            }
        }

        private List<Block>?[] ComputeFrontiers()
        {
            List<Block>?[] frontiers = new List<Block>?[function.BlockCount];
            foreach (Block block in flow.ReversePostOrder)
            {
                List<Block> predecessors = flow.Predecessors[block.Id];
                if (predecessors.Count < 2)
                {
                    continue;
                }

                Block? dominator = _dominators.Immediate[block.Id];
                foreach (Block predecessor in predecessors)
                {
                    for (Block? runner = predecessor; runner is not null && runner != dominator; runner = _dominators.Immediate[runner.Id])
                    {
                        List<Block> frontier = frontiers[runner.Id] ??= [];
                        if (frontier.Count == 0 || frontier[^1] != block)
                        {
                            frontier.Add(block);
                        }
                    }
                }
            }

            return frontiers;
        }

        /// <summary>By slot: blocks that write it, and blocks that read it before they write it.</summary>
        private (List<List<Block>> Definitions, List<List<Block>> Uses) FindDefinitionsAndUses()
        {
            List<List<Block>> definitions = new(_current.Length);
            List<List<Block>> uses = new(_current.Length);
            for (int i = 0; i < _current.Length; i++)
            {
                definitions.Add([]);
                uses.Add([]);
            }

            foreach (Block block in flow.ReversePostOrder)
            {
                foreach (Value value in block.Instructions)
                {
                    if (!slots.IsPromoted(value))
                    {
                        continue;
                    }

                    (int first, int count) = slots.SlotsOf(value);
                    for (int slot = first; slot < first + count; slot++)
                    {
                        List<Block> list = value.Op == Op.Store ? definitions[slot] : uses[slot];
                        bool isCovered = (list.Count > 0 && list[^1] == block)
                            || (value.Op == Op.Load && definitions[slot].Count > 0 && definitions[slot][^1] == block);
                        if (!isCovered)
                        {
                            list.Add(block);
                        }
                    }
                }
            }

            return (definitions, uses);
        }

        private void Rename(Block block)
        {
            _block = block;
            foreach ((int slot, Value parameter) in _parameters[block.Id] ?? [])
            {
                this.Define(slot, parameter);
            }

            _output.Clear();
            bool changed = false;
            foreach (Value value in block.Instructions)
            {
                if (!slots.IsPromoted(value))
                {
                    _output.Add(value);
                    continue;
                }

                changed = true;
                if (value.Op == Op.Load)
                {
                    _substitution.Replace(value, this.Read(value));
                }
                else
                {
                    this.Write(value);
                }

                value.Block = null;
            }

            if (changed)
            {
                block.Instructions.Clear();
                block.Instructions.AddRange(_output);
            }

            foreach (Successor edge in block.Successors)
            {
                if (_parameters[edge.Block.Id] is not { } parameters)
                {
                    continue;
                }

                int old = edge.Arguments.Length;
                Value[] arguments = new Value[old + parameters.Count];
                edge.Arguments.CopyTo(arguments, 0);
                for (int i = 0; i < parameters.Count; i++)
                {
                    arguments[old + i] = _substitution.Resolve(_current[parameters[i].Slot]);
                }

                edge.Arguments = arguments;
            }
        }

        private void Define(int slot, Value value)
        {
            _undo.Add((slot, _current[slot]));
            _current[slot] = value;
        }

        private void Undo(int mark)
        {
            for (int i = _undo.Count - 1; i >= mark; i--)
            {
                _current[_undo[i].Slot] = _undo[i].Previous;
            }

            _undo.RemoveRange(mark, _undo.Count - mark);
        }

        private Value Read(Value load)
        {
            (int first, int count) = slots.SlotsOf(load);
            if (count > 1)
            {
                return this.ReadWide(load, first, count);
            }

            AllocaSlots.Slot slot = slots.Slots[first];
            Value value = _substitution.Resolve(_current[first]);
            if (slot.Size < 4)
            {
                return slot.Extended == load.Mem ? value : this.Emit(load, Extension(load.Mem), IrType.I32, value);
            }

            return value.Type == load.Type ? value : this.Emit(load, Op.Bitcast, load.Type, value);
        }

        private void Write(Value store)
        {
            (int first, int count) = slots.SlotsOf(store);
            Value data = _substitution.Resolve(store.Operands[1]);
            if (count > 1)
            {
                this.WriteWide(store, data, first, count);

                return;
            }

            AllocaSlots.Slot slot = slots.Slots[first];
            if (slot.Size < 4)
            {
                data = slot.Extended == MemType.None ? data : this.Emit(store, Extension(slot.Extended), IrType.I32, data);
            }
            else if (data.Type != slot.Type)
            {
                data = this.Emit(store, Op.Bitcast, slot.Type, data);
            }

            this.Define(first, data);
        }

        /// <summary>Puts the parts of a wide load together, in little-endian order.</summary>
        private Value ReadWide(Value load, int first, int count)
        {
            IrType wide = load.Mem.Size() == 8 ? IrType.I64 : IrType.I32;
            Value? result = null;
            for (int i = first; i < first + count; i++)
            {
                AllocaSlots.Slot slot = slots.Slots[i];
                Value part = _substitution.Resolve(_current[i]);
                part = slot.Size switch
                {
                    1 => this.Emit(load, Op.ZExt8, IrType.I32, part),
                    2 => this.Emit(load, Op.ZExt16, IrType.I32, part),
                    _ => part.Type == IrType.F32 ? this.Emit(load, Op.Bitcast, IrType.I32, part) : part,
                };
                if (wide == IrType.I64)
                {
                    part = this.Emit(load, Op.ZExt, IrType.I64, part);
                }

                int shift = (slot.Offset - slots.Slots[first].Offset) * 8;
                if (shift > 0)
                {
                    part = this.Emit(load, Op.Shl, wide, part, function.ConstI32(shift));
                }

                result = result is null ? part : this.Emit(load, Op.Or, wide, result, part);
            }

            return load.Mem switch
            {
                MemType.I16 => this.Emit(load, Op.SExt16, IrType.I32, result!),
                MemType.F32 => this.Emit(load, Op.Bitcast, IrType.F32, result!),
                MemType.F64 => this.Emit(load, Op.Bitcast, IrType.F64, result!),
                _ => result!,
            };
        }

        private void WriteWide(Value store, Value data, int first, int count)
        {
            IrType wide = store.Mem.Size() == 8 ? IrType.I64 : IrType.I32;
            if (data.Type.IsFloat())
            {
                data = this.Emit(store, Op.Bitcast, wide, data);
            }

            for (int i = first; i < first + count; i++)
            {
                AllocaSlots.Slot slot = slots.Slots[i];
                int shift = (slot.Offset - slots.Slots[first].Offset) * 8;
                Value part = shift == 0 ? data : this.Emit(store, Op.ShrU, wide, data, function.ConstI32(shift));
                if (wide == IrType.I64)
                {
                    part = this.Emit(store, Op.Trunc, IrType.I32, part);
                }

                if (slot.Extended != MemType.None)
                {
                    part = this.Emit(store, Extension(slot.Extended), IrType.I32, part);
                }
                else if (slot.Type == IrType.F32)
                {
                    part = this.Emit(store, Op.Bitcast, IrType.F32, part);
                }

                this.Define(i, part);
            }
        }

        private Value Emit(Value like, Op op, IrType type, params Value[] operands)
        {
            Value value = function.NewValue(op, type);
            value.Operands = operands;
            value.Block = _block;
            value.Location = like.Location;
            if (ConstantFolding.TryEvaluate(value, out long bits))
            {
                return function.Constant(type, bits);
            }

            _output.Add(value);

            return value;
        }

        private static Op Extension(MemType mem) => mem switch
        {
            MemType.I8 => Op.SExt8,
            MemType.U8 => Op.ZExt8,
            MemType.I16 => Op.SExt16,
            _ => Op.ZExt16,
        };

        private static Block Pop(List<Block> work)
        {
            Block block = work[^1];
            work.RemoveAt(work.Count - 1);

            return block;
        }
    }
}
