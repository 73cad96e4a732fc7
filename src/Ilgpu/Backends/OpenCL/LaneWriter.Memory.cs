using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <content>
/// Loads, stores and atomics. Private memory that stayed memory lies in rows of 32 bits of all lanes, so that equal offsets are
/// contiguous; pointers to it are byte offsets of one lane.
/// </content>
internal sealed partial class LaneWriter
{
    /// <summary>The lanes that execute the block at work; null: all of them.</summary>
    private string? CurrentMask => this.Mask(_block);

    private static string Cast(MemType mem) => mem switch
    {
        MemType.I8 => "char",
        MemType.U8 => "uchar",
        MemType.I16 => "short",
        MemType.U16 => "ushort",
        _ => "",
    };

    private void WriteLoad(Value load)
    {
        AddressMode mode = _plan.Address(load);
        Value pointer = load.Operands[0];
        if (pointer.Type == IrType.PtrLocal)
        {
            this.Define(load, this.LocalLoad(load, mode));

            return;
        }

        if (mode.Kind == AddressKind.Uniform)
        {
            string text = this.ScalarAccess(load);
            this.DefineFromScalar(load, load.Mem.Size() < 4 ? "(uint)" + text : load.Mem == MemType.Ptr ? $"({TypeName(load.Type)}){text}" : text);

            return;
        }

        string name = load.Mem.Name();
        string mask = this.CurrentMask is { } lanes ? ", " + lanes : "";
        if (mode.Kind != AddressKind.Contiguous)
        {
            this.Define(load, $"{this.VectorHelper($"gather_{name}{(mask.Length > 0 ? "_masked" : "")}")}({this.Addresses(load, mode)}{mask})");
        }
        else if (mask.Length > 0)
        {
            this.Define(load, $"{this.VectorHelper($"load_{name}_masked")}((ulong){this.U(pointer)}{mask})");
        }
        else
        {
            string text = this.VectorAccess(load);
            this.Define(load, load.Mem switch
            {
                MemType.I8 or MemType.I16 => $"as_uint{_lanes}({this.Convert("int")}({text}))",
                MemType.U8 or MemType.U16 => $"{this.Convert("uint")}({text})",
                _ => text,
            });
        }
    }

    private string ScalarAccess(Value access) => $"*({Qualifier(access)}{Space(access.Operands[0].Type)} {this.MemoryType(access.Mem)}*){this.U(access.Operands[0])}";

    private string VectorAccess(Value access) => $"*({Qualifier(access)}{Space(access.Operands[0].Type)} {this.VectorMemory(access.Mem)}*){this.U(access.Operands[0])}";

    private static string Qualifier(Value access) => (access.Flags & ValueFlags.Volatile) != 0 ? "volatile " : "";

    /// <summary>The addresses of all lanes as numbers.</summary>
    private string Addresses(Value access, AddressMode mode)
    {
        switch (mode.Kind)
        {
            case AddressKind.Strided:
                return Strip(this.StridedFrom("(ulong)" + this.U(access.Operands[0]), "LONG_LANE", (long)mode.Stride * access.Mem.Size(), isWide: true));
            case AddressKind.Indexed:
                string start = string.Join(" + ", mode.Terms!.Select(term => "(ulong)" + this.U(term)));
                string index = $"as_ulong{_lanes}({this.Convert("long")}({this.SV(mode.Index!)}))";

                return access.Mem.Size() == 1 ? $"{start} + {index}" : $"{start} + {index} * {Number(access.Mem.Size())}ul";
            default:
                return Strip(this.V(access.Operands[0]));
        }
    }

    private void WriteStore(Value store)
    {
        AddressMode mode = _plan.Address(store);
        (Value pointer, Value data) = (store.Operands[0], store.Operands[1]);
        if (pointer.Type == IrType.PtrLocal)
        {
            this.WriteLocalStore(store, mode);

            return;
        }

        string cast = Cast(store.Mem);
        string? mask = this.CurrentMask;
        if (mode.Kind == AddressKind.Uniform)
        {
            string text = _plan.IsUniform(data) && _plan.IsScalar(data) ? this.U(data)
                : this.Element(data, mask is null ? Number(_lanes - 1) + "u" : $"{this.VectorHelper("last_lane")}({mask})");
            text = store.Mem == MemType.Ptr ? "(ulong)" + text : cast.Length > 0 ? $"({cast}){text}" : text;
            this.Add($"{this.ScalarAccess(store)} = {Strip(text)};");

            return;
        }

        string name = store.Mem.Name();
        string lanes = mask is null ? "" : ", " + mask;
        string suffix = mask is null ? "" : "_masked";
        if (mode.Kind != AddressKind.Contiguous)
        {
            this.Add($"{this.VectorHelper($"scatter_{name}{suffix}")}({this.Addresses(store, mode)}, {Strip(this.V(data))}{lanes});");
        }
        else if (mask is not null)
        {
            this.Add($"{this.VectorHelper($"store_{name}_masked")}((ulong){this.U(pointer)}, {Strip(this.V(data))}{lanes});");
        }
        else
        {
            this.Add($"{this.VectorAccess(store)} = {(cast.Length > 0 ? $"{this.Convert(cast)}({Strip(this.V(data))})" : Strip(this.V(data)))};");
        }
    }

    // ---- private memory -------------------------------------------------------------------------------------------

    private string LocalLoad(Value load, AddressMode mode)
    {
        string type = this.VectorType(load.Type);
        string unit = this.LocalUnit(load.Operands[0], mode, 0);
        switch (load.Mem.Size())
        {
            case 8:
                string text = $"({this.Convert("ulong")}({unit}) | {this.Convert("ulong")}({this.LocalUnit(load.Operands[0], mode, 1)}) << 32)";

                return load.Type == IrType.F64 ? $"as_{type}({text})" : text;
            case 4:
                return load.Type == IrType.F32 ? $"as_{type}({unit})" : unit;
            default:
                string bits = load.Mem.Size() == 1 ? "24" : "16";
                string top = $"({unit} >> {this.LocalShift(load.Operands[0], mode)} << {bits})";

                return load.Mem is MemType.I8 or MemType.I16 ? $"as_{type}(as_int{_lanes}{top} >> {bits})" : $"({top} >> {bits})";
        }
    }

    /// <summary>The row that an offset names, or the next one.</summary>
    private string LocalRow(Value pointer, int unit) => $"({this.U(pointer)} >> 2){(unit > 0 ? " + 1" : "")}";

    private string LocalUnit(Value pointer, AddressMode mode, int unit)
    {
        if (mode.Kind == AddressKind.Uniform)
        {
            return $"own[{this.LocalRow(pointer, unit)}]";
        }

        string? mask = this.CurrentMask;

        return mask is null
            ? $"{this.VectorHelper("gather_i32")}({this.LocalAddresses(pointer, unit)})"
            : $"{this.VectorHelper("gather_i32_masked")}({this.LocalAddresses(pointer, unit)}, {mask})";
    }

    private string LocalAddresses(Value pointer, int unit) =>
        $"(ulong)own + ({this.V(pointer)} >> 2) * {Number(_lanes * 4)}ul + LONG_LANE * 4ul{(unit > 0 ? $" + {Number(_lanes * 4)}ul" : "")}";

    /// <summary>The bit where a narrow element begins in its unit.</summary>
    private string LocalShift(Value pointer, AddressMode mode) => mode.Kind == AddressKind.Uniform
        ? $"(uint)(({this.U(pointer)} & 3) * 8)"
        : $"{this.Convert("uint")}(({this.V(pointer)} & 3) * 8)";

    private void WriteLocalStore(Value store, AddressMode mode)
    {
        (Value pointer, Value data) = (store.Operands[0], store.Operands[1]);
        string bits = data.Type switch
        {
            IrType.F32 => $"as_uint{_lanes}({Strip(this.V(data))})",
            IrType.F64 => $"as_ulong{_lanes}({Strip(this.V(data))})",
            _ => this.V(data),
        };
        switch (store.Mem.Size())
        {
            case 8:
                this.WriteLocalUnit(pointer, mode, 0, $"{this.Convert("uint")}({bits})");
                this.WriteLocalUnit(pointer, mode, 1, $"{this.Convert("uint")}({bits} >> 32)");
                break;
            case 4:
                this.WriteLocalUnit(pointer, mode, 0, bits);
                break;
            default:
                string id = Number(store.Id);
                string field = store.Mem.Size() == 1 ? "0xffu" : "0xffffu";
                string shift = this.LocalShift(pointer, mode);
                this.Add($"uint{_lanes} field{id} = (uint{_lanes})({field}) << {shift};");
                this.WriteLocalUnit(pointer, mode, 0, $"({this.LocalUnit(pointer, mode, 0)} & ~field{id}) | ({bits} << {shift} & field{id})");
                break;
        }
    }

    private void WriteLocalUnit(Value pointer, AddressMode mode, int unit, string text)
    {
        string? mask = this.CurrentMask;
        if (mode.Kind != AddressKind.Uniform)
        {
            string lanes = mask is null ? "" : ", " + mask;
            this.Add($"{this.VectorHelper(mask is null ? "scatter_i32" : "scatter_i32_masked")}({this.LocalAddresses(pointer, unit)}, {text}{lanes});");

            return;
        }

        string row = $"own[{this.LocalRow(pointer, unit)}]";
        this.Add(mask is null ? $"{row} = {Strip(text)};" : $"{row} = {mask} ? {text} : {row};");
    }

    // ---- atomics --------------------------------------------------------------------------------------------------

    /// <summary>Lanes act one after the other. Memory of a group belongs to the thread that runs it and needs no atomics.</summary>
    private void WriteAtomic(Value value)
    {
        Value pointer = value.Operands[0];
        string address = pointer.Type == IrType.PtrLocal ? this.LocalAddresses(pointer, 0) : Strip(this.V(pointer));
        string arguments = string.Concat(value.Operands.Skip(1).Select(operand => ", " + Strip(this.V(operand))));
        string mask = this.CurrentMask ?? $"(int{_lanes})(-1)";
        string name = this.AtomicHelper(value);
        string call = $"{name}({address}{arguments}, {mask})";
        if (_plan.Demand(value) != Demand.None)
        {
            this.Define(value, call);
        }
        else
        {
            this.Add(call + ";");
        }
    }

    /// <summary>A function that does the operation lane by lane and returns the old values.</summary>
    private string AtomicHelper(Value value)
    {
        IrType space = value.Operands[0].Type;
        bool isCas = value.Op == Op.AtomicCas;
        string type = ElementType(value.Type);
        string vector = this.VectorType(value.Type);
        string count = Number(_lanes);
        string kind = isCas ? "cas" : value.Atomic.ToString().ToLowerInvariant();
        string name = $"lanes_{kind}_{value.Mem.Name()}_{Space(space).Trim('_')}";
        string access = space switch
        {
            IrType.PtrGlobal => $"old[i] = {this.AtomicCall(value, "__global", "where[i]", "data[i]", "expected[i]")};",
            IrType.PtrShared => $"old[i] = *(__local {type}*)where[i];\n            *(__local {type}*)where[i] = {this.Updated(value)};",
            _ when value.Mem.Size() == 4 => $"old[i] = *(__global {type}*)where[i];\n            *(__global {type}*)where[i] = {this.Updated(value)};",
            _ => $"""
                __global uint* low = (__global uint*)where[i];
                            __global uint* high = low + {count};
                            old[i] = as_{type}((ulong)*low | (ulong)*high << 32);
                            const ulong updated = as_ulong({this.Updated(value)});
                            *low = (uint)updated;
                            *high = (uint)(updated >> 32);
                """,
        };
        string expected = isCas ? $"{vector} expecteds, " : "";
        string store = isCas ? $"    {type} expected[{count}];\n    vstore{count}(expecteds, 0, expected);\n" : "";
        _helpers.Add(name, $$"""
            static inline {{vector}} {{name}}(ulong{{count}} at, {{expected}}{{vector}} values, int{{count}} lanes)
            {
                ulong where[{{count}}];
                vstore{{count}}(at, 0, where);
            {{store}}    {{type}} data[{{count}}];
                vstore{{count}}(values, 0, data);
                int active[{{count}}];
                vstore{{count}}(lanes, 0, active);
                {{type}} old[{{count}}] = {0};
                for (int i = 0; i < {{count}}; i++)
                {
                    if (active[i] != 0)
                    {
                        {{access}}
                    }
                }
                return vload{{count}}(0, old);
            }
            """);

        return name;
    }

    /// <summary>What an operation leaves in memory that nobody else sees.</summary>
    private string Updated(Value value)
    {
        if (value.Op != Op.AtomicCas)
        {
            return _helpers.Combine(value.Atomic, value.Mem, "old[i]", "data[i]");
        }

        string bits = value.Mem.Size() == 8 ? "as_ulong" : "as_uint";

        return $"{bits}(old[i]) == {bits}(expected[i]) ? data[i] : old[i]";
    }
}
