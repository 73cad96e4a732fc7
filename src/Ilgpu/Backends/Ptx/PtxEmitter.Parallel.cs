using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>Barriers, fences, exchange within a warp.</content>
internal sealed partial class PtxEmitter
{
    private const string BroadcastName = "group_broadcast";

    private void EmitParallel(Value value)
    {
        switch (value.Op)
        {
            case Op.Barrier:
                this.PutBarrier();
                break;
            case Op.BarrierPopCount:
                this.Put(this.BarrierName + ".red.popc.u32", this.Target(value), "0", this.Reg(value.Operands[0]));
                break;
            case Op.BarrierAnd:
                this.Put(this.BarrierName + ".red.and.pred", this.Target(value), "0", this.Reg(value.Operands[0]));
                break;
            case Op.BarrierOr:
                this.Put(this.BarrierName + ".red.or.pred", this.Target(value), "0", this.Reg(value.Operands[0]));
                break;
            case Op.GroupBroadcast:
                this.EmitGroupBroadcast(value);
                break;
            case Op.MemoryFence:
                this.Line(value.Imm switch { 0 => "membar.cta", 1 => "membar.gl", _ => "membar.sys" });
                break;
            case Op.WarpBarrier:
                this.Put("bar.warp.sync", this.Mask());
                break;
            case Op.WarpShuffle:
                this.EmitShuffle(value);
                break;
            case Op.WarpBroadcast:
                this.PutShuffles(value, "idx", this.Any(value.Operands[1]), "31");
                break;
            case Op.WarpPopCount:
                string ballot = this.Temporary(PtxClass.B32);
                this.Put("vote.sync.ballot.b32", ballot, this.Reg(value.Operands[0]), this.Mask());
                this.Put("popc.b32", this.Target(value), ballot);
                break;
            default:
                string vote = value.Op == Op.WarpAll ? "vote.sync.all.pred" : "vote.sync.any.pred";
                this.Put(vote, this.Target(value), this.Reg(value.Operands[0]), this.Mask());
                break;
        }
    }

    /// <summary>The aligned form wants whole warps; behind a branch where lanes part each lane arrives for itself.</summary>
    private string BarrierName => _uniformity.IsDivergent(_block) ? "barrier" : "bar";

    private void PutBarrier() => this.Put(this.BarrierName + ".sync", "0");

    /// <summary>Through a word of shared memory, with a barrier on either side of the reads.</summary>
    private void EmitGroupBroadcast(Value value)
    {
        _usesBroadcast = true;
        Value data = value.Operands[0];
        string linear = this.LinearIndex();
        string isSource = this.Temporary(PtxClass.Pred);
        this.Put("setp.eq.s32", isSource, linear, this.Any(value.Operands[1]));
        string source = this.AsNumber(data);
        string type = data.Type == IrType.I1 ? "b32" : BitsOrFloat(data.Type);
        this.PutIf(isSource, "st.shared." + type, $"[{BroadcastName}]", source);
        this.PutBarrier();
        string loaded = data.Type == IrType.I1 ? this.Temporary(PtxClass.B32) : this.Target(value);
        this.Put("ld.shared." + type, loaded, $"[{BroadcastName}]");
        this.PutBarrier();
        if (data.Type == IrType.I1)
        {
            this.Put("setp.ne.s32", this.Target(value), loaded, "0");
        }
    }

    /// <summary>The register of a value; a truth value becomes 0 or 1.</summary>
    private string AsNumber(Value value)
    {
        string register = this.Reg(value);
        if (value.Type != IrType.I1)
        {
            return register;
        }

        string number = this.Temporary(PtxClass.B32);
        this.Put("selp.b32", number, "1", "0", register);

        return number;
    }

    /// <summary>Position of the work-item in its group, counted along X first.</summary>
    private string LinearIndex()
    {
        string plane = this.Temporary(PtxClass.B32);
        string linear = this.Temporary(PtxClass.B32);
        this.PutSum(plane, "%tid.z", "%ntid.y", "%tid.y");
        string width = this.Temporary(PtxClass.B32);
        string x = this.Temporary(PtxClass.B32);
        this.Put("mov.u32", width, "%ntid.x");
        this.Put("mov.u32", x, "%tid.x");
        this.Put("mad.lo.s32", linear, plane, width, x);

        return linear;
    }

    /// <summary>The forms of PTX where they mean the same, else the source lane is computed as the IR defines it.</summary>
    private void EmitShuffle(Value value)
    {
        Value lane = value.Operands[1];
        int width = value.Imm is > 0 and < PtxGenerator.WarpSize ? (int)value.Imm : PtxGenerator.WarpSize;
        int segments = (PtxGenerator.WarpSize - width) << 8;
        bool isSmall = lane.IsConst && lane.Imm >= 0 && lane.Imm < width;
        switch (value.Shuffle)
        {
            case ShuffleKind.Index:
                this.PutShuffles(value, "idx", this.Any(lane), Number(segments | 31));
                break;
            case ShuffleKind.Up when isSmall:
                this.PutShuffles(value, "up", Number(lane.Imm), Number(segments));
                break;
            case ShuffleKind.Down when isSmall:
                this.PutShuffles(value, "down", Number(lane.Imm), Number(segments | 31));
                break;
            case ShuffleKind.Xor when isSmall:
                this.PutShuffles(value, "bfly", Number(lane.Imm), Number(segments | 31));
                break;
            default:
                this.PutShuffles(value, "idx", this.SourceLane(value, width), "31");
                break;
        }
    }

    /// <summary>A source outside of the own part of the warp is the own lane. PTX takes counts modulo 32.</summary>
    private string SourceLane(Value value, int width)
    {
        string own = this.Temporary(PtxClass.B32);
        string candidate = this.Temporary(PtxClass.B32);
        string difference = this.Temporary(PtxClass.B32);
        string source = this.Temporary(PtxClass.B32);
        string isInside = this.Temporary(PtxClass.Pred);
        string operation = value.Shuffle switch
        {
            ShuffleKind.Up => "sub.s32",
            ShuffleKind.Down => "add.s32",
            _ => "xor.b32",
        };
        this.Put("mov.u32", own, "%laneid");
        this.Put(operation, candidate, own, this.Any(value.Operands[1]));
        this.Put("xor.b32", difference, candidate, own);
        this.Put("setp.lt.u32", isInside, difference, Number(width));
        this.Put("selp.b32", source, candidate, own, isInside);

        return source;
    }

    /// <summary>Shuffles move 32 bits: wider values go in halves, truth values as numbers.</summary>
    private void PutShuffles(Value value, string mode, string lane, string clamp)
    {
        Value data = value.Operands[0];
        string mask = this.Mask();
        string operation = $"shfl.sync.{mode}.b32";
        if (data.Type == IrType.I1)
        {
            string moved = this.Temporary(PtxClass.B32);
            this.Put(operation, moved, this.AsNumber(data), lane, clamp, mask);
            this.Put("setp.ne.s32", this.Target(value), moved, "0");

            return;
        }

        if (data.Type.Bits() == 32)
        {
            this.Put(operation, this.Target(value), this.Reg(data), lane, clamp, mask);

            return;
        }

        string[] parts = [this.Temporary(PtxClass.B32), this.Temporary(PtxClass.B32)];
        string[] results = [this.Temporary(PtxClass.B32), this.Temporary(PtxClass.B32)];
        this.Put("mov.b64", $"{{{parts[0]}, {parts[1]}}}", this.Reg(data));
        this.Put(operation, results[0], parts[0], lane, clamp, mask);
        this.Put(operation, results[1], parts[1], lane, clamp, mask);
        this.Put("mov.b64", this.Target(value), $"{{{results[0]}, {results[1]}}}");
    }
}
