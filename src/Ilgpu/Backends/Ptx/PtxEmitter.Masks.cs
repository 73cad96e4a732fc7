using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>
/// The lanes that exchanges within a warp name. Where all lanes of a warp come together, these are the lanes that exist (in
/// implicitly grouped kernels: that are inside of the extent). Behind a branch where lanes part each side knows its lanes
/// by a vote at the branch, loops carry them along, and where both sides have met again it is those of before. In what is left
/// (a block that lanes reach on different ways, from which not all go the same way on) the active lanes have to do.
/// </content>
internal sealed partial class PtxEmitter
{
    private MaskRule[] _maskRules = [];
    private Block?[] _maskSources = [];
    private bool[] _maskNeeded = [];
    private string?[] _maskRegisters = [];
    private readonly Dictionary<Successor, string> _edgeMasks = [];
    private bool _usesWarp;
    private string _lanes = string.Empty;

    private enum MaskRule : byte
    {
        /// <summary>The active lanes.</summary>
        Active,

        /// <summary>All lanes that exist.</summary>
        All,

        /// <summary>Those of another block.</summary>
        Same,

        /// <summary>Found by a vote at the end of the one predecessor.</summary>
        Vote,

        /// <summary>A loop header: what its edges carry.</summary>
        Carried,
    }

    private static bool NamesLanes(Op op) => op is
        Op.WarpBarrier or Op.WarpShuffle or Op.WarpBroadcast or Op.WarpPopCount or Op.WarpAll or Op.WarpAny;

    /// <summary>Decides for every block how its lanes are known.</summary>
    private void PlanMasks()
    {
        int count = _function.BlockCount;
        _maskRules = new MaskRule[count];
        _maskSources = new Block?[count];
        _maskNeeded = new bool[count];
        _maskRegisters = new string?[count];
        List<Block> users = [];
        foreach (Block block in _flow.ReversePostOrder)
        {
            if (block.Instructions.Exists(static value => NamesLanes(value.Op)))
            {
                users.Add(block);
            }
        }

        _usesWarp = users.Count > 0;
        if (!users.Exists(_uniformity.IsDivergent))
        {
            Array.Fill(_maskRules, MaskRule.All);

            return;
        }

        Dominators dominators = Dominators.Compute(_flow);
        MaskContext context = new(dominators, PostDominators.Compute(_flow), LoopForest.Compute(_flow, dominators));
        foreach (Block block in _flow.ReversePostOrder)
        {
            _maskRules[block.Id] = this.RuleFor(block, context);
        }

        this.DropUnknownMasks();
        foreach (Block user in users)
        {
            this.Need(user);
        }
    }

    private MaskRule RuleFor(Block block, MaskContext context)
    {
        if (!_uniformity.IsDivergent(block))
        {
            return MaskRule.All;
        }

        Loop? loop = context.Forest.InnermostOf(block);
        if (loop is not null && loop.Header == block)
        {
            return MaskRule.Carried;
        }

        for (Block? above = context.Dominators.Immediate[block.Id]; above is not null; above = context.Dominators.Immediate[above.Id])
        {
            if (context.Forest.InnermostOf(above) == loop && context.PostDominators.PostDominates(block, above)
                && !GoesAroundWithout(above, block, loop))
            {
                _maskSources[block.Id] = above;

                return MaskRule.Same;
            }

            if (above == _function.Entry)
            {
                break;
            }
        }

        List<Block> predecessors = _flow.PredecessorsOf(block);
        if (predecessors.Count != 1)
        {
            return MaskRule.Active;
        }

        _maskSources[block.Id] = predecessors[0];

        return _uniformity.IsDivergentBranch(predecessors[0]) ? MaskRule.Vote
            : context.Forest.InnermostOf(predecessors[0]) == loop ? MaskRule.Same : MaskRule.Active;
    }

    /// <summary>A way leads from a block to the next round of its loop that avoids another block.</summary>
    private static bool GoesAroundWithout(Block from, Block avoided, Loop? loop)
    {
        if (loop is null)
        {
            return false;
        }

        HashSet<Block> seen = [];
        Stack<Block> open = new([from]);
        while (open.TryPop(out Block? block))
        {
            foreach (Successor successor in block.Successors)
            {
                if (successor.Block == loop.Header)
                {
                    return true;
                }

                if (successor.Block != avoided && loop.Contains(successor.Block) && seen.Add(successor.Block))
                {
                    open.Push(successor.Block);
                }
            }
        }

        return false;
    }

    /// <summary>What depends on active lanes knows no more than these.</summary>
    private void DropUnknownMasks()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Block block in _flow.ReversePostOrder)
            {
                bool known = _maskRules[block.Id] switch
                {
                    MaskRule.Same or MaskRule.Vote => _maskRules[_maskSources[block.Id]!.Id] != MaskRule.Active,
                    MaskRule.Carried => _flow.PredecessorsOf(block).TrueForAll(before => _maskRules[before.Id] != MaskRule.Active),
                    _ => true,
                };
                if (!known)
                {
                    _maskRules[block.Id] = MaskRule.Active;
                    changed = true;
                }
            }
        }
    }

    private void Need(Block block)
    {
        if (_maskNeeded[block.Id])
        {
            return;
        }

        _maskNeeded[block.Id] = true;
        switch (_maskRules[block.Id])
        {
            case MaskRule.Same or MaskRule.Vote:
                this.Need(_maskSources[block.Id]!);
                break;
            case MaskRule.Carried:
                _flow.PredecessorsOf(block).ForEach(this.Need);
                break;
        }
    }

    /// <summary>The lanes of the current block as an operand.</summary>
    private string Mask()
    {
        if (_maskRules[_block.Id] != MaskRule.Active)
        {
            return this.MaskOf(_block);
        }

        string active = this.Temporary(PtxClass.B32);
        this.Put("activemask.b32", active);

        return active;
    }

    private string MaskOf(Block block) => _maskRules[block.Id] switch
    {
        MaskRule.All => _lanes,
        MaskRule.Same => this.MaskOf(_maskSources[block.Id]!),
        _ => _maskRegisters[block.Id] ??= this.Temporary(PtxClass.B32),
    };

    /// <summary>Lanes of a warp that the group has; the last warp may be short.</summary>
    private void EmitExistingLanes()
    {
        string linear = this.LinearIndex();
        string before = this.Temporary(PtxClass.B32);
        string area = this.Temporary(PtxClass.B32);
        string size = this.Temporary(PtxClass.B32);
        string zero = this.Temporary(PtxClass.B32);
        string depth = this.Temporary(PtxClass.B32);
        string rest = this.Temporary(PtxClass.B32);
        string lanes = this.Temporary(PtxClass.B32);
        string missing = this.Temporary(PtxClass.B32);
        string all = this.Temporary(PtxClass.B32);
        this.Put("mov.u32", zero, "0");
        this.PutProduct(area, "%ntid.x", "%ntid.y");
        this.Put("mov.u32", depth, "%ntid.z");
        this.Put("mul.lo.s32", size, area, depth);
        this.Put("and.b32", before, linear, "-32");
        this.Put("sub.s32", rest, size, before);
        this.Put("min.s32", lanes, rest, "32");
        this.Put("sub.s32", missing, zero, lanes);
        string shift = this.Temporary(PtxClass.B32);
        this.Put("add.s32", shift, missing, "32");
        this.Put("mov.u32", all, "-1");
        _lanes = this.Temporary(PtxClass.B32);
        this.Put("shr.u32", _lanes, all, shift);
    }

    private void PutProduct(string target, string a, string b)
    {
        string left = this.Temporary(PtxClass.B32);
        string right = this.Temporary(PtxClass.B32);
        this.Put("mov.u32", left, a);
        this.Put("mov.u32", right, b);
        this.Put("mul.lo.s32", target, left, right);
    }

    /// <summary>At a branch where lanes part: who goes where, as far as somebody wants to know.</summary>
    private void EmitBranchMasks(string condition)
    {
        if (!_usesWarp || !_uniformity.IsDivergentBranch(_block) || _maskRules[_block.Id] == MaskRule.Active)
        {
            return;
        }

        Successor[] targets = _block.Terminator.Targets!;
        if (!this.WantsVote(targets[0].Block) && !this.WantsVote(targets[1].Block))
        {
            return;
        }

        string lanes = this.MaskOf(_block);
        string yes = this.Temporary(PtxClass.B32);
        string no = this.Temporary(PtxClass.B32);
        this.Put("vote.sync.ballot.b32", yes, condition, lanes);
        this.Put("xor.b32", no, yes, lanes);
        _edgeMasks[targets[0]] = yes;
        _edgeMasks[targets[1]] = no;
        for (int i = 0; i < 2; i++)
        {
            Block target = targets[i].Block;
            if (_maskNeeded[target.Id] && _maskRules[target.Id] == MaskRule.Vote)
            {
                _maskRegisters[target.Id] = i == 0 ? yes : no;
            }
        }
    }

    private bool WantsVote(Block target) => _maskNeeded[target.Id] && _maskRules[target.Id] is MaskRule.Vote or MaskRule.Carried;

    /// <summary>A loop header gets its lanes along with its parameters.</summary>
    private void AddMaskCopy(Successor edge, List<(string Target, string Source, string Type)> copies)
    {
        if (_usesWarp && _maskNeeded[edge.Block.Id] && _maskRules[edge.Block.Id] == MaskRule.Carried)
        {
            string source = _edgeMasks.TryGetValue(edge, out string? voted) ? voted : this.MaskOf(_block);
            copies.Add((this.MaskOf(edge.Block), source, "b32"));
        }
    }

    private sealed record MaskContext(Dominators Dominators, PostDominators PostDominators, LoopForest Forest);
}
