using System.Reflection;
using ILGPU;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>A compiled form of a kernel, and the groups that it was launched with.</summary>
/// <param name="Method">The kernel method, closed.</param>
/// <param name="Kind">How its work-items come about.</param>
/// <param name="Values">Per parameter of the method: the value of a SpecializedValue, else null.</param>
internal sealed record RecordedKernel(MethodInfo Method, KernelKind Kind, object?[] Values)
{
    private readonly HashSet<Index3D> _groups = [];

    /// <summary>Group sizes of its launches; empty for implicitly grouped kernels and those that were only loaded.</summary>
    public IReadOnlyCollection<Index3D> Groups => _groups;

    public void AddGroup(Index3D group) => _groups.Add(group);
}

/// <summary>Notes what kernels an accelerator compiles and launches. For tools that need to know all kernels of a program.</summary>
/// <param name="isDry">Kernels are noted, and neither compiled nor run. CPU accelerators only.</param>
internal sealed class KernelRecorder(bool isDry)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(MethodInfo Method, KernelKind Kind, string Values), RecordedKernel> _kernels = [];
    private readonly List<RecordedKernel> _order = [];

    public bool IsDry { get; } = isDry;

    /// <summary>What was compiled so far, in that order.</summary>
    public RecordedKernel[] Kernels
    {
        get
        {
            lock (_lock)
            {
                return [.. _order];
            }
        }
    }

    /// <summary>A form of a kernel is compiled.</summary>
    public void NoteCompiled(KernelSignature signature, ReadOnlySpan<byte> key, object?[] values)
    {
        lock (_lock)
        {
            RecordedKernel kernel = new(signature.Method, signature.Kind, values);

            if (_kernels.TryAdd((signature.Method, signature.Kind, Convert.ToHexString(key)), kernel))
            {
                _order.Add(kernel);
            }
        }
    }

    /// <summary>A form of a kernel is launched; it was compiled before.</summary>
    public unsafe void NoteLaunch(LaunchPacket packet, in LaunchDimensions dimensions)
    {
        KernelSignature signature = packet.Signature!;

        if (signature.Kind == KernelKind.Explicit)
        {
            string key = Convert.ToHexString(new ReadOnlySpan<byte>(packet.Specialized, signature.SpecializedBytes));

            lock (_lock)
            {
                _kernels[(signature.Method, signature.Kind, key)].AddGroup(dimensions.Group);
            }
        }
    }
}
