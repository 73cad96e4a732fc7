using System.Collections.Immutable;

namespace IlgpuOptim.Fuzz.Ast;

/// <summary>Visits every node of a kernel.</summary>
internal static class TreeWalker
{
    public static IEnumerable<Statement> Statements(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            yield return statement;

            foreach (Block inner in statement.Blocks)
            {
                foreach (Statement nested in Statements(inner))
                {
                    yield return nested;
                }
            }
        }
    }

    public static IEnumerable<Expression> Expressions(Block block)
    {
        return Statements(block).SelectMany(statement => statement.Expressions).SelectMany(Expressions);
    }

    public static IEnumerable<Expression> Expressions(Expression expression)
    {
        yield return expression;

        foreach (Expression operand in expression.Operands)
        {
            foreach (Expression nested in Expressions(operand))
            {
                yield return nested;
            }
        }
    }

    /// <summary>Variables with storage in the function, in order of first appearance; ref locals have none of their own.</summary>
    public static IReadOnlyList<Variable> Locals(Block block)
    {
        List<Variable> locals = [];

        void Add(Variable variable)
        {
            if (variable.Kind == VariableKind.Local && !locals.Contains(variable))
            {
                locals.Add(variable);
            }
        }

        foreach (Statement statement in Statements(block))
        {
            switch (statement)
            {
                case For loop:
                    Add(loop.Counter);
                    break;
                case While loop:
                    Add(loop.Fuel);
                    break;
                case NewArray allocation:
                    Add(allocation.Array);
                    break;
            }

            foreach (Expression expression in statement.Expressions.SelectMany(Expressions))
            {
                switch (expression)
                {
                    case VariableReference reference:
                        Add(reference.Variable);
                        break;
                    case ArrayElement element:
                        Add(element.Array);
                        break;
                    case Increment increment:
                        Add(increment.Variable);
                        break;
                }
            }
        }

        return locals;
    }

    /// <summary>Applies a rewriting to every expression of a kernel, operands first.</summary>
    public static FuzzKernel Rewrite(FuzzKernel kernel, Func<Expression, Expression> rewrite)
    {
        return kernel with
        {
            Body = Rewrite(kernel.Body, rewrite),
            Bodies = [.. kernel.Bodies.Select(body => Rewrite(body, rewrite))],
        };
    }

    /// <summary>Number of statements: the size that the shrinker reports.</summary>
    public static int Size(FuzzKernel kernel)
    {
        return Statements(kernel.Body).Count() + kernel.Bodies.Sum(body => Statements(body).Count());
    }

    /// <summary>Whether the kernel has operations in which all work-items of a group take part.</summary>
    public static bool HasCollectives(FuzzKernel kernel)
    {
        return Statements(kernel.Body).Any(statement => statement is SharedPhase or GroupBarrier)
            || Expressions(kernel.Body).Any(expression => expression is Collective);
    }

    private static Block Rewrite(Block block, Func<Expression, Expression> rewrite)
    {
        return new Block([.. block.Statements.Select(statement => statement.With(
            [.. statement.Expressions.Select(expression => Rewrite(expression, rewrite))],
            [.. statement.Blocks.Select(inner => Rewrite(inner, rewrite))]))]);
    }

    private static Expression Rewrite(Expression expression, Func<Expression, Expression> rewrite)
    {
        ImmutableArray<Expression> operands = expression.Operands;

        return rewrite(operands.IsEmpty
            ? expression
            : expression.WithOperands([.. operands.Select(operand => Rewrite(operand, rewrite))]));
    }
}
