namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>Why a work-item stopped its kernel.</summary>
internal enum KernelFaultReason
{
    /// <summary>An integer division or remainder with divisor zero.</summary>
    DivisionByZero,

    /// <summary>An assertion of the kernel did not hold.</summary>
    Assertion,
}

/// <summary>
/// Thrown by emitted code to abort the warp; the launcher turns lane and warp into a work-item index.
/// </summary>
internal sealed class KernelFaultException : Exception
{
    public KernelFaultException(
        int lane, KernelFaultReason reason = KernelFaultReason.DivisionByZero, string? message = null)
        : base(message ?? (reason == KernelFaultReason.DivisionByZero ? "Division by zero." : "Assertion failed."))
    {
        this.Lane = lane;
        this.Reason = reason;
    }

    /// <summary>The first active lane of the warp that failed; 0 in code that runs once per warp.</summary>
    public int Lane { get; }

    /// <summary>What the lane did.</summary>
    public KernelFaultReason Reason { get; }
}
