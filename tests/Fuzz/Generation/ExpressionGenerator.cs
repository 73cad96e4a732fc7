using System.Collections.Immutable;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Generation;

/// <summary>Makes random expressions of a wanted type.</summary>
internal sealed class ExpressionGenerator(FuzzRandom random, GeneratorOptions options)
{
    /// <summary>Most statements that one function may execute: bounded loops that call bounded loops multiply quickly.</summary>
    private const long MaxCost = 4000;

    private static readonly FuzzType[] ShiftTypes = [FuzzType.I32, FuzzType.U32, FuzzType.I64, FuzzType.U64];

    public List<ViewVariable> Views { get; } = [];

    public List<FuzzType> Structs { get; } = [];

    public List<FuzzFunction> Functions { get; } = [];

    /// <summary>Estimated cost of each function, by index.</summary>
    public List<long> Costs { get; } = [];

    public bool IsGrouped { get; set; }

    /// <summary>An expression of the type; a uniform one is equal for all work-items of a group.</summary>
    public Expression Make(FunctionScope scope, FuzzType type, bool uniform = false)
    {
        return this.Make(scope, type, options.MaxDepth - random.Below(3), uniform);
    }

    /// <summary>Something with an address: what assignments and ref parameters need. Never a uniform variable.</summary>
    public Expression? MakeTarget(FunctionScope scope, FuzzType type, int depth = 2)
    {
        List<Func<Expression>> choices = [];
        List<Variable> variables = scope.Assignable(type, uniform: false);

        if (variables.Count > 0)
        {
            choices.Add(() => new VariableReference(random.Pick(variables)));
            choices.Add(() => new VariableReference(random.Pick(variables)));
        }

        List<Expression> fields = Fields(scope, type, uniform: false, writable: true);

        if (fields.Count > 0)
        {
            choices.Add(() => random.Pick(fields));
        }

        List<Variable> arrays = scope.Variables.FindAll(variable => variable.Type.Element == type);

        if (arrays.Count > 0)
        {
            choices.Add(() => new ArrayElement(random.Pick(arrays), this.Make(scope, FuzzType.I32, depth, uniform: false)));
        }

        // A field of an element of an array of structures.
        foreach (Variable array in scope.Variables.Where(variable => variable.Type.Element is { IsStruct: true }))
        {
            for (int field = 0; field < array.Type.Element!.Fields.Count; ++field)
            {
                if (array.Type.Element.Fields[field].Type == type)
                {
                    int chosen = field;
                    choices.Add(() => new FieldAccess(new ArrayElement(array, this.Make(scope, FuzzType.I32, depth, uniform: false)), chosen));
                }
            }
        }

        List<ViewVariable> outputs = scope.IsKernel
            ? this.Views.FindAll(view => view.Role == ViewRole.Output && view.Element == type)
            : [];

        if (outputs.Count > 0)
        {
            choices.Add(() => new ViewElement(random.Pick(outputs), null));
        }

        if (scope.SharedArray is ViewVariable shared && scope.MayWriteShared && shared.Element == type)
        {
            choices.Add(() => new ViewElement(shared, null));
            choices.Add(() => new ViewElement(shared, null));
        }

        List<Variable> plain = variables.FindAll(variable => !variable.IsReference);

        if (depth > 0 && plain.Count > 1)
        {
            choices.Add(() => new ReferenceChoice(
                this.Make(scope, FuzzType.Bool, depth - 1, uniform: false),
                new VariableReference(random.Pick(plain)),
                new VariableReference(random.Pick(plain))));
        }

        if (depth > 0 && outputs.Count > 1)
        {
            choices.Add(() => new ReferenceChoice(
                this.Make(scope, FuzzType.Bool, depth - 1, uniform: false),
                new ViewElement(random.Pick(outputs), null),
                new ViewElement(random.Pick(outputs), null)));
        }

        return choices.Count == 0 ? null : random.Pick(choices)();
    }

    private Expression Make(FunctionScope scope, FuzzType type, int depth, bool uniform)
    {
        if (type.IsStruct)
        {
            return this.MakeStruct(scope, type, depth, uniform);
        }

        if (depth <= 0)
        {
            return this.MakeLeaf(scope, type, uniform);
        }

        // leaf, arithmetic or comparison, conversion, conditional, function, call, increment
        int choice = random.Weighted([18, 42, 12, 9, 10, 8, 3]);

        return choice switch
        {
            0 => this.MakeLeaf(scope, type, uniform),
            2 when type != FuzzType.Bool => this.MakeConversion(scope, type, depth, uniform),
            3 => new Conditional(
                this.Make(scope, FuzzType.Bool, depth - 1, uniform),
                this.Make(scope, type, depth - 1, uniform),
                this.Make(scope, type, depth - 1, uniform)),
            4 => this.MakeFunction(scope, type, depth, uniform),
            5 => this.MakeCall(scope, type, depth, uniform),
            6 => this.MakeIncrement(scope, type, uniform),
            _ => type == FuzzType.Bool
                ? this.MakeBool(scope, depth, uniform)
                : this.MakeArithmetic(scope, type, depth, uniform),
        };
    }

    private Expression MakeLeaf(FunctionScope scope, FuzzType type, bool uniform)
    {
        List<Func<Expression>> choices = [() => this.MakeConstant(type)];
        List<Variable> variables = scope.Readable(type, uniform);

        if (variables.Count > 0)
        {
            choices.Add(() => new VariableReference(random.Pick(variables)));
            choices.Add(() => new VariableReference(random.Pick(variables)));
            choices.Add(() => new VariableReference(random.Pick(variables)));
        }

        List<Expression> fields = Fields(scope, type, uniform, writable: false);

        if (fields.Count > 0)
        {
            choices.Add(() => random.Pick(fields));
        }

        if (type == FuzzType.I32 && scope.IsKernel)
        {
            choices.Add(() => new IndexValue(this.PickIndex(uniform)));
        }

        if (scope.IsKernel)
        {
            List<ViewVariable> inputs = this.Views.FindAll(view => view.Role == ViewRole.Input && view.Element == type);

            if (inputs.Count > 0)
            {
                choices.Add(() => this.MakeInputElement(scope, random.Pick(inputs), uniform));
                choices.Add(() => this.MakeInputElement(scope, random.Pick(inputs), uniform));
            }

            List<ViewVariable> outputs = this.Views.FindAll(view => view.Role == ViewRole.Output && view.Element == type);

            if (outputs.Count > 0 && !uniform)
            {
                choices.Add(() => new ViewElement(random.Pick(outputs), null));
            }
        }

        List<Variable> arrays = scope.Variables.FindAll(variable => variable.Type.Element == type);

        if (arrays.Count > 0 && !uniform)
        {
            choices.Add(() => new ArrayElement(random.Pick(arrays), this.Make(scope, FuzzType.I32, 1, uniform: false)));
        }

        if (scope.SharedArray is ViewVariable shared && shared.Element == type && !uniform)
        {
            choices.Add(() => new ViewElement(shared, scope.MayWriteShared ? null : this.Make(scope, FuzzType.I32, 1, uniform: false)));
            choices.Add(() => new ViewElement(shared, scope.MayWriteShared ? null : this.Make(scope, FuzzType.I32, 1, uniform: false)));
        }

        return random.Pick(choices)();
    }

    public Constant MakeConstant(FuzzType type)
    {
        return new Constant(type, Values.Random(random, type));
    }

    private IndexKind PickIndex(bool uniform)
    {
        if (!this.IsGrouped)
        {
            return IndexKind.Global;
        }

        IndexKind[] kinds = uniform
            ? [IndexKind.GroupSize, IndexKind.Grid, IndexKind.GridSize]
            : [IndexKind.Global, IndexKind.Group, IndexKind.GroupSize, IndexKind.Grid, IndexKind.GridSize, IndexKind.Lane];

        return random.Pick(kinds);
    }

    private ViewElement MakeInputElement(FunctionScope scope, ViewVariable view, bool uniform)
    {
        if (!uniform && random.Chance(50))
        {
            // The common access: neighbouring work-items read neighbouring elements.
            Expression index = new IndexValue(IndexKind.Global);

            return new ViewElement(view, random.Chance(50)
                ? index
                : new Binary(BinaryOp.Add, index, new Constant(FuzzType.I32, random.Between(-4, 4))));
        }

        FuzzType indexType = random.Chance(25) && !view.IsView1D ? FuzzType.I64 : FuzzType.I32;

        return new ViewElement(view, this.Make(scope, indexType, 1, uniform));
    }

    private Expression MakeArithmetic(FunctionScope scope, FuzzType type, int depth, bool uniform)
    {
        if (type.IsNarrow)
        {
            // As in C#: widened to int, computed, cast back.
            return new Conversion(type, this.MakeArithmetic(scope, FuzzType.I32, depth, uniform));
        }

        if (random.Chance(10))
        {
            UnaryOp unary = type.IsFloat || random.Chance(50) ? UnaryOp.Negate : UnaryOp.Complement;

            return new Unary(unary, this.Make(scope, type, depth - 1, uniform));
        }

        BinaryOp op = type.IsFloat
            ? (BinaryOp)random.Weighted([30, 25, 30, 15, 2])
            : (BinaryOp)random.Weighted([22, 18, 18, 6, 6, 9, 9, 9, 8, 8, type.IsUnsigned ? 0 : 4]);
        Expression left = this.Make(scope, type, depth - 1, uniform);
        bool isShift = op is BinaryOp.ShiftLeft or BinaryOp.ShiftRight or BinaryOp.ShiftRightUnsigned;

        if (isShift)
        {
            return new Binary(op, left, random.Chance(50)
                ? new Constant(FuzzType.I32, random.Between(0, 70))
                : this.Make(scope, FuzzType.I32, depth - 1, uniform));
        }

        return new Binary(op, left, random.Chance(25) ? this.MakeConstant(type) : this.Make(scope, type, depth - 1, uniform));
    }

    private Expression MakeBool(FunctionScope scope, int depth, bool uniform)
    {
        switch (random.Weighted([55, 20, 10, 15]))
        {
            case 0:
                FuzzType type = random.Pick(FuzzType.Computed);
                CompareOp op = (CompareOp)random.Below(6);
                Expression left = this.Make(scope, type, depth - 1, uniform);
                Expression right = random.Chance(40) ? this.MakeConstant(type) : this.Make(scope, type, depth - 1, uniform);

                return random.Chance(30) ? new Comparison(op, right, left) : new Comparison(op, left, right);
            case 1:
                return new ShortCircuit(
                    random.Chance(50),
                    this.Make(scope, FuzzType.Bool, depth - 1, uniform),
                    this.Make(scope, FuzzType.Bool, depth - 1, uniform));
            case 2:
                return new Unary(UnaryOp.Not, this.Make(scope, FuzzType.Bool, depth - 1, uniform));
            default:
                return new Binary(
                    random.Pick((BinaryOp[])[BinaryOp.And, BinaryOp.Or, BinaryOp.Xor]),
                    this.Make(scope, FuzzType.Bool, depth - 1, uniform),
                    this.Make(scope, FuzzType.Bool, depth - 1, uniform));
        }
    }

    private Conversion MakeConversion(FunctionScope scope, FuzzType type, int depth, bool uniform)
    {
        FuzzType source;

        do
        {
            source = random.Pick(FuzzType.Numbers);
        }
        while (source == type);

        return new Conversion(type, this.Make(scope, source, depth - 1, uniform));
    }

    private Expression MakeFunction(FunctionScope scope, FuzzType type, int depth, bool uniform)
    {
        Expression Operand(FuzzType operand)
        {
            return this.Make(scope, operand, depth - 1, uniform);
        }

        if (type == FuzzType.Bool)
        {
            return new MathCall(
                random.Chance(50) ? MathOp.IsNaN : MathOp.IsInfinity,
                type,
                [Operand(random.Chance(50) ? FuzzType.F32 : FuzzType.F64)]);
        }

        if (type.IsFloat)
        {
            MathOp op = random.Pick((MathOp[])
            [
                MathOp.Abs, MathOp.Min, MathOp.Max, MathOp.Sqrt, MathOp.FusedMultiplyAdd, MathOp.Floor, MathOp.Ceiling,
                MathOp.Truncate, MathOp.Round, MathOp.FromBits,
            ]);

            return op switch
            {
                MathOp.Min or MathOp.Max => new MathCall(op, type, [Operand(type), Operand(type)]),
                MathOp.FusedMultiplyAdd => new MathCall(op, type, [Operand(type), Operand(type), Operand(type)]),
                MathOp.FromBits => new MathCall(op, type, [Operand(type == FuzzType.F32 ? FuzzType.I32 : FuzzType.I64)]),
                _ => new MathCall(op, type, [Operand(type)]),
            };
        }

        if (random.Chance(50))
        {
            return new MathCall(random.Chance(50) ? MathOp.Min : MathOp.Max, type, [Operand(type), Operand(type)]);
        }

        if (type == FuzzType.I32)
        {
            return random.Chance(40)
                ? new MathCall(MathOp.Bits, type, [Operand(FuzzType.F32)])
                : new MathCall(
                    random.Pick((MathOp[])[MathOp.PopCount, MathOp.LeadingZeroCount, MathOp.TrailingZeroCount]),
                    type,
                    [Operand(random.Chance(50) ? FuzzType.U32 : FuzzType.U64)]);
        }

        if (type == FuzzType.I64)
        {
            return new MathCall(MathOp.Bits, type, [Operand(FuzzType.F64)]);
        }

        return type == FuzzType.U32 || type == FuzzType.U64
            ? new MathCall(MathOp.RotateLeft, type, [Operand(type), Operand(FuzzType.I32)])
            : this.MakeArithmetic(scope, type, depth, uniform);
    }

    private Expression MakeCall(FunctionScope scope, FuzzType type, int depth, bool uniform)
    {
        List<FuzzFunction> candidates = this.Functions.FindAll(function => function.ReturnType == type
            && scope.Cost + (scope.Repetitions * this.Costs[this.Functions.IndexOf(function)]) < MaxCost
            && (!uniform || function.Parameters.All(parameter => parameter.Kind == VariableKind.Parameter)));

        if (candidates.Count == 0)
        {
            return this.MakeLeaf(scope, type, uniform);
        }

        FuzzFunction function = random.Pick(candidates);
        ImmutableArray<Expression>.Builder arguments = ImmutableArray.CreateBuilder<Expression>();

        foreach (Variable parameter in function.Parameters)
        {
            if (parameter.Kind == VariableKind.Parameter)
            {
                arguments.Add(this.Make(scope, parameter.Type, depth - 1, uniform));

                continue;
            }

            Expression? target = this.MakeTarget(scope, parameter.Type, depth: 0);

            if (target is null)
            {
                return this.MakeLeaf(scope, type, uniform);
            }

            arguments.Add(target);
        }

        scope.Cost += scope.Repetitions * this.Costs[this.Functions.IndexOf(function)];

        return new Call(function, arguments.ToImmutable());
    }

    private Expression MakeIncrement(FunctionScope scope, FuzzType type, bool uniform)
    {
        List<Variable> variables = ShiftTypes.Contains(type) && !uniform
            ? scope.Assignable(type, uniform: false).FindAll(variable => !variable.IsReference)
            : [];

        return variables.Count == 0
            ? this.MakeLeaf(scope, type, uniform)
            : new Increment(random.Pick(variables), random.Chance(50));
    }

    private Expression MakeStruct(FunctionScope scope, FuzzType type, int depth, bool uniform)
    {
        List<Variable> variables = scope.Readable(type, uniform);
        int choice = random.Below(4);

        if (choice == 0 && depth > 0)
        {
            return new Conditional(
                this.Make(scope, FuzzType.Bool, depth - 1, uniform),
                this.MakeStruct(scope, type, depth - 1, uniform),
                this.MakeStruct(scope, type, depth - 1, uniform));
        }

        if (choice == 1 && depth > 0 && this.MakeCall(scope, type, depth, uniform) is Call call)
        {
            return call;
        }

        List<Expression> fields = Fields(scope, type, uniform, writable: false);

        if (choice == 2 && fields.Count > 0)
        {
            return random.Pick(fields);
        }

        return variables.Count > 0 && random.Chance(60)
            ? new VariableReference(random.Pick(variables))
            : new StructLiteral(type, [.. type.Fields.Select(field => this.Make(scope, field.Type, Math.Max(0, depth - 1), uniform))]);
    }

    /// <summary>Fields of that type in the structures at hand, to any depth.</summary>
    private static List<Expression> Fields(FunctionScope scope, FuzzType type, bool uniform, bool writable)
    {
        List<Expression> found = [];

        void Search(Expression value)
        {
            for (int i = 0; i < value.Type.Fields.Count; ++i)
            {
                FieldAccess field = new(value, i);

                if (field.Type == type)
                {
                    found.Add(field);
                }

                Search(field);
            }
        }

        foreach (Variable variable in scope.Variables)
        {
            bool allowed = writable ? !variable.IsReadOnly && !variable.IsUniform : !uniform || variable.IsUniform;

            if (variable.Type.IsStruct && allowed)
            {
                Search(new VariableReference(variable));
            }
        }

        return found;
    }
}
