using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>
/// Assigns values whose lifetimes do not overlap to the same slot, by a linear scan over the layout. RyuJIT stops
/// inlining beyond 512 locals, tracking beyond 1,024 and optimising beyond 2,000, so big kernels must share; small
/// ones keep one local per value, which gives the register allocator the most freedom.
/// </summary>
internal sealed class LocalSharing
{
    /// <summary>Functions with fewer values than this keep one local per value.</summary>
    private const int Threshold = 220;

    private readonly LanePlan _plan;
    private readonly int[] _blockStart;
    private readonly int[] _blockEnd;
    private readonly int[] _start;
    private readonly int[] _end;
    private readonly Dictionary<Loop, (int First, int Last)> _loopSpans = [];

    private LocalSharing(Function function, LanePlan plan)
    {
        _plan = plan;
        _blockStart = new int[function.BlockCount];
        _blockEnd = new int[function.BlockCount];
        _start = new int[function.ValueCount];
        _end = new int[function.ValueCount];
        this.Slots = new int[function.ValueCount];
        Array.Fill(_start, int.MaxValue);
        Array.Fill(_end, -1);
        Array.Fill(this.Slots, -1);
    }

    /// <summary>Slot by value id; values of one slot have one type and shape. -1: a slot of its own.</summary>
    public int[] Slots { get; }

    public static int[]? Compute(Function function, LanePlan plan)
    {
        int count = 0;
        foreach (Block block in plan.Order)
        {
            count += block.Parameters.Count + block.Instructions.Count;
        }

        if (count < Threshold)
        {
            return null;
        }

        LocalSharing sharing = new(function, plan);
        sharing.Number();
        sharing.FindLifetimes();
        sharing.Scan();

        return sharing.Slots;
    }

    private void Number()
    {
        int position = 0;
        foreach (Block block in _plan.Order)
        {
            _blockStart[block.Id] = position++;
            position += block.Instructions.Count;
            _blockEnd[block.Id] = position++;
            for (Loop? loop = _plan.LoopOf(block); loop is not null; loop = loop.Parent)
            {
                int first = _blockStart[block.Id];
                int last = _blockEnd[block.Id];
                if (_loopSpans.TryGetValue(loop, out (int First, int Last) span))
                {
                    first = Math.Min(first, span.First);
                    last = Math.Max(last, span.Last);
                }

                _loopSpans[loop] = (first, last);
            }
        }
    }

    private void FindLifetimes()
    {
        foreach (Block block in _plan.Order)
        {
            foreach (Value parameter in block.Parameters)
            {
                this.Cover(parameter, _blockStart[block.Id]);
                if (_plan.LoopOf(block) is { } own && own.Header == block)
                {
                    this.Cover(parameter, _loopSpans[own].Last);
                }
            }

            int position = _blockStart[block.Id];
            foreach (Value value in block.Instructions)
            {
                position++;
                this.Cover(value, position);
                foreach (Value operand in value.Operands)
                {
                    this.Use(operand, block, position);
                }

                if (value.Op is Op.Load or Op.Store && _plan.TryAddress(value) is { Kind: AddressKind.Indexed } mode)
                {
                    this.Use(mode.Index!, block, position);
                    foreach (Value term in mode.Terms!)
                    {
                        this.Use(term, block, position);
                    }
                }

                foreach (Successor edge in value.Targets ?? [])
                {
                    this.VisitEdge(block, edge, position);
                }
            }
        }
    }

    private void VisitEdge(Block from, Successor edge, int position)
    {
        int assigned = position;
        for (Loop? loop = _plan.LoopOf(from); loop is not null && !loop.Contains(edge.Block); loop = loop.Parent)
        {
            // Lanes may leave in any round and keep their values until the last one has left.
            assigned = _loopSpans[loop].First;
        }

        for (int i = 0; i < edge.Arguments.Length; i++)
        {
            this.Use(edge.Arguments[i], from, position);
            this.Cover(edge.Block.Parameters[i], assigned);
        }
    }

    /// <summary>A use in a loop of a value from outside needs it in every round.</summary>
    private void Use(Value value, Block block, int position)
    {
        if (value.Block is null)
        {
            return;
        }

        this.Cover(value, position);
        for (Loop? loop = _plan.LoopOf(block); loop is not null && !loop.Contains(value.Block); loop = loop.Parent)
        {
            this.Cover(value, _loopSpans[loop].Last);
        }
    }

    private void Cover(Value value, int position)
    {
        _start[value.Id] = Math.Min(_start[value.Id], position);
        _end[value.Id] = Math.Max(_end[value.Id], position);
    }

    private void Scan()
    {
        List<Value> values = [];
        foreach (Block block in _plan.Order)
        {
            values.AddRange(block.Parameters);
            foreach (Value value in block.Instructions)
            {
                if (value.Type != IrType.Void && _plan.Demand(value) != Demand.None && !LanePlan.IsPosition(value.Op))
                {
                    values.Add(value);
                }
            }
        }

        values.Sort((a, b) => _start[a.Id] != _start[b.Id] ? _start[a.Id].CompareTo(_start[b.Id]) : a.Id.CompareTo(b.Id));
        PriorityQueue<(int Slot, (IrType, bool) Kind), int> active = new();
        Dictionary<(IrType, bool), Stack<int>> free = [];
        int slots = 0;
        foreach (Value value in values)
        {
            while (active.TryPeek(out (int Slot, (IrType, bool) Kind) oldest, out int end) && end < _start[value.Id])
            {
                active.Dequeue();
                if (!free.TryGetValue(oldest.Kind, out Stack<int>? freed))
                {
                    free.Add(oldest.Kind, freed = []);
                }

                freed.Push(oldest.Slot);
            }

            (IrType, bool) kind = (value.Type, _plan.IsScalar(value));
            int slot = free.TryGetValue(kind, out Stack<int>? available) && available.Count > 0 ? available.Pop() : slots++;
            this.Slots[value.Id] = slot;
            active.Enqueue((slot, kind), _end[value.Id]);
        }
    }
}
