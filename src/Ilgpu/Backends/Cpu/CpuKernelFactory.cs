using System.Reflection;
using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.Backends.Planning;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>The way from a method to a <see cref="CpuKernel"/>.</summary>
internal static class CpuKernelFactory
{
    /// <summary>Compiles a kernel.</summary>
    /// <param name="method">The kernel method.</param>
    /// <param name="kind">How its work-items come about.</param>
    /// <param name="specialized">Per parameter of the method: the value of a SpecializedValue, else null.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="KernelCompilationException">The kernel uses something that does not exist on devices.</exception>
    public static CpuKernel Compile(MethodInfo method, KernelKind kind, object?[] specialized, KernelOptions options)
    {
        (Function function, PassContext context) = KernelBuilder.Build(method, kind, specialized, options, ImplicitPositions.Run);

        return new CpuKernel(function, VectorIsa.Get(options.WarpSize == 1 ? 0 : options.WarpSize * 32), context);
    }
}
