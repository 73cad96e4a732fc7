using IlgpuOptim.Ptx.Execute;
using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Decode;

// Modifiers and operands: how they are taken and checked.
internal sealed unsafe partial class Decoder
{
    private PtxSyntaxException Error(string message) => new(this._statement.Line, $"{this._statement.Text}: {message}");

    private void Require(int sm, int ptx, string what)
    {
        if (target < sm)
        {
            throw this.Error($"{what} needs sm_{sm}, the module is for sm_{target}");
        }

        if (version < ptx)
        {
            throw this.Error($"{what} needs PTX {ptx / 10}.{ptx % 10}, the module is {version / 10}.{version % 10}");
        }
    }

    private bool Accept(string modifier)
    {
        if (this._modifier >= this._statement.Modifiers.Length || this._statement.Modifiers[this._modifier] != modifier)
        {
            return false;
        }

        this._modifier++;

        return true;
    }

    /// <summary>Takes the next modifier if it is one of these; the index, or -1.</summary>
    private int AcceptOne(ReadOnlySpan<string> modifiers)
    {
        int index = this._modifier < this._statement.Modifiers.Length ? modifiers.IndexOf(this._statement.Modifiers[this._modifier]) : -1;
        this._modifier += index >= 0 ? 1 : 0;

        return index;
    }

    private int ExpectOne(ReadOnlySpan<string> modifiers)
    {
        int index = this.AcceptOne(modifiers);

        return index >= 0 ? index : throw this.Error($"{this.Here()} where one of {string.Join(" ", modifiers!)} must stand");
    }

    private void Expect(string modifier)
    {
        if (!this.Accept(modifier))
        {
            throw this.Error($"{this.Here()} where {modifier} must stand");
        }
    }

    private string Here() => this._modifier < this._statement.Modifiers.Length ? $"'{this._statement.Modifiers[this._modifier]}'" : "nothing";

    private PtxType ExpectType(params ReadOnlySpan<PtxType> allowed)
    {
        PtxType type = this._modifier < this._statement.Modifiers.Length
            ? PtxTypes.Parse(this._statement.Modifiers[this._modifier])
            : PtxType.None;

        if (type == PtxType.None || !allowed.Contains(type))
        {
            throw this.Error($"{this.Here()} is no type of this instruction");
        }

        this._modifier++;

        return type;
    }

    /// <summary>Takes .rn, .rz, .rm or .rp.</summary>
    private Rounding? AcceptRounding() => this.AcceptOne([".rn", ".rz", ".rm", ".rp"]) switch
    {
        0 => Rounding.Nearest,
        1 => Rounding.Zero,
        2 => Rounding.Down,
        3 => Rounding.Up,
        _ => null,
    };

    private void Operands(int count, int most = 0)
    {
        int actual = this._statement.Operands.Length;

        if (actual < count || actual > Math.Max(count, most))
        {
            throw this.Error($"{actual} operands where {count}{(most > count ? $" to {most}" : "")} must stand");
        }
    }

    private int Count => this._statement.Operands.Length;

    private Operand At(int index) => this._statement.Operands[index];

    private int Source(int index, PtxType type, bool wider = false, bool special = false) =>
        this.Source(this.At(index), type, wider, special);

    /// <summary>The place of a value that an instruction of a type reads.</summary>
    private int Source(Operand operand, PtxType type, bool wider = false, bool special = false)
    {
        switch (operand.Kind)
        {
            case OperandKind.Register:
                Register register = (Register)operand.Symbol!;
                this.CheckType(register, type, wider);
                this._reads.Add(register.Slot);

                return type == PtxType.Pred ? register.Slot : register.Slot * 32;
            case OperandKind.Integer when type == PtxType.Pred:
                // As in C: zero is false.
                return this.Constant(operand.Bits == 0 ? 0 : 1UL) / 32;
            case OperandKind.Integer when type.IsBits() || type.IsInteger():
                return this.Constant(this.Immediate(operand, type));
            case OperandKind.Single when type is PtxType.F32 or PtxType.B32:
                return this.Constant(operand.Bits);
            case OperandKind.Double when type is PtxType.F64 or PtxType.B64:
                return this.Constant(operand.Bits);
            case OperandKind.Double when type == PtxType.F32:
                return this.Constant(BitConverter.SingleToUInt32Bits((float)BitConverter.UInt64BitsToDouble(operand.Bits)));
            case OperandKind.Special when special:
                PtxType own = SpecialRegisters.Type(operand.Name);

                if (!(wider ? PtxTypes.AgreesWider(type, own) : PtxTypes.Agrees(type, own)))
                {
                    throw this.Error($"{operand.Name} is {own.Text()}, the instruction reads {type.Text()}");
                }

                return this.SpecialSlot(operand.Name) * 32;
            case OperandKind.Special:
                throw this.Error($"{operand.Name} can be read by mov and cvt only");
            case OperandKind.Name:
                throw this.Error($"'{operand.Name}' is not declared");
            default:
                throw this.Error($"'{operand}' is no operand of type {type.Text()}");
        }
    }

    private int Destination(int index, PtxType type, bool wider = false, bool sink = false) =>
        this.Destination(this.At(index), type, wider, sink);

    /// <summary>The place that an instruction of a type writes; -1 for the sink.</summary>
    private int Destination(Operand operand, PtxType type, bool wider = false, bool sink = false)
    {
        if (operand.Kind == OperandKind.Sink && sink)
        {
            return -1;
        }

        if (operand.Kind == OperandKind.Name)
        {
            throw this.Error($"'{operand.Name}' is not declared");
        }

        if (operand.Kind != OperandKind.Register)
        {
            throw this.Error($"'{operand}' is no register to write");
        }

        Register register = (Register)operand.Symbol!;
        this.CheckType(register, type, wider);
        this._writes.Add(register.Slot);

        return type == PtxType.Pred ? register.Slot : register.Slot * 32;
    }

    private void CheckType(Register register, PtxType type, bool wider)
    {
        if (!(wider ? PtxTypes.AgreesWider(type, register.Type) : PtxTypes.Agrees(type, register.Type)))
        {
            throw this.Error($"register '{register.Name}' is {register.Type.Text()}, the operand {type.Text()}");
        }
    }

    /// <summary>A predicate that may be negated: its slot, and the flip.</summary>
    private int Predicate(int index, out uint flip)
    {
        Operand operand = this.At(index);
        flip = 0;

        if (operand.Kind == OperandKind.Predicate)
        {
            operand = operand.Elements[0];
            flip = uint.MaxValue;
        }

        return operand.Kind is OperandKind.Register or OperandKind.Integer
            ? this.Source(operand, PtxType.Pred)
            : throw this.Error($"'{operand}' is no predicate");
    }

    /// <summary>An immediate integer that the instruction demands to be one.</summary>
    private ulong ExpectImmediate(int index, ulong most)
    {
        Operand operand = this.At(index);

        return operand.Kind == OperandKind.Integer && !operand.IsNegative && operand.Bits <= most
            ? operand.Bits
            : throw this.Error($"'{operand}' is no immediate value of 0 to {most}");
    }

    private ulong Immediate(Operand operand, PtxType type)
    {
        int bits = 8 * type.Size();

        if (bits == 64)
        {
            return operand.Bits;
        }

        bool fits = operand.IsNegative ? (long)operand.Bits >= -(1L << (bits - 1)) : operand.Bits < 1UL << bits;

        return fits ? operand.Bits & ((1UL << bits) - 1) : throw this.Error($"{operand} does not fit {type.Text()}");
    }

    private int Constant(ulong bits)
    {
        if (!this._constants.TryGetValue(bits, out int slot))
        {
            slot = this._slots++;
            this._constants.Add(bits, slot);
        }

        return slot * 32;
    }

    private int SpecialSlot(string name)
    {
        if (!this._specials.TryGetValue(name, out int slot))
        {
            slot = this._slots++;
            this._specials.Add(name, slot);
        }

        return slot;
    }

    /// <summary>An operand in brackets: sets the base, the offset, and the bytes that one lane accesses.</summary>
    private void Address(int index, Space space, int bytes)
    {
        Operand operand = this.At(index);

        if (operand.Kind != OperandKind.Address)
        {
            throw this.Error($"'{operand}' is no address");
        }

        Operand place = operand.Elements[0];
        this._op.Space = space;
        this._op.Bytes = bytes;

        switch (place.Kind)
        {
            case OperandKind.Register:
                Register register = (Register)place.Symbol!;
                bool narrow = register.Type.Size() == 4;

                if (!(register.Type.IsBits() || register.Type.IsInteger()) ||
                    !(register.Type.Size() == 8 || (narrow && space is Space.Shared or Space.Local)))
                {
                    throw this.Error($"register '{register.Name}' is {register.Type.Text()}, no address in this space");
                }

                this._reads.Add(register.Slot);
                this._op.A = register.Slot * 32;
                this._op.AddressMask = narrow ? uint.MaxValue : ulong.MaxValue;
                this._op.Offset = operand.Offset;
                break;
            case OperandKind.Variable:
                Variable variable = (Variable)place.Symbol!;

                if (variable.Space != space)
                {
                    throw this.Error($"'{variable.Name}' is in .{variable.Space.ToString().ToLowerInvariant()}, the instruction in .{space.ToString().ToLowerInvariant()}");
                }

                if (place.Offset < 0 || (!variable.IsDynamic && place.Offset + bytes > variable.Size))
                {
                    throw this.Error($"'{operand}' is outside of '{variable.Name}', which has {variable.Size} bytes");
                }

                if (place.Offset % bytes != 0 || variable.Alignment % bytes != 0)
                {
                    throw this.Error($"'{operand}' is not aligned to {bytes} bytes ('{variable.Name}' is to {variable.Alignment})");
                }

                this._op.A = this.Constant((ulong)variable.Place);
                this._op.Offset = place.Offset;
                this._op.Space = variable.IsCallParameter ? Space.Local : space;
                break;
            case OperandKind.Name:
                throw this.Error($"'{place.Name}' is not declared");
            default:
                throw this.Error($"'{operand}' is no address");
        }
    }

    /// <summary>The registers of a vector operand, or of a single one.</summary>
    private int[] Elements(int index, int count, PtxType type, bool write, bool wider)
    {
        Operand operand = this.At(index);
        Operand[] elements = count == 1 ? [operand] : operand.Elements;

        if (count > 1 && (operand.Kind != OperandKind.Vector || elements.Length != count))
        {
            throw this.Error($"'{operand}' is no vector of {count} elements");
        }

        int[] places = new int[count];

        for (int i = 0; i < count; i++)
        {
            places[i] = write ? this.Destination(elements[i], type, wider, sink: true) : this.Source(elements[i], type, wider);
        }

        for (int i = 0; write && i < count; i++)
        {
            if (places[i] >= 0 && places.AsSpan(0, i).Contains(places[i]))
            {
                throw this.Error($"'{elements[i]}' stands twice in the destination");
            }
        }

        return places;
    }
}
