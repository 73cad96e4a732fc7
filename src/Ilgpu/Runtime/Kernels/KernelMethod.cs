using System.Reflection;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>From the delegate that a loader is given to the kernel.</summary>
internal static class KernelMethod
{
    /// <summary>The method of a delegate.</summary>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    public static MethodInfo Of(Delegate action)
    {
        ArgumentNullException.ThrowIfNull(action);

        return action.Method;
    }
}
