using System.Reflection;
using IlgpuOptim.Fuzz.Ast;

namespace IlgpuOptim.Fuzz.Execution;

/// <summary>A way to run a generated kernel.</summary>
internal interface IKernelExecutor
{
    string Name { get; }

    /// <summary>Width of the warps that the kernel sees.</summary>
    int WarpSize { get; }

    /// <summary>Runs the kernel; <paramref name="data"/>, one array per view, holds the results afterwards.</summary>
    /// <exception cref="Exception">The kernel does not compile or faults: a finding.</exception>
    void Run(FuzzKernel kernel, MethodInfo method, Array[] data);
}
