using System.Collections.Immutable;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Generation;

/// <summary>
/// Makes random kernels that are free of races, of undefined behaviour and of endless loops by construction: input views are only
/// read, output views touched at the own index, atomics commute, shared memory is used in phases between barriers, barriers and
/// shuffles stand in uniform control flow only, and every loop has a bound.
/// </summary>
internal sealed class KernelGenerator
{
    private const int InputLength = 64;

    private static readonly int[] Extents = [1, 3, 16, 37, 64, 100, 257];
    private static readonly int[] PlainGroups = [1, 3, 7, 16, 32, 33, 64, 100];

    private readonly FuzzRandom random;
    private readonly GeneratorOptions options;
    private readonly ExpressionGenerator expressions;
    private readonly StatementGenerator statements;

    private KernelGenerator(ulong seed, GeneratorOptions options)
    {
        this.random = new FuzzRandom(seed);
        this.options = options;
        this.expressions = new ExpressionGenerator(this.random, options);
        this.statements = new StatementGenerator(this.random, this.expressions, options);
    }

    public static FuzzKernel Generate(ulong seed, GeneratorOptions options)
    {
        return new KernelGenerator(seed, options).Generate(seed);
    }

    /// <summary>The seed of kernel number i of a run: neighbouring runs share no kernels.</summary>
    public static ulong SeedOf(ulong runSeed, int i)
    {
        FuzzRandom mixer = new(runSeed ^ 0x5851f42d4c957f2dUL);

        return (mixer.Next() + ((ulong)i * 0x2545f4914f6cdd1dUL)) & 0x7fffffffffffffffUL;
    }

    private FuzzKernel Generate(ulong seed)
    {
        bool isGrouped = this.random.Chance(this.options.GroupedPercent);
        bool collectives = isGrouped && this.random.Chance(75);
        bool warpOperations = collectives && this.options.AllowWarpOperations && this.random.Chance(50);
        this.expressions.IsGrouped = isGrouped;

        int group = !isGrouped
            ? 1
            : warpOperations ? this.options.WarpSize * this.random.Between(1, Math.Max(1, 128 / this.options.WarpSize)) : this.random.Pick(PlainGroups);
        int grid = isGrouped ? this.random.Between(1, 4) : this.random.Pick(Extents);

        this.MakeStructs();
        this.MakeViews(grid * group);
        List<ViewVariable> sharedArrays = collectives ? this.MakeSharedArrays(group) : [];
        (List<FuzzFunction> functions, List<Block> bodies) = this.MakeFunctions();
        List<KernelArgument> arguments = [];

        FunctionScope scope = new(isKernel: true)
        {
            IsUniformFlow = collectives,
            HasCollectives = collectives,
            // A few kernels are much larger: many live values, and IL beyond the first limits of the compilers.
            Budget = this.random.Between(4, this.random.Chance(3) ? 8 * this.options.MaxStatements : this.options.MaxStatements),
        };

        for (int i = this.random.Below(4); i > 0; --i)
        {
            FuzzType type = this.random.Pick(FuzzType.Numbers);
            Variable variable = new($"p{i}", type, VariableKind.Parameter, isUniform: true, isReadOnly: true);
            arguments.Add(new KernelArgument(variable, Values.Random(this.random, type)));
            scope.Variables.Add(variable);
        }

        this.statements.SharedArrays = sharedArrays;
        this.statements.AllowWarpOperations = warpOperations;
        this.statements.DeclareVariables(scope, this.expressions.Structs);
        List<Statement> body = [.. this.statements.MakeBlock(scope).Statements];
        body.AddRange(this.MakeEpilogue(scope));

        return new FuzzKernel
        {
            Seed = seed,
            IsGrouped = isGrouped,
            GridSize = grid,
            GroupSize = group,
            Structs = [.. this.expressions.Structs],
            Views = [.. this.expressions.Views],
            SharedArrays = sharedArrays,
            Arguments = arguments,
            Functions = functions,
            Entry = new FuzzFunction("Kernel", null, [], null),
            Bodies = bodies,
            Body = new Block([.. body]),
            DebugShape = this.random.Chance(40),
        };
    }

    private void MakeStructs()
    {
        for (int i = this.random.Below(3); i > 0; --i)
        {
            List<FuzzField> fields = [];

            for (int f = this.random.Between(1, 4); f > 0; --f)
            {
                FuzzType type = this.expressions.Structs.Count > 0 && this.random.Chance(20)
                    ? this.random.Pick(this.expressions.Structs)
                    : this.random.Chance(10) ? FuzzType.Bool : this.random.Pick(FuzzType.Numbers);
                fields.Add(new FuzzField($"f{fields.Count}", type));
            }

            this.expressions.Structs.Add(FuzzType.Struct($"S{this.expressions.Structs.Count}", fields));
        }
    }

    private void MakeViews(int workItems)
    {
        List<ViewVariable> views = this.expressions.Views;

        for (int i = this.random.Between(2, 5); i > 0; --i)
        {
            views.Add(new ViewVariable($"in{views.Count}", this.random.Pick(FuzzType.Numbers), ViewRole.Input, InputLength, this.random.Chance(30)));
        }

        for (int i = this.random.Between(1, 3); i > 0; --i)
        {
            views.Add(new ViewVariable($"out{views.Count}", this.random.Pick(FuzzType.Numbers), ViewRole.Output, workItems, this.random.Chance(30)));
        }

        // Receives a digest of all variables at the end.
        views.Add(new ViewVariable("digest", FuzzType.I64, ViewRole.Output, workItems, false));

        if (this.random.Chance(25))
        {
            FuzzType[] types = [FuzzType.I32, FuzzType.U32, FuzzType.I64, FuzzType.U64];
            views.Add(new ViewVariable(
                "atomics",
                this.random.Pick(types),
                ViewRole.Atomic,
                16,
                this.random.Chance(30),
                (AtomicKind)this.random.Below(6)));
        }
    }

    private List<ViewVariable> MakeSharedArrays(int group)
    {
        List<ViewVariable> arrays = [];

        for (int i = this.random.Below(3); i > 0; --i)
        {
            arrays.Add(new ViewVariable($"shared{arrays.Count}", this.random.Pick(FuzzType.Numbers), ViewRole.Shared, group, false));
        }

        return arrays;
    }

    private (List<FuzzFunction> Functions, List<Block> Bodies) MakeFunctions()
    {
        List<FuzzFunction> functions = [];
        List<Block> bodies = [];

        for (int i = this.random.Below(4); i > 0; --i)
        {
            FuzzType returnType = this.PickType();
            FuzzType? instance = this.expressions.Structs.Count > 0 && this.random.Chance(30) ? this.random.Pick(this.expressions.Structs) : null;
            List<Variable> parameters = [];

            if (instance is not null)
            {
                parameters.Add(new Variable("self", instance, VariableKind.RefParameter));
            }

            for (int p = this.random.Below(4); p > 0; --p)
            {
                VariableKind kind = this.random.Chance(25) ? VariableKind.RefParameter : VariableKind.Parameter;
                parameters.Add(new Variable($"a{parameters.Count}", this.PickType(), kind));
            }

            FuzzFunction function = new($"F{functions.Count}", returnType, parameters, instance);
            FunctionScope scope = new(isKernel: false) { ReturnType = returnType, Budget = this.random.Below(this.options.MaxStatements / 4) };
            scope.Variables.AddRange(parameters);
            this.statements.DeclareVariables(scope, this.expressions.Structs);
            List<Statement> body = [.. this.statements.MakeBlock(scope).Statements];
            body.Add(new Return(this.expressions.Make(scope, returnType)));

            functions.Add(function);
            bodies.Add(new Block([.. body]));
            this.expressions.Functions.Add(function);
            this.expressions.Costs.Add(scope.Cost + 1);
        }

        return (functions, bodies);
    }

    private FuzzType PickType()
    {
        return this.expressions.Structs.Count > 0 && this.random.Chance(25)
            ? this.random.Pick(this.expressions.Structs)
            : this.random.Pick(FuzzType.Numbers);
    }

    /// <summary>Writes every output view, and a digest of every variable so that no difference goes unseen.</summary>
    private List<Statement> MakeEpilogue(FunctionScope scope)
    {
        List<Statement> statements = [];

        foreach (ViewVariable view in this.expressions.Views.Where(view => view.Role == ViewRole.Output && view.Name != "digest"))
        {
            statements.Add(new Assignment(new ViewElement(view, null), this.expressions.Make(scope, view.Element)));
        }

        ViewElement digest = new(this.expressions.Views.Single(view => view.Name == "digest"), null);

        foreach (Variable variable in scope.Variables.Where(variable => variable.Kind == VariableKind.Local))
        {
            foreach (Expression leaf in Leaves(variable))
            {
                statements.Add(new Assignment(
                    digest,
                    new Binary(
                        BinaryOp.Xor,
                        new Binary(BinaryOp.Multiply, digest, new Constant(FuzzType.I64, 31)),
                        ToLong(leaf))));
            }
        }

        return statements;
    }

    private static IEnumerable<Expression> Leaves(Variable variable)
    {
        if (variable.Type.IsArray)
        {
            return Enumerable.Range(0, variable.Type.Length)
                .SelectMany(i => Leaves(new ArrayElement(variable, new Constant(FuzzType.I32, i))));
        }

        return Leaves(new VariableReference(variable));
    }

    private static IEnumerable<Expression> Leaves(Expression value)
    {
        return value.Type.IsStruct
            ? Enumerable.Range(0, value.Type.Fields.Count).SelectMany(i => Leaves(new FieldAccess(value, i)))
            : [value];
    }

    private static Expression ToLong(Expression value)
    {
        return value.Type.ScalarKind switch
        {
            Scalar.I64 => value,
            Scalar.Bool => new Conditional(value, new Constant(FuzzType.I64, 1), new Constant(FuzzType.I64, 0)),
            Scalar.F32 => new Conversion(FuzzType.I64, new MathCall(MathOp.Bits, FuzzType.I32, [value])),
            Scalar.F64 => new MathCall(MathOp.Bits, FuzzType.I64, [value]),
            _ => new Conversion(FuzzType.I64, value),
        };
    }
}
