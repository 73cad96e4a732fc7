using ILGPU;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>Writes kernels as OpenCL C 1.2.</summary>
internal static class OpenClGenerator
{
    /// <summary>Writes a kernel.</summary>
    /// <param name="function">The kernel, after the passes.</param>
    /// <param name="features">What the device offers.</param>
    /// <exception cref="KernelCompilationException">The kernel needs what the device does not have.</exception>
    public static OpenClSource Generate(Function function, OpenClFeatures features) => new OpenClWriter(function, features).Write();
}
