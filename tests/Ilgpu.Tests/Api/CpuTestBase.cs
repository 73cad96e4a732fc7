using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace IlgpuOptim.Engine.Tests.Api;

/// <summary>A context and an accelerator per test.</summary>
public abstract class CpuTestBase : IDisposable
{
    protected CpuTestBase()
    {
        this.Context = Context.Create(static builder => builder.Default().Profiling());
        this.Accelerator = this.Context.CreateCPUAccelerator(0);
    }

    protected Context Context { get; }

    protected CPUAccelerator Accelerator { get; }

    public virtual void Dispose()
    {
        this.Context.Dispose();
        GC.SuppressFinalize(this);
    }
}
