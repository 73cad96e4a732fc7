using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Part of <see cref="Gvn"/>: which contents of memory are known as values at the current place. Knowledge flows from a
/// block to the blocks it dominates, less what any block on the way may overwrite.
/// </summary>
internal sealed class AvailableLoads
{
    private const int MaxEntries = 64;
    private const int MaxRegion = 32;

    private readonly ControlFlow _flow;
    private readonly Dominators _dominators;
    private readonly Substitution _substitution;
    private readonly Entry[]?[] _atEnd;
    private readonly List<Value>?[] _clobbers;
    private readonly List<Entry> _entries = [];
    private readonly List<Block> _region = [];
    private readonly BitSet _inRegion;

    public AvailableLoads(ControlFlow flow, Dominators dominators, Substitution substitution)
    {
        _flow = flow;
        _dominators = dominators;
        _substitution = substitution;
        _atEnd = new Entry[]?[flow.Order.Length];
        _clobbers = new List<Value>?[flow.Order.Length];
        _inRegion = new BitSet(flow.Order.Length);
        foreach (Block block in flow.ReversePostOrder)
        {
            foreach (Value value in block.Instructions)
            {
                if (IsClobber(value))
                {
                    (_clobbers[block.Id] ??= []).Add(value);
                }
            }
        }
    }

    /// <summary>Memory holds <c>Data</c> at <c>Pointer</c>; narrow data of stores has arbitrary high bits.</summary>
    private readonly record struct Entry(Value Pointer, MemType Mem, Value Data, bool IsStored);

    /// <summary>The instruction writes memory, or lets others write it.</summary>
    public static bool IsClobber(Value value) =>
        value.Op.WritesMemory() || value.Op.IsBarrier() || value.Op is Op.MemoryFence or Op.WarpBarrier or Op.AsyncWait
        || (value.Op == Op.Load && (value.Flags & ValueFlags.Volatile) != 0);

    /// <summary>
    /// The clobbering instruction may change what stands at an address. Atomics, volatile accesses and fences order
    /// memory, so what other work-items may write is unknown behind them.
    /// </summary>
    public static bool MayChange(Value clobber, Value pointer, MemType mem)
    {
        bool isPlainStore = clobber.Op == Op.Store && (clobber.Flags & ValueFlags.Volatile) == 0;
        if (!isPlainStore && pointer.Type != IrType.PtrLocal)
        {
            return true;
        }

        return clobber.Op.WritesMemory() && Pointers.MayAlias(clobber.Operands[0], clobber.Mem.Size(), pointer, mem.Size());
    }

    public void Enter(Block block)
    {
        _entries.Clear();
        if (_dominators.Immediate[block.Id] is not { } dominator || _atEnd[dominator.Id] is not { Length: > 0 } known)
        {
            return;
        }

        _entries.AddRange(known);
        List<Block> predecessors = _flow.Predecessors[block.Id];
        if (predecessors.Count == 1)
        {
            return;
        }

        // Everything between the dominator and this block, which is itself on the way if it heads a loop.
        _region.Clear();
        _inRegion.Clear();
        _inRegion.Add(dominator.Id);
        this.AddToRegion(predecessors);
        for (int i = 0; i < _region.Count; i++)
        {
            if (_region.Count > MaxRegion)
            {
                _entries.Clear();

                return;
            }

            this.AddToRegion(_flow.Predecessors[_region[i].Id]);
            foreach (Value clobber in _clobbers[_region[i].Id] ?? [])
            {
                this.Kill(clobber);
            }

            if (_entries.Count == 0)
            {
                return;
            }
        }
    }

    public void Leave(Block block)
    {
        _atEnd[block.Id] = [.. _entries];
    }

    /// <summary>The known value of a load, converted if it was stored as another type; null makes the load known.</summary>
    public Value? Find(Value load, List<Value> output)
    {
        Value pointer = load.Operands[0];
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            Entry entry = _entries[i];
            if (entry.Pointer == pointer && entry.Mem.Size() == load.Mem.Size() && Convert(entry, load, output) is { } value)
            {
                return value;
            }
        }

        this.Add(new Entry(pointer, load.Mem, load, IsStored: false));

        return null;
    }

    /// <summary>Notes a write; false says that memory holds the stored value already.</summary>
    public bool Write(Value value)
    {
        bool isPlainStore = value.Op == Op.Store && (value.Flags & ValueFlags.Volatile) == 0;
        if (isPlainStore)
        {
            foreach (Entry entry in _entries)
            {
                if (entry.Pointer == value.Operands[0] && entry.Mem == value.Mem && entry.Data == value.Operands[1])
                {
                    return false;
                }
            }
        }

        this.Kill(value);
        if (isPlainStore)
        {
            this.Add(new Entry(value.Operands[0], value.Mem, value.Operands[1], IsStored: true));
        }

        return true;
    }

    private Value? Convert(Entry entry, Value load, List<Value> output)
    {
        Value data = _substitution.Resolve(entry.Data);
        Op op;
        switch (load.Mem.Size())
        {
            case < 4:
                if (entry.Mem == load.Mem && !entry.IsStored)
                {
                    return data;
                }

                op = load.Mem switch
                {
                    MemType.I8 => Op.SExt8,
                    MemType.U8 => Op.ZExt8,
                    MemType.I16 => Op.SExt16,
                    _ => Op.ZExt16,
                };
                break;
            default:
                if (data.Type == load.Type)
                {
                    return data;
                }

                if (data.Type.IsPointer() || load.Type.IsPointer())
                {
                    return null;
                }

                op = Op.Bitcast;
                break;
        }

        Value conversion = _flow.Function.NewValue(op, load.Type);
        conversion.Operands = [data];
        conversion.Block = load.Block;
        conversion.Location = load.Location;
        output.Add(conversion);

        return conversion;
    }

    private void Add(Entry entry)
    {
        if (_entries.Count == MaxEntries)
        {
            _entries.RemoveRange(0, MaxEntries / 4);
        }

        _entries.Add(entry);
    }

    private void AddToRegion(List<Block> predecessors)
    {
        foreach (Block predecessor in predecessors)
        {
            if (_inRegion.Add(predecessor.Id))
            {
                _region.Add(predecessor);
            }
        }
    }

    private void Kill(Value clobber)
    {
        int kept = 0;
        for (int i = 0; i < _entries.Count; i++)
        {
            if (!MayChange(clobber, _entries[i].Pointer, _entries[i].Mem))
            {
                _entries[kept++] = _entries[i];
            }
        }

        _entries.RemoveRange(kept, _entries.Count - kept);
    }
}
