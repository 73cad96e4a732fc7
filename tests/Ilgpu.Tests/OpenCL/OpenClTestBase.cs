using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Runtime.OpenCL;
using Xunit;

namespace IlgpuOptim.Engine.Tests.OpenCL;

/// <summary>Opens the first OpenCL device; tests are skipped where there is none.</summary>
public abstract class OpenClTestBase : IDisposable
{
    private readonly Context _context = Context.Create(static builder => builder.OpenCL().Profiling());
    private CLAccelerator? _accelerator;

    protected Context Context => _context;

    protected CLAccelerator Accelerator
    {
        get
        {
            Assert.SkipWhen(OpenClProbe.Reason is not null, $"no OpenCL device: {OpenClProbe.Reason}");

            return _accelerator ??= _context.CreateCLAccelerator(0);
        }
    }

    public void Dispose()
    {
        _accelerator?.Dispose();
        _context.Dispose();
        GC.SuppressFinalize(this);
    }
}
