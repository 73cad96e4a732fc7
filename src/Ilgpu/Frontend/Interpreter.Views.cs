using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>ArrayView, shared and local memory.</summary>
internal sealed partial class Interpreter
{
    private Operand ApiMemory(CallTarget target, IntrinsicAttribute api, Operand[] arguments, TypeLayout result)
    {
        switch (api.Kind)
        {
            case Intrinsic.ViewElement:
                return this.ViewElement(this.View(arguments[0]), this.Leaf(this.ValueOf(arguments[1])), result);
            case Intrinsic.ViewLength:
                return new Operand(result, this.Coerce(new Operand(TypeLayout.Int64, this.View(arguments[0])[1]), result).Value);
            case Intrinsic.ViewSubView:
                return this.SubView(this.View(arguments[0]), arguments, result);
            case Intrinsic.ViewCast:
                return this.CastView(this.View(arguments[0]), result);
            case Intrinsic.ViewIsValid:
                return new Operand(result, _emit.Compare(Cmp.Gt, this.View(arguments[0])[1], _emit.I64(0)));
            case Intrinsic.ViewEmpty:
                return this.ZeroOf(result);
            case Intrinsic.ViewAlignmentPrefix:
                return new Operand(result, this.AlignmentPrefix(this.View(arguments[0]), this.Leaf(this.ValueOf(arguments[1]))));
            case Intrinsic.ViewAssumeAligned:
                return this.AssumeAligned(target, this.View(arguments[0]), this.Leaf(this.ValueOf(arguments[1])));
            case Intrinsic.SharedAllocate:
                return this.SharedAllocate(target, arguments, result);
            case Intrinsic.SharedDynamic:
                return this.SharedDynamic(target, result);
            default:
                return this.LocalAllocate(target, arguments, result);
        }
    }

    private Operand View(Operand operand)
    {
        Operand value = this.ValueOf(operand);

        return value.Type.Kind == TypeKind.View
            ? value
            : throw new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), $"{value.Type} used as a view");
    }

    private Operand ViewElement(Operand view, Value index, TypeLayout result) =>
        new(result, this.OffsetBy(view[0], _emit.Scale(index, view.Type.Element.Size)));

    private Operand SubView(Operand view, Operand[] arguments, TypeLayout result)
    {
        Value start = _emit.ToI64(this.Leaf(this.ValueOf(arguments[1])));
        Value length = arguments.Length > 2
            ? _emit.ToI64(this.Leaf(this.ValueOf(arguments[2])))
            : _emit.Binary(Op.Sub, view[1], start);

        return new Operand(result, [this.OffsetBy(view[0], _emit.Scale(start, view.Type.Element.Size)), length]);
    }

    private Operand CastView(Operand view, TypeLayout result)
    {
        int from = view.Type.Element.Size;
        int to = result.Element.Size;
        Value length = view[1];
        if (from != to)
        {
            // Lengths are never negative, so unsigned division (a shift for powers of two) is right.
            Value bytes = from == 1 ? length : _emit.Binary(Op.Mul, length, _emit.I64(from));
            length = from % to == 0
                ? _emit.Binary(Op.Mul, length, _emit.I64(from / to))
                : _emit.Binary(Op.DivU, bytes, _emit.I64(to));
        }

        return new Operand(result, [view[0], length]);
    }

    /// <summary>min(length, elements up to the next multiple of the alignment).</summary>
    private Value AlignmentPrefix(Operand view, Value alignment)
    {
        Value bytes = _emit.ToI64(alignment);
        Value mask = _emit.Binary(Op.Sub, bytes, _emit.I64(1));
        Value missing = _emit.Binary(Op.And, _emit.Unary(Op.Neg, this.NumberOf(view[0])), mask);
        Value elements = _emit.Binary(Op.DivU, missing, _emit.I64(view.Type.Element.Size));

        return _emit.Binary(Op.Min, elements, view[1]);
    }

    /// <summary>Only PTX has accesses that are wider than the elements and depend on alignment.</summary>
    private Operand AssumeAligned(CallTarget target, Operand view, Value alignment)
    {
        Value bytes = SsaVariables.Resolve(alignment);
        if (_options.CudaArchitecture == 0 || this.SpaceOf(view) == IrType.PtrLocal)
        {
            return view;
        }

        if (!bytes.IsConst || bytes.Imm <= 0 || (bytes.Imm & (bytes.Imm - 1)) != 0)
        {
            throw new KernelFault(Diagnostics.ConstantArgument, "alignmentInBytes", target.ToString());
        }

        Value address = SsaVariables.Resolve(view[0]);

        return new Operand(view.Type, [this.Builder.WithImm(Op.AssumeAligned, address.Type, bytes.Imm, address), view[1]]);
    }

    private long ConstantLength(CallTarget target, Operand[] arguments, string what)
    {
        Value length = SsaVariables.Resolve(this.Leaf(this.ValueOf(arguments[0])));

        return length.IsConst && length.Imm >= 0
            ? length.Imm
            : throw new KernelFault(Diagnostics.ConstantArgument, what, target.ToString());
    }

    /// <summary>The element type of what an allocation returns, and the result for its memory.</summary>
    private static TypeLayout AllocatedElement(CallTarget target, TypeLayout result)
    {
        TypeLayout element = result.Kind is TypeKind.View or TypeKind.Pointer
            ? result.Element
            : TypeLayout.Of(target.GenericArguments[0]);

        return element.IsUnmanaged && element.Kind is TypeKind.Scalar or TypeKind.Struct
            ? element
            : throw new KernelFault(Diagnostics.UnsupportedType, $"{element} in shared or local memory");
    }

    private Operand Allocated(TypeLayout result, Value memory, Value length) => result.Kind == TypeKind.Pointer
        ? new Operand(result, memory)
        : new Operand(result, [memory, length]);

    private Operand SharedAllocate(CallTarget target, Operand[] arguments, TypeLayout result)
    {
        this.RequireGroups(target);
        TypeLayout element = AllocatedElement(target, result);
        long count = arguments.Length == 0 ? 1 : this.ConstantLength(target, arguments, "length");
        long bytes = Math.Max(1, count * element.Size);
        if (bytes > int.MaxValue)
        {
            throw new KernelFault(Diagnostics.TooBig, $"{bytes} bytes of shared memory");
        }

        // At least 16 bytes of alignment let vector accesses of casts be aligned.
        _function.SharedAllocations.Add(new SharedAllocation((int)bytes, Math.Max(16, element.Align)));
        Value memory = this.Builder.WithImm(Op.SharedAlloc, IrType.PtrShared, _function.SharedAllocations.Count - 1);

        return this.Allocated(result, memory, _emit.I64(count));
    }

    private Operand SharedDynamic(CallTarget target, TypeLayout result)
    {
        this.RequireGroups(target);
        TypeLayout element = AllocatedElement(target, result);
        Value memory = this.Builder.WithImm(Op.DynamicShared, IrType.PtrShared, 0);
        Value bytes = this.Builder.WithImm(Op.DynamicSharedSize, IrType.I64, 0);

        return this.Allocated(result, memory, _emit.Binary(Op.DivU, bytes, _emit.I64(element.Size)));
    }

    private Operand LocalAllocate(CallTarget target, Operand[] arguments, TypeLayout result)
    {
        TypeLayout element = AllocatedElement(target, result);
        long count = arguments.Length == 0 ? 1 : this.ConstantLength(target, arguments, "length");
        Value memory = this.Allocate(count * element.Size, Math.Max(16, element.Align));

        return this.Allocated(result, memory, _emit.I64(count));
    }

    /// <summary>Without explicit groups nobody knows which work-items share memory.</summary>
    private void RequireGroups(CallTarget target)
    {
        if (_function.Kind != KernelKind.Explicit)
        {
            throw new KernelFault(Diagnostics.SharedInImplicit, target.ToString());
        }
    }
}
