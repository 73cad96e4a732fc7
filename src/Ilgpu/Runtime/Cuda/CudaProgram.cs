using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using IlgpuOptim.Engine.Backends;
using IlgpuOptim.Engine.Backends.Ptx;

namespace IlgpuOptim.Engine.Runtime.Cuda;

/// <summary>The arguments of a launch; the driver copies the block when the launch is queued.</summary>
internal sealed unsafe class CudaPacket(CudaAccelerator accelerator) : LaunchPacket(accelerator)
{
    // Behind the arguments: the extent.
    private const int Extras = 64;

    private byte* _memory;
    private int _capacity;

    ~CudaPacket()
    {
        NativeMemory.AlignedFree(_memory);
    }

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

    public override nint AddressOf(in ArrayView<byte> view, MemoryBuffer buffer, byte* target, string name) =>
        buffer is not CPUMemoryBuffer
            ? base.AddressOf(view, buffer, target, name)
            : throw new ArgumentException(
                $"'{name}' is memory of the host, which kernels on '{accelerator.Name}' cannot use; copy it.", name);

    public override void Return()
    {
        this.ReleaseKept();
        this.Signature = null;
        accelerator.ReturnPacket(this);
    }
}

/// <summary>A kernel method with its compiled variants.</summary>
internal sealed class CudaProgram : CompiledKernel
{
    private readonly CudaAccelerator _accelerator;
    private readonly KernelOptions _options;
    private readonly VariantCache<CudaVariant> _variants;

    public CudaProgram(CudaAccelerator accelerator, KernelSignature signature, KernelSpecialization specialization)
    {
        _accelerator = accelerator;
        _options = KernelOptions.Of(accelerator);
        this.Signature = signature;
        this.Specialization = specialization;
        _variants = new VariantCache<CudaVariant>(accelerator, signature, this.Compile);
    }

    public KernelSignature Signature { get; }

    public override string Name => this.Signature.Name;

    public override KernelInfo Info => new(_variants.Last?.Source.StaticSharedBytes ?? 0, _variants.Last?.Source.LocalBytes ?? 0);

    public override KernelSpecialization Specialization { get; }

    public override int NumParameters => this.Signature.Parameters.Length;

    /// <summary>The variant that was used last; null before the first launch of a kernel with specialised values.</summary>
    public CudaVariant? Last => _variants.Last;

    public bool BelongsTo(CudaAccelerator accelerator) => ReferenceEquals(_accelerator, accelerator);

    /// <summary>The variant for the specialised values of a launch; compiled when it is new.</summary>
    public CudaVariant Resolve(LaunchPacket packet) => _variants.Resolve(packet);

    private CudaVariant Compile(object?[] values) => new(
        _accelerator,
        this.Name,
        maxGroupSize => PtxKernelFactory.Compile(
            this.Signature.Method,
            this.Signature.Kind,
            values,
            _options,
            _accelerator.Device.Target,
            maxGroupSize > 0 ? maxGroupSize : this.Specialization.MaxNumThreadsPerGroup ?? 0,
            maxGroupSize > 0 ? 0 : this.Specialization.MinNumGroupsPerMultiprocessor ?? 0));
}
