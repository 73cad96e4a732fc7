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

/// <summary>
/// Decisions about a function whose warps become vectors, which all variants with the same shapes share: block order,
/// deferred targets of the linearised control flow, forms of values, address modes, memory layout.
/// </summary>
internal sealed partial class LanePlan
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
}
