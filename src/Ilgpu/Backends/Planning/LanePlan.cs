using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Planning;

/// <summary>Forms in which a value is needed.</summary>
[Flags]
internal enum Demand : byte
{
    None = 0,
    Scalar = 1,
    Vector = 2,
}

/// <summary>How the lanes' addresses of a load or store relate.</summary>
internal enum AddressKind : byte
{
    /// <summary>All lanes use one address.</summary>
    Uniform,

    /// <summary>Neighbouring lanes use neighbouring elements.</summary>
    Contiguous,

    /// <summary>Neighbouring lanes are a constant number of elements apart.</summary>
    Strided,

    /// <summary>A scalar base plus a 32-bit index per lane times the element size.</summary>
    Indexed,

    /// <summary>A full address per lane.</summary>
    Pointer,
}

/// <summary>Address of a load or store; for Indexed the scalar terms to add up and the index.</summary>
internal sealed record AddressMode(AddressKind Kind, int Stride = 0, Value? Index = null, List<Value>? Terms = null)
{
    /// <summary>
    /// A loop advances the address by this uniform value times <see cref="StepScale"/> bytes per round, farther than
    /// hardware prefetchers follow: grid-stride loops, where one warp runs all its rounds before the next warp starts.
    /// </summary>
    public Value? Step { get; init; }

    public long StepScale { get; init; }
}

/// <summary>
/// Decisions about a function whose warps become vectors, which all variants with the same shapes share: block order,
/// deferred targets of the linearised control flow, forms of values, address modes, memory layout.
/// </summary>
internal sealed class LanePlan
{
    private readonly Function _function;
    private readonly bool _scalar;
    private readonly Demand[] _demand;
    private readonly int[] _vectorUses;
    private readonly AddressMode?[] _addresses;
    private readonly Stack<Value> _work = [];
    private readonly ControlFlow _flow;
    private readonly LoopForest _loops;
    private readonly HashSet<Value> _loadedRoots = [];

    public LanePlan(Function function, Uniformity uniformity, bool scalar)
    {
        _function = function;
        _scalar = scalar;
        this.Uniformity = uniformity;
        _flow = ControlFlow.Compute(function);
        _loops = LoopForest.Compute(_flow, Dominators.Compute(_flow));
        _demand = new Demand[function.ValueCount];
        _vectorUses = new int[function.ValueCount];
        _addresses = new AddressMode?[function.ValueCount];
        this.Position = new int[function.BlockCount];
        Array.Fill(this.Position, -1);
        List<Block> order = new(function.Blocks.Count);
        this.LayOut(null, function.Entry, order);
        this.Order = [.. order];
        for (int i = 0; i < this.Order.Length; i++)
        {
            this.Position[this.Order[i].Id] = i;
        }

        this.Deferred = new SortedSet<int>[this.Order.Length];
        this.Linearise();
        this.Leader = new Block?[function.BlockCount];
        this.FindLeaders();
        this.LayOutMemory();
        this.PropagateDemand();
    }

    public Uniformity Uniformity { get; }

    /// <summary>Reachable blocks in topological order with loops contiguous; a latch is the last block of its loop.</summary>
    public Block[] Order { get; }

    /// <summary>Index in <see cref="Order"/> by block id, -1 when unreachable.</summary>
    public int[] Position { get; }

    /// <summary>By position: blocks that lanes may wait in front of, to be visited after this one.</summary>
    public SortedSet<int>[] Deferred { get; }

    /// <summary>
    /// By block id: the block whose execution mask a divergent block shares, itself if it needs a mask of its own,
    /// null if it is not divergent.
    /// </summary>
    public Block?[] Leader { get; }

    public int BarrierCount { get; private set; }

    public bool MayFault { get; private set; }

    /// <summary>Private memory per lane in bytes that could not be turned into registers.</summary>
    public int LocalBytes { get; private set; }

    /// <summary>Offset of each alloca in the private memory, by value id.</summary>
    public Dictionary<int, int> LocalOffsets { get; } = [];

    public int[] SharedOffsets { get; private set; } = [];

    public int StaticSharedBytes { get; private set; }

    /// <summary>Filled in by the emitter: what a warp needs to survive a barrier.</summary>
    public int SpillBytesPerWarp { get; set; }

    /// <summary>Parameters (base addresses) of views with contiguous stores that no load reads, with their element size in bytes.</summary>
    public HashSet<(int Parameter, int ElementSize)> StreamingRoots { get; } = [];

    public LoopForest Loops => _loops;

    public ControlFlow Flow => _flow;

    public Demand Demand(Value value) => _demand[value.Id];

    /// <summary>Number of places that need the value as a vector.</summary>
    public int VectorUses(Value value) => _vectorUses[value.Id];

    public AddressMode Address(Value access) => _addresses[access.Id]!;

    /// <summary>The address mode of a load or store, or null if nobody needs it.</summary>
    public AddressMode? TryAddress(Value access) => _addresses[access.Id];

    /// <summary>Slots of values that share locals, by value id; null when every value has its own. Set by back ends that share.</summary>
    public int[]? Slots { get; set; }

    public bool IsUniform(Value value) => _scalar || this.Uniformity.IsUniform(value);

    /// <summary>A value kept as a scalar whose vector form does not follow from lane 0's value and the stride.</summary>
    public bool IsComputedByLane(Value value) => !_scalar && this.Uniformity.MayWrap(value);

    /// <summary>The value is kept as a scalar: uniform, or lane 0 of a strided one.</summary>
    public bool IsScalar(Value value) => _scalar || this.Uniformity.IsUniform(value) || this.Uniformity.IsStrided(value);

    /// <summary>The innermost loop that contains the block.</summary>
    public Loop? LoopOf(Block block) => _loops.InnermostOf(block);

    /// <summary>The edge goes back to the header of a loop that contains its source.</summary>
    public bool IsBackEdge(Block from, Block to) => this.Position[to.Id] <= this.Position[from.Id];

    /// <summary>A store whose target no load of the kernel reads, so that it may bypass the caches.</summary>
    public bool IsStreaming(Value store) =>
        this.Address(store).Kind == AddressKind.Contiguous && store.Mem.Size() >= 4
        && Root(store.Operands[0]) is { Op: Op.Param } root && !_loadedRoots.Contains(root);

    /// <summary>
    /// The address of the warp's first lane is a multiple of the vector size, given that views start at one: the index
    /// is that of an implicit kernel itself, whose warps start at multiples of the warp size.
    /// </summary>
    public static bool IsAligned(Value access)
    {
        Value pointer = access.Operands[0];

        return pointer.Op == Op.PtrAdd && pointer.Operands[0].Op == Op.Param
            && pointer.Operands[1] is { Op: Op.Mul } scaled && scaled.Operands[1].IsConstInt(access.Mem.Size())
            && scaled.Operands[0] is { Op: Op.SExt } extended && extended.Operands[0] is { Op: Op.KernelIndex, Imm: 0 };
    }

    /// <summary>Values that follow from the position of the warp alone: indices, dimensions, lane, memory.</summary>
    public static bool IsPosition(Op op) => op is Op.KernelIndex or Op.GridIdx or Op.GridDim or Op.GroupIdx or Op.GroupDim
        or Op.LaneIdx or Op.WarpSize or Op.SharedAlloc or Op.DynamicShared or Op.DynamicSharedSize or Op.Alloca;

    /// <summary>
    /// The block's execution mask is a variable of its own. Other divergent blocks share that of their leader; the
    /// rest run with all lanes in full warps, with the entry mask in incomplete ones.
    /// </summary>
    public bool IsMasked(Block block) => this.Leader[block.Id] == block;

    /// <summary>
    /// Lanes that are not on this edge may already have their parameters, which must survive: the target has other
    /// edges in front of which lanes wait, or the edge leaves a loop that other lanes left in earlier rounds. A loop
    /// header's parameters of lanes that left are dead, since their values left through the exits.
    /// </summary>
    public bool NeedsBlend(Block from, Block target)
    {
        if (!this.IsMasked(target) && this.Leader[target.Id] == this.Leader[from.Id] && !this.Uniformity.IsDivergentBranch(from))
        {
            // All lanes of the mask arrive together.
            return false;
        }

        Loop? targetLoop = this.LoopOf(target);
        if (this.LoopOf(from) != targetLoop)
        {
            if (targetLoop is not null && targetLoop.Header == target)
            {
                // Entry of a loop.
                return _flow.Predecessors[target.Id].Count > 2;
            }

            return true;
        }

        if (targetLoop is not null && targetLoop.Header == target)
        {
            return false;
        }

        // The first edge in layout order overwrites: nobody waits yet.
        foreach (Block predecessor in _flow.Predecessors[target.Id])
        {
            if (this.Position[predecessor.Id] >= 0 && (this.Position[predecessor.Id] < this.Position[from.Id] || this.LoopOf(predecessor) != targetLoop))
            {
                return true;
            }
        }

        return false;
    }

    private static Value Root(Value pointer)
    {
        while (pointer.Op == Op.PtrAdd)
        {
            pointer = pointer.Operands[0];
        }

        return pointer;
    }

    // ---- layout ---------------------------------------------------------------------------------------------------

    /// <summary>Appends the blocks of a loop (null: the function), inner loops as one unit, in topological order.</summary>
    private void LayOut(Loop? loop, Block header, List<Block> order)
    {
        List<Block> postOrder = [];
        HashSet<Block> seen = [];
        this.Visit(loop, header, header, seen, postOrder);
        for (int i = postOrder.Count - 1; i >= 0; i--)
        {
            Block block = postOrder[i];
            Loop? inner = this.ChildLoopOf(loop, block);
            if (inner is null)
            {
                order.Add(block);
            }
            else
            {
                this.LayOut(inner, inner.Header, order);
            }
        }
    }

    private void Visit(Loop? loop, Block header, Block node, HashSet<Block> seen, List<Block> postOrder)
    {
        if (!seen.Add(node))
        {
            return;
        }

        Loop? inner = this.ChildLoopOf(loop, node);
        if (inner is null)
        {
            // The last successor is visited first, so that the first one (the loop body, the then part) comes next.
            ReadOnlySpan<Successor> successors = node.Successors;
            for (int i = successors.Length - 1; i >= 0; i--)
            {
                this.VisitTarget(loop, header, successors[i].Block, seen, postOrder);
            }
        }
        else
        {
            foreach ((Block from, int index) in inner.ExitEdges)
            {
                this.VisitTarget(loop, header, from.Successors[index].Block, seen, postOrder);
            }
        }

        postOrder.Add(node);
    }

    private void VisitTarget(Loop? loop, Block header, Block target, HashSet<Block> seen, List<Block> postOrder)
    {
        if (target == header || (loop is not null && !loop.Contains(target)))
        {
            return;
        }

        Loop? inner = this.ChildLoopOf(loop, target);
        this.Visit(loop, header, inner is null ? target : inner.Header, seen, postOrder);
    }

    /// <summary>The loop directly inside <paramref name="loop"/> that contains the block, or null.</summary>
    private Loop? ChildLoopOf(Loop? loop, Block block)
    {
        Loop? inner = _loops.InnermostOf(block);
        while (inner is not null && inner != loop && inner.Parent != loop)
        {
            inner = inner.Parent;
        }

        return inner == loop ? null : inner;
    }

    /// <summary>
    /// Partial linearisation: a divergent branch goes to the first of its targets and defers the others; what is
    /// deferred is handed on from block to block until it is next.
    /// </summary>
    private void Linearise()
    {
        for (int i = 0; i < this.Order.Length; i++)
        {
            this.Deferred[i] = [];
        }

        SortedSet<int> pending = [];
        for (int i = 0; i < this.Order.Length; i++)
        {
            Block block = this.Order[i];
            ReadOnlySpan<Successor> successors = block.Successors;
            this.DeferExits(i);
            bool together = !_scalar && this.Uniformity.IsDivergentBranch(block);
            if (successors.Length == 0 || together)
            {
                this.HandOn(i, successors, pending);
                continue;
            }

            for (int s = 0; s < successors.Length; s++)
            {
                this.HandOn(i, successors.Slice(s, 1), pending);
            }

            // A masked loop ends when no lane goes on: then its deferred targets are next.
            if (successors.Length == 1 && this.IsBackEdge(block, successors[0].Block))
            {
                this.HandOn(i, [], pending);
            }
        }
    }

    /// <summary>Lanes that left a loop in earlier rounds wait behind it while the others go on.</summary>
    private void DeferExits(int position)
    {
        Block header = this.Order[position];
        if (!_scalar && this.Uniformity.IsDivergentLoop(header) && _loops.InnermostOf(header) is { } loop && loop.Header == header)
        {
            foreach ((Block from, int index) in loop.ExitEdges)
            {
                this.Deferred[position].Add(this.Position[from.Successors[index].Block.Id]);
            }
        }
    }

    private void HandOn(int from, ReadOnlySpan<Successor> successors, SortedSet<int> pending)
    {
        pending.Clear();
        pending.UnionWith(this.Deferred[from]);
        foreach (Successor successor in successors)
        {
            int to = this.Position[successor.Block.Id];
            if (to > from)
            {
                pending.Add(to);
            }
        }

        if (pending.Count == 0)
        {
            return;
        }

        int next = pending.Min;
        pending.Remove(next);
        this.Deferred[next].UnionWith(pending);
    }

    /// <summary>
    /// A divergent block that is only ever jumped to, by uniform branches under one mask, runs under that mask: the
    /// body of a uniform loop inside a divergent if, for example.
    /// </summary>
    private void FindLeaders()
    {
        if (_scalar)
        {
            return;
        }

        HashSet<int> waitedFor = [];
        foreach (SortedSet<int> deferred in this.Deferred)
        {
            waitedFor.UnionWith(deferred);
        }

        HashSet<Block> own = [];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 0; i < this.Order.Length; i++)
            {
                Block block = this.Order[i];
                if (!this.Uniformity.IsDivergent(block))
                {
                    continue;
                }

                Block? leader = waitedFor.Contains(i) || own.Contains(block) ? block : this.CommonLeader(block);
                if (leader == block)
                {
                    own.Add(block);
                }

                this.Leader[block.Id] = leader;
            }

            // Headers were decided by their entries; a latch under another mask revokes that.
            foreach (Loop loop in _loops.Loops)
            {
                Block? leader = this.Leader[loop.Header.Id];
                foreach (Block latch in loop.Latches)
                {
                    if (leader is not null && this.Leader[latch.Id] != leader && own.Add(loop.Header))
                    {
                        changed = true;
                    }
                }
            }
        }
    }

    /// <summary>The one leader of all forward predecessors, if none of them branches divergently; else the block itself.</summary>
    private Block CommonLeader(Block block)
    {
        Block? common = null;
        foreach (Block from in _flow.Predecessors[block.Id])
        {
            if (this.IsBackEdge(from, block))
            {
                continue;
            }

            Block? leader = this.Leader[from.Id];
            if (leader is null || this.Uniformity.IsDivergentBranch(from) || (common is not null && common != leader))
            {
                return block;
            }

            common = leader;
        }

        return common ?? block;
    }

    // ---- memory ---------------------------------------------------------------------------------------------------

    private void LayOutMemory()
    {
        int local = 0;
        foreach (Value value in _function.Entry.Instructions)
        {
            if (value.Op == Op.Alloca)
            {
                this.LocalOffsets.Add(value.Id, local);
                local += ((int)value.Imm + 7) & ~7;
            }
        }

        this.LocalBytes = local;
        int shared = 0;
        this.SharedOffsets = new int[_function.SharedAllocations.Count];
        for (int i = 0; i < this.SharedOffsets.Length; i++)
        {
            SharedAllocation allocation = _function.SharedAllocations[i];
            int align = Math.Max(allocation.Align, 64);
            shared = (shared + align - 1) & -align;
            this.SharedOffsets[i] = shared;
            shared += allocation.Bytes;
        }

        this.StaticSharedBytes = (shared + 63) & ~63;
    }

    // ---- demand ---------------------------------------------------------------------------------------------------

    /// <summary>
    /// Marks what is needed, in which form, from the operations with effects backwards. Pure values that nobody asks
    /// for (address arithmetic that an address mode absorbs) are never emitted.
    /// </summary>
    private void PropagateDemand()
    {
        foreach (Block block in this.Order)
        {
            foreach (Value value in block.Instructions)
            {
                if (value.Op == Op.Load && Root(value.Operands[0]) is { Op: Op.Param } root)
                {
                    _loadedRoots.Add(root);
                }

                if (value.Op is Op.AtomicRmw or Op.AtomicCas && Root(value.Operands[0]) is { Op: Op.Param } target)
                {
                    _loadedRoots.Add(target);
                }

                if (value.Op.IsBarrier())
                {
                    this.BarrierCount++;
                }

                if (value.Op == Op.Assert || (value.IsIntegerDivision() && value.Operands[1] is not { Op: Op.Const, Imm: not 0 }))
                {
                    this.MayFault = true;
                }
            }
        }

        foreach (Block block in this.Order)
        {
            foreach (Value value in block.Instructions)
            {
                if (value.HasSideEffects())
                {
                    this.RequireOperands(value);
                }
            }
        }

        while (_work.TryPop(out Value? next))
        {
            if (next.Op == Op.BlockParam)
            {
                Demand form = this.IsScalar(next) ? Planning.Demand.Scalar : Planning.Demand.Vector;
                foreach (Block from in _flow.Predecessors[next.Block!.Id])
                {
                    foreach (Successor edge in from.Successors)
                    {
                        if (edge.Block == next.Block)
                        {
                            this.Require(edge.Arguments[(int)next.Imm], form);
                        }
                    }
                }
            }
            else if (!next.HasSideEffects())
            {
                this.RequireOperands(next);
            }
        }

        foreach (Block block in this.Order)
        {
            foreach (Value value in block.Instructions)
            {
                if (value.Op == Op.Store && this.IsStreaming(value))
                {
                    this.StreamingRoots.Add(((int)Root(value.Operands[0]).Imm, value.Mem.Size()));
                }
            }
        }
    }

    private void Require(Value value, Demand form)
    {
        if (value.Op == Op.Const)
        {
            return;
        }

        if (form == Planning.Demand.Vector)
        {
            _vectorUses[value.Id]++;
            if (this.IsScalar(value))
            {
                form |= Planning.Demand.Scalar;
            }
        }

        Demand old = _demand[value.Id];
        _demand[value.Id] = old | form;
        if (this.IsComputedByLane(value) && (form & ~old & Planning.Demand.Vector) != 0)
        {
            foreach (Value operand in value.Operands)
            {
                this.Require(operand, Planning.Demand.Vector);
            }
        }

        if (old == Planning.Demand.None)
        {
            _work.Push(value);
        }
    }

    private void RequireOperands(Value value)
    {
        Value[] operands = value.Operands;
        switch (value.Op)
        {
            case Op.Load:
                this.RequireAddress(value);

                return;
            case Op.Store:
                this.RequireAddress(value);
                this.Require(operands[1], this.FormOfStored(value));

                return;
            case Op.Prefetch:
                // One line for the warp; lanes that want many each have to do without.
                if (this.IsScalar(operands[0]))
                {
                    this.Require(operands[0], Planning.Demand.Scalar);
                }

                return;
            case Op.CondBranch:
                this.Require(operands[0], this.IsUniform(operands[0]) ? Planning.Demand.Scalar : Planning.Demand.Vector);

                return;
            case Op.Assert:
                this.Require(operands[0], this.IsUniform(operands[0]) ? Planning.Demand.Scalar : Planning.Demand.Vector);

                return;
            case Op.Shl or Op.Shr or Op.ShrU when !this.IsScalar(value) && this.IsUniform(operands[1]):
                this.Require(operands[0], Planning.Demand.Vector);
                this.Require(operands[1], Planning.Demand.Scalar);

                return;
            case Op.GroupBroadcast or Op.WarpBroadcast:
                this.Require(operands[0], _scalar ? Planning.Demand.Scalar : Planning.Demand.Vector);
                this.Require(operands[1], Planning.Demand.Scalar);

                return;
            case Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.WarpPopCount or Op.WarpAll or Op.WarpAny:
                this.Require(operands[0], _scalar ? Planning.Demand.Scalar : Planning.Demand.Vector);

                return;
            case Op.AtomicRmw or Op.AtomicCas or Op.Print:
                foreach (Value operand in operands)
                {
                    this.Require(operand, _scalar ? Planning.Demand.Scalar : Planning.Demand.Vector);
                }

                return;
            default:
                Demand form = this.IsScalar(value) ? Planning.Demand.Scalar : Planning.Demand.Vector;
                foreach (Value operand in operands)
                {
                    this.Require(operand, form);
                }

                return;
        }
    }

    /// <summary>A store to one address writes the last active lane's value; others store vectors.</summary>
    public Demand FormOfStored(Value store) =>
        this.Address(store).Kind == AddressKind.Uniform && this.IsUniform(store.Operands[1]) ? Planning.Demand.Scalar : Planning.Demand.Vector;

    private void RequireAddress(Value access)
    {
        AddressMode mode = this.ChooseAddress(access);
        if (access.Op == Op.Load && mode.Kind == AddressKind.Contiguous && this.FindStep(access.Operands[0], out long scale) is { } step)
        {
            mode = mode with { Step = step, StepScale = scale };
            this.Require(step, Planning.Demand.Scalar);
        }

        _addresses[access.Id] = mode;
        Value pointer = access.Operands[0];
        switch (mode.Kind)
        {
            case AddressKind.Indexed:
                foreach (Value term in mode.Terms!)
                {
                    this.Require(term, Planning.Demand.Scalar);
                }

                this.Require(mode.Index!, Planning.Demand.Vector);
                break;
            case AddressKind.Pointer:
                this.Require(pointer, Planning.Demand.Vector);
                break;
            default:
                this.Require(pointer, Planning.Demand.Scalar);
                break;
        }
    }

    /// <summary>What the innermost loop adds to the address per round: a run-time value times a scale, or null.</summary>
    private Value? FindStep(Value address, out long scale)
    {
        scale = 1;
        if (address.Block is null || _loops.InnermostOf(address.Block) is not { Latches: [Block latch] } loop)
        {
            return null;
        }

        for (int depth = 0; depth < 16; depth++)
        {
            switch (address.Op)
            {
                case Op.BlockParam when address.Block == loop.Header:
                    return this.StepOfParameter(address, loop, latch);
                case Op.PtrAdd or Op.Add:
                    bool first = IsInvariant(address.Operands[0], loop);
                    if (first == IsInvariant(address.Operands[1], loop))
                    {
                        return null;
                    }

                    address = address.Operands[first ? 1 : 0];
                    break;
                case Op.Mul when address.Operands[1].IsConst:
                    scale *= address.Operands[1].Imm;
                    address = address.Operands[0];
                    break;
                case Op.SExt or Op.ZExt:
                    address = address.Operands[0];
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private Value? StepOfParameter(Value parameter, Loop loop, Block latch)
    {
        Value next = latch.Successors[0].Arguments[(int)parameter.Imm];
        if (next.Op == Op.BlockParam && next.Block == latch)
        {
            Value? only = null;
            foreach (Block from in _flow.Predecessors[latch.Id])
            {
                foreach (Successor edge in from.Successors)
                {
                    if (edge.Block == latch)
                    {
                        Value argument = edge.Arguments[(int)next.Imm];
                        if (only is not null && only != argument)
                        {
                            return null;
                        }

                        only = argument;
                    }
                }
            }

            next = only!;
        }

        if (next.Op is not (Op.Add or Op.PtrAdd))
        {
            return null;
        }

        Value? step = next.Operands[0] == parameter ? next.Operands[1] : next.Operands[1] == parameter ? next.Operands[0] : null;

        return step is not null && !step.IsConst && IsInvariant(step, loop) && this.IsUniform(step) ? step : null;
    }

    private static bool IsInvariant(Value value, Loop loop) => value.Block is null || !loop.Contains(value.Block);

    private AddressMode ChooseAddress(Value access)
    {
        Value pointer = access.Operands[0];
        if (this.IsUniform(pointer))
        {
            return new AddressMode(AddressKind.Uniform);
        }

        int size = access.Mem.Size();
        if (this.Uniformity.IsStrided(pointer) && pointer.Type != IrType.PtrLocal)
        {
            long stride = this.Uniformity.Stride(pointer);
            if (stride == size)
            {
                return new AddressMode(AddressKind.Contiguous, 1);
            }

            if (stride % size == 0 && Math.Abs(stride / size) < 1 << 24)
            {
                return new AddressMode(AddressKind.Strided, (int)(stride / size));
            }
        }

        List<Value> terms = [];
        if (pointer.Type != IrType.PtrLocal && this.Decompose(pointer, size, terms) is { } index)
        {
            return new AddressMode(AddressKind.Indexed, 0, index, terms);
        }

        return new AddressMode(AddressKind.Pointer);
    }

    /// <summary>Writes a 64-bit value as the sum of uniform terms and a 32-bit index times the element size.</summary>
    private Value? Decompose(Value value, int size, List<Value> terms)
    {
        switch (value.Op)
        {
            case Op.PtrAdd or Op.Add:
                Value a = value.Operands[0];
                Value b = value.Operands[1];
                if (this.IsUniform(b))
                {
                    terms.Add(b);

                    return this.Decompose(a, size, terms);
                }

                if (this.IsUniform(a))
                {
                    terms.Add(a);

                    return this.Decompose(b, size, terms);
                }

                return null;
            case Op.Mul when value.Operands[1].IsConstInt(size) && value.Operands[0].Op == Op.SExt:
                return value.Operands[0].Operands[0];
            case Op.Shl when value.Operands[1].IsConst && 1L << (int)value.Operands[1].Imm == size && value.Operands[0].Op == Op.SExt:
                return value.Operands[0].Operands[0];
            case Op.SExt when size == 1:
                return value.Operands[0];
            default:
                return null;
        }
    }
}
