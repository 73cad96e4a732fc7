using System.Reflection;
using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Local arrays: private memory and constant lengths.</summary>
internal sealed partial class Interpreter
{
    private readonly Dictionary<FieldInfo, Operand> _staticArrays = [];

    private void NewArray(Frame frame, Type element)
    {
        if (!element.IsValueType)
        {
            throw new KernelFault(Diagnostics.ArrayElement, Names.Of(element));
        }

        Value length = _emit.ToI64(this.Scalar(this.Pop()));
        this.Push(this.MakeArray(frame, TypeLayout.Of(element.MakeArrayType()), [length]));
    }

    private Operand MakeArray(Frame frame, TypeLayout array, Value[] lengths)
    {
        long count = 1;
        Value[] leaves = new Value[lengths.Length + 1];
        for (int i = 0; i < lengths.Length; ++i)
        {
            Value length = SsaVariables.Resolve(lengths[i]);
            if (!length.IsConst || length.Imm is < 0 or > int.MaxValue)
            {
                throw new KernelFault(Diagnostics.ArrayLength);
            }

            count = checked(count * length.Imm);
            leaves[i + 1] = _emit.I32((int)length.Imm);
        }

        RequireValue(array.Element);
        leaves[0] = this.AllocateInLoop(frame, count * array.Element.Size, array.Element.Align);

        return new Operand(array, leaves);
    }

    private Operand ArrayOperand(Operand operand)
    {
        if (operand.Type.Kind == TypeKind.Array)
        {
            return operand;
        }

        throw operand.Type.Kind == TypeKind.Class
            ? new KernelFault(Diagnostics.ManagedType, operand.Type.ToString())
            : new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), $"{operand.Type} used as an array");
    }

    /// <summary>array, index: the address of an element. Indices are not checked, as everywhere on a device.</summary>
    private void ElementAddress(TypeLayout element)
    {
        Value index = this.Scalar(this.Pop());
        Operand array = this.ArrayOperand(this.Pop());
        if (array.Type.Leaves.Length > 2)
        {
            throw new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), "one index into a multi-dimensional array");
        }

        TypeLayout own = array.Type.Element;
        this.Push(new Operand(
            own.Size == element.Size ? own.Reference : element.Reference, this.OffsetBy(array[0], _emit.Scale(index, own.Size))));
    }

    private void StoreElement(TypeLayout element)
    {
        Operand value = this.Pop();
        this.ElementAddress(element);
        TypeLayout own = _stack[_sp - 1].Type.Element;
        this.StoreTo(this.Address(this.Pop()), own.Leaves.Length == element.Leaves.Length ? own : element, value);
    }

    /// <summary>Constructor, Get, Set and Address of T[,] and T[,,]: row-major, the last index runs fastest.</summary>
    private void ArrayMember(Frame frame, CallTarget target, bool create)
    {
        TypeLayout array = TypeLayout.Of(target.Method.DeclaringType!);
        int rank = array.Leaves.Length - 1;
        if (create)
        {
            if (target.ParameterTypes.Length != rank)
            {
                throw new KernelFault(Diagnostics.Allocation, Names.Of(array.Type));
            }

            Value[] lengths = new Value[rank];
            for (int i = rank - 1; i >= 0; --i)
            {
                lengths[i] = _emit.ToI64(this.Scalar(this.Pop()));
            }

            this.Push(this.MakeArray(frame, array, lengths));

            return;
        }

        bool set = target.Method.Name == "Set";
        Operand value = set ? this.Pop() : default;
        Value[] indices = new Value[rank];
        for (int i = rank - 1; i >= 0; --i)
        {
            indices[i] = _emit.ToI64(this.Scalar(this.Pop()));
        }

        Operand owner = this.ArrayOperand(this.Pop());
        Value linear = indices[0];
        for (int i = 1; i < rank; ++i)
        {
            linear = _emit.Binary(Op.Add, _emit.Binary(Op.Mul, linear, _emit.ToI64(owner[i + 1])), indices[i]);
        }

        TypeLayout element = array.Element;
        Value address = this.OffsetBy(owner[0], _emit.Scale(linear, element.Size));
        switch (target.Method.Name)
        {
            case "Get":
                this.Push(this.LoadFrom(address, element));
                break;
            case "Set":
                this.StoreTo(address, element, value);
                break;
            default:
                this.Push(new Operand(element.Reference, address));
                break;
        }
    }

    /// <summary>RuntimeHelpers.InitializeArray: the elements are bytes of a field in the assembly.</summary>
    private void InitializeArray(Operand array, Operand handle)
    {
        if (handle.Tag is not FieldInfo field || array.Type.Kind != TypeKind.Array)
        {
            throw new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), "array initialiser without data");
        }

        TypeLayout element = array.Type.Element;
        long count = 1;
        for (int i = 1; i < array.Count; ++i)
        {
            count *= SsaVariables.Resolve(array[i]).Imm;
        }

        Array data = Array.CreateInstance(element.Type, checked((int)count));
        RuntimeHelpers.InitializeArray(data, field.FieldHandle);
        this.StoreConstants(array[0], element, data);
    }

    /// <summary>RuntimeHelpers.CreateSpan: constant data as private memory, read through a ReadOnlySpan.</summary>
    private Operand ConstantSpan(Operand handle, TypeLayout span)
    {
        TypeLayout element = TypeLayout.Of(span.Type.GetGenericArguments()[0]);
        if (handle.Tag is not FieldInfo field)
        {
            throw new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), "span without data");
        }

        int size = RuntimeHelpers.SizeOf(field.FieldType.TypeHandle);

        return new Operand(span, [this.DataOf(field), _emit.I32(size / element.Size)]);
    }

    /// <summary>The bytes of constant data in an assembly as private memory.</summary>
    private Value DataOf(FieldInfo field)
    {
        if (_staticArrays.TryGetValue(field, out Operand known))
        {
            return known[0];
        }

        int size = RuntimeHelpers.SizeOf(field.FieldType.TypeHandle);
        byte[] data = new byte[size];
        RuntimeHelpers.InitializeArray(data, field.FieldHandle);
        Value memory = this.Allocate(size, 16);
        int word = size % 8 == 0 ? 8 : size % 4 == 0 ? 4 : 1;
        Array words = word == 8 ? new long[size / 8] : word == 4 ? new int[size / 4] : data;
        Buffer.BlockCopy(data, 0, words, 0, size);
        this.FillFirst(memory, TypeLayout.Of(words.GetType().GetElementType()!), words);
        _staticArrays.Add(field, new Operand(TypeLayout.Of(typeof(byte*)), memory));

        return memory;
    }

    /// <summary>Fills memory in front of everything else, so that it holds its data in all blocks.</summary>
    private void FillFirst(Value memory, TypeLayout element, Array data)
    {
        Block block = this.Builder.Block;
        int before = _function.Entry.Instructions.Count;
        this.Builder.SetBefore(_function.Entry, _prologue);
        this.StoreConstants(memory, element, data);
        _prologue += _function.Entry.Instructions.Count - before;
        this.Builder.SetEnd(block);
    }

    /// <summary>Length, LongLength, Rank, GetLength, GetLowerBound, GetUpperBound of an array.</summary>
    private Operand ArrayLength(Operand[] arguments, TypeLayout result, int what)
    {
        Operand array = this.ArrayOperand(arguments[0]);
        int rank = array.Count - 1;
        Value value;
        switch (what)
        {
            case BclIntrinsic.Rank:
                value = _emit.I32(rank);
                break;
            case BclIntrinsic.TotalLength:
                value = array[1];
                for (int i = 1; i < rank; ++i)
                {
                    value = _emit.Binary(Op.Mul, value, array[i + 1]);
                }

                break;
            default:
                Value dimension = this.Scalar(arguments[1]);
                if (!dimension.IsConst || (ulong)dimension.Imm >= (ulong)rank)
                {
                    throw new KernelFault(Diagnostics.ConstantArgument, "dimension", "Array.GetLength");
                }

                value = what switch
                {
                    BclIntrinsic.Dimension => array[(int)dimension.Imm + 1],
                    BclIntrinsic.UpperBound => _emit.Binary(Op.Sub, array[(int)dimension.Imm + 1], _emit.I32(1)),
                    _ => _emit.I32(0),
                };
                break;
        }

        return this.Coerce(new Operand(TypeLayout.Int32, value), result);
    }

    private void StoreConstants(Value memory, TypeLayout element, Array data)
    {
        int at = 0;
        foreach (object? item in data)
        {
            // Memory of arrays is zero already, but an array in a loop was cleared by a loop of its own: store all.
            Operand value = Constants.Of(_function, item!, element);
            this.StoreTo(this.Offset(memory, at), element, value);
            at += element.Size;
        }
    }

    /// <summary>A static readonly array: its contents now, as private memory filled when the work-item starts.</summary>
    private Operand StaticArray(FieldInfo field, TypeLayout type)
    {
        if (_options.Arrays != ArrayPolicy.InlineMutableStaticArrays)
        {
            throw new KernelFault(Diagnostics.StaticFieldType, Names.Of(field), Names.Of(field.FieldType));
        }

        if (_staticArrays.TryGetValue(field, out Operand known))
        {
            return known;
        }

        if (field.GetValue(null) is not Array data)
        {
            return this.ZeroOf(type);
        }

        TypeLayout element = type.Element;
        if (!element.IsUnmanaged)
        {
            throw new KernelFault(Diagnostics.ArrayElement, Names.Of(element.Type));
        }

        Value[] leaves = new Value[type.Leaves.Length];
        for (int i = 1; i < leaves.Length; ++i)
        {
            leaves[i] = _emit.I32(data.GetLength(i - 1));
        }

        leaves[0] = this.Allocate((long)data.Length * element.Size, element.Align);

        this.FillFirst(leaves[0], element, data);
        Operand result = new(type, leaves);
        _staticArrays.Add(field, result);

        return result;
    }
}
