namespace IlgpuOptim.Fuzz.Ast;

/// <summary>Where the storage of a <see cref="Variable"/> is.</summary>
internal enum VariableKind : byte
{
    Local,

    /// <summary>Parameter by value.</summary>
    Parameter,

    /// <summary>Parameter by reference (ref, or 'this' of a structure's method).</summary>
    RefParameter,

    /// <summary>A ref local, see <see cref="RefLocal"/>.</summary>
    RefLocal,
}

/// <summary>A local variable or parameter of a generated function; identity is what counts.</summary>
internal sealed class Variable(string name, FuzzType type, VariableKind kind, bool isUniform = false, bool isReadOnly = false)
{
    public string Name { get; } = name;

    public FuzzType Type { get; } = type;

    public VariableKind Kind { get; } = kind;

    /// <summary>Equal in all work-items of a group at every point of uniform control flow.</summary>
    public bool IsUniform { get; } = isUniform;

    /// <summary>Loop counters and the work-item's index: the generator never assigns them.</summary>
    public bool IsReadOnly { get; } = isReadOnly;

    /// <summary>Holds the address of its value.</summary>
    public bool IsReference => this.Kind is VariableKind.RefParameter or VariableKind.RefLocal;

    public override string ToString()
    {
        return this.Name;
    }
}

/// <summary>What a kernel may do with a view, so that kernels are free of races by construction.</summary>
internal enum ViewRole : byte
{
    /// <summary>Read at any index.</summary>
    Input,

    /// <summary>Read and written at the own index only.</summary>
    Output,

    /// <summary>Changed by one commutative atomic operation, never read.</summary>
    Atomic,

    /// <summary>One element per work-item of the group in shared memory; see <see cref="SharedPhase"/>.</summary>
    Shared,
}

/// <summary>A view parameter of the kernel, or a shared array.</summary>
internal sealed class ViewVariable(string name, FuzzType element, ViewRole role, int length, bool isView1D, AtomicKind atomic = AtomicKind.Add)
{
    public string Name { get; } = name;

    public FuzzType Element { get; } = element;

    public ViewRole Role { get; } = role;

    /// <summary>Number of elements: a power of two for inputs and atomic targets.</summary>
    public int Length { get; } = length;

    /// <summary>ArrayView1D&lt;T, Stride1D.Dense&gt; in place of ArrayView&lt;T&gt;.</summary>
    public bool IsView1D { get; } = isView1D;

    /// <summary>The only operation applied to an atomic target: different ones do not commute.</summary>
    public AtomicKind Atomic { get; } = atomic;

    public override string ToString()
    {
        return this.Name;
    }
}

/// <summary>Commutative atomic operations.</summary>
internal enum AtomicKind : byte
{
    Add,
    Min,
    Max,
    And,
    Or,
    Xor,
}
