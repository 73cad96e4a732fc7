using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>
/// Text and assertions: the kernel notes what there is to say in memory of the launch, and the host says it. Nothing traps, which would
/// end the context for everybody in the process.
/// </content>
internal sealed partial class PtxEmitter
{
    private void EmitOutput(Value value)
    {
        this.UsesReports = true;
        string reports = this.Temporary(PtxClass.B64);
        int offset = (((_function.ArgumentBytes + 3) & -4) + 12 + 7) & -8;
        this.Put("ld.param.u64", reports, $"[args+{offset}]");
        if (value.Op == Op.Assert)
        {
            this.EmitAssertion(value, reports);
        }
        else
        {
            this.EmitRecord(value, reports);
        }
    }

    /// <summary>Whoever fails first says so and where.</summary>
    private void EmitAssertion(Value value, string reports)
    {
        string done = this.NewLabel();
        string number = this.Temporary(PtxClass.B32);
        string zero = this.Temporary(PtxClass.B32);
        string before = this.Temporary(PtxClass.B32);
        string isLate = this.Temporary(PtxClass.Pred);
        this.PutIf(this.Reg(value.Operands[0]), "bra", done);
        this.Put("mov.u32", zero, "0");
        this.Put("mov.u32", number, Number(value.Imm + 1));
        this.Put("atom.global.cas.b32", before, $"[{reports}]", zero, number);
        this.Put("setp.ne.s32", isLate, before, "0");
        this.PutIf(isLate, "bra", done);
        for (int i = 0; i < 3; i++)
        {
            string at = _index[i] ?? this.GlobalIndex(i);
            this.Put("st.global.u32", $"[{reports}+{4 * (PtxReports.FaultIndex + i)}]", at);
        }

        this.Label(done);
    }

    private string GlobalIndex(int axis)
    {
        string index = this.Temporary(PtxClass.B32);
        if (_function.Kind != KernelKind.Explicit)
        {
            this.Put("mov.u32", index, "0");
        }
        else
        {
            char letter = "xyz"[axis];
            this.PutSum(index, "%ctaid." + letter, "%ntid." + letter, "%tid." + letter);
        }

        return index;
    }

    /// <summary>Takes room for a record and fills it, if there was room.</summary>
    private void EmitRecord(Value value, string reports)
    {
        int words = 2 + (3 * value.Operands.Length);
        string done = this.NewLabel();
        string size = this.Temporary(PtxClass.B32);
        string start = this.Temporary(PtxClass.B32);
        string end = this.Temporary(PtxClass.B32);
        string isFull = this.Temporary(PtxClass.Pred);
        string distance = this.Temporary(PtxClass.B64);
        string record = this.Temporary(PtxClass.B64);
        this.Put("mov.u32", size, Number(words));
        this.Put("atom.global.add.u32", start, $"[{reports}+{4 * PtxReports.Used}]", size);
        this.Put("add.s32", end, start, size);
        this.Put("setp.gt.u32", isFull, end, Number(PtxReports.Capacity));
        this.PutIf(isFull, "bra", done);
        this.Put("mul.wide.u32", distance, start, "4");
        this.Put("add.s64", record, reports, distance);
        int offset = 4 * PtxReports.Records;
        this.PutWord(record, ref offset, Number(value.Imm));
        this.PutWord(record, ref offset, Number(value.Operands.Length));
        foreach (Value operand in value.Operands)
        {
            this.PutWord(record, ref offset, Number((int)operand.Type));
            this.PutArgument(record, ref offset, operand);
        }

        this.Label(done);
    }

    private void PutWord(string record, ref int offset, string constant)
    {
        string word = this.Temporary(PtxClass.B32);
        this.Put("mov.u32", word, constant);
        this.Put("st.global.u32", $"[{record}+{offset}]", word);
        offset += 4;
    }

    /// <summary>The bits of a value as two words.</summary>
    private void PutArgument(string record, ref int offset, Value operand)
    {
        if (operand.Type.Bits() < 64)
        {
            string number = operand.Type == IrType.I1 ? this.AsNumber(operand) : this.BitsOf(operand, PtxClass.B32);
            this.Put("st.global.u32", $"[{record}+{offset}]", number);
            offset += 4;
            this.PutWord(record, ref offset, "0");

            return;
        }

        string low = this.Temporary(PtxClass.B32);
        string high = this.Temporary(PtxClass.B32);
        this.Put("mov.b64", $"{{{low}, {high}}}", this.Reg(operand));
        this.Put("st.global.u32", $"[{record}+{offset}]", low);
        this.Put("st.global.u32", $"[{record}+{offset + 4}]", high);
        offset += 8;
    }
}
