using System.Collections.Immutable;

namespace IlgpuOptim.Fuzz.Ast;

internal enum UnaryOp : byte
{
    Negate,
    Complement,
    Not,
}

internal enum BinaryOp : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,

    /// <summary>C#'s <c>&gt;&gt;&gt;</c>.</summary>
    ShiftRightUnsigned,
}

internal enum CompareOp : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Exact functions: their results are defined to the last bit.</summary>
internal enum MathOp : byte
{
    Abs,
    Min,
    Max,
    Sqrt,
    FusedMultiplyAdd,
    Floor,
    Ceiling,
    Truncate,
    Round,
    PopCount,
    LeadingZeroCount,
    TrailingZeroCount,
    RotateLeft,
    IsNaN,
    IsInfinity,

    /// <summary>The bits of a float, 0 for NaN (the payload of a NaN is not defined).</summary>
    Bits,
    FromBits,
}

internal enum CollectiveOp : byte
{
    Shuffle,
    ShuffleUp,
    ShuffleDown,
    ShuffleXor,
    WarpBroadcast,
    GroupBroadcast,
    BarrierPopCount,
    BarrierAnd,
    BarrierOr,
}

internal enum IndexKind : byte
{
    /// <summary>Index of the work-item in the launch.</summary>
    Global,
    Group,
    GroupSize,
    Grid,
    GridSize,
    Lane,
}

/// <summary>
/// A typed expression. Immutable: the shrinker replaces nodes by rebuilding the path to the root. All range limits (masks of
/// indices, divisors that are neither 0 nor -1) are added when IL is emitted, so that no rewriting can lose them.
/// </summary>
internal abstract record Expression(FuzzType Type)
{
    public virtual ImmutableArray<Expression> Operands => [];

    /// <summary>Whether operand i has to stay something with an address.</summary>
    public virtual bool NeedsAddress(int operand)
    {
        return false;
    }

    public virtual Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this;
    }
}

/// <summary>Constant; the low bits hold the value, sign-extended for signed types.</summary>
internal sealed record Constant(FuzzType Type, long Bits) : Expression(Type);

internal sealed record VariableReference(Variable Variable) : Expression(Variable.Type);

internal sealed record IndexValue(IndexKind Kind) : Expression(FuzzType.I32);

internal sealed record FieldAccess(Expression Target, int Field) : Expression(Target.Type.Fields[Field].Type)
{
    public override ImmutableArray<Expression> Operands => [this.Target];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Target = operands[0] };
    }
}

/// <summary>Element of a local array; the index is masked into range.</summary>
internal sealed record ArrayElement(Variable Array, Expression Index) : Expression(Array.Type.Element!)
{
    public override ImmutableArray<Expression> Operands => [this.Index];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Index = operands[0] };
    }
}

/// <summary>Element of a view or shared array; without index the one of this work-item, else brought into range.</summary>
internal sealed record ViewElement(ViewVariable View, Expression? Index) : Expression(View.Element)
{
    public override ImmutableArray<Expression> Operands => this.Index is null ? [] : [this.Index];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this.Index is null ? this : this with { Index = operands[0] };
    }
}

/// <summary><c>condition ? ref a : ref b</c>; both in the same address space.</summary>
internal sealed record ReferenceChoice(Expression Condition, Expression First, Expression Second) : Expression(First.Type)
{
    public override ImmutableArray<Expression> Operands => [this.Condition, this.First, this.Second];

    public override bool NeedsAddress(int operand)
    {
        return operand > 0;
    }

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return new ReferenceChoice(operands[0], operands[1], operands[2]);
    }
}

internal sealed record Unary(UnaryOp Op, Expression Operand) : Expression(Operand.Type)
{
    public override ImmutableArray<Expression> Operands => [this.Operand];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Operand = operands[0] };
    }
}

/// <summary>Arithmetic on equal types; a shift's right operand is an int.</summary>
internal sealed record Binary(BinaryOp Op, Expression Left, Expression Right) : Expression(Left.Type)
{
    public bool IsShift => this.Op is BinaryOp.ShiftLeft or BinaryOp.ShiftRight or BinaryOp.ShiftRightUnsigned;

    public override ImmutableArray<Expression> Operands => [this.Left, this.Right];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Left = operands[0], Right = operands[1], Type = operands[0].Type };
    }
}

internal sealed record Comparison(CompareOp Op, Expression Left, Expression Right) : Expression(FuzzType.Bool)
{
    public override ImmutableArray<Expression> Operands => [this.Left, this.Right];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Left = operands[0], Right = operands[1] };
    }
}

/// <summary><c>&amp;&amp;</c> or <c>||</c>.</summary>
internal sealed record ShortCircuit(bool IsAnd, Expression Left, Expression Right) : Expression(FuzzType.Bool)
{
    public override ImmutableArray<Expression> Operands => [this.Left, this.Right];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Left = operands[0], Right = operands[1] };
    }
}

internal sealed record Conditional(Expression Condition, Expression First, Expression Second) : Expression(First.Type)
{
    public override ImmutableArray<Expression> Operands => [this.Condition, this.First, this.Second];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return new Conditional(operands[0], operands[1], operands[2]);
    }
}

internal sealed record Conversion(FuzzType Type, Expression Operand) : Expression(Type)
{
    public override ImmutableArray<Expression> Operands => [this.Operand];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Operand = operands[0] };
    }
}

internal sealed record MathCall(MathOp Op, FuzzType Type, ImmutableArray<Expression> Arguments) : Expression(Type)
{
    public override ImmutableArray<Expression> Operands => this.Arguments;

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Arguments = operands };
    }
}

/// <summary>Call of a helper function; arguments of ref parameters have addresses.</summary>
internal sealed record Call(FuzzFunction Function, ImmutableArray<Expression> Arguments) : Expression(Function.ReturnType!)
{
    public override ImmutableArray<Expression> Operands => this.Arguments;

    public override bool NeedsAddress(int operand)
    {
        return this.Function.Parameters[operand].Kind == VariableKind.RefParameter;
    }

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Arguments = operands };
    }
}

/// <summary>Construction of a structure from all its fields.</summary>
internal sealed record StructLiteral(FuzzType Type, ImmutableArray<Expression> Values) : Expression(Type)
{
    public override ImmutableArray<Expression> Operands => this.Values;

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Values = operands };
    }
}

/// <summary><c>variable++</c> (the old value) or <c>++variable</c> of an int or long variable.</summary>
internal sealed record Increment(Variable Variable, bool IsPrefix) : Expression(Variable.Type);

/// <summary>Exchange between work-items; only the whole right side of an assignment in uniform control flow.</summary>
internal sealed record Collective(CollectiveOp Op, FuzzType Type, Expression Operand, int Argument) : Expression(Type)
{
    public override ImmutableArray<Expression> Operands => [this.Operand];

    public override Expression WithOperands(ImmutableArray<Expression> operands)
    {
        return this with { Operand = operands[0] };
    }
}
