using ILGPU;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>Writes kernels as OpenCL C 1.2.</summary>
internal static class OpenClGenerator
{
    /// <summary>Writes a kernel in the form for GPUs.</summary>
    /// <param name="function">The kernel, after the passes.</param>
    /// <param name="features">What the device offers.</param>
    /// <exception cref="KernelCompilationException">The kernel needs what the device does not have.</exception>
    public static OpenClSource Generate(Function function, OpenClFeatures features) => new OpenClWriter(function, features).Write();

    /// <summary>Brings a kernel into the form that <see cref="GenerateLanes"/> takes.</summary>
    public static void PrepareLanes(Function function, PassContext context)
    {
        MathLowering.Run(function, IsInaccurate);
        LanePreparation.Run(function, context);
    }

    /// <summary>Writes a kernel in the form for processors.</summary>
    /// <param name="function">The kernel, after the passes and <see cref="PrepareLanes"/>.</param>
    /// <param name="plan">The plan of the function.</param>
    /// <param name="features">What the device offers.</param>
    /// <param name="form">What it is written for.</param>
    /// <exception cref="KernelCompilationException">The kernel needs what the device does not have.</exception>
    public static OpenClSource GenerateLanes(Function function, LanePlan plan, OpenClFeatures features, LaneForm form) =>
        new LaneWriter(function, plan, features, form).Write();

    /// <summary>Refuses a kernel that needs what a device does not have.</summary>
    /// <exception cref="KernelCompilationException">It does.</exception>
    public static void CheckFeatures(Function function, OpenClFeatures features) => OpenClKernelWriter.CheckFeatures(function, features);

    /// <summary>PoCL's functions on vectors are wrong for small arguments (of sin, by 0.01 at 1e-8), so these are the engine's own.</summary>
    private static bool IsInaccurate(Value value) => value.Op == Op.Math && (value.Flags & ValueFlags.Fast) == 0
        && (value.Type == IrType.F32 ? value.MathFn is MathFn.Sin or MathFn.Cos or MathFn.Tan : value.MathFn == MathFn.Pow);
}
