using System.Reflection;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.Cpu;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>Launches kernels given as methods, by the reflection forms of the loaders and by the oracle.</summary>
internal static class KernelRunner
{
    public static void Run(Accelerator accelerator, MethodInfo kernel, Launch launch, KernelMemory memory, object[] arguments)
    {
        object[] converted = memory.Convert(kernel, launch.IsGrouped ? 0 : 1, arguments);
        using Kernel compiled = Load(accelerator, kernel, launch);
        AcceleratorStream stream = accelerator.DefaultStream;

        switch (launch.Dimensions)
        {
            case 0:
                compiled.Launch(stream, launch.Config, converted);
                break;
            case 1:
                compiled.Launch(stream, new Index1D(launch.Extent.X), converted);
                break;
            case 2:
                compiled.Launch(stream, launch.Extent.XY, converted);
                break;
            default:
                compiled.Launch(stream, launch.Extent, converted);
                break;
        }

        accelerator.Synchronize();
    }

    public static void RunOracle(MethodInfo kernel, Launch launch, int warpSize, KernelMemory memory, object[] arguments)
    {
        object[] converted = memory.Convert(kernel, launch.IsGrouped ? 0 : 1, arguments);
        Accelerator host = memory.Accelerator;
        LaunchDimensions dimensions = launch.IsGrouped
            ? LaunchDimensions.Explicit(launch.Config, host)
            : LaunchDimensions.Implicit(launch.Extent, host, launch.GroupSize);
        DebugExecutor.Run(kernel, (KernelKind)launch.Dimensions, dimensions, converted, warpSize);
    }

    private static Kernel Load(Accelerator accelerator, MethodInfo kernel, Launch launch)
    {
        if (launch.IsGrouped)
        {
            return accelerator.LoadKernel(kernel);
        }

        return launch.GroupSize > 0
            ? accelerator.LoadImplicitlyGroupedKernel(kernel, launch.GroupSize)
            : accelerator.LoadAutoGroupedKernel(kernel);
    }
}
