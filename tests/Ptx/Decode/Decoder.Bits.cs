using IlgpuOptim.Ptx.Execute;

namespace IlgpuOptim.Ptx.Decode;

// Logic, shifts, bit fields and permutations.
internal sealed unsafe partial class Decoder
{
    private void Logic(string opcode)
    {
        bool counts = opcode == "cnot";
        PtxType type = counts ? this.ExpectType(PtxType.B16, PtxType.B32, PtxType.B64)
            : this.ExpectType(PtxType.Pred, PtxType.B16, PtxType.B32, PtxType.B64);

        if (opcode is "not" or "cnot")
        {
            this.Unary(type);
            this._op.Mode = 4;
            this._op.Run = type == PtxType.Pred ? &Selection.Predicates : counts ? Integers1<IsZero>(type) : Integers1<Not>(type);

            return;
        }

        this.Binary(type);
        this._op.Mode = opcode switch
        {
            "and" => 1,
            "or" => 2,
            _ => 3,
        };
        this._op.Run = type == PtxType.Pred ? &Selection.Predicates : opcode switch
        {
            "and" => Integers<And>(type),
            "or" => Integers<Or>(type),
            _ => Integers<Xor>(type),
        };
    }

    private void Shift(bool left)
    {
        PtxType type = left
            ? this.ExpectType(PtxType.B16, PtxType.B32, PtxType.B64)
            : this.ExpectType([PtxType.B16, PtxType.B32, PtxType.B64, .. Integers16]);
        this.Operands(3);
        this._op.Type = type;
        this._op.A = this.Source(1, type);
        this._op.B = this.Source(2, PtxType.U32);
        this._op.D = this.Destination(0, type);
        this._op.Run = left ? &Lanes.Raw<ShiftLeft> : &Lanes.Raw<Execute.ShiftRight>;
    }

    private void FunnelShift()
    {
        int right = this.ExpectOne([".l", ".r"]);
        int wrap = this.ExpectOne([".clamp", ".wrap"]);
        this.ExpectType(PtxType.B32);
        this.Operands(4);
        this._op.Type = PtxType.B32;
        this._op.Mode = right | (wrap << 1);
        this._op.A = this.Source(1, PtxType.B32);
        this._op.B = this.Source(2, PtxType.B32);
        this._op.C = this.Source(3, PtxType.U32);
        this._op.D = this.Destination(0, PtxType.B32);
        this._op.Run = &Lanes.Raw<Execute.FunnelShift>;
    }

    private void Logic3()
    {
        this.ExpectType(PtxType.B32);
        this.Operands(5);
        this._op.Type = PtxType.B32;
        this._op.A = this.Source(1, PtxType.B32);
        this._op.B = this.Source(2, PtxType.B32);
        this._op.C = this.Source(3, PtxType.B32);
        this._op.Mode = (int)this.ExpectImmediate(4, 255);
        this._op.D = this.Destination(0, PtxType.B32);
        this._op.Run = &Lanes.Raw<Execute.Logic3>;
    }

    private void Permute()
    {
        this.ExpectType(PtxType.B32);
        this._op.Mode = 1 + this.AcceptOne([".f4e", ".b4e", ".rc8", ".ecl", ".ecr", ".rc16"]);
        this.Ternary(PtxType.B32);
        this._op.Run = &Lanes.Raw<Execute.Permute>;
    }

    private void CountBits(string opcode)
    {
        if (opcode == "bfind")
        {
            this._op.Mode = this.Accept(".shiftamt") ? 1 : 0;
        }

        PtxType type = opcode == "bfind"
            ? this.ExpectType(PtxType.U32, PtxType.U64, PtxType.S32, PtxType.S64)
            : this.ExpectType(PtxType.B32, PtxType.B64);
        this.Unary(type, opcode == "brev" ? type : PtxType.U32);
        this._op.Run = opcode switch
        {
            "popc" => &Lanes.Raw<PopCount>,
            "clz" => &Lanes.Raw<CountLeadingZeros>,
            "brev" => &Lanes.Raw<ReverseBits>,
            _ => &Lanes.Raw<FindBit>,
        };
    }

    private void BitField(bool extract)
    {
        PtxType type = extract
            ? this.ExpectType(PtxType.U32, PtxType.U64, PtxType.S32, PtxType.S64)
            : this.ExpectType(PtxType.B32, PtxType.B64);
        int fields = extract ? 2 : 3;
        this.Operands(fields + 2);
        this._op.Type = type;
        this._op.A = this.Source(1, type);

        if (extract)
        {
            this._op.B = this.Source(2, PtxType.U32);
            this._op.C = this.Source(3, PtxType.U32);
            this._op.Run = &Lanes.Raw<ExtractField>;
        }
        else
        {
            this._op.B = this.Source(2, type);
            this._op.C = this.Source(3, PtxType.U32);
            this._op.E = this.Source(4, PtxType.U32);
            this._op.Run = &InsertField.Run;
        }

        this._op.D = this.Destination(0, type);
    }

    private void DotProduct(bool four)
    {
        this._op.Mode = four ? 0 : this.ExpectOne([".lo", ".hi"]);
        this._op.IsPacked = !four;
        PtxType a = this.ExpectType(PtxType.U32, PtxType.S32);
        PtxType b = this.ExpectType(PtxType.U32, PtxType.S32);
        PtxType sum = a == PtxType.U32 && b == PtxType.U32 ? PtxType.U32 : PtxType.S32;
        this.Operands(4);
        this._op.Type = a;
        this._op.SourceType = b;
        this._op.A = this.Source(1, PtxType.B32);
        this._op.B = this.Source(2, PtxType.B32);
        this._op.C = this.Source(3, sum);
        this._op.D = this.Destination(0, sum);
        this._op.Run = &Lanes.Raw<Execute.DotProduct>;
    }
}
