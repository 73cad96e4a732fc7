using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Generation;

/// <summary>What the generator knows at a point of a function: variables, loops, and what is allowed here.</summary>
internal sealed class FunctionScope(bool isKernel)
{
    private int counter;

    public bool IsKernel { get; } = isKernel;

    public FuzzType? ReturnType { get; init; }

    public List<Variable> Variables { get; } = [];

    /// <summary>True for each enclosing loop that all work-items of a group run alike.</summary>
    public Stack<bool> Loops { get; } = [];

    public Stack<(string Name, bool IsUniform)> Labels { get; } = [];

    /// <summary>All work-items of the group get here together: barriers and shuffles are allowed.</summary>
    public bool IsUniformFlow { get; set; }

    /// <summary>The kernel has collective operations, so that no work-item may leave it early.</summary>
    public bool HasCollectives { get; set; }

    /// <summary>The shared array that may be used here, and how.</summary>
    public ViewVariable? SharedArray { get; set; }

    public bool MayWriteShared { get; set; }

    /// <summary>Statements that may still be made.</summary>
    public int Budget { get; set; }

    public int Nesting { get; set; }

    /// <summary>How often a statement at this place runs at most.</summary>
    public int Repetitions { get; set; } = 1;

    /// <summary>Upper estimate of the statements that one run of the function executes.</summary>
    public long Cost { get; set; }

    public bool MayBreak => this.Loops.Count > 0 && (this.IsUniformFlow || !this.Loops.Peek());

    public Variable NewLocal(FuzzType type, bool isUniform = false, bool isReadOnly = false, string prefix = "v")
    {
        Variable variable = new($"{prefix}{this.counter++}", type, VariableKind.Local, isUniform, isReadOnly);
        this.Variables.Add(variable);

        return variable;
    }

    public string NewLabel()
    {
        return $"label{this.counter++}";
    }

    /// <summary>Variables of a type that may be read here.</summary>
    public List<Variable> Readable(FuzzType type, bool uniform)
    {
        return this.Variables.FindAll(variable => variable.Type == type && (!uniform || variable.IsUniform));
    }

    /// <summary>Variables of a type that may be assigned here; uniform ones only where the caller assigns a uniform value.</summary>
    public List<Variable> Assignable(FuzzType type, bool uniform)
    {
        return this.Variables.FindAll(variable => variable.Type == type && !variable.IsReadOnly && variable.IsUniform == uniform);
    }
}
