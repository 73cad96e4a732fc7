using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Part of <see cref="PromoteAllocas"/>: finds the allocas that are only read and written at constant offsets, and cuts
/// them into slots such that every access covers whole slots.
/// </summary>
internal sealed class AllocaSlots
{
    private const int MaxSlotsPerAccess = 8;

    private readonly Function _function;
    private readonly List<Value> _allocas = [];
    private readonly List<bool> _isPromotable = [];
    private readonly List<Access> _accesses = [];

    /// <summary>By value id: number of the alloca that an address lies in plus one, and the offset.</summary>
    private readonly int[] _allocaOf;
    private readonly int[] _offsetOf;

    /// <summary>By value id of a load or store: index of its first slot plus one, and their number.</summary>
    private readonly int[] _firstSlot;
    private readonly byte[] _slotCount;

    private AllocaSlots(Function function)
    {
        _function = function;
        _allocaOf = new int[function.ValueCount];
        _offsetOf = new int[function.ValueCount];
        _firstSlot = new int[function.ValueCount];
        _slotCount = new byte[function.ValueCount];
    }

    public List<Slot> Slots { get; } = [];

    /// <summary>Numbers blocks must be reachable, so that definitions come before uses in reverse post-order.</summary>
    public static AllocaSlots? Find(Function function, ControlFlow flow)
    {
        bool any = false;
        foreach (Value value in function.Entry.Instructions)
        {
            any |= value.Op == Op.Alloca;
        }

        if (!any)
        {
            return null;
        }

        AllocaSlots result = new(function);
        foreach (Block block in flow.ReversePostOrder)
        {
            foreach (Value value in block.Instructions)
            {
                result.Scan(value);
            }
        }

        result.Cut();

        return result.Slots.Count > 0 ? result : null;
    }

    public bool IsPromoted(Value value) => value.Id < _firstSlot.Length && _firstSlot[value.Id] > 0;

    /// <summary>The slots of a promoted load or store, in the order of their addresses.</summary>
    public (int First, int Count) SlotsOf(Value value) => (_firstSlot[value.Id] - 1, _slotCount[value.Id]);

    private void Scan(Value value)
    {
        Value[] operands = value.Operands;
        switch (value.Op)
        {
            case Op.Alloca:
                _allocas.Add(value);
                _isPromotable.Add(true);
                _allocaOf[value.Id] = _allocas.Count;
                break;

            case Op.PtrAdd when _allocaOf[operands[0].Id] is > 0 and int alloca:
                long offset = operands[1].Imm + _offsetOf[operands[0].Id];
                if (operands[1].Op == Op.Const && offset is >= 0 and <= int.MaxValue)
                {
                    _allocaOf[value.Id] = alloca;
                    _offsetOf[value.Id] = (int)offset;
                }
                else
                {
                    _isPromotable[alloca - 1] = false;
                }

                break;

            case Op.Load or Op.Store when _allocaOf[operands[0].Id] is > 0 and int alloca:
                int start = _offsetOf[operands[0].Id];
                int size = value.Mem.Size();
                if ((value.Flags & ValueFlags.Volatile) != 0 || (long)start + size > _allocas[alloca - 1].Imm)
                {
                    _isPromotable[alloca - 1] = false;
                }

                _accesses.Add(new Access(alloca - 1, start, size, value));
                if (value.Op == Op.Store)
                {
                    this.Escape(operands[1]);
                }

                break;

            default:
                foreach (Value operand in operands)
                {
                    this.Escape(operand);
                }

                foreach (Successor target in value.Targets ?? [])
                {
                    foreach (Value argument in target.Arguments)
                    {
                        this.Escape(argument);
                    }
                }

                break;
        }
    }

    private void Escape(Value value)
    {
        if (_allocaOf[value.Id] is > 0 and int alloca)
        {
            _isPromotable[alloca - 1] = false;
        }
    }

    private void Cut()
    {
        Access[] accesses = [.. _accesses];
        Array.Sort(accesses, static (a, b) =>
            a.Alloca != b.Alloca ? a.Alloca.CompareTo(b.Alloca)
            : a.Offset != b.Offset ? a.Offset.CompareTo(b.Offset)
            : a.Size.CompareTo(b.Size));
        int next;
        for (int i = 0; i < accesses.Length; i = next)
        {
            // A run of accesses connected by common bytes.
            int end = accesses[i].Offset;
            for (next = i; next < accesses.Length && accesses[next].Alloca == accesses[i].Alloca
                && (next == i || accesses[next].Offset < end); next++)
            {
                end = Math.Max(end, accesses[next].Offset + accesses[next].Size);
            }

            if (_isPromotable[accesses[i].Alloca])
            {
                this.CutRun(accesses.AsSpan(i, next - i));
            }
        }
    }

    /// <summary>Makes slots of a run whose parts are cut wherever an access begins or ends.</summary>
    private void CutRun(ReadOnlySpan<Access> run)
    {
        int firstSlot = this.Slots.Count;
        int start = run[0].Offset;
        int runEnd = start;
        foreach (Access access in run)
        {
            runEnd = Math.Max(runEnd, access.Offset + access.Size);
        }

        while (start < runEnd)
        {
            int end = runEnd;
            foreach (Access access in run)
            {
                end = access.Offset > start ? Math.Min(end, access.Offset) : end;
                end = access.Offset + access.Size > start ? Math.Min(end, access.Offset + access.Size) : end;
            }

            if (end - start is not (1 or 2 or 4 or 8) || !this.AddSlot(run, start, end - start))
            {
                this.Slots.RemoveRange(firstSlot, this.Slots.Count - firstSlot);

                return;
            }

            start = end;
        }

        foreach (Access access in run)
        {
            int first = firstSlot;
            while (this.Slots[first].Offset < access.Offset)
            {
                first++;
            }

            int count = 1;
            while (first + count < this.Slots.Count && this.Slots[first + count].Offset < access.Offset + access.Size)
            {
                count++;
            }

            if (count > MaxSlotsPerAccess)
            {
                this.Abandon(run, firstSlot);

                return;
            }

            _firstSlot[access.Value.Id] = first + 1;
            _slotCount[access.Value.Id] = (byte)count;
        }
    }

    private void Abandon(ReadOnlySpan<Access> run, int firstSlot)
    {
        foreach (Access access in run)
        {
            _firstSlot[access.Value.Id] = 0;
        }

        this.Slots.RemoveRange(firstSlot, this.Slots.Count - firstSlot);
    }

    /// <summary>Decides how a slot is kept: as the type most of its accesses want, narrow ones extended as all loads want.</summary>
    private bool AddSlot(ReadOnlySpan<Access> run, int offset, int size)
    {
        int floats = 0;
        int integers = 0;
        int pointers = 0;
        IrType pointer = IrType.Void;
        MemType loaded = MemType.None;
        bool sameLoads = true;
        foreach (Access access in run)
        {
            if (access.Offset > offset || access.Offset + access.Size < offset + size)
            {
                continue;
            }

            MemType mem = access.Value.Mem;
            bool isExact = access.Size == size;
            IrType type = access.Value.Op == Op.Load ? access.Value.Type : access.Value.Operands[1].Type;
            if (mem == MemType.Ptr)
            {
                pointers++;
                sameLoads &= pointer == IrType.Void || pointer == type;
                pointer = type;
            }
            else if (mem is MemType.F32 or MemType.F64 && isExact)
            {
                floats++;
            }
            else
            {
                integers++;
            }

            if (access.Value.Op == Op.Load)
            {
                sameLoads &= isExact && (loaded == MemType.None || loaded == mem);
                loaded = mem;
            }
        }

        if (pointers > 0)
        {
            this.Slots.Add(new Slot(offset, size, pointer, MemType.None));

            return floats + integers == 0 && sameLoads;
        }

        IrType kept = (size, floats >= integers) switch
        {
            (8, true) => IrType.F64,
            (8, false) => IrType.I64,
            (4, true) => IrType.F32,
            _ => IrType.I32,
        };
        this.Slots.Add(new Slot(offset, size, kept, size < 4 && sameLoads ? loaded : MemType.None));

        return true;
    }

    private readonly record struct Access(int Alloca, int Offset, int Size, Value Value);

    /// <summary>
    /// A part of an alloca that becomes a variable of the given type. Narrow slots with <paramref name="Extended"/> are
    /// kept as a load of that type yields them; others have arbitrary high bits.
    /// </summary>
    internal readonly record struct Slot(int Offset, int Size, IrType Type, MemType Extended);
}
