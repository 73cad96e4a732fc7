using ILGPU.Backends;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Backends;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>A kernel method with its compiled variants.</summary>
internal sealed class OpenClProgram : CompiledKernel
{
    private readonly CLAccelerator _accelerator;
    private readonly KernelOptions _options;
    private readonly VariantCache<OpenClForms> _variants;

    public OpenClProgram(CLAccelerator accelerator, KernelSignature signature, KernelSpecialization specialization)
    {
        _accelerator = accelerator;
        _options = KernelOptions.Of(accelerator);
        this.Signature = signature;
        this.Specialization = specialization;
        _variants = new VariantCache<OpenClForms>(accelerator, signature, this.Compile);
    }

    public KernelSignature Signature { get; }

    public override string Name => this.Signature.Name;

    public override KernelInfo Info => new(_variants.Last?.StaticSharedBytes ?? 0, _variants.Last?.LocalBytes ?? 0);

    public override KernelSpecialization Specialization { get; }

    public override int NumParameters => this.Signature.Parameters.Length;

    /// <summary>The variant that was used last; null before the first launch of a kernel with specialised values.</summary>
    public OpenClVariant? Last => _variants.Last?.Last;

    public bool BelongsTo(CLAccelerator accelerator) => ReferenceEquals(_accelerator, accelerator);

    /// <summary>The program for the specialised values and the dimensions of a launch; compiled when it is new.</summary>
    public OpenClVariant Resolve(LaunchPacket packet, in LaunchDimensions dimensions) => _variants.Resolve(packet).For(dimensions);

    private OpenClForms Compile(object?[] values) => new(_accelerator, this.Signature, values, _options);
}
