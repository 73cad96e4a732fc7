using IlgpuOptim.Ptx.Syntax;

namespace IlgpuOptim.Ptx.Execute;

internal enum Control : byte
{
    Next,
    Branch,
    BranchTable,
    Exit,
    WarpSync,
    Barrier,
    Trap,
}

internal enum Rounding : byte
{
    Nearest,
    Zero,
    Down,
    Up,
    NearestAway,
}

/// <summary>
/// A decoded instruction. Operands are places in the register file of a warp (slot * 32, lane 0); predicates are slots.
/// </summary>
internal sealed unsafe class Instruction
{
    public Exec Run;
    public Test Compare;
    public Control Control;
    public int Line;
    public string Text = "";

    /// <summary>The slot of the guard, or -1; its lanes are flipped by GuardFlip.</summary>
    public int Guard = -1;
    public uint GuardFlip;

    public int D = -1;
    public int D2 = -1;
    public int A;
    public int B;
    public int C;
    public int E = -1;

    /// <summary>Elements of vectors: of the destination or the value (V), and of further fragments (VA, VB, VC).</summary>
    public int[] V = [];
    public int[] VA = [];
    public int[] VB = [];
    public int[] VC = [];

    /// <summary>Slots that must have been written, and slots that are then written.</summary>
    public int[] Reads = [];
    public int[] Writes = [];

    /// <summary>The second address of an instruction that has two.</summary>
    public Instruction? Second;

    public int Target;
    public int[] Targets = [];

    public PtxType Type;
    public PtxType SourceType;
    public Rounding Rounding;
    public Space Space;
    public long Offset;
    public ulong AddressMask = ulong.MaxValue;

    /// <summary>Bytes that one lane accesses; also its alignment.</summary>
    public int Bytes;

    /// <summary>A mode of its own for each family.</summary>
    public int Mode;

    /// <summary>Flips the lanes of a predicate operand.</summary>
    public uint Flip;

    public bool Ftz;
    public bool Saturate;
    public bool Relu;
    public bool PropagateNaN;
    public bool IsPacked;
    public bool IsInteger;

    /// <summary>A barrier that whole warps execute together.</summary>
    public bool IsAligned;

    /// <summary>Whether the lanes of a member mask may meet in different instructions (bar.warp.sync).</summary>
    public bool MeetsAnywhere;

    /// <summary>Sets the written marks itself.</summary>
    public bool MarksWrites;

    public override string ToString() => $"line {this.Line}: {this.Text}";
}
