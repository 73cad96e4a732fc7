using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>What the lanes of a warp look like to <see cref="Uniformity"/>.</summary>
/// <param name="XOnly">Neighbouring lanes are neighbours in X and agree in Y and Z.</param>
internal readonly record struct UniformityOptions(bool XOnly);

/// <summary>
/// Divergence analysis of a loop-closed, reducible function at warp level. A value is uniform (equal in all active
/// lanes), strided (lane 0's value plus a constant times the lane) or varying. A block is divergent when it may run
/// with a strict subset of the lanes that entered the function. Optimistic: starts from 'uniform' and follows the
/// evidence, sync dependence by label propagation from divergent branches, temporal divergence at the exits of loops
/// that lanes leave in different iterations.
/// <para>
/// A 32-bit index that wraps around within one warp is outside of every view, so sign extension keeps a stride.
/// </para>
/// </summary>
internal sealed class Uniformity
{
    private const long UniformStride = 0;
    private const long VaryingStride = long.MinValue;
    private const long Unknown = long.MinValue + 1;

    private readonly ControlFlow _flow;
    private readonly PostDominators _postDominators;
    private readonly LoopForest _loops;
    private readonly bool _xOnly;

    /// <summary>By value id: the stride, 0 for uniform values, or one of the special constants.</summary>
    private readonly long[] _stride;

    private readonly bool[] _divergentBlock;
    private readonly bool[] _divergentBranch;

    /// <summary>By block id: lanes on different paths of a divergent branch meet here.</summary>
    private readonly bool[] _join;

    private readonly HashSet<Loop> _divergentLoops = [];
    private readonly HashSet<Block> _divergentHeaders = [];
    private bool _changed;

    private Uniformity(Function function, UniformityOptions options)
    {
        _flow = ControlFlow.Compute(function);
        _postDominators = PostDominators.Compute(_flow);
        _loops = LoopForest.Compute(_flow, Dominators.Compute(_flow));
        _xOnly = options.XOnly;
        _stride = new long[function.ValueCount];
        Array.Fill(_stride, Unknown);
        _divergentBlock = new bool[function.BlockCount];
        _divergentBranch = new bool[function.BlockCount];
        _join = new bool[function.BlockCount];
        do
        {
            _changed = false;
            foreach (Block block in _flow.ReversePostOrder)
            {
                this.VisitBlock(block);
            }
        }
        while (_changed);
    }

    public static Uniformity Compute(Function function, UniformityOptions options) => new(function, options);

    public bool IsUniform(Value value) => this.StrideOf(value) is UniformStride or Unknown;

    /// <summary>Lane 0 plus a non-zero constant times the lane.</summary>
    public bool IsStrided(Value value) => this.StrideOf(value) is not (UniformStride or VaryingStride or Unknown);

    /// <summary>Difference of neighbouring lanes; bytes for pointers.</summary>
    public long Stride(Value value) => this.StrideOf(value);

    public bool IsDivergent(Block block) => _divergentBlock[block.Id];

    public bool IsDivergentBranch(Block block) => _divergentBranch[block.Id];

    /// <summary>Lanes leave the loop with this header at different times.</summary>
    public bool IsDivergentLoop(Block header) => _divergentHeaders.Contains(header);

    private long StrideOf(Value value) => value.Op is Op.Const or Op.Param ? UniformStride : _stride[value.Id];

    private void VisitBlock(Block block)
    {
        foreach (Value parameter in block.Parameters)
        {
            this.Update(parameter, this.MeetIncoming(block, parameter));
        }

        foreach (Value value in block.Instructions)
        {
            if (value.Type != IrType.Void)
            {
                this.Update(value, this.Transfer(value));
            }
            else if (value.Op is Op.CondBranch or Op.Switch && !_divergentBranch[block.Id]
                && this.StrideOf(value.Operands[0]) is not (UniformStride or Unknown))
            {
                _divergentBranch[block.Id] = true;
                _changed = true;
                this.PropagateBranch(block);
            }
        }
    }

    private void Update(Value value, long stride)
    {
        // Monotone: unknown, then a stride, then varying.
        long old = _stride[value.Id];
        if (old != stride && old != VaryingStride && stride != Unknown)
        {
            _stride[value.Id] = old == Unknown ? stride : VaryingStride;
            _changed = true;
        }
    }

    // ---- control --------------------------------------------------------------------------------------------------

    private void PropagateBranch(Block branch)
    {
        this.MarkControlDependents(branch);
        this.MarkJoins(branch);
        Block? meeting = _postDominators.Immediate[branch.Id];
        for (Loop? loop = _loops.InnermostOf(branch); loop is not null; loop = loop.Parent)
        {
            if (meeting is not null && loop.Contains(meeting))
            {
                break;
            }

            _divergentLoops.Add(loop);
            _divergentHeaders.Add(loop.Header);
        }
    }

    /// <summary>Blocks whose execution the branch decides run with a part of the lanes, and all that they decide in turn.</summary>
    private void MarkControlDependents(Block branch)
    {
        Block? stop = _postDominators.Immediate[branch.Id];
        foreach (Successor successor in branch.Successors)
        {
            for (Block? block = successor.Block; block is not null && block != stop; block = _postDominators.Immediate[block.Id])
            {
                if (!_divergentBlock[block.Id])
                {
                    _divergentBlock[block.Id] = true;
                    _changed = true;
                    if (block.Successors.Length > 1)
                    {
                        this.MarkControlDependents(block);
                    }
                }
            }
        }
    }

    /// <summary>Finds where paths from different successors of the branch meet, back edges left aside.</summary>
    private void MarkJoins(Block branch)
    {
        Block?[] label = new Block?[_divergentBlock.Length];
        foreach (Successor successor in branch.Successors)
        {
            this.Label(branch, successor.Block, successor.Block, label);
        }

        for (int i = _flow.Order[branch.Id] + 1; i < _flow.ReversePostOrder.Length; i++)
        {
            Block block = _flow.ReversePostOrder[i];
            if (label[block.Id] is { } own)
            {
                foreach (Successor successor in block.Successors)
                {
                    this.Label(block, successor.Block, own, label);
                }
            }
        }
    }

    private void Label(Block from, Block to, Block name, Block?[] label)
    {
        if (_flow.Order[to.Id] <= _flow.Order[from.Id])
        {
            return;
        }

        if (label[to.Id] is { } other && other != name)
        {
            label[to.Id] = to;
            if (!_join[to.Id])
            {
                _join[to.Id] = true;
                _changed = true;
            }
        }
        else
        {
            label[to.Id] = name;
        }
    }

    // ---- values ---------------------------------------------------------------------------------------------------

    private long MeetIncoming(Block block, Value parameter)
    {
        bool isHeader = _loops.InnermostOf(block) is { } own && own.Header == block;
        long result = Unknown;
        Value? only = null;
        bool same = true;
        bool temporal = false;
        foreach (Block from in _flow.Predecessors[block.Id])
        {
            foreach (Successor edge in from.Successors)
            {
                if (edge.Block != block)
                {
                    continue;
                }

                Value argument = edge.Arguments[(int)parameter.Imm];
                long stride = this.StrideOf(argument);
                result = result == Unknown || result == stride ? stride : stride == Unknown ? result : VaryingStride;

                // Entry edges of a loop meet like any join; the back edge is another time, not another lane.
                if (!isHeader || _flow.Order[from.Id] < _flow.Order[block.Id])
                {
                    same &= only is null || only == argument;
                    only = argument;
                }

                temporal |= this.LeavesDivergentLoop(from, block, argument);
            }
        }

        return temporal || (_join[block.Id] && !same) ? VaryingStride : result;
    }

    /// <summary>The edge leaves a loop whose lanes go at different times, with a value that changes in the loop.</summary>
    private bool LeavesDivergentLoop(Block from, Block to, Value argument)
    {
        for (Loop? loop = _loops.InnermostOf(from); loop is not null && !loop.Contains(to); loop = loop.Parent)
        {
            if (_divergentLoops.Contains(loop) && argument.Block is { } defined && loop.Contains(defined))
            {
                return true;
            }
        }

        return false;
    }

    private long Transfer(Value value)
    {
        Value[] operands = value.Operands;
        switch (value.Op)
        {
            case Op.KernelIndex or Op.GroupIdx:
                return value.Imm == 0 ? (_xOnly ? 1 : VaryingStride) : _xOnly ? UniformStride : VaryingStride;
            case Op.LaneIdx:
                return 1;
            case Op.GridIdx or Op.GridDim or Op.GroupDim or Op.WarpSize or Op.SharedAlloc or Op.DynamicShared or Op.DynamicSharedSize
                or Op.Alloca or Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.GroupBroadcast or Op.WarpBroadcast
                or Op.WarpPopCount or Op.WarpAll or Op.WarpAny:
                return UniformStride;
            case Op.Load:
                return this.StrideOf(operands[0]) switch
                {
                    Unknown => Unknown,
                    UniformStride when operands[0].Type != IrType.PtrLocal && (value.Flags & ValueFlags.Volatile) == 0 => UniformStride,
                    _ => VaryingStride,
                };
            case Op.AtomicRmw or Op.AtomicCas:
                return VaryingStride;
            case Op.WarpShuffle:
                return this.StrideOf(operands[0]) is UniformStride or Unknown ? this.StrideOf(operands[0]) : VaryingStride;
            case Op.Add or Op.PtrAdd when !value.Type.IsFloat():
                return Combine(this.StrideOf(operands[0]), this.StrideOf(operands[1]), 1);
            case Op.Sub when !value.Type.IsFloat():
                return Combine(this.StrideOf(operands[0]), this.StrideOf(operands[1]), -1);
            case Op.Neg when !value.Type.IsFloat():
                return Scale(this.StrideOf(operands[0]), -1);
            case Op.Mul when !value.Type.IsFloat() && operands[1].IsConst:
                return Scale(this.StrideOf(operands[0]), operands[1].Imm);
            case Op.Mul when !value.Type.IsFloat() && operands[0].IsConst:
                return Scale(this.StrideOf(operands[1]), operands[0].Imm);
            case Op.Shl when operands[1].IsConst:
                return Scale(this.StrideOf(operands[0]), 1L << ((int)operands[1].Imm & (value.Type == IrType.I64 ? 63 : 31)));
            case Op.SExt or Op.PtrToInt or Op.IntToPtr:
                return this.StrideOf(operands[0]);
            case Op.ZExt when IsNonNegative(operands[0], 4):
                return this.StrideOf(operands[0]);
            case Op.Trunc:
                return this.StrideOf(operands[0]) is UniformStride or Unknown or VaryingStride
                    ? this.StrideOf(operands[0])
                    : Clip(this.StrideOf(operands[0]));
            case Op.Select:
                return this.TransferSelect(operands);
            default:
                bool unknown = false;
                foreach (Value operand in operands)
                {
                    long stride = this.StrideOf(operand);
                    if (stride is not (UniformStride or Unknown))
                    {
                        return VaryingStride;
                    }

                    unknown |= stride == Unknown;
                }

                return unknown ? Unknown : UniformStride;
        }
    }

    private long TransferSelect(Value[] operands)
    {
        long condition = this.StrideOf(operands[0]);
        long a = this.StrideOf(operands[1]);
        long b = this.StrideOf(operands[2]);
        if (condition == Unknown || a == Unknown || b == Unknown)
        {
            return Unknown;
        }

        if (condition == UniformStride && a == b && a != VaryingStride)
        {
            return a;
        }

        return VaryingStride;
    }

    private static long Combine(long a, long b, int sign)
    {
        if (a == VaryingStride || b == VaryingStride)
        {
            return VaryingStride;
        }

        return a == Unknown || b == Unknown ? Unknown : Clip(a + (sign * b));
    }

    private static long Scale(long stride, long factor)
    {
        if (stride is VaryingStride or Unknown or UniformStride)
        {
            return stride;
        }

        return Math.Abs(factor) > int.MaxValue ? VaryingStride : Clip(stride * factor);
    }

    private static long Clip(long stride) => Math.Abs(stride) > 1 << 30 ? VaryingStride : stride;

    /// <summary>Indices are never negative; neither are their sums with constants that are not.</summary>
    private static bool IsNonNegative(Value value, int depth) => value.Op switch
    {
        Op.KernelIndex or Op.GroupIdx or Op.GroupDim or Op.GridIdx or Op.GridDim or Op.LaneIdx or Op.WarpSize => true,
        Op.Const => value.Imm >= 0,
        Op.Add when depth > 0 => IsNonNegative(value.Operands[0], depth - 1) && IsNonNegative(value.Operands[1], depth - 1),
        _ => false,
    };
}
