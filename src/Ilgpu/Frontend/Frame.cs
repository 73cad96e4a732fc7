using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Frontend;

/// <summary>One inlined activation of a method while it is being interpreted.</summary>
internal sealed class Frame(IlMethod method, Frame? parent, int key, bool throwsAreUnreachable)
{
    public readonly IlMethod Method = method;

    public readonly Frame? Parent = parent;

    /// <summary>Number of the chain of calls, the same in each attempt to build the kernel.</summary>
    public readonly int Key = key;

    public readonly bool ThrowsAreUnreachable = throwsAreUnreachable;

    /// <summary>Arguments and locals that need no variable hold their operand here.</summary>
    public readonly Operand[] DirectArguments = new Operand[method.Arguments.Length];

    public readonly Operand[] DirectLocals = new Operand[method.Code.Locals.Length];

    public readonly Variable?[] ArgumentVariables = new Variable?[method.Arguments.Length];

    public readonly Variable?[] LocalVariables = new Variable?[method.Code.Locals.Length];

    public readonly FrameBlock[] Blocks = new FrameBlock[method.Code.Blocks.Length];

    /// <summary>IR block in which control enters the method: locals are zero there.</summary>
    public required Block Start;

    public readonly int Depth = parent is null ? 0 : parent.Depth + 1;

    /// <summary>The activation may run more than once per work-item.</summary>
    public bool InLoop;

    /// <summary>Instruction being interpreted.</summary>
    public int Instruction;

    /// <summary>IL block being interpreted.</summary>
    public int Block;

    /// <summary>Where control goes on behind the call; null while no ret was reached.</summary>
    public Block? Exit;

    /// <summary>Result when there is one ret.</summary>
    public Operand Result;

    /// <summary>SSA variables of the result when there are several.</summary>
    public int ResultVariables = -1;
}

/// <summary>State of an IL block in a frame.</summary>
internal struct FrameBlock
{
    /// <summary>IR block that the IL block begins in; null while no edge into it was seen.</summary>
    public Block? Start;

    /// <summary>The IL block goes on in the IR block of its only predecessor.</summary>
    public bool Continues;

    /// <summary>Evaluation stack on entry: as it is where there is one edge, types only where several meet.</summary>
    public Operand[]? Stack;

    /// <summary>SSA variables of each stack entry where several edges meet.</summary>
    public int[]? StackVariables;
}
