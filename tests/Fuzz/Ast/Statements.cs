using System.Collections.Immutable;

namespace IlgpuOptim.Fuzz.Ast;

/// <summary>A statement. Immutable like <see cref="Expression"/>.</summary>
internal abstract record Statement
{
    public virtual ImmutableArray<Expression> Expressions => [];

    public virtual ImmutableArray<Block> Blocks => [];

    public virtual bool NeedsAddress(int expression)
    {
        return false;
    }

    public virtual Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this;
    }
}

internal sealed record Block(ImmutableArray<Statement> Statements)
{
    public static Block Empty { get; } = new([]);
}

/// <summary><c>target = value</c>, or <c>target op= value</c>.</summary>
internal sealed record Assignment(Expression Target, Expression Value, BinaryOp? Op = null) : Statement
{
    public override ImmutableArray<Expression> Expressions => [this.Target, this.Value];

    public override bool NeedsAddress(int expression)
    {
        return expression == 0;
    }

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this with { Target = expressions[0], Value = expressions[1] };
    }
}

/// <summary><c>array = new T[n]</c>: all elements are zero again.</summary>
internal sealed record NewArray(Variable Array) : Statement;

internal sealed record If(Expression Condition, Block Then, Block Else) : Statement
{
    public override ImmutableArray<Expression> Expressions => [this.Condition];

    public override ImmutableArray<Block> Blocks => [this.Then, this.Else];

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return new If(expressions[0], blocks[0], blocks[1]);
    }
}

/// <summary><c>for (counter = 0; counter &lt; trips; counter++)</c>; trips are masked to 0..7 unless a constant in that range.</summary>
internal sealed record For(Variable Counter, Expression Trips, Block Body) : Statement
{
    public bool NeedsMask => this.Trips is not Constant { Bits: >= 0 and <= 7 };

    public override ImmutableArray<Expression> Expressions => [this.Trips];

    public override ImmutableArray<Block> Blocks => [this.Body];

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return new For(this.Counter, expressions[0], blocks[0]);
    }
}

/// <summary><c>while (condition &amp;&amp; fuel-- &gt; 0)</c> or the do form; fuel bounds the trips.</summary>
internal sealed record While(Variable Fuel, int Trips, Expression Condition, Block Body, bool IsDo) : Statement
{
    public override ImmutableArray<Expression> Expressions => [this.Condition];

    public override ImmutableArray<Block> Blocks => [this.Body];

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this with { Condition = expressions[0], Body = blocks[0] };
    }
}

/// <summary>switch over an int; case i has the values at i of <see cref="Labels"/>, the last block is the default.</summary>
internal sealed record Switch(Expression Value, ImmutableArray<ImmutableArray<int>> Labels, ImmutableArray<Block> Bodies) : Statement
{
    public override ImmutableArray<Expression> Expressions => [this.Value];

    public override ImmutableArray<Block> Blocks => this.Bodies;

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this with { Value = expressions[0], Bodies = blocks };
    }
}

internal sealed record Break : Statement;

internal sealed record Continue : Statement;

/// <summary>A block that <see cref="Leave"/> jumps out of, over any number of loops: C#'s forward goto.</summary>
internal sealed record Labeled(string Label, Block Body) : Statement
{
    public override ImmutableArray<Block> Blocks => [this.Body];

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this with { Body = blocks[0] };
    }
}

internal sealed record Leave(string Label) : Statement;

internal sealed record Return(Expression? Value) : Statement
{
    public override ImmutableArray<Expression> Expressions => this.Value is null ? [] : [this.Value];

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this.Value is null ? this : new Return(expressions[0]);
    }
}

/// <summary>Atomic operation of the view's kind at an index brought into range; the old value is dropped.</summary>
internal sealed record AtomicUpdate(ViewVariable View, Expression Index, Expression Value) : Statement
{
    public override ImmutableArray<Expression> Expressions => [this.Index, this.Value];

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this with { Index = expressions[0], Value = expressions[1] };
    }
}

/// <summary>
/// barrier; <see cref="Write"/>, which touches only the own element; barrier; <see cref="Read"/>, which only reads. The one place
/// where shared memory is used, hence no races.
/// </summary>
internal sealed record SharedPhase(ViewVariable Array, Block Write, Block Read) : Statement
{
    public override ImmutableArray<Block> Blocks => [this.Write, this.Read];

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this with { Write = blocks[0], Read = blocks[1] };
    }
}

internal sealed record GroupBarrier : Statement;

/// <summary><c>ref T alias = ref target</c>, and the statements that may use it.</summary>
internal sealed record RefLocal(Variable Alias, Expression Target, Block Body) : Statement
{
    public override ImmutableArray<Expression> Expressions => [this.Target];

    public override ImmutableArray<Block> Blocks => [this.Body];

    public override bool NeedsAddress(int expression)
    {
        return true;
    }

    public override Statement With(ImmutableArray<Expression> expressions, ImmutableArray<Block> blocks)
    {
        return this with { Target = expressions[0], Body = blocks[0] };
    }
}
