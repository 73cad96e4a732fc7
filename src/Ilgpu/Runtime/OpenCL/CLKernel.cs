using IlgpuOptim.Engine.Runtime;
using IlgpuOptim.Engine.Runtime.OpenCL;

namespace ILGPU.Runtime.OpenCL;

/// <summary>A kernel on an OpenCL device.</summary>
public sealed class CLKernel : Kernel
{
    private readonly OpenClProgram _program;

    internal CLKernel(CLAccelerator accelerator, OpenClProgram program, int customGroupSize)
        : base(accelerator, program, program.Signature, customGroupSize)
    {
        _program = program;
        this.CLAccelerator = accelerator;
    }

    /// <summary>The accelerator.</summary>
    public CLAccelerator CLAccelerator { get; }

    /// <summary>Handle of the program that was used last (cl_program); zero before the first launch of a kernel with specialised values.</summary>
    public IntPtr ProgramPtr => _program.Last?.Program ?? IntPtr.Zero;

    /// <summary>Handle of the kernel that was used last (cl_kernel); zero before the first launch of a kernel with specialised values.</summary>
    public IntPtr KernelPtr => _program.Last?.Kernel ?? IntPtr.Zero;

    /// <summary>The OpenCL C of the kernel that was used last; null before the first launch of a kernel with specialised values.</summary>
    internal string? SourceText => _program.Last?.Source.Text;

    /// <summary>The compiled program that was used last, in the form of the driver.</summary>
    /// <exception cref="InvalidOperationException">The kernel has specialised values and was not launched yet.</exception>
    /// <exception cref="CLException">OpenCL failed.</exception>
    public byte[] LoadBinaryRepresentation() =>
        _program.Last is { } variant
            ? OpenClCompiler.ReadBinary(this.CLAccelerator.Api, variant.Program)
            : throw new InvalidOperationException("A kernel with specialised values is compiled when it is launched.");

    /// <inheritdoc/>
    internal override LaunchPacket RentPacket() => this.CLAccelerator.RentPacket();

    /// <inheritdoc/>
    internal override void Submit(AcceleratorStream stream, in LaunchDimensions dimensions, LaunchPacket packet)
    {
        try
        {
            _program.Resolve(packet, dimensions).Launch(
                (CLStream)stream,
                dimensions,
                (OpenClPacket)packet,
                this.Signature.Kind != IlgpuOptim.Engine.IR.KernelKind.Explicit && this.CustomGroupSize == 0);
        }
        finally
        {
            packet.Return();
        }
    }
}
