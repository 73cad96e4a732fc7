using System.Runtime.CompilerServices;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>.NET methods with a meaning of their own, see <see cref="BclIntrinsics"/>.</summary>
internal sealed partial class Interpreter
{
    private bool CallBcl(CallTarget target, int index)
    {
        BclIntrinsic bcl = target.Bcl!;
        switch (bcl.Kind)
        {
            case BclKind.ThrowHelper:
                this.Throw(_frame);
                return false;
            case BclKind.Unsupported:
                throw new KernelFault(Diagnostics.CallTarget, target.ToString());
            default:
                break;
        }

        Operand[] arguments = new Operand[target.ArgumentCount];
        for (int i = arguments.Length - 1; i >= 0; --i)
        {
            arguments[i] = this.Pop();
        }

        TypeLayout result = target.Return;
        switch (bcl.Kind)
        {
            case BclKind.Op:
                this.BclOperation(target, bcl, arguments, result);
                break;
            case BclKind.Math:
                this.Push(new Operand(result, this.ApiMath((MathFn)bcl.Data, arguments)));
                break;
            case BclKind.Constant:
                this.Push(this.ApiNumber(result, bcl.Data));
                break;
            case BclKind.Nothing:
                if (result.Kind != TypeKind.Void)
                {
                    this.Push(this.ZeroOf(result));
                }

                break;
            case BclKind.Assert:
                this.Assert(arguments);
                break;
            case BclKind.Bitcast:
                this.Push(this.BitcastTo(this.CoerceArgument(arguments[0], target.ParameterTypes[0]), result));
                break;
            case BclKind.TypeFromHandle:
                this.Push(arguments[0]);
                break;
            case BclKind.TypeEquals or BclKind.TypeDiffers:
                bool same = ReferenceEquals(TypeOf(arguments[0]), TypeOf(arguments[1]));
                this.Push(new Operand(result, _emit.Bool(same == (bcl.Kind == BclKind.TypeEquals))));
                break;
            case BclKind.TypeProperty:
                Type type = TypeOf(arguments[0]);
                this.Push(new Operand(result, _emit.Bool(target.Method.Name switch
                {
                    "get_IsValueType" => type.IsValueType,
                    "get_IsPrimitive" => type.IsPrimitive,
                    _ => type.IsEnum,
                })));
                break;
            case BclKind.InitializeArray:
                this.InitializeArray(arguments[0], arguments[1]);
                break;
            case BclKind.ConstantSpan:
                this.Push(this.ConstantSpan(arguments[0], result));
                break;
            case BclKind.ArrayData:
                this.Push(new Operand(result, this.ArrayOperand(arguments[0])[0]));
                break;
            case BclKind.ArrayLength:
                this.Push(this.ArrayLength(arguments, result, bcl.Data));
                break;
            case BclKind.ClassInstance:
                this.Push(new Operand(result, this));
                break;
            case BclKind.HasFlag:
                this.Push(this.HasFlag(arguments, result));
                break;
            case BclKind.IsReferenceOrContainsReferences:
                TypeLayout content = TypeLayout.Of(target.GenericArguments[0]);
                this.Push(new Operand(result, _emit.Bool(!content.IsUnmanaged && content.Kind != TypeKind.View)));
                break;
            case >= BclKind.AtomicRmw and <= BclKind.AtomicCas:
                this.Push(this.BclAtomic(bcl, arguments, result));
                break;
            default:
                this.BclUnsafe(target, bcl, arguments, result);
                break;
        }

        return true;
    }

    private static Type TypeOf(Operand operand) =>
        operand.Tag as Type ?? throw new KernelFault(Diagnostics.Typeof);

    private void BclOperation(CallTarget target, BclIntrinsic bcl, Operand[] arguments, TypeLayout result)
    {
        if (result.Kind == TypeKind.Void)
        {
            this.Builder.WithImm(bcl.Op, IrType.Void, bcl.Data);

            return;
        }

        Value[] values = new Value[arguments.Length];
        for (int i = 0; i < values.Length; ++i)
        {
            // Structs of one scalar, such as Half, are numbers here.
            Operand argument = this.CoerceArgument(arguments[i], target.ParameterTypes[i]);
            values[i] = _emit.FromI1(argument[0]);
        }

        Value value = (bcl.Op, values.Length) switch
        {
            (Op.HalfToF32, _) => _emit.Convert(bcl.Op, IrType.F32, values[0]),
            (Op.F32ToHalf, _) => _emit.Convert(bcl.Op, IrType.I32, values[0]),
            (_, 1) => _emit.Unary(bcl.Op, values[0]),
            (_, 2) => _emit.Binary(bcl.Op, values[0], values[1]),
            _ => _emit.Ternary(bcl.Op, values[0], values[1], values[2]),
        };
        this.Push(new Operand(result, _emit.Narrow(value, result.Leaves[0].Mem)));
    }

    private Operand HasFlag(Operand[] arguments, TypeLayout result)
    {
        Operand[] values = new Operand[2];
        for (int i = 0; i < 2; ++i)
        {
            values[i] = arguments[i].Type.Kind == TypeKind.Boxed
                ? this.LoadFrom(arguments[i].Value, arguments[i].Type.Element)
                : throw new KernelFault(Diagnostics.Boxing, "Enum");
        }

        if (values[0].Type.Type != values[1].Type.Type)
        {
            throw new KernelFault(Diagnostics.Boxing, Names.Of(values[1].Type.Type));
        }

        Value flags = values[1].Value;

        return new Operand(result, _emit.Compare(Cmp.Eq, _emit.Binary(Op.And, values[0].Value, flags), flags));
    }

    /// <summary>An argument as the parameter's type says: int for a long parameter never occurs in C#, but float for double does.</summary>
    private Operand CoerceArgument(Operand operand, Type type) => type.IsByRef ? operand : this.Coerce(operand, TypeLayout.Of(type));

    private Operand BclAtomic(BclIntrinsic bcl, Operand[] arguments, TypeLayout result)
    {
        TypeLayout type = arguments[0].Type.Element;
        switch (bcl.Kind)
        {
            case BclKind.AtomicRmw:
                return this.AtomicRmw((AtomicOp)bcl.Data, arguments[0], arguments[1], result);
            case BclKind.AtomicCas:
                // Interlocked.CompareExchange(ref location, value, comparand).
                return this.AtomicCas(arguments[0], arguments[2], arguments[1], result);
            default:
                Operand step = bcl.Kind == BclKind.AtomicStep ? this.ApiNumber(type, bcl.Data) : this.Coerce(arguments[1], type);
                Operand old = this.AtomicRmw(AtomicOp.Add, arguments[0], step, result);

                return new Operand(result, _emit.Binary(Op.Add, old.Value, step.Value));
        }
    }

    private void BclUnsafe(CallTarget target, BclIntrinsic bcl, Operand[] arguments, TypeLayout result)
    {
        Type[] generic = target.GenericArguments;
        switch (bcl.Kind)
        {
            case BclKind.SizeOf:
                this.Push(this.ApiNumber(result, this.SizeOf(TypeLayout.Of(generic[0]))));
                break;
            case BclKind.Retype:
                this.Push(new Operand(result, this.Address(arguments[0])));
                break;
            case BclKind.PointerAdd or BclKind.PointerSubtract:
                Value elements = _emit.Scale(this.Scalar(arguments[1]), this.SizeOf(TypeLayout.Of(generic[0])));
                this.PushMoved(arguments[0], elements, bcl.Kind == BclKind.PointerSubtract);
                break;
            case BclKind.PointerAddBytes or BclKind.PointerSubtractBytes:
                this.PushMoved(arguments[0], _emit.ToI64(this.Scalar(arguments[1])), bcl.Kind == BclKind.PointerSubtractBytes);
                break;
            case BclKind.ByteOffset:
                Value from = this.NumberOf(this.Address(arguments[0]));
                this.Push(new Operand(result, _emit.Binary(Op.Sub, this.NumberOf(this.Address(arguments[1])), from)));
                break;
            case BclKind.PointerCompare:
                Value first = this.Address(arguments[0]);
                Value second = arguments.Length > 1 ? this.Address(arguments[1]) : _function.Null(first.Type);
                this.Push(new Operand(result, _emit.Compare((Cmp)bcl.Data, first, second)));
                break;
            case BclKind.NullReference:
                this.Push(new Operand(result, _function.Null(IrType.PtrGlobal)));
                break;
            case BclKind.SkipInit:
                // Some value; zero is as good as any and keeps the IR free of undefined values.
                TypeLayout skipped = arguments[0].Type.Element;
                this.StoreTo(this.Address(arguments[0]), skipped, this.ZeroOf(skipped));
                break;
            case BclKind.Read or BclKind.ReadUnaligned:
                this.Push(this.LoadFrom(this.Address(arguments[0]), result, align: bcl.Kind == BclKind.Read ? 0 : 1));
                break;
            case BclKind.Write or BclKind.WriteUnaligned:
                TypeLayout written = TypeLayout.Of(generic[0]);
                this.StoreTo(this.Address(arguments[0]), written, arguments[1], align: bcl.Kind == BclKind.Write ? 0 : 1);
                break;
            case BclKind.VolatileRead:
                TypeLayout read = arguments[0].Type.Element;
                this.Push(this.LoadFrom(this.Address(arguments[0]), read, ValueFlags.Volatile));
                break;
            case BclKind.VolatileWrite:
                TypeLayout place = arguments[0].Type.Element;
                this.StoreTo(this.Address(arguments[0]), place, arguments[1], ValueFlags.Volatile);
                break;
            default:
                throw new KernelFault(Diagnostics.CallTarget, target.ToString());
        }
    }

    private void PushMoved(Operand pointer, Value bytes, bool back) =>
        this.Push(new Operand(pointer.Type, this.OffsetBy(this.Address(pointer), back ? _emit.Unary(Op.Neg, bytes) : bytes)));
}
