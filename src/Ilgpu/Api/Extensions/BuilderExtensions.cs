using ILGPU;

namespace IlgpuOptim.Extensions;

/// <summary>Settings that ILGPU does not have.</summary>
public static class BuilderExtensions
{
    /// <summary>
    /// CPU kernels run as the C# methods themselves, one work-item after the other: breakpoints work, and indices are
    /// checked. The environment variable ILGPUOPTIM_DEBUG_KERNELS=1 does the same.
    /// </summary>
    public static Context.Builder DebugKernels(this Context.Builder builder, bool enable = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.DebugKernels = enable;

        return builder;
    }
}
