namespace IlgpuOptim.Engine.IR;

/// <summary>Appends instructions to a block, or inserts them at a position. Folds nothing: that is a pass.</summary>
internal sealed class Builder(Function function)
{
    private int _position = -1;

    public readonly Function Function = function;

    public Block Block { get; private set; } = null!;

    /// <summary>Location given to new instructions, or -1.</summary>
    public int Location = -1;

    /// <summary>Continues at the end of a block.</summary>
    public void SetEnd(Block block)
    {
        this.Block = block;
        _position = -1;
    }

    /// <summary>Continues in front of instruction number <paramref name="position"/> of a block.</summary>
    public void SetBefore(Block block, int position)
    {
        this.Block = block;
        _position = position;
    }

    public Value Emit(Op op, IrType type, params Value[] operands)
    {
        Value value = this.Function.NewValue(op, type);
        value.Operands = operands;

        return this.Insert(value);
    }

    public Value Insert(Value value)
    {
        value.Block = this.Block;
        if (value.Location < 0)
        {
            value.Location = this.Location;
        }

        if (_position < 0)
        {
            this.Block.Instructions.Add(value);
        }
        else
        {
            this.Block.Instructions.Insert(_position++, value);
        }

        return value;
    }

    public Value Binary(Op op, Value a, Value b) => this.Emit(op, a.Type, a, b);

    public Value Unary(Op op, Value a) => this.Emit(op, a.Type, a);

    public Value Convert(Op op, IrType type, Value a) => this.Emit(op, type, a);

    public Value Compare(Cmp cmp, Value a, Value b)
    {
        Value value = this.Emit(Op.Compare, IrType.I1, a, b);
        value.Aux = (byte)cmp;

        return value;
    }

    public Value Select(Value condition, Value a, Value b) => this.Emit(Op.Select, a.Type, condition, a, b);

    public Value Math(MathFn function, Value a, Value? b = null)
    {
        Value value = b is null ? this.Emit(Op.Math, a.Type, a) : this.Emit(Op.Math, a.Type, a, b);
        value.Aux = (byte)function;

        return value;
    }

    public Value WithImm(Op op, IrType type, long imm, params Value[] operands)
    {
        Value value = this.Emit(op, type, operands);
        value.Imm = imm;

        return value;
    }

    public Value Load(MemType mem, Value pointer, int align = 0)
    {
        Value value = this.Emit(Op.Load, mem.ValueType(), pointer);
        value.Mem = mem;
        value.Align = (short)(align == 0 ? mem.Size() : align);

        return value;
    }

    public Value Store(MemType mem, Value pointer, Value data, int align = 0)
    {
        Value value = this.Emit(Op.Store, IrType.Void, pointer, data);
        value.Mem = mem;
        value.Align = (short)(align == 0 ? mem.Size() : align);

        return value;
    }

    public Value PtrAdd(Value pointer, Value bytes) => this.Emit(Op.PtrAdd, pointer.Type, pointer, bytes);

    public Value AtomicRmw(AtomicOp op, MemType mem, Value pointer, Value data)
    {
        Value value = this.Emit(Op.AtomicRmw, mem.ValueType(), pointer, data);
        value.Aux = (byte)op;
        value.Mem = mem;

        return value;
    }

    public Value AtomicCas(MemType mem, Value pointer, Value comparand, Value data)
    {
        Value value = this.Emit(Op.AtomicCas, mem.ValueType(), pointer, comparand, data);
        value.Mem = mem;

        return value;
    }

    public Value Shuffle(ShuffleKind kind, Value data, Value lane, int width = 0)
    {
        Value value = this.Emit(Op.WarpShuffle, data.Type, data, lane);
        value.Aux = (byte)kind;
        value.Imm = width;

        return value;
    }

    public Value Return() => this.Emit(Op.Return, IrType.Void);

    public Value Branch(Block target, params Value[] arguments) => this.Terminate(Op.Branch, [], new Successor(target, arguments));

    public Value Branch(Successor target) => this.Terminate(Op.Branch, [], target);

    public Value CondBranch(Value condition, Successor then, Successor otherwise) =>
        this.Terminate(Op.CondBranch, [condition], then, otherwise);

    public Value Switch(Value selector, params Successor[] targets) => this.Terminate(Op.Switch, [selector], targets);

    private Value Terminate(Op op, Value[] operands, params Successor[] targets)
    {
        Value value = this.Function.NewValue(op, IrType.Void);
        value.Operands = operands;
        value.Targets = targets;

        return this.Insert(value);
    }
}
