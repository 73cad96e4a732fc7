using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Constant folding and algebraic identities. Only what is exact in C#'s semantics: integer identities hold with
/// wrap-around, floating-point ones for every NaN, infinity and signed zero.
/// </summary>
internal static class Fold
{
    public static bool Run(Function function, PassContext context)
    {
        bool changed = new Folder(function, context).Run();

        return BoolParameters.Run(function) || changed;
    }
}

/// <summary>
/// One walk of <see cref="Fold"/>. The rules take an instruction whose operands are simplified and answer with the value
/// that replaces it, with itself after having changed it in place, or with null.
/// </summary>
internal sealed partial class Folder(Function function, PassContext context)
{
    private const int MaxSteps = 8;

    private readonly Substitution _substitution = new(function);
    private readonly List<Value> _output = [];
    private Block _block = null!;
    private bool _changed;

    public bool Run()
    {
        foreach (Block block in ControlFlow.Compute(function).ReversePostOrder)
        {
            _block = block;
            _output.Clear();
            foreach (Value value in block.Instructions)
            {
                _substitution.ResolveOperands(value);
                this.Visit(value);
            }

            block.Instructions.Clear();
            block.Instructions.AddRange(_output);
        }

        return _substitution.Apply() || _changed;
    }

    private void Visit(Value value)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            Value? result = this.Simplify(value);
            if (result is null)
            {
                break;
            }

            _changed = true;
            if (result != value)
            {
                _substitution.Replace(value, result);
                value.Block = null;

                return;
            }
        }

        if (value is { Op: Op.Assert } && value.Operands[0].IsConstInt(1))
        {
            value.Block = null;
            _changed = true;

            return;
        }

        _output.Add(value);
    }

    private Value? Simplify(Value value)
    {
        if (ConstantFolding.TryEvaluate(value, out long bits) && value.Type != IrType.Void)
        {
            return function.Constant(value.Type, bits);
        }

        if (value.Op.IsCommutative() && value.Operands[0].Op == Op.Const && value.Operands[1].Op != Op.Const)
        {
            return Change(value, value.Op, value.Operands[1], value.Operands[0]);
        }

        return value.Op switch
        {
            Op.Add => value.Type.IsFloat() ? this.AddFloat(value) : this.AddInteger(value),
            Op.Sub => value.Type.IsFloat() ? this.SubFloat(value) : this.SubInteger(value),
            Op.Mul => this.Mul(value),
            Op.Div or Op.DivU => this.Div(value),
            Op.Rem or Op.RemU => this.Rem(value),
            Op.Neg => this.Neg(value),
            Op.Abs => Abs(value),
            Op.Min or Op.Max or Op.MinU or Op.MaxU => value.Operands[0] == value.Operands[1] ? value.Operands[0] : null,
            Op.And => this.And(value),
            Op.Or => this.Or(value),
            Op.Xor => this.Xor(value),
            Op.Not => Not(value),
            Op.Shl or Op.Shr or Op.ShrU => this.Shift(value),
            Op.Compare => this.Compare(value),
            Op.Select => this.Select(value),
            >= Op.SExt8 and <= Op.ZExt16 => NarrowExtension(value),
            Op.ZExt or Op.Trunc => this.Resize(value),
            Op.Bitcast or Op.FTrunc or Op.PtrToInt or Op.IntToPtr => RoundTrip(value),
            Op.PtrAdd => this.PtrAdd(value),
            Op.WarpSize when context.WarpSize > 0 => function.ConstI32(context.WarpSize),
            Op.Store => Store(value),
            Op.WarpShuffle or Op.WarpBroadcast or Op.WarpAll or Op.WarpAny when value.Operands[0].Op == Op.Const => value.Operands[0],
            _ => null,
        };
    }

    /// <summary>Makes an instruction another one of the same type in place.</summary>
    private static Value Change(Value value, Op op, params Value[] operands)
    {
        value.Op = op;
        value.Operands = operands;

        return value;
    }

    private static Value ChangeCompare(Value value, Cmp cmp, Value a, Value b)
    {
        value.Aux = (byte)cmp;

        return Change(value, Op.Compare, a, b);
    }

    /// <summary>Adds a simplified instruction in front of the current one.</summary>
    private Value Emit(Value like, Op op, IrType type, params Value[] operands)
    {
        Value value = function.NewValue(op, type);
        value.Operands = operands;
        value.Location = like.Location;
        value.Flags = like.Flags & ValueFlags.Fast;
        value.Block = _block;
        for (int step = 0; step < MaxSteps; step++)
        {
            Value? result = this.Simplify(value);
            if (result is null)
            {
                break;
            }

            if (result != value)
            {
                value.Block = null;

                return result;
            }
        }

        _output.Add(value);

        return value;
    }

    private Value Constant(IrType type, long bits) => function.Constant(type, bits);

    private bool IsFast(Value value) => context.FastMath || (value.Flags & ValueFlags.Fast) != 0;
}
