namespace IlgpuOptim.Ptx.Syntax;

internal enum OperandKind : byte
{
    Register,
    Integer,
    Single,
    Double,
    Vector,
    Address,
    Variable,
    Special,
    Name,
    Sink,
    Pair,
    Predicate,
    List,
}

/// <summary>An operand as written.</summary>
internal sealed class Operand(OperandKind kind, int line)
{
    public OperandKind Kind { get; } = kind;

    public int Line { get; } = line;

    public Symbol? Symbol { get; init; }

    /// <summary>The name of a special register or a label.</summary>
    public string Name { get; init; } = "";

    /// <summary>An integer, or the bits of a float.</summary>
    public ulong Bits { get; init; }

    /// <summary>Whether an integer was written with a minus sign.</summary>
    public bool IsNegative { get; init; }

    /// <summary>The elements of a vector, the two halves of a pair (d|p), or the base of an address or of a negated predicate.</summary>
    public Operand[] Elements { get; init; } = [];

    /// <summary>What an address or a variable's name has added to it; bytes.</summary>
    public long Offset { get; init; }

    public override string ToString() => this.Kind switch
    {
        OperandKind.Register or OperandKind.Variable => this.Symbol!.Name,
        OperandKind.Special or OperandKind.Name => this.Name,
        OperandKind.Integer => this.IsNegative ? ((long)this.Bits).ToString() : this.Bits.ToString(),
        OperandKind.Single => $"0f{this.Bits:X8}",
        OperandKind.Double => $"0d{this.Bits:X16}",
        OperandKind.Vector => "{" + string.Join(", ", (object[])this.Elements) + "}",
        OperandKind.Address => this.Offset == 0 ? $"[{this.Elements[0]}]" : $"[{this.Elements[0]}+{this.Offset}]",
        OperandKind.Pair => $"{this.Elements[0]}|{this.Elements[1]}",
        OperandKind.List => "(" + string.Join(", ", (object[])this.Elements) + ")",
        OperandKind.Predicate => $"!{this.Elements[0]}",
        _ => "_",
    };
}

/// <summary>An instruction as written, names resolved.</summary>
internal sealed record Statement(int Line, string Opcode, string[] Modifiers, Operand[] Operands, Register? Guard, bool GuardNegated)
{
    public string Text => this.Opcode + string.Concat(this.Modifiers);
}
