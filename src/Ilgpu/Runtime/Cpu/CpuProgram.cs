using ILGPU;
using ILGPU.Backends;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using IlgpuOptim.Engine.Backends.Cpu;

namespace IlgpuOptim.Engine.Runtime.Cpu;

/// <summary>A kernel compiled for certain specialised values.</summary>
/// <param name="Key">The values, laid out like arguments.</param>
/// <param name="Kernel">The machine code; null: the method itself is executed.</param>
internal sealed record CpuVariant(byte[] Key, CpuKernel? Kernel);

/// <summary>A kernel method with its compiled variants.</summary>
internal sealed unsafe class CpuProgram : CompiledKernel
{
    private readonly Lock _lock = new();
    private readonly CPUAccelerator _accelerator;
    private readonly CpuKernelOptions _options;
    private readonly Dictionary<int, List<CpuVariant>> _variants = [];
    private CpuVariant? _last;

    public CpuProgram(CPUAccelerator accelerator, KernelSignature signature, CpuKernelOptions options, KernelSpecialization specialization)
    {
        _accelerator = accelerator;
        _options = options;
        this.Signature = signature;
        this.Specialization = specialization;

        // Without specialised values everything is known now, and errors belong to the loading of the kernel.
        if (signature.SpecializedBytes == 0)
        {
            _last = this.Compile([], new object?[signature.Method.GetParameters().Length]);
        }
    }

    public KernelSignature Signature { get; }

    public override string Name => this.Signature.Name;

    public override KernelInfo Info => new(_last?.Kernel?.StaticSharedBytes ?? 0, _last?.Kernel?.LocalBytes ?? 0);

    public override KernelSpecialization Specialization { get; }

    public override int NumParameters => this.Signature.Parameters.Length;

    public bool BelongsTo(CPUAccelerator accelerator) => ReferenceEquals(_accelerator, accelerator);

    /// <summary>The variant for the specialised values of a launch; compiled when it is new.</summary>
    public CpuVariant Resolve(LaunchPacket packet)
    {
        CpuVariant? last = Volatile.Read(ref _last);
        ReadOnlySpan<byte> key = new(packet.Specialized, this.Signature.SpecializedBytes);

        if (last is not null && key.SequenceEqual(last.Key))
        {
            return last;
        }

        HashCode hash = default;
        hash.AddBytes(key);
        int code = hash.ToHashCode();

        lock (_lock)
        {
            if (!_variants.TryGetValue(code, out List<CpuVariant>? candidates))
            {
                candidates = [];
                _variants.Add(code, candidates);
            }

            foreach (CpuVariant candidate in candidates)
            {
                if (key.SequenceEqual(candidate.Key))
                {
                    Volatile.Write(ref _last, candidate);

                    return candidate;
                }
            }

            // A failure throws here and leaves nothing behind.
            CpuVariant variant = this.Compile(key.ToArray(), this.Values(packet));
            candidates.Add(variant);
            Volatile.Write(ref _last, variant);

            return variant;
        }
    }

    private CpuVariant Compile(byte[] key, object?[] values) =>
        new(key, _accelerator.RunsMethods ? null : CpuKernelFactory.Compile(this.Signature.Method, this.Signature.Kind, values, _options));

    private object?[] Values(LaunchPacket packet)
    {
        int skip = this.Signature.Kind == IR.KernelKind.Explicit ? 0 : 1;
        object?[] values = new object?[this.Signature.Parameters.Length + skip];

        for (int i = 0; i < this.Signature.Parameters.Length; i++)
        {
            ParameterPlan parameter = this.Signature.Parameters[i];

            if (parameter.IsSpecialized)
            {
                values[i + skip] = SpecializedReader.Read(parameter, packet.Specialized);
            }
        }

        return values;
    }
}
