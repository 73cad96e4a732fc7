using ILGPU.Backends;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Engine.Backends;
using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>A kernel compiled for certain specialised values.</summary>
/// <param name="Kernel">The machine code; null: the method itself is executed, or nothing on a dry run.</param>
internal sealed record CpuVariant(CpuKernel? Kernel);

/// <summary>A kernel method with its compiled variants.</summary>
internal sealed class CpuProgram : CompiledKernel
{
    private readonly CPUAccelerator _accelerator;
    private readonly KernelOptions _options;
    private readonly VariantCache<CpuVariant> _variants;

    public CpuProgram(CPUAccelerator accelerator, KernelSignature signature, KernelSpecialization specialization)
    {
        _accelerator = accelerator;
        _options = KernelOptions.Of(accelerator);
        this.Signature = signature;
        this.Specialization = specialization;
        _variants = new VariantCache<CpuVariant>(accelerator, signature, this.Compile);
    }

    public KernelSignature Signature { get; }

    public override string Name => this.Signature.Name;

    public override KernelInfo Info => new(_variants.Last?.Kernel?.StaticSharedBytes ?? 0, _variants.Last?.Kernel?.LocalBytes ?? 0);

    public override KernelSpecialization Specialization { get; }

    public override int NumParameters => this.Signature.Parameters.Length;

    public bool BelongsTo(CPUAccelerator accelerator) => ReferenceEquals(_accelerator, accelerator);

    /// <summary>The variant for the specialised values of a launch; compiled when it is new.</summary>
    public CpuVariant Resolve(LaunchPacket packet) => _variants.Resolve(packet);

    private CpuVariant Compile(object?[] values) =>
        new(_accelerator.RunsMethods || _accelerator.Recorder is { IsDry: true } ? null : CpuKernelFactory.Compile(this.Signature.Method, this.Signature.Kind, values, _options));
}
