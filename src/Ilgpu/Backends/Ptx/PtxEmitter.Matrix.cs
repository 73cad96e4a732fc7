using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>Matrix units (mma.sync, ldmatrix) and copies in the background (cp.async).</content>
internal sealed partial class PtxEmitter
{
    /// <summary>Alignment of the rows that ldmatrix reads.</summary>
    private const int MatrixRowBytes = 16;

    /// <summary>Registers of operations with several results.</summary>
    private readonly Dictionary<Value, string[]> _parts = [];

    private void EmitMatrix(Value value)
    {
        switch (value.Op)
        {
            case Op.Part:
                _registers.Bind(value, _parts[value.Operands[0]][value.Imm]);
                break;
            case Op.MatrixLoad:
                this.EmitMatrixLoad(value);
                break;
            case Op.MatrixMultiply:
                this.EmitMatrixMultiply(value);
                break;
            case Op.AsyncCopy:
                this.Put(
                    "cp.async.cg.shared.global", this.Place(value.Operands[0]), this.Place(value.Operands[1]), Number(value.Imm));
                break;
            case Op.AsyncCommit:
                this.Line("cp.async.commit_group");
                break;
            default:
                this.Put("cp.async.wait_group", Number(value.Imm));
                break;
        }
    }

    /// <summary>One instruction where there is one that deep, else two of half the depth.</summary>
    private void EmitMatrixMultiply(Value value)
    {
        MatrixFormat format = (MatrixFormat)value.Imm;
        string type = format switch { MatrixFormat.F16 => "f16", MatrixFormat.BF16 => "bf16", _ => "tf32" };
        string[] words = [.. value.Operands[..^4].Select(this.Reg)];
        string[] sums = [.. value.Operands[^4..].Select(this.Reg)];
        string[] results = this.PartsOf(value, PtxClass.F32, 4);
        bool isWhole = format != MatrixFormat.Tf32 && _target.HasSm80;
        int steps = isWhole ? 1 : 2;
        int a = words.Length * 2 / 3 / steps;
        int b = a / 2;
        for (int i = 0; i < steps; i++)
        {
            string[] targets = i == steps - 1 ? results : [.. results.Select(_ => this.Temporary(PtxClass.F32))];
            this.Put(
                $"mma.sync.aligned.{(isWhole ? "m16n8k16" : "m16n8k8")}.row.col.f32.{type}.{type}.f32",
                Braced(targets),
                Braced(words[(i * a)..((i + 1) * a)]),
                Braced(words[((steps * a) + (i * b))..((steps * a) + ((i + 1) * b))]),
                Braced(sums));
            sums = targets;
        }
    }

    private void EmitMatrixLoad(Value load)
    {
        int count = (int)(load.Imm & 15);
        bool transposed = load.Imm > 15;
        Value address = load.Operands[0];
        string[] results = this.PartsOf(load, PtxClass.B32, count);
        (Value root, long offset) = Split(address);
        if (Math.Min(this.FactorOf(root, MaxDepth), LowestBit(offset)) >= MatrixRowBytes)
        {
            string form = transposed ? ".trans" : string.Empty;
            this.Put($"ldmatrix.sync.aligned.m8n8.x{count}{form}.shared.b16", Braced(results), this.Place(address));

            return;
        }

        this.LoadMatrixByElements(this.Reg(address), results, transposed);
    }

    /// <summary>Rows that may lie anywhere: each lane asks those that have the addresses, and loads its pairs.</summary>
    private void LoadMatrixByElements(string address, string[] results, bool transposed)
    {
        string own = this.Temporary(PtxClass.B32);
        string lane = this.Temporary(PtxClass.B32);
        string group = this.Temporary(PtxClass.B32);
        string thread = this.Temporary(PtxClass.B32);
        string within = this.Temporary(PtxClass.B32);
        this.Put("cvt.u32.u64", own, address);
        this.Put("mov.u32", lane, "%laneid");
        this.Put("shr.u32", group, lane, "2");
        this.Put("and.b32", thread, lane, "3");
        string source = group;
        if (transposed)
        {
            source = this.Temporary(PtxClass.B32);
            this.Put("shl.b32", source, thread, "1");
            this.Put("shl.b32", within, group, "1");
        }
        else
        {
            this.Put("shl.b32", within, thread, "2");
        }

        for (int i = 0; i < results.Length; i++)
        {
            string first = this.RowAddress(own, source, 8 * i, within);
            string second = transposed ? this.RowAddress(own, source, (8 * i) + 1, within) : first;
            string low = this.Temporary(PtxClass.B32);
            string high = this.Temporary(PtxClass.B32);
            string moved = this.Temporary(PtxClass.B32);
            this.Put("ld.shared.u16", low, $"[{first}]");
            this.Put("ld.shared.u16", high, transposed ? $"[{second}]" : $"[{second}+2]");
            this.Put("shl.b32", moved, high, "16");
            this.Put("or.b32", results[i], low, moved);
        }
    }

    private string RowAddress(string own, string source, int offset, string within)
    {
        string lane = this.Temporary(PtxClass.B32);
        string row = this.Temporary(PtxClass.B32);
        string sum = this.Temporary(PtxClass.B32);
        string address = this.Temporary(PtxClass.B64);
        this.Put("add.s32", lane, source, Number(offset));
        this.Put("shfl.sync.idx.b32", row, own, lane, "31", "-1");
        this.Put("add.s32", sum, row, within);
        this.Put("cvt.u64.u32", address, sum);

        return address;
    }

    private string[] PartsOf(Value value, PtxClass kind, int count)
    {
        string[] registers = new string[count];
        registers[0] = this.Target(value);
        for (int i = 1; i < count; i++)
        {
            registers[i] = this.Temporary(kind);
        }

        _parts.Add(value, registers);

        return registers;
    }

    private static string Braced(string[] registers) => $"{{{string.Join(", ", registers)}}}";
}
