using ILGPU;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>Writes kernels as OpenCL C 1.2.</summary>
internal static class OpenClGenerator
{
    /// <summary>Writes a kernel in the form for GPUs.</summary>
    /// <param name="function">The kernel, after the passes.</param>
    /// <param name="features">What the device offers.</param>
    /// <exception cref="KernelCompilationException">The kernel needs what the device does not have.</exception>
    public static OpenClSource Generate(Function function, OpenClFeatures features) => new OpenClWriter(function, features).Write();

    /// <summary>Writes a kernel in the form for processors.</summary>
    /// <param name="function">The kernel, after the passes and <see cref="Planning.LanePreparation"/>.</param>
    /// <param name="plan">The plan of the function.</param>
    /// <param name="features">What the device offers.</param>
    /// <param name="form">What it is written for.</param>
    /// <exception cref="KernelCompilationException">The kernel needs what the device does not have.</exception>
    public static OpenClSource GenerateLanes(Function function, Planning.LanePlan plan, OpenClFeatures features, LaneForm form) =>
        new LaneWriter(function, plan, features, form).Write();

    /// <summary>Refuses a kernel that needs what a device does not have.</summary>
    /// <exception cref="KernelCompilationException">It does.</exception>
    public static void CheckFeatures(Function function, OpenClFeatures features) => OpenClKernelWriter.CheckFeatures(function, features);
}
