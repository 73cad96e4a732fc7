using ILGPU;
using ILGPU.Runtime;

namespace IlgpuOptim.Engine.Runtime;

/// <summary>The arguments of one launch on their way to a stream. Packets are pooled by their accelerator.</summary>
internal abstract unsafe class LaunchPacket(Accelerator accelerator)
{
    private MemoryBuffer?[] _kept = new MemoryBuffer?[8];
    private int _keptCount;

    public Accelerator Accelerator { get; } = accelerator;

    /// <summary>The argument block.</summary>
    public byte* Arguments { get; protected set; }

    /// <summary>The values that select a variant of the kernel, laid out like arguments.</summary>
    public byte* Specialized { get; protected set; }

    /// <summary>The arguments themselves; only in debug mode.</summary>
    public object?[]? Boxed { get; protected set; }

    /// <summary>Makes room for the arguments of a kernel; padding is zeroed so that specialised values compare by bytes.</summary>
    public abstract void Prepare(KernelSignature signature);

    /// <summary>Keeps a buffer from being finalized until the launch has run.</summary>
    public void Keep(MemoryBuffer buffer)
    {
        if (_keptCount == _kept.Length)
        {
            Array.Resize(ref _kept, _kept.Length * 2);
        }

        _kept[_keptCount++] = buffer;
    }

    /// <summary>The number that stands for the start of a view in the argument block; the buffer is kept until the launch has run.</summary>
    /// <param name="view">The view.</param>
    /// <param name="buffer">Its buffer.</param>
    /// <param name="target">Where the number will be written.</param>
    /// <param name="name">Name of the parameter.</param>
    public virtual nint AddressOf(in ArrayView<byte> view, MemoryBuffer buffer, byte* target, string name)
    {
        this.Keep(buffer);

        return buffer.NativePtr + (nint)view.ByteOffset;
    }

    /// <summary>Writes an argument.</summary>
    public void Set<T>(int index, T value)
        where T : struct
    {
        this.Signature!.Parameters[index].Write(ref value, this);

        if (this.Boxed is not null)
        {
            this.Boxed[index] = value;
        }
    }

    /// <summary>The kernel whose arguments these are.</summary>
    public KernelSignature? Signature { get; protected set; }

    /// <summary>Gives the packet back without launching.</summary>
    public abstract void Return();

    /// <summary>The buffers of all views.</summary>
    public ReadOnlySpan<MemoryBuffer?> Kept => _kept.AsSpan(0, _keptCount);

    /// <summary>Drops the references to buffers.</summary>
    protected void ReleaseKept()
    {
        Array.Clear(_kept, 0, _keptCount);
        _keptCount = 0;
    }
}
