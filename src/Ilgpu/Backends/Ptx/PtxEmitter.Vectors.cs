using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>Neighbouring loads and stores of known alignment as one access of up to 16 bytes.</content>
internal sealed partial class PtxEmitter
{
    private const int MaxVectorBytes = 16;

    /// <summary>How far the computation of an address is followed.</summary>
    private const int MaxDepth = 12;

    /// <summary>By the instruction in whose place the access stands: all members in the order of their addresses.</summary>
    private readonly Dictionary<Value, Value[]> _vectors = [];

    private readonly HashSet<Value> _open = [];

    private void PlanVectors()
    {
        foreach (Block block in _flow.ReversePostOrder)
        {
            for (int i = 0; i < block.Instructions.Count; i++)
            {
                Value first = block.Instructions[i];
                if (first.Op is Op.Load or Op.Store && !_folded[first.Id] && !_vectors.ContainsKey(first))
                {
                    this.PlanVector(block, i);
                }
            }
        }
    }

    /// <summary>Collects the accesses to the surroundings of one access, up to the first that might interfere.</summary>
    private void PlanVector(Block block, int position)
    {
        Value first = block.Instructions[position];
        if (!IsPlain(first))
        {
            return;
        }

        (Value root, long start) = Split(first.Operands[0]);
        SortedDictionary<long, Value> found = new() { [start] = first };
        for (int i = position + 1; i < block.Instructions.Count; i++)
        {
            Value value = block.Instructions[i];
            if (value.Op == first.Op && value.Mem == first.Mem && IsPlain(value) && !_folded[value.Id])
            {
                (Value other, long offset) = Split(value.Operands[0]);
                if (other == root && Math.Abs(offset - start) < MaxVectorBytes)
                {
                    if (!found.TryAdd(offset, value))
                    {
                        break;
                    }

                    continue;
                }
            }

            // Loads move up past what does not write, stores move down past what does not touch memory.
            bool touches = value.HasSideEffects() || value.Op.WritesMemory() || value.Op.IsConvergent();
            if (touches || (first.Op == Op.Store && value.Op.ReadsMemory()))
            {
                break;
            }
        }

        if (found.Count > 1)
        {
            this.ChooseVectors(block, [.. found]);
        }
    }

    private void ChooseVectors(Block block, KeyValuePair<long, Value>[] found)
    {
        int size = found[0].Value.Mem.Size();
        for (int i = 0; i < found.Length; i++)
        {
            for (int count = MaxVectorBytes / size > 4 ? 4 : MaxVectorBytes / size; count > 1; count /= 2)
            {
                if (!IsContiguous(found, i, count, size) || this.AlignmentOf(found[i].Value) < count * size)
                {
                    continue;
                }

                Value[] members = [.. found.Skip(i).Take(count).Select(entry => entry.Value)];
                this.AddVector(block, members);
                i += count - 1;
                break;
            }
        }
    }

    private void AddVector(Block block, Value[] members)
    {
        // A load stands where the first of them stood, a store where the last did.
        bool isLoad = members[0].Op == Op.Load;
        Value place = isLoad
            ? members.MinBy(block.Instructions.IndexOf)!
            : members.MaxBy(block.Instructions.IndexOf)!;
        _vectors.Add(place, members);
        foreach (Value member in members)
        {
            _folded[member.Id] = member != place;
        }
    }

    private static bool IsContiguous(KeyValuePair<long, Value>[] found, int start, int count, int size)
    {
        for (int i = 1; i < count; i++)
        {
            if (start + i >= found.Length || found[start + i].Key != found[start].Key + (i * size))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(Value access) =>
        (access.Flags & ValueFlags.Volatile) == 0 && access.Align >= access.Mem.Size() && access.Mem != MemType.Ptr && access.Mem != MemType.None;

    /// <summary>What the access says of its address, or what follows from how it is computed.</summary>
    private long AlignmentOf(Value access)
    {
        (Value root, long offset) = Split(access.Operands[0]);

        return Math.Max(access.Align, Math.Min(this.FactorOf(root, MaxDepth), LowestBit(offset)));
    }

    /// <summary>A power of two, up to 16, that divides a number or address.</summary>
    private long FactorOf(Value value, int depth)
    {
        if (value.IsConst)
        {
            return LowestBit(value.Imm);
        }

        if (depth == 0)
        {
            return 1;
        }

        Value[] operands = value.Operands;
        switch (value.Op)
        {
            case Op.Alloca:
                return LowestBit(_depotOffsets[value]);
            case Op.SharedAlloc:
                return LowestBit(_function.SharedAllocations[(int)value.Imm].Align);
            case Op.DynamicShared:
                return MaxVectorBytes;
            case Op.AssumeAligned:
                return Math.Max(Math.Min(MaxVectorBytes, value.Imm), this.FactorOf(operands[0], depth - 1));
            case Op.BlockParam:
                return this.FactorOfParameter(value, depth);
            case Op.PtrAdd or Op.Add or Op.Sub or Op.Or or Op.Xor:
                return Math.Min(this.FactorOf(operands[0], depth - 1), this.FactorOf(operands[1], depth - 1));
            case Op.And:
                return Math.Max(this.FactorOf(operands[0], depth - 1), this.FactorOf(operands[1], depth - 1));
            case Op.Mul:
                return Math.Min(MaxVectorBytes, this.FactorOf(operands[0], depth - 1) * this.FactorOf(operands[1], depth - 1));
            case Op.Shl when operands[1].IsConst:
                return Math.Min(MaxVectorBytes, this.FactorOf(operands[0], depth - 1) << (int)(operands[1].Imm & 31));
            case Op.SExt or Op.ZExt or Op.Trunc:
                return this.FactorOf(operands[0], depth - 1);
            default:
                return 1;
        }
    }

    /// <summary>
    /// What divides all values that enter a block. A parameter that is asked for on the way to itself, around a loop, is taken for a
    /// multiple of anything: sums, products and the like keep what their operands have in common, so that only the other values count.
    /// </summary>
    private long FactorOfParameter(Value parameter, int depth)
    {
        if (!_open.Add(parameter))
        {
            return MaxVectorBytes;
        }

        long factor = MaxVectorBytes;
        foreach (Block predecessor in _flow.PredecessorsOf(parameter.Block!))
        {
            foreach (Successor edge in predecessor.Successors)
            {
                if (edge.Block == parameter.Block && factor > 1)
                {
                    factor = Math.Min(factor, this.FactorOf(edge.Arguments[(int)parameter.Imm], depth - 1));
                }
            }
        }

        _open.Remove(parameter);

        return factor;
    }

    private static long LowestBit(long value) => value == 0 ? MaxVectorBytes : Math.Min(MaxVectorBytes, value & -value);

    private void EmitVectorLoad(Value[] members)
    {
        Value first = members[0];
        string targets = string.Join(", ", members.Select(this.Target));
        string operation = $"ld.{this.LoadSpace(first)}.v{members.Length}.{MemoryType(first.Mem)}";
        this.Put(operation, $"{{{targets}}}", this.Place(first.Operands[0]));
    }

    private void EmitVectorStore(Value[] members)
    {
        Value first = members[0];
        string type = first.Mem switch { MemType.I8 => "u8", MemType.I16 => "u16", _ => MemoryType(first.Mem) };
        string sources = string.Join(", ", members.Select(member => this.Reg(member.Operands[1])));
        this.Put($"st.{Space(first.Operands[0].Type)}.v{members.Length}.{type}", this.Place(first.Operands[0]), $"{{{sources}}}");
    }
}
