namespace IlgpuOptim.Engine.IR.Analyses;

/// <summary>How work-items are laid out in a warp.</summary>
/// <param name="XOnly">
/// The lanes of a warp differ in X only, by one from lane to lane. Otherwise a warp may wrap over into the next Y, and
/// no index is known.
/// </param>
/// <param name="WholeGroup">Asks for what is equal in the whole group: results of warps are not.</param>
internal readonly record struct UniformityOptions(bool XOnly, bool WholeGroup = false);

/// <summary>How a value differs between the lanes of a warp that compute it together.</summary>
internal enum LaneKind : byte
{
    /// <summary>Never computed (unreachable code).</summary>
    None,

    /// <summary>Equal in all lanes.</summary>
    Uniform,

    /// <summary>Lane 0's value plus the lane's number times a constant that is not zero.</summary>
    Strided,

    /// <summary>Anything.</summary>
    Varying,
}

/// <summary>A <see cref="LaneKind"/> with its constant: the difference between neighbouring lanes (pointers: bytes).</summary>
/// <param name="Kind">How lanes differ.</param>
/// <param name="Stride">By how much, if they are strided.</param>
/// <param name="MayWrap">
/// A strided I64 that comes from a 32-bit number, which may wrap around in the middle of a warp. As an offset to an address it
/// is as good as any (no valid access depends on the lanes behind the wrap); its lanes as numbers have to be computed.
/// </param>
internal readonly record struct LaneShape(LaneKind Kind, long Stride, bool MayWrap = false)
{
    public static readonly LaneShape Uniform = new(LaneKind.Uniform, 0);
    public static readonly LaneShape Varying = new(LaneKind.Varying, 0);

    public bool IsUniform => this.Kind == LaneKind.Uniform;

    /// <summary>Uniform or strided.</summary>
    public bool IsLinear => this.Kind is LaneKind.Uniform or LaneKind.Strided;

    public static LaneShape Linear(long stride) => stride == 0 ? Uniform : new LaneShape(LaneKind.Strided, stride);

    public override string ToString() => this.Kind == LaneKind.Strided ? $"strided({this.Stride}{(this.MayWrap ? ", may wrap" : string.Empty)})" : this.Kind.ToString().ToLowerInvariant();
}

/// <summary>
/// Which values are equal in all lanes of a warp, or step by a constant, and where lanes part. Values are compared among
/// the lanes that execute a block together; lanes that part meet again at the block that all their ways share.
/// </summary>
/// <remarks>
/// The stride of a 32-bit index survives its extension to 64 bits although the index might wrap around in the middle of
/// a warp: such an index is out of the range of any view in the lanes behind the wrap, so no valid access depends on it.
/// <see cref="MayWrap"/> tells of such values, for those who use them for anything else.
/// </remarks>
internal sealed class Uniformity
{
    private readonly ControlFlow _flow;
    private readonly LoopForest _forest;
    private readonly LaneTransfer _transfer;
    private readonly Divergence _divergence;
    private readonly LaneShape[] _shapes;
    private readonly bool[] _divergentBranch;

    private Uniformity(ControlFlow flow, LoopForest forest, PostDominators postDominators, UniformityOptions options)
    {
        _flow = flow;
        _forest = forest;
        _shapes = new LaneShape[flow.Function.ValueCount];
        _divergentBranch = new bool[flow.Order.Length];
        _transfer = new LaneTransfer(_shapes, options);
        _divergence = new Divergence(flow, forest, postDominators);
    }

    /// <summary>Requires a reducible graph; loop-closed form gives nothing away, but is not needed.</summary>
    public static Uniformity Compute(ControlFlow flow, LoopForest forest, PostDominators postDominators, UniformityOptions options)
    {
        Uniformity result = new(flow, forest, postDominators, options);
        result.Run();

        return result;
    }

    public static Uniformity Compute(Function function, UniformityOptions options)
    {
        ControlFlow flow = ControlFlow.Compute(function);

        return Compute(flow, LoopForest.Compute(flow, Dominators.Compute(flow)), PostDominators.Compute(flow), options);
    }

    /// <summary>The shape of a value where it is defined.</summary>
    public LaneShape ShapeOf(Value value) => value.Op is Op.Const or Op.Param ? LaneShape.Uniform : _shapes[value.Id];

    public bool IsUniform(Value value) => this.ShapeOf(value).Kind == LaneKind.Uniform;

    /// <summary>Lane 0's value plus the lane's number times <see cref="Stride"/>, which is not zero.</summary>
    public bool IsStrided(Value value) => this.ShapeOf(value).Kind == LaneKind.Strided;

    /// <summary>The difference between neighbouring lanes of a uniform or strided value; bytes for pointers.</summary>
    public long Stride(Value value) => this.ShapeOf(value).Stride;

    /// <summary>A strided value whose lanes are not lane 0's value plus multiples of the stride if a 32-bit number wraps around.</summary>
    public bool MayWrap(Value value) => this.ShapeOf(value).MayWrap;

    /// <summary>The block may be executed by some of the lanes only that entered the function.</summary>
    public bool IsDivergent(Block block) => _divergence.IsDivergent(block);

    /// <summary>The lanes that execute the block may go different ways at its end.</summary>
    public bool IsDivergentBranch(Block block) => _divergentBranch[block.Id];

    /// <summary>Lanes may leave the loop with this header in different rounds; what they take along is varying.</summary>
    public bool IsDivergentLoop(Block header) =>
        _forest.InnermostOf(header) is { } loop && loop.Header == header && _divergence.HasDivergentExit(loop);

    private void Run()
    {
        // Optimistic: shapes only get worse, and what has no shape yet does not count.
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Block block in _flow.ReversePostOrder)
            {
                foreach (Value parameter in block.Parameters)
                {
                    changed |= this.Update(parameter, this.ParameterShape(block, parameter));
                }

                foreach (Value value in block.Instructions)
                {
                    if (value.Type != IrType.Void && _shapes[value.Id].Kind != LaneKind.Varying)
                    {
                        changed |= this.Update(value, this.ReadsLeftLoop(block, value) ? LaneShape.Varying : _transfer.Evaluate(value));
                    }
                }

                Value terminator = block.Terminator;
                if (terminator.Op is Op.CondBranch or Op.Switch && !_divergentBranch[block.Id])
                {
                    LaneKind kind = this.ReadsLeftLoop(block, terminator) ? LaneKind.Varying : this.ShapeOf(terminator.Operands[0]).Kind;
                    if (kind > LaneKind.Uniform)
                    {
                        _divergentBranch[block.Id] = true;
                        _divergence.AddBranch(block);
                        changed = true;
                    }
                }
            }
        }
    }

    private bool Update(Value value, LaneShape shape)
    {
        if (shape == _shapes[value.Id])
        {
            return false;
        }

        _shapes[value.Id] = shape;

        return true;
    }

    private LaneShape ParameterShape(Block block, Value parameter)
    {
        LaneShape shape = default;
        Value? only = null;
        bool isSame = true;
        foreach (Block predecessor in _flow.Predecessors[block.Id])
        {
            // A block that names this one twice stands twice among the predecessors; looking twice does no harm.
            foreach (Successor edge in predecessor.Successors)
            {
                if (edge.Block != block)
                {
                    continue;
                }

                Value argument = edge.Arguments[(int)parameter.Imm];
                isSame &= only is null || only == argument;
                only = argument;
                shape = LaneTransfer.Join(shape, this.HasLeftLoop(argument, block) ? LaneShape.Varying : this.ShapeOf(argument));
            }
        }

        return shape.MayWrap || (_divergence.IsJoin(block) && !isSame) ? LaneShape.Varying : shape;
    }

    private bool ReadsLeftLoop(Block block, Value value)
    {
        if (!_divergence.HasDivergentLoops)
        {
            return false;
        }

        foreach (Value operand in value.Operands)
        {
            if (this.HasLeftLoop(operand, block))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value comes from a loop that lanes leave at different times, and the block is behind it.</summary>
    private bool HasLeftLoop(Value value, Block block)
    {
        if (value.Block is null || !_divergence.HasDivergentLoops)
        {
            return false;
        }

        for (Loop? loop = _forest.InnermostOf(value.Block); loop is not null && !loop.Contains(block); loop = loop.Parent)
        {
            if (_divergence.HasDivergentExit(loop))
            {
                return true;
            }
        }

        return false;
    }
}
