using System.Reflection;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.Cpu;
using IlgpuOptim.Fuzz.Ast;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Fuzz.Execution;

/// <summary>The oracle: .NET runs the kernel's method itself, work-item by work-item.</summary>
/// <param name="host">A CPU accelerator, whose memory the method can read and write directly.</param>
/// <param name="warpSize">Width of a warp; that of the engine under test.</param>
internal sealed class OracleExecutor(Accelerator host, int warpSize) : IKernelExecutor
{
    public string Name => "oracle";

    public int WarpSize { get; } = warpSize;

    public void Run(FuzzKernel kernel, MethodInfo method, Array[] data)
    {
        using DeviceViews views = new(host, kernel, data);
        LaunchDimensions dimensions = kernel.IsGrouped
            ? LaunchDimensions.Explicit(new KernelConfig(kernel.GridSize, kernel.GroupSize), host)
            : LaunchDimensions.Implicit(new Index3D(kernel.GridSize, 1, 1), host, 0);
        DebugExecutor.Run(
            method,
            kernel.IsGrouped ? KernelKind.Explicit : KernelKind.Implicit1D,
            dimensions,
            views.Arguments,
            this.WarpSize);
        views.CopyBack(data);
    }
}
