namespace IlgpuOptim.Engine.IR;

/// <summary>Extra facts of a value.</summary>
[Flags]
internal enum ValueFlags : byte
{
    None = 0,

    /// <summary>A memory access that must happen as written.</summary>
    Volatile = 1,

    /// <summary>Fast-math is allowed for this value (reassociation, contraction, approximations).</summary>
    Fast = 2,
}

/// <summary>One SSA value: an instruction, constant, kernel parameter or block parameter.</summary>
internal sealed class Value
{
    public static readonly Value[] NoOperands = [];

    /// <summary>Number unique in its function, also the index of side tables.</summary>
    public int Id;

    public Op Op;

    public IrType Type;

    /// <summary>Memory type of loads, stores, atomics and parameters.</summary>
    public MemType Mem;

    /// <summary>Predicate, function, atomic or shuffle kind, by <see cref="Op"/>.</summary>
    public byte Aux;

    public ValueFlags Flags;

    /// <summary>Known alignment of the address of a load or store in bytes, at least the size of the access.</summary>
    public short Align;

    public Value[] Operands = NoOperands;

    /// <summary>Constant bits, index, size or dimension, by <see cref="Op"/>.</summary>
    public long Imm;

    /// <summary>The block that holds the value; null for constants and kernel parameters and once removed.</summary>
    public Block? Block;

    /// <summary>Successors of a terminator.</summary>
    public Successor[]? Targets;

    /// <summary>Index into <see cref="Function.Locations"/>, or -1.</summary>
    public int Location = -1;

    public Cmp Cmp => (Cmp)this.Aux;

    public MathFn MathFn => (MathFn)this.Aux;

    public AtomicOp Atomic => (AtomicOp)this.Aux;

    public ShuffleKind Shuffle => (ShuffleKind)this.Aux;

    public bool IsConst => this.Op == Op.Const;

    public bool IsTerminator => this.Op >= Op.Return;

    public bool IsZero => this.Op == Op.Const && this.Imm == 0;

    public bool IsConstInt(long value) => this.Op == Op.Const && !this.Type.IsFloat() && this.Imm == value;

    /// <summary>The constant as a number of its type.</summary>
    public float F32 => BitConverter.Int32BitsToSingle((int)this.Imm);

    /// <summary>The constant as a number of its type.</summary>
    public double F64 => BitConverter.Int64BitsToDouble(this.Imm);

    public override string ToString() => Printer.Line(this);
}

/// <summary>Edge of the control flow graph with the values for the parameters of the block it enters.</summary>
internal sealed class Successor(Block block, params Value[] arguments)
{
    public Block Block = block;

    public Value[] Arguments = arguments;
}
