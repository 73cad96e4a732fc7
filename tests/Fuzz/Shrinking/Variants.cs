using System.Collections.Immutable;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Shrinking;

/// <summary>
/// Simpler variants of a kernel, one change each. No variant can lose what makes kernels safe: limits of indices and divisors are
/// added when IL is emitted, and nothing is ever moved into a more divergent place.
/// </summary>
internal static class Variants
{
    /// <summary>Kernels without a run of statements of up to the given length in one block.</summary>
    public static IEnumerable<FuzzKernel> RemoveStatements(FuzzKernel kernel, int length)
    {
        return OfBlocks(kernel, block => Everywhere(block, inner => Removals(inner, length), _ => []));
    }

    /// <summary>Kernels in which one compound statement is replaced by a part of it.</summary>
    public static IEnumerable<FuzzKernel> SimplifyStatements(FuzzKernel kernel)
    {
        return OfBlocks(kernel, block => Everywhere(block, Unwrappings, _ => []));
    }

    /// <summary>Kernels in which one expression is replaced by a simpler one of its type.</summary>
    public static IEnumerable<FuzzKernel> SimplifyExpressions(FuzzKernel kernel)
    {
        return OfBlocks(kernel, block => Everywhere(block, _ => [], OfExpressions));
    }

    /// <summary>Kernels with fewer work-items, plain IL or simpler arguments.</summary>
    public static IEnumerable<FuzzKernel> SimplifyLaunch(FuzzKernel kernel)
    {
        if (kernel.GridSize > 1 && kernel.IsGrouped)
        {
            yield return kernel with { GridSize = 1 };
        }

        if (kernel.DebugShape)
        {
            yield return kernel with { DebugShape = false };
        }

        ViewVariable[] used = [.. TreeWalker.Statements(kernel.Body).OfType<SharedPhase>().Select(phase => phase.Array)];

        if (kernel.SharedArrays.Any(array => !used.Contains(array)))
        {
            yield return kernel with { SharedArrays = [.. kernel.SharedArrays.Where(used.Contains)] };
        }

        Variable[] read = [.. TreeWalker.Expressions(kernel.Body).OfType<VariableReference>().Select(reference => reference.Variable)];

        if (kernel.Arguments.Any(argument => !read.Contains(argument.Variable)))
        {
            yield return kernel with { Arguments = [.. kernel.Arguments.Where(argument => read.Contains(argument.Variable))] };
        }

        for (int i = 0; i < kernel.Arguments.Count; ++i)
        {
            KernelArgument argument = kernel.Arguments[i];

            if (argument.Bits != 0)
            {
                yield return kernel with { Arguments = [.. kernel.Arguments.Select((old, j) => i == j ? old with { Bits = 0 } : old)] };
            }
        }
    }

    private static IEnumerable<FuzzKernel> OfBlocks(FuzzKernel kernel, Func<Block, IEnumerable<Block>> variants)
    {
        foreach (Block body in variants(kernel.Body))
        {
            yield return kernel with { Body = body };
        }

        for (int i = kernel.Bodies.Count - 1; i >= 0; --i)
        {
            foreach (Block body in variants(kernel.Bodies[i]))
            {
                yield return kernel with { Bodies = [.. kernel.Bodies.Select((old, j) => i == j ? body : old)] };
            }
        }
    }

    /// <summary>Applies the variants of blocks or of statements' expressions at every place of a tree.</summary>
    private static IEnumerable<Block> Everywhere(
        Block block,
        Func<Block, IEnumerable<Block>> ofBlock,
        Func<Statement, IEnumerable<Statement>> ofStatement)
    {
        foreach (Block variant in ofBlock(block))
        {
            yield return variant;
        }

        for (int i = block.Statements.Length - 1; i >= 0; --i)
        {
            Statement statement = block.Statements[i];

            foreach (Statement variant in ofStatement(statement))
            {
                yield return new Block(block.Statements.SetItem(i, variant));
            }

            ImmutableArray<Block> blocks = statement.Blocks;

            for (int b = 0; b < blocks.Length; ++b)
            {
                foreach (Block variant in Everywhere(blocks[b], ofBlock, ofStatement))
                {
                    yield return new Block(block.Statements.SetItem(i, statement.With(statement.Expressions, blocks.SetItem(b, variant))));
                }
            }
        }
    }

    private static IEnumerable<Block> Removals(Block block, int length)
    {
        for (int start = ((block.Statements.Length - 1) / length) * length; start >= 0; start -= length)
        {
            int count = Math.Min(length, block.Statements.Length - start);

            if (count > 0)
            {
                yield return new Block(block.Statements.RemoveRange(start, count));
            }
        }
    }

    private static IEnumerable<Block> Unwrappings(Block block)
    {
        for (int i = block.Statements.Length - 1; i >= 0; --i)
        {
            Statement statement = block.Statements[i];

            // A loop's body may only come out if none of its jumps is left without a target; unwrapped ones would bind elsewhere.
            IEnumerable<Block> parts = statement switch
            {
                If choice => [choice.Then, choice.Else],
                Switch choice => choice.Bodies,
                For or While when !HasJumps(statement.Blocks[0]) => statement.Blocks,
                Labeled labeled when !TreeWalker.Statements(labeled.Body).Any(inner => inner is Leave) => statement.Blocks,
                RefLocal alias when !Uses(alias.Body, alias.Alias) => statement.Blocks,
                SharedPhase phase when !UsesShared(phase) => [new Block(phase.Write.Statements.AddRange(phase.Read.Statements))],
                _ => [],
            };

            foreach (Block part in parts)
            {
                yield return new Block(block.Statements.RemoveAt(i).InsertRange(i, part.Statements));
            }

            if (statement is If { Else.Statements.IsEmpty: false } both)
            {
                yield return new Block(block.Statements.SetItem(i, both with { Else = Block.Empty }));
            }

            if (statement is For { Trips: Constant { Bits: > 1 } } loop)
            {
                yield return new Block(block.Statements.SetItem(i, loop with { Trips = new Constant(FuzzType.I32, 1) }));
                yield return new Block(block.Statements.SetItem(i, loop with { Trips = new Constant(FuzzType.I32, 2) }));
            }

            if (statement is While { Trips: > 1 } repetition)
            {
                yield return new Block(block.Statements.SetItem(i, repetition with { Trips = 1 }));
            }

            if (statement is Assignment { Op: not null } compound)
            {
                yield return new Block(block.Statements.SetItem(i, compound with { Op = null }));
            }
        }
    }

    private static bool Uses(Block block, Variable variable)
    {
        return TreeWalker.Expressions(block).Any(expression => expression is VariableReference reference && reference.Variable == variable);
    }

    private static bool UsesShared(SharedPhase phase)
    {
        return TreeWalker.Expressions(phase.Write).Concat(TreeWalker.Expressions(phase.Read))
            .Any(expression => expression is ViewElement { View.Role: ViewRole.Shared });
    }

    private static bool HasJumps(Block block)
    {
        return TreeWalker.Statements(block).Any(statement => statement is Break or Continue);
    }

    private static IEnumerable<Statement> OfExpressions(Statement statement)
    {
        ImmutableArray<Expression> expressions = statement.Expressions;

        for (int i = 0; i < expressions.Length; ++i)
        {
            foreach (Expression variant in OfExpression(expressions[i], statement.NeedsAddress(i)))
            {
                yield return statement.With(expressions.SetItem(i, variant), statement.Blocks);
            }
        }
    }

    private static IEnumerable<Expression> OfExpression(Expression expression, bool needsAddress)
    {
        if (!needsAddress)
        {
            if (expression is not Constant)
            {
                yield return new Constant(expression.Type, 0);
                yield return new Constant(expression.Type, One(expression.Type));
            }
            else if (expression is Constant { Bits: not 0 } constant)
            {
                yield return new Constant(expression.Type, 0);

                if (!expression.Type.IsFloat && constant.Bits is > 1 or < -1)
                {
                    yield return new Constant(expression.Type, constant.Bits / 2);
                }
            }

            foreach (Expression descendant in expression.Operands.SelectMany(TreeWalker.Expressions))
            {
                // Collectives stay where they are: at the top of an assignment.
                if (descendant.Type == expression.Type && descendant is not Collective)
                {
                    yield return descendant;
                }
            }
        }
        else if (expression is ReferenceChoice choice)
        {
            yield return choice.First;
            yield return choice.Second;
        }

        ImmutableArray<Expression> operands = expression.Operands;

        for (int i = 0; i < operands.Length; ++i)
        {
            // The path to a field that is assigned has to keep its address too.
            bool inner = expression.NeedsAddress(i) || (needsAddress && expression is FieldAccess);

            foreach (Expression variant in OfExpression(operands[i], inner))
            {
                // Constant shift counts are masked, other ones too: any replacement is fine. Types stay equal by construction.
                yield return expression.WithOperands(operands.SetItem(i, variant));
            }
        }
    }

    private static long One(FuzzType type)
    {
        return type.ScalarKind switch
        {
            Scalar.F32 => BitConverter.SingleToInt32Bits(1f),
            Scalar.F64 => BitConverter.DoubleToInt64Bits(1d),
            null => 0,
            _ => 1,
        };
    }
}
