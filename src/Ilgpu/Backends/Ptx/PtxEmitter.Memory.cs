using System.Text;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends.Ptx;

/// <content>Addresses, loads and stores.</content>
internal sealed partial class PtxEmitter
{
    private const string Depot = "depot";
    private const string DynamicSharedName = "dynamic_shared";

    /// <summary>Private memory up to this size is cleared by single stores, more by a loop.</summary>
    private const int MaxUnrolledClear = 256;

    /// <summary>Shared memory that a module may declare, less a word for broadcasts.</summary>
    private const int MaxDeclaredShared = (48 * 1024) - 16;

    /// <summary>By value: the instruction is part of others and not emitted itself.</summary>
    private bool[] _folded = [];

    /// <summary>Offsets of private memory in the depot, by value.</summary>
    private readonly Dictionary<Value, int> _depotOffsets = [];
    private readonly List<int> _sharedOffsets = [];
    private bool _usesBroadcast;

    /// <summary>Lays out private memory and finds addresses that are only ever part of accesses.</summary>
    private void PlanAddresses()
    {
        _folded = new bool[_function.ValueCount];
        int[] addressUses = new int[_function.ValueCount];
        Block[] order = _flow.ReversePostOrder;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            for (int k = order[i].Instructions.Count - 1; k >= 0; k--)
            {
                Value value = order[i].Instructions[k];
                bool isAccess = value.Op is Op.Load or Op.Store or Op.AtomicRmw or Op.AtomicCas;
                bool isSum = IsConstantSum(value);
                if (isSum || value.Op is Op.Alloca or Op.SharedAlloc)
                {
                    _folded[value.Id] = _uses[value.Id] == addressUses[value.Id];
                }

                // Offsets that do not fit into an access leave the sum as it is.
                if (isAccess || (isSum && _folded[value.Id]))
                {
                    addressUses[value.Operands[0].Id]++;
                }
            }
        }

        foreach (Value value in _function.Entry.Instructions)
        {
            if (value.Op == Op.Alloca)
            {
                int align = Math.Max((int)value.Align, value.Imm >= 16 ? 16 : 8);
                this.LocalBytes = (this.LocalBytes + align - 1) & -align;
                _depotOffsets.Add(value, this.LocalBytes);
                this.LocalBytes += (int)value.Imm;
            }
        }

        this.LocalBytes = (this.LocalBytes + 15) & -16;
        foreach (SharedAllocation allocation in _function.SharedAllocations)
        {
            this.StaticSharedBytes = (this.StaticSharedBytes + allocation.Align - 1) & -allocation.Align;
            _sharedOffsets.Add(this.StaticSharedBytes);
            this.StaticSharedBytes += allocation.Bytes;
        }

        // What a module declares is limited to 48 KiB; what a launch adds is not.
        if (this.StaticSharedBytes > MaxDeclaredShared)
        {
            this.SharedInDynamicBytes = (this.StaticSharedBytes + 15) & -16;
            this.UsesDynamicShared = true;
        }
    }

    private static bool IsConstantSum(Value value) =>
        value.Op == Op.PtrAdd && value.Operands[1].IsConst && Math.Abs(value.Operands[1].Imm) < 1 << 24;

    /// <summary>An address as a value and a constant number of bytes.</summary>
    private static (Value Root, long Offset) Split(Value address)
    {
        long offset = 0;
        while (IsConstantSum(address) && Math.Abs(offset + address.Operands[1].Imm) < 1 << 28)
        {
            offset += address.Operands[1].Imm;
            address = address.Operands[0];
        }

        return (address, offset);
    }

    /// <summary>The address operand of an access.</summary>
    private string Place(Value address)
    {
        (Value root, long offset) = Split(address);

        return this.Place(root, offset);
    }

    private string Place(Value root, long offset)
    {
        string name;
        if (root.Op == Op.Alloca)
        {
            name = Depot;
            offset += _depotOffsets[root];
        }
        else if (root.Op == Op.SharedAlloc)
        {
            name = this.SharedPlace(root, out int start);
            offset += start;
        }
        else
        {
            name = this.Reg(root);
        }

        return offset == 0 ? $"[{name}]" : $"[{name}+{Number(offset)}]";
    }

    private static string SharedName(int index) => "shared" + index;

    /// <summary>The symbol that an allocation belongs to, and its place there.</summary>
    private string SharedPlace(Value allocation, out int start)
    {
        start = this.SharedInDynamicBytes > 0 ? _sharedOffsets[(int)allocation.Imm] : 0;

        return this.SharedInDynamicBytes > 0 ? DynamicSharedName : SharedName((int)allocation.Imm);
    }

    private static string Space(IrType pointer) => pointer switch
    {
        IrType.PtrShared => "shared",
        IrType.PtrLocal => "local",
        _ => "global",
    };

    /// <summary>The space of a load; memory that nobody writes goes through a cache that need not be coherent.</summary>
    private string LoadSpace(Value load)
    {
        bool isReadOnly = load.Operands[0].Type == IrType.PtrGlobal
            && (load.Flags & ValueFlags.Volatile) == 0
            && Pointers.Root(load.Operands[0]) is { Op: Op.Param } root
            && _function.Parameters[(int)root.Imm].IsReadOnly;

        return isReadOnly ? "global.nc" : Space(load.Operands[0].Type);
    }

    private static string MemoryType(MemType mem) => mem switch
    {
        MemType.I8 => "s8",
        MemType.U8 => "u8",
        MemType.I16 => "s16",
        MemType.U16 => "u16",
        MemType.I32 => "u32",
        MemType.F32 => "f32",
        MemType.F64 => "f64",
        _ => "u64",
    };

    private void EmitAddress(Value value)
    {
        switch (value.Op)
        {
            case Op.Alloca:
                this.PutAddress(value, Depot, _depotOffsets[value]);
                break;
            case Op.SharedAlloc:
                string symbol = this.SharedPlace(value, out int start);
                this.PutAddress(value, symbol, start);
                break;
            case Op.DynamicShared:
                this.UsesDynamicShared = true;
                this.PutAddress(value, DynamicSharedName, this.SharedInDynamicBytes);
                break;
            case Op.DynamicSharedSize:
                string size = this.Temporary(PtxClass.B32);
                string rest = this.Temporary(PtxClass.B32);
                this.Put("mov.u32", size, "%dynamic_smem_size");
                this.Put("sub.s32", rest, size, Number(this.SharedInDynamicBytes));
                this.Put("cvt.u64.u32", this.Target(value), rest);
                break;
            case Op.AssumeAligned:
                this.Put("mov.b64", this.Target(value), this.Reg(value.Operands[0]));
                break;
            default:
                this.Put("add.s64", this.Target(value), this.Reg(value.Operands[0]), this.Any(value.Operands[1]));
                break;
        }
    }

    private void PutAddress(Value value, string symbol, int offset)
    {
        if (offset == 0)
        {
            this.Put("mov.u64", this.Target(value), symbol);

            return;
        }

        string start = this.Temporary(PtxClass.B64);
        this.Put("mov.u64", start, symbol);
        this.Put("add.s64", this.Target(value), start, Number(offset));
    }

    private void EmitLoad(Value load, int index)
    {
        if (_vectors.TryGetValue(load, out Value[]? members))
        {
            this.EmitVectorLoad(members);

            return;
        }

        if (load.Align < load.Mem.Size())
        {
            this.EmitUnalignedLoad(load);

            return;
        }

        bool isVolatile = (load.Flags & ValueFlags.Volatile) != 0 && load.Operands[0].Type != IrType.PtrLocal;
        this.Put($"{(isVolatile ? "ld.volatile" : "ld")}.{this.LoadSpace(load)}.{MemoryType(load.Mem)}", this.Target(load), this.Place(load.Operands[0]));
    }

    private void EmitStore(Value store, int index)
    {
        if (_vectors.TryGetValue(store, out Value[]? members))
        {
            this.EmitVectorStore(members);

            return;
        }

        if (store.Align < store.Mem.Size())
        {
            this.EmitUnalignedStore(store);

            return;
        }

        string kind = (store.Flags & ValueFlags.Volatile) != 0 && store.Operands[0].Type != IrType.PtrLocal ? "st.volatile" : "st";
        string type = store.Mem switch { MemType.I8 => "u8", MemType.I16 => "u16", _ => MemoryType(store.Mem) };
        this.Put($"{kind}.{Space(store.Operands[0].Type)}.{type}", this.Place(store.Operands[0]), this.Reg(store.Operands[1]));
    }

    /// <summary>In pieces of the known alignment, the lowest first, which are put together in an integer.</summary>
    private void EmitUnalignedLoad(Value load)
    {
        (Value root, long offset) = Split(load.Operands[0]);
        int piece = Math.Max(1, (int)load.Align);
        int size = load.Mem.Size();
        PtxClass kind = size == 8 ? PtxClass.B64 : PtxClass.B32;
        string bits = kind == PtxClass.B64 ? "b64" : "b32";
        string sum = string.Empty;
        for (int at = 0; at < size; at += piece)
        {
            bool isSigned = at + piece == size && load.Mem == MemType.I16;
            string part = this.Temporary(kind);
            this.Put($"ld.{this.LoadSpace(load)}.{(isSigned ? 's' : 'u')}{piece * 8}", part, this.Place(root, offset + at));
            if (at == 0)
            {
                sum = part;
                continue;
            }

            string moved = this.Temporary(kind);
            string joined = this.Temporary(kind);
            this.Put("shl." + bits, moved, part, Number(at * 8));
            this.Put("or." + bits, joined, sum, moved);
            sum = joined;
        }

        this.Put("mov." + bits, this.Target(load), sum);
    }

    private void EmitUnalignedStore(Value store)
    {
        (Value root, long offset) = Split(store.Operands[0]);
        int piece = Math.Max(1, (int)store.Align);
        int size = store.Mem.Size();
        PtxClass kind = size == 8 ? PtxClass.B64 : PtxClass.B32;
        string bits = kind == PtxClass.B64 ? "b64" : "b32";
        string number = this.BitsOf(store.Operands[1], kind);
        for (int at = 0; at < size; at += piece)
        {
            string part = number;
            if (at > 0)
            {
                part = this.Temporary(kind);
                this.Put("shr." + (kind == PtxClass.B64 ? "u64" : "u32"), part, number, Number(at * 8));
            }

            this.Put($"st.{Space(store.Operands[0].Type)}.u{piece * 8}", this.Place(root, offset + at), part);
        }
    }

    /// <summary>Private memory starts with zeros.</summary>
    private void ClearDepot()
    {
        if (this.LocalBytes == 0)
        {
            return;
        }

        string zero = this.Temporary(PtxClass.B64);
        this.Put("mov.u64", zero, "0");
        if (this.LocalBytes <= MaxUnrolledClear)
        {
            for (int i = 0; i < this.LocalBytes; i += 16)
            {
                this.Put("st.local.v2.u64", i == 0 ? $"[{Depot}]" : $"[{Depot}+{i}]", $"{{{zero}, {zero}}}");
            }

            return;
        }

        string at = this.Temporary(PtxClass.B64);
        string end = this.Temporary(PtxClass.B64);
        string more = this.Temporary(PtxClass.Pred);
        string loop = this.NewLabel();
        this.Put("mov.u64", at, Depot);
        this.Put("add.s64", end, at, Number(this.LocalBytes));
        this.Label(loop);
        this.Put("st.local.v2.u64", $"[{at}]", $"{{{zero}, {zero}}}");
        this.Put("add.s64", at, at, "16");
        this.Put("setp.lt.u64", more, at, end);
        this.PutIf(more, "bra", loop);
    }

    /// <summary>Variables outside of the kernel: shared memory.</summary>
    public void AppendModuleVariables(StringBuilder text)
    {
        for (int i = 0; this.SharedInDynamicBytes == 0 && i < _function.SharedAllocations.Count; i++)
        {
            SharedAllocation allocation = _function.SharedAllocations[i];
            text.Append($".shared .align {allocation.Align} .b8 {SharedName(i)}[{Math.Max(1, allocation.Bytes)}];\n");
        }

        if (_usesBroadcast)
        {
            this.StaticSharedBytes = ((this.StaticSharedBytes + 7) & -8) + 8;
            text.Append(".shared .align 8 .b8 ").Append(BroadcastName).Append("[8];\n");
        }

        if (this.UsesDynamicShared)
        {
            text.Append(".extern .shared .align 16 .b8 ").Append(DynamicSharedName).Append("[];\n");
        }

        text.Append('\n');
    }

    /// <summary>Registers and private memory of the kernel.</summary>
    public void AppendFunctionVariables(StringBuilder text)
    {
        if (this.LocalBytes > 0)
        {
            text.Append($"    .local .align 16 .b8 {Depot}[{this.LocalBytes}];\n");
        }

        _registers.Declare(text);
    }
}
