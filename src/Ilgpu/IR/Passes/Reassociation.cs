using IlgpuOptim.Engine.IR.Analyses;

namespace IlgpuOptim.Engine.IR.Passes;

/// <summary>
/// Part of <see cref="Licm"/>: orders integer sums and addresses in a loop such that the parts that do not change in it
/// stand together, where they can be computed in front of the loop. Integer arithmetic wraps around, so any order will do.
/// </summary>
internal sealed class Reassociation(Function function, Loop loop, Block preheader)
{
    private readonly List<Value> _output = [];
    private Block _block = null!;
    private bool _changed;

    /// <summary>Handles the instructions of one block of the loop.</summary>
    public bool Run(Block block)
    {
        _block = block;
        _changed = false;
        _output.Clear();
        foreach (Value value in block.Instructions)
        {
            switch (value.Op)
            {
                case Op.Add when value.Type.IsInteger():
                    this.Add(value);
                    break;
                case Op.Mul or Op.Shl when value.Type == IrType.I64 && value.Operands[1].Op == Op.Const:
                    this.Scale(value);
                    break;
                case Op.PtrAdd:
                    this.PtrAdd(value);
                    break;
            }

            _output.Add(value);
        }

        if (_output.Count != block.Instructions.Count)
        {
            block.Instructions.Clear();
            block.Instructions.AddRange(_output);
        }

        return _changed;
    }

    /// <summary>(x + inv) + inv' is x + (inv + inv'), and (x + inv) + y is (x + y) + inv.</summary>
    private void Add(Value value)
    {
        (Value a, Value b) = (value.Operands[0], value.Operands[1]);
        if (!this.IsVariantSum(a))
        {
            (a, b) = (b, a);
        }

        if (!this.IsVariantSum(a) || b.Op == Op.Const)
        {
            return;
        }

        (Value variant, Value invariant) = this.Split(a);
        value.Operands = this.IsInvariant(b)
            ? [variant, this.EmitInFront(value, Op.Add, value.Type, invariant, b)]
            : [this.EmitHere(value, Op.Add, value.Type, variant, b), invariant];
        _changed = true;
    }

    /// <summary>(x + inv) * c is x * c + inv * c.</summary>
    private void Scale(Value value)
    {
        Value sum = value.Operands[0];
        if (!this.IsVariantSum(sum))
        {
            return;
        }

        (Value variant, Value invariant) = this.Split(sum);
        Value scaled = this.EmitHere(value, value.Op, value.Type, variant, value.Operands[1]);
        Value front = this.EmitInFront(value, value.Op, value.Type, invariant, value.Operands[1]);
        value.Op = Op.Add;
        value.Operands = [scaled, front];
        _changed = true;
    }

    /// <summary>p + (x + inv) is (p + inv) + x, and (p + x) + inv is (p + inv) + x.</summary>
    private void PtrAdd(Value value)
    {
        (Value pointer, Value offset) = (value.Operands[0], value.Operands[1]);
        if (this.IsInvariant(pointer) && this.IsVariantSum(offset))
        {
            (Value variant, Value invariant) = this.Split(offset);
            value.Operands = [this.EmitInFront(value, Op.PtrAdd, value.Type, pointer, invariant), variant];
            _changed = true;
        }
        else if (pointer.Op == Op.PtrAdd
            && !this.IsInvariant(pointer)
            && this.IsInvariant(pointer.Operands[0])
            && offset.Op != Op.Const
            && this.IsInvariant(offset))
        {
            value.Operands = [this.EmitInFront(value, Op.PtrAdd, value.Type, pointer.Operands[0], offset), pointer.Operands[1]];
            _changed = true;
        }
    }

    /// <summary>A sum in the loop of something that changes in it and something that does not, constants left aside.</summary>
    private bool IsVariantSum(Value value) =>
        value.Op == Op.Add
        && !this.IsInvariant(value)
        && this.IsInvariant(value.Operands[0]) != this.IsInvariant(value.Operands[1])
        && value.Operands[1].Op != Op.Const;

    private (Value Variant, Value Invariant) Split(Value sum) => this.IsInvariant(sum.Operands[0])
        ? (sum.Operands[1], sum.Operands[0])
        : (sum.Operands[0], sum.Operands[1]);

    private bool IsInvariant(Value value) => value.Block is null || !loop.Contains(value.Block);

    private Value EmitInFront(Value like, Op op, IrType type, Value a, Value b)
    {
        Value value = this.New(like, op, type, a, b);
        value.Block = preheader;
        preheader.Instructions.Insert(preheader.Instructions.Count - 1, value);

        return value;
    }

    private Value EmitHere(Value like, Op op, IrType type, Value a, Value b)
    {
        Value value = this.New(like, op, type, a, b);
        value.Block = _block;
        _output.Add(value);

        return value;
    }

    private Value New(Value like, Op op, IrType type, Value a, Value b)
    {
        Value value = function.NewValue(op, type);
        value.Operands = [a, b];
        value.Location = like.Location;

        return value;
    }
}
