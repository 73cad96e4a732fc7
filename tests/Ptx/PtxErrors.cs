namespace IlgpuOptim.Ptx;

/// <summary>A module that breaks the rules of the PTX ISA: found while parsing, before anything runs.</summary>
public sealed class PtxSyntaxException(int line, string message) : Exception($"PTX line {line}: {message}")
{
    /// <summary>The line, counted from one.</summary>
    public int Line { get; } = line;
}

/// <summary>A running kernel did what PTX leaves undefined or forbids.</summary>
public sealed class PtxFaultException(int line, string message) : Exception($"PTX line {line}: {message}")
{
    /// <summary>The line of the instruction, counted from one; 0 where no single instruction is to blame.</summary>
    public int Line { get; } = line;
}
