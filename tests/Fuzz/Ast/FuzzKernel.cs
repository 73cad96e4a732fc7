namespace IlgpuOptim.Fuzz.Ast;

/// <summary>A function of a generated program: a helper, or the kernel itself (without return type).</summary>
internal sealed class FuzzFunction(string name, FuzzType? returnType, IReadOnlyList<Variable> parameters, FuzzType? instance)
{
    public string Name { get; } = name;

    public FuzzType? ReturnType { get; } = returnType;

    /// <summary>For instance methods the first one is 'this'.</summary>
    public IReadOnlyList<Variable> Parameters { get; } = parameters;

    /// <summary>The structure whose instance method this is.</summary>
    public FuzzType? Instance { get; } = instance;
}

/// <summary>A value parameter of the kernel, equal for all work-items.</summary>
internal sealed record KernelArgument(Variable Variable, long Bits);

/// <summary>One generated kernel with everything that is needed to run it.</summary>
internal sealed record FuzzKernel
{
    public required ulong Seed { get; init; }

    /// <summary>Explicitly grouped: launched with a KernelConfig, may use barriers, shared memory and shuffles.</summary>
    public required bool IsGrouped { get; init; }

    public required int GridSize { get; init; }

    /// <summary>1 for implicitly grouped kernels, whose extent is <see cref="GridSize"/>.</summary>
    public required int GroupSize { get; init; }

    public required IReadOnlyList<FuzzType> Structs { get; init; }

    public required IReadOnlyList<ViewVariable> Views { get; init; }

    public required IReadOnlyList<ViewVariable> SharedArrays { get; init; }

    public required IReadOnlyList<KernelArgument> Arguments { get; init; }

    /// <summary>Helpers in the order of definition: each calls only those before it.</summary>
    public required IReadOnlyList<FuzzFunction> Functions { get; init; }

    public required FuzzFunction Entry { get; init; }

    /// <summary>Bodies of <see cref="Functions"/>, by index.</summary>
    public required IReadOnlyList<Block> Bodies { get; init; }

    public required Block Body { get; init; }

    /// <summary>Emit IL as Roslyn's debug builds shape it: conditions through locals, one return, nops.</summary>
    public required bool DebugShape { get; init; }

    public int WorkItems => this.GridSize * this.GroupSize;
}
