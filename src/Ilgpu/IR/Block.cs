namespace IlgpuOptim.Engine.IR;

/// <summary>Basic block: parameters, instructions, one terminator at the end.</summary>
internal sealed class Block(Function function, int id)
{
    public readonly Function Function = function;

    /// <summary>Number unique in its function, also the index of side tables.</summary>
    public int Id = id;

    public readonly List<Value> Parameters = [];

    /// <summary>Instructions in order; the last one is the terminator.</summary>
    public readonly List<Value> Instructions = [];

    public Value Terminator => this.Instructions[^1];

    public bool HasTerminator => this.Instructions.Count > 0 && this.Instructions[^1].IsTerminator;

    public ReadOnlySpan<Successor> Successors =>
        this.HasTerminator && this.Terminator.Targets is { } targets ? targets : default;

    public override string ToString() => "b" + this.Id;
}
