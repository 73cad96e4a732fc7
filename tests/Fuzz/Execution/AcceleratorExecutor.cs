using System.Reflection;
using IlgpuOptim.Fuzz.Ast;
using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Fuzz.Execution;

/// <summary>Compiles kernels for an accelerator and launches them there.</summary>
internal sealed class AcceleratorExecutor(string name, Accelerator accelerator) : IKernelExecutor
{
    public string Name { get; } = name;

    public int WarpSize => accelerator.WarpSize;

    public void Run(FuzzKernel kernel, MethodInfo method, Array[] data)
    {
        using DeviceViews views = new(accelerator, kernel, data);
        object[] arguments = views.Arguments;

        if (kernel.IsGrouped)
        {
            using Kernel compiled = accelerator.LoadKernel(method);
            compiled.Launch(accelerator.DefaultStream, new KernelConfig(kernel.GridSize, kernel.GroupSize), arguments);
            accelerator.Synchronize();
        }
        else
        {
            using Kernel compiled = accelerator.LoadAutoGroupedKernel(method);
            compiled.Launch(accelerator.DefaultStream, new Index1D(kernel.GridSize), arguments);
            accelerator.Synchronize();
        }

        views.CopyBack(data);
    }
}
