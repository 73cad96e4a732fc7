using System.Numerics;

using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Global value numbering along the dominator tree: equal pure values become one, conditions that a branch has decided
/// become constants behind it, and loads take the value that a load or store before them has seen.
/// </summary>
internal static class Gvn
{
    public static bool Run(Function function, PassContext context) => new Numbering(function).Run();

    private sealed class Numbering(Function function)
    {
        private readonly Substitution _substitution = new(function);
        private readonly ValueTable _table = new(function.ValueCount);

        /// <summary>What a value is in the current part of the dominator tree, by id, and how to undo it.</summary>
        private readonly Value?[] _known = new Value?[function.ValueCount];
        private readonly List<Value> _knownValues = [];
        private readonly List<Value> _output = [];
        private readonly IncomingEdges _incoming = new(function);
        private AvailableLoads _loads = null!;
        private bool _changed;

        public bool Run()
        {
            ControlFlow flow = ControlFlow.Compute(function);
            Dominators dominators = Dominators.Compute(flow);
            _loads = new AvailableLoads(flow, dominators, _substitution);
            Block[] order = dominators.PreOrder;
            int[] tableMarks = new int[order.Length];
            int[] knownMarks = new int[order.Length];
            Block[] open = new Block[order.Length];
            int depth = 0;
            foreach (Block block in order)
            {
                while (depth > 0 && !dominators.Dominates(open[depth - 1], block))
                {
                    depth--;
                    _table.Undo(tableMarks[depth]);
                    this.Forget(knownMarks[depth]);
                }

                open[depth] = block;
                tableMarks[depth] = _table.Count;
                knownMarks[depth] = _knownValues.Count;
                depth++;
                this.VisitBlock(block);
            }

            return _substitution.Apply() || _changed;
        }

        private void VisitBlock(Block block)
        {
            this.MergeParameters(block);
            this.LearnFromEdge(block);
            _loads.Enter(block);
            _output.Clear();
            bool dropped = false;
            foreach (Value value in block.Instructions)
            {
                this.Resolve(value.Operands);
                foreach (Successor target in value.Targets ?? [])
                {
                    this.Resolve(target.Arguments);
                }

                if (this.Visit(value))
                {
                    _output.Add(value);
                }
                else
                {
                    value.Block = null;
                    dropped = true;
                }
            }

            if (dropped || _output.Count != block.Instructions.Count)
            {
                _changed = true;
                block.Instructions.Clear();
                block.Instructions.AddRange(_output);
            }

            _loads.Leave(block);
        }

        /// <summary>Handles an instruction; false removes it.</summary>
        private bool Visit(Value value)
        {
            if (value.Op == Op.Load && (value.Flags & ValueFlags.Volatile) == 0)
            {
                if (_loads.Find(value, _output) is { } seen)
                {
                    _substitution.Replace(value, seen);

                    return false;
                }

                return true;
            }

            if (value.Op.WritesMemory() || AvailableLoads.IsClobber(value))
            {
                return _loads.Write(value);
            }

            if (!value.IsPure() && !value.IsIntegerDivision())
            {
                return true;
            }

            Value first = _table.FindOrAdd(value);
            if (first == value)
            {
                return true;
            }

            _substitution.Replace(value, first);

            return false;
        }

        /// <summary>Two parameters of a block that get the same values on all edges are one.</summary>
        private void MergeParameters(Block block)
        {
            List<Value> parameters = block.Parameters;
            ReadOnlySpan<Successor> edges = _incoming.To(block);
            for (int i = 1; i < parameters.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    if (parameters[i].Type == parameters[j].Type && this.AreEqual(edges, i, j))
                    {
                        if (!_substitution.IsReplaced(parameters[i]))
                        {
                            _substitution.Replace(parameters[i], _substitution.Resolve(parameters[j]));
                        }

                        break;
                    }
                }
            }
        }

        private bool AreEqual(ReadOnlySpan<Successor> edges, int i, int j)
        {
            foreach (Successor edge in edges)
            {
                Value a = _substitution.Resolve(edge.Arguments[i]);
                Value b = _substitution.Resolve(edge.Arguments[j]);
                bool equal = a == b || (a == edge.Block.Parameters[i] && b == edge.Block.Parameters[j]);
                if (!equal)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Takes what the only branch into a block says about its condition.</summary>
        private void LearnFromEdge(Block block)
        {
            ReadOnlySpan<Successor> edges = _incoming.To(block);
            if (edges.Length != 1)
            {
                return;
            }

            Value terminator = _incoming.From(block)[0].Terminator;
            if (terminator.Op == Op.CondBranch)
            {
                this.LearnCondition(terminator.Operands[0], edges[0] == terminator.Targets![0], 0);
            }
            else if (terminator.Op == Op.Switch)
            {
                int index = Array.IndexOf(terminator.Targets!, edges[0]);
                if (index < terminator.Targets!.Length - 1)
                {
                    this.Learn(terminator.Operands[0], function.ConstI32(index));
                }
            }
        }

        private void LearnCondition(Value condition, bool holds, int depth)
        {
            this.Learn(condition, function.ConstI1(holds));
            if (depth > 3)
            {
                return;
            }

            switch (condition.Op)
            {
                case Op.Not:
                    this.LearnCondition(condition.Operands[0], !holds, depth + 1);
                    break;
                case Op.And when holds:
                case Op.Or when !holds:
                    this.LearnCondition(condition.Operands[0], holds, depth + 1);
                    this.LearnCondition(condition.Operands[1], holds, depth + 1);
                    break;
                case Op.Compare when condition.Cmp == (holds ? Cmp.Eq : Cmp.Ne)
                    && condition.Operands[0].Type.IsInteger()
                    && condition.Operands[1].Op == Op.Const:
                    this.Learn(condition.Operands[0], condition.Operands[1]);
                    break;
            }
        }

        private void Learn(Value value, Value constant)
        {
            if (value.Op != Op.Const && value.Id < _known.Length && _known[value.Id] is null)
            {
                _known[value.Id] = constant;
                _knownValues.Add(value);
            }
        }

        private void Forget(int mark)
        {
            for (int i = _knownValues.Count - 1; i >= mark; i--)
            {
                _known[_knownValues[i].Id] = null;
            }

            _knownValues.RemoveRange(mark, _knownValues.Count - mark);
        }

        private void Resolve(Value[] operands)
        {
            for (int i = 0; i < operands.Length; i++)
            {
                Value operand = _substitution.Resolve(operands[i]);
                if (operand.Id < _known.Length && _known[operand.Id] is { } constant)
                {
                    operand = constant;
                    _changed = true;
                }

                operands[i] = operand;
            }
        }
    }

    /// <summary>Hash table of values by operation, attributes and operands, from which the newest can be taken out.</summary>
    private sealed class ValueTable
    {
        private readonly int[] _buckets;
        private readonly int _mask;
        private Value[] _values;
        private int[] _next;
        private uint[] _hashes;

        public ValueTable(int count)
        {
            int size = 16;
            while (size < count)
            {
                size <<= 1;
            }

            _buckets = new int[size];
            _mask = size - 1;
            _values = new Value[size];
            _next = new int[size];
            _hashes = new uint[size];
        }

        public int Count { get; private set; }

        public Value FindOrAdd(Value value)
        {
            uint hash = Hash(value);
            ref int bucket = ref _buckets[hash & _mask];
            for (int i = bucket - 1; i >= 0; i = _next[i] - 1)
            {
                if (_hashes[i] == hash && AreEqual(_values[i], value))
                {
                    return _values[i];
                }
            }

            if (this.Count == _values.Length)
            {
                Array.Resize(ref _values, this.Count * 2);
                Array.Resize(ref _next, this.Count * 2);
                Array.Resize(ref _hashes, this.Count * 2);
            }

            _values[this.Count] = value;
            _hashes[this.Count] = hash;
            _next[this.Count] = bucket;
            bucket = ++this.Count;

            return value;
        }

        public void Undo(int count)
        {
            while (this.Count > count)
            {
                this.Count--;
                _buckets[_hashes[this.Count] & _mask] = _next[this.Count];
            }
        }

        private static uint Hash(Value value)
        {
            (uint first, uint second, byte aux) = Normalize(value);
            uint hash = (uint)value.Op | ((uint)value.Type << 8) | ((uint)aux << 16) | ((uint)value.Flags << 24);
            hash = (hash * 0x9E3779B1) ^ (uint)value.Imm;
            hash = (BitOperations.RotateLeft(hash, 13) ^ first) * 0x85EBCA6B;
            hash = (BitOperations.RotateLeft(hash, 13) ^ second) * 0x85EBCA6B;
            for (int i = 2; i < value.Operands.Length; i++)
            {
                hash = (BitOperations.RotateLeft(hash, 13) ^ (uint)value.Operands[i].Id) * 0x85EBCA6B;
            }

            return hash ^ (hash >> 15);
        }

        private static bool AreEqual(Value a, Value b)
        {
            if (a.Op != b.Op || a.Type != b.Type || a.Imm != b.Imm || a.Flags != b.Flags || a.Mem != b.Mem
                || a.Operands.Length != b.Operands.Length || Normalize(a) != Normalize(b))
            {
                return false;
            }

            for (int i = 2; i < a.Operands.Length; i++)
            {
                if (a.Operands[i] != b.Operands[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>The first two operands, in one order if they may be exchanged, and the predicate for that order.</summary>
        private static (uint First, uint Second, byte Aux) Normalize(Value value)
        {
            Value[] operands = value.Operands;
            if (operands.Length < 2)
            {
                return (operands.Length == 0 ? uint.MaxValue : (uint)operands[0].Id, uint.MaxValue, value.Aux);
            }

            (uint a, uint b) = ((uint)operands[0].Id, (uint)operands[1].Id);
            if (a <= b || (value.Op != Op.Compare && !value.Op.IsCommutative()))
            {
                return (a, b, value.Aux);
            }

            return (b, a, value.Op == Op.Compare ? (byte)value.Cmp.Swap() : value.Aux);
        }
    }
}
