using System.Reflection;
using System.Reflection.Metadata;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Fields, objects behind references, arrays, boxes, statics and tokens.</summary>
internal sealed partial class Interpreter
{
    /// <summary>volatile. and unaligned. in front of the current instruction.</summary>
    private ValueFlags _accessFlags;

    private int _accessAlign;

    private void StepMemory(Frame frame, ref IlInstruction instruction, int index)
    {
        ILOpCode op = instruction.Op;
        switch (op)
        {
            case ILOpCode.Volatile:
                _accessFlags = ValueFlags.Volatile;
                return;
            case ILOpCode.Unaligned:
                _accessAlign = (int)instruction.Operand;
                return;
            case ILOpCode.Tail or ILOpCode.Readonly:
                return;
            case ILOpCode.Constrained:
                _constrained = frame.Method.TypeAt(index);
                return;
            case >= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref:
                this.LoadIndirect(IndirectType(op));
                break;
            case (>= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8) or ILOpCode.Stind_i:
                this.StoreIndirect(IndirectType(op));
                break;
            case ILOpCode.Ldobj:
                this.LoadObject(frame.Method.LayoutAt(index));
                break;
            case ILOpCode.Stobj:
                this.StoreObject(frame.Method.LayoutAt(index));
                break;
            case ILOpCode.Cpobj:
                this.LoadObject(frame.Method.LayoutAt(index));
                this.StoreObject(frame.Method.LayoutAt(index));
                break;
            case ILOpCode.Initobj:
                TypeLayout cleared = frame.Method.LayoutAt(index);
                this.StoreTo(this.Address(this.Pop()), cleared, this.ZeroOf(cleared));
                break;
            case ILOpCode.Ldfld:
                this.LoadField(frame.Method.FieldAt(index));
                break;
            case ILOpCode.Ldflda:
                this.LoadFieldAddress(frame.Method.FieldAt(index));
                break;
            case ILOpCode.Stfld:
                this.StoreField(frame.Method.FieldAt(index));
                break;
            case ILOpCode.Ldsfld:
                this.Push(this.StaticField((FieldInfo)frame.Method.FieldAt(index)));
                break;
            case ILOpCode.Ldsflda:
                this.StaticFieldAddress((FieldInfo)frame.Method.FieldAt(index), index);
                break;
            case ILOpCode.Stsfld:
                this.StoreStatic((FieldInfo)frame.Method.FieldAt(index));
                break;
            case ILOpCode.Sizeof:
                this.PushNumber(_emit.I32(this.SizeOf(frame.Method.LayoutAt(index))));
                break;
            case ILOpCode.Localloc:
                this.LocalAllocate(frame);
                break;
            case ILOpCode.Ldnull:
                this.Push(new Operand(TypeLayout.Null, _function.Null(IrType.PtrGlobal)));
                break;
            case ILOpCode.Ldstr:
                this.Push(new Operand(TypeLayout.Text, frame.Method.TextAt(index)));
                break;
            case ILOpCode.Ldtoken:
                this.Push(new Operand(TypeLayout.TypeHandle, frame.Method.MemberAt(index)));
                break;
            case ILOpCode.Box:
                this.Box(frame.Method.LayoutAt(index), index);
                break;
            case ILOpCode.Isinst:
                this.IsInstance(frame.Method.TypeAt(index));
                break;
            case ILOpCode.Unbox or ILOpCode.Unbox_any or ILOpCode.Castclass:
                this.Unbox(frame.Method.TypeAt(index), op);
                break;
            case ILOpCode.Newarr:
                this.NewArray(frame, frame.Method.TypeAt(index));
                break;
            case ILOpCode.Ldlen:
                this.PushNumber(_emit.ToI64(this.ArrayOperand(this.Pop())[1]));
                break;
            case ILOpCode.Ldelema:
                this.ElementAddress(frame.Method.LayoutAt(index));
                break;
            case ILOpCode.Ldelem:
                this.ElementAddress(frame.Method.LayoutAt(index));
                this.LoadObject(frame.Method.LayoutAt(index));
                break;
            case >= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_ref:
                TypeLayout element = ElementType(op);
                this.ElementAddress(element);
                this.LoadObject(element);
                break;
            case ILOpCode.Stelem:
                this.StoreElement(frame.Method.LayoutAt(index));
                break;
            case >= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref:
                this.StoreElement(ElementType(op));
                break;
            case ILOpCode.Ldftn or ILOpCode.Ldvirtftn:
                throw new KernelFault(Diagnostics.Delegate, Names.Of((MethodBase)frame.Method.MemberAt(index)));
            case ILOpCode.Calli:
                throw new KernelFault(Diagnostics.Delegate, "function pointer");
            case ILOpCode.Endfinally or ILOpCode.Endfilter:
                throw new KernelFault(Diagnostics.ExceptionHandling);
            case ILOpCode.Cpblk or ILOpCode.Initblk:
                this.BlockOperation(op == ILOpCode.Initblk);
                break;
            default:
                throw new KernelFault(Diagnostics.Instruction, op.ToString().ToLowerInvariant().Replace('_', '.'));
        }

        _accessFlags = ValueFlags.None;
        _accessAlign = 0;
    }

    private static TypeLayout IndirectType(ILOpCode op) => TypeLayout.Of(op switch
    {
        ILOpCode.Ldind_i1 or ILOpCode.Stind_i1 => typeof(sbyte),
        ILOpCode.Ldind_u1 => typeof(byte),
        ILOpCode.Ldind_i2 or ILOpCode.Stind_i2 => typeof(short),
        ILOpCode.Ldind_u2 => typeof(ushort),
        ILOpCode.Ldind_i4 or ILOpCode.Ldind_u4 or ILOpCode.Stind_i4 => typeof(int),
        ILOpCode.Ldind_i8 or ILOpCode.Stind_i8 => typeof(long),
        ILOpCode.Ldind_i or ILOpCode.Stind_i => typeof(nint),
        ILOpCode.Ldind_r4 or ILOpCode.Stind_r4 => typeof(float),
        ILOpCode.Ldind_r8 or ILOpCode.Stind_r8 => typeof(double),
        _ => throw new KernelFault(Diagnostics.ManagedType, "object"),
    });

    private static TypeLayout ElementType(ILOpCode op) => TypeLayout.Of(op switch
    {
        ILOpCode.Ldelem_i1 or ILOpCode.Stelem_i1 => typeof(sbyte),
        ILOpCode.Ldelem_u1 => typeof(byte),
        ILOpCode.Ldelem_i2 or ILOpCode.Stelem_i2 => typeof(short),
        ILOpCode.Ldelem_u2 => typeof(ushort),
        ILOpCode.Ldelem_i4 or ILOpCode.Ldelem_u4 or ILOpCode.Stelem_i4 => typeof(int),
        ILOpCode.Ldelem_i8 or ILOpCode.Stelem_i8 => typeof(long),
        ILOpCode.Ldelem_i or ILOpCode.Stelem_i => typeof(nint),
        ILOpCode.Ldelem_r4 or ILOpCode.Stelem_r4 => typeof(float),
        ILOpCode.Ldelem_r8 or ILOpCode.Stelem_r8 => typeof(double),
        _ => throw new KernelFault(Diagnostics.ArrayElement, "object"),
    });

    /// <summary>
    /// ldind and stind name the width only. What the reference points to may be a pointer (native int), and a narrower
    /// or unsigned type of the same width.
    /// </summary>
    private static TypeLayout Pointee(Operand address, TypeLayout named)
    {
        if (address.Type.Kind == TypeKind.Pointer && address.Type.ElementType is { IsPointer: true } && named.Mem == MemType.I64)
        {
            return address.Type.Element;
        }

        return named;
    }

    /// <summary>The address an operand holds.</summary>
    private Value Address(Operand operand)
    {
        if (operand.Type.Kind is TypeKind.Pointer or TypeKind.Boxed or TypeKind.Null)
        {
            return SsaVariables.Resolve(operand.Value);
        }

        return this.CoercePointer(operand);
    }

    private void LoadIndirect(TypeLayout type)
    {
        Operand address = this.Pop();
        this.Push(this.LoadFrom(this.Address(address), Pointee(address, type), _accessFlags, _accessAlign));
    }

    private void StoreIndirect(TypeLayout type)
    {
        Operand value = this.Pop();
        Operand address = this.Pop();
        this.StoreTo(this.Address(address), Pointee(address, type), value, _accessFlags, _accessAlign);
    }

    private void LoadObject(TypeLayout type) => this.Push(this.LoadFrom(this.Address(this.Pop()), type, _accessFlags, _accessAlign));

    private void StoreObject(TypeLayout type)
    {
        Operand value = this.Pop();
        this.StoreTo(this.Address(this.Pop()), type, value, _accessFlags, _accessAlign);
    }

    private FieldLayout Instance(object field)
    {
        if (field is FieldLayout layout)
        {
            return layout;
        }

        FieldInfo info = (FieldInfo)field;

        throw new KernelFault(
            info.DeclaringType!.Name.Contains("DisplayClass", StringComparison.Ordinal) ? Diagnostics.Delegate : Diagnostics.ManagedType,
            Names.Of(info.DeclaringType!));
    }

    private void LoadField(object resolved)
    {
        Operand owner = this.Pop();
        if (resolved is FieldInfo { IsStatic: true } fixedField)
        {
            this.Push(this.StaticField(fixedField));

            return;
        }

        FieldLayout field = this.Instance(resolved);
        if (owner.Type.Kind is TypeKind.Struct && owner.Type.Type == field.Field.DeclaringType)
        {
            this.Push(this.Slice(owner, field.FirstLeaf, field.Type));
        }
        else if (owner.Type.Kind is TypeKind.Pointer or TypeKind.Boxed or TypeKind.Scalar)
        {
            this.Push(this.LoadFrom(this.Offset(this.Address(owner), field.Offset), field.Type, _accessFlags, FieldAlign(field)));
        }
        else
        {
            throw new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), $"field {Names.Of(field.Field)} of {owner.Type}");
        }
    }

    /// <summary>Fields of packed structs have no natural alignment.</summary>
    private int FieldAlign(FieldLayout field)
    {
        if (_accessAlign != 0)
        {
            return _accessAlign;
        }

        TypeLayout owner = TypeLayout.Of(field.Field.DeclaringType!);

        return owner.IsPacked ? owner.Align : 0;
    }

    private Operand Slice(Operand owner, int first, TypeLayout type)
    {
        int count = type.Leaves.Length;
        if (count == 1)
        {
            return new Operand(type, owner[first]);
        }

        Value[] values = new Value[count];
        for (int i = 0; i < count; ++i)
        {
            values[i] = owner[first + i];
        }

        return new Operand(type, values);
    }

    private void LoadFieldAddress(object resolved)
    {
        Operand owner = this.Pop();
        FieldLayout field = this.Instance(resolved);
        Value address = this.Offset(this.Address(owner), field.Offset);
        if (FieldAlign(field) is > 0 and var align && !LocalReference.Is(SsaVariables.Resolve(address)))
        {
            // Roslyn does not say 'unaligned' of accesses by reference: the address itself says it.
            address = field.Offset == 0 ? this.Builder.PtrAdd(SsaVariables.Resolve(address), _emit.I64(0)) : address;
            address.Align = (short)align;
        }

        this.Push(new Operand(field.Type.Reference, address));
    }

    private void StoreField(object resolved)
    {
        Operand value = this.Pop();
        Operand owner = this.Pop();
        FieldLayout field = this.Instance(resolved);
        this.StoreTo(this.Offset(this.Address(owner), field.Offset), field.Type, value, _accessFlags, FieldAlign(field));
    }

    private int SizeOf(TypeLayout type)
    {
        if (!type.IsUnmanaged || type.Kind == TypeKind.Void)
        {
            throw new KernelFault(Diagnostics.UnsupportedType, $"sizeof({type})");
        }

        return type.Size;
    }

    /// <summary>stackalloc: fresh zeroed memory of constant size, each time it is executed.</summary>
    private void LocalAllocate(Frame frame)
    {
        Value bytes = _emit.ToI64(this.Scalar(this.Pop()), unsigned: true);
        if (!bytes.IsConst)
        {
            throw new KernelFault(Diagnostics.ArrayLength);
        }

        this.Push(new Operand(TypeLayout.Of(typeof(byte*)), this.AllocateInLoop(frame, bytes.Imm, 16)));
    }

    /// <summary>Memory of an array: zero, also when the allocation is executed again.</summary>
    private Value AllocateInLoop(Frame frame, long bytes, int align)
    {
        Value memory = this.Allocate(bytes, align);
        IlBlock block = frame.Method.Code.Blocks[frame.Block];
        if (frame.InLoop || block.InLoop)
        {
            this.ZeroMemory(memory, bytes);
            _loopArrays.Add((memory, this.Builder.Block));
        }

        return memory;
    }

    /// <summary>
    /// One piece of memory stands for all arrays a 'new' in a loop makes. That is right as long as none of them lives on
    /// into the next iteration, which shows as an argument of an edge that goes back.
    /// </summary>
    private void CheckLoopArrays()
    {
        foreach ((Value memory, Block birth) in _loopArrays)
        {
            HashSet<Value> carriers = [memory];
            bool changed = true;
            while (changed)
            {
                changed = false;
                foreach (Block block in _function.Blocks)
                {
                    foreach (Value value in block.Instructions)
                    {
                        changed |= value.Op == Op.PtrAdd && carriers.Contains(value.Operands[0]) && carriers.Add(value);
                    }

                    foreach (Successor edge in block.Successors)
                    {
                        changed |= this.Carry(carriers, block, edge, birth);
                    }
                }
            }
        }
    }

    private bool Carry(HashSet<Value> carriers, Block from, Successor edge, Block birth)
    {
        bool changed = false;
        for (int i = 0; i < edge.Arguments.Length; ++i)
        {
            if (!carriers.Contains(edge.Arguments[i]))
            {
                continue;
            }

            if (_ssa.IsHeader(edge.Block) && _ssa.LoopHolds(edge.Block, from, birth))
            {
                throw new KernelFault(Diagnostics.ArrayInLoop);
            }

            changed |= carriers.Add(edge.Block.Parameters[i]);
        }

        return changed;
    }

    private void Box(TypeLayout type, int index)
    {
        Operand value = this.Pop();
        if (type.Kind is TypeKind.Class or TypeKind.Array)
        {
            this.Push(value);

            return;
        }

        if (Nullable.GetUnderlyingType(type.Type) is not null)
        {
            throw new KernelFault(Diagnostics.Boxing, Names.Of(type.Type));
        }

        Variable copy = this.NewTemporary(type, index);
        this.WriteVariable(copy, value);
        this.Push(new Operand(TypeLayout.BoxOf(type), this.AddressOf(copy)));
    }

    private void IsInstance(Type type)
    {
        Operand value = this.Pop();
        if (value.Type.Kind == TypeKind.Boxed)
        {
            Type target = Nullable.GetUnderlyingType(type) ?? type;
            bool matches = target.IsAssignableFrom(value.Type.ElementType);
            this.Push(matches ? value : new Operand(TypeLayout.Null, _function.Null(IrType.PtrGlobal)));
        }
        else if (value.Type.Kind == TypeKind.Null)
        {
            this.Push(value);
        }
        else
        {
            throw new KernelFault(Diagnostics.ManagedType, Names.Of(type));
        }
    }

    private void Unbox(Type type, ILOpCode op)
    {
        Operand value = this.Pop();
        if (value.Type.Kind != TypeKind.Boxed)
        {
            throw new KernelFault(Diagnostics.ManagedType, Names.Of(type));
        }

        Type content = value.Type.ElementType!;
        if (op == ILOpCode.Castclass || !type.IsValueType)
        {
            this.Push(type.IsAssignableFrom(content) ? value : throw new KernelFault(Diagnostics.Boxing, Names.Of(content)));

            return;
        }

        // An enum may be unboxed as its base type and the other way round, as the runtime allows.
        Type plain = content.IsEnum ? content.GetEnumUnderlyingType() : content;
        Type wanted = type.IsEnum ? type.GetEnumUnderlyingType() : type;
        if (plain != wanted)
        {
            throw new KernelFault(Diagnostics.Boxing, Names.Of(content));
        }

        TypeLayout layout = TypeLayout.Of(type);
        this.Push(op == ILOpCode.Unbox ? new Operand(layout.Reference, value.Value) : this.LoadFrom(value.Value, layout));
    }

    private void BlockOperation(bool fill)
    {
        Value bytes = _emit.ToI64(this.Scalar(this.Pop()), unsigned: true);
        Operand source = this.Pop();
        Value target = this.Address(this.Pop());
        if (!bytes.IsConst || bytes.Imm > 1024 || (fill && !this.Scalar(source).IsConst))
        {
            throw new KernelFault(Diagnostics.Instruction, fill ? "initblk" : "cpblk");
        }

        int length = (int)bytes.Imm;
        for (int at = 0; at < length;)
        {
            MemType mem = length - at >= 8 ? MemType.I64 : length - at >= 4 ? MemType.I32 : MemType.U8;
            Value data;
            if (fill)
            {
                long pattern = (byte)this.Scalar(source).Imm * 0x0101010101010101L;
                data = mem == MemType.U8 ? _emit.I32((byte)pattern) : _function.Constant(mem.ValueType(), pattern);
            }
            else
            {
                data = this.Builder.Load(mem, this.Offset(this.Address(source), at), 1);
            }

            this.Builder.Store(mem, this.Offset(target, at), data, 1);
            at += mem.Size();
        }
    }
}
