using IlgpuOptim.Engine.IR;
using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.Cuda;

namespace ILGPU.Runtime.Cuda;

/// <summary>A kernel on a CUDA device.</summary>
public sealed class CudaKernel : Kernel
{
    internal CudaKernel(CudaAccelerator accelerator, CudaProgram program, int customGroupSize)
        : base(accelerator, program, program.Signature, customGroupSize)
    {
        this.Program = program;
        this.CudaAccelerator = accelerator;
    }

    /// <summary>The accelerator.</summary>
    public CudaAccelerator CudaAccelerator { get; }

    /// <summary>The PTX that was used last; null before the first launch of a kernel with specialised values.</summary>
    public string? PTXAssembly => this.Program.Last?.Source.Text;

    internal CudaProgram Program { get; }

    /// <inheritdoc/>
    internal override LaunchPacket RentPacket() => this.CudaAccelerator.RentPacket();

    /// <inheritdoc/>
    internal override void Submit(AcceleratorStream stream, in LaunchDimensions dimensions, LaunchPacket packet)
    {
        try
        {
            bool regroup = this.Signature.Kind != KernelKind.Explicit && this.CustomGroupSize == 0;
            this.Program.Resolve(packet).Launch((CudaStream)stream, dimensions, (CudaPacket)packet, this.Signature.Kind, regroup);
        }
        finally
        {
            packet.Return();
        }
    }
}
