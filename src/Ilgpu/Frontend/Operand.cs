using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>
/// An entry of the evaluation stack: a type and the SSA values of its scalar leaves. References and pointers are one
/// pointer value; what they point to says the type.
/// </summary>
internal readonly struct Operand
{
    private readonly Value? _single;
    private readonly Value[]? _many;

    public Operand(TypeLayout type, Value value, object? tag = null)
    {
        this.Type = type;
        this.Tag = tag;
        _single = value;
    }

    public Operand(TypeLayout type, Value[] values, object? tag = null)
    {
        this.Type = type;
        this.Tag = tag;
        if (values.Length == 1)
        {
            _single = values[0];
        }
        else
        {
            _many = values;
        }
    }

    /// <summary>Something without run-time form: a type handle, a text.</summary>
    public Operand(TypeLayout type, object? tag)
    {
        this.Type = type;
        this.Tag = tag;
        _many = Value.NoOperands;
    }

    public TypeLayout Type { get; }

    /// <summary>The type of a type handle, the string of a text, the field of a field handle.</summary>
    public object? Tag { get; }

    public bool IsNone => this.Type is null;

    public int Count => _many is null ? 1 : _many.Length;

    /// <summary>The value of a single leaf.</summary>
    public Value Value => _single ?? throw new KernelFault(Diagnostics.InvalidIl, this.Type.ToString(), "a struct stands for a number");

    public bool IsSingle => _single is not null;

    public Value this[int leaf] => _many is null ? _single! : _many[leaf];

    public Operand As(TypeLayout type) => _many is null ? new Operand(type, _single!, this.Tag) : new Operand(type, _many, this.Tag);

    public Value[] ToArray() => _many ?? [_single!];
}

/// <summary>
/// A place for values of a type: an argument, a local variable or a temporary. It lives in SSA values, one variable per
/// leaf, unless its address escapes: then it has memory of its own.
/// </summary>
internal sealed class Variable(TypeLayout type, int first, long key, Value? memory)
{
    public readonly TypeLayout Type = type;

    /// <summary>First SSA variable of the leaves.</summary>
    public readonly int First = first;

    /// <summary>Name that is the same in each attempt to build the kernel.</summary>
    public readonly long Key = key;

    public readonly Value? Memory = memory;

    /// <summary>Symbolic address, see <see cref="LocalReference"/>.</summary>
    public Value? Reference;
}

/// <summary>Address inside of a variable without memory. Loads and stores through it read and write SSA values.</summary>
internal readonly record struct LocalReference(Variable Variable, int Offset)
{
    /// <summary>Mark in <see cref="Value.Aux"/> of the value that stands for such an address.</summary>
    public const byte Mark = 0xFF;

    public static bool Is(Value value) => value.Op == Op.Alloca && value.Aux == Mark;
}
