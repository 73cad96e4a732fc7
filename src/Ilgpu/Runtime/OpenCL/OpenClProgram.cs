using ILGPU.Backends;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;
using IlgpuOptim.Engine.Backends;
using IlgpuOptim.Engine.Backends.OpenCL;
using IlgpuOptim.Engine.IR;

namespace IlgpuOptim.Engine.Runtime.OpenCL;

/// <summary>A kernel method with its compiled variants.</summary>
internal sealed class OpenClProgram : CompiledKernel
{
    private readonly CLAccelerator _accelerator;
    private readonly KernelOptions _options;
    private readonly VariantCache<OpenClVariant> _variants;

    public OpenClProgram(CLAccelerator accelerator, KernelSignature signature, KernelSpecialization specialization)
    {
        _accelerator = accelerator;
        _options = KernelOptions.Of(accelerator);
        this.Signature = signature;
        this.Specialization = specialization;
        _variants = new VariantCache<OpenClVariant>(signature, this.Compile);
    }

    public KernelSignature Signature { get; }

    public override string Name => this.Signature.Name;

    public override KernelInfo Info => new(_variants.Last?.Source.StaticSharedBytes ?? 0, _variants.Last?.Source.LocalBytes ?? 0);

    public override KernelSpecialization Specialization { get; }

    public override int NumParameters => this.Signature.Parameters.Length;

    /// <summary>The variant that was used last; null before the first launch of a kernel with specialised values.</summary>
    public OpenClVariant? Last => _variants.Last;

    public bool BelongsTo(CLAccelerator accelerator) => ReferenceEquals(_accelerator, accelerator);

    /// <summary>The variant for the specialised values of a launch; compiled when it is new.</summary>
    public OpenClVariant Resolve(LaunchPacket packet) => _variants.Resolve(packet);

    private OpenClVariant Compile(object?[] values)
    {
        (Function function, _) = KernelBuilder.Build(this.Signature.Method, this.Signature.Kind, values, _options);
        OpenClSource source = OpenClGenerator.Generate(function, _accelerator.Device.Features);
        int[] places = [.. source.PointerParameters.Select(index => function.Parameters[index].Offset)];

        return new OpenClVariant(_accelerator, this.Name, source, places);
    }
}
