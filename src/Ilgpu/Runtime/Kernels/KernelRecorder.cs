using System.Reflection;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>A compiled form of a kernel.</summary>
/// <param name="Method">The kernel method, closed.</param>
/// <param name="Kind">How its work-items come about.</param>
/// <param name="Values">Per parameter of the method: the value of a SpecializedValue, else null.</param>
internal sealed record RecordedKernel(MethodInfo Method, KernelKind Kind, object?[] Values);

/// <summary>Notes what kernels an accelerator compiles. For tools that need to know all kernels of a program.</summary>
/// <param name="isDry">Kernels are noted, and neither compiled nor run. CPU accelerators only.</param>
internal sealed class KernelRecorder(bool isDry)
{
    private readonly Lock _lock = new();
    private readonly HashSet<(MethodInfo Method, KernelKind Kind, string Values)> _known = [];
    private readonly List<RecordedKernel> _kernels = [];

    public bool IsDry { get; } = isDry;

    /// <summary>What was compiled so far, in that order.</summary>
    public RecordedKernel[] Kernels
    {
        get
        {
            lock (_lock)
            {
                return [.. _kernels];
            }
        }
    }

    /// <summary>A form of a kernel is compiled.</summary>
    public void NoteCompiled(KernelSignature signature, ReadOnlySpan<byte> key, object?[] values)
    {
        lock (_lock)
        {
            if (_known.Add((signature.Method, signature.Kind, Convert.ToHexString(key))))
            {
                _kernels.Add(new RecordedKernel(signature.Method, signature.Kind, values));
            }
        }
    }
}
