using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace IlgpuOptim.Engine.Conformance.Harness;

/// <summary>
/// The accelerators of one test class: one per target, and the host's own for the oracle. Classes share none, so that a kernel
/// which faults in one cannot be reported in another.
/// </summary>
public sealed class TargetFixture : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Context Context, Accelerator Accelerator)> _opened = [];
    private readonly Context _hostContext = Context.Create(builder => builder.CPU());
    private Accelerator? _host;

    /// <summary>A CPU accelerator whose memory the oracle reads and writes directly.</summary>
    public Accelerator Host
    {
        get
        {
            lock (_lock)
            {
                return _host ??= _hostContext.CreateCPUAccelerator(0);
            }
        }
    }

    public Accelerator Open(string target)
    {
        lock (_lock)
        {
            if (!_opened.TryGetValue(target, out (Context Context, Accelerator Accelerator) entry))
            {
                ITestTarget description = TestTargets.Get(target);
                Context context = Context.Create(builder => description.Configure(builder));
                entry = (context, description.Create(context));
                _opened.Add(target, entry);
            }

            return entry.Accelerator;
        }
    }

    public void Dispose()
    {
        foreach ((Context context, Accelerator accelerator) in _opened.Values)
        {
            accelerator.Dispose();
            context.Dispose();
        }

        _host?.Dispose();
        _hostContext.Dispose();
    }
}
