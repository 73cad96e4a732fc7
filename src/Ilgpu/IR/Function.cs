namespace IlgpuOptim.Engine.IR;

/// <summary>How the work-items of a kernel come about.</summary>
internal enum KernelKind : byte
{
    /// <summary>The user states grid and group; no index parameter.</summary>
    Explicit,

    /// <summary>One work-item per index of a 1-D, 2-D or 3-D extent; grouping is the engine's choice.</summary>
    Implicit1D,
    Implicit2D,
    Implicit3D,
}

/// <summary>One scalar of the argument block. Offsets follow from the order by natural alignment.</summary>
internal sealed record Parameter(int Index, string Name, MemType Mem, int Offset)
{
    /// <summary>The parameter is the base address of a view (or a raw pointer).</summary>
    public bool IsViewBase => this.Mem == MemType.Ptr;

    /// <summary>Nobody writes the memory while the kernel runs.</summary>
    public bool IsReadOnly { get; init; }
}

/// <summary>Static shared memory of a work-group.</summary>
internal sealed record SharedAllocation(int Bytes, int Align);

/// <summary>Place in the source of a kernel, by its method and, where symbols exist, file and line.</summary>
internal sealed record SourceLocation(string Method, int IlOffset, string? File, int Line)
{
    public override string ToString() =>
        this.File is null ? $"{this.Method} (IL_{this.IlOffset:x4})" : $"{this.Method} ({this.File}:{this.Line})";
}

/// <summary>A kernel in SSA form; everything it calls is inlined.</summary>
internal sealed class Function(string name, KernelKind kind)
{
    private readonly Dictionary<(IrType, long), Value> _constants = [];
    private int _nextValue;
    private int _nextBlock;

    public readonly string Name = name;

    public KernelKind Kind = kind;

    /// <summary>Groups have to consist of complete warps.</summary>
    public bool NeedsWholeWarps;

    /// <summary>Layout of the argument block.</summary>
    public readonly List<Parameter> Parameters = [];

    /// <summary>The SSA values of <see cref="Parameters"/>, in the same order.</summary>
    public readonly List<Value> ParameterValues = [];

    /// <summary>Blocks; the first is the entry, which has no parameters and no predecessors.</summary>
    public readonly List<Block> Blocks = [];

    public readonly List<SharedAllocation> SharedAllocations = [];

    /// <summary>Texts of assertions and prints.</summary>
    public readonly List<string> Messages = [];

    public readonly List<SourceLocation> Locations = [];

    /// <summary>Upper bound of <see cref="Value.Id"/>, the length of side tables.</summary>
    public int ValueCount => _nextValue;

    /// <summary>Upper bound of <see cref="Block.Id"/>.</summary>
    public int BlockCount => _nextBlock;

    public Block Entry => this.Blocks[0];

    /// <summary>Size of the argument block in bytes.</summary>
    public int ArgumentBytes => this.Parameters.Count == 0 ? 0 : this.Parameters[^1].Offset + this.Parameters[^1].Mem.Size();

    public Block NewBlock()
    {
        Block block = new(this, _nextBlock++);
        this.Blocks.Add(block);

        return block;
    }

    /// <summary>A fresh value that is in no block yet.</summary>
    public Value NewValue(Op op, IrType type) => new() { Id = _nextValue++, Op = op, Type = type };

    public Value AddParameter(string name, MemType mem, bool isReadOnly = false)
    {
        int offset = this.ArgumentBytes;
        int size = mem.Size();
        offset = (offset + size - 1) & -size;
        Value value = this.NewValue(Op.Param, mem.ValueType());
        value.Mem = mem;
        value.Imm = this.Parameters.Count;
        this.Parameters.Add(new Parameter(this.Parameters.Count, name, mem, offset) { IsReadOnly = isReadOnly });
        this.ParameterValues.Add(value);

        return value;
    }

    public Value AddBlockParameter(Block block, IrType type)
    {
        Value value = this.NewValue(Op.BlockParam, type);
        value.Block = block;
        value.Imm = block.Parameters.Count;
        block.Parameters.Add(value);

        return value;
    }

    /// <summary>The constant with these bits; equal constants are one value.</summary>
    public Value Constant(IrType type, long bits)
    {
        if (type is IrType.I32 or IrType.F32)
        {
            bits = (int)bits;
        }

        if (!_constants.TryGetValue((type, bits), out Value? value))
        {
            value = this.NewValue(Op.Const, type);
            value.Imm = bits;
            _constants.Add((type, bits), value);
        }

        return value;
    }

    public Value ConstI1(bool value) => this.Constant(IrType.I1, value ? 1 : 0);

    public Value ConstI32(int value) => this.Constant(IrType.I32, value);

    public Value ConstI64(long value) => this.Constant(IrType.I64, value);

    public Value ConstF32(float value) => this.Constant(IrType.F32, BitConverter.SingleToInt32Bits(value));

    public Value ConstF64(double value) => this.Constant(IrType.F64, BitConverter.DoubleToInt64Bits(value));

    public Value Null(IrType pointer) => this.Constant(pointer, 0);

    /// <summary>Makes numbers below these bounds available to values and blocks whose numbers are given from outside (parser).</summary>
    public void ReserveIds(int values, int blocks)
    {
        _nextValue = Math.Max(_nextValue, values);
        _nextBlock = Math.Max(_nextBlock, blocks);
    }

    /// <summary>
    /// Numbers blocks and values densely again, in the order of the blocks, and forgets constants without uses. Passes
    /// leave holes; side tables indexed by the numbers stay small this way.
    /// </summary>
    public void Compact()
    {
        _nextValue = 0;
        _nextBlock = 0;
        _constants.Clear();
        foreach (Value parameter in this.ParameterValues)
        {
            parameter.Id = _nextValue++;
        }

        foreach (Block block in this.Blocks)
        {
            block.Id = _nextBlock++;
            for (int i = 0; i < block.Parameters.Count; i++)
            {
                block.Parameters[i].Id = _nextValue++;
                block.Parameters[i].Imm = i;
            }

            foreach (Value value in block.Instructions)
            {
                value.Id = _nextValue++;
            }
        }

        foreach (Block block in this.Blocks)
        {
            foreach (Value value in block.Instructions)
            {
                this.AdoptConstants(value.Operands);
                foreach (Successor target in value.Targets ?? [])
                {
                    this.AdoptConstants(target.Arguments);
                }
            }
        }
    }

    public override string ToString() => Printer.Print(this);

    private void AdoptConstants(Value[] operands)
    {
        foreach (Value operand in operands)
        {
            if (operand.Op == Op.Const && _constants.TryAdd((operand.Type, operand.Imm), operand))
            {
                operand.Id = _nextValue++;
            }
        }
    }
}
