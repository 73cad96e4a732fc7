using System.Reflection;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>Methods of the API that are marked with <see cref="IntrinsicAttribute"/>.</summary>
internal sealed partial class Interpreter
{
    private bool CallApi(CallTarget target, int index)
    {
        IntrinsicAttribute api = target.Api!;
        int count = target.Method.IsConstructor ? target.ParameterTypes.Length : target.ArgumentCount;
        Operand[] arguments = new Operand[count];
        for (int i = count - 1; i >= 0; --i)
        {
            arguments[i] = this.Pop();
        }

        TypeLayout result = target.Method.IsConstructor ? TypeLayout.Of(target.Method.DeclaringType!) : target.Return;
        Operand value;
        switch (api.Kind)
        {
            case Intrinsic.Op:
                value = this.ApiOp(target, api, arguments, result);
                break;
            case Intrinsic.Math:
                value = new Operand(result, this.ApiMath(api.MathFn, arguments));
                break;
            case Intrinsic.AtomicRmw:
                value = this.AtomicRmw(api.Atomic, arguments[0], arguments[1], result);
                break;
            case Intrinsic.AtomicCas:
                value = this.AtomicCas(arguments[0], arguments[1], arguments[2], result);
                break;
            case Intrinsic.Shuffle:
                value = this.Shuffle(target, api.Shuffle, arguments, result);
                break;
            case Intrinsic.Broadcast:
                value = this.Broadcast(api.Op, arguments, result);
                break;
            case >= Intrinsic.ViewElement and <= Intrinsic.LocalAllocate:
                value = this.ApiMemory(target, api, arguments, result);
                break;
            case >= Intrinsic.MatrixLane and <= Intrinsic.AtomicUnit:
                value = this.ApiMatrix(target, api, arguments, result);
                break;
            case Intrinsic.SizeOf:
                value = this.ApiNumber(result, this.SizeOf(TypeLayout.Of(target.GenericArguments[0])));
                break;
            case Intrinsic.OffsetOf:
                value = this.ApiNumber(result, OffsetOf(target, arguments));
                break;
            case Intrinsic.Bitcast:
                value = this.BitcastTo(target.HasThis ? arguments[0] : this.CoerceArgument(arguments[0], target.ParameterTypes[0]), result);
                break;
            case Intrinsic.Print:
                this.Print(target, arguments, api.Imm == 1);
                return true;
            case Intrinsic.Assert:
                this.Assert(arguments);
                return true;
            case Intrinsic.AcceleratorType:
                value = this.ApiNumber(result, _options.AcceleratorType);
                break;
            case Intrinsic.Specialized:
                Operand wrapped = this.ValueOf(arguments[0]);
                value = wrapped.Count == result.Leaves.Length
                    ? wrapped.As(result)
                    : throw new KernelFault(Diagnostics.InvalidIl, target.ToString(), "SpecializedValue has more than its value");
                break;
            case Intrinsic.Nothing:
                if (result.Kind != TypeKind.Void)
                {
                    this.Push(this.ZeroOf(result));
                }

                return true;
            default:
                throw new KernelFault(Diagnostics.HostOnly, target.ToString());
        }

        if (result.Kind != TypeKind.Void)
        {
            this.Push(value);
        }

        return true;
    }

    private Operand ApiNumber(TypeLayout type, long value) => new(type, _function.Constant(type.Leaves[0].Mem.ValueType(), value));

    /// <summary>The value behind a 'this' reference or 'in' argument; values stay as they are.</summary>
    private Operand ValueOf(Operand operand) => operand.Type.Kind == TypeKind.Pointer && operand.Type.Type.IsByRef
        ? this.LoadFrom(operand.Value, operand.Type.Element)
        : operand;

    /// <summary>All scalars of the arguments as operands of one operation.</summary>
    private Operand ApiOp(CallTarget target, IntrinsicAttribute api, Operand[] arguments, TypeLayout result)
    {
        List<Value> operands = [];
        foreach (Operand argument in arguments)
        {
            Operand source = this.ValueOf(argument);
            for (int i = 0; i < source.Count; ++i)
            {
                operands.Add(SsaVariables.Resolve(source[i]));
            }
        }

        Op op = api.Op;
        bool takesTruth = op is Op.BarrierPopCount or Op.BarrierAnd or Op.BarrierOr or Op.WarpPopCount or Op.WarpAll or Op.WarpAny;
        bool givesTruth = op is Op.BarrierAnd or Op.BarrierOr or Op.WarpAll or Op.WarpAny;
        for (int i = 0; i < operands.Count; ++i)
        {
            operands[i] = takesTruth || (op == Op.Select && i == 0) ? _emit.ToI1(operands[i]) : _emit.FromI1(operands[i]);
        }

        if (result.Kind == TypeKind.Void)
        {
            this.Builder.WithImm(op, IrType.Void, api.Imm, [.. operands]);

            return default;
        }

        if (result.Leaves.Length != 1)
        {
            throw new KernelFault(Diagnostics.CallTarget, target.ToString());
        }

        MemType form = result.Leaves[0].Mem;
        IrType type = givesTruth ? IrType.I1 : form.ValueType();
        Value value = op switch
        {
            Op.Compare => throw new KernelFault(Diagnostics.CallTarget, target.ToString()),
            >= Op.Add and <= Op.MaxU or Op.And or Op.Or or Op.Xor or Op.CopySign when operands.Count == 2 =>
                _emit.Binary(op, operands[0], operands[1]),
            Op.Shl or Op.Shr or Op.ShrU => _emit.Shift(op, operands[0], operands[1]),
            Op.Neg or Op.Not or Op.Abs or Op.PopCount or Op.LeadingZeros or Op.TrailingZeros or Op.Sqrt or Op.Floor or Op.Ceiling
                or Op.Round or Op.Truncate => _emit.Unary(op, operands[0]),
            Op.Fma => _emit.Ternary(op, operands[0], operands[1], operands[2]),
            _ => this.Builder.WithImm(op, type, api.Imm, [.. operands]),
        };
        if (value.Type == IrType.I64 && type == IrType.I32)
        {
            value = _emit.ToI32(value);
        }
        else if (value.Type == IrType.I32 && type == IrType.I64)
        {
            value = _emit.ToI64(value);
        }

        return new Operand(result, _emit.Narrow(value, givesTruth ? MemType.None : form));
    }

    private Value ApiMath(MathFn function, Operand[] arguments)
    {
        Value a = this.Scalar(this.ValueOf(arguments[0]));
        Value? b = arguments.Length > 1 ? this.Scalar(this.ValueOf(arguments[1])) : null;

        return _emit.Math(function, a, b);
    }

    private Operand AtomicRmw(AtomicOp op, Operand target, Operand operand, TypeLayout result)
    {
        TypeLayout type = target.Type.Element;
        MemType mem = AtomicForm(type);
        Value address = this.Address(target);
        Value data = _emit.FromI1(this.Coerce(operand, type)[0]);
        if (address.Type != IrType.PtrLocal)
        {
            Value old = this.Builder.AtomicRmw(op, mem, address, SsaVariables.Resolve(data));

            return new Operand(result, old);
        }

        // Nobody else sees private memory.
        Value before = this.LoadFrom(address, type)[0];
        Op plain = op switch
        {
            AtomicOp.Add => Op.Add,
            AtomicOp.Min => Op.Min,
            AtomicOp.Max => Op.Max,
            AtomicOp.MinU => Op.MinU,
            AtomicOp.MaxU => Op.MaxU,
            AtomicOp.And => Op.And,
            AtomicOp.Or => Op.Or,
            AtomicOp.Xor => Op.Xor,
            _ => Op.Const,
        };
        Value after = plain == Op.Const ? data : _emit.Binary(plain, before, data);
        this.StoreTo(address, type, new Operand(type, after));

        return new Operand(result, before);
    }

    private Operand AtomicCas(Operand target, Operand compare, Operand operand, TypeLayout result)
    {
        TypeLayout type = target.Type.Element;
        MemType mem = AtomicForm(type);
        Value address = this.Address(target);
        Value comparand = SsaVariables.Resolve(this.Coerce(compare, type)[0]);
        Value data = SsaVariables.Resolve(this.Coerce(operand, type)[0]);
        if (address.Type != IrType.PtrLocal)
        {
            return new Operand(result, this.Builder.AtomicCas(mem, address, comparand, data));
        }

        Value before = this.LoadFrom(address, type)[0];
        Value equal = before.Type.IsFloat()
            ? _emit.Compare(Cmp.Eq, this.AsInteger(before), this.AsInteger(comparand))
            : _emit.Compare(Cmp.Eq, before, comparand);
        this.StoreTo(address, type, new Operand(type, _emit.Select(equal, data, before)));

        return new Operand(result, before);
    }

    private Value AsInteger(Value value) => value.Type switch
    {
        IrType.F32 => _emit.Convert(Op.Bitcast, IrType.I32, value),
        IrType.F64 => _emit.Convert(Op.Bitcast, IrType.I64, value),
        _ => value,
    };

    private static MemType AtomicForm(TypeLayout type)
    {
        MemType mem = type.Leaves.Length == 1 ? type.Leaves[0].Mem : MemType.None;

        return mem is MemType.I32 or MemType.I64 or MemType.F32 or MemType.F64
            ? mem
            : throw new KernelFault(Diagnostics.CallTarget, $"An atomic operation on '{type}'");
    }

    private Operand Shuffle(CallTarget target, ShuffleKind kind, Operand[] arguments, TypeLayout result)
    {
        Operand data = this.ValueOf(arguments[0]);
        Value lane = _emit.ToI32(this.Leaf(this.ValueOf(arguments[1])));
        int width = 0;
        if (arguments.Length > 2)
        {
            Value value = SsaVariables.Resolve(this.Leaf(this.ValueOf(arguments[2])));
            if (!value.IsConst)
            {
                // Commonly 'Warp.WarpSize', which means all of the warp.
                width = value.Op == Op.WarpSize
                    ? 0
                    : throw new KernelFault(Diagnostics.ConstantArgument, "width", target.ToString());
            }
            else
            {
                width = (int)value.Imm;
            }
        }

        Value[] values = new Value[data.Count];
        for (int i = 0; i < values.Length; ++i)
        {
            values[i] = this.Builder.Shuffle(kind, _emit.FromI1(data[i]), lane, width);
        }

        return new Operand(result, values);
    }

    private Operand Broadcast(Op op, Operand[] arguments, TypeLayout result)
    {
        Operand data = this.ValueOf(arguments[0]);
        Value lane = _emit.ToI32(this.Leaf(this.ValueOf(arguments[1])));
        Value[] values = new Value[data.Count];
        for (int i = 0; i < values.Length; ++i)
        {
            Value value = _emit.FromI1(data[i]);
            values[i] = this.Builder.Emit(op, value.Type, value, lane);
        }

        return new Operand(result, values);
    }

    /// <summary>The only scalar of an index type or number.</summary>
    private Value Leaf(Operand operand) => operand.Count == 1
        ? SsaVariables.Resolve(operand[0])
        : throw new KernelFault(Diagnostics.InvalidIl, _frame.Method.ToString(), $"{operand.Type} used as an index");

    /// <summary>Same bits as another type of the same size: scalar by scalar where they match, else through memory.</summary>
    private Operand BitcastTo(Operand operand, TypeLayout type)
    {
        Operand value = this.ValueOf(operand);
        TypeLayout from = value.Type;
        if (from.Size != type.Size || !from.IsUnmanaged || !type.IsUnmanaged)
        {
            throw new KernelFault(Diagnostics.Reinterpret, from.ToString(), type.ToString(), $"{from.Size} bytes are not {type.Size}");
        }

        bool match = from.Leaves.Length == type.Leaves.Length;
        for (int i = 0; match && i < from.Leaves.Length; ++i)
        {
            match = from.Leaves[i].Offset == type.Leaves[i].Offset && from.Leaves[i].Mem.Size() == type.Leaves[i].Mem.Size()
                && (from.Leaves[i].Mem == MemType.Ptr) == (type.Leaves[i].Mem == MemType.Ptr);
        }

        if (!match)
        {
            Value memory = this.Allocate(from.Size, Math.Max(from.Align, type.Align));
            this.StoreTo(memory, from, value);

            return this.LoadFrom(memory, type);
        }

        Value[] values = new Value[type.Leaves.Length];
        for (int i = 0; i < values.Length; ++i)
        {
            values[i] = this.Reinterpret(_emit.FromI1(value[i]), from.Leaves[i].Mem, type.Leaves[i].Mem);
        }

        return new Operand(type, values);
    }

    private static long OffsetOf(CallTarget target, Operand[] arguments)
    {
        TypeLayout layout = TypeLayout.Of(target.GenericArguments[0]);
        if (arguments[^1].Tag is not string name)
        {
            throw new KernelFault(Diagnostics.ConstantArgument, "fieldName", target.ToString());
        }

        foreach (FieldLayout field in layout.Fields)
        {
            if (field.Field.Name == name || field.Field.Name == $"<{name}>k__BackingField")
            {
                return field.Offset;
            }
        }

        throw new KernelFault(Diagnostics.Reinterpret, layout.ToString(), name, "there is no such field");
    }

    private void Assert(Operand[] arguments)
    {
        if (!_options.Assertions)
        {
            return;
        }

        Value condition = arguments.Length == 0 || arguments[0].Type.Kind == TypeKind.Text
            ? _emit.Bool(false)
            : SsaVariables.Resolve(_emit.ToI1(this.Scalar(this.ValueOf(arguments[0]))));
        if (condition.IsConst && condition.Imm == 1)
        {
            return;
        }

        string message = string.Empty;
        foreach (Operand argument in arguments)
        {
            if (argument.Tag is string text)
            {
                message += message.Length == 0 ? text : ": " + text;
            }
            else if (argument.Type.Kind is TypeKind.Class or TypeKind.Array or TypeKind.TypeHandle)
            {
                throw new KernelFault(Diagnostics.TextUse);
            }
        }

        int offset = _frame.Method.Code.Instructions[_frame.Instruction].Offset;
        SourceLocation place = SourceMap.Locate(_frame.Method.Method, offset);
        this.Builder.WithImm(Op.Assert, IrType.Void, this.NewMessage($"Assertion failed in {place}{(message.Length == 0 ? "" : ": " + message)}"), condition);
    }

    private int NewMessage(string text)
    {
        _function.Messages.Add(text);

        return _function.Messages.Count - 1;
    }

    private void Print(CallTarget target, Operand[] arguments, bool line)
    {
        if (!_options.IOOperations)
        {
            return;
        }

        if (arguments.Length == 0 || arguments[0].Tag is not string format)
        {
            throw new KernelFault(Diagnostics.ConstantArgument, "format", target.ToString());
        }

        PrintFormat.Check(format, arguments.Length - 1);
        Value[] operands = new Value[arguments.Length - 1];
        for (int i = 0; i < operands.Length; ++i)
        {
            Operand argument = this.ValueOf(arguments[i + 1]);
            if (argument.Count != 1 || argument.Type.Leaves[0].Mem is MemType.None or MemType.Ptr)
            {
                throw new KernelFault(Diagnostics.FormatText, format, $"argument {i} is a '{argument.Type}'");
            }

            Value value = _emit.FromI1(argument[0]);
            operands[i] = argument.Type.Type == typeof(uint) ? _emit.ToI64(value, unsigned: true) : value;
        }

        this.Builder.WithImm(Op.Print, IrType.Void, this.NewMessage(line ? format + "\n" : format), operands);
    }
}
