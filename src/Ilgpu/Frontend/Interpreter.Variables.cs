using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Variables, loads and stores, and conversion of operands to the type of a place.</summary>
internal sealed partial class Interpreter
{
    private Operand ReadLeaves(TypeLayout type, int first, Block block)
    {
        int count = type.Leaves.Length;
        if (count == 1)
        {
            return new Operand(type, _ssa.Read(first, block));
        }

        Value[] values = count == 0 ? Value.NoOperands : new Value[count];
        for (int i = 0; i < count; ++i)
        {
            values[i] = _ssa.Read(first + i, block);
        }

        return new Operand(type, values);
    }

    private void WriteLeaves(TypeLayout type, int first, Operand value)
    {
        Block block = this.Builder.Block;
        for (int i = 0; i < type.Leaves.Length; ++i)
        {
            _ssa.Write(first + i, block, _emit.FromI1(value[i]));
        }
    }

    private Operand ReadVariable(Variable variable) => variable.Memory is { } memory
        ? this.LoadFrom(memory, variable.Type)
        : this.ReadLeaves(variable.Type, variable.First, this.Builder.Block);

    private void WriteVariable(Variable variable, Operand value)
    {
        value = this.Coerce(value, variable.Type);
        if (variable.Memory is { } memory)
        {
            this.StoreTo(memory, variable.Type, value);
        }
        else
        {
            this.WriteLeaves(variable.Type, variable.First, value);
        }
    }

    private Value AddressOf(Variable variable) => variable.Memory ?? _ssa.Reference(variable, 0);

    /// <summary>A variable that lives for one call: the target of a constructor, a copied receiver.</summary>
    private Variable NewTemporary(TypeLayout type, int slot)
    {
        RequireValue(type);
        long key = VariableKey(_frame.Key, 0x800000 + slot);
        Value? memory = _history.NeedsMemory(key) ? this.Allocate(type.Size, type.Align) : null;

        return new Variable(type, memory is null ? _ssa.New(type, this.Builder.Block) : -1, key, memory);
    }

    /// <summary>Private memory, zero when the work-item starts.</summary>
    private Value Allocate(long bytes, int align)
    {
        if (bytes > int.MaxValue)
        {
            throw new KernelFault(Diagnostics.TooBig, $"{bytes} bytes of local memory");
        }

        Value memory = _function.NewValue(Op.Alloca, IrType.PtrLocal);
        memory.Imm = Math.Max(1, bytes);
        memory.Align = (short)align;
        memory.Block = _function.Entry;
        _function.Entry.Instructions.Insert(_prologue++, memory);

        return memory;
    }

    /// <summary>The address as a value and a constant offset behind it.</summary>
    private Value Offset(Value address, int bytes)
    {
        if (bytes == 0)
        {
            return address;
        }

        address = SsaVariables.Resolve(address);
        if (LocalReference.Is(address))
        {
            LocalReference reference = _ssa.Target(address);

            return _ssa.Reference(reference.Variable, reference.Offset + bytes);
        }

        Value sum = _emit.PtrAdd(address, _emit.I64(bytes));
        sum.Align = PackedAlign(address) > 0 ? address.Align : sum.Align;

        return sum;
    }

    /// <summary>Alignment of an address within a packed struct, 0 for any other.</summary>
    private static int PackedAlign(Value address) => address.Op == Op.PtrAdd ? address.Align : 0;

    /// <summary>Address plus any number of bytes.</summary>
    private Value OffsetBy(Value address, Value bytes)
    {
        bytes = SsaVariables.Resolve(bytes);

        return bytes.IsConst && bytes.Imm is >= int.MinValue and <= int.MaxValue
            ? this.Offset(address, (int)bytes.Imm)
            : _emit.PtrAdd(address, bytes);
    }

    private Operand LoadFrom(Value address, TypeLayout type, ValueFlags flags = ValueFlags.None, int align = 0)
    {
        RequireValue(type);
        address = SsaVariables.Resolve(address);
        if (LocalReference.Is(address) && this.FindLeaves(address, type, out int first))
        {
            return this.LoadLeaves(_ssa.Target(address).Variable, first, type);
        }

        align = align == 0 ? PackedAlign(address) : align;
        int count = type.Leaves.Length;
        if (count == 1)
        {
            return new Operand(type, this.LoadLeaf(address, type, type.Leaves[0], flags, align));
        }

        Value[] values = count == 0 ? Value.NoOperands : new Value[count];
        for (int i = 0; i < count; ++i)
        {
            values[i] = this.LoadLeaf(address, type, type.Leaves[i], flags, align);
        }

        return new Operand(type, values);
    }

    private Value LoadLeaf(Value address, TypeLayout type, Leaf leaf, ValueFlags flags, int align)
    {
        Value at = this.Offset(address, leaf.Offset);
        if (leaf.Mem == MemType.Ptr)
        {
            // Pointers in memory are numbers: what is stored there is the address of global memory.
            Value number = this.Builder.Load(MemType.I64, at, KnownAlign(type, leaf, align));
            number.Flags = flags;

            return this.Builder.Convert(Op.IntToPtr, IrType.PtrGlobal, number);
        }

        Value value = this.Builder.Load(leaf.Mem, at, KnownAlign(type, leaf, align));
        value.Flags = flags;

        return value;
    }

    private void StoreTo(Value address, TypeLayout type, Operand value, ValueFlags flags = ValueFlags.None, int align = 0)
    {
        RequireValue(type);
        value = this.Coerce(value, type);
        address = SsaVariables.Resolve(address);
        if (LocalReference.Is(address) && this.FindLeaves(address, type, out int first))
        {
            this.StoreLeaves(_ssa.Target(address).Variable, first, type, value);

            return;
        }

        align = align == 0 ? PackedAlign(address) : align;
        for (int i = 0; i < type.Leaves.Length; ++i)
        {
            Leaf leaf = type.Leaves[i];
            Value data = _emit.FromI1(value[i]);
            MemType mem = leaf.Mem;
            if (mem == MemType.Ptr)
            {
                data = this.PointerAsNumber(data);
                mem = MemType.I64;
            }

            Value store = this.Builder.Store(mem, this.Offset(address, leaf.Offset), data, KnownAlign(type, leaf, align));
            store.Flags = flags;
        }
    }

    private Value PointerAsNumber(Value pointer)
    {
        pointer = SsaVariables.Resolve(pointer);
        if (pointer.IsZero)
        {
            return _emit.I64(0);
        }

        if (LocalReference.Is(pointer) || pointer.Type != IrType.PtrGlobal)
        {
            throw new KernelFault(Diagnostics.PointerStore, PointerTypes.Space(pointer.Type));
        }

        return this.Builder.Convert(Op.PtrToInt, IrType.I64, pointer);
    }

    /// <summary>Alignment of a leaf: natural, unless the struct is packed or the access says unaligned.</summary>
    private static int KnownAlign(TypeLayout type, Leaf leaf, int align)
    {
        if (align == 0 && !type.IsPacked)
        {
            return 0;
        }

        int natural = leaf.Mem.Size();
        int known = align == 0 ? type.Align : align;
        while (known > 1 && leaf.Offset % known != 0)
        {
            known /= 2;
        }

        return Math.Min(natural, known);
    }

    /// <summary>Finds the leaves of a variable that a type covers at an address in it; they have to match in place and size.</summary>
    private bool FindLeaves(Value address, TypeLayout type, out int first)
    {
        LocalReference reference = _ssa.Target(address);
        Leaf[] own = reference.Variable.Type.Leaves;
        Leaf[] wanted = type.Leaves;
        first = 0;
        if (wanted.Length == 0)
        {
            return true;
        }

        while (first < own.Length && own[first].Offset != reference.Offset + wanted[0].Offset)
        {
            ++first;
        }

        if (first + wanted.Length > own.Length)
        {
            return false;
        }

        for (int i = 0; i < wanted.Length; ++i)
        {
            Leaf leaf = own[first + i];
            if (leaf.Offset != reference.Offset + wanted[i].Offset || leaf.Mem.Size() != wanted[i].Mem.Size()
                || (leaf.Mem == MemType.Ptr) != (wanted[i].Mem == MemType.Ptr))
            {
                return false;
            }
        }

        return true;
    }

    private Operand LoadLeaves(Variable variable, int first, TypeLayout type)
    {
        Block block = this.Builder.Block;
        int count = type.Leaves.Length;
        Value[]? values = count == 1 ? null : count == 0 ? Value.NoOperands : new Value[count];
        Value single = null!;
        for (int i = 0; i < count; ++i)
        {
            single = this.Reinterpret(
                _ssa.Read(variable.First + first + i, block), variable.Type.Leaves[first + i].Mem, type.Leaves[i].Mem);
            if (values is not null)
            {
                values[i] = single;
            }
        }

        return values is null ? new Operand(type, single) : new Operand(type, values);
    }

    private void StoreLeaves(Variable variable, int first, TypeLayout type, Operand value)
    {
        Block block = this.Builder.Block;
        for (int i = 0; i < type.Leaves.Length; ++i)
        {
            _ssa.Write(
                variable.First + first + i,
                block,
                this.Reinterpret(_emit.FromI1(value[i]), type.Leaves[i].Mem, variable.Type.Leaves[first + i].Mem));
        }
    }

    /// <summary>The same bits read as another scalar of the same size.</summary>
    private Value Reinterpret(Value value, MemType from, MemType to)
    {
        if (from == to)
        {
            return value;
        }

        IrType target = to.ValueType();
        if (from.ValueType() != target)
        {
            return _emit.Convert(Op.Bitcast, target, value);
        }

        return _emit.Narrow(value, to);
    }

    /// <summary>Converts an operand to the type of the place it is stored to, as IL does implicitly.</summary>
    private Operand Coerce(Operand value, TypeLayout type)
    {
        if (ReferenceEquals(value.Type, type) && type.Kind != TypeKind.Scalar)
        {
            return value;
        }

        switch (type.Kind)
        {
            case TypeKind.Scalar:
                return new Operand(type, this.CoerceScalar(value, type));
            case TypeKind.Pointer:
                return new Operand(type, this.CoercePointer(value));
            case TypeKind.Class when value.Type.Kind is TypeKind.Boxed or TypeKind.Null or TypeKind.Class or TypeKind.TypeHandle or TypeKind.Text:
                return value;
            case TypeKind.Boxed when value.Type.Kind == TypeKind.Boxed && value.Type.ElementType == type.ElementType:
                return value;
            case TypeKind.Array when value.Type.Kind == TypeKind.Null:
                return this.ZeroOf(type);
            default:
                break;
        }

        if (value.Type.Type == type.Type && value.Count == type.Leaves.Length)
        {
            return value;
        }

        // Structs that are the same bits to IL: generic code may see them by different but equal instantiations only.
        throw new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), $"{value.Type} used as {type}");
    }

    private Value CoerceScalar(Operand operand, TypeLayout type)
    {
        Value value = this.Scalar(operand);
        IrType target = type.Mem.ValueType();
        if (value.Type == IrType.I1 && target == IrType.I32)
        {
            return value;
        }

        if (value.Type == target)
        {
            // Unsigned and signed bytes differ in memory only; the register holds what the type says.
            return target == IrType.I32 && type.Mem != MemType.I32 && type.Type != typeof(bool) ? _emit.Narrow(value, type.Mem) : value;
        }

        switch (target)
        {
            case IrType.I32:
                return value.Type == IrType.I64 ? _emit.Narrow(_emit.ToI32(value), type.Mem) : throw this.BadCoercion(operand, type);
            case IrType.I64:
                return value.Type.IsPointer() ? this.NumberOf(value)
                    : value.Type is IrType.I32 or IrType.I1 ? _emit.ToI64(value) : throw this.BadCoercion(operand, type);
            case IrType.F32:
                return value.Type == IrType.F64 ? _emit.Convert(Op.FTrunc, IrType.F32, value) : throw this.BadCoercion(operand, type);
            default:
                return value.Type == IrType.F32 ? _emit.Convert(Op.FExt, IrType.F64, value) : throw this.BadCoercion(operand, type);
        }
    }

    private KernelFault BadCoercion(Operand operand, TypeLayout type) =>
        new(Diagnostics.InvalidIl, _frame.Method.ToString(), $"{operand.Type} used as {type}");

    private Value CoercePointer(Operand operand)
    {
        Value value = operand.Type.Kind is TypeKind.Pointer or TypeKind.Null or TypeKind.Boxed ? operand.Value : this.Scalar(operand);

        return value.Type.IsPointer() ? value : this.PointerOf(_emit.ToI64(value));
    }

    /// <summary>Address as a number.</summary>
    private Value NumberOf(Value pointer)
    {
        pointer = SsaVariables.Resolve(pointer);

        return pointer.IsZero ? _emit.I64(0)
            : pointer.Op == Op.IntToPtr ? pointer.Operands[0]
            : this.Builder.Convert(Op.PtrToInt, IrType.I64, pointer);
    }

    /// <summary>Number as an address, in the space that the number came from.</summary>
    private Value PointerOf(Value number)
    {
        number = SsaVariables.Resolve(number);
        if (number.IsZero)
        {
            return _function.Null(IrType.PtrGlobal);
        }

        if (number.Op == Op.PtrToInt)
        {
            return number.Operands[0];
        }

        Value? source = Provenance(number, 0);
        if (source is null)
        {
            _untracedPointer = true;
        }

        return this.Builder.Convert(Op.IntToPtr, source?.Type ?? IrType.PtrGlobal, number);
    }

    private static Value? Provenance(Value number, int depth)
    {
        number = SsaVariables.Resolve(number);
        if (number.Op == Op.PtrToInt)
        {
            return SsaVariables.Resolve(number.Operands[0]);
        }

        if (depth > 8 || number.Op is not (Op.Add or Op.Sub or Op.And))
        {
            return null;
        }

        return Provenance(number.Operands[0], depth + 1) ?? Provenance(number.Operands[1], depth + 1);
    }

    /// <summary>An address that went through arithmetic nobody can follow must not be one of shared or local memory.</summary>
    private void CheckProvenance()
    {
        if (!_untracedPointer)
        {
            return;
        }

        foreach (Block block in _function.Blocks)
        {
            foreach (Value value in block.Instructions)
            {
                if (value.Op == Op.PtrToInt && value.Operands[0].Type != IrType.PtrGlobal)
                {
                    throw new KernelFault(Diagnostics.SpaceMix, PointerTypes.Space(value.Operands[0].Type), "global");
                }
            }
        }
    }

    /// <summary>The number, truth value or pointer an operand stands for; structs of one scalar are not numbers.</summary>
    private Value Scalar(Operand operand)
    {
        if (operand.Type.Kind is TypeKind.Scalar or TypeKind.Pointer or TypeKind.Null or TypeKind.Array or TypeKind.Boxed)
        {
            return SsaVariables.Resolve(operand[0]);
        }

        throw operand.Type.Kind switch
        {
            TypeKind.TypeHandle => new KernelFault(Diagnostics.Typeof),
            TypeKind.Text => new KernelFault(Diagnostics.TextUse),
            TypeKind.Class => new KernelFault(Diagnostics.ManagedType, operand.Type.ToString()),
            _ => new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), $"{operand.Type} used as a number"),
        };
    }

    private Operand ZeroOf(TypeLayout type)
    {
        RequireValue(type);
        if (type.Leaves.Length == 1)
        {
            return new Operand(type, _emit.Zero(type.Leaves[0].Mem.ValueType()));
        }

        Value[] values = type.Leaves.Length == 0 ? Value.NoOperands : new Value[type.Leaves.Length];
        for (int i = 0; i < values.Length; ++i)
        {
            values[i] = _emit.Zero(type.Leaves[i].Mem.ValueType());
        }

        return new Operand(type, values);
    }

    /// <summary>Clears private memory: stores for few bytes, else a loop.</summary>
    private void ZeroMemory(Value memory, long bytes)
    {
        const int Unrolled = 128;
        long at = 0;
        if (bytes > Unrolled)
        {
            at = bytes & ~7L;
            this.ZeroLoop(memory, at);
        }

        while (at < bytes)
        {
            MemType mem = bytes - at >= 8 ? MemType.I64 : bytes - at >= 4 ? MemType.I32 : MemType.U8;
            this.Builder.Store(mem, this.Offset(memory, (int)at), _emit.Zero(mem.ValueType()), 1);
            at += mem.Size();
        }
    }

    private void ZeroLoop(Value memory, long bytes)
    {
        Block before = this.Builder.Block;
        Block body = _function.NewBlock();
        Block after = _function.NewBlock();
        int counter = _ssa.New(TypeLayout.Int64, before);
        _ssa.Write(counter, before, _emit.I64(0));
        _ssa.MarkHeader(body);
        Successor enter = new(body);
        this.Builder.Branch(enter);
        _ssa.AddEdge(before, enter);

        this.Builder.SetEnd(body);
        Value index = _ssa.Read(counter, body);
        this.Builder.Store(MemType.I64, _emit.PtrAdd(memory, index), _emit.I64(0), 1);
        Value next = _emit.Binary(Op.Add, index, _emit.I64(8));
        _ssa.Write(counter, body, next);
        Value condition = this.Builder.Compare(Cmp.Lt, next, _emit.I64(bytes));
        Successor again = new(body);
        Successor leave = new(after);
        this.Builder.CondBranch(condition, again, leave);
        _ssa.AddEdge(body, again);
        _ssa.AddEdge(body, leave);
        _ssa.Seal(body);
        _ssa.Seal(after);
        this.Builder.SetEnd(after);
    }
}
