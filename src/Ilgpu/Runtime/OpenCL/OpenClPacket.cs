using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.OpenCL;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>
/// The arguments of a launch. A view stands in the block as its offset in its buffer; which buffer that is, is remembered here by
/// the place in the block.
/// </summary>
internal sealed unsafe class OpenClPacket : LaunchPacket
{
    // Behind the arguments: extent and size of the dynamic shared memory, at most.
    private const int Extras = 64;

    private readonly CLAccelerator _accelerator;
    private readonly List<(int Offset, nint Memory)> _views = [];
    private readonly List<MemoryBuffer?> _buffers = [];
    private byte* _memory;
    private int _capacity;

    public OpenClPacket(CLAccelerator accelerator)
        : base(accelerator)
    {
        _accelerator = accelerator;
    }

    ~OpenClPacket()
    {
        NativeMemory.AlignedFree(_memory);
    }

    /// <summary>The buffers of all views.</summary>
    public ReadOnlySpan<MemoryBuffer?> Buffers => CollectionsMarshal.AsSpan(_buffers);

    public override void Prepare(KernelSignature signature)
    {
        int arguments = (signature.ArgumentBytes + Extras + 63) & -64;
        int bytes = arguments + signature.SpecializedBytes;

        if (bytes > _capacity)
        {
            NativeMemory.AlignedFree(_memory);
            _capacity = 0;
            _memory = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 512), 64);
            _capacity = Math.Max(bytes, 512);
        }

        // Padding is never read, but specialised values are compared by bytes.
        new Span<byte>(_memory, bytes).Clear();
        this.Signature = signature;
        this.Arguments = _memory;
        this.Specialized = _memory + arguments;
    }

    public override nint AddressOf(in ArrayView<byte> view, MemoryBuffer buffer, byte* target, string name)
    {
        if (buffer is CPUMemoryBuffer)
        {
            throw new ArgumentException(
                $"'{name}' is memory of the host, which kernels on '{_accelerator.Name}' cannot use; copy it, or wrap it with WrapHostMemory.",
                name);
        }

        _views.Add(((int)(target - this.Arguments), buffer.NativePtr));
        _buffers.Add(buffer);

        return (nint)view.ByteOffset;
    }

    /// <summary>The memory object of the view at a place in the block; zero for a view without one.</summary>
    public nint MemoryAt(int offset)
    {
        foreach ((int place, nint memory) in _views)
        {
            if (place == offset)
            {
                return memory;
            }
        }

        return 0;
    }

    public override void Return()
    {
        _views.Clear();
        _buffers.Clear();
        this.ReleaseKept();
        this.Signature = null;
        _accelerator.ReturnPacket(this);
    }
}
