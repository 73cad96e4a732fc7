using System.Reflection;
using ILGPU;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>What a kernel is compiled with.</summary>
/// <param name="Math">Freedom with floating-point operations.</param>
/// <param name="Assertions">Assertions are compiled.</param>
/// <param name="Output">Interop.Write is compiled.</param>
/// <param name="Optimize">The optimizer runs.</param>
/// <param name="Verify">The intermediate code is verified after every stage.</param>
/// <param name="Arrays">Treatment of static arrays.</param>
/// <param name="StaticFields">Treatment of static fields.</param>
/// <param name="WarpSize">Lanes of a warp.</param>
internal sealed record CpuKernelOptions(
    MathMode Math,
    bool Assertions,
    bool Output,
    bool Optimize,
    bool Verify,
    ArrayMode Arrays,
    StaticFieldMode StaticFields,
    int WarpSize);

/// <summary>A kernel in machine code for the processor of the host.</summary>
internal abstract unsafe class CpuKernel
{
    /// <summary>Static shared memory per group.</summary>
    public abstract int StaticSharedBytes { get; }

    /// <summary>Private memory of an executing thread.</summary>
    public abstract int LocalBytes { get; }

    /// <summary>The kernel has barriers.</summary>
    public abstract bool UsesBarriers { get; }

    /// <summary>Memory for values that live across barriers, per executing thread.</summary>
    public abstract long SpillBytes(in CpuLaunch launch);

    /// <summary>Number of independent pieces of a launch.</summary>
    public abstract long UnitCount(in CpuLaunch launch);

    /// <summary>Number of pieces that a thread should take at a time.</summary>
    public abstract long Grain(in CpuLaunch launch);

    /// <summary>Executes pieces; called by several threads at the same time.</summary>
    public abstract void Execute(CpuLaunch* launch, CpuThread* thread, long begin, long end);

    /// <summary>The text for a fault that <see cref="CpuLaunch.FaultItem"/> reports.</summary>
    public virtual string FaultMessage(in CpuLaunch launch) => "Integer division by zero.";
}

/// <summary>The way from a method to a <see cref="CpuKernel"/>.</summary>
internal static class CpuKernelFactory
{
    /// <summary>There is a compiler; otherwise the methods themselves are executed.</summary>
    public static bool IsAvailable => false;

    /// <summary>Compiles a kernel; null when there is no compiler.</summary>
    /// <param name="method">The kernel method.</param>
    /// <param name="kind">How its work-items come about.</param>
    /// <param name="specialized">Per parameter of the method: the value of a SpecializedValue, else null.</param>
    /// <param name="options">Settings.</param>
    public static CpuKernel? Compile(MethodInfo method, KernelKind kind, object?[] specialized, CpuKernelOptions options) => null;
}
