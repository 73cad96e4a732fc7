namespace IlgpuOptim.Ptx;

/// <summary>How strict the machine is, and in which order it runs what may run in any order.</summary>
public sealed record PtxOptions
{
    /// <summary>0: blocks, warps and lanes in order, paths rejoin early. Others: random order of blocks, warps, paths and lanes.</summary>
    public int Seed { get; init; }

    /// <summary>Whether reading a register that was never written is a fault.</summary>
    public bool CheckUninitialized { get; init; } = true;

    /// <summary>Whether threads that have exited still count where a barrier or a member mask names them, so that waiting for them is a fault.</summary>
    public bool ExitedThreadsCount { get; init; } = true;

    /// <summary>Whether an integer division by zero is a fault; otherwise the quotient is all ones, the remainder the dividend.</summary>
    public bool FaultOnDivisionByZero { get; init; }

    /// <summary>Whether accesses to shared memory by different threads without a barrier between them are a fault, if one of them writes.</summary>
    public bool CheckRaces { get; init; }

    /// <summary>Takes what kernels print; null for the console.</summary>
    public Action<string>? Output { get; init; }

    /// <summary>The most warp instructions of one launch; beyond it, the launch counts as endless.</summary>
    public long InstructionLimit { get; init; } = 4_000_000_000;

    /// <summary>The most bytes of shared memory of a block.</summary>
    public int MaximumSharedBytes { get; init; } = 227 * 1024;
}
