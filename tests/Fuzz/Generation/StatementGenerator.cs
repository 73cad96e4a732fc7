using System.Collections.Immutable;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Generation;

/// <summary>Makes random statements.</summary>
internal sealed class StatementGenerator(FuzzRandom random, ExpressionGenerator expressions, GeneratorOptions options)
{
    private const int MaxNesting = 4;
    private const int MaxLoopNesting = 3;

    public IReadOnlyList<ViewVariable> SharedArrays { get; set; } = [];

    public bool AllowWarpOperations { get; set; }

    /// <summary>Gives a function its variables; all exist from its start, as in IL.</summary>
    public void DeclareVariables(FunctionScope scope, IReadOnlyList<FuzzType> structs)
    {
        for (int i = random.Between(2, 6); i > 0; --i)
        {
            scope.NewLocal(random.Chance(15) ? FuzzType.Bool : random.Pick(FuzzType.Numbers));
        }

        for (int i = random.Between(1, 2); i > 0; --i)
        {
            scope.NewLocal(random.Pick(FuzzType.Computed));
        }

        if (scope.HasCollectives)
        {
            scope.NewLocal(FuzzType.I32, isUniform: true, prefix: "u");
            scope.NewLocal(FuzzType.Bool, isUniform: true, prefix: "u");
            scope.NewLocal(random.Pick(FuzzType.Numbers), isUniform: true, prefix: "u");
        }

        foreach (FuzzType type in structs)
        {
            if (random.Chance(70))
            {
                scope.NewLocal(type, prefix: "s");
            }
        }

        if (random.Chance(35))
        {
            FuzzType element = structs.Count > 0 && random.Chance(20) ? random.Pick(structs) : random.Pick(FuzzType.Numbers);
            scope.NewLocal(FuzzType.Array(element, 1 << random.Between(0, 3)), isReadOnly: true, prefix: "array");
        }
    }

    public Block MakeBlock(FunctionScope scope)
    {
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        int count = random.Between(1, scope.Nesting == 0 ? Math.Max(scope.Budget, options.MaxStatements) : 5);

        for (int i = 0; i < count && scope.Budget > 0; ++i)
        {
            --scope.Budget;
            scope.Cost += scope.Repetitions;
            Statement statement = this.MakeStatement(scope);
            statements.Add(statement);

            if (statement is Break or Continue or Return or Leave)
            {
                break;
            }
        }

        return new Block(statements.ToImmutable());
    }

    private Statement MakeStatement(FunctionScope scope)
    {
        bool nested = scope.Nesting < MaxNesting;
        bool loops = nested && scope.Loops.Count < MaxLoopNesting;
        bool shared = scope.IsUniformFlow && scope.IsKernel && this.SharedArrays.Count > 0 && scope.SharedArray is null;
        bool collective = scope.IsUniformFlow && scope.IsKernel && scope.SharedArray is null;
        bool mayReturn = scope.Nesting > 0 && (!scope.IsKernel || !scope.HasCollectives) && scope.SharedArray is null;
        bool hasAtomics = scope.IsKernel && expressions.Views.Exists(view => view.Role == ViewRole.Atomic);

        int choice = random.Weighted(
        [
            46,
            nested ? 15 : 0,
            loops ? 8 : 0,
            loops ? 6 : 0,
            nested ? 5 : 0,
            scope.MayBreak && scope.Nesting > 0 ? 5 : 0,
            scope.MayBreak && scope.Nesting > 0 ? 4 : 0,
            nested ? 3 : 0,
            scope.Labels.Count > 0 ? 5 : 0,
            mayReturn ? 3 : 0,
            hasAtomics ? 5 : 0,
            shared ? 12 : 0,
            collective ? 8 : 0,
            scope.HasCollectives && scope.IsUniformFlow ? 6 : 0,
            3,
            nested ? 3 : 0,
        ]);

        switch (choice)
        {
            case 1:
                return this.MakeIf(scope);
            case 2:
                return this.MakeFor(scope);
            case 3:
                return this.MakeWhile(scope);
            case 4:
                return this.MakeSwitch(scope);
            case 5:
                return new Break();
            case 6:
                return new Continue();
            case 7:
                return this.MakeLabeled(scope);
            case 8:
                return this.MakeLeave(scope) ?? this.MakeAssignment(scope);
            case 9:
                return new Return(scope.ReturnType is null ? null : expressions.Make(scope, scope.ReturnType));
            case 10:
                ViewVariable target = expressions.Views.First(view => view.Role == ViewRole.Atomic);

                return new AtomicUpdate(target, expressions.Make(scope, FuzzType.I32), expressions.Make(scope, target.Element));
            case 11:
                return this.MakeSharedPhase(scope);
            case 12:
                return this.MakeCollective(scope);
            case 13:
                return this.MakeUniformAssignment(scope);
            case 14 when scope.Repetitions == 1 && scope.Variables.Exists(variable => variable.Type.IsArray):
                return new NewArray(random.Pick(scope.Variables.FindAll(variable => variable.Type.IsArray)));
            case 15:
                return this.MakeRefLocal(scope);
            default:
                return this.MakeAssignment(scope);
        }
    }

    private Statement MakeRefLocal(FunctionScope scope)
    {
        FuzzType type = random.Pick(FuzzType.Numbers);

        if (expressions.MakeTarget(scope, type) is not Expression target)
        {
            return this.MakeAssignment(scope);
        }

        Variable alias = new($"r{scope.Variables.Count}", type, VariableKind.RefLocal);

        return Nested(scope, uniform: true, () =>
        {
            scope.Variables.Add(alias);
            Block body = this.MakeBlock(scope);
            scope.Variables.Remove(alias);

            return new RefLocal(alias, target, body);
        });
    }

    private Statement MakeAssignment(FunctionScope scope)
    {
        List<FuzzType> types = [.. scope.Variables
            .Where(variable => !variable.IsReadOnly && !variable.IsUniform && !variable.Type.IsArray)
            .Select(variable => variable.Type)];

        if (scope.IsKernel)
        {
            types.AddRange(expressions.Views.Where(view => view.Role == ViewRole.Output).Select(view => view.Element));
        }

        if (scope.SharedArray is ViewVariable shared && scope.MayWriteShared)
        {
            types.Add(shared.Element);
            types.Add(shared.Element);
        }

        types.AddRange(scope.Variables.Where(variable => variable.Type.IsArray).Select(variable => variable.Type.Element!));
        FuzzType type = random.Pick(types);
        Expression target = expressions.MakeTarget(scope, type) ?? new VariableReference(scope.NewLocal(type));

        if (FuzzType.Computed.Contains(type) && random.Chance(25))
        {
            BinaryOp op = type.IsFloat ? (BinaryOp)random.Below(4) : (BinaryOp)random.Below(8);

            return new Assignment(target, expressions.Make(scope, type), op);
        }

        return new Assignment(target, expressions.Make(scope, type));
    }

    private Statement MakeUniformAssignment(FunctionScope scope)
    {
        List<Variable> variables = scope.Variables.FindAll(variable => variable.IsUniform && !variable.IsReadOnly);
        Variable target = random.Pick(variables);

        return new Assignment(new VariableReference(target), expressions.Make(scope, target.Type, uniform: true));
    }

    /// <summary>Runs an action one level deeper; in divergent flow unless the level keeps work-items together.</summary>
    private static T Nested<T>(FunctionScope scope, bool uniform, Func<T> action)
    {
        bool outer = scope.IsUniformFlow;
        scope.IsUniformFlow = outer && uniform;
        ++scope.Nesting;
        T result = action();
        --scope.Nesting;
        scope.IsUniformFlow = outer;

        return result;
    }

    /// <summary>Whether the next branch or loop is to be decided by a uniform value; only in uniform flow does it matter.</summary>
    private bool PickUniform(FunctionScope scope)
    {
        return scope.IsUniformFlow && random.Chance(60);
    }

    private If MakeIf(FunctionScope scope)
    {
        bool uniform = this.PickUniform(scope);
        Expression condition = expressions.Make(scope, FuzzType.Bool, uniform);

        return Nested(scope, uniform, () =>
        {
            Block then = this.MakeBlock(scope);

            return new If(condition, then, random.Chance(50) ? this.MakeBlock(scope) : Block.Empty);
        });
    }

    private For MakeFor(FunctionScope scope)
    {
        bool uniform = this.PickUniform(scope);
        Expression trips = random.Chance(50)
            ? new Constant(FuzzType.I32, random.Below(6))
            : expressions.Make(scope, FuzzType.I32, uniform);

        // A constant number of trips keeps work-items together whatever was asked for.
        uniform = scope.IsUniformFlow && (uniform || trips is Constant);
        Variable counter = scope.NewLocal(FuzzType.I32, isUniform: uniform, isReadOnly: true, prefix: "i");

        int repetitions = trips is Constant { Bits: >= 0 and <= 7 } constant ? (int)Math.Max(constant.Bits, 1) : 7;

        return Nested(scope, uniform, () => new For(counter, trips, this.MakeLoopBody(scope, uniform, repetitions)));
    }

    private While MakeWhile(FunctionScope scope)
    {
        bool uniform = this.PickUniform(scope);
        Expression condition = expressions.Make(scope, FuzzType.Bool, uniform);
        Variable fuel = scope.NewLocal(FuzzType.I32, isUniform: uniform, isReadOnly: true, prefix: "fuel");

        int trips = random.Between(1, 5);

        return Nested(scope, uniform, () =>
            new While(fuel, trips, condition, this.MakeLoopBody(scope, uniform, trips + 1), random.Chance(40)));
    }

    private Block MakeLoopBody(FunctionScope scope, bool uniform, int repetitions)
    {
        int outer = scope.Repetitions;
        scope.Repetitions *= Math.Max(repetitions, 2);
        scope.Loops.Push(uniform);
        Block body = this.MakeBlock(scope);
        scope.Loops.Pop();
        scope.Repetitions = outer;

        return body;
    }

    private Switch MakeSwitch(FunctionScope scope)
    {
        bool uniform = this.PickUniform(scope);
        Expression value = expressions.Make(scope, FuzzType.I32, uniform);

        if (random.Chance(80))
        {
            value = new Binary(BinaryOp.And, value, new Constant(FuzzType.I32, 7));
        }

        int cases = random.Between(1, 4);
        List<int>[] labels = [.. Enumerable.Range(0, cases).Select(_ => new List<int>())];

        for (int i = 0; i < cases; ++i)
        {
            labels[i].Add(i);
        }

        for (int i = cases; i < 8; ++i)
        {
            if (random.Chance(40))
            {
                labels[random.Below(cases)].Add(i);
            }
        }

        return Nested(scope, uniform, () => new Switch(
            value,
            [.. labels.Select(values => values.ToImmutableArray())],
            [.. Enumerable.Range(0, cases + 1).Select(_ => this.MakeBlock(scope))]));
    }

    private Labeled MakeLabeled(FunctionScope scope)
    {
        string label = scope.NewLabel();

        return Nested(scope, uniform: true, () =>
        {
            scope.Labels.Push((label, scope.IsUniformFlow));
            Block body = this.MakeBlock(scope);
            scope.Labels.Pop();

            return new Labeled(label, body);
        });
    }

    private Leave? MakeLeave(FunctionScope scope)
    {
        List<(string Name, bool IsUniform)> labels = [.. scope.Labels.Where(label => scope.IsUniformFlow || !label.IsUniform)];

        return labels.Count == 0 || scope.Nesting < 2 ? null : new Leave(random.Pick(labels).Name);
    }

    private SharedPhase MakeSharedPhase(FunctionScope scope)
    {
        ViewVariable array = random.Pick(this.SharedArrays);
        Expression initial = expressions.Make(scope, array.Element);

        return Nested(scope, uniform: false, () =>
        {
            scope.SharedArray = array;
            scope.MayWriteShared = true;
            Block write = this.MakePhaseBlock(scope);
            write = new Block(write.Statements.Insert(0, new Assignment(new ViewElement(array, null), initial)));
            scope.MayWriteShared = false;
            Block read = this.MakePhaseBlock(scope);
            scope.SharedArray = null;

            return new SharedPhase(array, write, read);
        });
    }

    /// <summary>A block without jumps out of it: they would pass the barrier behind it.</summary>
    private Block MakePhaseBlock(FunctionScope scope)
    {
        bool[] loops = [.. scope.Loops];
        (string, bool)[] labels = [.. scope.Labels];
        scope.Loops.Clear();
        scope.Labels.Clear();
        Block block = this.MakeBlock(scope);
        scope.Loops.Clear();
        scope.Labels.Clear();

        foreach (bool loop in loops.Reverse())
        {
            scope.Loops.Push(loop);
        }

        foreach ((string, bool) label in labels.Reverse())
        {
            scope.Labels.Push(label);
        }

        return block;
    }

    private Statement MakeCollective(FunctionScope scope)
    {
        CollectiveOp op = (CollectiveOp)random.Weighted(this.AllowWarpOperations
            ? [14, 14, 14, 14, 14, 10, 7, 7, 6]
            : [0, 0, 0, 0, 0, 30, 20, 20, 20]);
        FuzzType type = op switch
        {
            CollectiveOp.BarrierPopCount => FuzzType.I32,
            CollectiveOp.BarrierAnd or CollectiveOp.BarrierOr => FuzzType.Bool,
            _ => random.Pick(FuzzType.Numbers),
        };
        FuzzType operand = op is CollectiveOp.BarrierPopCount ? FuzzType.Bool : type;
        // What the whole group receives alike may go to a variable that decides about later barriers.
        bool isUniform = op is CollectiveOp.GroupBroadcast or CollectiveOp.BarrierPopCount or CollectiveOp.BarrierAnd or CollectiveOp.BarrierOr
            && random.Chance(50);
        List<Variable> targets = scope.Assignable(type, isUniform);
        targets = targets.Count > 0 ? targets : scope.Assignable(type, uniform: false);
        Variable target = targets.Count > 0 ? random.Pick(targets) : scope.NewLocal(type);
        int argument = op == CollectiveOp.ShuffleXor ? random.Below(options.WarpSize) : random.Below(32);

        return new Assignment(
            new VariableReference(target),
            new Collective(op, type, expressions.Make(scope, operand), argument));
    }
}
