using System.Reflection;
using ILGPU;
using IlgpuOptim.Engine.Frontend;
using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.IR.Passes;

namespace IlgpuOptim.Engine.Backends.Cpu;

/// <summary>What a kernel is compiled with.</summary>
/// <param name="Math">Freedom with floating-point operations.</param>
/// <param name="Assertions">Assertions are compiled.</param>
/// <param name="Output">Interop.Write is compiled.</param>
/// <param name="Verify">The intermediate code is verified after every stage.</param>
/// <param name="Arrays">Treatment of static arrays.</param>
/// <param name="StaticFields">Treatment of static fields.</param>
/// <param name="WarpSize">Lanes of a warp; 1 gives scalar code.</param>
internal sealed record CpuKernelOptions(
    MathMode Math,
    bool Assertions,
    bool Output,
    bool Verify,
    ArrayMode Arrays,
    StaticFieldMode StaticFields,
    int WarpSize);

/// <summary>The way from a method to a <see cref="CpuKernel"/>.</summary>
internal static class CpuKernelFactory
{
    /// <summary>Compiles a kernel.</summary>
    /// <param name="method">The kernel method.</param>
    /// <param name="kind">How its work-items come about.</param>
    /// <param name="specialized">Per parameter of the method: the value of a SpecializedValue, else null.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="KernelCompilationException">The kernel uses something that does not exist on devices.</exception>
    public static CpuKernel Compile(MethodInfo method, KernelKind kind, object?[] specialized, CpuKernelOptions options)
    {
        Dictionary<int, object>? values = null;
        for (int i = 0; i < specialized.Length; i++)
        {
            if (specialized[i] is { } value)
            {
                (values ??= []).Add(i, value);
            }
        }

        Function function = KernelFrontend.Build(method, kind, new FrontendOptions
        {
            SpecializedValues = values,
            Assertions = options.Assertions,
            IOOperations = options.Output,
            StaticFields = (StaticFieldPolicy)(int)options.StaticFields,
            Arrays = (ArrayPolicy)(int)options.Arrays,
            Math = (FastMath)(int)options.Math,
        });
        ImplicitPositions.Run(function);
        PassContext context = new() { Verify = options.Verify, WarpSize = options.WarpSize };
        Pipeline.Run(function, context);

        return new CpuKernel(function, VectorIsa.Get(options.WarpSize == 1 ? 0 : options.WarpSize * 32), context);
    }
}
