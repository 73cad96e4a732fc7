using System.Globalization;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>Statements: stores, atomics, reports to the host.</content>
internal sealed partial class OpenClWriter
{
    private void WriteInstruction(Value value)
    {
        if (value.Op is Op.Alloca || (!value.HasSideEffects() && !value.Op.IsConvergent()))
        {
            this.Place(value);

            return;
        }

        // A volatile load is the one effect that is an expression.
        this.Flush(value);
        switch (value.Op)
        {
            case Op.Load:
                this.Place(value);
                break;
            case Op.Store:
                this.WriteStore(value);
                break;
            case Op.AtomicRmw or Op.AtomicCas:
                this.WriteAtomic(value);
                break;
            case Op.Assert:
                this.WriteAssert(value);
                break;
            case Op.Print:
                this.WritePrint(value);
                break;
            default:
                this.WriteParallel(value);
                break;
        }
    }

    private void WriteStore(Value store)
    {
        Value data = store.Operands[1];
        string target = this.Deref(store.Operands[0], store.Mem, (store.Flags & ValueFlags.Volatile) != 0);
        string text = store.Mem switch
        {
            MemType.I8 => "(char)" + this.U(data),
            MemType.U8 => "(uchar)" + this.U(data),
            MemType.I16 => "(short)" + this.U(data),
            MemType.U16 => "(ushort)" + this.U(data),
            MemType.Ptr => "(ulong)" + this.U(data),
            _ => Strip(this.U(data)),
        };
        _lines.Add($"{target} = {text};");
    }

    private void WriteAtomic(Value value)
    {
        string text = value.Operands[0].Type == IrType.PtrLocal
            ? this.PrivateAtomic(value)
            : this.AtomicCall(value, Space(value.Operands[0].Type), this.U(value.Operands[0]), this.U(value.Operands[^1]), this.U(value.Operands[1]));
        if (_uses[value.Id] > 0)
        {
            _lines.Define(value, text);
        }
        else if (value.Operands[0].Type != IrType.PtrLocal)
        {
            _lines.Add(Strip(text) + ";");
        }
    }

    /// <summary>Nobody else sees private memory. The old value stands in a variable of its own.</summary>
    private string PrivateAtomic(Value value)
    {
        string old = $"was{value.Id.ToString(CultureInfo.InvariantCulture)}";
        string target = this.Deref(value.Operands[0], value.Mem);
        string data = this.U(value.Operands[^1]);
        _lines.Add($"{TypeName(value.Type)} {old} = {target};");
        if (value.Op == Op.AtomicCas)
        {
            (string type, string comparand) = (TypeName(value.Type), this.U(value.Operands[1]));
            string bits = value.Mem.Size() == 8 ? "as_ulong" : "as_uint";
            string equal = type[0] == 'u' ? $"{old} == {comparand}" : $"{bits}({old}) == {bits}({comparand})";
            _lines.Add($"{target} = {equal} ? {data} : {old};");
        }
        else
        {
            _lines.Add($"{target} = {_helpers.Combine(value.Atomic, value.Mem, old, data)};");
        }

        return old;
    }

    /// <summary>The first assertion that fails leaves its message and its work-item.</summary>
    private void WriteAssert(Value assertion)
    {
        _usesReports = true;
        _lines.Add($"if (!{this.U(assertion.Operands[0])} && atomic_cmpxchg(reports, 0u, {(assertion.Imm + 1).ToString(CultureInfo.InvariantCulture)}u) == 0u)");
        this.WriteBraces(_lines.Nested(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                string index = i < (int)_function.Kind ? this.GlobalIndex(i) : $"get_global_id({i.ToString(CultureInfo.InvariantCulture)})";
                _lines.Add(string.Create(CultureInfo.InvariantCulture, $"reports[{OpenClReports.FaultIndex + i}] = (uint){index};"));
            }
        }));
    }

    private void WritePrint(Value print)
    {
        _usesReports = true;
        int words = 2 + (3 * print.Operands.Length);
        string at = $"at{print.Id.ToString(CultureInfo.InvariantCulture)}";
        _lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"uint {at} = atomic_add(reports + {OpenClReports.Used}, {words}u);"));
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"if ({at} + {words}u <= reports[{OpenClReports.Capacity}])"));
        this.WriteBraces(_lines.Nested(() =>
        {
            int word = OpenClReports.Records;
            Word(print.Imm.ToString(CultureInfo.InvariantCulture) + "u");
            Word(print.Operands.Length.ToString(CultureInfo.InvariantCulture) + "u");
            foreach (Value operand in print.Operands)
            {
                string bits = AsBits(operand.Type, this.U(operand));
                Word(((int)operand.Type).ToString(CultureInfo.InvariantCulture) + "u");
                Word($"(uint){bits}");
                Word($"(uint)({bits} >> 32)");
            }

            void Word(string text) => _lines.Add(string.Create(CultureInfo.InvariantCulture, $"reports[{at} + {word++}u] = {text};"));
        }));
    }
}
