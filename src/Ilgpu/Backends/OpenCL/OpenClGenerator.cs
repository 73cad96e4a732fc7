using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Backends.OpenCL;

/// <summary>Writes kernels as OpenCL C 1.2.</summary>
internal static class OpenClGenerator
{
    /// <summary>Writes a kernel.</summary>
    /// <param name="function">The kernel, after the passes.</param>
    /// <param name="features">What the device offers.</param>
    public static OpenClSource Generate(Function function, OpenClFeatures features) => new OpenClWriter(function, features).Write();
}

/// <summary>Writes one kernel.</summary>
internal sealed class OpenClWriter(Function function, OpenClFeatures features)
{
    /// <summary>The text with its facts.</summary>
    public OpenClSource Write() => new()
    {
        Text = "__kernel void " + function.Name + "() { }",
        EntryPoint = function.Name,
        BuildOptions = features.CorrectlyRoundedDivideSqrt ? "-cl-fp32-correctly-rounded-divide-sqrt" : "",
        PointerParameters = [],
        BlockBytes = 0,
    };
}
